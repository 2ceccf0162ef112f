# SPDX-License-Identifier: Apache-2.0
"""The sum behind a segment of the bar, line by line, to check with a pocket calculator."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from rigwise.core.memory.sums import GpuSums, Line
from rigwise.core.units import GIB, MIB, format_gib
from rigwise.gui.widgets.bar_words import MEANINGS, NAMES
from rigwise.gui.widgets.parts import label

HEADS = ("Part", "Sum", "Size", "Why")


def lines_of(found: GpuSums, kind: str) -> tuple[tuple[Line, ...], str]:
    """The lines behind a segment, and a sentence on top of them."""
    if kind == "weights":
        return found.weights, f"Layers {found.layers[0]} to {found.layers[1] - 1} of the model live on this GPU."
    if kind == "overhead":
        return found.overhead, "Part of this is a range: it depends on kernels, driver and what is asked at the moment."
    if kind in ("kv", "spare"):
        return found.kv_cache, found.request
    return found.budget, "How vLLM comes from the card's memory to what is left for its KV cache."


def size_text(line: Line) -> str:
    """`1.13 GiB`, `45.0 MiB`, or the range where there is one."""
    unit, name = (GIB, "GiB") if abs(line.bytes) >= GIB // 10 else (MIB, "MiB")
    if line.low == line.high:
        return f"{line.bytes / unit:,.2f} {name}"
    return f"{line.bytes / unit:,.2f} {name} ({line.low / unit:,.2f} to {line.high / unit:,.2f})"


class SumView(QDialog):
    """Closes with Escape; Copy takes the whole sum as text."""

    def __init__(self, title: str, kind: str, found: GpuSums, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        lines, sentence = lines_of(found, kind)
        meaning = MEANINGS[kind]
        self.setWindowTitle(f"{title}: {NAMES[kind]}")
        self.resize(1040, 520)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(f"{NAMES[kind]} on {title}", size=1.35, bold=True))
        column.addWidget(label(f"{meaning[:1].upper()}{meaning[1:]}. {sentence}", "muted"))
        self.table = QTableWidget(len(lines) + 1, len(HEADS))
        self.table.setAccessibleName(f"The sum of {NAMES[kind]}")
        self.table.setHorizontalHeaderLabels(list(HEADS))
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setWordWrap(True)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self._fill(lines)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.table.resizeRowsToContents()
        column.addWidget(self.table)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton("Copy as text", QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self._copy)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def _fill(self, lines: Iterable[Line]) -> None:
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        total = 0
        number = 0
        for number, line in enumerate(lines, start=1):
            for place, text in enumerate((line.name, line.arithmetic, size_text(line), line.why)):
                item = QTableWidgetItem(text)
                if place == 1:
                    item.setFont(fixed)
                if place == 2:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                item.setToolTip(f"{line.bytes:,} bytes" if place == 2 else "")
                self.table.setItem(number - 1, place, item)
            total += line.bytes
        for place, text in enumerate(("Together", "", format_gib(total, 2), f"{total:,} bytes")):
            item = QTableWidgetItem(text)
            font = item.font()
            font.setBold(True)
            item.setFont(font)
            if place == 2:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.table.setItem(number, place, item)

    def as_text(self) -> str:
        """Tab-separated, as a spreadsheet takes it."""
        cells = [[self.table.item(row, place) for place in range(len(HEADS))] for row in range(self.table.rowCount())]
        return "\n".join("\t".join(item.text() if item else "" for item in row) for row in cells)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.as_text())
