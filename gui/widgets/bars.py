# SPDX-License-Identifier: Apache-2.0
"""All GPUs' bars with one legend, and the line that explains the segment in focus."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget
from rigwise.core.memory.deployment import Deployment
from rigwise.core.memory.result import Estimate
from rigwise.gui.widgets.parts import label
from rigwise.gui.widgets.vram_bar import Legend, VramBar


class Bars(QWidget):
    """One VramBar a GPU of the plan, in rank order."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.bars: list[VramBar] = []
        self.legend = Legend()
        self.detail = label("", "muted")
        self.detail.hide()
        self._column.addWidget(self.legend)
        self._column.addWidget(self.detail)

    def _tell(self, text: str) -> None:
        self.detail.setText(text)
        self.detail.setVisible(bool(text))

    def show_plan(self, plan: Deployment | None, result: Estimate | None) -> None:
        cards = plan.rig.gpus if plan else ()
        while len(self.bars) < len(cards):
            bar = VramBar()
            bar.walked.connect(self._tell)
            self._column.insertWidget(len(self.bars), bar)
            self.bars.append(bar)
        for position, bar in enumerate(self.bars):
            bar.setVisible(position < len(cards))
            if position >= len(cards):
                continue
            gpu = cards[position]
            number = gpu.index if gpu.index is not None else position
            memory = result.per_gpu[position] if result and position < len(result.per_gpu) else None
            bar.show_memory(f"GPU {number} · {gpu.short_name}", memory, bool(result and result.starts))
        self.legend.setVisible(bool(cards) and bool(result and result.per_gpu))
