# SPDX-License-Identifier: Apache-2.0
"""The launch on a real engine of the bench's own: a flood of log lines with the window open, the time to a named cause,
what Rigwise adds to `docker run`, and how fast a long log is read."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from figure import Figure

sys.path.insert(0, str(Path(__file__).parents[1] / "engine"))
SECONDS, RATE = int(os.environ.get("FLOOD_SECONDS", "60")), 10_000
LABELS = "io.github.rigwise.Rigwise"


def figures() -> Iterator[Figure]:
    yield from reading()
    yield from gigabyte_read()
    with engine():
        yield from gigabyte_followed()
        yield from flood()
        yield naming()
        yield overhead()


@contextmanager
def engine() -> Iterator[None]:
    from engine_plugin import load_stub, start_engine
    from stub_image import root_filesystem

    own = start_engine(9, gpus=True)
    before = os.environ.get("DOCKER_HOST")
    try:
        load_stub(own.url, root_filesystem())
        os.environ["DOCKER_HOST"] = own.url
        yield
    finally:
        os.environ.pop("DOCKER_HOST")
        if before:
            os.environ["DOCKER_HOST"] = before
        own.stop()


def a_spec(mode: str, **settings: object) -> Any:
    from engine_plugin import IMAGE, free_port
    from rigwise.core.serving.container import LABEL, ContainerSpec

    port = free_port()
    told = (("STUB_MODE", mode), *((name, str(value)) for name, value in settings.items()))
    labels = ((LABEL, "1"), (f"{LABEL}.model", "some/model"), (f"{LABEL}.port", str(port)))
    return ContainerSpec(f"bench-{port}", IMAGE, ("some/model",), ("0",), port=port, labels=labels, environment=told)


def flood() -> Iterator[Figure]:
    """The whole way: container, engine, follower, diagnosis, launch page. Every line is counted at the page."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from beat import Beat
    from PySide6.QtWidgets import QApplication
    from rigwise.core.hardware.detection import Detection
    from rigwise.core.launch.bring_up import Started
    from rigwise.core.launch.engine import connect
    from rigwise.core.launch.run import Phase
    from rigwise.core.launch.server import remove, start
    from rigwise.gui import theme
    from rigwise.gui.edges import Edges
    from rigwise.gui.window import Window

    application = QApplication.instance() or QApplication([])
    theme.apply(application, "light")  # type: ignore[arg-type]
    folder = Path(tempfile.mkdtemp())
    window = Window(Edges(probe=Detection, connect=connect, folder=lambda: folder))
    window.ask_before_closing = lambda: "keep"  # type: ignore[method-assign]
    page = window.launch
    window.stack.setCurrentWidget(page)
    window.show()
    seen: set[str] = set()  # by number: Docker shows some lines twice when it rotates a log that is followed
    add = page.log.add

    def count(lines: tuple[str, ...]) -> None:
        seen.update(line.split(" ", 6)[5] for line in lines if "[flood] line" in line)
        add(lines)

    page.log.add = count  # type: ignore[method-assign,assignment]
    beat = Beat()
    gaps = beat.gaps
    for _ in range(5000):  # what this machine's other work does to a window that has nothing to do
        application.processEvents()
        time.sleep(0.001)
    idle = max(gaps[5:])
    beat.stop()
    connection = connect()
    server = start(connection, a_spec("flood", STUB_LINES=SECONDS * RATE, STUB_RATE=RATE, STUB_STEP=0))
    page._container_runs(Started(connection, server))
    beat = Beat()
    gaps = beat.gaps
    deadline = time.monotonic() + SECONDS + 60
    while page.run.phase is not Phase.READY and time.monotonic() < deadline:
        application.processEvents()
        time.sleep(0.0005)
    for _ in range(2000):  # what is still on its way
        application.processEvents()
        time.sleep(0.0005)
    beat.stop()
    peak = _peak_memory()
    remove(connection, server.id)
    window.close()
    shutil.rmtree(folder, ignore_errors=True)
    yield Figure("longest stall of an idle window, for comparison", idle, "ms")
    detail = f"{len(seen):,} of {SECONDS * RATE:,} lines"
    yield Figure(f"longest stall of the window, {RATE:,} lines a second, {SECONDS} s", max(gaps[5:]), "ms", 50, detail)
    yield Figure("lines lost of them", SECONDS * RATE - len(seen), "lines", 0)
    yield Figure("largest memory of the process meanwhile", peak, "MiB", 600)


def _peak_memory() -> float:
    text = Path("/proc/self/status").read_text()
    return int(text.split("VmHWM:")[1].split()[0]) / 1024


def naming() -> Figure:
    """From the failing line's print to its name, with the engine's own delay; the median of five."""
    from rigwise.core.launch.engine import connect
    from rigwise.core.launch.follow import LogBatch, follow
    from rigwise.core.launch.server import remove, start

    connection, times = connect(), []
    for _ in range(5):
        server = start(connection, a_spec("slow-end", STUB_STEP=0))
        named: list[float] = []
        said: list[float] = []

        def heard(batch: LogBatch, named: list[float] = named, said: list[float] = said) -> None:
            said += [float(line.rpartition(" at ")[2]) for line in batch.lines if line.startswith("said at")]
            if batch.diagnosis is not None and batch.diagnosis.alarming:
                named.append(time.time())

        follow(connection, server.id, threading.Event(), heard)
        times.append((named[0] - said[0]) * 1e3)
        remove(connection, server.id)
    connection.close()
    return Figure("failing line to named cause, median of 5", statistics.median(times), "ms", 300)


