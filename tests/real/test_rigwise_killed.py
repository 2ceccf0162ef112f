# SPDX-License-Identifier: Apache-2.0
"""Rigwise is killed (SIGKILL) at each stage of a start and opened again: it goes on exactly where the server is."""

import json
import os
import signal
import subprocess
import sys
import threading

import pytest
from engine_plugin import IMAGE
from faults import MIB, STAGES, Watcher, busy_threads, push, small_disk, until, zombies
from rigwise.core.cli import main
from rigwise.core.launch.bring_up import bring_up, find_running
from rigwise.core.launch.engine import connect
from rigwise.core.launch.follow import Stage, healthy, wait_ready
from rigwise.core.launch.pull import has_image, pull
from rigwise.core.launch.server import remove, servers
from rigwise.core.serving.container import LABEL, ContainerSpec

pytestmark = pytest.mark.engine
NEVER = threading.Event()
MODEL = "Qwen/Qwen3-8B"
NAME = "rigwise-qwen3-8b"
SEEN_AT = {
    "start": Stage.STARTING,
    "loading": Stage.LOADING,
    "compiling": Stage.COMPILING,
    "profiling": Stage.PROFILING,
    "capturing": Stage.CAPTURING,
    "ready": Stage.READY,
}
# a whole Rigwise in a process of its own, whose containers are told how to behave
RIGWISE = """
import json, sys
from dataclasses import replace
from rigwise.core.serving import docker
made, told = docker.container_spec, tuple(json.loads(sys.argv[1]).items())
def container_spec(*arguments, **named):
    spec = made(*arguments, **named)
    return replace(spec, environment=(*spec.environment, *told))
docker.container_spec = container_spec
from rigwise.core.cli import main
sys.exit(main(sys.argv[2:]))
"""
BRING_UP = """
import sys, threading
from rigwise.core.launch.bring_up import bring_up
from rigwise.core.launch.engine import connect
from rigwise.core.serving.container import *
bring_up(connect, eval(sys.argv[1]), threading.Event(), lambda news: print(news, flush=True))
"""


@pytest.fixture
def rigwise(engine_url, nvml_rig, nvml_stub_library):
    """`rigwise({"STUB_HOLD": "loading"}, "start", MODEL)`: a process; all are killed after the test."""
    nvml_rig("2x4090")
    processes = []

    def run(told, *arguments, code=RIGWISE):
        environment = {**os.environ, "LD_LIBRARY_PATH": str(nvml_stub_library.parent)}
        command = [sys.executable, "-c", code, *([json.dumps(told)] if told is not None else []), *arguments]
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        processes.append(process)
        return process

    yield run
    for process in processes:
        process.kill()
        process.communicate()
    until(lambda: not busy_threads(), 10)
    assert zombies() == []


def kill(process):
    process.send_signal(signal.SIGKILL)
    assert process.wait(10) == -signal.SIGKILL


def one(engine):
    """Our only server, once there is one that was started."""
    return until(lambda: next((server for server in servers(engine) if server.status != "created"), None))


@pytest.mark.parametrize("stage", STAGES)
def test_a_killed_rigwise_finds_its_server_where_it_is(rigwise, engine, port, capsys, stage):
    process = rigwise({"STUB_HOLD": stage, "STUB_STEP": "0"}, "start", MODEL, "--port", str(port))
    server = one(engine)
    before = Watcher(engine, server.id)
    until(lambda: before.at(stage))
    if stage == "ready":
        until(lambda: healthy(server))
    kill(process)
    before.cancel.set()

    found = find_running(connect)  # what the window does when it opens
    assert found.server.id == server.id
    again = Watcher(found.engine, server.id)
    until(lambda: again.at(stage))
    assert again.stage is SEEN_AT[stage]
    engine.client.containers.get(server.id).kill("SIGUSR1")
    assert main(["start", MODEL, "--port", str(port), "--json"]) == 0  # and what the terminal does
    assert json.loads(capsys.readouterr().out)["name"] == NAME
    assert [one.id for one in servers(engine)] == [server.id]
    remove(engine, server.id)
    assert again.join() is not None
    before.join()
    found.engine.close()


