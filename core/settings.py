# SPDX-License-Identifier: Apache-2.0
"""How a person likes the window: nothing about them, and nothing that leaves this machine."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from rigwise.core.files import write_whole
from rigwise.core.problems import refuse
from rigwise.core.words import phrase

THEMES = ("system", "light", "dark", "contrast")
FILE = "settings.json"


@dataclass(frozen=True, slots=True)
class Settings:
    """language: as in "de", "" for the desktop's; still: nothing moves, whatever the desktop says."""

    theme: str = "system"
    language: str = ""
    still: bool = False


def load(folder: Path) -> Settings:
    """What was kept; where that is missing or broken, what everybody begins with."""
    try:
        with (folder / FILE).open(encoding="utf-8") as file:
            kept = json.loads(file.read(1 << 16))
    except (OSError, ValueError, RecursionError):
        return Settings()
    found = Settings()
    if not isinstance(kept, dict):
        return found
    if kept.get("theme") in THEMES:
        found = replace(found, theme=kept["theme"])
    if isinstance(kept.get("language"), str):
        found = replace(found, language=kept["language"][:16])
    return replace(found, still=kept.get("still") is True)


def save(folder: Path, settings: Settings) -> None:
    """Raises RigwiseError."""
    try:
        write_whole(folder / FILE, json.dumps(asdict(settings), indent=2) + "\n")
    except OSError as error:
        raise refuse(
            "settings-unwritable",
            phrase("wizard", "{folder} cannot be written: {why}.").format(
                folder=folder, why=error.strerror.lower() if error.strerror else phrase("wizard", "unknown reason")
            ),
            phrase("wizard", "This choice holds until Rigwise is closed."),
        ) from error
