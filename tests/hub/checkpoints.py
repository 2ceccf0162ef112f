# SPDX-License-Identifier: Apache-2.0
"""Repositories made on the spot: from a config.json to the tensors that publishers upload, in real safetensors files.

Tensors follow the layouts of each format's own writer: AutoAWQ, GPTQModel, compressed-tensors 0.12, Model Optimizer 0.40,
and transformers' FP8.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from stub_hub import Blob, Repo

Tensors = dict[str, tuple[str, tuple[int, ...]]]
WIDTH = {"BF16": 2, "F16": 2, "F32": 4, "I32": 4, "I64": 8, "U8": 1, "I8": 1, "F8_E4M3": 1, "F8_E8M0": 1}

LLAMA = {
    "architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": 256, "intermediate_size": 512,
    "num_attention_heads": 8, "num_key_value_heads": 2, "head_dim": 32, "num_hidden_layers": 4, "vocab_size": 1024,
    "max_position_embeddings": 4096, "rms_norm_eps": 1e-5, "rope_theta": 500000.0, "hidden_act": "silu",
    "tie_word_embeddings": False, "torch_dtype": "bfloat16", "attention_bias": False, "mlp_bias": False,
}  # fmt: skip
LLAMA_70B = {
    **LLAMA, "hidden_size": 8192, "intermediate_size": 28672, "num_attention_heads": 64, "num_key_value_heads": 8,
    "head_dim": 128, "num_hidden_layers": 80, "vocab_size": 128256, "max_position_embeddings": 131072,
}  # fmt: skip
LLAMA_8B = {
    **LLAMA, "hidden_size": 4096, "intermediate_size": 14336, "num_attention_heads": 32, "num_key_value_heads": 8,
    "head_dim": 128, "num_hidden_layers": 32, "vocab_size": 128256, "max_position_embeddings": 131072,
}  # fmt: skip

QUANTIZATION: dict[str, dict[str, Any]] = {
    "awq": {"quant_method": "awq", "bits": 4, "group_size": 128, "version": "gemm", "zero_point": True},
    "gptq": {"quant_method": "gptq", "bits": 4, "group_size": 128, "desc_act": False, "sym": True},
    "fp8": {"quant_method": "fp8", "activation_scheme": "dynamic", "weight_block_size": [128, 128]},
    "w8a8": {
        "quant_method": "compressed-tensors", "format": "int-quantized", "ignore": ["lm_head"],
        "config_groups": {"group_0": {"targets": ["Linear"], "weights": {
            "num_bits": 8, "type": "int", "strategy": "channel", "symmetric": True}}},
    },
    "nvfp4": {"quant_method": "modelopt", "quant_algo": "NVFP4", "ignore": ["lm_head"]},
}  # fmt: skip


def decoder(config: dict[str, Any]) -> Tensors:
    """The tensors of a plain decoder (Llama, Qwen2, Qwen3, Mistral), in the config's 16-bit type."""
    kind = {"float16": "F16", "float32": "F32"}.get(config.get("torch_dtype", "bfloat16"), "BF16")
    hidden, inner = config["hidden_size"], config["intermediate_size"]
    heads = config["num_attention_heads"]
    dim = config.get("head_dim") or hidden // heads
    kv = config.get("num_key_value_heads", heads)
    found: dict[str, tuple[int, ...]] = {"model.embed_tokens.weight": (config["vocab_size"], hidden)}
    for index in range(config["num_hidden_layers"]):
        layer = f"model.layers.{index}"
        found |= {
            f"{layer}.input_layernorm.weight": (hidden,), f"{layer}.post_attention_layernorm.weight": (hidden,),
            f"{layer}.self_attn.q_proj.weight": (heads * dim, hidden), f"{layer}.self_attn.k_proj.weight": (kv * dim, hidden),
            f"{layer}.self_attn.v_proj.weight": (kv * dim, hidden), f"{layer}.self_attn.o_proj.weight": (hidden, heads * dim),
            f"{layer}.mlp.gate_proj.weight": (inner, hidden), f"{layer}.mlp.up_proj.weight": (inner, hidden),
            f"{layer}.mlp.down_proj.weight": (hidden, inner),
        }  # fmt: skip
        if config.get("attention_bias") or config["model_type"] == "qwen2":
            sizes = {"q_proj": heads * dim, "k_proj": kv * dim, "v_proj": kv * dim}
            found |= {f"{layer}.self_attn.{name}.bias": (size,) for name, size in sizes.items()}
        if config["model_type"] == "qwen3":
            found |= {f"{layer}.self_attn.q_norm.weight": (dim,), f"{layer}.self_attn.k_norm.weight": (dim,)}
    found["model.norm.weight"] = (hidden,)
    if not config.get("tie_word_embeddings"):
        found["lm_head.weight"] = (config["vocab_size"], hidden)
    return {name: (kind, shape) for name, shape in found.items()}


def quantized(tensors: Tensors, how: str, group: int = 128) -> Tensors:
    """The same model as that format's writer stores it; embeddings, norms and the head stay as they are."""
    found: Tensors = {}
    for name, (kind, shape) in tensors.items():
        if not name.endswith("_proj.weight") or len(shape) != 2:
            found[name] = (kind, shape)
            continue
        found |= dict(_stored(name.removesuffix(".weight"), shape[0], shape[1], how, group))
    return found


