# SPDX-License-Identifier: Apache-2.0
"""Which format each weight of a checkpoint has, and how large the checkpoint is on disk."""

from __future__ import annotations

from functools import lru_cache

from rigwise.core.models.architecture import Layer, ModelArchitecture, Quantizable, Weight
from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.models.quantization import PLAIN, Format, Quantization, canonical


@lru_cache(maxsize=256)
def layer_formats(architecture: ModelArchitecture, quantization: Quantization) -> tuple[tuple[Format, ...], ...]:
    """The format of every weight of every layer; layers that are alike share one tuple."""
    known: dict[tuple[Format, ...], tuple[Format, ...]] = {}
    prefix, first = architecture.layer_prefix, architecture.first_layer
    every = (
        _formats(quantization, layer, f"{prefix}{index}.") for index, layer in enumerate(architecture.layers, first)
    )
    return tuple(known.setdefault(formats, formats) for formats in every)


def _formats(quantization: Quantization, layer: Layer, prefix: str) -> tuple[Format, ...]:
    if not quantization.method:
        return (PLAIN,) * len(layer.weights)
    return tuple(format_of(quantization, weight, prefix) for weight in layer.weights)


def format_of(quantization: Quantization, weight: Weight, prefix: str) -> Format:
    """The format of one weight under its checkpoint names."""
    if not quantization.method or weight.quantizable is Quantizable.NEVER:
        return PLAIN
    names = tuple(prefix + name for name in (weight.checkpoint_names or (canonical(weight.name),)))
    if quantization.stored:
        own = quantization.stored_format(names, prefix, weight.quantizable is Quantizable.EXPERTS)
        if own is not None:
            return own
    if quantization.experts_only and weight.quantizable is not Quantizable.EXPERTS:
        return PLAIN
    if weight.quantizable is Quantizable.HEAD and not quantization.head:
        return PLAIN
    form = quantization.format_of(names)
    if weight.quantizable is Quantizable.EXPERTS and quantization.experts is not None and form is not PLAIN:
        return quantization.experts
    return form


def whole_bytes(checkpoint: Checkpoint) -> int:
    """Bytes of all tensors, whole, in their formats: what a download takes, within a percent or so."""
    return _whole_bytes(checkpoint.architecture, checkpoint.quantization)


@lru_cache(maxsize=512)
def _whole_bytes(architecture: ModelArchitecture, quantization: Quantization) -> int:
    total = 0
    for weight in (*architecture.everywhere, *architecture.first, *architecture.last):
        total += _size(weight, format_of(quantization, weight, ""), architecture.dtype_bytes)
    kinds: dict[tuple[int, tuple[Format, ...]], int] = {}  # equal layers share one object
    for layer, formats in zip(architecture.layers, layer_formats(architecture, quantization), strict=True):
        size = kinds.get((id(layer), formats))
        if size is None:
            pairs = zip(layer.weights, formats, strict=True)
            size = sum(_size(weight, form, architecture.dtype_bytes) for weight, form in pairs)
            kinds[id(layer), formats] = size
        total += size
    return total


def _size(weight: Weight, form: Format, dtype_bytes: int) -> int:
    if len(weight.shape) != 2:
        return weight.count * weight.shape[0] * dtype_bytes
    return weight.count * form.bytes(*weight.shape, dtype_bytes)
