# SPDX-License-Identifier: Apache-2.0
"""A button that looks like a card: a title, and a line or two of what it stands for; of several, one is chosen."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget
from rigwise.gui.widgets.card_button import CardButton
from rigwise.gui.widgets.parts import label


class ChoiceCard(CardButton):
    """Read out as its title with the line as description."""

    def __init__(self, title: str = "", note: str = "") -> None:
        super().__init__("choice")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 9)
        column.setSpacing(2)
        self.title, self.note = label("", bold=True), label("", "muted", size=0.92)
        column.addWidget(self.title)
        column.addWidget(self.note)
        column.addStretch()
        self.say(title, note)

    def say(self, title: str, note: str) -> None:
        self.title.setText(title)
        self.note.setText(note)
        self.setAccessibleName(title)
        self.setAccessibleDescription(note.replace("\n", ", "))
        self.updateGeometry()


class ChoiceRow(QWidget):
    """Choice cards of equal width, in as many columns as there is room for."""

    def __init__(self, narrowest: int = 13) -> None:
        """narrowest: average letters that a card must hold."""
        super().__init__()
        self._narrowest = narrowest
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self.cards: list[ChoiceCard] = []
        self._columns = 0

    def show_cards(self, cards: list[ChoiceCard]) -> None:
        """These instead of those before."""
        for card in self.cards:
            if card not in cards:
                card.hide()
                card.deleteLater()
        self.cards, self._columns = cards, 0
        self._arrange()

    def _arrange(self) -> None:
        wide = self.fontMetrics().averageCharWidth() * self._narrowest + 24
        most = max(1, (self.width() + 8) // (wide + 8))
        count = len(self.cards)
        columns = count if count <= most else -(-count // -(-count // most))  # rows as even as can be
        if columns == self._columns or not count:
            return
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        for position, card in enumerate(self.cards):
            self._grid.addWidget(card, position // columns, position % columns)
            card.show()
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    def minimumSizeHint(self) -> QSize:
        """One card wide: more are put below one another."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self.fontMetrics().averageCharWidth() * self._narrowest + 24), hint.height())

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._arrange()
