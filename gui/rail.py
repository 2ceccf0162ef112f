# SPDX-License-Identifier: Apache-2.0
"""The rail: the steps with what was chosen on each, and below them what belongs to none."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout
from rigwise.core import wizard
from rigwise.core.wizard import STEPS, Step
from rigwise.core.words import phrase
from rigwise.gui import theme
from rigwise.gui.controller import Controller
from rigwise.gui.widgets.parts import label
from rigwise.gui.widgets.step_button import StepButton


class Rail(QFrame):
    """The steps, each with its answer; a click goes there when it is reachable."""

    def __init__(self, controller: Controller) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._controller = controller
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 20, 12, 20)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setContentsMargins(6, 0, 0, 0)
        self.mark = label(wrap=False)
        self._across = theme.scaled(28)
        self.mark.setFixedSize(self._across, self._across)
        head.addWidget(self.mark)
        head.addWidget(label("Rigwise", size=1.35, bold=True, wrap=False))
        head.addStretch()
        column.addLayout(head)
        column.addSpacing(14)
        self.buttons: dict[Step, StepButton] = {}
        for number, step in enumerate(STEPS, start=1):
            button = StepButton(number, phrase("steps", step.value))
            button.clicked.connect(lambda _=False, target=step: self._controller.go(target))
            column.addWidget(button)
            self.buttons[step] = button
        column.addStretch()
        self.servers, self.compare = QPushButton(phrase("rail", "Servers")), QPushButton(phrase("rail", "Compare rigs"))
        for aside in (self.servers, self.compare):
            aside.setObjectName("step")
            aside.setCheckable(True)
            aside.setIconSize(QSize(theme.scaled(18), theme.scaled(18)))
            column.addWidget(aside)
        self.column = column
        self.setMinimumWidth(round(self.fontMetrics().averageCharWidth() * 30))
        self.setMaximumWidth(round(self.fontMetrics().averageCharWidth() * 36))

    def draw(self) -> None:
        """The pictures in the theme's colours."""
        colours = theme.colours()
        self.mark.setPixmap(theme.icon("rigwise", colours.accent, 64).pixmap(self._across, self._across))
        for button, name in ((self.servers, "servers"), (self.compare, "compare")):
            button.setIcon(theme.icon(name, colours.muted, theme.scaled(18)))

    def refresh(self, aside: str = "") -> None:
        """aside: the page beside the steps that is shown, "servers" or "compare"."""
        state = self._controller.state
        self.servers.setChecked(aside == "servers")
        self.compare.setChecked(aside == "compare")
        for step, button in self.buttons.items():
            answer = wizard.summary(state, step)
            here = step is state.step and not aside
            behind = STEPS.index(step) < STEPS.index(state.step)
            button.show_state(answer, reachable=wizard.reachable(state, step), here=here, behind=behind)
            said = phrase("rail", "Step {step}: {answer}") if answer else phrase("rail", "Step {step}: nothing chosen")
            button.setAccessibleName(said.format(step=phrase("steps", step.value), answer=answer))
