# SPDX-License-Identifier: Apache-2.0
"""Proof: what a start measured beside what was predicted, and the KV cache that vLLM left on the table.

for line in compare(log, deployment): ...    # Comparison(name, measured, predicted, words)
offer = larger_cache(log, deployment)        # LargerCache(bytes, gain, tokens, margin, words, remedy) or None
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from rigwise.core.hardware.measurement import Measurement
from rigwise.core.launch.calibration import card_of, learn
from rigwise.core.launch.measurements import known
from rigwise.core.launch.startup_log import StartupLog
from rigwise.core.memory.deployment import Deployment
from rigwise.core.memory.estimate import estimate
from rigwise.core.memory.measured import agree, difference, split
from rigwise.core.memory.releases import release
from rigwise.core.memory.result import Estimate
from rigwise.core.problems import Problem, Remedy, RigwiseError
from rigwise.core.units import GIB, MIB, format_gib
from rigwise.core.words import mark, phrase

NOT_WORTH_SAYING = {"log-budget-by-hand", "log-silent"}  # a start that measured nothing is no fault
TOKENS = mark("proof", "KV cache tokens")
KEPT_BACK = 150 * MIB  # what vLLM's own hint keeps back (redundancy_buffer_memory, v1/worker/gpu_worker.py, 0.33.0)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One figure: measured and predicted in bytes (tokens for TOKENS), and their difference in words.

    name: one of the names below, said with `title`; agrees: as predicted, as far as the log can tell.
    """

    name: str
    measured: int
    predicted: int
    words: str
    agrees: bool

    @property
    def title(self) -> str:
        return phrase("proof", self.name)

    @property
    def in_tokens(self) -> bool:
        return self.name == TOKENS


def compare(log: StartupLog, deployment: Deployment, result: Estimate | None = None) -> tuple[Comparison, ...]:
    """What both log and prediction tell. result: the prediction that the person saw, else made anew without
    measurements (a start must not be compared with itself)."""
    if result is None:
        result = estimate(replace(deployment, rig=replace(deployment.rig, measurements=())))
    return tuple(_compare(log, deployment, result))


def _compare(log: StartupLog, deployment: Deployment, result: Estimate) -> Iterator[Comparison]:
    rank = log.tightest
    card = card_of(result.per_gpu, rank, deployment) if rank else None
    if rank is not None and card is not None:
        _, peak, graphs = split(card.budget_parts)
        pairs: list[tuple[str, int | None, int | None]] = [
            (mark("proof", "weights"), rank.weights, card.weights),
            (mark("proof", "activation peak"), rank.activation, peak),
        ]
        if release(deployment.vllm_version).graphs_in_budget:
            pairs.append((mark("proof", "CUDA graphs (estimate)"), rank.graphs_estimated, graphs))
        else:
            outside = split(part for part in card.overhead_parts if part not in card.budget_parts)[2]
            pairs.append((mark("proof", "CUDA graphs"), rank.graphs, outside))
        pairs.append((mark("proof", "KV cache"), rank.available_kv, result.available_kv))
        for name, measured, predicted in pairs:
            if measured is not None and predicted is not None and (predicted or measured):
                yield _bytes(name, measured, predicted)
    if log.kv_cache_tokens and result.kv_cache_tokens:
        yield _tokens(log.kv_cache_tokens, result.kv_cache_tokens)
    refusal = log.refusal
    if refusal is not None and refusal.required_kv is not None and result.required_kv:
        yield _bytes(mark("proof", "KV cache of one request"), refusal.required_kv, result.required_kv)


def _bytes(name: str, measured: int, predicted: int) -> Comparison:
    return Comparison(name, measured, predicted, difference(measured, predicted), agree(measured, predicted))


def _tokens(measured: int, predicted: int) -> Comparison:
    gap = measured - predicted
    if abs(gap) <= 0.005 * measured:  # what hundredths of a GiB in the log can tell apart
        return Comparison(TOKENS, measured, predicted, phrase("proof", "as predicted"), agrees=True)
    words = (
        phrase("proof", "{tokens:,} ({percent:.1f} %) more than predicted")
        if gap > 0
        else phrase("proof", "{tokens:,} ({percent:.1f} %) fewer than predicted")
    ).format(tokens=abs(gap), percent=100 * abs(gap) / predicted)
    return Comparison(TOKENS, measured, predicted, words, agrees=False)


