# SPDX-License-Identifier: Apache-2.0
"""Shapes of a model that vLLM cannot split over so many cards, and the number of cards that works."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import gcd

from rigwise.core.memory.deployment import Deployment
from rigwise.core.memory.latents import latent_layer
from rigwise.core.memory.releases import release
from rigwise.core.memory.weights import REGROUPED, SMALLEST_BLOCK, VOCAB_PADDING, finer_group
from rigwise.core.models.architecture import Quantizable, Shard, StateCache, Weight
from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.models.formats import layer_formats
from rigwise.core.models.quantization import MXFP4, Format
from rigwise.core.problems import Problem, Remedy
from rigwise.core.words import phrase


def tensor_parallel_problem(deployment: Deployment, tp: int) -> tuple[str, str] | None:
    """(code, sentence) of the first shape that does not divide by tp, in vLLM's order; None when all do."""
    if tp == 1:
        return None
    refined = release(deployment.vllm_version).expert_blocks_refined
    return _indivisible(deployment.checkpoint, tp, deployment.options.enable_expert_parallel, refined)


def shape_refusals(deployment: Deployment) -> Iterator[Problem]:
    """What does not divide, with the nearest split that does."""
    tp = deployment.options.tensor_parallel_size
    if tp == 1:
        yield from _unfit(deployment)
        return
    found = tensor_parallel_problem(deployment, tp)
    if found is None:
        return
    code, sentence = found
    works = next(n for n in range(tp - 1, 0, -1) if tensor_parallel_problem(deployment, n) is None)
    remedies = [
        Remedy(
            phrase("remedies", "Use tensor parallel size {size}").format(size=works), (("tensor_parallel_size", works),)
        )
    ]
    if deployment.checkpoint.architecture.supports_pipeline and tp <= len(deployment.checkpoint.architecture.layers):
        changes = (("tensor_parallel_size", 1), ("pipeline_parallel_size", tp))
        remedies.append(Remedy(phrase("remedies", "Use {count} pipeline stages").format(count=tp), changes))
    yield Problem(
        code,
        sentence,
        phrase("refusals", "Use tensor parallel size {size}, or pipeline stages.").format(size=works),
        remedies=tuple(remedies),
    )


def _unfit(deployment: Deployment) -> Iterator[Problem]:
    """A format whose groups or blocks do not fit the model's matrices on one card either."""
    checkpoint = deployment.checkpoint
    if not checkpoint.quantization.method:
        return
    refined = release(deployment.vllm_version).expert_blocks_refined
    found = _indivisible(checkpoint, 1, deployment.options.enable_expert_parallel, refined)
    if found is not None:
        yield Problem("format-unfit", found[1], phrase("refusals", "Choose the model in another format."))


