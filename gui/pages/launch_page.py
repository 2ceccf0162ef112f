# SPDX-License-Identifier: Apache-2.0
"""Start, follow and talk: the list of jobs, the log, the first answer, and the way back to nothing.

The page holds one Run (core/launch/run.py); every event makes another one, and `_draw` shows it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton
from rigwise.core.interruptible import Cancelled
from rigwise.core.launch import pace
from rigwise.core.launch import run as runs
from rigwise.core.launch.attend import News, attend
from rigwise.core.launch.beginning import beginning
from rigwise.core.launch.bring_up import Started, bring_up, find_running, regain, take_down
from rigwise.core.launch.calibration import moment
from rigwise.core.launch.diagnosis.fixes import as_problem
from rigwise.core.launch.ending import ended, ended_with_engine
from rigwise.core.launch.follow import LogBatch, wait_ready, watch
from rigwise.core.launch.keys import read_key
from rigwise.core.launch.proof import Proof, kept, prove
from rigwise.core.launch.rehearsal import Rehearsal, rehearse
from rigwise.core.launch.report import report
from rigwise.core.launch.run import Job, Phase, Run
from rigwise.core.launch.server import Server, remove, restart, stop
from rigwise.core.memory.deployment import Deployment
from rigwise.core.problems import Problem, Remedy, RigwiseError
from rigwise.core.serving.container import ContainerSpec
from rigwise.core.serving.docker import command
from rigwise.core.wizard import Wizard
from rigwise.core.wizard.promise import found_again, same_plan, with_promise
from rigwise.core.words import phrase
from rigwise.gui.controller import Controller
from rigwise.gui.tasks import Task
from rigwise.gui.widgets.chat_card import ChatCard
from rigwise.gui.widgets.copy_menu import CopyMenu
from rigwise.gui.widgets.failure_card import FailureCard
from rigwise.gui.widgets.job_list import JobList
from rigwise.gui.widgets.log_view import LogView
from rigwise.gui.widgets.parts import Card, Page, Problems, label, set_role
from rigwise.gui.widgets.proof_card import ProofCard


class LaunchPage(Page):
    """started: the connection and server in hand, None when nothing of ours is there. previewed: plans that the window's
    bars shall show (BarPanel.preview); moved: `run` is another one."""

    serving = Signal()
    moved = Signal()
    previewed = Signal(object)

    def __init__(self, controller: Controller) -> None:
        super().__init__(phrase("launch page", "Launch"), "")
        self._controller = controller
        self._tasks: list[Task] = []
        self._start: Task | None = None
        self._attending: Task | None = None
        self._started: Started | None = None
        self._plan: Deployment | None = None  # what the server runs by, where this window started it
        self._spec: ContainerSpec | None = None  # of the last start
        self._picked_up = False
        self._choices: Wizard | None = None  # that the server was started with, by this window or an earlier one
        self.run = Run()
        card = Card()
        row = QHBoxLayout()
        self.stage = label("", size=1.25, bold=True)
        row.addWidget(self.stage, 1)
        self.start = QPushButton(phrase("launch page", "Start the server"))
        self.start.setObjectName("primary")
        self.rehearse = QPushButton(phrase("launch page", "Try before download"))
        self.rehearse.setToolTip(
            phrase("launch page", "vLLM starts with dummy weights, measures memory on these GPUs, and goes again")
        )
        self.cancel = QPushButton(phrase("launch page", "Cancel"))
        self.copy = CopyMenu()
        self.stop = QPushButton(phrase("launch page", "Stop the server"))
        self.again = QPushButton(phrase("launch page", "Start again"))
        self.remove = QPushButton(phrase("launch page", "Remove"))
        for button in (self.start, self.rehearse, self.cancel, self.copy, self.stop, self.again, self.remove):
            row.addWidget(button)
        card.column.addLayout(row)
        self.jobs = JobList()
        card.column.addWidget(self.jobs)
        self.left = label("", "muted")
        card.column.addWidget(self.left)
        self._watch, self._learned, self._pace_key = pace.Watch(), dict[Job, float](), ""
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._tell_time_left)
        self.column.addWidget(card)
        self.problems = Problems(controller.apply)
        self.column.addWidget(self.problems)
        self.failure = FailureCard()
        self.column.addWidget(self.failure)
        self.chat = ChatCard(controller.runner)
        self.column.addWidget(self.chat)
        self.proof = ProofCard(controller.runner)
        self.column.addWidget(self.proof)
        self.log_heading = label(phrase("launch page", "Log of the server"), bold=True)
        self.column.addWidget(self.log_heading)
        self.log = LogView()
        self.log.setMinimumHeight(200)
        self.column.addWidget(self.log, 1)
        self.column.addStretch()
        self.start.clicked.connect(self.begin)
        self.rehearse.clicked.connect(self.try_out)
        self.proof.fix_chosen.connect(self.restart_with)
        self.cancel.clicked.connect(self.give_up)
        self.stop.clicked.connect(self.end)
        self.again.clicked.connect(self.begin_again)
        self.remove.clicked.connect(self.discard)
        self.chat.refused.connect(self._refused)
        self.failure.previewed.connect(self.previewed)
        self.failure.fix_chosen.connect(self.fix_and_restart)
        self.failure.report_wanted.connect(self._copy_report)
        controller.changed.connect(self.refresh)
        self._become(self.run)

    # what the window asks

    @property
    def server(self) -> Server | None:
        return self._started.server if self._started else None

    def leave(self) -> None:
        """The window closes: a start that has no container yet is given up, a server runs on."""
        self._drop_tasks()

    def end_or_give_up(self) -> None:
        """Whatever it takes until nothing of this page's runs."""
        if self.run.alive:
            self.end()
        elif self.run.phase is Phase.STARTING:
            self.give_up()

    def take_focus(self) -> None:
        """To what is likely wanted next; never to what stops a server that answers."""
        wanted = (self.chat.question, self.cancel, self.failure.fix, self.again, self.start)
        for control in wanted:
            if control.isVisible() and control.isEnabled():
                control.setFocus()
                return

    # drawing

    def _become(self, run: Run) -> None:
        buttons = (self.start, self.rehearse, self.cancel, self.stop, self.again, self.remove)
        focused = any(button.hasFocus() for button in buttons)
        self.run = run
        phase = run.phase
        self._watch.note(run, time.monotonic())
        self._tell_time_left()
        self.stage.setText(runs.headline(run))
        bad = run.problem is not None and phase in (Phase.IDLE, Phase.STOPPED)
        set_role(self.stage, "good" if phase is Phase.READY else "bad" if bad else "")
        self.start.setVisible(phase is Phase.IDLE)
        self.rehearse.setVisible(phase is Phase.IDLE)
        self.cancel.setVisible(phase in (Phase.STARTING, Phase.LOADING))
        self.copy.show_server(run.server if phase is Phase.READY else None)
        self.stop.setVisible(phase is Phase.READY)
        for part in (self.log_heading, self.log):
            part.setVisible(run.server is not None or run.busy or bool(self.log.kept))
        self.again.setVisible(phase is Phase.STOPPED)
        self.remove.setVisible(phase is Phase.STOPPED)
        self.jobs.setVisible(run.busy or bad)
        self.jobs.show_jobs(run.jobs, moving=run.busy)
        self._show_problem(run)
        if phase is Phase.READY and run.server:
            self.chat.talk_to(run.server.address, read_key(run.server.key_file))
        else:
            self.chat.talk_to(None)
        self.refresh()
        if focused and not any(button.hasFocus() for button in buttons):
            self.take_focus()
        self.moved.emit()

    def _tell_time_left(self) -> None:
        left = self._watch.left(self._learned, self.run, time.monotonic()) if self.run.busy else None
        said = pace.in_words(left) if left is not None else ""
        going = phrase("launch page", "{time}, going by earlier starts.").format(time=f"{said[:1].upper()}{said[1:]}")
        self.left.setText(going if said else "")
        self.left.setVisible(left is not None)
        if self.run.busy != self._second.isActive():
            self._second.start() if self.run.busy else self._second.stop()

    def _learn_pace(self, spec: ContainerSpec) -> None:
        """A start begins: what is known of earlier ones."""
        self._watch, self._pace_key = pace.Watch(), pace.key(spec)
        self._learned = pace.learned(self._pace_key, pace.default_file())

    def _show_problem(self, run: Run) -> None:
        """A server's own failure has a card with evidence and fixes; what else is wrong, a sentence."""
        of_the_server = run.server is not None and run.problem is not None and run.phase is not Phase.STARTING
        finding = run.diagnosis.finding
        if finding is not None and run.problem is not None and finding.failure.code != run.problem.code:
            finding = None
        self.failure.show_failure(run.problem if of_the_server else None, finding, self._plan)
        self.problems.show_problems([run.problem] if run.problem and not of_the_server else [])

    def refresh(self) -> None:
        plan = self._controller.state.deployment
        serving = phrase("launch page", "{model} on {rig}.")
        self.sentence.setText(serving.format(model=plan.checkpoint.model, rig=plan.rig.description) if plan else "")
        rig = self._controller.state.rig
        self.start.setEnabled(plan is not None and rig is not None and not rig.simulated)
        self.rehearse.setEnabled(self.start.isEnabled())

    # work

    def _work(self, work: Any, done: Callable[[Any], None], progress: Any = None, unwanted: Any = None) -> Task:
        task = self._controller.runner.run(work, done=done, failed=self._failed, progress=progress, unwanted=unwanted)
        self._tasks = [task, *filter(self._controller.runner.live, self._tasks)]
        return task

    def _drop_tasks(self) -> None:
        for task in self._tasks:
            task.cancel()
        self._tasks = []

    # start

    def begin(self) -> None:
        """The one commit point: from here on Docker is touched."""
        state = self._controller.state
        plan = state.deployment
        if plan is None or self.run.phase not in (Phase.IDLE, Phase.STOPPED):
            return
        edges, spec = self._controller.edges, self._controller.spec()
        if spec is None:
            return
        self._plan, self._choices, self._picked_up, self._spec = plan, state, False, spec
        spec = with_promise(spec, plan, state.environment, state.arguments)
        self._learn_pace(spec)
        self._forget_log()
        self._let_go()
        self._become(runs.begun())
        self._start = self._work(
            lambda cancel, report: bring_up(edges.connect, spec, cancel, report),
            self._container_runs,
            lambda news: self._become(runs.heard(self.run, news)),
            take_down,
        )

    def attach(self) -> None:
        """Find a server that an earlier Rigwise started, quietly when there is no engine; its plan is the present one,
        unless the person has begun another."""
        edges = self._controller.edges

        def work(cancel: object, report: object) -> tuple[Started, Wizard | None] | None:
            started = find_running(edges.connect)
            try:
                return (started, found_again(started.server, edges.probe().rig)) if started else None
            except BaseException:
                _close(started)
                raise

        def found(both: tuple[Started, Wizard | None] | None) -> None:
            if both is None:
                return
            started, state = both
            if self.run.phase is not Phase.IDLE:
                started.engine.close()
                return
            self._choices, self._plan, self._picked_up = state, state.deployment if state else None, True
            self._learned = pace.learned(pace.key_of(started.server), pace.default_file())
            if state is not None and not self._controller.touched:
                self._controller.pick_up(state)
            self._container_runs(started)

        def closed(both: tuple[Started, Wizard | None] | None) -> None:
            if both is not None:
                both[0].engine.close()

        def unfound(error: BaseException) -> None:
            if not isinstance(error, RigwiseError):
                raise error

        self._controller.runner.run(work, done=found, failed=unfound, unwanted=closed)

    def begin_again(self) -> None:
        started = self._started
        if started is None:
            return
        self._drop_tasks()
        self._forget_log()
        self._watch = pace.Watch()
        self._become(runs.begun(started.server))
        engine, identity = started.engine, started.server.id
        self._start = self._work(
            lambda cancel, report: Started(engine, restart(engine, identity)),
            self._container_runs,
            unwanted=lambda late: stop(engine, identity),
        )

    def _container_runs(self, started: Started) -> None:
        self._started, self._start = started, None
        if self.run.asked_to_stop:  # cancelled when it was nearly there
            self._give_back(started)
            return
        self._become(runs.runs(self.run, started.server))
        self._controller.engine_takes(started.server.way)
        self._listen(started)

    def _listen(self, started: Started) -> None:
        engine, identity = started.engine, started.server.id
        self._work(lambda cancel, report: watch(engine, identity, cancel, report), self._log_ended, self._log_came)
        self._work(lambda cancel, report: wait_ready(engine, identity, cancel), self._answers)
        self._attending = self._work(
            lambda cancel, report: attend(engine, identity, cancel, report), lambda _: None, self._counted
        )

    def _counted(self, news: News) -> None:
        run = runs.counted(self.run, news)
        if run != self.run:
            self._become(run)

    def _log_came(self, batch: LogBatch) -> None:
        self.log.add(batch.lines)
        run = runs.logged(self.run, batch)
        if batch.diagnosis is not None and batch.diagnosis.alarming and batch.diagnosis.finding is not None:
            run = runs.suspected(run, as_problem(batch.diagnosis.finding, self._plan))
        if run != self.run:
            self._become(run)

    def _answers(self, server: Server | None) -> None:
        """wait_ready came back: the server answers, or it ended (the log's end tells why)."""
        if server is not None and server.running and self.run.phase is Phase.LOADING:
            if self._pace_key:
                pace.keep(self._pace_key, self._watch.taken(time.monotonic()), pace.default_file())
            if self._attending is not None:
                self._attending.cancel()
            self._become(runs.ready(self.run, server))
            self.serving.emit()
            if not self._picked_up:  # a server that people use already is asked nothing unasked
                self.chat.ask_now()
            self._prove()

    def _log_ended(self, server: Server) -> None:
        if self._started is not None and server.id == self._started.server.id:
            self._started = Started(self._started.engine, server)
            why = ended(server, tuple(self.log.kept), self.run.diagnosis, self._plan)
            self._become(runs.over(self.run, server, why))

    # proof

    def _forget_log(self) -> None:
        """A new start says everything anew."""
        self.log.clear()
        self.proof.show_proof(None)

    def _prove(self) -> None:
        """What the start measured beside what its plan promised, whichever Rigwise made it."""
        started, plan = self._started, self._plan
        if started is None or plan is None or self.run.phase is not Phase.READY:
            return
        engine, server = started.engine, started.server

        def work(cancel: threading.Event, report: object) -> Proof | None:
            log = beginning(engine, server, cancel)
            return kept(prove(log, plan, when=moment(server.started_at))) if log.ready else None

        def proved(proof: Proof | None) -> None:
            if proof is not None and self.run.phase is Phase.READY:
                self.proof.show_proof(proof, server.address, read_key(server.key_file))

        self._work(work, proved)

    def restart_with(self, remedy: Remedy) -> None:
        """The running server makes room for one with this change."""
        started = self._started
        if started is None or self.run.phase is not Phase.READY:
            return
        self._change(remedy)
        self._become(runs.stopping(self.run, phrase("launch page", "Making room for the new start …")))
        self._drop_tasks()
        self._work(lambda cancel, report: remove(started.engine, started.server.id), self._removed_for_another)

    def _removed_for_another(self, _: None) -> None:
        self._removed(None)
        self.begin()

    # rehearsal

    def try_out(self) -> None:
        """The same container with dummy weights, until vLLM has measured memory."""
        plan, edges, spec = self._controller.state.deployment, self._controller.edges, self._controller.spec()
        if plan is None or spec is None or self.run.phase is not Phase.IDLE:
            return
        self._forget_log()
        self._become(runs.begun())
        self._start = self._work(
            lambda cancel, report: rehearse(edges.connect, spec, plan, cancel, report), self._tried, self._trying
        )

    def _trying(self, news: Any) -> None:
        if isinstance(news, LogBatch):
            self.log.add(news.lines)
        self._become(runs.told(self.run, news))

    def _tried(self, found: Rehearsal) -> None:
        self._start = None
        refusal = found.log.refusal
        said = (
            phrase("launch page", "Tried: vLLM starts with this plan.")
            if refusal is None
            else phrase("launch page", "Tried: vLLM refuses this plan.")
        )
        nothing = phrase("launch page", "Nothing runs, and nothing was downloaded but config and tokenizer.")
        self._become(runs.gone(f"{said} {nothing}"))
        self.proof.show_proof(Proof(found.comparison, None, None, found.problem))

    # stop

    def give_up(self) -> None:
        """Cancel the start: a pull is broken off, a container of ours is removed."""
        self._become(runs.stopping(self.run, phrase("launch page", "Cancelling …")))
        if self._start is not None:  # its end is heard: as Cancelled, or as a container that came too late
            self._start.interrupt()
        elif self._started is not None:
            self._give_back(self._started)

    def _give_back(self, started: Started) -> None:
        """To what was there before the start: a stopped server, or none."""
        if self.run.again:
            self.end()
        else:
            self._take_down(started)

    def end(self) -> None:
        started = self._started
        if started is None:
            return
        self._become(runs.stopping(self.run, phrase("launch page", "Stopping the server …")))
        self._work(lambda cancel, report: stop(started.engine, started.server.id), self._stopped)

    def _stopped(self, server: Server) -> None:
        if self.run.phase is Phase.STOPPING:
            self._log_ended(server)

    def discard(self) -> None:
        if self._started is not None:
            self._become(runs.stopping(self.run, phrase("launch page", "Removing the container …")))
            self._take_down(self._started)

    def _take_down(self, started: Started) -> None:
        self._drop_tasks()
        self._work(lambda cancel, report: remove(started.engine, started.server.id), self._removed)

    def _removed(self, _: None) -> None:
        self._let_go()
        self._become(runs.gone(phrase("launch page", "Nothing runs. The model stays in your Hub cache.")))

    def _let_go(self) -> None:
        """Of a server that has ended: a new start has its own connection."""
        self._drop_tasks()
        if self._started is not None:
            self._started.engine.close()
        self._started = None

    # faults

    def fix_and_restart(self, remedy: Remedy) -> None:
        """The change is a choice like any other: it can be undone. The new start takes the failed server's place."""
        self._change(remedy)
        self.begin()

    def _change(self, remedy: Remedy) -> None:
        """Of the plan that the server runs by, which need not be the one that the window shows."""
        if self._choices is not None and not same_plan(self._choices.deployment, self._controller.state.deployment):
            self._controller.adopt(self._choices)
        self._controller.apply(remedy)

    def _copy_report(self) -> None:
        engine, server, spec = self._started.engine if self._started else None, self.run.server, self._spec
        text = report(
            tuple(self.log.kept),
            command=command(replace(spec, way=server.way) if server else spec) if spec else "",
            server=server,
            rig=self._controller.state.rig,
            engine=f"{'Podman' if engine.podman else 'Docker'} {engine.version}" if engine else "",
        )
        QGuiApplication.clipboard().setText(text)
        self.failure.report.setText(phrase("launch page", "Copied"))

    def _refused(self, problem: Problem | None) -> None:
        """The chat's word."""
        if self.run.phase is Phase.READY:
            self.problems.show_problems([problem] if problem else [])

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            self._start = None
            self._become(
                runs.gone(phrase("launch page", "Cancelled. What was fetched of the image is kept for the next time."))
            )
            return
        if not isinstance(error, RigwiseError):
            raise error
        self._start = None
        lost = self.server if error.problem.code == "engine-lost" else None
        self._become(runs.failed(self.run, error.problem))
        if self.run.phase is Phase.IDLE:
            self._let_go()
        if lost is not None:
            connect, identity = self._controller.edges.connect, lost.id
            self._work(lambda cancel, report: regain(connect, identity, cancel), self._regained, unwanted=_close)

    def _regained(self, started: Started) -> None:
        """Docker is back: the server's log is read anew where it lives, or it is told why it ended."""
        if self.run.phase is not Phase.IDLE:  # the person did something else meanwhile
            started.engine.close()
            return
        self._started = started
        if started.server.alive:
            self._pace_key = ""  # when its jobs began was not seen
            self._forget_log()
            self._become(runs.regained(started.server))
            self._listen(started)
        else:
            why = ended_with_engine(started.server, tuple(self.log.kept), self._plan)
            self._become(runs.regained(started.server, why))


def _close(started: Started | None) -> None:
    if started is not None:
        started.engine.close()
