# SPDX-License-Identifier: Apache-2.0
"""Rigs side by side, before the money is spent."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from rigwise.core.planning.compare import Comparison, compare
from rigwise.core.problems import Problem, RigwiseError
from rigwise.core.words import phrase
from rigwise.gui.controller import Controller
from rigwise.gui.tasks import Task
from rigwise.gui.widgets.compare_answer import CompareAnswer
from rigwise.gui.widgets.compare_question import CompareQuestion
from rigwise.gui.widgets.parts import Page, Problems, label


class ComparePage(Page):
    """Up to six rigs against up to four models; every change compares anew, off the UI thread."""

    def __init__(self, controller: Controller) -> None:
        super().__init__(
            phrase("compare page", "Compare rigs"),
            phrase(
                "compare page",
                "What would each serve, how fast, at what power and price? Nothing here is bought or started.",
            ),
        )
        self._controller = controller
        self._comparing: Task | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._compare)
        self.question = CompareQuestion(controller)
        self.problems = Problems(lambda remedy: None)
        self.waiting = label(phrase("compare page", "Comparing …"), "muted")
        self.waiting.hide()
        self.answer = CompareAnswer()
        for widget in (self.question, self.problems, self.waiting, self.answer):
            self.column.addWidget(widget)
        self.column.addStretch()
        self.question.changed.connect(self._timer.start)  # once a turn of the event loop, however many controls changed
        self.answer.failed.connect(lambda problem: self.problems.show_problems([problem]))
        self._timer.start()

    @property
    def comparison(self) -> Comparison | None:
        return self.answer.comparison

    def _compare(self) -> None:
        if self._comparing is not None:
            self._comparing.cancel()
        try:
            offers = self.question.offers()
        except RigwiseError as error:
            self._comparing = None
            self.waiting.hide()
            self.problems.show_problems([error.problem])
            return
        self.problems.show_problems([])
        self.waiting.show()
        checkpoints, wish = self.question.checkpoints(), self.question.wish()
        self._comparing = self._controller.runner.run(
            lambda cancel, report: compare(offers, checkpoints, wish, stopped=cancel.is_set),
            done=self._show,
            failed=self._failed,
        )

    def _show(self, comparison: Comparison) -> None:
        self._comparing = None
        self.waiting.hide()
        self.answer.show_comparison(comparison)

    def _failed(self, error: BaseException) -> None:
        self._comparing = None
        self.waiting.hide()
        problem = Problem(
            "comparison",
            phrase("compare page", "The rigs could not be compared: {error}.").format(error=error),
            phrase("compare page", "Change a rig or a model."),
        )
        self.problems.show_problems([error.problem if isinstance(error, RigwiseError) else problem])
