# SPDX-License-Identifier: Apache-2.0
"""The window speaks the person's language."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from rigwise.core import words
from rigwise.gui import language


def test_a_language_nobody_translated_is_english(qapp: QApplication) -> None:
    assert language.apply(qapp, "tlh") == "en"
    assert words.phrase("window", "Close") == "Close"


def test_the_pseudo_language_is_longer_and_keeps_the_places_to_fill(qapp: QApplication) -> None:
    assert language.apply(qapp, language.PSEUDO) == language.PSEUDO
    said = words.phrase("tests", "Use `docker run` on {n:,} cards").format(n=1024)
    assert "`docker run`" in said
    assert "1'024" in said
    assert "cards" not in said


def test_numbers_follow_the_language(qapp: QApplication) -> None:
    assert language.apply(qapp, "de") == "de"
    assert words.number(1234567.5, ",.1f") == "1.234.567,5"
