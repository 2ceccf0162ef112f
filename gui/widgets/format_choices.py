# SPDX-License-Identifier: Apache-2.0
"""The chosen model's other formats, and the models it took the place of: what stands behind its one line in the list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from rigwise.core.planning.suggest import Fit
from rigwise.core.units import format_gb
from rigwise.core.words import number, phrase
from rigwise.gui.widgets.choice_card import ChoiceCard, ChoiceRow
from rigwise.gui.widgets.model_table import Row
from rigwise.gui.widgets.parts import label


class FormatChoices(QWidget):
    """picked: the Row of another format."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Row, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(phrase("formats", "Its formats and versions, best for this rig first"), bold=True))
        self.row = ChoiceRow(narrowest=20)
        column.addWidget(self.row)
        self.hide()

    def show_rows(self, rows: Sequence[Row], chosen: str | None) -> None:
        """The rows of one line; nothing where there is only one."""
        if tuple(rows) != self._shown:
            self._shown = tuple(rows)
            self.row.show_cards([self._card(row) for row in rows])
        for card, row in zip(self.row.cards, self._shown, strict=True):
            card.setChecked(row.id == chosen)
        self.setVisible(len(rows) > 1)

    def _card(self, row: Row) -> ChoiceCard:
        card = ChoiceCard(row.id.rpartition("/")[2], _figures(row))
        card.clicked.connect(lambda: self.picked.emit(row))
        return card


def _figures(row: Row) -> str:
    first = phrase("formats", "{format}, {size}: {verdict}").format(
        format=row.format, size=format_gb(row.size), verdict=phrase("fits", (row.fit or Fit.TOO_BIG).value)
    )
    if not row.context:
        return first
    second = phrase("formats", "up to {tokens:,} tokens").format(tokens=row.context)
    if row.tok_s:
        second = phrase("formats", "up to {tokens:,} tokens, {speed} tokens/s").format(
            tokens=row.context, speed=number(row.tok_s, ",.0f")
        )
    return f"{first}\n{second}"
