# SPDX-License-Identifier: Apache-2.0
"""How long the event loop is away, measured by a timer that wants its turn every millisecond."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QTimer


class Beat:
    """gaps: milliseconds between turns since the start, or since somebody cleared them."""

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.timeout.connect(self._turn)
        self._timer.start(1)

    def _turn(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1e3)
        self._last = now

    def stop(self) -> None:
        self._timer.stop()


IDLE = """
import sys, threading, time
over = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), over.set()), daemon=True).start()
last, longest = time.perf_counter(), 0.0
while not over.is_set():
    time.sleep(0.001)
    now = time.perf_counter()
    last, longest = now, max(longest, now - last)
print(longest * 1e3)
"""


@contextmanager
def bystander() -> Iterator[list[float]]:
    """Beside what is measured, a process that only sleeps: the milliseconds that the machine alone kept it, at the end."""
    kept: list[float] = []
    with subprocess.Popen([sys.executable, "-c", IDLE], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        yield kept
        kept.append(float(process.communicate()[0]))
