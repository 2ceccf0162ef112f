# SPDX-License-Identifier: Apache-2.0
"""A start as lines in a terminal: one a job, its figures in place where somebody looks, and the time that is left."""

from __future__ import annotations

import sys
import threading
import time
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rigwise.core.launch.run import Job, Run
    from rigwise.core.launch.server import Server

QUIET_S = 10.0  # into a file, a job under way says how far it is no more often
PAINT_S = 0.1


class Teller:
    """Takes every news of a start, from any thread. quiet: says nothing. key: of starts to learn the pace from.

    from_the_start: this one can be learned from too.
    """

    def __init__(
        self, *, quiet: bool = False, key: str = "", from_the_start: bool = True, out: TextIO | None = None
    ) -> None:
        from rigwise.core.launch import pace, run

        self._out = out or sys.stderr
        self._quiet, self._lively = quiet, not quiet and self._out.isatty()
        self._lock = threading.Lock()
        self._pace, self._runs = pace, run
        self._watch, self._key = pace.Watch(), key if from_the_start else ""
        self._learned = pace.learned(key, pace.default_file()) if key else {}
        self._run: Run = run.begun()
        self._job: Job | None = None
        self._said, self._when = "", 0.0

    def tell(self, news: object) -> None:
        with self._lock:
            self._run = self._runs.told(self._run, news)
            now = time.monotonic()
            self._watch.note(self._run, now)
            if not self._quiet and self._run.active is not None:
                self._show(now)

    def runs(self, server: Server) -> None:
        """The container has a process now."""
        with self._lock:
            self._run = self._runs.runs(self._run, server)

    def _show(self, now: float) -> None:
        state = self._run.active
        assert state is not None
        left = self._watch.left(self._learned, self._run, now)
        figures = ", ".join(part for part in (state.detail, self._pace.in_words(left) if left else "") if part)
        line = f"{state.job.value} …" + (f" {figures}" if figures else "")
        new = state.job is not self._job
        if line == self._said or (not new and now - self._when < (PAINT_S if self._lively else QUIET_S)):
            return
        if self._lively:
            self._out.write(("\n" if new and self._job else "") + f"\r\x1b[K{line}")
        else:
            self._out.write(f"{line}\n")
        self._out.flush()
        self._job, self._said, self._when = state.job, line, now

    def end(self, *, ready: bool = False) -> None:
        """The last line is finished; a start that came up is remembered for its pace."""
        with self._lock:
            if self._lively and self._job is not None:
                self._out.write("\n")
                self._job = None
            key, self._key = self._key, ""
            if ready and key:
                self._pace.keep(key, self._watch.taken(time.monotonic()), self._pace.default_file())
