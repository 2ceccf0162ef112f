# SPDX-License-Identifier: Apache-2.0
"""Servers from the terminal, on a real engine: start, list, logs, stop."""

import json
import os
import signal
import threading
import time

import pytest
import requests
from rigwise.core.cli import main
from rigwise.core.launch.keys import read_key
from rigwise.core.launch.server import servers
from rigwise.core.serving.docker import container_spec

pytestmark = pytest.mark.engine
MODEL = "Qwen/Qwen3-8B"


@pytest.fixture
def machine(engine_url, nvml_rig):
    nvml_rig("2x4090")


@pytest.fixture
def modes(monkeypatch):
    """`modes("oom")`: the stand-in behaves so from now on."""

    def change(mode, **settings):
        told = (("STUB_MODE", mode), *((name, str(value)) for name, value in settings.items()))

        def spec(*arguments, **named):
            from dataclasses import replace

            made = container_spec(*arguments, **named)
            return replace(made, environment=(*made.environment, *told))

        monkeypatch.setattr("rigwise.core.serving.docker.container_spec", spec)

    return change


def start(port, *more):
    return main(["start", MODEL, "--port", str(port), "--json", *more])


def test_a_server_from_start_to_nothing(machine, engine, port, capsys):
    assert start(port) == 0
    told = json.loads(capsys.readouterr().out)
    tokens = next(line for line in told["proof"] if line["name"] == "KV cache tokens")
    assert tokens["measured"] == 97984
    assert requests.get(f"{told['base_url']}/models", timeout=5).json()["data"][0]["id"] == MODEL
    requests.post(
        f"{told['base_url']}/chat/completions",
        json={"model": MODEL, "messages": [{"role": "user", "content": "hi"}]},
        timeout=10,
    )
    assert main(["list", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["name"], row["state"], row["requests_running"]) == ("rigwise-qwen3-8b", "ready", 0)
    assert main(["list"]) == 0
    assert f"ready     rigwise-qwen3-8b                 http://127.0.0.1:{port}/v1" in capsys.readouterr().out
    assert main(["logs", "qwen3-8b", "--search", "application STARTUP"]) == 0
    assert capsys.readouterr().out == "INFO:     Application startup complete.\n"
    assert main(["stop", MODEL]) == 0
    assert main(["list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out.partition("\n")[2])[0]["state"] == "stopped"
    assert main(["start", "rigwise-qwen3-8b"]) == 0  # the same container again, which tells what it was planned for
    assert "97,984" in capsys.readouterr().out
    assert main(["stop", "rigwise-qwen3-8b", "--remove", "--json"]) == 0
    assert servers(engine) == ()


def test_a_start_that_fails_tells_why_and_keeps_the_log(machine, modes, engine, port, capsys):
    modes("kv-too-small")
    assert start(port) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["error"]["code"] == "context-over-kv"
    assert main(["logs", told["name"], "--search", "estimated"]) == 0
    assert "10240" in capsys.readouterr().out


def test_other_machines_need_the_key(machine, engine, port, capsys):
    assert start(port, "--network", "--restart") == 0
    told = json.loads(capsys.readouterr().out)
    assert requests.get(f"{told['base_url']}/models", timeout=5).status_code == 401
    key = read_key(told["key_file"])
    headers = {"Authorization": f"Bearer {key}"}
    assert requests.get(f"{told['base_url']}/models", headers=headers, timeout=5).status_code == 200
    (server,) = servers(engine)
    assert (server.restart_policy, server.on_network) == ("unless-stopped", True)


def test_an_interrupted_start_leaves_nothing(machine, modes, engine, port, capsys):
    modes("hang")

    def press_control_c():
        while not servers(engine):
            time.sleep(0.1)
        time.sleep(0.5)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=press_control_c, daemon=True).start()
    assert main(["start", MODEL, "--port", str(port)]) == 130
    assert "nothing is left" in capsys.readouterr().err
    assert servers(engine) == ()


def test_a_name_that_means_nothing_or_too_much(machine, engine, capsys):
    assert main(["stop", "nobody"]) == 2
    assert "There is no server nobody" in capsys.readouterr().err
    assert main(["list"]) == 0
    assert "There are no servers" in capsys.readouterr().out
