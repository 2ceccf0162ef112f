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
from rigwise.core.words import mark, number, phrase
from rigwise.gui.widgets.bar_words import meaning_of, name_of
from rigwise.gui.widgets.parts import label

HEADS = (mark("sums", "Part"), mark("sums", "Sum"), mark("sums", "Size"), mark("sums", "Why"))
SIZE = 2
NEAR, FAR = (side | Qt.AlignmentFlag.AlignVCenter for side in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight))


def lines_of(found: GpuSums, kind: str) -> tuple[tuple[Line, ...], str]:
    """The lines behind a segment, and a sentence on top of them."""
    if kind == "weights":
        layers = phrase("sums", "Layers {first} to {last} of the model live on this GPU.")
        return found.weights, layers.format(first=found.layers[0], last=found.layers[1] - 1)
    if kind == "overhead":
        ranges = phrase(
            "sums", "Part of this is a range: it depends on kernels, driver and what is asked at the moment."
        )
        return found.overhead, ranges
    if kind in ("kv", "spare"):
        return found.kv_cache, found.request
    return found.budget, phrase("sums", "How vLLM comes from the card's memory to what is left for its KV cache.")


def size_text(line: Line) -> str:
    """`1.13 GiB`, `45.0 MiB`, or the range where there is one."""
    unit, name = (GIB, "GiB") if abs(line.bytes) >= GIB // 10 else (MIB, "MiB")
    if line.low == line.high:
        return f"{number(line.bytes / unit, ',.2f')} {name}"
    return phrase("sums", "{likely:,.2f} {unit} ({low:,.2f} to {high:,.2f})").format(
        likely=line.bytes / unit, unit=name, low=line.low / unit, high=line.high / unit
    )


def _bytes(count: int) -> str:
    return phrase("sums", "{count:,} bytes").format(count=count)


class SumView(QDialog):
    """Closes with Escape; Copy takes the whole sum as text."""

    def __init__(self, title: str, kind: str, found: GpuSums, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        lines, sentence = lines_of(found, kind)
        meaning = meaning_of(kind)
        self.setWindowTitle(f"{title}: {name_of(kind)}")
        self.resize(1040, 520)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(
            label(phrase("sums", "{part} on {card}").format(part=name_of(kind), card=title), size=1.35, bold=True)
        )
        column.addWidget(label(f"{meaning[:1].upper()}{meaning[1:]}. {sentence}", "muted"))
        self.table = QTableWidget(len(lines) + 1, len(HEADS))
        self.table.setObjectName("sum")  # its words wrap, which a cell's padding is not counted in
        self.table.setAccessibleName(phrase("sums", "The sum of {part}").format(part=name_of(kind)))
        for place, text in enumerate(HEADS):
            head = QTableWidgetItem(phrase("sums", text))
            head.setTextAlignment(FAR if place == SIZE else NEAR)
            self.table.setHorizontalHeaderItem(place, head)
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
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        column.addWidget(self.table)
        buttons = QDialogButtonBox()
        buttons.addButton(phrase("window", "Close"), QDialogButtonBox.ButtonRole.RejectRole)
        copy = buttons.addButton(phrase("sums", "Copy as text"), QDialogButtonBox.ButtonRole.ActionRole)
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
                if place == SIZE:
                    item.setTextAlignment(FAR)
                item.setToolTip(_bytes(line.bytes) if place == SIZE else "")
                self.table.setItem(number - 1, place, item)
            total += line.bytes
        for place, text in enumerate((phrase("sums", "Together"), "", format_gib(total, 2), _bytes(total))):
            item = QTableWidgetItem(text)
            font = item.font()
            font.setBold(True)
            item.setFont(font)
            if place == SIZE:
                item.setTextAlignment(FAR)
            self.table.setItem(number, place, item)

    def as_text(self) -> str:
        """Tab-separated, as a spreadsheet takes it."""
        cells = [[self.table.item(row, place) for place in range(len(HEADS))] for row in range(self.table.rowCount())]
        return "\n".join("\t".join(item.text() if item else "" for item in row) for row in cells)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.as_text())
