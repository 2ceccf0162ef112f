# SPDX-License-Identifier: Apache-2.0
"""The few plans between which a person chooses: Rigwise's first, and what is best at one thing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rigwise.core.hardware.rig import Rig
from rigwise.core.memory.deployment import Deployment
from rigwise.core.memory.result import Estimate
from rigwise.core.models.catalogue import find
from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.planning.runnable import Runnable, speed_of, tried
from rigwise.core.planning.search import Kind, Option, Turn, at_length, go_on, search
from rigwise.core.planning.suggest import suggested
from rigwise.core.planning.variants import bits, variants
from rigwise.core.planning.wishes import WISHES, Goal, Wish

FIRST = "first"  # the plan that Rigwise makes when nobody asks for more
GOAL = "goal"  # the best for the goal
TITLES = {Kind.CONTEXT: "context", Kind.REQUESTS: "requests", Kind.SPEED: "speed", Kind.QUALITY: "quality"}


@dataclass(frozen=True, slots=True)
class PlanOffer:
    """kinds: what it is best at, of "first", "goal", "context", "requests", "speed" and "quality".

    context: tokens of one request; requests: of them at once; tok_s: likely tokens a second of one, None if unknown.
    """

    kinds: tuple[str, ...]
    plan: Deployment
    context: int
    requests: float
    tok_s: float | None


def plan_offers(rig: Rig, checkpoint: Checkpoint, goal: str, turn: Turn = go_on) -> tuple[PlanOffer, ...]:
    """The first plan, then the best for the goal, then the best at one thing each; () where nothing starts. Up to a second.

    turn: called between two plans, as in `search`.
    """
    wish = WISHES[Goal(goal)]
    first, result = suggested(rig, checkpoint)
    found = [_offer((FIRST,), first, result)] if result.starts else []
    for choice in search(rig, checkpoint, wish, turn=turn).choices:
        kinds = tuple(TITLES[kind] for kind in choice.kinds if kind in TITLES and kind is not Kind.CONTEXT)
        if Kind.RECOMMENDED in choice.kinds:
            kinds = (GOAL, *kinds)
        if kinds:
            _add(found, kinds, choice.option, wish)
        if Kind.CONTEXT in choice.kinds:
            _add(found, (TITLES[Kind.CONTEXT],), at_length(choice.option), wish)
    return tuple(found)


def _add(found: list[PlanOffer], kinds: tuple[str, ...], option: Option, wish: Wish) -> None:
    """One more offer, or what an offer of the same plan is good at besides."""
    users = max(1, min(wish.users, int(option.requests)))
    plan = replace(option.deployment, options=replace(option.deployment.options, concurrency=users))
    for place, other in enumerate(found):
        if same_plan(other.plan, plan):
            found[place] = replace(other, kinds=(*other.kinds, *kinds))
            return
    found.append(_offer(kinds, plan, option.result, option.requests))


def lighter(rig: Rig, checkpoint: Checkpoint) -> tuple[Runnable, ...]:
    """Other formats of the same model in the catalogue that start where this one does not, least changed first."""
    found = (find(other.model) for other in variants(checkpoint) if bits(other) < bits(checkpoint))
    weighed = (tried(rig, entry) for entry in found if entry is not None)
    return tuple(one for one in weighed if one.fit.starts)


def for_goal(rig: Rig, checkpoint: Checkpoint, goal: str, turn: Turn = go_on) -> Deployment | None:
    """The plan that is the best for a goal; None where nothing starts."""
    return next((offer.plan for offer in plan_offers(rig, checkpoint, goal, turn) if GOAL in offer.kinds), None)


def _offer(kinds: tuple[str, ...], plan: Deployment, result: Estimate, requests: float | None = None) -> PlanOffer:
    at_once = requests if requests is not None else result.max_concurrency or 1.0
    return PlanOffer(kinds, plan, result.max_model_len or 0, at_once, speed_of(plan, result))


def same_plan(one: Deployment | None, other: Deployment | None) -> bool:
    """They start the same server; how many requests the bar shows is beside the point."""
    if one is None or other is None:
        return False
    same_cards = [gpu.index for gpu in one.rig.gpus] == [gpu.index for gpu in other.rig.gpus]
    return same_cards and replace(one.options, concurrency=1) == replace(other.options, concurrency=1)
