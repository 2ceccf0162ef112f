# SPDX-License-Identifier: Apache-2.0
"""The main job, whole: from the stub driver through every page to the first streamed token of a container on a real
engine, and back to nothing left running."""

import threading

import pytest
import requests
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from rigwise.core.launch.keys import read_key
from rigwise.core.launch.measurements import recall
from rigwise.core.launch.run import Phase
from rigwise.core.launch.server import servers, start
from rigwise.core.wizard import Step
from walk import in_mode, walk_to_review

pytestmark = pytest.mark.engine


def test_from_the_cards_to_the_first_token_and_back_to_nothing(open_window, nvml_rig, engine_url, engine, port, qtbot):
    nvml_rig("2x4090")
    window = open_window()
    walk_to_review(window, qtbot, port)
    assert servers(engine) == ()  # nothing touched Docker so far
    qtbot.mouseClick(window.next, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "tokens a second" in window.launch.chat.speed.text(), timeout=30000)
    assert window.launch.chat.answer.text().startswith("Hello")
    assert f"http://127.0.0.1:{port}/v1" in window.launch.stage.text()
    (server,) = servers(engine)
    handed = engine.client.containers.get(server.id).attrs["HostConfig"]["DeviceRequests"][0]["DeviceIDs"]
    assert handed == ["0", "1"]
    assert any("gpus handed over: 0,1" in line for line in window.launch.log.kept)
    window.launch.chat.question.setText("And again?")
    qtbot.mouseClick(window.launch.chat.send, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: window.launch.chat.send.isEnabled() and "tokens" in window.launch.chat.speed.text(), timeout=10000
    )
    qtbot.mouseClick(window.launch.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.launch.again.isVisible(), timeout=15000)
    assert window.launch.stage.text() == "The server is stopped."
    qtbot.mouseClick(window.launch.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.launch.stop.isVisible(), timeout=30000)
    qtbot.mouseClick(window.launch.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.launch.remove.isVisible(), timeout=15000)
    qtbot.mouseClick(window.launch.remove, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.launch.start.isVisible(), timeout=15000)
    assert servers(engine) == ()


def press(qtbot, window, key, modifier=Qt.KeyboardModifier.NoModifier):
    """A key goes to whatever has the focus, as with a person."""
    qtbot.keyClick(QApplication.focusWidget() or window, key, modifier)


def tab_to(qtbot, window, widget):
    for _ in range(60):
        if QApplication.focusWidget() is widget:
            return
        press(qtbot, window, Qt.Key.Key_Tab)


