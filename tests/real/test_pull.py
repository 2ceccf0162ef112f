# SPDX-License-Identifier: Apache-2.0
"""Pulling an image, from a registry on loopback into a real engine."""

import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from engine_plugin import IMAGE, load_stub, run_registry, start_engine
from faults import MIB, Cable, push, small_disk
from rigwise.core.launch.engine import connect
from rigwise.core.launch.pull import Cancelled, PullProgress, has_image, pull
from rigwise.core.problems import RigwiseError

pytestmark = pytest.mark.engine
NEVER = threading.Event()


@pytest.fixture(scope="module")
def pushed(private_engine, registry):
    return push(private_engine.url, registry, 40 * MIB)


def code_of(call, *arguments):
    with pytest.raises(RigwiseError) as refused:
        call(*arguments)
    return refused.value.problem.code


def test_an_image_arrives_and_progress_only_goes_forward(engine, pushed):
    assert not has_image(engine, pushed)
    seen: list[PullProgress] = []
    pull(engine, pushed, NEVER, seen.append)
    assert has_image(engine, pushed)
    for shares in ([p.done for p in seen], [p.unpacked for p in seen], [p.share for p in seen if p.share is not None]):
        assert shares == sorted(shares)
    assert seen[-1].share == 1
    assert seen[-1].done == seen[-1].total > 39 * MIB
    assert (seen[-1].layers_done, seen[-1].layers) == (1, 1)
    engine.client.images.remove(pushed)


def test_a_pull_can_be_cancelled_and_taken_up_again(engine, pushed):
    cancel = threading.Event()

    def report(progress):
        if progress.done > MIB:
            cancel.set()

    with pytest.raises(Cancelled):
        pull(engine, pushed, cancel, report)
    assert not has_image(engine, pushed)
    pull(engine, pushed, NEVER, lambda progress: None)
    assert has_image(engine, pushed)
    engine.client.images.remove(pushed)


def test_a_tag_that_does_not_exist(engine, pushed):
    assert code_of(pull, engine, pushed.replace(":v1", ":v2"), NEVER, print) == "image-unknown"


def test_a_registry_that_does_not_answer(engine, port):
    assert code_of(pull, engine, f"127.0.0.1:{port}/vllm/vllm-openai:v1", NEVER, print) == "registry-unreachable"


def test_a_registry_that_goes_away_in_the_middle(engine, private_engine, tmp_path):
    with run_registry(tmp_path) as (address, process):
        image = push(private_engine.url, address, 60 * MIB)

        def report(progress):
            if progress.done > MIB:
                process.kill()

        assert code_of(pull, engine, image, NEVER, report) in ("registry-broken", "registry-unreachable")
    assert not has_image(engine, image)


def test_a_registry_that_lost_a_layer(engine, private_engine, tmp_path):
    with run_registry(tmp_path) as (address, _):
        image = push(private_engine.url, address, 2 * MIB)
        largest = max((tmp_path / "data").rglob("data"), key=lambda blob: blob.stat().st_size)
        largest.rename(largest.with_name("gone"))
        assert code_of(pull, engine, image, NEVER, lambda progress: None) == "registry-broken"


def test_a_registry_that_says_nothing_can_be_given_up_at_once(engine):
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes the connection and never answers
        cancel = threading.Event()
        threading.Timer(0.5, cancel.set).start()
        began = time.perf_counter()
        with pytest.raises(Cancelled):
            pull(engine, f"127.0.0.1:{silent.getsockname()[1]}/vllm/vllm-openai:v1", cancel, print)
        assert time.perf_counter() - began < 1.5


def test_a_disk_that_is_full_keeps_what_was_there_and_with_room_the_pull_goes_through(
    pushed, stub_layer, tmp_path, monkeypatch
):
    with small_disk(tmp_path / "small-disk", "60m") as resize:
        own = start_engine(3, gpus=True, data=tmp_path / "small-disk")
        try:
            monkeypatch.setenv("DOCKER_HOST", own.url)
            load_stub(own.url, stub_layer)
            connection = connect()
            assert code_of(pull, connection, pushed, NEVER, lambda progress: None) == "disk-full"
            assert not has_image(connection, pushed)
            assert has_image(connection, IMAGE)
            resize("256m")
            pull(connection, pushed, NEVER, lambda progress: None)
            assert has_image(connection, pushed)
            connection.close()
        finally:
            own.stop()


