# SPDX-License-Identifier: Apache-2.0
"""What can I run? The catalogue on the present rig, best first for the present goal, kept up to date off the UI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from rigwise.gui.tasks import IMPORTS, Task

if TYPE_CHECKING:
    from rigwise.core.hardware.rig import Rig
    from rigwise.core.planning.runnable import Line
    from rigwise.core.wizard import Wizard
    from rigwise.gui.tasks import TaskRunner


class Ranking(QObject):
    """ranked: `found` is new, for `rig` and `goal`. While `busy`, it is still that of what was before."""

    ranked = Signal()

    def __init__(self, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._task: Task | None = None
        self._wanted: tuple[object, str] | None = None
        self.found: tuple[Line, ...] = ()
        self.rig: Rig | None = None
        self.goal = ""

    @property
    def shared(self) -> bool:
        """It is of many requests that share the server."""
        from rigwise.core.planning.wishes import WISHES, Goal

        return bool(self.goal) and WISHES[Goal(self.goal)].shared

    @property
    def busy(self) -> bool:
        return self._task is not None

    def follow(self, state: Wizard) -> None:
        """Rank anew where the rig's cards, their load or the goal are others."""
        rig, goal = state.usable, state.goal
        wanted = (plan_key(rig), goal) if rig is not None else None
        if wanted == self._wanted:
            return
        self._wanted = wanted
        if self._task is not None:
            self._task.cancel()
            self._task = None
        if rig is None:
            self.found, self.rig = (), None
            self.ranked.emit()
            return
        cards = rig

        def work(cancel: Any, report: Any) -> tuple[Line, ...]:
            return rank(cards, goal, cancel)

        def done(found: tuple[Line, ...]) -> None:
            self._task = None
            self.found, self.rig, self.goal = found, cards, goal
            self.ranked.emit()

        def failed(error: BaseException) -> None:
            self._task = None
            raise error

        self._task = self._runner.run(work, done=done, failed=failed)


def rank(rig: Rig, goal: str, cancel: Any) -> tuple[Line, ...]:
    """In a worker thread; a checkpoint that cannot be read must not take the list away."""
    with IMPORTS:
        from rigwise.core.models.catalogue import entries
        from rigwise.core.planning.runnable import ranked, tried
        from rigwise.core.planning.wishes import WISHES, Goal
        from rigwise.core.problems import RigwiseError
    some, wish = [], WISHES[Goal(goal)]
    for entry in entries():
        cancel.turn()
        try:
            some.append(tried(rig, entry, wish))
        except RigwiseError:
            continue
    return ranked(some, wish)


def plan_key(rig: Rig) -> object:
    """What of a rig the verdicts depend on; load in whole GiB, so that a flickering desktop does not judge anew."""
    return [(gpu.name, gpu.total_bytes, gpu.used_bytes >> 30) for gpu in rig.gpus], rig.links
