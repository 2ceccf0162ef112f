# SPDX-License-Identifier: Apache-2.0
"""100,000 mutated configs through the reader and the estimate: an answer or a code for each, never another exception."""

from __future__ import annotations

import copy
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from figure import Figure

RUNS = 100_000
ANSWERS = Path(__file__).parents[1] / "core" / "models" / "data" / "vllm-0.33-answers.jsonl"
HOSTILE: tuple[Any, ...] = (
    None, 0, -1, 1, 3, 7, 2**31, 10**30, -(10**30), 0.5, float("inf"), float("nan"), "", "8", "x" * 300, True, False, [], [1],
    [None] * 50, {}, {"a": {"b": []}}, [[[[]]]],
)  # fmt: skip


ASKED = (
    None, None, '{"method": "mtp", "num_speculative_tokens": 2}', '{"method": "ngram", "num_speculative_tokens": 4}',
    '{"model": "Qwen/Qwen3-0.6B", "num_speculative_tokens": 2, "use_heterogeneous_vocab": true}',
)  # fmt: skip


def mutate(value: Any, chance: random.Random) -> None:
    """Change one to four places of a config, at any depth."""
    for _ in range(chance.randint(1, 4)):
        place = value
        while True:
            keys = list(place) if isinstance(place, dict) else range(len(place))
            if not keys:
                break
            key = chance.choice(list(keys))
            if isinstance(place[key], dict | list) and chance.random() < 0.6:
                place = place[key]
                continue
            if isinstance(place, dict) and chance.random() < 0.2:
                del place[key]
            elif isinstance(place[key], int) and not isinstance(place[key], bool) and chance.random() < 0.4:
                place[key] = chance.choice((place[key] + 1, place[key] * 2, place[key] // 3, -place[key]))
            else:
                place[key] = copy.deepcopy(chance.choice(HOSTILE))
            break


def figures() -> Iterator[Figure]:
    from rigwise.core.hardware.catalogue import FIRST_OFFER, compose
    from rigwise.core.memory.deployment import Deployment, ServingOptions
    from rigwise.core.memory.estimate import estimate
    from rigwise.core.models.catalogue import entries
    from rigwise.core.models.config import read_checkpoint
    from rigwise.core.problems import RigwiseError

    chance, rig = random.Random(20261121), compose(FIRST_OFFER)
    configs = [entry.config for entry in entries() if len(str(entry.config)) < 20_000]
    configs += [json.loads(line)["config"] for line in ANSWERS.read_text().splitlines()]
    codes: Counter[str] = Counter()
    began, slowest = time.perf_counter(), 0.0
    for _ in range(RUNS):
        config = copy.deepcopy(chance.choice(configs))
        mutate(config, chance)
        once = time.perf_counter()
        try:
            tp, asked = chance.choice((1, 2)), chance.choice(ASKED)
            options = ServingOptions(tensor_parallel_size=tp, speculative_config=asked)
            result = estimate(Deployment(rig, read_checkpoint(config), options))
            codes["starts" if result.starts else result.problems[0].code] += 1
        except RigwiseError as error:
            codes[error.problem.code] += 1
        slowest = max(slowest, time.perf_counter() - once)
    detail = ", ".join(f"{code} {count:,}" for code, count in codes.most_common(6))
    yield Figure(f"{RUNS:,} mutated configs, unexpected exceptions", 0, "", 0, detail)
    yield Figure("slowest single answer", slowest * 1e3, "ms", 2000)
    yield Figure("whole run", time.perf_counter() - began, "s")