def test_a_rigwise_killed_while_an_image_comes_leaves_nothing_half(rigwise, engine, private_engine, registry, port):
    image = push(private_engine.url, registry, 60 * MIB)
    labels = ((LABEL, "1"), (f"{LABEL}.model", "some/model"), (f"{LABEL}.port", str(port)))
    spec = ContainerSpec("rigwise-pulled", image, ("some/model",), ("0",), port=port, labels=labels)
    process = rigwise(None, repr(spec), code=BRING_UP)
    assert any("PullProgress" in line for line in process.stdout)
    kill(process)
    assert not has_image(engine, image)
    assert servers(engine) == ()
    assert find_running(connect) is None
    pull(engine, image, NEVER, lambda progress: None)
    assert has_image(engine, image)
    engine.client.images.remove(image)


def test_a_rigwise_killed_between_create_and_start_is_gone_on_with_or_makes_room(rigwise, private_engine, engine, port):
    """NVIDIA's hook takes seconds to wake cards; Docker starts the container all the same."""
    with private_engine.keep_waiting():
        process = rigwise({"STUB_STEP": "0"}, "start", MODEL, "--port", str(port))
        until(lambda: (private_engine.folder / "waiting").exists())
        kill(process)
    found = until(lambda: find_running(connect))
    assert healthy(wait_ready(found.engine, found.server.id, NEVER))
    found.engine.close()


def test_a_rigwise_killed_while_a_server_stops(rigwise, engine, port):
    starting = rigwise({"STUB_HOLD": "stopping", "STUB_STEP": "0"}, "start", MODEL, "--port", str(port))
    assert starting.wait(30) == 0
    server = one(engine)
    stopping = rigwise({}, "stop", NAME)
    watcher = Watcher(engine, server.id)
    until(lambda: watcher.at("stopping"))
    kill(stopping)
    engine.client.containers.get(server.id).kill("SIGUSR1")
    until(lambda: one(engine).status == "exited")  # Docker goes on with it
    assert find_running(connect) is None
    assert main(["stop", NAME, "--remove"]) == 0
    assert servers(engine) == ()
    watcher.join()


def test_a_rigwise_killed_in_a_rehearsal_leaves_a_container_that_the_next_one_sweeps(rigwise, engine):
    process = rigwise({"STUB_HOLD": "loading"}, "rehearse", MODEL)
    until(lambda: engine.client.api.containers(filters={"label": f"{LABEL}.rehearsal"}))
    kill(process)
    assert find_running(connect) is None
    assert engine.client.containers.list(all=True) == []


def test_control_c_in_a_start_that_was_found_leaves_the_server_alone(rigwise, engine, port):
    first = rigwise({"STUB_HOLD": "loading"}, "start", MODEL, "--port", str(port))
    server = one(engine)
    kill(first)
    second = rigwise({}, "start", MODEL, "--port", str(port))
    assert "this follows it" in second.stderr.readline()
    second.send_signal(signal.SIGINT)
    assert second.wait(10) == 130
    assert [(one.id, one.running) for one in servers(engine)] == [(server.id, True)]


def test_the_model_s_disk_fills_up_and_the_next_start_goes_on(engine, tmp_path, port):
    """The download inside the container: what came stays, the cause is named, and with room it goes on from there."""
    from rigwise.core.launch.until_ready import until_ready
    from rigwise.core.problems import RigwiseError
    from rigwise.core.serving.container import CacheMount

    cache = tmp_path / "cache"
    labels = ((LABEL, "1"), (f"{LABEL}.model", "some/model"), (f"{LABEL}.port", str(port)))
    told = (("STUB_FETCH", str(20 * MIB)), ("STUB_FETCH_S", "0"), ("STUB_STEP", "0"))
    mounts = (CacheMount(str(cache), "/root/.cache/huggingface"),)
    spec = ContainerSpec(
        "rigwise-full", IMAGE, ("some/model",), (), port=port, labels=labels, environment=told, mounts=mounts
    )
    with small_disk(cache, "12m") as resize:
        started = bring_up(connect, spec, NEVER, lambda news: None)
        with pytest.raises(RigwiseError) as full:
            until_ready(started, NEVER, lambda news: None)
        assert full.value.problem.code == "download-disk-full"
        assert full.value.problem.fix
        started.engine.close()
        (half,) = cache.rglob("*.incomplete")
        had = half.stat().st_size
        assert had > 8 * MIB
        resize("64m")
        again = bring_up(connect, spec, NEVER, lambda news: None)
        assert until_ready(again, NEVER, lambda news: None).running
        assert next(cache.rglob("weights")).stat().st_size == 20 * MIB
        assert list(cache.rglob("*.incomplete")) == []
        remove(again.engine, again.server.id)
        again.engine.close()
