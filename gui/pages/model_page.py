# SPDX-License-Identifier: Apache-2.0
"""The model: the catalogue by what fits, or a folder with config.json."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableView,
)
from rigwise.core.hardware.rig import Rig
from rigwise.core.memory.estimate import estimate
from rigwise.core.models.catalogue import CatalogueEntry, entries
from rigwise.core.models.config import load_folder
from rigwise.core.planning.suggest import Fit, fit, suggest
from rigwise.core.problems import Problem, RigwiseError
from rigwise.core.units import format_gb
from rigwise.gui import theme
from rigwise.gui.controller import Controller
from rigwise.gui.tasks import Task
from rigwise.gui.widgets.parts import Page, Problems, label

COLUMNS = ("Fits?", "Model", "Format", "Size", "Context here", "Split")
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Row:
    """One catalogue entry on the present rig."""

    entry: CatalogueEntry
    fit: Fit
    context: int
    split: str
    size: int


def judge(rig: Rig, cancel: threading.Event) -> list[Row]:
    """Every entry's verdict on this rig; a few milliseconds each."""
    rows = []
    for entry in entries():
        if cancel.is_set():
            break
        try:
            checkpoint = entry.checkpoint()
        except RigwiseError:
            continue  # one entry that cannot be read must not take the list away
        plan = suggest(rig, checkpoint)
        result = estimate(plan)
        options = plan.options
        split = f"TP {options.tensor_parallel_size}" if options.tensor_parallel_size > 1 else "one GPU"
        if options.pipeline_parallel_size > 1:
            split = f"PP {options.pipeline_parallel_size}"
        found = fit(result)
        context = (result.longest_context or 0) if found is not Fit.TOO_BIG else 0
        rows.append(Row(entry, found, context, split if context else "–", checkpoint.download_bytes or 0))
    return rows


