# SPDX-License-Identifier: Apache-2.0
"""What the Servers page says when an engine refuses, without an engine."""

from dataclasses import replace

import pytest
from rigwise.core.launch.fleet import View
from rigwise.core.launch.server import Server
from rigwise.core.problems import refuse
from rigwise.gui.pages import launch_page, servers_page

SERVER = Server("id", "rigwise-x", "some/model", "running", 8000, started_at="2026-01-01T00:00:00Z")


class Engine:
    def close(self):
        pass


class Looks:
    """An engine that is there, or away."""

    def __init__(self):
        self.count, self.away = 0, False

    def __call__(self, engine, detection, before):
        self.count += 1
        if self.away:
            raise refuse("engine-lost", "Docker stopped answering.", "Start it again.")
        return (View(SERVER, "ready"),)


@pytest.fixture
def looks(monkeypatch):
    looks = Looks()
    monkeypatch.setattr(servers_page, "look", looks)
    return looks


@pytest.fixture
def page(window, looks, monkeypatch, qtbot):
    monkeypatch.setattr(launch_page, "find_running", lambda connect: None)
    window.controller.edges = replace(window.controller.edges, connect=Engine)
    window.servers._timer.setInterval(20)
    window.show_aside("servers")
    qtbot.waitUntil(lambda: bool(window.servers.cards), timeout=5000)
    return window.servers


def test_why_a_server_does_not_stop_is_said_until_something_else_is_asked(page, looks, monkeypatch, qtbot):
    def refused(engine, identity):
        raise refuse("engine-refused", "Docker refused: it hangs.", "Try again.")

    monkeypatch.setattr(servers_page, "stop", refused)
    page._do(page.cards["id"], "stop")
    qtbot.waitUntil(page.problems.isVisible, timeout=5000)
    seen = looks.count
    qtbot.waitUntil(lambda: looks.count > seen + 3, timeout=5000)
    assert page.problems.isVisible()
    monkeypatch.setattr(servers_page, "stop", lambda engine, identity: SERVER)
    page._do(page.cards["id"], "stop")
    assert not page.problems.isVisible()


def test_an_engine_that_is_back_takes_its_absence_off_the_page(page, looks, qtbot):
    looks.away = True
    qtbot.waitUntil(page.problems.isVisible, timeout=5000)
    assert page.cards == {}
    looks.away = False
    qtbot.waitUntil(lambda: bool(page.cards), timeout=5000)
    assert not page.problems.isVisible()
