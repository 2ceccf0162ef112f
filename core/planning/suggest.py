# SPDX-License-Identifier: Apache-2.0
"""What to run, when a person has said no more than the rig and the model: a plan that starts, with room to spare."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import NamedTuple

from rigwise.core.hardware.rig import Gpu, Rig
from rigwise.core.memory.deployment import LATEST_RELEASE, Deployment, ServingOptions
from rigwise.core.memory.estimate import estimate
from rigwise.core.memory.overhead import communication
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
USEFUL_CONTEXT = 8192  # a conversation, or a few pages to talk about
SHORTEST_CONTEXT = 512
WORKSTATION_SEQUENCES = 32  # a household of agents; each further one costs sampler memory and CUDA graphs
START_RESERVE = round(0.9 * GIB)  # context, libraries and graphs of the server itself, beyond its limit
FEW_SEQUENCES = 4  # one person's: a title, a second tab, a tool call
LIGHTEST = 0.9  # of the bytes on disk, the least that loading can come to (towers left out, padding aside)
# of the longest context, tried one after the other for a start that is sure; below half only while it stays useful
SHORTER = (1.0, 0.875, 0.75, 0.625, 0.5, 0.4375, 0.375, 0.3125, 0.25)
LARGE_GAIN = 2  # stages one after the other must give this much more context to be worth the slower answers


class _Attempt(NamedTuple):
    """A plan and the context it has room for; attempts compare by what is worth more. safe: at the pessimistic end too."""

    safe: bool
    context: int
    plan: Deployment
    result: Estimate

    @property
    def useful(self) -> bool:
        return self.safe and self.context >= min(USEFUL_CONTEXT, _wanted(self.plan.checkpoint))


def suggest(
    rig: Rig, checkpoint: Checkpoint, vllm_version: str = LATEST_RELEASE, *, fp8_cache: bool = True
) -> Deployment:
    """The first plan for a rig and a model: the fewest cards that give a comfortable context, else the best there is.

    One card if that is enough; then tensor parallel, whose cards work on each token together; pipeline stages where no
    such split surely starts or they give twice the context. Where even that is short or may fail, fewer sequences at once
    and then an 8-bit KV cache make room. When nothing starts, all cards, with as little on each as can be. Cards that the
    split leaves out are not in the answer's rig.

    fp8_cache: an 8-bit KV cache may make room.
    """
    return suggested(rig, checkpoint, vllm_version, fp8_cache=fp8_cache)[0]


def suggested(
    rig: Rig, checkpoint: Checkpoint, vllm_version: str = LATEST_RELEASE, *, fp8_cache: bool = True
) -> tuple[Deployment, Estimate]:
    """The plan of `suggest`, and its estimate."""
    wanted = _wanted(checkpoint)
    together: _Attempt | None = None
    staged: _Attempt | None = None
    for split in splits(rig, checkpoint):
        if hopeless(rig, split, checkpoint):
            continue
        if split.pp > 1 and any(one and one.safe and one.context >= wanted for one in (together, staged)):
            continue
        attempt = _with_context(deployment_of(rig, split, checkpoint, vllm_version))
        if split.pp == 1:
            if attempt.safe and attempt.context >= wanted:
                return attempt.plan, attempt.result
            together = _better(together, attempt)
        else:
            staged = _better(staged, attempt)
    best = together or staged
    if together and staged and staged[:2] >= (together.safe, LARGE_GAIN * together.context):
        best = staged
    if best and not best.useful:
        best = _with_less_beside(best, fp8_cache)
    if best and best.context:
        return best.plan, best.result
    plan = _nothing_fits(rig, checkpoint, vllm_version)
    return plan, estimate(plan)


def _better(one: _Attempt | None, other: _Attempt) -> _Attempt:
    return other if one is None or other[:2] > one[:2] else one


def _with_less_beside(best: _Attempt, fp8_cache: bool) -> _Attempt:
    """The same cards with what is left off, the least missed first, until the context is useful and the start is sure."""
    plan = best.plan
    changes: dict[str, object] = {}
    fewer: dict[str, object] = {"max_num_seqs": FEW_SEQUENCES}
    smaller: dict[str, object] = {"kv_cache_dtype": cache_types(plan.rig, plan.checkpoint)[-1]}
    for change in (fewer, smaller) if fp8_cache else (fewer,):
        changes |= change
        if not best.useful:
            best = _better(best, _with_context(replace(plan, options=replace(plan.options, **changes))))  # type: ignore[arg-type]
    return best


def cache_types(rig: Rig, checkpoint: Checkpoint) -> tuple[str, ...]:
    """The model's own KV-cache type, and 8 bit where that is new to the checkpoint and every card serves it."""
    old = any(gpu.compute_capability < (8, 0) for gpu in rig.gpus)
    return ("auto",) if checkpoint.quantization.kv_cache_dtype is not None or old else ("auto", "fp8")


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
    cards = rig.chosen(split.cards)
    options = ServingOptions(
        tensor_parallel_size=split.tp,
        pipeline_parallel_size=split.pp,
        data_parallel_size=split.dp,
        enable_expert_parallel=split.expert_parallel,
        pipeline_partition=split.partition,
        gpu_memory_utilization=min(utilization(gpu) for gpu in cards.gpus),
        max_num_seqs=WORKSTATION_SEQUENCES,
    )
    return Deployment(cards, checkpoint, options, vllm_version)


