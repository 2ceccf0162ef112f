# SPDX-License-Identifier: Apache-2.0
"""The wizard as a person uses it, on stub rigs."""

import gc
import json
import threading
import time

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSlider,
)
from rigwise.core.models.catalogue import entries, find
from rigwise.core.wizard import STEPS, Step
from rigwise.gui import theme
from rigwise.gui.tasks import TaskRunner
from rigwise.gui.widgets.log_view import LogView


def at_fit(window, qtbot, model="Qwen/Qwen3-32B-AWQ"):
    window.controller.choose_model(find(model).checkpoint())
    window.controller.go(Step.FIT)
    qtbot.waitUntil(lambda: window.fit.isVisible())
    return window.fit


def test_the_first_page_shows_each_card_with_its_load(window):
    shown = [card for card in window.rig._cards if card.isVisible()]
    assert [card.tick.text() for card in shown] == ["GPU 0 · RTX 4090", "GPU 1 · RTX 4090"]
    assert "0.6 GiB in use" in shown[0].now.text()
    assert "display attached" in shown[0].facts.text()
    assert "empty" in shown[1].now.text()


def test_a_card_s_load_is_followed_while_the_page_shows(window, nvml_rig, qtbot):
    nvml_rig("2x4090", gpu1={"used": 5 << 30, "temperature": 71})
    qtbot.waitUntil(lambda: "5.0 GiB in use" in window.rig._cards[1].now.text(), timeout=3000)
    assert "71 °C" in window.rig._cards[1].now.text()


def test_a_card_that_falls_off_the_bus_is_said_and_the_window_lives(window, nvml_rig, qtbot):
    nvml_rig("4090-lost")
    qtbot.waitUntil(lambda: len(window.controller.state.rig.gpus) == 1, timeout=3000)
    texts = [label.text() for label in window.rig.problems.findChildren(QLabel)]
    assert any("GPU 1 has fallen off the bus" in text for text in texts)
    assert window.next.isEnabled()


@pytest.mark.parametrize(
    ("rig", "words"),
    [("mismatch", "Reboot this machine"), ("no-permission", "may not talk"), ("empty", "sees no GPU")],
)
def test_each_driver_fault_is_a_state_of_its_own(open_window, nvml_rig, qtbot, rig, words):
    nvml_rig(rig)
    window = open_window()
    qtbot.waitUntil(lambda: window.controller.detection is not None, timeout=5000)
    texts = " ".join(label.text() for label in window.rig.problems.findChildren(QLabel))
    assert words in texts
    assert not window.next.isEnabled()


def test_without_a_gpu_a_rig_is_composed_two_4090_first(open_window, no_nvml_library, qtbot):
    window = open_window()
    qtbot.waitUntil(lambda: window.controller.detection is not None, timeout=5000)
    qtbot.mouseClick(window.rig.composed, Qt.MouseButton.LeftButton)
    assert window.controller.state.rig.description == "2 x RTX 4090"
    assert window.rig.badge.isVisible()
    qtbot.mouseClick(window.rig.composer.add, Qt.MouseButton.LeftButton)
    assert window.controller.state.rig.description == "3 x RTX 4090"
    window.rig.composer._slots[2].setCurrentIndex(window.rig.composer._slots[2].findData("NVIDIA GeForce RTX 3090"))
    assert window.controller.state.rig.description == "2 x RTX 4090 + RTX 3090"
    qtbot.mouseClick(window.rig.composer.bridge, Qt.MouseButton.LeftButton)
    assert "has no NVLink" in window.rig.composer.problem.text()
    assert window.controller.state.rig.description == "2 x RTX 4090 + RTX 3090"


def test_unticking_every_card_refuses_next_in_words(window, qtbot):
    for card in window.rig._cards:
        card.tick.click()
    assert not window.next.isEnabled()
    assert window.verdict.text() == "No GPU is chosen."


