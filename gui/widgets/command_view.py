# SPDX-License-Identifier: Apache-2.0
"""A command to read and to copy; lines that changed since it was shown last are marked."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFontDatabase, QGuiApplication, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QTextEdit, QVBoxLayout, QWidget
from rigwise.core.words import phrase
from rigwise.gui import theme
from rigwise.gui.widgets.parts import label


class CommandView(QWidget):
    """As high as the command is long."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        head = QHBoxLayout()
        head.addWidget(label(phrase("command", "The command"), bold=True))
        head.addStretch()
        self.copy = QPushButton(phrase("command", "Copy"))
        self.copy.setAccessibleName(phrase("command", "Copy the command"))
        head.addWidget(self.copy)
        column.addLayout(head)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(phrase("command", "The docker run command"))
        column.addWidget(self.text)
        self.copy.clicked.connect(self._copy)

    def toPlainText(self) -> str:
        return self.text.toPlainText()

    def show_command(self, text: str) -> None:
        before = self.text.toPlainText()
        if text == before:
            return
        self.copy.setText(phrase("command", "Copy"))
        self.text.setPlainText(text)
        lines = text.count("\n") + 2
        self.text.setFixedHeight(lines * self.text.fontMetrics().lineSpacing() + 16)
        self._mark(set(text.splitlines()) - set(before.splitlines()) if before else set())

    def _mark(self, fresh: set[str]) -> None:
        marks = []
        for number, line in enumerate(self.text.toPlainText().splitlines()):
            if line in fresh:
                mark = QTextEdit.ExtraSelection()
                form = QTextCharFormat()
                colour = QColor(theme.colours().accent)
                colour.setAlphaF(0.18)
                form.setBackground(colour)
                form.setProperty(QTextFormat.Property.FullWidthSelection, True)
                mark.format = form
                cursor = QTextCursor(self.text.document().findBlockByNumber(number))
                mark.cursor = cursor
                marks.append(mark)
        self.text.setExtraSelections(marks)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copy.setText(phrase("command", "Copied"))
