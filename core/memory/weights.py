# SPDX-License-Identifier: Apache-2.0
"""Weights per GPU: each parameter's share of a rank, in its format, as vLLM holds it after loading.

Sources: vllm/model_executor/layers/linear.py, vocab_parallel_embedding.py, fused_moe/, distributed/utils.py, 0.33.0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import gcd
from typing import NamedTuple

from rigwise.core.memory.latents import latent_layer, products
from rigwise.core.memory.loading import LATEST_LOADER, Loader, kept_bytes, probed
from rigwise.core.models.architecture import ModelArchitecture, Quantizable, Shard, Weight
from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.models.formats import format_of, layer_formats
from rigwise.core.models.quantization import MXFP4, PLAIN, Format, Quantization
from rigwise.core.words import mark

SMALLEST_BLOCK = 32  # of FP8 experts whose blocks are cut finer for tensor parallelism
SMALLEST_GROUP = 32  # of AWQ and GPTQ experts whose groups are halved for it
PACKED = frozenset(
    {"awq", "gptq", "gptq with desc_act", "inc"}
)  # methods whose files pack several columns into one number
OWN_PIXTRAL = frozenset({"PixtralForConditionalGeneration"})  # served as params.json describes it
VOCAB_PADDING = 64  # DEFAULT_VOCAB_PADDING_SIZE, vocab_parallel_embedding.py


class Share(NamedTuple):
    """What one rank holds of a weight: `copies` (experts side by side) of `shape`."""

    copies: int
    shape: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class WeightLine:
    """One line of the sum: `count` layers hold `weight` in `form`, of which a rank has `share`: `each` bytes a layer."""

    weight: Weight
    form: Format
    share: Share
    count: int
    each: int

    @property
    def total(self) -> int:
        return self.count * self.each


@dataclass(frozen=True, slots=True)
class StageWeights:
    """What every rank of one pipeline stage holds. layers: (first, behind the last).

    total: the lines' bytes, and with `kept_counted` what loading keeps beside them (core/memory/loading.py).
    kept:  those bytes.
    """

    layers: tuple[int, int]
    lines: tuple[WeightLine, ...]
    total: int
    kept: int = 0
    kept_counted: bool = False


def pipeline_stages(layers: int, stages: int, partition: Sequence[int] | None = None) -> tuple[tuple[int, int], ...]:
    """The layers of each stage: evenly, the rest to the stages before the last (distributed/utils.py get_pp_indices)."""
    if partition is None:
        sizes = [layers // stages] * stages
        for i in range(2, layers % stages + 2):
            sizes[-i] += 1
    else:
        sizes = list(partition)
    ends = [sum(sizes[: i + 1]) for i in range(stages)]
    return tuple((end - size, end) for end, size in zip(ends, sizes, strict=True))


# a search asks about one model up to 63 times; a whole catalogue kept would be 1.3 MB of the window
@lru_cache(maxsize=64)
def stage_weights(
    checkpoint: Checkpoint,
    tp: int = 1,
    pp: int = 1,
    dp: int = 1,
    expert_parallel: bool = False,
    capability: tuple[int, int] = (8, 9),
    partition: tuple[int, ...] | None = None,
    loader: Loader = LATEST_LOADER,
) -> tuple[StageWeights, ...]:
    """Bytes per rank of each pipeline stage. capability: of the cards, which picks the kernels and their padding;
    loader: what the release keeps beside the parameters."""
    architecture, quantization = checkpoint.architecture, checkpoint.quantization
    triton = capability[0] == 9 and loader.triton_experts
    ranks = _Ranks(tp, tp * dp, expert_parallel, triton, quantization.method in PACKED)
    stages = []
    for number, (begin, end) in enumerate(pipeline_stages(len(architecture.layers), pp, partition)):
        lines: dict[tuple[str, tuple[int, ...], int, Shard, str], tuple[Weight, Format, Share, int]] = {}
        for weight, form, times in _stage(architecture, quantization, number, pp, begin, end, loader.wide_tables):
            if loader.pixtral_whole and architecture.name in OWN_PIXTRAL and weight.name.startswith("pixtral."):
                weight = replace(weight, shard=Shard.REPLICATED)
            share = rank_share(weight, form, ranks)
            if weight.narrow and capability[0] in (9, 10):
                weight = replace(weight, bytes_each=None)
            if weight.quantizable is Quantizable.EXPERTS and weight.shard is not Shard.REPLICATED:
                form = refined(weight, form, share.shape)
            each = share_bytes(weight, form, share, architecture.dtype_bytes)
            key = (weight.name, weight.shape, each, weight.shard, form.name)
            known = lines.get(key)
            lines[key] = (weight, form, share, known[3] + times if known else times)
        table = [WeightLine(weight, form, share, count, key[2]) for key, (weight, form, share, count) in lines.items()]
        kept = sum(line.count * _kept(line, architecture.dtype_bytes, loader, triton) for line in table)
        if loader.up_projections == "products":
            formats = layer_formats(architecture, quantization)
            kept += sum(
                products(architecture, architecture.layers[index], formats[index], tp) for index in range(begin, end)
            )
        if latent_layer(architecture) is not None:
            kept += probed(loader, capability)
        total = sum(line.total for line in table) + (kept if loader.counted else 0)
        stages.append(StageWeights((begin, end), tuple(table), total, kept, loader.counted))
    return tuple(stages)


def _kept(line: WeightLine, dtype_bytes: int, loader: Loader, triton: bool) -> int:
    return kept_bytes(line.weight, line.form, line.share.copies, line.share.shape, dtype_bytes, loader, triton)


@dataclass(frozen=True, slots=True)
class _Ranks:
    tp: int
    expert_ranks: int
    expert_parallel: bool
    triton: bool
    packed: bool = False


def _stage(
    architecture: ModelArchitecture,
    quantization: Quantization,
    number: int,
    pp: int,
    begin: int,
    end: int,
    wide_tables: bool = False,
) -> list[tuple[Weight, Format, int]]:
    """What a stage holds: a weight, its format, and how many times; layers that are alike are taken together."""
    found = [(weight, format_of(quantization, weight, ""), 1) for weight in _towers(architecture, number, pp)]
    if architecture.rope_bytes:
        found.append((Weight(mark("sums", "rotary tables"), (architecture.rope_bytes,), bytes_each=1), PLAIN, 1))
    tables = {layer.table.name: layer.table for layer in architecture.layers[begin:end] if layer.table is not None}
    found += [(table, PLAIN, 1) for table in tables.values()]
    if architecture.rope_bytes_wide and wide_tables:
        found.append(
            (Weight(mark("sums", "wide rotary tables"), (architecture.rope_bytes_wide,), bytes_each=1), PLAIN, 1)
        )
    if number == 0 or architecture.embedding_everywhere:
        found += [(weight, format_of(quantization, weight, ""), 1) for weight in architecture.first]
    formats = layer_formats(architecture, quantization)
    alike = Counter((id(architecture.layers[i].weights), id(formats[i])) for i in range(begin, end))
    for index in range(begin, end):
        weights = architecture.layers[index].weights
        times = alike.pop((id(weights), id(formats[index])), 0)
        if times:
            found += [(weight, form, times) for weight, form in zip(weights, formats[index], strict=True)]
    if number == pp - 1 or architecture.head_everywhere:
        found += [(weight, format_of(quantization, weight, ""), 1) for weight in architecture.last]
        if architecture.tied and number > 0 and not architecture.embedding_everywhere:
            found += [(weight, PLAIN, 1) for weight in architecture.first if weight.shard is Shard.VOCAB]
    return found


def _towers(architecture: ModelArchitecture, number: int, pp: int) -> list[Weight]:
    """What every stage holds; of an encoder whose layers are cut like the decoder's, a stage's own."""
    held = []
    for weight in architecture.everywhere:
        if weight.staged:
            begin, end = pipeline_stages(weight.count, pp)[number]
            weight = replace(weight, count=end - begin)
        held.append(weight)
    return held


def mxfp4_padded(weight: Weight, n: int, k: int, triton: bool) -> tuple[int, int]:
    """MXFP4 experts are padded to the kernel's tiles: Marlin and TRT-LLM ask for 128 of the intermediate and 256 of the
    hidden dimension, Triton (Hopper) for 64 of the intermediate (fused_moe/oracle/mxfp4.py)."""
    inner, outer = (64, 1) if triton else (128, 256)
    if weight.shard is Shard.ROW:
        return _up(n, outer), _up(k, inner)
    parts = max(1, len(weight.parts))
    return _up(n // parts, inner) * parts, _up(k, outer)


def refined(weight: Weight, form: Format, shape: tuple[int, ...]) -> Format:
    """The format of an expert's share that its blocks or groups do not fill: they are cut finer.

    FP8 blocks to no less than 32 (fused_moe/oracle/fp8.py); groups of AWQ and GPTQ are halved, for kernels that read those
    as they are (quantization/moe_wna16.py), and GPTQ's zero points of symmetric checkpoints fall away.
    """
    n, k = shape
    width, hidden = (k, n) if weight.shard is Shard.ROW else (n // max(1, len(weight.parts)), k)
    if form.block[0]:
        finer = gcd(*form.block, width, hidden)
        if width % form.block[0] and finer >= SMALLEST_BLOCK:
            return replace(form, block=(finer, finer))
    elif form.group > 0 and form.name in REGROUPED and width % form.group:
        group = finer_group(form.group, width, hidden)
        return replace(form, group=group, zeros=form.zeros and form.name == "AWQ") if group else form
    return form


REGROUPED = frozenset({"AWQ", "GPTQ"})


def finer_group(group: int, width: int, hidden: int) -> int:
    """The group, halved until both dimensions of an expert are whole numbers of it; 0: there is none."""
    while group >= SMALLEST_GROUP and (width % group or hidden % group):
        group //= 2
    return group if group >= SMALLEST_GROUP else 0


def _up(size: int, multiple: int) -> int:
    return -(-size // multiple) * multiple


def rank_share(weight: Weight, form: Format, ranks: _Ranks) -> Share:
    """What one rank holds of one weight."""
    count, tp = weight.count, ranks.tp
    if weight.quantizable is Quantizable.EXPERTS:
        if ranks.expert_parallel:
            count, tp = -(-count // ranks.expert_ranks), 1
        else:
            tp = ranks.expert_ranks
    if len(weight.shape) == 1 or (weight.packed_whole and ranks.packed) or (weight.heads and weight.heads % tp):
        return Share(count, weight.shape)
    n, k = weight.shape
    if weight.shard is Shard.QKV:
        q, key, value, kv_heads = weight.parts
        share = max(1, kv_heads // tp)
        n = -(-q // tp) + (key + value) // kv_heads * share
    elif weight.shard is Shard.COLUMN:
        n = -(-n // tp)
    elif weight.shard is Shard.ROW:
        k = -(-k // tp)
    elif weight.shard is Shard.VOCAB:
        n = -(-(-(-n // VOCAB_PADDING) * VOCAB_PADDING) // tp)
    if form.name == MXFP4.name and weight.quantizable is Quantizable.EXPERTS:
        n, k = mxfp4_padded(weight, n, k, ranks.triton)
    return Share(count, (n, k))


def share_bytes(weight: Weight, form: Format, share: Share, dtype_bytes: int) -> int:
    """Bytes of one rank's share; dtype_bytes: of an element that no format and no dtype of its own decides."""
    element = weight.bytes_each or dtype_bytes
    if len(share.shape) == 1:
        return share.copies * share.shape[0] * element * (2 if weight.bias else 1)
    n, k = share.shape
    size = form.bytes(n, k, element)
    if weight.bias:
        size += n * element
    return share.copies * size
