# SPDX-License-Identifier: Apache-2.0
"""Rigs side by side, before the money is spent: a table, a chart, and both to take along."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSlider,
    QSpinBox,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from rigwise.core.hardware.rig import Rig
from rigwise.core.models.catalogue import find
from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.planning.compare import (
    MOST_MODELS,
    MOST_RIGS,
    Cell,
    Comparison,
    as_csv,
    as_markdown,
    compare,
)
from rigwise.core.planning.variants import base_name, models, title
from rigwise.core.planning.wishes import WISHES, Goal, Weights, Wish
from rigwise.core.problems import Problem, RigwiseError
from rigwise.gui.controller import Controller
from rigwise.gui.tasks import Task
from rigwise.gui.widgets.compare_chart import Bar, CompareChart, Group
from rigwise.gui.widgets.compare_table import CompareTable
from rigwise.gui.widgets.flow import Flow
from rigwise.gui.widgets.parts import Card, Page, Problems, label
from rigwise.gui.widgets.rig_row import RigRow, narrow

FIRST_RIGS = ((2, "NVIDIA GeForce RTX 4090"), (1, "NVIDIA RTX PRO 6000 Blackwell Workstation Edition"))
FIRST_MODEL = "Qwen/Qwen3-32B"
GOALS = {
    Goal.CHAT: "one person's chat",
    Goal.CODING: "a coding agent, long context",
    Goal.TEAM: "a team at once",
    Goal.BATCH: "jobs overnight",
}
WEIGHTS = {
    "speed": "speed for one",
    "context": "long context",
    "requests": "requests at once",
    "throughput": "tokens in all",
    "quality": "quality",
    "safety": "a safe margin",
}
FIGURES: dict[str, Callable[[Cell], float | None]] = {
    "tokens/s for one": lambda cell: cell.single,
    "tokens/s in all": lambda cell: cell.aggregate,
    "context": lambda cell: float(cell.choice.option.context) if cell.choice else None,
    "requests at once": lambda cell: cell.choice.option.requests if cell.choice else None,
    "tokens/s per watt": lambda cell: cell.per_watt,
    "tokens/s per 1,000 of the price": lambda cell: cell.per_money,
}


class ComparePage(Page):
    """Up to six rigs against up to four models; every change compares anew, off the UI thread."""

    def __init__(self, controller: Controller) -> None:
        super().__init__(
            "Compare rigs",
            "What would each serve, how fast, at what power and price? Nothing here is bought or started.",
        )
        self._controller = controller
        self._comparing: Task | None = None
        self.comparison: Comparison | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._compare)
        self._ask()
        self.problems = Problems(lambda remedy: None)
        self.column.addWidget(self.problems)
        self.waiting = label("Comparing …", "muted")
        self.waiting.hide()
        self.column.addWidget(self.waiting)
        self._answer()
        self.column.addStretch()
        for count, card in FIRST_RIGS:
            self.add_rig(count, card)
        controller.looked.connect(self.looked)

    def _ask(self) -> None:
        box = Card()
        self._rigs = QVBoxLayout()
        self._rigs.setSpacing(6)
        self.rigs: list[RigRow] = []
        box.column.addWidget(label("Rigs", bold=True))
        box.column.addLayout(self._rigs)
        self.add = QPushButton("Add a rig")
        self.add.clicked.connect(lambda: self.add_rig())
        self.add_machine = QPushButton("Add this machine")
        self.add_machine.clicked.connect(self._add_machine)
        line = QHBoxLayout()
        line.addWidget(self.add)
        line.addWidget(self.add_machine)
        line.addStretch()
        box.column.addLayout(line)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.models = [QComboBox() for _ in range(MOST_MODELS)]
        chosen = self._controller.state.checkpoint
        first = base_name(chosen.model) if chosen else base_name(FIRST_MODEL)
        pairs = QGridLayout()
        for number, combo in enumerate(self.models, start=1):
            combo.setAccessibleName(f"Model {number}")
            narrow(combo)
            if number > 1:
                combo.addItem("no other", "")
            for entry in models():
                combo.addItem(title(entry.checkpoint()), entry.id)
            if number == 1:
                names = [base_name(combo.itemData(i)) for i in range(combo.count())]
                combo.setCurrentIndex(names.index(first) if first in names else 0)
            combo.currentIndexChanged.connect(self.changed)
            pairs.addWidget(combo, (number - 1) // 2, (number - 1) % 2)
        form.addRow("Models", pairs)
        self.goal = QComboBox()
        self.goal.setAccessibleName("What for")
        for goal, words in GOALS.items():
            self.goal.addItem(words, goal)
        self.users = QSpinBox()
        self.users.setRange(1, 256)
        self.users.setSuffix(" at once")
        self.users.setAccessibleName("Requests at once")
        self.context = QSpinBox()
        self.context.setRange(1024, 1 << 20)
        self.context.setSingleStep(4096)
        self.context.setGroupSeparatorShown(True)
        self.context.setSuffix(" tokens")
        self.context.setAccessibleName("Context of each")
        for counted in (self.users, self.context):
            counted.setKeyboardTracking(False)
            counted.valueChanged.connect(self.changed)
        self.goal.currentIndexChanged.connect(self._goal_chosen)
        line = QHBoxLayout()
        line.addWidget(self.users)
        line.addWidget(self.context)
        line.addStretch()
        form.addRow("What for", self.goal)
        form.addRow("Requests", line)
        form.addRow("What counts", self._weights())
        self._goal_chosen()
        box.column.addLayout(form)
        self.column.addWidget(box)

    def _answer(self) -> None:
        line = Flow()
        self.figure = QComboBox()
        self.figure.setAccessibleName("Figure of the chart")
        self.figure.addItems(list(FIGURES))
        self.figure.currentIndexChanged.connect(self._draw)
        line.addWidget(label("Chart", bold=True, wrap=False))
        line.addWidget(self.figure)
        self.save_csv = QPushButton("Save as CSV …")
        self.save_markdown = QPushButton("Save as Markdown …")
        self.save_picture = QPushButton("Save as PNG …")
        self.copy = QPushButton("Copy table")
        self.save_csv.clicked.connect(lambda: self._save("csv"))
        self.save_markdown.clicked.connect(lambda: self._save("md"))
        self.save_picture.clicked.connect(lambda: self._save("png"))
        self.copy.clicked.connect(self._copy)
        for button in (self.copy, self.save_csv, self.save_markdown, self.save_picture):
            line.addWidget(button)
        self.column.addLayout(line)
        self.chart = CompareChart()
        self.column.addWidget(self.chart)
        self.table = QTableView()
        self.table.setAccessibleName("Comparison")
        self.source = CompareTable()
        self.table.setModel(self.source)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.9))
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setHighlightSections(False)
        self.column.addWidget(self.table)
        self.note = label(
            "Likely values of a model, not measurements; the line across a bar is the range. A hatched bar falls short of "
            "the context asked for. Watts are at the wall with the cards at their limit.",
            "muted",
        )
        self.column.addWidget(self.note)

    def _add_machine(self) -> None:
        detection = self._controller.detection
        if detection is not None and detection.rig is not None:
            self.add_rig(machine=detection.rig)

    def add_rig(self, count: int | None = None, card: str | None = None, machine: Rig | None = None) -> None:
        """Another row: a copy of the last one where nothing is said."""
        last = self.rigs[-1] if self.rigs else None
        row = RigRow(
            len(self.rigs) + 1, self.changed, count or (last.count.value() if last else 1), card or "", machine
        )
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
        self.changed()

    def looked(self) -> None:
        """This machine can be added once its cards are seen."""
        detection = self._controller.detection
        seen = detection is not None and detection.rig is not None
        there = any(row.machine is not None for row in self.rigs)
        self.add_machine.setEnabled(seen and not there and len(self.rigs) < MOST_RIGS)

    def changed(self, *_: object) -> None:
        """Compare at the next turn of the event loop, once however many controls changed."""
        self._timer.start()

    def checkpoints(self) -> list[Checkpoint]:
        names = dict.fromkeys(combo.currentData() for combo in self.models)
        found = (find(name) for name in names if name)
        return [entry.checkpoint() for entry in found if entry]

    def _weights(self) -> QWidget:
        """A slider for each thing that may count."""
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        self.weights: dict[str, QSlider] = {}
        for number, (name, words) in enumerate(WEIGHTS.items()):
            slider = QSlider(Qt.Orientation.Horizontal)
            slider.setRange(0, 10)
            slider.setPageStep(2)
            slider.setAccessibleName(f"How much {words} counts")
            slider.valueChanged.connect(self.changed)
            named = label(words, "muted", wrap=False)
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
        self.changed()

    def wish(self) -> Wish:
        """The goal with what was changed."""
        weights = Weights(**{name: slider.value() / 10 for name, slider in self.weights.items()})
        return replace(
            WISHES[self.goal.currentData()], weights=weights, users=self.users.value(), context=self.context.value()
        )

    def _compare(self) -> None:
        if self._comparing is not None:
            self._comparing.cancel()
        try:
            offers = [row.offer() for row in self.rigs]
        except RigwiseError as error:
            self._comparing = None
            self.waiting.hide()
            self.problems.show_problems([error.problem])
            return
        self.problems.show_problems([])
        self.waiting.show()
        checkpoints, wish = self.checkpoints(), self.wish()
        self._comparing = self._controller.runner.run(
            lambda cancel, report: compare(offers, checkpoints, wish, stopped=cancel.is_set),
            done=self._show,
            failed=self._failed,
        )

    def _show(self, comparison: Comparison) -> None:
        self._comparing = None
        self.waiting.hide()
        self.comparison = comparison
        self.source.fill(comparison)
        header, bar = self.table.horizontalHeader(), self.table.horizontalScrollBar()
        lines = self.source.rowCount() * self.table.verticalHeader().defaultSectionSize()
        self.table.setFixedHeight(lines + header.sizeHint().height() + bar.sizeHint().height() + 12)
        self._draw()

    def _failed(self, error: BaseException) -> None:
        self._comparing = None
        self.waiting.hide()
        problem = Problem("comparison", f"The rigs could not be compared: {error}.", "Change a rig or a model.")
        self.problems.show_problems([error.problem if isinstance(error, RigwiseError) else problem])

    def _draw(self, *_: object) -> None:
        if self.comparison is None:
            return
        figure = self.figure.currentText()
        groups = tuple(
            Group(model, tuple(self._bar(cell, figure) for cell in self.comparison.of(model)))
            for model in self.comparison.models
        )
        self.chart.show_groups(figure, groups)

    @staticmethod
    def _bar(cell: Cell, figure: str) -> Bar:
        value = FIGURES[figure](cell)
        speed = cell.choice.speed if cell.choice else None
        low = high = None
        if figure == "tokens/s for one" and speed and value and speed.running == 1:
            low, high = speed.decode_tok_s.low, speed.decode_tok_s.high
        if cell.choice is None:
            words = f"does not fit – {cell.change.words}" if cell.change else "does not fit"
        elif value is None:
            words = "enter a price" if "price" in figure else "not known"
        else:
            words = f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
        return Bar(cell.offer.title, value, words, low, high, cell.served)

    def picture(self) -> QPixmap:
        """The chart and the table as one picture."""
        from PySide6.QtGui import QColor, QPainter
        from rigwise.gui import theme

        shown = self.table.size()
        self.table.resize(self.table.horizontalHeader().length() + 24, shown.height())  # every column
        pieces = [self.chart.grab(), self.table.grab()]
        self.table.resize(shown)
        ratio = pieces[0].devicePixelRatio()
        width = max(piece.width() for piece in pieces)
        drawn = QPixmap(width + round(32 * ratio), sum(piece.height() for piece in pieces) + round(48 * ratio))
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(QColor(theme.colours().window))
        painter = QPainter(drawn)
        top = 16.0
        for piece in pieces:
            painter.drawPixmap(16, round(top), piece)
            top += piece.height() / ratio + 16
        painter.end()
        return drawn

    def _copy(self) -> None:
        if self.comparison is not None:
            QGuiApplication.clipboard().setText(as_markdown(self.comparison))

    def _save(self, form: str) -> None:
        if self.comparison is None:
            return
        name, _ = QFileDialog.getSaveFileName(self, "Save the comparison", f"rigs.{form}", f"*.{form}")
        if name:
            self.save(Path(name), form)

    def save(self, path: Path, form: str) -> None:
        """Write the comparison as "csv", "md" or "png"; what goes wrong is said on the page."""
        assert self.comparison is not None
        try:
            if form == "png":
                if not self.picture().save(str(path), "PNG"):
                    raise OSError(0, "the picture was not taken")
            else:
                path.write_text(as_csv(self.comparison) if form == "csv" else as_markdown(self.comparison), "utf-8")
        except OSError as error:
            said = f"{path} cannot be written: {error.strerror}."
            self.problems.show_problems([Problem("file-unwritable", said, "Choose another place.")])
