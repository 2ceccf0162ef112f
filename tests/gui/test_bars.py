# SPDX-License-Identifier: Apache-2.0
"""The bars that stay in view: what they say, remember, copy and explain."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from rigwise.core.hardware.catalogue import compose
from rigwise.core.memory.result import GpuMemory, Part
from rigwise.core.memory.sums import sums
from rigwise.core.models.catalogue import find
from rigwise.core.units import GIB
from rigwise.core.wizard import STEPS, Step
from rigwise.gui.widgets import bar_words
from rigwise.gui.widgets.bar_words import Row
from rigwise.gui.widgets.sum_view import SumView, size_text

PARTS = (Part("activations", GIB, 2 * GIB, 4 * GIB, "measured"),)
MEMORY = GpuMemory(24 * GIB, 10 * GIB, 8 * GIB, 3 * GIB, 2 * GIB, 4 * GIB, GIB, 22 * GIB, PARTS)


@pytest.fixture
def planned(window):
    window.controller.choose_model(find("Qwen/Qwen3-32B-AWQ").checkpoint())
    window.controller.go(Step.FIT)
    return window


@pytest.mark.parametrize("step", STEPS)
def test_the_bars_are_in_view_on_every_page_from_model_on(planned, step):
    planned.controller.go(step)
    assert (("panel" in planned.__dict__) and planned.panel.isVisible()) == (step is not Step.RIG)


def without_a_model(window, qtbot):
    """On the Model page, with the one that Rigwise chose given up."""
    window.controller.go(Step.MODEL)
    qtbot.waitUntil(lambda: window.controller.state.checkpoint is not None)
    window.controller.choose_model(None)


def test_before_a_model_is_chosen_the_bars_show_what_others_hold(window, qtbot):
    without_a_model(window, qtbot)
    assert [bar.verdict() for bar in window.panel.bars.bars] == ["0.6 of 23.5 GiB in use", "0.0 of 23.5 GiB in use"]


def test_a_card_that_the_plan_leaves_out_is_said_to_be_unused(planned):
    planned.controller.set_options(tensor_parallel_size=1)
    shown = planned.panel.bars.shown
    assert len(shown) == 2
    assert shown[1].rank is None
    assert bar_words.verdict(shown[1]).startswith("not used")


def eight(open_window, nvml_rig, qtbot, height):
    """All of eight cards planned, in a window of this height."""
    nvml_rig("8xh100")
    window = open_window()
    window.resize(1120, height)
    qtbot.waitUntil(lambda: window.controller.state.rig is not None, timeout=5000)
    window.controller.choose_model(find("Qwen/Qwen3-32B").checkpoint())
    window.controller.set_options(tensor_parallel_size=8, pipeline_parallel_size=1)
    window.controller.go(Step.FIT)
    qtbot.waitUntil(lambda: window.panel.bars.bars[0].width() > 100)
    return window


def test_eight_cards_stand_in_two_columns_where_there_is_room(open_window, nvml_rig, qtbot):
    window = eight(open_window, nvml_rig, qtbot, 1400)
    bars = [bar for bar in window.panel.bars.bars if bar.isVisible()]
    assert len(bars) == 8
    qtbot.waitUntil(lambda: bars[0].y() == bars[1].y() < bars[2].y())


def test_in_a_low_window_cards_with_the_same_plan_share_a_bar(open_window, nvml_rig, qtbot):
    window = eight(open_window, nvml_rig, qtbot, 640)
    (row,) = window.panel.bars.shown
    assert row.title.startswith("GPU 0–7 · H100")
    assert row.memory.others == max(one.memory.others for one in window.panel.bars.rows)
    assert len(window.panel.bars.as_text().splitlines()) == 8
    qtbot.waitUntil(lambda: window.panel.height() < window.height() / 4)
    window.resize(1120, 1400)
    qtbot.waitUntil(lambda: len(window.panel.bars.shown) == 8)


def test_cards_are_alike_only_with_the_same_plan_and_the_same_memory():
    def row(number, weights=10 * GIB, others=0, rank=0):
        memory = replace(MEMORY, weights=weights, others=others)
        return Row(f"GPU {number}", memory, rank=rank, number=number, name="RTX 4090")

    unused = [replace(row(number, rank=None), note="not used") for number in (4, 5, 7)]
    shown = [row(0), row(1, others=GIB), row(2, weights=9 * GIB, rank=2), *unused]
    assert [one.title for one in bar_words.alike(shown, planned=False)] == [
        "GPU 0", "GPU 1", "GPU 2", "GPU 4, 5, 7 · RTX 4090, each",
    ]  # fmt: skip
    together = bar_words.alike(shown, planned=True)
    assert [one.title for one in together] == ["GPU 0, 1 · RTX 4090, each", "GPU 2", "GPU 4, 5, 7 · RTX 4090, each"]
    assert together[0].memory.others == GIB


def test_while_something_changes_the_former_state_stays_as_a_ghost(planned, qtbot):
    bar = planned.panel.bars.bars[0]
    assert bar.ghost is None
    before = bar.memory
    planned.controller.set_options(concurrency=2)
    planned.controller.set_options(concurrency=3)
    assert bar.ghost == before
    bar._timer.start(0)
    qtbot.waitUntil(lambda: bar.ghost is None)


def test_another_load_of_the_card_is_no_change_of_the_plan(planned):
    bar = planned.panel.bars.bars[0]
    bar.show_row(replace(bar.row, memory=replace(bar.memory, others=bar.memory.others + GIB)))
    assert bar.ghost is None


def test_the_range_of_the_overhead_is_said_from_low_to_high():
    assert bar_words.uncertainty(MEMORY) == "1.0 to 4.0 GiB"
    assert "1.0 to 4.0 GiB" in bar_words.segment_text(Row("GPU 0", MEMORY, rank=0), "overhead", MEMORY.overhead)
    exact = replace(MEMORY, overhead_parts=(Part("a", 2 * GIB, 2 * GIB, 2 * GIB, ""),))
    assert bar_words.uncertainty(exact) == ""


def test_the_legend_says_what_is_under_the_pointer(planned):
    legend = planned.panel.bars.legend
    assert legend.meaning_at(QPoint(5, 5)) == "Weights: the model itself, as loaded on this GPU"
    places = [x for kind, x, _ in legend._entries(legend.width()) if kind == "overhead"]
    assert legend.meaning_at(QPoint(round(places[0]) + 8, 5)).startswith("Overhead: activations")
    assert legend.meaning_at(QPoint(5, 500)) == ""


def test_the_verdict_tells_over_commitment_in_words_not_by_colour():
    crowded = replace(MEMORY, weights=14 * GIB, headroom=0, others=2 * GIB)
    assert bar_words.verdict(Row("GPU 0", crowded, rank=0)) == "⚠ 26.0 of 24.0 GiB – over by 2.0 GiB"
    assert bar_words.verdict(Row("GPU 0", MEMORY, starts=False, rank=0)).endswith("does not start")


def test_the_bars_are_copied_as_text_and_as_a_picture(planned):
    planned.panel.copy_text()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 2
    assert "Weights 9.0 GiB" in lines[0]
    planned.panel.copy_picture()
    assert QGuiApplication.clipboard().pixmap().width() == planned.panel.bars.width()


@pytest.mark.parametrize("kind", ["weights", "kv", "overhead"])
def test_the_sum_behind_a_segment_adds_up_to_the_segment(planned, qtbot, kind):
    view = planned.panel.explanation(0, kind)
    qtbot.addWidget(view)
    memory = planned.panel.bars.bars[0].memory
    wanted = {"weights": memory.weights, "kv": memory.kv_cache, "overhead": memory.overhead}[kind]
    assert view.table.item(view.table.rowCount() - 1, 3).text() == f"{wanted:,} bytes"
    found = sums(planned.controller.state.deployment, planned.controller.estimate)[0]
    assert view.table.item(0, 0).text() == getattr(found, {"kv": "kv_cache"}.get(kind, kind))[0].name
    assert view.as_text().count("\n") == view.table.rowCount() - 1


def test_a_range_is_written_as_one():
    found = [size_text(replace_line) for replace_line in _lines()]
    assert found == ["2.00 GiB", "100.00 MiB (50.00 to 200.00)"]


def _lines():
    from rigwise.core.memory.sums import Line

    mib = 1 << 20
    return (
        Line("a", 2 * GIB, "", "", 2 * GIB, 2 * GIB),
        Line("b", 100 * mib, "", "", 50 * mib, 200 * mib),
    )


def test_enter_and_a_click_ask_for_the_sum(planned, qtbot):
    bar = planned.panel.bars.bars[0]
    asked = []
    planned.panel.bars.asked.disconnect(planned.panel.explain)
    planned.panel.bars.asked.connect(lambda rank, kind: asked.append((rank, kind)))
    bar.setFocus()
    qtbot.keyClick(bar, Qt.Key.Key_Right)
    qtbot.keyClick(bar, Qt.Key.Key_Return)
    qtbot.mouseClick(planned.panel.bars.bars[1], Qt.MouseButton.LeftButton, pos=QPoint(20, bar._bar_top() + 6))
    assert asked == [(0, "kv"), (1, "weights")]


def test_an_unplanned_rig_has_no_sum(window, qtbot):
    without_a_model(window, qtbot)
    assert window.panel.explanation(0, "weights") is None


def test_composed_cards_without_identity_are_matched_one_by_one():
    rig = compose(["RTX 4090"] * 3)
    from rigwise.core import wizard

    state = wizard.with_model(wizard.with_rig(wizard.Wizard(), rig), find("Qwen/Qwen3-8B").checkpoint())
    shown = bar_words.rows(state.usable, state.deployment, state.estimate())
    assert len(shown) == 3
    assert sum(row.rank is not None for row in shown) == len(state.deployment.rig.gpus)


def test_the_key_that_the_help_names_copies_the_bars(planned, qtbot):
    qtbot.waitUntil(planned.isActiveWindow)
    QGuiApplication.clipboard().clear()
    qtbot.keyClick(planned, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert "Weights" in QGuiApplication.clipboard().text()


def test_the_lines_of_a_sum_are_no_higher_than_their_words(planned, qtbot):
    found = sums(planned.controller.state.deployment, planned.controller.estimate)
    view = SumView("GPU 0", "weights", found[0])
    qtbot.addWidget(view)
    view.show()
    table = view.table
    qtbot.waitUntil(lambda: table.columnWidth(3) > 200)
    least = table.verticalHeader().sectionSizeHint(0)
    heights = [table.rowHeight(row) for row in range(table.rowCount())]
    assert heights == [max(least, table.sizeHintForRow(row)) for row in range(table.rowCount())]
