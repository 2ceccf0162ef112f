# SPDX-License-Identifier: Apache-2.0
"""The way through the wizard's pages to the review, as a person goes it."""

from dataclasses import replace

from PySide6.QtCore import Qt
from rigwise.core.wizard import Step


def in_mode(edges, mode, **settings):
    """The same edges, with the stand-in told how to behave."""
    told = (("STUB_MODE", mode), *((name, str(value)) for name, value in settings.items()))

    def spec(plan, port):
        made = edges.spec(plan, port)
        return replace(made, environment=(*made.environment, *told))

    return spec


def walk_to_review(window, qtbot, port):
    qtbot.waitUntil(lambda: window.next.isEnabled(), timeout=5000)
    qtbot.mouseClick(window.next, Qt.MouseButton.LeftButton)
    assert window.controller.state.step is Step.MODEL
    qtbot.waitUntil(lambda: window.model.filter.rowCount() > 40, timeout=20000)
    qtbot.keyClicks(window.model.search.words, "qwen3-32b-awq")
    window.model.table.selectRow(0)
    qtbot.mouseClick(window.next, Qt.MouseButton.LeftButton)
    assert window.controller.state.step is Step.FIT
    before = window.panel.bars.bars[0].memory
    window.fit.context.setFocus()
    qtbot.keyClick(window.fit.context, Qt.Key.Key_Left)
    assert window.panel.bars.bars[0].memory != before
    qtbot.mouseClick(window.next, Qt.MouseButton.LeftButton)
    assert window.controller.state.step is Step.REVIEW
    window.review.port.setValue(port)
    assert f"127.0.0.1:{port}:8000" in window.review.command.toPlainText()
    assert window.next.text() == "Start the server"
