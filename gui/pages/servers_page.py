# SPDX-License-Identifier: Apache-2.0
"""All servers of this machine, as they are now: looked at every two seconds while somebody sees the page."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout
from rigwise.core.interruptible import Cancelled
from rigwise.core.launch.engine import Engine
from rigwise.core.launch.fleet import View, look
from rigwise.core.launch.follow import LogBatch, follow
from rigwise.core.launch.server import remove, restart, stop
from rigwise.core.launch.upkeep import Freed, frees, remove_with_image, renew, set_restart
from rigwise.core.memory.deployment import LATEST_RELEASE
from rigwise.core.problems import RigwiseError
from rigwise.core.serving.docker import IMAGE
from rigwise.core.words import mark, phrase
from rigwise.gui.controller import Controller
from rigwise.gui.tasks import Task
from rigwise.gui.widgets.log_panel import LogPanel
from rigwise.gui.widgets.parts import Page, Problems, label
from rigwise.gui.widgets.server_card import ServerCard

LOOK_MS = 2000

_DOING = {
    "start": mark("servers page", "Starting {server} …"),
    "stop": mark("servers page", "Stopping {server} …"),
    "remove": mark("servers page", "Removing {server} …"),
    "remove-image": mark("servers page", "Removing {server} …"),
}


class ServersPage(Page):
    """cards: one a server, by the container's id."""

    def __init__(self, controller: Controller) -> None:
        super().__init__(
            phrase("servers page", "Servers"),
            phrase("servers page", "Everything that Rigwise has started on this machine."),
        )
        self._controller = controller
        self.views: tuple[View, ...] = ()
        self.cards: dict[str, ServerCard] = {}
        self._looking: Task | None = None
        self._blind = False  # the last look failed, and what it said stands on the page
        self._following: Task | None = None
        self.problems = Problems(controller.apply)
        self.column.addWidget(self.problems)
        self.empty = label(
            phrase("servers page", "There are no servers yet. Plan one and start it: it will be listed here."), "muted"
        )
        self.column.addWidget(self.empty)
        self.busy = label("", "muted")
        doing = QHBoxLayout()
        doing.addWidget(self.busy, 1)
        self.cancel = QPushButton(phrase("servers page", "Cancel"))
        doing.addWidget(self.cancel)
        self.column.addLayout(doing)
        self.busy.hide()
        self.cancel.hide()
        self._updating: Task | None = None
        self.cancel.clicked.connect(self._give_up)
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        self.column.addLayout(self._list)
        self.log_title = label("", bold=True)
        self.log = LogPanel()
        self.column.addWidget(self.log_title)
        self.column.addWidget(self.log, 1)
        self.log_title.hide()
        self.log.hide()
        self.column.addStretch()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()
        self.look()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
        self._stop_following()

    # looking

    def _with_engine(self, work: Callable[[Engine], Any]) -> Any:
        """A connection for one piece of work, in a worker."""
        engine = self._controller.edges.connect()
        try:
            return work(engine)
        finally:
            engine.close()

    def look(self) -> None:
        """Once, off the UI thread; a look under way is not overtaken."""
        if self._looking is not None:
            return
        edges, before = self._controller.edges, self.views
        self._looking = self._controller.runner.run(
            lambda cancel, report: self._with_engine(lambda engine: look(engine, edges.probe(), before)),
            done=self._seen,
            failed=self._unseen,
        )

    def _seen(self, views: tuple[View, ...]) -> None:
        self._looking = None
        if self._blind:
            self.problems.show_problems([])
        self._blind = False
        self._show(views)

    def _unseen(self, error: BaseException) -> None:
        self._looking = None
        self._show(())
        self._blind = True
        self._failed(error)

    def _show(self, views: tuple[View, ...]) -> None:
        self.views = views
        there = {view.server.id for view in views}
        for identity in [known for known in self.cards if known not in there]:
            card = self.cards.pop(identity)
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        for view in views:
            card = self.cards.get(view.server.id) or self._card(view)
            card.show_view(view)
        self.empty.setVisible(not views)

    def _card(self, view: View) -> ServerCard:
        card = ServerCard(view)
        card.wanted.connect(lambda word: self._do(card, word))
        self.cards[view.server.id] = card
        self._list.addWidget(card)
        return card

    # doing

    def _do(self, card: ServerCard, word: str) -> None:
        server = card.view.server
        self.problems.show_problems([])
        works: dict[str, Callable[[Engine], Any]] = {
            "start": lambda engine: restart(engine, server.id),
            "stop": lambda engine: stop(engine, server.id),
            "remove": lambda engine: remove(engine, server.id),
            "remove-image": lambda engine: remove_with_image(engine, server),
            "boot": lambda engine: set_restart(engine, server.id, on_boot=True),
            "no-boot": lambda engine: set_restart(engine, server.id, on_boot=False),
        }
        if word == "log":
            self.follow(card.view)
        elif word == "frees":
            self._work(lambda engine: frees(engine, server), lambda freed: self._ask(card, freed), "")
        elif word == "update":
            self._update(server.id)
        else:
            said = phrase("servers page", _DOING[word]).format(server=server.name) if word in _DOING else ""
            self._work(works[word], lambda _: self.look(), said)

    def _work(self, work: Callable[[Engine], Any], done: Callable[[Any], None], said: str) -> None:
        self._busy(said)

        def finished(result: Any) -> None:
            self._busy("")
            done(result)

        self._controller.runner.run(lambda cancel, report: self._with_engine(work), done=finished, failed=self._failed)

    def _update(self, identity: str) -> None:
        """To the newest release that Rigwise knows; the old container comes back if the new one does not start."""
        image = f"{IMAGE}:v{LATEST_RELEASE}"
        self._busy(phrase("servers page", "Fetching {image} …").format(image=image))

        def work(cancel: threading.Event, report: Callable[[Any], None]) -> Any:
            return self._with_engine(lambda engine: renew(engine, identity, image, cancel, report))

        def finished(_: Any) -> None:
            self._busy("")
            self.look()

        self._updating = self._controller.runner.run(
            work,
            done=finished,
            failed=self._failed,
            progress=lambda pull: self._busy(
                phrase("servers page", "Fetching {image}: {share:.0%}").format(image=image, share=pull.share or 0)
            ),
        )
        self.cancel.show()

    def _give_up(self) -> None:
        """What is fetched of the image is kept; the server goes on as it was."""
        if self._updating is not None:
            self._updating.interrupt()

    def _ask(self, card: ServerCard, freed: Freed) -> None:
        card.ask_to_remove(freed)

    def _busy(self, text: str) -> None:
        self.busy.setText(text)
        self.busy.setVisible(bool(text))
        if not text:
            self._updating = None
            self.cancel.hide()

    # the log

    def follow(self, view: View) -> None:
        """Show what a server says, from now on."""
        self._stop_following()
        self.log.clear()
        self.log_title.setText(phrase("servers page", "Log of {server}").format(server=view.server.name))
        self.log_title.show()
        self.log.show()
        identity = view.server.id

        def work(cancel: threading.Event, report: Callable[[Any], None]) -> Any:
            return self._with_engine(lambda engine: follow(engine, identity, cancel, report))

        def came(batch: LogBatch) -> None:
            self.log.view.add(batch.lines)

        self._following = self._controller.runner.run(work, done=lambda _: None, failed=self._failed, progress=came)

    def _stop_following(self) -> None:
        if self._following is not None:
            self._following.cancel()
        self._following = None

    def _failed(self, error: BaseException) -> None:
        self._busy("")
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, RigwiseError):
            raise error
        self.problems.show_problems([error.problem])
