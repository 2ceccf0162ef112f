# SPDX-License-Identifier: Apache-2.0
"""Bars of one figure, rig by rig under each model; a hatched bar serves less than was wished for."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from rigwise.core.words import phrase
from rigwise.gui import theme


@dataclass(frozen=True)
class Bar:
    """value: None draws no bar, only the words; low, high: a range as a whisker; full: not hatched."""

    label: str
    value: float | None
    words: str
    low: float | None = None
    high: float | None = None
    full: bool = True


@dataclass(frozen=True)
class Group:
    title: str
    bars: tuple[Bar, ...]


class CompareChart(QWidget):
    """Draws groups of bars, each group on its own scale. Screen readers get the same figures as a sentence a bar."""

    def __init__(self) -> None:
        super().__init__()
        self.groups: tuple[Group, ...] = ()
        self.figure = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(phrase("compare page", "Chart"))

    def show_groups(self, figure: str, groups: tuple[Group, ...]) -> None:
        self.groups, self.figure = groups, figure
        self.setAccessibleName(phrase("compare page", "Chart of {figure}").format(figure=figure))
        said = [f"{group.title}: " + "; ".join(f"{b.label} {b.words}" for b in group.bars) for group in groups]
        self.setAccessibleDescription(". ".join(said))
        self.updateGeometry()
        self.update()

    @property
    def _line(self) -> int:
        return round(self.fontMetrics().height() * 1.7)

    def sizeHint(self) -> QSize:
        lines = sum(len(group.bars) + 1.4 for group in self.groups)
        return QSize(400, round(lines * self._line) + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(
            Qt.LayoutDirection.LayoutDirectionAuto
        )  # an axis of numbers, whichever way words run
        colours = theme.colours()
        metrics = self.fontMetrics()
        labels = max((metrics.horizontalAdvance(b.label) for g in self.groups for b in g.bars), default=0)
        values = [b for g in self.groups for b in g.bars if b.value is not None]
        words = max((metrics.horizontalAdvance(b.words) for b in values), default=0)
        left = min(labels + 16.0, self.width() * 0.4)
        room = max(20.0, self.width() - left - words - 20)
        top = 0.0
        for group in self.groups:  # each model on its own scale: rigs are compared, not models
            most = max((b.high or b.value or 0.0 for b in group.bars), default=0.0) or 1.0
            painter.setPen(QColor(colours.text))
            painter.setFont(theme.sized(self.font(), 1.0, bold=True))
            painter.drawText(QRectF(0, top, self.width(), self._line), Qt.AlignmentFlag.AlignVCenter, group.title)
            painter.setFont(self.font())
            top += self._line
            for bar in group.bars:
                self._bar(painter, bar, top, left, room / most)
                top += self._line
            top += self._line * 0.4
        painter.end()

    def _bar(self, painter: QPainter, bar: Bar, top: float, left: float, scale: float) -> None:
        colours = theme.colours()
        height = self._line
        painter.setPen(QColor(colours.muted))
        named = self.fontMetrics().elidedText(bar.label, Qt.TextElideMode.ElideRight, round(left - 12))
        painter.drawText(QRectF(0, top, left - 12, height), Qt.AlignmentFlag.AlignVCenter, named)
        end = left
        if bar.value is not None:
            body = QRectF(left, top + height * 0.2, max(2.0, bar.value * scale), height * 0.6)
            tint = QColor(colours.weights)
            if bar.full:
                painter.fillRect(body, tint)
            else:
                painter.fillRect(body, QBrush(tint, Qt.BrushStyle.BDiagPattern))
                painter.setPen(QPen(tint, 1))
                painter.drawRect(body)
            end = body.right()
            if bar.low is not None and bar.high is not None:
                middle, tick = top + height / 2, height * 0.16
                low, high = left + bar.low * scale, left + bar.high * scale
                for colour, width in ((colours.window, 4.0), (colours.text, 1.5)):  # a rim sets it off the bar
                    painter.setPen(QPen(QColor(colour), width))
                    painter.drawLine(QPointF(low, middle), QPointF(high, middle))
                    for at in (low, high):
                        painter.drawLine(QPointF(at, middle - tick), QPointF(at, middle + tick))
                end = max(end, high)
        painter.setPen(QColor(colours.text if bar.value is not None else colours.muted))
        place = QRectF(end + 8, top, max(10.0, self.width() - end - 8), height)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, bar.words)
