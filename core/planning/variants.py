# SPDX-License-Identifier: Apache-2.0
"""Checkpoints of one model in several formats: which of the catalogue's entries are the same model."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from rigwise.core.models.catalogue import CatalogueEntry, entries, find
from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.models.formats import whole_bytes
from rigwise.core.models.named_formats import stem
from rigwise.core.models.quantization import Quantization


def _shape(checkpoint: Checkpoint) -> tuple[object, ...]:
    a = checkpoint.architecture
    return len(a.layers), a.hidden_size, a.num_attention_heads, a.num_kv_heads, a.vocab_size


@lru_cache(maxsize=512)
def bits(checkpoint: Checkpoint) -> float:
    """Bits a weight on average over everything, 16-bit parts included: 16.0, 8.6, 4.9 …"""
    plain = replace(checkpoint, quantization=Quantization())
    return 8.0 * checkpoint.architecture.dtype_bytes * whole_bytes(checkpoint) / whole_bytes(plain)


def variants(checkpoint: Checkpoint) -> tuple[Checkpoint, ...]:
    """The checkpoint and the catalogue's other formats of the same model, most bits first."""
    name = stem(checkpoint.model)
    shape = _shape(checkpoint)
    same = [
        entry.checkpoint()
        for entry in entries()
        if entry.id != checkpoint.model and stem(entry.id) == name and _shape(entry.checkpoint()) == shape
    ]
    return tuple(sorted([checkpoint, *same], key=lambda one: -bits(one)))


def models() -> tuple[CatalogueEntry, ...]:
    """One entry for each model of the catalogue: the one with the most bits."""
    best: dict[str, CatalogueEntry] = {}
    for entry in entries():
        name = stem(entry.id)
        if name not in best or bits(entry.checkpoint()) > bits(best[name].checkpoint()):
            best[name] = entry
    return tuple(best.values())


def title(checkpoint: Checkpoint) -> str:
    """What a table calls the model, its format aside."""
    name = stem(checkpoint.model)
    entry = find(checkpoint.model)
    shown = entry.title if entry else checkpoint.model.rpartition("/")[2]
    start = shown.lower().find(name)
    return shown[start : start + len(name)] if start >= 0 else shown
