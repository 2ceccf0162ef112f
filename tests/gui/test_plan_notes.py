# SPDX-License-Identifier: Apache-2.0
"""The Fit page says how fast a plan is likely to be, and on demand why it is as it is."""

from PySide6.QtCore import Qt
from rigwise.core.models.catalogue import find
from rigwise.core.wizard import Step


def at_fit(window, qtbot, model):
    window.controller.choose_model(find(model).checkpoint())
    window.controller.go(Step.FIT)
    qtbot.waitUntil(lambda: window.fit.isVisible())
    return window.fit.plan_notes


def test_a_plan_that_starts_has_a_likely_speed_with_its_range(window, qtbot):
    notes = at_fit(window, qtbot, "Qwen/Qwen3-32B-AWQ")
    assert notes.pace.text().startswith("About ")
    assert "tokens a second for one request (" in notes.pace.text()
    assert not notes.text.isVisible()


def test_the_fold_opens_to_rules_and_sums_and_follows_the_plan(window, qtbot):
    notes = at_fit(window, qtbot, "Qwen/Qwen3-32B-AWQ")
    qtbot.mouseClick(notes.fold, Qt.MouseButton.LeftButton)
    assert notes.text.isVisible()
    assert "Tensor parallel 2 divides 64 heads" in notes.text.text()
    assert "Without NVLink the sums over 2 cards take" in notes.text.text()
    assert "A monitor hangs on GPU 0" in notes.text.text()
    window.controller.set_options(kv_cache_dtype="fp8")
    assert "An FP8 KV cache takes half the bytes" in notes.text.text()


def test_one_card_that_is_enough_is_said(window, qtbot):
    notes = at_fit(window, qtbot, "Qwen/Qwen3-8B-AWQ")
    notes.fold.click()
    assert "One card is enough for this model" in notes.text.text()


def test_a_plan_that_does_not_start_has_no_speed(window, qtbot):
    notes = at_fit(window, qtbot, "Qwen/Qwen3-32B")
    assert notes.pace.text() == ""
