# SPDX-License-Identifier: Apache-2.0
"""The rail: the steps with what was chosen on each, and below them what belongs to none."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QVBoxLayout
from rigwise.core import wizard
from rigwise.core.wizard import STEPS, Step
from rigwise.core.words import phrase
from rigwise.gui.controller import Controller
from rigwise.gui.widgets.parts import label


class Rail(QFrame):
    """The steps, each with its answer; a click goes there when it is reachable."""

    def __init__(self, controller: Controller) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._controller = controller
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 20, 12, 20)
        column.setSpacing(2)
        head = QHBoxLayout()
        self.mark = label(wrap=False)
        self.mark.setFixedSize(28, 28)
        head.addWidget(self.mark)
        head.addWidget(label("Rigwise", size=1.35, bold=True, wrap=False))
        head.addStretch()
        column.addLayout(head)
        column.addSpacing(18)
        self.buttons: dict[Step, QPushButton] = {}
        self.answers = {}
        group = QButtonGroup(self)
        for number, step in enumerate(STEPS, start=1):
            name = phrase("steps", step.value)
            button = QPushButton(f"{number}   {name}")
            button.setObjectName("step")
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, target=step: self._controller.go(target))
            group.addButton(button)
            column.addWidget(button)
            answer = label("", "muted", size=0.9)
            answer.setContentsMargins(34, 0, 4, 8)
            column.addWidget(answer)
            self.buttons[step], self.answers[step] = button, answer
        column.addStretch()
        self.servers, self.compare = QPushButton(phrase("rail", "Servers")), QPushButton(phrase("rail", "Compare rigs"))
        for button in (self.servers, self.compare):
            button.setObjectName("step")
            button.setCheckable(True)
            group.addButton(button)
            column.addWidget(button)
        self.column = column
        self.setMinimumWidth(round(self.fontMetrics().averageCharWidth() * 30))
        self.setMaximumWidth(round(self.fontMetrics().averageCharWidth() * 36))

    def refresh(self, aside: str = "") -> None:
        """aside: the page beside the steps that is shown, "servers" or "compare"."""
        state = self._controller.state
        self.servers.setChecked(aside == "servers")
        self.compare.setChecked(aside == "compare")
        for step, button in self.buttons.items():
            answer = wizard.summary(state, step)
            button.setEnabled(wizard.reachable(state, step))
            button.setChecked(step is state.step and not aside)
            said = phrase("rail", "Step {step}: {answer}") if answer else phrase("rail", "Step {step}: nothing chosen")
            button.setAccessibleName(said.format(step=phrase("steps", step.value), answer=answer))
            self.answers[step].setText(answer)
            self.answers[step].setVisible(bool(answer))
