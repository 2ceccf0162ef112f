# SPDX-License-Identifier: Apache-2.0
"""The list of servers, on a real engine: live figures, log with search, stop, start, and removal with what it frees."""

import pytest
from engine_plugin import IMAGE
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from rigwise.core.hardware.nvml import probe
from rigwise.core.launch import snippets
from rigwise.core.launch.engine import connect
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


def test_a_lost_engine_is_said_and_the_page_goes_on_when_it_is_back(page, engine_url, monkeypatch, qtbot, tmp_path):
    qtbot.waitUntil(lambda: page._looking is None, timeout=5000)
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/gone.sock")
    page.look()
    qtbot.waitUntil(lambda: page.problems.isVisible(), timeout=10000)
    monkeypatch.setenv("DOCKER_HOST", engine_url)
    qtbot.waitUntil(lambda: not page.problems.isVisible(), timeout=10000)
