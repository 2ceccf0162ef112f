# SPDX-License-Identifier: Apache-2.0
"""The chosen model: what was read of it, the person's word on its code, and its way onto this disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from rigwise.core.memory.speculation import draft_of
from rigwise.core.memory.speculative_config import draft_repository
from rigwise.core.models.hub.consent import Code, code_of
from rigwise.core.problems import Problem
from rigwise.core.words import phrase
from rigwise.gui import hub_work
from rigwise.gui.hub_work import Offer
from rigwise.gui.widgets.hub_cards import CodeCard, DownloadCard
from rigwise.gui.widgets.parts import label

if TYPE_CHECKING:
    from rigwise.core.models.checkpoint import Checkpoint
    from rigwise.core.models.hub.download import Progress
    from rigwise.core.models.hub.inspect import Inspection
    from rigwise.core.models.hub.names import Reference
    from rigwise.gui.controller import Controller
    from rigwise.gui.latest import Latest


class ChosenPanel(QWidget):
    """more_wanted: all formats of it; downloaded: an Inspection whose files are here now;
    failed: (Problem, the Inspection it is about, or None)."""

    more_wanted = Signal()
    downloaded = Signal(object)
    failed = Signal(object, object)

    def __init__(self, controller: Controller, latest: Latest) -> None:
        super().__init__()
        self._controller, self._latest = controller, latest
        self._fetched: Inspection | None = None  # what is being downloaded
        self._found: Inspection | None = None  # what was read of the chosen model
        self._draft: Reference | None = None  # the draft model of the plan
        self._beside: tuple[Inspection, ...] = ()  # what was read of it
        self.moment: Progress | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.name = label("", bold=True, select=True)
        self.facts = label("", "muted", select=True)
        self.more = QPushButton(phrase("model page", "All formats on the Hub"))
        self.more.setAccessibleDescription(phrase("model page", "Ask the Hub for every repository of this model"))
        row = QHBoxLayout()
        row.addWidget(self.name, 1)
        row.addWidget(self.more)
        column.addLayout(row)
        self.code, self.download = CodeCard(), DownloadCard()
        for widget in (self.facts, self.code, self.download):
            column.addWidget(widget)
        self.more.clicked.connect(self.more_wanted)
        self.code.answered.connect(self._code_answered)
        self.download.started.connect(self.start_download)
        self.download.paused.connect(self._pause)

    def show_model(self, checkpoint: Checkpoint | None, found: Inspection | None) -> None:
        """found: what was read of it on the Hub, None for one of the catalogue or of a folder."""
        self._found = found
        chosen = phrase("model page", "Chosen: {model}, {format}")
        self.name.setText(
            chosen.format(model=checkpoint.model, format=checkpoint.quantization.label) if checkpoint else ""
        )
        self.more.setVisible(checkpoint is not None and checkpoint.folder is None and found is None)
        self.facts.setText(facts(found) if found else "")
        self.facts.setVisible(found is not None)
        self._show_code(checkpoint)
        self._look_at_draft()
        self._show_download()

    def _show_code(self, checkpoint: Checkpoint | None) -> None:
        if checkpoint is None or not checkpoint.needs_remote_code:
            self.code.hide()
            return
        code = code_of(self._found) if self._found else Code((), ())
        page = self._controller.edges.place().page(checkpoint.model)
        address = f"{page}/tree/{checkpoint.revision or 'main'}"
        self.code.ask(checkpoint.model, checkpoint.revision or "", code, address, checkpoint.code_agreed)

    def _code_answered(self, yes: bool) -> None:
        checkpoint, folder = self._controller.state.checkpoint, self._controller.edges.folder
        if checkpoint is not None:
            asked = checkpoint

            def work(cancel: Any, report: Any) -> Checkpoint:
                return hub_work.answer_code(folder(), asked, yes)

            self._latest.run("code", work, self._controller.choose_model, self._fail)

    def _fail(self, problem: Problem) -> None:
        self.failed.emit(problem, None)

    # the download

    @property
    def downloading(self) -> bool:
        return self._fetched is not None

    def _show_download(self) -> None:
        found, under_way = self._found, self._fetched
        if found is None or not found.download:
            self.download.hide()
            return
        if under_way is not None and under_way.id == found.id:
            if self.moment is not None:
                self.download.follow(self.moment)
            return
        edges = self._controller.edges

        wanted = (found, *self._beside)

        def told(offered: Offer) -> None:
            draft = self._beside[0].id if self._beside else ""
            self.download.offer(offered.need, offered.whole, offered.free, draft)
            self.download.start.setEnabled(under_way is None)

        self._latest.run("offer", lambda cancel, report: hub_work.offer(edges.place(), wanted), told, self._fail)

    def _look_at_draft(self) -> None:
        """The draft model that the plan names is read once, to be counted and fetched with the model. What the catalogue
        knows of it is enough until the model is looked at on the Hub too."""
        plan, edges = self._controller.state.deployment, self._controller.edges
        draft = draft_repository(plan.options.speculative_config, plan.checkpoint.model) if plan else None
        if plan is not None and self._found is None and draft_of(plan) is not None:
            draft = None
        if draft == self._draft:
            return
        self._draft, self._beside = draft, ()
        if draft is None:
            self._latest.cancel("draft")
            return
        wanted = draft

        def told(seen: tuple[Inspection, str]) -> None:
            self._beside = (seen[0],)
            self._controller.know_draft()
            self._show_download()

        self._latest.run("draft", lambda cancel, report: hub_work.read(edges.place(), wanted, cancel), told, self._fail)

    def start_download(self) -> None:
        """Fetch what was read; one model at a time."""
        found, edges = self._found, self._controller.edges
        if found is None or self._fetched is not None:
            return
        wanted = (found, *self._beside)

        def failed(problem: Problem) -> None:
            self._end()
            self.failed.emit(problem, found)

        def done(_: Any) -> None:
            self._end()
            self.downloaded.emit(found)

        self._latest.run(
            "download",
            lambda cancel, report: hub_work.fetch(edges.place(), wanted, cancel, report),
            done,
            failed,
            progress=self._moved,
        )
        self._fetched = found
        self.download.start.setEnabled(False)

    def _moved(self, moment: Progress) -> None:
        self.moment = moment
        if self._fetched is not None and self._found is not None and self._found.id == self._fetched.id:
            self.download.follow(moment)

    def _pause(self) -> None:
        if self._fetched is not None:
            self._latest.cancel("download")
            self._end()

    def _end(self) -> None:
        self._fetched = self.moment = None
        self._show_download()


def facts(found: Inspection) -> str:
    """What was read, in one line."""
    licence = phrase("model page", "licence {licence}") if found.license else phrase("model page", "licence unknown")
    parts = [
        phrase("model page", "Commit {commit}").format(commit=found.commit[:12]),
        licence.format(licence=found.license),
        phrase("model page", "{count:,} downloads").format(count=found.downloads),
    ]
    if found.headers is not None:
        read = (
            phrase("model page", "{tensors:,} tensors read from one header")
            if found.headers_read == 1
            else phrase("model page", "{tensors:,} tensors read from {headers} headers")
        )
        parts.append(read.format(tensors=len(found.headers), headers=found.headers_read))
    if not found.has_tokenizer:
        parts.append(phrase("model page", "no tokenizer among its files"))
    if found.calls_tools:
        parts.append(phrase("model page", "takes tools"))
    if found.reasons:
        parts.append(phrase("model page", "reasons"))
    if found.private:
        parts.append(phrase("model page", "private"))
    return " · ".join(parts)
