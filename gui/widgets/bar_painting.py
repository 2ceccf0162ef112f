# SPDX-License-Identifier: Apache-2.0
"""How the parts of a VRAM bar look: a hue and a pattern each, so that none is told by colour alone."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from rigwise.core.words import phrase
from rigwise.gui import theme
from rigwise.gui.widgets.bar_layout import BarLayout, shares
from rigwise.gui.widgets.bar_words import NAMES, Row, meaning_of, name_of
from rigwise.gui.widgets.parts import tip

PATTERNS = {
    "kv": Qt.BrushStyle.BDiagPattern,
    "overhead": Qt.BrushStyle.Dense6Pattern,
    "others": Qt.BrushStyle.DiagCrossPattern,
}


def hue(kind: str) -> QColor:
    colours = theme.colours()
    base = {
        "weights": colours.weights, "kv": colours.kv, "spare": colours.kv, "overhead": colours.overhead,
        "headroom": colours.headroom, "others": colours.headroom,
    }[kind]  # fmt: skip
    colour = QColor(base)
    if kind == "spare":
        colour.setAlphaF(0.40)
    return colour


def ink(kind: str) -> str:
    """The text colour on a segment."""
    colours = theme.colours()
    if kind in ("headroom", "others", "spare"):
        return colours.text
    return "#FFFFFF" if kind == "weights" and not colours.dark else "#000000"


def paint_segment(painter: QPainter, kind: str, box: QRectF) -> None:
    colours = theme.colours()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(hue(kind))
    painter.drawRoundedRect(box, 2, 2)
    pattern = PATTERNS.get(kind)
    if pattern is not None:
        stroke = QColor(colours.muted if kind == "others" else "#000000" if colours.dark else "#FFFFFF")
        stroke.setAlphaF(0.55 if kind == "others" else 0.28)
        painter.setBrush(QBrush(stroke, pattern))
        painter.drawRoundedRect(box, 2, 2)
    if kind in ("headroom", "others"):
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)


def paint_ghost(painter: QPainter, found: BarLayout, top: float, opacity: float) -> None:
    """How the bar was before the change under way: a thin strip above it."""
    painter.setOpacity(opacity)
    for segment in found.segments:
        if segment.kind in ("headroom", "others"):
            continue
        painter.fillRect(QRectF(1 + segment.x0, top, max(segment.x1 - segment.x0 - 1, 1), 3), hue(segment.kind))
    painter.setOpacity(1.0)


def paint_range(painter: QPainter, x0: float, x1: float, middle: float) -> None:
    """Where the end of the overhead may come to lie: a line with two feet."""
    painter.setPen(QPen(QColor(theme.colours().text), 1.5))
    painter.drawLine(QPointF(x0, middle), QPointF(x1, middle))
    for x in (x0, x1):
        painter.drawLine(QPointF(x, middle - 2.5), QPointF(x, middle + 2.5))


def paint_beyond(painter: QPainter, box: QRectF) -> None:
    """What does not fit: hatched and framed, behind a bold line where the card ends."""
    colours = theme.colours()
    painter.setPen(QPen(QColor(colours.bad), 2))
    painter.setBrush(QBrush(QColor(colours.bad), Qt.BrushStyle.DiagCrossPattern))
    painter.drawRect(box)
    painter.setPen(QPen(QColor(colours.text), 3))
    painter.drawLine(QPointF(box.left(), box.top() - 3), QPointF(box.left(), box.bottom() + 3))


def paint_limit(painter: QPainter, x: float, top: float, bottom: float) -> None:
    """vLLM's own limit, a dashed line."""
    painter.setPen(QPen(QColor(theme.colours().text), 1.5, Qt.PenStyle.DashLine))
    painter.drawLine(QPointF(x, top - 3), QPointF(x, bottom + 3))


class Legend(QWidget):
    """What the colours and patterns of the bars in view mean, once for all; wraps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds: tuple[str, ...] = tuple(NAMES)
        self._name()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _name(self) -> None:
        parts = "; ".join(f"{name_of(kind)}, {meaning_of(kind)}" for kind in self._kinds)
        self.setAccessibleName(phrase("bars", "Legend: {parts}").format(parts=parts))

    def show_kinds(self, shown: Iterable[Row]) -> None:
        """Only what these bars have."""
        there = {kind for row in shown for kind, size in shares(row.memory) if size > 0}
        kinds = tuple(kind for kind in NAMES if kind in there)
        if kinds != self._kinds:
            self._kinds = kinds
            self._name()
            self.updateGeometry()
            self.update()

    def _entries(self, width: int) -> list[tuple[str, float, int]]:
        """(kind, x, row) of each entry, wrapped to `width`."""
        metrics = QFontMetricsF(self.font())
        entries: list[tuple[str, float, int]] = []
        x, row = 0.0, 0
        for kind in self._kinds:
            wide = metrics.horizontalAdvance(name_of(kind)) + 40
            if x and x + wide - 16 > width:
                x, row = 0.0, row + 1
            entries.append((kind, x, row))
            x += wide
        return entries

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = self._entries(width)[-1][2] + 1 if self._kinds else 1
        return lines * (self.fontMetrics().height() + 6)

    def sizeHint(self) -> QSize:
        return QSize(480, self.heightForWidth(max(self.width(), 480)))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), tip(self.meaning_at(event.pos())), self)
            return True
        return super().event(event)

    def meaning_at(self, place: QPoint) -> str:
        """What the entry under the pointer stands for."""
        x = self.width() - place.x() if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else place.x()
        line = place.y() // (self.fontMetrics().height() + 6)
        found = [kind for kind, left, row in self._entries(self.width()) if row == line and left <= x]
        return f"{name_of(found[-1])}: {meaning_of(found[-1])}" if found else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = self.fontMetrics().height()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        backwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        metrics = QFontMetricsF(self.font())
        for kind, x, row in self._entries(self.width()):
            top = row * (height + 6) + 3
            left, start = x + 1, x + 23
            if backwards:
                left = self.width() - x - 17
                start = self.width() - x - 23 - metrics.horizontalAdvance(name_of(kind))
            paint_segment(painter, kind, QRectF(left, top + height / 2 - 6, 16, 12))
            painter.setPen(QColor(theme.colours().text))
            painter.drawText(QPointF(start, top + height * 0.8), name_of(kind))
        painter.end()
