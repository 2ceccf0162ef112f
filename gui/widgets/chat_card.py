# SPDX-License-Identifier: Apache-2.0
"""A question to the server, and its answer as it comes, with the time it took."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton
from rigwise.core.launch.chat import FIRST_QUESTION, Answer, ask
from rigwise.core.problems import Problem, RigwiseError
from rigwise.core.words import number, phrase
from rigwise.gui.tasks import Task, TaskRunner
from rigwise.gui.widgets.parts import Card, label


class ChatCard(Card):
    """Asks the server at an address; refused: why there is no answer, None once there is one."""

    refused = Signal(object)

    def __init__(self, runner: TaskRunner) -> None:
        super().__init__()
        self._runner = runner
        self._task: Task | None = None
        self._address: str | None = None
        self._api_key: str | None = None
        self.column.addWidget(label(phrase("chat", "Ask it something"), bold=True))
        line = QHBoxLayout()
        self.question = QLineEdit(FIRST_QUESTION)
        self.question.setAccessibleName(phrase("chat", "Your question"))
        self.send = QPushButton(phrase("chat", "Ask"))
        self.send.setObjectName("primary")
        line.addWidget(self.question, 1)
        line.addWidget(self.send)
        self.column.addLayout(line)
        self.answer = label("", select=True)
        self.answer.setAccessibleName(phrase("chat", "The answer"))
        self.column.addWidget(self.answer)
        self.speed = label("", "muted")
        self.column.addWidget(self.speed)
        self.send.clicked.connect(self.ask_now)
        self.question.returnPressed.connect(self.ask_now)
        self.talk_to(None)

    def talk_to(self, address: str | None, api_key: str | None = None) -> None:
        """Another server, or none: what was said before is gone."""
        if address is not None and address == self._address:
            return
        if self._task is not None:
            self._task.cancel()
        self._task, self._address, self._api_key = None, address, api_key
        self.setVisible(address is not None)
        self.send.setEnabled(True)
        self.answer.setText("")
        self.speed.setText("")

    def ask_now(self) -> None:
        address, question, key = self._address, self.question.text().strip(), self._api_key
        if address is None or not question or not self.send.isEnabled():
            return
        self.answer.setText("")
        self.speed.setText(phrase("chat", "Waiting for the first token …"))
        self.send.setEnabled(False)
        self._task = self._runner.run(
            lambda cancel, report: ask(address, question, cancel, report, api_key=key),
            done=self._answered,
            failed=self._failed,
            progress=lambda piece: self.answer.setText(self.answer.text() + piece),
        )

    def _answered(self, answer: Answer | None) -> None:
        self.send.setEnabled(True)
        if answer is not None:
            self.speed.setText(in_words(answer))
            self.refused.emit(None)

    def _failed(self, error: BaseException) -> None:
        self.send.setEnabled(True)
        self.speed.setText("")
        if not isinstance(error, RigwiseError):
            raise error
        problem: Problem = error.problem
        self.refused.emit(problem)


def in_words(answer: Answer) -> str:
    """How fast it was."""
    first = answer.time_to_first_token
    after = f"{number(first * 1000, ',.0f')} ms" if first < 1 else f"{number(first, '.1f')} s"
    said = (
        phrase("chat", "First token after {after}, then {speed:,.0f} tokens a second; {tokens:,} tokens.")
        if answer.tokens_per_second
        else phrase("chat", "First token after {after}; {tokens:,} tokens.")
    )
    return said.format(after=after, speed=answer.tokens_per_second, tokens=answer.tokens)
