# SPDX-License-Identifier: Apache-2.0
"""Weights from the headers of safetensors files: each module's own format, and models that no reader knows."""

from typing import Any

import pytest
from rigwise.core.memory.weights import stage_weights
from rigwise.core.models.checkpoint import Checkpoint, Tensor
from rigwise.core.models.config import read_checkpoint
from rigwise.core.models.tensors import stored_bytes, with_tensors

LLAMA: dict[str, Any] = {
    "architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": 1024, "intermediate_size": 4096,
    "num_hidden_layers": 2, "num_attention_heads": 8, "num_key_value_heads": 2, "vocab_size": 32000,
    "max_position_embeddings": 4096, "torch_dtype": "bfloat16",
}  # fmt: skip
SHAPES = {
    "self_attn.q_proj": (1024, 1024), "self_attn.k_proj": (256, 1024), "self_attn.v_proj": (256, 1024),
    "self_attn.o_proj": (1024, 1024), "mlp.gate_proj": (4096, 1024), "mlp.up_proj": (4096, 1024),
    "mlp.down_proj": (1024, 4096),
}  # fmt: skip


def plain_tensors(layers: int = 2, names: str = "model.layers") -> dict[str, Tensor]:
    tensors = {
        "model.embed_tokens.weight": Tensor("BF16", (32000, 1024)),
        "lm_head.weight": Tensor("BF16", (32000, 1024)),
        "model.norm.weight": Tensor("BF16", (1024,)),
    }
    for index in range(layers):
        for name, shape in SHAPES.items():
            tensors[f"{names}.{index}.{name}.weight"] = Tensor("BF16", shape)
        for norm in ("input_layernorm", "post_attention_layernorm"):
            tensors[f"{names}.{index}.{norm}.weight"] = Tensor("BF16", (1024,))
    return tensors


def line(checkpoint: Checkpoint, name: str, tp: int = 1) -> tuple[int, str]:
    """Bytes of a module over all layers, and its formats."""
    lines = [line for line in stage_weights(checkpoint, tp)[0].lines if line.weight.name == name]
    return sum(line.total for line in lines), ", ".join(line.form.name for line in lines)


def test_a_plain_checkpoint_keeps_its_weights_and_learns_its_download() -> None:
    checkpoint = read_checkpoint(LLAMA)
    known = with_tensors(checkpoint, plain_tensors())
    assert stage_weights(known, 2)[0].total == stage_weights(checkpoint, 2)[0].total
    assert (
        known.download_bytes == stored_bytes(plain_tensors()) == 2 * (2 * 32000 * 1024 + 1024 + 2 * 15_204_352 + 4096)
    )
    assert not known.architecture.approximate


def test_without_tensors_a_checkpoint_comes_back_as_it_is() -> None:
    checkpoint = read_checkpoint(LLAMA)
    assert with_tensors(checkpoint, {}) is checkpoint


def test_tensors_that_are_not_in_this_model_are_said() -> None:
    found = with_tensors(read_checkpoint(LLAMA), plain_tensors(layers=1))
    assert "billion parameters" in found.architecture.approximate[0]


def test_draft_heads_beside_the_model_do_not_count() -> None:
    tensors = plain_tensors(layers=3) | {"mtp.layers.0.mlp.up_proj.weight": Tensor("BF16", (9000, 9000))}
    assert not with_tensors(read_checkpoint(LLAMA), tensors).architecture.approximate


def quantized(tensors: dict[str, Tensor], name: str, **parts: Tensor) -> None:
    for module in [key.removesuffix(".weight") for key in tensors if key.endswith(f".{name}.weight")]:
        del tensors[f"{module}.weight"]
        tensors |= {f"{module}.{part}": tensor for part, tensor in parts.items()}


