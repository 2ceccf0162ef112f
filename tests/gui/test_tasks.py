# SPDX-License-Identifier: Apache-2.0
"""Work in threads that lets the window go first."""

import threading
import time

import pytest
from rigwise.gui.tasks import LONGEST_WAIT_S, TaskRunner


@pytest.fixture
def runner(qtbot):
    made = TaskRunner()
    yield made
    made.shutdown()


def test_what_computes_waits_while_a_control_is_dragged_and_goes_on_after(runner, qtbot):
    turns, ended = [], []

    def work(cancel, report):
        for _ in range(5):
            cancel.turn()
            turns.append(time.perf_counter())

    runner.give_way()
    began = time.perf_counter()
    runner.run(work, done=ended.append, failed=ended.append)
    qtbot.waitUntil(lambda: ended == [None])
    assert turns[0] - began >= LONGEST_WAIT_S * 0.8
    assert turns[-1] - turns[0] < LONGEST_WAIT_S  # let go of: no further turn waits


def test_a_drag_without_an_end_does_not_stop_the_work(runner, qtbot):
    ended = []

    def work(cancel, report):
        for _ in range(3):
            cancel.turn()

    task = runner.run(work, done=ended.append, failed=ended.append)
    end = time.perf_counter() + 5
    while not ended and time.perf_counter() < end:
        runner.give_way()
        qtbot.wait(10)
    assert ended == [None]
    assert not task.cancelled


def test_work_that_nobody_wants_ends_at_its_next_turn(runner, qtbot):
    began, left = threading.Event(), threading.Event()

    def work(cancel, report):
        try:
            while True:
                began.set()
                cancel.turn()
                time.sleep(0.001)
        finally:
            left.set()

    heard = []
    task = runner.run(work, done=heard.append, failed=heard.append)
    assert began.wait(5)
    task.cancel()
    assert left.wait(5)
    qtbot.wait(20)
    assert heard == []
