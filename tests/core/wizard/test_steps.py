# SPDX-License-Identifier: Apache-2.0
"""The steps and their rules, without a window."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rigwise.core import wizard
from rigwise.core.hardware.catalogue import FIRST_OFFER, compose
from rigwise.core.hardware.measurement import Measurement
from rigwise.core.models.catalogue import find
from rigwise.core.problems import Remedy
from rigwise.core.units import GIB
from rigwise.core.wizard import STEPS, Step, Wizard

RIG = compose(FIRST_OFFER)
SMALL = find("Qwen/Qwen3-8B").checkpoint()
LARGE = find("Qwen/Qwen3-32B").checkpoint()
FOUR_BIT = find("Qwen/Qwen3-32B-AWQ").checkpoint()


def planned(checkpoint=FOUR_BIT, rig=RIG):
    return wizard.with_model(wizard.with_rig(Wizard(), rig), checkpoint)


def test_nothing_is_reachable_before_a_rig_is_there():
    state = Wizard()
    assert [step for step in STEPS if wizard.reachable(state, step)] == [Step.RIG]
    assert wizard.refusal(state).code == "no-gpu-chosen"
    assert wizard.forward(state) == state


def test_the_model_comes_after_the_rig_and_the_rest_after_the_model():
    state = wizard.forward(wizard.with_rig(Wizard(), RIG))
    assert state.step is Step.MODEL
    assert wizard.refusal(state).code == "no-model-chosen"
    state = wizard.forward(wizard.with_model(state, SMALL))
    assert state.step is Step.FIT
    assert wizard.forward(state).step is Step.REVIEW


def test_a_composed_rig_can_be_planned_and_not_started():
    state = replace(planned(), step=Step.REVIEW)
    assert wizard.refusal(state).code == "rig-simulated"
    assert wizard.forward(state).step is Step.REVIEW


def test_a_plan_that_cannot_start_is_refused_with_a_cure_that_works():
    state = replace(wizard.with_options(planned(), max_model_len=40960, gpu_memory_utilization=0.6), step=Step.FIT)
    problem = wizard.refusal(state)
    assert problem.code == "kv-too-small"
    assert problem.remedies
    for remedy in problem.remedies:
        assert wizard.refusal(wizard.with_remedy(state, remedy)) is None, remedy.label


def test_going_back_keeps_every_answer():
    state = wizard.forward(wizard.forward(wizard.with_model(wizard.with_rig(Wizard(), RIG), SMALL)))
    before = state
    while state.step is not Step.RIG:
        state = wizard.back(state)
    assert replace(state, step=before.step) == before
    assert wizard.back(state) == state


def test_another_rig_plans_the_same_model_anew():
    state = wizard.with_rig(planned(), compose(["RTX 3090"]))
    assert state.checkpoint is FOUR_BIT
    assert [gpu.short_name for gpu in state.deployment.rig.gpus] == ["RTX 3090"]


def test_leaving_a_card_out_plans_without_it():
    state = wizard.with_rig(planned(), RIG, cards=(1,))
    assert len(state.deployment.rig.gpus) == 1
    assert state.usable.description == "RTX 4090"


def test_fresh_telemetry_changes_the_load_and_nothing_else():
    busy = replace(RIG, gpus=(replace(RIG.gpus[0], used_bytes=3 * GIB), RIG.gpus[1]))
    state = planned()
    looked = wizard.with_telemetry(
        state, replace(busy, gpus=tuple(replace(g, index=i) for i, g in enumerate(busy.gpus)))
    )
    assert looked.deployment.options == state.deployment.options


def test_what_a_start_measured_reaches_the_plan_with_the_next_look():
    seen = Measurement(
        "RTX 4090", "0.33.0", "Qwen3ForCausalLM", "Qwen/Qwen3-8B", "16-bit", 1, 1, 8192, 64, 2048, False,
        "2026-11-21T08:00:00Z", *(GIB,) * 9,
    )  # fmt: skip
    looked = wizard.with_telemetry(planned(), replace(RIG, measurements=(seen,)))
    assert looked.deployment.rig.measurements == (seen,)


def test_a_wider_split_takes_more_cards():
    state = wizard.with_options(planned(SMALL), tensor_parallel_size=2, pipeline_parallel_size=1)
    assert len(state.deployment.rig.gpus) == 2
    state = wizard.with_options(state, tensor_parallel_size=1)
    assert len(state.deployment.rig.gpus) == 1


@pytest.mark.parametrize("step", STEPS)
def test_every_step_has_an_answer_for_the_rail(step):
    assert isinstance(wizard.summary(planned(), step), str)


@given(
    st.lists(st.sampled_from(["forward", "back", "large", "small", "rig", "no rig", "context", "remedy"]), max_size=30)
)
def test_whatever_a_person_does_every_earlier_step_is_answered(moves):
    state = Wizard()
    for move in moves:
        if move == "forward":
            state = wizard.forward(state)
        elif move == "back":
            state = wizard.back(state)
        elif move in ("large", "small"):
            state = wizard.with_model(state, LARGE if move == "large" else SMALL)
        elif move == "context":
            state = wizard.with_options(state, max_model_len=16384)
        elif move == "remedy":
            state = wizard.with_remedy(state, Remedy("", (("kv_cache_dtype", "fp8"),)))
        elif state.step is Step.RIG:
            state = wizard.with_rig(state, RIG if move == "rig" else None)
        for earlier in STEPS[: STEPS.index(state.step)]:
            if earlier is not Step.FIT or state.step is Step.LAUNCH:
                assert wizard.refusal(state, earlier) is None or earlier is Step.MODEL or earlier is Step.FIT


def with_ids(rig, load=0):
    return replace(
        rig,
        gpus=tuple(
            replace(gpu, uuid=f"GPU-{number}", index=number, used_bytes=load) for number, gpu in enumerate(rig.gpus)
        ),
    )


HERE = with_ids(RIG)


def test_a_plan_that_the_person_changed_is_kept_when_a_card_goes_that_it_does_not_use():
    state = wizard.with_options(planned(SMALL, HERE), tensor_parallel_size=1, max_model_len=12345)
    gone = wizard.with_found(state, replace(HERE, gpus=HERE.gpus[:1], links=()))
    assert gone.deployment.options == state.deployment.options
    assert gone.tuned


def test_a_kept_plan_stays_on_its_own_card_when_another_one_comes_before_it():
    state = wizard.with_rig(planned(SMALL, HERE), HERE, cards=(1,))
    state = wizard.with_options(state, max_model_len=12345)
    both = wizard.with_rig(state, HERE, cards=(0, 1))
    assert [gpu.uuid for gpu in both.deployment.rig.gpus] == ["GPU-1"]


def test_a_changed_plan_that_would_not_start_on_the_new_rig_is_planned_anew():
    state = wizard.with_options(planned(FOUR_BIT, HERE), tensor_parallel_size=2, max_model_len=40960)
    alone = wizard.with_found(state, replace(HERE, gpus=HERE.gpus[:1], links=()))
    assert alone.deployment.options.tensor_parallel_size == 1
    assert alone.estimate().starts
    assert not alone.tuned


def test_another_model_gets_a_plan_of_its_own():
    state = wizard.with_options(planned(SMALL), max_model_len=12345)
    state = wizard.with_model(state, FOUR_BIT)
    assert state.deployment.options.max_model_len != 12345
    assert not state.tuned


def test_a_card_that_was_left_out_stays_left_out_when_another_one_falls_off_the_bus():
    three = with_ids(compose(["RTX 4090"] * 3))
    state = wizard.with_rig(Wizard(), three, cards=(0, 2))
    found = wizard.with_found(state, replace(three, gpus=three.gpus[1:], links=()))
    assert [gpu.uuid for gpu in found.usable.gpus] == ["GPU-2"]


def test_the_same_cards_seen_again_bring_their_load_and_change_no_choice():
    state = wizard.with_options(wizard.with_rig(planned(SMALL, HERE), HERE, cards=(1,)), max_model_len=4096)
    again = wizard.with_found(state, with_ids(RIG, load=2 * GIB))
    assert again.cards == (1,)
    assert again.deployment.options == state.deployment.options
    assert again.estimate().per_gpu[0].others == 2 * GIB


def test_when_every_card_goes_the_model_is_kept_and_next_is_refused_in_words():
    state = wizard.with_found(planned(SMALL, HERE), None)
    assert state.checkpoint is SMALL
    assert wizard.refusal(state, Step.RIG).code == "no-gpu-chosen"
