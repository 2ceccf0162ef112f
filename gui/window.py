# SPDX-License-Identifier: Apache-2.0
"""The step window: a rail with what was chosen, the page, and one footer whose buttons one function decides."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from rigwise.core import wizard
from rigwise.core.problems import Problem
from rigwise.core.settings import Settings
from rigwise.core.wizard import STEPS, Step
from rigwise.core.words import phrase
from rigwise.gui import language, theme
from rigwise.gui.controller import Controller
from rigwise.gui.edges import Edges
from rigwise.gui.keeping import Keeper
from rigwise.gui.pages.rig_page import RigPage
from rigwise.gui.rail import Rail
from rigwise.gui.spare_memory import give_memory_back
from rigwise.gui.tasks import IMPORTS, TaskRunner
from rigwise.gui.widgets.parts import Page, announce, label, set_role

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QResizeEvent
    from rigwise.gui.foot import Foot
    from rigwise.gui.pages.compare_page import ComparePage
    from rigwise.gui.pages.fit_page import FitPage
    from rigwise.gui.pages.launch_page import LaunchPage
    from rigwise.gui.pages.model_page import ModelPage
    from rigwise.gui.pages.review_page import ReviewPage
    from rigwise.gui.pages.servers_page import ServersPage
    from rigwise.gui.widgets.bar_panel import BarPanel
    from rigwise.gui.widgets.notice import Notice


ATTACH_MS = 100
AnyPage = TypeVar("AnyPage", bound=Page)


class Window(QMainWindow):
    """Pages in a stack; the controller's state decides which is shown."""

    def __init__(self, edges: Edges | None = None, settings: Settings = Settings()) -> None:  # noqa: B008 - frozen
        super().__init__()
        self.setWindowTitle("Rigwise")
        self.resize(1120, 780)
        self.setMinimumSize(820, 600)
        self.runner = TaskRunner(self)
        self.controller = Controller(edges or Edges(), self.runner, self)
        self.settings = settings
        self.keeper = Keeper(self.controller, self)
        self._next_waits = True
        self._leaving = False  # the window closes as soon as the server has ended
        self._successor: Window | None = None  # that took this one's place, in another language
        self.stack = QStackedWidget()
        self.rig = RigPage(self.controller)
        self.stack.addWidget(self.rig)
        self.rail = Rail(self.controller)
        self._aside = ""  # the page beside the steps that is shown
        self.rail.servers.clicked.connect(lambda: self.show_aside("servers"))
        self.rail.compare.clicked.connect(lambda: self.show_aside("compare"))
        for button in self.rail.buttons.values():
            button.clicked.connect(lambda: self.show_aside(""))
        body = QWidget()
        across = QHBoxLayout(body)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.rail)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.stack, 1)
        self._right = right
        self.footer = self._footer()
        right.addWidget(self.footer)
        across.addLayout(right, 1)
        self.setCentralWidget(body)
        QShortcut(QKeySequence.StandardKey.Undo, self, self.controller.undo)
        QShortcut(QKeySequence.StandardKey.Redo, self, self.controller.redo)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.next.click)
        for number, step in enumerate(STEPS, start=1):
            QShortcut(QKeySequence(f"Ctrl+{number}"), self, self.rail.buttons[step].click)
        QShortcut(QKeySequence(f"Ctrl+{len(STEPS) + 1}"), self, self.rail.compare.click)
        QShortcut(QKeySequence(f"Ctrl+{len(STEPS) + 2}"), self, self.rail.servers.click)
        self.controller.changed.connect(self.refresh)
        self.controller.looked.connect(self.refresh)
        self.controller.told.connect(lambda problem: self.notice.tell(problem))
        self.keeper.reading.connect(lambda text: self.notice.work(text, self.keeper.stop_reading))
        self.refresh()
        # the window is shown first; then it takes its icon and looks for a server of an earlier time
        QTimer.singleShot(ATTACH_MS, self, self._attach)

    # pages are made when they are first needed: only the first one costs start-up time

    @cached_property
    def model(self) -> ModelPage:
        from rigwise.gui.pages.model_page import ModelPage

        return self._added(ModelPage(self.controller))

    @cached_property
    def fit(self) -> FitPage:
        from rigwise.gui.pages.fit_page import FitPage

        return self._added(FitPage(self.controller))

    @cached_property
    def review(self) -> ReviewPage:
        from rigwise.gui.pages.review_page import ReviewPage

        page = self._added(ReviewPage(self.controller))
        page.try_wanted.connect(self._try_out)
        page.preflight.judged.connect(self.refresh)
        return page

    @cached_property
    def launch(self) -> LaunchPage:
        from rigwise.gui.pages.launch_page import LaunchPage

        page = self._added(LaunchPage(self.controller))
        page.serving.connect(self.refresh)
        page.moved.connect(self._close_when_over)
        page.previewed.connect(lambda plans: self.panel.preview(plans))
        return page

    @cached_property
    def compare(self) -> ComparePage:
        from rigwise.gui.pages.compare_page import ComparePage

        return self._added(ComparePage(self.controller))

    @cached_property
    def servers(self) -> ServersPage:
        from rigwise.gui.pages.servers_page import ServersPage

        return self._added(ServersPage(self.controller))

    def show_aside(self, name: str) -> None:
        """A page beside the steps, "servers" or "compare", or back to the present step."""
        self._aside = name
        self.refresh()

    @cached_property
    def panel(self) -> BarPanel:
        """The bars, between the page and the footer."""
        from rigwise.gui.widgets.bar_panel import BarPanel

        panel = BarPanel(self.controller)
        self._right.insertWidget(1, panel)
        return panel

    @cached_property
    def notice(self) -> Notice:
        """What has to be told beside the page."""
        from rigwise.gui.widgets.notice import Notice

        notice = Notice()
        self._right.insertWidget(self._right.count() - 1, notice)
        return notice

    @cached_property
    def foot(self) -> Foot:
        """What belongs to no page, below the rail."""
        from rigwise.gui.foot import Foot

        foot = Foot(self.controller, self.keeper, self.settings)
        foot.redrawn.connect(self._draw_mark)
        foot.spoken.connect(self._speak)
        self.rail.column.addWidget(foot)
        return foot

    def _added(self, page: AnyPage) -> AnyPage:
        _pass_focus_on(page)
        self.stack.addWidget(page)
        return page

    def page(self, step: Step) -> Page:
        """The page of a step, made now if it was not there."""
        made: Page = getattr(self, step.value.lower())
        return made

    def _attach(self) -> None:
        if self.isVisible():
            give_memory_back()
            _pass_focus_on(self.rig)
            self._draw_mark()
            self.foot.show()
            QGuiApplication.styleHints().colorSchemeChanged.connect(self._desktop_changed)
            if self.foot.theme_name == "system" and theme.system_theme() == "contrast":
                self._desktop_changed()
            self.keeper.restore()
            self.runner.run(_ask_about_motion, done=lambda still: theme.keep_still(still, "desktop"), failed=_fault)
            self.runner.run(_load_launch, done=self._find_server, failed=_fault)

    def _find_server(self, _: object) -> None:
        if self.isVisible():
            self.launch.attach()

    def _draw_mark(self) -> None:
        self.setWindowIcon(theme.icon("rigwise", theme.colours().accent, 64))
        self.rail.draw()

    def _desktop_changed(self) -> None:
        """The desktop went dark or light: so does the window, unless the person chose."""
        application = QApplication.instance()
        if self.foot.theme_name == "system" and isinstance(application, QApplication):
            theme.apply(application, "system")
            self.foot.draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if "panel" in self.__dict__:
            self.panel.refresh()  # how much room the bars may take is the window's to say

    def focusNextPrevChild(self, forwards: bool) -> bool:
        from rigwise.gui.tab_order import move_on

        return move_on(self, forwards=forwards)

    def _footer(self) -> QFrame:
        footer = QFrame()
        footer.setObjectName("footer")
        row = QHBoxLayout(footer)
        row.setContentsMargins(28, 12, 28, 12)
        self.verdict = label("")
        row.addWidget(self.verdict, 1)
        self.back = QPushButton(phrase("window", "&Back"))
        self.next = QPushButton(phrase("window", "&Next"))
        self.next.setObjectName("primary")
        self.next.setAutoDefault(True)
        self.back.setAutoDefault(True)
        row.addWidget(self.back)
        row.addWidget(self.next)
        self.back.clicked.connect(self.controller.back)
        self.next.clicked.connect(self._forward)
        return footer

    def _forward(self) -> None:
        leaving = self.controller.state.step
        self.controller.forward()
        if leaving is Step.REVIEW and self.controller.state.step is Step.LAUNCH:
            self.launch.begin()
            self.launch.take_focus()

    def _try_out(self) -> None:
        """A rehearsal is followed where a start is."""
        self.controller.forward()
        if self.controller.state.step is Step.LAUNCH:
            self.launch.try_out()
            self.launch.take_focus()

    def refresh(self) -> None:
        """The one place where footer and rail are decided."""
        state = self.controller.state
        step = state.step
        page: Page = getattr(self, self._aside) if self._aside else self.page(step)
        if self.stack.currentWidget() is not page:
            self.stack.setCurrentWidget(page)
            page.verticalScrollBar().setValue(0)
        self.footer.setVisible(not self._aside)
        if step is not Step.RIG and not self._aside:
            self.panel.show()
        elif "panel" in self.__dict__:
            self.panel.hide()
        self.controller.watch(step is not Step.LAUNCH)
        self.rail.refresh(self._aside)
        problem = wizard.refusal(state)
        self.back.setEnabled(step is not STEPS[0])
        self.next.setVisible(step is not STEPS[-1])
        self.next.setText(phrase("window", "Start the server") if step is Step.REVIEW else phrase("window", "&Next"))
        self._enable_next(problem is None)
        looking = step is Step.RIG and state.rig is None and self.controller.detection is None
        if problem is not None:
            said = "" if looking else problem.message
            self._say(said, "" if looking else "warn" if step in (Step.RIG, Step.MODEL, Step.REVIEW) else "bad")
        elif step is Step.REVIEW and self.review.preflight.obstacle:
            self._say(self.review.preflight.obstacle, "bad")
        elif step in (Step.MODEL, Step.FIT, Step.REVIEW) and self.controller.estimate is not None:
            self._say(_verdict(self.controller), "warn" if self.controller.estimate.risky else "good")
        else:
            self._say("", "")

    def _enable_next(self, on: bool) -> None:
        """Enter, Enter, Enter is enough: the focus waits on Next from the start, and comes back to it."""
        if self.next.hasFocus() and not on:
            self._next_waits = True
            self.back.setFocus()
        self.next.setEnabled(on)
        if on and self._next_waits:
            self._next_waits = False
            if self.back.hasFocus() or not self.controller.touched:  # else the person is busy elsewhere
                self.next.setFocus()

    def _say(self, text: str, role: str) -> None:
        if text and role != self.verdict.objectName():
            announce(self.verdict, text)  # when the verdict turns, not with every step of a slider
        self.verdict.setText(text)
        set_role(self.verdict, role)

    def _speak(self, settings: Settings) -> None:
        """Everything in the language just chosen: another window with the same choices takes this one's place. What is
        under way here has no other to follow it, and the language waits until Rigwise is opened again."""
        if self._follows_something:
            said = phrase(
                "window", "The language changes when Rigwise is opened the next time: something is under way."
            )
            self.controller.told.emit(Problem("language-later", said, "", blocking=False))
            return
        application = QApplication.instance()
        assert application is not None
        language.apply(application, settings.language)
        self._successor = another = Window(self.controller.edges, settings)
        another.controller.continue_from(self.controller)
        another.setGeometry(self.geometry())
        another.show_aside(self._aside)
        another.show()
        self.ask_before_closing = lambda: "keep"  # type: ignore[method-assign]
        self.close()
        self.deleteLater()

    @property
    def _follows_something(self) -> bool:
        made = self.__dict__
        return ("launch" in made and self.launch.run.busy) or ("model" in made and self.model.chosen.downloading)

    def closeEvent(self, event: QCloseEvent) -> None:
        """A server outlives the window unless the person says otherwise; nothing is killed without asking."""
        run = self.launch.run if "launch" in self.__dict__ else None
        choice = self.ask_before_closing() if run is not None and (run.alive or run.busy) else "keep"
        if choice != "keep":
            event.ignore()
            self._leave_after(stopping=choice == "stop")
            return
        if run is not None:
            self.launch.leave()
        self.controller.watch(False)
        self.keeper.close()
        self.runner.shutdown()
        event.accept()

    def _leave_after(self, *, stopping: bool) -> None:
        """Stopping takes seconds: it is seen, and who changes their mind stays."""
        self._leaving = stopping
        said = phrase("window", "The server is being stopped, then Rigwise closes.") if stopping else ""
        self.notice.work(said, partial(self._leave_after, stopping=False), phrase("window", "Stay"))
        if stopping:
            self.launch.end_or_give_up()

    def _close_when_over(self) -> None:
        run = self.launch.run
        if self._leaving and not (run.alive or run.busy):
            self._leaving = False
            QTimer.singleShot(0, self, self.close)

    def ask_before_closing(self) -> str:
        """ "keep", "stop" or "stay"."""
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(self)
        box.setWindowTitle(phrase("window", "A server is running"))
        box.setText(phrase("window", "The server keeps running without Rigwise. Stop it?"))
        box.setInformativeText(phrase("window", "Open Rigwise again to find it, or `docker ps` in a terminal."))
        keep = box.addButton(phrase("window", "Keep it running"), QMessageBox.ButtonRole.AcceptRole)
        stop = box.addButton(phrase("window", "Stop it and quit"), QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton(phrase("window", "Stay"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(stay)
        box.exec()
        return "keep" if box.clickedButton() is keep else "stop" if box.clickedButton() is stop else "stay"


def _ask_about_motion(cancel: object, report: object) -> bool:
    from rigwise.gui.motion import desktop_keeps_still

    return desktop_keeps_still()


def _load_launch(cancel: object, report: object) -> None:
    """The engine's client is a fifth of a second to load: not while somebody looks at the window."""
    with IMPORTS:
        from rigwise.gui.pages import launch_page

    assert launch_page


def _fault(error: BaseException) -> None:
    raise error


def _pass_focus_on(page: Page) -> None:
    """What is on a page takes the focus, not the page itself."""
    from PySide6.QtCore import Qt

    page.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def _verdict(controller: Controller) -> str:
    result = controller.estimate
    if result is None:
        return ""
    if not result.starts:
        return next(problem.message for problem in result.problems if problem.blocking)
    said = (
        phrase("window", "It starts: up to {tokens:,} tokens of context. The margin is small.")
        if result.risky
        else phrase("window", "It starts: up to {tokens:,} tokens of context.")
    )
    return said.format(tokens=result.longest_context or 0)
