# SPDX-License-Identifier: Apache-2.0
"""Page sizes by cache format, and block sizes by card."""

import pytest
from rigwise.core.memory.kv_specs import (
    Kernels,
    align_hybrid,
    attention_kernels,
    head_bytes,
    resolve_kv_cache_dtype,
    state_bytes,
    token_bytes,
)
from rigwise.core.models.architecture import AttentionCache, LatentCache, StateCache
from rigwise.core.problems import RigwiseError


@pytest.mark.parametrize(
    ("dtype", "expected"),
    [
        ("auto", 256),
        ("bfloat16", 256),
        ("fp8", 128),
        ("fp8_e5m2", 128),
        ("int8_per_token_head", 132),
        ("int4_per_token_head", 68),
        ("nvfp4", 72),
    ],
)
def test_bytes_of_a_128_wide_head(dtype: str, expected: int) -> None:
    assert head_bytes(128, dtype, 2) == expected


def test_float32_models_cache_float32() -> None:
    assert head_bytes(128, "auto", 4) == 512


def test_an_unknown_format_is_refused_in_words() -> None:
    with pytest.raises(RigwiseError) as refused:
        head_bytes(128, "fp3", 2)
    assert refused.value.problem.code == "kv-cache-dtype-unknown"


def test_keys_and_values_may_differ_in_width() -> None:
    assert token_bytes(AttentionCache(8, 192, 128), 2, "auto", 2) == 4 * (192 + 128) * 2


@pytest.mark.parametrize(("dtype", "expected"), [("auto", 1152), ("fp8", 576), ("fp8_ds_mla", 656)])
def test_a_latent_is_576_wide_or_packed(dtype: str, expected: int) -> None:
    assert token_bytes(LatentCache(512, 64), 8, dtype, 2) == expected


@pytest.mark.parametrize(
    ("capability", "sparse", "block_size"),
    [
        ((8, 6), False, 16),
        ((9, 0), False, 16),
        ((10, 0), False, 32),
        ((12, 0), False, 16),
        ((9, 0), True, 64),
        ((12, 0), True, 64),
    ],
)
def test_block_size_of_latent_attention_follows_the_card(
    capability: tuple[int, int], sparse: bool, block_size: int
) -> None:
    kernels = attention_kernels(latent=True, sparse=sparse, capability=capability)
    assert kernels.preferred == block_size


def test_the_checkpoints_own_format_counts_for_auto_only() -> None:
    settled = {"sparse": False, "capability": (8, 9)}
    assert resolve_kv_cache_dtype("auto", checkpoint="fp8", **settled) == "fp8"
    assert resolve_kv_cache_dtype("bfloat16", checkpoint="fp8", **settled) == "bfloat16"
    assert resolve_kv_cache_dtype("auto", checkpoint=None, **settled) == "auto"


def test_sparse_latents_are_packed_where_the_kernel_asks_for_it() -> None:
    assert resolve_kv_cache_dtype("auto", checkpoint=None, sparse=True, capability=(12, 0)) == "fp8_ds_mla"
    assert resolve_kv_cache_dtype("fp8", checkpoint=None, sparse=True, capability=(9, 0)) == "fp8_ds_mla"
    assert resolve_kv_cache_dtype("auto", checkpoint=None, sparse=True, capability=(9, 0)) == "auto"


def test_groups_of_a_mamba2_state_are_copied_beyond_their_number() -> None:
    state = StateCache("mamba2", (4096 + 2 * 2 * 128, 3), (64, 64, 128), groups=2, group_state=128, state_bytes_each=4)
    recurrent = 64 * 64 * 128 * 4
    assert state_bytes(state, 1) == (4096 + 2 * 2 * 128) * 3 * 2 + recurrent
    assert state_bytes(state, 2) == state_bytes(state, 1) // 2
    assert state_bytes(state, 4) == (4096 + 2 * 4 * 128) // 4 * 3 * 2 + recurrent // 4


def test_a_block_grows_until_its_page_holds_a_state() -> None:
    kernels = Kernels(16, 16)
    # Qwen3-Next on one card: 2 heads of 256, 8192 channels x 3 and 32 x 128 x 128 states, all 16 bit.
    state = 8192 * 3 * 2 + 32 * 128 * 128 * 2
    assert align_hybrid(16, state=state, token=2048, kernels=kernels, latent=False, checkpoint_alignment=0) == 544
    assert align_hybrid(16, state=state, token=2048, kernels=kernels, latent=False, checkpoint_alignment=64) == 576
    assert align_hybrid(16, state=state, token=1152, kernels=kernels, latent=True, checkpoint_alignment=0) == 1024
    assert align_hybrid(1024, state=state, token=2048, kernels=kernels, latent=False, checkpoint_alignment=0) == 1024
