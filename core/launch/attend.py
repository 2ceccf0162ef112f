# SPDX-License-Identifier: Apache-2.0
"""What a start does between two lines of its log: progress bars that overwrite themselves, and files that arrive.

The engine keeps a log line by line, so that a bar without a line's end shows in it only when it is full. Who attaches
to the container's output sees each of its states.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from docker.errors import APIError
from rigwise.core.launch.arriving import Arriving, Watch, blobs_of, draft_blobs_of
from rigwise.core.launch.engine import Engine
from rigwise.core.launch.lines import clean
from rigwise.core.launch.progress import Progress, progress_of
from rigwise.core.launch.refusals import FAULTS
from rigwise.core.serving.container import BYTES, DRAFT_BYTES, HUB_CACHE

LOOK_S = 0.5
LONGEST = 4096  # bytes of one write that are looked at; a bar has two hundred
News = Progress | Arriving


def attend(engine: Engine, identity: str, cancel: threading.Event, report: Callable[[News], None]) -> None:
    """Tell how a start goes on until `cancel` is set or the server ends. Blocks. What cannot be seen is left out:
    nothing depends on it, and the log tells the rest."""
    try:
        attrs = engine.client.api.inspect_container(identity)
        stream = engine.client.api.attach(identity, stdout=True, stderr=True, stream=True, logs=False)
    except FAULTS:
        return
    bars: list[Progress] = []  # the newest, where it was not told yet
    ended = threading.Event()

    def listen() -> None:
        try:
            for chunk in stream:
                found = progress_of(clean(chunk[-LONGEST:].rstrip(b"\r\n"))) if b"%" in chunk else None
                if found is not None:
                    bars[:] = [found]
        except (*FAULTS, APIError, OSError, ValueError):  # a stream that is closed from outside breaks in many ways
            pass
        finally:
            ended.set()

    listener = threading.Thread(target=listen, name="attend", daemon=True)
    listener.start()
    arrivals = arrivals_of(attrs)
    try:
        while not cancel.is_set() and not ended.wait(LOOK_S):
            if bars:
                report(bars.pop())
            for arrival in arrivals:
                news = arrival.look(time.monotonic())
                if news is not None:
                    report(news)
    finally:
        stream.close()
        listener.join(2)


def arrivals_of(attrs: dict[str, Any]) -> tuple[Watch, ...]:
    """Where the server's model and its draft arrive on this machine, from what the engine tells of its container."""
    config = attrs.get("Config") or {}
    cache = next((m.get("Source") for m in attrs.get("Mounts") or () if m.get("Destination") == HUB_CACHE), None)
    if not cache:
        return ()
    said, labels = config.get("Cmd") or (), config.get("Labels") or {}
    model, draft = blobs_of(Path(cache), said), draft_blobs_of(Path(cache), said)
    found = []
    if model:
        found.append(Watch(model, _whole(labels, BYTES)))
    if draft and draft != model:
        found.append(Watch(draft, _whole(labels, DRAFT_BYTES), draft=True))
    return tuple(found)


def _whole(labels: dict[str, Any], name: str) -> int | None:
    text = str(labels.get(name, ""))
    return int(text) if text.isdigit() else None


@contextlib.contextmanager
def attending(engine: Engine, identity: str, report: Callable[[News], None]) -> Iterator[None]:
    """`attend` in a thread beside whatever is done meanwhile; report is called in that thread."""
    enough = threading.Event()
    beside = threading.Thread(target=attend, args=(engine, identity, enough, report), name="attending", daemon=True)
    beside.start()
    try:
        yield
    finally:
        enough.set()
        beside.join(2)
