# SPDX-License-Identifier: Apache-2.0
"""Colours, type and icons: Fusion with our own palette, light and dark.

The bar's colours were checked for contrast (at least 3:1 against the surface) and told apart under protanopia,
deuteranopia and tritanopia; patterns say the same as hues.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QApplication


@dataclass(frozen=True)
class Colours:
    """One theme. window < surface < raised: depth of backgrounds; line: borders; accent: the one primary action."""

    dark: bool
    window: str
    surface: str
    raised: str
    line: str
    text: str
    muted: str
    accent: str
    accent_text: str
    good: str
    warn: str
    bad: str
    weights: str
    kv: str
    overhead: str
    headroom: str


LIGHT = Colours(
    dark=False, window="#F3F5F8", surface="#FFFFFF", raised="#F7F9FB", line="#D5DBE2", text="#1B1E22", muted="#5A636E",
    accent="#0B5CAD", accent_text="#FFFFFF", good="#1E6B3A", warn="#8A5300", bad="#B3261E",
    weights="#004C8C", kv="#C77700", overhead="#7A7F87", headroom="#EEF1F4",
)  # fmt: skip
DARK = Colours(
    dark=True, window="#17191C", surface="#202326", raised="#272B2F", line="#3A4046", text="#ECEFF1", muted="#A7B0BA",
    accent="#4FA8E0", accent_text="#0E1113", good="#7BD197", warn="#F0B43C", bad="#FF8A80",
    weights="#4FA8E0", kv="#F0B43C", overhead="#9AA3AD", headroom="#33383D",
)  # fmt: skip

_now = LIGHT


def colours() -> Colours:
    """The theme in force."""
    return _now


def system_is_dark() -> bool:
    """Before a theme of ours is applied: the desktop's own palette says it."""
    palette = QGuiApplication.palette()
    return (
        palette.color(QPalette.ColorRole.Window).lightness() < palette.color(QPalette.ColorRole.WindowText).lightness()
    )


def apply(application: QApplication, theme: str) -> None:
    """theme: "light", "dark", or "system" (light where the desktop does not say)."""
    global _now
    _now = DARK if theme == "dark" or (theme == "system" and system_is_dark()) else LIGHT
    application.setPalette(_palette(_now))
    application.setStyleSheet(_style(_now))


def _palette(c: Colours) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: c.window, QPalette.ColorRole.WindowText: c.text, QPalette.ColorRole.Base: c.surface,
        QPalette.ColorRole.AlternateBase: c.raised, QPalette.ColorRole.Text: c.text, QPalette.ColorRole.Button: c.raised,
        QPalette.ColorRole.ButtonText: c.text, QPalette.ColorRole.Highlight: c.accent,
        QPalette.ColorRole.HighlightedText: c.accent_text, QPalette.ColorRole.ToolTipBase: c.raised,
        QPalette.ColorRole.ToolTipText: c.text, QPalette.ColorRole.PlaceholderText: c.muted,
        QPalette.ColorRole.Link: c.accent, QPalette.ColorRole.Mid: c.line, QPalette.ColorRole.Dark: c.line,
    }  # fmt: skip
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(c.muted))
    return palette


def _style(c: Colours) -> str:
    """The few rules that a palette cannot say: cards, the primary button, the rail."""
    return f"""
    QFrame#card {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: 8px; }}
    QFrame#rail {{ background: {c.surface}; border: none; border-right: 1px solid {c.line}; }}
    QFrame#footer {{ background: {c.surface}; border: none; border-top: 1px solid {c.line}; }}
    QScrollArea, QScrollArea > QWidget > QWidget#page {{ background: {c.window}; border: none; }}
    QLabel#title {{ color: {c.text}; }}
    QLabel#muted {{ color: {c.muted}; }}
    QLabel#good {{ color: {c.good}; }} QLabel#warn {{ color: {c.warn}; }} QLabel#bad {{ color: {c.bad}; }}
    QLabel#accent {{ color: {c.accent}; }}
    QLabel#badge {{ color: {c.warn}; border: 1px solid {c.warn}; border-radius: 4px; padding: 1px 6px; }}
    QPushButton {{ padding: 6px 14px; border: 1px solid {c.line}; border-radius: 6px; background: {c.raised}; }}
    QPushButton:hover {{ border-color: {c.accent}; }}
    QPushButton:focus {{ border: 2px solid {c.accent}; padding: 5px 13px; }}
    QPushButton:disabled {{ color: {c.muted}; background: {c.window}; }}
    QPushButton#primary {{ background: {c.accent}; color: {c.accent_text}; border-color: {c.accent}; font-weight: 600; }}
    QPushButton#primary:disabled {{ background: {c.line}; color: {c.muted}; border-color: {c.line}; }}
    QPushButton#primary:focus {{ border: 2px solid {c.text}; }}
    QPushButton#step {{ text-align: left; border: none; border-radius: 6px; background: transparent; padding: 8px 12px; }}
    QPushButton#step:hover {{ background: {c.raised}; }}
    QPushButton#step:checked {{ background: {c.raised}; color: {c.accent}; font-weight: 600; }}
    QPushButton#step:focus {{ border: 2px solid {c.accent}; padding: 6px 10px; }}
    QPushButton:checked {{ border-color: {c.accent}; color: {c.accent}; }}
    QLineEdit, QPlainTextEdit, QTableView {{
        border: 1px solid {c.line}; border-radius: 6px; background: {c.surface}; padding: 4px 6px;
        selection-background-color: {c.accent}; selection-color: {c.accent_text}; }}
    QLineEdit:focus, QPlainTextEdit:focus, QTableView:focus {{ border: 2px solid {c.accent}; padding: 3px 5px; }}
    QScrollBar:vertical {{ background: transparent; width: 10px; margin: 2px; }}
    QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 2px; }}
    QScrollBar#none {{ height: 0; }}
    QScrollBar::handle {{ background: {c.line}; border-radius: 3px; min-height: 28px; min-width: 28px; }}
    QScrollBar::handle:hover {{ background: {c.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QHeaderView::section {{ background: {c.raised}; color: {c.muted}; border: none; border-bottom: 1px solid {c.line}; padding: 6px; }}
    QProgressBar {{ border: 1px solid {c.line}; border-radius: 4px; background: {c.raised}; height: 8px; text-align: center; }}
    QProgressBar::chunk {{ background: {c.accent}; border-radius: 3px; }}
    """


def sized(font: QFont, factor: float, *, bold: bool = False) -> QFont:
    """A font relative to the desktop's own size."""
    changed = QFont(font)
    changed.setPointSizeF(font.pointSizeF() * factor)
    changed.setBold(bold)
    return changed


def icon(name: str, colour: str, size: int = 20) -> QIcon:
    """A monochrome SVG of resources/icons in a colour of the theme, crisp at 100 and 200 %."""
    # what only icons need takes longer to load than the rest of this module
    from importlib.resources import files

    from PySide6.QtCore import QByteArray, QSize, Qt
    from PySide6.QtGui import QIcon, QPainter, QPixmap
    from PySide6.QtSvg import QSvgRenderer

    source = files("rigwise.resources").joinpath("icons", f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode()))
    result = QIcon()
    for scale in (1, 2, 3):
        picture = QPixmap(QSize(size * scale, size * scale))
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        renderer.render(painter)
        painter.end()
        picture.setDevicePixelRatio(scale)
        result.addPixmap(picture)
    return result
