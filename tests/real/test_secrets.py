# SPDX-License-Identifier: Apache-2.0
"""Token and key are in their files and nowhere else: not with the engine, in no process, in no log, in no file of ours."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from rigwise.core.launch.keys import read_key
from rigwise.core.launch.report import report
from rigwise.core.launch.run import Phase
from rigwise.core.launch.server import servers
from rigwise.core.serving.docker import container_spec
from secrets_seen import ONLY_DAC_OVERRIDE, processes, rights, seen
from walk import walk_to_review

pytestmark = pytest.mark.engine
TOKEN = "hf_averysecrettokenofthisperson"


def test_a_whole_session_for_the_network_leaves_no_secret_behind(open_window, nvml_rig, engine, port, qtbot, tmp_path):
    nvml_rig("2x4090")
    login = tmp_path / "login"
    login.write_text(TOKEN)
    window = open_window(
        spec=lambda plan, port: container_spec(plan, port=port, cache=tmp_path / "cache", token_file=str(login)),
        key_file=lambda name: tmp_path / "keys" / f"{name}.yaml",
        folder=lambda: tmp_path / "config",
    )
    walk_to_review(window, qtbot, port)
    window.review.network.setChecked(True)
    shown = window.review.command.toPlainText()
    qtbot.mouseClick(window.next, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.launch.run.phase is Phase.READY, timeout=30000)
    qtbot.waitUntil(lambda: window.launch.proof.isVisible(), timeout=15000)
    window.keeper.save("A profile")
    qtbot.wait(300)
    (server,) = servers(engine)
    key = read_key(server.key_file)
    assert len(key) > 30
    told = seen(engine, server, tmp_path / "cache", tmp_path / "config", tmp_path / "home")
    told += shown + report(tuple(window.launch.log.kept), command=shown, server=server)
    told += "\n".join(window.launch.log.kept) + json.dumps([str(window.controller.state), str(server)])
    assert TOKEN not in told
    assert key not in told
    for secret in (login, Path(server.key_file)):
        assert secret.exists()
    assert Path(server.key_file).stat().st_mode & 0o777 == 0o600
    for process in processes(engine, server):
        assert rights(process)["NoNewPrivs"] == "1"
        assert rights(process)["CapBnd"] == ONLY_DAC_OVERRIDE
