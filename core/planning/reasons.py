# SPDX-License-Identifier: Apache-2.0
"""Why a plan looks as it does: the rule or the sum behind each of its settings, one sentence each."""

from __future__ import annotations

from collections.abc import Iterator

from rigwise.core.memory.deployment import Deployment
from rigwise.core.memory.releases import release
from rigwise.core.memory.result import Estimate
from rigwise.core.memory.shape_refusals import tensor_parallel_problem
from rigwise.core.models.architecture import LatentCache
from rigwise.core.planning.splits import Split, nvlinked
from rigwise.core.planning.throughput import LIMITS, Speed, way
from rigwise.core.units import GIB, format_gib, format_requests
from rigwise.core.words import phrase


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
            phrase(
                "reasons",
                "Of {total} a card vLLM may take {share:.0%}, {limit}: {weights} "
                "weights, {inside} to work with and {cache} for the KV cache. One request "
                "of {context:,} tokens takes {request}, which leaves "
                "room for {requests}.",
            ).format(
                total=format_gib(tight.total),
                share=share,
                limit=format_gib(limit),
                weights=format_gib(tight.weights),
                inside=format_gib(inside),
                cache=format_gib(result.available_kv),
                context=result.max_model_len,
                request=format_gib(result.required_kv, 2),
                requests=format_requests(result.max_concurrency or 1),
            )
        )
    if result.risky:
        yield phrase("reasons", "At the pessimistic end of the estimate it does not start: there is little room.")


def _split(deployment: Deployment, split: Split) -> Iterator[str]:
    architecture = deployment.checkpoint.architecture
    if split.world == 1:
        yield phrase("reasons", "One card is enough: nothing has to be sent between cards.")
    if split.tp > 1:
        kv = architecture.num_kv_heads
        yield (
            phrase(
                "reasons",
                "Tensor parallel {tp} divides {heads} heads; "
                "each card computes its share of every layer, and reads only its share of the weights for a token.",
            ).format(tp=split.tp, heads=architecture.num_attention_heads)
        )
        if any(isinstance(layer.cache, LatentCache) for layer in architecture.layers):
            yield phrase(
                "reasons",
                "Its latent KV cache is whole on every card: more cards leave more room for it, but do not share it.",
            )
        elif kv < split.tp:
            yield phrase("reasons", "{kv} key-value heads for {tp} cards: each is held {copies} times.").format(
                kv=kv, tp=split.tp, copies=split.tp // kv
            )
        words = way(deployment.rig, tuple(range(split.tp))).words
        yield phrase("reasons", "The cards add up their parts over {way} twice a layer.").format(way=words)
    if split.pp > 1:
        problem = tensor_parallel_problem(deployment, split.world)
        staged = phrase(
            "reasons", "{pp} pipeline stages, one after the other: one request is no faster, several fill them."
        ).format(pp=split.pp)
        if problem:
            staged += " " + problem[1]
        elif not nvlinked(deployment.rig):
            staged += " " + phrase("reasons", "Without NVLink, stages send far less than tensor parallel does.")
        yield staged
        if split.partition:
            layers = " + ".join(map(str, split.partition))
            yield phrase(
                "reasons", "{layers} layers by the memory of each stage's cards (VLLM_PP_LAYER_PARTITION)."
            ).format(layers=layers)
    if split.dp > 1:
        yield phrase(
            "reasons", "{dp} copies of the model share the requests, so {dp} times as many fit at once."
        ).format(dp=split.dp)
    if split.expert_parallel:
        experts = architecture.experts
        count = experts.count if experts else 0
        yield phrase(
            "reasons", "Whole experts: each card holds {count} / {cards} of them instead of a slice of all."
        ).format(count=count, cards=split.tp * split.dp)


def _settings(deployment: Deployment) -> Iterator[str]:
    options = deployment.options
    if options.kv_cache_dtype.startswith("fp8"):
        yield phrase(
            "reasons",
            "An FP8 KV cache takes half the bytes: twice the context or requests, at a small loss of precision.",
        )
    if options.enforce_eager:
        yield phrase(
            "reasons", "Without CUDA graphs their memory goes to the cache; each token waits for its kernels' launches."
        )
    if options.cpu_offload_gb:
        yield (
            phrase(
                "reasons",
                "{size:g} GiB of weights a card stay in the machine's memory and cross the slot for every "
                "token: it starts, and it is slow.",
            ).format(size=options.cpu_offload_gb)
        )
    held = max((gpu.used_bytes for gpu in deployment.rig.gpus), default=0)
    if held > GIB // 4:
        yield phrase("reasons", "{held} of a card are held by other programs or kept free.").format(
            held=format_gib(held)
        )


def _speed(deployment: Deployment, speed: Speed | None) -> Iterator[str]:
    if speed is None:
        yield phrase("reasons", "No speed is given: the catalogue has no figures for these cards.")
        return
    part = phrase("reasons", "{milliseconds:.1f} ms {what}")
    step = phrase("reasons", "A step takes {milliseconds:.1f} ms: {parts}. The limit is {limit}. {lift}")
    yield step.format(
        milliseconds=sum(ms for _, ms in speed.parts),
        parts=", ".join(part.format(milliseconds=ms, what=phrase("speed", name)) for name, ms in speed.parts),
        limit=phrase("speed", LIMITS[speed.bound]),
        lift=speed.lift,
    )
