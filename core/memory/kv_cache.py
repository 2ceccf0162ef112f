# SPDX-License-Identifier: Apache-2.0
"""The KV cache as vLLM plans it: blocks, tokens, concurrency, and the refusal with its numbers.

Sources: vllm/v1/core/kv_cache_planning.py (get_kv_cache_configs), vllm/v1/core/kv_cache_utils.py
(get_kv_cache_capacity), 0.33.0; what other releases do differently stands in core/memory/releases.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import lcm

from rigwise.core.memory.kv_groups import group_layers
from rigwise.core.memory.kv_pages import CHUNKED, FULL, LATENT, SLIDING, STATE, Demand, KvGroup, PageSpec
from rigwise.core.memory.kv_specs import (
    COMPRESSED_BLOCK,
    align_hybrid,
    attention_kernels,
    exports_checkpoints,
    page_specs,
    resolve_kv_cache_dtype,
    state_bytes,
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
    StateCache,
)


@dataclass(frozen=True, slots=True)
class KvLayout:
    """How the cache is cut into blocks; it does not depend on how much memory there is.

    block_size:      tokens per block, as vLLM's cache_config has it.
    groups:          layers that share a block table; empty for a model that caches nothing.
    bytes_per_block: one block over all layers of a stage, per pipeline stage.
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

    @property
    def group_count(self) -> int:
        """Block tables that vLLM keeps."""
        return sum(group.count for group in self.groups)

    @property
    def has_states(self) -> bool:
        """Some layers keep a recurrent state."""
        return any(group.specs[0].kind == STATE for group in self.groups)

    @property
    def demand(self) -> Demand:
        """The blocks of one request as a function of its length."""
        return Demand.of(self.groups, self.in_flight_tokens)


@dataclass(frozen=True, slots=True)
class KvPlan:
    """What vLLM makes of a memory budget.

    fits:           the fit check passes; refusal says "none" (no memory for a single block) or "context".
    max_model_len:  the context in force, shortened where "auto" was asked for.
    num_blocks:     the smallest stage's, the null block included; as logged.
    tokens, concurrency: as logged ("GPU KV cache size", "Maximum concurrency"); None when refused.
    required_bytes: one request of max_model_len, on the stage that refuses or is the tightest.
    usable_bytes:   what the check compares with: that stage's budget, less the null block where held back.
    estimated_max_model_len: as the refusal prints it, at most max_model_len; 0: not even one token.
    longest_context: the longest single request that would fit, at most `context_limit`.
    most_sequences: with recurrent states, the largest --max-num-seqs that starts with CUDA graphs, as every sequence
        holds a block (vllm/config/compilation.py); None where nothing bounds it.
    """

    layout: KvLayout
    fits: bool
    refusal: str | None
    max_model_len: int
    num_blocks: int
    blocks_per_request: int
    tokens: int | None
    concurrency: float | None
    required_bytes: int
    usable_bytes: int
    estimated_max_model_len: int
    longest_context: int
    most_sequences: int | None = None


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
    prefix_caching: bool = True,
    speculative_tokens: int = 0,
    draft: Sequence[LayerCache] = (),
) -> KvLayout:
    """Cut the cache into blocks.

    partition:           layers of each pipeline stage where set by hand (VLLM_PP_LAYER_PARTITION).
    kv_cache_dtype:      as the flag has it; checkpoint_kv_dtype: what the checkpoint's KV scheme says, for "auto".
    capability:          compute capability of the cards, which decides the attention kernels.
    block_size:          the user's wish, None without.
    speculative_tokens:  proposed per step by multi-token prediction or a draft model; draft: what its layers cache
                         (they sit on the last stage).
    Raises RigwiseError for a format that is not known and pages that vLLM cannot mix.
    """
    caches = [layer.cache for layer in architecture.layers]
    kinds = dict(zip(map(id, caches), caches, strict=True))
    latent = next((cache for cache in kinds.values() if isinstance(cache, LatentCache)), None)
    sparse = latent is not None and latent.sparse
    compressed = any(isinstance(cache, CompressedCache) for cache in kinds.values())
    dtype = resolve_kv_cache_dtype(kv_cache_dtype, checkpoint=checkpoint_kv_dtype, sparse=sparse, capability=capability)
    kernels = attention_kernels(
        latent=latent is not None,
        sparse=sparse,
        head_dim=architecture.head_dim,
        kv_cache_dtype=dtype,
        capability=capability,
    )
    size = COMPRESSED_BLOCK if compressed else block_size or kernels.preferred
    element, tp = architecture.dtype_bytes, tensor_parallel_size
    states = [cache for cache in kinds.values() if isinstance(cache, StateCache)]
    page = blocks = 0
    if states:
        attention = latent or next((cache for cache in kinds.values() if isinstance(cache, AttentionCache)), None)
        # Without any attention there is no prefix caching.
        cached = prefix_caching and release.states_prefix_cached and attention is not None
        blocks, alignment = _state_blocks(states, capability, release) if cached else (1, 0)
        blocks += speculative_tokens
        if attention is not None:
            token = token_bytes(attention, tp, dtype, element)
            state = max(state_bytes(cache, tp, speculative_tokens) for cache in states)
            size = align_hybrid(
                size,
                state=state,
                token=token,
                kernels=kernels,
                latent=latent is not None,
                checkpoint_alignment=alignment,
            )
            page = size * token
    pages = {
        id(cache): page_specs(
            cache,
            block_size=size,
            tensor_parallel_size=tp,
            kv_cache_dtype=dtype,
            dtype_bytes=element,
            state_page=page,
            state_blocks=blocks,
            speculative_tokens=speculative_tokens,
        )
        for cache in (*kinds.values(), *draft)
    }
    kept_whole = {SLIDING: not release.sliding_window_groups, CHUNKED: not release.chunked_groups}
    if any(kept_whole.values()) and any(spec.kind in (FULL, LATENT) for specs in pages.values() for spec in specs):
        pages = {
            key: tuple(spec.kept_whole() if kept_whole.get(spec.kind) else spec for spec in specs)
            for key, specs in pages.items()
        }
    stages = pipeline_parallel_size
    layers: dict[PageSpec, list[int]] = {}
    for stage, (start, stop) in enumerate(pipeline_stages(len(caches), stages, partition)):
        for key, count in Counter(map(id, caches[start:stop])).items():
            for spec in pages[key]:
                layers.setdefault(spec, [0] * stages)[stage] += count
    for cache in draft:
        for spec in pages[id(cache)]:
            layers.setdefault(spec, [0] * stages)[-1] += 1
    grouping = group_layers(layers, packed=compressed)
    batches = max(2, stages) if release.concurrent_batches_in_flight else 1
    notes: tuple[str, ...] = ()
    if stages > 1 and batches > 1 and any(spec.kind in (SLIDING, CHUNKED) for spec in layers):
        # Model runner V2 counts one batch more than the planner without it (vllm/config/vllm.py).
        notes = ("Sliding windows on a pipeline may keep room for one more batch.",)
    in_flight = batches * max_num_batched_tokens
    return KvLayout(size, grouping.groups, grouping.bytes_per_block, in_flight, dtype, notes)


