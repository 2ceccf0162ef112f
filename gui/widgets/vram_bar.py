# SPDX-License-Identifier: Apache-2.0
"""The VRAM bar of one GPU: weights, KV cache, overhead and headroom, painted; over-commitment drawn as such."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from rigwise.core.memory.result import GpuMemory
from rigwise.core.units import GIB
from rigwise.core.words import number, phrase
from rigwise.gui import theme
from rigwise.gui.widgets import bar_painting, bar_words
from rigwise.gui.widgets.bar_layout import BarLayout, Segment, layout
from rigwise.gui.widgets.bar_words import Row
from rigwise.gui.widgets.parts import announce

GHOST_MS = 1500  # the former state stays this long after the last change, and as long as a button is held
FADE_STEPS, FADE_MS = 4, 30


def words_height(line: int, *, low: bool) -> int:
    """Of the words above a bar whose letters are `line` pixels high; low: where the window has little room."""
    return line + (4 if low else 7)


def box_height(line: int, *, low: bool) -> int:
    return max(18, round(line * 1.2)) if low else max(22, round(line * 1.5))


def bar_height(line: int, *, low: bool) -> int:
    """Words, bar, and the range below it."""
    return words_height(line, low=low) + box_height(line, low=low) + 8


class VramBar(QWidget):
    """One row. Left and right walk the segments; `told` carries the text of the one in focus or under the pointer,
    `asked` the kind of the one whose sum is wanted (a click, Enter or F1)."""

    told = Signal(str)
    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("vram_bar")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row: Row | None = None
        self._focused = 0
        self._hovered: str | None = None
        self._ghost: GpuMemory | None = None
        self._held = False
        self._low = False
        self._fade = 1.0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._let_ghost_go)

    def sizeHint(self) -> QSize:
        return QSize(480, bar_height(self.fontMetrics().height(), low=self.low))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    @property
    def low(self) -> bool:
        """Lower than usual: the window has little room."""
        return self._low

    @low.setter
    def low(self, low: bool) -> None:
        if low != self._low:
            self._low = low
            self.updateGeometry()

    def show_row(self, row: Row) -> None:
        """Draw this; what was drawn before stays visible as a ghost for a while."""
        if row == self._row:
            return
        before = self._row
        if before is not None and before.title == row.title and before.rank is not None and row.rank is not None:
            planned = [(m.weights, m.kv_cache, m.kv_needed, m.overhead) for m in (before.memory, row.memory)]
            if planned[0] != planned[1]:
                self._ghost = self._ghost or before.memory
                self._fade = 1.0
                self._timer.start(GHOST_MS)
        else:
            self._ghost = None
        self._row = row
        self.setAccessibleName(phrase("bars", "Memory plan, {card}").format(card=row.title))
        self.setAccessibleDescription(bar_words.summary(row))
        if self.hasFocus():
            self._tell_focused()
        self.update()

    @property
    def focused(self) -> int:
        """The place of the segment that the keyboard has walked to."""
        return self._focused

    @property
    def row(self) -> Row | None:
        return self._row

    @property
    def memory(self) -> GpuMemory | None:
        return self._row.memory if self._row else None

    @property
    def ghost(self) -> GpuMemory | None:
        """The state before the change under way."""
        return self._ghost

    def hold(self, ghost: GpuMemory | None) -> None:
        """Keep this state as an outline until told otherwise; None: no longer."""
        if ghost is not None:
            self._ghost, self._fade = ghost, 1.0
            self._timer.stop()
            self.update()
        elif self._held:
            self.forget()
        self._held = ghost is not None

    def forget(self) -> None:
        """No ghost: what is shown is where things stand."""
        self._ghost = None
        self._timer.stop()
        self.update()

    def verdict(self) -> str:
        return bar_words.verdict(self._row) if self._row else ""

    def _let_ghost_go(self) -> None:
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return  # still dragging
        self._fade -= 1 / FADE_STEPS
        if theme.motion_reduced() or self._fade <= 0:
            self._ghost = None
            self._timer.stop()
        else:
            self._timer.start(FADE_MS)
        self.update()

    # geometry

    def _bar_top(self) -> int:
        return words_height(self.fontMetrics().height(), low=self.low)

    def _bar_height(self) -> int:
        return box_height(self.fontMetrics().height(), low=self.low)

    def layout_now(self) -> BarLayout | None:
        return layout(self._row.memory, self.width() - 2.0) if self._row else None

    @property
    def segments(self) -> tuple[Segment, ...]:
        found = self.layout_now()
        return found.segments if found else ()

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._row is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # numbers and names keep their own direction
        self._paint_words(painter)
        self._paint_bar(painter, self._row, layout(self._row.memory, self.width() - 2.0))
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        assert self._row is not None
        colours = theme.colours()
        font = theme.sized(self.font(), 1.0, bold=True)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        line = QRectF(1, 0, self.width() - 2, self._bar_top() - 5)
        verdict = self.verdict()
        planned = self._row.rank is not None
        painter.setPen(QColor(colours.bad if verdict.startswith("⚠") else colours.text if planned else colours.muted))
        verdict = metrics.elidedText(verdict, Qt.TextElideMode.ElideLeft, line.width() * 0.72)
        middle, absolute = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignAbsolute
        near, far = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            near, far = far, near
        painter.drawText(line, far | middle | absolute, verdict)
        painter.setPen(QColor(colours.text))
        room = line.width() - metrics.horizontalAdvance(verdict) - 16
        title = metrics.elidedText(self._row.title, Qt.TextElideMode.ElideRight, max(room, 40))
        painter.drawText(line, near | middle | absolute, title)

    def _paint_bar(self, painter: QPainter, row: Row, found: BarLayout) -> None:
        painter.setFont(self.font())
        metrics = QFontMetricsF(self.font())
        top, height = float(self._bar_top()), float(self._bar_height())
        if self._ghost is not None:
            bar_painting.paint_ghost(painter, layout(self._ghost, self.width() - 2.0), top - 4, self._fade)
        for position, segment in enumerate(found.segments):
            box = QRectF(1 + segment.x0, top, max(segment.x1 - segment.x0 - 2, 1), height)
            bar_painting.paint_segment(painter, segment.kind, box)
            label = number(segment.bytes / GIB, ".1f")
            clear = not found.over or segment.x1 <= found.total_x
            if clear and metrics.horizontalAdvance(label) + 10 < box.width():
                painter.setPen(QColor(bar_painting.ink(segment.kind)))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, label)
            if self.hasFocus() and position == self._focused:
                painter.setPen(QPen(QColor(theme.colours().text), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(box.adjusted(1, 1, -1, -1))
        if found.over:
            bar_painting.paint_beyond(painter, QRectF(1 + found.total_x, top, self.width() - 2 - found.total_x, height))
        if row.rank is not None:
            bar_painting.paint_limit(painter, 1 + found.limit_x, top, top + height)
            self._paint_range(painter, row, found, top + height + 4)

    def _paint_range(self, painter: QPainter, row: Row, found: BarLayout, middle: float) -> None:
        overhead = next((segment for segment in found.segments if segment.kind == "overhead"), None)
        if overhead is None or not bar_words.uncertainty(row.memory):
            return
        less, more = bar_words.spread(row.memory)
        pixel = found.total_x / row.memory.total
        bar_painting.paint_range(painter, overhead.x1 - less * pixel, overhead.x1 + more * pixel, middle)

    # the pointer and the keyboard

    def _at(self, x: float) -> Segment | None:
        return next((segment for segment in self.segments if segment.x0 <= x - 1 < segment.x1), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hit = self._at(event.position().x())
        kind = hit.kind if hit else None
        if kind != self._hovered:
            self._hovered = kind
            self.told.emit(self.text_of(hit) if hit else "")
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        if self.hasFocus():
            self._tell_focused()
        else:
            self.told.emit("")
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        hit = self._at(event.position().x())
        if hit is not None and event.button() == Qt.MouseButton.LeftButton:
            self._focused = self.segments.index(hit)
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.asked.emit(hit.kind)
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        segments, key = self.segments, Qt.Key(event.key())
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(key)
        if segments and step is not None:
            self._focused = min(max(self._focused + step, 0), len(segments) - 1)
            self._tell_focused()
            announce(self, self.text_of(segments[self._focused]))
        elif segments and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F1, Qt.Key.Key_Space):
            self.asked.emit(segments[min(self._focused, len(segments) - 1)].kind)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._tell_focused()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.told.emit("")

    def _tell_focused(self) -> None:
        segments = self.segments
        if segments:
            self._focused = min(self._focused, len(segments) - 1)
            self.told.emit(self.text_of(segments[self._focused]))
        self.update()

    def text_of(self, segment: Segment) -> str:
        """What the segment is, in one line."""
        return bar_words.segment_text(self._row, segment.kind, segment.bytes) if self._row else ""
