# SPDX-License-Identifier: Apache-2.0
"""What the facts mean for a start: one line a subject, green, amber or red, each with its remedy."""

from __future__ import annotations

from collections.abc import Iterator

from rigwise.core.launch.preflight import card_lines, engine_lines, machine_lines
from rigwise.core.launch.preflight.facts import AMBER, GREEN, RED, Check, EngineFacts, Facts, Level


def judge(facts: Facts) -> tuple[Check, ...]:
    """All lines, in the order in which a start would meet them."""
    return tuple(_lines(facts))


def worst(checks: tuple[Check, ...]) -> Level:
    levels = {check.level for check in checks}
    return RED if RED in levels else AMBER if AMBER in levels else GREEN


def _lines(facts: Facts) -> Iterator[Check]:
    yield from engine_lines.engine(facts)
    yield from card_lines.driver(facts)
    if isinstance(facts.engine, EngineFacts):
        yield from engine_lines.handover(facts)
        yield from engine_lines.image(facts, facts.engine)
    yield from card_lines.memory_of_cards(facts)
    yield machine_lines.port(facts)
    yield from machine_lines.memory(facts)
    if facts.hub is not None:
        yield from machine_lines.hub(facts.hub)
