# SPDX-License-Identifier: Apache-2.0
"""All flags as a table: name, value, vLLM's own value, what it does. The value column is edited in place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, Qt, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from rigwise.core.memory.deployment import Deployment
from rigwise.core.serving.all_flags import FlagSpec, all_flags, default_text, values_now
from rigwise.core.words import mark, phrase
from rigwise.gui import theme
from rigwise.gui.widgets.parts import tip
from rigwise.gui.widgets.rows_model import Index, RowsModel

HEADS = (mark("expert", "Flag"), mark("expert", "Value"), mark("expert", "vLLM's own"), mark("expert", "What it does"))
FLAG, VALUE, OWN, TEXT = range(4)
SWITCH = (mark("flags", "on"), mark("flags", "off"))


class FlagModel(RowsModel):
    """edited: (flag, text) that a person gave; the model itself changes only when it is shown another plan."""

    context = "expert"
    edited = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.specs: tuple[FlagSpec, ...] = all_flags()
        self._values: dict[str, str] = {}

    def show_plan(self, plan: Deployment) -> None:
        values = values_now(plan)
        if values == self._values:
            return  # an editor that is open keeps what was typed into it
        self._values = values
        self.all_changed()

    def show_specs(self, specs: tuple[FlagSpec, ...]) -> None:
        if specs != self.specs:
            self.beginResetModel()
            self.specs = specs
            self.endResetModel()

    def changed(self, spec: FlagSpec) -> bool:
        """The command says something of it."""
        return self._values.get(spec.name) is not None

    @property
    def heads(self) -> Sequence[str]:
        return HEADS

    def count(self) -> int:
        return len(self.specs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        spec, column = self.specs[index.row()], index.column()
        changed = self.changed(spec)
        if role == Qt.ItemDataRole.EditRole and column == VALUE:
            return self._values.get(spec.name) or ""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(spec, column, changed)
        if role == Qt.ItemDataRole.FontRole and changed and column in (FLAG, VALUE):
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.ForegroundRole and column == OWN:
            return QColor(theme.colours().muted)
        if role == Qt.ItemDataRole.ToolTipRole:
            said = (
                phrase("expert", "{group}: {sentence}")
                if spec.modelled
                else phrase("expert", "{group}: {sentence} The estimate does not follow it.")
            )
            return tip(said.format(group=phrase("flags", spec.group), sentence=phrase("flags", spec.text)))
        if role == Qt.ItemDataRole.AccessibleTextRole and column == FLAG:
            said = phrase("expert", "{flag}, set") if changed else phrase("expert", "{flag}, not set")
            return said.format(flag=spec.name)
        return None

    def _text(self, spec: FlagSpec, column: int, changed: bool) -> str:
        value, own = self._values.get(spec.name) or "", default_text(spec)
        unit = phrase("flags", spec.unit) if spec.unit else ""
        sentence: str = phrase("flags", spec.text)
        if not spec.modelled:
            sentence = phrase("expert", "{sentence} (not in the estimate)").format(sentence=sentence)
        return (
            f"● {spec.name}" if changed else spec.name,
            phrase("flags", value) if value in SWITCH else value,
            f"{own} {unit}" if unit and own[:1].isdigit() else own,
            sentence,
        )[column]

    def flags(self, index: Index) -> Qt.ItemFlag:
        base = super().flags(index)
        return base | Qt.ItemFlag.ItemIsEditable if index.column() == VALUE else base

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        spec = self.specs[index.row()]
        if role != Qt.ItemDataRole.EditRole or str(value) == (self._values.get(spec.name) or ""):
            return False
        self.edited.emit(spec, str(value))
        return True


class ValueEditor(QStyledItemDelegate):
    """A choice where there is one, else a line of text; empty sets the flag back."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        assert isinstance(model, FlagModel)
        spec = model.specs[index.row()]
        choices = SWITCH if spec.type == "switch" else spec.choices if spec.type == "choice" else ()
        if choices:
            box = QComboBox(parent)
            box.addItem(phrase("expert", "vLLM's own"), "")
            for choice in choices:
                box.addItem(phrase("flags", choice) if choice in SWITCH else choice, choice)
            box.setAccessibleName(spec.name)
            box.activated.connect(lambda _: self._finish(box))
            return box
        line = QLineEdit(parent)
        line.setPlaceholderText(default_text(spec))
        line.setAccessibleName(spec.name)
        return line

    def _finish(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(index.data(Qt.ItemDataRole.EditRole))))
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        else:
            super().setModelData(editor, model, index)
