# SPDX-License-Identifier: Apache-2.0
"""A start on this machine takes the place of the predicted overhead."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rigwise.core.hardware.catalogue import compose
from rigwise.core.hardware.measurement import Measurement
from rigwise.core.memory.deployment import Deployment, ServingOptions
from rigwise.core.memory.estimate import estimate
from rigwise.core.memory.measured import PEAK, difference, split
from rigwise.core.memory.overhead import ACTIVATION, GRAPHS
from rigwise.core.models.catalogue import find
from rigwise.core.units import GIB, MIB


def plan(
    model: str = "Qwen/Qwen3-8B", *seen: Measurement, card: str = "RTX 4090", cards: int = 1, **options
) -> Deployment:
    entry = find(model)
    assert entry is not None
    rig = replace(compose([card] * cards), measurements=seen)
    options = {"max_model_len": 8192, "max_num_seqs": 64, "max_num_batched_tokens": 2048, **options}
    return Deployment(rig, entry.checkpoint(), ServingOptions(**options))


def measured(
    deployment: Deployment, *, stays=0, peak=0, graphs=0, weights=0, when="2026-11-20T08:00:00Z"
) -> Measurement:
    """A start of this deployment that took so much more than predicted."""
    result = estimate(replace(deployment, rig=replace(deployment.rig, measurements=())))
    card, options = result.per_gpu[0], deployment.options
    predicted = split(card.budget_parts)
    budget = -(-int(card.total * 92) // 100)
    took = (predicted[0] + stays, predicted[1] + peak, predicted[2] + graphs)
    return Measurement(
        gpu=deployment.rig.gpus[0].short_name,
        vllm_version=deployment.vllm_version,
        family=deployment.checkpoint.architecture.name,
        model=deployment.checkpoint.model,
        quantization=deployment.checkpoint.quantization.label,
        tensor_parallel_size=options.tensor_parallel_size,
        pipeline_parallel_size=options.pipeline_parallel_size,
        max_model_len=options.max_model_len or 0,
        max_num_seqs=options.max_num_seqs or 0,
        max_num_batched_tokens=options.max_num_batched_tokens or 0,
        enforce_eager=options.enforce_eager,
        when=when,
        budget=budget,
        weights=card.weights + weights,
        available_kv=budget - card.weights - weights - sum(took),
        stays=took[0],
        peak=took[1],
        graphs_charged=took[2],
        predicted_stays=predicted[0],
        predicted_peak=predicted[1],
        predicted_graphs=predicted[2],
    )


def taken(deployment: Deployment) -> tuple[int, int, int]:
    return split(estimate(deployment).per_gpu[0].budget_parts)


@given(
    stays=st.integers(-100 * MIB, GIB),
    peak=st.integers(0, GIB),
    graphs=st.integers(0, GIB),
    weights=st.integers(0, 50 * MIB),
    cards=st.sampled_from((1, 2)),
)
def test_the_same_start_is_predicted_as_it_was(stays, peak, graphs, weights, cards):
    base = plan(cards=cards, tensor_parallel_size=cards)
    seen = measured(base, stays=stays, peak=peak, graphs=graphs, weights=weights)
    again = plan("Qwen/Qwen3-8B", seen, cards=cards, tensor_parallel_size=cards)
    assert estimate(again).available_kv == pytest.approx(seen.available_kv, abs=2)


def test_it_says_so():
    seen = measured(plan(), peak=GIB)
    assert estimate(plan()).measured is None
    assert estimate(plan("Qwen/Qwen3-8B", seen)).measured == "measured here on 2026-11-20"
    part = next(p for p in estimate(plan("Qwen/Qwen3-8B", seen)).per_gpu[0].overhead_parts if p.name == ACTIVATION)
    assert part.why == "measured here on 2026-11-20"


def test_a_rehearsal_says_that_it_was_one():
    seen = replace(measured(plan()), rehearsal=True)
    assert estimate(plan("Qwen/Qwen3-8B", seen)).measured == "rehearsed here on 2026-11-20"


def test_a_longer_context_changes_nothing_of_it():
    seen = measured(plan(), peak=GIB)
    short, long = plan("Qwen/Qwen3-8B", seen), plan("Qwen/Qwen3-8B", seen, max_model_len=16384)
    assert estimate(long).available_kv == estimate(short).available_kv


def test_a_larger_batch_grows_as_predicted_and_keeps_the_difference():
    base = plan(max_num_seqs=16)
    seen = measured(base, peak=300 * MIB)
    larger = {"max_num_seqs": 16, "max_num_batched_tokens": 8192}
    assert taken(plan("Qwen/Qwen3-8B", seen, **larger))[1] == taken(plan(**larger))[1] + 300 * MIB


def test_what_stays_keeps_its_difference():
    seen = measured(plan(), stays=300 * MIB)
    more = {"max_num_seqs": 256}
    assert taken(plan("Qwen/Qwen3-8B", seen, **more))[0] == taken(plan(**more))[0] + 300 * MIB


def test_graphs_stay_as_measured_for_the_same_capture_sizes():
    seen = measured(plan(), graphs=200 * MIB)
    assert taken(plan("Qwen/Qwen3-8B", seen, max_num_batched_tokens=4096))[2] == seen.graphs_charged


def test_a_start_without_graphs_tells_nothing_of_graphs():
    seen = measured(plan(enforce_eager=True), stays=GIB)
    assert taken(plan("Qwen/Qwen3-8B", seen))[2] == taken(plan())[2]
    assert not any(
        p.name == GRAPHS for p in estimate(plan("Qwen/Qwen3-8B", seen, enforce_eager=True)).per_gpu[0].budget_parts
    )


def test_a_sibling_is_carried_over_and_told():
    seen = measured(plan(), peak=200 * MIB)
    words = estimate(plan("Qwen/Qwen3-8B-AWQ", seen)).measured
    assert words is not None
    assert "with Qwen/Qwen3-8B (16-bit)" in words
    assert "carried over" in words


@pytest.mark.parametrize(
    "other",
    [
        {"model": "meta-llama/Llama-3.1-8B-Instruct"},
        {"card": "RTX 5090"},
        {"cards": 2, "tensor_parallel_size": 2},
    ],
)
def test_another_family_card_or_split_is_not_touched(other):
    seen = measured(plan(), peak=GIB)
    model = other.pop("model", "Qwen/Qwen3-8B")
    assert estimate(plan(model, seen, **other)) == estimate(plan(model, **other))


def test_another_release_is_not_touched():
    seen = replace(measured(plan(), peak=GIB), vllm_version="0.32.0")
    assert estimate(plan("Qwen/Qwen3-8B", seen)) == estimate(plan())


def test_the_very_model_counts_before_a_sibling_and_the_newer_before_the_older():
    own = measured(plan(), peak=100 * MIB)
    newer = measured(plan(), peak=300 * MIB, when="2026-11-21T08:00:00Z")
    sibling = measured(plan("Qwen/Qwen3-8B-AWQ"), peak=GIB, when="2026-11-22T08:00:00Z")
    found = estimate(plan("Qwen/Qwen3-8B", own, sibling, newer))
    assert found.available_kv == estimate(plan("Qwen/Qwen3-8B", newer)).available_kv


def test_starts_of_one_configuration_span_the_range():
    cold = measured(plan(), peak=400 * MIB)
    warm = measured(plan(), peak=100 * MIB, when="2026-11-21T08:00:00Z")
    parts = estimate(plan("Qwen/Qwen3-8B", cold, warm)).per_gpu[0].budget_parts
    peak = next(part for part in parts if part.name in PEAK)
    assert peak.likely == warm.peak
    assert warm.peak - 10 * MIB == peak.low
    assert peak.high == cold.peak + 10 * MIB


@given(
    tokens=st.sampled_from((256, 2048, 8192)),
    sequences=st.sampled_from((1, 64, 256)),
    eager=st.booleans(),
    length=st.sampled_from((2048, 32768)),
    model=st.sampled_from(("Qwen/Qwen3-8B", "Qwen/Qwen3-8B-AWQ", "Qwen/Qwen3-14B-AWQ")),
)
def test_every_part_keeps_its_order_and_the_sum_its_total(tokens, sequences, eager, length, model):
    seen = measured(plan(), peak=500 * MIB, stays=-50 * MIB, graphs=-80 * MIB)
    options = {
        "max_num_batched_tokens": tokens,
        "max_num_seqs": sequences,
        "enforce_eager": eager,
        "max_model_len": length,
    }
    for card in estimate(plan(model, seen, **options)).per_gpu:
        assert all(part.low <= part.likely <= part.high for part in card.overhead_parts)
        assert card.weights + card.kv_cache + card.overhead + card.headroom == card.total
        assert sum(part.likely for part in card.overhead_parts) == card.overhead


def test_differences_are_said_in_words():
    assert difference(GIB, GIB + MIB) == "as predicted"
    assert difference(2 * GIB, GIB) == "1.00 GiB (100.0 %) more than predicted"
    assert difference(GIB, 2 * GIB) == "1.00 GiB (50.0 %) less than predicted"
