# SPDX-License-Identifier: Apache-2.0
"""What is wrong with a plan, or nearly so, each with the changes that were tried and cure it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from rigwise.core.memory.deployment import Deployment
from rigwise.core.memory.estimate import estimate
from rigwise.core.planning.remedies import remedies
from rigwise.core.planning.suggest import CONTEXTS
from rigwise.core.problems import Problem, Remedy
from rigwise.core.words import listed, phrase

estimated = lru_cache(maxsize=8)(estimate)  # rail, footer and page ask about the same plan in the same frame


@lru_cache(maxsize=8)
def findings(plan: Deployment) -> tuple[Problem, ...]:
    """What blocks comes first; the first problem of a plan that does not start carries the remedies."""
    result = estimated(plan)
    found = sorted(result.problems, key=lambda problem: not problem.blocking)
    if not result.starts and found:
        found[0] = replace(found[0], remedies=remedies(plan, result))
    if result.starts and result.risky:
        found.append(
            Problem(
                "risky",
                phrase(
                    "wizard",
                    "It should start, but the margin is small: at the pessimistic end of the estimate it would not.",
                ),
                phrase("wizard", "Take a shorter context for a sure start."),
                blocking=False,
                remedies=_surer(plan),
            )
        )
    return (*found, *_unmodelled(plan))


def _unmodelled(plan: Deployment) -> Iterator[Problem]:
    """Flags set by hand that change what lies on the cards in a way the estimate does not follow."""
    from rigwise.core.serving.all_flags import by_name

    names = [name for name, _ in plan.options.extra_flags if name in by_name() and not by_name()[name].modelled]
    if names:
        yield Problem(
            "flag-not-in-estimate",
            phrase("wizard", "{flags} may change what lies on the cards, and the estimate does not follow it.").format(
                flags=listed(names)
            ),
            phrase("wizard", "Leave some headroom, and compare with what vLLM logs."),
            blocking=False,
        )


def _surer(plan: Deployment) -> tuple[Remedy, ...]:
    """The longest usual context with which the plan starts at the pessimistic end too; () where none does."""
    now = plan.options.max_model_len or plan.checkpoint.architecture.max_position
    for context in sorted((size for size in CONTEXTS if size < now), reverse=True):
        result = estimate(replace(plan, options=replace(plan.options, max_model_len=context)))
        if result.starts and not result.risky:
            return (
                Remedy(
                    phrase("remedies", "Use {context:,} tokens of context").format(context=context),
                    (("max_model_len", context),),
                ),
            )
    return ()
