# SPDX-License-Identifier: Apache-2.0
"""A comparison as a table model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from rigwise.core.planning.compare import COLUMNS, SAID, Comparison, rows, text_of
from rigwise.core.words import phrase
from rigwise.gui.widgets.parts import tip
from rigwise.gui.widgets.rows_model import RIGHT, Index, RowsModel


class CompareTable(RowsModel):
    """The comparison's rows; columns without a value are left out."""

    context = "comparison"

    def __init__(self) -> None:
        super().__init__()
        self.table: list[dict[str, Any]] = []
        self.columns: list[str] = []

    def fill(self, comparison: Comparison) -> None:
        self.beginResetModel()
        self.table = rows(comparison)
        self.columns = [column for column in COLUMNS if any(row[column] is not None for row in self.table)]
        self.endResetModel()

    @property
    def heads(self) -> Sequence[str]:
        return self.columns

    def count(self) -> int:
        return len(self.table)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        value = self.table[index.row()][self.columns[index.column()]]
        if value in SAID:
            value = phrase("comparison", value)
        number = isinstance(value, int | float)
        if role == Qt.ItemDataRole.DisplayRole:
            return text_of(value)
        if role == Qt.ItemDataRole.TextAlignmentRole and number:
            return RIGHT
        if role == Qt.ItemDataRole.ToolTipRole and not number:
            return tip(str(value))
        return None
