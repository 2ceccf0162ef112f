# SPDX-License-Identifier: Apache-2.0
"""What can I run, and what is it for: the answer after the look at the cards, goals, and plans to choose between."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from rigwise.core.hardware.catalogue import compose
from rigwise.core.memory.deployment import Deployment
from rigwise.core.models.catalogue import find
from rigwise.core.planning.runnable import TOP, runnable
from rigwise.core.planning.worth import grade
from rigwise.core.wizard import Step, plans
from rigwise.core.wizard.first_choice import first_choice
from rigwise.core.wizard.plans import PlanOffer, for_goal
from rigwise.gui.widgets.model_table import CONTEXT, FIT, FORMAT, GOOD_FOR, QUALITY, SPEED
from rigwise.gui.widgets.plan_choices import said_of


@pytest.fixture
def ranked(window, qtbot):
    qtbot.waitUntil(lambda: window.controller.ranking.found != (), timeout=20000)
    return window


def at_model(window, qtbot):
    window.controller.go(Step.MODEL)
    qtbot.waitUntil(lambda: window.model.filter.rowCount() > 40, timeout=20000)
    qtbot.waitUntil(lambda: window.controller.state.deployment is not None)
    return window.model


def test_after_the_look_at_the_cards_the_best_models_are_listed(ranked):
    answer = ranked.rig.answer
    assert answer.isVisible()
    best = runnable(ranked.controller.state.usable)
    assert [row.id for row in answer.source.rows] == [line.best.entry.id for line in best[:TOP]]
    row = [answer.source.index(0, column).data() for column in (FIT, CONTEXT, SPEED, QUALITY)]
    assert row[0] in ("fits", "tight")
    assert int(row[1].replace(",", "")) > 2048
    assert int(row[2]) > 5
    assert row[3].count("●") == grade(best[0].best.entry)
    assert "best all round" in answer.source.index(0, GOOD_FOR).data()
    assert answer.note.isVisible()


def test_a_line_of_the_answer_chooses_its_model_and_enter_goes_on(ranked, qtbot):
    answer = ranked.rig.answer
    answer.table.setFocus()
    answer.table.selectRow(2)
    qtbot.keyClick(answer.table, Qt.Key.Key_Return)
    assert ranked.controller.state.checkpoint.model == answer.source.rows[2].id
    assert ranked.controller.state.step is Step.FIT


def test_quality_is_told_in_words_beside_the_dots(ranked):
    source = ranked.rig.answer.source
    said = source.index(0, QUALITY).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith(f"{source.rows[0].grade} of 5, a rough guide")


def test_a_model_is_one_line_and_choosing_it_shows_its_formats(ranked, qtbot):
    page = at_model(ranked, qtbot)
    lines = [
        page.source.rows[page.filter.mapToSource(page.filter.index(row, 0)).row()]
        for row in range(page.filter.rowCount())
    ]
    assert len({row.line for row in lines}) == len(lines) == len(ranked.controller.ranking.found)
    several = next(row for row in lines if row.others)
    assert page.filter.index(lines.index(several), FORMAT).data().endswith(f"+{several.others}")
    page.table.selectRow(lines.index(several))
    assert page.formats.isVisible()
    cards = page.formats.row.cards
    assert len(cards) == several.others + 1
    assert [card.isChecked() for card in cards].index(True) == 0


def test_another_format_is_chosen_with_one_click_and_stands_for_its_line(ranked, qtbot):
    page = at_model(ranked, qtbot)
    ranked.controller.choose_model(find("Qwen/Qwen3-32B-AWQ").checkpoint())
    names = [card.accessibleName() for card in page.formats.row.cards]
    qtbot.mouseClick(page.formats.row.cards[names.index("Qwen3-32B-FP8")], Qt.MouseButton.LeftButton)
    assert ranked.controller.state.checkpoint.model == "Qwen/Qwen3-32B-FP8"
    (index,) = page.table.selectionModel().selectedRows(1)
    assert index.data().startswith("Qwen3-32B-FP8 ")
    assert page.formats.row.cards[names.index("Qwen3-32B-FP8")].isChecked()
    shown = {page.filter.index(row, 1).data().split("  ")[0] for row in range(page.filter.rowCount())}
    assert "Qwen3-32B-AWQ" not in shown


def test_words_find_every_format(ranked, qtbot):
    page = at_model(ranked, qtbot)
    page.search.words.setText("qwen3-32b")
    shown = {page.filter.index(row, 1).data().split("  ")[0] for row in range(page.filter.rowCount())}
    assert {"Qwen3-32B", "Qwen3-32B-AWQ", "Qwen3-32B-FP8", "Qwen3-32B-NVFP4"} <= shown


def test_cards_on_which_nothing_runs_are_told_why_and_what_next(ranked, qtbot):
    ranked.controller.choose_rig(compose(["V100 SXM2 32GB"]))
    answer = ranked.rig.answer
    qtbot.waitUntil(lambda: "compute capability 7.0" in answer.said.text(), timeout=20000)
    assert "newer card" in answer.said.text()
    assert not answer.table.isVisible()
    assert not answer.note.isVisible()
    ranked.controller.go(Step.MODEL)
    page = ranked.model
    qtbot.waitUntil(lambda: page.filter.rowCount() > 40, timeout=20000)
    assert {page.filter.index(row, FIT).data() for row in range(page.filter.rowCount())} == {"refused"}
    reason = page.filter.index(0, FIT).data(Qt.ItemDataRole.ToolTipRole)
    assert "compute capability 7.0" in reason
    assert any("compute capability 7.0" in text.text() for text in page.against.findChildren(QLabel))


def test_many_requests_are_shown_by_what_they_come_to_together(ranked, qtbot):
    page = at_model(ranked, qtbot)

    def column():
        return page.source.headerData(SPEED, Qt.Orientation.Horizontal), page.filter.index(0, SPEED).data()

    head, alone = column()
    assert head == "Tokens/s"
    page.goals.by_goal["batch"].click()
    qtbot.waitUntil(lambda: column()[0] == "All tok/s", timeout=20000)
    assert int(column()[1].replace(",", "")) > int(alone.replace(",", ""))


def test_another_goal_ranks_anew_and_the_model_that_rigwise_chose_follows(ranked, qtbot):
    page = at_model(ranked, qtbot)
    page.goals.by_goal["coding"].click()
    qtbot.waitUntil(lambda: ranked.controller.ranking.goal == "coding", timeout=20000)
    wanted = first_choice(ranked.controller.ranking.found)
    assert ranked.controller.state.checkpoint is wanted
    qtbot.waitUntil(lambda: ranked.controller.state.tuned, timeout=20000)  # the planner's plan for the goal


def test_a_model_that_the_person_chose_stays_and_its_plan_follows_the_goal(ranked, qtbot):
    page = at_model(ranked, qtbot)
    mine = find("Qwen/Qwen3-8B-AWQ").checkpoint()
    ranked.controller.choose_model(mine)
    before = ranked.controller.state.deployment.options
    page.goals.by_goal["team"].click()
    qtbot.waitUntil(lambda: ranked.controller.state.deployment.options != before, timeout=20000)
    assert ranked.controller.state.checkpoint is mine
    assert ranked.controller.state.deployment.options.concurrency == 8
    page.goals.by_goal["chat"].click()
    assert ranked.controller.state.deployment.options == before


def test_a_plan_that_the_person_tuned_outlives_the_goal(ranked, qtbot):
    page = at_model(ranked, qtbot)
    ranked.controller.set_options(max_model_len=5120)
    page.goals.by_goal["team"].click()
    qtbot.waitUntil(lambda: ranked.controller.ranking.goal == "team", timeout=20000)
    qtbot.wait(300)
    assert ranked.controller.state.deployment.options.max_model_len == 5120


def test_undo_brings_the_goal_back(ranked, qtbot):
    page = at_model(ranked, qtbot)
    page.goals.by_goal["team"].click()
    ranked.controller.undo()
    assert ranked.controller.state.goal == "chat"
    assert page.goals.by_goal["chat"].isChecked()


def test_plans_are_offered_on_the_fit_page_and_one_click_takes_one(ranked, qtbot):
    at_model(ranked, qtbot)
    ranked.controller.choose_model(find("Qwen/Qwen3-32B-AWQ").checkpoint())
    ranked.controller.go(Step.FIT)
    plans = ranked.fit.plans
    qtbot.waitUntil(plans.isVisible, timeout=20000)
    assert [card.isChecked() for card in plans.row.cards].index(True) == 0
    longest = next(n for n, offer in enumerate(plans.offers) if "context" in offer.kinds)
    qtbot.mouseClick(plans.row.cards[longest], Qt.MouseButton.LeftButton)
    assert ranked.controller.state.deployment.options.max_model_len == plans.offers[longest].context
    assert plans.row.cards[longest].isChecked()
    ranked.controller.set_options(max_model_len=4096)
    assert not any(card.isChecked() for card in plans.row.cards)


@pytest.mark.parametrize(
    ("kinds", "requests", "title", "note"),
    [
        (("first",), 1.27, "Balanced", "16,384 tokens\n1 request at once\nabout 46 tokens a second"),
        (("goal", "quality"), 2.93, "Best for chat",
         "16,384 tokens\n2 requests at once\nabout 46 tokens a second\nAlso the best quality."),
        (("requests", "context", "quality"), 1031.2, "Most people at once",
         "16,384 tokens\n1,031 requests at once\nabout 46 tokens a second\nAlso the longest context and the best quality."),
    ],
)  # fmt: skip
def test_a_plan_is_said_in_whole_requests_and_whole_sentences(kinds, requests, title, note):
    plan = Deployment(compose(["RTX 4090"]), find("Qwen/Qwen3-8B").checkpoint())
    assert said_of(PlanOffer(kinds, plan, 16384, requests, 46.4), "chat") == (title, note)


def test_what_does_not_fit_is_offered_in_a_format_that_does(ranked, qtbot):
    at_model(ranked, qtbot)
    ranked.controller.choose_model(find("Qwen/Qwen3-32B").checkpoint())
    ranked.controller.go(Step.FIT)
    assert not ranked.controller.estimate.starts
    plans = ranked.fit.plans
    qtbot.waitUntil(plans.isVisible, timeout=20000)
    assert plans.title.text() == "The same model in a format that fits"
    names = [card.accessibleName() for card in plans.row.cards]
    assert "Qwen3-32B-AWQ" in names
    qtbot.mouseClick(plans.row.cards[names.index("Qwen3-32B-AWQ")], Qt.MouseButton.LeftButton)
    assert ranked.controller.state.checkpoint.model == "Qwen/Qwen3-32B-AWQ"
    assert ranked.controller.estimate.starts
    qtbot.waitUntil(lambda: plans.offers != (), timeout=20000)
    assert plans.title.text() == "What matters most to you?"


def test_without_a_driver_the_composer_stands_there_and_one_click_plans(open_window, nvml_rig, qtbot):
    nvml_rig("driver-not-loaded")
    window = open_window()
    qtbot.waitUntil(lambda: window.controller.detection is not None, timeout=5000)
    composer = window.rig.composer
    assert window.rig.problems.isVisible()
    assert composer.isVisible()
    assert composer.use.isVisible()
    assert window.controller.state.rig is None
    assert not window.next.isEnabled()
    qtbot.mouseClick(composer.use, Qt.MouseButton.LeftButton)
    assert window.controller.state.rig == compose(composer.names())
    assert window.rig.badge.isVisible()
    assert not composer.use.isVisible()
    assert window.next.isEnabled()


@pytest.mark.parametrize("width", [820, 1120])
def test_in_a_narrow_window_the_names_stay_readable(ranked, qtbot, width):
    ranked.resize(width, 600)
    page = at_model(ranked, qtbot)
    table = page.table
    qtbot.waitUntil(lambda: table.viewport().width() > 200)
    least = table.fontMetrics().horizontalAdvance("Qwen2.5-Coder-32B-Instruct")
    assert table.columnWidth(1) >= least
    shown = [column for column in range(page.filter.columnCount()) if not table.isColumnHidden(column)]
    assert sum(table.columnWidth(column) for column in shown) <= table.viewport().width()
    assert {FIT, CONTEXT, SPEED} <= set(shown)


def test_a_plan_for_cards_that_went_meanwhile_is_not_taken(ranked, nvml_rig, monkeypatch, qtbot):
    looked, may_go = threading.Event(), threading.Event()

    def slow(rig, checkpoint, goal, turn):
        looked.set()
        may_go.wait(20)
        return for_goal(rig, checkpoint, goal, turn)

    monkeypatch.setattr(plans, "for_goal", slow)
    ranked.controller.choose_model(find("Qwen/Qwen3-8B-AWQ").checkpoint())
    ranked.controller.choose_goal("team")
    qtbot.waitUntil(looked.is_set, timeout=5000)
    nvml_rig("4090-lost")
    qtbot.waitUntil(lambda: len(ranked.controller.state.usable.gpus) == 1, timeout=5000)
    may_go.set()
    qtbot.waitUntil(lambda: ranked.controller.state.tuned, timeout=20000)
    assert len(ranked.controller.state.deployment.rig.gpus) == 1
