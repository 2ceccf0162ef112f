# SPDX-License-Identifier: Apache-2.0
"""The ways to run one model: its repositories by format, with what is known of each and which one is recommended."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from rigwise.core.planning.ways import UNSERVED, Way
from rigwise.core.words import phrase
from rigwise.gui.widgets.parts import label
from rigwise.gui.widgets.tables import PlainTable
from rigwise.gui.widgets.ways_table import WaysTable

MOST_ROWS = 8


class WaysPanel(QWidget):
    """picked: a person selected this Way. Hidden until there is something to say."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.source = WaysTable()
        self.status = label("", "muted")
        self.table = PlainTable(phrase("model page", "Ways to run this model, by format"))
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.table.setModel(self.source)
        verdict, kernel = phrase("model page", "not for vLLM"), phrase("model page", "weight-only")
        quality = phrase("quality", "as its publisher made it")
        self.table.fit_columns(
            (verdict, "GPTQ 4-bit", "★ casperhansen/llama-3.3-70b-awq", "16.0", "141.1 GB", "131,072", kernel, quality,
             "10,000,000", "apache-2.0")
        )  # fmt: skip
        self.table.give_way(2, "★ casperhansen/llama-3.3-70b-awq", (9, 8, 3, 6))
        self.why = label("", select=True)
        for widget in (
            label(phrase("model page", "Ways to run it"), bold=True, size=1.15),
            self.status,
            self.table,
            self.why,
        ):
            column.addWidget(widget)
        self._filling = False
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.hide()

    def looking(self) -> None:
        """The Hub is being asked."""
        self.status.setText(phrase("model page", "Looking for other formats of it …"))
        self.show()

    def tell(self, text: str) -> None:
        self.status.setText(text)

    def show_ways(self, ways: tuple[Way, ...], chosen: str | None) -> None:
        """chosen: the id of the present model."""
        self._filling = True
        self.source.fill(ways)
        at = next((n for n, way in enumerate(ways) if way.id == chosen), None)
        if at is not None:
            self.table.selectRow(at)
        self._filling = False
        self.table.setVisible(bool(ways))
        rows = min(MOST_ROWS, len(ways))
        self.table.setFixedHeight(self.table.verticalHeader().defaultSectionSize() * (rows + 1) + 26)
        best = next((way for way in ways if way.recommended), None)
        self.why.setText(f"★ {best.id}: {best.why}" if best else phrase("model page", "Nothing of it fits this rig."))
        self.why.setVisible(bool(ways))

    def told_all(self, ways: tuple[Way, ...]) -> None:
        """Every repository that is read by itself was read."""
        unread = sum(way.fit is None and way.problem is None and way.group != UNSERVED for way in ways)
        said = (
            phrase("model page", "{count} repositories hold this model. Select one to read it ({unread} unread).")
            if unread
            else phrase("model page", "{count} repositories hold this model.")
        )
        self.tell(said.format(count=len(ways), unread=unread))

    def _selected(self) -> None:
        rows = self.table.selectionModel().selectedRows()
        if rows and not self._filling:
            self.picked.emit(self.source.ways[rows[0].row()])