def _state_blocks(states: Sequence[StateCache], capability: tuple[int, int], release: Release) -> tuple[int, int]:
    """Blocks of state that a request holds with prefix caching, and the alignment that prefills handing out states ask
    of blocks (vllm/v1/kv_cache_interface.py MambaSpec)."""
    exports = [exports_checkpoints(state, capability=capability, cuda=release.cuda_major) for state in states]
    if not release.states_exported_in_prefill or not all(exports):
        return 2, 0
    return 3, lcm(*exports)


def plan_kv_cache(
    layout: KvLayout,
    *,
    available: Sequence[int],
    max_model_len: int,
    release: Release,
    auto: bool = False,
    context_limit: int | None = None,
) -> KvPlan:
    """Plan the cache for a budget.

    available:     bytes for the cache per pipeline stage, the smallest rank of each.
    max_model_len: tokens; with auto ("--max-model-len auto") the most that may be tried.
    context_limit: up to where `longest_context` is looked for; max_model_len by default.
    """
    limit = max(max_model_len, context_limit or 0)
    if not layout.groups:
        return KvPlan(layout, True, None, max_model_len, 1, 0, None, None, 0, min(available), max_model_len, limit)
    stages = [
        (budget - width * release.null_block_withheld, budget // width, width)
        for budget, width in zip(available, layout.bytes_per_block, strict=True)
        if width
    ]
    usable_blocks = min(usable // width for usable, _, width in stages)
    demand = layout.demand
    longest = demand.longest(usable_blocks, limit)
    estimated = min(longest, max_model_len)
    if auto and estimated:
        max_model_len = estimated
    need = demand.blocks(max_model_len)
    # vLLM checks rank after rank and reports the first that fails.
    failing = (s for s in stages if s[0] <= 0 or need * s[2] > s[0])
    usable, _, width = next(failing, min(stages, key=lambda s: s[0] / s[2]))
    refusal = "none" if usable <= 0 else "context" if need * width > usable else None
    num_blocks = max(0, min(blocks for _, blocks, _ in stages))
    concurrency = num_blocks / need
    if release.tokens_from_concurrency:
        tokens = int(concurrency * max_model_len)
    else:
        sizes = [spec.block_size for group in layout.groups for spec in group.specs if spec.kind != STATE]
        tokens = num_blocks // layout.group_count * min(sizes, default=max_model_len)
    fits = refusal is None
    return KvPlan(
        layout,
        fits,
        refusal,
        max_model_len,
        num_blocks,
        need,
        tokens if fits else None,
        concurrency if fits else None,
        need * width,
        usable,
        demand.longest(usable // width, max_model_len) if refusal == "context" else estimated,
        longest,
        num_blocks if release.sequences_bound_by_states and layout.has_states else None,
    )
