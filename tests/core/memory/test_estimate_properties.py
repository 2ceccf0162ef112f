# SPDX-License-Identifier: Apache-2.0
"""What holds for every estimate: parts that add up, more that never needs less, answers for whatever config comes in."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from rigwise.core.hardware.catalogue import compose
from rigwise.core.hardware.rig import Rig
from rigwise.core.memory.deployment import Deployment, ServingOptions
from rigwise.core.memory.estimate import estimate
from rigwise.core.memory.result import Estimate
from rigwise.core.memory.shape_refusals import tensor_parallel_problem
from rigwise.core.models.catalogue import entries
from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.models.config import read_checkpoint
from rigwise.core.problems import Problem, RigwiseError
from rigwise.core.units import GIB

ANSWERS = Path(__file__).parents[1] / "models" / "data" / "vllm-0.33-answers.jsonl"
CONFIGS: list[dict[str, Any]] = [json.loads(line)["config"] for line in ANSWERS.read_text().splitlines()]
CHECKPOINTS = [read_checkpoint(config) for config in CONFIGS] + [entry.checkpoint() for entry in entries()[::7]]

checkpoints = st.sampled_from(CHECKPOINTS)
cards = st.sampled_from(["RTX 3090", "RTX 4090", "RTX 5090", "A100 80GB", "H100", "B200"])
contexts = st.integers(16, 1 << 18)
options = st.builds(
    ServingOptions,
    tensor_parallel_size=st.sampled_from([1, 2, 4]),
    pipeline_parallel_size=st.sampled_from([1, 2]),
    gpu_memory_utilization=st.floats(0.3, 1.0),
    max_model_len=contexts,
    kv_cache_dtype=st.sampled_from(["auto", "fp8", "int8_per_token_head"]),
    max_num_seqs=st.integers(1, 1024),
    enforce_eager=st.booleans(),
)
often = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)


def rig_of(card: str, chosen: ServingOptions) -> Rig:
    return compose([card] * (chosen.tensor_parallel_size * chosen.pipeline_parallel_size * chosen.data_parallel_size))


@often
@given(checkpoints, cards, options)
def test_the_parts_of_every_card_add_up_to_it(checkpoint: Checkpoint, card: str, chosen: ServingOptions) -> None:
    result = estimate(Deployment(rig_of(card, chosen), checkpoint, chosen))
    for gpu in result.per_gpu:
        assert gpu.weights + gpu.kv_cache + gpu.overhead + gpu.headroom == gpu.total
        assert min(gpu.weights, gpu.kv_cache, gpu.overhead) >= 0
        assert gpu.kv_needed <= gpu.kv_cache
        assert gpu.overhead == sum(part.likely for part in gpu.overhead_parts)
        assert all(part.low <= part.likely <= part.high for part in gpu.overhead_parts)
    assert result.starts == (not any(problem.blocking for problem in result.problems))


@often
@given(checkpoints, cards, options, contexts)
def test_more_context_never_needs_less(checkpoint: Checkpoint, card: str, chosen: ServingOptions, longer: int) -> None:
    chosen = replace(chosen, available_kv_bytes=8 * GIB)
    shorter, longer = sorted((chosen.max_model_len or 16, longer))
    short, long = (
        estimate(Deployment(rig_of(card, chosen), checkpoint, replace(chosen, max_model_len=length)))
        for length in (shorter, longer)
    )
    assume(short.required_kv is not None)
    assert (long.required_kv or 0) >= (short.required_kv or 0)


@often
@given(checkpoints, cards, options)
def test_a_larger_share_of_the_card_never_gives_fewer_tokens(
    checkpoint: Checkpoint, card: str, chosen: ServingOptions
) -> None:
    rig = rig_of(card, chosen)
    share = chosen.gpu_memory_utilization or 0.9
    small, large = (
        estimate(Deployment(rig, checkpoint, replace(chosen, gpu_memory_utilization=part)))
        for part in (share / 2, share)
    )
    assert (large.available_kv or 0) >= (small.available_kv or 0)
    if small.kv_cache_tokens is not None:
        assert large.kv_cache_tokens is not None
        assert large.kv_cache_tokens >= small.kv_cache_tokens


@often
@given(checkpoints, cards, st.sampled_from([2, 4, 8]))
def test_more_cards_never_hold_more_weights_each(checkpoint: Checkpoint, card: str, tp: int) -> None:
    one = Deployment(compose([card]), checkpoint)
    assume(tensor_parallel_problem(one, tp) is None)
    many = Deployment(compose([card] * tp), checkpoint, ServingOptions(tensor_parallel_size=tp))
    first, split = estimate(one).per_gpu, estimate(many).per_gpu
    assume(first and split)
    assert split[0].weights <= first[0].weights


@often
@given(checkpoints, cards, st.sampled_from([2, 4]))
def test_more_cards_never_plan_fewer_tokens_for_the_same_budget(checkpoint: Checkpoint, card: str, tp: int) -> None:
    """Keys and values are split or copied, never enlarged; states beside attention change the size of a block."""
    assume(not checkpoint.architecture.has_state)
    chosen = ServingOptions(available_kv_bytes=20 * GIB, max_model_len=4096)
    one = Deployment(compose([card]), checkpoint, chosen)
    assume(tensor_parallel_problem(one, tp) is None)
    alone = estimate(one)
    split = estimate(Deployment(compose([card] * tp), checkpoint, replace(chosen, tensor_parallel_size=tp)))
    assume(alone.kv_cache_tokens is not None)
    assert split.kv_cache_tokens is not None
    assert split.kv_cache_tokens >= (alone.kv_cache_tokens or 0)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-10, 1 << 40) | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
fields = st.sampled_from(
    sorted({key for config in CONFIGS for key in config} | {"quantization_config", "vision_config"})
)


def answered(config: dict[str, Any], tp: int) -> Estimate | Problem:
    try:
        chosen = ServingOptions(tensor_parallel_size=tp)
        return estimate(Deployment(compose(["RTX 4090"] * tp), read_checkpoint(config), chosen))
    except RigwiseError as error:
        return error.problem


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(CONFIGS), st.dictionaries(fields, json_values, max_size=6), st.sampled_from([1, 2]))
def test_whatever_a_config_says_there_is_an_answer_or_a_code(
    config: dict[str, Any], changes: dict[str, Any], tp: int
) -> None:
    answer = answered({**config, **changes}, tp)
    if isinstance(answer, Problem):
        assert answer.code
        assert answer.fix
    else:
        assert answer.starts or answer.problems


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.text(max_size=20), json_values, max_size=8))
def test_any_object_at_all_is_answered(value: dict[str, Any]) -> None:
    with pytest.raises(RigwiseError) as caught:
        read_checkpoint(value)
    assert caught.value.problem.code.startswith("config-")
