# SPDX-License-Identifier: Apache-2.0
"""What can I run? The whole catalogue on a rig, best first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import log, sqrt

from rigwise.core.hardware.rig import Rig
from rigwise.core.memory.deployment import LATEST_RELEASE, Deployment
from rigwise.core.memory.estimate import estimate
from rigwise.core.memory.result import Estimate
from rigwise.core.models.catalogue import CatalogueEntry, entries
from rigwise.core.planning.suggest import Fit, fit, suggest
from rigwise.core.planning.throughput import pace
from rigwise.core.planning.wishes import WISHES, Constraints, Goal, Wish

READING = 15.0  # tokens a second that a person reads along with (about 10 words)
# What is left of a model's worth at so many bits a weight: 8 bits lose next to nothing, weight-only 4 bits 1 to 3 % on
# leaderboards ("Give Me BF16 or Give Me Death?", arXiv 2411.02355).
WORTH = ((12.0, 1.0), (7.0, 0.99), (0.0, 0.97))  # from so many bits a weight on
_RANK = {Fit.FITS: 0, Fit.TIGHT: 1, Fit.TOO_BIG: 2}


@dataclass(frozen=True, slots=True)
class Runnable:
    """A checkpoint of the catalogue with the plan that Rigwise suggests. tok_s: likely, of one request half-way through
    the context; None where it does not start or the cards' figures are unknown."""

    entry: CatalogueEntry
    deployment: Deployment
    result: Estimate
    fit: Fit
    tok_s: float | None

    @property
    def longest_context(self) -> int | None:
        """Tokens of the longest single request that fits, which may be more than the plan's own context; None where it
        does not start."""
        return self.result.longest_context if self.result.starts else None


def runnable(
    rig: Rig,
    wish: Wish = WISHES[Goal.CHAT],
    constraints: Constraints = Constraints(),  # noqa: B008 - a frozen value
    vllm_version: str = LATEST_RELEASE,
) -> tuple[Runnable, ...]:
    """Every checkpoint of the catalogue: those that fit first, and among them the largest that answer fast enough."""
    usable = constraints.usable(rig)
    return ranked((tried(usable, entry, vllm_version) for entry in entries()), wish)


def tried(rig: Rig, entry: CatalogueEntry, vllm_version: str = LATEST_RELEASE) -> Runnable:
    """One checkpoint on a rig; a few milliseconds."""
    plan = suggest(rig, entry.checkpoint(), vllm_version)
    result = estimate(plan)
    return Runnable(entry, plan, result, fit(result), speed_of(plan, result))


def ranked(some: Iterable[Runnable], wish: Wish) -> tuple[Runnable, ...]:
    """Those that fit first, and of them the best for the wish."""
    return tuple(sorted(some, key=lambda one: (_RANK[one.fit], -worth(one, wish))))


def speed_of(plan: Deployment, result: Estimate) -> float | None:
    """Likely tokens a second of one request half-way through the context; None where it does not start or is unknown."""
    return pace(plan, max(1, (result.max_model_len or 0) // 2), 1) if result.starts else None


def size(entry: CatalogueEntry) -> float:
    """What a model's parameters come to, in billions: of mixtures the geometric mean of all and of the active ones, the
    usual measure of what they are worth."""
    return sqrt(entry.parameters * entry.active)


def class_of(entry: CatalogueEntry) -> int:
    """1 to 5, each step three times the size: below 3, 9, 27 and 81 billion parameters, and from there on."""
    return min(5, 1 + max(0, int(log(size(entry), 3) + 1e-9)))


def kept(entry: CatalogueEntry) -> float:
    """What is left of the model's worth in this format, 0 to 1."""
    bits = 8 * (entry.checkpoint().download_bytes or 0) / (entry.parameters * 1e9)
    return next(share for least, share in WORTH if bits >= least)


def worth(one: Runnable, wish: Wish) -> float:
    """How good a choice: the logarithm of the model's size, less what quantization, slowness and a short context cost."""
    value = log(size(one.entry)) + 3 * log(kept(one.entry))
    if one.tok_s is not None:
        value += log(min(1.0, one.tok_s / READING)) + 0.2 * wish.weights.speed * log(max(one.tok_s, READING) / READING)
    if one.result.starts and one.result.max_model_len:
        value += (0.5 + wish.weights.context) * log(min(1.0, one.result.max_model_len / min(wish.context, 32768)))
        value += 0.2 * wish.weights.requests * log(max(1.0, min(one.result.max_concurrency or 1.0, wish.users)))
    return value
