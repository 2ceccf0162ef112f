# SPDX-License-Identifier: Apache-2.0
"""The rules of several cards that people trip over: each is said when it applies, and only then."""

from dataclasses import replace

import pytest
from rigwise.core.hardware.catalogue import compose
from rigwise.core.hardware.rig import Rig
from rigwise.core.memory.deployment import Deployment, ServingOptions
from rigwise.core.models.catalogue import find
from rigwise.core.planning.decision_tree import decision
from rigwise.core.planning.rules import notices
from rigwise.core.planning.splits import Split
from rigwise.core.planning.suggest import deployment_of, suggest

DENSE, FOUR_BIT, MIXTURE = "Qwen/Qwen3-8B", "Qwen/Qwen3-32B-AWQ", "Qwen/Qwen3-30B-A3B"


def codes(rig: Rig, plan: Deployment):
    return {problem.code for problem in notices(rig, plan)}


def planned(rig, model, cards=None, **split):
    positions = tuple(range(cards or len(rig.gpus)))
    return deployment_of(rig, Split(positions, **split), find(model).checkpoint())


def said(rig, plan, code):
    return next(problem for problem in notices(rig, plan) if problem.code == code)


def test_no_notice_keeps_a_plan_from_starting():
    rig = compose(["RTX 4090", "RTX 3090"])
    found = notices(rig, planned(rig, FOUR_BIT, tp=2))
    assert found
    assert not any(problem.blocking for problem in found)


def test_three_cards_divide_no_heads():
    rig = compose(["RTX 3090"] * 3)
    problem = said(rig, suggest(rig, find(FOUR_BIT).checkpoint()), "cards-do-not-divide")
    assert "64 attention heads do not divide by 3" in problem.message
    assert "Tensor parallel 2 works; 3 pipeline stages use every card." in problem.fix
    assert "cards-do-not-divide" not in codes(
        compose(["RTX 3090"] * 2), planned(compose(["RTX 3090"] * 2), FOUR_BIT, tp=2)
    )


def test_quantization_groups_count_among_what_must_divide():
    rig = compose(["RTX 4090"] * 2)
    plan = suggest(rig, find("Qwen/Qwen2.5-72B-Instruct-AWQ").checkpoint())
    assert "quantization groups" in said(rig, plan, "cards-do-not-divide").message


def test_without_nvlink_the_price_is_said_in_milliseconds():
    bare, bridged = (compose(["RTX 3090"] * 2, nvlink) for nvlink in (False, True))
    problem = said(bare, planned(bare, "Qwen/Qwen3-32B-FP8", tp=2), "no-nvlink")
    assert "ms of each token" in problem.message
    assert "a pipeline sends less" in problem.fix
    assert "no-nvlink" not in codes(bridged, planned(bridged, FOUR_BIT, tp=2))


def test_a_model_that_fits_each_card_is_better_copied_than_split():
    rig = compose(["RTX 3090"] * 2)
    assert "one copy of the model on each card" in said(rig, planned(rig, "Qwen/Qwen3-8B-AWQ", tp=2), "no-nvlink").fix


def test_two_cards_with_peer_access_trust_the_driver():
    pair, four = compose(["RTX 6000 Ada"] * 2), compose(["RTX 6000 Ada"] * 4)
    problem = said(pair, planned(pair, FOUR_BIT, tp=2), "two-cards-custom-all-reduce")
    assert "--disable-custom-all-reduce" in problem.fix
    assert "NCCL_P2P_DISABLE=1" in problem.fix
    assert "two-cards-custom-all-reduce" not in codes(four, planned(four, FOUR_BIT, tp=4))
    assert "many-pcie-cards" in codes(four, planned(four, FOUR_BIT, tp=4))


@pytest.mark.parametrize("card", ["RTX 4090", "RTX 5090", "RTX 3090"])
def test_geforce_cards_have_no_peer_access(card):
    rig = compose([card] * 2)
    assert "no-peer-access" in codes(rig, planned(rig, FOUR_BIT, tp=2))


def test_an_iommu_hangs_professional_blackwell_cards():
    rig = compose(["RTX PRO 6000 Blackwell"] * 2)
    assert "iommu=pt" in said(rig, planned(rig, FOUR_BIT, tp=2), "iommu-hang").fix


def test_unlike_cards_lose_what_the_larger_has_more():
    rig = compose(["RTX 3090", "RTX 4060 Ti 16GB"])
    problem = said(rig, planned(rig, FOUR_BIT, tp=2), "mixed-memory")
    assert "8.0 GiB of the others stay unused" in problem.message
    for way in ("39 + 25 layers", "one server on each card", "llama.cpp"):
        assert way in problem.fix


def test_the_first_card_picks_the_kernels():
    newer_first, older_first = compose(["RTX 4090", "RTX 3090"]), compose(["RTX 3090", "RTX 4090"])
    assert "FP8 above all" in said(newer_first, planned(newer_first, FOUR_BIT, tp=2), "mixed-generations").message
    assert "mixed-generations" not in codes(older_first, planned(older_first, FOUR_BIT, tp=2))


def test_a_smaller_card_left_out_is_named():
    rig = compose(["RTX 3090", "RTX 3090", "RTX 4060 Ti 16GB"])
    plan = suggest(rig, find(FOUR_BIT).checkpoint())
    assert "RTX 4060 Ti" in said(rig, plan, "mixed-left-out").message


