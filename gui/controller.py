# SPDX-License-Identifier: Apache-2.0
"""The one place that holds the wizard's state: pages say what is wanted, everybody draws what comes of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from rigwise.core import wizard
from rigwise.core.problems import Problem, Remedy
from rigwise.core.wizard import Step, Wizard
from rigwise.core.wizard.history import History, recorded, redone, undone
from rigwise.core.words import phrase
from rigwise.gui.edges import Edges
from rigwise.gui.ranking import Ranking
from rigwise.gui.tasks import Task, TaskRunner

if TYPE_CHECKING:
    from rigwise.core.hardware.detection import Detection
    from rigwise.core.hardware.rig import Rig
    from rigwise.core.memory.deployment import Deployment
    from rigwise.core.memory.result import Estimate
    from rigwise.core.models.checkpoint import Checkpoint
    from rigwise.core.serving.container import ContainerSpec, Way

GOAL_OF_FIRST_PLAN = "chat"  # what Rigwise's first plan is made for
FIRST_LOOK_MS = 20  # the window is painted before anything else wants the processor


class Controller(QObject):
    """changed: the state is another one; chosen: because the person chose; looked: a probe came back;
    told: a Problem to show beside whatever the person is doing."""

    changed = Signal()
    chosen = Signal()
    told = Signal(object)
    looked = Signal()

    def __init__(self, edges: Edges, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.edges, self.runner = edges, runner
        self.state = Wizard()
        self.detection: Detection | None = None
        self.estimate: Estimate | None = None
        self.history = History()
        self._left_at = Step.RIG  # where the person was left, by the first page or by what was brought back
        self.ranking = Ranking(runner, self)
        self.ranking.ranked.connect(self._choose_first)
        self._offered: tuple[Rig | None, str] | None = None
        self._own_choice: Checkpoint | None = None  # the model that Rigwise chose, not the person
        self._own_plan: Deployment | None = None  # and the plan, where it is not the first one
        self._looking: Task | None = None
        self._planning: Task | None = None
        self._way: Way | None = None  # in which the engine takes containers, None until it was seen
        self._timer = QTimer(self)
        self._timer.setInterval(edges.telemetry_ms)
        self._timer.timeout.connect(self.look)

    def continue_from(self, other: Controller) -> None:
        """The same choices, with their history, in a window that takes another's place."""
        self.detection, self.history, self._left_at = other.detection, other.history, other._left_at
        self._offered, self._own_choice, self._own_plan = other._offered, other._own_choice, other._own_plan
        self._set(other.state)

    # the rig

    def watch(self, on: bool) -> None:
        """Look at the GPUs about once a second while somebody sees the page."""
        if on and not self._timer.isActive():
            self._timer.start()
            QTimer.singleShot(FIRST_LOOK_MS, self, self._first_look)
        elif not on:
            self._timer.stop()

    def _first_look(self) -> None:
        if self._timer.isActive():  # else the window was closed in the meantime
            self.look()

    def look(self) -> None:
        """Ask the driver once, off the UI thread; a look under way is not overtaken."""
        if self._looking is not None:
            return
        self._looking = self.runner.run(lambda cancel, report: self.edges.probe(), done=self._seen, failed=self._unseen)

    def _seen(self, detection: Detection) -> None:
        self._looking = None
        self.detection = detection
        state, rig = self.state, detection.rig
        if state.rig is None or not state.rig.simulated:
            self._set(wizard.with_found(state, rig))
            if state.rig is not None and not wizard.same_cards(state.rig, rig):
                self.told.emit(_rig_changed(self.state))
        self.looked.emit()

    def _unseen(self, error: BaseException) -> None:
        from rigwise.core.hardware.detection import Detection

        self._looking = None
        said = Problem(
            "probe-failed",
            phrase("window", "The look at the GPUs failed: {error}.").format(error=error),
            phrase("window", "Run `nvidia-smi` and follow what it says."),
        )
        self.detection = Detection(problems=(said,))
        self.looked.emit()

    # intents; each is one step of undo, but a slider's way from one place to another is one too

    def choose_rig(self, rig: Rig | None) -> None:
        self._choose_and_plan(wizard.with_rig(self.state, rig), "rig")

    def use_detected(self) -> None:
        self._choose_and_plan(wizard.with_rig(self.state, self.detection.rig if self.detection else None))

    def choose_cards(self, cards: tuple[int, ...]) -> None:
        self._choose_and_plan(wizard.with_rig(self.state, self.state.rig, cards))

    def choose_model(self, checkpoint: Checkpoint | None) -> None:
        if checkpoint is not self.state.checkpoint:
            self._choose(wizard.with_model(self.state, checkpoint))
            self._plan_for_goal()

    def choose_goal(self, goal: str) -> None:
        """What the model is for. A model that Rigwise chose, and a plan that nobody tuned, follow."""
        self._choose_and_plan(wizard.with_goal(self.state, goal))

    def take_plan(self, plan: Deployment) -> None:
        self._choose(wizard.with_plan(self.state, plan))

    def set_options(self, **changes: Any) -> None:
        plan = self.state.deployment
        if plan is not None and any(getattr(plan.options, name) != value for name, value in changes.items()):
            self.runner.give_way()
            self._choose(wizard.with_options(self.state, **changes), "options " + " ".join(sorted(changes)))

    def know_draft(self) -> None:
        """The draft model that the plan names was read: the estimate counts it from now on."""
        self._set(wizard.with_known_draft(self.state))

    def suggest_again(self) -> None:
        """The plan that Rigwise would make: every change of it is given up."""
        self._choose(wizard.with_model(self.state, self.state.checkpoint))

    def apply(self, remedy: Remedy) -> None:
        self._choose(wizard.with_remedy(self.state, remedy))

    def set_port(self, port: int) -> None:
        self._choose(wizard.with_port(self.state, port), "port")

    def adopt(self, state: Wizard, *, remember: bool = True) -> None:
        """A whole state at once: a profile, or the last plan (which nobody wants to undo)."""
        if remember:
            self._choose(state)
        else:
            self._left_at = state.step
            self._set(state)

    def pick_up(self, state: Wizard) -> None:
        """Where a server of an earlier time is: nothing that is brought back later takes its place."""
        self._set(state)

    def set_network(self, network: bool) -> None:
        if network != self.state.network:
            self._set(wizard.with_network(self.state, network))

    def spec(self) -> ContainerSpec | None:
        """The container of the present plan, as it is shown and as it will be started."""
        from rigwise.core.serving.container import on_network, with_extras

        state = self.state
        if state.deployment is None:
            return None
        made = self.edges.spec(state.deployment, state.port)
        if self._way is not None and not state.deployment.rig.simulated:
            made = replace(made, way=self._way)
        made = with_extras(made, state.environment, state.arguments)
        return on_network(made, str(self.edges.key_file(made.name))) if state.network else made

    def engine_takes(self, way: Way) -> None:
        """How this machine's engine was found to take containers: the command says it so from now on."""
        before, self._way = self.spec(), way
        if self.spec() != before:
            self.changed.emit()

    def go(self, step: Step) -> None:
        self._set(wizard.at(self.state, step))

    def forward(self) -> None:
        self._set(wizard.forward(self.state))

    def back(self) -> None:
        self._set(wizard.back(self.state))

    def undo(self) -> None:
        self._travel(undone)

    def redo(self) -> None:
        self._travel(redone)

    @property
    def touched(self) -> bool:
        """The person has chosen something, or gone somewhere."""
        return self.history != History() or self.state.step is not self._left_at

    def _travel(self, way: Callable[[History, Wizard], tuple[History, Wizard]]) -> None:
        self.history, state = way(self.history, self.state)
        self._offered = self.ranking.rig, self.ranking.goal  # who goes back to no model wants none
        self._set(state)
        self.chosen.emit()

    def _choose(self, state: Wizard, kind: str = "") -> None:
        if state != self.state:
            self.history = recorded(self.history, self.state, kind, time.monotonic())
            self._set(state)
            self.chosen.emit()

    def _set(self, state: Wizard) -> None:
        if state == self.state:
            return
        if state.deployment is not self.state.deployment:
            self.estimate = state.estimate()
        self.state = state
        self.ranking.follow(state)
        self.changed.emit()
        self._choose_first()

    def _choose_first(self) -> None:
        """On the Model page a model is chosen already, so that Next is enough; the person chooses another or goes on."""
        state, ranking = self.state, self.ranking
        free = state.checkpoint is None or (state.checkpoint is self._own_choice and self._plan_is_own)
        if state.step is not Step.MODEL or not free or ranking.busy or ranking.rig is None:
            return
        if self._offered == (ranking.rig, ranking.goal):
            return
        self._offered = ranking.rig, ranking.goal
        from rigwise.core.wizard.first_choice import first_choice

        found = first_choice(ranking.found)
        if found is not None and found is not state.checkpoint:
            self._own_choice = found
            self._set(wizard.with_model(self.state, found))
            self._plan_for_goal()

    @property
    def _plan_is_own(self) -> bool:
        """The plan is Rigwise's, not the person's: it may be made anew."""
        plan, own = self.state.deployment, self._own_plan
        return not self.state.tuned or (own is not None and plan is not None and plan.options == own.options)

    def _choose_and_plan(self, state: Wizard, kind: str = "") -> None:
        own = self._plan_is_own
        self._choose(state, kind)
        if own:
            self._plan_for_goal()

    def _plan_for_goal(self) -> None:
        """The plan for the goal; other goals than chat take one of the planner's, which is looked for in a worker."""
        state = self.state
        usable, checkpoint, goal = state.usable, state.checkpoint, state.goal
        if self._planning is not None:
            self._planning.cancel()
            self._planning = None
        if usable is None or checkpoint is None:
            return
        if state.tuned:
            self._set(wizard.with_model(state, checkpoint))
        if goal == GOAL_OF_FIRST_PLAN:
            return

        def work(cancel: Any, report: Any) -> Deployment | None:
            from rigwise.core.wizard.plans import for_goal

            return for_goal(usable, checkpoint, goal, cancel.turn)

        def done(plan: Deployment | None) -> None:
            self._planning = None
            now = self.state
            if now.checkpoint is not checkpoint or now.goal != goal or now.tuned:
                return
            if not wizard.same_cards(now.usable, usable):
                self._plan_for_goal()
            elif plan is not None:
                self._own_plan = plan
                self._set(wizard.with_plan(now, plan))

        self._planning = self.runner.run(work, done=done, failed=self._failed)

    def _failed(self, error: BaseException) -> None:
        self._planning = None
        raise error


def _rig_changed(state: Wizard) -> Problem:
    changed = (
        phrase("window", "The cards of this machine have changed: now {rig}.").format(rig=state.rig.description)
        if state.rig
        else phrase("window", "The cards of this machine are gone.")
    )
    kept = ""
    if state.tuned:
        kept = phrase("window", "Your settings are kept.")
    elif state.deployment:
        kept = phrase("window", "The plan was made anew for it.")
    return Problem("rig-changed", changed, kept, blocking=False)
