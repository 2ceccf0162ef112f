# SPDX-License-Identifier: Apache-2.0
"""The real window when the engine dies and comes back, and when it is killed itself."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from faults import until, zombies
from PySide6.QtWidgets import QApplication, QLabel
from rigwise.core.hardware.nvml import probe
from rigwise.core.launch.engine import connect
from rigwise.core.launch.run import Phase
from rigwise.core.launch.server import remove, servers
from rigwise.core.models.catalogue import find
from rigwise.core.serving.docker import container_spec
from rigwise.core.wizard import Step
from rigwise.gui import theme
from rigwise.gui.edges import Edges
from rigwise.gui.window import Window

pytestmark = pytest.mark.engine


@pytest.fixture
def launch(qtbot, tmp_path, nvml_rig, port, monkeypatch):
    """`launch(engine, "loading")`: a window that has begun a start, which waits at that stage."""
    nvml_rig("2x4090")
    shown = []

    def begin(engine, stage):
        monkeypatch.setenv("DOCKER_HOST", engine.url)
        told = (("STUB_MODE", "ok"), ("STUB_HOLD", stage), ("STUB_STEP", "0"))

        def spec(plan, port):
            made = container_spec(plan, port=port, cache=tmp_path / "cache")
            return replace(made, environment=(*made.environment, *told))

        theme.apply(QApplication.instance(), "light")
        window = Window(Edges(probe=lambda: probe(tmp_path), connect=connect, spec=spec, folder=lambda: tmp_path))
        window.ask_before_closing = lambda: "keep"
        qtbot.addWidget(window)
        window.show()
        shown.append(window)
        qtbot.waitUntil(lambda: window.next.isEnabled(), timeout=10000)
        window.controller.choose_model(find("Qwen/Qwen3-32B-AWQ").checkpoint())
        window.review.port.setValue(port)
        window.controller.go(Step.LAUNCH)
        window.launch.begin()
        return window.launch

    yield begin
    for window in shown:
        window.close()
    assert zombies() == []


def held_at(page, stage):
    return lambda: page.run.phase is Phase.READY if stage == "ready" else f"held at {stage}" in page.log.kept


@pytest.mark.parametrize("stage", ["start", "loading", "capturing", "ready"])
def test_the_engine_dies_and_the_window_goes_on_when_it_is_back(launch, engines, qtbot, stage):
    engine = engines()
    page = launch(engine, stage)
    qtbot.waitUntil(held_at(page, stage), timeout=30000)
    engine.kill()
    qtbot.waitUntil(lambda: page.stage.text() == "The connection to the server is lost.", timeout=20000)
    assert any("Docker stopped answering" in each.text() for each in page.problems.findChildren(QLabel))
    engine.again()
    qtbot.waitUntil(lambda: page.run.phase is Phase.STOPPED, timeout=20000)
    assert "Docker was away" in page.run.problem.message
    page.begin_again()
    qtbot.waitUntil(lambda: page.run.phase is Phase.READY, timeout=30000)
    page.end()
    qtbot.waitUntil(lambda: page.run.phase is Phase.STOPPED, timeout=20000)
    page.discard()
    qtbot.waitUntil(lambda: page.run.phase is Phase.IDLE, timeout=20000)
    connection = connect()
    assert connection.client.containers.list(all=True) == []
    connection.close()


def test_a_server_that_outlives_the_engine_is_followed_on_in_the_window(launch, engines, qtbot):
    engine = engines("--live-restore")
    page = launch(engine, "loading")
    qtbot.waitUntil(held_at(page, "loading"), timeout=30000)
    server = page.server
    engine.kill()
    qtbot.waitUntil(lambda: page.run.phase is Phase.IDLE, timeout=20000)
    engine.again()
    qtbot.waitUntil(lambda: page.run.phase is Phase.LOADING, timeout=20000)
    qtbot.waitUntil(held_at(page, "loading"), timeout=10000)
    connection = connect()
    connection.client.containers.get(server.id).kill("SIGUSR1")
    qtbot.waitUntil(lambda: page.run.phase is Phase.READY, timeout=20000)
    remove(connection, server.id)
    connection.close()


# A window of its own in a process of its own, on a real X server. It says on stdout where its launch page is.
WINDOW = """
import json, sys
from dataclasses import replace
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from rigwise.core.models.catalogue import find
from rigwise.core.serving.docker import container_spec
from rigwise.core.wizard import Step
from rigwise.gui import theme
from rigwise.gui.edges import Edges
from rigwise.gui.window import Window
folder, told = Path(sys.argv[1]), tuple(json.loads(sys.argv[2]).items())
def spec(plan, port):
    made = container_spec(plan, port=port, cache=folder / "cache")
    return replace(made, environment=(*made.environment, *told))
application = QApplication([])
theme.apply(application, "light")
window = Window(Edges(spec=spec, folder=lambda: folder))
window.show()
def start():
    if not window.next.isEnabled():
        return QTimer.singleShot(50, start)
    window.controller.choose_model(find("Qwen/Qwen3-32B-AWQ").checkpoint())
    window.review.port.setValue(int(sys.argv[3]))
    window.controller.go(Step.LAUNCH)
    window.launch.begin()
if told:
    start()
def tell():
    page = window.launch
    print(json.dumps([page.run.phase.name, page.server.id if page.server else None]), flush=True)
timer = QTimer()
timer.timeout.connect(tell)
timer.start(50)
sys.exit(application.exec())
"""


@pytest.fixture
def display():
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x1000x24"], pass_fds=[write], stderr=subprocess.DEVNULL
    )
    os.close(write)
    with os.fdopen(read) as told:
        yield f":{told.readline().strip()}"
    server.kill()
    server.wait()


@pytest.mark.xvfb
def test_a_window_that_is_killed_finds_its_server_when_it_is_opened_again(
    display, engine, nvml_rig, nvml_stub_library, tmp_path, port
):
    nvml_rig("2x4090")
    environment = {**os.environ, "LD_LIBRARY_PATH": str(nvml_stub_library.parent), "DISPLAY": display}
    environment["QT_QPA_PLATFORM"] = "xcb"
    opened = []

    def open_window(told):
        command = [sys.executable, "-c", WINDOW, str(tmp_path), json.dumps(told), str(port)]
        opened.append(subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True))
        return opened[-1]

    def wait_for(window, phase):
        deadline = time.monotonic() + 30
        for line in window.stdout:
            now, identity = json.loads(line)
            if now == phase:
                return identity
            assert time.monotonic() < deadline, f"still {now}"
        raise AssertionError("the window is gone")

    try:
        first = open_window({"STUB_HOLD": "loading", "STUB_STEP": "0"})
        server = wait_for(first, "LOADING")
        first.send_signal(signal.SIGKILL)
        assert first.wait(10) == -signal.SIGKILL
        second = open_window({})
        assert wait_for(second, "LOADING") == server
        engine.client.containers.get(server).kill("SIGUSR1")
        assert wait_for(second, "READY") == server
        assert [one.id for one in servers(engine)] == [server]
    finally:
        for window in opened:
            window.kill()
            window.communicate()
    until(lambda: zombies() == [])
    assert not list(Path(tmp_path).rglob("*.half"))
