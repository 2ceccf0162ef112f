# SPDX-License-Identifier: Apache-2.0
"""The list of servers, on a real engine: live figures, log with search, stop, start, and removal with what it frees."""

import threading
from dataclasses import replace

import pytest
from engine_plugin import IMAGE, load_stub
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from rigwise.core.hardware.detection import GpuProcess
from rigwise.core.hardware.nvml import probe
from rigwise.core.interruptible import Cancelled
from rigwise.core.launch import snippets
from rigwise.core.launch.chat import ask
from rigwise.core.launch.engine import connect
from rigwise.core.launch.follow import wait_ready
from rigwise.core.launch.pull import PullProgress
from rigwise.core.launch.server import servers, start
from rigwise.core.serving.container import LABEL, ContainerSpec
from rigwise.gui import theme
from rigwise.gui.edges import Edges
from rigwise.gui.window import Window

pytestmark = pytest.mark.engine


@pytest.fixture
def spec(port):
    labels = ((LABEL, "1"), (f"{LABEL}.model", "some/model"), (f"{LABEL}.port", str(port)))
    return ContainerSpec(f"rigwise-page-{port}", IMAGE, ("some/model",), ("0", "1"), port=port, labels=labels)


@pytest.fixture
def page(qtbot, tmp_path, engine_url, nvml_rig):
    nvml_rig("2x4090")
    theme.apply(QApplication.instance(), "light")
    window = Window(Edges(probe=lambda: probe(tmp_path), connect=connect, folder=lambda: tmp_path))
    window.ask_before_closing = lambda: "keep"
    qtbot.addWidget(window)
    window.show()
    window.show_aside("servers")
    yield window.servers
    window.close()


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_without_servers_it_says_so(page, qtbot):
    qtbot.waitUntil(lambda: page._looking is None, timeout=5000)
    assert page.empty.isVisible()


def test_a_server_lives_on_the_page(page, engine, spec, qtbot):
    server = start(engine, spec)
    page.look()
    qtbot.waitUntil(lambda: any(card.state.text() == "● running" for card in page.cards.values()), timeout=15000)
    card = page.cards[server.id]
    assert "0 requests running, 0 waiting" in card.load.text()
    card.copy.menu().actions()[1].trigger()
    assert QApplication.clipboard().text() == snippets.curl(server)
    click(qtbot, card.log)
    qtbot.waitUntil(lambda: any("startup complete" in line for line in page.log.view.kept), timeout=10000)
    page.log.search.setText("KV cache")
    assert page.log.found.text() == "2 lines"
    qtbot.waitUntil(lambda: page.log.view.toPlainText() != "", timeout=5000)
    page.log._searched("KV cache")
    assert page.log.view.textCursor().selectedText() == "KV cache"
    click(qtbot, card.stop)
    qtbot.waitUntil(lambda: card.state.text() == "○ stopped", timeout=20000)
    click(qtbot, card.start)
    qtbot.waitUntil(lambda: card.state.text() == "● running", timeout=20000)
    click(qtbot, card.boot)
    qtbot.waitUntil(lambda: servers(engine)[0].restart_policy == "unless-stopped", timeout=10000)
    click(qtbot, card.remove)
    qtbot.waitUntil(lambda: card.sure.isVisible(), timeout=10000)
    assert "The model stays in your Hub cache." in card.frees.text()
    click(qtbot, card.really)
    qtbot.waitUntil(lambda: page.empty.isVisible(), timeout=20000)
    assert servers(engine) == ()


def test_a_failed_server_says_why_on_its_card(page, engine, spec, qtbot):
    server = start(engine, replace(spec, environment=(("STUB_MODE", "kv-too-small"),)))
    page.look()
    qtbot.waitUntil(lambda: server.id in page.cards and page.cards[server.id].why.isVisible(), timeout=15000)
    card = page.cards[server.id]
    assert card.state.text() == "○ failed"
    assert "does not fit into the KV cache: it needs 5.00 GiB" in card.why.text()
    assert not card.copy.isVisible()
    click(qtbot, card.log)
    qtbot.waitUntil(lambda: any("estimated" in line for line in page.log.view.kept), timeout=10000)
    click(qtbot, card.remove)
    qtbot.waitUntil(lambda: card.sure.isVisible(), timeout=10000)
    click(qtbot, card.really)
    qtbot.waitUntil(lambda: page.empty.isVisible(), timeout=20000)