def test_an_engine_that_dies_in_the_middle_and_comes_back(pushed, monkeypatch):
    own = start_engine(4, gpus=True)
    try:
        monkeypatch.setenv("DOCKER_HOST", own.url)
        connection = connect()
        killed = []

        def report(progress):
            if progress.done > MIB and not killed:
                killed.append(1)
                own.kill()

        assert code_of(pull, connection, pushed, NEVER, report) == "engine-lost"
        connection.close()
        own.again()
        connection = connect()
        assert not has_image(connection, pushed)
        pull(connection, pushed, NEVER, lambda progress: None)
        assert has_image(connection, pushed)
        connection.close()
    finally:
        own.stop()


@pytest.fixture
def cable(registry):
    """The way to the registry, for the engine alone."""
    made = Cable(int(registry.rpartition(":")[2]))
    yield made
    made.close()


@pytest.fixture
def afar(engine, private_engine, registry, cable):
    """An image of two layers (4 and 40 MiB) at the other end of the cable."""
    name = push(private_engine.url, registry, 4 * MIB, 40 * MIB)
    image = name.replace(registry, f"127.0.0.1:{cable.port}")
    yield image
    if has_image(engine, image):
        engine.client.images.remove(image)


def test_a_network_that_is_cut_is_said_and_the_pull_goes_through_once_it_is_back(engine, cable, afar):
    def report(progress):
        if progress.layers_done == 1 and progress.done > 10 * MIB:
            cable.cut()

    assert code_of(pull, engine, afar, NEVER, report) in ("registry-broken", "registry-unreachable")
    assert not has_image(engine, afar)
    assert code_of(pull, engine, afar, NEVER, report) in ("registry-broken", "registry-unreachable")  # still away
    cable.mend()
    pull(engine, afar, NEVER, lambda progress: None)
    assert has_image(engine, afar)


def test_a_network_that_pauses_does_not_end_a_pull(engine, cable, afar):
    paused = []

    def report(progress):
        if progress.done > 10 * MIB and not paused:
            paused.append(1)
            cable.silence()
            threading.Timer(1, cable.mend).start()

    pull(engine, afar, NEVER, report)
    assert paused
    assert has_image(engine, afar)


def test_a_pull_from_a_silent_network_can_be_given_up_and_taken_up(engine, cable, afar):
    cancel, given_up = threading.Event(), []

    def report(progress):
        if progress.done > 10 * MIB and not given_up:
            cable.silence()
            given_up.append(time.perf_counter())
            cancel.set()

    with pytest.raises(Cancelled):
        pull(engine, afar, cancel, report)
    assert time.perf_counter() - given_up[0] < 1
    cable.mend()
    pull(engine, afar, NEVER, lambda progress: None)
    assert has_image(engine, afar)


def test_no_engine_a_stopped_one_and_one_that_refuses_this_user_each_say_so(tmp_path, monkeypatch):
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/nothing.sock")
    assert code_of(connect) == "engine-missing"
    dead = tmp_path / "dead.sock"
    with socket.socket(socket.AF_UNIX) as holder:
        holder.bind(str(dead))
    monkeypatch.setenv("DOCKER_HOST", f"unix://{dead}")
    assert code_of(connect) == "engine-stopped"


def test_an_engine_that_refuses_this_user(private_engine):
    """As another user, in a process of its own: root may everything."""
    socket_file = Path(private_engine.url.removeprefix("unix://"))
    code = (
        "import os, sys\n"
        "os.setuid(65534)\n"
        "from rigwise.core.launch.engine import connect\n"
        "from rigwise.core.problems import RigwiseError\n"
        "try: connect()\n"
        "except RigwiseError as error: print(error.problem.code)\n"
    )
    socket_file.parent.chmod(0o755)
    preload = "import rigwise.core.launch.engine, docker, requests, docker.transport, docker.api, docker.context\n"
    environment = {**os.environ, "DOCKER_HOST": private_engine.url, "HOME": "/"}
    done = subprocess.run([sys.executable, "-c", preload + code], env=environment, capture_output=True, text=True)
    socket_file.parent.chmod(0o700)
    assert done.stdout.strip() == "engine-no-permission", done.stderr[-500:]
