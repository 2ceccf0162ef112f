# SPDX-License-Identifier: Apache-2.0
"""The bundled catalogue of checkpoints that people run on a workstation: everything works offline with it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any
from zlib import compress, decompress

from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.models.config import read_checkpoint
from rigwise.core.models.formats import whole_bytes

_DECODER = json.JSONDecoder()


@dataclass(frozen=True)
class CatalogueEntry:
    """One checkpoint of the catalogue.

    id:         Hub repository. title: what a person calls it. family: the group it is listed in.
    parameters, active: in billions (active differs for mixtures of experts).
    released:   the month in which the model appeared, whatever the format ("2026-03").
    made_for:   "coding" where its publisher made it for that, "" for conversation.
    derived:    the config was put together from a sibling of the same dimensions and the format's usual settings.
    """

    id: str
    title: str
    family: str
    parameters: float
    active: float
    released: str
    license: str | None
    gated: bool
    modalities: tuple[str, ...]
    tool_parser: str | None
    reasoning_parser: str | None
    downloads: int
    derived: bool
    packed: bytes
    made_for: str = ""

    @property
    def config(self) -> dict[str, Any]:
        """config.json, parsed anew each time: all of them stay in memory only as packed text."""
        parsed: dict[str, Any] = json.loads(decompress(self.packed))
        return parsed

    @cached_property
    def _checkpoint(self) -> Checkpoint:
        read = _read(self.packed)
        return replace(read, model=self.id, license=self.license, gated=self.gated, download_bytes=whole_bytes(read))

    def checkpoint(self) -> Checkpoint:
        return self._checkpoint

    @property
    def format_label(self) -> str:
        return self._checkpoint.quantization.label


@lru_cache
def _read(packed: bytes) -> Checkpoint:
    """What entries of one config share."""
    return read_checkpoint(json.loads(decompress(packed)))


@lru_cache(maxsize=1)
def entries() -> tuple[CatalogueEntry, ...]:
    """All entries, most used families first."""
    configs: dict[str, bytes] = {}
    return tuple(_entry(configs, **entry) for entry in _parsed())


def _parsed() -> Iterator[dict[str, Any]]:
    """One model after the other: all their configs at once would leave megabytes behind."""
    text = files("rigwise.resources").joinpath("models.json").read_text(encoding="utf-8")
    place = text.index("[", text.index('"models"')) + 1
    while (place := text.find("{", place)) >= 0:
        entry, place = _DECODER.raw_decode(text, place)
        yield entry


def _entry(configs: dict[str, bytes], *, modalities: list[str], **known: Any) -> CatalogueEntry:
    """configs: those of the entries before, by their ids."""
    like = known.pop("config_of", None)
    packed = configs[like] if like else compress(json.dumps(known.pop("config"), separators=(",", ":")).encode(), 1)
    configs[known["id"]] = packed
    return CatalogueEntry(**known, modalities=tuple(modalities), packed=packed)


@lru_cache(maxsize=1)
def _by_id() -> dict[str, CatalogueEntry]:
    return {entry.id.lower(): entry for entry in entries()}


def find(model_id: str) -> CatalogueEntry | None:
    """The entry of a repository id (case aside), None when it is not in the catalogue."""
    return _by_id().get(model_id.strip().lower())
