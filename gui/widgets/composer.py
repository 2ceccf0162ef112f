# SPDX-License-Identifier: Apache-2.0
"""A rig that a person composes of cards that are not here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QPushButton, QVBoxLayout
from rigwise.core.problems import RigwiseError
from rigwise.core.words import phrase
from rigwise.gui.controller import Controller
from rigwise.gui.widgets.flow import Flow
from rigwise.gui.widgets.parts import Card, label

if TYPE_CHECKING:
    from rigwise.core.hardware.rig import Rig


class Composer(Card):
    """Cards from the catalogue, one box a slot; a bridge where the cards have one."""

    def __init__(self, controller: Controller) -> None:
        super().__init__()
        self._controller = controller
        self.column.addWidget(label(phrase("rig page", "Compose a rig"), bold=True, size=1.15))
        self.column.addWidget(
            label(phrase("rig page", "Plan for cards you do not have here: up to eight, mixed if you like."), "muted")
        )
        self._slots: list[QComboBox] = []
        self._rows = QVBoxLayout()
        self.column.addLayout(self._rows)
        cards = Flow()
        self.add = QPushButton(phrase("rig page", "Add a card"))
        self.remove = QPushButton(phrase("rig page", "Remove a card"))
        self.bridge = QCheckBox(phrase("rig page", "NVLink bridge"))
        for widget in (self.add, self.remove, self.bridge):
            cards.addWidget(widget)
        row = QHBoxLayout()
        row.addLayout(cards, 1)
        self.column.addLayout(row)
        self.problem = label("", "bad")
        self.problem.hide()
        self.column.addWidget(self.problem)
        self.use = QPushButton(phrase("rig page", "Plan with these cards"))
        self.use.setObjectName("primary")
        row.addWidget(self.use)
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self.bridge.toggled.connect(self._changed)

    def offer(self) -> None:
        """Fill the first slots, when somebody wants to compose."""
        from rigwise.core.hardware.catalogue import FIRST_OFFER

        if not self._slots:
            for name in FIRST_OFFER:
                self._slot(name)

    def _slot(self, name: str) -> None:
        from rigwise.core.hardware.catalogue import MOST_CARDS, gpu_specs

        box = QComboBox()
        box.setAccessibleName(phrase("rig page", "Card {number}").format(number=len(self._slots) + 1))
        for spec in reversed(gpu_specs()):
            if spec.form != "laptop":
                box.addItem(f"{spec.name.removeprefix('NVIDIA ')} · {spec.memory_gib:g} GB", spec.name)
        box.setCurrentIndex(max(0, box.findData(name)))
        box.currentIndexChanged.connect(self._changed)
        self._slots.append(box)
        self._rows.addWidget(box)
        self.add.setEnabled(len(self._slots) < MOST_CARDS)
        self.remove.setEnabled(len(self._slots) > 1)

    def _add(self) -> None:
        self._slot(self._slots[-1].currentData())
        self._changed()

    def _remove(self) -> None:
        box = self._slots.pop()
        box.hide()
        box.deleteLater()
        self.add.setEnabled(True)
        self.remove.setEnabled(len(self._slots) > 1)
        self._changed()

    def names(self) -> list[str]:
        return [box.currentData() for box in self._slots]

    def rig(self) -> Rig | None:
        from rigwise.core.hardware.catalogue import compose

        try:
            made = compose(self.names(), self.bridge.isChecked())
        except RigwiseError as error:
            self.problem.setText(f"⚠ {error.problem.message} {error.problem.fix}")
            self.problem.show()
            return None
        self.problem.setText("")
        self.problem.hide()
        return made

    def _changed(self) -> None:
        made = self.rig()
        if made is not None and self.isVisible() and not self.use.isVisibleTo(self):
            self._controller.choose_rig(made)
