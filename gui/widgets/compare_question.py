# SPDX-License-Identifier: Apache-2.0
"""What a comparison is about: which rigs, which models, what for, and what counts."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from rigwise.core.hardware.rig import Rig
from rigwise.core.models.catalogue import find
from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.models.named_formats import stem
from rigwise.core.planning.compare import MOST_MODELS, MOST_RIGS, Offer
from rigwise.core.planning.variants import models, title
from rigwise.core.planning.wishes import WISHES, Goal, Weights, Wish
from rigwise.core.words import mark, phrase
from rigwise.gui.controller import Controller
from rigwise.gui.widgets.parts import Card, indent, label
from rigwise.gui.widgets.rig_row import RigRow, narrow

FIRST_RIGS = ((2, "NVIDIA GeForce RTX 4090"), (1, "NVIDIA RTX PRO 6000 Blackwell Workstation Edition"))
FIRST_MODEL = "Qwen/Qwen3-32B"
GOALS = {
    Goal.CHAT: mark("compare page", "one person's chat"),
    Goal.CODING: mark("compare page", "a coding agent, long context"),
    Goal.TEAM: mark("compare page", "a team at once"),
    Goal.BATCH: mark("compare page", "jobs overnight"),
}
WEIGHTS = {
    "speed": mark("compare page", "speed for one"),
    "context": mark("compare page", "long context"),
    "requests": mark("compare page", "requests at once"),
    "throughput": mark("compare page", "tokens in all"),
    "quality": mark("compare page", "quality"),
    "safety": mark("compare page", "a safe margin"),
}


class CompareQuestion(Card):
    """changed: a control says something else."""

    changed = Signal()

    def __init__(self, controller: Controller) -> None:
        super().__init__()
        self._controller = controller
        self._rigs = QVBoxLayout()
        self._rigs.setSpacing(6)
        self.rigs: list[RigRow] = []
        self.column.addWidget(label(phrase("compare page", "Rigs"), bold=True))
        self.column.addLayout(self._rigs)
        self._build_buttons()
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(phrase("compare page", "Models"), self._build_models())
        self._build_wish(form)
        self.column.addLayout(form)
        self._goal_chosen()
        for count, card in FIRST_RIGS:
            self.add_rig(count, card)
        controller.looked.connect(self.looked)

    def _build_buttons(self) -> None:
        self.add = QPushButton(phrase("compare page", "Add a rig"))
        self.add.clicked.connect(lambda: self.add_rig())
        self.add_machine = QPushButton(phrase("compare page", "Add this machine"))
        self.add_machine.clicked.connect(self._add_machine)
        line = QHBoxLayout()
        line.addWidget(self.add)
        line.addWidget(self.add_machine)
        line.addStretch()
        self.column.addLayout(line)

    def _build_models(self) -> QGridLayout:
        self.models = [QComboBox() for _ in range(MOST_MODELS)]
        chosen = self._controller.state.checkpoint
        first = stem(chosen.model) if chosen else stem(FIRST_MODEL)
        pairs = QGridLayout()
        for number, combo in enumerate(self.models, start=1):
            combo.setAccessibleName(phrase("compare page", "Model {number}").format(number=number))
            narrow(combo)
            if number > 1:
                combo.addItem(phrase("compare page", "no other"), "")
            for entry in models():
                combo.addItem(title(entry.checkpoint()), entry.id)
            if number == 1:
                names = [stem(combo.itemData(i)) for i in range(combo.count())]
                combo.setCurrentIndex(names.index(first) if first in names else 0)
            combo.currentIndexChanged.connect(self.changed)
            pairs.addWidget(combo, (number - 1) // 2, (number - 1) % 2)
        return pairs

    def _build_wish(self, form: QFormLayout) -> None:
        self.goal = QComboBox()
        self.goal.setAccessibleName(phrase("compare page", "What for"))
        for goal, words in GOALS.items():
            self.goal.addItem(phrase("compare page", words), goal)
        self.users = QSpinBox()
        self.users.setRange(1, 256)
        self.users.setSuffix(phrase("compare page", " at once"))
        self.users.setAccessibleName(phrase("compare page", "Requests at once"))
        self.context = QSpinBox()
        self.context.setRange(1024, 1 << 20)
        self.context.setSingleStep(4096)
        self.context.setGroupSeparatorShown(True)
        self.context.setSuffix(phrase("compare page", " tokens"))
        self.context.setAccessibleName(phrase("compare page", "Context of each"))
        for counted in (self.users, self.context):
            counted.setKeyboardTracking(False)
            counted.valueChanged.connect(self.changed)
        indent(self.users, self.context)
        self.goal.currentIndexChanged.connect(self._goal_chosen)
        line = QHBoxLayout()
        line.addWidget(self.users)
        line.addWidget(self.context)
        line.addStretch()
        form.addRow(phrase("compare page", "What for"), self.goal)
        form.addRow(phrase("compare page", "Requests"), line)
        form.addRow(phrase("compare page", "What counts"), self._weights())

    def _add_machine(self) -> None:
        detection = self._controller.detection
        if detection is not None and detection.rig is not None:
            self.add_rig(machine=detection.rig)

    def add_rig(self, count: int | None = None, card: str | None = None, machine: Rig | None = None) -> None:
        """Another row: a copy of the last one where nothing is said."""
        last = self.rigs[-1] if self.rigs else None
        row = RigRow(len(self.rigs) + 1, count or (last.count.value() if last else 1), card or "", machine)
        row.changed.connect(self.changed)
        if card is None and last is not None:
            row.card.setCurrentIndex(last.card.currentIndex())
        row.remove.clicked.connect(lambda: self._remove(row))
        self.rigs.append(row)
        self._rigs.addWidget(row)
        self._counted()

    def _remove(self, row: RigRow) -> None:
        self.rigs.remove(row)
        row.hide()
        row.deleteLater()
        self._counted()

    def _counted(self) -> None:
        for number, row in enumerate(self.rigs, start=1):
            row.number(number)
            row.remove.setEnabled(len(self.rigs) > 1)
        self.add.setEnabled(len(self.rigs) < MOST_RIGS)
        self.looked()
        self.changed.emit()

    def looked(self) -> None:
        """This machine can be added once its cards are seen."""
        detection = self._controller.detection
        seen = detection is not None and detection.rig is not None
        there = any(row.machine is not None for row in self.rigs)
        self.add_machine.setEnabled(seen and not there and len(self.rigs) < MOST_RIGS)

    def offers(self) -> list[Offer]:
        """Raises RigwiseError for a bridge that a rig's cards do not take."""
        return [row.offer() for row in self.rigs]

    def checkpoints(self) -> list[Checkpoint]:
        names = dict.fromkeys(combo.currentData() for combo in self.models)
        found = (find(name) for name in names if name)
        return [entry.checkpoint() for entry in found if entry]

    def _weights(self) -> QWidget:
        """A slider for each thing that may count."""
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        self.weights: dict[str, QSlider] = {}
        for number, (name, words) in enumerate(WEIGHTS.items()):
            said = phrase("compare page", words)
            slider = QSlider(Qt.Orientation.Horizontal)
            slider.setRange(0, 10)
            slider.setPageStep(2)
            slider.setAccessibleName(phrase("compare page", "How much it counts: {quality}").format(quality=said))
            slider.valueChanged.connect(self.changed)
            named = label(said, "muted", wrap=False)
            named.setBuddy(slider)
            slider.setMinimumWidth(48)
            grid.addWidget(named, number // 2, number % 2 * 2)
            grid.addWidget(slider, number // 2, number % 2 * 2 + 1)
            self.weights[name] = slider
        return holder

    def _goal_chosen(self, *_: object) -> None:
        """The goal's own figures; each can be changed after."""
        wish = WISHES[self.goal.currentData()]
        self.users.setValue(wish.users)
        self.context.setValue(wish.context)
        for name, slider in self.weights.items():
            slider.setValue(round(getattr(wish.weights, name) * 10))
        self.changed.emit()

    def wish(self) -> Wish:
        """The goal with what was changed."""
        weights = Weights(**{name: slider.value() / 10 for name, slider in self.weights.items()})
        return replace(
            WISHES[self.goal.currentData()], weights=weights, users=self.users.value(), context=self.context.value()
        )
