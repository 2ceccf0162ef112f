# SPDX-License-Identifier: Apache-2.0
"""From a running container to a server that answers, or to the reason why it never will."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable

from rigwise.core.interruptible import Cancelled
from rigwise.core.launch.attend import News, attending
from rigwise.core.launch.bring_up import Started
from rigwise.core.launch.diagnosis.diagnose import NOTHING_FOUND
from rigwise.core.launch.ending import ended
from rigwise.core.launch.follow import LogBatch, wait_ready, watch
from rigwise.core.launch.server import Server, inspect
from rigwise.core.memory.deployment import Deployment
from rigwise.core.problems import RigwiseError

LAST_LINES = 500


def until_ready(
    started: Started,
    cancel: threading.Event,
    report: Callable[[LogBatch | News], None],
    plan: Deployment | None = None,
) -> Server:
    """Follow a start; report is called from several threads. Blocks, minutes.

    Raises RigwiseError with the diagnosis when the server ends, or Cancelled.
    """
    engine, identity = started.engine, started.server.id
    last: deque[str] = deque(maxlen=LAST_LINES)
    found = NOTHING_FOUND
    enough = threading.Event()
    faults: list[RigwiseError] = []

    def heard(batch: LogBatch) -> None:
        nonlocal found
        last.extend(batch.lines)
        found = batch.diagnosis or found
        report(batch)

    def listen() -> None:
        try:
            watch(engine, identity, enough, heard)
        except RigwiseError as error:
            faults.append(error)

    listener = threading.Thread(target=listen, name="until-ready", daemon=True)
    listener.start()
    try:
        with attending(engine, identity, report):
            server = wait_ready(engine, identity, cancel)
        if server is None:
            raise Cancelled
        if server.running:
            return server
        listener.join(5)  # its last words
        if faults:
            raise faults[0]
        raise RigwiseError(ended(inspect(engine, identity), tuple(last), found, plan))
    finally:
        enough.set()
        listener.join(5)
