# SPDX-License-Identifier: Apache-2.0
"""What was measured on this machine counts more than the speed model, for the plans it is of and no others."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rigwise.core.hardware.catalogue import compose
from rigwise.core.hardware.measurement import SPEED_CONTEXT, SPEED_TOKENS, Measurement
from rigwise.core.memory.deployment import Deployment, ServingOptions
from rigwise.core.models.catalogue import find
from rigwise.core.planning.compare import Offer, as_markdown, compare, rows
from rigwise.core.planning.search import search
from rigwise.core.planning.throughput import pace, roof, speed

MODEL = find("Qwen/Qwen3-32B-AWQ").checkpoint()
RIG = replace(compose(["RTX 4090", "RTX 4090"]), simulated=False)
PLAN = Deployment(RIG, MODEL, ServingOptions(tensor_parallel_size=2, max_model_len=8192))
SEEN = Measurement(
    gpu="RTX 4090", vllm_version=PLAN.vllm_version, family=MODEL.architecture.name, model=MODEL.model,
    quantization=MODEL.quantization.label, tensor_parallel_size=2, pipeline_parallel_size=1, max_model_len=8192,
    max_num_seqs=32, max_num_batched_tokens=2048, enforce_eager=False, when="2026-11-21T08:15:00Z", budget=1, weights=1,
    available_kv=1, stays=1, peak=1, graphs_charged=1, predicted_stays=1, predicted_peak=1, predicted_graphs=1,
)  # fmt: skip


def measured(plan=PLAN, **speeds):
    seen = replace(SEEN, **speeds)
    return replace(plan, rig=replace(plan.rig, measurements=(seen,)))


def likely(plan, batch=1, context=SPEED_CONTEXT):
    return speed(plan, context_tokens=context, concurrency=batch).decode_tok_s.likely


def test_one_request_is_as_fast_as_it_was_measured():
    plan = measured(tokens_per_s=33.0)
    found = speed(plan, context_tokens=SPEED_CONTEXT)
    assert found.decode_tok_s.likely == pytest.approx(33.0)
    assert found.measured == SEEN.when
    assert pace(plan, SPEED_CONTEXT, 1) == pytest.approx(33.0)
    assert speed(PLAN, context_tokens=SPEED_CONTEXT).measured == ""


def test_a_longer_context_is_slower_by_what_the_model_says():
    plan = measured(tokens_per_s=33.0)
    assert likely(plan, context=8000) / 33.0 == pytest.approx(likely(PLAN, context=8000) / likely(PLAN))


def test_eight_at_once_are_as_fast_as_eight_were():
    """240 tokens a second in all from the first question to the last word; a half second of that was waiting."""
    plan = measured(tokens_per_s=40.0, together=8, tokens_per_s_together=240.0, first_token_together_s=0.5)
    each = SPEED_TOKENS / (8 * SPEED_TOKENS / 240.0 - 0.5)
    assert likely(plan, 8) == pytest.approx(each)
    factors = [likely(plan, n) / likely(PLAN, n) for n in (1, 4, 8, 16)]
    assert factors == sorted(factors) or factors == sorted(factors, reverse=True)
    found = speed(plan, context_tokens=SPEED_CONTEXT, concurrency=4).decode_tok_s
    assert found.low < found.likely < found.high


@pytest.mark.parametrize(
    "other",
    [
        replace(PLAN, options=ServingOptions(tensor_parallel_size=1, pipeline_parallel_size=2, max_model_len=8192)),
        replace(PLAN, options=replace(PLAN.options, enforce_eager=True)),
        replace(PLAN, vllm_version="0.32.0"),
        replace(PLAN, checkpoint=find("Qwen/Qwen3-14B").checkpoint()),
        replace(PLAN, rig=compose(["RTX 3090", "RTX 3090"])),
    ],
)
def test_another_plan_keeps_its_prediction(other):
    known = replace(other, rig=replace(other.rig, measurements=(replace(SEEN, tokens_per_s=1.0),)))
    assert speed(known) == speed(other)


def test_no_measurement_without_a_speed_counts():
    assert likely(measured()) == likely(PLAN)


@given(
    alone=st.floats(0.01, 1e6), many=st.none() | st.floats(0.01, 1e7), together=st.integers(0, 64),
    first=st.none() | st.floats(0, 1e4), batch=st.integers(1, 200), limited=st.none() | st.booleans(),
)  # fmt: skip
def test_whatever_was_measured_the_memory_reads_no_faster(alone, many, together, first, batch, limited):
    plan = measured(
        tokens_per_s=alone, together=together, tokens_per_s_together=many, first_token_together_s=first,
        kv_limited=limited,
    )  # fmt: skip
    found = speed(plan, concurrency=batch)
    low, middle, high = found.decode_tok_s
    assert 0 < low <= middle * 1.000001
    assert middle <= high * 1.000001
    assert high <= roof(plan, 1024, found.running) * 1.000001


def test_plans_and_comparisons_say_what_is_measured():
    best = compare([Offer(RIG)], [MODEL]).cells[0].choice.option.deployment
    seen = replace(
        SEEN, quantization=best.checkpoint.quantization.label, model=best.checkpoint.model, tokens_per_s=50.0,
        tensor_parallel_size=best.options.tensor_parallel_size, enforce_eager=best.options.enforce_eager,
        pipeline_parallel_size=best.options.pipeline_parallel_size,
    )  # fmt: skip
    rig = replace(RIG, measurements=(seen,))
    assert any(choice.speed.measured for choice in search(rig, best.checkpoint).choices)
    here, bought = rows(compare([Offer(rig), Offer(compose(["RTX 5090", "RTX 5090"]))], [MODEL]))
    assert here["speed is"] == "measured here on 2026-11-21"
    assert bought["speed is"] == "predicted"
    assert "measured here" in as_markdown(compare([Offer(rig)], [MODEL]))
