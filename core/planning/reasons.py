# SPDX-License-Identifier: Apache-2.0
"""Why a plan looks as it does: the rule or the sum behind each of its settings, one sentence each."""

from __future__ import annotations

from collections.abc import Iterator

from rigwise.core.memory.deployment import Deployment
from rigwise.core.memory.refusals import tensor_parallel_problem
from rigwise.core.memory.releases import release
from rigwise.core.memory.result import Estimate
from rigwise.core.models.architecture import LatentCache
from rigwise.core.planning.splits import Split, nvlinked
from rigwise.core.planning.throughput import LIMITS, Speed, way
from rigwise.core.units import GIB, format_gib


def reasons(deployment: Deployment, result: Estimate, split: Split, speed: Speed | None) -> tuple[str, ...]:
    """The sentences, most telling first."""
    return tuple(
        (*_memory(deployment, result), *_split(deployment, split), *_settings(deployment), *_speed(deployment, speed))
    )


def _memory(deployment: Deployment, result: Estimate) -> Iterator[str]:
    if result.per_gpu and result.available_kv is not None and result.required_kv:
        tight = min(result.per_gpu, key=lambda card: card.total - card.weights - card.overhead)
        share = deployment.options.gpu_memory_utilization or release(deployment.vllm_version).utilization
        limit = tight.total * share
        inside = max(0.0, limit - tight.weights - result.available_kv)
        yield (
            f"Of {format_gib(tight.total)} a card vLLM may take {share:.0%}, {format_gib(limit)}: {format_gib(tight.weights)} "
            f"weights, {format_gib(inside)} to work with and {format_gib(result.available_kv)} for the KV cache. One request "
            f"of {result.max_model_len:,} tokens takes {format_gib(result.required_kv, 2)}, so "
            f"{result.max_concurrency or 1:.1f} fit."
        )
    if result.risky:
        yield "At the pessimistic end of the estimate it does not start: there is little room."


def _split(deployment: Deployment, split: Split) -> Iterator[str]:
    architecture = deployment.checkpoint.architecture
    if split.world == 1:
        yield "One card is enough: nothing has to be sent between cards."
    if split.tp > 1:
        kv = architecture.num_kv_heads
        each = "each card computes its share of every layer, and reads only its share of the weights for a token"
        yield f"Tensor parallel {split.tp} divides {architecture.num_attention_heads} heads; {each}."
        if any(isinstance(layer.cache, LatentCache) for layer in architecture.layers):
            yield "Its latent KV cache is whole on every card: more cards leave more room for it, but do not share it."
        elif kv < split.tp:
            yield f"{kv} key-value heads for {split.tp} cards: each is held {split.tp // kv} times."
        words = way(deployment.rig, tuple(range(split.tp))).words
        yield f"The cards add up their parts over {words} twice a layer."
    if split.pp > 1:
        problem = tensor_parallel_problem(deployment, split.world)
        because = f" {problem[1]}" if problem else ""
        if not problem and not nvlinked(deployment.rig):
            because = " Without NVLink, stages send far less than tensor parallel does."
        yield f"{split.pp} pipeline stages, one after the other: one request is no faster, several fill them.{because}"
        if split.partition:
            layers = " + ".join(map(str, split.partition))
            yield f"{layers} layers by the memory of each stage's cards (VLLM_PP_LAYER_PARTITION)."
    if split.dp > 1:
        yield f"{split.dp} copies of the model share the requests, so {split.dp} times as many fit at once."
    if split.expert_parallel:
        experts = architecture.experts
        count = experts.count if experts else 0
        yield f"Whole experts: each card holds {count} / {split.tp * split.dp} of them instead of a slice of all."


def _settings(deployment: Deployment) -> Iterator[str]:
    options = deployment.options
    if options.kv_cache_dtype.startswith("fp8"):
        yield "An FP8 KV cache takes half the bytes: twice the context or requests, at a small loss of precision."
    if options.enforce_eager:
        yield "Without CUDA graphs their memory goes to the cache; each token waits for its kernels' launches."
    if options.cpu_offload_gb:
        yield (
            f"{options.cpu_offload_gb:g} GiB of weights a card stay in the machine's memory and cross the slot for every "
            "token: it starts, and it is slow."
        )
    held = max((gpu.used_bytes for gpu in deployment.rig.gpus), default=0)
    if held > GIB // 4:
        yield f"{format_gib(held)} of a card are held by other programs or kept free."


def _speed(deployment: Deployment, speed: Speed | None) -> Iterator[str]:
    if speed is None:
        yield "No speed is given: the catalogue has no figures for these cards."
        return
    parts = ", ".join(f"{milliseconds:.1f} ms {name}" for name, milliseconds in speed.parts)
    yield (
        f"A step takes {sum(ms for _, ms in speed.parts):.1f} ms: {parts}. The limit is {LIMITS[speed.bound]}. {speed.lift}"
    )
