# SPDX-License-Identifier: Apache-2.0
"""The sums behind the estimate: a pocket calculator comes to the same bytes."""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rigwise.core.hardware.catalogue import compose
from rigwise.core.memory.deployment import Deployment, ServingOptions
from rigwise.core.memory.estimate import estimate
from rigwise.core.memory.explain import explain
from rigwise.core.memory.result import Estimate
from rigwise.core.memory.sums import GpuSums, Line, sums
from rigwise.core.models.catalogue import entries, find

CARDS = ("RTX 3090", "RTX 4090", "RTX 5090", "A100 80GB PCIe", "H100 80GB HBM3", "B200")


def deployed(model: str, card: str = "H100 80GB HBM3", cards: int = 1, **options: object) -> Deployment:
    entry = find(model)
    assert entry is not None
    return Deployment(compose([card] * cards), entry.checkpoint(), ServingOptions(**options))  # type: ignore[arg-type]


def only(model: str, **options: object) -> tuple[Estimate, GpuSums]:
    deployment = deployed(model, **options)  # type: ignore[arg-type]
    result = estimate(deployment)
    return result, sums(deployment, result)[0]


def calculator(line: Line) -> float:
    """What a person types, thousands separators left out."""
    assert re.fullmatch(r"[\d,.x+() ]+", line.arithmetic), line.arithmetic
    return float(eval(line.arithmetic.replace(",", "").replace("x", "*")))


def total(lines: tuple[Line, ...]) -> int:
    return sum(line.bytes for line in lines)


def named(lines: tuple[Line, ...], name: str) -> Line:
    return next(line for line in lines if line.name == name)


@settings(max_examples=150, deadline=None)
@given(
    entry=st.sampled_from(entries()),
    card=st.sampled_from(CARDS),
    tp=st.sampled_from((1, 2, 4, 8)),
    pp=st.sampled_from((1, 1, 2)),
    dp=st.sampled_from((1, 1, 2)),
    expert_parallel=st.booleans(),
    length=st.sampled_from((None, -1, 8192)),
    dtype=st.sampled_from(("auto", "auto", "float32")),
    kv_dtype=st.sampled_from(("auto", "fp8")),
    concurrency=st.sampled_from((1, 4)),
    offload=st.sampled_from((0.0, 0.0, 2.5)),
    version=st.sampled_from(("0.9.0", "0.18.0", "0.33.0")),
)
def test_every_sum_is_the_estimates_figure_to_the_byte(
    entry, card, tp, pp, dp, expert_parallel, length, dtype, kv_dtype, concurrency, offload, version
):
    options = ServingOptions(
        tensor_parallel_size=tp,
        pipeline_parallel_size=pp,
        data_parallel_size=dp,
        enable_expert_parallel=expert_parallel,
        max_model_len=length,
        dtype=dtype,
        kv_cache_dtype=kv_dtype,
        concurrency=concurrency,
        cpu_offload_gb=offload,
    )
    assume(tp * pp * dp <= 8)
    deployment = Deployment(compose([card] * (tp * pp * dp)), entry.checkpoint(), options, version)
    result = estimate(deployment)
    found = sums(deployment, result)
    assert len(found) == len(result.per_gpu)
    for gpu, memory in zip(found, result.per_gpu, strict=True):
        assert total(gpu.weights) == memory.weights
        assert total(gpu.overhead) == memory.overhead
        if result.starts:
            assert total(gpu.kv_cache) == memory.kv_cache
        if gpu.block and gpu.kv_cache:
            assert total(gpu.kv_cache) % total(gpu.block) == 0
        for line in (*gpu.weights, *gpu.block, *gpu.kv_cache):
            if line.name == "kept in the machine's memory":
                continue
            assert calculator(line) == line.bytes == line.low == line.high
        for line in (*gpu.overhead, *gpu.budget):
            assert min(line.low, line.high) <= line.bytes <= max(line.low, line.high)
    if found:
        least = min(total(gpu.budget) for gpu in found)
        # of what only a second start has, as much is promised as one request takes
        again = any(problem.code == "first-start-refused" for problem in result.problems)
        assert least >= result.available_kv if again else least == result.available_kv
        assert "\n".join(explain(deployment, result))


