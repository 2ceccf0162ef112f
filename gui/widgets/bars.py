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
from rigwise.gui.widgets.bar_words import Row, alike, as_text, rows
from rigwise.gui.widgets.parts import label
from rigwise.gui.widgets.vram_bar import VramBar, bar_height

MOST_IN_A_COLUMN = 2
NARROWEST_COLUMN = 300  # pixels: below it, the bars stand in one column however many there are


class Bars(QWidget):
    """One VramBar a GPU, the plan's in rank order first, or one for all that are alike. asked: (rank, kind) of a segment
    whose sum is wanted. room: the pixels of height that they may take before cards that are alike share one; widened: there is
    another width for them."""

    asked = Signal(int, str)
    widened = Signal()

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
        self.rows: tuple[Row, ...] = ()
        self.shown: tuple[Row, ...] = ()
        self.room = 1 << 16
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
        self.rows = rows(usable, plan, result)
        self.shown = alike(self.rows, planned=False) if len(self.rows) > MOST_IN_A_COLUMN else self.rows
        low = self._height(len(self.shown), self.width(), low=False) > self.room
        if low:
            self.shown = alike(self.rows, planned=True)
        self.legend.show_kinds(self.shown)
        while len(self.bars) < len(self.shown):
            bar = VramBar(self)
            bar.told.connect(self._tell)
            bar.asked.connect(lambda kind, bar=bar: self._asked(bar, kind))
            self.bars.append(bar)
            self._columns = 0
        for position, bar in enumerate(self.bars):
            bar.setVisible(position < len(self.shown))
            if position < len(self.shown):
                bar.low = low
                bar.show_row(self.shown[position])
                rank = self.shown[position].rank
                held = against.per_gpu[rank] if against and rank is not None and rank < len(against.per_gpu) else None
                bar.hold(held)
        self._arrange()

    def as_text(self) -> str:
        return as_text(self.rows)

    def _arrange(self) -> None:
        columns = self._columns_for(len(self.shown), self.width())
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
        return self._height(len(self.shown), width, low=bool(self.bars) and self.bars[0].low)

    def _height(self, count: int, width: int, *, low: bool) -> int:
        lines = -(-count // self._columns_for(count, width))
        each = bar_height(self.fontMetrics().height(), low=low) + self._grid.verticalSpacing()
        return lines * each + self.legend.heightForWidth(width) + self._column.spacing() + 2

    def _columns_for(self, count: int, width: int) -> int:
        return 2 if count > MOST_IN_A_COLUMN and width >= 2 * NARROWEST_COLUMN else 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        if event.oldSize().width() != event.size().width():
            self.widened.emit()
