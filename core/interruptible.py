# SPDX-License-Identifier: Apache-2.0
"""A call that blocks on somebody else's answer, and a person who must not wait for it."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import Any, TypeVar

PATIENCE_S = 0.05  # a cancel is answered within this time; people see 0.1 s as at once

T = TypeVar("T")


class Cancelled(Exception):
    """The person stopped it; not a fault."""


def interruptible(
    work: Callable[[Callable[[Any], None]], T], cancel: threading.Event, report: Callable[[Any], None]
) -> T:
    """Run `work(say)` in a thread of its own and hand what it says to `report` in this one.

    Raises what `work` raises, or Cancelled as soon as `cancel` is set: a read from a silent network cannot be broken
    off from outside, so it is left behind, and ends when it next says something (`say` raises Cancelled there).
    """
    news: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()

    def say(value: Any) -> None:
        if cancel.is_set():
            raise Cancelled
        news.put(("said", value))

    def run() -> None:
        try:
            news.put(("done", work(say)))
        except BaseException as error:
            news.put(("failed", error))

    threading.Thread(target=run, name="interruptible", daemon=True).start()
    while not cancel.is_set():
        try:
            kind, value = news.get(timeout=PATIENCE_S)
        except queue.Empty:
            continue
        if kind == "said":
            report(value)
        elif kind == "failed":
            raise value
        else:
            return value  # type: ignore[no-any-return]
    raise Cancelled
