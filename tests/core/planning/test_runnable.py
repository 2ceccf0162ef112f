# SPDX-License-Identifier: Apache-2.0
"""What can I run: a line a model, the best format of it for the rig, newer before older, and a choice among the first."""

from dataclasses import replace
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rigwise.core.hardware.catalogue import compose
from rigwise.core.memory.result import Estimate
from rigwise.core.models.catalogue import entries, find
from rigwise.core.planning.runnable import TOP, Strength, obstacle, runnable, tried
from rigwise.core.planning.suggest import Fit
from rigwise.core.planning.throughput import in_all, together
from rigwise.core.planning.wishes import WISHES, Constraints, Goal
from rigwise.core.planning.worth import READING, UNREAD, age, grade, kept, quality, size, worth

RIGS = (["RTX 4060"], ["RTX 4080"], ["RTX 4090"], ["RTX 4090"] * 2, ["RTX 5090"], ["H100 80GB HBM3"] * 8, ["GB10"])
rigs = pytest.mark.parametrize("names", RIGS, ids=lambda names: f"{len(names)}x{names[0]}")


def line_of(lines, model):
    return next(line for line in lines if any(one.entry.id == model for one in line.formats))


@rigs
def test_every_checkpoint_stands_behind_exactly_one_line(names):
    lines = runnable(compose(names))
    ids = [one.entry.id for line in lines for one in line.formats]
    assert sorted(ids) == sorted(entry.id for entry in entries())
    for line in lines:
        assert len({(one.entry.family, one.entry.parameters, one.entry.made_for) for one in line.formats}) == 1


@rigs
def test_what_fits_comes_first_and_what_is_too_big_last_the_smallest_first(names):
    lines = runnable(compose(names))
    ranks = [list(Fit).index(line.best.fit) for line in lines]
    assert ranks == sorted(ranks)
    for unfit in (Fit.TOO_BIG, Fit.REFUSED):
        big = [line.best.entry.checkpoint().download_bytes for line in lines if line.best.fit is unfit]
        assert big == sorted(big)


def test_reuploads_and_formats_of_one_model_are_one_line_with_the_one_that_fits_in_front():
    lines = runnable(compose(["RTX 4090"] * 2))
    llama = line_of(lines, "casperhansen/llama-3.3-70b-instruct-awq")
    assert {"meta-llama/Llama-3.1-70B-Instruct", "RedHatAI/Llama-3.3-70B-Instruct-FP8-dynamic"} <= {
        one.entry.id for one in llama.formats
    }
    assert llama.best.fit is Fit.FITS
    assert llama.best.entry.released == "2024-11"


def test_more_bits_lead_where_there_is_room_and_fewer_where_not():
    wide, narrow = (
        line_of(runnable(compose([card])), "Qwen/Qwen3-14B-AWQ").best.entry.id
        for card in ("RTX PRO 6000 Blackwell", "RTX 4080")
    )
    assert kept(find(wide)) > kept(find(narrow))


def test_a_model_for_coding_is_a_line_of_its_own_and_leads_no_list_but_that_for_coding():
    rig = compose(["H100 80GB HBM3"] * 8)
    lines = runnable(rig)
    assert line_of(lines, "Qwen/Qwen2.5-Coder-32B-Instruct-AWQ") is not line_of(lines, "Qwen/Qwen2.5-32B-Instruct-AWQ")
    assert Strength.BEST not in line_of(lines, "mistralai/Devstral-2-123B-Instruct-2512").strengths
    coding = runnable(rig, WISHES[Goal.CODING])
    assert any(Strength.CODING in line.strengths for line in coding[:TOP])


@pytest.mark.parametrize("names", [["RTX 4090"] * 2, ["RTX 5090"], ["H100 80GB HBM3"], ["GB10"]], ids=str)
def test_the_first_lines_are_a_choice_and_not_five_times_the_same(names):
    first = runnable(compose(names))[:TOP]
    said = {kind for line in first for kind in line.strengths}
    assert {Strength.BEST, Strength.VISION, Strength.REASONING, Strength.CODING} <= said
    assert len({(line.best.entry.family, line.best.entry.parameters) for line in first}) == TOP


def test_who_codes_with_an_agent_is_offered_room_before_size():
    rig = compose(["RTX 3060"])
    rooms = [runnable(rig, WISHES[goal])[0].best.result.longest_context for goal in (Goal.CHAT, Goal.CODING)]
    assert rooms[1] > rooms[0]


@rigs
def test_the_first_lines_are_near_the_best_and_their_order_is_of_worth(names):
    first = runnable(compose(names))[:TOP]
    leader = next(line for line in first if Strength.BEST in line.strengths)
    for line in first:
        picked = set(line.strengths) & {Strength.SPEED, Strength.CONTEXT, Strength.LIGHT}
        assert not picked or 3 * quality(line.best.entry) > quality(leader.best.entry)


@pytest.mark.parametrize(
    "names", [["RTX 4090"], ["RTX 4090"] * 2, ["RTX 5090"], ["H100 80GB HBM3"] * 8, ["GB10"]], ids=str
)
def test_on_a_workstation_the_best_all_round_is_at_most_a_year_old(names):
    best = next(line for line in runnable(compose(names)) if Strength.BEST in line.strengths)
    assert age(best.best.entry) <= 12


def test_no_older_model_is_graded_above_a_newer_one_of_the_same_size_and_format():
    for one in entries():
        for other in entries():
            alike = one.parameters == other.parameters and one.active == other.active and kept(one) == kept(other)
            if alike and one.released < other.released:
                assert quality(one) < quality(other), (one.id, other.id)
                assert grade(one) <= grade(other)


some_entry = st.sampled_from(entries())


