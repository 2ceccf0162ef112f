# SPDX-License-Identifier: Apache-2.0
"""What Rigwise proposes when a person has named no more than a rig and a model."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rigwise.core.hardware.catalogue import compose
from rigwise.core.memory.estimate import estimate
from rigwise.core.models.catalogue import entries, find
from rigwise.core.planning.splits import groups, partition, splits
from rigwise.core.planning.suggest import rounded_context, suggest
from rigwise.core.units import GIB


def model(name):
    return find(name).checkpoint()


def shape(plan):
    options = plan.options
    return options.tensor_parallel_size, options.pipeline_parallel_size, options.data_parallel_size


def test_one_card_is_chosen_when_one_is_enough():
    plan = suggest(compose(["RTX 4090"] * 2), model("Qwen/Qwen3-8B-AWQ"))
    assert shape(plan) == (1, 1, 1)
    assert len(plan.rig.gpus) == 1


def test_a_model_too_large_for_one_card_is_split_by_tensors():
    plan = suggest(compose(["RTX 4090"] * 2), model("Qwen/Qwen3-32B-AWQ"))
    assert shape(plan) == (2, 1, 1)
    assert estimate(plan).starts


def test_tensor_parallel_is_kept_where_stages_give_hardly_more_context():
    plan = suggest(compose(["RTX 4090"] * 2), model("casperhansen/llama-3.3-70b-instruct-awq"))
    assert shape(plan) == (2, 1, 1)


def test_stages_where_the_quantization_groups_do_not_divide():
    plan = suggest(compose(["RTX 4090"] * 2), model("Qwen/Qwen2.5-72B-Instruct-AWQ"))
    assert shape(plan) == (1, 2, 1)
    assert estimate(plan).starts


def test_three_cards_take_stages_when_two_are_too_few():
    plan = suggest(compose(["RTX 3090"] * 3), model("casperhansen/llama-3.3-70b-instruct-awq"))
    assert shape(plan) == (1, 3, 1)


@pytest.mark.parametrize("used_gib", [0.0, 0.3, 0.6])
def test_a_shorter_context_that_surely_starts_is_taken_before_a_longer_one_that_may_fail(used_gib):
    """A 27B model in 4 bit on one 24 GB card, with and without a desktop: a useful context is below half the longest."""
    rig = compose(["RTX 3090"])
    rig = replace(rig, gpus=(replace(rig.gpus[0], used_bytes=int(used_gib * GIB)),))
    plan = suggest(rig, find("Lorbus/Qwen3.6-27B-int4-AutoRound").checkpoint())
    result = estimate(plan)
    assert result.starts
    assert not result.risky
    assert plan.options.max_model_len >= 8192


def test_what_fits_nowhere_is_laid_over_every_card_by_tensors():
    for count in (2, 4, 8):
        plan = suggest(compose(["RTX 4090"] * count), model("deepseek-ai/DeepSeek-V3.1"))
        assert shape(plan) == (count, 1, 1)
        assert not estimate(plan).starts


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_every_suggestion_that_starts_has_a_round_context_and_room_to_spare(count):
    rig = compose(["RTX 4090"] * count)
    for entry in entries():
        plan = suggest(rig, entry.checkpoint())
        result = estimate(plan)
        context = plan.options.max_model_len
        assert rounded_context(context) == context or context == entry.checkpoint().architecture.max_position, entry.id
        if result.starts and result.risky:  # only where half as much would be risky too
            half = replace(plan, options=replace(plan.options, max_model_len=rounded_context(context // 2)))
            assert estimate(half).risky or context < 1024, entry.id


def test_the_emptier_card_serves():
    rig = compose(["RTX 4090"] * 2)
    busy = replace(rig, gpus=(replace(rig.gpus[0], used_bytes=6 * GIB), rig.gpus[1]))
    numbered = replace(busy, gpus=tuple(replace(gpu, index=i) for i, gpu in enumerate(busy.gpus)))
    assert [gpu.index for gpu in suggest(numbered, model("Qwen/Qwen3-8B-AWQ")).rig.gpus] == [1]


def test_equal_cards_are_paired_and_the_odd_one_left_out():
    rig = compose(["RTX 4060 Ti 16GB", "RTX 3090", "RTX 3090"])
    plan = suggest(rig, model("Qwen/Qwen3-32B-AWQ"))
    assert shape(plan) == (2, 1, 1)
    assert [gpu.short_name for gpu in plan.rig.gpus] == ["RTX 3090", "RTX 3090"]


def test_unequal_cards_in_stages_get_layers_by_their_memory():
    rig = compose(["RTX 3090", "RTX 4060 Ti 16GB"])
    checkpoint = model("Qwen/Qwen3-32B-AWQ")
    first, second = partition(rig, (0, 1), 1, 2, checkpoint)
    assert (first, second) == (39, 25)  # 64 layers, 23.6 to 15.6 GiB
    assert partition(compose(["RTX 3090"] * 2), (0, 1), 1, 2, checkpoint) is None


def test_slices_of_a_card_serve_alone():
    rig = compose(["H100 80GB HBM3"] * 2)
    slices = replace(rig, gpus=tuple(replace(gpu, uuid=f"MIG-{i}") for i, gpu in enumerate(rig.gpus)))
    assert groups(slices, 2) is None
    assert {split.world for split in splits(slices, model("Qwen/Qwen3-32B-AWQ"))} == {1}


def test_the_layers_of_a_stage_by_hand_must_add_up():
    plan = suggest(compose(["RTX 4090"] * 2), model("Qwen/Qwen2.5-72B-Instruct-AWQ"))
    for wrong in ((40, 41), (80,), (80, 0)):
        result = estimate(replace(plan, options=replace(plan.options, pipeline_partition=wrong)))
        assert [problem.code for problem in result.problems] == ["pipeline-partition"]


def test_weights_left_in_the_machines_memory_are_not_on_the_card():
    plan = suggest(compose(["RTX 4090"]), model("Qwen/Qwen3-14B"))
    before, after = (
        estimate(replace(plan, options=replace(plan.options, cpu_offload_gb=size))).per_gpu[0].weights
        for size in (0.0, 4.0)
    )
    assert before - after == 4 * GIB


@given(st.integers(min_value=256, max_value=1 << 22))
def test_rounding_a_context_loses_at_most_an_eighth(tokens):
    rounded = rounded_context(tokens)
    assert rounded <= tokens
    assert rounded > tokens * 7 / 8 - 256
    assert rounded_context(rounded) == rounded
