# SPDX-License-Identifier: Apache-2.0
"""Combinations that the planner calls legal or illegal, for the catalogue on several rigs, as JSON lines.

`python emit_plans.py RIG > cases`; RIG is one of the names below. Each line: the model's config, the options, the cards,
and what Rigwise says of them: `refused` holds the codes of every rule that the combination breaks, memory aside.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from dataclasses import replace

from rigwise.core.hardware.catalogue import compose, find
from rigwise.core.memory.deployment import Deployment, ServingOptions
from rigwise.core.memory.estimate import estimate
from rigwise.core.models.catalogue import CatalogueEntry, entries
from rigwise.core.planning.search import arrangements
from rigwise.core.units import GIB

RIGS = {
    "2x4090": ["RTX 4090"] * 2,
    "3x3090": ["RTX 3090"] * 3,
    "8xh100": ["H100 80GB HBM3"] * 8,
    "1xt4": ["T4"],
}
# What create_engine_config does not look at: memory, and shapes that only building the model meets.
MEMORY = {
    "free-memory", "weights-too-large", "kv-too-small", "no-kv-memory", "sequences-beyond-states", "graphs-need-cache",
}  # fmt: skip
A_MODEL = 2  # combinations of each kind, legal and not


def combinations(entry: CatalogueEntry, names: list[str], dice: random.Random) -> Iterator[dict[str, object]]:
    rig, checkpoint = compose(names), entry.checkpoint()
    spec = find(names[0])
    assert spec is not None
    legal = list(arrangements(rig, checkpoint))
    splits = {(s.tp, s.pp, s.dp, s.expert_parallel) for s in legal if s.partition is None}
    others = {
        (tp, pp, dp, ep)
        for tp in (1, 2, 3, 4, 5, 6, 7, 8, 16)
        for pp in (1, 2, 3)
        for dp in (1, 2)
        for ep in (False, True)
        if tp * pp * dp <= 2 * len(names)
    } - splits
    some = dice.sample(sorted(splits), min(A_MODEL, len(splits)))
    wrong = dice.sample(sorted(others), min(A_MODEL, len(others)))
    length = checkpoint.architecture.max_position
    for tp, pp, dp, ep in [*some, *wrong]:
        options = ServingOptions(
            tensor_parallel_size=tp,
            pipeline_parallel_size=pp,
            data_parallel_size=dp,
            enable_expert_parallel=ep,
            max_model_len=dice.choice([min(8192, length), length, length]),
            kv_cache_dtype=dice.choice(["auto", "auto", "fp8"]) if spec.compute_capability >= (8, 9) else "auto",
            max_num_seqs=dice.choice([8, 256]),
            enforce_eager=dice.choice([False, True]),
            available_kv_bytes=64 * GIB,
        )
        for changed in _spoilt(options, length, dice):
            result = estimate(Deployment(rig, checkpoint, changed))
            codes = {p.code for p in result.problems if p.blocking} - MEMORY
            if "not-enough-gpus" in codes and tp * pp <= len(names):
                codes = codes - {"not-enough-gpus"} | {
                    "not-enough-gpus-for-replicas"
                }  # replicas are counted at the start
            yield {
                "model": entry.id,
                "config": entry.config,
                "remote_code": entry.checkpoint().needs_remote_code,
                "gpu": [spec.name, spec.compute_capability, spec.memory_gib, len(names)],
                "options": {
                    "tensor_parallel_size": tp,
                    "pipeline_parallel_size": pp,
                    "data_parallel_size": dp,
                    "enable_expert_parallel": ep,
                    "max_model_len": changed.max_model_len,
                    "kv_cache_dtype": changed.kv_cache_dtype,
                    "max_num_seqs": changed.max_num_seqs,
                    "max_num_batched_tokens": changed.max_num_batched_tokens,
                    "enforce_eager": changed.enforce_eager,
                },
                "offered": (tp, pp, dp, ep) in splits,
                "refused": sorted(codes),
            }


def _spoilt(options: ServingOptions, length: int, dice: random.Random) -> Iterator[ServingOptions]:
    """The options, and now and then a copy that breaks a limit of the scheduler or the model."""
    yield options
    if dice.random() < 0.1:
        yield replace(options, max_model_len=2 * length)
    if dice.random() < 0.1:
        yield replace(options, max_num_seqs=512, max_num_batched_tokens=256)


def main(name: str) -> int:
    dice = random.Random(33)
    for entry in entries():
        for case in combinations(entry, RIGS[name], dice):
            print(json.dumps(case))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
