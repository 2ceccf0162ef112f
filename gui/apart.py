# SPDX-License-Identifier: Apache-2.0
"""Work in a process of its own: threads that move gigabytes take the interpreter from the window, again and again."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import IO, Any, TypeVar

from rigwise.core.interruptible import interruptible
from rigwise.core.problems import RigwiseError
from rigwise.gui import language

T = TypeVar("T")


def apart(
    work: Callable[..., T], *given: Any, cancel: threading.Event, report: Callable[[Any], None] = lambda _: None
) -> T:
    """`work(*given, cancel, report)` of a module's function and plain values, with its news and its result brought here.

    Raises RigwiseError as the work does, in the window's language; Cancelled soon after `cancel` is set, when the process
    is ended where it stands: only for work that can be killed at any moment.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "rigwise.gui.apart"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},  # it finds what is found here
        start_new_session=True,  # Ctrl-C in a terminal is for the window
    )
    assert process.stdin is not None
    assert process.stdout is not None
    answers = process.stdout
    try:
        with process.stdin as stdin:
            pickle.dump((language.spoken(), work, given), stdin)
        return interruptible(lambda say: _result(answers, say), cancel, report)  # type: ignore[no-any-return]
    except EOFError:
        raise RuntimeError(f"{work.__name__} ended without a result; the terminal shows why") from None
    finally:
        process.kill()
        process.wait()


def _result(answers: IO[bytes], report: Callable[[Any], None]) -> Any:
    """What the other process says, to its last word. Raises EOFError when it dies before."""
    with answers:
        while True:
            kind, said = pickle.load(answers)
            if kind == "problem":
                raise RigwiseError(said)
            if kind == "done":
                return said
            report(said)


def main() -> None:
    """In the other process. It ends with the window's: when nobody takes its news any more."""
    os.nice(5)  # the window comes first
    pipe = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what is printed goes to the terminal

    def send(kind: str, said: Any) -> None:
        pipe.write(pickle.dumps((kind, said)))
        pipe.flush()

    spoken, work, given = pickle.load(sys.stdin.buffer)
    if spoken != "en":
        from PySide6.QtCore import QCoreApplication

        application = QCoreApplication([])
        language.apply(application, spoken)
    try:
        send("done", work(*given, threading.Event(), lambda news: send("news", news)))
    except RigwiseError as error:
        send("problem", error.problem)


if __name__ == "__main__":
    main()
