# SPDX-License-Identifier: Apache-2.0
"""What the small pieces of the pages promise."""

from rigwise.gui.widgets.parts import label, tip


def test_markup_that_a_stranger_wrote_is_shown_as_it_is(qtbot):
    written, plain = label("<h1>Hello</h1>", wrap=False), label("=h1=Hello=/h1=", wrap=False)
    for one in (written, plain):
        qtbot.addWidget(one)
    assert written.sizeHint().height() == plain.sizeHint().height()
    assert written.sizeHint().width() > label("Hello", wrap=False).sizeHint().width() * 1.5


def test_a_tool_tip_shows_a_strangers_name_as_it_is_written(qapp):
    from PySide6.QtGui import QTextDocument

    document = QTextDocument()
    document.setHtml(tip("<b>evil</b>/model & <img src=x>\nsecond line"))
    assert document.toPlainText() == "<b>evil</b>/model & <img src=x>\nsecond line"
    assert tip("") == ""