def test_the_model_list_tells_what_fits_and_search_narrows_it(window, qtbot):
    window.controller.go(Step.MODEL)
    qtbot.waitUntil(lambda: window.model.filter.rowCount() > 40, timeout=20000)
    first = window.model.filter.index(0, 0)
    assert first.data() == "fits"
    window.model.search.words.setText("qwen3-32b awq")
    assert [window.model.filter.index(i, 1).data() for i in range(window.model.filter.rowCount())] == [
        "Qwen3-32B-AWQ  (Qwen)"
    ]
    window.model.table.selectRow(0)
    assert window.controller.state.checkpoint.model == "Qwen/Qwen3-32B-AWQ"
    assert window.next.isEnabled()
    window.model.search.words.setText("no such model")
    assert window.model.empty.isVisible()


def test_a_folder_with_a_config_becomes_the_model(window, qtbot, tmp_path):
    folder = tmp_path / "my-model"
    folder.mkdir()
    (folder / "config.json").write_text(json.dumps(find("Qwen/Qwen3-8B").config))
    window.controller.go(Step.MODEL)
    window.model.load(str(folder))

    def chosen():
        return window.controller.state.checkpoint

    # a model of the catalogue may be proposed before the folder is read; it gives way
    qtbot.waitUntil(lambda: chosen() is not None and chosen().folder == str(folder), timeout=5000)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"architectures": ["LlamaForCausalLM"], "hidden_size": -1}'])
def test_a_bad_folder_is_refused_in_words_and_nothing_is_lost(window, qtbot, tmp_path, text):
    window.controller.choose_model(find("Qwen/Qwen3-8B").checkpoint())
    (tmp_path / "config.json").write_text(text)
    window.controller.go(Step.MODEL)
    window.model.load(str(tmp_path))
    qtbot.waitUntil(lambda: window.model.problems.isVisible(), timeout=3000)
    assert window.controller.state.checkpoint.model == "Qwen/Qwen3-8B"


def test_every_slider_step_is_on_the_bar_at_once(window, qtbot):
    page = at_fit(window, qtbot)
    bar = window.panel.bars.bars[0]
    page.concurrency.setFocus()
    before = bar.memory.kv_needed
    qtbot.keyClick(page.concurrency, Qt.Key.Key_Right)
    assert window.controller.state.deployment.options.concurrency == 2
    assert bar.memory.kv_needed == 2 * before
    assert page.concurrency_box.value() == 2
    qtbot.keyClick(page.context, Qt.Key.Key_Left)
    assert window.controller.state.deployment.options.max_model_len == 16384
    assert page.context_box.value() == 16384


def test_the_numbers_on_the_page_are_the_estimate_s(window, qtbot):
    page = at_fit(window, qtbot)
    result = window.controller.estimate
    assert page.longest.number.text() == f"{result.longest_context:,} tokens"
    assert page.requests.number.text() == f"{int(result.max_concurrency):,}"
    bar = window.panel.bars.bars[0]
    assert f"Weights {result.per_gpu[0].weights / 2**30:.1f} GiB" in bar.accessibleDescription()


def test_a_plan_that_cannot_start_is_refused_and_one_click_cures_it(window, qtbot):
    page = at_fit(window, qtbot)
    page.share_box.setValue(60)
    page.context_box.setValue(40960)
    assert not window.next.isEnabled()
    assert "needs" in window.verdict.text()
    cure = next(button for button in page.problems.findChildren(QPushButton) if "tokens of context" in button.text())
    qtbot.mouseClick(cure, Qt.MouseButton.LeftButton)
    assert window.next.isEnabled()
    window.controller.undo()
    assert not window.next.isEnabled()


def test_too_much_is_drawn_as_too_much(window, qtbot):
    at_fit(window, qtbot, "Qwen/Qwen3-32B")
    window.controller.set_options(tensor_parallel_size=2, pipeline_parallel_size=1)
    bar = window.panel.bars.bars[0]
    qtbot.waitUntil(lambda: bar.width() > 100)
    assert "over by" in bar.verdict()
    picture = bar.grab().toImage()
    row = bar._bar_top() + bar._bar_height() // 2
    bad = QColor(theme.colours().bad)
    scale = picture.devicePixelRatio()
    reds = sum(
        1
        for x in range(int(picture.width() * 0.6), picture.width())
        if _near(picture.pixelColor(x, int(row * scale)), bad)
    )
    assert reds > 10


