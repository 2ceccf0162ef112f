# SPDX-License-Identifier: Apache-2.0
"""The model: the catalogue by what fits, the Hub as one types, a pasted address or a folder; and every format of one model."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton
from rigwise.core.models.catalogue import CatalogueEntry
from rigwise.core.models.hub.inspect import Inspection
from rigwise.core.models.hub.local import LocalModel, local_models, open_folder
from rigwise.core.models.hub.names import Reference, reference
from rigwise.core.models.hub.search import Filters, Found
from rigwise.core.planning.runnable import obstacle
from rigwise.core.planning.ways import Way
from rigwise.core.problems import Problem, RigwiseError
from rigwise.core.units import format_age
from rigwise.core.words import phrase
from rigwise.gui import hub_work
from rigwise.gui.controller import Controller
from rigwise.gui.hub_work import Compared, Looked, Searched
from rigwise.gui.latest import Latest
from rigwise.gui.widgets.chosen_panel import ChosenPanel
from rigwise.gui.widgets.format_choices import FormatChoices
from rigwise.gui.widgets.goal_chooser import GoalChooser
from rigwise.gui.widgets.hub_cards import CURED_BY_A_TOKEN, GateCard
from rigwise.gui.widgets.model_search import ModelSearch
from rigwise.gui.widgets.model_table import GOOD_FOR, Filter, ModelTable, Row, as_model_list, judged, listed, of_found
from rigwise.gui.widgets.parts import Page, Problems, label, set_role
from rigwise.gui.widgets.tables import PlainTable
from rigwise.gui.widgets.ways_panel import WaysPanel

if TYPE_CHECKING:
    from rigwise.core.models.checkpoint import Checkpoint
    from rigwise.core.models.hub.place import Place

DEBOUNCE_MS = 250  # between the last key and the question to the Hub
STOPPABLE_MS = 1000  # what takes longer has a button that stops it
SHORTEST_WORDS = 2  # letters: one alone finds everything
LIST, LIST_ABOVE, LIST_BESIDE = 300, 200, 170  # pixels of the list: alone, above its formats, above the ways to run it


class ModelPage(Page):
    """The list, sorted by what fits and what people run, and below it what is known of the chosen one."""

    def __init__(self, controller: Controller) -> None:
        super().__init__(
            phrase("model page", "Which model?"),
            phrase(
                "model page",
                "Best first for this rig. The first one that surely starts is chosen already: Next is enough.",
            ),
        )
        self._controller = controller
        self._latest = Latest(controller.runner)
        self._catalogue: list[Row] = []
        self._hub: list[Row] = []
        self._local: tuple[LocalModel, ...] | None = None
        self._looked: Looked | None = None
        self._compared: Compared | None = None
        self._again: Callable[[], None] = lambda: None
        self._setting = False
        self._marked: str | None = None
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
        controller.ranking.ranked.connect(self._ranked)
        self.refresh()
        self._ranked()

    # what it is made of

    def _build_search(self) -> None:
        self.goals = GoalChooser()
        self.goals.picked.connect(self._controller.choose_goal)
        self.column.addWidget(self.goals)
        self.search = ModelSearch()
        self.column.addWidget(self.search)
        line = QHBoxLayout()
        self.status = label("", "muted")
        self.status.hide()
        self.retry = QPushButton(phrase("model page", "Try again"))
        self.retry.hide()
        self.stop = QPushButton(phrase("model page", "Stop"))
        self.stop.hide()
        line.addWidget(self.status, 1)
        line.addWidget(self.retry)
        line.addWidget(self.stop)
        self.column.addLayout(line)
        self.against = Problems(self._controller.apply)  # what keeps all models from starting
        self.problems = Problems(self._controller.apply)
        self.column.addWidget(self.against)
        self.column.addWidget(self.problems)
        self.gate = GateCard()
        self.column.addWidget(self.gate)
        self.search.changed.connect(self._words_changed)
        self.search.entered.connect(self._entered)
        self.search.open_wanted.connect(self._open)
        self.retry.clicked.connect(lambda: self._again())
        self.stop.clicked.connect(self._stop)
        self.gate.given.connect(self._token_given)

    def _build_list(self) -> None:
        self.source, self.filter = ModelTable(), Filter()
        self.filter.setSourceModel(self.source)
        self.table = PlainTable(phrase("model page", "Models of the catalogue, of this disk and of the Hub"))
        self.table.setModel(self.filter)
        as_model_list(self.table)
        self.table.leave_out(GOOD_FOR)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.table.setMinimumHeight(LIST)
        self.column.addWidget(self.table, 1)
        self.empty = label(
            phrase("model page", "No model matches. Try fewer words or filters, paste an address, or open a folder."),
            "muted",
        )
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setMinimumHeight(LIST_BESIDE)
        self.column.addWidget(self.empty, 1)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.table.doubleClicked.connect(lambda _: self._controller.forward())

    def _build_below(self) -> None:
        self.chosen = ChosenPanel(self._controller, self._latest)
        self.ways = WaysPanel()
        self.formats = FormatChoices()
        for widget in (self.chosen, self.formats, self.ways):
            self.column.addWidget(widget)
        self.chosen.more_wanted.connect(self._more)
        self.chosen.downloaded.connect(self._downloaded)
        self.chosen.failed.connect(self._chosen_failed)
        self.formats.picked.connect(self._picked)
        self.ways.picked.connect(self._way_picked)

    @property
    def place(self) -> Place:
        return self._controller.edges.place()

    # the list

    def refresh(self) -> None:
        """The state is another one."""
        self.goals.show_goal(self._controller.state.goal)
        self._show_chosen()
        if self._marked != self._chosen_id:
            self._mark_chosen()

    def _ranked(self) -> None:
        """The list is another one: the rig or the goal is."""
        ranking = self._controller.ranking
        found, rig, place, local = ranking.found, ranking.rig, self._controller.edges.place, self._local
        if rig is None:
            return
        cards = rig

        def work(cancel: Any, report: Any) -> tuple[tuple[LocalModel, ...], list[Row]]:
            here = local_models(place()) if local is None else local
            return here, listed(found, cards, here, cancel)

        against = obstacle(found) if found and not any(line.starts for line in found) else None
        self.against.show_problems([against] if against else [])
        self._latest.run("judge", work, self._fill, self._list_failed)
        self._hub = [of_found(row.source, rig) if isinstance(row.source, Found) else row for row in self._hub]
        before = self._compared
        if before is not None:
            self._latest.run(
                "again", lambda cancel, report: hub_work.compare_again(cards, before), self._ways_told, self._told
            )

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
        beyond = (row for row in self._hub if row.id.lower() not in there)
        self.source.fill([*self._catalogue, *beyond], shared=self._controller.ranking.shared)
        self._narrow()
        self._setting = False
        self._mark_chosen()

    @property
    def _chosen_id(self) -> str | None:
        checkpoint = self._controller.state.checkpoint
        return checkpoint.model if checkpoint else None

    def _narrow(self) -> None:
        self.filter.narrow(self.search.narrowing(), self._chosen_id)
        nothing = self.filter.rowCount() == 0 and bool(self.source.rows) and "search" not in self._latest
        self.empty.setVisible(nothing)
        self.table.setVisible(not nothing)

    def _mark_chosen(self) -> None:
        """Select its row, which is no choice of the person's, and show what else its line stands for."""
        self._marked = self._chosen_id
        self._setting = True
        self._narrow()
        self._select_chosen()
        self._setting = False
        self._show_formats()

    def _show_formats(self) -> None:
        mine = next((row for row in self.source.rows if row.id == self._marked and row.line >= 0), None)
        rows = [row for row in self.source.rows if mine and row.line == mine.line]
        self.formats.show_rows(rows if self.ways.isHidden() else (), self._marked)
        if self.ways.isHidden():
            self.table.setMinimumHeight(LIST if self.formats.isHidden() else LIST_ABOVE)

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
        self._picked(self.source.rows[self.filter.mapToSource(rows[0]).row()])

    def _picked(self, row: Row) -> None:
        current = self._controller.state.checkpoint
        if current is not None and current.model == row.id and (row.fit is not None or self._looked):
            return
        source = row.source
        if isinstance(source, CatalogueEntry):
            self._take(source.checkpoint())
        elif isinstance(source, LocalModel):
            model = source
            self._say(phrase("model page", "Reading it from the disk …"))
            self._latest.run("look", lambda cancel, report: model.checkpoint(), self._take, self._told)
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
            wanted = reference(self.search.text)
        except RigwiseError as error:
            self._told(error.problem)
            return
        if wanted is not None:
            self.look(wanted)
        else:
            self._ask_hub()

    def _ask_hub(self) -> None:
        """What was typed, asked of the Hub; an address is looked at."""
        text = self.search.text
        if self.search.is_address:
            self._entered()
            return
        if len(text) < SHORTEST_WORDS:
            self._latest.cancel("search")
            self._hub = []
            self._say("")
            self._list()
            return
        edges, narrowing = self._controller.edges, self.search.narrowing()
        filters = Filters(vision=narrowing.vision, open=narrowing.open, license=narrowing.license)
        self._say(phrase("model page", "Searching the Hub …"), busy=True)
        self._again = self._ask_hub
        self._latest.run(
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
            said = searched.problem.message
            if searched.answer:
                old = phrase("model page", "This is the Hub's answer of {age} ago.")
                said = f"{said} {old.format(age=format_age(searched.answer.age))}"
            self._say(said, "warn", again=True)
        else:
            count = len(self._hub)
            said = (
                phrase("model page", "{count} on the Hub, most downloaded first.")
                if count
                else phrase("model page", "Nothing on the Hub has that name.")
            )
            self._say(said.format(count=count))
        self._list()

    def look(self, wanted: Reference) -> None:
        """Read a repository's headers, take it as the model, and compare its formats."""
        edges = self._controller.edges
        self.problems.show_problems([])
        self.gate.hide()
        reading = phrase("model page", "Reading {model}: config and headers, no weights …")
        self._say(reading.format(model=wanted.id), busy=True)
        self._again = lambda: self.look(wanted)

        def failed(problem: Problem) -> None:
            self._say("")
            if problem.code in CURED_BY_A_TOKEN:
                address = self.place.page(wanted.id)
                ask = partial(self.gate.ask, problem, address)
                self._latest.run("keyring", lambda cancel, report: hub_work.keyring_there(), ask, self._told)
            else:
                self.problems.show_problems([problem])
                self.retry.setVisible(problem.code.startswith("hub-"))

        self._latest.run(
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
        self.ways.looking()

        def failed(problem: Problem) -> None:
            self.ways.tell(f"{problem.message} {problem.fix}")

        def done(compared: Compared) -> None:
            self._ways_told(compared)
            self.ways.told_all(compared.ways)

        self._latest.run(
            "compare",
            lambda cancel, report: hub_work.compare(edges.place(), cards, found, cancel, report),
            done,
            failed,
            progress=self._ways_told,
        )

    def _ways_told(self, compared: Compared) -> None:
        self._compared = compared
        checkpoint = self._controller.state.checkpoint
        self.ways.show_ways(compared.ways, checkpoint.model if checkpoint else None)
        self._show_formats()

    def _way_picked(self, way: Way) -> None:
        sibling = self._compared.sibling(way.id) if self._compared else None
        if way.checkpoint is not None and sibling is not None and sibling.inspection is not None:
            found, folder = sibling.inspection, self._controller.edges.folder

            def work(cancel: Any, report: Any) -> Looked:
                from rigwise.core.models.hub.known import agreed

                assert way.checkpoint is not None
                return Looked(found, agreed(way.checkpoint, folder()))

            self._latest.run("look", work, self._way_taken, self._told)
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
        self._show_formats()

    def _forget_ways(self) -> None:
        self._latest.cancel("compare", "again")
        self._compared = None
        self.table.setMinimumHeight(LIST)
        self.ways.hide()

    def _inspection(self) -> Inspection | None:
        """What was read of the chosen model, if it was."""
        checkpoint, looked = self._controller.state.checkpoint, self._looked
        if checkpoint is None or looked is None or looked.found.id != checkpoint.model:
            return None
        return looked.found if looked.found.commit == checkpoint.revision else None

    def _show_chosen(self) -> None:
        self.chosen.show_model(self._controller.state.checkpoint, self._inspection())

    def _chosen_failed(self, problem: Problem, found: Inspection | None) -> None:
        """A download may lack a token, which can be given here."""
        if found is not None and problem.code in CURED_BY_A_TOKEN:
            self._again = self.chosen.start_download
            self.gate.ask(problem, self.place.page(found.id), False)
        else:
            self._told(problem)

    def _downloaded(self, found: Inspection) -> None:
        self._say(phrase("model page", "{model} is on this disk.").format(model=found.id), "good")
        place = self.place

        def work(cancel: Any, report: Any) -> tuple[LocalModel, ...]:
            return local_models(place)

        self._latest.run("local", work, self._here_now, self._told)

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
            self._say(keeping.says, "good")
            self._again()

        def work(cancel: Any, report: Any) -> Any:
            return hub_work.take_token(edges.place(), secret, in_keyring, cancel)

        self._latest.run("token", work, kept, self.gate.refused)

    def _open(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, phrase("model page", "Open a model's folder"))
        if folder:
            self.load(folder)

    def load(self, folder: str) -> None:
        """Take a folder's checkpoint, or say what is wrong with it."""

        def done(checkpoint: Checkpoint) -> None:
            self._setting = True
            self.table.clearSelection()
            self._setting = False
            self._take(checkpoint)

        self._latest.run("look", lambda cancel, report: open_folder(folder), done, self._told)

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
            self.search.words.setText(url.toString())
        event.acceptProposedAction()

    def _stop(self) -> None:
        """Nobody waits for the Hub any longer."""
        self._latest.cancel("search", "look", "compare")
        self._say(phrase("model page", "Stopped."), again=True)

    def _told(self, problem: Problem) -> None:
        self._say("")
        self.problems.show_problems([problem])

    def _say(self, text: str, role: str = "muted", *, again: bool = False, busy: bool = False) -> None:
        self.status.setText(text)
        self.status.setVisible(bool(text))
        set_role(self.status, role)
        self.retry.setVisible(again)
        self._busy.start() if busy else self._busy.stop()
        self.stop.hide()


@lru_cache(maxsize=1)
def _spare_the_collector() -> None:
    """The catalogue, its estimates and what was imported stay as long as the window: a garbage collection that walks all
    of them holds the window up for 60 ms, and downloads make collections frequent. Once a process."""
    gc.freeze()
