# SPDX-License-Identifier: Apache-2.0
"""How long the planner takes: all ways to run one model on eight cards, the catalogue on two, six rigs side by side."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from figure import Figure

LARGE = (
    "Qwen/Qwen3-32B",
    "Qwen/Qwen3-235B-A22B-FP8",
    "deepseek-ai/DeepSeek-V3.1",
    "nvidia/NVIDIA-Nemotron-3-Super-120B-A12B-NVFP4",
)


def figures() -> Iterator[Figure]:
    from rigwise.core.hardware.catalogue import compose
    from rigwise.core.models.catalogue import find
    from rigwise.core.planning.compare import Offer, compare
    from rigwise.core.planning.runnable import runnable
    from rigwise.core.planning.search import search
    from rigwise.core.planning.wishes import WISHES, Goal

    eight, pair = compose(["H100 80GB HBM3"] * 8), compose(["RTX 4090"] * 2)
    firsts, medians, tried = [], [], []
    for name in LARGE:
        entry = find(name)
        assert entry is not None
        checkpoint = entry.checkpoint()
        look = partial(search, eight, checkpoint, WISHES[Goal.TEAM])
        firsts.append(milliseconds(look)[0])
        medians.append(statistics.median(milliseconds(look, 7)))
        tried.append(search(eight, checkpoint, WISHES[Goal.TEAM]).tried)
    detail = f"{min(tried)} to {max(tried)} plans"
    yield Figure("full search on eight cards, slowest model's median", max(medians), "ms", 50, detail)
    yield Figure("full search on eight cards, slowest model's first", max(firsts), "ms")
    yield Figure("what can I run on two cards, first", milliseconds(lambda: runnable(pair))[0], "ms", 300)
    yield Figure(
        "what can I run on two cards, median", statistics.median(milliseconds(lambda: runnable(pair), 7)), "ms", 100
    )
    offers = [
        Offer(compose([card] * n))
        for card, n in (
            ("RTX 4090", 2),
            ("RTX 5090", 2),
            ("RTX 3090", 4),
            ("L40S", 4),
            ("GB10", 1),
            ("RTX PRO 6000 Blackwell", 1),
        )
    ]
    checkpoints = [entry.checkpoint() for entry in map(find, LARGE) if entry]
    yield Figure("six rigs by four models, first", milliseconds(lambda: compare(offers, checkpoints))[0], "ms")


def milliseconds(work: Callable[[], object], times: int = 1) -> list[float]:
    spent = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        spent.append((time.perf_counter() - started) * 1e3)
    return spent