def utilization(gpu: Gpu, talk: int = 0) -> float:
    """The share of a card that leaves room for the desktop, other programs and the server's own extras; two decimals.

    talk: bytes of the buffers by which cards talk to each other.
    """
    reserved = START_RESERVE + talk + max(gpu.used_bytes, DESKTOP_RESERVE if gpu.display else 0)
    share = int((gpu.total_bytes - reserved) / gpu.total_bytes * 100) / 100
    return min(max(share, 0.3), release(LATEST_RELEASE).utilization)


def rounded_context(tokens: int) -> int:
    """A number that people write: whole steps of an eighth of the power of two below it (15,616 becomes 15,360)."""
    if tokens < 4096:
        return tokens // 256 * 256
    step = (1 << (tokens.bit_length() - 1)) // 8
    return tokens // step * step


def _wanted(checkpoint: Checkpoint) -> int:
    return min(COMFORTABLE_CONTEXT, checkpoint.architecture.max_position)


def _with_context(deployment: Deployment) -> _Attempt:
    """The longest round context that fits with some margin, up to the comfortable one; 0: none."""
    wanted = _wanted(deployment.checkpoint)
    asked = replace(deployment, options=replace(deployment.options, max_model_len=wanted))
    result = estimate(asked)
    if result.starts and result.risky and len(asked.rig.gpus) > 1:
        talk = communication(asked.rig, asked.options.tensor_parallel_size, asked.options.pipeline_parallel_size).likely
        share = min(utilization(gpu, talk) for gpu in asked.rig.gpus)
        less = replace(asked, options=replace(asked.options, gpu_memory_utilization=share))
        other = estimate(less)
        if other.starts and not other.risky:
            deployment, asked, result = less, less, other
    if result.starts and not result.risky:
        return _Attempt(True, wanted, asked, result)
    if not shortens(result):
        return _Attempt(False, 0, asked, result)
    longest = rounded_context(min(result.longest_context or 0, wanted))
    found = _Attempt(False, 0, asked, result)
    for share in SHORTER:
        context = rounded_context(int(longest * share))
        if context < (SHORTEST_CONTEXT if share >= 0.5 else USEFUL_CONTEXT):
            break
        shorter = replace(deployment, options=replace(deployment.options, max_model_len=context))
        result = estimate(shorter)
        if result.starts and not result.risky:
            return _Attempt(True, context, shorter, result)
        if result.starts and not found.context:
            found = _Attempt(False, context, shorter, result)
    return found


def shortens(result: Estimate) -> bool:
    """Nothing but the context's room in the KV cache stands against a start: a shorter one may do."""
    return all(problem.code in ("kv-too-small", "no-kv-memory") for problem in result.problems if problem.blocking)


OF_MEMORY = frozenset(
    {"free-memory", "weights-too-large", "kv-too-small", "no-kv-memory", "graphs-need-cache", "sequences-beyond-states"}
)


class Fit(Enum):
    """How a model sits on a rig. Refused: the cards or the release stand against it, whatever the memory."""

    FITS = mark("fits", "fits")
    TIGHT = mark("fits", "tight")
    TOO_BIG = mark("fits", "too big")
    REFUSED = mark("fits", "refused")

    @property
    def starts(self) -> bool:
        return self in (Fit.FITS, Fit.TIGHT)


def fit(result: Estimate) -> Fit:
    """fits: starts with the pessimistic end of the range too and 8,192 tokens of context; tight: starts."""
    if not result.starts:
        against = (problem.code for problem in result.problems if problem.blocking)
        return Fit.TOO_BIG if all(code in OF_MEMORY for code in against) else Fit.REFUSED
    short = max(result.longest_context or 0, result.max_model_len or 0) < USEFUL_CONTEXT
    return Fit.TIGHT if result.risky or short else Fit.FITS
