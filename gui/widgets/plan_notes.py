# SPDX-License-Identifier: Apache-2.0
"""How fast a plan is likely to be, and on demand why it is as it is and what to know about its cards."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget
from rigwise.core.hardware.rig import Rig
from rigwise.core.memory.deployment import Deployment
from rigwise.core.memory.result import Estimate
from rigwise.core.planning.reasons import reasons
from rigwise.core.planning.rules import notices
from rigwise.core.planning.splits import split_of
from rigwise.core.planning.throughput import Speed, speed
from rigwise.core.words import phrase
from rigwise.gui.widgets.parts import label


class PlanNotes(QWidget):
    """One line of speed, and a fold with the rules and sums behind the plan; folded, nothing of them is worked out."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.pace = label("")
        column.addWidget(self.pace)
        self.fold = QToolButton()
        self.fold.setObjectName("quiet")
        self.fold.setText(phrase("fit page", "Why this plan, and what to know"))
        self.fold.setCheckable(True)
        self.fold.setArrowType(Qt.ArrowType.RightArrow)
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        column.addWidget(self.fold)
        self.text = label("", "muted", select=True)
        self.text.setVisible(False)
        column.addWidget(self.text)
        self.fold.toggled.connect(self._toggled)
        self._shown: tuple[Rig, Deployment, Estimate] | None = None

    def show_plan(self, rig: Rig, plan: Deployment, result: Estimate) -> None:
        """rig: all cards that may be used; plan: the one on some of them."""
        self._shown = (rig, plan, result)
        self.pace.setText(_pace(plan, result))
        self._fill()

    def _toggled(self, open_: bool) -> None:
        self.fold.setArrowType(Qt.ArrowType.DownArrow if open_ else Qt.ArrowType.RightArrow)
        self.text.setVisible(open_)
        self._fill()

    def _fill(self) -> None:
        if self._shown is None or not self.fold.isChecked():
            return
        rig, plan, result = self._shown
        why = reasons(plan, result, split_of(plan), _speed(plan, result)) if result.starts else ()
        known = (f"{problem.message} {problem.fix}" for problem in notices(rig, plan))
        self.text.setText("\n".join(f"•  {sentence}" for sentence in (*why, *known)))


def _speed(plan: Deployment, result: Estimate) -> Speed | None:
    """With the context half full, as a conversation is on average."""
    return speed(plan, context_tokens=max(1, (result.max_model_len or 2) // 2))


def _pace(plan: Deployment, result: Estimate) -> str:
    found = _speed(plan, result) if result.starts else None
    if found is None:
        return ""
    low, likely, high = found.decode_tok_s
    if found.measured:
        return phrase(
            "fit page",
            "About {likely:,.0f} tokens a second for one request, measured here on {day}; the first token of {context:,} "
            "after {first:,.1f} s.",
        ).format(likely=likely, day=found.measured[:10], context=found.context_tokens, first=found.ttft_s.likely)
    return phrase(
        "fit page",
        "About {likely:,.0f} tokens a second for one request ({low:,.0f} to {high:,.0f}); the first token of {context:,} "
        "after {first:,.1f} s.",
    ).format(likely=likely, low=low, high=high, context=found.context_tokens, first=found.ttft_s.likely)
