# SPDX-License-Identifier: Apache-2.0
"""What one layer keeps in one block: page sizes by cache format, and the block size that the attention kernels ask for.

Sources (vLLM 0.33.0): vllm/v1/kv_cache_interface.py (page sizes), vllm/platforms/cuda.py (order of attention
backends), vllm/v1/attention/backends/ (kernel block sizes, packing), vllm/platforms/interface.py (block size,
alignment of hybrids), vllm/model_executor/layers/mamba/mamba_utils.py (state shapes).
"""

from __future__ import annotations

from math import lcm, prod
from typing import NamedTuple

from rigwise.core.memory.kv_pages import CHUNKED, CROSS, FULL, LATENT, SLIDING, STATE, PageSpec
from rigwise.core.models.architecture import (
    AttentionCache,
    CompressedCache,
    LatentCache,
    LayerCache,
    PooledKeys,
    StateCache,
)
from rigwise.core.problems import refuse
from rigwise.core.words import phrase

DEFAULT_BLOCK_SIZE = 16  # tokens; vllm/config/cache.py
LATENT_HYBRID_ALIGNMENT = 128  # tokens; the decode kernels for latent attention want 128-token units beside a state
GDN_CHECKPOINT_ALIGNMENT = 64  # tokens; FlashInfer's gated delta net (vllm/v1/attention/backends/gdn_attn.py)
KDA_CHECKPOINT_ALIGNMENT = 16  # tokens; FlashKDA (vllm/model_executor/layers/mamba/kda_checkpoint.py)
INDEXER_QUANT_BLOCK = 128  # channels per float32 scale of the sparse indexer's keys (models/deepseek_v2.py)

# Bytes per token and layer of packed latents (vllm/model_executor/layers/attention/mla_attention.py).
PACKED_LATENT = {"fp8_ds_mla": 656, "nvfp4_ds_mla": 352}
# Compressed latents (vllm/models/deepseek_v4/, 0.33.0): 448 bytes, 128 of rotary channels and 8 of scales a row; pages
# aligned for the decode kernel; blocks of 256 tokens for latents, 64 for the window, 4 or 8 for the compressor's state.
COMPRESSED_ROW = 584
COMPRESSED_ALIGNMENT = 576
COMPRESSED_BLOCK = 256
COMPRESSED_WINDOW_BLOCK = 64
COMPRESSOR_BLOCK = {4: 4, 128: 8}
# Bits of keys and values (vllm/model_executor/layers/quantization/turboquant/config.py); 8-bit keys are plain fp8.
TURBOQUANT = {
    "turboquant_k8v4": (8, 4),
    "turboquant_4bit_nc": (4, 4),
    "turboquant_k3v4_nc": (3, 4),
    "turboquant_3bit_nc": (3, 3),
}
TURBOQUANT_EDGES = 2  # layers at each end that stay 16-bit, in models without states
SCALE_BYTES = 4  # one float32 scale per head and side in the *_per_token_head formats


class Kernels(NamedTuple):
    """What the attention backend asks of blocks.

    preferred: block size without a wish of the user's; smallest: the unit a block must be a multiple of (tokens).
    """

    preferred: int
    smallest: int


def attention_kernels(
    *,
    latent: bool,
    sparse: bool,
    capability: tuple[int, int],
    block: int = 0,
) -> Kernels:
    """The block sizes of the backend that vLLM picks first for this card (platforms/cuda.py).

    block: what the model's own kernels ask for, 0: nothing. FlashAttention, Triton and FlashInfer all serve 16-token
    blocks; latent attention differs by card.
    """
    major = capability[0]
    if not latent:
        size = max(DEFAULT_BLOCK_SIZE, block)
        return Kernels(size, size)
    if sparse:
        return Kernels(64, 64)  # the indexer's kernel, on every card that serves it
    if major == 10:
        return Kernels(32, 32)  # FLASHINFER_MLA
    # On Hopper TRITON_MLA serves an fp8 cache where FLASHMLA is not built in (see `tiled_by_64`)
    return Kernels(DEFAULT_BLOCK_SIZE, DEFAULT_BLOCK_SIZE)  # FLASH_ATTN_MLA on Hopper, else TRITON_MLA