def table(lines: Iterable[Comparison]) -> Iterator[str]:
    """Both figures side by side, for a terminal."""
    yield f"{'':<28}{'measured':>14}{'predicted':>14}"
    for line in lines:
        if line.in_tokens:
            figures = f"{line.measured:>14,}{line.predicted:>14,}"
        else:
            figures = f"{line.measured / GIB:>10.2f} GiB{line.predicted / GIB:>10.2f} GiB"
        yield f"{line.title:<28}{figures}   {line.words}"


@dataclass(frozen=True, slots=True)
class LargerCache:
    """A KV cache set by hand that uses what vLLM's estimate of CUDA graphs leaves unused.

    bytes:  for --kv-cache-memory-bytes, per GPU. gain: more than now, in bytes; tokens: what the whole cache then holds.
    margin: what stays free below vLLM's limit, in bytes.
    remedy: the change of options, for one click.
    """

    bytes: int
    gain: int
    tokens: int | None
    margin: int
    words: str
    remedy: Remedy


def larger_cache(log: StartupLog, deployment: Deployment) -> LargerCache | None:
    """The larger KV cache that the measured graphs allow; None when there is nothing worth it (less than what vLLM
    itself keeps back), or the log does not tell.

    vLLM takes an estimate of the graphs off the budget before it captures them (0.21 on). What they took less than
    that is unused. Of it, as much is kept back as vLLM does in its own hint. All GPUs get the same, so the tightest one
    decides.
    """
    if deployment.options.kv_cache_memory_bytes or not release(deployment.vllm_version).graphs_in_budget:
        return None
    gains = [
        rank.graphs_estimated - rank.graphs - KEPT_BACK
        for rank in log.ranks
        if rank.graphs_estimated is not None and rank.graphs is not None
    ]
    rank = log.tightest
    if not gains or rank is None or rank.available_kv is None:
        return None
    gain = min(gains)
    if gain < KEPT_BACK:
        return None
    size = (rank.available_kv + gain) // MIB * MIB
    gain = size - rank.available_kv
    by_hand = replace(deployment, options=replace(deployment.options, kv_cache_memory_bytes=size))
    tokens = estimate(by_hand).kv_cache_tokens
    words = [
        phrase(
            "proof",
            "CUDA graphs took {less} less than vLLM had set aside. A KV cache of {size} uses {gain} of that and keeps {free} "
            "free.",
        ).format(
            less=format_gib(gain + KEPT_BACK, 2),
            size=format_gib(size, 2),
            gain=format_gib(gain, 2),
            free=format_gib(KEPT_BACK, 2),
        )
    ]
    if tokens:
        holds = (
            phrase("proof", "It then holds {tokens:,} tokens instead of {now:,}.")
            if log.kv_cache_tokens
            else phrase("proof", "It then holds {tokens:,} tokens.")
        )
        words.append(holds.format(tokens=tokens, now=log.kv_cache_tokens))
    label = phrase("remedies", "Use {size} of KV cache").format(size=format_gib(size, 2))
    return LargerCache(
        size,
        gain,
        tokens,
        KEPT_BACK,
        " ".join(words),
        Remedy(label, (("kv_cache_memory_bytes", size),)),
    )


@dataclass(frozen=True, slots=True)
class Proof:
    """What a start showed. measurement: to be kept; problem: why there is none, where that is worth saying."""

    comparison: tuple[Comparison, ...]
    offer: LargerCache | None = None
    measurement: Measurement | None = None
    problem: Problem | None = None

    @property
    def words(self) -> str:
        """The one sentence: what came out as predicted, and what came out otherwise."""
        if not self.comparison:
            return phrase("proof", "The log does not tell what vLLM measured.")
        off = [line for line in self.comparison if not line.agrees]
        if not off:
            return phrase("proof", "Everything that vLLM measured is as predicted.")
        tokens = next((line for line in self.comparison if line.name == TOKENS), None)
        if tokens is not None and tokens not in off:
            return phrase("proof", "The KV cache holds as many tokens as predicted.")
        told = tokens or off[-1]
        return phrase("proof", "{figure}: {difference}.").format(figure=told.title, difference=told.words)


def kept(proof: Proof, place: Path | None = None) -> Proof:
    """The proof with what is known of this very start from an earlier look at it: how fast it answered."""
    return replace(proof, measurement=known(proof.measurement, place)) if proof.measurement else proof


def prove(log: StartupLog, deployment: Deployment, *, when: str) -> Proof:
    """Compare, learn, and look for what was left on the table. Pure."""
    comparison, offer = compare(log, deployment), larger_cache(log, deployment)
    try:
        return Proof(comparison, offer, learn(log, deployment, when=when))
    except RigwiseError as error:
        said = None if error.problem.code in NOT_WORTH_SAYING else error.problem
        return Proof(comparison, offer, problem=said)
