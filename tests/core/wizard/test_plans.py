# SPDX-License-Identifier: Apache-2.0
"""The plans that a person chooses between keep what their names promise."""

import pytest
from rigwise.core.hardware.catalogue import compose
from rigwise.core.memory.estimate import estimate
from rigwise.core.models.catalogue import find
from rigwise.core.planning.suggest import suggest
from rigwise.core.wizard.plans import FIRST, GOAL, for_goal, plan_offers, same_plan

GOALS = ("chat", "coding", "team", "batch")
RIGS = (["RTX 3060"], ["RTX 4090", "RTX 4090"], ["RTX 4090", "RTX 3090"])


@pytest.mark.parametrize("names", RIGS, ids=lambda names: "+".join(names))
@pytest.mark.parametrize("goal", GOALS)
def test_every_offer_starts_and_is_the_best_of_all_at_what_it_says(names, goal):
    rig, checkpoint = compose(names), find("Qwen/Qwen3-8B-AWQ").checkpoint()
    offers = plan_offers(rig, checkpoint, goal)
    assert offers[0].kinds[0] == FIRST
    assert sum(GOAL in offer.kinds for offer in offers) == 1
    assert all(estimate(offer.plan).starts for offer in offers)
    most = {
        "context": max(offer.context for offer in offers),
        "requests": max(offer.requests * 0.95 for offer in offers if offer.context == _of(offers, GOAL).context),
    }
    assert _of(offers, "context").context >= 0.95 * most["context"]
    assert _of(offers, "requests").requests >= 0.95 * most["requests"]


def _of(offers, kind):
    return next(offer for offer in offers if kind in offer.kinds)


def test_no_plan_is_offered_twice():
    offers = plan_offers(compose(["RTX 4090", "RTX 4090"]), find("Qwen/Qwen3-32B-AWQ").checkpoint(), "chat")
    for number, one in enumerate(offers):
        assert not any(same_plan(one.plan, other.plan) for other in offers[number + 1 :])


def test_the_first_offer_is_the_plan_that_is_there_already():
    rig, checkpoint = compose(["RTX 4090", "RTX 4090"]), find("Qwen/Qwen3-32B-AWQ").checkpoint()
    assert same_plan(plan_offers(rig, checkpoint, "team")[0].plan, suggest(rig, checkpoint))


def test_a_team_is_served_side_by_side_where_the_cards_allow():
    rig, checkpoint = compose(["RTX 4090", "RTX 4090"]), find("Qwen/Qwen3-8B-AWQ").checkpoint()
    plan = for_goal(rig, checkpoint, "team")
    assert estimate(plan).max_concurrency >= 8
    assert plan.options.concurrency == 8


def test_where_nothing_starts_there_is_nothing_to_choose():
    rig, checkpoint = compose(["RTX 3060"]), find("Qwen/Qwen3-235B-A22B-FP8").checkpoint()
    assert plan_offers(rig, checkpoint, "chat") == ()
    assert for_goal(rig, checkpoint, "team") is None
