# SPDX-License-Identifier: Apache-2.0
"""Undo and redo."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from rigwise.core import wizard
from rigwise.core.hardware.catalogue import compose
from rigwise.core.models.catalogue import find
from rigwise.core.wizard import Step, Wizard
from rigwise.core.wizard.history import MERGE_S, MOST, History, recorded, redone, undone

RIG = compose(["RTX 4090"])


def port(number):
    return Wizard(rig=RIG, cards=(0,), port=number)


@given(st.lists(st.sampled_from(["change", "undo", "redo"]), max_size=60))
def test_undo_and_redo_walk_the_same_states(moves):
    history, state = History(), port(8000)
    track, place = [8000], 0
    for number, move in enumerate(moves):
        if move == "change":
            history, state = recorded(history, state, "", number), port(9000 + number)
            track, place = [*track[: place + 1], state.port], place + 1
        elif move == "undo":
            history, state = undone(history, state)
            place = max(0, place - 1)
        else:
            history, state = redone(history, state)
            place = min(len(track) - 1, place + 1)
        assert state.port == track[place]


def test_quick_changes_of_one_kind_are_one_and_others_are_not():
    history = recorded(History(), port(1), "context", 0.0)
    history = recorded(history, port(2), "context", MERGE_S * 0.9)
    history = recorded(history, port(3), "context", MERGE_S * 1.8)
    assert len(history.past) == 1
    assert len(recorded(history, port(4), "share", MERGE_S * 1.9).past) == 2
    assert len(recorded(history, port(4), "context", MERGE_S * 9).past) == 2


def test_a_change_after_an_undo_gives_up_what_was_undone():
    history, state = undone(recorded(History(), port(1), "", 0.0), port(2))
    assert recorded(history, state, "", 1.0).future == ()


def test_the_past_is_bounded():
    history = History()
    for number in range(MOST + 10):
        history = recorded(history, port(number), "", float(number))
    assert len(history.past) == MOST


def test_undoing_the_model_on_a_later_page_goes_back_to_where_it_is_chosen():
    before = wizard.with_rig(Wizard(), RIG)
    after = replace(wizard.with_model(before, find("Qwen/Qwen3-8B").checkpoint()), step=Step.REVIEW)
    _, state = undone(recorded(History(), before, "", 0.0), after)
    assert state.step is Step.MODEL
