# SPDX-License-Identifier: Apache-2.0
"""The model: the catalogue by what fits, the Hub as one types, a pasted address or a folder; and every format of one model."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableView,
)
from rigwise.core.hardware.rig import Rig
from rigwise.core.models.catalogue import CatalogueEntry
from rigwise.core.models.hub.consent import Code, code_of
from rigwise.core.models.hub.inspect import Inspection
from rigwise.core.models.hub.local import LocalModel, local_models, open_folder
from rigwise.core.models.hub.names import Reference, reference
from rigwise.core.models.hub.search import Filters, Found
from rigwise.core.problems import Problem, RigwiseError
from rigwise.core.units import format_age
from rigwise.gui import hub_work, theme
from rigwise.gui.controller import Controller
from rigwise.gui.hub_work import Compared, Looked, Offer, Searched
from rigwise.gui.tasks import Task
from rigwise.gui.widgets.flow import Flow
from rigwise.gui.widgets.hub_cards import CURED_BY_A_TOKEN, CodeCard, DownloadCard, GateCard
from rigwise.gui.widgets.model_table import Filter, ModelTable, Narrowing, Row, judge, judged, of_found
from rigwise.gui.widgets.parts import Page, Problems, label, set_role
from rigwise.gui.widgets.ways_table import WaysTable

if TYPE_CHECKING:
    from rigwise.core.models.checkpoint import Checkpoint
    from rigwise.core.models.hub.download import Progress
    from rigwise.core.models.hub.place import Place

DEBOUNCE_MS = 250  # between the last key and the question to the Hub
STOPPABLE_MS = 1000  # what takes longer has a button that stops it
SHORTEST_WORDS = 2  # letters: one alone finds everything
CELL_MARGIN = 6  # pixels on both sides of a cell's text
LIST, LIST_BESIDE = 300, 170  # pixels of the list, alone and above the ways to run one model
SIZES = (10, 25, 50, 100, 200)  # GB
LICENSES = ("apache-2.0", "mit", "llama3.1", "llama3.3", "gemma", "other")


class ModelPage(Page):
    """The list, sorted by what fits and what people run, and below it what is known of the chosen one."""

    def __init__(self, controller: Controller) -> None:
        super().__init__("Which model?", "Sorted by what fits this rig, and by what people run.")
        self._controller = controller
        self._place: Place | None = None
        self._judged_for: Rig | None = None
        self._catalogue: list[Row] = []
        self._hub: list[Row] = []
        self._local: tuple[LocalModel, ...] | None = None
        self._tasks: dict[str, Task] = {}
        self._looked: Looked | None = None
        self._compared: Compared | None = None
        self._download: tuple[Inspection, Task] | None = None
        self._moment: Progress | None = None
        self._again: Callable[[], None] = lambda: None
        self._setting = False
        self._build_search()
        self._build_list()
        self._build_below()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE_MS)
        self._timer.timeout.connect(self._ask_hub)
        self._busy = QTimer(self)
        self._busy.setSingleShot(True)
        self._busy.setInterval(STOPPABLE_MS)
        self._busy.timeout.connect(self.stop.show)
        self.setAcceptDrops(True)
        controller.changed.connect(self.refresh)
        self.refresh()

    # what it is made of

    def _build_search(self) -> None:
        row = QHBoxLayout()
        self.search = QLineEdit()
        self.search.setPlaceholderText("Name or format, such as “qwen awq”; or paste a Hub address")
        self.search.setAccessibleName("Search models here and on the Hub, or paste an address")
        self.search.setClearButtonEnabled(True)
        self.open = QPushButton("Open a folder …")
        row.addWidget(self.search, 1)
        row.addWidget(self.open)
        self.column.addLayout(row)
        self.fitting, self.quantized, self.no_gate, self.vision, self.tools, self.reasons, self.here = (
            QCheckBox(text)
            for text in (
                "Only what fits",
                "Quantized",
                "Not gated",
                "Sees images",
                "Calls tools",
                "Reasons",
                "On this disk",
            )
        )
        self.largest, self.license = QComboBox(), QComboBox()
        self.largest.setAccessibleName("Largest size")
        self.largest.addItem("Any size", None)
        for size in SIZES:
            self.largest.addItem(f"Up to {size} GB", size * 10**9)
        self.license.setAccessibleName("Licence")
        self.license.addItem("Any licence", "")
        for name in LICENSES:
            self.license.addItem(name, name)
        flow = Flow()
        for box in (self.fitting, self.quantized, self.no_gate, self.vision, self.tools, self.reasons, self.here):
            flow.addWidget(box)
            box.toggled.connect(self._words_changed)
        for choice in (self.largest, self.license):
            flow.addWidget(choice)
            choice.currentIndexChanged.connect(self._words_changed)
        self.column.addLayout(flow)
        line = QHBoxLayout()
        self.status = label("", "muted")
        self.status.setMinimumHeight(self.fontMetrics().height())
        self.retry = QPushButton("Try again")
        self.retry.hide()
        self.stop = QPushButton("Stop")
        self.stop.hide()
        line.addWidget(self.status, 1)
        line.addWidget(self.retry)
        line.addWidget(self.stop)
        self.column.addLayout(line)
        self.problems = Problems(self._controller.apply)
        self.column.addWidget(self.problems)
        self.gate = GateCard()
        self.column.addWidget(self.gate)
        self.search.textChanged.connect(self._words_changed)
        self.search.returnPressed.connect(self._entered)
        self.open.clicked.connect(self._open)
        self.retry.clicked.connect(lambda: self._again())
        self.stop.clicked.connect(self._stop)
        self.gate.given.connect(self._token_given)

    def _build_list(self) -> None:
        self.source, self.filter = ModelTable(), Filter()
        self.filter.setSourceModel(self.source)
        self.table = _table("Models of the catalogue, of this disk and of the Hub")
        self.table.setModel(self.filter)
        _fit_columns(
            self.table, ("[] too big", "", "FP8 per channel", "1,234.5 GB", "1,048,576", "one GPU", "on this disk")
        )
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.table.setMinimumHeight(LIST)
        self.column.addWidget(self.table, 1)
        self.empty = label("No model matches. Try fewer words or filters, paste an address, or open a folder.", "muted")
        self.column.addWidget(self.empty)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.table.doubleClicked.connect(lambda _: self._controller.forward())

    def _build_below(self) -> None:
        self.chosen = label("", bold=True, select=True)
        self.facts = label("", "muted", select=True)
        self.more = QPushButton("All formats on the Hub")
        self.more.setAccessibleDescription("Ask the Hub for every repository of this model")
        row = QHBoxLayout()
        row.addWidget(self.chosen, 1)
        row.addWidget(self.more)
        self.column.addLayout(row)
        self.column.addWidget(self.facts)
        self.code, self.download = CodeCard(), DownloadCard()
        self.column.addWidget(self.code)
        self.column.addWidget(self.download)
        self.ways_title = label("Ways to run it", bold=True, size=1.15)
        self.ways_status = label("", "muted")
        self.ways = WaysTable()
        self.ways_table = _table("Ways to run this model, by format")
        self.ways_table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.ways_table.setModel(self.ways)
        self.ways_table.setModel(self.ways)
        _fit_columns(
            self.ways_table,
            ("not for vLLM", "GPTQ 4-bit", "★ casperhansen/llama-3.3-70b-awq", "16.0", "141.1 GB", "131,072",
             "weight-only", "as its publisher made it", "10,000,000", "apache-2.0"),
        )  # fmt: skip
        self.why = label("", select=True)
        for widget in (self.ways_title, self.ways_status, self.ways_table, self.why):
            self.column.addWidget(widget)
            widget.hide()
        self.more.clicked.connect(self._more)
        self.code.answered.connect(self._code_answered)
        self.download.started.connect(self._start_download)
        self.download.paused.connect(self._pause_download)
        self.ways_table.selectionModel().selectionChanged.connect(self._way_selected)

    # tasks: one of a kind at a time, the newer one counts

    def _run(
        self, kind: str, work: Callable[..., Any], done: Callable[[Any], None], failed: Callable[[Problem], None], *,
        progress: Callable[[Any], None] | None = None,
    ) -> Task:  # fmt: skip
        if kind in self._tasks:
            self._tasks[kind].cancel()

        def problem(error: BaseException) -> None:
            self._tasks.pop(kind, None)
            if not isinstance(error, RigwiseError):
                raise error
            failed(error.problem)

        def end(answer: Any) -> None:
            self._tasks.pop(kind, None)
            done(answer)

        self._tasks[kind] = self._controller.runner.run(work, done=end, failed=problem, progress=progress)
        return self._tasks[kind]

    @property
    def place(self) -> Place:
        if self._place is None:
            self._place = self._controller.edges.place()
        return self._place

    # the list

    def refresh(self) -> None:
        """The state is another one."""
        usable = self._controller.state.usable
        known = self._judged_for
        if usable is not None and (known is None or _plan_key(known) != _plan_key(usable)):
            self._judged_for = usable
            self._judge(usable)
        self._show_chosen()

    def _judge(self, rig: Rig) -> None:
        place, local = self._controller.edges.place, self._local

        def work(cancel: Any, report: Any) -> tuple[tuple[LocalModel, ...], list[Row]]:
            hub_work.prepare()
            found = local_models(place()) if local is None else local
            return found, judge(rig, found, cancel)

        self._run("judge", work, self._fill, self._list_failed)
        self._hub = [of_found(row.source, rig) if isinstance(row.source, Found) else row for row in self._hub]
        before = self._compared
        if before is not None:
            self._run("again", lambda cancel, report: hub_work.compare_again(rig, before), self._ways_told, self._told)

    def _fill(self, answer: tuple[tuple[LocalModel, ...], list[Row]]) -> None:
        self._local, self._catalogue = answer
        self._list()
        _spare_the_collector()

    def _list_failed(self, problem: Problem) -> None:
        self.problems.show_problems([problem])

    def _list(self) -> None:
        """Catalogue and disk, then what the Hub found beyond them."""
        there = {row.id.lower() for row in self._catalogue}
        self._setting = True
        self.source.fill([*self._catalogue, *(row for row in self._hub if row.id.lower() not in there)])
        self._narrow()
        self._setting = False
        self._mark_chosen()

    def _narrowing(self) -> Narrowing:
        words = () if _address(self.search.text()) else tuple(self.search.text().lower().split())
        return Narrowing(
            words, self.fitting.isChecked(), self.quantized.isChecked(), self.no_gate.isChecked(), self.vision.isChecked(),
            self.tools.isChecked(), self.reasons.isChecked(), self.here.isChecked(), self.largest.currentData(),
            self.license.currentData(),
        )  # fmt: skip

    def _narrow(self) -> None:
        self.filter.narrow(self._narrowing())
        self.empty.setVisible(self.filter.rowCount() == 0 and bool(self.source.rows) and "search" not in self._tasks)

    def _mark_chosen(self) -> None:
        """Select its row, which is no choice of the person's."""
        self._setting = True
        self._select_chosen()
        self._setting = False

    def _select_chosen(self) -> None:
        checkpoint = self._controller.state.checkpoint
        for position, row in enumerate(self.source.rows):
            if checkpoint is not None and row.id == checkpoint.model:
                index = self.filter.mapFromSource(self.source.index(position, 0))
                if index.isValid():
                    flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
                    self.table.selectionModel().select(index, flags)

    def _selected(self) -> None:
        rows = self.table.selectionModel().selectedRows()
        if not rows or self._setting:
            return
        row = self.source.rows[self.filter.mapToSource(rows[0]).row()]
        current = self._controller.state.checkpoint
        if current is not None and current.model == row.id and (row.fit is not None or self._looked):
            return
        source = row.source
        if isinstance(source, CatalogueEntry):
            self._take(source.checkpoint())
        elif isinstance(source, LocalModel):
            model = source
            self._say("Reading it from the disk …")
            self._run("look", lambda cancel, report: model.checkpoint(), self._take, self._told)
        else:
            self.look(Reference(row.id))

    # the Hub

    def _words_changed(self) -> None:
        self._narrow()
        self._timer.start()

    def _entered(self) -> None:
        """Enter asks at once; an id is looked at."""
        self._timer.stop()
        try:
            wanted = reference(self.search.text())
        except RigwiseError as error:
            self._told(error.problem)
            return
        if wanted is not None:
            self.look(wanted)
        else:
            self._ask_hub()

    def _ask_hub(self) -> None:
        """What was typed, asked of the Hub; an address is looked at."""
        text = self.search.text().strip()
        if _address(text):
            self._entered()
            return
        if len(text) < SHORTEST_WORDS:
            if "search" in self._tasks:
                self._tasks.pop("search").cancel()
            self._hub = []
            self._say("")
            self._list()
            return
        edges, narrowing = self._controller.edges, self._narrowing()
        filters = Filters(vision=narrowing.vision, open=narrowing.open, license=narrowing.license)
        self._say("Searching the Hub …", busy=True)
        self._again = self._ask_hub
        self._run(
            "search",
            lambda cancel, report: hub_work.find(edges.place(), text, filters, cancel),
            self._searched,
            self._told,
        )

    def _searched(self, searched: Searched) -> None:
        rig = self._controller.state.usable
        if searched.answer is not None:
            self._hub = [of_found(found, rig) for found in searched.answer.found if found.served]
        if searched.problem is not None:
            old = f" This is the Hub's answer of {format_age(searched.answer.age)} ago." if searched.answer else ""
            self._say(f"{searched.problem.message}{old}", "warn", again=True)
        else:
            count = len(self._hub)
            self._say(f"{count} on the Hub, most downloaded first." if count else "Nothing on the Hub has that name.")
        self._list()

    def look(self, wanted: Reference) -> None:
        """Read a repository's headers, take it as the model, and compare its formats."""
        edges = self._controller.edges
        self.problems.show_problems([])
        self.gate.hide()
        self._say(f"Reading {wanted.id}: config and headers, no weights …", busy=True)
        self._again = lambda: self.look(wanted)

        def failed(problem: Problem) -> None:
            self._say("")
            if problem.code in CURED_BY_A_TOKEN:
                address = self.place.page(wanted.id)
                ask = partial(self.gate.ask, problem, address)
                self._run("keyring", lambda cancel, report: hub_work.keyring_there(), ask, self._told)
            else:
                self.problems.show_problems([problem])
                self.retry.setVisible(problem.code.startswith("hub-"))

        self._run(
            "look",
            lambda cancel, report: hub_work.look(edges.place(), wanted, edges.folder(), cancel),
            self._looked_at,
            failed,
        )

    def _looked_at(self, looked: Looked) -> None:
        self._say(looked.old, "warn" if looked.old else "muted", again=bool(looked.old))
        self._looked = looked
        if looked.checkpoint is not None:
            self._put_row(looked)
            self._take(looked.checkpoint, looked)
            self._mark_chosen()
            self.table.setMinimumHeight(LIST_BESIDE)
        if looked.problem is not None:
            self.problems.show_problems([looked.problem])
        self._compare(looked.found)

    def _put_row(self, looked: Looked) -> None:
        """The list shows the exact verdict from now on."""
        rig, checkpoint = self._controller.state.usable, looked.checkpoint
        if rig is None or checkpoint is None:
            return
        row = next((row for row in self.source.rows if row.id == looked.found.id), None)
        if row is None:
            found = looked.found
            row = of_found(Found(found.id, found.downloads, license=found.license, gated=found.gated), rig)
            self._hub.append(row)
        exact = judged(replace(row, size=looked.found.download_bytes), checkpoint, rig)
        self._hub = [exact if one.id == row.id else one for one in self._hub]
        if isinstance(row.source, Found):
            self._list()
        else:
            self.source.put(exact)

    def _compare(self, found: Inspection) -> None:
        rig, edges = self._controller.state.usable, self._controller.edges
        if rig is None:
            return
        cards = rig
        self.ways_title.show()
        self.ways_status.setText("Looking for other formats of it …")
        self.ways_status.show()

        def failed(problem: Problem) -> None:
            self.ways_status.setText(f"{problem.message} {problem.fix}")

        def done(compared: Compared) -> None:
            self._ways_told(compared)
            unread = sum(
                way.fit is None and way.problem is None and way.group != "not for vLLM" for way in compared.ways
            )
            self.ways_status.setText(
                f"{len(compared.ways)} repositories hold this model."
                + f" Select one to read it ({unread} unread)." * bool(unread)
            )

        self._run(
            "compare",
            lambda cancel, report: hub_work.compare(edges.place(), cards, found, cancel, report),
            done,
            failed,
            progress=self._ways_told,
        )

    def _ways_told(self, compared: Compared) -> None:
        self._compared = compared
        self._setting = True
        self.ways.fill(compared.ways)
        checkpoint = self._controller.state.checkpoint
        at = next((n for n, way in enumerate(compared.ways) if checkpoint and way.id == checkpoint.model), None)
        if at is not None:
            self.ways_table.selectRow(at)
        self._setting = False
        self.ways_table.setVisible(bool(compared.ways))
        rows = min(8, len(compared.ways))
        self.ways_table.setFixedHeight(self.ways_table.verticalHeader().defaultSectionSize() * (rows + 1) + 26)
        best = next((way for way in compared.ways if way.recommended), None)
        self.why.setText(f"★ {best.id}: {best.why}" if best else "Nothing of it fits this rig.")
        self.why.setVisible(bool(compared.ways))

    def _way_selected(self) -> None:
        rows = self.ways_table.selectionModel().selectedRows()
        if not rows or self._setting or self._compared is None:
            return
        way = self.ways.ways[rows[0].row()]
        sibling = self._compared.sibling(way.id)
        if way.checkpoint is not None and sibling is not None and sibling.inspection is not None:
            found, folder = sibling.inspection, self._controller.edges.folder

            def work(cancel: Any, report: Any) -> Looked:
                from rigwise.core.models.hub.known import agreed

                assert way.checkpoint is not None
                return Looked(found, agreed(way.checkpoint, folder()))

            self._run("look", work, self._way_taken, self._told)
        else:
            self.look(Reference(way.id))

    def _way_taken(self, looked: Looked) -> None:
        self._looked = looked
        if looked.checkpoint is not None:
            self._take(looked.checkpoint, looked)

    def _more(self) -> None:
        checkpoint = self._controller.state.checkpoint
        if checkpoint is not None:
            self.look(Reference(checkpoint.model, checkpoint.revision))

    # the chosen one

    def _take(self, checkpoint: Checkpoint, looked: Looked | None = None) -> None:
        """This is the model now."""
        self.problems.show_problems([])
        if looked is None:
            self._say("")
            self._looked = None
            self._forget_ways()
        self._controller.choose_model(checkpoint)
        self._show_chosen()

    def _forget_ways(self) -> None:
        for kind in ("compare", "again"):
            if kind in self._tasks:
                self._tasks.pop(kind).cancel()
        self._compared = None
        self.table.setMinimumHeight(LIST)
        for widget in (self.ways_title, self.ways_status, self.ways_table, self.why):
            widget.hide()

    def _inspection(self) -> Inspection | None:
        """What was read of the chosen model, if it was."""
        checkpoint, looked = self._controller.state.checkpoint, self._looked
        if checkpoint is None or looked is None or looked.found.id != checkpoint.model:
            return None
        return looked.found if looked.found.commit == checkpoint.revision else None

    def _show_chosen(self) -> None:
        checkpoint, found = self._controller.state.checkpoint, self._inspection()
        self.chosen.setText(f"Chosen: {checkpoint.model}, {checkpoint.quantization.label}" if checkpoint else "")
        self.more.setVisible(checkpoint is not None and checkpoint.folder is None and found is None)
        self.facts.setText(_facts(found) if found else "")
        self.facts.setVisible(found is not None)
        self._show_code(checkpoint, found)
        self._show_download(found)

    def _show_code(self, checkpoint: Checkpoint | None, found: Inspection | None) -> None:
        if checkpoint is None or not checkpoint.needs_remote_code:
            self.code.hide()
            return
        code = code_of(found) if found else Code((), ())
        address = f"{self.place.page(checkpoint.model)}/tree/{checkpoint.revision or 'main'}"
        self.code.ask(checkpoint.model, checkpoint.revision or "", code, address, checkpoint.code_agreed)

    def _code_answered(self, yes: bool) -> None:
        checkpoint, folder = self._controller.state.checkpoint, self._controller.edges.folder
        if checkpoint is not None:
            asked = checkpoint

            def work(cancel: Any, report: Any) -> Checkpoint:
                return hub_work.answer_code(folder(), asked, yes)

            self._run("code", work, self._controller.choose_model, self._told)

    def _show_download(self, found: Inspection | None) -> None:
        if found is None or not found.download:
            self.download.hide()
            return
        if self._download is not None and self._download[0].id == found.id:
            if self._moment is not None:
                self.download.follow(self._moment)
            return
        edges, busy = self._controller.edges, self._download is not None

        def told(offered: Offer) -> None:
            self.download.offer(offered.need, offered.whole, offered.free)
            self.download.start.setEnabled(not busy)

        self._run("offer", lambda cancel, report: hub_work.offer(edges.place(), found), told, self._told)

    def _start_download(self) -> None:
        found, edges = self._inspection(), self._controller.edges
        if found is None or self._download is not None:
            return

        def failed(problem: Problem) -> None:
            self._end_download()
            if problem.code in CURED_BY_A_TOKEN:
                self._again = self._start_download
                self.gate.ask(problem, self.place.page(found.id), False)
            else:
                self.problems.show_problems([problem])

        task = self._run(
            "download",
            lambda cancel, report: hub_work.fetch(edges.place(), found, cancel, report),
            lambda _: self._downloaded(found),
            failed,
            progress=self._moved,
        )
        self._download = found, task
        self.download.start.setEnabled(False)

    def _moved(self, moment: Progress) -> None:
        self._moment = moment
        shown = self._inspection()
        if self._download is not None and shown is not None and shown.id == self._download[0].id:
            self.download.follow(moment)

    def _pause_download(self) -> None:
        if self._download is not None:
            self._download[1].cancel()
            self._tasks.pop("download", None)
            self._end_download()

    def _end_download(self) -> None:
        self._download = self._moment = None
        self._show_download(self._inspection())

    def _downloaded(self, found: Inspection) -> None:
        self._end_download()
        self._say(f"{found.id} is on this disk.", "good")
        place = self.place

        def work(cancel: Any, report: Any) -> tuple[LocalModel, ...]:
            return local_models(place)

        self._run("local", work, self._here_now, self._told)

    def _here_now(self, local: tuple[LocalModel, ...]) -> None:
        """The list tells what is on this disk."""
        self._local = local
        here = {model.id.lower(): model for model in local if model.complete}

        def marked(row: Row) -> Row:
            mine = here.get(row.id.lower())
            return replace(row, source=mine, here=True) if mine else row

        self._catalogue, self._hub = [marked(row) for row in self._catalogue], [marked(row) for row in self._hub]
        self._list()

    # token, folder, words

    def _token_given(self, secret: str, in_keyring: bool) -> None:
        edges = self._controller.edges

        def kept(keeping: Any) -> None:
            self.gate.token.clear()
            self.gate.hide()
            self._say(f"Your token is kept {keeping.value}.", "good")
            self._again()

        def work(cancel: Any, report: Any) -> Any:
            return hub_work.take_token(edges.place(), secret, in_keyring, cancel)

        self._run("token", work, kept, self.gate.refused)

    def _open(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "Open a model's folder")
        if folder:
            self.load(folder)

    def load(self, folder: str) -> None:
        """Take a folder's checkpoint, or say what is wrong with it."""

        def done(checkpoint: Checkpoint) -> None:
            self._setting = True
            self.table.clearSelection()
            self._setting = False
            self._take(checkpoint)

        self._run("look", lambda cancel, report: open_folder(folder), done, self._told)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A folder, one of its files, or a link from a browser."""
        url = event.mimeData().urls()[0]
        if url.isLocalFile():
            path = Path(url.toLocalFile())
            self.load(str(path if path.is_dir() or path.suffix == ".json" else path.parent))
        else:
            self.search.setText(url.toString())
        event.acceptProposedAction()

    def _stop(self) -> None:
        """Nobody waits for the Hub any longer."""
        for kind in ("search", "look", "compare"):
            if kind in self._tasks:
                self._tasks.pop(kind).cancel()
        self._say("Stopped.", again=True)

    def _told(self, problem: Problem) -> None:
        self._say("")
        self.problems.show_problems([problem])

    def _say(self, text: str, role: str = "muted", *, again: bool = False, busy: bool = False) -> None:
        self.status.setText(text)
        set_role(self.status, role)
        self.retry.setVisible(again)
        self._busy.start() if busy else self._busy.stop()
        self.stop.hide()


def _table(name: str) -> QTableView:
    table = QTableView()
    table.setAccessibleName(name)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setAlternatingRowColors(True)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(round(table.fontMetrics().height() * 1.9))
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setMinimumSectionSize(24)
    return table


def _fit_columns(table: QTableView, longest: Sequence[str]) -> None:
    """Columns as wide as a long text in bold; what is longer is cut, and stands whole in the tool tip."""
    measure = QFontMetrics(theme.sized(table.font(), 1.0, bold=True))
    for column, text in enumerate(longest):
        table.setColumnWidth(column, measure.horizontalAdvance(text) + 2 * CELL_MARGIN)


@lru_cache(maxsize=1)
def _spare_the_collector() -> None:
    """The catalogue, its estimates and what was imported stay as long as the window: a garbage collection that walks all
    of them holds the window up for 60 ms, and downloads make collections frequent. Once a process."""
    gc.freeze()


def _address(text: str) -> bool:
    """It is meant as an address, not as words."""
    return "://" in text or text.strip().startswith(("huggingface.co/", "hf.co/", "www.huggingface.co/"))


def _facts(found: Inspection) -> str:
    """What was read, in one line."""
    parts = [f"Commit {found.commit[:12]}", f"licence {found.license or 'unknown'}", f"{found.downloads:,} downloads"]
    if found.headers is not None:
        parts.append(
            f"{len(found.headers):,} tensors read from {found.headers_read} header{'s' * (found.headers_read != 1)}"
        )
    if not found.has_tokenizer:
        parts.append("no tokenizer among its files")
    if found.calls_tools:
        parts.append("takes tools")
    if found.reasons:
        parts.append("reasons")
    if found.private:
        parts.append("private")
    return " · ".join(parts)


def _plan_key(rig: Rig) -> object:
    """What of a rig the verdicts depend on; load in whole GiB, so that a flickering desktop does not judge anew."""
    return [(gpu.name, gpu.total_bytes, gpu.used_bytes >> 30) for gpu in rig.gpus], rig.links