def test_memory_and_speed_are_live(page, engine, spec, qtbot, monkeypatch):
    """The driver names the process, the engine says whose it is; the tokens come from /metrics."""
    server = start(engine, spec)
    assert wait_ready(engine, server.id, threading.Event()).running
    pid = int(engine.client.api.top(server.id, ps_args="-o pid")["Processes"][-1][0])
    seen = page._controller.edges.probe()
    devices = (replace(seen.devices[0], processes=(GpuProcess(pid, "python3", 5 << 30),)), *seen.devices[1:])
    page._controller.edges = replace(page._controller.edges, probe=lambda: replace(seen, devices=devices))
    page.look()
    qtbot.waitUntil(
        lambda: server.id in page.cards and "GPU 0: 5.0 GiB" in page.cards[server.id].load.text(), timeout=15000
    )
    ask(server.address, "Hello?", threading.Event(), lambda piece: None)
    qtbot.waitUntil(lambda: any((view.tokens_per_second or 0) > 0 for view in page.views), timeout=15000)
    assert "tokens a second" in page.cards[server.id].load.text()


def test_an_older_server_is_updated_on_the_page(page, engine, spec, stub_layer, private_engine, qtbot):
    """The newest image is here already, so that nothing is fetched; its address and its card stay."""
    older = "vllm/vllm-openai:v0.32.0"
    load_stub(private_engine.url, stub_layer, older)
    start(engine, replace(spec, image=older, labels=(*spec.labels, (f"{LABEL}.vllm", "0.32.0"))))
    page.look()
    qtbot.waitUntil(lambda: len(page.cards) == 1, timeout=15000)
    (card,) = page.cards.values()
    assert card.update_image.text() == "Update to vLLM 0.33.0"
    click(qtbot, card.update_image)
    qtbot.waitUntil(lambda: [server.image for server in servers(engine)] == [IMAGE], timeout=30000)
    qtbot.waitUntil(lambda: [card.view.server.vllm for card in page.cards.values()] == ["0.33.0"], timeout=15000)
    (card,) = page.cards.values()
    assert not card.update_image.isVisible()
    engine.client.images.remove(older, force=True)


def test_an_update_can_be_given_up_while_it_is_fetched(
    page, engine, spec, stub_layer, private_engine, qtbot, monkeypatch
):
    def slow_pull(engine, image, cancel, report):
        report(PullProgress(1, 4, 0, 1, "downloading"))
        cancel.wait(20)
        raise Cancelled

    monkeypatch.setattr("rigwise.core.launch.upkeep.has_image", lambda engine, image: False)
    monkeypatch.setattr("rigwise.core.launch.upkeep.pull", slow_pull)
    older = "vllm/vllm-openai:v0.32.0"
    load_stub(private_engine.url, stub_layer, older)
    server = start(engine, replace(spec, image=older))
    page.look()
    qtbot.waitUntil(lambda: server.id in page.cards, timeout=15000)
    click(qtbot, page.cards[server.id].update_image)
    qtbot.waitUntil(lambda: "%" in page.busy.text(), timeout=10000)
    click(qtbot, page.cancel)
    qtbot.waitUntil(lambda: not page.busy.isVisible(), timeout=5000)
    assert [(one.id, one.running) for one in servers(engine)] == [(server.id, True)]
    assert not page.cancel.isVisible()
    engine.client.containers.get(server.id).remove(force=True)
    engine.client.images.remove(older, force=True)


def test_a_lost_engine_is_said_and_the_page_goes_on_when_it_is_back(page, engine_url, monkeypatch, qtbot, tmp_path):
    qtbot.waitUntil(lambda: page._looking is None, timeout=5000)
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/gone.sock")
    page.look()
    qtbot.waitUntil(lambda: page.problems.isVisible(), timeout=10000)
    monkeypatch.setenv("DOCKER_HOST", engine_url)
    qtbot.waitUntil(lambda: not page.problems.isVisible(), timeout=10000)
