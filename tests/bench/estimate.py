# SPDX-License-Identifier: Apache-2.0
"""How fast an estimate is: cold from the shell, warm in the window, and in bulk."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from figure import Figure, percentile

RIGWISE = str(Path(sys.executable).with_name("rigwise"))
RIG = "2x RTX 4090"


def figures() -> Iterator[Figure]:
    from rigwise.core.models.catalogue import entries

    ids = [entry.id for entry in entries()]
    yield cold(ids[0])
    yield from warm()
    yield bulk(ids)
    yield catalogue_at_a_glance()


def cold(model: str) -> Figure:
    """One `rigwise estimate` from the shell, interpreter start included."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a person's second start finds compiled modules
    subprocess.run([RIGWISE, "estimate", model, "--gpus", RIG, "--json"], capture_output=True, check=False)
    seconds = []
    for _ in range(15):
        started = time.perf_counter()
        subprocess.run([RIGWISE, "estimate", model, "--gpus", RIG, "--json"], capture_output=True, check=False)
        seconds.append(time.perf_counter() - started)
    return Figure("estimate, cold, median of 15", statistics.median(seconds) * 1e3, "ms", 250)


def warm() -> Iterator[Figure]:
    """estimate() from a parsed architecture, with a setting that differs each time as a slider's does."""
    from rigwise.core.hardware.catalogue import compose
    from rigwise.core.memory.estimate import estimate
    from rigwise.core.models.catalogue import entries
    from rigwise.core.planning.suggest import suggest

    rig = compose(["RTX 4090", "RTX 4090"], nvlink=False)
    medians, worst = [], ("", 0.0)
    for entry in entries():
        deployment = suggest(rig, entry.checkpoint())
        microseconds = []
        for step in range(200):
            changed = replace(deployment, options=replace(deployment.options, max_model_len=4096 + 64 * step))
            started = time.perf_counter_ns()
            estimate(changed)
            microseconds.append((time.perf_counter_ns() - started) / 1e3)
        medians.append(statistics.median(microseconds))
        worst = max(worst, (entry.id, medians[-1]), key=lambda pair: pair[1])
    yield Figure("estimate, warm, median over the catalogue", statistics.median(medians), "us", 200)
    yield Figure("estimate, warm, slowest entry's median", worst[1], "us", 200, worst[0])


def bulk(ids: list[str]) -> Figure:
    """`estimate --batch` of 1,200 cases, start-up included."""
    cases = [
        {
            "model": ids[i % len(ids)],
            "gpus": [{"name": "NVIDIA GeForce RTX 4090"}] * 2,
            "tp": 2,
            "max_model_len": 4096 + i,
        }
        for i in range(1200)
    ]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        file.writelines(json.dumps(case) + "\n" for case in cases)
        file.flush()
        started = time.perf_counter()
        done = subprocess.run([RIGWISE, "estimate", "--batch", file.name], capture_output=True, check=True)
        seconds = time.perf_counter() - started
    assert len(done.stdout.splitlines()) == len(cases)
    return Figure("estimate --batch, 1,200 cases", seconds, "s", 2)


def catalogue_at_a_glance() -> Figure:
    """The Model page's verdict for every entry on two cards."""
    from rigwise.core.hardware.catalogue import compose
    from rigwise.core.models.catalogue import entries
    from rigwise.core.planning.suggest import suggest

    rig = compose(["RTX 4090", "RTX 4090"], nvlink=False)
    milliseconds = []
    for _ in range(5):
        started = time.perf_counter()
        for entry in entries():
            suggest(rig, entry.checkpoint())
        milliseconds.append((time.perf_counter() - started) * 1e3)
    return Figure("what fits, whole catalogue on two cards", percentile(milliseconds, 0.5), "ms", 300)
