# SPDX-License-Identifier: Apache-2.0
"""What a palette cannot say: cards, buttons, the rail, and controls that look the same on every desktop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from rigwise.gui.theme import scaled
from rigwise.resources import FOLDER

if TYPE_CHECKING:
    from rigwise.gui.theme import Colours

CELL_PADDING = 4  # pixels on both sides of a cell
CELL_MARGIN = CELL_PADDING + 3  # to its text: Fusion keeps 3 more


def style(c: Colours) -> str:
    """The application's style sheet in the colours of a theme."""
    icons = f"{FOLDER}/icons".replace("\\", "/")
    backwards = QGuiApplication.isRightToLeft()
    reached, rest = (
        ("add", "sub") if backwards else ("sub", "add")
    )  # of a slider: what lies left, and right, of its handle
    tick = "tick-black" if c.dark else "tick-white"
    off_line = "dashed" if c.text == c.muted else "solid"  # of high contrast: greyer letters alone are no sign
    px, knob = scaled, scaled(14) // 2 * 2
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
    QLabel#number, QLabel#number-done, QLabel#number-here {{ border: 1px solid {c.muted}; color: {c.muted};
        border-radius: {px(20) // 2}px; qproperty-alignment: AlignCenter; }}
    QLabel#number-done {{ border-color: {c.good}; color: {c.good}; }}
    QLabel#number-here {{ border-color: {c.accent}; background: {c.accent}; color: {c.accent_text}; font-weight: 600; }}
    QLabel#number:disabled {{ border-color: {c.line}; color: {c.off}; }}
    QLabel#badge {{ color: {c.warn}; border: 1px solid {c.warn}; border-radius: 4px; padding: 1px 6px; }}
    QPushButton, QToolButton {{ padding: {px(6)}px {px(14)}px;
        border: 1px solid {c.line}; border-radius: 6px; background: {c.raised}; color: {c.text}; }}
    QPushButton:hover, QToolButton:hover {{ border-color: {c.accent}; }}
    QPushButton:focus, QToolButton:focus {{ border: 2px solid {c.accent}; padding: {px(6) - 1}px {px(14) - 1}px; }}
    QPushButton:disabled, QToolButton:disabled {{ color: {c.off}; background: {c.window}; border: 1px {off_line} {c.line}; }}
    QToolButton#quiet {{ border-color: transparent; background: transparent; padding: {px(4)}px {px(8)}px; color: {c.muted}; }}
    QToolButton#quiet:hover {{ color: {c.text}; background: {c.raised}; }}
    QToolButton#quiet:focus {{ border: 2px solid {c.accent}; padding: {px(4) - 1}px {px(8) - 1}px; color: {c.text}; }}
    QToolButton#quiet:disabled {{ border-color: transparent; background: transparent; }}
    QToolButton::menu-indicator {{ image: none; }}
    QPushButton::menu-indicator {{ image: url({icons}/arrow-down.svg); width: {px(11)}px; height: {px(11)}px;
        subcontrol-origin: padding; subcontrol-position: center right; right: {px(8)}px; }}
    QPushButton#menu {{ padding-right: {px(26)}px; }} QPushButton#menu:focus {{ padding-right: {px(26) - 1}px; }}
    QPushButton#primary {{ background: {c.accent}; color: {c.accent_text}; border-color: {c.accent}; font-weight: 600; }}
    QPushButton#primary:disabled {{ background: {c.window}; color: {c.off}; border-color: {c.line}; }}
    QPushButton#primary:focus {{ border: 2px solid {c.text}; }}
    QPushButton#step {{ text-align: left; border: 2px solid transparent; border-radius: 6px; background: transparent;
        padding: {px(6)}px {px(8)}px; }}
    QPushButton#step:hover {{ background: {c.raised}; }}
    QPushButton#step:checked {{ background: {c.soft}; color: {c.accent}; }}
    QPushButton#step:disabled {{ border-color: transparent; background: transparent; }}
    QPushButton#step:focus {{ border: 2px solid {c.accent}; }}
    QPushButton#choice {{ padding: 0; border: 1px solid {c.line}; border-radius: 8px; background: {c.surface}; text-align: left; }}
    QPushButton#choice:hover {{ border-color: {c.accent}; }}
    QPushButton#choice:checked {{ border: 2px solid {c.accent}; }}
    QPushButton#choice:focus {{ border: 2px solid {c.text}; }}
    QPushButton:checked {{ border-color: {c.accent}; color: {c.accent}; }}
    QLineEdit, QPlainTextEdit, QTableView, QTreeView, QListView, QComboBox, QAbstractSpinBox {{
        border: 1px solid {c.line}; border-radius: 6px; background: {c.surface}; padding: {px(4)}px {px(6)}px; color: {c.text};
        selection-background-color: {c.accent}; selection-color: {c.accent_text}; }}
    QLineEdit:focus, QPlainTextEdit:focus, QTableView:focus, QTreeView:focus, QListView:focus, QComboBox:focus, QAbstractSpinBox:focus {{
        border: 2px solid {c.accent}; padding: {px(4) - 1}px {px(6) - 1}px; }}
    QTableView, QTreeView, QListView {{ padding: 1px; }} QTableView:focus, QTreeView:focus, QListView:focus {{ padding: 0; }}
    QTableView#inner {{ border-color: transparent; }} QTableView#inner:focus {{ border-color: {c.accent}; }}
    QListView::item {{ padding: {px(5)}px {px(8)}px; border-radius: 4px; }}
    QComboBox:disabled, QAbstractSpinBox:disabled {{ color: {c.off}; background: {c.window}; border: 1px {off_line} {c.line}; }}
    QComboBox {{ padding-right: {px(26)}px; }} QComboBox:focus {{ padding-right: {px(26) - 1}px; }}
    QComboBox QAbstractItemView::item {{ padding: {px(4)}px {px(6)}px; }}
    QComboBox::drop-down {{ border: none; width: {px(26)}px; }}
    QComboBox::down-arrow {{ image: url({icons}/arrow-down.svg); width: {px(13)}px; height: {px(13)}px; }}
    QTableView::item {{ padding: 2px {CELL_PADDING}px; }}
    QTableView#sum::item {{ padding: 0; }}
    QAbstractItemView::item:selected {{ background: {c.accent}; color: {c.accent_text}; }}
    QAbstractSpinBox > QLineEdit, QAbstractSpinBox > QLineEdit:focus {{ border: none; background: transparent; padding: 0 4px; }}
    QAbstractSpinBox {{ padding-right: {px(22)}px; }} QAbstractSpinBox:focus {{ padding-right: {px(22) - 1}px; }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{
        subcontrol-origin: border; border: none; background: transparent; width: {px(20)}px; }}
    QAbstractSpinBox::up-button {{ subcontrol-position: top right; margin-top: {px(3)}px; }}
    QAbstractSpinBox::down-button {{ subcontrol-position: bottom right; margin-bottom: {px(3)}px; }}
    QAbstractSpinBox::up-arrow {{ image: url({icons}/arrow-up.svg); width: {px(10)}px; height: {px(10)}px; }}
    QAbstractSpinBox::down-arrow {{ image: url({icons}/arrow-down.svg); width: {px(10)}px; height: {px(10)}px; }}
    QCheckBox, QRadioButton {{ spacing: {px(8)}px; }}
    QCheckBox::indicator, QRadioButton::indicator {{ width: {px(15)}px; height: {px(15)}px;
        border: 1px solid {c.muted}; background: {c.surface}; }}
    QCheckBox::indicator {{ border-radius: 4px; }} QRadioButton::indicator {{ border-radius: {px(15) // 2 + 1}px; }}
    QCheckBox::indicator:checked {{ background: {c.accent}; border-color: {c.accent}; image: url({icons}/{tick}.svg); }}
    QRadioButton::indicator:checked {{ width: {px(7)}px; height: {px(7)}px; border: {px(5)}px solid {c.accent}; }}
    QCheckBox::indicator:hover, QRadioButton::indicator:hover {{ border-color: {c.accent}; }}
    QCheckBox::indicator:focus {{ width: {px(15) - 2}px; height: {px(15) - 2}px; border: 2px solid {c.text}; }}
    QRadioButton::indicator:focus {{ border-color: {c.text}; }}
    QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ background: {c.window}; border-color: {c.line}; }}
    QSlider {{ min-height: {px(22)}px; }}
    QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {c.line}; }}
    QSlider::{reached}-page:horizontal {{ height: 4px; border-radius: 2px; background: {c.accent}; }}
    QSlider::{rest}-page:horizontal {{ height: 4px; border-radius: 2px; background: {c.line}; }}
    QSlider::handle:horizontal {{ width: {knob}px; height: {knob}px; margin: -{knob // 2 - 1}px 0;
        border: 2px solid {c.accent}; border-radius: {knob // 2 + 1}px; background: {c.surface}; }}
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
    QHeaderView::section {{ background: {c.raised}; color: {c.muted}; border: none; border-bottom: 1px solid {c.line};
        padding: {px(6)}px {CELL_MARGIN}px; }}
    QHeaderView::down-arrow, QHeaderView::up-arrow {{ image: url({icons}/arrow-down.svg);
        width: {px(10)}px; height: {px(10)}px; subcontrol-position: center right; }}
    QHeaderView::up-arrow {{ image: url({icons}/arrow-up.svg); }}
    QProgressBar {{ border: 1px solid {c.line}; border-radius: 4px; background: {c.raised}; height: 8px; text-align: center; }}
    QProgressBar::chunk {{ background: {c.accent}; border-radius: 3px; }}
    QToolTip {{ background: {c.raised}; color: {c.text}; border: 1px solid {c.line}; padding: 4px 6px; }}
    QMenu {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.line}; border-radius: 6px; padding: 4px; }}
    QMenu::item {{ padding: {px(6)}px {px(28)}px {px(6)}px {px(12)}px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {c.accent}; color: {c.accent_text}; }}
    QMenu::item:disabled {{ color: {c.off}; }}
    QMenu::separator {{ height: 1px; background: {c.line}; margin: 4px 8px; }}
    QDialog, QMessageBox {{ background: {c.window}; }}
    """
