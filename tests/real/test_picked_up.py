# SPDX-License-Identifier: Apache-2.0
"""A server that an earlier window started: the next one goes on exactly where it is, and proves what was promised."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from rigwise.core.launch.measurements import recall
from rigwise.core.launch.run import Mark, Phase
from rigwise.core.launch.server import servers
from rigwise.core.wizard import Step
from walk import in_mode, walk_to_review

pytestmark = pytest.mark.engine


def started(open_window, edges, qtbot, port, **settings):
    window = open_window(spec=in_mode(edges, "ok", **settings))
    walk_to_review(window, qtbot, port)
    qtbot.mouseClick(window.next, Qt.MouseButton.LeftButton)
    return window


def test_a_reopened_window_goes_on_half_way_through_a_start(open_window, edges, nvml_rig, engine, port, qtbot):
    nvml_rig("2x4090")
    window = started(open_window, edges, qtbot, port, STUB_STEP=0.5)
    qtbot.waitUntil(lambda: window.launch.run.phase is Phase.LOADING, timeout=20000)
    context = window.controller.state.deployment.options.max_model_len
    window.close()
    again = open_window()
    qtbot.waitUntil(lambda: again.launch.run.phase is Phase.LOADING, timeout=10000)
    assert again.controller.state.step is Step.LAUNCH
    assert again.controller.state.deployment.options.max_model_len == context
    qtbot.waitUntil(lambda: again.launch.run.active.mark is Mark.ACTIVE, timeout=5000)
    seen = set()

    def over():
        seen.add(again.launch.run.active.job if again.launch.run.active else None)
        return again.launch.run.phase is Phase.READY

    qtbot.waitUntil(over, timeout=30000)
    assert len(seen) >= 3
    qtbot.waitUntil(lambda: again.launch.proof.isVisible(), timeout=10000)
    cells = [cell.text() for cell in again.launch.proof.findChildren(QLabel)]
    assert "97,984" in cells
    assert len(servers(engine)) == 1


def test_a_server_of_an_earlier_time_is_proved_once_with_the_speed_measured_then(
    open_window, edges, nvml_rig, engine, port, qtbot
):
    nvml_rig("2x4090")
    window = started(open_window, edges, qtbot, port)
    qtbot.waitUntil(lambda: window.launch.proof.isVisible(), timeout=30000)
    qtbot.mouseClick(window.launch.proof.measure, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: bool(recall().measurements) and recall().measurements[0].together is not None, timeout=30000
    )
    measured = recall().measurements
    window.close()
    again = open_window()
    qtbot.waitUntil(lambda: again.launch.proof.isVisible(), timeout=15000)
    assert again.launch.proof.speed.text().startswith("Measured here: first token after")
    qtbot.wait(300)
    assert recall().measurements == measured  # one start, one record


def test_a_person_who_plans_something_else_is_not_carried_off(open_window, edges, nvml_rig, engine, port, qtbot):
    """The found server is on its page all the same, and a fix of it is a fix of its own plan."""
    nvml_rig("2x4090")
    window = started(open_window, edges, qtbot, port)
    qtbot.waitUntil(lambda: window.launch.run.phase is Phase.READY, timeout=30000)
    window.close()
    again = open_window()
    qtbot.waitUntil(lambda: again.next.isEnabled(), timeout=5000)
    again.controller.go(Step.MODEL)
    again.launch.attach()
    qtbot.waitUntil(lambda: again.launch.run.phase is Phase.READY, timeout=15000)
    qtbot.waitUntil(lambda: again.launch.proof.isHidden() is False, timeout=15000)
    again.controller.set_options(max_model_len=1024)
    offer = again.launch.proof._proof.offer
    assert offer is not None
    again.launch.restart_with(offer.remedy)
    qtbot.waitUntil(lambda: again.launch.run.phase is not Phase.READY, timeout=5000)
    qtbot.waitUntil(lambda: again.launch.run.phase is Phase.READY, timeout=40000)
    (server,) = servers(engine)
    command = engine.client.containers.get(server.id).attrs["Config"]["Cmd"]
    assert "--kv-cache-memory-bytes" in command
    assert "1024" not in command