@pytest.mark.parametrize(
    ("config", "parts", "format_name", "each"),
    [
        (
            {"quant_method": "awq", "bits": 4, "group_size": 128},
            {"qweight": ("I32", (4096, 128)), "qzeros": ("I32", (64, 128)), "scales": ("F16", (64, 1024))},
            "AWQ", 1024 * 4096 // 2 + 64 * 1024 * 2 + 64 * 1024 // 2,  # groups of 64, whatever the config says
        ),
        (
            {"quant_method": "gptq", "bits": 4, "group_size": 32, "sym": True},
            {"qweight": ("I32", (1024, 1024)), "scales": ("F16", (32, 1024)), "g_idx": ("I32", (4096,))},
            "GPTQ", 1024 * 4096 + 32 * 1024 * 2,  # eight bits in groups of 128
        ),
        (
            {"quant_method": "fp8", "weight_block_size": [128, 128]},
            {"weight": ("F8_E4M3", (1024, 4096)), "weight_scale_inv": ("F32", (8, 32))},
            "FP8 blocks", 1024 * 4096 + 8 * 32 * 4,
        ),
        (
            {"quant_method": "fp8"},
            {"weight": ("F8_E4M3", (1024, 4096)), "weight_scale": ("F32", (1024, 1))},
            "FP8 per channel", 1024 * 4096 + 1024 * 4,
        ),
        (
            {"quant_method": "modelopt", "quant_algo": "FP8"},
            {"weight": ("U8", (1024, 2048)), "weight_scale": ("F8_E4M3", (1024, 256)), "weight_scale_2": ("F32", ())},
            "NVFP4", 1024 * 2048 + 1024 * 256,
        ),
        (
            {"quant_method": "compressed-tensors", "format": "pack-quantized", "config_groups": {"0": {
                "targets": ["Linear"], "weights": {"num_bits": 4, "type": "int", "group_size": 32, "strategy": "group"}}}},
            {"weight_packed": ("I32", (1024, 512)), "weight_scale": ("BF16", (1024, 32)), "weight_shape": ("I64", (2,))},
            "INT4", 1024 * 2048 + 1024 * 32 * 2,
        ),
    ],
)  # fmt: skip
def test_a_modules_tensors_decide_its_format(
    config: dict[str, Any], parts: dict[str, tuple[str, tuple[int, ...]]], format_name: str, each: int
) -> None:
    tensors = plain_tensors()
    quantized(tensors, "down_proj", **{name: Tensor(*tensor) for name, tensor in parts.items()})
    checkpoint = with_tensors(read_checkpoint({**LLAMA, "quantization_config": config}), tensors)
    assert line(checkpoint, "mlp.down_proj") == (2 * each, format_name)
    # what the config would have quantized too, but the files hold in 16 bit
    assert line(checkpoint, "mlp.gate_up_proj") == (2 * 2 * 4096 * 1024 * 2, "16-bit")
    assert not checkpoint.architecture.approximate


def test_a_layer_of_its_own_format_counts_as_such() -> None:
    config = {**LLAMA, "quantization_config": {"quant_method": "fp8"}}
    tensors = plain_tensors()
    for index in (0,):
        name = f"model.layers.{index}.mlp.down_proj"
        tensors[f"{name}.weight"] = Tensor("F8_E4M3", (1024, 4096))
        tensors[f"{name}.weight_scale"] = Tensor("F32", ())
    assert line(with_tensors(read_checkpoint(config), tensors), "mlp.down_proj")[1] == "FP8, 16-bit"


def test_a_model_nobody_knows_is_built_from_its_tensors() -> None:
    config = {**LLAMA, "architectures": ["QuiteNewForCausalLM"], "model_type": "quite_new"}
    tensors = plain_tensors()
    for index in range(2):
        tensors[f"model.layers.{index}.self_attn.extra_gate.weight"] = Tensor("BF16", (512, 1024))
        for expert in range(4):
            tensors[f"model.layers.{index}.mlp.experts.{expert}.up_proj.weight"] = Tensor("BF16", (256, 1024))
            tensors[f"model.layers.{index}.mlp.experts.{expert}.down_proj.weight"] = Tensor("BF16", (1024, 256))
    tensors["model.visual.blocks.0.attn.qkv.weight"] = Tensor("BF16", (96, 32))
    checkpoint = with_tensors(read_checkpoint(config), tensors)
    one, two = (stage_weights(checkpoint, tp)[0].total - checkpoint.architecture.rope_bytes for tp in (1, 2))
    assert one == stored_bytes(tensors)
    whole = 2 * (2 * 512 * 1024 + 5 * 1024)  # the gate that no rule splits, and the norms
    assert two == (one - whole) // 2 + whole
    assert line(checkpoint, "self_attn.extra_gate", 2) == (2 * 512 * 1024 * 2, "16-bit")
    assert line(checkpoint, "self_attn.k_proj", 4) == (2 * 128 * 1024 * 2, "16-bit")  # two heads on four cards
    assert line(checkpoint, "mlp.experts.up_proj", 2) == (2 * 4 * 128 * 1024 * 2, "16-bit")
    assert "not known" in checkpoint.architecture.approximate[0]


def test_a_model_nobody_knows_is_held_in_the_type_that_vllm_computes_in_whatever_its_files_hold():
    """Published in float32, served in bfloat16 (config/model.py _resolve_auto_dtype)."""
    config = {**LLAMA, "architectures": ["NobodyKnowsForCausalLM"], "model_type": "nobody", "torch_dtype": "float32"}
    wide = {name: Tensor("F32", tensor.shape) for name, tensor in plain_tensors().items()}
    narrow = with_tensors(read_checkpoint(config), plain_tensors())
    assert stage_weights(with_tensors(read_checkpoint(config), wide))[0].total == stage_weights(narrow)[0].total
