# SPDX-License-Identifier: Apache-2.0
"""All legal ways to run a model are weighed; few that differ in kind are shown, each with its reasons."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rigwise.core.hardware.catalogue import compose
from rigwise.core.memory.estimate import estimate
from rigwise.core.models.catalogue import entries, find
from rigwise.core.models.named_formats import by_name
from rigwise.core.planning.search import Kind, arrangements, score, search, undominated
from rigwise.core.planning.wishes import WISHES, Constraints, Goal
from rigwise.core.units import GIB

PAIR, EIGHT = compose(["RTX 4090"] * 2), compose(["H100 80GB HBM3"] * 8)
FOUR_BIT, MIXTURE = find("Qwen/Qwen3-32B-AWQ").checkpoint(), find("Qwen/Qwen3-235B-A22B-FP8").checkpoint()
CARDS = ["RTX 4090", "RTX 3090", "L40S", "H100 80GB HBM3", "RTX 4060 Ti 16GB"]


def chosen(found, kind):
    return next(choice.option for choice in found.choices if kind in choice.kinds)


@settings(max_examples=60, deadline=None)
@given(
    entry=st.sampled_from(entries()),
    cards=st.lists(st.sampled_from(CARDS), min_size=1, max_size=8),
    goal=st.sampled_from(Goal),
)
def test_whatever_is_shown_starts(entry, cards, goal):
    found = search(compose(cards), entry.checkpoint(), WISHES[goal])
    for choice in found.choices:
        result = estimate(choice.option.deployment)
        assert result.starts, [problem.code for problem in result.problems]
        assert len(choice.option.deployment.rig.gpus) == choice.option.split.world
    assert len({choice.option.merits() for choice in found.choices}) == len(found.choices)
    assert sum(Kind.RECOMMENDED in choice.kinds for choice in found.choices) == bool(found.starting)


def test_every_arrangement_is_one_vllm_accepts():
    seen = list(arrangements(EIGHT, MIXTURE))
    assert {split.world for split in seen} == {1, 2, 3, 4, 5, 6, 7, 8}
    assert {(split.tp, split.pp, split.dp) for split in seen} >= {(8, 1, 1), (4, 2, 1), (2, 4, 1), (4, 1, 2), (1, 1, 8)}
    assert any(split.expert_parallel for split in seen)
    assert all(64 % split.tp == 0 for split in seen)
    assert not any(split.expert_parallel for split in arrangements(PAIR, FOUR_BIT))


def test_unlike_cards_are_offered_stages_by_their_memory():
    seen = list(arrangements(compose(["RTX 3090", "RTX 4060 Ti 16GB"]), FOUR_BIT))
    assert any(split.partition == (39, 25) for split in seen)


def test_a_shape_that_divides_only_with_whole_experts_is_found():
    # 768 columns an expert in groups of 128: four cards leave no whole group
    checkpoint = replace(find("Qwen/Qwen3-30B-A3B").checkpoint(), quantization=by_name("w4a16"))
    sizes = {
        (split.tp, split.expert_parallel) for split in arrangements(EIGHT, checkpoint) if split.dp == split.pp == 1
    }
    assert (4, False) not in sizes
    assert (4, True) in sizes


def test_the_dominated_are_dropped():
    found = search(PAIR, FOUR_BIT)
    good = found.choices[0].option
    worse = replace(good, single=good.single / 2, requests=good.requests / 2)
    other = replace(good, single=good.single / 2, longest=good.longest * 2)
    assert undominated([worse, good, other]) == [good, other]
    assert undominated([good, good]) == [good]


def test_a_chat_wants_the_fastest_split_and_keeps_16_bits():
    option = chosen(search(PAIR, FOUR_BIT, WISHES[Goal.CHAT]), Kind.RECOMMENDED)
    assert option.split.tp == 2
    assert option.deployment.options.kv_cache_dtype == "auto"
    assert option.context >= 16384


def test_a_coding_agent_gets_its_context_even_if_stages_are_slower():
    three = compose(["RTX 3090"] * 3)
    checkpoint = find("casperhansen/llama-3.3-70b-instruct-awq").checkpoint()
    found = search(three, checkpoint, WISHES[Goal.CODING])
    assert chosen(found, Kind.RECOMMENDED).split.pp == 3
    assert chosen(found, Kind.RECOMMENDED).context >= 65536
    assert chosen(found, Kind.SPEED).split.tp == 2


def test_a_team_gets_requests_at_once():
    chat, team = (chosen(search(PAIR, FOUR_BIT, WISHES[goal]), Kind.RECOMMENDED) for goal in (Goal.CHAT, Goal.TEAM))
    assert min(team.requests, 8) >= min(chat.requests, 8)
    assert team.deployment.options.max_num_seqs >= 8


def test_kinds_are_the_best_of_their_kind():
    found = search(EIGHT, MIXTURE, WISHES[Goal.TEAM])
    options = [choice.option for choice in found.choices]
    assert chosen(found, Kind.SPEED).single >= 0.95 * max(option.single for option in options)
    assert chosen(found, Kind.CONTEXT).longest >= 0.95 * max(option.longest for option in options)
    assert chosen(found, Kind.REQUESTS).requests >= 0.95 * max(option.requests for option in options)
    wish = found.wish
    assert score(options[0], wish) == max(score(option, wish) for option in options)


@pytest.mark.parametrize(
    ("constraints", "holds"),
    [
        (Constraints(fp8_cache=False), lambda option: option.deployment.options.kv_cache_dtype != "fp8"),
        (Constraints(most_cards=1), lambda option: option.cards == 1),
        (Constraints(least_context=32768), lambda option: option.context >= 32768),
        (Constraints(leave_alone=frozenset({0})), lambda option: option.deployment.rig.gpus[0].index == 1),
        (
            Constraints(free_bytes=4 * GIB),
            lambda option: all(card.headroom >= 4 * GIB for card in option.result.per_gpu),
        ),
    ],
)
def test_constraints_hold(constraints, holds):
    numbered = replace(PAIR, gpus=tuple(replace(gpu, index=index) for index, gpu in enumerate(PAIR.gpus)))
    found = search(numbered, find("Qwen/Qwen3-14B-AWQ").checkpoint(), WISHES[Goal.CHAT], constraints)
    assert found.choices
    for choice in found.choices:
        assert holds(choice.option)


def test_constraints_are_said_in_words():
    said = Constraints(2 * GIB, frozenset({1}), False, False, 8192, 2).words()
    assert said == (
        "2 GiB stay free on every card",
        "GPU 1 is left alone",
        "no FP8 KV cache",
        "at least 8,192 tokens",
        "at most 2 cards",
    )


def test_weights_go_to_the_machines_memory_only_where_allowed_and_needed():
    one, large = compose(["RTX 4090"]), find("Qwen/Qwen3-32B-FP8").checkpoint()
    assert not search(one, large).choices
    option = chosen(search(one, large, constraints=Constraints(offload=True)), Kind.RECOMMENDED)
    assert option.deployment.options.cpu_offload_gb >= 12
    assert any("cross the slot for every token" in sentence for sentence in search(
        one, large, constraints=Constraints(offload=True)).choices[0].why)  # fmt: skip
    small = search(one, FOUR_BIT, constraints=Constraints(offload=True))
    assert all(choice.option.deployment.options.cpu_offload_gb == 0 for choice in small.choices)


def test_several_checkpoints_of_a_model_compete():
    rig = compose(["RTX PRO 6000 Blackwell"])
    some = [find(name).checkpoint() for name in ("Qwen/Qwen3-32B", "Qwen/Qwen3-32B-FP8", "Qwen/Qwen3-32B-AWQ")]
    found = search(rig, some, WISHES[Goal.CHAT])
    assert chosen(found, Kind.QUALITY).deployment.checkpoint is some[0]
    assert chosen(found, Kind.SPEED).deployment.checkpoint is some[2]


def test_every_choice_opens_to_its_rules_and_sums():
    for choice in search(EIGHT, MIXTURE, WISHES[Goal.TEAM]).choices:
        text = " ".join(choice.why)
        assert "for the KV cache" in text
        assert "A step takes" in text
        if choice.option.split.tp > 1:
            assert "divides 64 heads" in text
        if choice.option.split.dp > 1:
            assert "copies of the model share the requests" in text


def test_nothing_is_made_up_for_a_rig_without_cards():
    found = search(compose(["RTX 4090"]), FOUR_BIT, constraints=Constraints(leave_alone=frozenset({0})))
    assert (found.tried, found.starting, found.choices) == (0, 0, ())


def test_the_memory_sentence_adds_up():
    (choice, *_) = search(PAIR, FOUR_BIT).choices
    total, limit, weights, inside, cache = (float(n) for n in re.findall(r"([\d.]+) GiB", choice.why[0])[:5])
    assert limit == pytest.approx(0.92 * total, abs=0.1)
    assert weights + inside + cache == pytest.approx(limit, abs=0.16)
