# SPDX-License-Identifier: Apache-2.0
"""All GPUs' bars with one legend, and the line that explains the segment in focus or under the pointer."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QStackedLayout, QVBoxLayout, QWidget
from rigwise.core.hardware.rig import Rig
from rigwise.core.memory.deployment import Deployment
from rigwise.core.memory.result import Estimate
from rigwise.gui.widgets import bar_access
from rigwise.gui.widgets.bar_painting import Legend
from rigwise.gui.widgets.bar_words import Row, as_text, rows
from rigwise.gui.widgets.parts import label
from rigwise.gui.widgets.vram_bar import VramBar

MOST_IN_A_COLUMN = 2
NARROWEST_COLUMN = 300  # pixels: below it, the bars stand in one column however many there are


class Bars(QWidget):
    """One VramBar a GPU, the plan's in rank order first. asked: (rank, kind) of a segment whose sum is wanted."""

    asked = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        bar_access.install()
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(4)
        column.addLayout(self._grid)
        self.bars: list[VramBar] = []
        self.shown: tuple[Row, ...] = ()
        self._columns = 0
        self.legend = Legend()
        self.detail = label("", "muted")
        foot = QWidget()
        self._foot = QStackedLayout(foot)  # one place for both: nothing moves when a segment is looked at
        self._foot.addWidget(self.legend)
        self._foot.addWidget(self.detail)
        column.addWidget(foot)

    def _tell(self, text: str) -> None:
        self.detail.setText(text)
        self._foot.setCurrentWidget(self.detail if text else self.legend)

    def _asked(self, bar: VramBar, kind: str) -> None:
        if bar.row is not None and bar.row.rank is not None:
            self.asked.emit(bar.row.rank, kind)

    def show_plan(
        self,
        usable: Rig | None,
        plan: Deployment | None,
        result: Estimate | None,
        against: Estimate | None = None,
    ) -> None:
        """against: what is drawn as an outline until something else is shown."""
        self.shown = rows(usable, plan, result)
        while len(self.bars) < len(self.shown):
            bar = VramBar(self)
            bar.told.connect(self._tell)
            bar.asked.connect(lambda kind, bar=bar: self._asked(bar, kind))
            self.bars.append(bar)
            self._columns = 0
        for position, bar in enumerate(self.bars):
            bar.setVisible(position < len(self.shown))
            if position < len(self.shown):
                bar.show_row(self.shown[position])
                rank = self.shown[position].rank
                held = against.per_gpu[rank] if against and rank is not None and rank < len(against.per_gpu) else None
                bar.hold(held)
        self._arrange()

    def as_text(self) -> str:
        return as_text(self.shown)

    def _arrange(self) -> None:
        many = len(self.shown) > MOST_IN_A_COLUMN
        columns = 2 if many and self.width() >= 2 * NARROWEST_COLUMN else 1
        if columns == self._columns:
            return
        self._columns = columns
        for position, bar in enumerate(self.bars):
            self._grid.addWidget(bar, position // columns, position % columns)
        self._grid.setColumnStretch(1, 1 if columns == 2 else 0)
        self._grid.setColumnStretch(0, 1)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """Of all rows and the legend."""
        shown = [bar for bar in self.bars if not bar.isHidden()]
        rows = -(-len(shown) // max(self._columns, 1))
        each = shown[0].sizeHint().height() + self._grid.verticalSpacing() if shown else 0
        return rows * each + self.legend.heightForWidth(width) + self._column.spacing() + 2

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