class ModelTable(QAbstractTableModel):
    """The rows; sorting goes by what stands under SORT."""

    SORT = int(Qt.ItemDataRole.UserRole) + 1

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []

    def fill(self, rows: list[Row]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return COLUMNS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.DecorationRole and column == 0:
            colours = theme.colours()
            tint = {Fit.FITS: colours.good, Fit.TIGHT: colours.warn, Fit.TOO_BIG: colours.muted}[row.fit]
            return theme.icon(row.fit.value.replace(" ", "-"), tint)
        if role == Qt.ItemDataRole.ToolTipRole:
            note = " Its config is put together from a sibling of the same dimensions." if row.entry.derived else ""
            gate = " The Hub asks you to accept its licence first." if row.entry.gated else ""
            return f"{row.entry.id} – licence {row.entry.license or 'unknown'}.{gate}{note}"
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (3, 4):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == self.SORT:
            order = (list(Fit).index(row.fit), -row.entry.downloads)
            return (order, row.entry.id.lower(), row.entry.format_label, row.size, row.context, row.split)[column]
        return None

    @staticmethod
    def _text(row: Row, column: int) -> str:
        name = row.entry.id.rpartition("/")
        return (
            row.fit.value,
            f"{name[2]}  ({name[0]})",
            row.entry.format_label,
            format_gb(row.size),
            f"{row.context:,}" if row.context else "–",
            row.split,
        )[column]


class Filter(QSortFilterProxyModel):
    """By words in name, family or format, and by what fits."""

    def __init__(self) -> None:
        super().__init__()
        self._words: list[str] = []
        self._fitting = False

    def narrow(self, text: str, fitting: bool) -> None:
        self.beginFilterChange() if hasattr(self, "beginFilterChange") else None
        self._words, self._fitting = text.lower().split(), fitting
        self.invalidate()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        source = self.sourceModel()
        assert isinstance(source, ModelTable)
        row = source.rows[source_row]
        if self._fitting and row.fit is Fit.TOO_BIG:
            return False
        hay = f"{row.entry.id} {row.entry.family} {row.entry.format_label}".lower()
        return all(word in hay for word in self._words)

    def lessThan(self, source_left: Index, source_right: Index) -> bool:
        one, other = source_left.data(ModelTable.SORT), source_right.data(ModelTable.SORT)
        return bool(one < other)


class ModelPage(Page):
    """The list, sorted by what fits and what people run."""

    def __init__(self, controller: Controller) -> None:
        super().__init__("Which model?", "Sorted by what fits this rig, and by what people run.")
        self._controller = controller
        self._judged: Rig | None = None
        self._judging: Task | None = None
        row = QHBoxLayout()
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search: name, family or format, such as “qwen awq”")
        self.search.setAccessibleName("Search models")
        self.search.setClearButtonEnabled(True)
        self.fitting = QCheckBox("Only what fits")
        self.open = QPushButton("Open a folder …")
        row.addWidget(self.search, 1)
        row.addWidget(self.fitting)
        row.addWidget(self.open)
        self.column.addLayout(row)
        self.problems = Problems(controller.apply)
        self.column.addWidget(self.problems)
        self.table = QTableView()
        self.table.setAccessibleName("Models of the catalogue")
        self.source, self.filter = ModelTable(), Filter()
        self.filter.setSourceModel(self.source)
        self.table.setModel(self.filter)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.9))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        self.table.setMinimumHeight(300)
        self.column.addWidget(self.table, 1)
        self.empty = label("No model of the catalogue matches. Try fewer words, or open a folder.", "muted")
        self.column.addWidget(self.empty)
        self.chosen = label("", bold=True)
        self.column.addWidget(self.chosen)
        self.search.textChanged.connect(self._narrow)
        self.fitting.toggled.connect(self._narrow)
        self.open.clicked.connect(self._open)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.table.doubleClicked.connect(lambda _: self._controller.forward())
        controller.changed.connect(self.refresh)
        self.refresh()

    def _narrow(self) -> None:
        self.filter.narrow(self.search.text(), self.fitting.isChecked())
        self.empty.setVisible(self.filter.rowCount() == 0 and bool(self.source.rows))

    def refresh(self) -> None:
        state = self._controller.state
        usable = state.usable
        known = self._judged
        if usable is not None and (known is None or _plan_key(known) != _plan_key(usable)):
            self._judged = usable
            if self._judging is not None:
                self._judging.cancel()
            work: Callable[..., list[Row]] = lambda cancel, report: judge(usable, cancel)  # noqa: E731
            self._judging = self._controller.runner.run(work, done=self._fill, failed=self._failed)
        checkpoint = state.checkpoint
        self.chosen.setText(f"Chosen: {checkpoint.model}, {checkpoint.quantization.label}" if checkpoint else "")
        self.empty.setVisible(self.filter.rowCount() == 0 and bool(self.source.rows))

    def _fill(self, rows: list[Row]) -> None:
        self._judging = None
        self.source.fill(rows)
        self._narrow()
        self._select_chosen()

    def _failed(self, error: BaseException) -> None:
        self.problems.show_problems(
            [Problem("catalogue", f"The list could not be made: {error}.", "Open a folder instead.")]
        )

    def _select_chosen(self) -> None:
        checkpoint = self._controller.state.checkpoint
        for position, row in enumerate(self.source.rows):
            if checkpoint is not None and row.entry.id == checkpoint.model:
                self.table.selectRow(self.filter.mapFromSource(self.source.index(position, 0)).row())

    def _selected(self) -> None:
        rows = self.table.selectionModel().selectedRows()
        if rows:
            entry = self.source.rows[self.filter.mapToSource(rows[0]).row()].entry
            current = self._controller.state.checkpoint
            if current is None or current.model != entry.id:
                self._controller.choose_model(entry.checkpoint())

    def _open(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "Open a model's folder")
        if folder:
            self.load(folder)

    def load(self, folder: str) -> None:
        """Take a folder's checkpoint, or say what is wrong with it."""

        def done(checkpoint: Any) -> None:
            self.problems.show_problems([])
            self.table.clearSelection()
            self._controller.choose_model(checkpoint)

        def failed(error: BaseException) -> None:
            if isinstance(error, RigwiseError):
                self.problems.show_problems([error.problem])
            else:
                raise error

        self._controller.runner.run(lambda cancel, report: load_folder(folder), done=done, failed=failed)


def _plan_key(rig: Rig) -> object:
    """What of a rig the verdicts depend on; load in whole GiB, so that a flickering desktop does not judge anew."""
    return [(gpu.name, gpu.total_bytes, gpu.used_bytes >> 30) for gpu in rig.gpus], rig.links
