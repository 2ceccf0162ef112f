# SPDX-License-Identifier: Apache-2.0
"""The page that sets rigs side by side, as a person uses it."""

import csv
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLabel, QSlider
from rigwise.core.wizard import Step


@pytest.fixture
def page(window, qtbot):
    """The page with its first comparison done."""
    qtbot.keyClick(window, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    shown = window.compare
    qtbot.waitUntil(lambda: shown.comparison is not None, timeout=20000)
    return shown


def compared(page, qtbot):
    """Wait for the comparison that a change has asked for."""
    before = page.comparison
    qtbot.waitUntil(lambda: page.comparison is not before and page._comparing is None, timeout=20000)


def test_it_is_beside_the_steps_and_back_again(window, page, qtbot):
    assert page.isVisible()
    assert window.rail.compare.isChecked()
    assert not window.footer.isVisible()
    qtbot.mouseClick(window.rail.buttons[Step.RIG], Qt.MouseButton.LeftButton)
    assert window.rig.isVisible()
    assert window.footer.isVisible()
    assert not window.rail.compare.isChecked()


def test_every_rig_has_a_row_for_every_model(page):
    shown = [page.answer.source.table[row]["rig"] for row in range(page.answer.source.rowCount())]
    assert shown == ["2 x RTX 4090 24 GB", "RTX PRO 6000 Blackwell Workstation Edition 96 GB"]
    assert "tokens/s for one" in page.answer.source.columns
    assert "price" not in page.answer.source.columns


def test_a_price_gives_what_money_buys(page, qtbot):
    page.question.rigs[0].price.setValue(3600)
    compared(page, qtbot)
    assert page.answer.source.table[0]["price"] == 3600
    assert page.answer.source.table[0]["tokens/s per 1000"] > 0
    assert page.answer.source.data(page.answer.source.index(0, page.answer.source.columns.index("price"))) == "3,600"


def test_the_note_says_which_speeds_were_measured(page):
    comparison, note = page.comparison, page.answer.note
    assert "not measurements" in note.text()

    def with_measured(*which):
        cells = tuple(
            replace(
                cell,
                choice=replace(
                    cell.choice, speed=replace(cell.choice.speed, measured="2026-11-21T08:00:00Z" * (n in which))
                ),
            )
            for n, cell in enumerate(comparison.cells)
        )
        page.answer.show_comparison(replace(comparison, cells=cells))

    with_measured(0)
    assert "except where the table says" in note.text()
    assert "measured here on 2026-11-21" in page.answer.source.table[0].values()
    with_measured(*range(len(comparison.cells)))
    assert "not measurements" not in note.text()


def test_six_rigs_at_most_and_one_at_least(page, qtbot):
    while page.question.add.isEnabled():
        page.question.add.click()
    assert len(page.question.rigs) == 6
    assert not page.question.add_machine.isEnabled()
    while page.question.rigs[0].remove.isEnabled():
        page.question.rigs[0].remove.click()
    assert len(page.question.rigs) == 1
    compared(page, qtbot)
    assert len(page.comparison.offers) == 1


def test_this_machine_can_be_compared_once(page, qtbot):
    page.question.add_machine.click()
    compared(page, qtbot)
    assert page.comparison.offers[-1].title == "this machine (2 x RTX 4090)"
    assert not page.question.add_machine.isEnabled()


def test_a_bridge_that_does_not_exist_is_said_and_the_last_table_stays(page, qtbot):
    before = page.comparison
    page.question.rigs[0].bridge.setChecked(True)
    qtbot.waitUntil(lambda: page.problems.isVisible())
    assert any("has no NVLink" in text.text() for text in page.problems.findChildren(QLabel))
    page.question.rigs[0].bridge.setChecked(False)
    qtbot.waitUntil(lambda: not page.problems.isVisible() and page.comparison is not before, timeout=20000)


def test_another_model_and_goal_compare_anew(page, qtbot):
    page.question.models[1].setCurrentIndex(page.question.models[1].findData("openai/gpt-oss-120b"))
    compared(page, qtbot)
    assert page.comparison.models == ("Qwen3-32B", "gpt-oss-120b")
    page.question.goal.setCurrentIndex(1)
    compared(page, qtbot)
    assert page.comparison.wish.context == 65536


def test_what_counts_can_be_moved(page, qtbot):
    assert page.question.weights["speed"].value() == 10
    page.question.users.setValue(4)
    page.question.context.setValue(8192)
    page.question.weights["quality"].setValue(0)
    compared(page, qtbot)
    wish = page.comparison.wish
    assert (wish.users, wish.context, wish.weights.quality) == (4, 8192, 0.0)
    page.question.goal.setCurrentIndex(2)
    assert (
        page.question.users.value(),
        page.question.context.value(),
        page.question.weights["throughput"].value(),
    ) == (8, 16384, 10)


def test_the_chart_says_in_words_what_it_draws(page, qtbot):
    said = page.answer.chart.accessibleDescription()
    assert said.startswith("Qwen3-32B: 2 x RTX 4090 24 GB ")
    page.answer.figure.setCurrentText("context")
    assert page.answer.chart.accessibleName() == "Chart of context"
    assert "16,384" in page.answer.chart.accessibleDescription()
    page.answer.figure.setCurrentText("tokens/s per 1,000 of the price")
    assert "enter a price" in page.answer.chart.accessibleDescription()


def test_bars_grow_with_their_values(page):
    image = page.answer.chart.grab().toImage()
    bars = page.answer.chart.groups[0].bars
    assert bars[0].value > bars[1].value  # two 4090s read faster than one PRO 6000 in 16 bit
    line = page.answer.chart._line

    def coloured(number):
        y = round(line * (1 + number + 0.25) * image.devicePixelRatio())
        return sum(image.pixelColor(x, y).blue() > image.pixelColor(x, y).red() + 60 for x in range(image.width()))

    assert coloured(0) > coloured(1) > 0


@pytest.mark.parametrize("form", ["csv", "md", "png"])
def test_it_can_be_taken_along(page, tmp_path, form):
    place = tmp_path / f"rigs.{form}"
    page.answer.save(place, form)
    if form == "csv":
        with place.open(encoding="utf-8") as file:
            assert [row["model"] for row in csv.DictReader(file)] == ["Qwen3-32B"] * 2
    elif form == "md":
        assert place.read_text(encoding="utf-8").startswith("| model |")
    else:
        assert QImage(str(place)).width() >= page.answer.chart.width()


def test_a_place_that_cannot_be_written_is_said(page, tmp_path):
    page.answer.save(tmp_path / "nowhere" / "rigs.csv", "csv")
    assert any("cannot be written" in text.text() for text in page.problems.findChildren(QLabel))


def test_the_table_is_copied_as_markdown(page):
    page.answer.copy.click()
    assert QGuiApplication.clipboard().text().startswith("| model | rig |")


def test_nothing_is_cut_off_in_the_smallest_window(window, page, qtbot):
    window.resize(window.minimumSize())
    qtbot.waitUntil(lambda: page.widget().width() == page.viewport().width())
    for kind in (QAbstractButton, QComboBox, QAbstractSpinBox):
        for widget in page.widget().findChildren(kind):
            if widget.isVisible() and not page.answer.table.isAncestorOf(widget):
                right = widget.mapTo(page.widget(), widget.rect().topRight()).x()
                assert right <= page.viewport().width(), widget.accessibleName()


def test_every_control_has_a_name(page):
    for kind in (QAbstractButton, QComboBox, QAbstractSpinBox, QSlider):
        for widget in page.widget().findChildren(kind):
            if widget.isVisible():
                assert widget.accessibleName() or getattr(widget, "text", str)(), widget
