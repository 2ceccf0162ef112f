# SPDX-License-Identifier: Apache-2.0
"""The printed command and the container: one value, two spellings, and nothing secret in either."""

import json
import shlex
import string
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rigwise.core.hardware.catalogue import compose
from rigwise.core.launch.server import create_arguments
from rigwise.core.models.catalogue import entries, find
from rigwise.core.planning.suggest import suggest
from rigwise.core.serving.container import DRAFT_BYTES, LABEL, CacheMount, ContainerSpec
from rigwise.core.serving.docker import argv, command, container_name, container_spec, docker_flags, gpus_value
from rigwise.core.serving.flags import environment, flags

words = st.text(string.printable, min_size=1, max_size=20).filter(lambda text: "\0" not in text)
specs = st.builds(
    ContainerSpec,
    name=st.just("rigwise-x"),
    image=st.just("vllm/vllm-openai:v0.33.0"),
    arguments=st.lists(words, max_size=6).map(lambda rest: ("some/model", *rest)),
    devices=st.lists(st.sampled_from("01234567"), min_size=1, max_size=8, unique=True).map(tuple),
    port=st.integers(1, 65535),
    mounts=st.lists(st.builds(CacheMount, words.map(lambda w: f"/{w}"), st.just("/root/x")), max_size=2).map(tuple),
    environment=st.lists(st.tuples(st.just("NAME"), words), max_size=2).map(tuple),
    labels=st.lists(st.tuples(st.just(LABEL), words), max_size=2).map(tuple),
)


@pytest.fixture
def plan():
    return suggest(compose(["RTX 4090"] * 2), find("Qwen/Qwen3-32B-AWQ").checkpoint())


@given(specs)
def test_a_shell_reads_the_printed_command_as_the_list_says(spec):
    assert tuple(shlex.split(command(spec).replace(" \\\n", " "))) == argv(spec)


def test_a_shell_itself_reads_it_so(plan):
    import subprocess

    spec = container_spec(plan)
    shown = command(spec).replace("docker run", "printf '%s\\0'", 1)
    said = subprocess.run(["sh", "-c", shown], capture_output=True, text=True, check=True).stdout
    assert tuple(said.split("\0")[:-1]) == argv(spec)[2:]


@pytest.mark.parametrize(
    ("cards", "value", "printed"),
    [
        (("0",), "device=0", "--gpus device=0"),
        (("0", "1"), '"device=0,1"', "--gpus '\"device=0,1\"'"),
        (("GPU-a", "GPU-b"), '"device=GPU-a,GPU-b"', "--gpus '\"device=GPU-a,GPU-b\"'"),
    ],
)
def test_several_cards_stand_in_quotes_that_belong_to_the_value(cards, value, printed):
    """--gpus takes CSV: without the inner quotes `device=0,1` means card 0 and a count of 1."""
    assert gpus_value(cards) == value
    spec = ContainerSpec("n", "i", ("m",), cards)
    assert value in argv(spec)
    assert printed in command(spec)


def test_the_token_is_a_file_and_never_a_word(plan, tmp_path):
    token = tmp_path / "token"
    token.write_text("hf_verysecret")
    spec = container_spec(plan, token_file=str(token))
    assert "hf_verysecret" not in command(spec) + repr(spec)
    assert f"type=bind,source={token},target=/run/secrets/hf_token,readonly" in argv(spec)
    assert "HF_TOKEN_PATH=/run/secrets/hf_token" in argv(spec)
    assert not any(word.startswith("HF_TOKEN=") for word in argv(spec))


def test_every_flag_says_why_in_one_sentence():
    rigs = (["RTX 4090"], ["RTX 4090"] * 2, ["RTX 4090", "RTX 3090"], ["H100 80GB HBM3"] * 8)
    for entry in entries():
        for rig in rigs:
            plan = suggest(compose(rig), entry.checkpoint())
            for flag in (*flags(plan), *environment(plan), *docker_flags(container_spec(plan, token_file="/t"))):
                assert flag.why.strip().endswith((".", "…")), flag
                assert flag.name.startswith("--") or flag.name.isupper(), flag
                assert len(flag.name) > 3, f"{flag} is an abbreviation"


