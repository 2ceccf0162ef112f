# SPDX-License-Identifier: Apache-2.0
"""Every flag of vLLM, folded until somebody wants it: search, edit, set back, and the command that comes of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from rigwise.core.problems import RigwiseError
from rigwise.core.serving.all_flags import FlagSpec, all_flags, changes, search
from rigwise.core.serving.docker import command
from rigwise.core.words import phrase
from rigwise.gui.controller import Controller
from rigwise.gui.widgets.command_view import CommandView
from rigwise.gui.widgets.flag_model import OWN, TEXT, VALUE, FlagModel, ValueEditor
from rigwise.gui.widgets.flow import Flow
from rigwise.gui.widgets.parts import Card, label
from rigwise.gui.widgets.tables import PlainTable

SEARCH_MS = 120
SEARCH_WIDTH = 44  # characters
LONGEST = ("● --max-num-batched-tokens", "tensor parallel", "vLLM decides", "")  # of each column, that is not cut
LEAST_TEXT = "How many processes take requests in"  # where the window is narrower, vLLM's own value gives way


class Expert(Card):
    """Made quickly: the table comes when it is unfolded."""

    def __init__(self, controller: Controller) -> None:
        super().__init__()
        self._controller = controller
        self.toggle = QToolButton()
        self.toggle.setObjectName("quiet")
        self.toggle.setCheckable(True)
        self.toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toggle.setArrowType(Qt.ArrowType.RightArrow)
        self.toggle.setText(phrase("expert", "All {count} vLLM flags").format(count=len(all_flags())))
        self.toggle.toggled.connect(self._unfold)
        self.column.addWidget(self.toggle)
        self.body: FlagBody | None = None

    def _unfold(self, on: bool) -> None:
        self.toggle.setArrowType(Qt.ArrowType.DownArrow if on else Qt.ArrowType.RightArrow)
        if self.body is None:
            self.body = FlagBody(self._controller)
            self.column.addWidget(self.body)
        self.body.setVisible(on)
        self.refresh()

    def refresh(self) -> None:
        if self.body is not None and self.toggle.isChecked():
            self.body.refresh()


class FlagBody(QWidget):
    """The table with its search; what is wrong with a value is said below it."""

    def __init__(self, controller: Controller) -> None:
        super().__init__()
        self._controller = controller
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        row = Flow()
        self.search = QLineEdit()
        self.search.setMinimumWidth(self.fontMetrics().averageCharWidth() * SEARCH_WIDTH)
        self.search.setPlaceholderText(phrase("expert", "Search by name or by what it does"))
        self.search.setAccessibleName(phrase("expert", "Search flags"))
        self.search.setClearButtonEnabled(True)
        self.only_changed = QCheckBox(phrase("expert", "Only those in the command"))
        self.reset = QPushButton(phrase("expert", "Set &back"))
        self.reset.setToolTip(phrase("expert", "The chosen flag is vLLM's own again (Delete)"))
        self.reset_all = QPushButton(phrase("expert", "Set all back"))
        for widget in (self.search, self.only_changed, self.reset, self.reset_all):
            row.addWidget(widget)
        column.addLayout(row)
        self.model = FlagModel()
        self.table = self._table()
        column.addWidget(self.table)
        self.about = label("", "muted", select=True)
        column.addWidget(self.about)
        self.problem = label("", "bad", select=True)
        self.problem.hide()
        column.addWidget(self.problem)
        self.command = CommandView()
        column.addWidget(self.command)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(SEARCH_MS)
        self._wait.timeout.connect(self._narrow)
        self.search.textChanged.connect(self._wait.start)
        self.only_changed.toggled.connect(self._narrow)
        self.reset.clicked.connect(self._reset_chosen)
        self.reset_all.clicked.connect(self._reset_all)
        self.model.edited.connect(self._edited)
        self.table.selectionModel().currentChanged.connect(self._tell)
        self._tell()

    def _table(self) -> PlainTable:
        table = PlainTable(phrase("expert", "All flags of vLLM"))
        table.setModel(self.model)
        table.setItemDelegateForColumn(VALUE, ValueEditor(table))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        table.fit_columns(LONGEST)
        table.give_way(TEXT, LEAST_TEXT, (OWN,))
        table.setMinimumHeight(260)
        return table

    def refresh(self) -> None:
        plan = self._controller.state.deployment
        if plan is None:
            return
        self.model.show_plan(plan)
        self._narrow()
        spec = self._controller.spec()
        if spec is not None:
            self.command.show_command(command(spec))

    def _narrow(self) -> None:
        found = search(self.search.text())
        if self.only_changed.isChecked():
            found = tuple(spec for spec in found if self.model.changed(spec))
        self.model.show_specs(found)

    def _tell(self, *_: object) -> None:
        """The sentence about the flag in hand, whole: the table may have to cut it."""
        row = self.table.currentIndex().row()
        chosen = self.model.specs[row] if 0 <= row < len(self.model.specs) else None
        sentence = phrase("flags", chosen.text) if chosen else ""
        self.about.setText(f"{chosen.name}: {sentence}" if chosen else " ")

    def _edited(self, spec: FlagSpec, text: str) -> None:
        self._set(spec, text or None)

    def _set(self, spec: FlagSpec, text: str | None) -> None:
        plan = self._controller.state.deployment
        if plan is None:
            return
        try:
            self._controller.set_options(**changes(spec, text, plan))
        except RigwiseError as error:
            self.problem.setText(f"⚠ {error.problem.message} {error.problem.fix}")
            self.problem.show()
        else:
            self.problem.hide()

    def _reset_chosen(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self.model.specs):
            self._set(self.model.specs[row], None)

    def _reset_all(self) -> None:
        """Back to the plan that Rigwise suggests."""
        self._controller.suggest_again()
        self.problem.hide()
