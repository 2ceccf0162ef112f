# SPDX-License-Identifier: Apache-2.0
"""Undo and redo across all pages: states are values, so the past is a list of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rigwise.core import wizard
from rigwise.core.wizard import Wizard

MOST = 100
MERGE_S = 0.8  # a slider's way from one place to another is one change


@dataclass(frozen=True, slots=True)
class History:
    """past, future: nearest last. kind, at: what was changed last, and when (seconds of any clock)."""

    past: tuple[Wizard, ...] = ()
    future: tuple[Wizard, ...] = ()
    kind: str = ""
    at: float = 0.0


def recorded(history: History, before: Wizard, kind: str, now: float) -> History:
    """After a change away from `before`. Quick changes of the same kind are one; what was undone is given up."""
    if kind and kind == history.kind and now - history.at < MERGE_S and not history.future:
        return replace(history, at=now)
    return History((*history.past, before)[-MOST:], (), kind, now)


def undone(history: History, present: Wizard) -> tuple[History, Wizard]:
    """One change back; the person stays on their page where it can still be reached."""
    if not history.past:
        return history, present
    state = _here(history.past[-1], present)
    return History(history.past[:-1], (*history.future, present)), state


def redone(history: History, present: Wizard) -> tuple[History, Wizard]:
    """What was undone last, again."""
    if not history.future:
        return history, present
    state = _here(history.future[-1], present)
    return History((*history.past, present), history.future[:-1]), state


def _here(state: Wizard, present: Wizard) -> Wizard:
    return replace(state, step=wizard.nearest(state, present.step))
