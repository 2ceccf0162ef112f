# SPDX-License-Identifier: Apache-2.0
"""One rig of a comparison, as a row of controls."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QHBoxLayout, QSpinBox, QToolButton, QWidget
from rigwise.core.hardware.catalogue import MOST_CARDS, GpuSpec, compose, gpu_specs
from rigwise.core.hardware.catalogue import find as find_card
from rigwise.core.hardware.rig import Rig
from rigwise.core.planning.compare import Offer
from rigwise.core.words import phrase
from rigwise.gui.widgets.parts import indent, label


class RigRow(QWidget):
    """One rig: how many of which card, a bridge, and a price if the person enters one; or this machine as it is."""

    changed = Signal()

    def __init__(self, number: int, count: int, card: str, machine: Rig | None = None) -> None:
        super().__init__()
        self.machine = machine
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.count = QSpinBox()
        self.count.setRange(1, MOST_CARDS)
        self.count.setSuffix(" x")
        self.count.setValue(count)
        self.card = QComboBox()
        narrow(self.card)
        self.card.setMinimumContentsLength(5)
        for spec in reversed(gpu_specs()):
            if spec.form != "laptop":
                self.card.addItem(f"{_short(spec.name)} · {spec.memory_gib:g} GB", _key(spec))
        first = find_card(card) if card else None
        self.card.setCurrentIndex(max(0, self.card.findData(_key(first))) if first else 0)
        self.bridge = QCheckBox("NVLink")
        self.price = QDoubleSpinBox()
        self.price.setRange(0, 999_999)
        self.price.setDecimals(0)
        self.price.setSingleStep(100)
        self.price.setGroupSeparatorShown(True)
        self.price.setSpecialValueText(phrase("compare page", "no price"))
        indent(self.count, self.price)
        self.remove = QToolButton()
        self.remove.setObjectName("quiet")
        self.remove.setText("✕")
        self.remove.setToolTip(phrase("compare page", "Leave this rig out"))
        here = phrase("compare page", "This machine: {rig}").format(rig=machine.description) if machine else ""
        self.here = label(here, wrap=False)
        row.addWidget(self.here, 1 if machine else 0)
        for shown in (self.count, self.card, self.bridge):
            shown.setVisible(machine is None)
        self.here.setVisible(machine is not None)
        for widget, stretch in ((self.count, 0), (self.card, 1), (self.bridge, 0), (self.price, 0), (self.remove, 0)):
            row.addWidget(widget, stretch)
        self.count.valueChanged.connect(self.changed)
        self.card.currentIndexChanged.connect(self.changed)
        self.bridge.toggled.connect(self.changed)
        self.price.valueChanged.connect(self.changed)
        self.number(number)

    def number(self, number: int) -> None:
        """What a screen reader says of each control."""
        for widget, words in (
            (self.count, phrase("compare page", "Rig {number}: number of cards")),
            (self.card, phrase("compare page", "Rig {number}: card")),
            (self.bridge, phrase("compare page", "Rig {number}: NVLink bridges")),
            (self.price, phrase("compare page", "Rig {number}: price in your currency")),
            (self.remove, phrase("compare page", "Rig {number}: remove")),
        ):
            widget.setAccessibleName(words.format(number=number))

    def offer(self) -> Offer:
        """Raises RigwiseError for a bridge that these cards do not take."""
        if self.machine is not None:
            named = phrase("compare page", "this machine ({rig})").format(rig=self.machine.description)
            return Offer(self.machine, named, self.price.value() or None)
        bridged = self.bridge.isChecked()
        rig = compose([self.card.currentData()] * self.count.value(), nvlink=bridged)
        words = self.card.currentText().partition(" · ")
        named = f"{self.count.value()} x " if self.count.value() > 1 else ""
        return Offer(rig, f"{named}{words[0]} {words[2]}{' + NVLink' if bridged else ''}", self.price.value() or None)


def _short(name: str) -> str:
    """As people call it."""
    return name.removeprefix("NVIDIA ").removeprefix("GeForce ")


def _key(spec: GpuSpec) -> str:
    """A name that tells namesakes apart, as `compose` takes it."""
    return f"{spec.name} {spec.memory_gib:g}GB"


def narrow(box: QComboBox) -> None:
    """A box whose longest entry does not decide how wide the page must be."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
