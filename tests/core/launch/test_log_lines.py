# SPDX-License-Identifier: Apache-2.0
"""Bytes of a log become lines for people, and lines tell how far a start is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rigwise.core.launch.follow import Stage, stage_of
from rigwise.core.launch.lines import LONGEST_LINE, Lines, clean


def lines_of(*chunks: bytes) -> list[str]:
    lines = Lines()
    return [line for chunk in chunks for line in lines.feed(chunk)] + list(lines.end())


@given(st.lists(st.text(st.characters(categories=["L", "N", "P"]), max_size=30), max_size=20), st.data())
def test_lines_come_out_whole_however_the_engine_cuts_them(texts, data):
    sent = "".join(f"{text}\n" for text in texts).encode()
    chunks = []
    while sent:
        size = data.draw(st.integers(1, len(sent)))
        chunks.append(sent[:size])
        sent = sent[size:]
    assert lines_of(*chunks) == texts


@given(st.lists(st.binary(max_size=200), max_size=20))
def test_any_bytes_become_printable_lines(chunks):
    for line in lines_of(*chunks):
        assert line.isprintable()


def test_a_progress_bar_is_shown_as_it_stands():
    assert lines_of(b"\rLoading:  50%\rLoading: 100%\n") == ["Loading: 100%"]
    assert lines_of(b"Loading: 100%\r\n") == ["Loading: 100%"]


def test_colours_titles_and_control_characters_go():
    assert clean(b"\x1b[1;31mred\x1b[0m \x1b]0;title\x07bell\x07 \x00tab\there") == "red bell tab    here"


def test_a_line_of_ten_million_characters_stays_small():
    lines = Lines()
    held = 0
    for _ in range(1000):
        assert list(lines.feed(b"x" * 10_000)) == []
        held = max(held, len(lines._rest))
    assert held <= LONGEST_LINE * 8
    (line,) = lines.feed(b"\n")
    assert len(line) <= LONGEST_LINE + 2


START = """\
(APIServer pid=1) INFO 11-21 03:07:14 [api_utils.py:286] non-default args: {'model': 'Capturing CUDA graphs'}
(APIServer pid=1) WARNING 11-21 03:07:14 [vllm.py:1780] Enforce eager set, disabling torch.compile, CUDAGraphs
(EngineCore pid=26) INFO 11-21 03:07:40 [core.py:133] Initializing a V1 LLM engine (v0.33.0) with config: compilation
(Worker_TP0 pid=39) INFO 11-21 03:07:52 [gpu_model_runner.py:4979] Starting to load model Qwen/Qwen3-8B...
Loading safetensors checkpoint shards: 100% Completed | 5/5 [00:02<00:00,  2.21it/s]
(Worker_TP0 pid=39) INFO 11-21 03:07:53 [gpu_model_runner.py:5089] Model loading took 7.64 GiB memory and 3.1 seconds
(Worker_TP0 pid=39) INFO 11-21 03:07:54 [backends.py:1188] [backbone] Dynamo bytecode transform time: 5.10 s
(Worker_TP0 pid=39) INFO 11-21 03:08:35 [monitor.py:91] [backbone] Initial profiling/warmup run took 0.35 s
(Worker_TP0 pid=39) INFO 11-21 03:08:36 [gpu_worker.py:773] Available KV cache memory: 11.96 GiB
(EngineCore pid=26) INFO 11-21 03:08:36 [kv_cache_utils.py:1148] GPU KV cache size: 97,984 tokens, Maximum concurrency
Capturing CUDA graphs (mixed prefill-decode, PIECEWISE): 100%|██████████| 51/51 [00:03<00:00]
(Worker_TP0 pid=39) INFO 11-21 03:08:38 [gpu_model_runner.py:6517] Graph capturing finished in 3 secs, took 0.21 GiB
(APIServer pid=1) INFO:     Application startup complete."""
EXPECTED = ["STARTING"] * 3 + ["LOADING"] * 3 + ["COMPILING"] + ["PROFILING"] * 3 + ["CAPTURING"] * 2 + ["READY"]


def test_a_start_goes_through_its_stages():
    stage, seen = Stage.STARTING, []
    for line in START.splitlines():
        stage = stage_of(line, stage)
        seen.append(stage.name)
    assert seen == EXPECTED


@pytest.mark.parametrize(
    ("line", "stage"),
    [
        ("INFO:     Uvicorn running on http://0.0.0.0:8000 (Press CTRL+C to quit)", Stage.READY),
        ("INFO 07-12 10:00:00 [monitor.py:34] torch.compile takes 31.90 s in total", Stage.COMPILING),
        ("INFO 07-12 10:00:00 [executor_base.py:113] # cuda blocks: 5,123, # CPU blocks: 2048", Stage.PROFILING),
        ("(VllmWorker rank=0 pid=9) INFO 07-12 10:00:00 [gpu_model_runner.py:1] Capturing CUDA graph", Stage.CAPTURING),
    ],
)
def test_earlier_releases_spellings(line, stage):
    assert stage_of(line) is stage


@given(st.lists(st.sampled_from(START.splitlines()), max_size=30))
def test_stages_only_go_forward(lines):
    stage = Stage.STARTING
    for line in lines:
        after = stage_of(line, stage)
        assert list(Stage).index(after) >= list(Stage).index(stage)
        stage = after
