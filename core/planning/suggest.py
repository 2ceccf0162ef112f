# SPDX-License-Identifier: Apache-2.0
"""What to run, when a person has said no more than the rig and the model: a plan that starts, with room to spare."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from enum import Enum

from rigwise.core.hardware.rig import Gpu, LinkKind, Rig
from rigwise.core.memory.deployment import LATEST_RELEASE, Deployment, ServingOptions
from rigwise.core.memory.estimate import estimate
from rigwise.core.memory.releases import release
from rigwise.core.memory.result import Estimate
from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.units import GIB

# Contexts that people ask for, and what a first plan should offer where the model allows.
CONTEXTS = (2048, 4096, 8192, 16384, 32768, 65536, 131072, 262144, 524288, 1048576)
COMFORTABLE_CONTEXT = 32768
WORKSTATION_SEQUENCES = 32  # a household of agents; each further one costs sampler memory and CUDA graphs
DESKTOP_RESERVE = round(0.7 * GIB)  # what a desktop session takes while somebody works on it
START_RESERVE = round(0.9 * GIB)  # context, libraries and graphs of the server itself, beyond its limit


def suggest(rig: Rig, checkpoint: Checkpoint, vllm_version: str = LATEST_RELEASE) -> Deployment:
    """The first plan for a rig and a model: the smallest split that gives a comfortable context, else the best there is.

    Cards that the split leaves out are not in the answer's rig.
    """
    best: tuple[int, Deployment] | None = None
    for cards, options in _splits(rig):
        deployment = Deployment(rig.chosen(cards), checkpoint, options, vllm_version)
        context, deployment = _with_context(deployment)
        if context >= min(COMFORTABLE_CONTEXT, checkpoint.architecture.max_position):
            return deployment
        if best is None or context > best[0]:
            best = context, deployment
    assert best is not None
    return best[1]


def _splits(rig: Rig) -> Iterator[tuple[tuple[int, ...], ServingOptions]]:
    """Ways to use the cards, simplest first: one card, tensor parallel over equal ones, pipeline stages over any."""
    count = len(rig.gpus)
    roomiest = max(range(count), key=lambda i: (rig.gpus[i].total_bytes - rig.gpus[i].used_bytes, -i))
    yield (roomiest,), _options(rig, (roomiest,), 1, 1)
    for size in (2, 4, 8):
        if size <= count:
            everyone = tuple(range(size))
            yield everyone, _options(rig, everyone, size, 1)
    for size in range(2, count + 1):
        if size not in (4, 8) or not _linked(rig):
            yield tuple(range(size)), _options(rig, tuple(range(size)), 1, size)


def _linked(rig: Rig) -> bool:
    return any(link.kind is LinkKind.NVLINK for link in rig.links)


def _options(rig: Rig, cards: tuple[int, ...], tp: int, pp: int) -> ServingOptions:
    share = min(utilization(rig.gpus[card]) for card in cards)
    return ServingOptions(
        tensor_parallel_size=tp,
        pipeline_parallel_size=pp,
        gpu_memory_utilization=share,
        max_num_seqs=WORKSTATION_SEQUENCES,
    )


def utilization(gpu: Gpu) -> float:
    """The share of a card that leaves room for the desktop, other programs and the server's own extras; two decimals."""
    reserved = START_RESERVE + max(gpu.used_bytes, DESKTOP_RESERVE if gpu.display else 0)
    share = int((gpu.total_bytes - reserved) / gpu.total_bytes * 100) / 100
    return min(max(share, 0.3), release(LATEST_RELEASE).utilization)


def _with_context(deployment: Deployment) -> tuple[int, Deployment]:
    """The longest usual context that fits with some margin, up to the comfortable one; the shortest when none does."""
    limit = deployment.checkpoint.architecture.max_position
    wanted = min(COMFORTABLE_CONTEXT, limit)
    asked = replace(deployment, options=replace(deployment.options, max_model_len=wanted))
    result = estimate(asked)
    if result.starts and not result.risky:
        return wanted, asked
    longest = min(result.longest_context or 0, wanted)
    for context in sorted({c for c in CONTEXTS if c <= longest} | {longest}, reverse=True):
        if context < 512:
            break
        shorter = replace(deployment, options=replace(deployment.options, max_model_len=context))
        if estimate(shorter).starts:
            return context, shorter
    return 0, replace(deployment, options=replace(deployment.options, max_model_len=min(8192, limit)))


class Fit(Enum):
    """How a model sits on a rig."""

    FITS = "fits"
    TIGHT = "tight"
    TOO_BIG = "too big"


def fit(result: Estimate) -> Fit:
    """fits: starts with the pessimistic end of the range too and 8,192 tokens of context; tight: starts."""
    if not result.starts:
        return Fit.TOO_BIG
    short = (result.longest_context or 0) < 8192 and (result.max_model_len or 0) < 8192
    return Fit.TIGHT if result.risky or short else Fit.FITS
