# SPDX-License-Identifier: Apache-2.0
"""The server's log: a ring of lines that follows the end unless the person scrolled up."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from rigwise.core.words import phrase

MOST_LINES = 5000
PAINT_MS = 100  # however fast lines come, the screen is written this often
MOST_A_PAINT = 150  # more than a screen shows between two paints


class LogView(QPlainTextEdit):
    """Lines wait in a deque; a timer writes the newest of them in one go."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setMaximumBlockCount(MOST_LINES)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.setAccessibleName(phrase("log", "Log of the server"))
        self.kept: deque[str] = deque(maxlen=MOST_LINES)
        self._unpainted: deque[str] = deque(maxlen=MOST_A_PAINT)
        self._skipped = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAINT_MS)
        self._timer.timeout.connect(self._paint)

    def add(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.kept.append(line)
            if len(self._unpainted) == MOST_A_PAINT:
                self._skipped += 1
            self._unpainted.append(line)
        if not self._timer.isActive():
            self._timer.start()

    def clear(self) -> None:
        super().clear()
        self.kept.clear()
        self._unpainted.clear()
        self._skipped = 0

    def _paint(self) -> None:
        if not self._unpainted:
            return
        bar = self.verticalScrollBar()
        at_end = bar.value() >= bar.maximum() - 2
        text = "\n".join(self._unpainted)
        if self._skipped:
            skipped = phrase("log", "{count:,} lines went by too fast to show; they are in `docker logs`")
            text = f"… {skipped.format(count=self._skipped)} …\n{text}"
        self._unpainted.clear()
        self._skipped = 0
        self.appendPlainText(text)
        if at_end:
            bar.setValue(bar.maximum())
