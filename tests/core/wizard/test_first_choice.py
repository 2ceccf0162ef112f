# SPDX-License-Identifier: Apache-2.0
"""Next, Next, Next ends in a server that starts, on any rig that can run something."""

from dataclasses import replace

import pytest
from rigwise.core import wizard
from rigwise.core.hardware.catalogue import compose
from rigwise.core.models.catalogue import find
from rigwise.core.planning.runnable import runnable
from rigwise.core.wizard import Step, Wizard
from rigwise.core.wizard.findings import findings
from rigwise.core.wizard.first_choice import first_choice

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


def test_the_first_choice_asks_for_nothing_first():
    chosen = first_choice(runnable(compose(["RTX 4090", "RTX 4090"])))
    entry = find(chosen.model)
    assert not entry.gated
    assert not entry.derived
    assert not chosen.needs_remote_code
