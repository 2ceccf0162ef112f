# SPDX-License-Identifier: Apache-2.0
"""params.json, the words that Mistral's own files use, read as vLLM translates them."""

import json
from pathlib import Path
from typing import Any

from rigwise.core.models.config import load_folder, read_checkpoint
from rigwise.core.models.params import is_params, translated

PARAMS: dict[str, Any] = {
    "dim": 4096, "n_layers": 36, "head_dim": 128, "hidden_dim": 12288, "n_heads": 32, "n_kv_heads": 8,
    "norm_eps": 1e-05, "vocab_size": 131072, "rope_theta": 100000000.0,
}  # fmt: skip


def test_a_folder_with_nothing_but_params_json(tmp_path: Path) -> None:
    (tmp_path / "params.json").write_text(json.dumps(PARAMS))
    architecture = load_folder(tmp_path).architecture
    assert (architecture.name, architecture.hidden_size, len(architecture.layers)) == ("MistralForCausalLM", 4096, 36)
    assert architecture.max_position == 128_000  # what vLLM takes where the file says nothing


def test_config_json_counts_where_both_are_there(tmp_path: Path) -> None:
    (tmp_path / "params.json").write_text(json.dumps(PARAMS))
    config = {"architectures": ["LlamaForCausalLM"], "hidden_size": 2048, "num_hidden_layers": 16,
              "num_attention_heads": 32, "vocab_size": 128256}  # fmt: skip
    (tmp_path / "config.json").write_text(json.dumps(config))
    assert load_folder(tmp_path).architecture.hidden_size == 2048


def test_fp8_with_and_without_stored_scales() -> None:
    stored = translated({**PARAMS, "quantization": {"qformat_weight": "fp8_e4m3", "qscheme_act": "TENSOR"}})
    assert stored["quantization_config"] == {"quant_method": "fp8", "activation_scheme": "static"}
    none = translated({**PARAMS, "quantization": {"qformat_weight": "fp8_e4m3", "qscheme_act": "NO_SCALES"}})
    assert none["quantization_config"]["activation_scheme"] == "dynamic"
    assert read_checkpoint({**PARAMS, "quantization": {"qformat_weight": "fp8_e4m3"}}).quantization.method == "fp8"


def test_a_list_of_windows_repeats_over_the_layers() -> None:
    text = translated({**PARAMS, "sliding_window": [None, 32768, 32768, 32768]})
    assert text["sliding_window"] == 32768
    assert text["layer_types"][:5] == ["full_attention", *["sliding_attention"] * 3, "full_attention"]
    assert len(text["layer_types"]) == 36


def test_yarn_in_the_words_of_config_json() -> None:
    rope = translated({**PARAMS, "yarn": {"factor": 16, "original_max_position_embeddings": 8192, "beta": 32}})
    assert rope["rope_parameters"] == {
        "rope_type": "yarn", "factor": 16, "original_max_position_embeddings": 8192, "beta_fast": 32,
        "rope_theta": 100000000.0,
    }  # fmt: skip


def test_shared_experts_and_latent_attention_are_mistral_large() -> None:
    experts = {"num_experts": 128, "num_experts_per_tok": 4, "expert_hidden_dim": 2048, "num_shared_experts": 1}
    text = translated({**PARAMS, "qk_nope_head_dim": 64, "moe": experts})
    assert text["architectures"] == ["MistralLarge3ForCausalLM"]
    assert text["n_routed_experts"] == 128
    assert text["moe_intermediate_size"] == 2048
    assert translated({**PARAMS, "qk_nope_head_dim": 64})["first_k_dense_replace"] == PARAMS["n_layers"]


def test_other_experts_are_left_alone() -> None:
    assert is_params(PARAMS)
    assert not is_params({**PARAMS, "moe": {"num_experts": 8}})
    assert not is_params({**PARAMS, "architectures": ["MistralForCausalLM"]})
