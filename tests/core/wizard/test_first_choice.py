# SPDX-License-Identifier: Apache-2.0
"""Next, Next, Next ends in a server that starts, on any rig that can run something."""

from dataclasses import replace

import pytest
from rigwise.core import wizard
from rigwise.core.hardware.catalogue import compose, gpu_specs
from rigwise.core.memory.estimate import estimate
from rigwise.core.models.catalogue import find
from rigwise.core.planning.runnable import obstacle, runnable
from rigwise.core.planning.suggest import Fit, suggest
from rigwise.core.planning.wishes import WISHES, Goal
from rigwise.core.planning.worth import quality
from rigwise.core.wizard import Step, Wizard
from rigwise.core.wizard.findings import findings
from rigwise.core.wizard.first_choice import first_choice
from rigwise.core.wizard.plans import for_goal

RIGS = (
    ["RTX 4090", "RTX 4090"],
    ["RTX 3090", "RTX 3090"],
    ["RTX 4090", "RTX 3090"],
    ["RTX 3060"],
    ["RTX 2080 Ti"],
    ["RTX 4060"],
    ["RTX 5090"] * 4,
    ["H100 80GB HBM3"] * 8,
    ["GB10"],
)


@pytest.mark.parametrize("names", RIGS, ids=lambda names: f"{len(names)}x{names[0]}")
def test_with_the_first_choice_every_next_is_allowed(names):
    rig = replace(compose(names), simulated=False)
    state = wizard.forward(wizard.with_rig(Wizard(), rig))
    state = wizard.with_model(state, first_choice(runnable(state.usable)))
    for step in (Step.FIT, Step.REVIEW, Step.LAUNCH):
        state = wizard.forward(state)
        assert state.step is step
    assert not any(problem.blocking or problem.code == "risky" for problem in findings(state.deployment))
    assert state.estimate().max_model_len >= 8192


@pytest.mark.parametrize("goal", [Goal.CODING, Goal.TEAM, Goal.BATCH], ids=lambda goal: goal.value)
@pytest.mark.parametrize("names", RIGS[:6], ids=lambda names: f"{len(names)}x{names[0]}")
def test_every_goal_has_a_first_choice_and_a_plan_that_starts(names, goal):
    rig = compose(names)
    chosen = first_choice(runnable(rig, WISHES[goal]))
    assert estimate(for_goal(rig, chosen, goal.value)).starts


def one_of_each_kind():
    """Cards that differ in memory or generation: the same default follows for all others."""
    kinds = {}
    for spec in gpu_specs():
        kinds.setdefault((round(spec.memory_gib), spec.compute_capability), spec.name)
    return sorted(kinds.values())


def default_on(names):
    """(the default's plan and estimate, or None; the lines)"""
    rig = compose(names)
    lines = runnable(rig)
    chosen = first_choice(lines)
    plan = suggest(rig, chosen) if chosen else None
    return plan, estimate(plan) if plan else None, lines


@pytest.mark.parametrize("name", one_of_each_kind())
def test_the_default_of_every_kind_of_card_surely_starts_with_room_for_a_conversation(name):
    plan, result, lines = default_on([name])
    if plan is None:
        assert obstacle(lines).code == "card-too-old"
        return
    assert result.starts
    assert result.max_model_len >= 8192
    # 4 GB of a laptop may not be enough for the smallest model: the page says so
    assert not result.risky or not any(one.fit is Fit.FITS for line in lines for one in line.formats)


@pytest.mark.parametrize("names", [("RTX 4090", "RTX 3060"), ("RTX 3060", "RTX 4060"), ("RTX 5090", "RTX 3090")])
def test_the_default_of_unlike_cards_surely_starts(names):
    _, result, _ = default_on(list(names))
    assert result.starts
    assert not result.risky
    assert result.max_model_len >= 8192


@pytest.mark.parametrize("name", ["RTX 5060", "RTX 5070", "RTX 3060"])
def test_more_of_a_small_card_never_make_the_default_worse(name):
    grades = []
    for count in (1, 2, 4):
        plan, result, _ = default_on([name] * count)
        assert not result.risky
        grades.append(quality(find(plan.checkpoint.model)))
    assert grades == sorted(grades)


def test_the_first_choice_asks_for_nothing_first():
    for names in RIGS:
        chosen = first_choice(runnable(compose(names)))
        assert not find(chosen.model).gated
        assert not chosen.needs_remote_code


def test_where_nothing_surely_starts_the_best_that_may_is_chosen():
    lines = runnable(compose(["RTX 3090"]))
    unsure = [replace(line, formats=tuple(replace(one, fit=Fit.TIGHT) for one in line.formats)) for line in lines]
    assert first_choice(unsure) is not None
    assert first_choice([line for line in lines if not line.starts]) is None
