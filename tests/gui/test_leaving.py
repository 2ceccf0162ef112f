# SPDX-License-Identifier: Apache-2.0
"""The window goes: while a server is stopped, and for one that speaks another language."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from rigwise.core.launch.run import Phase, Run, begun
from rigwise.core.models.catalogue import find
from rigwise.core.settings import Settings, load
from rigwise.core.wizard import Step
from rigwise.gui.window import Window
from shiboken6 import Shiboken


@pytest.fixture
def serving(window, monkeypatch):
    """A window that follows a server; ended: how often it was asked to stop it."""
    window.ended = []
    monkeypatch.setattr(window.launch, "end", lambda: window.ended.append("end"))
    window.launch.run = Run(phase=Phase.READY)
    window.ask_before_closing = lambda: "stop"
    yield window
    window.ask_before_closing = lambda: "keep"


def test_a_window_that_stops_its_server_is_seen_to_wait_and_then_closes(serving, qtbot):
    serving.close()
    assert serving.isVisible()
    assert serving.ended == ["end"]
    assert serving.notice.under_way.text() == "The server is being stopped, then Rigwise closes."
    serving.launch._become(Run(phase=Phase.STOPPING))
    QApplication.processEvents()
    assert serving.isVisible()
    serving.launch._become(Run(phase=Phase.STOPPED))
    qtbot.waitUntil(lambda: not serving.isVisible())


def test_who_changes_their_mind_while_the_server_stops_stays(serving, qtbot):
    serving.close()
    assert serving.notice.stop.text() == "Stay"
    serving.notice.stop.click()
    assert not serving.notice.isVisible()
    serving.launch._become(Run(phase=Phase.STOPPED))
    qtbot.wait(50)
    assert serving.isVisible()


def test_a_start_without_a_container_is_given_up(serving, monkeypatch):
    monkeypatch.setattr(serving.launch, "give_up", lambda: serving.ended.append("give up"))
    serving.launch.run = begun()
    serving.close()
    assert serving.ended == ["give up"]


@pytest.fixture
def english_window(edges, nvml_rig, tmp_path, qtbot):
    nvml_rig("2x4090")
    shown = Window(replace(edges, folder=lambda: tmp_path / "config"), Settings(language="en"))
    shown.show()
    qtbot.waitUntil(lambda: shown.controller.state.rig is not None and "foot" in shown.__dict__, timeout=5000)
    shown.controller.choose_model(find("Qwen/Qwen3-32B-AWQ").checkpoint())
    shown.controller.go(Step.FIT)
    return shown


def test_another_language_is_spoken_at_once_and_every_choice_stays(english_window, tmp_path, qtbot):
    control = english_window.controller
    control.set_options(max_model_len=8192)
    assert english_window.foot.languages["de"].text() == "Deutsch"
    english_window.foot.languages["de"].trigger()
    german = english_window._successor
    try:
        assert german.isVisible()
        assert german.next.text() == "&Weiter"
        assert german.controller.state == control.state
        assert german.controller.history == control.history
        assert german.fit.heading.text() == "Passt es?"
        assert german.verdict.text().startswith("Es startet")
        qtbot.waitUntil(lambda: load(tmp_path / "config").language == "de")
        qtbot.waitUntil(lambda: "foot" in german.__dict__)
        assert german.foot.languages["de"].isChecked()
        german.controller.undo()
        assert german.controller.state.deployment.options.max_model_len != 8192
        qtbot.waitUntil(lambda: not Shiboken.isValid(english_window))
    finally:
        german.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_start_under_way_is_followed_to_its_end_in_the_language_it_began(english_window):
    english_window.launch.run = begun()
    english_window.foot.choose_language("de")
    assert english_window._successor is None
    assert "the next time" in english_window.notice.text.text()
    english_window.launch.run = Run()
    english_window.close()
