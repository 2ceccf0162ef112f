# SPDX-License-Identifier: Apache-2.0
"""What a person looks for among the models: words or an address, and what narrows the list."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget
from rigwise.core.words import phrase
from rigwise.gui.widgets.flow import Flow
from rigwise.gui.widgets.model_table import Narrowing

SIZES = (10, 25, 50, 100, 200)  # GB
LICENSES = ("apache-2.0", "mit", "llama3.1", "llama3.3", "gemma", "other")


class ModelSearch(QWidget):
    """changed: words or filters are others; entered: the person pressed Enter; open_wanted: a folder is to be chosen."""

    changed = Signal()
    entered = Signal()
    open_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        row = QHBoxLayout()
        self.words = QLineEdit()
        self.words.setPlaceholderText(
            phrase("model page", "Name or format, such as “qwen awq”; or paste a Hub address")
        )
        self.words.setAccessibleName(phrase("model page", "Search models here and on the Hub, or paste an address"))
        self.words.setClearButtonEnabled(True)
        self.more = QPushButton(phrase("model page", "Filters"))
        self.more.setCheckable(True)
        self.open = QPushButton(phrase("model page", "Open a folder …"))
        row.addWidget(self.words, 1)
        row.addWidget(self.more)
        row.addWidget(self.open)
        column.addLayout(row)
        self.fitting, self.quantized, self.no_gate, self.vision, self.tools, self.reasons, self.here = (
            QCheckBox(text)
            for text in (
                phrase("model page", "Only what fits"),
                phrase("model page", "Quantized"),
                phrase("model page", "Not gated"),
                phrase("model page", "Sees images"),
                phrase("model page", "Calls tools"),
                phrase("model page", "Reasons"),
                phrase("model page", "On this disk"),
            )
        )
        self.largest, self.license = QComboBox(), QComboBox()
        self.largest.setAccessibleName(phrase("model page", "Largest size"))
        self.largest.addItem(phrase("model page", "Any size"), None)
        for size in SIZES:
            self.largest.addItem(phrase("model page", "Up to {size} GB").format(size=size), size * 10**9)
        self.license.setAccessibleName(phrase("model page", "Licence"))
        self.license.addItem(phrase("model page", "Any licence"), "")
        for name in LICENSES:
            self.license.addItem(name, name)
        self.filters = QWidget()
        flow = Flow()
        self.filters.setLayout(flow)
        for box in (self.fitting, self.quantized, self.no_gate, self.vision, self.tools, self.reasons, self.here):
            flow.addWidget(box)
            box.toggled.connect(self.changed)
        for choice in (self.largest, self.license):
            flow.addWidget(choice)
            choice.currentIndexChanged.connect(self.changed)
        column.addWidget(self.filters)
        self.filters.hide()
        self.more.toggled.connect(self.filters.setVisible)
        self.changed.connect(self._count)
        self.words.textChanged.connect(self.changed)
        self.words.returnPressed.connect(self.entered)
        self.open.clicked.connect(self.open_wanted)

    def _count(self) -> None:
        """Filters that are folded away and in force are told."""
        boxes = (self.fitting, self.quantized, self.no_gate, self.vision, self.tools, self.reasons, self.here)
        count = sum(box.isChecked() for box in boxes) + sum(c.currentIndex() > 0 for c in (self.largest, self.license))
        said = phrase("model page", "Filters ({n})").format(n=count) if count else phrase("model page", "Filters")
        self.more.setText(said)

    @property
    def text(self) -> str:
        return self.words.text().strip()

    @property
    def is_address(self) -> bool:
        """It is meant as an address, not as words."""
        return "://" in self.text or self.text.startswith(("huggingface.co/", "hf.co/", "www.huggingface.co/"))

    def narrowing(self) -> Narrowing:
        """What is to be shown of the list; an address narrows nothing."""
        words = () if self.is_address else tuple(self.text.lower().split())
        return Narrowing(
            words, self.fitting.isChecked(), self.quantized.isChecked(), self.no_gate.isChecked(), self.vision.isChecked(),
            self.tools.isChecked(), self.reasons.isChecked(), self.here.isChecked(), self.largest.currentData(),
            self.license.currentData(),
        )  # fmt: skip
