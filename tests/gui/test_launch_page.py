# SPDX-License-Identifier: Apache-2.0
"""The Launch page between two runs of a server, without an engine."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from rigwise.core.interruptible import Cancelled
from rigwise.core.launch import run as runs
from rigwise.core.launch.bring_up import Started
from rigwise.core.launch.server import Server
from rigwise.core.models.catalogue import find
from rigwise.core.problems import Problem, Remedy, refuse
from rigwise.gui.pages import launch_page

SERVER = Server("id", "rigwise-x", "some/model", "running", 8000, started_at="2026-01-01T00:00:00Z")
ENDED = Problem("server-stopped", "The server was stopped.", "Start it again when you need it.")


class Engine:
    closed = False

    def close(self):
        self.closed = True


@pytest.fixture
def page(window, monkeypatch):
    """Its server answers at once, and goes on until it is told to stop."""
    monkeypatch.setattr(launch_page, "watch", lambda engine, identity, cancel, report: cancel.wait(20) and SERVER)
    monkeypatch.setattr(launch_page, "attend", lambda engine, identity, cancel, report: None)
    monkeypatch.setattr(launch_page, "wait_ready", lambda engine, identity, cancel: SERVER)
    monkeypatch.setattr(launch_page, "restart", lambda engine, identity: SERVER)
    page = window.launch
    monkeypatch.setattr(page.chat, "ask_now", lambda: None)
    return page


@pytest.fixture
def kept(monkeypatch):
    """What is remembered of starts, by a clock that the test sets."""
    kept = SimpleNamespace(now=0.0, seconds=[])
    monkeypatch.setattr(launch_page, "time", SimpleNamespace(monotonic=lambda: kept.now))
    monkeypatch.setattr(launch_page.pace, "keep", lambda plan, taken, file: kept.seconds.append(sum(taken.values())))
    return kept


def test_a_start_that_comes_again_is_timed_from_its_own_beginning(page, kept, qtbot):
    page._pace_key = "a plan"
    page._become(runs.begun())
    page._container_runs(Started(Engine(), SERVER))
    qtbot.waitUntil(lambda: len(kept.seconds) == 1, timeout=5000)
    page._become(runs.over(page.run, SERVER, ENDED))
    kept.now = 7200.0
    page.begin_again()
    qtbot.waitUntil(lambda: len(kept.seconds) == 2, timeout=5000)
    assert kept.seconds == [0.0, 0.0]


def test_a_start_that_outlives_the_engine_teaches_nothing_about_time(page, kept, qtbot):
    page._pace_key = "a plan"
    page._become(runs.begun())
    kept.now = 7200.0
    page._become(runs.failed(page.run, Problem("engine-lost", "Docker stopped answering.", "Start it again.")))
    page._regained(Started(Engine(), SERVER))
    qtbot.waitUntil(lambda: page.run.phase is runs.Phase.READY, timeout=5000)
    assert kept.seconds == []


def test_a_fix_is_for_the_plan_that_failed_whatever_is_planned_meanwhile(page, window, monkeypatch):
    def never(connect, spec, cancel, report):
        cancel.wait(20)
        raise Cancelled

    monkeypatch.setattr(launch_page, "bring_up", never)
    window.controller.choose_model(find("Qwen/Qwen3-8B").checkpoint())
    page.begin()
    failed = window.controller.state.checkpoint
    window.controller.choose_model(find("Qwen/Qwen3-14B-AWQ").checkpoint())
    page._become(runs.over(page.run, SERVER, ENDED))
    page.fix_and_restart(Remedy("Use 4,096 tokens of context", (("max_model_len", 4096),)))
    plan = window.controller.state.deployment
    assert plan.checkpoint is failed
    assert plan.options.max_model_len == 4096


def test_a_connection_is_closed_where_the_look_at_the_cards_fails(page, monkeypatch, qtbot):
    engine = Engine()
    monkeypatch.setattr(launch_page, "find_running", lambda connect: Started(engine, SERVER))

    def broken():
        raise refuse("probe", "The driver broke.", "Restart.")

    page._controller.edges = replace(page._controller.edges, probe=broken)
    page.attach()
    qtbot.waitUntil(lambda: engine.closed, timeout=5000)
