# SPDX-License-Identifier: Apache-2.0
"""Colours, type and icons: Fusion with our own palette, light and dark.

The bar's colours were checked for contrast (at least 3:1 against the surface) and told apart under protanopia,
deuteranopia and tritanopia; patterns say the same as hues.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QPalette
from rigwise.resources import FOLDER

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon, QPixmap
    from PySide6.QtWidgets import QApplication


@dataclass(frozen=True)
class Colours:
    """One theme. window < surface < raised: depth of backgrounds; soft: what is chosen; line: borders; off: what cannot be
    used; accent: the one primary action."""

    dark: bool
    window: str
    surface: str
    raised: str
    soft: str
    line: str
    text: str
    muted: str
    off: str
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
    dark=False, window="#F3F5F8", surface="#FFFFFF", raised="#F7F9FB", soft="#E4EEF9", line="#CBD3DC",
    text="#1B1E22", muted="#5A636E", off="#747D87", accent="#0B5CAD", accent_text="#FFFFFF", good="#1E6B3A", warn="#8A5300", bad="#B3261E",
    weights="#004C8C", kv="#C77700", overhead="#7A7F87", headroom="#EEF1F4",
)  # fmt: skip
DARK = Colours(
    dark=True, window="#17191C", surface="#202326", raised="#272B2F", soft="#1D3242", line="#434A51",
    text="#ECEFF1", muted="#A7B0BA", off="#858E97", accent="#4FA8E0", accent_text="#0E1113", good="#7BD197", warn="#F0B43C", bad="#FF8A80",
    weights="#4FA8E0", kv="#F0B43C", overhead="#9AA3AD", headroom="#33383D",
)  # fmt: skip

CONTRAST = Colours(
    dark=True, window="#000000", surface="#000000", raised="#000000", soft="#333000", line="#FFFFFF",
    text="#FFFFFF", muted="#FFFFFF", off="#9A9A9A", accent="#FFE14D", accent_text="#000000", good="#7CFF9B", warn="#FFE14D", bad="#FFA59C",
    weights="#7FC4FF", kv="#FFCF40", overhead="#C4C4C4", headroom="#000000",
)  # fmt: skip
USUAL_LINE = 16  # pixels of a line's height at a text size of 100 %
THEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}

_now = LIGHT


def colours() -> Colours:
    """The theme in force."""
    return _now


_desktop = ""  # what the desktop's palette said before a theme of ours was applied


def system_theme() -> str:
    """What the desktop asks for: its colour scheme and contrast where it tells them, else what its palette said."""
    global _desktop
    if not _desktop:  # at the start of the program, when nothing but the palette is cheap to ask
        palette = QGuiApplication.palette()
        window, text = (palette.color(role) for role in (QPalette.ColorRole.Window, QPalette.ColorRole.WindowText))
        _desktop = "dark" if window.lightness() < text.lightness() else "light"
        return _desktop
    from PySide6.QtCore import Qt

    hints = QGuiApplication.styleHints()
    tells = hasattr(hints, "accessibility") and hasattr(Qt, "ContrastPreference")  # from Qt 6.10 on
    if tells and hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "contrast"
    scheme = hints.colorScheme()
    return {Qt.ColorScheme.Dark: "dark", Qt.ColorScheme.Light: "light"}.get(scheme, _desktop)


def apply(application: QApplication, theme: str) -> None:
    """theme: "light", "dark", "contrast", or "system" (light where the desktop does not say)."""
    global _now
    from rigwise.gui.style import style

    _now = THEMES[system_theme() if theme == "system" else theme]
    application.setPalette(_palette(_now))
    application.setStyleSheet(style(_now))


_still = {"person": False, "desktop": False}


def keep_still(on: bool, who: str = "person") -> None:
    """who: "person", whatever the desktop says, or "desktop"."""
    _still[who] = on


def motion_reduced() -> bool:
    """The person or the desktop said so, or the style animates nothing (Windows' and macOS' switch)."""
    if any(_still.values()):
        return True
    from PySide6.QtWidgets import QApplication, QStyle

    return QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0


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
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(c.off))
    return palette


def scaled(pixels: float) -> int:
    """Pixels that grow with the desktop's letters, as 16 pixels of line height see them: paddings, ticks and arrows."""
    return max(1, round(pixels * max(1.0, QFontMetrics(QGuiApplication.font()).height() / USUAL_LINE)))


def sized(font: QFont, factor: float, *, bold: bool = False) -> QFont:
    """A font relative to the desktop's own size."""
    changed = QFont(font)
    changed.setPointSizeF(font.pointSizeF() * factor)
    changed.setBold(bold)
    return changed


def icon(name: str, colour: str, size: int = 20, selected: str = "") -> QIcon:
    """A monochrome SVG of resources/icons in a colour of the theme, crisp at 100, 200 and 300 %. selected: its colour on
    the ground of a selected row."""
    # what only icons need takes longer to load than the rest of this module
    from PySide6.QtGui import QIcon

    result = QIcon()
    for mode, tint in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Selected, selected)):
        for scale in (1, 2, 3):
            if tint:
                result.addPixmap(_drawn(name, tint, size, scale), mode)
    return result


def _drawn(name: str, colour: str, size: int, scale: int) -> QPixmap:
    from PySide6.QtCore import QByteArray, QSize, Qt
    from PySide6.QtGui import QPainter, QPixmap
    from PySide6.QtSvg import QSvgRenderer

    source = (FOLDER / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode()))
    picture = QPixmap(QSize(size * scale, size * scale))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter)
    painter.end()
    picture.setDevicePixelRatio(scale)
    return picture
