# SPDX-License-Identifier: Apache-2.0
"""How long the event loop is away, measured by a timer that wants its turn every millisecond."""

from __future__ import annotations

import time

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
