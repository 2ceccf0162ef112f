# SPDX-License-Identifier: Apache-2.0
"""The VRAM bar of one GPU: weights, KV cache, overhead and headroom, painted; over-commitment drawn as such."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from rigwise.core.memory.result import GpuMemory
from rigwise.core.units import GIB, format_gib
from rigwise.gui import theme
from rigwise.gui.widgets.bar_layout import BarLayout, Segment, layout, shares

NAMES = {
    "weights": "Weights",
    "kv": "KV cache needed",
    "overhead": "Overhead",
    "spare": "KV cache to spare",
    "headroom": "Headroom",
    "others": "Other programs",
}
MEANINGS = {
    "weights": "the model itself, as loaded on this GPU",
    "kv": "memory of the conversations you asked for",
    "overhead": "activations, buffers, CUDA graphs and the driver's context",
    "spare": "reserved by vLLM too: room for more requests",
    "headroom": "outside vLLM's limit, left to the desktop and others",
    "others": "held by other programs now",
}


class VramBar(QWidget):
    """One row. Left and right walk the segments; `walked` carries the text of the one in focus."""

    walked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("vram_bar")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._title = ""
        self._memory: GpuMemory | None = None
        self._starts = True
        self._focused = 0

    def sizeHint(self) -> QSize:
        return QSize(480, self._bar_top() + self._bar_height() + 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    def show_memory(self, title: str, memory: GpuMemory | None, starts: bool = True) -> None:
        """What to draw; None: nothing is known about this card."""
        self._title, self._memory, self._starts = title, memory, starts
        self.setAccessibleName(f"Memory plan, {title}")
        self.setAccessibleDescription(self.summary())
        self.update()

    @property
    def memory(self) -> GpuMemory | None:
        return self._memory

    def verdict(self) -> str:
        """The text at the right end: how much of the card is planned, and whether that holds."""
        memory = self._memory
        if memory is None:
            return ""
        used = memory.weights + memory.kv_cache + memory.overhead + memory.others
        text = f"{used / GIB:.1f} of {memory.total / GIB:.1f} GiB"
        if used > memory.total:
            return f"⚠ {text} – over by {format_gib(used - memory.total)}"
        if not self._starts:
            return f"⚠ {text} – does not start"
        return f"✓ {text}"

    def summary(self) -> str:
        """The whole bar in words, for those who do not see it."""
        if self._memory is None:
            return "Nothing is planned on this GPU."
        parts = ", ".join(f"{NAMES[kind]} {format_gib(size)}" for kind, size in shares(self._memory) if size > 0)
        return f"{self.verdict().lstrip('⚠✓ ')}. {parts}."

    def segment_text(self, segment: Segment) -> str:
        assert self._memory is not None
        share = segment.bytes / self._memory.total
        return f"{self._title}: {NAMES[segment.kind]} {segment.bytes / GIB:.2f} GiB ({share:.0%}), {MEANINGS[segment.kind]}."

    # geometry

    def _bar_top(self) -> int:
        return self.fontMetrics().height() + 8

    def _bar_height(self) -> int:
        return max(28, round(self.fontMetrics().height() * 1.7))

    def _layout(self) -> BarLayout | None:
        return layout(self._memory, self.width() - 2.0) if self._memory else None

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.colours()
        font = theme.sized(self.font(), 1.0, bold=True)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        line = QRectF(1, 0, self.width() - 2, self._bar_top() - 4)
        verdict = self.verdict()
        painter.setPen(QColor(colours.bad if verdict.startswith("⚠") else colours.text))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, verdict)
        painter.setPen(QColor(colours.text))
        room = line.width() - metrics.horizontalAdvance(verdict) - 16
        title = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, max(room, 40))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        found = self._layout()
        if found is not None:
            self._paint_bar(painter, found)
        painter.end()

    def _paint_bar(self, painter: QPainter, found: BarLayout) -> None:
        colours = theme.colours()
        painter.setFont(self.font())
        metrics = QFontMetricsF(self.font())
        top, height = float(self._bar_top()), float(self._bar_height())
        for position, segment in enumerate(found.segments):
            box = QRectF(1 + segment.x0, top, max(segment.x1 - segment.x0 - 2, 1), height)
            _paint_segment(painter, segment.kind, box)
            label = f"{segment.bytes / GIB:.1f}"
            clear = not found.over or segment.x1 <= found.total_x
            if clear and metrics.horizontalAdvance(label) + 10 < box.width():
                painter.setPen(QColor(_ink(segment.kind)))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, label)
            if self.hasFocus() and position == self._focused:
                painter.setPen(QPen(QColor(colours.text), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(box.adjusted(1, 1, -1, -1))
        if found.over:
            beyond = QRectF(1 + found.total_x, top, self.width() - 2 - found.total_x, height)
            painter.setPen(QPen(QColor(colours.bad), 2))
            painter.setBrush(QBrush(QColor(colours.bad), Qt.BrushStyle.DiagCrossPattern))
            painter.drawRect(beyond)
            painter.setPen(QPen(QColor(colours.text), 3))
            painter.drawLine(QPointF(1 + found.total_x, top - 4), QPointF(1 + found.total_x, top + height + 4))
        limit = QPen(QColor(colours.text), 1.5, Qt.PenStyle.DashLine)
        painter.setPen(limit)
        painter.drawLine(QPointF(1 + found.limit_x, top - 3), QPointF(1 + found.limit_x, top + height + 3))

    # the pointer and the keyboard

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._layout()
        x = event.position().x() - 1
        hit = next((s for s in found.segments if s.x0 <= x < s.x1), None) if found else None
        self.setToolTip(self.segment_text(hit) if hit else "")
        super().mouseMoveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        found = self._layout()
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        if found is None or step is None:
            super().keyPressEvent(event)
            return
        self._focused = min(max(self._focused + step, 0), len(found.segments) - 1)
        self._tell(found)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        found = self._layout()
        if found is not None:
            self._focused = min(self._focused, len(found.segments) - 1)
            self._tell(found)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.walked.emit("")

    def _tell(self, found: BarLayout) -> None:
        self.walked.emit(self.segment_text(found.segments[self._focused]))
        self.update()


def _paint_segment(painter: QPainter, kind: str, box: QRectF) -> None:
    """One part: its hue and its pattern (never hue alone)."""
    colours = theme.colours()
    base = {
        "weights": colours.weights, "kv": colours.kv, "spare": colours.kv, "overhead": colours.overhead,
        "headroom": colours.headroom, "others": colours.headroom,
    }[kind]  # fmt: skip
    colour = QColor(base)
    if kind == "spare":
        colour.setAlphaF(0.40)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(box, 2, 2)
    pattern = {
        "kv": Qt.BrushStyle.BDiagPattern,
        "overhead": Qt.BrushStyle.Dense6Pattern,
        "others": Qt.BrushStyle.DiagCrossPattern,
    }.get(kind)
    if pattern is not None:
        ink = QColor(colours.muted if kind == "others" else "#000000" if colours.dark else "#FFFFFF")
        ink.setAlphaF(0.55 if kind == "others" else 0.28)
        painter.setBrush(QBrush(ink, pattern))
        painter.drawRoundedRect(box, 2, 2)
    if kind in ("headroom", "others"):
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)


def _ink(kind: str) -> str:
    colours = theme.colours()
    if kind in ("headroom", "others", "spare"):
        return colours.text
    return "#FFFFFF" if kind == "weights" and not colours.dark else "#000000"


class Legend(QWidget):
    """What the colours and patterns mean, once for all bars."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Legend: " + "; ".join(f"{NAMES[kind]}, {MEANINGS[kind]}" for kind in NAMES))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _entries(self, width: int) -> list[tuple[str, float, int]]:
        """(kind, x, row) of each entry, wrapped to `width`."""
        metrics = QFontMetricsF(self.font())
        entries: list[tuple[str, float, int]] = []
        x, row = 0.0, 0
        for kind, name in NAMES.items():
            wide = metrics.horizontalAdvance(name) + 44
            if x and x + wide > width:
                x, row = 0.0, row + 1
            entries.append((kind, x, row))
            x += wide
        return entries

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return (self._entries(width)[-1][2] + 1) * (self.fontMetrics().height() + 8)

    def sizeHint(self) -> QSize:
        return QSize(480, self.heightForWidth(max(self.width(), 480)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = self.fontMetrics().height()
        for kind, x, row in self._entries(self.width()):
            top = row * (height + 8) + 4
            _paint_segment(painter, kind, QRectF(x + 1, top + height / 2 - 6, 16, 12))
            painter.setPen(QColor(theme.colours().text))
            painter.drawText(QPointF(x + 23, top + height * 0.8), NAMES[kind])
        painter.end()
