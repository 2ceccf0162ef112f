# SPDX-License-Identifier: Apache-2.0
"""What has to be told beside the page: a strip above the footer that stays until it is read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout
from rigwise.core.problems import Problem
from rigwise.core.words import phrase
from rigwise.gui.widgets.parts import announce, label

MOST = 3


class Notice(QFrame):
    """The latest notices, one under the other; a repeated one is shown once. Below them what is under way and can be
    stopped."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._problems: list[Problem] = []
        self._stop: Callable[[], None] = lambda: None
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 8, 28, 8)
        row, below = QHBoxLayout(), QHBoxLayout()
        self.text = label("", "warn", select=True)
        self.dismiss = QPushButton(phrase("window", "Dismiss"))
        self.dismiss.clicked.connect(self.clear)
        row.addWidget(self.text, 1)
        row.addWidget(self.dismiss)
        self.under_way = label("")
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)  # it is not known how long
        self.busy.setTextVisible(False)
        self.busy.setMaximumWidth(160)
        self.stop = QPushButton(phrase("window", "Stop"))
        self.stop.clicked.connect(lambda: self._stop())
        for widget, stretch in ((self.under_way, 1), (self.busy, 0), (self.stop, 0)):
            below.addWidget(widget, stretch)
        column.addLayout(row)
        column.addLayout(below)
        self._show()

    def tell(self, problem: Problem) -> None:
        if problem not in self._problems:
            self._problems = [*self._problems, problem][-MOST:]
        self.text.setText("\n".join(f"⚠ {one.message} {one.fix}" for one in self._problems))
        self._show()
        announce(self.text, self.text.text())

    def work(self, text: str, stop: Callable[[], None] = lambda: None, button: str = "") -> None:
        """text: what is under way, "" when it is over; button: what stops it, "Stop" if not said otherwise."""
        self._stop = stop
        self.stop.setText(button or phrase("window", "Stop"))
        self.under_way.setText(text)
        self.busy.setAccessibleName(text)
        self._show()

    def clear(self) -> None:
        self._problems = []
        self._show()

    def _show(self) -> None:
        for widget in (self.text, self.dismiss):
            widget.setVisible(bool(self._problems))
        for part in (self.under_way, self.busy, self.stop):
            part.setVisible(bool(self.under_way.text()))
        self.setVisible(bool(self._problems or self.under_way.text()))
