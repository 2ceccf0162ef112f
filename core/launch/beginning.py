# SPDX-License-Identifier: Apache-2.0
"""How a server that answers has started: its log from the first line of its run to the one that says it is ready."""

from __future__ import annotations

import threading

from rigwise.core.launch.engine import Engine
from rigwise.core.launch.lines import Lines
from rigwise.core.launch.refusals import FAULTS, explain
from rigwise.core.launch.server import Server
from rigwise.core.launch.startup_log import StartupLog
from rigwise.core.launch.startup_reader import StartupLogReader
from rigwise.core.problems import RigwiseError

MOST_LINES = 20_000  # a start has some hundreds; one whose end the engine has thrown away has no end
TRIES, BETWEEN_S = 15, 0.2  # the server answers a moment before its log says so


def beginning(engine: Engine, server: Server, cancel: threading.Event) -> StartupLog:
    """What the start told, also of a server that has run for weeks. Blocks for some seconds at most.

    log.ready is False where the engine no longer has those lines. Raises RigwiseError when it cannot be asked.
    """
    log = StartupLog()
    for _ in range(TRIES):
        log = _read(engine, server)
        if log.ready or cancel.wait(BETWEEN_S):
            break
    return log


def _read(engine: Engine, server: Server) -> StartupLog:
    lines, reader, count = Lines(), StartupLogReader(), 0
    try:
        stream = engine.client.containers.get(server.id).logs(stream=True, follow=False, since=server.began)
        for chunk in stream:
            for line in lines.feed(chunk):
                reader.feed(line)
                count += 1
            if reader.log.ready or count > MOST_LINES:
                stream.close()
                break
    except FAULTS as error:
        raise RigwiseError(explain(error)) from error
    return reader.log
