# SPDX-License-Identifier: Apache-2.0
"""A model folder that the real vLLM serves: a Llama of random weights whose tokens are bytes. It talks nonsense."""

from __future__ import annotations

import json
import random
import struct
from pathlib import Path

SPECIAL = ("<s>", "</s>", "<user>", "<assistant>")
TEMPLATE = (
    "{{ bos_token }}{% for m in messages %}{{ '<' + m['role'] + '>' + m['content'] + '</s>' }}{% endfor %}"
    "{% if add_generation_prompt %}<assistant>{% endif %}"
)


def byte_letters() -> list[str]:
    """The printable letter that byte-level tokenizers write for each byte (the first 256 code points, the invisible
    ones moved behind them)."""
    visible = [*range(33, 127), *range(161, 173), *range(174, 256)]
    hidden = (byte for byte in range(256) if byte not in visible)
    moved = {byte: 256 + number for number, byte in enumerate(hidden)}
    return [chr(moved.get(byte, byte)) for byte in range(256)]


def make(
    folder: Path,
    *,
    weights: bool = True,
    hidden: int = 128,  # heads of 32: the least that the CPU kernels serve
    layers: int = 2,
    heads: int = 4,
    kv_heads: int = 2,
    context: int = 2048,
) -> Path:
    """Write the folder. weights: with model.safetensors; without, only --load-format dummy can start it."""
    folder.mkdir(parents=True, exist_ok=True)
    words = [*SPECIAL, *byte_letters()]
    inner = 2 * hidden
    _write(
        folder / "config.json",
        {
            "architectures": ["LlamaForCausalLM"], "model_type": "llama", "torch_dtype": "bfloat16",
            "hidden_size": hidden, "intermediate_size": inner, "num_hidden_layers": layers,
            "num_attention_heads": heads, "num_key_value_heads": kv_heads, "head_dim": hidden // heads,
            "vocab_size": len(words), "max_position_embeddings": context, "rms_norm_eps": 1e-5, "rope_theta": 10000.0,
            "hidden_act": "silu", "tie_word_embeddings": False, "bos_token_id": 0, "eos_token_id": 1,
        },
    )  # fmt: skip
    _write(folder / "generation_config.json", {"bos_token_id": 0, "eos_token_id": 1})
    _write(
        folder / "tokenizer_config.json",
        {
            "tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": context, "bos_token": "<s>",
            "eos_token": "</s>", "chat_template": TEMPLATE,
        },
    )  # fmt: skip
    bytewise = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": False}
    flags = dict.fromkeys(("single_word", "lstrip", "rstrip", "normalized"), False)
    _write(
        folder / "tokenizer.json",
        {
            "version": "1.0",
            "added_tokens": [
                {"id": number, "content": word, **flags, "special": True} for number, word in enumerate(SPECIAL)
            ],
            "pre_tokenizer": bytewise,
            "decoder": bytewise,
            "model": {"type": "BPE", "vocab": {word: number for number, word in enumerate(words)}, "merges": []},
        },
    )
    if weights:
        shapes = {"model.embed_tokens": (len(words), hidden), "lm_head": (len(words), hidden), "model.norm": (hidden,)}
        for layer in range(layers):
            attention, mlp = f"model.layers.{layer}.self_attn.", f"model.layers.{layer}.mlp."
            kv = hidden // heads * kv_heads
            shapes |= {
                f"{attention}q_proj": (hidden, hidden), f"{attention}k_proj": (kv, hidden),
                f"{attention}v_proj": (kv, hidden), f"{attention}o_proj": (hidden, hidden),
                f"{mlp}gate_proj": (inner, hidden), f"{mlp}up_proj": (inner, hidden),
                f"{mlp}down_proj": (hidden, inner),
                f"model.layers.{layer}.input_layernorm": (hidden,),
                f"model.layers.{layer}.post_attention_layernorm": (hidden,),
            }  # fmt: skip
        _write_weights(folder / "model.safetensors", shapes)
    return folder


def _write(file: Path, value: object) -> None:
    file.write_text(json.dumps(value, indent=1, ensure_ascii=False), encoding="utf-8")


def _write_weights(file: Path, shapes: dict[str, tuple[int, ...]]) -> None:
    chance = random.Random(0)
    header: dict[str, object] = {}
    body = bytearray()
    for name, shape in shapes.items():
        count = shape[0] * (shape[1] if len(shape) > 1 else 1)
        values = [1.0] * count if len(shape) == 1 else [chance.gauss(0, 0.05) for _ in range(count)]
        singles = struct.pack(f"<{count}f", *values)
        data = b"".join(singles[at + 2 : at + 4] for at in range(0, len(singles), 4))  # bfloat16: the upper half
        header[f"{name}.weight"] = {"dtype": "BF16", "shape": shape, "data_offsets": [len(body), len(body) + len(data)]}
        body += data
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    file.write_bytes(struct.pack("<Q", len(text)) + text + bytes(body))