@given(some_entry, st.floats(1.01, 10))
def test_more_parameters_are_better_and_active_ones_count_more(entry, factor):
    more = replace(entry, parameters=entry.parameters * factor)
    denser = replace(entry, parameters=entry.parameters * factor, active=entry.active * factor)
    assert size(entry) < size(more) < size(denser)
    assert size(denser) == pytest.approx(factor * size(entry))


@given(some_entry)
def test_a_dense_model_counts_as_what_it_is_and_a_mixture_lies_between_active_and_all(entry):
    assert entry.active - 1e-9 <= size(entry) <= entry.parameters + 1e-9


def test_the_mixture_that_the_rule_comes_from_is_worth_its_dense_equal():
    assert size(replace(entries()[0], parameters=17.5, active=0.85)) == pytest.approx(6.1)


@given(some_entry)
def test_eight_months_halve_what_a_model_is_worth(entry):
    year, month = map(int, entry.released.split("-"))
    earlier = 12 * year + month - 1 - 8
    older = replace(entry, released=f"{earlier // 12}-{earlier % 12 + 1:02}")
    assert quality(older) == pytest.approx(quality(entry) / 2)


def test_four_bits_cost_a_little_and_eight_next_to_nothing():
    sixteen, eight, four = (find(f"Qwen/Qwen3-14B{suffix}") for suffix in ("", "-FP8", "-AWQ"))
    assert 1 == kept(sixteen) > kept(eight) > kept(four) > 0.9
    assert quality(sixteen) > quality(eight) > quality(four) > 0.75 * quality(sixteen)


def test_every_model_has_its_month():
    for entry in entries():
        year, _, month = entry.released.partition("-")
        assert 2023 <= int(year) <= 2026
        assert 1 <= int(month) <= 12


def test_what_cards_or_release_stand_against_is_not_called_too_big():
    volta = [one for line in runnable(compose(["V100 SXM2 32GB"])) for one in line.formats]
    assert {one.fit for one in volta} == {Fit.REFUSED}
    ada = {one.entry.id: one.fit for line in runnable(compose(["RTX 4090"])) for one in line.formats}
    assert ada["zai-org/GLM-5.2-FP8"] is Fit.REFUSED  # its attention needs newer cards; so do its 700 GB more of them
    assert ada["Qwen/Qwen3-32B"] is Fit.TOO_BIG


@pytest.mark.parametrize("goal", [Goal.CHAT, Goal.TEAM])
def test_who_wants_no_8_bit_cache_is_offered_none(goal):
    def caches(**limits):
        lines = runnable(compose(["RTX 3090"]), WISHES[goal], Constraints(**limits))
        return {one.deployment.options.kv_cache_dtype for line in lines for one in line.formats}

    assert caches() == {"auto", "fp8"}
    assert caches(fp8_cache=False) <= {"auto", "bfloat16"}


def place_of(model, goal, names=("RTX 4090",)):
    lines = runnable(compose(list(names)), WISHES[goal])
    return next(n for n, line in enumerate(lines) if any(one.entry.id == model for one in line.formats))


def test_jobs_go_by_what_goes_through_and_a_chat_by_quality():
    through, good = "google/gemma-4-E4B-it", "Qwen/Qwen3-32B-AWQ"
    assert quality(find(good)) > 1.5 * quality(find(through))
    assert place_of(good, Goal.CHAT) < place_of(through, Goal.CHAT)
    assert place_of(through, Goal.BATCH) < place_of(good, Goal.BATCH)


@pytest.mark.parametrize("names", [["RTX 4090"], ["RTX 3090"] * 2, ["H100 80GB HBM3"] * 2], ids=str)
def test_a_team_is_given_plans_that_serve_it_together(names):
    """On the cards and with the cache that let more of it in than the careful first plan of one person does."""
    rig, team = compose(names), WISHES[Goal.TEAM]
    gains = []
    for entry in entries():
        first, shared = tried(rig, entry), tried(rig, entry, team)
        assert shared.fit.starts is first.fit.starts
        if first.fit.starts:
            assert shared.result.max_model_len >= min(team.context, first.result.max_model_len)
            half = min(team.context, first.result.max_model_len) // 2
            gains.append(shared.in_all / in_all(first.deployment, half, together(first.deployment, half, team.users)))
    assert sum(gain >= 0.99 for gain in gains) > 0.9 * len(gains)
    assert max(gains) > 1.5


@given(some_entry, st.floats(1.0, 1e5), st.floats(1.01, 10.0), st.sampled_from(list(Goal)))
def test_more_tokens_in_all_are_never_worth_less_and_most_to_jobs(entry, in_all, factor, goal):
    result = Estimate(False, ())
    gain = worth(entry, result, in_all * factor, WISHES[goal]) - worth(entry, result, in_all, WISHES[goal])
    assert gain >= 0
    if goal is Goal.BATCH:
        assert gain == pytest.approx(UNREAD * log(factor))


def test_a_team_that_must_wait_is_served_slower_than_each_of_it_reads():
    entry, result, team = entries()[0], Estimate(False, ()), WISHES[Goal.TEAM]
    enough = READING * team.users
    assert worth(entry, result, enough / 2, team) == pytest.approx(worth(entry, result, enough, team) - log(2))
    assert worth(entry, result, 2 * enough, team) < worth(entry, result, enough, team) + 0.5 * log(2)


def test_cards_too_old_for_vllm_are_the_reason_that_nothing_runs():
    lines = runnable(compose(["V100 SXM2 32GB"]))
    assert not any(line.starts for line in lines)
    assert obstacle(lines).code == "card-too-old"
    assert obstacle(lines).fix


def test_no_single_reason_is_given_where_the_models_fail_for_different_ones():
    assert obstacle(runnable(compose(["RTX 4090"]))) is None
    assert obstacle(()) is None
