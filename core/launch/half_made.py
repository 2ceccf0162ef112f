# SPDX-License-Identifier: Apache-2.0
"""Containers between `create` and `start`, noted on disk: whoever finds one knows whether somebody is still at it.

A note is a file by the container's id that holds the process that starts it, or nothing once that was given up
because the engine was gone.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from platformdirs import user_state_path
from rigwise.core.launch import owner


def note(identity: str) -> None:
    """This process is starting it."""
    _write(identity, owner.me())


def leave(identity: str) -> None:
    """It could neither be started nor removed."""
    _write(identity, "")


def forget(identity: str) -> None:
    """It runs, or it is gone."""
    with contextlib.suppress(OSError):
        _file(identity).unlink(missing_ok=True)


def left(identity: str) -> bool:
    """It was left half-made; False too where this user's Rigwise knows nothing of it."""
    try:
        noted = _file(identity).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return False
    return not owner.alive(noted)


def _write(identity: str, text: str) -> None:
    """Without a place to write to, the age of the container has to tell (Server.being_started)."""
    with contextlib.suppress(OSError):
        _file(identity).parent.mkdir(parents=True, exist_ok=True)
        _file(identity).write_text(text, encoding="utf-8")


def _file(identity: str) -> Path:
    return user_state_path("rigwise") / "half-made" / identity
