# SPDX-License-Identifier: Apache-2.0
"""Learn from a start: its log against the prediction.

    measurement = learn(log, deployment, when=now())     # pure; raises RigwiseError when the log does not tell enough

core/launch/measurements.py keeps it on this machine; core/memory/measured.py carries it over to later estimates.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rigwise.core.hardware.measurement import Measurement
from rigwise.core.memory.defaults import settings
from rigwise.core.memory.deployment import Deployment
from rigwise.core.memory.estimate import estimate
from rigwise.core.memory.measured import ROUNDING, split
from rigwise.core.memory.releases import release
from rigwise.core.memory.result import GpuMemory
from rigwise.core.memory.speculative_config import told
from rigwise.core.problems import RigwiseError, refuse
from rigwise.core.units import format_gib
from rigwise.core.words import phrase

if TYPE_CHECKING:  # every estimate looks into the folder, and few read a log
    from rigwise.core.launch.startup_log import RankLog, StartupLog

# Formats and versions of one checkpoint differ by a third and more; what a log rounds and a forecast misses, by less.
WRONG_MODEL = 0.15


def now() -> str:
    """UTC, to the second, as measurements carry it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(started_at: str) -> str:
    """The engine's time of a start, as measurements carry it: whoever measures the same start again means the same."""
    try:
        return datetime.fromisoformat(started_at).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except ValueError:
        return now()


def learn(log: StartupLog, deployment: Deployment, *, when: str, rehearsal: bool = False) -> Measurement:
    """What a start of `deployment` showed. Raises RigwiseError when its log does not tell weights and KV budget, or is
    not of this deployment."""
    rank = log.tightest
    if rank is None or rank.weights is None or rank.available_kv is None:
        raise _untold(log, deployment)
    unlearned = replace(deployment, rig=replace(deployment.rig, measurements=()))
    predicted = estimate(unlearned)
    card = card_of(predicted.per_gpu, rank, deployment)
    if card is None:
        raise refuse(
            "log-other-plan",
            phrase("proof", "This plan cannot be sized, so no log can be of it."),
            phrase("proof", "Name the model and the split that it ran with."),
        )
    if abs(rank.weights - card.weights) > WRONG_MODEL * card.weights:
        raise refuse(
            "log-other-model",
            phrase(
                "proof", "The log's weights take {weights} on a GPU, those of {model} ({format}) {predicted}."
            ).format(
                weights=format_gib(rank.weights, 2),
                model=deployment.checkpoint.model,
                format=deployment.checkpoint.quantization.label,
                predicted=format_gib(card.weights, 2),
            ),
            phrase("proof", "Name the model and format that the log is of."),
        )
    options, architecture = deployment.options, deployment.checkpoint.architecture
    rules = release(deployment.vllm_version)
    chosen = settings(options, architecture, deployment.rig.gpus[0], rules)
    stays, peak, graphs = split(card.budget_parts)
    budget = rank.requested or round(card.total * chosen.gpu_memory_utilization)
    beside = budget - rank.weights - rank.available_kv
    charged = _charged(rank, graphs) if rules.graphs_in_budget and not options.enforce_eager else 0
    measured_peak = rank.activation if rank.activation is not None else max(0, beside - charged - stays)
    if measured_peak > beside - charged + 5 * ROUNDING:
        raise refuse(
            "log-inconsistent",
            phrase(
                "proof",
                "With gpu_memory_utilization {share:g} the log's own figures do not add up: the peak "
                "alone takes {peak}, and only {rest} are left for it in "
                "the budget.",
            ).format(
                share=chosen.gpu_memory_utilization,
                peak=format_gib(measured_peak, 2),
                rest=format_gib(max(0, beside - charged), 2),
            ),
            phrase("proof", "Name the --gpu-memory-utilization and the GPU that it ran with."),
        )
    measured_peak = max(0, min(measured_peak, beside - charged))  # the log rounds
    return Measurement(
        gpu=deployment.rig.gpus[0].short_name,
        vllm_version=deployment.vllm_version,
        family=architecture.name,
        model=deployment.checkpoint.model,
        quantization=deployment.checkpoint.quantization.label,
        tensor_parallel_size=options.tensor_parallel_size,
        pipeline_parallel_size=options.pipeline_parallel_size,
        max_model_len=log.max_model_len or chosen.max_model_len,
        max_num_seqs=chosen.max_num_seqs,
        max_num_batched_tokens=chosen.max_num_batched_tokens,
        enforce_eager=options.enforce_eager,
        when=when,
        budget=budget,
        weights=rank.weights,
        available_kv=rank.available_kv,
        stays=beside - charged - measured_peak,
        peak=measured_peak,
        graphs_charged=charged,
        predicted_stays=stays,
        predicted_peak=peak,
        predicted_graphs=graphs or _graphs_outside(card),
        graphs=rank.graphs,
        kv_cache_tokens=log.kv_cache_tokens,
        rehearsal=rehearsal,
        speculative_config=told(options.speculative_config),
    )


def _untold(log: StartupLog, deployment: Deployment) -> RigwiseError:
    if deployment.options.kv_cache_memory_bytes:
        return refuse(
            "log-budget-by-hand",
            phrase("proof", "The KV cache was set by hand in this start, so vLLM measured no budget."),
            phrase("proof", "Start once without --kv-cache-memory-bytes to measure."),
        )
    if not log.telling:
        return refuse(
            "log-foreign",
            phrase("proof", "This is no start-up log of vLLM."),
            phrase("proof", "Give the whole output of `docker logs`."),
        )
    return refuse(
        "log-silent",
        phrase("proof", "The log does not say both what the weights took and what was left for the KV cache."),
        phrase("proof", "Give the log from its first line, of a start that came to measuring memory."),
    )


def _charged(rank: RankLog, predicted: int) -> int:
    return rank.graphs_estimated if rank.graphs_estimated is not None else predicted


def _graphs_outside(card: GpuMemory) -> int:
    return split(part for part in card.overhead_parts if part not in card.budget_parts)[2]


def card_of(cards: tuple[GpuMemory, ...], rank: RankLog, deployment: Deployment) -> GpuMemory | None:
    """The predicted memory of the GPU whose worker spoke."""
    number = {kind: int(text) for kind, text in re.findall(r"(DP|PP|TP)(\d+)", rank.rank)}
    options = deployment.options
    stage = number.get("DP", 0) * options.pipeline_parallel_size + number.get("PP", 0)
    index = stage * options.tensor_parallel_size + number.get("TP", 0)
    return cards[index] if index < len(cards) else None
