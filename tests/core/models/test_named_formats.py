# SPDX-License-Identifier: Apache-2.0
"""A weight format that is named, without a config that spells it out."""

from typing import Any

import pytest
from rigwise.core.memory.weights import stage_weights
from rigwise.core.models.catalogue import find
from rigwise.core.models.config import read_checkpoint
from rigwise.core.models.named_formats import by_name
from rigwise.core.units import GIB

LLAMA: dict[str, Any] = {
    "architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": 4096, "intermediate_size": 14336,
    "num_hidden_layers": 32, "num_attention_heads": 32, "num_key_value_heads": 8, "vocab_size": 128256,
    "max_position_embeddings": 131072, "torch_dtype": "bfloat16",
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "repository", "label"),
    [
        ("compressed-tensors", "RedHatAI/Llama-3.1-8B-quantized.w8a8", "INT8"),
        ("compressed-tensors", "me/Llama-3.1-8B-quantized.w4a16", "INT4"),
        ("compressed-tensors", "me/Llama-3.1-8B-FP8-dynamic", "FP8"),
        ("compressed-tensors", "me/Llama-3.1-8B-NVFP4", "NVFP4"),
        ("compressed-tensors (NVFP4 W4A4)", "me/Llama", "NVFP4"),
        ("compressed-tensors", "me/Llama-3.1-8B", "INT4"),
        ("modelopt", "nvidia/Llama-3.1-8B-FP8", "FP8"),
        ("modelopt", "nvidia/Llama-3.1-8B-NVFP4", "NVFP4"),
        ("awq", "me/Llama-NVFP4", "AWQ 4-bit"),  # a method that says it all is believed
        ("gptq_marlin", "me/Llama-FP8", "GPTQ 4-bit"),
        (None, "me/Llama-NVFP4", "16-bit"),
    ],
)
def test_a_container_takes_its_format_from_the_repository(name: str | None, repository: str, label: str) -> None:
    found = by_name(name, repository)
    assert found.label == label


def test_a_guess_is_said() -> None:
    assert by_name("compressed-tensors", "me/Llama-FP8").approximate
    assert by_name("compressed-tensors", "me/Llama").approximate
    assert not by_name("awq", "me/Llama").approximate


def test_a_config_that_says_its_format_is_believed_before_any_name() -> None:
    config = {**LLAMA, "quantization_config": {"quant_method": "awq", "bits": 4, "group_size": 128}}
    assert (
        read_checkpoint(config, model="me/Llama-NVFP4", quantization="compressed-tensors").quantization.method == "awq"
    )


@pytest.mark.parametrize(
    ("quantization", "repository", "logged"),
    [
        (None, "meta-llama/Llama-3.1-8B-Instruct", 14.99),
        ("compressed-tensors", "RedHatAI/Meta-Llama-3.1-8B-Instruct-quantized.w8a8", 8.49),
    ],
)
def test_llama_weighs_what_vllm_logged(quantization: str | None, repository: str, logged: float) -> None:
    checkpoint = read_checkpoint(LLAMA, model=repository, quantization=quantization)
    assert stage_weights(checkpoint)[0].total / GIB == pytest.approx(logged, rel=0.002)


def test_recipes_keep_gated_delta_nets_in_16_bit() -> None:
    """Qwen3.6-35B-A3B in NVFP4 by llm-compressor loads 21.86 GiB on an RTX 5090 (vLLM 0.20)."""
    entry = find("Qwen/Qwen3.5-35B-A3B")
    assert entry is not None
    checkpoint = read_checkpoint(entry.config, model="me/Qwen-NVFP4", quantization="compressed-tensors")
    lines = {line.weight.name: line.form.name for line in stage_weights(checkpoint)[0].lines}
    assert lines["linear_attn.in_proj_qkvz"] == "16-bit"
    assert lines["self_attn.qkv_proj"] == lines["mlp.experts.w13"] == "NVFP4"
    whole = stage_weights(checkpoint)[0].total + 3 * 262_144 * 64 * 2  # multimodal tables of that release
    assert whole / GIB == pytest.approx(21.86, rel=0.002)


def test_model_optimizer_puts_only_routed_experts_in_nvfp4() -> None:
    entry = find("Qwen/Qwen3-30B-A3B")
    assert entry is not None
    checkpoint = read_checkpoint(entry.config, quantization="modelopt_fp4")
    lines = {line.weight.name: line.form.name for line in stage_weights(checkpoint)[0].lines}
    assert lines["mlp.experts.w13"] == "NVFP4"
    assert lines["self_attn.qkv_proj"] == "16-bit"
    dense = read_checkpoint(LLAMA, quantization="modelopt_fp4")
    assert {line.form.name for line in stage_weights(dense)[0].lines if "proj" in line.weight.name} == {"NVFP4"}


QWEN_NAMES = (
    "layers.0.linear_attn.in_proj_a",
    "layers.0.mlp.gate_proj",
    "visual.blocks.0.attn.qkv",
    "mtp.layers.0.mlp.up_proj",
)


@pytest.mark.parametrize(
    ("said", "in_16_bit"),
    [
        ({}, set()),
        ({"block_name_to_quantize": "model.language_model.layers"}, {"visual", "mtp"}),
        ({"block_name_to_quantize": "model.language_model.layers,mtp.layers"}, {"visual"}),
        ({"block_name_to_quantize": ["model.language_model.layers"]}, {"visual", "mtp"}),
        ({"to_quant_block_names": "model.language_model.layers"}, {"visual", "mtp"}),
        ({"extra_config": {".*linear_attn\\.in_proj_[ab]$": {"bits": 16}}}, {"in_proj_a"}),
        ({"extra_config": {"model.language_model.layers.0.linear_attn.in_proj_a": {"bits": 16}}}, {"in_proj_a"}),
        ({"extra_config": {".*in_proj_[ab]$": {"bits": 8}}}, set()),
    ],
)
def test_autoround_quantizes_the_blocks_and_layers_that_it_names(said: dict[str, Any], in_16_bit: set[str]) -> None:
    """vLLM 0.33.0 quantization/inc/config_parser.py: names by their beginning, expressions anywhere in a name."""
    section = {"quant_method": "auto-round", "bits": 4, "group_size": 128, "sym": True, **said}
    found = read_checkpoint({**LLAMA, "quantization_config": section}).quantization
    whole = {name for name in QWEN_NAMES if found.format_of((name,)).bits == 16}
    assert {mark for mark in ("visual", "mtp", "in_proj_a", "gate_proj") for name in whole if mark in name} == in_16_bit
