# SPDX-License-Identifier: Apache-2.0
"""Read how a checkpoint is quantized: from its config's quantization_config, or hf_quant_config.json.

Sources: vllm/model_executor/layers/quantization/{awq,gptq,fp8,modelopt,mxfp4}.py and compressed_tensors/, 0.33.0.
"""

from __future__ import annotations

import fnmatch
import re
from dataclasses import replace

from rigwise.core.models.named_formats import by_name
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
    canonical,
)
from rigwise.core.models.reader import Config
from rigwise.core.words import phrase


def read_quantization(
    config: Config, hf_quant_config: Config, name: str | None = None, repository: str = ""
) -> Quantization:
    """From config.json's quantization_config (or compression_config), else hf_quant_config.json, else a method's name
    and the repository's."""
    sections = (config, *(config.section(part) for part in ("text_config", "llm_config", "language_config")))
    experts = any(field in section for section in sections for field in _EXPERT_FIELDS)
    section = config.section("quantization_config", "compression_config")
    if not section.values:
        section = config.section("text_config").section("quantization_config")
    if section.values:
        method = section.text("quant_method").lower()
        if not method:  # vLLM reads such a checkpoint as 16 bit (config/model.py _parse_quant_hf_config)
            unsaid = (phrase("models", "its quantization_config names no quant_method; taken as vLLM takes it"),)
            return replace(by_name(name, repository, experts=experts), approximate=unsaid)
        if method in ("fp8", "deepseek_v4_fp8") and config.text("model_type") == "deepseek_v4":
            return _deepseek_v4(section, config.text("expert_dtype", default="fp4"))
        if method == "compressed-tensors" and config.text("model_type") == "kimi_k3":
            # vLLM takes Kimi K3's format for plain MXFP4 of experts (models/config.py)
            return _mxfp4(section)
        if method in ("modelopt", "modelopt_fp4") or (method == "fp8" and "quant_algo" in section):
            return _modelopt(section)
        return _READERS.get(method, _unknown)(section)
    # vLLM takes the extra file for Model Optimizer's only when it says so (transformers_utils/config.py)
    if hf_quant_config.section("producer").text("name") == "modelopt":
        return _modelopt(hf_quant_config.section("quantization"))
    return by_name(name, repository, experts=experts)


_EXPERT_FIELDS = ("num_experts", "n_routed_experts", "num_local_experts", "moe_num_experts")


