# SPDX-License-Identifier: Apache-2.0
"""Speed as physics allows it: what it depends on, which way, and what it can never exceed."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rigwise.core.hardware.catalogue import compose, gpu_specs
from rigwise.core.hardware.rig import Gpu, Rig
from rigwise.core.memory.deployment import Deployment, ServingOptions
from rigwise.core.models.catalogue import entries, find
from rigwise.core.planning.throughput import in_all, roof, speed, speed_of
from rigwise.core.planning.workload import precision, stage_work
from rigwise.core.units import GIB

MODELS = tuple(entry.id for entry in entries())
CARDS = tuple(spec.name for spec in gpu_specs() if spec.bandwidth_gb_s and "fp16" in spec.tflops)


def plan(model, cards, *, nvlink=False, **options):
    given_options = ServingOptions(available_kv_bytes=64 * GIB, **options)
    return Deployment(compose(cards, nvlink), find(model).checkpoint(), given_options)


def decode(deployment, **work):
    return speed(deployment, **work).decode_tok_s.likely


@settings(max_examples=200, deadline=None)
@given(
    model=st.sampled_from(MODELS),
    card=st.sampled_from(CARDS),
    tp=st.sampled_from([1, 2, 4, 8]),
    pp=st.sampled_from([1, 2]),
    context=st.integers(0, 200_000),
    concurrency=st.integers(1, 300),
    eager=st.booleans(),
)
def test_no_claim_is_above_what_the_memory_can_read(model, card, tp, pp, context, concurrency, eager):
    if tp * pp > 8:
        pp = 1
    deployment = plan(
        model, [card] * (tp * pp), tensor_parallel_size=tp, pipeline_parallel_size=pp, enforce_eager=eager
    )
    found = speed(deployment, context_tokens=context, concurrency=concurrency)
    for low, likely, high in (found.decode_tok_s, found.aggregate_tok_s, found.prefill_tok_s, found.ttft_s):
        assert 0 < low <= likely <= high
    each = -(-found.running // min(pp, found.running))
    assert found.decode_tok_s.high <= roof(deployment, context, each)
    assert found.running <= concurrency


def test_the_roof_is_the_bytes_of_a_token_at_the_data_sheets_bandwidth():
    deployment = plan("meta-llama/Llama-3.1-8B-Instruct", ["RTX 4090"])
    # 32 layers of 4096 x (6144 + 4096 + 3 x 14336) and the head of 128,256, two bytes each; 1,008 GB/s
    matrices = 32 * 4096 * (6144 + 4096 + 3 * 14336) + 128256 * 4096
    assert roof(deployment) == pytest.approx(1008e9 / (2 * matrices), rel=1e-3)


def test_a_mixture_reads_the_experts_that_its_batch_picks():
    (work,) = stage_work(find("Qwen/Qwen3-30B-A3B").checkpoint(), 1, 1, 1, False, (9, 0), None, "auto")
    assert work.touched(1) == pytest.approx(8 / 128)
    assert 0.35 < work.touched(8) < 8 * 8 / 128
    assert work.touched(1000) == pytest.approx(1)


def test_a_longer_context_is_slower_and_a_sliding_window_hides_it():
    full, windowed = "Qwen/Qwen3-8B", "google/gemma-3-1b-it"
    slower = [decode(plan(full, ["RTX 4090"]), context_tokens=size) for size in (0, 8192, 32768)]
    assert slower == sorted(slower, reverse=True)
    loss = [
        decode(plan(model, ["RTX 4090"]), context_tokens=32000) / decode(plan(model, ["RTX 4090"]), context_tokens=0)
        for model in (full, windowed)
    ]
    assert loss[0] < loss[1]


def test_more_requests_at_once_answer_more_in_all_and_less_each():
    deployment = plan("Qwen/Qwen3-8B", ["RTX 4090"])
    found = [speed(deployment, concurrency=count) for count in (1, 4, 16, 64)]
    assert [s.aggregate_tok_s.likely for s in found] == sorted(s.aggregate_tok_s.likely for s in found)
    assert [s.decode_tok_s.likely for s in found] == sorted((s.decode_tok_s.likely for s in found), reverse=True)


@pytest.mark.parametrize(("tp", "dp"), [(1, 1), (2, 1), (1, 2)])
def test_jobs_spend_their_time_on_prompts_and_answers_by_turns(tp, dp):
    """As many tokens read as written: the harmonic mean of both rates."""
    jobs = plan("Qwen/Qwen3-8B", ["RTX 3090"] * (tp * dp), tensor_parallel_size=tp, data_parallel_size=dp)
    known = speed(jobs, context_tokens=1024, concurrency=8)
    writing = in_all(jobs, 1024, 8)
    both = in_all(jobs, 1024, 8, unread=True)
    assert writing == pytest.approx(known.aggregate_tok_s.likely)
    assert both == pytest.approx(2 / (1 / writing + 1 / (dp * known.prefill_tok_s.likely)), rel=0.02)


def test_requests_that_find_no_room_wait():
    tight = replace(plan("Qwen/Qwen3-8B", ["RTX 4090"]), options=ServingOptions(available_kv_bytes=4 * GIB))
    found = speed(tight, context_tokens=8192, concurrency=64)
    assert found.running == 3  # 147,456 bytes a token: 29,127 tokens in 4 GiB
    assert found.bound == "memory"


def test_tensor_parallel_speeds_up_one_request_and_stages_do_not():
    one = decode(plan("Qwen/Qwen3-14B", ["H100 80GB HBM3"]))
    two = decode(plan("Qwen/Qwen3-14B", ["H100 80GB HBM3"] * 2, tensor_parallel_size=2))
    staged = decode(plan("Qwen/Qwen3-14B", ["H100 80GB HBM3"] * 2, pipeline_parallel_size=2))
    assert two > 1.4 * one
    assert staged <= one


def test_stages_answer_two_requests_at_once_as_fast_as_one():
    deployment = plan("Qwen/Qwen3-14B", ["RTX 3090"] * 2, pipeline_parallel_size=2)
    one, two = (speed(deployment, concurrency=count) for count in (1, 2))
    assert two.aggregate_tok_s.likely > 1.8 * one.aggregate_tok_s.likely


def test_a_bridge_shortens_prompts_more_than_answers():
    model, cards = "Qwen/Qwen3-32B-AWQ", ["RTX 3090"] * 2
    bare, bridged = (
        speed(plan(model, cards, nvlink=nvlink, tensor_parallel_size=2), context_tokens=8192)
        for nvlink in (False, True)
    )
    prompts = bridged.prefill_tok_s.likely / bare.prefill_tok_s.likely
    answers = bridged.decode_tok_s.likely / bare.decode_tok_s.likely
    assert prompts > answers > 1


def test_four_cards_without_links_are_bound_by_them():
    found = speed(plan("nvidia/Qwen3-30B-A3B-NVFP4", ["RTX 5090"] * 4, tensor_parallel_size=4))
    assert found.bound == "link"
    assert "NVLink" in found.lift


def test_a_large_batch_is_bound_by_arithmetic():
    found = speed(plan("Qwen/Qwen3-8B", ["RTX 4090"], max_num_seqs=512), context_tokens=128, concurrency=512)
    assert found.bound == "compute"


def test_weights_in_host_memory_are_read_over_the_slot():
    fast, slow = (decode(plan("Qwen/Qwen3-14B", ["RTX 4090"], cpu_offload_gb=size)) for size in (0.0, 8.0))
    assert slow < 4  # 8 GiB at 31.5 GB/s take more than a quarter of a second
    assert fast > 25


def test_without_graphs_small_models_wait_for_launches():
    graphs, eager = (decode(plan("Qwen/Qwen3-0.6B", ["RTX 5090"], enforce_eager=flag)) for flag in (False, True))
    assert eager < 0.6 * graphs


def test_fp8_multiplies_natively_from_ada_on():
    form = find("RedHatAI/Meta-Llama-3.1-8B-Instruct-FP8").checkpoint().quantization.linear
    assert [precision(form, capability) for capability in ((8, 6), (8, 9), (9, 0))] == ["fp16", "fp8", "fp8"]
    prompts = {
        card: speed(plan("RedHatAI/Meta-Llama-3.1-8B-Instruct-FP8", [card]), context_tokens=4096).prefill_tok_s.likely
        / speed(plan("meta-llama/Llama-3.1-8B-Instruct", [card]), context_tokens=4096).prefill_tok_s.likely
        for card in ("RTX 3090", "RTX 4090")
    }
    assert prompts["RTX 3090"] == pytest.approx(1, abs=0.05)
    assert prompts["RTX 4090"] > 1.3


def test_an_unknown_card_has_no_speed():
    deployment = Deployment(Rig((Gpu("Some Card", 24 * GIB, (8, 6)),)), find("Qwen/Qwen3-8B").checkpoint())
    assert speed(deployment) is None
    assert speed_of(deployment, 1, 1024) is None


def test_the_slowest_card_of_a_group_sets_its_pace():
    mixed = decode(plan("Qwen/Qwen3-14B", ["RTX 5090", "RTX 3090"], tensor_parallel_size=2))
    equal = decode(plan("Qwen/Qwen3-14B", ["RTX 3090"] * 2, tensor_parallel_size=2))
    assert mixed == pytest.approx(equal, rel=0.02)
