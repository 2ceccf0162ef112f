# SPDX-License-Identifier: Apache-2.0
"""The estimate as sums that a person can check with a pocket calculator: one value for the terminal and the window.

`sums(deployment, estimate)` gives a GpuSums for each GPU, in rank order. Its `weights`, `kv_cache` and `overhead` are
the lines behind the three segments of the VRAM bar and add up to them to the byte; `budget` shows how vLLM comes from
the card's memory to its KV budget, `block` how a block of the KV cache comes about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from rigwise.core.memory.defaults import Settings, settings
from rigwise.core.memory.deployment import Deployment
from rigwise.core.memory.estimate import as_held, layout_of, weights_of
from rigwise.core.memory.kv_cache import KvLayout
from rigwise.core.memory.kv_pages import CHUNKED, CROSS, FULL, LATENT, SLIDING, STATE, PageSpec
from rigwise.core.memory.releases import release
from rigwise.core.memory.result import Estimate, GpuMemory, Part
from rigwise.core.memory.weights import VOCAB_PADDING, StageWeights, WeightLine
from rigwise.core.models.architecture import Quantizable, Shard
from rigwise.core.models.quantization import MXFP4, PLAIN
from rigwise.core.words import mark, number, phrase


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sum.

    name:       the tensor, the part of the overhead, or the sort of layers.
    bytes:      what it adds to the sum (negative where it is taken off).
    arithmetic: how the bytes come about, to type into a calculator ("32 x (4,096 x 14,336 x 2)"); "" where measured
                or drawn from a range.
    why:        a sentence: how it is shared between the GPUs, or where the figure comes from.
    low, high:  the range; both equal bytes where the figure is exact.
    """

    name: str
    bytes: int
    arithmetic: str
    why: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class GpuSums:
    """The sums of one GPU.

    weights, kv_cache, overhead: add up to the GpuMemory's fields of these names.
    budget: from vLLM's share of the card down to its KV budget, which is their sum.
    block:  what one block of the KV cache holds on this GPU: the widest group of layers, whose sum is one block (empty
            for a model that caches nothing, or that keeps pages of different sizes side by side).
    request: a sentence on the blocks of one request.
    """

    gpu: int
    layers: tuple[int, int]
    weights: tuple[Line, ...]
    kv_cache: tuple[Line, ...]
    overhead: tuple[Line, ...]
    budget: tuple[Line, ...]
    block: tuple[Line, ...]
    request: str


def sums(deployment: Deployment, result: Estimate) -> tuple[GpuSums, ...]:
    """The sums of every GPU; () when the estimate could not be sized. result: of this deployment."""
    if not result.per_gpu:
        return ()
    options, rules = deployment.options, release(deployment.vllm_version)
    deployment = as_held(deployment, rules)
    architecture = deployment.checkpoint.architecture
    chosen = settings(options, architecture, deployment.rig.gpus[0], rules)
    layout = layout_of(deployment, chosen.max_num_batched_tokens, rules)
    stages = weights_of(deployment)
    found = []
    for index, card in enumerate(result.per_gpu):
        number = index // options.tensor_parallel_size % options.pipeline_parallel_size
        stage = stages[number]
        width = layout.bytes_per_block[number] if layout.groups else 0
        found.append(
            GpuSums(
                gpu=index,
                layers=stage.layers,
                weights=tuple(_weights(stage, deployment)),
                kv_cache=tuple(_kv_cache(card, result, layout, width)),
                overhead=tuple(_part(part) for part in card.overhead_parts),
                budget=tuple(_budget(deployment, chosen, card)),
                block=_block(layout, number),
                request=_request(layout, result, width),
            )
        )
    return tuple(found)


def _exact(name: str, size: int, arithmetic: str, why: str) -> Line:
    return Line(name, size, arithmetic, why, size, size)


