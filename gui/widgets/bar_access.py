# SPDX-License-Identifier: Apache-2.0
"""A VramBar in the accessibility tree: a chart whose children are its segments, where a plain widget would be nothing."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget
from rigwise.gui.widgets.bar_layout import Segment
from rigwise.gui.widgets.vram_bar import VramBar
from shiboken6 import Shiboken


class SegmentAccess(QAccessibleInterface):
    """The segment at one place of a bar; what lies there changes with the plan."""

    def __init__(self, bar: VramBar, place: int) -> None:
        super().__init__()
        self._bar, self._place = bar, place

    def _segment(self) -> Segment | None:
        segments = self._bar.segments if Shiboken.isValid(self._bar) else ()
        return segments[self._place] if self._place < len(segments) else None

    def isValid(self) -> bool:
        return self._segment() is not None

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._bar)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def text(self, kind: QAccessible.Text) -> str:
        segment = self._segment()
        if segment is None or kind != QAccessible.Text.Name:
            return ""
        return self._bar.text_of(segment)

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """It says what the plan says."""

    def rect(self) -> QRect:
        segment = self._segment()
        if segment is None:
            return QRect()
        corner = self._bar.mapToGlobal(QPoint(round(segment.x0), 0))
        return QRect(corner.x(), corner.y(), round(segment.x1 - segment.x0), self._bar.height())

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.readOnly = True
        state.focusable = True
        state.focused = Shiboken.isValid(self._bar) and self._bar.hasFocus() and self._bar.focused == self._place
        return state


class BarAccess(QAccessibleWidget):
    """Qt ends it with its bar; the segments, which Qt keeps by number, are ended then too."""

    def __init__(self, bar: VramBar) -> None:
        super().__init__(bar, QAccessible.Role.Chart)
        self._bar = bar
        self._made: list[SegmentAccess] = []
        numbers: list[int] = []
        self._numbers = numbers
        bar.destroyed.connect(lambda: [QAccessible.deleteAccessibleInterface(number) for number in numbers])

    def childCount(self) -> int:
        return len(self._bar.segments)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        if not 0 <= index < self.childCount():
            return None
        while len(self._made) <= index:
            made = SegmentAccess(self._bar, len(self._made))
            self._made.append(made)
            self._numbers.append(QAccessible.registerAccessibleInterface(made))
        return self._made[index]

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        at = QPoint(x, y)
        return next((one for one in map(self.child, range(self.childCount())) if one and one.rect().contains(at)), None)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return next((place for place, one in enumerate(self._made) if one is child), -1)


_kept: dict[int, BarAccess] = {}


def _chart(key: str, thing: QObject) -> QAccessibleInterface | None:
    """Qt asks this for every object that has no interface yet."""
    if not isinstance(thing, VramBar):
        return None
    made = BarAccess(thing)
    number = id(thing)
    _kept[number] = made  # Qt holds the interface, but nobody its Python half
    thing.destroyed.connect(lambda: _kept.pop(number, None))
    return made


_installed = False


def install() -> None:
    """Once a process, before the first bar is asked."""
    global _installed
    if not _installed:
        _installed = True
        QAccessible.installFactory(_chart)
