# SPDX-License-Identifier: Apache-2.0
"""The one place that holds the wizard's state: pages say what is wanted, everybody draws what comes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from rigwise.core import wizard
from rigwise.core.hardware.rig import Rig
from rigwise.core.problems import Problem, Remedy
from rigwise.core.wizard import Step, Wizard
from rigwise.gui.edges import Edges
from rigwise.gui.tasks import Task, TaskRunner

if TYPE_CHECKING:
    from rigwise.core.hardware.detection import Detection
    from rigwise.core.memory.result import Estimate
    from rigwise.core.models.checkpoint import Checkpoint

FIRST_LOOK_MS = 20  # the window is painted before anything else wants the processor


class Controller(QObject):
    """changed: the state is another one; looked: a probe came back; history: undo with `undo`."""

    changed = Signal()
    looked = Signal()

    def __init__(self, edges: Edges, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.edges, self.runner = edges, runner
        self.state = Wizard()
        self.detection: Detection | None = None
        self.estimate: Estimate | None = None
        self._past: list[Wizard] = []
        self._looking: Task | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(edges.telemetry_ms)
        self._timer.timeout.connect(self.look)

    # the rig

    def watch(self, on: bool) -> None:
        """Look at the GPUs about once a second while somebody sees the page."""
        if on and not self._timer.isActive():
            self._timer.start()
            QTimer.singleShot(FIRST_LOOK_MS, self, self.look)
        elif not on:
            self._timer.stop()

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
            self._set(wizard.with_found(state, rig), remember=False)
        self.looked.emit()

    def _unseen(self, error: BaseException) -> None:
        from rigwise.core.hardware.detection import Detection

        self._looking = None
        said = Problem(
            "probe-failed", f"The look at the GPUs failed: {error}.", "Run `nvidia-smi` and follow what it says."
        )
        self.detection = Detection(problems=(said,))
        self.looked.emit()

    # intents

    def choose_rig(self, rig: Rig | None) -> None:
        self._set(wizard.with_rig(self.state, rig))

    def use_detected(self) -> None:
        self._set(wizard.with_rig(self.state, self.detection.rig if self.detection else None))

    def choose_cards(self, cards: tuple[int, ...]) -> None:
        self._set(wizard.with_rig(self.state, self.state.rig, cards))

    def choose_model(self, checkpoint: Checkpoint | None) -> None:
        if checkpoint is not self.state.checkpoint:
            self._set(wizard.with_model(self.state, checkpoint))

    def set_options(self, **changes: Any) -> None:
        plan = self.state.deployment
        if plan is not None and any(getattr(plan.options, name) != value for name, value in changes.items()):
            self._set(wizard.with_options(self.state, **changes))

    def apply(self, remedy: Remedy) -> None:
        self._set(wizard.with_remedy(self.state, remedy))

    def set_port(self, port: int) -> None:
        if port != self.state.port:
            self._set(wizard.with_port(self.state, port))

    def go(self, step: Step) -> None:
        self._set(wizard.at(self.state, step), remember=False)

    def forward(self) -> None:
        self._set(wizard.forward(self.state), remember=False)

    def back(self) -> None:
        self._set(wizard.back(self.state), remember=False)

    def undo(self) -> None:
        """The state before the last choice; where the person is stays."""
        if self._past:
            self._set(replace(self._past.pop(), step=self.state.step), remember=False)

    def _set(self, state: Wizard, *, remember: bool = True) -> None:
        if state == self.state:
            return
        if remember:
            self._past.append(self.state)
            del self._past[:-50]
        if state.deployment is not self.state.deployment:
            self.estimate = state.estimate()
        self.state = state
        self.changed.emit()
