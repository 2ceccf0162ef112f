# SPDX-License-Identifier: Apache-2.0
"""The KV cache for models and budgets whose outcome vLLM has shown: its planner's answers (0.33.0) and start-up logs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rigwise.core.memory.kv_cache import KvPlan, kv_layout, plan_kv_cache
from rigwise.core.memory.releases import release
from rigwise.core.models.architecture import (
    AttentionCache,
    CompressedCache,
    LatentCache,
    Layer,
    LayerCache,
    ModelArchitecture,
    StateCache,
)
from rigwise.core.models.catalogue import find
from rigwise.core.problems import RigwiseError

GIB = 1 << 30
ADA, HOPPER, BLACKWELL = (8, 9), (9, 0), (12, 0)


def model(*caches: LayerCache, head_dim: int = 128) -> ModelArchitecture:
    """A model whose layers cache these; equal caches are one object, as the readers make them."""
    return ModelArchitecture(
        name="AnyForCausalLM",
        dtype="bfloat16",
        dtype_bytes=2,
        hidden_size=4096,
        vocab_size=32000,
        num_attention_heads=32,
        num_kv_heads=8,
        head_dim=head_dim,
        intermediate_size=11008,
        max_position=131072,
        layers=tuple(Layer((), cache) for cache in caches),
    )


FULL8 = AttentionCache(8, 128, 128)
LLAMA_8B = model(*[FULL8] * 32)
GEMMA_3_27B = model(
    *[AttentionCache(16, 128, 128) if i % 6 == 5 else AttentionCache(16, 128, 128, 1024) for i in range(62)]
)
GPT_OSS_20B = model(*[AttentionCache(8, 64, 64) if i % 2 else AttentionCache(8, 64, 64, 128) for i in range(24)])
DEEPSEEK_V3 = model(*[LatentCache(512, 64)] * 61)
QWEN35_35B = model(
    *[
        AttentionCache(2, 256, 256) if i % 4 == 3 else StateCache("gdn", (8192, 3), (32, 128, 128), state_bytes_each=4)
        for i in range(40)
    ],
    head_dim=256,
)
QWEN35_27B = model(
    *[
        AttentionCache(4, 256, 256) if i % 4 == 3 else StateCache("gdn", (10240, 3), (48, 128, 128), state_bytes_each=4)
        for i in range(64)
    ],
    head_dim=256,
)
NEMOTRON_3_NANO = model(
    *[
        {"M": StateCache("mamba2", (6144, 3), (64, 64, 128), 8, 128, 4), "*": AttentionCache(2, 128, 128)}.get(kind)
        for kind in "MEMEM*EMEMEM*EMEMEM*EMEMEM*EMEMEM*EMEMEMEM*EMEMEMEME"
    ]
)
LLAMA_4_SCOUT = model(*[FULL8 if i % 4 == 3 else AttentionCache(8, 128, 128, chunk=8192) for i in range(48)])
MIMO_V2 = model(
    *[AttentionCache(4, 192, 128) if i % 6 == 0 and i < 54 else AttentionCache(8, 192, 128, 128) for i in range(47)],
    AttentionCache(4, 192, 128),
)
DEEPSEEK_V4_FLASH = model(
    *[CompressedCache(512, 128)] * 2,
    *[CompressedCache(512, 128, 128 if i % 2 else 4, 0 if i % 2 else 128) for i in range(41)],
    head_dim=512,
)
ALL = [
    LLAMA_8B,
    GEMMA_3_27B,
    GPT_OSS_20B,
    DEEPSEEK_V3,
    QWEN35_35B,
    NEMOTRON_3_NANO,
    LLAMA_4_SCOUT,
    MIMO_V2,
    DEEPSEEK_V4_FLASH,
]


def plan(
    architecture: ModelArchitecture,
    gib: float,
    context: int,
    *,
    version: str = "0.33.0",
    tp: int = 1,
    pp: int = 1,
    dtype: str = "auto",
    tokens: int = 2048,
    capability: tuple[int, int] = ADA,
    auto: bool = False,
    speculative: int = 0,
    draft: tuple[LayerCache, ...] = (),
) -> KvPlan:
    rules = release(version)
    layout = kv_layout(
        architecture,
        tensor_parallel_size=tp,
        pipeline_parallel_size=pp,
        kv_cache_dtype=dtype,
        capability=capability,
        max_num_batched_tokens=tokens,
        release=rules,
        speculative_tokens=speculative,
        draft=draft,
    )
    return plan_kv_cache(layout, available=[int(gib * GIB)] * pp, max_model_len=context, release=rules, auto=auto)


def test_plain_attention_holds_16_tokens_a_block() -> None:
    done = plan(LLAMA_8B, 10, 8192)
    assert (done.layout.block_size, done.layout.bytes_per_block) == (16, (2 << 20,))
    assert (done.num_blocks, done.tokens, done.concurrency) == (5120, 81920, 10.0)


@pytest.mark.parametrize(("tokens", "reported"), [(2048, 212_243), (8192, 145_829)])
def test_a_window_keeps_room_for_two_batches_in_flight(tokens: int, reported: int) -> None:
    done = plan(GEMMA_3_27B, 20, 131072, tokens=tokens)
    assert done.layout.group_count == 7
    assert done.num_blocks == 16384
    assert done.tokens == reported


def test_a_refusal_names_what_is_missing_as_vllm_prints_it() -> None:
    done = plan(GEMMA_3_27B, 3, 131072)
    assert (done.fits, done.refusal, done.tokens) == (False, "context", None)
    assert f"{done.required_bytes / GIB:.2f}" == "12.35"
    assert f"{done.usable_bytes / GIB:.1f}" == "3.0"
    assert done.estimated_max_model_len == 8480


def test_no_block_at_all_is_another_refusal() -> None:
    assert plan(LLAMA_8B, 0.001, 8192).refusal == "none"
    assert plan(LLAMA_8B, -1, 8192).refusal == "none"


@pytest.mark.parametrize(("first", "tokens"), [(True, 37_696), (False, None)])
def test_the_first_engine_logs_its_blocks_before_it_refuses(first: bool, tokens: int | None) -> None:
    """Llama 3.1 8B on an A10G with 0.7: 2,356 blocks, 0.29x of 131,072 tokens, then the refusal that names 37,696."""
    layout = kv_layout(LLAMA_8B, max_num_batched_tokens=2048, capability=(8, 6), release=release("0.7.2"))
    budget = 2356 * (2 << 20)
    plan = plan_kv_cache(layout, available=[budget], max_model_len=131072, release=release("0.7.2"), logged_first=first)
    assert not plan.fits
    assert plan.tokens == tokens
    assert plan.concurrency == (pytest.approx(0.2876, abs=1e-4) if first else None)


def test_the_block_that_is_never_handed_out_is_missing_since_0_29() -> None:
    exactly = 8192 / 16 * (2 << 20) / GIB
    assert plan(LLAMA_8B, exactly, 8192, version="0.28.0").fits
    refused = plan(LLAMA_8B, exactly, 8192, version="0.29.0")
    assert (refused.fits, refused.estimated_max_model_len) == (False, 8192 - 16)


@pytest.mark.parametrize(
    ("version", "gib", "context", "tokens", "concurrency"),
    [("0.12.0", 15.37, 32768, 335_664, 19.20), ("0.12.0", 21.09, 24000, 460_688, 35.18)],
)
def test_gpt_oss_20b_as_logged(version: str, gib: float, context: int, tokens: int, concurrency: float) -> None:
    done = plan(GPT_OSS_20B, gib, context, version=version)
    assert done.tokens == pytest.approx(tokens, rel=0.001)
    assert done.concurrency == pytest.approx(concurrency, abs=0.02)


@pytest.mark.parametrize(
    ("architecture", "version", "tp", "gib", "context", "dtype", "block_size", "tokens"),
    [
        (QWEN35_27B, "0.19.0", 4, 7.0, 32768, "auto", 784, 114_464),
        (QWEN35_27B, "0.19.0", 4, 7.47, 32768, "auto", 784, 122_304),
        (QWEN35_27B, "0.26.0", 1, 8.82, 131072, "auto", 784, 141_036),
        (QWEN35_27B, "0.26.0", 1, 16.74, 131072, "auto", 784, 267_509),
        (QWEN35_35B, "0.20.0", 1, 3.07, 65536, "fp8", 2096, 79_648),
        (QWEN35_35B, "0.20.0", 1, 4.88, 131072, "auto", 1056, 63_360),
    ],
)
def test_hybrids_as_logged(
    architecture: ModelArchitecture,
    version: str,
    tp: int,
    gib: float,
    context: int,
    dtype: str,
    block_size: int,
    tokens: int,
) -> None:
    done = plan(architecture, gib, context, version=version, tp=tp, dtype=dtype)
    assert done.layout.block_size == block_size
    assert done.tokens == tokens


def test_prefix_cached_states_take_a_second_block_since_0_28() -> None:
    before, after = (plan(QWEN35_35B, 5.98, 131072, dtype="fp8", version=v) for v in ("0.27.0", "0.28.0"))
    assert (before.blocks_per_request, after.blocks_per_request) == (63 + 3, 63 + 6)
    assert after.tokens == 567_978


def test_states_that_prefill_hands_out_take_a_third_block() -> None:
    done = plan(NEMOTRON_3_NANO, 3, 262144)
    assert done.layout.block_size == 2096
    assert (done.num_blocks, done.tokens, done.concurrency) == (250, 474_898, 1.8115942028985508)


def test_flashinfer_states_sit_on_64_token_borders() -> None:
    assert plan(QWEN35_35B, 20, 131072, capability=BLACKWELL).layout.block_size == 1088
    assert plan(QWEN35_35B, 20, 131072, capability=ADA).layout.block_size == 1056
    assert plan(QWEN35_35B, 20, 131072, capability=BLACKWELL, version="0.25.0").layout.block_size == 1056


def test_each_sequence_holds_a_block_of_state() -> None:
    assert plan(QWEN35_27B, 8.82, 131072, version="0.26.0").most_sequences == 184
    assert plan(QWEN35_27B, 8.82, 131072, version="0.18.0").most_sequences is None
    assert plan(LLAMA_8B, 8.82, 8192).most_sequences is None


def test_multi_token_prediction_adds_a_layer_and_state_blocks() -> None:
    done = plan(
        QWEN35_35B, 66.37, 262144, version="0.20.0", dtype="fp8", speculative=2, draft=(AttentionCache(2, 256, 256),)
    )
    assert done.layout.block_size == 2128
    assert done.tokens == 1_581_104


def test_chunked_attention_frees_what_lies_before_the_chunk() -> None:
    done = plan(LLAMA_4_SCOUT, 3, 10_485_760)
    assert f"{done.required_bytes / GIB:.2f}" == "481.69"
    assert done.estimated_max_model_len == 28656


def test_chunked_attention_kept_every_token_from_0_10_1_to_0_13() -> None:
    assert plan(LLAMA_4_SCOUT, 20, 65536, version="0.13.0").blocks_per_request == 65536 // 16
    assert plan(LLAMA_4_SCOUT, 20, 65536, version="0.14.0").blocks_per_request == 4096 + 3 * (8192 + 2048) // 16


def test_before_0_9_1_a_mixed_model_kept_every_token() -> None:
    done = plan(GEMMA_3_27B, 20, 8192, version="0.8.4")
    assert done.layout.group_count == 1
    assert done.blocks_per_request == 8192 // 16


def test_unequal_heads_share_blocks_of_more_tokens() -> None:
    done = plan(MIMO_V2, 3, 262144)
    assert [(group.count, group.specs[0].block_size) for group in done.layout.groups] == [(1, 32), (5, 16)]
    assert f"{done.required_bytes / GIB:.2f}" == "6.53"
    assert done.estimated_max_model_len == 97376


def test_latents_are_whole_on_every_rank_and_smaller_in_fp8() -> None:
    assert plan(DEEPSEEK_V3, 20, 8192, tp=8).layout.bytes_per_block == (61 * 16 * 576 * 2,)
    assert plan(DEEPSEEK_V3, 20, 8192, tp=8, dtype="fp8").layout.bytes_per_block == (61 * 16 * 576,)
    hopper = plan(DEEPSEEK_V3, 20, 8192, tp=8, dtype="fp8", capability=HOPPER).layout
    assert hopper.block_size == 16
    assert "blocks of 64 tokens" in hopper.approximate[0]


def test_compressed_latents_pack_five_groups_into_a_block() -> None:
    """Page bytes and block sizes as a 0.28 build reported them for DeepSeek-V4-Flash (vLLM issue 54703)."""
    layout = plan(DEEPSEEK_V4_FLASH, 20, 262144, capability=BLACKWELL).layout
    assert (layout.block_size, layout.bytes_per_block) == (256, (1_002_240,))
    assert [(group.count, group.layers, group.specs[0].block_size) for group in layout.groups] == [
        (2, 43, 64),
        (1, 62, 256),
        (1, 42, 4),
        (1, 20, 8),
    ]


def test_windows_on_a_pipeline_are_said_to_be_uncertain() -> None:
    assert plan(GEMMA_3_27B, 20, 8192, pp=2).layout.approximate
    assert not plan(GEMMA_3_27B, 20, 8192).layout.approximate
    assert not plan(LLAMA_8B, 20, 8192, pp=2).layout.approximate


def test_key_value_heads_are_copied_when_ranks_outnumber_them() -> None:
    widths = [plan(LLAMA_8B, 20, 8192, tp=tp).layout.bytes_per_block[0] for tp in (1, 2, 8, 16)]
    assert widths == [2 << 20, 1 << 20, 1 << 18, 1 << 18]


def test_the_tightest_pipeline_stage_decides() -> None:
    rules = release("0.33.0")
    layout = kv_layout(LLAMA_8B, pipeline_parallel_size=4, max_num_batched_tokens=2048, release=rules)
    assert layout.bytes_per_block == (1 << 19,) * 4
    done = plan_kv_cache(layout, available=[GIB, GIB, GIB // 2, GIB], max_model_len=8192, release=rules)
    assert done.num_blocks == 1024
    uneven = kv_layout(LLAMA_8B, pipeline_parallel_size=3, max_num_batched_tokens=2048, release=rules)
    assert uneven.bytes_per_block == (11 << 16, 11 << 16, 10 << 16)


@pytest.mark.parametrize(
    ("version", "needed", "longest"), [("0.13.0", 8, 104_224), ("0.15.0", 24, 34_736), ("0.17.0", 8, 104_224)]
)
def test_a_pipeline_was_asked_for_a_whole_request_on_its_smallest_stage(
    version: str, needed: int, longest: int
) -> None:
    """Issue 34076: Qwen3 Coder 30B cut 16 and 32 layers on 3.18 GiB of a 5070 Ti: "24.0 GiB KV cache is needed", "the
    estimated maximum model length is 34736"."""
    entry = find("Qwen/Qwen3-Coder-30B-A3B-Instruct-FP8")
    assert entry is not None
    rules = release(version)
    layout = kv_layout(
        entry.checkpoint().architecture,
        pipeline_parallel_size=2,
        partition=(16, 32),
        max_num_batched_tokens=2048,
        release=rules,
    )
    done = plan_kv_cache(layout, available=[int(3.181 * GIB), 16 * GIB], max_model_len=262144, release=rules)
    assert (done.refusal, done.required_bytes, done.estimated_max_model_len) == ("context", needed * GIB, longest)


