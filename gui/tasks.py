# SPDX-License-Identifier: Apache-2.0
"""Work off the UI thread: plain functions in a thread pool, their news brought back by one queued signal.

A worker gets (cancel, report) and knows no widget and no QObject, so nothing can be destroyed on the wrong thread. Python's
cycle collector could still do it: it runs in whichever thread allocates, and a widget that it ends in a worker waits there for
the interpreter's lock while it holds one of Qt's, for which the UI thread waits with the interpreter's lock in hand. So while
there are workers, garbage is collected by a timer on the UI thread, by the same counts.
"""

from __future__ import annotations

import gc
import sys
import threading
from collections import deque
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from rigwise.core.interruptible import Cancelled

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

Work = Callable[["Stop", Callable[[Any], None]], Any]
MOST_AT_ONCE = 8
# Two threads that load the same packages at once see them half-made where these import each other (pydantic does).
IMPORTS = threading.RLock()
SWITCH_S = 0.001  # a busy worker lets the UI thread wait so long; Python's own 5 ms add up with several of them
MOST_A_TURN = 50  # news handed on before the event loop gets its turn again
CALM_MS = 100  # after so long without a change the person has let go of the control
LONGEST_WAIT_S = 0.1  # a piece of work waits so long at most, so that an endless drag does not stop it


COLLECT_MS = 200
_open_runners = 0


def collect_if_due() -> None:
    """What Python would do by itself: the oldest generation whose count is over its threshold."""
    due = [
        generation
        for generation, (count, threshold) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
        if count > threshold > 0
    ]
    if due:
        gc.collect(max(due))


_calm = threading.Event()
_calm.set()


class Stop(threading.Event):
    """Set when the work is to end. What computes calls `turn` between two pieces, and lets a dragged control go first."""

    def turn(self) -> None:
        """May wait, as two threads that compute take the interpreter from each other at every call into Qt. Raises Cancelled."""
        _calm.wait(LONGEST_WAIT_S)
        if self.is_set():
            raise Cancelled


class Task:
    """One piece of work under way. `interrupt` asks it to end, and its end is heard; after `cancel` nothing is."""

    def __init__(self) -> None:
        self._stop = Stop()
        self._unheard = False

    def interrupt(self) -> None:
        self._stop.set()

    def cancel(self) -> None:
        self._unheard = True
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        return self._unheard


class TaskRunner(QObject):
    """Runs work in threads; callbacks are called on the thread that this object lives on."""

    _news = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: deque[Callable[[], None]] = deque()
        self._live: dict[Task, Callable[[], None]] = {}
        self._closed = self._ended = False
        global _open_runners
        _open_runners += 1
        gc.disable()
        sys.setswitchinterval(SWITCH_S)
        self._collecting = QTimer(self)
        self._collecting.setInterval(COLLECT_MS)
        self._collecting.timeout.connect(collect_if_due)
        self._collecting.start()
        self._calming = QTimer(self, singleShot=True, interval=CALM_MS)
        self._calming.timeout.connect(_calm.set)

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        """Made with the first piece of work: what it imports is not needed to show a window."""
        from concurrent.futures import ThreadPoolExecutor

        from PySide6.QtCore import Qt

        self._news.connect(self._drain, Qt.ConnectionType.QueuedConnection)
        return ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="task")

    def run(
        self,
        work: Work,
        *,
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None],
        progress: Callable[[Any], None] | None = None,
        unwanted: Callable[[Any], None] | None = None,
    ) -> Task:
        """Start `work(cancel, report)`. Exactly one of done and failed is called, unless the task is cancelled.

        unwanted: gets a result that nobody hears of, because its task was cancelled or the window closed meanwhile;
        it is called in a worker, and must let go of what the work made.
        """
        task = Task()
        if self._closed:  # a timer that fires while the window goes: nobody would hear the answer
            task.cancel()
            return task

        def report(value: Any) -> None:
            if progress is not None:
                self._post(lambda: None if task.cancelled else progress(value))

        def finish(future: Future[Any]) -> None:
            self._live.pop(task, None)
            if future.cancelled():
                return
            error = future.exception()
            if task.cancelled:
                if error is None and unwanted is not None:
                    self._pool.submit(unwanted, future.result())
            elif error is not None:
                failed(error)
            else:
                done(future.result())

        def let_go() -> None:
            if unwanted is not None and not future.cancelled() and future.exception() is None:
                unwanted(future.result())

        future = self._pool.submit(work, task._stop, report)
        self._live[task] = let_go
        future.add_done_callback(lambda ended: self._post(lambda: finish(ended)))
        return task

    def give_way(self) -> None:
        """A person drags a control: what computes in workers waits until they let go."""
        _calm.clear()
        self._calming.start()

    def live(self, task: Task) -> bool:
        """It has not ended yet."""
        return task in self._live

    def _post(self, call: Callable[[], None]) -> None:
        if self._closed:
            return
        self._queue.append(call)
        try:
            self._news.emit()
        except RuntimeError:  # the window is gone; nobody is left to hear
            self._closed = True

    @Slot()
    def _drain(self) -> None:
        for _ in range(MOST_A_TURN):
            if not self._queue:
                return
            self._queue.popleft()()
        if self._queue:
            self._news.emit()

    def shutdown(self) -> None:
        """Cancel all work and wait for the threads; what they still say is dropped, what they made is let go of."""
        global _open_runners
        _open_runners -= not self._ended
        self._ended = self._closed = True
        for task in self._live:
            task.cancel()
        if "_pool" in self.__dict__:
            self._pool.shutdown(wait=True, cancel_futures=True)
        self._queue.clear()
        for let_go in self._live.values():
            let_go()
        self._collecting.stop()
        self._calming.stop()
        _calm.set()
        if not _open_runners:
            gc.enable()
