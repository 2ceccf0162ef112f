# SPDX-License-Identifier: Apache-2.0
"""A log with a search: how many lines have the words, and the last of them in view; Return goes further up."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget
from rigwise.core.words import phrase
from rigwise.gui.widgets.log_view import LogView
from rigwise.gui.widgets.parts import label


class LogPanel(QWidget):
    """view: the log itself."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        self.search = QLineEdit()
        self.search.setPlaceholderText(phrase("log", "Search the log"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(phrase("log", "Search the log"))
        self.found = label("", "muted", wrap=False)
        self.up = QPushButton(phrase("log", "Further up"))
        row.addWidget(self.search, 1)
        row.addWidget(self.found)
        row.addWidget(self.up)
        column.addLayout(row)
        self.view = LogView()
        self.view.setMinimumHeight(220)
        column.addWidget(self.view, 1)
        self.search.textChanged.connect(self._searched)
        self.search.returnPressed.connect(self._further_up)
        self.up.clicked.connect(self._further_up)
        self._searched("")

    def clear(self) -> None:
        self.view.clear()
        self._searched(self.search.text())

    def _searched(self, words: str) -> None:
        self.up.setEnabled(bool(words))
        if not words:
            self.found.setText("")
            return
        count = sum(words.lower() in line.lower() for line in self.view.kept)
        found = phrase("log", "{count:,} line") if count == 1 else phrase("log", "{count:,} lines")
        self.found.setText(found.format(count=count))
        cursor = self.view.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        self.view.setTextCursor(cursor)
        self._further_up()

    def _further_up(self) -> None:
        words = self.search.text()
        if words and not self.view.find(words, QTextDocument.FindFlag.FindBackward):
            cursor = self.view.textCursor()
            cursor.movePosition(QTextCursor.MoveOperation.End)
            self.view.setTextCursor(cursor)
            self.view.find(words, QTextDocument.FindFlag.FindBackward)
