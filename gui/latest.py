# SPDX-License-Identifier: Apache-2.0
"""Work of which only the latest counts: of each kind one task at a time, and a newer one takes the place of an older."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from rigwise.core.problems import Problem, RigwiseError

if TYPE_CHECKING:
    from rigwise.gui.tasks import Task, TaskRunner, Work


class Latest:
    """Runs work by kind; a fault that a person can cause comes back as its Problem, any other is raised."""

    def __init__(self, runner: TaskRunner) -> None:
        self._runner = runner
        self._tasks: dict[str, Task] = {}

    def __contains__(self, kind: str) -> bool:
        """Work of this kind is under way."""
        return kind in self._tasks

    def run(
        self, kind: str, work: Work, done: Callable[[Any], None], failed: Callable[[Problem], None], *,
        progress: Callable[[Any], None] | None = None,
    ) -> None:  # fmt: skip
        self.cancel(kind)

        def problem(error: BaseException) -> None:
            self._tasks.pop(kind, None)
            if not isinstance(error, RigwiseError):
                raise error
            failed(error.problem)

        def end(answer: Any) -> None:
            self._tasks.pop(kind, None)
            done(answer)

        self._tasks[kind] = self._runner.run(work, done=end, failed=problem, progress=progress)

    def cancel(self, *kinds: str) -> None:
        """Nobody waits for these any longer."""
        for kind in kinds:
            if kind in self._tasks:
                self._tasks.pop(kind).cancel()
