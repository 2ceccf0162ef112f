# SPDX-License-Identifier: Apache-2.0
"""The review looks at the machine while the person reads."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from rigwise.core.models.catalogue import find
from rigwise.core.wizard import Step


def at_review(window):
    window.controller.choose_model(find("Qwen/Qwen3-32B-AWQ").checkpoint())
    window.controller.go(Step.REVIEW)


def texts(card):
    return " ".join(label.text() for label in card.findChildren(QLabel))


def test_what_stands_in_the_way_is_said_with_its_remedy(window, qtbot):
    at_review(window)
    card = window.review.preflight
    qtbot.waitUntil(lambda: card.checks != (), timeout=10000)
    assert card.verdict.text() == "Something stands in the way."
    assert "No container engine was found on this machine." in texts(card)
    assert "Install Docker." in texts(card)
    assert any(check.code == "memory-0" for check in card.checks)


def test_one_click_checks_again(window, qtbot):
    at_review(window)
    card = window.review.preflight
    qtbot.waitUntil(lambda: card.checks != (), timeout=10000)
    first = card.checks
    qtbot.mouseClick(card.again, Qt.MouseButton.LeftButton)
    assert card.verdict.text() == "Checking this machine …"
    qtbot.waitUntil(lambda: card.checks is not first, timeout=10000)


def test_a_composed_rig_has_nothing_to_check(window, qtbot):
    qtbot.mouseClick(window.rig.composed, Qt.MouseButton.LeftButton)
    at_review(window)
    assert window.review.preflight.checks == ()
    assert "nothing to check" in window.review.preflight.verdict.text()
