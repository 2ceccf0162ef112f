# SPDX-License-Identifier: Apache-2.0
"""How good a model is likely to be, from facts alone: its parameters, its month, the bits of its format. A rough guide."""

from __future__ import annotations

from functools import lru_cache
from math import log

from rigwise.core.memory.result import Estimate
from rigwise.core.models.catalogue import CatalogueEntry, entries
from rigwise.core.planning.suggest import COMFORTABLE_CONTEXT
from rigwise.core.planning.wishes import Wish

# Months after which half the compute does for the same quality, 5 to 14 at 95 % ("Algorithmic progress in language
# models", arXiv 2403.05812); of two models equally long trained, compute goes with parameters.
HALVING = 8.0
# By what power of its sparsity a mixture outgrows its active parameters: one with 0.85 of 17.5 billion active equalled a
# dense 6.1 billion trained on the same data (arXiv 2507.17702).
OF_SPARSITY = log(6.1 / 0.85) / log(17.5 / 0.85)
# What is left of a model's scores at so many bits a weight: 8 bits lose next to nothing, weight-only 4 bits 1 to 3 % on
# leaderboards ("Give Me BF16 or Give Me Death?", arXiv 2411.02355).
SCORES = ((12.0, 1.0), (7.0, 0.99), (0.0, 0.97))  # from so many bits a weight on
# A score grows with so weak a root of the size: Llama 3 reaches 48.3 on MMLU-Pro with 8 and 66.4 with 70 billion
# parameters (model card of Llama 3.1, instruct).
SIZE_OF_A_SCORE = log(70.6 / 8.0) / log(66.4 / 48.3)
READING = 15.0  # tokens a second that a person reads along with (about 10 words)
# Twice the speed counts as much as so many doublings of the quality: beyond what a person reads along with, and where
# nobody reads along and half the speed is half the work done. A judgement, not a measurement.
BEYOND_READING = 0.2
UNREAD = 0.5
STEP = 3.0  # from one grade to the next
BEST = 5


def size(entry: CatalogueEntry) -> float:
    """What a model's parameters come to, in billions of a dense one's."""
    return float(entry.active * (entry.parameters / entry.active) ** OF_SPARSITY)


@lru_cache(maxsize=1)
def _newest() -> int:
    return max(_months(entry.released) for entry in entries())


def _months(released: str) -> int:
    year, _, month = released.partition("-")
    return 12 * int(year) + int(month)


def age(entry: CatalogueEntry) -> int:
    """Months between the model and the newest one of the catalogue."""
    return _newest() - _months(entry.released)


def kept(entry: CatalogueEntry) -> float:
    """The share of the model's scores that is left in this format, 0 to 1."""
    bits = 8 * (entry.checkpoint().download_bytes or 0) / (entry.parameters * 1e9)
    return next(share for least, share in SCORES if bits >= least)


def quality(entry: CatalogueEntry) -> float:
    """Billions of parameters of the catalogue's newest month, in 16 bit, that are likely to be as good."""
    return float(size(entry) * 2 ** (-age(entry) / HALVING) * kept(entry) ** SIZE_OF_A_SCORE)


def grade(entry: CatalogueEntry) -> int:
    """The quality from 1 to 5, each step three times the one before: below 1, 3, 9 and 27, and from there on."""
    return min(BEST, 1 + max(0, int(log(max(1e-9, quality(entry)), STEP) + 1)))


def worth(entry: CatalogueEntry, result: Estimate, in_all: float | None, wish: Wish) -> float:
    """How good a choice: the logarithm of its quality, less what slowness and a short context cost.

    in_all: likely tokens a second of all the wish's requests together. Each person's share of them counts, so that who has
    to wait for room in the KV cache is slow as well; of jobs that nobody reads along with, the whole.
    """
    value = log(quality(entry))
    if in_all is not None and wish.unread:
        value += UNREAD * log(in_all)
    elif in_all is not None:
        share, weight = in_all / wish.users, max(wish.weights.speed, wish.weights.throughput)
        value += log(min(1.0, share / READING)) + BEYOND_READING * weight * log(max(share, READING) / READING)
    if result.starts and result.max_model_len:
        room = (
            max(result.max_model_len, result.longest_context or 0)
            if wish.context > COMFORTABLE_CONTEXT
            else result.max_model_len
        )
        value += (0.5 + wish.weights.context) * log(min(1.0, room / wish.context))
    return value
