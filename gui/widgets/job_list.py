# SPDX-License-Identifier: Apache-2.0
"""The jobs of a start, one a line: what is done, what is under way and how far, what is still to do."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar, QVBoxLayout, QWidget
from rigwise.core.launch.run import JOBS, Job, JobState, Mark
from rigwise.core.words import phrase
from rigwise.gui.widgets.parts import label, set_role

_SIGNS = {
    Mark.WAITING: ("○", "muted"),
    Mark.ACTIVE: ("●", "accent"),
    Mark.DONE: ("✓", "good"),
    Mark.FAILED: ("✗", "bad"),
}


class JobList(QWidget):
    """Drawn from JobStates; a state that is shown already costs nothing."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(phrase("jobs", "Progress of the start"))
        column.addWidget(self.progress)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(2, 1)
        self._rows: dict[Job, tuple[QLabel, QLabel, QLabel]] = {}
        for row, job in enumerate(JOBS):
            name = label(phrase("jobs", job.value), wrap=False)
            sign, detail = label(wrap=False), label("", "muted", select=True)
            detail.setAlignment(Qt.AlignmentFlag.AlignRight)
            for place, widget in enumerate((sign, name, detail)):
                grid.addWidget(widget, row, place)
            self._rows[job] = (sign, name, detail)
        column.addLayout(grid)
        self._shown: dict[Job, JobState] = {}

    def show_jobs(self, states: Iterable[JobState], *, moving: bool) -> None:
        """moving: something is under way, so that a bar without a known share runs."""
        share = None
        for state in states:
            if state.mark is Mark.ACTIVE:
                share = state.share
            if self._shown.get(state.job) != state:
                self._shown[state.job] = state
                self._draw(state)
        for job, row in self._rows.items():  # of a start that is over, what it never came to is not listed
            known = self._shown.get(job)
            for widget in row:
                widget.setVisible(moving or (known is not None and known.mark is not Mark.WAITING))
        self.progress.setVisible(moving)
        self.progress.setRange(0, 0 if share is None else 1000)
        if share is not None:
            self.progress.setValue(round(share * 1000))

    def _draw(self, state: JobState) -> None:
        sign, name, detail = self._rows[state.job]
        glyph, role = _SIGNS[state.mark]
        sign.setText(glyph)
        set_role(sign, role)
        set_role(name, {Mark.WAITING: "muted", Mark.FAILED: "bad"}.get(state.mark, ""))
        stands = phrase("jobs", state.mark.value)
        name.setAccessibleName(f"{name.text()}: {stands} {state.detail}".strip())
        detail.setText(state.detail)
