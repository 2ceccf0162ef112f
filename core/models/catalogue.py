# SPDX-License-Identifier: Apache-2.0
"""The bundled catalogue of checkpoints that people run on a workstation: everything works offline with it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.models.config import read_checkpoint
from rigwise.core.models.formats import whole_bytes
from rigwise.resources import FOLDER

_LINE = re.compile(r'^ *(\{"id": ?"([^"]+)".*\}),?$', re.MULTILINE)


@dataclass(frozen=True)
class CatalogueEntry:
    """One checkpoint of the catalogue.

    id:         Hub repository. title: what a person calls it. family: the group it is listed in.
    parameters, active: in billions (active differs for mixtures of experts).
    released:   the month in which the model appeared, whatever the format ("2026-03").
    made_for:   "coding" where its publisher made it for that, "" for conversation.
    derived:    the config was put together from a sibling of the same dimensions and the format's usual settings.
    config_of:  the entry whose config it has, itself or another.
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
    config_of: str
    made_for: str = ""

    @property
    def config(self) -> dict[str, Any]:
        """config.json, parsed anew each time: all of them stay in memory only as text."""
        return _config(self.config_of)

    @cached_property
    def _checkpoint(self) -> Checkpoint:
        read = _read(self.config_of)
        return replace(read, model=self.id, license=self.license, gated=self.gated, download_bytes=whole_bytes(read))

    def checkpoint(self) -> Checkpoint:
        return self._checkpoint

    @property
    def format_label(self) -> str:
        return self._checkpoint.quantization.label


@lru_cache(maxsize=1)
def _lines() -> dict[str, str]:
    """Each entry's line of the file, by its id in small letters: parsing them all takes longer than an estimate."""
    text = (FOLDER / "models.json").read_text(encoding="utf-8")
    return {line[2].lower(): line[1] for line in _LINE.finditer(text)}


def _config(model_id: str) -> dict[str, Any]:
    """An entry's own config, or another's, which may stand in another format."""
    known: dict[str, Any] = json.loads(_lines()[model_id.lower()])
    config: dict[str, Any] = known["config"] if "config" in known else _config(known["config_of"])
    if "quantization_config" in known:
        config["quantization_config"] = known["quantization_config"]
    return config


@lru_cache
def _read(model_id: str) -> Checkpoint:
    """What entries of one config share."""
    return read_checkpoint(_config(model_id))


@lru_cache(maxsize=1)
def entries() -> tuple[CatalogueEntry, ...]:
    """All entries, most used families first."""
    return tuple(_entry(key) for key in _lines())


def find(model_id: str) -> CatalogueEntry | None:
    """The entry of a repository id (case aside), None when it is not in the catalogue."""
    key = model_id.strip().lower()
    return _entry(key) if key in _lines() else None


@lru_cache
def _entry(key: str) -> CatalogueEntry:
    known = json.loads(_lines()[key])
    shared = "config" not in known and "quantization_config" not in known
    for said_elsewhere in ("config", "quantization_config", "source"):
        known.pop(said_elsewhere, None)
    config_of = known["config_of"] if shared else known["id"]
    return CatalogueEntry(**known | {"config_of": config_of, "modalities": tuple(known["modalities"])})
