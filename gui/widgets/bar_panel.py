# SPDX-License-Identifier: Apache-2.0
"""The bars that stay in view on every page from Model on, with the ways to copy them and to see the sums behind them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QToolButton
from rigwise.core.memory.deployment import Deployment
from rigwise.core.memory.estimate import estimate
from rigwise.core.memory.sums import sums
from rigwise.core.words import mark, phrase
from rigwise.gui.controller import Controller
from rigwise.gui.widgets.bars import Bars
from rigwise.gui.widgets.sum_view import SumView

SUMS = (
    ("weights", mark("bars", "The sum of the &weights")),
    ("kv", mark("bars", "The sum of the &KV cache")),
    ("overhead", mark("bars", "The sum of the &overhead")),
    ("headroom", mark("bars", "vLLM's &budget")),
)
LARGEST_SHARE = 0.38  # of the window's height; more cards than that scroll
USUAL_SHARE = 0.26  # where bars would take more, cards that are alike share one


class BarPanel(QFrame):
    """Follows the controller; never computes."""

    def __init__(self, controller: Controller) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._controller = controller
        self._previewed: tuple[Deployment, Deployment] | None = None
        self.bars = Bars()
        self.bars.asked.connect(self.explain)
        self.bars.widened.connect(self.refresh)
        self.bars.setContentsMargins(0, 0, 0, 0)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("bars")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self.bars)
        row = QHBoxLayout(self)
        row.setContentsMargins(28, 8, 14, 6)
        row.setSpacing(6)
        row.addWidget(self._scroll, 1)
        self.more = QToolButton()
        self.more.setObjectName("quiet")
        self.more.setText("⋯")
        self.more.setAccessibleName(phrase("bars", "More about the memory plan"))
        self.more.setToolTip(phrase("bars", "Copy the bars, or see how they are computed"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.more)
        menu.addAction(phrase("bars", "Copy as &text"), QKeySequence("Ctrl+Shift+C"), self.copy_text)
        menu.addAction(phrase("bars", "Copy as &picture"), self.copy_picture)
        menu.addSeparator()
        for kind, text in SUMS:
            menu.addAction(phrase("bars", text), partial(self.explain, 0, kind))
        self.more.setMenu(menu)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(phrase("bars", "Memory of each GPU"))
        controller.changed.connect(self.refresh)

    def refresh(self) -> None:
        if not self.isVisible():
            return
        state = self._controller.state
        self.bars.room = round(self.window().height() * USUAL_SHARE)
        if self._previewed is not None and state.usable is not None:
            plan, before = self._previewed
            self.bars.show_plan(state.usable, plan, estimate(plan), against=estimate(before))
        else:
            self.bars.show_plan(state.usable, state.deployment, self._controller.estimate)
        self._fit()

    def preview(self, plans: tuple[Deployment, Deployment] | None) -> None:
        """A plan that may be, and the one whose outline stays before it; None: the present plan again."""
        if plans != self._previewed:
            self._previewed = plans
            self.refresh()

    def _fit(self) -> None:
        window = self.window()
        wanted = self.bars.heightForWidth(self._scroll.viewport().width())
        self._scroll.setFixedHeight(min(wanted, round(window.height() * LARGEST_SHARE)))

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self.refresh()

    def copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self.bars.as_text())

    def copy_picture(self) -> None:
        QGuiApplication.clipboard().setPixmap(self.bars.grab())

    def explain(self, rank: int, kind: str) -> None:
        """Open the sum behind a segment."""
        view = self.explanation(rank, kind)
        if view is not None:
            view.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            view.open()

    def explanation(self, rank: int, kind: str) -> SumView | None:
        """The dialog, or None where nothing is planned."""
        plan, result = self._controller.state.deployment, self._controller.estimate
        if plan is None or result is None or rank >= len(result.per_gpu):
            return None
        title = self.bars.rows[rank].title
        return SumView(title, kind, sums(plan, result)[rank], self.window())
