# SPDX-License-Identifier: Apache-2.0
"""A VramBar in the accessibility tree: a chart, where a plain widget would be nothing in particular."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget
from rigwise.gui.widgets.vram_bar import VramBar


def _chart(key: str, thing: QObject) -> QAccessibleInterface | None:
    """Qt asks this for every object that has no interface yet; Qt keeps what it gets, and ends it."""
    return QAccessibleWidget(thing, QAccessible.Role.Chart) if isinstance(thing, VramBar) else None


_installed = False


def install() -> None:
    """Once a process, before the first bar is asked."""
    global _installed
    if not _installed:
        _installed = True
        QAccessible.installFactory(_chart)
