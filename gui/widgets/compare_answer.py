# SPDX-License-Identifier: Apache-2.0
"""What a comparison came to: a chart, a table, and both to take along."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtWidgets import QComboBox, QFileDialog, QHeaderView, QPushButton, QVBoxLayout, QWidget
from rigwise.core.planning.compare import Cell, Comparison, as_csv, as_markdown
from rigwise.core.problems import Problem
from rigwise.core.words import mark, number, phrase
from rigwise.gui.widgets.compare_chart import Bar, CompareChart, Group
from rigwise.gui.widgets.compare_table import CompareTable
from rigwise.gui.widgets.flow import Flow
from rigwise.gui.widgets.parts import label
from rigwise.gui.widgets.tables import PlainTable

FIGURES: dict[str, Callable[[Cell], float | None]] = {
    mark("compare page", "tokens/s for one"): lambda cell: cell.single,
    mark("compare page", "tokens/s in all"): lambda cell: cell.aggregate,
    mark("compare page", "context"): lambda cell: float(cell.choice.option.context) if cell.choice else None,
    mark("compare page", "requests at once"): lambda cell: (
        float(int(cell.choice.option.requests)) if cell.choice else None
    ),
    mark("compare page", "tokens/s per watt"): lambda cell: cell.per_watt,
    mark("compare page", "tokens/s per 1,000 of the price"): lambda cell: cell.per_money,
}


class CompareAnswer(QWidget):
    """failed: the Problem of a file that could not be written."""

    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.comparison: Comparison | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        line = Flow()
        self.figure = QComboBox()
        self.figure.setAccessibleName(phrase("compare page", "Figure of the chart"))
        for figure in FIGURES:
            self.figure.addItem(phrase("compare page", figure), figure)
        self.figure.currentIndexChanged.connect(self._draw)
        line.addWidget(label(phrase("compare page", "Chart"), bold=True, wrap=False))
        line.addWidget(self.figure)
        self.save_csv = QPushButton(phrase("compare page", "Save as CSV …"))
        self.save_markdown = QPushButton(phrase("compare page", "Save as Markdown …"))
        self.save_picture = QPushButton(phrase("compare page", "Save as PNG …"))
        self.copy = QPushButton(phrase("compare page", "Copy table"))
        self.save_csv.clicked.connect(lambda: self._save("csv"))
        self.save_markdown.clicked.connect(lambda: self._save("md"))
        self.save_picture.clicked.connect(lambda: self._save("png"))
        self.copy.clicked.connect(self._copy)
        for button in (self.copy, self.save_csv, self.save_markdown, self.save_picture):
            line.addWidget(button)
        column.addLayout(line)
        self.chart = CompareChart()
        column.addWidget(self.chart)
        self.table = PlainTable(phrase("compare page", "Comparison"))
        self.source = CompareTable()
        self.table.setModel(self.source)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        column.addWidget(self.table)
        self.note = label("", "muted")
        column.addWidget(self.note)

    def show_comparison(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.source.fill(comparison)
        self.note.setText(_what_speeds_are(comparison))
        header, bar = self.table.horizontalHeader(), self.table.horizontalScrollBar()
        lines = self.source.rowCount() * self.table.verticalHeader().defaultSectionSize()
        self.table.setFixedHeight(lines + header.sizeHint().height() + bar.sizeHint().height() + 12)
        self._draw()

    def _draw(self, *_: object) -> None:
        if self.comparison is None:
            return
        figure: str = self.figure.currentData()
        groups = tuple(
            Group(model, tuple(self._bar(cell, figure) for cell in self.comparison.of(model)))
            for model in self.comparison.models
        )
        self.chart.show_groups(self.figure.currentText(), groups)

    @staticmethod
    def _bar(cell: Cell, figure: str) -> Bar:
        value = FIGURES[figure](cell)
        speed = cell.choice.speed if cell.choice else None
        low = high = None
        words: str
        if figure == "tokens/s for one" and speed and value and speed.running == 1:
            low, high = speed.decode_tok_s.low, speed.decode_tok_s.high
        if cell.choice is None:
            words = phrase("compare page", "does not fit")
            if cell.change:
                words = phrase("compare page", "does not fit – {change}").format(change=cell.change.words)
        elif value is None:
            words = (
                phrase("compare page", "enter a price") if "price" in figure else phrase("compare page", "not known")
            )
        else:
            words = number(value, ",.0f") if value >= 100 else number(value, ".3g")
        return Bar(cell.offer.title, value, words, low, high, cell.served)

    def picture(self) -> QPixmap:
        """The chart and the table as one picture."""
        from PySide6.QtGui import QColor, QPainter
        from rigwise.gui import theme

        shown = self.table.size()
        self.table.resize(self.table.horizontalHeader().length() + 24, shown.height())  # every column
        pieces = [self.chart.grab(), self.table.grab()]
        self.table.resize(shown)
        ratio = pieces[0].devicePixelRatio()
        width = max(piece.width() for piece in pieces)
        drawn = QPixmap(width + round(32 * ratio), sum(piece.height() for piece in pieces) + round(48 * ratio))
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(QColor(theme.colours().window))
        painter = QPainter(drawn)
        top = 16.0
        for piece in pieces:
            painter.drawPixmap(16, round(top), piece)
            top += piece.height() / ratio + 16
        painter.end()
        return drawn

    def _copy(self) -> None:
        if self.comparison is not None:
            QGuiApplication.clipboard().setText(as_markdown(self.comparison))

    def _save(self, form: str) -> None:
        if self.comparison is None:
            return
        name, _ = QFileDialog.getSaveFileName(
            self, phrase("compare page", "Save the comparison"), f"rigs.{form}", f"*.{form}"
        )
        if name:
            self.save(Path(name), form)

    def save(self, path: Path, form: str) -> None:
        """Write the comparison as "csv", "md" or "png"; what goes wrong is told by `failed`."""
        assert self.comparison is not None
        try:
            if form == "png":
                if not self.picture().save(str(path), "PNG"):
                    raise OSError(0, phrase("compare page", "the picture was not taken"))
            else:
                path.write_text(as_csv(self.comparison) if form == "csv" else as_markdown(self.comparison), "utf-8")
        except OSError as error:
            said = phrase("compare page", "{file} cannot be written: {reason}.").format(
                file=path, reason=error.strerror
            )
            self.failed.emit(Problem("file-unwritable", said, phrase("compare page", "Choose another place.")))


def _what_speeds_are(comparison: Comparison) -> str:
    """Which figures were measured, and how to read the chart."""
    speeds = [cell.choice.speed for cell in comparison.cells if cell.choice and cell.choice.speed]
    known = sum(bool(speed.measured) for speed in speeds)
    if not known:
        said = phrase("compare page", "Speeds are likely values of a model, not measurements.")
    elif known < len(speeds):
        said = phrase(
            "compare page",
            "Speeds are likely values of a model, except where the table says that they were measured on this machine.",
        )
    else:
        said = phrase("compare page", "Speeds follow from what was measured on this machine.")
    reading = phrase(
        "compare page",
        "The line across a bar is the range. A hatched bar falls short of the context asked for. Watts are at the wall with "
        "the cards at their limit.",
    )
    return f"{said} {reading}"
