# SPDX-License-Identifier: Apache-2.0
"""What can I run? The best few models for the rig, as the first answer after the look at its cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton
from rigwise.core.planning.suggest import Fit
from rigwise.core.wizard import Step
from rigwise.core.words import phrase
from rigwise.gui.widgets.model_table import WHERE, ModelTable, as_model_list, of_runnable
from rigwise.gui.widgets.parts import Card, label
from rigwise.gui.widgets.tables import PlainTable

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from rigwise.gui.controller import Controller

SHOWN = 5
FRAME = 12  # pixels of border and padding, above and below


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
        self.all.clicked.connect(lambda: controller.go(Step.MODEL))
        self.table.clicked.connect(self._choose)
        self.table.activated.connect(self._go_on)

    def refresh(self) -> None:
        """The ranking is another one."""
        ranking = self._controller.ranking
        fitting = [one for one in ranking.found if one.fit is not Fit.TOO_BIG]
        self.source.fill([of_runnable(one, place) for place, one in enumerate(fitting[:SHOWN])])
        self.table.setVisible(bool(fitting))
        self.all.setVisible(bool(ranking.found))
        if not fitting:
            self.said.setText(phrase("answer", "Nothing of the catalogue fits these cards."))
        else:
            said = phrase("answer", "{n} of {all} models in the catalogue run on {rig}; these are the best for it.")
            rig = ranking.rig.description if ranking.rig else ""
            self.said.setText(said.format(n=len(fitting), all=len(ranking.found), rig=rig))
        lines = sum(self.table.rowHeight(row) for row in range(self.source.count()))
        self.table.setFixedHeight(lines + self.table.horizontalHeader().sizeHint().height() + FRAME)

    def _choose(self, index: QModelIndex) -> None:
        source = self.source.rows[index.row()].source
        self._controller.choose_model(source.checkpoint())  # type: ignore[union-attr]

    def _go_on(self, index: QModelIndex) -> None:
        self._choose(index)
        self._controller.go(Step.FIT)
