# SPDX-License-Identifier: Apache-2.0
"""How the KV cache is cut into blocks, for a model, its parallel sizes, a format and a card; before any budget.

Sources: vllm/platforms/interface.py (block size), vllm/v1/worker/gpu/attn_utils.py (one page specification a layer),
0.33.0; what other releases do differently stands in core/memory/releases.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import lcm
from typing import NamedTuple

from rigwise.core.memory.kv_groups import group_layers
from rigwise.core.memory.kv_pages import CHUNKED, FULL, LATENT, SLIDING, STATE, Block, Demand, KvGroup, PageSpec
from rigwise.core.memory.kv_specs import (
    COMPRESSED_BLOCK,
    TURBOQUANT,
    TURBOQUANT_EDGES,
    Kernels,
    align_hybrid,
    attention_kernels,
    exports_checkpoints,
    indexer_key,
    page_specs,
    resolve_kv_cache_dtype,
    state_bytes,
    tiled_by_64,
    token_bytes,
)
from rigwise.core.memory.releases import Release
from rigwise.core.memory.weights import pipeline_stages
from rigwise.core.models.architecture import (
    AttentionCache,
    CompressedCache,
    LatentCache,
    LayerCache,
    ModelArchitecture,
    PooledKeys,
    StateCache,
)
from rigwise.core.problems import refuse
from rigwise.core.words import phrase


@dataclass(frozen=True, slots=True)
class KvLayout:
    """How the cache is cut into blocks; it does not depend on how much memory there is.

    block_size:      tokens per block, as vLLM's cache_config has it.
    groups:          layers that share a block table; empty for a model that caches nothing.
    bytes_per_block: one block over all layers of a stage, per pipeline stage; blocks: the layers it is made of.
    in_flight_tokens: tokens of all batches in flight, which sliding windows keep room for.
    kv_cache_dtype:  the format in force.
    approximate:     why the figures for this layout may be off; empty when they are exact.
    """

    block_size: int
    groups: tuple[KvGroup, ...]
    bytes_per_block: tuple[int, ...]
    in_flight_tokens: int
    kv_cache_dtype: str = "auto"
    approximate: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()

    @property
    def group_count(self) -> int:
        """Block tables that vLLM keeps."""
        return sum(group.count for group in self.groups)

    @property
    def whole_block(self) -> int:
        """Bytes of one block over the layers of all stages."""
        return max(
            sum(
                spec.page * -(-members // group.count) for spec, members in zip(group.specs, group.members, strict=True)
            )
            for group in self.groups
        )

    @property
    def has_states(self) -> bool:
        """Some layers keep a recurrent state."""
        return any(group.specs[0].kind == STATE for group in self.groups)

    @property
    def demand(self) -> Demand:
        """The blocks of one request as a function of its length."""
        return Demand.of(self.groups, self.in_flight_tokens)


def kv_layout(
    architecture: ModelArchitecture,
    *,
    tensor_parallel_size: int = 1,
    pipeline_parallel_size: int = 1,
    partition: Sequence[int] | None = None,
    kv_cache_dtype: str = "auto",
    checkpoint_kv_dtype: str | None = None,
    capability: tuple[int, int] = (8, 9),
    block_size: int | None = None,
    max_num_batched_tokens: int,
    release: Release,
    prefix_caching: bool | None = None,
    speculative_tokens: int = 0,
    kept_tokens: int = 0,
    draft: Sequence[LayerCache] = (),
) -> KvLayout:
    """Cut the cache into blocks.

    partition:           layers of each pipeline stage where set by hand (VLLM_PP_LAYER_PARTITION).
    kv_cache_dtype:      as the flag has it; checkpoint_kv_dtype: what the checkpoint's KV scheme says, for "auto".
    capability:          compute capability of the cards, which decides the attention kernels.
    block_size, prefix_caching: the user's wish, None without.
    speculative_tokens:  proposed per step by multi-token prediction or a draft model; draft: what its layers cache
                         (they sit on the last stage); kept_tokens: that windows keep longer for it.
    Raises RigwiseError for a format that is not known, or not for this model, and pages that vLLM cannot mix.
    """
    caches = [layer.cache for layer in architecture.layers]
    beside = [layer.beside for layer in architecture.layers]
    latent = next((cache for cache in caches if isinstance(cache, LatentCache)), None)
    sparse = latent is not None and latent.sparse
    if latent is not None and latent.eight_bit and kv_cache_dtype == "auto" and capability[0] == 10:
        kv_cache_dtype = "fp8_e4m3"
    dtype = resolve_kv_cache_dtype(kv_cache_dtype, checkpoint=checkpoint_kv_dtype, sparse=sparse, capability=capability)
    kernels = attention_kernels(
        latent=latent is not None,
        sparse=sparse,
        capability=capability,
        block=max((cache.block for cache in caches if isinstance(cache, AttentionCache)), default=0),
    )
    # caches that stay 16-bit whatever the format
    plain = {id(c) for c in (*caches, *beside) if isinstance(c, AttentionCache | LatentCache) and c.plain}
    size = block_size or kernels.preferred
    if dtype in TURBOQUANT:
        size, ends = _turboquant(dtype, caches, size, kernels)
        plain |= ends
    everything = (*caches, *beside, *draft)
    kinds = dict(zip(map(id, everything), everything, strict=True))
    cut = _Cut(size)
    if any(isinstance(cache, CompressedCache) for cache in kinds.values()):
        cut = _Cut(COMPRESSED_BLOCK, packed=True)
    states = [cache for cache in kinds.values() if isinstance(cache, StateCache)]
    if states:
        attention = latent or next((cache for cache in caches if isinstance(cache, AttentionCache)), None)
        token = token_bytes(attention, tensor_parallel_size, dtype, architecture.dtype_bytes) if attention else 0
        largest = max(state_bytes(cache, tensor_parallel_size, speculative_tokens) for cache in states)
        cached = release.states_prefix_cached if prefix_caching is None else prefix_caching and release.states_cacheable
        held, alignment = _state_blocks(states, capability, release) if token and cached else (1, 0)
        cut = _with_states(size, largest, token, held + speculative_tokens, kernels, latent is not None, alignment)
        pooled = any(isinstance(cache, PooledKeys) for cache in kinds.values())
        if pooled or (latent is not None and latent.indexer_pool > 1):
            # blocks lie a whole number of latents, and of keys, apart (_get_kv_cache_bytes_per_block)
            cut = cut._replace(packed=True, stride=lcm(token, indexer_key(latent)) if latent is not None else 1)
    pages = {
        key: page_specs(
            cache,
            block_size=cut.block_size,
            tensor_parallel_size=tensor_parallel_size,
            kv_cache_dtype="auto" if key in plain else dtype,
            dtype_bytes=architecture.dtype_bytes,
            state_page=cut.state_page,
            state_blocks=cut.state_blocks,
            speculative_tokens=speculative_tokens,
            encoder_tokens=max_num_batched_tokens,
        )
        for key, cache in kinds.items()
    }
    kept = _kept_whole({key: _wider(specs, kept_tokens) for key, specs in pages.items()}, release)
    stages = pipeline_parallel_size
    layers: dict[PageSpec, list[int]] = {}
    for stage, (start, stop) in enumerate(pipeline_stages(len(caches), stages, partition)):
        members = [*caches[start:stop], *beside[start:stop], *(draft if stage == stages - 1 else ())]
        for key, count in Counter(map(id, members)).items():
            for spec in kept[key]:
                layers.setdefault(spec, [0] * stages)[stage] += count
    grouping = group_layers(layers, packed=cut.packed, stride=cut.stride)
    batches = max(2, stages) if release.concurrent_batches_in_flight else 1
    notes: tuple[str, ...] = ()
    if stages > 1 and batches > 1 and any(spec.kind in (SLIDING, CHUNKED) for spec in layers):
        # Model runner V2 counts one batch more than the planner without it (vllm/config/vllm.py).
        notes = (phrase("memory", "Sliding windows on a pipeline may keep room for one more batch."),)
    if not sparse and tiled_by_64(
        latent=latent is not None, head_dim=architecture.head_dim, kv_cache_dtype=dtype, capability=capability
    ):
        notes += (
            phrase(
                "memory", "Kernels that read an 8-bit cache in blocks of 64 tokens may round its capacity by 0.2 %."
            ),
        )
    in_flight = batches * max_num_batched_tokens
    widths = grouping.bytes_per_block or (0,) * stages
    return KvLayout(cut.block_size, grouping.groups, widths, in_flight, dtype, notes, grouping.blocks)


class _Cut(NamedTuple):
    """block_size in tokens; state_page: bytes that states are padded to, 0: their own; state_blocks: of a request;
    packed: pages of different sizes side by side; stride: bytes that blocks of such pages are padded to a multiple of."""

    block_size: int
    state_page: int = 0
    state_blocks: int = 1
    packed: bool = False
    stride: int = 1


def _with_states(size: int, state: int, token: int, held: int, kernels: Kernels, latent: bool, alignment: int) -> _Cut:
    """Beside attention (token: its bytes a token, else 0) a state fills one attention page."""
    if not token:
        return _Cut(size, state_blocks=held)
    size = align_hybrid(size, state=state, token=token, kernels=kernels, latent=latent, checkpoint_alignment=alignment)
    return _Cut(size, size * token, held)


def _state_blocks(states: Sequence[StateCache], capability: tuple[int, int], release: Release) -> tuple[int, int]:
    """Blocks of state that a request holds with prefix caching, and the alignment that prefills handing out states ask
    of blocks (vllm/v1/kv_cache_interface.py MambaSpec)."""
    exports = [exports_checkpoints(state, capability=capability, cuda=release.cuda_major) for state in states]
    if not release.states_exported_in_prefill or not all(exports):
        return 2, 0
    return 3, lcm(*exports)


def _turboquant(dtype: str, caches: list[LayerCache], size: int, kernels: Kernels) -> tuple[int, set[int]]:
    """The block size, and which caches stay 16-bit: without states, those of the layers at both ends, each of which
    gets a cache of its own in `caches` (vllm/engine/arg_utils.py, _align_heterogeneous_kv_block_size)."""
    for cache in caches:
        windowed = isinstance(cache, AttentionCache) and (cache.window or cache.chunk)
        if windowed or isinstance(cache, LatentCache | CompressedCache):
            raise refuse(
                "kv-cache-dtype-model",
                phrase(
                    "memory",
                    "The KV cache format {dtype} serves plain attention only, and this model has another kind.",
                ).format(dtype=dtype),
                phrase("memory", "Use auto or fp8."),
            )
    if any(isinstance(cache, StateCache) for cache in caches):
        return size, set()
    edges = min(TURBOQUANT_EDGES, len(caches) // 2)
    ends = [*range(edges), *range(len(caches) - edges, len(caches))]
    for index in ends:
        cache = caches[index]
        if isinstance(cache, AttentionCache):
            caches[index] = replace(cache)
    # A block of 8-bit keys and values spans a 16-bit page of the smallest block.
    return size * -(-2 * kernels.smallest // size), {id(caches[index]) for index in ends}


def _wider(specs: tuple[PageSpec, ...], tokens: int) -> tuple[PageSpec, ...]:
    if not tokens:
        return specs
    return tuple(spec._replace(reach=spec.reach + tokens) if spec.kind == SLIDING else spec for spec in specs)


def _kept_whole(pages: Mapping[int, tuple[PageSpec, ...]], release: Release) -> Mapping[int, tuple[PageSpec, ...]]:
    """The pages where a release keeps every token of windows beside full attention."""
    whole = {SLIDING: not release.sliding_window_groups, CHUNKED: not release.chunked_groups}
    if not any(whole.values()) or not any(spec.kind in (FULL, LATENT) for specs in pages.values() for spec in specs):
        return pages
    return {
        key: tuple(spec.kept_whole() if whole.get(spec.kind) else spec for spec in specs)
        for key, specs in pages.items()
    }
