# SPDX-License-Identifier: Apache-2.0
"""The process that is at something, written so that it is known again: its number, and when it began, as the number
alone is another process' in time."""

from __future__ import annotations

import os
from pathlib import Path


def me() -> str:
    """This process."""
    return f"{os.getpid()} {_began(os.getpid()) or ''}".strip()


def alive(owner: str) -> bool:
    """It still runs. What an earlier Rigwise wrote is a number alone, which any process of that number answers to."""
    number, _, began = owner.strip().partition(" ")
    if not (number.isascii() and number.isdigit()):
        return False
    now = _began(int(number))
    return now is not None and began in ("", now)


def _began(process: int) -> str | None:
    """Clock ticks from the machine's start to the process' (proc(5), /proc/PID/stat, field 22); None where it is gone."""
    try:
        # field 2, the program's name, stands in parentheses and may hold anything
        return (
            Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[19]
        )
    except (OSError, IndexError):
        return None
