# SPDX-License-Identifier: Apache-2.0
"""What stands in the way of a start, looked for while the person reads the review: green, amber, red, with remedies."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget
from rigwise.core.launch.preflight.facts import Check, Facts, Level
from rigwise.core.launch.preflight.judge import judge, worst
from rigwise.core.problems import Remedy
from rigwise.core.words import mark, phrase
from rigwise.gui.controller import Controller
from rigwise.gui.tasks import Task
from rigwise.gui.widgets.flow import Flow
from rigwise.gui.widgets.parts import Card, commands_in, label, prose, set_role

_SIGNS = {Level.GREEN: ("✓", "good"), Level.AMBER: ("!", "warn"), Level.RED: ("✗", "bad")}
_URGENCY = (Level.RED, Level.AMBER, Level.GREEN)
_VERDICTS = {
    Level.GREEN: (mark("preflight", "This machine is ready."), "good"),
    Level.AMBER: (mark("preflight", "It can start; look at what is marked."), "warn"),
    Level.RED: (mark("preflight", "Something stands in the way."), "bad"),
}


class PreflightCard(Card):
    """Looks when it is shown, and again when asked; checks: the lines of the last look, judged when they are others."""

    judged = Signal()

    def __init__(self, controller: Controller) -> None:
        super().__init__()
        self._controller = controller
        self._task: Task | None = None
        self.checks: tuple[Check, ...] = ()
        head = QHBoxLayout()
        self.verdict = label("", bold=True)
        self.again = QPushButton(phrase("preflight", "Check again"))
        head.addWidget(self.verdict, 1)
        head.addWidget(self.again)
        self.column.addLayout(head)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(2, 1)
        self.column.addLayout(self._grid)
        self.again.clicked.connect(self.look)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.look()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def look(self) -> None:
        """Off the UI thread; some seconds."""
        plan, spec = self._controller.state.deployment, self._controller.spec()
        rig = self._controller.state.rig
        if plan is None or spec is None or rig is None or rig.simulated:
            self.verdict.setText(phrase("preflight", "A composed rig has nothing to check."))
            return
        if self._task is not None:
            self._task.cancel()
        self.verdict.setText(phrase("preflight", "Checking this machine …"))
        set_role(self.verdict, "")
        preflight, image, port = self._controller.edges.preflight, spec.image, self._controller.state.port
        self._task = self._controller.runner.run(
            lambda cancel, report: preflight(plan, image, port), done=self._seen, failed=self._failed
        )

    def _seen(self, facts: Facts) -> None:
        self._task = None
        self.checks = tuple(sorted(judge(facts), key=lambda check: _URGENCY.index(check.level)))
        if facts.way is not None and facts.handover is None:
            self._controller.engine_takes(facts.way)
        self.judged.emit()
        text, role = _VERDICTS[worst(self.checks)]
        self.verdict.setText(phrase("preflight", text))
        set_role(self.verdict, role)
        self._clear()
        row = 0
        for check in self.checks:
            sign, role = _SIGNS[check.level]
            self._grid.addWidget(label(sign, role, bold=True, wrap=False), row, 0)
            title = label(check.title, wrap=False)
            stands = phrase("preflight", check.level.value)
            title.setAccessibleName(f"{check.title}: {stands}. {check.says} {check.fix}")
            self._grid.addWidget(title, row, 1)
            self._grid.addWidget(label(check.says, "muted" if check.level is Level.GREEN else "", select=True), row, 2)
            row += 1
            if check.fix:
                self._grid.addWidget(prose(check.fix, role), row, 2)
                row += 1
            buttons = self._buttons(check)
            if buttons is not None:
                self._grid.addWidget(buttons, row, 2)
                row += 1

    @property
    def obstacle(self) -> str:
        """The first thing that would make a start fail, as far as the last look saw."""
        return next((check.says for check in self.checks if check.level is Level.RED), "")

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _buttons(self, check: Check) -> QWidget | None:
        """What one click may do about a line: a change of the plan, another port, a command in the clipboard."""
        made = []
        if check.remedy is not None:
            made.append(self._button(check.remedy.label, partial(self._apply, check.remedy)))
        if check.port is not None:
            said = phrase("preflight", "Use port {port}").format(port=check.port)
            made.append(self._button(said, partial(self._answer_on, check.port)))
        commands = commands_in(check.fix)
        if commands:
            said = (
                phrase("preflight", "Copy the command")
                if len(commands) == 1
                else phrase("preflight", "Copy the commands")
            )
            made.append(self._button(said, partial(QGuiApplication.clipboard().setText, "\n".join(commands))))
        if not made:
            return None
        row = QWidget()
        flow = Flow()
        row.setLayout(flow)
        for button in made:
            button.setAccessibleDescription(check.says)
            flow.addWidget(button)
        return row

    def _button(self, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(lambda _=False: act())
        return button

    def _apply(self, remedy: Remedy) -> None:
        self._controller.apply(remedy)
        self.look()

    def _answer_on(self, port: int) -> None:
        self._controller.set_port(port)
        self.look()

    def _failed(self, error: BaseException) -> None:
        self._task = None
        self.verdict.setText(phrase("preflight", "The check itself failed: {error}").format(error=error))
        set_role(self.verdict, "warn")
