# SPDX-License-Identifier: Apache-2.0
"""Every flag of vLLM in the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from rigwise.core.models.catalogue import find
from rigwise.core.serving.all_flags import all_flags, by_name
from rigwise.core.wizard import Step
from rigwise.gui.widgets.flag_model import FLAG, OWN, VALUE


@pytest.fixture
def body(window, qtbot):
    window.controller.choose_model(find("Qwen/Qwen3-32B-AWQ").checkpoint())
    window.controller.go(Step.FIT)
    qtbot.mouseClick(window.fit.expert.toggle, Qt.MouseButton.LeftButton)
    return window.fit.expert.body


def row_of(body, name):
    return body.model.specs.index(by_name()[name])


def give(body, name, value):
    body.model.setData(body.model.index(row_of(body, name), VALUE), value)


def test_the_flags_are_folded_until_somebody_wants_them(window):
    window.controller.choose_model(find("Qwen/Qwen3-8B").checkpoint())
    window.controller.go(Step.FIT)
    assert window.fit.expert.body is None
    assert str(len(all_flags())) in window.fit.expert.toggle.text()


def test_the_search_narrows_by_name_and_by_what_a_flag_does(body, qtbot):
    assert body.model.rowCount() == len(all_flags())
    qtbot.keyClicks(body.search, "type of the kv cache")
    qtbot.waitUntil(lambda: body.model.rowCount() < 20)
    assert by_name()["--kv-cache-dtype"] in body.model.specs


def test_what_is_in_the_command_is_marked_and_can_be_shown_alone(body, window):
    index = body.model.index(row_of(body, "--max-model-len"), FLAG)
    assert index.data() == "● --max-model-len"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith("set")
    body.only_changed.setChecked(True)
    names = {spec.name for spec in body.model.specs}
    assert "--tensor-parallel-size" in names
    assert "--seed" not in names


def test_an_edit_is_in_the_command_and_on_the_bar_at_once_and_undo_takes_it_back(body, window):
    before = window.panel.bars.bars[0].memory
    give(body, "--kv-cache-dtype", "fp8")
    assert "--kv-cache-dtype fp8" in body.command.toPlainText()
    assert window.panel.bars.bars[0].memory.kv_needed < before.kv_needed
    assert window.fit.kv_type.currentData() == "fp8"
    window.controller.undo()
    assert "--kv-cache-dtype" not in body.command.toPlainText()


def test_a_flag_that_the_estimate_does_not_know_is_in_the_command_and_said_to_be_unmodelled(body, window):
    give(body, "--enable-lora", "on")
    assert "--enable-lora" in body.command.toPlainText().replace("\\\n", "")
    assert window.fit.problems.isVisible()
    assert "not in the estimate" in body.model.index(row_of(body, "--enable-lora"), 3).data()


def test_a_value_that_vllm_would_refuse_is_refused_beside_the_table(body, window):
    give(body, "--seed", "seven")
    assert body.problem.isVisible()
    assert "--seed takes a whole number" in body.problem.text()
    assert window.controller.state.deployment.options.extra_flags == ()
    give(body, "--seed", "7")
    assert not body.problem.isVisible()


def test_a_changed_flag_is_set_back_alone_and_all_together(body, window, qtbot):
    suggested = window.controller.state.deployment.options
    give(body, "--seed", "7")
    give(body, "--kv-cache-dtype", "fp8")
    body.table.setCurrentIndex(body.model.index(row_of(body, "--seed"), VALUE))
    qtbot.mouseClick(body.reset, Qt.MouseButton.LeftButton)
    assert window.controller.state.deployment.options.extra_flags == ()
    assert window.controller.state.deployment.options.kv_cache_dtype == "fp8"
    qtbot.mouseClick(body.reset_all, Qt.MouseButton.LeftButton)
    assert window.controller.state.deployment.options == suggested


@pytest.mark.parametrize(
    ("name", "kind"), [("--kv-cache-dtype", QComboBox), ("--enforce-eager", QComboBox), ("--seed", QLineEdit)]
)
def test_a_value_is_edited_by_choice_where_there_is_one(body, qtbot, name, kind):
    index = body.model.index(row_of(body, name), VALUE)
    body.table.setCurrentIndex(index)
    body.table.edit(index)
    editor = next(child for child in body.table.viewport().findChildren(kind) if child.accessibleName() == name)
    assert editor.isVisible()


def test_each_flag_shows_what_vllm_takes_without_it(body):
    assert body.model.index(row_of(body, "--gpu-memory-utilization"), OWN).data() == "0.92 share"
    assert body.model.index(row_of(body, "--enforce-eager"), OWN).data() == "off"
    assert body.model.index(row_of(body, "--max-num-seqs"), OWN).data() == "vLLM decides"


def test_every_change_of_the_page_is_in_the_command_below(body, window):
    window.fit.share_box.setValue(80)
    assert "--gpu-memory-utilization 0.8" in body.command.toPlainText()
    assert body.command.text.extraSelections()


def test_what_somebody_types_outlasts_a_look_at_the_cards(body, window, nvml_rig, qtbot):
    index = body.model.index(row_of(body, "--seed"), VALUE)
    body.table.setCurrentIndex(index)
    body.table.edit(index)
    editor = next(
        child for child in body.table.viewport().findChildren(QLineEdit) if child.accessibleName() == "--seed"
    )
    qtbot.keyClicks(editor, "12")
    window.fit.context_box.lineEdit().setText("123")
    looked = window.controller.state
    nvml_rig("2x4090", gpu1={"used": 5 << 30})
    qtbot.waitUntil(lambda: window.controller.state != looked, timeout=3000)
    assert window.panel.bars.bars[1].memory.others > 4 << 30
    assert editor.text() == "12"
    assert window.fit.context_box.lineEdit().text().startswith("123")


def test_a_split_of_an_unusual_kind_is_named_and_not_lost(body, window, nvml_rig, qtbot):
    from rigwise.gui.pages.fit_page import splits

    assert splits(4, (2, 2, 1))[-1] == ("4 GPUs, tensor parallel 2 x pipeline 2", (2, 2, 1))
    assert splits(2, (1, 1, 2))[-1] == ("2 GPUs, 2 copies", (1, 1, 2))
    assert (2, 1, 1) in [way for _, way in splits(2, (2, 1, 1))]
    window.controller.choose_model(find("Qwen/Qwen3-8B").checkpoint())
    window.controller.set_options(tensor_parallel_size=1, data_parallel_size=2)
    assert window.fit.split.currentText() == "2 GPUs, 2 copies"
    window.fit.split.setCurrentIndex(0)
    window.fit.split.activated.emit(0)
    assert window.controller.state.deployment.options.data_parallel_size == 1
