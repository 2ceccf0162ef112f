# SPDX-License-Identifier: Apache-2.0
"""Start, follow and talk: each stage with its progress, the log, the first answer, and the way back to nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QProgressBar, QPushButton
from rigwise.core.launch.chat import FIRST_QUESTION, Answer, ask
from rigwise.core.launch.engine import Engine
from rigwise.core.launch.follow import LogBatch, Stage, follow, healthy, wait_ready
from rigwise.core.launch.pull import Cancelled, PullProgress, has_image, pull
from rigwise.core.launch.server import Server, ended, remove, restart, servers, start, stop
from rigwise.core.problems import Problem, RigwiseError
from rigwise.core.serving.container import ContainerSpec
from rigwise.core.units import format_gb
from rigwise.gui.controller import Controller
from rigwise.gui.edges import Edges
from rigwise.gui.tasks import Task
from rigwise.gui.widgets.log_view import LogView
from rigwise.gui.widgets.parts import Card, Page, Problems, label, set_role


@dataclass(frozen=True)
class Started:
    """A connection and the server on it."""

    engine: Engine
    server: Server


Report = Callable[[Any], None]


def launch(edges: Edges, spec: ContainerSpec, cancel: threading.Event, report: Report) -> Started:
    """Engine, image, container: everything before the server's own words. Runs in a worker."""
    report("Looking for Docker")
    engine = edges.connect()
    if not has_image(engine, spec.image):
        report("Fetching the image")
        pull(engine, spec.image, cancel, report)
    if cancel.is_set():
        raise Cancelled
    report("Starting the container")
    return Started(engine, start(engine, spec))


def find(edges: Edges) -> Started | None:
    """The newest server of ours that runs, from an earlier time that Rigwise was open."""
    engine = edges.connect()
    running = next((server for server in servers(engine) if server.running), None)
    return Started(engine, running) if running else None


