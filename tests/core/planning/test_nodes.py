# SPDX-License-Identifier: Apache-2.0
"""Beyond one machine: tensor parallel inside, stages across, and what the network carries."""

import pytest
from rigwise.core.hardware.catalogue import compose
from rigwise.core.models.catalogue import find
from rigwise.core.planning.nodes import over, several_machines
from rigwise.core.planning.wishes import WISHES, Goal


def plan(cards, model, goal=Goal.CHAT):
    return several_machines(compose(cards), find(model).checkpoint(), WISHES[goal])


def test_one_machine_is_enough():
    assert plan(["RTX 4090"], "Qwen/Qwen3-8B-AWQ") is None


def test_tensor_parallel_inside_and_stages_across():
    found = plan(["H100 80GB HBM3"] * 8, "deepseek-ai/DeepSeek-V3.1")
    options = found.deployment.options
    assert (found.nodes, options.tensor_parallel_size, options.pipeline_parallel_size) == (2, 8, 2)
    assert found.result.starts
    assert found.context == 16384
    assert any("Tensor parallel 8 stays inside a machine" in sentence for sentence in found.why)
    assert any("--nnodes 2" in flag for flag in found.flags)
    assert any("Expert parallel" in sentence for sentence in found.why)


def test_fewer_machines_would_not_start():
    found = plan(["RTX 4090"] * 2, "Qwen/Qwen3-235B-A22B-FP8")
    # 237 GB of weights on cards of 24 GB, of which 0.92 may be used: eleven at least, in pairs
    assert found.nodes == 6
    assert len(found.deployment.rig.gpus) == 12


def test_cards_that_do_not_divide_a_model_are_stages_too():
    found = plan(["RTX 3090"] * 3, "meta-llama/Llama-3.3-70B-Instruct")
    assert found.deployment.options.tensor_parallel_size == 1
    assert found.deployment.options.pipeline_parallel_size == 3 * found.nodes
    assert any("stages share a machine" in sentence for sentence in found.why)


def test_the_network_carries_two_tensors_a_token_and_hop():
    found = plan(["H100 80GB HBM3"] * 8, "deepseek-ai/DeepSeek-V3.1")
    assert found.network == pytest.approx(found.speed.prefill_tok_s.likely * 7168 * 2 * 2)
    assert found.link == "10 Gbit Ethernet"


def test_more_people_than_a_machine_serves_get_copies():
    found = plan(["RTX 4090"], "Qwen/Qwen3-8B", Goal.TEAM)
    assert found.replicas == found.nodes == 2
    assert found.requests >= 8
    assert found.network == 0


def test_links_do_not_reach_over_machines():
    pair = compose(["RTX 3090"] * 2, nvlink=True)
    both = over(pair, 2)
    assert [(link.a, link.b) for link in both.links] == [(0, 1), (2, 3)]
    assert len(both.gpus) == 4


def test_what_no_number_of_machines_serves_has_no_plan():
    assert plan(["RTX 2060"], "deepseek-ai/DeepSeek-V3.1") is None