def _near(one, other):
    return abs(one.red() - other.red()) + abs(one.green() - other.green()) + abs(one.blue() - other.blue()) < 60


def test_the_bar_s_pixels_are_in_proportion(window, qtbot):
    page = at_fit(window, qtbot)
    qtbot.waitUntil(lambda: page.isVisible() and window.panel.bars.bars[0].grab().width() > 100)
    bar, memory = window.panel.bars.bars[0], window.panel.bars.bars[0].memory
    picture = bar.grab().toImage()
    assert picture.width() > 100
    y = int((bar._bar_top() + 3) * picture.devicePixelRatio())
    weights = QColor(theme.colours().weights)
    blue = sum(1 for x in range(picture.width()) if _near(picture.pixelColor(x, y), weights))
    assert blue / picture.width() == pytest.approx(memory.weights / memory.total, abs=0.02)


def point_at(widget, place):
    """The pointer moves, whether or not the platform lets a test move it."""
    where = QPointF(place)
    button, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    moved = QMouseEvent(QEvent.Type.MouseMove, where, widget.mapToGlobal(where), button, button, keys)
    QApplication.sendEvent(widget, moved)


def test_the_bar_is_walked_by_keyboard_and_says_each_part(window, qtbot):
    at_fit(window, qtbot)
    bar = window.panel.bars.bars[0]
    bar.setFocus()
    qtbot.waitUntil(lambda: "Weights" in window.panel.bars.detail.text())
    qtbot.keyClick(bar, Qt.Key.Key_Right)
    assert "KV cache needed" in window.panel.bars.detail.text()
    point_at(bar, QPoint(30, bar._bar_top() + 5))
    assert "Weights" in window.panel.bars.detail.text()


def test_the_command_follows_letter_by_letter(window, qtbot):
    at_fit(window, qtbot)
    window.controller.set_options(max_model_len=12345)
    window.controller.go(Step.REVIEW)
    assert "--max-model-len 12345" in window.review.command.toPlainText()
    window.review.port.setValue(8123)
    assert "127.0.0.1:8123:8000" in window.review.command.toPlainText()
    qtbot.mouseClick(window.review.copy, Qt.MouseButton.LeftButton)
    from PySide6.QtGui import QGuiApplication

    assert QGuiApplication.clipboard().text() == window.review.command.toPlainText()


def test_without_an_engine_the_launch_says_what_to_install(window, qtbot):
    at_fit(window, qtbot)
    window.controller.go(Step.REVIEW)
    qtbot.mouseClick(window.next, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.launch.problems.isVisible(), timeout=5000)
    texts = " ".join(label.text() for label in window.launch.problems.findChildren(QLabel))
    assert "No container engine" in texts
    assert window.launch.start.isVisible()


def test_a_simulated_rig_plans_and_never_starts(window, qtbot):
    qtbot.mouseClick(window.rig.composed, Qt.MouseButton.LeftButton)
    at_fit(window, qtbot)
    window.controller.go(Step.REVIEW)
    assert not window.next.isEnabled()
    assert "composed" in window.verdict.text()


@pytest.mark.parametrize("step", STEPS)
def test_every_control_that_takes_the_focus_has_a_name(window, qtbot, step):
    at_fit(window, qtbot)
    window.controller.go(step)
    kinds = (QAbstractButton, QSlider, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit)
    for kind in kinds:
        for widget in window.page(step).findChildren(kind):
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible():
                named = widget.accessibleName() or getattr(widget, "text", str)()
                inner = isinstance(widget, QLineEdit) and isinstance(widget.parent(), QAbstractSpinBox)
                assert named or inner, widget


