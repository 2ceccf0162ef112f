# SPDX-License-Identifier: Apache-2.0
"""Real progress of a start, on a real engine: bytes that arrive, shards, graphs; in the terminal and for whoever follows."""

import contextlib
import os
import pty
import subprocess
import sys
import threading
from dataclasses import replace

import pytest
from engine_plugin import IMAGE
from rigwise.core.launch.arriving import Arriving
from rigwise.core.launch.bring_up import Started
from rigwise.core.launch.follow import LogBatch
from rigwise.core.launch.progress import GRAPHS, SHARDS, Progress
from rigwise.core.launch.server import start
from rigwise.core.launch.until_ready import until_ready
from rigwise.core.serving.container import HUB_CACHE, LABEL, CacheMount, ContainerSpec

pytestmark = pytest.mark.engine
FETCHED = 40_000_000


@pytest.fixture
def spec(port, tmp_path):
    labels = (
        (LABEL, "1"), (f"{LABEL}.model", "some/model"), (f"{LABEL}.port", str(port)), (f"{LABEL}.bytes", str(FETCHED)),
    )  # fmt: skip
    return ContainerSpec(
        f"rigwise-progress-{port}", IMAGE, ("some/model",), ("0",), port=port, labels=labels,
        mounts=(CacheMount(str(tmp_path / "hf"), HUB_CACHE),),
        environment=(("STUB_FETCH", str(FETCHED)), ("STUB_FETCH_S", "4"), ("STUB_BAR", "0.2")),
    )  # fmt: skip


def test_bytes_shards_and_graphs_are_told_as_they_come(engine, spec):
    heard = []
    until_ready(Started(engine, start(engine, spec)), threading.Event(), heard.append)
    arrived = [news for news in heard if isinstance(news, Arriving)]
    assert len(arrived) >= 3
    assert all(news.total == FETCHED for news in arrived)
    assert sorted(news.done for news in arrived) == [news.done for news in arrived]
    rates = [news.rate for news in arrived if news.rate]
    assert FETCHED / 4 * 0.4 < rates[-1] < FETCHED / 4 * 2.5
    bars = [news for news in heard if isinstance(news, Progress)]
    shards = [(bar.done, bar.total) for bar in bars if bar.what == SHARDS]
    shards += [
        (news.progress.done, news.progress.total) for news in heard if isinstance(news, LogBatch) and news.progress
    ]
    assert (1, 2) in shards
    # the engine's log has only the full bar: the states between come from the container's own output
    graphs = [bar for bar in bars if bar.what == GRAPHS]
    assert any(0 < bar.done < 11 for bar in graphs)
    assert graphs[-1].bar == "mixed prefill-decode, PIECEWISE"


def test_weights_that_are_here_are_not_fetched(engine, spec, tmp_path):
    blobs = tmp_path / "hf" / "hub" / "models--some--model" / "blobs"
    blobs.mkdir(parents=True)
    (blobs / "weights").write_bytes(b"x" * FETCHED)
    (blobs / "of-an-earlier-try.incomplete").write_bytes(b"x" * 1000)
    heard = []
    until_ready(Started(engine, start(engine, spec)), threading.Event(), heard.append)
    assert not any(isinstance(news, Arriving) for news in heard)


def test_a_terminal_shows_each_figure_in_place(engine, spec):
    """A stopped server started again, with a terminal on its output."""
    from rigwise.core.launch.server import stop

    server = start(engine, replace(spec, environment=(*spec.environment, ("STUB_STEP", "0.1"))))
    stop(engine, server.id)
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "rigwise.core.cli", "start", server.name]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, env=dict(os.environ)) as process:
        os.close(theirs)
        said = b""
        with contextlib.suppress(OSError):  # how a terminal says that nobody writes to it any more
            while chunk := os.read(ours, 4096):
                said += chunk
        os.close(ours)
        assert b"answers on http://127.0.0.1" in process.stdout.read()
    assert process.returncode == 0
    text = said.decode()
    assert "MB/s" in text
    assert "of 2 files" in text
    assert "of 11 graphs" in text
    jobs = [line.rpartition("\x1b[K")[2].partition(" …")[0] for line in text.replace("\r\n", "\n").split("\n")]
    assert "Fetch the model" in jobs
    assert len(jobs) <= 10  # a line a job, however often its figures change
