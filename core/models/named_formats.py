# SPDX-License-Identifier: Apache-2.0
"""Weight formats by a name alone, a person's or a repository's: their usual settings and recipes."""

from __future__ import annotations

import re
from functools import lru_cache

from rigwise.core.models.quantization import (
    FP8_CHANNEL,
    FP8_TENSOR,
    INT8_CHANNEL,
    MXFP4,
    MXFP8,
    NVFP4,
    PLAIN,
    Format,
    Quantization,
)
from rigwise.core.words import phrase

CONTAINERS = ("compressed-tensors", "modelopt")  # methods that hold formats of several widths
_FORMAT_WORD = re.compile(r"nvfp4|mxfp4|mxfp8|fp8|w8a8|w8a16|w4a16|int8|int4")
# marks that publishers put around a model's name to tell its format
_MARK = re.compile(
    r"(?i)[-_.](awq|gptq|nvfp4|mxfp4|mxfp8|fp8|fp4|bf16|fp16|int[48]|w4a16(-ct)?|w8a8|w8a16|w4a4|[48]-?bits?|\d+g|gguf|bnb|"
    r"exl[23]|mlx|autoround|qat|quantized|quant|dynamic|static|block|marlin|kv|hf|gs\d+|\d+(\.\d+)?bpw|q\d(_\w+)?)"
    r"(?=$|[-_.])"
)
_MAKER = re.compile(r"(?i)^meta-")  # a maker's name that some publishers put in front
_RECURRENT: tuple[str, ...] = (r".*linear_attn\.", r"mtp\.")
_ATTENTION: tuple[str, ...] = (*_RECURRENT, r".*self_attn\.", r".*shared_experts?\.")


@lru_cache(maxsize=512)
def stem(repository: str) -> str:
    """A repository's name without owner and format: what all formats of a model have in common."""
    short, before = repository.rpartition("/")[2], ""
    while short != before:
        before, short = short, _MARK.sub("", short)
    return _MAKER.sub("", short).lower()


def by_name(name: str | None, repository: str = "", *, experts: bool = False) -> Quantization:
    """A format named without a config: its usual settings (4 bit, groups of 128), and what is usually left in 16 bit.

    repository: where the method is only a container, the format is the one that the repository's name says.
    experts:    the model is a mixture of experts.

    Recipes: llm-compressor's keep gated delta nets and prediction modules in 16 bit (examples/quantization_w4a4_fp4,
    quantization_w8a8_fp8: "re:.*mtp.*");
    NVIDIA's NVFP4 checkpoints of mixture-of-experts models hold the routed experts in 4 bit and the rest in 16.
    """
    text = (name or "").lower()
    if text in ("", "none", "auto", "bf16", "fp16", "bfloat16", "float16", "half"):
        return Quantization()
    container = next((method for method in CONTAINERS if text.startswith(method)), "")
    word = _FORMAT_WORD.search(text) or (_FORMAT_WORD.search(repository.lower()) if container else None)
    assumed: tuple[str, ...] = ()
    if container and word:
        text = word[0]
        assumed = (
            phrase("models", "{container} without a config: taken for {text}, in the usual recipe").format(
                container=container, text=text.upper()
            ),
        )
    compressed = container == CONTAINERS[0]
    kept = _RECURRENT if compressed else ()
    if "nvfp4" in text or ("fp4" in text and "mxfp4" not in text):
        if not compressed and experts:
            kept = _ATTENTION
            assumed = (
                phrase(
                    "models", "NVFP4 without a config: taken as NVIDIA publishes it, with the routed experts in 4 bit"
                ),
            )
        method = container if compressed else "modelopt_fp4"
        return Quantization(method, "NVFP4", NVFP4, ignored_patterns=kept, approximate=assumed)
    if "mxfp4" in text:
        return Quantization("mxfp4", "MXFP4", MXFP4, experts_only=True)
    if "mxfp8" in text:
        return Quantization("mxfp8", "MXFP8", MXFP8)
    if "awq" in text:
        return Quantization("awq", "AWQ 4-bit", Format("AWQ", 4, group=128, zeros=True))
    if "gptq" in text:
        bits = 8 if "8" in text.replace("128", "") else 4
        return Quantization("gptq", f"GPTQ {bits}-bit", Format("GPTQ", bits, group=128))
    if "fp8" in text:
        if compressed:
            return Quantization(container, "FP8", FP8_CHANNEL, ignored_patterns=kept, approximate=assumed)
        method = container or "fp8"
        return Quantization(method, "FP8", FP8_CHANNEL if "channel" in text else FP8_TENSOR, approximate=assumed)
    if "w8a8" in text or "int8" in text:
        return Quantization(CONTAINERS[0], "INT8", INT8_CHANNEL, ignored_patterns=kept, approximate=assumed)
    if "w8a16" in text:
        return Quantization(CONTAINERS[0], "INT8", Format("INT8", 8, group=128), ignored_patterns=kept)
    if "int4" in text or "w4a16" in text or "4bit" in text or compressed:
        note = assumed or (
            (phrase("models", "compressed-tensors without a config: taken for 4 bit in groups of 128"),)
            if compressed
            else ()
        )
        return Quantization(CONTAINERS[0], "INT4", Format("INT4", 4, group=128), approximate=note)
    if "bitsandbytes" in text or "bnb" in text or "gguf" in text or "exl" in text:
        return Quantization(text, text.upper(), PLAIN, served=False)
    if container:
        return Quantization("modelopt", "FP8", FP8_TENSOR)
    return Quantization(
        text,
        text,
        PLAIN,
        approximate=(phrase("models", "weight format {name!r} is not known; taken as 16 bit").format(name=name),),
    )
