# SPDX-License-Identifier: Apache-2.0
"""What every flat table model has in common: so many rows under so many heads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from rigwise.core.words import phrase

Index = QModelIndex | QPersistentModelIndex
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)  # of a number in its column


class RowsModel(QAbstractTableModel):
    """A subclass says what `heads` there are, in which `context` they are translated, and what its `rows` are; `data` is
    its own. numbers: the columns whose heads stand at the right, as what is below them."""

    context = ""
    numbers: Sequence[int] = ()

    @property
    def heads(self) -> Sequence[str]:
        raise NotImplementedError

    def count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else self.count()

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return phrase(self.context, self.heads[section])
        if role == Qt.ItemDataRole.TextAlignmentRole and section in self.numbers:
            return RIGHT
        return None

    def all_changed(self) -> None:
        """Every cell is drawn anew; rows and order are the same."""
        if self.count():
            self.dataChanged.emit(self.index(0, 0), self.index(self.count() - 1, len(self.heads) - 1))
