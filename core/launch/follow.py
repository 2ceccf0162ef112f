# SPDX-License-Identifier: Apache-2.0
"""Follow a server: its log line by line, the stage it is in, and the moment it answers."""

from __future__ import annotations

import re
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

from rigwise.core.launch.diagnosis.diagnose import Diagnosis, Reader
from rigwise.core.launch.ending import last_error
from rigwise.core.launch.engine import Engine
from rigwise.core.launch.lines import Lines
from rigwise.core.launch.plain_http import ask
from rigwise.core.launch.progress import Progress, progress_of
from rigwise.core.launch.refusals import FAULTS, explain
from rigwise.core.launch.server import Server, inspect, stop
from rigwise.core.problems import RigwiseError

BATCH_S = 0.05  # lines are handed on at most this often, however many there are
MOST_LINES_A_BATCH = 2000
MOST_WAITING = 5 * MOST_LINES_A_BATCH  # with log_lines.LONGEST_LINE: at most 80 MiB; what is more waits in the engine
LAST_WORDS = 500  # of a run: a traceback with its wrappers is shorter
BETWEEN_LOOKS_S = 0.1
BACKLOG = 5000  # lines from before we came; a start has a tenth of that, a server that ran for weeks millions


class Stage(Enum):
    """Where a start is, in order. The value is the sentence a person reads."""

    STARTING = "Starting the server"
    LOADING = "Loading the weights"
    COMPILING = "Compiling kernels"
    PROFILING = "Measuring memory"
    CAPTURING = "Capturing CUDA graphs"
    READY = "Ready"


# What vLLM 0.10 to 0.33 log when a stage begins or is under way: v1/worker/gpu_model_runner.py, weight_utils.py
# (LOADING), compilation/{monitor,backends,decorators}.py (COMPILING), compilation/monitor.py, v1/worker/gpu_worker.py,
# v1/core/kv_cache_utils.py (PROFILING), gpu_model_runner.py (CAPTURING). Settings that a start lists at its beginning
# ("disabling torch.compile", "non-default args: ...") are no stages: the patterns hold on to the message's start.
_MILESTONES = tuple(
    (stage, re.compile(r"^(?:\([^)]*\) )?(?:[A-Z]+ [^\[]*\[[^]]*\] )?(?:\[\w+\] )?(?:" + pattern + ")"))
    for stage, pattern in (
        (Stage.LOADING, r"Starting to load model|Loading .* (?:checkpoint shards|weights)|Loading weights took"),
        (
            Stage.COMPILING,
            r"Starting torch\.compile|Using cache directory: .* torch\.compile|Dynamo bytecode|Compiling a graph"
            r"|Directly load (?:AOT|the compiled)|Cache the graph|saved AOT|torch\.compile takes|Warming up model",
        ),
        (
            Stage.PROFILING,
            r"Initial profiling/warmup|Memory profiling takes|Initial free memory|Free memory after profiling"
            r"|Available KV cache memory|\w+ KV cache size|# \w+ blocks",
        ),
        (Stage.CAPTURING, r"Capturing CUDA ?graphs?|Graph capturing"),
        (Stage.READY, r"(?:INFO: +)?(?:Application startup complete|Uvicorn running on)"),
    )
)
_ORDER = list(Stage)


def stage_of(line: str, now: Stage = Stage.STARTING) -> Stage:
    """The stage after this line: stages only go forward."""
    for stage, pattern in reversed(_MILESTONES):
        if _ORDER.index(stage) > _ORDER.index(now) and pattern.search(line):
            return stage
    return now


@dataclass(frozen=True, slots=True)
class LogBatch:
    """Lines that came together, the stage after the last of them, and how far its progress bar is.

    diagnosis: what the log means so far, where these lines changed it.
    """

    lines: tuple[str, ...]
    stage: Stage
    progress: Progress | None = None
    diagnosis: Diagnosis | None = None


def follow(engine: Engine, identity: str, cancel: threading.Event, report: Callable[[LogBatch], None]) -> Server:
    """Hand on the log of the server's present run until it ends (then its last state is returned) or `cancel` is set.

    Lines arrive in batches at least BATCH_S apart; of what was said before, the last BACKLOG lines.
    Raises RigwiseError when the engine goes away.
    """
    run = inspect(engine, identity)
    return _follow(engine, run, run.began, cancel, report)


