# SPDX-License-Identifier: Apache-2.0
"""Why a server ended: the cause, the line that shows it, what to do, and what each change does to the VRAM bar."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase, QHideEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QRadioButton, QVBoxLayout
from rigwise.core.launch.diagnosis.diagnose import Finding
from rigwise.core.memory.deployment import Deployment
from rigwise.core.problems import Problem, Remedy
from rigwise.core.words import phrase
from rigwise.gui.widgets.parts import Card, label

LONGEST_LINE = 400  # characters of the evidence; the log has all of it


class FailureCard(Card):
    """fix_chosen: apply this change and start again; previewed: the plan with the chosen change and the one that failed,
    None when the card is gone; report_wanted: a text to hand on."""

    fix_chosen = Signal(object)
    previewed = Signal(object)
    report_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Problem, Finding | None] | None = None
        self._remedies: tuple[Remedy, ...] = ()
        self._plan: Deployment | None = None
        self.message = label("", "bad", bold=True, select=True)
        self.evidence = label("", "muted", select=True)
        self.evidence.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.steps = label("", select=True)
        for widget in (self.message, self.evidence, self.steps):
            self.column.addWidget(widget)
        self._choices = QVBoxLayout()
        self.column.addLayout(self._choices)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._preview)
        self.effect = label("", "muted")
        self.column.addWidget(self.effect)
        row = QHBoxLayout()
        self.fix = QPushButton(phrase("failure", "Fix and restart"))
        self.fix.setObjectName("primary")
        self.report = QPushButton(phrase("failure", "Copy a report"))
        self.report.setToolTip(
            phrase("failure", "The last 200 lines, the command and the facts, without tokens and names")
        )
        row.addWidget(self.fix)
        row.addWidget(self.report)
        row.addStretch()
        self.column.addLayout(row)
        self.fix.clicked.connect(self._apply)
        self.report.clicked.connect(self.report_wanted)
        self.hide()

    def show_failure(
        self, problem: Problem | None, finding: Finding | None = None, plan: Deployment | None = None
    ) -> None:
        """plan: the one that failed, to show what a change does to it."""
        if problem is None:
            self._shown = None
            self.hide()
            return
        if self._shown == (problem, finding):
            return
        self._shown = (problem, finding)
        self.report.setText(phrase("failure", "Copy a report"))
        self._remedies, self._plan = problem.remedies, plan
        self.message.setText(f"⚠ {problem.message}")
        self.evidence.setText(finding.line.strip()[:LONGEST_LINE] if finding else "")
        self.evidence.setVisible(finding is not None)
        if finding is None:
            self.steps.setText(problem.fix)
        else:
            # what a button does is not said twice
            said = [step for step in finding.steps if step.rstrip(".") not in {r.label for r in self._remedies}]
            self.steps.setText("\n".join(f"•  {step}" for step in said))
        self.steps.setVisible(bool(self.steps.text()))
        self._offer()
        named = phrase("failure", "The server failed: {problem} {step}")
        self.setAccessibleName(named.format(problem=problem.message, step=problem.fix))
        self.show()

    def _offer(self) -> None:
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._choices.removeWidget(button)
            button.hide()
            button.deleteLater()
        for number, remedy in enumerate(self._remedies):
            button = QRadioButton(remedy.label)
            button.setChecked(number == 0)
            self._group.addButton(button, number)
            self._choices.addWidget(button)
        self.fix.setVisible(bool(self._remedies))
        self._preview(0)

    def _preview(self, number: int) -> None:
        """The window's bars as they would be with this change."""
        changes = dict(self._remedies[number].changes) if 0 <= number < len(self._remedies) else {}
        both = None
        if self._plan is not None and changes:
            both = replace(self._plan, options=replace(self._plan.options, **changes)), self._plan
        self.effect.setText(
            phrase("failure", "The bars show the plan with this change; the outline is the one that failed.")
        )
        self.effect.setVisible(both is not None)
        self.previewed.emit(both)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._preview(self._group.checkedId())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.previewed.emit(None)

    def _apply(self) -> None:
        number = self._group.checkedId()
        if 0 <= number < len(self._remedies):
            self.fix_chosen.emit(self._remedies[number])
