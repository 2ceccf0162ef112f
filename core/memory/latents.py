# SPDX-License-Identifier: Apache-2.0
"""Latent attention in releases that knew it not, or otherwise: what it cached and kept before 0.8."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from rigwise.core.memory.releases import Release
from rigwise.core.models.architecture import AttentionCache, LatentCache, Layer, LayerCache, ModelArchitecture
from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.models.quantization import Format

QUERIES = ("self_attn.q_b_proj", "self_attn.q_proj")


@lru_cache(maxsize=256)
def latent_layer(architecture: ModelArchitecture) -> Layer | None:
    """The first layer of latent attention, if there is one."""
    return next((layer for layer in architecture.layers if isinstance(layer.cache, LatentCache)), None)


@lru_cache(maxsize=256)
def sparse(architecture: ModelArchitecture) -> bool:
    """Some layer reads only the latents that an indexer picks."""
    return any(isinstance(layer.cache, LatentCache) and layer.cache.sparse for layer in architecture.layers)


def as_cached(checkpoint: Checkpoint, rules: Release) -> Checkpoint:
    """The checkpoint with the caches that the release gives its layers: where it cannot cache latents, every head's keys
    and values (vllm/config.py use_mla, get_head_size)."""
    if rules.latent_methods is None or checkpoint.quantization.method in rules.latent_methods:
        return checkpoint
    return _with_heads(checkpoint, rules.padded_head)


@lru_cache(maxsize=64)
def _with_heads(checkpoint: Checkpoint, padded: int) -> Checkpoint:
    architecture = checkpoint.architecture
    kinds: dict[int, Layer] = {}
    for layer in architecture.layers:
        if id(layer) not in kinds:
            kinds[id(layer)] = replace(layer, cache=_heads(architecture, layer, padded))
    layers = tuple(kinds[id(layer)] for layer in architecture.layers)
    return replace(checkpoint, architecture=replace(architecture, layers=layers))


def _heads(architecture: ModelArchitecture, layer: Layer, padded: int) -> LayerCache:
    queries = next((weight for weight in layer.weights if weight.name in QUERIES), None)
    if not isinstance(layer.cache, LatentCache) or queries is None:
        return layer.cache
    heads = architecture.num_attention_heads
    width = max(padded, queries.shape[0] // heads)
    return AttentionCache(heads, width, width, query_heads=heads)


def products(architecture: ModelArchitecture, layer: Layer, formats: Sequence[Format], tp: int) -> int:
    """Bytes on one rank of a layer's matrices with the up-projections multiplied in: queries to latents, latents to
    outputs, both in FP8 again where the weights are, and the queries' rotary part (attention/backends/mla/utils.py)."""
    if not isinstance(layer.cache, LatentCache):
        return 0
    held = {weight.name: (weight, form) for weight, form in zip(layer.weights, formats, strict=True)}
    queries, form = next((held[name] for name in QUERIES if name in held), (None, None))
    outputs = held.get("self_attn.o_proj")
    if queries is None or form is None or outputs is None:
        return 0
    rank, rows, hidden = layer.cache.kv_lora_rank, queries.shape[1], outputs[0].shape[0]
    each = 1 if form.name.startswith("FP8") else 2
    return architecture.num_attention_heads // tp * (rows * layer.cache.rope_dim * 2 + (rows + hidden) * rank * each)
