# SPDX-License-Identifier: Apache-2.0
"""Tab goes as one reads. Qt's own order is that in which controls were made, and pages make some of them late."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLayout,
    QMainWindow,
    QScrollArea,
    QWidget,
)

WHOLE = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox)  # what is inside belongs to them


def stops(root: QWidget) -> Iterator[QWidget]:
    """The controls below `root` that Tab halts at, in the order of their layouts."""
    if not root.isVisible():
        return
    if _is_stop(root):
        yield root
    if not isinstance(root, WHOLE):
        for child in _children(root):
            yield from stops(child)


def move_on(window: QWidget, *, forwards: bool) -> bool:
    """The focus goes to the next control, or the one before, and round at the end."""
    order = list(stops(window))
    if not order:
        return False
    now = QApplication.focusWidget()
    place = next((place for place, one in enumerate(order) if one is now), -1 if forwards else 0)
    target = order[(place + (1 if forwards else -1)) % len(order)]
    target.setFocus(Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason)
    _bring_into_view(target)
    return True


def _is_stop(widget: QWidget) -> bool:
    """Of buttons of which one is chosen, Qt lets Tab halt at that one alone: the arrows go to the others."""
    takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
    return takes and widget.isEnabled() and widget.focusProxy() is None


def _children(widget: QWidget) -> Iterator[QWidget]:
    inner = widget.centralWidget() if isinstance(widget, QMainWindow) else None
    inner = widget.widget() if isinstance(widget, QScrollArea) else inner
    layout = widget.layout()
    if inner is not None:
        yield inner
    elif layout is not None:
        yield from _laid_out(layout)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        inner, widget = (item.layout(), item.widget()) if item is not None else (None, None)
        if inner is not None:
            yield from _laid_out(inner)
        elif widget is not None:
            yield widget


def _bring_into_view(widget: QWidget) -> None:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()