def test_auto_takes_the_longest_context_that_fits() -> None:
    done = plan(LLAMA_8B, 4, 131072, auto=True)
    assert (done.fits, done.max_model_len) == (True, (2048 - 1) * 16)
    assert plan(LLAMA_8B, 40, 131072, auto=True).max_model_len == 131072


def test_a_model_without_a_cache_needs_no_budget() -> None:
    done = plan(model(None, None), 1, 8192)
    assert (done.fits, done.tokens, done.required_bytes) == (True, None, 0)


def test_a_state_space_model_holds_one_block_per_request() -> None:
    mamba = model(*[StateCache("mamba1", (8192, 3), (8192, 16))] * 64)
    done = plan(mamba, 1, 4096)
    assert done.blocks_per_request == 1
    assert done.tokens == done.num_blocks * 4096


budgets = st.floats(0.05, 200)
contexts = st.integers(1, 2_000_000)
versions = st.sampled_from(["0.8.4", "0.12.0", "0.19.0", "0.25.1", "0.33.0"])


@given(st.sampled_from(ALL), budgets, contexts, st.integers(1, 4), versions)
def test_the_estimated_length_is_the_longest_that_starts(
    architecture: ModelArchitecture, gib: float, context: int, pp: int, version: str
) -> None:
    refused = plan(architecture, gib, context, pp=pp, version=version)
    longest = refused.longest_context
    if refused.refusal != "context" or not longest:
        return
    # On a pipeline the first stage that refuses names its own length; a later one may be tighter.
    assert longest <= refused.estimated_max_model_len < context
    assert pp > 1 or longest == refused.estimated_max_model_len
    assert plan(architecture, gib, longest, pp=pp, version=version).fits
    assert not plan(architecture, gib, longest + 1, pp=pp, version=version).fits


