# SPDX-License-Identifier: Apache-2.0
"""What can I run? The best few models for the rig, as the first answer after the look at its cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton
from rigwise.core.planning.runnable import TOP, obstacle
from rigwise.core.wizard import Step
from rigwise.core.words import phrase
from rigwise.gui.widgets.model_table import WHERE, ModelTable, as_model_list, of_lines
from rigwise.gui.widgets.parts import Card, label
from rigwise.gui.widgets.tables import PlainTable

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from rigwise.gui.controller import Controller

FRAME = 4  # pixels of border and padding, above and below


class AnswerCard(Card):
    """Choosing a line chooses the model; Enter or a double click goes on with it."""

    def __init__(self, controller: Controller) -> None:
        super().__init__()
        self._controller = controller
        row = QHBoxLayout()
        self.title = label(phrase("answer", "What can I run?"), bold=True, size=1.15)
        self.all = QPushButton(phrase("answer", "See all"))
        self.all.setAccessibleDescription(phrase("answer", "The whole list, with search and filters"))
        row.addWidget(self.title, 1)
        row.addWidget(self.all)
        self.column.addLayout(row)
        self.said = label("", "muted")
        self.column.addWidget(self.said)
        self.source = ModelTable()
        self.table = PlainTable(phrase("answer", "The best models for this rig"))
        self.table.setModel(self.source)
        as_model_list(self.table)
        self.table.leave_out(WHERE)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setObjectName("inner")
        self.column.addWidget(self.table)
        self.note = label(
            phrase(
                "answer",
                "Quality is a rough guide, not a measurement: it follows from parameters (all and active), how new the model "
                "is, and the bits of its format.",
            ),
            "muted",
            size=0.92,
        )
        self.column.addWidget(self.note)
        self.all.clicked.connect(lambda: controller.go(Step.MODEL))
        self.table.clicked.connect(self._choose)
        self.table.activated.connect(self._go_on)

    def refresh(self) -> None:
        """The ranking is another one."""
        ranking = self._controller.ranking
        fitting = [line for line in ranking.found if line.starts]
        first = of_lines(fitting[:TOP])
        best = [row for place, row in enumerate(first) if place == 0 or row.line != first[place - 1].line]
        self.source.fill(best, shared=ranking.shared)
        for widget in (self.table, self.note):
            widget.setVisible(bool(fitting))
        self.all.setVisible(bool(ranking.found))
        self.said.setText(self._summary(len(fitting)))
        lines = sum(self.table.rowHeight(row) for row in range(self.source.count()))
        self.table.setFixedHeight(lines + self.table.horizontalHeader().sizeHint().height() + FRAME)

    def _summary(self, fitting: int) -> str:
        ranking = self._controller.ranking
        if fitting:
            said = phrase("answer", "{n} of {all} models in the catalogue run on {rig}; these are the best for it.")
            rig = ranking.rig.description if ranking.rig else ""
            return str(said.format(n=fitting, all=len(ranking.found), rig=rig))
        problem = obstacle(ranking.found)
        if problem is not None:
            return f"{problem.message} {problem.fix}"
        return str(
            phrase(
                "answer",
                "Nothing of the catalogue fits these cards. See all shows first what misses least; the Hub may have smaller "
                "models and formats.",
            )
        )

    def _choose(self, index: QModelIndex) -> None:
        source = self.source.rows[index.row()].source
        self._controller.choose_model(source.checkpoint())  # type: ignore[union-attr]

    def _go_on(self, index: QModelIndex) -> None:
        self._choose(index)
        self._controller.go(Step.FIT)
