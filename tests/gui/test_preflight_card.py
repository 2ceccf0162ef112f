# SPDX-License-Identifier: Apache-2.0
"""The review looks at the machine while the person reads."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from rigwise.core.hardware.detection import Device
from rigwise.core.models.catalogue import find
from rigwise.core.serving.container import Way
from rigwise.core.units import GIB
from rigwise.core.wizard import Step


def at_review(window):
    window.controller.choose_model(find("Qwen/Qwen3-32B-AWQ").checkpoint())
    window.controller.go(Step.REVIEW)


def texts(card):
    return " ".join(label.text() for label in card.findChildren(QLabel))


def test_what_stands_in_the_way_is_said_with_its_remedy(window, qtbot):
    at_review(window)
    card = window.review.preflight
    qtbot.waitUntil(lambda: card.checks != (), timeout=10000)
    assert card.verdict.text() == "Something stands in the way."
    assert "No container engine was found on this machine." in texts(card)
    assert "Install Docker." in texts(card)
    assert any(check.code == "memory-0" for check in card.checks)


def test_one_click_checks_again(window, qtbot):
    at_review(window)
    card = window.review.preflight
    qtbot.waitUntil(lambda: card.checks != (), timeout=10000)
    first = card.checks
    qtbot.mouseClick(card.again, Qt.MouseButton.LeftButton)
    assert card.verdict.text() == "Checking this machine …"
    qtbot.waitUntil(lambda: card.checks is not first, timeout=10000)


def test_a_line_offers_what_one_click_may_do(window, qtbot):
    """Another port, a smaller share of a card that is partly taken, a command in the clipboard."""
    at_review(window)
    card, plan = window.review.preflight, window.controller.state.deployment
    real = window.controller.edges.preflight
    free = 20 * GIB

    def busy(*arguments):
        facts = real(*arguments)
        cards = tuple(Device(gpu, gpu.total_bytes, gpu.total_bytes - free, free) for gpu in plan.rig.gpus)
        detection = replace(facts.detection, devices=cards)
        taken = window.controller.state.port == 8000
        return replace(facts, detection=detection, port_taken=taken, next_port=8011, shared_memory=1)

    window.controller.edges = replace(window.controller.edges, preflight=busy)
    card.look()
    qtbot.waitUntil(lambda: "Use port 8011" in buttons(card), timeout=10000)
    share = next(text for text in buttons(card) if text.startswith("Let vLLM use"))
    qtbot.mouseClick(buttons(card)["Use port 8011"], Qt.MouseButton.LeftButton)
    assert window.controller.state.port == 8011
    qtbot.waitUntil(lambda: "Use port 8011" not in buttons(card) and share in buttons(card), timeout=10000)
    qtbot.mouseClick(buttons(card)[share], Qt.MouseButton.LeftButton)
    assert window.controller.state.deployment.options.gpu_memory_utilization < 0.9
    window.controller.undo()
    qtbot.waitUntil(lambda: "Copy the command" in buttons(card), timeout=10000)
    qtbot.mouseClick(buttons(card)["Copy the command"], Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text().startswith("sudo mount -o remount")


def test_the_command_asks_the_engine_as_the_start_will(window, qtbot):
    """One that knows GPUs by CDI's names alone and runs without root rights (docs/engines.md)."""
    at_review(window)
    card, command = window.review.preflight, window.review.command
    assert "--gpus" in command.toPlainText()
    real = window.controller.edges.preflight

    def seen(*arguments):
        return replace(real(*arguments), way=Way(cdi=True, ipc_host=False))

    window.controller.edges = replace(window.controller.edges, preflight=seen)
    card.look()
    qtbot.waitUntil(lambda: "--device nvidia.com/gpu=0" in command.toPlainText(), timeout=10000)
    assert "--gpus" not in command.toPlainText()
    assert "--ipc" not in command.toPlainText()
    assert "--shm-size 17179869184" in command.toPlainText()
    qtbot.mouseClick(window.rig.composed, Qt.MouseButton.LeftButton)
    at_review(window)
    assert "--gpus" in command.toPlainText(), "a composed rig is for another machine"


def buttons(card):
    return {button.text(): button for button in card.findChildren(QPushButton) if button.isVisible()}


def test_a_composed_rig_has_nothing_to_check(window, qtbot):
    qtbot.mouseClick(window.rig.composed, Qt.MouseButton.LeftButton)
    at_review(window)
    assert window.review.preflight.checks == ()
    assert "nothing to check" in window.review.preflight.verdict.text()
