# SPDX-License-Identifier: Apache-2.0
"""Weight formats: how many bytes a matrix takes, and which of a checkpoint's matrices are in which format.

Sources: vllm/model_executor/layers/quantization/{awq,gptq,fp8,modelopt,mxfp4}.py and compressed_tensors/, 0.33.0.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from rigwise.core.models.reader import Config
from rigwise.core.words import number, phrase


@dataclass(frozen=True, slots=True)
class Format:
    """How one matrix [n outputs, k inputs] is stored.

    bits:        per element.
    group:       inputs that share a scale; 0: no group scales; -1: one scale an output channel.
    scale_bytes: bytes of one scale.
    zeros:       a packed zero point beside each group scale.
    block:       (outputs, inputs) that share a scale, instead of groups; (0, 0): none.
    """

    name: str
    bits: int
    group: int = 0
    scale_bytes: int = 2
    zeros: bool = False
    block: tuple[int, int] = (0, 0)

    def bytes(self, n: int, k: int, dtype_bytes: int) -> int:
        """Bytes of an [n, k] matrix with its scales; dtype_bytes counts only for unquantized ones."""
        return sum(self.tensors(n, k, dtype_bytes))

    def tensors(self, n: int, k: int, dtype_bytes: int) -> tuple[int, ...]:
        """Bytes of the tensors that make up an [n, k] matrix: values, scales, zero points."""
        if self.name == PLAIN.name:
            return (n * k * dtype_bytes,)
        size = n * k * self.bits // 8
        if self.block != (0, 0):
            return size, -(-n // self.block[0]) * -(-k // self.block[1]) * self.scale_bytes
        if not self.group:
            return (size,)
        groups = 1 if self.group < 0 else -(-k // self.group)
        scales = groups * n * self.scale_bytes
        return (size, scales, groups * n * self.bits // 8) if self.zeros else (size, scales)

    def arithmetic(self, n: int, k: int, dtype_bytes: int) -> str:
        """`bytes` as a sum to type into a calculator: elements, then scales, then zero points."""
        if self.name == PLAIN.name:
            return f"{number(n)} x {number(k)} x {dtype_bytes}"
        words = f"{number(n)} x {number(k)} x {number(self.bits / 8, 'g')}"
        if self.block != (0, 0):
            return f"{words} + {number(-(-n // self.block[0]))} x {number(-(-k // self.block[1]))} x {self.scale_bytes}"
        if self.group:
            groups = 1 if self.group < 0 else -(-k // self.group)
            words += f" + {number(groups)} x {number(n)} x {self.scale_bytes}"
            if self.zeros:
                words += f" + {number(groups)} x {number(n)} x {number(self.bits / 8, 'g')}"
        return words


PLAIN = Format("16-bit", 16)
FP8_TENSOR = Format("FP8", 8)
FP8_CHANNEL = Format("FP8 per channel", 8, group=-1, scale_bytes=4)
NVFP4 = Format("NVFP4", 4, group=16, scale_bytes=1)
MXFP4 = Format("MXFP4", 4, group=32, scale_bytes=1)
MXFP8 = Format("MXFP8", 8, group=32, scale_bytes=1)
INT8_CHANNEL = Format("INT8", 8, group=-1, scale_bytes=4)


@dataclass(frozen=True, slots=True, eq=False)  # compared and hashed by identity: it is a memo key
class Quantization:
    """How a checkpoint's matrices are stored.

    method:  vLLM's name ("awq", "gptq", "fp8", "compressed-tensors", "modelopt" ...), "" for 16 bit.
    label:   what a person calls it: "16-bit", "AWQ 4-bit", "FP8", "NVFP4".
    linear:  the format of linear layers and experts that no rule names.
    ignored: names of modules kept in 16 bit: exact names, and patterns.
    named:   formats of single modules where the checkpoint mixes them, by canonical name.
    kv_cache_dtype: the checkpoint's own KV-cache type ("fp8", "nvfp4"), None: the model's.
    head:    lm_head is quantized too.
    experts_only: only fused experts are in this format (gpt-oss).
    experts: the format of fused experts where it differs from `linear`.
    stored:  formats of modules as the tensors themselves have them, where these are at hand (core/models/tensors.py).
    """

    method: str = ""
    label: str = "16-bit"
    linear: Format = PLAIN
    ignored: frozenset[str] = frozenset()
    ignored_patterns: tuple[str, ...] = ()
    named: Mapping[str, Format] = field(default_factory=dict)
    targets: tuple[tuple[str, Format], ...] = ()
    kv_cache_dtype: str | None = None
    head: bool = False
    experts_only: bool = False
    experts: Format | None = None
    served: bool = True
    stored: Mapping[str, Format] | None = None
    approximate: tuple[str, ...] = field(default=())

    @property
    def bits(self) -> int:
        return self.linear.bits

    def format_of(self, names: tuple[str, ...]) -> Format:
        """The format of the module with these checkpoint names (canonical: see `canonical`)."""
        if not self.method:
            return PLAIN
        for name in names:
            if self._is_ignored(name):
                return PLAIN
        if self.named:
            for name in names:
                found = _named(self.named, name)
                if found is not None:
                    return found
            return PLAIN
        for name in names:
            for target, form in self.targets:
                if re.match(target, name):
                    return form
        return self.linear

    def stored_format(self, names: tuple[str, ...], prefix: str, experts: bool) -> Format | None:
        """The format of a module's own tensors: under one of its names, or the last part of one within its layer."""
        assert self.stored is not None
        leaves = (f"{prefix}experts",) if experts else tuple(prefix + name.rpartition(".")[2] for name in names)
        for name in (*names, *(leaves if prefix else ())):
            if name in self.stored:
                return self.stored[name]
        return None

    def _is_ignored(self, name: str) -> bool:
        if name in self.ignored:
            return True
        parent = name.rpartition(".")[0]
        while parent:
            if parent in self.ignored:
                return True
            parent = parent.rpartition(".")[0]
        pattern = _alternation(self.ignored_patterns)
        return pattern is not None and pattern.match(name) is not None


