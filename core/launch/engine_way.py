# SPDX-License-Identifier: Apache-2.0
"""How this machine's engine took a container last, kept for commands that are written without asking it."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict
from pathlib import Path

from platformdirs import user_state_path
from rigwise.core.serving.container import USUAL_WAY, Way


def keep(way: Way) -> None:
    """Seen just now, by a preflight or a start. Where it cannot be written, the usual way is printed."""
    from rigwise.core.files import write_whole

    if way != known():
        with contextlib.suppress(OSError):
            write_whole(_file(), json.dumps(asdict(way)) + "\n")


def known() -> Way:
    """The way that was seen last, else the usual one."""
    try:
        kept = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return USUAL_WAY
    whole = isinstance(kept, dict) and _types(kept) == _types(asdict(USUAL_WAY))
    return Way(**kept) if whole else USUAL_WAY


def _types(values: dict[str, object]) -> dict[str, type]:
    return {name: type(value) for name, value in values.items()}


def _file() -> Path:
    return user_state_path("rigwise") / "engine.json"
