# SPDX-License-Identifier: Apache-2.0
"""A server tells by what plan it was started, so that a later Rigwise can prove and change it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rigwise.core.hardware.catalogue import compose
from rigwise.core.launch.server import Server
from rigwise.core.memory.deployment import Deployment, ServingOptions
from rigwise.core.memory.estimate import estimate
from rigwise.core.models.catalogue import find
from rigwise.core.problems import RigwiseError
from rigwise.core.serving.docker import container_spec
from rigwise.core.wizard import Step
from rigwise.core.wizard.promise import PROMISE, found_again, parse, promised, to_text, with_promise

COMPOSED = compose(["RTX 3090", "RTX 4090", "RTX 4090"])
RIG = replace(
    COMPOSED,
    simulated=False,
    gpus=tuple(replace(gpu, uuid=f"GPU-{number}", index=number) for number, gpu in enumerate(COMPOSED.gpus)),
)
MODEL = find("Qwen/Qwen3-32B-AWQ").checkpoint()
PLAN = Deployment(RIG.chosen((1, 2)), MODEL, ServingOptions(tensor_parallel_size=2, max_model_len=20000), "0.32.0")
SERVER = Server("id", "rigwise-x", MODEL.model, "running", 8123, vllm="0.32.0")


def told(plan=PLAN, **extras):
    spec = with_promise(container_spec(plan), plan, **extras)
    return replace(SERVER, promise=dict(spec.labels)[PROMISE])


def test_a_plan_comes_back_whole():
    extras = {"environment": (("NCCL_P2P_DISABLE", "1"),), "arguments": ("--disable-custom-all-reduce",)}
    state = promised(told(**extras), RIG)
    assert state.deployment.options == PLAN.options
    assert [gpu.index for gpu in state.deployment.rig.gpus] == [1, 2]
    assert state.deployment.vllm_version == "0.32.0"
    assert estimate(state.deployment).kv_cache_tokens == estimate(PLAN).kv_cache_tokens
    assert (state.step, state.port) == (Step.LAUNCH, 8123)
    assert (state.environment, state.arguments) == (extras["environment"], extras["arguments"])


@given(
    st.builds(
        ServingOptions,
        max_model_len=st.none() | st.integers(1, 1 << 20),
        gpu_memory_utilization=st.none() | st.floats(0.1, 1),
        kv_cache_dtype=st.sampled_from(["auto", "fp8"]),
        enforce_eager=st.booleans(),
        pipeline_partition=st.none() | st.just((30, 34)),
        concurrency=st.integers(1, 100),
    )
)
def test_every_option_comes_back(options):
    assert promised(told(replace(PLAN, options=options)), RIG).deployment.options == options


def test_other_cards_redeem_no_promise():
    with pytest.raises(RigwiseError, match="not here any more"):
        promised(told(), RIG.chosen((0,)))
    assert found_again(told(), None) is None
    assert found_again(SERVER, RIG) is None


@given(st.text() | st.builds(lambda n: to_text(PLAN)[:n], st.integers(0, 400)))
def test_whatever_a_label_says_is_a_promise_or_is_refused_in_words(text):
    try:
        found = parse(text)
    except RigwiseError:
        return
    assert found.model.id
    assert all(isinstance(index, int) and isinstance(name, str) for index, name in found.cards)


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ('"version":1', '"version":2'),
        ('"version":1', '"version":1,"more":[]'),
        ('"id":"Qwen/Qwen3-32B-AWQ"', '"id":""'),
        ('"revision":null', '"revision":7'),
        ('"max_model_len":20000', '"max_model_len":"many"'),
        ('"max_model_len":20000', '"max_model_lens":20000'),
        ('"cards":[[1,', '"cards":[["1",'),
        ('"environment":[]', '"environment":["A=1"]'),
        ('"arguments":[]', '"arguments":[1]'),
    ],
)
def test_what_no_rigwise_wrote_is_refused(said, instead):
    assert said in to_text(PLAN)
    with pytest.raises(RigwiseError):
        parse(to_text(PLAN).replace(said, instead))


def test_a_promise_is_one_short_line():
    assert "\n" not in to_text(PLAN)
    assert len(to_text(PLAN)) < 500