def _stored(name: str, n: int, k: int, how: str, group: int) -> Iterator[tuple[str, tuple[str, tuple[int, ...]]]]:
    if how == "awq":
        yield f"{name}.qweight", ("I32", (k, n // 8))
        yield f"{name}.qzeros", ("I32", (k // group, n // 8))
        yield f"{name}.scales", ("F16", (k // group, n))
    elif how == "gptq":
        yield f"{name}.qweight", ("I32", (k // 8, n))
        yield f"{name}.qzeros", ("I32", (k // group, n // 8))
        yield f"{name}.scales", ("F16", (k // group, n))
        yield f"{name}.g_idx", ("I32", (k,))
    elif how == "fp8":
        yield f"{name}.weight", ("F8_E4M3", (n, k))
        yield f"{name}.weight_scale_inv", ("F32", (-(-n // 128), -(-k // 128)))
    elif how == "w8a8":
        yield f"{name}.weight", ("I8", (n, k))
        yield f"{name}.weight_scale", ("BF16", (n, 1))
    elif how == "nvfp4":
        yield f"{name}.weight", ("U8", (n, k // 2))
        yield f"{name}.weight_scale", ("F8_E4M3", (n, k // 16))
        yield f"{name}.weight_scale_2", ("F32", ())
        yield f"{name}.input_scale", ("F32", ())
    else:
        raise ValueError(how)


def nbytes(tensor: tuple[str, tuple[int, ...]]) -> int:
    size = WIDTH[tensor[0]]
    for dimension in tensor[1]:
        size *= dimension
    return size


def header(tensors: Tensors) -> bytes:
    """A safetensors header as the library writes it: widest elements first, then by name; padded to 8 bytes."""
    table: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    at = 0
    for name, tensor in sorted(tensors.items(), key=lambda item: (-WIDTH[item[1][0]], item[0])):
        size = nbytes(tensor)
        table[name] = {"dtype": tensor[0], "shape": list(tensor[1]), "data_offsets": [at, at + size]}
        at += size
    text = json.dumps(table, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return len(text).to_bytes(8, "little") + text


def safetensors(tensors: Tensors) -> Blob:
    start = header(tensors)
    return Blob(start, len(start) + sum(map(nbytes, tensors.values())))


def shards(tensors: Tensors, count: int) -> dict[str, Blob]:
    """The files of a checkpoint: one, or `count` with an index, filled in the order of the tensors as save_pretrained does."""
    if count == 1:
        return {"model.safetensors": safetensors(tensors)}
    total = sum(map(nbytes, tensors.values()))
    parts: list[Tensors] = [{}]
    filled = 0
    for name, tensor in tensors.items():
        if len(parts) < count and parts[-1] and filled + nbytes(tensor) / 2 > total * len(parts) / count:
            parts.append({})
        parts[-1][name] = tensor
        filled += nbytes(tensor)
    names = [f"model-{at + 1:05}-of-{len(parts):05}.safetensors" for at in range(len(parts))]
    index = {
        "metadata": {"total_size": total},
        "weight_map": {tensor: name for name, part in zip(names, parts, strict=True) for tensor in part},
    }
    files = {name: safetensors(part) for name, part in zip(names, parts, strict=True)}
    return {"model.safetensors.index.json": Blob.of(json.dumps(index, indent=2).encode()), **files}


def parameters(tensors: Tensors) -> dict[str, int]:
    """What the Hub counts: elements by dtype."""
    found: dict[str, int] = {}
    for kind, shape in tensors.values():
        found[kind] = found.get(kind, 0) + nbytes((kind, shape)) // WIDTH[kind]
    return found


TOKENIZER = Blob.of(b'{"version":"1.0","model":{"type":"BPE"}}')


def model(
    name: str,
    config: dict[str, Any] | None = None,
    *,
    how: str = "",
    count: int = 1,
    tensors: Tensors | None = None,
    **more: Any,
) -> Repo:
    """A model's repository: weights, config, tokenizer, and a card."""
    config = dict(config or LLAMA)
    tensors = tensors if tensors is not None else decoder(config)
    if how:
        tensors = quantized(tensors, how)
        config["quantization_config"] = QUANTIZATION[how]
    files = {
        "config.json": Blob.of(json.dumps(config).encode()),
        "generation_config.json": Blob.of(b'{"temperature": 0.6, "top_p": 0.95}'),
        "tokenizer.json": TOKENIZER,
        "tokenizer_config.json": Blob.of(b'{"chat_template": "{{ messages }}"}'),
        "README.md": Blob.of(b"# A model\n"),
        **shards(tensors, count),
    }
    files |= more.pop("files", {})
    tags = ("transformers", "safetensors", *([how] if how in ("awq", "gptq", "fp8") else []), "text-generation")
    return Repo(name, files, config=config, parameters=parameters(tensors), **{"tags": tags, **more})


def gguf(name: str, base: str, **more: Any) -> Repo:
    files = {f"model-{bits}.gguf": Blob(b"GGUF", 4 << 20) for bits in ("Q4_K_M", "Q8_0")}
    return Repo(name, files, base_model=base, gguf=True, tags=("gguf",), **more)