@lru_cache(maxsize=64)
def _alternation(patterns: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns)) if patterns else None


def _named(named: Mapping[str, Format], name: str) -> Format | None:
    while name:
        if name in named:
            return named[name]
        name = name.rpartition(".")[0]
    return None


_LEADING = re.compile(r"^(?:(?:language_model|model|backbone|transformer|llm|thinker)\.)+")


def canonical(name: str) -> str:
    """Names without the wrappers that differ between a repository and vLLM: "model.layers.0.…" is "layers.0.…"."""
    return _LEADING.sub("", name)


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
        if method in ("modelopt", "modelopt_fp4"):
            return _modelopt(section)
        if "quant_algo" in section and method == "fp8":
            return _modelopt(section)
        return _READERS.get(method, _unknown)(section)
    # vLLM takes the extra file for Model Optimizer's only when it says so (transformers_utils/config.py)
    if hf_quant_config.section("producer").text("name") == "modelopt":
        return _modelopt(hf_quant_config.section("quantization"))
    return by_name(name, repository, experts=experts)


_EXPERT_FIELDS = ("num_experts", "n_routed_experts", "num_local_experts", "moe_num_experts")
CONTAINERS = ("compressed-tensors", "modelopt")  # methods that hold formats of several widths
_FORMAT_WORD = re.compile(r"nvfp4|mxfp4|mxfp8|fp8|w8a8|w8a16|w4a16|int8|int4")
_RECURRENT: tuple[str, ...] = (r".*linear_attn\.", r"mtp\.")
_ATTENTION: tuple[str, ...] = (*_RECURRENT, r".*self_attn\.", r".*shared_experts?\.")


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
    """AutoRound packs as AWQ or GPTQ do; single layers may be left in 16 bit (quantization/inc.py)."""
    read = _awq(section) if "awq" in section.text("packing_format") else _gptq(section)
    kept = section.section("extra_config")
    whole = tuple(name for name in kept.values if kept.section(name).integer("bits", default=4, high=64) >= 16)
    exact, patterns = _ignore(whole)
    return replace(read, method="inc", ignored=read.ignored | exact, ignored_patterns=read.ignored_patterns + patterns)


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
    return Quantization(
        "gptq", f"GPTQ {bits}-bit", form, exact, patterns, head=section.flag("lm_head"),
        experts=replace(form, zeros=True),  # fused experts keep theirs
    )  # fmt: skip


def _fp8(section: Config) -> Quantization:
    exact, patterns = _ignore(section.texts("ignored_layers", "modules_to_not_convert"))
    block = section.integers("weight_block_size", low=1)
    scale = 4
    if len(block) == 2:
        form = Format("FP8 blocks", 8, block=(block[0], block[1]), scale_bytes=scale)
        return Quantization("fp8", "FP8", form, exact, patterns)
    return Quantization("fp8", "FP8", FP8_TENSOR, exact, patterns)


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
    if linear is PLAIN and targets:
        label = targets[0][1].name
    else:
        label = linear.name
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
            return Format("FP8 blocks", 8, block=(block[0], block[1]), scale_bytes=4)
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
    "FP8_PB_WO": ("modelopt", Format("FP8 blocks", 8, block=(128, 128), scale_bytes=4)),
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
    return Quantization(method, form.name, form, exact, patterns, kv_cache_dtype=kv, head=False)


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
Reading = Mapping[str, object]