@given(st.sampled_from(ALL), contexts, contexts, versions)
def test_more_context_never_needs_less(architecture: ModelArchitecture, a: int, b: int, version: str) -> None:
    short, long = (plan(architecture, 100, context, version=version) for context in sorted((a, b)))
    assert short.required_bytes <= long.required_bytes


@given(st.sampled_from(ALL), budgets, budgets, contexts)
def test_a_larger_budget_never_gives_fewer_tokens(
    architecture: ModelArchitecture, a: float, b: float, context: int
) -> None:
    small, large = (plan(architecture, gib, context) for gib in sorted((a, b)))
    assert small.num_blocks <= large.num_blocks
    assert small.longest_context <= large.longest_context
    assert (small.tokens or 0) <= (large.tokens or 0)


@given(st.sampled_from(ALL), budgets, contexts)
def test_auto_always_starts_where_a_token_fits(architecture: ModelArchitecture, gib: float, context: int) -> None:
    done = plan(architecture, gib, context, auto=True)
    assert done.fits == (done.longest_context > 0)


def test_turboquant_leaves_the_layers_at_both_ends_16_bit() -> None:
    layout = plan(LLAMA_8B, 10, 131072, dtype="turboquant_3bit_nc").layout
    assert (layout.block_size, layout.bytes_per_block) == (32, (1_255_424,))
    assert plan(LLAMA_8B, 10, 131072, dtype="turboquant_3bit_nc").tokens == 273_664


def test_turboquant_of_a_hybrid_packs_every_attention_layer() -> None:
    done = plan(QWEN35_35B, 10, 131072, dtype="turboquant_4bit_nc", version="0.28.0")
    assert done.layout.block_size == 16 * -(-2146304 // (16 * 2 * (130 + 132)))
    assert done.fits


def test_turboquant_refuses_windows_in_words() -> None:
    with pytest.raises(RigwiseError) as refused:
        plan(GEMMA_3_27B, 10, 8192, dtype="turboquant_3bit_nc")
    assert refused.value.problem.code == "kv-cache-dtype-model"
