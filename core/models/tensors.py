# SPDX-License-Identifier: Apache-2.0
"""From the headers of safetensors files to a checkpoint whose weights are those tensors.

A config says which format its matrices have in general and which are left out; the tensors say it one by one. A model that a
family reader knows keeps its modules and their split, and takes each module's format from its tensors. One that no
reader knows is built from the tensors themselves, split by the rules that vLLM's linear layers share
(vllm/model_executor/layers/linear.py, 0.33.0).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import prod

from rigwise.core.models.architecture import Layer, ModelArchitecture, Quantizable, Shard, Weight
from rigwise.core.models.checkpoint import DTYPE_BITS, Checkpoint, Headers, Tensor
from rigwise.core.models.quantization import (
    FP8_CHANNEL,
    FP8_TENSOR,
    INT8_CHANNEL,
    MXFP4,
    MXFP8,
    NVFP4,
    PLAIN,
    Format,
    Quantization,
    canonical,
)
from rigwise.core.words import phrase

WEIGHT_NAMES = ("weight", "weight_packed", "qweight", "blocks", "weights")
_SUFFIX = re.compile(r"[._](weight_packed|weight|qweight|blocks|bias)$")
_SCALES = re.compile(
    r"[._](weight_scale_inv|weight_scale_2|weight_scale|weight_global_scale|weight_zero_point|weight_shape|weight_g_idx|"
    r"qzeros|scales|g_idx|input_scale|input_global_scale|scale_inv|scale)$"
)
_LAYER = re.compile(r"^(?:layers|h|blocks)\.(\d+)\.(.+)$")
_TOWER = re.compile(
    r"(^|\.)(vision\w*|visual|vit|audio\w*|speech\w*|image\w*|multi_modal_projector|mm_projector|mlp1)\."
)
_EXPERT = re.compile(r"^(.*experts)\.(\d+)\.(.+)$")
_IN_EXPERTS = re.compile(r"(^|\.)experts(\.|$)")
# Multi-token prediction is a draft model: vLLM leaves it on disk unless speculation is asked for.
_DRAFT = re.compile(r"(^|\.)(mtp\w*|nextn\w*|eagle\w*)\.")

Parts = dict[str, Tensor]


def stored_bytes(tensors: Headers) -> int:
    """Bytes of all tensors on disk."""
    return sum(tensor.bytes for tensor in tensors.values())


def with_tensors(checkpoint: Checkpoint, tensors: Headers) -> Checkpoint:
    """The checkpoint with its weights as `tensors` has them, and their bytes as its download.

    tensors: every tensor of all its safetensors files, by name. A checkpoint without any comes back as it is.
    """
    if not tensors:
        return checkpoint
    modules = _modules(tensors)
    quantization = checkpoint.quantization
    if quantization.method:
        formats = {name: form for name, parts in modules.items() if (form := _format(parts, quantization)) is not None}
        quantization = replace(quantization, stored=_with_aliases(formats), head=_head(formats, quantization))
    architecture = checkpoint.architecture
    if architecture.read_generally:
        architecture = _built(architecture, modules, quantization)
    else:
        architecture = _compared(architecture, modules, quantization)
    return replace(
        checkpoint, architecture=architecture, quantization=quantization, download_bytes=stored_bytes(tensors)
    )


def _modules(tensors: Headers) -> dict[str, Parts]:
    """Tensors by module, under canonical names: {"layers.0.self_attn.q_proj": {"weight": …, "weight_scale": …}}."""
    modules: dict[str, Parts] = {}
    for name, tensor in tensors.items():
        name = canonical(name)
        if _DRAFT.search(name):
            continue
        found = _SCALES.search(name) or _SUFFIX.search(name)
        module, part = (name[: found.start()], found[1]) if found else (name, "weight")
        modules.setdefault(module, {})[part] = tensor
    return modules


def _weight(parts: Parts) -> Tensor | None:
    return next((parts[name] for name in WEIGHT_NAMES if name in parts), None)


def _scale(parts: Parts) -> Tensor | None:
    return next(
        (parts[name] for name in ("weight_scale_inv", "weight_scale", "scale_inv", "scales", "scale") if name in parts),
        None,
    )


def _format(parts: Parts, quantization: Quantization) -> Format | None:
    """The format of one module's matrix, None for what is no matrix."""
    weight, scale = _weight(parts), _scale(parts)
    if weight is None or len(weight.shape) < 2:
        return None
    given = quantization.linear
    if "qweight" in parts and scale is not None:
        return _grouped(parts["qweight"], scale, parts, quantization)
    if scale is None:
        # no scales: an ordinary matrix, whatever the config's rules say of it; 8-bit floats count as per tensor
        return FP8_TENSOR if weight.dtype == "F8_E4M3" else PLAIN
    n, k = weight.shape[-2:]
    if weight.dtype in ("U8", "F4", "I8") and scale.dtype in ("F8_E4M3", "U8", "F8_E8M0") and len(scale.shape) >= 2:
        return NVFP4 if scale.dtype == "F8_E4M3" else MXFP8 if scale.shape[-1] * 32 == k else MXFP4
    if weight.dtype == "I32":  # packed: bits as the config says, group by the scales
        bits = given.bits if given.bits < 16 else 4
        columns = k * 32 // bits
        groups = scale.shape[-1] if len(scale.shape) > 1 else 1
        group = -1 if groups == 1 else columns // groups
        return Format(f"INT{bits}", bits, group=group, zeros="weight_zero_point" in parts)
    if weight.dtype == "I8":
        return INT8_CHANNEL
    if weight.dtype not in ("F8_E4M3", "F8_E5M2"):
        return PLAIN
    if scale.dtype in ("U8", "F8_E8M0") and scale.shape[-1:] == (k // 32,):
        return MXFP8
    if len(scale.shape) >= 2 and scale.shape[-1] > 1:
        block = (_tile(n, scale.shape[-2]), _tile(k, scale.shape[-1]))
        return Format("FP8 blocks", 8, block=block, scale_bytes=given.scale_bytes if given.block != (0, 0) else 4)
    return FP8_TENSOR if scale.elements == 1 else FP8_CHANNEL


def _grouped(weight: Tensor, scale: Tensor, parts: Parts, quantization: Quantization) -> Format:
    """AWQ packs outputs, GPTQ packs inputs, both into 32-bit words; scales are [groups, outputs]."""
    rows, columns = weight.shape[-2:]
    given, outputs = quantization.linear, scale.shape[-1]
    if columns != outputs:
        bits, inputs = 32 * columns // max(1, outputs), rows
    elif "g_idx" in parts:
        inputs = parts["g_idx"].elements
        bits = 32 * rows // max(1, inputs)
    else:
        bits, inputs = given.bits, rows * 32 // max(1, given.bits)
    groups = scale.shape[-2] if len(scale.shape) > 1 else 1
    return replace(given, bits=bits, group=-1 if groups <= 1 else inputs // groups)


def _tile(size: int, tiles: int) -> int:
    """The power of two that cuts `size` into so many tiles."""
    tile = 1
    while tile * tiles < size:
        tile *= 2
    return tile


def _head(formats: Mapping[str, Format], quantization: Quantization) -> bool:
    found = formats.get("lm_head")
    return quantization.head if found is None else found is not PLAIN


def _with_aliases(formats: Mapping[str, Format]) -> dict[str, Format]:
    """Readers name modules as vLLM does and checkpoints as their authors did: "layers.3.block_sparse_moe.experts.0.w1" also
    answers to "layers.3.w1", and all of a layer's experts to "layers.3.experts", where the layer has one format of it."""
    names: dict[str, set[Format]] = {}
    for name, form in formats.items():
        layer = _LAYER.match(name)
        if layer:
            kind = "experts" if _IN_EXPERTS.search(layer[2]) else layer[2].rpartition(".")[2]
            names.setdefault(f"layers.{layer[1]}.{kind}", set()).add(form)
    return {name: next(iter(found)) for name, found in names.items() if len(found) == 1} | dict(formats)


def _elements(parts: Parts, quantization: Quantization) -> int:
    """Elements of the matrix a module stands for, unpacked."""
    weight = _weight(parts)
    if weight is None:
        return 0
    form = _format(parts, quantization) if quantization.method else PLAIN
    if form is None or form is PLAIN or form.bits >= DTYPE_BITS.get(weight.dtype, 16):
        return weight.elements
    return weight.elements * DTYPE_BITS.get(weight.dtype, 16) // form.bits


def _compared(
    architecture: ModelArchitecture, modules: Mapping[str, Parts], quantization: Quantization
) -> ModelArchitecture:
    """The architecture, with a note where its modules and the tensors differ by more than a percent."""
    whole = 0
    for name, parts in modules.items():
        layer = _LAYER.match(name)
        if (layer and int(layer[1]) >= len(architecture.layers)) or (architecture.tied and name == "lm_head"):
            continue
        whole += _elements(parts, quantization)
    read = sum(_size(weight) for layer in architecture.layers for weight in layer.weights)
    read += sum(_size(w) for w in (*architecture.first, *architecture.last, *architecture.everywhere))
    if abs(whole - read) <= 0.01 * read:
        return architecture
    note = phrase(
        "models",
        "the tensors hold {whole:.2f} billion parameters where this architecture has {read:.2f} billion in vLLM",
    ).format(whole=whole / 1e9, read=read / 1e9)
    return replace(architecture, approximate=(*architecture.approximate, note))


def _size(weight: Weight) -> int:
    return weight.count * prod(weight.shape)


COLUMN = {
    "q_proj", "gate_proj", "up_proj", "gate_up_proj", "w1", "w3", "w13", "fc1", "c_fc", "dense_h_to_4h", "up_gate_proj",
    "q_b_proj", "kv_b_proj", "fc_in", "wi", "linear_fc1", "in_proj", "x_proj", "g_proj", "z_proj", "query",
}  # fmt: skip
KEYS = {"k_proj", "v_proj", "key", "value"}
FUSED = {"qkv_proj", "query_key_value", "Wqkv", "wqkv", "c_attn", "qkv", "W_pack"}
ROW = {"o_proj", "out_proj", "down_proj", "w2", "fc2", "c_proj", "dense", "dense_4h_to_h", "wo", "fc_out", "linear_fc2"}
EMBEDDINGS = {"embed_tokens", "wte", "word_embeddings", "tok_embeddings", "embed", "embeddings", "embed_in"}
HEADS = {"lm_head", "output", "output_layer", "embed_out"}


def _built(
    architecture: ModelArchitecture, modules: Mapping[str, Parts], quantization: Quantization
) -> ModelArchitecture:
    """The architecture's layers and ends made of the tensors; its caches as they were read."""
    depth = len(architecture.layers)
    inside: list[dict[str, Parts]] = [{} for _ in range(depth)]
    outside: dict[str, Parts] = {}
    for name, parts in modules.items():
        layer = _LAYER.match(name)
        if layer and not _TOWER.search(name):
            if int(layer[1]) < depth:
                inside[int(layer[1])][layer[2]] = parts
        else:
            outside[name] = parts
    kinds: dict[tuple[tuple[Weight, ...], object], Layer] = {}
    layers = []
    for old, members in zip(architecture.layers, inside, strict=True):
        weights = tuple(_weights(members, architecture, quantization))
        key = (weights, old.cache)
        layers.append(kinds.setdefault(key, replace(old, weights=weights)))
    first: list[Weight] = []
    last: list[Weight] = []
    everywhere: list[Weight] = []
    for weight in _weights(outside, architecture, quantization):
        stem = weight.name.rpartition(".")[2]
        tower = _TOWER.search(weight.name + ".") is not None
        if stem in HEADS and not tower:
            if not architecture.tied:
                last.append(weight)
        elif stem in EMBEDDINGS and not tower:
            first.append(weight)
        else:
            (everywhere if tower else last).append(weight)
    return replace(
        architecture, layers=tuple(layers), first=tuple(first), last=tuple(last), everywhere=tuple(everywhere)
    )


def _weights(
    members: Mapping[str, Parts], architecture: ModelArchitecture, quantization: Quantization
) -> Iterable[Weight]:
    experts: dict[str, tuple[int, str, Parts]] = {}
    for name, parts in members.items():
        expert = _EXPERT.match(name)
        if expert:
            stem = f"{expert[1]}.{expert[3]}"
            count, named, first = experts.get(stem, (0, name, parts))
            experts[stem] = (count + 1, named, first)
        else:
            yield from _one(name, name, parts, 1, architecture, quantization)
    for stem, (count, named, parts) in experts.items():
        yield from _one(stem, named, parts, count, architecture, quantization)


def _one(
    name: str, named: str, parts: Parts, count: int, architecture: ModelArchitecture, quantization: Quantization
) -> Iterable[Weight]:
    """The Weight of one module (or of `count` equal experts), by what its name says of its split."""
    weight = _weight(parts) or parts.get("bias")
    if weight is None or not weight.elements:
        return
    bias = "bias" in parts and parts["bias"].elements > 0
    if len(weight.shape) == 1:
        yield Weight(name, weight.shape, bias=bias and "weight" in parts)
        return
    elements, leaf = _elements(parts, quantization), name.rpartition(".")[2]
    n = weight.shape[-2]
    if len(weight.shape) == 3 and _IN_EXPERTS.search(name):
        count, elements = weight.shape[0], elements // weight.shape[0]
    elif len(weight.shape) > 2:
        n = weight.shape[0]
    elif "qweight" in parts and (scale := _scale(parts)) is not None:
        n = scale.shape[-1]
    shape = (n, elements // n)
    if _IN_EXPERTS.search(name):
        split = Shard.ROW if leaf in ROW else Shard.COLUMN
        yield Weight(name, shape, split, Quantizable.EXPERTS, (), count, bias, checkpoint_names=(named,))
    elif leaf in EMBEDDINGS:
        yield Weight(name, shape, Shard.VOCAB)
    elif leaf in HEADS:
        yield Weight(name, shape, Shard.VOCAB, Quantizable.HEAD, bias=bias, checkpoint_names=(named,))
    elif leaf in KEYS | FUSED:
        heads, kv_heads, head = architecture.num_attention_heads, architecture.num_kv_heads, architecture.head_dim
        queries = heads * head if leaf in FUSED else 0
        split = Shard.QKV if (n - queries) == (1 if leaf in KEYS else 2) * kv_heads * head else Shard.COLUMN
        yield Weight(
            name, shape, split, Quantizable.LINEAR, (queries, n - queries, 0, kv_heads) if split is Shard.QKV else (),
            bias=bias, checkpoint_names=(named,),
        )  # fmt: skip
    else:
        split = Shard.COLUMN if leaf in COLUMN else Shard.ROW if leaf in ROW else Shard.REPLICATED
        yield Weight(name, shape, split, Quantizable.LINEAR, bias=bias, checkpoint_names=(named,))
