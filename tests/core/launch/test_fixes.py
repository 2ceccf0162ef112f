# SPDX-License-Identifier: Apache-2.0
"""Fixes that one click applies: each was tried, and means what its sentence says."""

from dataclasses import replace

import pytest
from rigwise.core.hardware.catalogue import compose
from rigwise.core.launch.diagnosis.diagnose import diagnose
from rigwise.core.launch.diagnosis.failures import failures
from rigwise.core.launch.diagnosis.fixes import as_problem, known_options, remedies
from rigwise.core.memory.estimate import estimate
from rigwise.core.models.catalogue import find
from rigwise.core.planning.suggest import suggest


@pytest.fixture
def plan():
    return suggest(compose(["RTX 4090"] * 2), find("Qwen/Qwen3-32B-AWQ").checkpoint())


def finding(line):
    return diagnose([line]).finding


def labels(line, plan):
    return {remedy.label: dict(remedy.changes) for remedy in remedies(finding(line), plan)}


def test_the_context_that_the_log_names(plan):
    line = (
        "ValueError: To serve at least one request with the model's max seq len (40960), (5.62 GiB KV cache is needed, "
        "which is larger than the available KV cache memory (3.11 GiB). Based on the available memory, the estimated "
        "maximum model length is 22640."
    )
    assert labels(line, plan)["Use 22,640 tokens of context"] == {"max_model_len": 22640}


def test_the_share_of_the_card_that_was_free(plan):
    line = (
        "ValueError: Free memory on device cuda:0 (21.02/23.52 GiB) on startup is less than desired GPU memory "
        "utilization (0.92, 21.64 GiB)."
    )
    assert labels(line, plan)["Let vLLM take what is free"] == {"gpu_memory_utilization": 0.87}


def test_a_step_down_from_the_present_share(plan):
    plan = replace(plan, options=replace(plan.options, gpu_memory_utilization=0.9))
    line = "RuntimeError: CUDA out of memory occurred when warming up sampler with 256 dummy requests."
    assert labels(line, plan)["Leave a little more of each card free"] == {"gpu_memory_utilization": 0.87}


def test_another_number_of_cards_that_starts():
    plan = suggest(compose(["RTX 4090"] * 3), find("Qwen/Qwen3-8B").checkpoint())
    plan = replace(plan, rig=compose(["RTX 4090"] * 3), options=replace(plan.options, tensor_parallel_size=3))
    line = "Value error, Total number of attention heads (32) must be divisible by tensor parallel size (3)."
    (changes,) = [c for label, c in labels(line, plan).items() if "divides 32" in label]
    assert changes["tensor_parallel_size"] in (1, 2)
    assert 32 % changes["tensor_parallel_size"] == 0


def test_what_the_container_gets_besides(plan):
    found = remedies(finding("TimeoutError: RPC call to sample_tokens timed out."), plan)
    assert ("NCCL_P2P_DISABLE", "1") in found[0].environment


def test_what_is_so_already_is_not_offered(plan):
    eager = replace(plan, options=replace(plan.options, enforce_eager=True))
    line = "torch.AcceleratorError: CUDA error: operation not permitted when stream is capturing"
    assert "Do without CUDA graphs" in labels(line, plan)
    assert "Do without CUDA graphs" not in labels(line, eager)


@pytest.mark.parametrize("failure", failures(), ids=lambda failure: failure.code)
def test_every_fix_can_be_applied_and_starts_by_the_estimate(failure, plan):
    for fix in failure.fixes:
        assert {name for name, _ in fix.options} <= known_options()
    found = diagnose(failure.example.splitlines()).finding
    for remedy in remedies(found, plan):
        changed = replace(plan, options=replace(plan.options, **dict(remedy.changes)))
        if remedy.changes:
            assert changed != plan
            assert estimate(changed).starts


def test_a_finding_for_people(plan):
    problem = as_problem(finding("OSError: [Errno 98] Address already in use"), plan)
    assert problem.code == "server-port-taken"
    assert problem.message == "The port is taken where the server listens."
    assert problem.fix.startswith("Choose another port.")