def test_one_card_is_enough():
    rig = compose(["RTX 4090"] * 2)
    problem = said(rig, suggest(rig, find("Qwen/Qwen3-8B-AWQ").checkpoint()), "one-card-enough")
    assert "data parallel 2" in problem.fix


def test_a_monitor_takes_its_share():
    rig = compose(["RTX 4090"])
    lit = replace(rig, gpus=(replace(rig.gpus[0], display=True),))
    assert "0.7 GiB" in said(lit, planned(lit, DENSE), "display-on-card").message
    assert "display-on-card" not in codes(rig, planned(rig, DENSE))


def test_turing_computes_without_bfloat16():
    rig = compose(["RTX 2080 Ti"])
    plan = planned(rig, "Qwen/Qwen3-0.6B")
    assert "no-bfloat16" in codes(rig, plan)
    asked = replace(plan, options=replace(plan.options, dtype="float16"))
    assert "no-bfloat16" not in codes(rig, asked)


def test_the_cuda_13_image_has_floors():
    rig = compose(["RTX 4090"])
    assert "driver 580" in said(rig, planned(rig, DENSE), "cuda-13-image").message
    known = replace(rig, driver_version="580.95.05")
    assert "cuda-13-image" not in codes(known, planned(known, DENSE))


def test_slices_serve_alone():
    rig = compose(["H100 80GB HBM3"] * 2)
    cut = replace(rig, gpus=tuple(replace(gpu, uuid=f"MIG-{i}") for i, gpu in enumerate(rig.gpus)))
    assert "slices-serve-alone" in codes(cut, planned(cut, DENSE, cards=1))


def test_key_value_heads_are_copied_beyond_their_number():
    rig = compose(["H100 80GB HBM3"] * 8)
    assert "held 2 times" in said(rig, planned(rig, MIXTURE, tp=8), "kv-heads-copied").message
    assert "kv-heads-copied" not in codes(rig, planned(rig, MIXTURE, cards=4, tp=4))


def test_a_latent_cache_is_whole_on_every_card():
    rig = compose(["H200"] * 8)
    assert "latent-cache-whole" in codes(rig, planned(rig, "deepseek-ai/DeepSeek-V3.1", tp=8))


def test_an_8_bit_cache_on_ampere_is_doubtful():
    rig = compose(["RTX 3090"])
    plan = Deployment(rig, find("Qwen/Qwen3-8B-AWQ").checkpoint(), ServingOptions(kv_cache_dtype="fp8"))
    assert "fp8-cache-on-ampere" in codes(rig, plan)


def test_slivers_of_experts():
    rig = compose(["H100 80GB HBM3"] * 8)
    plan = planned(rig, MIXTURE, tp=8)
    assert "96 of 768 columns" in said(rig, plan, "experts-in-slivers").message
    whole = replace(plan, options=replace(plan.options, enable_expert_parallel=True))
    assert "experts-in-slivers" not in codes(rig, whole)


def branches(cards, model, nvlink=False):
    return [(branch.code, branch.split) for branch in decision(compose(cards, nvlink), find(model).checkpoint())]


def test_the_published_decision_tree():
    assert branches(["RTX 4090"] * 2, "Qwen/Qwen3-8B-AWQ") == [("one-card", Split((0,)))]
    assert branches(["H100 80GB HBM3"] * 4, "meta-llama/Llama-3.3-70B-Instruct") == [
        ("one-machine", Split((0, 1, 2, 3), tp=4))
    ]
    assert branches(["RTX 3090"] * 3, "casperhansen/llama-3.3-70b-instruct-awq") == [
        ("stages-uneven", Split((0, 1, 2), pp=3))
    ]
    assert branches(["L40S"] * 4, "meta-llama/Llama-3.3-70B-Instruct") == [
        ("stages-no-nvlink", Split((0, 1, 2, 3), pp=4))
    ]
    assert branches(["RTX 4090"] * 2, "deepseek-ai/DeepSeek-V3.1")[0] == ("several-machines", None)
    everyone = tuple(range(8))
    assert branches(["H200"] * 8, "deepseek-ai/DeepSeek-V3.1") == [
        ("one-machine", Split(everyone, tp=8)),
        ("experts", Split(everyone, tp=8, expert_parallel=True)),
    ]


def test_unlike_cards_that_do_not_divide_get_stages_by_their_memory():
    ((code, split),) = branches(["RTX 3090", "RTX 3090", "RTX 4060 Ti 16GB"], "casperhansen/llama-3.3-70b-instruct-awq")
    assert code == "stages-uneven"
    assert sum(split.partition) == 80
    assert split.partition[0] > split.partition[2]


def test_a_first_start_is_told_that_it_has_less_and_an_eager_one_is_not():
    rig = compose(["RTX 5090"])
    plan = planned(rig, DENSE)
    assert "second start" in said(rig, plan, "first-start-compiles").fix
    assert "GiB less KV cache" in said(rig, plan, "first-start-compiles").message
    eager = replace(plan, options=replace(plan.options, enforce_eager=True))
    assert "first-start-compiles" not in codes(rig, eager)
    assert "first-start-compiles" not in codes(rig, replace(plan, vllm_version="0.11.0"))
