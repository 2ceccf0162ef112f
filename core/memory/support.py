# SPDX-License-Identifier: Apache-2.0
"""Which weight formats and architectures a vLLM release serves, and what compute capability it asks for formats.

From get_min_capability of vllm/model_executor/layers/quantization/*.py in the wheels from 0.2.0 to 0.33.0.
"""

from __future__ import annotations

Capability = tuple[int, int]
Version = tuple[int, int, int]

# (since, capability; None: no longer read), by vLLM's method
_SINCE: dict[str, tuple[tuple[Version, Capability | None], ...]] = {
    "awq": (((0, 2, 0), (7, 5)),),
    "gptq": (((0, 2, 6), (6, 0)), ((0, 22, 0), (7, 5))),
    # what Marlin does not take went with the older kernels; files in activation order, by 0.33 at the latest
    "gptq beyond Marlin": (((0, 2, 6), (6, 0)), ((0, 22, 0), None)),
    "gptq with desc_act": (((0, 2, 6), (6, 0)), ((0, 22, 0), (7, 5)), ((0, 33, 0), None)),
    "fp8": (((0, 4, 1), (9, 0)), ((0, 4, 2), (8, 9)), ((0, 5, 3), (8, 0)), ((0, 14, 0), (7, 5))),
    "fbgemm_fp8": (((0, 5, 3), (8, 0)), ((0, 33, 0), None)),  # asks for --allow-deprecated-quantization
    "compressed-tensors": (((0, 4, 3), (7, 0)),),
    "modelopt": (((0, 6, 5), (8, 9)), ((0, 28, 0), (8, 0))),
    "modelopt_fp4": (((0, 8, 3), (10, 0)), ((0, 9, 0), (8, 0)), ((0, 14, 0), (7, 5))),
    "modelopt_mixed": (((0, 17, 0), (8, 9)), ((0, 24, 0), (7, 5))),
    "modelopt_mxfp8": (((0, 16, 0), (10, 0)), ((0, 20, 0), (8, 0))),
    "mxfp4": (((0, 10, 1), (8, 0)),),
    "bitsandbytes": (((0, 5, 0), (7, 0)), ((0, 27, 0), None)),
    "gguf": (((0, 5, 5), (6, 0)), ((0, 23, 0), None)),
}


LISTED = frozenset(_SINCE)
# Methods of files that 0.33 still reads (quantization/__init__.py); of those that it no longer does, the release is not known.
_READ_IN_0_33 = frozenset({
    "awq", "fp8", "modelopt", "modelopt_fp4", "modelopt_mxfp4", "modelopt_mxfp8", "modelopt_mixed", "gptq", "gptq beyond Marlin",
    "gptq with desc_act", "humming", "compressed-tensors", "experts_int8", "quark", "moe_wna16", "torchao", "inc", "mxfp4",
    "mxfp8", "deepseek_v4_fp8", "online",
})  # fmt: skip


def is_retired(method: str, release: Version) -> bool:
    """The release has no reader for a method that older ones, or other engines, have."""
    return bool(method) and release >= (0, 33, 0) and method not in _READ_IN_0_33 and method not in LISTED


def minimum_capability(method: str, release: Version) -> Capability | None:
    """What the release asks of a card for a method; None where it does not read it. (0, 0) for a method not listed."""
    if method not in _SINCE:
        return 0, 0
    found: Capability | None = None
    for since, capability in _SINCE[method]:
        if release >= since:
            found = capability
    return found


def releases_for(method: str, capability: Capability) -> tuple[Version, Version | None] | None:
    """(first release that serves a method on such a card, first that no longer does or None); None: no release does."""
    first: Version | None = None
    for since, needed in _SINCE.get(method, ()):
        fits = needed is not None and capability >= needed
        if fits and first is None:
            first = since
        if first is not None and not fits:
            return first, since
    return (first, None) if first is not None else None


# The last release that serves an architecture class (vllm/model_executor/models/registry.py, 0.33.0). Dots1ForCausalLM and
# PersimmonForCausalLM, which it lists too, are served through transformers' code since.
LAST_RELEASE: dict[str, str] = {
    "MotifForCausalLM": "0.10.2", "Phi3SmallForCausalLM": "0.9.2", "Phi4FlashForCausalLM": "0.10.2",
    "Phi4MultimodalForCausalLM": "0.12.0", "JAISLMHeadModel": "0.22.0", "ErnieModel": "0.23.0",
    "ErnieForSequenceClassification": "0.23.0", "ErnieForTokenClassification": "0.23.0", "InternLM2VEForCausalLM": "0.23.0",
    "QWenLMHeadModel": "0.23.0", "QwenVLForConditionalGeneration": "0.23.0", "InternLMForCausalLM": "0.23.0",
    "DonutForConditionalGeneration": "0.10.2", "MllamaForConditionalGeneration": "0.10.2", "XverseForCausalLM": "0.23.0",
    "BambaForCausalLM": "0.23.0", "MiniMaxForCausalLM": "0.23.0",
    "MiniMaxText01ForCausalLM": "0.23.0", "MiniMaxM1ForCausalLM": "0.23.0", "MiniMaxVL01ForConditionalGeneration": "0.23.0",
    "BaiChuanForCausalLM": "0.23.0", "BaichuanForCausalLM": "0.23.0", "AquilaModel": "0.24.0",
    "AquilaForCausalLM": "0.24.0", "Grok1ModelForCausalLM": "0.24.0", "Grok1ForCausalLM": "0.24.0",
    "TarsierForConditionalGeneration": "0.24.0", "Tarsier2ForConditionalGeneration": "0.23.0",
    "MantisForConditionalGeneration": "0.24.0", "MusicFlamingoForConditionalGeneration": "0.24.0",
    "AyaVisionForConditionalGeneration": "0.24.0", "TeleChatForCausalLM": "0.25.0",
    "FuyuForCausalLM": "0.25.0", "Plamo2ForCausalLM": "0.26.0", "OuroForCausalLM": "0.26.0", "ArcticForCausalLM": "0.28.0",
    "ChameleonForConditionalGeneration": "0.28.0", "CheersForConditionalGeneration": "0.28.0",
    "Fairseq2LlamaForCausalLM": "0.28.0", "FireRedLIDForConditionalGeneration": "0.28.0", "GritLM": "0.28.0",
    "HCXVisionForCausalLM": "0.28.0", "MPTForCausalLM": "0.28.0", "MptForCausalLM": "0.28.0", "RWForCausalLM": "0.28.0",
    "StableLMEpochForCausalLM": "0.28.0",
}  # fmt: skip