def _follow(
    engine: Engine, run: Server, since: float | None, cancel: threading.Event, report: Callable[[LogBatch], None]
) -> Server:
    try:
        container = engine.client.containers.get(run.id)
        stream = container.logs(stream=True, follow=True, tail=BACKLOG, since=since)
    except FAULTS as error:
        raise RigwiseError(explain(error)) from error
    waiting: list[str] = []
    reader = Reader()
    lock, done = threading.Lock(), threading.Event()
    stage = Stage.STARTING

    def hand_on() -> None:
        nonlocal stage
        with lock:
            lines, waiting[:] = waiting[:MOST_LINES_A_BATCH], waiting[MOST_LINES_A_BATCH:]
        if not lines:
            return
        progress = None
        for line in lines:
            before, stage = stage, stage_of(line, stage)
            progress = progress_of(line) or (progress if stage is before else None)
        news = reader.feed(lines)
        report(LogBatch(tuple(lines), stage, progress, reader.diagnosis() if news else None))

    def pump() -> None:
        """Reads as fast as the engine sends, so that neither side waits for the screen."""
        lines = Lines()
        try:
            for chunk in stream:
                found = list(lines.feed(chunk))
                with lock:
                    waiting.extend(found)
                while len(waiting) > MOST_WAITING and not cancel.is_set():
                    time.sleep(BATCH_S)  # the reader is far behind: let the engine hold the rest
        except Exception:  # the stream of a lost engine breaks in many ways; inspect tells what happened
            pass
        finally:
            with lock:
                waiting.extend(lines.end())
            done.set()

    pumping = threading.Thread(target=pump, name="log", daemon=True)
    pumping.start()
    while not done.wait(BATCH_S) and not cancel.is_set():
        hand_on()
    stream.close()
    pumping.join(2)
    while waiting:
        hand_on()
    return inspect(engine, run.id)


def watch(engine: Engine, identity: str, cancel: threading.Event, report: Callable[[LogBatch], None]) -> Server:
    """As `follow`, through every run of a server that the engine starts anew; a crash loop is stopped.

    A loop is the same failure twice, with no run that became ready since: the same known failure, or the same words.
    """
    before: str | None = None
    run = inspect(engine, identity)
    while True:
        said: deque[str] = deque(maxlen=LAST_WORDS)
        found = Diagnosis()
        stage = Stage.STARTING

        def heard(batch: LogBatch, said: deque[str] = said) -> None:
            nonlocal found, stage
            said.extend(batch.lines)
            found, stage = batch.diagnosis or found, batch.stage
            report(batch)

        now = _follow(engine, run, run.began, cancel, heard)
        while not cancel.is_set() and now.running and now.started_at == run.started_at:
            cut = time.time()  # the engine broke off the stream of a server that goes on
            cancel.wait(BETWEEN_LOOKS_S)
            now = _follow(engine, run, cut, cancel, heard)
        if cancel.is_set() or not now.alive:
            return now
        failure = found.finding.failure.code if found.finding and found.alarming else last_error(said) or "no word"
        if failure == before and stage is not Stage.READY:
            return replace(stop(engine, identity), crash_loop=True)
        before = failure
        following = _next_run(engine, run, cancel)
        if cancel.is_set() or following.started_at == run.started_at:
            return following
        run = replace(
            following, finished_at=now.finished_at
        )  # where it has ended too, it no longer tells of the one before


def _next_run(engine: Engine, run: Server, cancel: threading.Event) -> Server:
    """The server in another run, or ended. Between two runs Docker waits, at last a minute."""
    while True:
        now = inspect(engine, run.id)
        if not now.alive or now.started_at != run.started_at or cancel.wait(BETWEEN_LOOKS_S):
            return now


def healthy(server: Server, timeout_s: float = 2.0) -> bool:
    """The server answers /health. Before it listens the port accepts and resets: only an answer counts."""
    said = ask(server.address, "/health", timeout_s, len(b"HTTP/1.1 200")) if server.address else b""
    return said.startswith(b"HTTP/1.") and said.endswith(b" 200")


def wait_ready(engine: Engine, identity: str, cancel: threading.Event, interval_s: float = 0.2) -> Server | None:
    """Wait until the server answers, it ends (its last state is returned), or `cancel` is set (None)."""
    while not cancel.is_set():
        server = inspect(engine, identity)
        if not (server.alive or server.status == "created") or healthy(server):
            return server
        cancel.wait(interval_s)
    return None
