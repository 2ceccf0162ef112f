# SPDX-License-Identifier: Apache-2.0
"""A report to hand on: it holds what helps, and nobody's secrets."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rigwise.core.hardware.catalogue import compose
from rigwise.core.launch.report import LAST_LINES, redact, report
from rigwise.core.launch.server import Server

LETTERS = string.ascii_letters + string.digits
secrets = st.text(LETTERS, min_size=20, max_size=40)


@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "HF_TOKEN=hf_{}",
        "non-default args: {{'api_key': ['{}'], 'port': 8000}}",
        'api_key="{}"',
        "Authorization: Bearer {}",
        "vllm serve m --api-key {} --port 8000",
        "vllm serve m --api-key={}",
        "--hf-token {}",
        "password: {}",
        '{{"client_secret": "{}"}}',
        "https://user:{}@proxy.example:3128/",
        "AWS_SECRET_ACCESS_KEY_TOKEN = '{}'",
    ],
)
@given(secret=secrets)
def test_a_secret_does_not_stay(around, secret):
    text = around.format(secret) if around != "{}" else f"token hf_{secret} in a line"
    assert secret not in redact(text)


@pytest.mark.parametrize(
    "line",
    [
        "(EngineCore pid=26) INFO [x.py:1] GPU KV cache size: 97,984 tokens, Maximum concurrency for 32,768 tokens",
        "non-default args: {'max_num_batched_tokens': 8192, 'tokenizer': 'Qwen/Qwen3-8B', 'api_key': '***'}",
        "vllm serve m --max-num-batched-tokens 8192 --tokenizer Qwen/Qwen3-8B --tokenizer-mode auto",
        "Initializing a V1 LLM engine with config: tokenizer='m', skip_tokenizer_init=False, tokenizer_revision=None",
        "Avg prompt throughput: 10.4 tokens/s, Avg generation throughput: 3.1 tokens/s",
        "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 896.00 MiB. GPU 0 has a total capacity of 23.52 GiB",
    ],
)
def test_what_is_no_secret_stays(line):
    assert redact(line) == line


@pytest.mark.parametrize(
    ("line", "redacted"),
    [
        ("loading /home/anna/models/x", "loading /home/user/models/x"),
        ("/Users/anna.b/x and C:\\Users\\anna\\x", "/Users/user/x and C:\\Users\\user\\x"),
        ("mail anna@example.org now", "mail *** now"),
        ("host wopr, user anna", "host ***, user ***"),
        ("root stays root", "root stays root"),
        ("joanna is somebody else", "joanna is somebody else"),
    ],
)
def test_names_of_people_go(line, redacted):
    assert redact(line, ("anna", "wopr", "root")) == redacted


@given(st.text(max_size=300))
def test_any_text_can_be_redacted_twice_and_stays_the_same(text):
    once = redact(text, ("anna",))
    assert redact(once, ("anna",)) == once


def test_a_report_holds_the_facts_the_command_and_the_last_lines():
    lines = [f"line {n}" for n in range(500)] + ["token hf_abcdefghijklmnop"]
    text = report(
        lines,
        command="docker run … some/model",
        server=Server("id", "rigwise-x", "some/model", "exited", 8000, exit_code=1),
        rig=compose(["RTX 4090"] * 2),
        engine="Docker 28.2",
    )
    for piece in (
        "2 x RTX 4090",
        "Docker 28.2",
        "docker run … some/model",
        "some/model, exited, exit code 1",
        "line 499",
    ):
        assert piece in text
    assert "hf_abcdefghijklmnop" not in text
    assert f"line {500 - LAST_LINES}\n" not in text
    assert f"line {501 - LAST_LINES}\n" in text
