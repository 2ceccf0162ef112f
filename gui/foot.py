# SPDX-License-Identifier: Apache-2.0
"""The foot of the rail: undo and redo, profiles, how the window looks and speaks, and what Rigwise is."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QToolButton, QWidget
from rigwise.core.problems import RigwiseError
from rigwise.core.settings import Settings, save
from rigwise.core.words import mark, phrase
from rigwise.gui import language, theme
from rigwise.gui.controller import Controller
from rigwise.gui.keeping import Keeper

THEME_NAMES = {
    "system": mark("themes", "As the desktop"),
    "light": mark("themes", "Light"),
    "dark": mark("themes", "Dark"),
    "contrast": mark("themes", "High contrast"),
}


class Foot(QWidget):
    """One row of quiet buttons with icons, each with a name and a tip. redrawn: the theme is another one; spoken: the
    language is, and the settings with it."""

    redrawn = Signal()
    spoken = Signal(object)

    def __init__(self, controller: Controller, keeper: Keeper, settings: Settings) -> None:
        super().__init__()
        self._controller, self._keeper, self._settings = controller, keeper, settings
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(0)
        self._icons: dict[QToolButton, str] = {}
        self._size = round(self.fontMetrics().height() * 1.25)
        self.undo = self._button("undo", phrase("foot", "Undo"), controller.undo, QKeySequence.StandardKey.Undo)
        self.redo = self._button("redo", phrase("foot", "Redo"), controller.redo, QKeySequence.StandardKey.Redo)
        self.profiles = self._button(
            "profiles", phrase("foot", "Profiles: keep plans and bring them back"), self.open_profiles
        )
        self.view = self._button("view", phrase("foot", "How the window looks, and its language"))
        self.help = self._button("help", phrase("foot", "About Rigwise"), self.about)
        for button in self._icons:
            row.addWidget(button)
        row.addStretch()
        self.view.setMenu(self._view_menu())
        self.view.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        controller.changed.connect(self.refresh)
        controller.chosen.connect(self.refresh)
        self.draw()
        self.refresh()

    def _button(
        self, icon: str, name: str, action: object = None, keys: QKeySequence.StandardKey | None = None
    ) -> QToolButton:
        button = QToolButton()
        button.setObjectName("quiet")
        button.setIconSize(QSize(self._size, self._size))
        shortcut = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) if keys is not None else ""
        button.setToolTip(f"{name} ({shortcut})" if shortcut else name)
        button.setAccessibleName(name)
        if action is not None:
            button.clicked.connect(action)
        self._icons[button] = icon
        return button

    def _view_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        self.themes: dict[str, QAction] = {}
        for name, text in THEME_NAMES.items():
            action = menu.addAction(phrase("themes", text), partial(self.choose_theme, name))
            action.setCheckable(True)
            action.setChecked(name == self._settings.theme)
            group.addAction(action)
            self.themes[name] = action
        menu.addSeparator()
        self._add_languages(menu)
        self.still = menu.addAction(phrase("foot", "No animation"), self.choose_still)
        self.still.setCheckable(True)
        self.still.setChecked(self._settings.still)
        return menu

    def _add_languages(self, menu: QMenu) -> None:
        """Each by its own name, so that whoever does not read the present one finds theirs."""
        spoken = menu.addMenu(phrase("foot", "Language"))
        group = QActionGroup(spoken)
        self.languages: dict[str, QAction] = {}
        for code, name in (("", phrase("themes", "As the desktop")), *language.choices()):
            action = spoken.addAction(name, partial(self.choose_language, code))
            action.setCheckable(True)
            action.setChecked(code == self._settings.language)
            group.addAction(action)
            self.languages[code] = action

    def draw(self) -> None:
        """The icons in the theme's colour."""
        for button, name in self._icons.items():
            button.setIcon(theme.icon(name, theme.colours().muted, self._size))
        self.redrawn.emit()

    def refresh(self) -> None:
        history = self._controller.history
        self.undo.setEnabled(bool(history.past))
        self.redo.setEnabled(bool(history.future))

    @property
    def theme_name(self) -> str:
        return self._settings.theme

    def choose_theme(self, name: str) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.apply(application, name)
        self.draw()
        self._keep(replace(self._settings, theme=name))

    def choose_still(self) -> None:
        theme.keep_still(self.still.isChecked())
        self._keep(replace(self._settings, still=self.still.isChecked()))

    def choose_language(self, code: str) -> None:
        if code != self._settings.language:
            self._keep(replace(self._settings, language=code))
            self.spoken.emit(self._settings)

    def _keep(self, settings: Settings) -> None:
        self._settings = settings
        folder = self._controller.edges.folder

        def failed(error: BaseException) -> None:
            if not isinstance(error, RigwiseError):
                raise error
            self._controller.told.emit(replace(error.problem, blocking=False))

        self._controller.runner.run(lambda cancel, report: save(folder(), settings), done=lambda _: None, failed=failed)

    def open_profiles(self) -> None:
        from rigwise.gui.profiles_dialog import ProfilesDialog

        checkpoint = self._controller.state.checkpoint
        name = checkpoint.model.rpartition("/")[2] if checkpoint else phrase("foot", "My rig")
        ProfilesDialog(self._keeper, name, self.window()).open()

    def about(self) -> None:
        from rigwise.gui.about import About

        About(self.window()).open()
