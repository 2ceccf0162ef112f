# SPDX-License-Identifier: Apache-2.0
"""What one step of a model asks of a rank: bytes to read, arithmetic to do, messages to send. Counted, not measured."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt

from rigwise.core.memory.kv_specs import resolve_kv_cache_dtype, state_bytes, token_bytes
from rigwise.core.memory.latents import sparse
from rigwise.core.memory.weights import WeightLine, stage_weights
from rigwise.core.models.architecture import (
    AttentionCache,
    CompressedCache,
    LatentCache,
    Layer,
    ModelArchitecture,
    Quantizable,
    Shard,
    StateCache,
)
from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.models.quantization import Format
from rigwise.core.problems import RigwiseError

SPARSE_TOKENS = 2048  # index_topk of sparse latent attention (vllm/model_executor/models/deepseek_v2.py)

# Kernels that run one after the other in a layer once vLLM has compiled it: norms fused with what precedes them,
# projections, rotary embedding with the cache write, attention and its reduction, activation
# (vllm/model_executor/models/llama.py, qwen3_moe.py, qwen3_next.py, 0.33.0).
DENSE_MIXER_KERNELS = 6
STATE_MIXER_KERNELS = 9
MLP_KERNELS = 4
EXPERT_KERNELS = 9  # router, top-k, sort, two grouped products, activation, sum, shared expert
QUANTIZED_INPUT_KERNELS = (
    1  # low-precision products quantize their inputs first; norms and activations do it on the way
)


@dataclass(frozen=True, slots=True)
class Reach:
    """Cache that attention reads: bytes of one token over all layers of a kind, at most `most` tokens (None: all)."""

    bytes_each: int
    most: int | None
    ratio: int = 1

    def read(self, context: int) -> int:
        tokens = context // self.ratio
        return self.bytes_each * (tokens if self.most is None else min(tokens, self.most))


@dataclass(frozen=True, slots=True)
class StageWork:
    """One rank of a pipeline stage.

    dense, experts:  bytes of weights read in a step: always, and of all local experts together.
    expert_count, expert_active: of the whole model, which decide how many experts a batch touches.
    expert_ranks: ranks that hold whole experts (expert parallel), 1 where each holds a slice of all.
    products:        arithmetic of one token, FLOP by the precision of the tensor cores that do it.
    head_products:   of one sampled token (the last stage's lm_head), in 16 bit.
    reach, states:   cache read for a request: by token, and its fixed states (read and written).
    attention:       query-key-value FLOP of one token for one token of context, with the window it is cut to.
    kernels, reduces: how many run in a row; how many sums over the tensor-parallel ranks, each of `hidden` x 2 bytes.
    mixtures:        layers with experts.
    """

    layers: int
    dense: int
    experts: int
    expert_count: int
    expert_active: int
    expert_ranks: int
    products: tuple[tuple[str, float], ...]
    head_products: float
    reach: tuple[Reach, ...]
    states: int
    attention: tuple[tuple[float, int | None], ...]
    kernels: int
    reduces: int
    mixtures: int
    hidden: int

    def touched(self, tokens: int) -> float:
        """The share of the experts that a batch needs when each token picks its own at random."""
        if not self.expert_count:
            return 0.0
        return 1 - (1 - min(1.0, self.expert_active / self.expert_count)) ** tokens

    def uneven(self, tokens: int) -> float:
        """How much more than its share the busiest rank reads when whole experts lie on ranks: the largest of
        `expert_ranks` Poisson numbers, sqrt(2 mean ln ranks) above their mean; never more than everything."""
        if self.expert_ranks == 1:
            return 1.0
        mean = max(1e-9, tokens * self.expert_active / self.expert_ranks)
        most = min(self.expert_ranks, 1 / max(self.touched(tokens), 1e-9))
        return min(1 + sqrt(2 * log(self.expert_ranks) / mean), most)

    def cache_read(self, context: int) -> int:
        """Bytes of cache that one request of so many tokens reads in a step."""
        return sum(reach.read(context) for reach in self.reach) + self.states


def precision(form: Format, capability: tuple[int, int]) -> str:
    """The tensor-core precision that vLLM 0.33 multiplies a format in on a card; "fp16" where a weight-only kernel
    unpacks it first (get_min_capability and kernel order in model_executor/layers/quantization/)."""
    name, major = form.name, capability[0]
    if name.startswith("FP8"):
        blocks = form.block != (0, 0)
        native = capability >= (9, 0) if blocks else capability >= (8, 9)
        return "fp8" if native else "fp16"
    if name == "NVFP4":
        return "fp4" if major in (10, 12) else "fp16"
    if name == "MXFP4":
        return "fp8" if major == 10 else "fp16"
    if name == "MXFP8":
        return "fp8" if major >= 10 else "fp16"
    if name == "INT8" and form.bits == 8:
        return "int8"
    return "fp16"


@lru_cache(maxsize=2048)
def stage_work(
    checkpoint: Checkpoint,
    tp: int,
    pp: int,
    dp: int,
    expert_parallel: bool,
    capability: tuple[int, int],
    partition: tuple[int, ...] | None,
    kv_cache_dtype: str,
) -> tuple[StageWork, ...]:
    """The work of one rank of each pipeline stage, as vLLM shards the model."""
    architecture = checkpoint.architecture
    dtype = kv_type(checkpoint, kv_cache_dtype, capability)
    stages = stage_weights(checkpoint, tp, pp, dp, expert_parallel, capability, partition)
    outside = {id(weight) for weight in (*architecture.first, *architecture.everywhere)}
    heads = {id(weight) for weight in architecture.last}
    work = []
    for number, stage in enumerate(stages):
        last = number == pp - 1
        dense = experts = 0
        head = 0.0
        products: dict[str, float] = {}
        for line in stage.lines:
            tied = architecture.tied and last and line.weight.shard is Shard.VOCAB
            if (id(line.weight) in outside and not tied) or len(line.weight.shape) != 2:
                continue
            flops = _flops(line)
            if line.weight.quantizable is Quantizable.EXPERTS and architecture.experts:
                experts += line.total
                share = architecture.experts.active / architecture.experts.count
                kind = precision(line.form, capability)
                products[kind] = products.get(kind, 0.0) + flops * min(1.0, share)
            elif line.weight.shard is Shard.VOCAB:
                if tied or id(line.weight) in heads:  # else a table of which a token reads one row
                    dense += line.total
                    head += flops
            else:
                dense += line.total
                kind = precision(line.form, capability)
                products[kind] = products.get(kind, 0.0) + flops
        begin, end = stage.layers
        layers = architecture.layers[begin:end]
        reach, states = _cache(architecture, layers, tp, dtype)
        quantized = any(kind != "fp16" for kind in products)
        work.append(
            StageWork(
                layers=len(layers),
                dense=dense,
                experts=experts,
                expert_count=architecture.experts.count if architecture.experts else 0,
                expert_active=architecture.experts.active if architecture.experts else 0,
                expert_ranks=tp * dp if expert_parallel else 1,
                products=tuple(products.items()),
                head_products=head,
                reach=reach,
                states=states,
                attention=_attention(architecture, layers, tp),
                kernels=sum(_kernels(layer, quantized) for layer in layers),
                reduces=sum(_reduces(layer) for layer in layers),
                mixtures=sum(any(w.quantizable is Quantizable.EXPERTS for w in layer.weights) for layer in layers),
                hidden=architecture.hidden_size,
            )
        )
    return tuple(work)


def kv_type(checkpoint: Checkpoint, kv_cache_dtype: str, capability: tuple[int, int]) -> str:
    """The cache format in force."""
    return resolve_kv_cache_dtype(
        kv_cache_dtype,
        checkpoint=checkpoint.quantization.kv_cache_dtype,
        sparse=sparse(checkpoint.architecture),
        capability=capability,
    )


def _flops(line: WeightLine) -> float:
    """Two per element of the rank's matrices, over all layers."""
    n, k = line.share.shape
    return 2.0 * n * k * line.share.copies * line.count


def _cache(
    architecture: ModelArchitecture, layers: Iterable[Layer], tp: int, dtype: str
) -> tuple[tuple[Reach, ...], int]:
    kinds: dict[tuple[int | None, int], int] = {}
    states = 0

    def add(size: int, most: int | None, ratio: int = 1) -> None:
        kinds[most, ratio] = kinds.get((most, ratio), 0) + size

    for layer in layers:
        cache = layer.cache
        if isinstance(cache, StateCache):
            states += 2 * state_bytes(cache, tp)
        elif isinstance(cache, CompressedCache):
            add(cache.latent_dim + 8, cache.window)
            if cache.ratio > 1:
                add(cache.latent_dim + 8, SPARSE_TOKENS if cache.indexer_dim else None, cache.ratio)
        elif isinstance(cache, LatentCache):
            size = _token_bytes(cache, tp, dtype, architecture.dtype_bytes)
            add(size, cache.window or (SPARSE_TOKENS if cache.sparse else None))
            if cache.indexer_dim:
                add(cache.indexer_dim + 4, None)
        elif isinstance(cache, AttentionCache):
            add(_token_bytes(cache, tp, dtype, architecture.dtype_bytes), cache.window or cache.chunk)
    return tuple(Reach(size, most, ratio) for (most, ratio), size in kinds.items()), states


def _token_bytes(cache: AttentionCache | LatentCache, tp: int, dtype: str, dtype_bytes: int) -> int:
    try:
        return token_bytes(cache, tp, dtype, dtype_bytes)
    except RigwiseError:  # a format that is refused elsewhere
        return token_bytes(cache, tp, "auto", dtype_bytes)


def _attention(
    architecture: ModelArchitecture, layers: Iterable[Layer], tp: int
) -> tuple[tuple[float, int | None], ...]:
    found: dict[int | None, float] = {}
    for layer in layers:
        cache = layer.cache
        if isinstance(cache, AttentionCache):
            heads = cache.query_heads or architecture.num_attention_heads
            most = cache.window or cache.chunk
            found[most] = found.get(most, 0.0) + 2.0 * heads / tp * (cache.head_dim + cache.head_dim_v)
        elif isinstance(cache, LatentCache):
            most = cache.window or (SPARSE_TOKENS if cache.sparse else None)
            width = 2 * cache.kv_lora_rank + cache.rope_dim
            found[most] = found.get(most, 0.0) + 2.0 * architecture.num_attention_heads / tp * width
    return tuple((flops, most) for most, flops in found.items())


def _kernels(layer: Layer, quantized: bool) -> int:
    """Kernels in a row for one token."""
    names = {weight.name.split(".")[0] for weight in layer.weights if len(weight.shape) == 2}
    mixer = 0
    if layer.cache is not None:
        mixer = STATE_MIXER_KERNELS if isinstance(layer.cache, StateCache) else DENSE_MIXER_KERNELS
    has_experts = any(weight.quantizable is Quantizable.EXPERTS for weight in layer.weights)
    feeds = len(names) > (1 if layer.cache is not None else 0)
    feed = EXPERT_KERNELS if has_experts else MLP_KERNELS if feeds else 0
    return mixer + feed + (QUANTIZED_INPUT_KERNELS if quantized else 0)


def _reduces(layer: Layer) -> int:
    """Sums over the ranks: one behind each part whose last matrix is split by rows."""
    return len({weight.name.split(".")[0] for weight in layer.weights if weight.shard is Shard.ROW})
