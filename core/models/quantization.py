# SPDX-License-Identifier: Apache-2.0
"""Weight formats: how many bytes a matrix takes, and which of a checkpoint's matrices are in which format.

quantization_config.py reads them from a checkpoint's config, named_formats.py takes them by name.
Sources: vllm/model_executor/layers/quantization/{awq,gptq,fp8,modelopt,mxfp4}.py and compressed_tensors/, 0.33.0.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from rigwise.core.words import number


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
        parent = (
            name if self.ignored else ""
        )  # asked of every weight of every layer: most formats ignore nothing by name
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