def _weights(stage: StageWeights, deployment: Deployment) -> Iterator[Line]:
    yield from (_weight(line, deployment) for line in stage.lines)
    kept = stage.kept if stage.kept_counted else 0
    if kept:
        why = phrase(
            "sums",
            "ends of torch's memory blocks, and copies that kernels made while loading; this release counts them here",
        )
        yield _exact(phrase("sums", "kept by loading"), kept, number(kept), why)
    offloaded = sum(line.total for line in stage.lines) + kept - stage.total
    if offloaded:
        why = phrase("sums", "cpu_offload_gb: read over PCIe at every step")
        yield _exact(phrase("sums", "kept in the machine's memory"), -offloaded, "", why)


def _weight(line: WeightLine, deployment: Deployment) -> Line:
    weight, share = line.weight, line.share
    element = weight.bytes_each or deployment.checkpoint.architecture.dtype_bytes
    if len(share.shape) == 1:
        words = f"{number(share.shape[0])} x {element}" + (" x 2" if weight.bias else "")
    else:
        n, k = share.shape
        words = line.form.arithmetic(n, k, element) + (f" + {number(n)} x {element}" if weight.bias else "")
    for count in (share.copies, line.count):
        if count > 1:
            words = f"{number(count)} x ({words})" if "+" in words else f"{number(count)} x {words}"
    return _exact(phrase("sums", weight.name), line.total, words, _sharing(line, deployment))


def _sharing(line: WeightLine, deployment: Deployment) -> str:
    """How the GPUs share one weight, and in which format it is."""
    said = _shares(line, deployment)
    if line.form.name == PLAIN.name:
        return said
    return phrase("sums", "{sharing}, in {format}").format(sharing=said, format=line.form.name)


def _shares(line: WeightLine, deployment: Deployment) -> str:
    weight, tp = line.weight, deployment.options.tensor_parallel_size
    shape = " x ".join(map(number, weight.shape))
    if weight.quantizable is Quantizable.EXPERTS and deployment.options.enable_expert_parallel:
        experts = phrase("sums", "whole experts of {shape}, {held:,} of {count:,} on each GPU")
        return experts.format(shape=shape, held=line.share.copies, count=weight.count)
    ranks = tp * deployment.options.data_parallel_size if weight.quantizable is Quantizable.EXPERTS else tp
    if weight.shard is Shard.REPLICATED or len(weight.shape) == 1 or ranks == 1:
        whole = (
            phrase("sums", "replicated: every GPU holds all of {shape}")
            if ranks > 1
            else phrase("sums", "all of {shape}")
        )
        return whole.format(shape=shape)
    if weight.shard is Shard.QKV:
        kv_heads = weight.parts[3]
        heads = (
            phrase(
                "sums",
                "query heads of {shape} divided by {ranks}, {heads} key-value heads, fewer than GPUs, so one is copied to each",
            )
            if kv_heads < ranks
            else phrase("sums", "query heads of {shape} divided by {ranks}, {heads} key-value heads divided by {ranks}")
        )
        return heads.format(shape=shape, ranks=ranks, heads=kv_heads)
    if weight.shard is Shard.VOCAB:
        rows = phrase("sums", "vocabulary rows of {shape} padded to {padding}s and divided by {ranks}")
        return rows.format(shape=shape, padding=VOCAB_PADDING, ranks=ranks)
    padded = line.form.name == MXFP4.name
    if weight.shard is Shard.COLUMN:
        split = (
            phrase("sums", "rows of {shape} divided by {ranks}, padded to the kernel's tiles")
            if padded
            else phrase("sums", "rows of {shape} divided by {ranks}")
        )
    else:
        split = (
            phrase("sums", "columns of {shape} divided by {ranks}, padded to the kernel's tiles")
            if padded
            else phrase("sums", "columns of {shape} divided by {ranks}")
        )
    return split.format(shape=shape, ranks=ranks)


def _part(part: Part, sign: int = 1) -> Line:
    return Line(phrase("overhead", part.name), sign * part.likely, "", part.why, sign * part.low, sign * part.high)