@lru_cache(maxsize=4096)
def _indivisible(checkpoint: Checkpoint, tp: int, expert_parallel: bool, refined: bool) -> tuple[str, str] | None:
    architecture, quantization = checkpoint.architecture, checkpoint.quantization
    heads, kv_heads = architecture.num_attention_heads, architecture.num_kv_heads
    if heads % tp:
        return "tensor-parallel-heads", phrase(
            "refusals", "{heads} attention heads do not divide by {tp} GPUs."
        ).format(heads=heads, tp=tp)
    padded = -(-architecture.vocab_size // VOCAB_PADDING) * VOCAB_PADDING
    if padded % tp:
        return (
            "tensor-parallel-vocabulary",
            phrase("refusals", "The vocabulary of {padded:,} padded entries does not divide by {tp} GPUs.").format(
                padded=padded, tp=tp
            ),
        )
    latent = latent_layer(architecture) is not None
    if not latent and kv_heads % tp and tp % kv_heads:
        return "tensor-parallel-kv-heads", phrase(
            "refusals", "{heads} key-value heads neither divide by {tp} nor into {tp} GPUs."
        ).format(heads=kv_heads, tp=tp)
    if quantization.method:
        formats = layer_formats(architecture, quantization)
    # merged matrices in plain FP8 blocks may end within a block (linear.py _maybe_allow_fp8_block_shape_mismatch)
    lenient = quantization.method in ("fp8", "deepseek_v4_fp8")
    seen: set[int] = set()
    for index, layer in enumerate(architecture.layers):
        key = id(layer) ^ (hash(formats[index]) if quantization.method else 0)
        if key in seen:
            continue
        seen.add(key)
        for position, weight in enumerate(layer.weights):
            experts = weight.quantizable is Quantizable.EXPERTS
            if (experts and expert_parallel) or len(weight.shape) != 2:
                continue
            form = formats[index][position] if quantization.method else None
            found = _outputs(weight, form, tp, lenient) or _inputs(weight, form, tp, refined)
            if found:
                return found
        state = layer.cache if isinstance(layer.cache, StateCache) else layer.beside
        if isinstance(state, StateCache):
            found = _state(state, tp)
            if found:
                return found
    return None


def _outputs(weight: Weight, form: Format | None, tp: int, lenient: bool) -> tuple[str, str] | None:
    """Rows that do not divide, or leave parts of blocks (utils/fp8_utils.py validate_fp8_block_shape)."""
    experts = weight.quantizable is Quantizable.EXPERTS
    if weight.shard is Shard.COLUMN:
        parts = weight.parts or weight.shape[:1]
        for part in parts:
            if part % tp:
                return (
                    "tensor-parallel-width",
                    phrase("refusals", "{weight} has {rows:,} rows, which do not divide by {tp} GPUs.").format(
                        weight=weight.name, rows=part, tp=tp
                    ),
                )
        shares = [part // tp for part in parts]
    elif weight.shard is Shard.QKV:
        query, keys, values, heads = weight.parts
        kept = max(1, heads // tp)
        shares = [query // tp, keys // heads * kept, values // heads * kept]
    else:
        return None
    if form is None or not form.block[0] or experts or (lenient and len(shares) > 1):
        return None
    # the last of several matrices may end within a block where nothing is split
    for share in shares if tp > 1 else shares[:-1]:
        if share % form.block[0]:
            return (
                "tensor-parallel-blocks",
                phrase(
                    "refusals", "{weight} leaves {rows:,} rows a GPU, no whole number of {block}-row FP8 blocks."
                ).format(weight=weight.name, rows=share, block=form.block[0]),
            )
    return None


def _inputs(weight: Weight, form: Format | None, tp: int, refined: bool) -> tuple[str, str] | None:
    """Columns that do not divide, or leave parts of groups or blocks (utils.py, moe_wna16.py, fused_moe/oracle/fp8.py)."""
    if weight.shard is not Shard.ROW:
        return None
    n, k = weight.shape
    if k % tp:
        return (
            "tensor-parallel-width",
            phrase("refusals", "{weight} has {columns:,} columns, which do not divide by {tp} GPUs.").format(
                weight=weight.name, columns=k, tp=tp
            ),
        )
    if form is None or form.bits >= 16:
        return None
    experts, width = weight.quantizable is Quantizable.EXPERTS, k // tp
    group, block = max(0, form.group) if form.group < k else 0, form.block[1]
    if experts and form.name == MXFP4.name:
        group = 0  # padded to whole tiles instead
    if experts and form.name in REGROUPED and finer_group(form.group, width, n):
        group = 0  # finer groups take their place, as finer blocks do
    if experts and block and refined and gcd(block, n, width) >= SMALLEST_BLOCK:
        block = 0
    if group and width % group:
        return (
            "tensor-parallel-groups",
            phrase(
                "refusals",
                "{weight} leaves {columns:,} columns a GPU, no whole number of quantization groups of {group}.",
            ).format(weight=weight.name, columns=width, group=group),
        )
    if block and width % block and (tp > 1 or experts):
        return (
            "tensor-parallel-blocks",
            phrase(
                "refusals", "{weight} leaves {columns:,} columns a GPU, no whole number of {block}-column FP8 blocks."
            ).format(weight=weight.name, columns=width, block=form.block[1]),
        )
    return None


def _state(state: StateCache, tp: int) -> tuple[str, str] | None:
    """Recurrent heads that do not divide, or share groups unevenly (layers/mamba/mamba_mixer2.py)."""
    if state.state and state.state[0] % tp:
        return "tensor-parallel-state", phrase("refusals", "{heads} state heads do not divide by {tp} GPUs.").format(
            heads=state.state[0], tp=tp
        )
    if state.groups > 1 and state.groups % tp:
        return "tensor-parallel-state", phrase(
            "refusals", "{groups} groups of state heads do not divide by {tp} GPUs."
        ).format(groups=state.groups, tp=tp)
    return None
