# SPDX-License-Identifier: Apache-2.0
"""What is said about a plan, and that what is offered for it holds."""

from dataclasses import replace

import pytest
from rigwise.core import wizard
from rigwise.core.hardware.catalogue import FIRST_OFFER, compose
from rigwise.core.memory.estimate import changed, estimate
from rigwise.core.models.catalogue import find
from rigwise.core.wizard import Wizard
from rigwise.core.wizard.findings import findings

RIG = compose(FIRST_OFFER)


def plan(model="Qwen/Qwen3-32B-AWQ", **options):
    state = wizard.with_model(wizard.with_rig(Wizard(), RIG), find(model).checkpoint())
    return wizard.with_options(state, **options).deployment


def risky():
    """A plan whose context just fits: it starts, and at the pessimistic end it does not."""
    base = plan(gpu_memory_utilization=0.6)
    longest = estimate(base).longest_context
    asked = replace(base, options=replace(base.options, max_model_len=longest))
    result = estimate(asked)
    assert result.starts
    assert result.risky
    return asked


def test_a_plan_that_starts_with_room_to_spare_has_nothing_wrong():
    assert findings(plan("Qwen/Qwen3-8B", max_model_len=4096)) == ()


def test_what_blocks_comes_first_and_each_remedy_starts():
    broken = plan(max_model_len=40960, gpu_memory_utilization=0.6)
    found = findings(broken)
    assert found[0].blocking
    assert found[0].remedies
    for remedy in found[0].remedies:
        assert estimate(changed(broken, remedy)).starts, remedy.label


def test_a_narrow_margin_is_said_without_blocking():
    (said,) = (problem for problem in findings(risky()) if problem.code == "risky")
    assert not said.blocking


def test_the_cure_for_a_narrow_margin_starts_at_the_pessimistic_end_too():
    said = findings(risky())[-1]
    assert said.remedies
    result = estimate(changed(risky(), said.remedies[0]))
    assert result.starts
    assert not result.risky


@pytest.mark.parametrize("context", [2048, 8192, 32768, 131072])
def test_a_plan_that_starts_is_never_said_to_be_blocked(context):
    tried = plan("Qwen/Qwen3-8B", max_model_len=context)
    assert estimate(tried).starts == (not any(problem.blocking for problem in findings(tried)))
