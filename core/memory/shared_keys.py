# SPDX-License-Identifier: Apache-2.0
"""Layers that read another's cache, in releases that gave them keys and values of their own nevertheless."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from rigwise.core.models.architecture import Layer
from rigwise.core.models.checkpoint import Checkpoint

OWN = ("self_attn.qkv_proj", "self_attn.k_norm")


@lru_cache(maxsize=64)
def with_own_keys(checkpoint: Checkpoint) -> Checkpoint:
    """The checkpoint with the projections and norms of keys in every layer (models/gemma4.py before 0.30.0)."""
    layers = checkpoint.architecture.layers
    if all(layer.reads is None for layer in layers):
        return checkpoint
    kinds = {id(layer): _whole(layer, layers[layer.reads]) for layer in layers if layer.reads is not None}
    held = tuple(kinds.get(id(layer), layer) for layer in layers)
    return replace(checkpoint, architecture=replace(checkpoint.architecture, layers=held))


def _whole(layer: Layer, read: Layer) -> Layer:
    keys = [weight for weight in read.weights if weight.name in OWN]
    return replace(layer, weights=(*keys, *(w for w in layer.weights if w.name != "self_attn.q_proj")))
