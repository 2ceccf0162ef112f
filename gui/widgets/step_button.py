# SPDX-License-Identifier: Apache-2.0
"""A step on the rail: its number or a tick in a circle, its name, and below it what was chosen there."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy
from rigwise.gui import theme
from rigwise.gui.widgets.card_button import CardButton
from rigwise.gui.widgets.parts import label, set_role


class StepButton(CardButton):
    """What was chosen is part of the button, and of what a screen reader calls it."""

    def __init__(self, number: int, name: str) -> None:
        super().__init__("step", QSizePolicy.Policy.Fixed)
        self._number = str(number)
        self._state: object = None
        grid = QGridLayout(self)
        grid.setContentsMargins(10, 7, 8, 8)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        self.sign = label(self._number, "number", size=0.9, wrap=False)
        across = theme.scaled(20)
        self.sign.setFixedSize(across, across)
        self.name, self.answer = label(name, wrap=False), label("", "muted", size=0.9)
        grid.addWidget(self.sign, 0, 0)
        grid.addWidget(self.name, 0, 1)
        grid.addWidget(self.answer, 1, 1)

    def show_state(self, answer: str, *, reachable: bool, here: bool, behind: bool) -> None:
        """answer: what was chosen, "" for nothing yet; behind: the person has been here and gone on."""
        styled = set_role if self._state else QLabel.setObjectName  # nothing has styled a new button's labels yet
        state = (answer, reachable, here, behind)
        if state == self._state:
            return  # a font that is set lays everything out anew, at every step of a dragged slider
        self._state = state
        self.setEnabled(reachable)
        self.setChecked(here)
        done = bool(answer) and reachable and behind
        self.sign.setText("✓" if done else self._number)
        styled(self.sign, "number-here" if here else "number-done" if done else "number")
        styled(self.name, "accent" if here else "")
        self.name.setFont(theme.sized(self.font(), 1.0, bold=here))
        self.answer.setText(answer)
        self.answer.setVisible(bool(answer))
        self.updateGeometry()