def _ignore(names: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Ignore entries as exact names and as regular expressions over canonical names."""
    exact: set[str] = set()
    patterns: list[str] = []
    for name in names:
        if name.startswith("re:"):
            # such expressions are written against full names: allow any wrapper in front
            patterns.append(r"(?:.*\.)?" + _safe_regex(name[3:].removeprefix("^")))
        elif "*" in name or "?" in name:
            patterns.append(fnmatch.translate(canonical(name)))
        else:
            exact.add(canonical(name))
    return frozenset(exact), tuple(dict.fromkeys(patterns))


def _safe_regex(text: str) -> str:
    """A pattern from a stranger's file; one that does not compile, or is long enough to be a trap, matches nothing."""
    if len(text) > 500 or re.search(r"[*+}][^)]*\)[*+{]", text):
        return "(?!)"
    try:
        re.compile(text)
    except re.error:
        return "(?!)"
    return text


def _awq(section: Config) -> Quantization:
    bits = section.integer("bits", "w_bit", default=4, low=2, high=8)
    group = section.integer("group_size", "q_group_size", default=128, low=-1, high=1 << 16) or -1
    exact, patterns = _ignore(section.texts("modules_to_not_convert"))
    form = Format("AWQ", bits, group=group, zeros=section.flag("zero_point", default=True))
    # vLLM skips a module when an entry is a part of its name (quantization/utils/quant_utils.py is_layer_skipped)
    return Quantization(
        "awq", f"AWQ {bits}-bit", form, exact, patterns + _substrings(exact), head=section.flag("lm_head")
    )


def _substrings(names: frozenset[str]) -> tuple[str, ...]:
    """Part of a module's name; fused experts are one module, whatever their matrices are called."""
    return tuple(rf"(?!.*(?:^|\.)experts\.).*{re.escape(name)}" for name in sorted(names) if "layers." not in name)


def _auto_round(section: Config) -> Quantization:
    """AutoRound packs as AWQ or GPTQ do, the blocks that it names or all; single layers, named whole or by a regular
    expression, may be left in 16 bit (quantization/inc/config_parser.py)."""
    read = _awq(section) if "awq" in section.text("packing_format") else _gptq(section)
    kept = section.section("extra_config")
    whole = [name for name in kept.values if kept.section(name).integer("bits", default=4, high=64) >= 16]
    exact, _ = _ignore(tuple(name for name in whole if not _EXPRESSION.search(name)))
    patterns = tuple(f".*{_safe_regex(name)}" for name in whole if _EXPRESSION.search(name))
    named = section.values.get("block_name_to_quantize", section.values.get("to_quant_block_names"))
    listed = named.split(",") if isinstance(named, str) else named if isinstance(named, list) else []
    blocks = [re.escape(canonical(name.strip())) for name in listed if isinstance(name, str) and name.strip()]
    if blocks:
        patterns += (rf"(?!(?:{'|'.join(blocks)})(?:\.|$))",)
    return replace(read, method="inc", ignored=read.ignored | exact, ignored_patterns=read.ignored_patterns + patterns)


_EXPRESSION = re.compile(r"[*+?^$()\[\]{}|\\]")  # what makes vLLM take a name for a regular expression


_QUARK = {"per_tensor": FP8_TENSOR, "per_channel": FP8_CHANNEL, "per_group": MXFP8}


def _quark(section: Config) -> Quantization:
    """AMD's Quark: one format for all layers that are not excluded (quantization/quark/quark.py)."""
    weight = section.section("global_quant_config").section("weight")
    kind, scheme = weight.text("dtype"), weight.text("qscheme")
    exact, patterns = _ignore(section.texts("exclude"))
    form = {"fp4": MXFP4, "int8": INT8_CHANNEL}.get(kind) or (_QUARK.get(scheme) if kind.startswith("fp8") else None)
    if form is None:
        return Quantization(
            "quark",
            "Quark",
            PLAIN,
            approximate=(
                phrase("models", "Quark's format {kind} is not known; taken as 16 bit").format(kind=kind)
                if kind
                else phrase("models", "Quark's format has no name; taken as 16 bit"),
            ),
        )
    return Quantization("quark", form.name, form, exact, patterns)


def _gptq(section: Config) -> Quantization:
    bits = section.integer("bits", default=4, low=2, high=8)
    group = section.integer("group_size", default=128, low=-1, high=1 << 16) or -1
    # zero points of symmetric checkpoints are dropped when the layer is repacked
    form = Format("GPTQ", bits, group=group, zeros=not section.flag("sym", default=True))
    exact, patterns = _ignore(section.texts("modules_to_not_convert"))
    rules = section.section("dynamic").values
    patterns += tuple(
        r"(?:.*\.)?" + _safe_regex(str(rule)[2:].removeprefix("^")) for rule in rules if str(rule).startswith("-:")
    )
    method = "gptq"
    if form.zeros or bits not in (4, 8):
        method = "gptq beyond Marlin"  # nothing that Marlin takes (auto_gptq.py TYPE_MAP)
    elif section.flag("desc_act") and group > 0:
        method = "gptq with desc_act"
    return Quantization(
        method, f"GPTQ {bits}-bit", form, exact, patterns, head=section.flag("lm_head"),
        experts=replace(form, zeros=True),  # fused experts keep theirs
    )  # fmt: skip


def _fp8(section: Config) -> Quantization:
    exact, patterns = _ignore(section.texts("ignored_layers", "modules_to_not_convert"))
    block = section.integers("weight_block_size", low=1)
    form = _fp8_blocks(block[0], block[1]) if len(block) == 2 else FP8_TENSOR
    return Quantization("fp8", "FP8", form, exact, patterns)


def _fp8_blocks(outputs: int, inputs: int) -> Format:
    return Format("FP8 blocks", 8, block=(outputs, inputs), scale_bytes=4)


def _deepseek_v4(section: Config, expert_dtype: str) -> Quantization:
    """Linear layers in FP8 blocks; experts in 4 bit, whose checkpoints write scales as one byte (quant_config.py)."""
    read = _fp8(section)
    if expert_dtype != "fp4":
        return replace(read, method="deepseek_v4_fp8")
    nvfp4 = section.text("moe_quant_algo").upper() == "NVFP4"
    return replace(
        read,
        method="deepseek_v4_fp8",
        label="NVFP4" if nvfp4 else "MXFP4",
        linear=replace(read.linear, scale_bytes=1),
        experts=NVFP4 if nvfp4 else MXFP4,
    )


def _fbgemm(section: Config) -> Quantization:
    exact, patterns = _ignore(section.texts("modules_to_not_convert"))
    return Quantization("fbgemm_fp8", "FP8", FP8_CHANNEL, exact, patterns)


def _mxfp4(section: Config) -> Quantization:
    exact, patterns = _ignore(section.texts("modules_to_not_convert"))
    return Quantization("mxfp4", "MXFP4", MXFP4, exact, patterns, experts_only=True)


def _compressed_tensors(section: Config) -> Quantization:
    groups = section.section("config_groups")
    exact, patterns = _ignore(section.texts("ignore"))
    targets: list[tuple[str, Format]] = []
    linear = PLAIN
    for name in groups.values:
        group = groups.section(name)
        weights = group.section("weights")
        if not weights.values:
            continue
        form = _compressed_format(weights, group.text("format", default=section.text("format")))
        for target in group.texts("targets"):
            if target.startswith("re:"):
                targets.append((r"(?:.*\.)?" + _safe_regex(target[3:].removeprefix("^").removeprefix(".*")), form))
            elif target in ("Linear", "LinearBase", "FusedMoE"):
                linear = form
            else:
                targets.append((rf"{re.escape(canonical(target))}$", form))
    label = targets[0][1].name if linear is PLAIN and targets else linear.name
    kv = section.section("kv_cache_scheme")
    kv_dtype = "fp8" if kv.values and kv.integer("num_bits", default=8) == 8 else None
    return Quantization(
        "compressed-tensors", label, linear, exact, patterns, targets=tuple(targets), kv_cache_dtype=kv_dtype
    )


def _compressed_format(weights: Config, layout: str) -> Format:
    bits = weights.integer("num_bits", default=8, low=1, high=16)
    group = weights.integer("group_size", default=0, low=-1, high=1 << 16)
    strategy = weights.text("strategy", default="group" if group > 0 else "tensor")
    if weights.text("type", default="int") == "float":
        if bits == 4:
            return MXFP4 if group == 32 or "mxfp4" in layout else NVFP4
        block = weights.integers("block_structure", low=1)
        if strategy == "block" and len(block) == 2:
            return _fp8_blocks(block[0], block[1])
        if group == 32:
            return MXFP8
        return FP8_TENSOR if strategy == "tensor" else FP8_CHANNEL
    if bits == 8 and "pack" not in layout:
        return INT8_CHANNEL
    zeros = not weights.flag("symmetric", default=True)
    return Format(f"INT{bits}", bits, group=group if strategy == "group" else -1, zeros=zeros)


_ALGORITHMS = {
    "FP8": ("modelopt", FP8_TENSOR),
    "FP8_PER_CHANNEL_PER_TOKEN": ("modelopt", FP8_CHANNEL),
    "FP8_PB_WO": ("modelopt", _fp8_blocks(128, 128)),
    "NVFP4": ("modelopt_fp4", NVFP4),
    "W4A16_NVFP4": ("modelopt_fp4", NVFP4),
    "NVFP4_AWQ": ("modelopt_fp4", NVFP4),
    "W4A8_NVFP4_FP8": ("modelopt_fp4", NVFP4),
    "MXFP8": ("modelopt_mxfp8", MXFP8),
    "MXFP4": ("modelopt_mxfp4", MXFP4),
}


def _modelopt(section: Config) -> Quantization:
    algorithm = section.text("quant_algo").upper()
    exact, patterns = _ignore(section.texts("exclude_modules", "ignore"))
    kv_name = section.text("kv_cache_quant_algo").upper()
    scheme = (
        section.section("kv_cache_scheme") if isinstance(section.values.get("kv_cache_scheme"), dict) else Config({})
    )
    if not kv_name and isinstance(section.values.get("kv_cache_scheme"), str):
        kv_name = section.text("kv_cache_scheme").upper()
    if not kv_name and scheme.values:
        kv_name = "FP8" if scheme.integer("num_bits", default=8) == 8 else "NVFP4"
    kv = {"FP8": "fp8", "NVFP4": "nvfp4"}.get(kv_name)
    if algorithm == "MIXED_PRECISION":
        layers = section.section("quantized_layers")
        named = {
            canonical(name): _ALGORITHMS.get(layers.section(name).text("quant_algo").upper(), ("", PLAIN))[1]
            for name in layers.values
        }
        bits = min((form.bits for form in named.values()), default=16)
        label = "NVFP4" if bits == 4 else "FP8"
        return Quantization("modelopt_mixed", label, PLAIN, exact, patterns, named=named, kv_cache_dtype=kv, head=True)
    if algorithm not in _ALGORITHMS:
        unknown = (
            phrase("models", "Model Optimizer's weight format {name} is not known; taken as 16 bit").format(
                name=algorithm
            )
            if algorithm
            else phrase("models", "Model Optimizer's weight format has no name; taken as 16 bit")
        )
        return Quantization("modelopt", algorithm or "unknown", PLAIN, approximate=(unknown,))
    method, form = _ALGORITHMS[algorithm]
    return Quantization(method, form.name, form, exact, patterns, kv_cache_dtype=kv)


def _unknown(section: Config) -> Quantization:
    return by_name(section.text("quant_method"))


_READERS = {
    "awq": _awq,
    "auto_awq": _awq,
    "awq_marlin": _awq,
    "gptq": _gptq,
    "auto_gptq": _gptq,
    "gptq_marlin": _gptq,
    "fp8": _fp8,
    "deepseek_v4_fp8": _fp8,
    "fbgemm_fp8": _fbgemm,
    "auto-round": _auto_round,
    "auto_round": _auto_round,
    "intel/auto-round": _auto_round,
    "inc": _auto_round,
    "quark": _quark,
    "mxfp4": _mxfp4,
    "gpt_oss_mxfp4": _mxfp4,
    "compressed-tensors": _compressed_tensors,
}
