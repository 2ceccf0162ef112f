# SPDX-License-Identifier: Apache-2.0
"""What comes back: the last plan, profiles, undone changes; and what is said when it cannot be kept."""

from dataclasses import replace

import checkpoints
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from rigwise.core.files import config_folder
from rigwise.core.models.catalogue import find
from rigwise.core.settings import load
from rigwise.core.wizard import Step, profile, shelf
from rigwise.gui import theme
from rigwise.gui.keeping import LAST
from rigwise.gui.profiles_dialog import ProfilesDialog


def plan(window, model="Qwen/Qwen3-8B", **options):
    window.controller.choose_model(find(model).checkpoint())
    if options:
        window.controller.set_options(**options)


@pytest.fixture
def restart(open_window, nvml_rig, qtbot):
    """Closes a window and opens another one, as the next day."""

    def again(window):
        window.close()
        fresh = open_window()
        qtbot.waitUntil(lambda: fresh.controller.state.rig is not None, timeout=5000)
        return fresh

    return again


def test_the_last_plan_is_there_again_after_a_restart(window, restart, qtbot):
    plan(window, max_model_len=12345, concurrency=3)
    window.controller.set_port(8123)
    before = window.controller.state
    fresh = restart(window)
    qtbot.waitUntil(lambda: fresh.controller.state.deployment is not None, timeout=5000)
    assert fresh.controller.state.deployment.options == before.deployment.options
    assert fresh.controller.state.port == 8123
    assert fresh.controller.state.step is Step.REVIEW
    assert not fresh.controller.history.past


def test_the_last_plan_never_takes_the_place_of_a_choice_just_made(window, restart, qtbot):
    plan(window, max_model_len=12345)
    fresh = restart(window)
    plan(fresh, "Qwen/Qwen3-32B-AWQ")
    qtbot.wait(300)
    assert fresh.controller.state.checkpoint.model == "Qwen/Qwen3-32B-AWQ"


def test_a_broken_last_plan_is_said_and_the_window_works(window, restart, qtbot):
    plan(window)
    window.close()
    (config_folder() / LAST).write_text("{")
    fresh = restart(window)
    qtbot.waitUntil(lambda: fresh.notice.isVisible(), timeout=5000)
    assert "not JSON" in fresh.notice.text.text()
    plan(fresh)
    assert fresh.controller.estimate.starts


def test_a_home_that_cannot_be_written_is_said_once_and_nothing_is_lost(open_window, nvml_rig, qtbot, tmp_path):
    nvml_rig("2x4090")
    (tmp_path / "locked").write_text("a file where the folder should be")
    window = open_window(folder=lambda: tmp_path / "locked" / "rigwise")
    qtbot.waitUntil(lambda: window.controller.state.rig is not None, timeout=5000)
    plan(window)
    qtbot.waitUntil(lambda: window.notice.isVisible(), timeout=5000)
    assert "cannot be written" in window.notice.text.text()
    qtbot.mouseClick(window.notice.dismiss, Qt.MouseButton.LeftButton)
    plan(window, max_model_len=4096)
    qtbot.wait(900)
    assert not window.notice.isVisible()
    assert window.controller.state.deployment.options.max_model_len == 4096
    window.controller.go(Step.REVIEW)
    assert "--max-model-len 4096" in window.review.command.toPlainText()


def test_a_card_that_goes_while_another_page_shows_is_said_and_the_plan_follows(window, nvml_rig, qtbot):
    plan(window, "Qwen/Qwen3-32B-AWQ")
    window.controller.go(Step.FIT)
    assert len(window.controller.state.deployment.rig.gpus) == 2
    nvml_rig("4090-lost")
    qtbot.waitUntil(lambda: window.notice.isVisible(), timeout=5000)
    assert "now RTX 4090" in window.notice.text.text()
    assert len(window.controller.state.deployment.rig.gpus) == 1
    assert window.controller.state.checkpoint.model == "Qwen/Qwen3-32B-AWQ"
    assert len([bar for bar in window.panel.bars.bars if bar.isVisible()]) == 1


def test_undo_and_redo_go_through_pages_and_the_buttons_follow(window, qtbot):
    qtbot.waitUntil(lambda: "foot" in window.__dict__)
    assert not window.foot.undo.isEnabled()
    plan(window, max_model_len=4096)
    window.controller.go(Step.FIT)
    window.controller.set_options(kv_cache_dtype="fp8")
    qtbot.mouseClick(window.foot.undo, Qt.MouseButton.LeftButton)
    assert window.controller.state.deployment.options.kv_cache_dtype == "auto"
    qtbot.mouseClick(window.foot.undo, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(window.foot.undo, Qt.MouseButton.LeftButton)
    assert window.controller.state.checkpoint is None
    assert window.controller.state.step is Step.MODEL
    for _ in range(3):
        qtbot.mouseClick(window.foot.redo, Qt.MouseButton.LeftButton)
    assert window.controller.state.deployment.options.kv_cache_dtype == "fp8"
    assert not window.foot.redo.isEnabled()


def test_a_profile_is_saved_duplicated_sent_received_and_deleted(window, qtbot, tmp_path):
    plan(window, max_model_len=12345)
    dialog = ProfilesDialog(window.keeper, "Evening", window)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.empty.isVisible()
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.list.count() == 1)
    dialog.list.setCurrentRow(0)
    qtbot.mouseClick(dialog.duplicate_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.list.count() == 2)
    assert [kept.name for kept in window.keeper.profiles] == ["Evening", "Evening 2"]
    window.keeper.export(window.keeper.profiles[0].path, tmp_path / "sent.json")
    qtbot.waitUntil(lambda: (tmp_path / "sent.json").exists())
    assert shelf.read(tmp_path / "sent.json").options["max_model_len"] == 12345
    window.controller.set_options(max_model_len=4096)
    window.keeper.take_in(tmp_path / "sent.json")
    qtbot.waitUntil(lambda: window.controller.state.deployment.options.max_model_len == 12345)
    qtbot.waitUntil(lambda: dialog.list.count() == 3)
    dialog.list.setCurrentRow(2)
    qtbot.mouseClick(dialog.delete_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.list.count() == 2)
    window.controller.undo()
    assert window.controller.state.deployment.options.max_model_len == 4096


