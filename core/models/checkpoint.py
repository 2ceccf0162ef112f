# SPDX-License-Identifier: Apache-2.0
"""A checkpoint: which weights, in which format, where they lie."""

from __future__ import annotations

from dataclasses import dataclass

from rigwise.core.models.architecture import ModelArchitecture
from rigwise.core.models.quantization import Quantization


@dataclass(frozen=True, slots=True, eq=False)  # compared and hashed by identity: it is a memo key
class Checkpoint:
    """model: the Hub id, or the folder, as vLLM gets it. download_bytes: what has to be fetched, None if unknown."""

    model: str
    architecture: ModelArchitecture
    quantization: Quantization
    revision: str | None = None
    folder: str | None = None
    download_bytes: int | None = None
    license: str | None = None
    gated: bool = False
    needs_remote_code: bool = False