@pytest.mark.parametrize("theme_name", ["light", "dark"])
@pytest.mark.parametrize("step", STEPS)
def test_no_text_is_cut(open_window, nvml_rig, qtbot, theme_name, step):
    nvml_rig("2x4090")
    window = open_window(theme_name)
    window.resize(820, 600)
    qtbot.waitUntil(lambda: window.controller.state.rig is not None, timeout=5000)
    at_fit(window, qtbot)
    window.controller.go(step)
    qtbot.wait(50)
    for label in window.page(step).findChildren(QLabel):
        if label.isVisible() and label.text() and not label.wordWrap():
            assert label.sizeHint().width() <= label.width() + 1, label.text()
    for button in window.page(step).findChildren(QPushButton):
        if button.isVisible():
            qtbot.waitUntil(lambda button=button: button.sizeHint().width() <= button.width() + 1)


def contrast(one, other):
    def luminance(colour):
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in QColor(colour).getRgbF()[:3]]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("c", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_text_is_readable_and_the_bar_s_parts_stand_out(c):
    for background in (c.window, c.surface, c.raised):
        for ink in (c.text, c.muted, c.good, c.warn, c.bad, c.accent):
            assert contrast(ink, background) >= 4.5, (ink, background)
    assert contrast(c.accent_text, c.accent) >= 4.5
    for part in (c.weights, c.kv, c.overhead):
        assert contrast(part, c.surface) >= 3


def test_ten_thousand_log_lines_a_second_do_not_hold_the_window_up(qtbot):
    view = LogView()
    qtbot.addWidget(view)
    view.resize(900, 400)
    view.show()
    runner = TaskRunner()
    gaps, last = [], [time.perf_counter()]

    def beat():
        now = time.perf_counter()
        gaps.append(now - last[0])
        last[0] = now

    timer = QTimer()
    timer.timeout.connect(beat)
    timer.start(5)
    ended = threading.Event()

    def flood(cancel, report):
        for batch in range(40):
            report([f"line {batch * 500 + i} with some words" for i in range(500)])
            time.sleep(0.05)

    runner.run(flood, done=lambda _: ended.set(), failed=lambda error: None, progress=view.add)
    qtbot.waitUntil(ended.is_set, timeout=10000)
    timer.stop()
    runner.shutdown()
    assert len(view.kept) == 5000
    assert view.kept[-1].startswith("line 19999")
    assert max(gaps[2:]) < 0.25  # the bench holds the real limit; a busy test machine is given room


def test_work_that_was_cancelled_is_never_heard_of_again(qtbot):
    runner = TaskRunner()
    heard = []
    go = threading.Event()
    task = runner.run(lambda cancel, report: go.wait(5), done=heard.append, failed=heard.append)
    task.cancel()
    go.set()
    other = []
    runner.run(lambda cancel, report: 1, done=other.append, failed=other.append)
    qtbot.waitUntil(lambda: other == [1])
    assert heard == []
    runner.shutdown()


def test_every_catalogue_entry_can_be_planned_without_a_fault(window):
    for entry in entries():
        window.controller.choose_model(entry.checkpoint())
        assert window.controller.estimate is not None


def test_work_asked_for_after_the_window_closed_is_never_begun(qtbot):
    runner, said = TaskRunner(), []
    runner.shutdown()
    task = runner.run(lambda cancel, report: said.append("worked"), done=said.append, failed=said.append)
    qtbot.wait(50)
    assert task.cancelled
    assert said == []


def test_garbage_is_collected_on_the_ui_thread_while_there_are_workers(window, qtbot):
    """A widget that a worker's collection ended would wait for the UI thread, which waits for it."""
    assert not gc.isenabled()
    threads = set()
    gc.callbacks.append(lambda phase, info: threads.add(threading.get_ident()))
    try:

        def work(cancel, report):
            for _ in range(20000):
                cycle = []
                cycle.append(cycle)

        done = []
        window.runner.run(work, done=done.append, failed=done.append)
        qtbot.waitUntil(lambda: bool(done) and bool(threads), timeout=10000)
    finally:
        gc.callbacks.pop()
    assert threads == {threading.get_ident()}
    window.close()
    assert gc.isenabled()