def test_by_keyboard_alone_from_the_cards_to_the_first_token(open_window, nvml_rig, engine_url, engine, port, qtbot):
    nvml_rig("2x4090")
    window = open_window()
    for step in (Step.MODEL, Step.FIT, Step.REVIEW):
        qtbot.waitUntil(lambda: window.next.isEnabled() and window.next.hasFocus(), timeout=10000)
        press(qtbot, window, Qt.Key.Key_Return)
        assert window.controller.state.step is step
    press(qtbot, window, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    assert window.review.port.hasFocus()
    press(qtbot, window, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(QApplication.focusWidget(), str(port))
    press(qtbot, window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.controller.state.step is Step.LAUNCH
    qtbot.waitUntil(lambda: "tokens a second" in window.launch.chat.speed.text(), timeout=30000)
    assert window.launch.chat.answer.text().startswith("Hello")
    assert len(servers(engine)) == 1
    tab_to(qtbot, window, window.launch.stop)
    press(qtbot, window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.launch.remove.isVisible(), timeout=15000)
    tab_to(qtbot, window, window.launch.remove)
    press(qtbot, window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.launch.start.isVisible(), timeout=15000)
    assert servers(engine) == ()


def test_closing_the_window_keeps_the_server_and_opening_it_finds_it(open_window, nvml_rig, engine, port, qtbot):
    nvml_rig("2x4090")
    window = open_window()
    walk_to_review(window, qtbot, port)
    qtbot.mouseClick(window.next, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.launch.stop.isVisible(), timeout=30000)
    asked = []
    window.ask_before_closing = lambda: asked.append(1) or "stay"
    window.close()
    assert asked
    assert window.isVisible()
    window.ask_before_closing = lambda: "keep"
    window.close()
    assert [server.running for server in servers(engine)] == [True]
    again = open_window()
    qtbot.waitUntil(lambda: again.launch.server is not None, timeout=10000)
    qtbot.waitUntil(lambda: again.launch.run.phase is Phase.READY, timeout=10000)
    assert again.launch.server.port == port
    again.ask_before_closing = lambda: "stop"
    again.close()
    assert again.isVisible()
    assert "is being stopped" in again.notice.under_way.text()
    qtbot.waitUntil(lambda: not again.isVisible(), timeout=20000)
    assert [server.running for server in servers(engine)] == [False]


def test_a_start_can_be_cancelled_and_leaves_nothing(open_window, edges, nvml_rig, engine, port, qtbot):
    nvml_rig("2x4090")
    window = open_window(spec=in_mode(edges, "hang"))
    walk_to_review(window, qtbot, port)
    qtbot.mouseClick(window.next, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.launch.run.alive, timeout=20000)
    qtbot.mouseClick(window.launch.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.launch.start.isVisible(), timeout=20000)
    assert servers(engine) == ()


def test_a_server_that_fails_says_why_and_can_be_started_again(open_window, edges, nvml_rig, engine, port, qtbot):
    nvml_rig("2x4090")
    window = open_window(spec=in_mode(edges, "oom"))
    walk_to_review(window, qtbot, port)
    qtbot.mouseClick(window.next, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.launch.again.isVisible(), timeout=30000)
    card = window.launch.failure
    assert card.isVisible()
    assert "memory ran out: 1.16 GiB more were needed on card 0 of 23.52 GiB" in card.message.text()
    assert "CUDA out of memory" in card.evidence.text()
    assert window.launch.remove.isVisible()


def test_a_port_that_is_taken_is_said_and_another_one_works(open_window, nvml_rig, engine, port, qtbot):
    import socket

    nvml_rig("2x4090")
    window = open_window()
    walk_to_review(window, qtbot, port)
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", port))
        holder.listen()
        qtbot.mouseClick(window.next, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: window.launch.problems.isVisible(), timeout=30000)
    texts = " ".join(label.text() for label in window.launch.problems.findChildren(QLabel))
    assert f"Port {port} is in use" in texts
    qtbot.mouseClick(window.launch.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.launch.stop.isVisible(), timeout=30000)


def test_the_window_lives_while_a_server_floods_its_log(open_window, edges, nvml_rig, engine, port, qtbot):
    nvml_rig("2x4090")
    window = open_window(spec=in_mode(edges, "flood", STUB_LINES=20000, STUB_RATE=10000))
    walk_to_review(window, qtbot, port)
    qtbot.mouseClick(window.next, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.launch.stop.isVisible(), timeout=30000)
    assert len(window.launch.log.kept) == 5000


@pytest.fixture
def late_start(monkeypatch, open_window, nvml_rig, port, qtbot):
    """The container runs already, but the page has not heard so yet: (the window, the page may hear)."""
    runs, may_go = threading.Event(), threading.Event()

    def start_and_wait(engine, spec, cancel):
        server = start(engine, spec, cancel)
        runs.set()
        may_go.wait(20)
        return server

    monkeypatch.setattr("rigwise.core.launch.bring_up.start", start_and_wait)
    nvml_rig("2x4090")
    window = open_window()
    walk_to_review(window, qtbot, port)
    qtbot.mouseClick(window.next, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(runs.is_set, timeout=20000)
    yield window, may_go
    may_go.set()


def test_a_start_that_was_cancelled_in_the_last_moment_leaves_no_container(engine, qtbot, late_start):
    window, may_go = late_start
    qtbot.mouseClick(window.launch.cancel, Qt.MouseButton.LeftButton)
    assert window.launch.stage.text() == "Cancelling …"
    assert len(servers(engine)) == 1
    may_go.set()
    qtbot.waitUntil(lambda: window.launch.start.isVisible(), timeout=20000)
    assert servers(engine) == ()


def test_a_window_that_closes_in_the_last_moment_of_a_start_leaves_no_container(engine, late_start):
    window, may_go = late_start
    threading.Timer(0.3, may_go.set).start()
    window.close()
    assert servers(engine) == ()


def test_starting_again_and_giving_up_leaves_the_stopped_server(open_window, edges, nvml_rig, engine, port, qtbot):
    nvml_rig("2x4090")
    window = open_window(spec=in_mode(edges, "ok", STUB_STEP=0.1))
    walk_to_review(window, qtbot, port)
    qtbot.mouseClick(window.next, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.launch.stop.isVisible(), timeout=30000)
    qtbot.mouseClick(window.launch.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.launch.again.isVisible(), timeout=15000)
    qtbot.mouseClick(window.launch.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.launch.cancel.isVisible(), timeout=15000)
    qtbot.mouseClick(window.launch.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.launch.again.isVisible(), timeout=15000)
    assert [server.status for server in servers(engine)] == ["exited"]


def test_a_fix_shows_its_effect_and_starts_the_server_anew(open_window, edges, nvml_rig, engine, port, qtbot):
    """The stand-in fails for want of KV cache until it is told the context that fits."""
    nvml_rig("2x4090")

    def spec(plan, port):
        mode = "ok" if plan.options.max_model_len == 10240 else "kv-too-small"
        return in_mode(edges, mode)(plan, port)

    window = open_window(spec=spec)
    walk_to_review(window, qtbot, port)
    qtbot.mouseClick(window.next, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.launch.again.isVisible(), timeout=30000)
    card = window.launch.failure
    assert "does not fit into the KV cache: it needs 5.00 GiB" in card.message.text()
    assert card.effect.isVisible()
    bar = window.panel.bars.bars[0]
    assert bar.ghost is not None  # the plan that failed, beside the one with the chosen change
    assert bar.memory.kv_needed < bar.ghost.kv_needed
    assert card._group.button(0).text() == "Use 10,240 tokens of context"
    qtbot.mouseClick(card.report, Qt.MouseButton.LeftButton)
    text = QApplication.clipboard().text()
    assert "docker run" in text
    assert "estimated maximum model length is 10240" in text
    qtbot.mouseClick(card.fix, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.launch.stop.isVisible(), timeout=30000)
    assert window.controller.state.deployment.options.max_model_len == 10240
    assert not card.isVisible()
    assert window.panel._previewed is None
    (server,) = servers(engine)
    assert "10240" in engine.client.containers.get(server.id).attrs["Config"]["Cmd"]


def test_a_server_for_the_network_has_a_key_that_nobody_sees(open_window, nvml_rig, engine, port, qtbot, tmp_path):
    nvml_rig("2x4090")
    window = open_window(key_file=lambda name: tmp_path / "keys" / f"{name}.yaml")
    walk_to_review(window, qtbot, port)
    window.review.network.setChecked(True)
    assert "0.0.0.0" in window.review.command.toPlainText()
    qtbot.mouseClick(window.next, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "tokens a second" in window.launch.chat.speed.text(), timeout=30000)
    (server,) = servers(engine)
    key = read_key(server.key_file)
    assert server.on_network
    assert len(key) > 30
    told = str(engine.client.api.inspect_container(server.id)) + window.review.command.toPlainText()
    told += "\n".join(window.launch.log.kept)
    assert key not in told
    assert requests.get(f"{server.address}/v1/models", timeout=5).status_code == 401
    (file,) = (tmp_path / "keys").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_start_is_proved_measured_and_restarted_with_the_cache_that_was_left(
    open_window, nvml_rig, engine, port, qtbot
):
    nvml_rig("2x4090")
    window = open_window()
    walk_to_review(window, qtbot, port)
    qtbot.mouseClick(window.next, Qt.MouseButton.LeftButton)
    page = window.launch
    qtbot.waitUntil(lambda: page.proof.isVisible(), timeout=30000)
    words = [cell.text() for cell in page.proof.findChildren(QLabel)]
    assert "weights" in words
    assert "97,984" in words
    qtbot.waitUntil(lambda: len(recall().measurements) == 1, timeout=5000)
    qtbot.mouseClick(page.proof.measure, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.proof.speed.text().startswith("One request:"), timeout=30000)
    qtbot.waitUntil(lambda: recall().measurements[0].tokens_per_s is not None, timeout=5000)
    assert len(recall().measurements) == 1
    assert page.proof.larger.isVisible()
    qtbot.mouseClick(page.proof.larger, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.run.phase is not Phase.READY, timeout=5000)
    qtbot.waitUntil(lambda: page.run.phase is Phase.READY, timeout=40000)
    (server,) = servers(engine)
    assert "--kv-cache-memory-bytes" in engine.client.containers.get(server.id).attrs["Config"]["Cmd"]


def test_a_plan_is_tried_before_the_download(open_window, nvml_rig, engine, port, qtbot):
    nvml_rig("2x4090")
    window = open_window()
    walk_to_review(window, qtbot, port)
    qtbot.mouseClick(window.review.rehearse, Qt.MouseButton.LeftButton)
    assert window.controller.state.step is Step.LAUNCH
    qtbot.waitUntil(lambda: window.launch.proof.isVisible(), timeout=40000)
    assert "vLLM starts with this plan" in window.launch.stage.text()
    assert not window.launch.proof.measure.isVisible()
    assert engine.client.containers.list(all=True) == []
    assert recall().measurements[0].rehearsal


def test_a_try_can_be_cancelled_and_leaves_nothing(open_window, edges, nvml_rig, engine, port, qtbot):
    nvml_rig("2x4090")
    window = open_window(spec=in_mode(edges, "hang"))
    walk_to_review(window, qtbot, port)
    qtbot.mouseClick(window.review.rehearse, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any("Model loading took" in line for line in window.launch.log.kept), timeout=30000)
    window.launch.give_up()
    qtbot.waitUntil(lambda: window.launch.run.phase is Phase.IDLE, timeout=20000)
    assert engine.client.containers.list(all=True) == []
    assert recall().measurements == ()


def test_a_second_start_tells_the_time_that_is_left(open_window, edges, nvml_rig, engine, port, qtbot):
    nvml_rig("2x4090")
    window = open_window(spec=in_mode(edges, "ok", STUB_STEP=0.3))
    walk_to_review(window, qtbot, port)
    qtbot.mouseClick(window.next, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.launch.run.alive, timeout=30000)
    assert not window.launch.left.isVisible()
    qtbot.waitUntil(lambda: window.launch.stop.isVisible(), timeout=30000)
    qtbot.mouseClick(window.launch.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.launch.again.isVisible(), timeout=15000)
    window.launch.begin()
    qtbot.waitUntil(lambda: window.launch.left.isVisible(), timeout=30000)
    assert "left, going by earlier starts." in window.launch.left.text()
    qtbot.waitUntil(lambda: window.launch.stop.isVisible(), timeout=30000)
