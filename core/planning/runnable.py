# SPDX-License-Identifier: Apache-2.0
"""What can I run? The whole catalogue on a rig, a line a model, best first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from rigwise.core.hardware.rig import Rig
from rigwise.core.memory.deployment import LATEST_RELEASE, Deployment
from rigwise.core.memory.result import Estimate
from rigwise.core.models.catalogue import CatalogueEntry, entries
from rigwise.core.planning.search import quick
from rigwise.core.planning.suggest import USEFUL_CONTEXT, Fit, fit, suggested
from rigwise.core.planning.throughput import in_all, pace, together
from rigwise.core.planning.wishes import WISHES, Constraints, Goal, Wish
from rigwise.core.planning.worth import STEP, quality, worth
from rigwise.core.problems import Problem
from rigwise.core.words import mark

_RANK = {fit: rank for rank, fit in enumerate(Fit)}
TOP = 5  # lines that are seen first, among which a person finds what differs in kind
PLAINLY = 1.5  # times as fast as the best, to be called fast beside it
ROOMIER = 2.0  # times its context, or half its weights
NEAR = STEP  # a model of so much less quality than the best is no answer, whatever it is good at


class Strength(Enum):
    """Why a line stands among the first."""

    BEST = mark("strengths", "best all round")
    VISION = mark("strengths", "sees images")
    REASONING = mark("strengths", "thinks first")
    CODING = mark("strengths", "made for coding")
    SPEED = mark("strengths", "fast answers")
    CONTEXT = mark("strengths", "long context")
    LIGHT = mark("strengths", "leaves room")


@dataclass(frozen=True, slots=True)
class Runnable:
    """A checkpoint of the catalogue with the plan that Rigwise suggests.

    tok_s:  likely, of one request half-way through the context; None where it does not start or the cards' figures are
            unknown.  in_all: likewise, of all requests that the wish has at the same time (`throughput.in_all`).
    """

    entry: CatalogueEntry
    deployment: Deployment
    result: Estimate
    fit: Fit
    tok_s: float | None
    in_all: float | None = None

    @property
    def longest_context(self) -> int | None:
        """Tokens of the longest single request that fits, which may be more than the plan's own context; None where it
        does not start."""
        return self.result.longest_context if self.result.starts else None


@dataclass(frozen=True, slots=True)
class Line:
    """One model: a family, a size and a purpose. formats: its checkpoints and those it took the place of, the best for the
    rig first.  strengths: what it stands among the first for, its own facts included."""

    formats: tuple[Runnable, ...]
    strengths: tuple[Strength, ...] = ()

    @property
    def best(self) -> Runnable:
        return self.formats[0]

    @property
    def starts(self) -> bool:
        return self.best.fit.starts


def runnable(
    rig: Rig,
    wish: Wish = WISHES[Goal.CHAT],
    constraints: Constraints = Constraints(),  # noqa: B008 - a frozen value
    vllm_version: str = LATEST_RELEASE,
) -> tuple[Line, ...]:
    """Every model of the catalogue: those that fit first, and among them the best for the wish."""
    usable = constraints.usable(rig)
    return ranked((tried(usable, entry, wish, constraints, vllm_version) for entry in entries()), wish)


def tried(
    rig: Rig,
    entry: CatalogueEntry,
    wish: Wish = WISHES[Goal.CHAT],
    constraints: Constraints = Constraints(),  # noqa: B008 - a frozen value
    vllm_version: str = LATEST_RELEASE,
) -> Runnable:
    """One checkpoint on a rig that is usable already; a few milliseconds."""
    plan, result = suggested(rig, entry.checkpoint(), vllm_version, fp8_cache=constraints.fp8_cache)
    if result.starts and wish.shared:  # the careful first plan is one person's
        useful = replace(constraints, least_context=max(constraints.least_context, USEFUL_CONTEXT))
        for_many = quick(rig, entry.checkpoint(), wish, useful, vllm_version)
        enough = min(max(wish.context, USEFUL_CONTEXT), result.max_model_len or 0)
        if for_many and for_many.context >= enough and _RANK[fit(for_many.result)] <= _RANK[fit(result)]:
            plan, result = for_many.deployment, for_many.result
    alone = speed_of(plan, result)
    return Runnable(entry, plan, result, fit(result), alone, _in_all(plan, result, wish) if wish.users > 1 else alone)


def _in_all(plan: Deployment, result: Estimate, wish: Wish) -> float | None:
    if not result.starts:
        return None
    half = max(1, min(wish.context, result.max_model_len or wish.context) // 2)  # full on average
    return in_all(plan, half, together(plan, half, wish.users), unread=wish.unread)


def speed_of(plan: Deployment, result: Estimate) -> float | None:
    """Likely tokens a second of one request half-way through the context; None where it does not start or is unknown."""
    return pace(plan, max(1, (result.max_model_len or 0) // 2), 1) if result.starts else None


def ranked(some: Iterable[Runnable], wish: Wish) -> tuple[Line, ...]:
    """A line a model: those that fit first, and of them the best for the wish; the first few differ in kind. What is too
    big comes behind, the smallest first, and last what vLLM refuses on these cards."""
    weighed = [
        (
            _RANK[one.fit],
            -worth(one.entry, one.result, one.in_all, wish) if one.fit.starts else _size_of(one),
            one,
        )
        for one in some
    ]
    together: dict[object, list[Runnable]] = {}
    for _, _, one in sorted(weighed, key=lambda item: item[:2]):
        entry = one.entry
        together.setdefault((entry.family, entry.parameters, entry.active, entry.made_for), []).append(one)
    return _varied([Line(tuple(formats)) for formats in together.values()], wish)


def _varied(lines: list[Line], wish: Wish) -> tuple[Line, ...]:
    """The same lines, and among the first of them one for each strength that those before lack."""
    able = [
        line for line in lines if line.best.fit is Fit.FITS and (line.best.result.max_model_len or 0) >= USEFUL_CONTEXT
    ]
    if not able:
        return tuple(lines)
    for_coding = wish is WISHES[Goal.CODING]
    leader = next((line for line in able if for_coding or not line.best.entry.made_for), able[0])
    near = [line for line in able if quality(line.best.entry) * NEAR > quality(leader.best.entry)]
    picked = {id(leader): replace(leader, strengths=(Strength.BEST, *_facts(leader)))}
    wanted = [kind for kind in Strength if kind is not Strength.BEST]
    if for_coding:
        wanted.sort(key=lambda kind: kind is not Strength.CODING)
    for kind in wanted:
        if len(picked) == TOP or any(kind in line.strengths for line in picked.values()):
            continue
        found = _strongest(near, kind, leader)
        if found is not None:
            before = picked.get(id(found), replace(found, strengths=_facts(found)))
            picked[id(found)] = replace(before, strengths=tuple(dict.fromkeys((kind, *before.strengths))))
    for line in able:
        if len(picked) < TOP:
            picked.setdefault(id(line), replace(line, strengths=_facts(line)))
    first = [picked[id(line)] for line in able if id(line) in picked]
    return (*first, *(line for line in lines if id(line) not in picked))


def _facts(line: Line) -> tuple[Strength, ...]:
    entry = line.best.entry
    said = {
        Strength.VISION: "image" in entry.modalities,
        Strength.REASONING: entry.reasoning_parser is not None,
        Strength.CODING: entry.made_for == "coding",
    }
    return tuple(kind for kind, true in said.items() if true)


def _strongest(lines: list[Line], kind: Strength, leader: Line) -> Line | None:
    """The line to show for a strength, None where none has it plainly more than the leader."""
    if kind is Strength.SPEED:
        fast = max(lines, key=lambda line: line.best.in_all or 0.0)
        return fast if (fast.best.in_all or 0.0) >= PLAINLY * (leader.best.in_all or 0.0) > 0 else None
    if kind is Strength.CONTEXT:
        long = max(lines, key=_longest)
        return long if _longest(long) >= ROOMIER * _longest(leader) else None
    if kind is Strength.LIGHT:
        return next((line for line in lines if ROOMIER * _size_of(line.best) <= _size_of(leader.best)), None)
    return next((line for line in lines if kind in _facts(line)), None)


def _longest(line: Line) -> int:
    return line.best.result.longest_context or 0


def _size_of(one: Runnable) -> int:
    return one.entry.checkpoint().download_bytes or 0


def obstacle(lines: Iterable[Line]) -> Problem | None:
    """What keeps every model from starting, however small: cards that are too old, another program's memory. None where
    they differ."""
    found = [{problem.code: problem for problem in line.best.result.problems if problem.blocking} for line in lines]
    common = set.intersection(*(set(problems) for problems in found)) if found else set()
    return next((problem for code, problem in found[0].items() if code in common), None) if common else None
