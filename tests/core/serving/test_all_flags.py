# SPDX-License-Identifier: Apache-2.0
"""Every flag of vLLM: known, set, set back, and refused where vLLM would refuse it."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rigwise.core import wizard
from rigwise.core.hardware.catalogue import compose
from rigwise.core.memory.deployment import ServingOptions
from rigwise.core.memory.estimate import estimate
from rigwise.core.models.catalogue import find
from rigwise.core.problems import RigwiseError
from rigwise.core.serving.all_flags import all_flags, by_name, changes, default_text, known, search, values_now
from rigwise.core.serving.flags import arguments
from rigwise.core.units import GIB
from rigwise.core.wizard import Wizard
from rigwise.core.wizard.findings import findings

STATE = wizard.with_model(wizard.with_rig(Wizard(), compose(["RTX 4090"] * 2)), find("Qwen/Qwen3-8B").checkpoint())
SECRET = {"--hf-token", "--api-key"}
OURS = {"--model", "--host", "--port", "--uds", "--config"}


def given_to(name, text, state=STATE):
    return wizard.with_options(state, **changes(by_name()[name], text, state.deployment)).deployment


def test_every_flag_has_a_name_of_its_own_and_a_sentence():
    names = [spec.name for spec in all_flags()]
    assert len(names) == len(set(names)) > 300
    for spec in all_flags():
        assert spec.text.endswith("."), spec.name
        assert 10 < len(spec.text) < 140, spec.name
        assert default_text(spec), spec.name


def test_nothing_secret_and_nothing_that_rigwise_sets_itself_can_be_given():
    assert not (SECRET | OURS) & set(by_name())
    assert not any(known(name) for name in SECRET | OURS)


def test_an_option_that_the_estimate_follows_exists_there():
    fields = set(ServingOptions.__dataclass_fields__)
    assert {spec.option for spec in all_flags() if spec.option} <= fields


@pytest.mark.parametrize(
    ("name", "text", "argument"),
    [
        ("--max-model-len", "16K", ["--max-model-len", "16384"]),
        ("--max-model-len", "16k", ["--max-model-len", "16000"]),
        ("--max-model-len", "auto", ["--max-model-len", "auto"]),
        ("--kv-cache-dtype", "fp8", ["--kv-cache-dtype", "fp8"]),
        ("--enable-log-requests", "on", ["--enable-log-requests"]),
        ("--seed", "7", ["--seed", "7"]),
        ("--watermark", "0.05", ["--watermark", "0.05"]),
        ("--override-generation-config", '{"temperature": 0}', ["--override-generation-config", '{"temperature": 0}']),
        ("--cudagraph-capture-sizes", "1 2 4", ["--cudagraph-capture-sizes", "1", "2", "4"]),
        ("--use-tqdm-on-load", "off", ["--no-use-tqdm-on-load"]),
        ("--enable-prefix-caching", "on", ["--enable-prefix-caching"]),
        ("--enable-prefix-caching", "off", ["--no-enable-prefix-caching"]),
        ("--speculative-config", '{"method": "ngram"}', ["--speculative-config", '{"method": "ngram"}']),
        ("--spec-method", "ngram", ["--speculative-config", '{"method": "ngram"}']),
        ("--spec-tokens", "3", ["--speculative-config", '{"num_speculative_tokens": 3}']),
    ],
)
def test_a_flag_that_is_set_stands_in_the_command(name, text, argument):
    plan = given_to(name, text)
    found = list(arguments(plan))
    assert any(found[place : place + len(argument)] == argument for place in range(len(found)))


@pytest.mark.parametrize("spec", [spec for spec in all_flags() if spec.type == "switch"], ids=lambda spec: spec.name)
def test_a_switch_goes_on_and_is_set_back(spec):
    on = wizard.with_options(STATE, **changes(spec, "on", STATE.deployment))
    assert values_now(on.deployment)[spec.name] == "on"
    back = wizard.with_options(on, **changes(spec, None, on.deployment))
    assert back.deployment.options == STATE.deployment.options


def test_the_short_flags_of_speculation_change_one_option_and_are_followed():
    plan = STATE.deployment
    for name, text in (("--spec-method", "draft_model"), ("--spec-model", "Qwen/Qwen3-0.6B"), ("--spec-tokens", "3")):
        plan = given_to(name, text, wizard.with_plan(STATE, plan))
        assert values_now(plan)[name] == text
        assert by_name()[name].modelled
    assert plan.options.extra_flags == ()
    assert estimate(plan).per_gpu[0].weights - estimate(STATE.deployment).per_gpu[0].weights > GIB
    alone = given_to("--spec-tokens", None, wizard.with_plan(STATE, plan))
    assert json.loads(alone.options.speculative_config) == {"method": "draft_model", "model": "Qwen/Qwen3-0.6B"}
    for name in ("--spec-method", "--spec-model"):
        alone = given_to(name, None, wizard.with_plan(STATE, alone))
    assert alone.options == STATE.deployment.options


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("--seed", "seven"),
        ("--watermark", "nan"),
        ("--load-format", ""),
        ("--scheduling-policy", "random"),
        ("--override-generation-config", "{"),
        ("--max-num-seqs", "1.5"),
    ],
)
def test_a_value_that_the_parser_would_refuse_is_refused_in_words(name, text):
    with pytest.raises(RigwiseError) as caught:
        given_to(name, text)
    assert caught.value.problem.code == "flag-value"
    assert name in caught.value.problem.message


@given(st.sampled_from(all_flags()), st.text(max_size=30))
def test_any_text_is_taken_or_refused_and_leaves_one_flag_at_most(spec, text):
    try:
        plan = replace(
            STATE.deployment, options=replace(STATE.deployment.options, **changes(spec, text, STATE.deployment))
        )
    except RigwiseError:
        return
    assert len(plan.options.extra_flags) <= 1


def test_what_a_person_sets_takes_the_place_of_what_rigwise_would_say():
    state = wizard.with_options(STATE, tensor_parallel_size=2)
    before = arguments(state.deployment)
    assert "--tool-call-parser" in before
    after = arguments(given_to("--tool-call-parser", "pythonic", state))
    assert after.count("--tool-call-parser") == 1
    assert "pythonic" in after


def test_a_flag_that_may_take_memory_unseen_is_said_and_others_are_not():
    assert "flag-not-in-estimate" in [one.code for one in findings(given_to("--num-gpu-blocks-override", "100"))]
    assert "flag-not-in-estimate" not in [one.code for one in findings(given_to("--enable-log-requests", "on"))]
    assert "flag-not-in-estimate" not in [one.code for one in findings(given_to("--max-num-seqs", "16"))]


def test_the_search_finds_by_name_sentence_and_group():
    assert by_name()["--kv-cache-dtype"] in search("kv cache type")
    assert by_name()["--enable-lora"] in search("adapters")
    assert search("no such words anywhere") == ()


def test_the_file_is_as_the_code_reads_it():
    from importlib.resources import files

    data = json.loads(files("rigwise.resources").joinpath("vllm-flags.json").read_text())
    assert data["release"] == STATE.deployment.vllm_version