def _budget(deployment: Deployment, chosen: Settings, card: GpuMemory) -> Iterator[Line]:
    options = deployment.options
    given = options.available_kv_bytes or options.kv_cache_memory_bytes
    if given:
        why = phrase("sums", "set by hand, whatever else the card holds")
        yield _exact(phrase("sums", "KV cache as set"), given, number(given), why)
        return
    share = chosen.gpu_memory_utilization
    words = f"{number(card.total)} x {number(share, 'g')}"
    why = phrase("sums", "gpu_memory_utilization, rounded up")
    yield _exact(phrase("sums", "vLLM's share of the card"), ceil(card.total * share), words, why)
    yield _exact(phrase("sums", "weights"), -card.weights, "", phrase("sums", "as summed above"))
    yield from (_part(part, -1) for part in card.budget_parts)


def _kv_cache(card: GpuMemory, result: Estimate, layout: KvLayout, width: int) -> Iterator[Line]:
    if not card.kv_cache:
        return
    needed = card.kv_needed // width
    yield _exact(
        phrase("sums", "for the requests wanted"),
        card.kv_needed,
        f"{number(needed)} x {number(width)}",
        phrase("sums", "{blocks:,} blocks hold the wanted requests of {context:,} tokens").format(
            blocks=needed, context=result.max_model_len
        ),
    )
    spare = (card.kv_cache - card.kv_needed) // width
    if spare:
        yield _exact(
            phrase("sums", "for more requests at once"),
            card.kv_cache - card.kv_needed,
            f"{number(spare)} x {number(width)}",
            phrase("sums", "what the budget leaves, in whole blocks of {width:,} bytes over all layers").format(
                width=width
            ),
        )


def _block(layout: KvLayout, number: int) -> tuple[Line, ...]:
    """What a block holds on a pipeline stage: the layers of the widest group; () where that is not known."""
    if not layout.blocks:
        return ()
    return tuple(_pages(layers, spec) for spec, layers in layout.blocks[number] if layers)


_KINDS = {
    FULL: mark("sums", "layers that keep every token"),
    LATENT: mark("sums", "layers that keep one latent a token"),
    SLIDING: mark("sums", "layers that keep a sliding window"),
    CHUNKED: mark("sums", "layers that keep the present chunk"),
    STATE: mark("sums", "layers that keep a state"),
    CROSS: mark("sums", "layers that keep what the encoder made of the input"),
}


def _pages(layers: int, spec: PageSpec) -> Line:
    if spec.kind in (FULL, SLIDING, CHUNKED) and len(spec.shape) == 3 and not spec.page % spec.block_size:
        heads, key, value = spec.shape
        token = spec.page // spec.block_size
        words = f"{number(layers)} x {number(spec.block_size)} x {number(token)}"
        why: str = phrase(
            "sums", "{tokens:,} tokens of {size:,} bytes: {heads} heads of {key} for keys and {value} for values"
        )
        why = why.format(tokens=spec.block_size, size=token, heads=heads, key=key, value=value)
    else:
        words = f"{number(layers)} x {number(spec.page)}"
        why = phrase("sums", "pages of {size:,} bytes, which hold {tokens:,} tokens")
        why = why.format(size=spec.page, tokens=spec.block_size)
    return _exact(phrase("sums", _KINDS[spec.kind]), layers * spec.page, words, why)


def _request(layout: KvLayout, result: Estimate, width: int) -> str:
    if not layout.groups or not result.required_kv or not width:
        return phrase("sums", "The model keeps nothing per request.")
    assert result.max_model_len is not None
    blocks = layout.demand.blocks(result.max_model_len)
    words = (
        phrase(
            "sums",
            "One request of {context:,} tokens takes {blocks:,} blocks of {width:,} bytes, {tokens:,} tokens each, from "
            "{groups} groups of layers together.",
        )
        if layout.group_count > 1
        else phrase(
            "sums",
            "One request of {context:,} tokens takes {blocks:,} blocks of {width:,} bytes, {tokens:,} tokens each.",
        )
    )
    return words.format(
        context=result.max_model_len,
        blocks=blocks,
        width=width,
        tokens=layout.block_size,
        groups=layout.group_count,
    )