def test_a_matrix_split_by_rows_is_named_with_its_share():
    _, gpu = only("Qwen/Qwen3-8B", cards=2, tensor_parallel_size=2)
    line = named(gpu.weights, "mlp.gate_up_proj")
    assert line.arithmetic == "36 x 12,288 x 4,096 x 2"
    assert line.why == "rows of 24,576 x 4,096 divided by 2"


def test_a_norm_is_replicated():
    _, gpu = only("Qwen/Qwen3-8B", cards=2, tensor_parallel_size=2)
    assert named(gpu.weights, "norm_0").why == "replicated: every GPU holds all of 4,096"


def test_fewer_key_value_heads_than_gpus_are_copied():
    _, gpu = only("Qwen/Qwen3-30B-A3B", cards=8, tensor_parallel_size=8)
    assert "copied to each" in named(gpu.weights, "self_attn.qkv_proj").why


def test_scales_and_zero_points_of_a_quantized_matrix_are_in_the_sum():
    _, gpu = only("Qwen/Qwen2.5-7B-Instruct-AWQ")
    line = named(gpu.weights, "self_attn.o_proj")
    assert line.arithmetic == "28 x (3,584 x 3,584 x 0.5 + 28 x 3,584 x 2 + 28 x 3,584 x 0.5)"
    assert line.why.endswith("in AWQ")


def test_whole_experts_are_counted_under_expert_parallelism():
    _, gpu = only("Qwen/Qwen3-30B-A3B", cards=2, tensor_parallel_size=2, enable_expert_parallel=True)
    line = next(line for line in gpu.weights if "expert" in line.why)
    assert "64 of 128 on each GPU" in line.why


def test_a_block_of_plain_attention_is_layers_times_tokens_times_heads():
    result, gpu = only("Qwen/Qwen3-8B")
    assert [line.arithmetic for line in gpu.block] == ["36 x 16 x 4,096"]
    assert "8 heads of 128 for keys and 128 for values" in gpu.block[0].why
    assert "2,560 blocks of 2,359,296 bytes" in gpu.request
    assert result.max_model_len == 40_960


def test_every_pipeline_stage_shows_the_block_of_its_own_layers():
    deployment = deployed("Qwen/Qwen3-8B", cards=2, pipeline_parallel_size=2, pipeline_partition=(20, 16))
    first, last = sums(deployment, estimate(deployment))
    assert [line.arithmetic for line in first.block] == ["20 x 16 x 4,096"]
    assert [line.arithmetic for line in last.block] == ["16 x 16 x 4,096"]


def test_a_draft_stands_in_the_sum_under_its_own_name():
    asked = '{"method": "mtp", "num_speculative_tokens": 2}'
    _, gpu = only("Qwen/Qwen3.6-35B-A3B", speculative_config=asked)
    assert named(gpu.weights, "draft.mlp.experts.w13").bytes == 1_073_741_824
    assert [line.arithmetic for line in gpu.block] == ["11 x 1,088 x 2,048"]


def test_the_budget_goes_from_the_card_to_the_kv_cache():
    result, gpu = only("Qwen/Qwen3-8B")
    assert gpu.budget[0].name == "vLLM's share of the card"
    assert total(gpu.budget) == result.available_kv


def test_a_budget_set_by_hand_is_the_whole_sum():
    _, gpu = only("Qwen/Qwen3-8B", kv_cache_memory_bytes=4 << 30)
    assert [line.bytes for line in gpu.budget] == [4 << 30]


def test_gpus_with_the_same_sums_share_one_table():
    deployment = deployed("Qwen/Qwen3-8B", cards=4, tensor_parallel_size=4)
    text = "\n".join(explain(deployment, estimate(deployment)))
    assert text.count("Weights\n") == 1
    assert "GPU 0, 1, 2, 3, layers 0 to 35; bytes" in text


@pytest.mark.parametrize("tp", [3, 5])
def test_what_cannot_be_sized_has_no_sums(tp):
    deployment = deployed("Qwen/Qwen3-8B", cards=tp, tensor_parallel_size=tp)
    assert sums(deployment, estimate(deployment)) == ()