def test_a_container_keeps_no_right_that_it_does_not_need(plan):
    given = argv(container_spec(plan))
    assert given[given.index("--cap-drop") + 1] == "ALL"
    assert [given[i + 1] for i, word in enumerate(given) if word == "--cap-add"] == ["CAP_DAC_OVERRIDE"]
    assert given[given.index("--security-opt") + 1] == "no-new-privileges"
    assert given[given.index("--publish") + 1] == "127.0.0.1:8000:8000"
    assert "--privileged" not in given


def test_a_log_cannot_fill_the_disk(plan):
    given = argv(container_spec(plan))
    assert given[given.index("--log-driver") + 1] == "json-file"
    assert {given[i + 1] for i, word in enumerate(given) if word == "--log-opt"} == {"max-size=50m", "max-file=4"}


def test_the_labels_tell_what_the_container_serves(plan):
    labels = dict(container_spec(plan, port=8123).labels)
    assert labels[LABEL] == "1"
    assert labels[f"{LABEL}.model"] == "Qwen/Qwen3-32B-AWQ"
    assert labels[f"{LABEL}.port"] == "8123"
    assert labels[f"{LABEL}.vllm"] == plan.vllm_version


@given(st.text(max_size=80))
def test_docker_accepts_every_name_we_give(model):
    import re

    assert re.fullmatch(r"[a-zA-Z0-9][a-zA-Z0-9_.-]+", container_name(model))


def test_a_folder_with_a_comma_in_its_name_is_one_folder():
    spec = ContainerSpec("n", "i", ("m",), ("0",), mounts=(CacheMount('/a,b"c', "/model", read_only=True),))
    import csv

    (row,) = csv.reader([next(word for word in argv(spec) if word.startswith("type=bind"))])
    assert row == ["type=bind", 'source=/a,b"c', "target=/model", "readonly"]


def test_an_engine_that_refuses_one_way_is_asked_in_the_other_once(plan):
    """Docker with CDI alone, and Docker without root rights (docs/engines.md)."""
    spec = container_spec(plan)
    by_name = replace(spec, way=spec.way.otherwise("toolkit-missing"))
    assert [flag.value for flag in docker_flags(by_name) if flag.name == "--device"] == [
        "nvidia.com/gpu=0", "nvidia.com/gpu=1",
    ]  # fmt: skip
    assert not any(flag.name == "--gpus" for flag in docker_flags(by_name))
    assert create_arguments(by_name)["device_requests"][0]["Driver"] == "cdi"
    assert by_name.way.otherwise("toolkit-missing") is None
    own = replace(spec, way=spec.way.otherwise("ipc-refused"))
    flags_of = {flag.name: flag.value for flag in docker_flags(own)}
    assert "--ipc" not in flags_of
    assert int(flags_of["--shm-size"]) == create_arguments(own)["shm_size"] == 16 << 30
    assert own.way.otherwise("ipc-refused") is None
    assert spec.way.otherwise("port-taken") is None


SPECULATING = '{"method": "draft_model", "model": "Qwen/Qwen3-0.6B", "num_speculative_tokens": 3}'


def speculating(plan, draft):
    return replace(plan, options=replace(plan.options, speculative_config=SPECULATING), draft=draft)


def said_of_speculation(spec):
    words = list(spec.arguments)
    return json.loads(words[words.index("--speculative-config") + 1])


def test_a_draft_of_the_hub_is_served_as_it_was_looked_at_and_its_bytes_are_told(plan):
    draft = replace(find("Qwen/Qwen3-0.6B").checkpoint(), revision="c" * 40, download_bytes=1500)
    spec = container_spec(speculating(plan, draft))
    assert said_of_speculation(spec) == {**json.loads(SPECULATING), "revision": "c" * 40}
    assert dict(spec.labels)[DRAFT_BYTES] == "1500"
    assert said_of_speculation(container_spec(speculating(plan, None))) == json.loads(SPECULATING)


def test_a_draft_in_a_folder_is_mounted_where_the_server_looks_for_it(plan, tmp_path):
    draft = replace(find("Qwen/Qwen3-0.6B").checkpoint(), folder=str(tmp_path))
    spec = container_spec(speculating(plan, draft))
    assert CacheMount(str(tmp_path), "/draft", read_only=True) in spec.mounts
    assert said_of_speculation(spec)["model"] == "/draft"
    assert DRAFT_BYTES not in dict(spec.labels)
