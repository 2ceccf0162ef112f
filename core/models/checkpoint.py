# SPDX-License-Identifier: Apache-2.0
"""A checkpoint: which weights, in which format, where they lie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

from rigwise.core.models.architecture import ModelArchitecture
from rigwise.core.models.quantization import Quantization
from rigwise.core.models.served import Unserved

# bits of one element, by the names that safetensors headers use (safetensors 0.8, src/tensor.rs)
DTYPE_BITS = {
    "BOOL": 8, "F4": 4, "F6_E2M3": 6, "F6_E3M2": 6, "U8": 8, "I8": 8, "F8_E5M2": 8, "F8_E4M3": 8, "F8_E8M0": 8,
    "F8_E4M3FNUZ": 8, "F8_E5M2FNUZ": 8, "I16": 16, "U16": 16, "F16": 16, "BF16": 16, "I32": 32, "U32": 32, "F32": 32,
    "C64": 64, "F64": 64, "I64": 64, "U64": 64,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tensor:
    """One tensor as a checkpoint's safetensors header states it.

    dtype: the header's name, a key of DTYPE_BITS ("BF16", "F8_E4M3", "I32"). shape: of the stored tensor, so packed
    formats show their packed shape.
    """

    dtype: str
    shape: tuple[int, ...]

    @property
    def elements(self) -> int:
        return prod(self.shape)

    @property
    def bytes(self) -> int:
        return self.elements * DTYPE_BITS[self.dtype] // 8


Headers = Mapping[str, Tensor]  # by the tensor's name in the checkpoint ("model.layers.0.mlp.down_proj.weight")


@dataclass(frozen=True, slots=True, eq=False)  # compared and hashed by identity: it is a memo key
class Checkpoint:
    """model: the Hub id, or the folder, as vLLM gets it. download_bytes: what has to be fetched, None if unknown.

    code_agreed: the person has agreed that this commit's own Python code runs. unserved: why no release of vLLM that is
    known here serves it.
    drafts_for: the model beside which alone vLLM loads this one; "": it is served itself.
    """

    model: str
    architecture: ModelArchitecture
    quantization: Quantization
    revision: str | None = None
    folder: str | None = None
    download_bytes: int | None = None
    license: str | None = None
    gated: bool = False
    needs_remote_code: bool = False
    code_agreed: bool = False
    unserved: Unserved | None = None
    drafts_for: str = ""
