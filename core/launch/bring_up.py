# SPDX-License-Identifier: Apache-2.0
"""Everything before the server's own words: engine, image, container. And the way back to a server of earlier times."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rigwise.core.interruptible import Cancelled
from rigwise.core.launch.engine import Engine
from rigwise.core.launch.pull import has_image, pull
from rigwise.core.launch.run import Job, Reached
from rigwise.core.launch.server import Server, inspect, remove, servers, start, sweep
from rigwise.core.problems import RigwiseError
from rigwise.core.serving.container import ContainerSpec
from rigwise.core.words import phrase

Connect = Callable[[], Engine]
AWAY_S = 1.0  # between two looks for an engine that is away: a service manager brings it back in some seconds
RESTART_LOOKS = 10  # Docker answers some seconds before it starts again what a restart policy keeps alive
AWAY = ("engine-lost", "engine-slow")


@dataclass(frozen=True, slots=True)
class Started:
    """A connection and the server on it. Whoever holds it closes the connection."""

    engine: Engine
    server: Server


def bring_up(connect: Connect, spec: ContainerSpec, cancel: threading.Event, report: Callable[[Any], None]) -> Started:
    """Start a container; `report` gets Reached and PullProgress. Blocks.

    Raises RigwiseError or Cancelled; either leaves neither a container nor a connection behind.
    """
    engine = connect()
    try:
        kind = "Podman" if engine.podman else "Docker"
        said = (
            phrase("jobs", "{engine} {version}, rootless") if engine.rootless else phrase("jobs", "{engine} {version}")
        )
        report(Reached(Job.IMAGE, said.format(engine=kind, version=engine.version)))
        there = has_image(engine, spec.image)
        if not there:
            pull(engine, spec.image, cancel, report)
        if cancel.is_set():
            raise Cancelled
        here = phrase("jobs", "{image} is here already").format(image=spec.image) if there else spec.image
        report(Reached(Job.CONTAINER, here))
        return Started(engine, start(engine, spec, cancel))
    except BaseException:
        engine.close()
        raise


def take_down(started: Started) -> None:
    """The way back from bring_up: the container goes, and the connection in any case."""
    try:
        remove(started.engine, started.server.id)
    finally:
        started.engine.close()


def find_running(connect: Connect) -> Started | None:
    """The newest of our servers that has a process, from an earlier time that Rigwise was open."""
    engine = connect()
    try:
        sweep(engine)
        found = next((server for server in servers(engine) if server.alive), None)
    except RigwiseError:
        engine.close()
        raise
    if found is None:
        engine.close()
        return None
    return Started(engine, found)


def regain(connect: Connect, identity: str, cancel: threading.Event) -> Started:
    """After the engine was lost: wait until one answers again, however long that takes, and tell how the server is now.

    Docker ends its containers when it comes back, but for those with a restart policy or under live-restore.
    Raises Cancelled; RigwiseError where the server is gone for good.
    """
    grace = RESTART_LOOKS
    while not cancel.wait(AWAY_S):
        try:
            engine = connect()
        except RigwiseError:
            continue
        try:
            found = inspect(engine, identity)
        except RigwiseError as error:
            engine.close()
            if error.problem.code not in AWAY:
                raise
            continue
        if found.alive or found.restart_policy == "no" or not grace:
            return Started(engine, found)
        engine.close()
        grace -= 1
    raise Cancelled
