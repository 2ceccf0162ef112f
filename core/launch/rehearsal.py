# SPDX-License-Identifier: Apache-2.0
"""Try before download: the same container with dummy weights, until vLLM has measured memory; then it goes.

    found = rehearse(connect, spec, deployment, cancel, report)

vLLM fills the weights with noise (--load-format dummy, model_executor/model_loader/dummy_loader.py, 0.33.0) and fetches
only config and tokenizer; what it measures is what a real start would. `report` gets what bring_up, follow and attend
say (Reached, PullProgress, LogBatch, Progress), from several threads, so that the page draws it as it draws a start.
Cancelled or not, no container stays.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rigwise.core.hardware.measurement import Measurement
from rigwise.core.interruptible import Cancelled
from rigwise.core.launch import owner
from rigwise.core.launch.attend import attending
from rigwise.core.launch.bring_up import Connect, Started, bring_up, take_down
from rigwise.core.launch.calibration import learn, now
from rigwise.core.launch.ending import ended
from rigwise.core.launch.engine import Engine
from rigwise.core.launch.follow import LogBatch, follow
from rigwise.core.launch.measurements import save
from rigwise.core.launch.proof import Comparison, compare
from rigwise.core.launch.server import sweep
from rigwise.core.launch.startup_log import StartupLog
from rigwise.core.launch.startup_reader import StartupLogReader
from rigwise.core.memory.deployment import Deployment
from rigwise.core.problems import Problem, RigwiseError
from rigwise.core.serving.container import LABEL, REHEARSAL, ContainerSpec

LAST_LINES = 200


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a try showed. log.refusal says why a real start would not come up either; None: it would.

    measurement: kept for later estimates; problem: why nothing could be learned or kept. comparison: measured beside
    predicted.
    """

    log: StartupLog
    comparison: tuple[Comparison, ...]
    measurement: Measurement | None = None
    problem: Problem | None = None


def rehearsal_spec(spec: ContainerSpec) -> ContainerSpec:
    """The same container with dummy weights: a name and a label of its own, and no fixed port."""
    labels = tuple((name, value) for name, value in spec.labels if name not in (LABEL, f"{LABEL}.port"))
    return replace(
        spec,
        name=f"{spec.name[:80]}-rehearsal",
        arguments=(*spec.arguments, "--load-format", "dummy"),
        labels=(*labels, (LABEL, "1"), (REHEARSAL, owner.me())),
        port=0,
    )


def rehearse(
    connect: Connect,
    spec: ContainerSpec,
    deployment: Deployment,
    cancel: threading.Event,
    report: Callable[[Any], None],
    *,
    place: Path | None = None,
) -> Rehearsal:
    """Start, follow until memory is measured or refused, remove. Blocks; minutes.

    place: where measurements are kept, instead of the person's folder. Raises RigwiseError when there is no engine or
    the server fails for another reason than memory; Cancelled.
    """

    def connect_and_sweep() -> Engine:
        engine = connect()
        sweep(engine)
        return engine

    started = bring_up(connect_and_sweep, rehearsal_spec(spec), cancel, report)
    try:
        log = _listen(started, deployment, cancel, report)
    finally:
        take_down(started)
    try:
        measurement = learn(log, deployment, when=now(), rehearsal=True)
        save(measurement, place)
    except RigwiseError as error:
        return Rehearsal(log, compare(log, deployment), problem=error.problem)
    return Rehearsal(log, compare(log, deployment), measurement)


class _Either(threading.Event):
    """Set when it, or another event, is."""

    def __init__(self, other: threading.Event) -> None:
        super().__init__()
        self._other = other

    def is_set(self) -> bool:
        return super().is_set() or self._other.is_set()


def _listen(
    started: Started, deployment: Deployment, cancel: threading.Event, report: Callable[[Any], None]
) -> StartupLog:
    enough = _Either(cancel)
    reader = StartupLogReader()
    last: list[str] = []

    def heard(batch: LogBatch) -> None:
        for line in batch.lines:
            reader.feed(line)
        last.extend(batch.lines)
        del last[:-LAST_LINES]
        report(batch)
        if measured(reader.log):
            enough.set()

    with attending(started.engine, started.server.id, report):
        server = follow(started.engine, started.server.id, enough, heard)
    if cancel.is_set():
        raise Cancelled
    log = reader.log
    if not measured(log) and not log.refusal:
        raise RigwiseError(ended(server, tuple(last), deployment=deployment))
    return log


def measured(log: StartupLog) -> bool:
    """Everything that a start measures was said: the KV cache, and the graphs where some are captured."""
    if log.refusal is not None or log.ready:
        return True
    graphs = log.enforce_eager or any(rank.graphs is not None for rank in log.ranks)
    return log.kv_cache_tokens is not None and bool(graphs)
