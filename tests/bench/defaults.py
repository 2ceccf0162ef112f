# SPDX-License-Identifier: Apache-2.0
"""Next, Next, Next on every rig: 1, 2, 4 and 8 of each card of the catalogue, and pairs of unlike ones (minutes)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from figure import Figure


def rigs() -> Iterator[list[str]]:
    from rigwise.core.hardware.catalogue import gpu_specs

    names = [spec.name for spec in gpu_specs()]
    for name in names:
        yield from ([name] * count for count in (1, 2, 4, 8))
    yield from (list(pair) for pair in combinations(names[::6], 2))


def figures() -> Iterator[Figure]:
    from rigwise.core.hardware.catalogue import compose
    from rigwise.core.memory.estimate import estimate
    from rigwise.core.planning.runnable import obstacle, runnable
    from rigwise.core.planning.suggest import suggest
    from rigwise.core.problems import RigwiseError
    from rigwise.core.wizard.first_choice import first_choice

    tried, old, unsure, short, none = 0, 0, [], [], []
    for names in rigs():
        try:
            rig = compose(names)
        except RigwiseError:
            continue
        tried += 1
        lines = runnable(rig)
        chosen = first_choice(lines)
        if chosen is None:
            problem = obstacle(lines)
            if problem is not None and problem.code == "card-too-old":
                old += 1
            else:
                none.append(rig.description)
            continue
        result = estimate(suggest(rig, chosen))
        if not result.starts or result.risky:
            unsure.append(rig.description)
        elif (result.max_model_len or 0) < 8192:
            short.append(rig.description)
    yield Figure("rigs whose default was tried", tried, "rigs", detail=f"{old} more too old for vLLM, and told so")
    yield Figure("without a default", len(none), "rigs", 0, "; ".join(none[:5]))
    yield Figure("default may fail", len(unsure), "rigs", detail="; ".join(unsure))
    yield Figure("default below 8,192 tokens", len(short), "rigs", 0, "; ".join(short[:5]))
