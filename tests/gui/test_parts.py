# SPDX-License-Identifier: Apache-2.0
"""What the small pieces of the pages promise."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from rigwise.gui.widgets.choice_card import ChoiceCard
from rigwise.gui.widgets.parts import label, say, tip


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


def test_a_label_is_plain_again_after_a_sentence_with_a_command(qtbot):
    shown = label("<b>evil</b>")
    qtbot.addWidget(shown)
    assert shown.textFormat() == Qt.TextFormat.PlainText
    say(shown, "Run `nvidia-smi`.")
    assert shown.textFormat() == Qt.TextFormat.RichText
    say(shown, "<b>evil</b>")
    assert shown.textFormat() == Qt.TextFormat.PlainText


def test_a_click_on_a_cards_words_is_a_click_on_the_card(qtbot):
    card = ChoiceCard("For chat", "32,768 tokens")
    qtbot.addWidget(card)
    card.show()
    qtbot.waitExposed(card)
    for words in (card.title, card.note):
        with qtbot.waitSignal(card.clicked):
            place = words.mapTo(card, words.rect().center())
            QTest.mouseClick(card.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
