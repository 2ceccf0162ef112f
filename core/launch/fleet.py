# SPDX-License-Identifier: Apache-2.0
"""All our servers as they are now: running or not, ready or not, their requests, speed and memory of the cards."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from rigwise.core.hardware.detection import Detection
from rigwise.core.launch.ending import ended
from rigwise.core.launch.engine import Engine
from rigwise.core.launch.follow import healthy
from rigwise.core.launch.lines import Lines
from rigwise.core.launch.metrics import Metrics
from rigwise.core.launch.metrics import look as ask_metrics
from rigwise.core.launch.refusals import FAULTS
from rigwise.core.launch.server import Server, servers
from rigwise.core.words import phrase

MOST_AT_ONCE = 8
LAST_LINES = 500  # a traceback with its wrappers is shorter


@dataclass(frozen=True, slots=True)
class View:
    """One server now.

    state: "ready", "starting", "stopped", "failed", or the engine's own word.
    tokens_per_second: generated between this look and the one before; None at the first.
    memory: (card's index, bytes) that its processes hold, as the driver tells; empty where it does not.
    why: what ended a failed one, in a sentence.
    """

    server: Server
    state: str
    metrics: Metrics | None = None
    tokens_per_second: float | None = None
    memory: tuple[tuple[int, int], ...] = ()
    why: str = ""
    seen: float = 0.0

    def as_json(self) -> dict[str, Any]:
        server, metrics = self.server, self.metrics or Metrics()
        return {
            "name": server.name,
            "id": server.id[:12],
            "model": server.model,
            "state": self.state,
            "address": f"{server.address}/v1" if server.address else None,
            "image": server.image,
            "restart": server.restart_policy,
            "on_network": server.on_network,
            "exit_code": server.exit_code,
            "why": self.why or None,
            "requests_running": metrics.running,
            "requests_waiting": metrics.waiting,
            "kv_usage": metrics.kv_usage,
            "tokens_per_second": self.tokens_per_second,
            "gpu_memory_bytes": {str(card): size for card, size in self.memory},
        }


def look(
    engine: Engine,
    detection: Detection | None = None,
    before: Sequence[View] = (),
    now: Callable[[], float] = time.monotonic,
) -> tuple[View, ...]:
    """All servers, newest first. A server that does not answer costs two seconds, all of them together no more."""
    found = servers(engine)
    earlier = {view.server.id: view for view in before}
    holders = _holders(engine, found, detection) if detection is not None else {}
    with ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="fleet") as pool:
        return tuple(pool.map(lambda server: _view(engine, server, earlier.get(server.id), holders, now), found))


def _view(
    engine: Engine,
    server: Server,
    before: View | None,
    holders: Mapping[str, tuple[tuple[int, int], ...]],
    now: Callable[[], float],
) -> View:
    if not server.running:
        told_to_stop = server.exit_code in (137, 143) and not server.out_of_memory
        if server.exit_code in (None, 0) or told_to_stop:
            return View(server, "stopped" if server.exit_code is not None else server.status)
        known = before is not None and before.why and before.server.started_at == server.started_at
        return View(server, "failed", why=before.why if before and known else why(engine, server))
    metrics = ask_metrics(server.address) if server.address else None
    ready = metrics is not None or healthy(server)
    seen = now()
    rate = None
    if before is not None and before.metrics is not None and metrics is not None and seen > before.seen:
        told = (before.metrics.generation_tokens, metrics.generation_tokens)
        if told[0] is not None and told[1] is not None and told[1] >= told[0]:  # a counter that falls began anew
            rate = (told[1] - told[0]) / (seen - before.seen)
    return View(server, "ready" if ready else "starting", metrics, rate, holders.get(server.id, ()), seen=seen)


def why(engine: Engine, server: Server) -> str:
    """What ended it, from the last of its log; "" where the engine does not say."""
    lines = Lines()
    try:
        said = engine.client.containers.get(server.id).logs(tail=LAST_LINES, since=server.began)
    except FAULTS:
        return ""
    return ended(server, (*lines.feed(said), *lines.end())).message


def _holders(engine: Engine, found: Sequence[Server], detection: Detection) -> dict[str, tuple[tuple[int, int], ...]]:
    """Memory of the cards by container: the driver names processes, the engine says whose they are."""
    held: dict[str, tuple[tuple[int, int], ...]] = {}
    for server in found:
        if not server.running:
            continue
        try:
            table = engine.client.api.top(server.id, ps_args="-o pid")
        except FAULTS:
            continue
        pids = {int(row[0]) for row in table.get("Processes") or () if row and str(row[0]).isdigit()}
        sums: dict[int, int] = {}
        for position, device in enumerate(detection.devices):
            card = device.gpu.index if device.gpu.index is not None else position
            size = sum(process.bytes or 0 for process in device.processes if process.pid in pids)
            if size:
                sums[card] = size
        held[server.id] = tuple(sorted(sums.items()))
    return held


def named(engine: Engine, name: str) -> Server:
    """The server that a person means: by name, the name without "rigwise-", the start of its id, or its model.

    Raises RigwiseError when none or several are meant.
    """
    from rigwise.core.problems import refuse

    every = servers(engine)
    exact = [server for server in every if name in (server.name, server.name.removeprefix("rigwise-"), server.model)]
    meant = exact or [server for server in every if len(name) >= 4 and server.id.startswith(name)]
    if len(meant) == 1:
        return meant[0]
    if not meant:
        unknown = phrase("servers", "There is no server {name}.").format(name=name)
        names = ", ".join(server.name for server in every) or phrase("servers", "none")
        here = phrase("servers", "The servers of Rigwise here: {names}.").format(names=names)
        raise refuse("server-unknown", unknown, here)
    several = ", ".join(server.name for server in meant)
    raise refuse(
        "server-ambiguous",
        phrase("servers", "{name} means several servers: {several}.").format(name=name, several=several),
        phrase("servers", "Use the name."),
    )
