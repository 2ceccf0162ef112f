# SPDX-License-Identifier: Apache-2.0
"""Pulling an image, from a registry on loopback into a real engine."""

import io
import os
import subprocess
import tarfile
import threading
from pathlib import Path

import docker
import pytest
from engine_plugin import start_engine
from rigwise.core.launch.engine import connect
from rigwise.core.launch.pull import Cancelled, PullProgress, has_image, pull
from rigwise.core.problems import RigwiseError

pytestmark = pytest.mark.engine
NEVER = threading.Event()
MIB = 1 << 20


def layer(size: int) -> bytes:
    """A layer of random bytes: others would compress away."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as tar:
        info = tarfile.TarInfo(f"random-{os.urandom(4).hex()}")
        info.size = size
        tar.addfile(info, io.BytesIO(os.urandom(size)))
    return buffer.getvalue()


@pytest.fixture(scope="module")
def pushed(private_engine, registry):
    """An image of 40 MiB that only the registry has."""
    client = docker.DockerClient(base_url=private_engine.url, timeout=60)
    name = f"{registry}/vllm/vllm-openai"
    client.api.import_image_from_data(layer(40 * MIB), repository=name, tag="v1")
    for event in client.api.push(name, tag="v1", stream=True, decode=True):
        assert "error" not in event, event
    client.images.remove(f"{name}:v1")
    client.close()
    return f"{name}:v1"


def code_of(call, *arguments):
    with pytest.raises(RigwiseError) as refused:
        call(*arguments)
    return refused.value.problem.code


def test_an_image_arrives_and_progress_only_goes_forward(engine, pushed):
    assert not has_image(engine, pushed)
    seen: list[PullProgress] = []
    pull(engine, pushed, NEVER, seen.append)
    assert has_image(engine, pushed)
    assert [p.done for p in seen] == sorted(p.done for p in seen)
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


def test_a_disk_that_is_full(pushed, tmp_path, monkeypatch):
    small = tmp_path / "small-disk"
    small.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", str(small)], capture_output=True, text=True
    )
    assert done.returncode == 0, f"a small disk cannot be mounted here: {done.stderr}"
    own = None
    try:
        own = start_engine(3, gpus=True, data=small)
        monkeypatch.setenv("DOCKER_HOST", own.url)
        connection = connect()
        assert code_of(pull, connection, pushed, NEVER, lambda progress: None) == "disk-full"
        assert not has_image(connection, pushed)
        connection.close()
    finally:
        if own is not None:
            own.stop()
        subprocess.run(["umount", "-l", str(small)], check=False)


def test_an_engine_that_dies_in_the_middle(pushed, monkeypatch):
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
    finally:
        own.stop()


def test_no_engine_a_stopped_one_and_one_that_refuses_this_user_each_say_so(tmp_path, monkeypatch):
    import socket

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
    import sys

    socket_file.parent.chmod(0o755)
    preload = "import rigwise.core.launch.engine, docker, requests, docker.transport, docker.api, docker.context\n"
    environment = {**os.environ, "DOCKER_HOST": private_engine.url, "HOME": "/"}
    done = subprocess.run([sys.executable, "-c", preload + code], env=environment, capture_output=True, text=True)
    socket_file.parent.chmod(0o700)
    assert done.stdout.strip() == "engine-no-permission", done.stderr[-500:]
