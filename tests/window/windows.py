# SPDX-License-Identifier: Apache-2.0
"""Windows for tests, on whatever edges they bring."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication
from rigwise.gui import theme
from rigwise.gui.window import Window


def windows(qtbot, edges):
    """`open_one(probe=…)` shows a window; all are closed, and their threads ended, after the test."""
    shown = []

    def open_one(theme_name="light", **changes):
        theme.apply(QApplication.instance(), theme_name)
        window = Window(replace(edges, **changes))
        window.ask_before_closing = lambda: "keep"
        qtbot.addWidget(window)
        window.show()
        shown.append(window)
        return window

    yield open_one
    for window in shown:
        window.close()