def tiled_by_64(*, latent: bool, head_dim: int, kv_cache_dtype: str, capability: tuple[int, int]) -> bool:
    """Whether a kernel that some builds leave out would read this cache in blocks of 64 tokens, so that capacity is
    rounded to those: FlashMLA, or FlashAttention 4 for 512-wide heads, with fp8 on Hopper."""
    return capability[0] == 9 and kv_cache_dtype.startswith("fp8") and (latent or head_dim == 512)


def resolve_kv_cache_dtype(
    kv_cache_dtype: str, *, checkpoint: str | None, sparse: bool, capability: tuple[int, int]
) -> str:
    """The format in force. checkpoint: the KV scheme that the checkpoint brings ("fp8", "nvfp4"), None without.

    Sparse latent attention packs: always on consumer Blackwell (12.x), for any 8-bit wish on Hopper
    (mla_attention.py _canonicalize_sparse_mla_kv_cache_dtype).
    """
    chosen = checkpoint or "auto" if kv_cache_dtype == "auto" else kv_cache_dtype
    if sparse:
        if chosen == "bfloat16":
            chosen = "auto"
        if capability[0] == 12 and chosen in ("auto", "fp8", "fp8_e4m3"):
            return "fp8_ds_mla"
        if capability[0] == 9 and chosen.startswith("fp8"):
            return "fp8_ds_mla"
    return chosen


def head_bytes(width: int, kv_cache_dtype: str, dtype_bytes: int) -> int:
    """Bytes that one token takes on one side (key or value) of one head of `width` channels.

    Raises RigwiseError for a format whose size is not known.
    """
    if kv_cache_dtype in ("auto", "float16", "bfloat16"):
        return width * dtype_bytes
    if kv_cache_dtype in ("fp8", "fp8_e4m3", "fp8_e5m2", "fp8_inc"):
        return width
    if kv_cache_dtype in ("int8_per_token_head", "fp8_per_token_head"):
        return width + SCALE_BYTES
    if kv_cache_dtype == "int4_per_token_head":
        return width // 2 + SCALE_BYTES
    if kv_cache_dtype.startswith("nvfp4"):
        return width // 2 + width // 16  # packed 4-bit values and one fp8 scale per 16
    raise refuse(
        "kv-cache-dtype-unknown",
        phrase("refusals", "The KV cache format {kv_cache_dtype} is not one whose size is known.").format(
            kv_cache_dtype=kv_cache_dtype
        ),
        phrase("refusals", "Use auto, fp8 or one of the *_per_token_head formats."),
    )


def state_bytes(state: StateCache, tensor_parallel_size: int, speculative_tokens: int = 0) -> int:
    """Bytes of one layer's state of one request on one rank; a convolution also keeps the speculated inputs."""
    channels, kernel = state.conv
    tensor_parallel_size = 1 if state.whole else tensor_parallel_size
    if state.kind != "mamba1":
        kernel += speculative_tokens
    if state.groups % tensor_parallel_size:
        # Every rank needs the B and C groups of its heads: they are duplicated up to one per rank.
        channels += 2 * (tensor_parallel_size - state.groups) * state.group_state
    convolution = channels // tensor_parallel_size * kernel * state.conv_bytes_each
    if not state.state:
        return convolution
    heads, *rest = state.state
    return convolution + heads // tensor_parallel_size * prod(rest) * state.state_bytes_each


def exports_checkpoints(state: StateCache, *, capability: tuple[int, int], cuda: int) -> int:
    """Alignment in tokens of the states that a prefill can hand out on the way, 0 where it cannot.

    Mamba 2 can at any token; the gated delta net where FlashInfer runs it: Hopper, and Blackwell with CUDA 13 and
    128-wide keys (qwen_gdn_linear_attn.py _resolve_gdn_prefill_backend); delta attention with a bounded gate where
    FlashKDA runs it, from Hopper on (models/kimi_k3/nvidia/kda.py).
    """
    if state.kind in ("mamba2", "word_conv"):
        return 1
    major = capability[0]
    if state.kind == "kda-bounded" and major >= 9 and state.state[-1:] == (128,):
        return KDA_CHECKPOINT_ALIGNMENT
    if state.kind == "gdn" and (major == 9 or (major in (10, 12) and cuda >= 13 and state.state[-1:] == (128,))):
        return GDN_CHECKPOINT_ALIGNMENT
    return 0


