# SPDX-License-Identifier: Apache-2.0
"""Tables that look and behave alike: whole rows, no grid, Tab leaves them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)
from rigwise.gui import theme
from rigwise.gui.style import CELL_MARGIN


def reads_backwards(text: str) -> bool:
    """A letter of it belongs to a script that is written from right to left."""
    from unicodedata import bidirectional

    return any(bidirectional(letter) in ("R", "AL") for letter in text)


class Upright(QStyledItemDelegate):
    """In a window that reads from right to left, names and numbers keep their own direction: `39.5 GB`, not `GB 39.5`."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        if option.direction == Qt.LayoutDirection.RightToLeft and not reads_backwards(option.text):
            option.displayAlignment = QStyle.visualAlignment(option.direction, option.displayAlignment)
            option.direction = Qt.LayoutDirection.LeftToRight
            option.decorationPosition = QStyleOptionViewItem.Position.Right


class PlainTable(QTableView):
    """name: what a screen reader calls it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(Upright(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setAlternatingRowColors(True)
        self.setIconSize(QSize(theme.scaled(16), theme.scaled(16)))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.9))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(24)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._widths: dict[int, int] = {}
        self._stretched, self._least = -1, 0
        self._spared: Sequence[int] = ()

    def fit_columns(self, longest: Sequence[str]) -> None:
        """Columns as wide as a long text in bold or their head; what is longer is cut, and stands whole in the tool tip."""
        measure = QFontMetrics(theme.sized(self.font(), 1.0, bold=True))
        for column, text in enumerate(longest):
            head = self.horizontalHeader().sectionSizeHint(column)
            self._widths[column] = max(measure.horizontalAdvance(text) + 2 * CELL_MARGIN, head)
            self.setColumnWidth(column, self._widths[column])

    def give_way(self, stretched: int, least: str, spared: Sequence[int]) -> None:
        """Column `stretched` takes what is left, at least the width of `least`; where that is too little, the `spared`
        columns are hidden, the first one first."""
        self.horizontalHeader().setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
        self._stretched, self._spared = stretched, spared
        self._least = self.fontMetrics().horizontalAdvance(least) + 2 * CELL_MARGIN
        self._spare()

    def leave_out(self, column: int) -> None:
        """It is not shown however much room there is."""
        self._widths.pop(column, None)
        self._spared = [one for one in self._spared if one != column]
        self.setColumnHidden(column, True)

    def _spare(self) -> None:
        needed = self._least + sum(width for column, width in self._widths.items() if column != self._stretched)
        for column in self._spared:
            self.setColumnHidden(column, needed > self.viewport().width())
            if self.isColumnHidden(column):
                needed -= self._widths[column]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spare()
        for index in self.selectionModel().selectedRows() if self.selectionModel() else ():
            if 0 <= self.visualRect(index).top() < event.oldSize().height():  # a list that shrinks does not lose it
                self.scrollTo(index)
