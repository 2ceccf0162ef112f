# SPDX-License-Identifier: Apache-2.0
"""What has to be told beside the page: a strip above the footer that stays until it is read."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton
from rigwise.core.problems import Problem
from rigwise.core.words import phrase
from rigwise.gui.widgets.parts import announce, label

MOST = 3


class Notice(QFrame):
    """The latest notices, one under the other; a repeated one is shown once."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._problems: list[Problem] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(28, 8, 28, 8)
        self.text = label("", "warn", select=True)
        row.addWidget(self.text, 1)
        self.dismiss = QPushButton(phrase("window", "Dismiss"))
        self.dismiss.clicked.connect(self.clear)
        row.addWidget(self.dismiss)
        self.hide()

    def tell(self, problem: Problem) -> None:
        if problem not in self._problems:
            self._problems = [*self._problems, problem][-MOST:]
        self.text.setText("\n".join(f"⚠ {one.message} {one.fix}" for one in self._problems))
        self.setVisible(True)
        announce(self.text, self.text.text())

    def clear(self) -> None:
        self._problems = []
        self.hide()
