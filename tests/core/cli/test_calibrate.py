# SPDX-License-Identifier: Apache-2.0
"""`rigwise calibrate`, and what `rigwise estimate` makes of it."""

import io
import json

import pytest
from rigwise.core.cli import main
from rigwise.core.launch.measurements import folder
from rigwise.core.launch.startup_reader import read_log
from rigwise.core.memory.speculative_config import told

LOG = """\
(APIServer pid=1) INFO 11-21 03:07:14 [api_utils.py:286] non-default args: {'model': 'Qwen/Qwen3-8B', 'max_num_seqs': 64, \
'max_model_len': 8192, 'gpu_memory_utilization': 0.92}
(EngineCore pid=26) INFO 11-21 03:07:40 [core.py:133] Initializing a V1 LLM engine (v0.33.0) with config: \
model='Qwen/Qwen3-8B', dtype=torch.bfloat16, max_seq_len=8192, tensor_parallel_size=1, pipeline_parallel_size=1
(EngineCore pid=26) INFO 11-21 03:07:53 [model_runner.py:429] Model loading took 15.27 GiB memory and 3.8 seconds
(EngineCore pid=26) INFO 11-21 03:08:36 [gpu_worker.py:772] Available KV cache memory: 4.5 GiB
(EngineCore pid=26) INFO 11-21 03:08:36 [kv_cache_utils.py:1147] GPU KV cache size: 32,768 tokens, Maximum concurrency \
for 8,192 tokens per request: 4.00x
(EngineCore pid=26) INFO 11-21 03:08:37 [gpu_worker.py:1003] CUDA graph pool memory: 0.2 GiB (actual), 1.0 GiB \
(estimated), difference: 0.8 GiB (400.0%).
"""
PLAN = ["Qwen/Qwen3-8B", "--gpus", "RTX 4090", "--max-model-len", "8192", "--max-num-seqs", "64"]


@pytest.fixture
def log(tmp_path):
    file = tmp_path / "server.log"
    file.write_text(LOG)
    return file


def run(capsys, *arguments: str) -> tuple[int, str]:
    code = main(arguments)
    said = capsys.readouterr()
    return code, said.out + said.err


def estimated(capsys, *extra: str) -> dict:
    return json.loads(run(capsys, "estimate", *PLAN, "--gpu-memory-utilization", "0.92", *extra, "--json")[1])


def test_a_start_is_compared_and_kept(capsys, log):
    code, said = run(capsys, "calibrate", str(log), "--gpus", "RTX 4090")
    assert code == 0
    assert "weights" in said
    assert "as predicted" in said
    assert "KV cache tokens" in said
    assert len(list(folder().iterdir())) == 1


def test_a_later_estimate_comes_to_what_was_logged(capsys, log):
    before = estimated(capsys)
    assert before["measured"] is None
    run(capsys, "calibrate", str(log), "--gpus", "RTX 4090")
    after = estimated(capsys)
    assert after["measured"].startswith("measured here on ")
    assert abs(after["kv_cache_tokens"] - 32_768) <= 0.005 * 32_768
    assert "Overhead measured here on " in run(capsys, "estimate", *PLAN)[1]


def test_a_batch_of_cases_knows_nothing_of_this_machine(capsys, log, monkeypatch):
    case = json.dumps({"model": "Qwen/Qwen3-8B", "gpus": [{"name": "RTX 4090"}], "max_model_len": 8192})

    def answered() -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO(case))
        return run(capsys, "estimate", "--batch", "-")[1]

    before = answered()
    run(capsys, "calibrate", str(log), "--gpus", "RTX 4090")
    assert answered() == before
    assert json.loads(before)["measured"] is None


def test_it_tells_the_larger_cache_that_the_graphs_leave(capsys, log):
    said = json.loads(run(capsys, "calibrate", str(log), "--gpus", "RTX 4090", "--json")[1])
    assert said["larger_cache"]["gain"] == pytest.approx((0.8 * 1024 - 150) * 2**20, abs=2**20)
    assert said["larger_cache"]["tokens"] > 32_768
    assert said["measurement"]["gpu"] == "RTX 4090"


def test_a_dry_run_keeps_nothing(capsys, log):
    run(capsys, "calibrate", str(log), "--gpus", "RTX 4090", "--dry-run")
    assert not folder().exists()


@pytest.mark.parametrize(
    ("text", "arguments", "code"),
    [
        ("nothing of vLLM\n", [], "log-foreign"),
        (LOG.replace("Qwen/Qwen3-8B", "/models/mine"), [], "model-unknown"),
        (LOG.replace("tensor_parallel_size=1", "tensor_parallel_size=2"), [], "log-other-rig"),
        (LOG, ["Qwen/Qwen3-14B"], "log-other-model"),
        (LOG.split("Available")[0], [], "log-silent"),
        (LOG + "total_gpu_memory (79.19GiB) x gpu_memory_utilization (0.92) = 72.85GiB\n", [], "log-other-rig"),
    ],
)
def test_a_log_that_does_not_suit_is_refused_in_words(capsys, tmp_path, text, arguments, code):
    file = tmp_path / "server.log"
    file.write_text(text)
    status, said = run(capsys, "calibrate", str(file), *arguments, "--gpus", "RTX 4090", "--json")
    assert status == 2
    assert json.loads(said)["error"]["code"] == code
    assert not folder().exists()


def test_a_file_that_is_not_there_is_told(capsys, tmp_path):
    status, said = run(capsys, "calibrate", str(tmp_path / "none.log"))
    assert status == 2
    assert "cannot be read" in said


def test_what_lies_there_spoiled_does_not_keep_an_estimate_from_its_answer(capsys):
    folder().mkdir(parents=True)
    (folder() / "x.json").write_text("{")
    code, said = run(capsys, "estimate", *PLAN)
    assert code == 0
    assert "is not JSON, so it is not used" in said


def test_a_start_with_speculation_counts_for_starts_with_the_same(capsys, tmp_path):
    asked = "{'method': 'draft_model', 'model': 'Qwen/Qwen3-0.6B', 'num_speculative_tokens': 2}"
    file = tmp_path / "speculating.log"
    said_at_start = LOG.replace("'max_num_seqs': 64,", f"'speculative_config': {asked}, 'max_num_seqs': 64,")
    file.write_text(said_at_start.replace("15.27", "16.38").replace("memory: 4.5 GiB", "memory: 3.4 GiB"))
    code, said = run(capsys, "calibrate", str(file), "--gpus", "RTX 4090", "--json")
    assert code == 0, said
    kept = json.loads(said)["measurement"]
    assert kept["model"] == "Qwen/Qwen3-8B"
    assert json.loads(kept["speculative_config"]) == json.loads(asked.replace("'", '"'))
    assert estimated(capsys)["measured"] is None
    in_short = "'spec_method': 'draft_model', 'spec_model': 'Qwen/Qwen3-0.6B', 'spec_tokens': 2"
    log = read_log([said_at_start.replace(f"'speculative_config': {asked}", in_short).encode()])
    assert told(log.argument("speculative_config")) == kept["speculative_config"]
    spelled = '{"num_speculative_tokens":2,"model":"Qwen/Qwen3-0.6B","method":"draft_model"}'
    assert estimated(capsys, "--speculative-config", spelled)["measured"] is not None
