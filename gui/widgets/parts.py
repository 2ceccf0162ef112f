# SPDX-License-Identifier: Apache-2.0
"""Small pieces that several pages are made of: cards, headings, problems with their remedies."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget
from rigwise.core.problems import Problem, Remedy
from rigwise.core.words import phrase
from rigwise.gui import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractSpinBox

PLAIN = 0  # Qt.TextFormat.PlainText: naming it loads all of Qt's enumerations, a tenth of the time that a window takes
_COMMAND = re.compile(r"`([^`]+)`")  # as Problems and Checks write them


def label(
    text: str = "", role: str = "", *, size: float = 1.0, bold: bool = False, wrap: bool = True, select: bool = False
) -> QLabel:
    """A text, shown as it is written: a server's answer or a stranger's name is no HTML. role: "muted", "good", "warn",
    "bad", "badge" or none; select: can be marked and copied."""
    made = QLabel(text)
    made.setProperty("textFormat", PLAIN)
    made.setObjectName(role)
    made.setWordWrap(wrap)
    if select:
        from PySide6.QtCore import Qt

        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if size != 1.0 or bold:
        made.setFont(theme.sized(made.font(), size, bold=bold))
    return made


def commands_in(text: str) -> list[str]:
    """What a sentence says to type, between backticks."""
    return _COMMAND.findall(text)


def prose(text: str, role: str = "") -> QLabel:
    """A sentence that may name commands between backticks: they stand in the letters of a terminal."""
    made = label("", role, select=True)
    say(made, text)
    return made


def say(place: QLabel, text: str) -> None:
    """`text` with its commands, as `prose` shows it."""
    from PySide6.QtCore import Qt

    if commands_in(text):
        place.setTextFormat(Qt.TextFormat.RichText)
        place.setAccessibleName(text)
        place.setText(_COMMAND.sub(r"<code>\1</code>", _escaped(text)))
    else:
        place.setTextFormat(Qt.TextFormat.PlainText)
        place.setText(text)


def tip(text: str) -> str:
    """Text for a tool tip, shown as it is written and broken into lines: what Qt takes for HTML is a stranger's name."""
    return f"<qt>{_escaped(text).replace(chr(10), '<br>')}</qt>" if text else ""


def _escaped(text: str) -> str:
    """Outside of attributes these three are enough; Python's own html brings the names of 2,231 characters, half a megabyte."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def set_role(widget: QWidget, role: str) -> None:
    """Another role: the style sheet is asked again."""
    if widget.objectName() != role:
        widget.setObjectName(role)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def announce(widget: QWidget, text: str) -> None:
    """Say it to those who listen rather than look, when they come to a pause."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def indent(*boxes: QAbstractSpinBox) -> None:
    """The number does not touch the box's edge; a style sheet's padding does not reach it."""
    for box in boxes:
        box.lineEdit().setTextMargins(6, 0, 0, 0)


class Card(QFrame):
    """A raised box with a column in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(18, 14, 18, 16)
        self.column.setSpacing(8)


class Page(QScrollArea):
    """A page that scrolls when the window is small: a title, a sentence, and a column for the rest."""

    def __init__(self, title: str, sentence: str) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.horizontalScrollBar().setObjectName("none")  # pages scroll down, never across
        body = QWidget()
        body.setObjectName("page")
        self.column = QVBoxLayout(body)
        self.column.setContentsMargins(28, 22, 28, 22)
        self.column.setSpacing(14)
        self.heading = label(title, "title", size=1.7, bold=True)
        self.column.addWidget(self.heading)
        self.sentence = label(sentence, "muted")
        self.column.addWidget(self.sentence)
        self.setWidget(body)
        self.setAccessibleName(title)


class Problems(QWidget):
    """What is wrong, each with its next step and the buttons that cure it."""

    def __init__(self, apply: Callable[[Remedy], None]) -> None:
        super().__init__()
        self._apply = apply
        self._shown: tuple[Problem, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self.hide()

    def show_problems(self, problems: Iterable[Problem]) -> None:
        found = tuple(problems)
        if found == self._shown:
            return
        self._shown = found
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for problem in found:
            self._column.addWidget(self._box(problem))
        self.setVisible(bool(found))

    def _box(self, problem: Problem) -> QWidget:
        box = Card()
        box.column.addWidget(
            label(f"⚠ {problem.message}", "bad" if problem.blocking else "warn", bold=True, select=True)
        )
        box.column.addWidget(prose(problem.fix))
        actions = [(remedy.label, partial(self._apply, remedy)) for remedy in problem.remedies]
        commands = commands_in(problem.fix)
        if commands:
            actions.append((phrase("preflight", "Copy the command"), partial(_copy, "\n".join(commands))))
        if actions:
            from rigwise.gui.widgets.flow import Flow

            row = Flow()
            for text, act in actions:
                button = QPushButton(text)
                button.setAccessibleDescription(problem.message)
                button.clicked.connect(lambda _=False, act=act: act())
                row.addWidget(button)
            box.column.addLayout(row)
        named = phrase("problems", "Problem: {problem} {step}").format(problem=problem.message, step=problem.fix)
        box.setAccessibleName(named)
        return box


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
