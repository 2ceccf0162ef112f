# SPDX-License-Identifier: Apache-2.0
"""Follow a server: its log line by line, the stage it is in, and the moment it answers."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Literal

import requests
from rigwise.core.launch.engine import FAULTS, Engine, explain
from rigwise.core.launch.server import Server, inspect
from rigwise.core.problems import RigwiseError

LONGEST_LINE = 8192  # what a screen can use; a longer line is cut
BATCH_S = 0.05  # lines are handed on at most this often, however many there are
MOST_LINES_A_BATCH = 2000
_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")


class Stage(Enum):
    """Where a start is, in order. The value is the sentence a person reads."""

    STARTING = "Starting the server"
    LOADING = "Loading the weights"
    COMPILING = "Compiling kernels"
    PROFILING = "Measuring memory"
    CAPTURING = "Capturing CUDA graphs"
    READY = "Ready"


# What vLLM logs when a stage begins, several releases' spellings.
_MILESTONES = (
    (
        Stage.LOADING,
        re.compile(r"Starting to load model|Loading safetensors|Loading weights|Loading model weights", re.IGNORECASE),
    ),
    (
        Stage.COMPILING,
        re.compile(r"torch\.compile|Dynamo bytecode|Compiling a graph|backends?\.py.*compil", re.IGNORECASE),
    ),
    (
        Stage.PROFILING,
        re.compile(r"Model loading took|Memory profiling|Available KV cache memory|GPU KV cache size|# GPU blocks"),
    ),
    (Stage.CAPTURING, re.compile(r"Capturing CUDA ?graph|Graph capturing", re.IGNORECASE)),
    (Stage.READY, re.compile(r"Application startup complete|Uvicorn running on")),
)
_ORDER = list(Stage)


def stage_of(line: str, now: Stage = Stage.STARTING) -> Stage:
    """The stage after this line: stages only go forward."""
    for stage, pattern in reversed(_MILESTONES):
        if _ORDER.index(stage) > _ORDER.index(now) and pattern.search(line):
            return stage
    return now


class Lines:
    """Chunks of bytes to clean lines: progress bars keep their last state, colours go, long lines are cut."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, chunk: bytes) -> Iterator[str]:
        *whole, rest = (self._rest + chunk).split(b"\n")
        # a line without end must not grow without end
        self._rest = rest[-LONGEST_LINE * 4 :] if len(rest) > LONGEST_LINE * 8 else rest
        for line in whole:
            yield clean(line)

    def end(self) -> Iterator[str]:
        if self._rest:
            yield clean(self._rest)
        self._rest = b""


def clean(line: bytes) -> str:
    """One line for people: the last state of a progress bar, no colours, no control characters."""
    text = line[: LONGEST_LINE * 8].rstrip(b"\r").rpartition(b"\r")[2].decode("utf-8", errors="replace")
    text = _ANSI.sub("", text).replace("\t", "    ")
    text = "".join(character for character in text if character.isprintable())
    return text if len(text) <= LONGEST_LINE else text[:LONGEST_LINE] + " …"


@dataclass(frozen=True, slots=True)
class LogBatch:
    """Lines that came together, and the stage after the last of them."""

    lines: tuple[str, ...]
    stage: Stage


def follow(
    engine: Engine,
    identity: str,
    cancel: threading.Event,
    report: Callable[[LogBatch], None],
    *,
    tail: int | Literal["all"] = "all",
) -> Server:
    """Hand on the log until the server ends (then its last state is returned) or `cancel` is set.

    Lines arrive in batches at least BATCH_S apart. Raises RigwiseError when the engine goes away.
    """
    try:
        stream = engine.client.containers.get(identity).logs(stream=True, follow=True, tail=tail)
    except FAULTS as error:
        raise RigwiseError(explain(error)) from error
    waiting: list[str] = []
    lock, done = threading.Lock(), threading.Event()
    stage = Stage.STARTING

    def hand_on() -> None:
        nonlocal stage
        with lock:
            lines, waiting[:] = waiting[:MOST_LINES_A_BATCH], waiting[MOST_LINES_A_BATCH:]
        if not lines:
            return
        for line in lines:
            stage = stage_of(line, stage)
        report(LogBatch(tuple(lines), stage))

    def pump() -> None:
        """Reads as fast as the engine sends, so that neither side waits for the screen."""
        lines = Lines()
        try:
            for chunk in stream:
                found = list(lines.feed(chunk))
                with lock:
                    waiting.extend(found)
                while len(waiting) > 50 * MOST_LINES_A_BATCH and not cancel.is_set():
                    time.sleep(BATCH_S)  # the reader is far behind: let the engine hold the rest
        except Exception:  # the stream of a lost engine breaks in many ways; inspect tells what happened
            pass
        finally:
            with lock:
                waiting.extend(lines.end())
            done.set()

    reader = threading.Thread(target=pump, name="log", daemon=True)
    reader.start()
    while not done.wait(BATCH_S) and not cancel.is_set():
        hand_on()
    stream.close()
    reader.join(2)
    while waiting:
        hand_on()
    return inspect(engine, identity)


def healthy(server: Server, timeout_s: float = 2.0) -> bool:
    """The server answers /health. Before it listens the port accepts and resets: only an answer counts."""
    if server.address is None:
        return False
    try:
        with requests.Session() as session:
            session.trust_env = False  # a proxy has no business between us and this machine
            return session.get(f"{server.address}/health", timeout=timeout_s).status_code == 200
    except requests.exceptions.RequestException:
        return False


def wait_ready(engine: Engine, identity: str, cancel: threading.Event, interval_s: float = 0.2) -> Server | None:
    """Wait until the server answers, it ends (its last state is returned), or `cancel` is set (None)."""
    while not cancel.is_set():
        server = inspect(engine, identity)
        if server.status not in ("running", "created", "restarting") or healthy(server):
            return server
        cancel.wait(interval_s)
    return None
