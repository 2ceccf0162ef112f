# SPDX-License-Identifier: Apache-2.0
"""Speeds that were measured on this machine in place of the model's, for the plans they are of.

A benchmark (core/launch/benchmark.py) times one request alone and some at once, with short contexts. What the speed
model says of the very same work is wrong by some factor, one for each of the two; with other contexts and numbers of
requests the factor lies between them, and that is the range. No factor is carried to another model, format or split.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import log

from rigwise.core.hardware.measurement import SPEED_CONTEXT, SPEED_TOKENS, Measurement
from rigwise.core.memory.deployment import Deployment

Pace = Callable[[int, int], float | None]  # (tokens of context, requests at once) to tokens a second of each


@dataclass(frozen=True, slots=True)
class Correction:
    """What the predicted pace is to be multiplied with: at its lowest, for this number of requests, at its highest."""

    low: float
    likely: float
    high: float
    when: str


def measurement_of(deployment: Deployment) -> Measurement | None:
    """The newest start with this plan's model, format, release, cards and split whose speed was measured."""
    rig, options, checkpoint = deployment.rig, deployment.options, deployment.checkpoint
    if not rig.measurements or rig.simulated or options.data_parallel_size > 1 or options.cpu_offload_gb:
        return None
    names = {gpu.short_name for gpu in rig.gpus}
    fitting = (
        seen
        for seen in rig.measurements
        if seen.tokens_per_s
        and names == {seen.gpu}
        and (seen.model, seen.quantization) == (checkpoint.model, checkpoint.quantization.label)
        and seen.tensor_parallel_size == options.tensor_parallel_size
        and seen.pipeline_parallel_size == options.pipeline_parallel_size
        and seen.vllm_version == deployment.vllm_version
        and seen.enforce_eager == options.enforce_eager
    )
    return max(fitting, key=lambda seen: seen.when, default=None)


def correction(deployment: Deployment, batch: int, predicted: Pace) -> Correction | None:
    """For `batch` requests at once; None where nothing was measured. predicted: the speed model's own word."""
    seen = measurement_of(deployment)
    if seen is None:
        return None
    alone = _factor(seen.tokens_per_s, predicted(SPEED_CONTEXT, 1))
    if alone is None:
        return None
    many = _factor(_each_of(seen), predicted(SPEED_CONTEXT, seen.together or 1))
    if many is None or not seen.together or seen.together < 2:
        return Correction(alone, alone, alone, seen.when)
    share = min(1.0, log(max(1, batch)) / log(seen.together))
    likely = alone + (many - alone) * share
    return Correction(min(alone, many), likely, max(alone, many), seen.when)


def _factor(measured: float | None, predicted: float | None) -> float | None:
    return measured / predicted if measured and predicted else None


def _each_of(seen: Measurement) -> float | None:
    """Tokens a second of each request while all decode: the wait for the first token is no decoding."""
    if not seen.together or not seen.tokens_per_s_together or seen.kv_limited:
        return None
    whole = seen.together * SPEED_TOKENS / seen.tokens_per_s_together
    decoding = whole - (seen.first_token_together_s or 0.0)
    return SPEED_TOKENS / decoding if decoding > 0 else None
