# SPDX-License-Identifier: Apache-2.0
"""What was measured beside what was promised, and what was left on the table."""

from dataclasses import replace

import pytest
from rigwise.core.hardware.catalogue import compose
from rigwise.core.launch.proof import KEPT_BACK, Proof, compare, larger_cache, prove, table
from rigwise.core.launch.startup_log import RankLog, Refusal, StartupLog
from rigwise.core.memory.deployment import Deployment, ServingOptions
from rigwise.core.memory.estimate import changed, estimate
from rigwise.core.models.catalogue import find
from rigwise.core.units import GIB, MIB

WHEN = "2026-11-21T08:15:00Z"


def plan(**options) -> Deployment:
    given = {"max_model_len": 8192, "max_num_seqs": 64, **options}
    return Deployment(compose(["RTX 4090"]), find("Qwen/Qwen3-8B").checkpoint(), ServingOptions(**given))


def promised(deployment: Deployment, **rank) -> StartupLog:
    """A start that came out exactly as predicted, but for what is said otherwise."""
    result = estimate(deployment)
    said = {
        "weights": result.per_gpu[0].weights,
        "available_kv": result.available_kv,
        "requested": round(result.per_gpu[0].total * 0.92),
    }
    return StartupLog(
        version="0.33.0", kv_cache_tokens=result.kv_cache_tokens, ready=True, ranks=(RankLog(**{**said, **rank}),)
    )


def named(lines, name):
    return next(line for line in lines if line.name == name)


def test_a_start_as_predicted_is_said_to_be_one():
    proof = prove(promised(plan()), plan(), when=WHEN)
    assert {line.words for line in proof.comparison} == {"as predicted"}
    assert proof.words == "Everything that vLLM measured is as predicted."
    assert proof.measurement is not None


def test_fewer_tokens_are_told_with_their_share():
    log = replace(promised(plan()), kv_cache_tokens=30_000)
    line = named(compare(log, plan()), "KV cache tokens")
    assert line.measured == 30_000
    assert line.words.endswith("%) fewer than predicted")
    assert prove(log, plan(), when=WHEN).words.startswith("KV cache tokens: ")


def test_weights_that_differ_a_little_do_not_hide_that_the_cache_is_right():
    log = promised(plan(), weights=estimate(plan()).per_gpu[0].weights + 50 * MIB)
    assert named(compare(log, plan()), "weights").words == "0.05 GiB (0.3 %) more than predicted"
    assert prove(log, plan(), when=WHEN).words == "The KV cache holds as many tokens as predicted."


def test_a_start_is_not_compared_with_itself():
    log = promised(plan(), available_kv=4 * GIB)
    learned = prove(log, plan(), when=WHEN).measurement
    known = replace(plan(), rig=replace(plan().rig, measurements=(learned,)))
    assert compare(log, known) == compare(log, plan())


def test_a_refusal_is_compared_by_what_one_request_needs():
    long = plan(max_model_len=40_960)
    need = estimate(long).required_kv
    log = StartupLog(refusal=Refusal("kv-too-small", 40_960, need, GIB))
    assert [(line.name, line.words) for line in compare(log, long)] == [("KV cache of one request", "as predicted")]


def test_releases_that_charge_no_graphs_compare_what_they_took():
    old = replace(plan(), vllm_version="0.19.0")
    log = promised(old, graphs=GIB, graphs_estimated=2 * GIB)
    assert named(compare(log, old), "CUDA graphs").measured == GIB


def test_graphs_that_took_less_than_charged_make_room_for_more_cache():
    deployment = plan()
    log = promised(deployment, graphs_estimated=GIB, graphs=200 * MIB)
    offer = larger_cache(log, deployment)
    assert offer.gain == pytest.approx(824 * MIB - KEPT_BACK, abs=MIB)
    assert offer.margin == KEPT_BACK
    assert offer.tokens > log.kv_cache_tokens
    assert "instead of" in offer.words
    by_hand = estimate(changed(deployment, offer.remedy))
    assert by_hand.starts
    assert by_hand.kv_cache_tokens == offer.tokens


@pytest.mark.parametrize(
    ("rank", "options", "version"),
    [
        ({"graphs_estimated": 400 * MIB, "graphs": 200 * MIB}, {}, "0.33.0"),  # not worth it
        ({"graphs_estimated": 200 * MIB, "graphs": GIB}, {}, "0.33.0"),  # they took more
        ({"graphs": 200 * MIB}, {}, "0.33.0"),  # the estimate is not told
        ({"graphs_estimated": GIB, "graphs": 200 * MIB}, {"kv_cache_memory_bytes": GIB}, "0.33.0"),
        ({"graphs_estimated": GIB, "graphs": 200 * MIB}, {}, "0.19.0"),  # nothing was charged
    ],
)
def test_nothing_is_offered_where_nothing_was_left(rank, options, version):
    deployment = replace(plan(**options), vllm_version=version)
    assert larger_cache(promised(deployment, **rank), deployment) is None


def test_the_tightest_of_several_gpus_decides_the_offer():
    pair = replace(plan(tensor_parallel_size=2), rig=compose(["RTX 4090"] * 2))
    one = promised(pair, rank="TP0", graphs_estimated=GIB, graphs=100 * MIB)
    log = replace(one, ranks=(one.ranks[0], replace(one.ranks[0], rank="TP1", graphs=700 * MIB)))
    assert larger_cache(log, pair) is not None
    assert larger_cache(log, pair).gain < 200 * MIB


def test_what_could_not_be_learned_is_said_where_it_matters():
    assert prove(promised(plan(), weights=4 * GIB), plan(), when=WHEN).problem.code == "log-other-model"
    assert prove(StartupLog(version="0.33.0"), plan(), when=WHEN) == Proof(())


def test_the_table_has_both_figures():
    lines = list(table(compare(promised(plan()), plan())))
    assert "measured" in lines[0]
    assert "GiB" in lines[1]
    assert len(lines) == 4