class LaunchPage(Page):
    """stopped_by_us: a stop was asked for, so its end is no failure."""

    serving = Signal()

    def __init__(self, controller: Controller) -> None:
        super().__init__("Launch", "")
        self._controller = controller
        self._tasks: list[Task] = []
        self._started: Started | None = None
        self._stage = ""
        self._asked_to_stop = False
        card = Card()
        row = QHBoxLayout()
        self.stage = label("Nothing runs yet.", size=1.25, bold=True)
        row.addWidget(self.stage, 1)
        self.start = QPushButton("Start the server")
        self.start.setObjectName("primary")
        self.cancel = QPushButton("Cancel")
        self.stop = QPushButton("Stop the server")
        self.again = QPushButton("Start again")
        self.remove = QPushButton("Remove")
        for button in (self.start, self.cancel, self.stop, self.again, self.remove):
            row.addWidget(button)
        card.column.addLayout(row)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Progress of the start")
        card.column.addWidget(self.progress)
        self.detail = label("", "muted", select=True)
        card.column.addWidget(self.detail)
        self.column.addWidget(card)
        self.problems = Problems(controller.apply)
        self.column.addWidget(self.problems)
        self.chat = Card()
        self.chat.column.addWidget(label("Ask it something", bold=True))
        line = QHBoxLayout()
        self.question = QLineEdit(FIRST_QUESTION)
        self.question.setAccessibleName("Your question")
        self.send = QPushButton("Ask")
        line.addWidget(self.question, 1)
        line.addWidget(self.send)
        self.chat.column.addLayout(line)
        self.answer = label("", select=True)
        self.answer.setAccessibleName("The answer")
        self.chat.column.addWidget(self.answer)
        self.speed = label("", "muted")
        self.chat.column.addWidget(self.speed)
        self.column.addWidget(self.chat)
        self.log = LogView()
        self.log.setMinimumHeight(200)
        self.column.addWidget(self.log, 1)
        self.start.clicked.connect(self.begin)
        self.cancel.clicked.connect(self.give_up)
        self.stop.clicked.connect(self.end)
        self.again.clicked.connect(self.begin_again)
        self.remove.clicked.connect(self.discard)
        self.send.clicked.connect(self.ask_now)
        self.question.returnPressed.connect(self.ask_now)
        controller.changed.connect(self.refresh)
        self._show("idle")

    # what others ask

    @property
    def server(self) -> Server | None:
        return self._started.server if self._started else None

    @property
    def busy(self) -> bool:
        """Something is under way that a closing window would cut off."""
        return self._state in ("starting", "loading")

    @property
    def running(self) -> bool:
        return self._state in ("loading", "ready")

    # the states: idle, starting (engine, image, container), loading (the server's own start), ready, stopping, stopped

    def _show(self, state: str) -> None:
        self._state = state
        self.start.setVisible(state == "idle")
        self.cancel.setVisible(state in ("starting", "loading"))
        self.stop.setVisible(state == "ready")
        self.again.setVisible(state == "stopped")
        self.remove.setVisible(state == "stopped")
        self.progress.setVisible(state in ("starting", "loading", "stopping"))
        self.progress.setRange(0, 0)
        self.chat.setVisible(state == "ready")
        self.refresh()

    def refresh(self) -> None:
        plan = self._controller.state.deployment
        self.sentence.setText(f"{plan.checkpoint.model} on {plan.rig.description}." if plan else "")
        rig = self._controller.state.rig
        self.start.setEnabled(plan is not None and rig is not None and not rig.simulated)

    def _say(self, text: str, role: str = "") -> None:
        self.stage.setText(text)
        set_role(self.stage, role)

    def _run(self, work: Any, done: Any, progress: Any = None) -> None:
        task = self._controller.runner.run(work, done=done, failed=self._failed, progress=progress)
        self._tasks = [task, *(other for other in self._tasks if not other.cancelled)][:8]

    def _drop_tasks(self) -> None:
        for task in self._tasks:
            task.cancel()
        self._tasks = []

    # start

    def begin(self) -> None:
        """The one commit point: from here on Docker is touched."""
        plan = self._controller.state.deployment
        if plan is None or self._state not in ("idle", "stopped"):
            return
        spec = self._controller.edges.spec(plan, self._controller.state.port)
        self._asked_to_stop = False
        self.problems.show_problems([])
        self.log.clear()
        self.answer.setText("")
        self.speed.setText("")
        self._show("starting")
        self._say("Looking for Docker")
        edges = self._controller.edges
        self._run(lambda cancel, report: launch(edges, spec, cancel, report), self._container_runs, self._starting)

    def attach(self) -> None:
        """Find a server that an earlier Rigwise started, quietly when there is no engine."""
        edges = self._controller.edges

        def found(started: Started | None) -> None:
            if started is not None and self._state == "idle":
                self._container_runs(started)

        self._controller.runner.run(lambda cancel, report: find(edges), done=found, failed=lambda error: None)

    def _starting(self, news: object) -> None:
        if isinstance(news, str):
            self._say(news)
            self.detail.setText("")
            self.progress.setRange(0, 0)
        elif isinstance(news, PullProgress):
            self._say("Fetching the image" if news.phase == "downloading" else "Unpacking the image")
            if news.share is not None:
                self.progress.setRange(0, 1000)
                self.progress.setValue(max(self.progress.value(), round(news.share * 1000)))
            self.detail.setText(
                f"{format_gb(news.done, 2)} of {format_gb(news.total, 2)}, layer {news.layers_done} of {news.layers}"
            )

    def _container_runs(self, started: Started) -> None:
        self._started = started
        self.detail.setText(f"Container {started.server.name}, http://127.0.0.1:{started.server.port}")
        self._show("loading")
        self._say(Stage.STARTING.value)
        engine, identity = started.engine, started.server.id
        self._run(lambda cancel, report: follow(engine, identity, cancel, report), self._log_ended, self._log_came)
        self._run(lambda cancel, report: wait_ready(engine, identity, cancel), self._answers)

    def _log_came(self, batch: LogBatch) -> None:
        self.log.add(batch.lines)
        if self._state == "loading" and batch.stage is not Stage.READY:
            self._say(batch.stage.value)

    def _answers(self, server: Server | None) -> None:
        """wait_ready came back: the server answers, or it ended (the log's end tells why)."""
        if server is not None and server.running and self._state == "loading":
            self._show("ready")
            self._say(f"Serving on http://127.0.0.1:{server.port}/v1", "good")
            self.serving.emit()
            self.ask_now()

    def _log_ended(self, server: Server) -> None:
        if self._started is not None and server.id == self._started.server.id:
            self._started = Started(self._started.engine, server)
            self._show("stopped")
            if self._asked_to_stop:
                self._say("The server is stopped.")
            else:
                self._say("The server has ended.", "bad")
                self.problems.show_problems([ended(server, tuple(self.log.kept))])

    # talk

    def ask_now(self) -> None:
        if self._state != "ready" or self._started is None or not self.send.isEnabled():
            return
        address, question = self._started.server.address, self.question.text().strip()
        if not question or address is None:
            return
        self.answer.setText("")
        self.speed.setText("Waiting for the first token …")
        self.send.setEnabled(False)
        self._run(lambda cancel, report: ask(address, question, cancel, report), self._answered, self._heard)

    def _heard(self, piece: str) -> None:
        self.answer.setText(self.answer.text() + piece)

    def _answered(self, answer: Answer | None) -> None:
        self.send.setEnabled(True)
        if answer is None:
            return
        rate = f", {answer.tokens_per_second:,.0f} tokens a second" if answer.tokens_per_second else ""
        first = answer.time_to_first_token
        shown = f"{first * 1000:,.0f} ms" if first < 1 else f"{first:.1f} s"
        self.speed.setText(f"First token after {shown}{rate}; {answer.tokens:,} tokens.")

    # stop

    def give_up(self) -> None:
        """Cancel the start: a pull is broken off, a container of ours is removed."""
        self._drop_tasks()
        self._asked_to_stop = True
        started = self._started
        if self._state == "loading" and started is not None:
            self._show("stopping")
            self._say("Cancelling …")
            self._run(lambda cancel, report: remove(started.engine, started.server.id), lambda _: self._gone())
        else:
            self._show("idle")
            self._say("Cancelled. What was fetched of the image is kept for the next time.")
            self.detail.setText("")

    def end(self) -> None:
        started = self._started
        if started is None:
            return
        self._asked_to_stop = True
        self._show("stopping")
        self._say("Stopping the server …")
        self._run(lambda cancel, report: stop(started.engine, started.server.id), self._stopped)

    def _stopped(self, server: Server) -> None:
        if self._state == "stopping":
            self._log_ended(server)

    def begin_again(self) -> None:
        started = self._started
        if started is None:
            return
        self._asked_to_stop = False
        self.problems.show_problems([])
        self._drop_tasks()
        self._show("starting")
        self._say("Starting the container")
        engine, identity = started.engine, started.server.id
        self._run(lambda cancel, report: Started(engine, restart(engine, identity)), self._container_runs)

    def discard(self) -> None:
        started = self._started
        if started is None:
            return
        self._drop_tasks()
        self._show("stopping")
        self._say("Removing the container …")
        self._run(lambda cancel, report: remove(started.engine, started.server.id), lambda _: self._gone())

    def _gone(self) -> None:
        if self._started is not None:
            self._started.engine.close()
        self._started = None
        self.detail.setText("")
        self._show("idle")
        self._say("Nothing runs. The model stays in your Hub cache.")

    # faults

    def _failed(self, error: BaseException) -> None:
        self.send.setEnabled(True)
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, RigwiseError):
            raise error
        problem: Problem = error.problem
        self.problems.show_problems([problem])
        if self._state == "starting":
            self._show("stopped" if self._started else "idle")
            self._say("It did not start.", "bad")
        elif problem.code in ("engine-lost", "server-gone"):
            self._started = None
            self._show("idle")
            self._say("The connection to the server is lost.", "bad")
        elif self._state == "stopping":
            self._show("ready" if self._started and healthy(self._started.server, 0.2) else "stopped")
