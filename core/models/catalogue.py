# SPDX-License-Identifier: Apache-2.0
"""The bundled catalogue of checkpoints that people run on a workstation: everything works offline with it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any

from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.models.config import read_checkpoint
from rigwise.core.models.formats import whole_bytes


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
    config_text: str
    made_for: str = ""

    @property
    def config(self) -> dict[str, Any]:
        """config.json, parsed anew each time: all of them stay in memory only as text."""
        parsed: dict[str, Any] = json.loads(self.config_text)
        return parsed

    @cached_property
    def _checkpoint(self) -> Checkpoint:
        read = read_checkpoint(self.config, model=self.id)
        return replace(read, license=self.license, gated=self.gated, download_bytes=whole_bytes(read))

    def checkpoint(self) -> Checkpoint:
        return self._checkpoint

    @property
    def format_label(self) -> str:
        return self._checkpoint.quantization.label


@lru_cache(maxsize=1)
def entries() -> tuple[CatalogueEntry, ...]:
    """All entries, most used families first."""
    text = files("rigwise.resources").joinpath("models.json").read_text(encoding="utf-8")
    models = json.loads(text)["models"]
    configs = {
        entry["id"]: json.dumps(entry.pop("config"), separators=(",", ":")) for entry in models if "config" in entry
    }
    return tuple(_entry(configs[entry.pop("config_of", entry["id"])], **entry) for entry in models)


def _entry(config: str, *, modalities: list[str], **known: Any) -> CatalogueEntry:
    return CatalogueEntry(**known, modalities=tuple(modalities), config_text=config)


@lru_cache(maxsize=1)
def _by_id() -> dict[str, CatalogueEntry]:
    return {entry.id.lower(): entry for entry in entries()}


def find(model_id: str) -> CatalogueEntry | None:
    """The entry of a repository id (case aside), None when it is not in the catalogue."""
    return _by_id().get(model_id.strip().lower())
