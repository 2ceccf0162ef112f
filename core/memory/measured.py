# SPDX-License-Identifier: Apache-2.0
"""Earlier starts on this machine in place of predictions: which one counts, and how it is carried over.

A start counts for the same GPU, vLLM release, model family and speculation, under the same tensor and pipeline parallel sizes. With
the same model and batch settings its figures stand as they are. With others:

- what stays (kernels, libraries, buffers) keeps its difference from the prediction: kernels do not grow with a batch,
  and buffers that do are predicted exactly;
- the activation peak keeps its difference too. What grows with max_num_batched_tokens (a pass through the layers) or
  max_num_seqs (sampling) is in the prediction; what that misses grows with neither (carried from one public start to
  another of its family, the difference is off by 0.05 GiB on average, the ratio by 0.10);
- CUDA graphs keep their ratio: as measured for the same capture sizes, more for more of them.

Weights and KV cache are not learned: they are computed exactly.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rigwise.core.hardware.measurement import Measurement
from rigwise.core.memory.defaults import Settings
from rigwise.core.memory.deployment import Deployment
from rigwise.core.memory.overhead import ACTIVATION, COMPILING, ENCODER, GRAPHS, LATENT_WORKSPACE, Overhead
from rigwise.core.memory.releases import version_key
from rigwise.core.memory.result import Part
from rigwise.core.memory.speculative_config import told
from rigwise.core.units import GIB, MIB, format_gib
from rigwise.core.words import mark, phrase

PEAK = frozenset({ACTIVATION, LATENT_WORKSPACE, ENCODER, COMPILING})
STAYS = mark("overhead", "kernels and buffers")
ROUNDING = 10 * MIB  # vLLM logs hundredths of a GiB, and each figure here is made of two of them
# Repeated starts of one configuration differ by this much, by whether compiled kernels were cached (public logs: 6.06
# and 6.84 GiB of KV cache on one RTX 4090, 9.11 and 9.96 on one RTX 5090).
REPEATED = round(0.8 * GIB)


@dataclass(frozen=True, slots=True)
class Found:
    """The start that counts; same: all starts with this very model and these settings, newest first."""

    measurement: Measurement
    same: tuple[Measurement, ...]

    @property
    def words(self) -> str:
        """`measured here on 2026-11-21`, or from which other start it was carried over."""
        seen = self.measurement
        if self.same:
            said = (
                phrase("memory", "rehearsed here on {day}")
                if seen.rehearsal
                else phrase("memory", "measured here on {day}")
            )
            return said.format(day=seen.when[:10])
        said = (
            phrase(
                "memory",
                "rehearsed here on {day} with {model} ({format}), {sequences:,} sequences and batches of {tokens:,} tokens, "
                "and carried over",
            )
            if seen.rehearsal
            else phrase(
                "memory",
                "measured here on {day} with {model} ({format}), {sequences:,} sequences and batches of {tokens:,} tokens, "
                "and carried over",
            )
        )
        return said.format(
            day=seen.when[:10],
            model=seen.model,
            format=seen.quantization,
            sequences=seen.max_num_seqs,
            tokens=seen.max_num_batched_tokens,
        )


def find(deployment: Deployment, chosen: Settings) -> Found | None:
    """The start on this machine that tells most about a deployment, None without one."""
    rig, options, checkpoint = deployment.rig, deployment.options, deployment.checkpoint
    if not rig.measurements:
        return None
    names = {gpu.short_name for gpu in rig.gpus}
    release = version_key(deployment.vllm_version)
    fitting = [
        seen
        for seen in rig.measurements
        if names == {seen.gpu}
        and seen.family == checkpoint.architecture.name
        and seen.tensor_parallel_size == options.tensor_parallel_size
        and seen.pipeline_parallel_size == options.pipeline_parallel_size
        and version_key(seen.vllm_version) == release
        and told(seen.speculative_config) == told(options.speculative_config)
    ]
    if not fitting:
        return None

    def closeness(seen: Measurement) -> tuple[bool, bool, int, str]:
        distance = abs(seen.max_num_batched_tokens - chosen.max_num_batched_tokens)
        distance += abs(seen.max_num_seqs - chosen.max_num_seqs)
        model = (seen.model, seen.quantization) == (checkpoint.model, checkpoint.quantization.label)
        return model, seen.enforce_eager == options.enforce_eager, -distance, seen.when

    fitting.sort(key=closeness, reverse=True)
    first = fitting[0]
    alike = closeness(first)[:3] == (True, True, 0)
    return Found(first, tuple(seen for seen in fitting if alike and closeness(seen)[:3] == (True, True, 0)))


def split(parts: Iterable[Part]) -> tuple[int, int, int]:
    """(what stays, peak, graphs): the likely bytes of parts of the KV budget."""
    stays = peak = graphs = 0
    for part in parts:
        if part.name == GRAPHS:
            graphs += part.likely
        elif part.name in PEAK:
            peak += part.likely
        else:
            stays += part.likely
    return stays, peak, graphs


def carried(parts: Overhead, found: Found, weights: int) -> Overhead:
    """The overhead of a rank with what was measured in place of what was predicted.

    weights: the rank's, as computed. What the very same start loaded more or less stands with what stays, so that its
    KV budget comes out as logged.
    """
    seen = found.measurement
    more = seen.weights - weights if found.same and seen.pipeline_parallel_size == 1 else 0
    budget = [_stays(parts, found, more), _peak(parts, found)]
    outside = []
    for part in parts.budget:
        if part.name == GRAPHS:
            budget.append(_graphs(part, found, seen.graphs_charged))
    for part in parts.outside:
        outside.append(_graphs(part, found, seen.graphs) if part.name == GRAPHS and seen.graphs is not None else part)
    return Overhead(tuple(budget), tuple(outside))


def _stays(parts: Overhead, found: Found, more: int) -> Part:
    seen = found.measurement
    predicted = [part for part in parts.budget if part.name not in PEAK and part.name != GRAPHS]
    likely = max(0, split(predicted)[0] + seen.stays - seen.predicted_stays)
    if found.same:
        return _part(STAYS, max(0, likely + more), [one.stays + more for one in found.same], ROUNDING, found)
    # kernels do not grow: what may differ is how much of the predicted buffers the other start had
    room = max(ROUNDING, abs(seen.stays - seen.predicted_stays))
    return Part(STAYS, max(0, likely - room), likely, likely + room, found.words)


def _peak(parts: Overhead, found: Found) -> Part:
    seen = found.measurement
    predicted = [part for part in parts.budget if part.name in PEAK]
    shift = seen.peak - seen.predicted_peak
    likely = max(0, split(predicted)[1] + shift)
    low, high = (sum(getattr(part, side) for part in predicted) for side in ("low", "high"))
    if len(found.same) > 1:
        return _part(ACTIVATION, likely, [one.peak for one in found.same], ROUNDING, found)
    if found.same:
        low, high = max(low, likely - REPEATED), min(high, likely + REPEATED)
    else:
        low, high = max(0, low + shift), high + shift
    return Part(ACTIVATION, min(low, likely), likely, max(high, likely), found.words)


def _graphs(part: Part, found: Found, measured: int) -> Part:
    seen = found.measurement
    if seen.enforce_eager or not seen.predicted_graphs:
        return part  # that start captured none
    ratio = part.likely / seen.predicted_graphs
    if found.same:
        return _part(GRAPHS, measured, [measured], ROUNDING, found)
    likely = round(measured * ratio)
    spread = abs(likely - measured) + ROUNDING
    return Part(GRAPHS, likely - spread, likely, likely + spread, found.words)


def _part(name: str, likely: int, values: list[int], rounding: int, found: Found) -> Part:
    low, high = min(values), max(values)
    return Part(name, min(low, likely) - rounding, likely, max(high, likely) + rounding, found.words)


def agree(measured: int, predicted: int) -> bool:
    """The same, as far as a log's hundredths of a GiB can tell."""
    return abs(measured - predicted) <= ROUNDING


def difference(measured: int, predicted: int) -> str:
    """`0.12 GiB (3.1 %) more than predicted`, `as predicted`."""
    if agree(measured, predicted):
        return phrase("proof", "as predicted")
    gap = measured - predicted
    if not predicted:
        said = (
            phrase("proof", "{size} more than predicted") if gap > 0 else phrase("proof", "{size} less than predicted")
        )
        return said.format(size=format_gib(abs(gap), 2))
    said = (
        phrase("proof", "{size} ({percent:.1f} %) more than predicted")
        if gap > 0
        else phrase("proof", "{size} ({percent:.1f} %) less than predicted")
    )
    return said.format(size=format_gib(abs(gap), 2), percent=100 * abs(gap) / abs(predicted))
