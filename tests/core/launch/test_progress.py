# SPDX-License-Identifier: Apache-2.0
"""How far a start is: the bars that vLLM draws, and the checkpoint that arrives without a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rigwise.core.launch.arriving import Arriving, Watch, blobs_of, bytes_in
from rigwise.core.launch.attend import arrivals_of
from rigwise.core.launch.progress import Progress, progress_of
from rigwise.core.units import GB


@pytest.mark.parametrize(
    ("line", "progress"),
    [
        (
            "Loading safetensors checkpoint shards:  25% Completed | 1/4 [00:01<00:03,  1.00s/it]",
            Progress(1, 4),
        ),
        ("Loading pt checkpoint shards: 100% Completed | 2/2 [00:00<00:00, 14.60it/s]", Progress(2, 2)),
        ("Multi-thread loading shards:  50% Completed | 8/16 [00:00<00:00]", Progress(8, 16)),
        (
            "(Worker_TP0 pid=177) Capturing CUDA graphs (decode, FULL):  63%|######3   | 32/51 [00:04<00:02]",
            Progress(32, 51, "graphs", "decode, FULL"),
        ),
        ("Capturing CUDA graph shapes:  10%|█         | 7/67", Progress(7, 67, "graphs")),
        ("(EngineCore pid=9) INFO 11-21 03:32:05 [x.py:1] GPU KV cache usage: 3.4%, Prefix cache hit rate: 0.0%", None),
        ("Loading safetensors checkpoint shards: 9999% Completed | 9/4", Progress(4, 4)),
        ("Loading safetensors checkpoint shards:   0% Completed | 0/0", None),
        ("no bar", None),
    ],
)
def test_a_bar_tells_how_far_it_is(line, progress):
    assert progress_of(line) == progress


@given(st.text())
def test_no_line_tells_nonsense(line):
    found = progress_of(f"Loading safetensors checkpoint shards: {line}")
    assert found is None or 0 <= found.done <= found.total


def test_what_lay_there_before_is_no_download(tmp_path):
    (tmp_path / "old").write_bytes(b"x" * 5000)
    watch = Watch(tmp_path, total=20000)
    assert watch.look(0) is None
    assert watch.look(1) is None
    (tmp_path / "new.incomplete").write_bytes(b"x" * 4096)
    found = watch.look(2)
    assert (found.done, found.total, found.rate) == (9096, 20000, 2048)
    assert found.left == pytest.approx((20000 - 9096) / 2048)
    assert Watch(tmp_path, total=9000).look(0) is None


def test_a_file_laid_out_before_it_is_filled_counts_as_far_as_it_is(tmp_path):
    with (tmp_path / "laid-out.incomplete").open("wb") as file:
        file.truncate(1 << 30)
    assert bytes_in(tmp_path) < 1 << 20
    assert bytes_in(tmp_path / "nowhere") == 0


@pytest.mark.parametrize(
    ("arriving", "words"),
    [
        (Arriving(GB, 40 * GB), "1.00 GB of 40.00 GB"),
        (Arriving(GB, 40 * GB, 110e6), "1.00 GB of 40.00 GB, 110 MB/s, 6 min left"),
        (Arriving(39 * GB, 40 * GB, 110e6), "39.00 GB of 40.00 GB, 110 MB/s, 9 s left"),
        (Arriving(GB, None, 110e6), "1.00 GB fetched, 110 MB/s"),
        (Arriving(GB, None), "1.00 GB fetched"),
        (Arriving(GB, 2 * GB, draft=True), "draft model: 1.00 GB of 2.00 GB"),
    ],
)
def test_an_arrival_in_words(arriving, words):
    assert arriving.words == words


def test_a_container_tells_where_its_weights_arrive(tmp_path):
    mounts = [{"Source": str(tmp_path), "Destination": "/root/.cache/huggingface"}]
    config = {"Cmd": ["Qwen/Qwen3-8B", "--port", "8000"], "Labels": {"io.github.rigwise.Rigwise.bytes": "16000"}}
    (watch,) = arrivals_of({"Mounts": mounts, "Config": config})
    assert watch.blobs == tmp_path / "hub" / "models--Qwen--Qwen3-8B" / "blobs"
    assert watch.total == 16000
    assert arrivals_of({"Mounts": [], "Config": config}) == ()
    assert blobs_of(tmp_path, ["/model", "--served-model-name", "a/b"]) is None
    assert blobs_of(tmp_path, ["--model", "a/b"]) == tmp_path / "hub" / "models--a--b" / "blobs"


def test_a_draft_model_arrives_beside_its_model(tmp_path):
    mounts = [{"Source": str(tmp_path), "Destination": "/root/.cache/huggingface"}]
    asked = '{"method": "draft_model", "model": "Qwen/Qwen3-0.6B", "num_speculative_tokens": 3}'
    labels = {"io.github.rigwise.Rigwise.bytes": "16000", "io.github.rigwise.Rigwise.draft_bytes": "1500"}
    config = {"Cmd": ["Qwen/Qwen3-8B", "--speculative-config", asked], "Labels": labels}
    model, draft = arrivals_of({"Mounts": mounts, "Config": config})
    assert (model.draft, model.total) == (False, 16000)
    assert (draft.draft, draft.total) == (True, 1500)
    assert draft.blobs == tmp_path / "hub" / "models--Qwen--Qwen3-0.6B" / "blobs"
    own = {**config, "Cmd": ["Qwen/Qwen3-8B", "--speculative-config", asked.replace("0.6B", "8B")]}
    assert [watch.draft for watch in arrivals_of({"Mounts": mounts, "Config": own})] == [False]