def overhead() -> Figure:
    """Start to ready by Rigwise, less the same by `docker run` and curl's question; medians of five pairs."""
    import requests
    from rigwise.core.launch.bring_up import bring_up, take_down
    from rigwise.core.launch.engine import connect
    from rigwise.core.launch.until_ready import until_ready
    from rigwise.core.serving.docker import argv

    ours, plain = [], []
    for _ in range(5):
        spec = a_spec("ok")
        began = time.perf_counter()
        started = bring_up(connect, spec, threading.Event(), lambda news: None)
        until_ready(started, threading.Event(), lambda batch: None)
        ours.append(time.perf_counter() - began)
        take_down(started)
        spec = replace(spec, name=f"{spec.name}-plain")
        began = time.perf_counter()
        subprocess.run(argv(spec), check=True, capture_output=True)
        while True:
            try:
                if requests.get(f"http://127.0.0.1:{spec.port}/health", timeout=1).ok:
                    break
            except requests.exceptions.RequestException:
                time.sleep(0.02)
        plain.append(time.perf_counter() - began)
        subprocess.run(["docker", "rm", "-f", spec.name], check=True, capture_output=True)
    extra = (statistics.median(ours) - statistics.median(plain)) * 1e3
    detail = f"{statistics.median(ours):.2f} s against {statistics.median(plain):.2f} s"
    return Figure("start to ready, more than docker run", extra, "ms", 500, detail)


def reading() -> Iterator[Figure]:
    """`rigwise diagnose` on 100 MB."""
    from rigwise.core.launch.diagnosis.diagnose import Reader
    from rigwise.core.launch.lines import Lines

    logs = Path(__file__).parents[1] / "core" / "launch" / "logs"
    text = (logs / "ok-eager.log").read_bytes()
    text = text[: text.index(b"Application startup complete")]
    lines, reader = Lines(), Reader()
    began, fed = time.perf_counter(), 0
    while fed < 100_000_000:
        reader.feed(list(lines.feed(text * 50)))
        fed += len(text) * 50
    reader.feed(list(lines.feed((logs / "kv-small.log").read_bytes())))
    seconds = time.perf_counter() - began
    found = reader.diagnosis()
    assert found.finding is not None
    assert found.finding.failure.code == "context-over-kv"
    yield Figure("reading a log of 100 MB to its cause", seconds, "s", 30, f"{fed / seconds / 1e6:.0f} MB/s")


GIGABYTE, WIDE, WIDE_RATE = 1_000_000_000, 4000, 2500  # bytes, of each line, lines a second
FOLLOW = """
import sys, threading
from rigwise.core.launch.engine import connect
from rigwise.core.launch.follow import Stage, follow
enough, seen = threading.Event(), bytearray(int(sys.argv[2]))
def heard(batch):
    for line in batch.lines:
        if "[flood] line " in line:
            seen[int(line.split("[flood] line ")[1].split()[0])] = 1
    if batch.stage is Stage.READY:
        enough.set()
late = threading.Timer(float(sys.argv[3]), enough.set)  # an engine that has lost its place says nothing more
late.daemon = True
late.start()
follow(connect(), sys.argv[1], enough, heard)
print(sum(seen))
"""


def gigabyte_read() -> Iterator[Figure]:
    """`rigwise diagnose -` on a log of 1 GB: its memory stays small."""
    logs = Path(__file__).parents[1] / "core" / "launch" / "logs"
    healthy = (logs / "ok-eager.log").read_bytes()
    block = healthy[: healthy.index(b"Application startup complete")] * 50
    command = [sys.executable, "-m", "rigwise.core.cli", "diagnose", "-"]
    reading = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert reading.stdin is not None
    assert reading.stdout is not None
    began, sent = time.perf_counter(), 0
    while sent < GIGABYTE:
        reading.stdin.write(block)
        sent += len(block)
    reading.stdin.write((logs / "kv-small.log").read_bytes())
    reading.stdin.close()
    said = reading.stdout.read().decode()
    _, _, usage = os.wait4(reading.pid, 0)
    assert "does not fit into the KV cache" in said, said
    seconds = time.perf_counter() - began
    yield Figure("memory of reading a log of 1 GB to its cause", usage.ru_maxrss / 1024, "MiB", 200, f"{seconds:.0f} s")


def gigabyte_followed() -> Iterator[Figure]:
    """A server that writes 1 GB at 10 MB a second (of a faster one, Docker rotates away what nobody has read yet)."""
    from rigwise.core.launch.engine import connect
    from rigwise.core.launch.server import remove, start

    lines = GIGABYTE // WIDE
    most = lines / WIDE_RATE + 60
    connection = connect()
    server = start(connection, a_spec("flood", STUB_LINES=lines, STUB_RATE=WIDE_RATE, STUB_WIDTH=WIDE, STUB_STEP=0))
    began = time.perf_counter()
    following = subprocess.Popen(
        [sys.executable, "-c", FOLLOW, server.id, str(lines), str(most)], stdout=subprocess.PIPE
    )
    assert following.stdout is not None
    seen = int(following.stdout.read())
    _, _, usage = os.wait4(following.pid, 0)
    seconds = time.perf_counter() - began
    remove(connection, server.id)
    connection.close()
    yield Figure("memory of following a log of 1 GB", usage.ru_maxrss / 1024, "MiB", 300, f"{seconds:.0f} s")
    yield Figure("lines lost of it", lines - seen, "lines", 0, f"{seen:,} of {lines:,}")
