# SPDX-License-Identifier: Apache-2.0
"""Tables that look and behave alike: whole rows, no grid, Tab leaves them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QTableView
from rigwise.gui import theme

CELL_MARGIN = 6  # pixels on both sides of a cell's text


def plain_table(name: str) -> QTableView:
    """name: what a screen reader calls it."""
    table = QTableView()
    table.setAccessibleName(name)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setAlternatingRowColors(True)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(round(table.fontMetrics().height() * 1.9))
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setMinimumSectionSize(24)
    return table


def fit_columns(table: QTableView, longest: Sequence[str]) -> None:
    """Columns as wide as a long text in bold, and as their head; what is longer is cut, and stands whole in the tool tip."""
    measure = QFontMetrics(theme.sized(table.font(), 1.0, bold=True))
    header = table.horizontalHeader()
    for column, text in enumerate(longest):
        head = header.fontMetrics().horizontalAdvance(table.model().headerData(column, Qt.Orientation.Horizontal))
        table.setColumnWidth(column, max(measure.horizontalAdvance(text), head) + 2 * CELL_MARGIN)
