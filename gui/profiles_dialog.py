# SPDX-License-Identifier: Apache-2.0
"""The shelf of profiles: open, save, duplicate, send and receive."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from rigwise.core.words import mark, phrase
from rigwise.gui.keeping import Keeper
from rigwise.gui.widgets.flow import Flow
from rigwise.gui.widgets.parts import label, tip

if TYPE_CHECKING:
    from rigwise.core.wizard.shelf import Kept

FILES = mark("profiles", "Rigwise profiles (*.json)")


class ProfilesDialog(QDialog):
    """Lists what the keeper found; every button asks the keeper."""

    def __init__(self, keeper: Keeper, suggestion: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self.setWindowTitle(phrase("profiles", "Profiles"))
        self.resize(560, 440)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(phrase("profiles", "Profiles"), size=1.35, bold=True))
        column.addWidget(
            label(
                phrase("profiles", "A profile keeps the cards, the model and every setting of a plan under a name."),
                "muted",
            )
        )
        row = QHBoxLayout()
        self.name = QLineEdit(suggestion)
        self.name.setMaxLength(120)
        self.name.setAccessibleName(phrase("profiles", "Name for the present plan"))
        self.save_button = QPushButton(phrase("profiles", "&Save the present plan"))
        row.addWidget(self.name, 1)
        row.addWidget(self.save_button)
        column.addLayout(row)
        self.list = QListWidget()
        self.list.setAccessibleName(phrase("profiles", "Saved profiles"))
        column.addWidget(self.list, 1)
        self.empty = label(phrase("profiles", "Nothing is saved yet."), "muted")
        column.addWidget(self.empty)
        flow = Flow()
        self.open_button = QPushButton(phrase("profiles", "&Open"))
        self.open_button.setObjectName("primary")
        self.duplicate_button = QPushButton(phrase("profiles", "&Duplicate"))
        self.export_button = QPushButton(phrase("profiles", "&Export …"))
        self.take_in_button = QPushButton(phrase("profiles", "&Import …"))
        self.delete_button = QPushButton(phrase("profiles", "De&lete"))
        self.close_button = QPushButton(phrase("window", "Close"))
        for button in (
            self.open_button,
            self.duplicate_button,
            self.export_button,
            self.take_in_button,
            self.delete_button,
            self.close_button,
        ):
            button.setAutoDefault(False)
            flow.addWidget(button)
        column.addLayout(flow)
        self.save_button.clicked.connect(self._save)
        self.open_button.clicked.connect(self._open)
        self.duplicate_button.clicked.connect(lambda: self._with_chosen(self._keeper.duplicate))
        self.delete_button.clicked.connect(lambda: self._with_chosen(self._keeper.delete))
        self.export_button.clicked.connect(self._export)
        self.take_in_button.clicked.connect(self._take_in)
        self.close_button.clicked.connect(self.reject)
        self.list.itemSelectionChanged.connect(self._enable)
        self.list.itemActivated.connect(self._open)
        self.name.textChanged.connect(self._enable)
        keeper.shelved.connect(self.refresh)
        self.refresh()
        keeper.look()

    @property
    def chosen(self) -> Kept | None:
        row = self.list.currentRow()
        return (
            self._keeper.profiles[row] if 0 <= row < len(self._keeper.profiles) and self.list.selectedItems() else None
        )

    def refresh(self) -> None:
        before = self.chosen.path if self.chosen else None
        self.list.clear()
        for row, kept in enumerate(self._keeper.profiles):
            item = QListWidgetItem(f"{kept.name}  –  ⚠ {kept.problem}" if kept.problem else kept.name)
            item.setToolTip(tip(str(kept.path)))
            self.list.addItem(item)
            if kept.path == before:
                self.list.setCurrentRow(row)
        self.empty.setVisible(not self._keeper.profiles)
        self._enable()

    def _enable(self) -> None:
        chosen = self.chosen
        whole = chosen is not None and not chosen.problem
        for button in (self.open_button, self.duplicate_button, self.export_button):
            button.setEnabled(whole)
        self.delete_button.setEnabled(chosen is not None)
        self.save_button.setEnabled(bool(self.name.text().strip()))

    def _with_chosen(self, action: Callable[[Path], None]) -> None:
        if self.chosen is not None:
            action(self.chosen.path)

    def _save(self) -> None:
        self._keeper.save(self.name.text().strip())

    def _open(self) -> None:
        chosen = self.chosen
        if chosen is not None and not chosen.problem:
            self._keeper.open(chosen.path)
            self.accept()

    def _export(self) -> None:
        chosen = self.chosen
        if chosen is None:
            return
        target, _ = QFileDialog.getSaveFileName(
            self, phrase("profiles", "Export a profile"), chosen.path.name, phrase("profiles", FILES)
        )
        if target:
            self._keeper.export(chosen.path, Path(target))

    def _take_in(self) -> None:
        source, _ = QFileDialog.getOpenFileName(
            self, phrase("profiles", "Import a profile"), "", phrase("profiles", FILES)
        )
        if source:
            self._keeper.take_in(Path(source))
            self.accept()
