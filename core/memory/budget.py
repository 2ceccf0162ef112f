# SPDX-License-Identifier: Apache-2.0
"""What a rank's limit leaves for the KV cache, with the range that its overhead gives (v1/worker/gpu_worker.py)."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from rigwise.core.memory.defaults import Settings
from rigwise.core.memory.deployment import Deployment
from rigwise.core.memory.overhead import BEFORE_BUDGET, COMPILING, Overhead
from rigwise.core.memory.releases import Release
from rigwise.core.memory.weights import StageWeights
from rigwise.core.units import GIB

# Starts of one and the same configuration differ by so much: 6.06 and 6.84 GiB of KV cache on a 4090, 9.11 and 9.96 on
# a 5090, most of it by what a first start compiles (core/memory/overhead.py compiling), where that is not hidden by the
# sampling of 1,024 rows; a 4B model's activation was 0.80 to 1.09 GiB in four of them, 0.15 in all later ones.
SCATTER = round(0.8 * GIB)


class Budget:
    """KV budget of one rank, by the range of the overhead; limit and free memory at the start; later: bytes taken beside
    the budget once it is dealt out."""

    __slots__ = ("free", "high", "later", "likely", "limit", "low")

    def __init__(self, limit: int, free: int, later: int, low: int, likely: int, high: int) -> None:
        self.limit, self.free, self.later = limit, free, later
        self.low, self.likely, self.high = low, likely, high


def budgets_of(
    deployment: Deployment, chosen: Settings, rules: Release, ranks: list[tuple[StageWeights, Overhead]]
) -> list[Budget]:
    """The budget of each rank."""
    return [_budget(deployment, chosen, rules, stage, parts, index) for index, (stage, parts) in enumerate(ranks)]


def of_stages(deployment: Deployment, figures: Sequence[int]) -> tuple[int, ...]:
    """Of one figure a rank the smallest in each pipeline stage."""
    tp, pp = deployment.options.tensor_parallel_size, deployment.options.pipeline_parallel_size
    return tuple(
        min(figure for index, figure in enumerate(figures) if index // tp % pp == stage) for stage in range(pp)
    )


def _budget(
    deployment: Deployment, chosen: Settings, rules: Release, stage: StageWeights, parts: Overhead, index: int
) -> Budget:
    gpu, options = deployment.rig.gpus[index], deployment.options
    limit = ceil(gpu.total_bytes * chosen.gpu_memory_utilization)
    before = sum(part.likely for part in parts.parts if part.name in BEFORE_BUDGET)
    free = gpu.total_bytes - gpu.used_bytes - before
    later = sum(part.likely for part in parts.outside if part.name not in BEFORE_BUDGET)
    given = options.available_kv_bytes or options.kv_cache_memory_bytes
    if given:
        return Budget(limit, free, later, given, given, given)
    room = limit - stage.total - (gpu.used_bytes if rules.charges_card(gpu.compute_capability) else 0)
    likely = sum(part.likely for part in parts.budget)
    lasting = [part for part in parts.budget if part.name != COMPILING]  # a second start has that room
    worst = sum(part.likely for part in lasting)
    worst += round((SCATTER**2 + sum((part.high - part.likely) ** 2 for part in lasting)) ** 0.5)
    best = likely - round((SCATTER**2 + sum((part.likely - part.low) ** 2 for part in parts.budget)) ** 0.5)
    return Budget(limit, free, later, room - worst, room - likely, room - best)
