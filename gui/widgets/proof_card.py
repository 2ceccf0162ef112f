# SPDX-License-Identifier: Apache-2.0
"""What a start measured beside what was promised, the larger cache that it leaves room for, and how fast it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget
from rigwise.core.launch.benchmark import Benchmark, Progress, benchmark, speed_in_words, with_speed
from rigwise.core.launch.measurements import save
from rigwise.core.problems import RigwiseError
from rigwise.core.units import format_gib, format_tokens
from rigwise.core.words import mark, phrase
from rigwise.gui.tasks import Task, TaskRunner
from rigwise.gui.widgets.parts import Card, label

if TYPE_CHECKING:
    from rigwise.core.hardware.measurement import Measurement
    from rigwise.core.launch.proof import Comparison, Proof

HEADS = (mark("proof", "Measured"), mark("proof", "Predicted"))


class ProofCard(Card):
    """fix_chosen: apply this change and start again."""

    fix_chosen = Signal(object)

    def __init__(self, runner: TaskRunner) -> None:
        super().__init__()
        self._runner = runner
        self._proof: Proof | None = None
        self._address: str | None = None
        self._api_key: str | None = None
        self._task: Task | None = None
        self._measurement: Measurement | None = None
        self.sentence = label("", bold=True, select=True)
        self.column.addWidget(self.sentence)
        self._figures = QWidget()
        self._grid = QGridLayout(self._figures)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setColumnStretch(3, 1)
        self.column.addWidget(self._figures)
        self.offer = label("", select=True)
        self.column.addWidget(self.offer)
        row = QHBoxLayout()
        self.larger = QPushButton()
        self.measure = QPushButton(phrase("proof", "Measure the speed"))
        self.measure.setToolTip(phrase("proof", "One request alone, then eight at once; half a minute"))
        for button in (self.larger, self.measure):
            row.addWidget(button)
        row.addStretch()
        self.column.addLayout(row)
        self.speed = label("", select=True)
        self.speed.setAccessibleName(phrase("proof", "How fast it answers"))
        self.column.addWidget(self.speed)
        self.larger.clicked.connect(self._take_offer)
        self.measure.clicked.connect(self._measure)
        self.show_proof(None)

    def show_proof(self, proof: Proof | None, address: str | None = None, api_key: str | None = None) -> None:
        """address: of the server that answers, None after a rehearsal; what was learned is kept at once."""
        if self._task is not None:
            self._task.cancel()
        self._proof, self._address, self._api_key, self._task = proof, address, api_key, None
        self._say("")
        self.setVisible(proof is not None)
        if proof is None:
            return
        self.sentence.setText(proof.words)
        self._fill(proof.comparison)
        self.offer.setText(proof.offer.words if proof.offer else "")
        self.offer.setVisible(proof.offer is not None)
        larger = phrase("proof", "{change} and restart")
        self.larger.setText(larger.format(change=proof.offer.remedy.label) if proof.offer else "")
        self.larger.setVisible(proof.offer is not None and address is not None)
        self.measure.setText(phrase("proof", "Measure the speed"))
        self.measure.setVisible(address is not None)
        self._say(speed_in_words(proof.measurement) if proof.measurement else "")
        self._keep(proof.measurement)
        if proof.problem is not None:
            self._say(f"{proof.problem.message} {proof.problem.fix}")

    def _say(self, text: str) -> None:
        """What is known of the speed, or what went wrong; nothing takes no room."""
        self.speed.setText(text)
        self.speed.setVisible(bool(text))

    def _fill(self, lines: tuple[Comparison, ...]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._figures.setVisible(bool(lines))
        heads = ("", *(phrase("proof", head) for head in HEADS), "")
        rows = [heads, *((line.title, *figures(line), line.words) for line in lines)]
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                cell = label(text, "muted" if row == 0 or column == 3 else "", wrap=False, select=row > 0)
                side = Qt.AlignmentFlag.AlignRight if column in (1, 2) else Qt.AlignmentFlag.AlignLeft
                self._grid.addWidget(cell, row, column, side)

    def _keep(self, measurement: Measurement | None) -> None:
        self._measurement = measurement
        if measurement is not None:
            self._runner.run(lambda cancel, report: save(measurement), done=lambda file: None, failed=self._not_kept)

    def _not_kept(self, error: BaseException) -> None:
        if not isinstance(error, RigwiseError):
            raise error
        self._say(f"{error.problem.message} {error.problem.fix}")

    def _take_offer(self) -> None:
        if self._proof is not None and self._proof.offer is not None:
            self.fix_chosen.emit(self._proof.offer.remedy)

    def _measure(self) -> None:
        """Start, or stop when it runs."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
            self.measure.setText(phrase("proof", "Measure the speed"))
            self._say("")
            return
        address, key = self._address, self._api_key
        if address is None:
            return
        self.measure.setText(phrase("proof", "Stop measuring"))
        self._say(phrase("proof", "Measuring …"))
        self._task = self._runner.run(
            lambda cancel, report: benchmark(address, cancel, report, api_key=key),
            done=self._measured,
            failed=self._unmeasured,
            progress=self._going_on,
        )

    def _going_on(self, step: Progress) -> None:
        said = phrase("proof", "{done} of {total} requests are answered …")
        self._say(said.format(done=step.done, total=step.total))

    def _measured(self, found: Benchmark | None) -> None:
        self._task = None
        self.measure.setText(phrase("proof", "Measure again"))
        if found is not None:
            self._say(found.words)
            self._keep(with_speed(self._measurement, found) if self._measurement else None)

    def _unmeasured(self, error: BaseException) -> None:
        self._task = None
        self.measure.setText(phrase("proof", "Measure the speed"))
        self._not_kept(error)


def figures(line: Comparison) -> tuple[str, str]:
    """Both figures of a line in its unit."""
    if line.in_tokens:
        return format_tokens(line.measured), format_tokens(line.predicted)
    return format_gib(line.measured, 2), format_gib(line.predicted, 2)