def align_hybrid(
    block_size: int, *, state: int, token: int, kernels: Kernels, latent: bool, checkpoint_alignment: int
) -> int:
    """The block size of a model with states beside attention: one attention page holds one state.

    state: bytes of the largest state; token: bytes of one token in one attention layer
    (platforms/interface.py _align_hybrid_block_size).
    """
    unit = max(kernels.smallest, block_size, LATENT_HYBRID_ALIGNMENT if latent else 0)
    unit = lcm(unit, checkpoint_alignment or 1)
    needed = unit * -(-state // (unit * token))
    needed = kernels.smallest * -(-needed // kernels.smallest)
    return max(block_size, needed)


def page_specs(
    cache: LayerCache,
    *,
    block_size: int,
    tensor_parallel_size: int,
    kv_cache_dtype: str,
    dtype_bytes: int,
    state_page: int = 0,
    state_blocks: int = 1,
    speculative_tokens: int = 0,
    encoder_tokens: int = 0,
) -> tuple[PageSpec, ...]:
    """The pages of one layer: none where it caches nothing, two where a sparse indexer has its own.

    state_page: what states are padded to in a hybrid, 0: their own size; state_blocks: blocks of a request.
    encoder_tokens: of an encoder's output, that a request keeps.
    """
    if cache is None:
        return ()
    if isinstance(cache, StateCache):
        own = state_bytes(cache, tensor_parallel_size, speculative_tokens)
        return (PageSpec(STATE, block_size, state_page or own, state_blocks, (own, cache.whole)),) if own else ()
    if isinstance(cache, CompressedCache):
        return _compressed_pages(cache)
    if isinstance(cache, PooledKeys):
        return _pooled_pages(cache, block_size, dtype_bytes, speculative_tokens)
    token = token_bytes(cache, tensor_parallel_size, kv_cache_dtype, dtype_bytes)
    if isinstance(cache, LatentCache):
        kind, reach = (SLIDING, cache.window) if cache.window else (LATENT, 0)
        main = PageSpec(kind, block_size, block_size * token, reach, (1, token))
        if not cache.indexer_dim:
            return (main,)
        key = indexer_key(cache)
        keys = PageSpec(LATENT, block_size, block_size // cache.indexer_pool * key, 0, (cache.indexer_pool, key))
        if cache.indexer_pool == 1:
            return (main, keys)
        return (main, keys, _tail_page(cache, speculative_tokens))
    shape = (rank_heads(cache, tensor_parallel_size), cache.head_dim, cache.head_dim_v)
    block_size = cache.own_block or block_size
    if cache.cross:
        return (PageSpec(CROSS, block_size, block_size * token, encoder_tokens, shape),)
    if cache.window:
        return (PageSpec(SLIDING, block_size, block_size * token, cache.window, shape),)
    if cache.chunk:
        return (PageSpec(CHUNKED, block_size, block_size * token, cache.chunk, shape),)
    return (PageSpec(FULL, block_size, block_size * token, 0, shape),)


def indexer_key(cache: LatentCache | CompressedCache) -> int:
    """Bytes of one key of a sparse indexer: 8-bit channels and a float32 scale for 128 of them."""
    return cache.indexer_dim + cache.indexer_dim // INDEXER_QUANT_BLOCK * SCALE_BYTES


def _tail_page(cache: LatentCache, speculative_tokens: int) -> PageSpec:
    """A ring of the last keys and their scores, which are not pooled yet; one block a request
    (models/glm5next/common/attention.py Glm5NextTailCache)."""
    pools = -(-(cache.indexer_pool + speculative_tokens) // cache.indexer_pool)
    ring = cache.indexer_pool * (1 << (pools - 1).bit_length())
    return PageSpec(STATE, ring, ring * 2 * cache.indexer_dim * 2, 1, (ring,))


def _pooled_pages(
    cache: PooledKeys, block_size: int, dtype_bytes: int, speculative_tokens: int
) -> tuple[PageSpec, ...]:
    """(models/qwen4_exp/common/qsa_cache.py)"""
    key = cache.dim * dtype_bytes
    ring = -(-(cache.pool + speculative_tokens) // cache.pool) * cache.pool
    return (
        PageSpec(STATE, ring, ring * (key + cache.extra), 1, (ring,)),
        PageSpec(LATENT, block_size, block_size // cache.pool * key, 0, (cache.pool, key)),
    )


def _compressed_pages(cache: CompressedCache) -> tuple[PageSpec, ...]:
    """Window, latents, indexer keys, and what the compressors of both still hold in float32."""
    window = PageSpec(
        SLIDING, COMPRESSED_WINDOW_BLOCK, _aligned(COMPRESSED_WINDOW_BLOCK * COMPRESSED_ROW), cache.window
    )
    if cache.ratio == 1:
        return (window,)
    rows = COMPRESSED_BLOCK // cache.ratio
    pages = [window, PageSpec(LATENT, COMPRESSED_BLOCK, _aligned(rows * COMPRESSED_ROW), 0, (cache.ratio,))]
    overlap = 2 if cache.ratio == 4 else 1  # neighbouring compressions share tokens
    state = PageSpec(SLIDING, COMPRESSOR_BLOCK[cache.ratio], 0, overlap * cache.ratio)
    if cache.indexer_dim:
        key = indexer_key(cache)
        pages.append(PageSpec(LATENT, COMPRESSED_BLOCK, _aligned(rows * key), 0, (cache.ratio, key)))
        pages.append(_compressor_page(state, overlap, cache.indexer_dim))
    pages.append(_compressor_page(state, overlap, cache.latent_dim))
    return tuple(pages)


def _compressor_page(state: PageSpec, overlap: int, width: int) -> PageSpec:
    """Running values and scores, float32."""
    row = 2 * overlap * width * SCALE_BYTES
    return state._replace(page=_aligned(state.block_size * row), shape=(width,))


def _aligned(size: int) -> int:
    return -(-size // COMPRESSED_ALIGNMENT) * COMPRESSED_ALIGNMENT


def rank_heads(cache: AttentionCache, tensor_parallel_size: int) -> int:
    """Key-value heads of one rank: at least one, so that they are copied where there are fewer than ranks."""
    return max(1, cache.kv_heads // tensor_parallel_size)


def token_bytes(
    cache: AttentionCache | LatentCache, tensor_parallel_size: int, kv_cache_dtype: str, dtype_bytes: int
) -> int:
    """Bytes that one token takes in one layer on one rank; a latent is whole on every rank."""
    if isinstance(cache, LatentCache):
        if kv_cache_dtype in PACKED_LATENT:
            return PACKED_LATENT[kv_cache_dtype]
        return head_bytes(cache.kv_lora_rank + cache.rope_dim, kv_cache_dtype, dtype_bytes)
    if kv_cache_dtype in TURBOQUANT:
        return rank_heads(cache, tensor_parallel_size) * _turboquant_bytes(cache.head_dim, *TURBOQUANT[kv_cache_dtype])
    both = head_bytes(cache.head_dim, kv_cache_dtype, dtype_bytes)
    both += head_bytes(cache.head_dim_v, kv_cache_dtype, dtype_bytes)
    return rank_heads(cache, tensor_parallel_size) * both


def _turboquant_bytes(width: int, key_bits: int, value_bits: int) -> int:
    """Key and value of one head: packed bits, the key's norm, the value's scale and zero point; an even number."""
    key = width if key_bits == 8 else -(-width * key_bits // 8) + 2
    value = -(-width * value_bits // 8) + 4
    return key + value + (key + value) % 2