def test_a_foreign_file_is_refused_in_words_and_changes_nothing(window, qtbot, tmp_path):
    plan(window)
    before = window.controller.state
    (tmp_path / "other.json").write_text('{"kind": "something"}')
    window.keeper.take_in(tmp_path / "other.json")
    qtbot.waitUntil(lambda: window.notice.isVisible())
    assert "not a Rigwise profile" in window.notice.text.text()
    assert window.controller.state.checkpoint is before.checkpoint


def hub_only(window, tmp_path, model, revision=None):
    """A profile, as another machine wrote it, of a model that is not in the catalogue."""
    plan(window, max_model_len=2048)
    saved = profile.profile_of(window.controller.state, "x")
    options = {**saved.options, "tensor_parallel_size": 1}
    path = tmp_path / "x.json"
    shelf.write(path, replace(saved, model=profile.Model(model, revision), options=options))
    return path


def test_a_profile_s_model_that_only_the_hub_knows_is_read_from_there(
    open_window, nvml_rig, qtbot, tmp_path, stub_hub, place
):
    nvml_rig("2x4090")
    commit = stub_hub.add(checkpoints.model("c/tiny")).sha
    window = open_window(place=lambda: place)
    qtbot.waitUntil(lambda: window.controller.state.rig is not None, timeout=5000)
    path = hub_only(window, tmp_path, "c/tiny", commit)
    said = []
    window.keeper.reading.connect(said.append)
    window.keeper.open(path)
    qtbot.waitUntil(lambda: window.controller.state.checkpoint.model == "c/tiny", timeout=8000)
    assert said == ["Reading c/tiny from the Hub …", ""]
    assert window.controller.state.checkpoint.revision == commit
    assert window.controller.state.deployment.options.max_model_len == 2048
    assert not window.notice.isVisible()


def test_the_hub_need_not_be_waited_for(open_window, nvml_rig, qtbot, tmp_path, stub_hub, place):
    nvml_rig("2x4090")
    stub_hub.add(checkpoints.model("c/tiny"))
    window = open_window(place=lambda: place)
    qtbot.waitUntil(lambda: window.controller.state.rig is not None, timeout=5000)
    path = hub_only(window, tmp_path, "c/tiny")
    stub_hub.fault("hang", "c/tiny", value=5.0)
    window.keeper.open(path)
    qtbot.waitUntil(lambda: "notice" in window.__dict__ and window.notice.stop.isVisible(), timeout=5000)
    qtbot.mouseClick(window.notice.stop, Qt.MouseButton.LeftButton)
    assert not window.notice.isVisible()
    assert window.controller.state.checkpoint.model == "Qwen/Qwen3-8B"


def test_a_profile_for_a_model_that_cannot_be_read_says_why_and_changes_nothing(window, qtbot, tmp_path):
    window.keeper.open(hub_only(window, tmp_path, "nobody/nothing"))
    qtbot.waitUntil(lambda: "notice" in window.__dict__ and window.notice.text.isVisible(), timeout=8000)
    said = window.notice.text.text()
    assert "This profile's model, nobody/nothing, could not be read from the Hub." in said
    assert "cannot be reached" in said
    assert window.controller.state.checkpoint.model == "Qwen/Qwen3-8B"


@pytest.mark.parametrize("name", ["dark", "contrast", "light"])
def test_the_look_is_switched_at_once_and_kept(window, qtbot, name):
    qtbot.waitUntil(lambda: "foot" in window.__dict__)
    window.foot.themes[name].trigger()
    assert theme.colours() is theme.THEMES[name]
    assert QApplication.palette().window().color().name().upper() == theme.THEMES[name].window
    qtbot.waitUntil(lambda: load(config_folder()).theme == name)


def test_no_animation_where_the_person_wants_none(window, qtbot):
    qtbot.waitUntil(lambda: "foot" in window.__dict__)
    window.foot.still.trigger()
    assert theme.motion_reduced()
    plan(window)
    window.controller.go(Step.FIT)
    bar = window.panel.bars.bars[0]
    bar.show_row(replace(bar.row, memory=replace(bar.memory, weights=bar.memory.weights + 1)))
    bar._let_ghost_go()
    assert bar.ghost is None
    theme.keep_still(False)


def test_whoever_does_not_choose_a_model_gets_the_best_and_next_next_next_is_enough(window, qtbot):
    for step in (Step.MODEL, Step.FIT, Step.REVIEW):
        qtbot.waitUntil(window.next.isEnabled, timeout=10000)
        qtbot.mouseClick(window.next, Qt.MouseButton.LeftButton)
        assert window.controller.state.step is step
    qtbot.waitUntil(window.next.isEnabled)
    assert window.next.text() == "Start the server"
    assert window.controller.estimate.starts


def test_a_model_that_the_person_chose_is_never_replaced_by_the_suggestion(window, qtbot):
    window.controller.go(Step.MODEL)
    plan(window)
    qtbot.wait(700)
    assert window.controller.state.checkpoint.model == "Qwen/Qwen3-8B"
