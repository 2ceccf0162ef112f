# SPDX-License-Identifier: Apache-2.0
"""A blocking call can be given up at once, and otherwise behaves as if it were called directly."""

import threading
import time

import pytest
from rigwise.core.interruptible import Cancelled, interruptible


def test_news_and_result_come_in_order_on_the_callers_thread():
    heard = []

    def work(say):
        for number in range(100):
            say(number)
        return "result"

    def report(number):
        heard.append((number, threading.current_thread()))

    assert interruptible(work, threading.Event(), report) == "result"
    assert heard == [(number, threading.current_thread()) for number in range(100)]


def test_what_the_work_raises_is_raised():
    def work(say):
        say(1)
        raise LookupError("not there")

    with pytest.raises(LookupError, match="not there"):
        interruptible(work, threading.Event(), lambda news: None)


def test_a_silent_work_is_left_behind_and_ends_at_its_next_word():
    cancel, go_on, ended = threading.Event(), threading.Event(), threading.Event()

    def work(say):
        go_on.wait(10)
        try:
            say("too late")
        finally:
            ended.set()

    threading.Timer(0.1, cancel.set).start()
    began = time.perf_counter()
    with pytest.raises(Cancelled):
        interruptible(work, cancel, lambda news: pytest.fail("nobody listens any more"))
    assert time.perf_counter() - began < 2
    go_on.set()
    assert ended.wait(5)
