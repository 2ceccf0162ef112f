# SPDX-License-Identifier: Apache-2.0
"""What a palette cannot say: cards, buttons, the rail, and controls that look the same on every desktop."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rigwise.resources
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from rigwise.gui.theme import Colours


def style(c: Colours) -> str:
    """The application's style sheet in the colours of a theme."""
    icons = f"{rigwise.resources.__path__[0]}/icons".replace("\\", "/")
    backwards = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    reached, rest = (
        ("add", "sub") if backwards else ("sub", "add")
    )  # of a slider: what lies left, and right, of its handle
    tick = "tick-black" if c.dark else "tick-white"
    return f"""
    QFrame#card {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: 8px; }}
    QFrame#rail {{ background: {c.surface}; border: none; border-right: 1px solid {c.line}; }}
    QFrame#footer {{ background: {c.surface}; border: none; border-top: 1px solid {c.line}; }}
    QFrame#panel {{ background: {c.surface}; border: none; border-top: 1px solid {c.line}; }}
    QScrollArea, QScrollArea > QWidget > QWidget#page {{ background: {c.window}; border: none; }}
    QScrollArea#bars, QScrollArea#bars > QWidget > QWidget {{ background: {c.surface}; border: none; }}
    QLabel#title {{ color: {c.text}; }}
    QLabel#muted {{ color: {c.muted}; }}
    QLabel#good {{ color: {c.good}; }} QLabel#warn {{ color: {c.warn}; }} QLabel#bad {{ color: {c.bad}; }}
    QLabel#accent {{ color: {c.accent}; }}
    QLabel#badge {{ color: {c.warn}; border: 1px solid {c.warn}; border-radius: 4px; padding: 1px 6px; }}
    QPushButton, QToolButton {{
        padding: 6px 14px; border: 1px solid {c.line}; border-radius: 6px; background: {c.raised}; color: {c.text}; }}
    QPushButton:hover, QToolButton:hover {{ border-color: {c.accent}; }}
    QPushButton:focus, QToolButton:focus {{ border: 2px solid {c.accent}; padding: 5px 13px; }}
    QPushButton:disabled, QToolButton:disabled {{ color: {c.muted}; background: {c.window}; }}
    QToolButton#quiet {{ border-color: transparent; background: transparent; padding: 4px 8px; color: {c.muted}; }}
    QToolButton#quiet:hover {{ color: {c.text}; background: {c.raised}; }}
    QToolButton#quiet:focus {{ border: 2px solid {c.accent}; padding: 3px 7px; color: {c.text}; }}
    QToolButton::menu-indicator {{ image: none; }}
    QPushButton#primary {{ background: {c.accent}; color: {c.accent_text}; border-color: {c.accent}; font-weight: 600; }}
    QPushButton#primary:disabled {{ background: {c.window}; color: {c.muted}; border-color: {c.line}; }}
    QPushButton#primary:focus {{ border: 2px solid {c.text}; }}
    QPushButton#step {{ text-align: left; border: none; border-radius: 6px; background: transparent; padding: 8px 12px; }}
    QPushButton#step:hover {{ background: {c.raised}; }}
    QPushButton#step:checked {{ background: {c.raised}; color: {c.accent}; font-weight: 600; }}
    QPushButton#step:focus {{ border: 2px solid {c.accent}; padding: 6px 10px; }}
    QPushButton#choice {{ padding: 0; border: 1px solid {c.line}; border-radius: 8px; background: {c.surface}; text-align: left; }}
    QPushButton#choice:hover {{ border-color: {c.accent}; }}
    QPushButton#choice:checked {{ border: 2px solid {c.accent}; }}
    QPushButton#choice:focus {{ border: 2px solid {c.text}; }}
    QPushButton:checked {{ border-color: {c.accent}; color: {c.accent}; }}
    QLineEdit, QPlainTextEdit, QTableView, QTreeView, QListView, QComboBox, QAbstractSpinBox {{
        border: 1px solid {c.line}; border-radius: 6px; background: {c.surface}; padding: 4px 6px; color: {c.text};
        selection-background-color: {c.accent}; selection-color: {c.accent_text}; }}
    QLineEdit:focus, QPlainTextEdit:focus, QTableView:focus, QTreeView:focus, QListView:focus, QComboBox:focus, QAbstractSpinBox:focus {{
        border: 2px solid {c.accent}; padding: 3px 5px; }}
    QComboBox:disabled, QAbstractSpinBox:disabled {{ color: {c.muted}; background: {c.window}; }}
    QComboBox {{ padding-right: 26px; }} QComboBox:focus {{ padding-right: 25px; }}
    QComboBox::drop-down {{ border: none; width: 26px; }}
    QComboBox::down-arrow {{ image: url({icons}/arrow-down.svg); width: 12px; height: 12px; }}
    QAbstractItemView::item:selected {{ background: {c.accent}; color: {c.accent_text}; }}
    QAbstractSpinBox > QLineEdit, QAbstractSpinBox > QLineEdit:focus {{ border: none; background: transparent; padding: 0 4px; }}
    QAbstractSpinBox {{ padding-right: 22px; }} QAbstractSpinBox:focus {{ padding-right: 21px; }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{
        subcontrol-origin: border; border: none; background: transparent; width: 20px; }}
    QAbstractSpinBox::up-button {{ subcontrol-position: top right; margin-top: 3px; }}
    QAbstractSpinBox::down-button {{ subcontrol-position: bottom right; margin-bottom: 3px; }}
    QAbstractSpinBox::up-arrow {{ image: url({icons}/arrow-up.svg); width: 9px; height: 9px; }}
    QAbstractSpinBox::down-arrow {{ image: url({icons}/arrow-down.svg); width: 9px; height: 9px; }}
    QCheckBox {{ spacing: 8px; }}
    QCheckBox::indicator {{ width: 15px; height: 15px; border: 1px solid {c.muted}; border-radius: 4px; background: {c.surface}; }}
    QCheckBox::indicator:checked {{ background: {c.accent}; border-color: {c.accent}; image: url({icons}/{tick}.svg); }}
    QCheckBox::indicator:hover {{ border-color: {c.accent}; }}
    QCheckBox::indicator:focus {{ width: 13px; height: 13px; border: 2px solid {c.text}; }}
    QCheckBox::indicator:disabled {{ background: {c.window}; border-color: {c.line}; }}
    QSlider {{ min-height: 22px; }}
    QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {c.line}; }}
    QSlider::{reached}-page:horizontal {{ height: 4px; border-radius: 2px; background: {c.accent}; }}
    QSlider::{rest}-page:horizontal {{ height: 4px; border-radius: 2px; background: {c.line}; }}
    QSlider::handle:horizontal {{
        width: 14px; height: 14px; margin: -6px 0; border: 2px solid {c.accent}; border-radius: 8px; background: {c.surface}; }}
    QSlider::handle:horizontal:hover {{ background: {c.raised}; }}
    QSlider::handle:horizontal:focus {{ background: {c.accent}; border-color: {c.text}; }}
    QScrollBar:vertical {{ background: transparent; width: 10px; margin: 2px; }}
    QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 2px; }}
    QScrollBar#none {{ height: 0; }}
    QScrollBar::handle {{ background: {c.line}; border-radius: 3px; min-height: 28px; min-width: 28px; }}
    QScrollBar::handle:hover {{ background: {c.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QHeaderView {{ border: none; background: {c.raised}; }}
    QHeaderView::section {{ background: {c.raised}; color: {c.muted}; border: none; border-bottom: 1px solid {c.line}; padding: 6px; }}
    QProgressBar {{ border: 1px solid {c.line}; border-radius: 4px; background: {c.raised}; height: 8px; text-align: center; }}
    QProgressBar::chunk {{ background: {c.accent}; border-radius: 3px; }}
    QToolTip {{ background: {c.raised}; color: {c.text}; border: 1px solid {c.line}; padding: 4px 6px; }}
    QMenu {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.line}; border-radius: 6px; padding: 4px; }}
    QMenu::item {{ padding: 6px 28px 6px 12px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {c.accent}; color: {c.accent_text}; }}
    QMenu::item:disabled {{ color: {c.muted}; }}
    QMenu::separator {{ height: 1px; background: {c.line}; margin: 4px 8px; }}
    QDialog, QMessageBox {{ background: {c.window}; }}
    """
