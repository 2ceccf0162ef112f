# SPDX-License-Identifier: Apache-2.0
"""A comparison as a table model."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from rigwise.core.planning.compare import COLUMNS, Comparison, rows, text_of

Index = QModelIndex | QPersistentModelIndex


class CompareTable(QAbstractTableModel):
    """The comparison's rows; columns without a value are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.table: list[dict[str, Any]] = []
        self.columns: list[str] = []

    def fill(self, comparison: Comparison) -> None:
        self.beginResetModel()
        self.table = rows(comparison)
        self.columns = [column for column in COLUMNS if any(row[column] is not None for row in self.table)]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self.table)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.columns[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        value = self.table[index.row()][self.columns[index.column()]]
        number = isinstance(value, int | float)
        if role == Qt.ItemDataRole.DisplayRole:
            return text_of(value)
        if role == Qt.ItemDataRole.TextAlignmentRole and number:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole and not number:
            return value
        return None
