# SPDX-License-Identifier: Apache-2.0
"""`estimate --batch`: a folder's own tensors count; parallel sizes, formats and budgets as the case has them."""

import json
import struct
from pathlib import Path
from typing import Any

import pytest
from rigwise.core.memory.cases import run_batch

CONFIG: dict[str, Any] = {
    "architectures": ["Qwen3MoeForCausalLM"], "model_type": "qwen3_moe", "hidden_size": 2048, "intermediate_size": 6144,
    "num_hidden_layers": 4, "num_attention_heads": 32, "num_key_value_heads": 4, "head_dim": 128, "vocab_size": 151936,
    "num_experts": 128, "num_experts_per_tok": 8, "moe_intermediate_size": 768, "max_position_embeddings": 40960,
    "decoder_sparse_step": 1, "tie_word_embeddings": False,
}  # fmt: skip
EXPERTS = 4 * 128 * 3 * 768 * 2048 * 2  # bytes of all experts


def answer(**case: Any) -> dict[str, Any]:
    found = json.loads(next(run_batch([json.dumps(case)])))
    assert isinstance(found, dict)
    return found


@pytest.fixture
def config(tmp_path: Path) -> Path:
    (tmp_path / "config.json").write_text(json.dumps(CONFIG))
    return tmp_path


def weights(config: Path, **case: Any) -> int:
    cards = case.get("tp", 1) * case.get("dp", 1)
    found = answer(config=str(config), gpus=[{"name": "H100 80GB HBM3"}] * cards, **case)
    return round(found["per_gpu"][0]["weights_gib"] * 2**30)


def test_tensor_parallel_and_expert_parallel_ranks_hold_as_many_bytes_of_experts(config: Path) -> None:
    assert weights(config, tp=2) == pytest.approx(weights(config, tp=2, ep=True), abs=1)


def test_data_parallel_engines_share_out_the_experts_and_copy_the_rest(config: Path) -> None:
    one = weights(config)
    assert weights(config, dp=2) == pytest.approx(one - EXPERTS / 2, abs=1)
    assert weights(config, dp=2, ep=True) == pytest.approx(one - EXPERTS / 2, abs=1)


def test_the_longest_context_is_found_for_auto(config: Path) -> None:
    found = answer(config=str(config), gpus=[{"name": "RTX 3060"}], max_model_len=-1, available_kv_gib=0.1)
    block = 16 * 4 * 4 * 2 * 128 * 2  # tokens, layers, heads, sides, head dimension, bytes
    usable = int(0.1 * 2**30) - block
    assert found["starts"]
    assert found["estimated_max_model_len"] == usable // block * 16


def test_a_folders_tensors_decide_over_its_config(config: Path) -> None:
    before = weights(config)
    shape = [151936, 2048]
    header = {"lm_head.weight": {"dtype": "BF16", "shape": shape, "data_offsets": [0, 2 * 151936 * 2048]}}
    text = json.dumps(header).encode()
    with (config / "model.safetensors").open("wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        file.truncate(8 + len(text) + 2 * 151936 * 2048)
    again = config.with_name("again")
    config.rename(again)  # answers are remembered by path
    found = answer(config=str(again), gpus=[{"name": "H100 80GB HBM3"}])
    assert round(found["per_gpu"][0]["weights_gib"] * 2**30) == before
    assert "billion parameters" in found["approximate"][0]


def test_a_split_over_more_cards_than_anyone_has_is_answered_at_once(config: Path) -> None:
    found = answer(config=str(config), gpus=[{"name": "RTX 4090"}], tp=1024, pp=1024, dp=1024)
    assert not found["starts"]
    assert found["problems"][0]["code"] == "not-enough-gpus"


def test_null_is_the_default(config: Path) -> None:
    case = {"config": str(config), "gpus": [{"name": "H100 80GB HBM3"}]}
    assert answer(**case, tp=None, dtype=None, vllm_version=None, max_num_seqs=None) == answer(**case)


@pytest.mark.parametrize("version", ["latest", "nightly", ""])
def test_a_release_without_a_number_is_the_newest(config: Path, version: str) -> None:
    case = {"config": str(config), "gpus": [{"name": "H100 80GB HBM3"}]}
    assert answer(**case, vllm_version=version)["kv_cache_tokens"] == answer(**case)["kv_cache_tokens"]


def test_a_case_may_ask_for_speculation(config: Path) -> None:
    case = {"config": str(config), "gpus": [{"name": "H100 80GB HBM3"}]}
    asked = {"method": "draft_model", "model": "Qwen/Qwen3-0.6B", "num_speculative_tokens": 2}
    both = [answer(**case, speculative_config=text) for text in (asked, json.dumps(asked))]
    both.append(answer(**case, spec_model="Qwen/Qwen3-0.6B", spec_tokens=2))
    assert both[0] == both[1] == both[2]
    assert both[0]["per_gpu"][0]["weights_gib"] > answer(**case)["per_gpu"][0]["weights_gib"] + 1
