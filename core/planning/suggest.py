# SPDX-License-Identifier: Apache-2.0
"""What to run, when a person has said no more than the rig and the model: a plan that starts, with room to spare."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

from rigwise.core.hardware.rig import Gpu, Rig
from rigwise.core.memory.deployment import LATEST_RELEASE, Deployment, ServingOptions
from rigwise.core.memory.estimate import estimate
from rigwise.core.memory.releases import release
from rigwise.core.memory.result import Estimate
from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.models.formats import whole_bytes
from rigwise.core.planning.splits import DESKTOP_RESERVE, Split, splits
from rigwise.core.units import GIB
from rigwise.core.words import mark

# Contexts that people ask for, and what a first plan should offer where the model allows.
CONTEXTS = (2048, 4096, 8192, 16384, 32768, 65536, 131072, 262144, 524288, 1048576)
COMFORTABLE_CONTEXT = 32768
SHORTEST_CONTEXT = 512
WORKSTATION_SEQUENCES = 32  # a household of agents; each further one costs sampler memory and CUDA graphs
START_RESERVE = round(0.9 * GIB)  # context, libraries and graphs of the server itself, beyond its limit
LIGHTEST = 0.9  # of the bytes on disk, the least that loading can come to (towers left out, padding aside)
LARGE_GAIN = 2  # stages one after the other must give this much more context to be worth the slower answers


def suggest(rig: Rig, checkpoint: Checkpoint, vllm_version: str = LATEST_RELEASE) -> Deployment:
    """The first plan for a rig and a model: the fewest cards that give a comfortable context, else the best there is.

    One card if that is enough; then tensor parallel, whose cards work on each token together; pipeline stages where no
    such split starts or they give twice the context. When nothing starts, all cards, with as little on each as can be.
    Cards that the split leaves out are not in the answer's rig.
    """
    wanted = min(COMFORTABLE_CONTEXT, checkpoint.architecture.max_position)
    together: tuple[int, Deployment] | None = None
    staged: tuple[int, Deployment] | None = None
    for split in splits(rig, checkpoint):
        if split.pp > 1 and together and together[0] >= wanted:
            continue
        if hopeless(rig, split, checkpoint):
            continue
        context, plan = _with_context(deployment_of(rig, split, checkpoint, vllm_version))
        if split.pp == 1:
            if context >= wanted:
                return plan
            if context and (together is None or context > together[0]):
                together = context, plan
        elif context and (staged is None or context > staged[0]):
            staged = context, plan
    if together and (staged is None or staged[0] < LARGE_GAIN * together[0]):
        return together[1]
    if staged:
        return staged[1]
    return _nothing_fits(rig, checkpoint, vllm_version)


def hopeless(rig: Rig, split: Split, checkpoint: Checkpoint) -> bool:
    """The weights alone exceed the cards, whatever the settings: not worth an estimate."""
    least = LIGHTEST * whole_bytes(checkpoint)
    return least > sum(rig.gpus[card].total_bytes for card in split.cards[: split.tp * split.pp])


def _nothing_fits(rig: Rig, checkpoint: Checkpoint, vllm_version: str) -> Deployment:
    """Over all cards, tensor parallel as far as it goes: the least to cut until it starts."""
    widest = max(splits(rig, checkpoint), key=lambda split: (split.world, split.tp, split.partition is None))
    plan = deployment_of(rig, widest, checkpoint, vllm_version)
    context = min(8192, checkpoint.architecture.max_position)
    return replace(plan, options=replace(plan.options, max_model_len=context))


def deployment_of(rig: Rig, split: Split, checkpoint: Checkpoint, vllm_version: str = LATEST_RELEASE) -> Deployment:
    """A split as a deployment, with the options of a workstation."""
    options = ServingOptions(
        tensor_parallel_size=split.tp,
        pipeline_parallel_size=split.pp,
        data_parallel_size=split.dp,
        enable_expert_parallel=split.expert_parallel,
        pipeline_partition=split.partition,
        gpu_memory_utilization=min(utilization(rig.gpus[card]) for card in split.cards),
        max_num_seqs=WORKSTATION_SEQUENCES,
    )
    return Deployment(rig.chosen(split.cards), checkpoint, options, vllm_version)


def utilization(gpu: Gpu) -> float:
    """The share of a card that leaves room for the desktop, other programs and the server's own extras; two decimals."""
    reserved = START_RESERVE + max(gpu.used_bytes, DESKTOP_RESERVE if gpu.display else 0)
    share = int((gpu.total_bytes - reserved) / gpu.total_bytes * 100) / 100
    return min(max(share, 0.3), release(LATEST_RELEASE).utilization)


def rounded_context(tokens: int) -> int:
    """A number that people write: whole steps of an eighth of the power of two below it (15,616 becomes 15,360)."""
    if tokens < 4096:
        return tokens // 256 * 256
    step = (1 << (tokens.bit_length() - 1)) // 8
    return tokens // step * step


def _with_context(deployment: Deployment) -> tuple[int, Deployment]:
    """(context, plan) with the longest round context that fits with some margin, up to the comfortable one; 0: none."""
    wanted = min(COMFORTABLE_CONTEXT, deployment.checkpoint.architecture.max_position)
    asked = replace(deployment, options=replace(deployment.options, max_model_len=wanted))
    result = estimate(asked)
    if result.starts and not result.risky:
        return wanted, asked
    if any(problem.code not in ("kv-too-small", "no-kv-memory") for problem in result.problems if problem.blocking):
        return 0, asked
    longest = rounded_context(min(result.longest_context or 0, wanted))
    found: tuple[int, Deployment] | None = None
    for share in (1.0, 0.875, 0.75, 0.625, 0.5):
        context = rounded_context(int(longest * share))
        if context < SHORTEST_CONTEXT:
            break
        shorter = replace(deployment, options=replace(deployment.options, max_model_len=context))
        result = estimate(shorter)
        if result.starts and not result.risky:
            return context, shorter
        if result.starts and found is None:
            found = context, shorter
    return found or (0, asked)


class Fit(Enum):
    """How a model sits on a rig."""

    FITS = mark("fits", "fits")
    TIGHT = mark("fits", "tight")
    TOO_BIG = mark("fits", "too big")


def fit(result: Estimate) -> Fit:
    """fits: starts with the pessimistic end of the range too and 8,192 tokens of context; tight: starts."""
    if not result.starts:
        return Fit.TOO_BIG
    short = (result.longest_context or 0) < 8192 and (result.max_model_len or 0) < 8192
    return Fit.TIGHT if result.risky or short else Fit.FITS
