# SPDX-License-Identifier: Apache-2.0
"""The look before a start, on a real engine and the stub driver."""

import json
import socket
import time

import pytest
from engine_plugin import IMAGE
from rigwise.core.cli import main
from rigwise.core.hardware.nvml import probe
from rigwise.core.launch.engine import connect
from rigwise.core.launch.preflight.judge import judge
from rigwise.core.launch.preflight.look import hand_over, look
from rigwise.core.serving.container import Way

pytestmark = pytest.mark.engine


def facts(port, tmp_path, **changes):
    return look(connect, lambda: probe(tmp_path), image=IMAGE, port=port, **changes)


def level(found, code):
    return next(check for check in judge(found) if check.code == code).level.name


def test_a_container_gets_the_gpus_and_nothing_stays(engine, nvml_rig, port, tmp_path):
    nvml_rig("2x4090")
    before = {image.id for image in engine.client.images.list(all=True)}
    began = time.perf_counter()
    found = facts(port, tmp_path)
    assert time.perf_counter() - began < 10
    assert found.way == Way()
    assert found.handover is None
    assert (
        level(found, "handover") == level(found, "engine") == level(found, "port") == level(found, "image") == "GREEN"
    )
    assert engine.client.containers.list(all=True) == []
    assert {image.id for image in engine.client.images.list(all=True)} == before


def test_an_engine_without_the_toolkit_is_found_out(bare_engine, monkeypatch, nvml_rig, port, tmp_path):
    nvml_rig("2x4090")
    monkeypatch.setenv("DOCKER_HOST", bare_engine.url)
    found = facts(port, tmp_path)
    assert found.handover.code == "toolkit-missing"
    assert level(found, "handover") == "RED"


def test_cards_that_the_hook_refuses_are_found_out(private_engine, engine):
    with private_engine.refuse_gpus(
        "nvidia-container-cli: initialization error: nvml error: driver not loaded: unknown"
    ):
        assert hand_over(engine, ("0",))[0].code == "driver-missing"
    assert hand_over(engine, ("0",)) == (None, Way())


def test_a_taken_port_is_found_out_and_the_next_one_named(engine, port, tmp_path, nvml_rig):
    nvml_rig("2x4090")
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", port))
        holder.listen()
        found = facts(port, tmp_path)
    assert found.port_taken
    assert found.next_port > port


def test_the_doctor_says_it_in_the_terminal(engine_url, nvml_rig, port, capsys):
    nvml_rig("2x4090")
    code = main(["doctor", "Qwen/Qwen3-32B-AWQ", "--no-hub", "--json", "--port", str(port)])
    answer = json.loads(capsys.readouterr().out)
    levels = {check["code"]: check["level"] for check in answer["checks"]}
    assert levels["engine"] == levels["handover"] == levels["port"] == "green"
    assert {"memory-0", "memory-1"} <= set(levels)
    assert answer["ready"] == (code == 0)


def test_without_an_engine_the_doctor_says_so(monkeypatch, nvml_rig, tmp_path, capsys):
    nvml_rig("2x4090")
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/none.sock")
    assert main(["doctor", "--no-hub"]) == 1
    assert "STOP  Container engine" in capsys.readouterr().out
