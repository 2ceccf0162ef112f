# SPDX-License-Identifier: Apache-2.0
"""A container engine of the tests' own: private folders, socket and bridge; no other engine, container or image is touched.

An executable that does nothing stands in for NVIDIA's runtime hook on its PATH, so that real GPU requests are accepted
on a machine without a GPU; `engine_without_gpus` has none and answers as an engine without the toolkit does.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docker
import pytest
from stub_image import CHANGES, root_filesystem

IMAGE = "vllm/vllm-openai:v0.33.0"  # in the private engine the stand-in goes by the real image's name


@dataclass
class PrivateEngine:
    """A dockerd that belongs to the tests."""

    folder: Path
    bridge: str
    process: subprocess.Popen

    @property
    def url(self) -> str:
        return f"unix://{self.folder}/docker.sock"

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(20)
        self.kill()
        subprocess.run(["ip", "link", "delete", self.bridge], capture_output=True, check=False)
        _unmount_below(self.folder)
        shutil.rmtree(self.folder, ignore_errors=True)

    def kill(self) -> None:
        """As if the machine's engine crashed; its containerd goes with it."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        for pidfile in self.folder.rglob("*containerd.pid"):
            with contextlib.suppress(ValueError, ProcessLookupError, OSError):
                os.kill(int(pidfile.read_text()), signal.SIGKILL)


def _unmount_below(folder: Path) -> None:
    for line in reversed(Path("/proc/self/mounts").read_text().splitlines()):
        place = line.split()[1]
        if place.startswith(str(folder)):
            subprocess.run(["umount", "-l", place], capture_output=True, check=False)


def _bridge(number: int) -> str:
    """A bridge of our own, on a network that nobody here routes; bridges of test runs that died are removed."""
    routes = subprocess.run(["ip", "route"], capture_output=True, text=True, check=True).stdout
    for name, owner in re.findall(r"dev (rwt(\d+)n\d)", routes):
        if not Path(f"/proc/{owner}").exists():
            subprocess.run(["ip", "link", "delete", name], capture_output=True, check=False)
    name = f"rwt{os.getpid()}n{number}"
    third = next(n for n in range(200 + number, 256) if f"172.30.{n}." not in routes)
    subprocess.run(["ip", "link", "add", "name", name, "type", "bridge"], check=True)
    subprocess.run(["ip", "addr", "add", f"172.30.{third}.1/24", "dev", name], check=True)
    subprocess.run(["ip", "link", "set", name, "up"], check=True)
    return name


def start_engine(number: int, *, gpus: bool, data: Path | None = None, folder: Path | None = None) -> PrivateEngine:
    """Start a private dockerd and wait for it. data: where images live (a small disk, say)."""
    if os.geteuid() != 0:
        pytest.fail(
            "the engine tests start a container engine of their own, which needs root; please run: sudo make test"
        )
    for program, package in (("dockerd", "docker.io"), ("ip", "iproute2")):
        if shutil.which(program) is None:
            pytest.fail(f"the engine tests need {program}; please run: apt-get install {package}")
    folder = folder or Path(tempfile.mkdtemp(prefix="rigwise-engine-"))
    tools = folder / "bin"
    tools.mkdir(exist_ok=True)
    if gpus:
        hook = tools / "nvidia-container-runtime-hook"
        hook.write_text("#!/bin/sh\nexit 0\n")
        hook.chmod(0o755)
    bridge = _bridge(number)
    command = [
        "dockerd", "--data-root", str(data or folder / "data"), "--exec-root", str(folder / "exec"),
        "--pidfile", str(folder / "pid"), "--host", f"unix://{folder}/docker.sock", "--bridge", bridge,
        # the machine's firewall and routing stay as they are; published ports go through docker-proxy
        "--iptables=false", "--ip6tables=false", "--ip-forward=false", "--ip-masq=false",
    ]  # fmt: skip
    path = f"{tools}:{os.environ['PATH']}:/usr/sbin:/sbin"
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(
            command,
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            env={**os.environ, "PATH": path},
        )
    engine = PrivateEngine(folder, bridge, process)
    for _ in range(300):
        if process.poll() is not None:
            break
        with contextlib.suppress(Exception):
            client = docker.DockerClient(base_url=engine.url, timeout=5)
            client.ping()
            client.close()
            return engine
        time.sleep(0.1)
    said = (folder / "log").read_text()[-1500:]
    engine.stop()
    pytest.fail(f"the tests' own container engine did not start; it said:\n{said}")


@pytest.fixture(scope="session")
def stub_layer() -> bytes:
    return root_filesystem()


def load_stub(url: str, layer: bytes, image: str = IMAGE) -> None:
    client = docker.DockerClient(base_url=url, timeout=60)
    repository, _, tag = image.rpartition(":")
    client.api.import_image_from_data(layer, repository=repository, tag=tag, changes=CHANGES)
    client.close()


@pytest.fixture(scope="session")
def private_engine(stub_layer) -> Iterator[PrivateEngine]:
    engine = start_engine(0, gpus=True)
    try:
        load_stub(engine.url, stub_layer)
        yield engine
    finally:
        engine.stop()


@pytest.fixture
def engine_url(private_engine, monkeypatch) -> Iterator[str]:
    """The engine that Rigwise finds in this test; whatever the test leaves in it is removed."""
    monkeypatch.setenv("DOCKER_HOST", private_engine.url)
    yield private_engine.url
    client = docker.DockerClient(base_url=private_engine.url, timeout=30)
    for container in client.containers.list(all=True, ignore_removed=True):
        with contextlib.suppress(docker.errors.APIError):
            container.remove(force=True)
    client.close()


@pytest.fixture
def engine(engine_url):
    """A connection, closed after the test."""
    from rigwise.core.launch.engine import connect

    connection = connect()
    yield connection
    connection.close()


@pytest.fixture(scope="session")
def bare_engine(stub_layer) -> Iterator[PrivateEngine]:
    """An engine on a machine without NVIDIA's toolkit."""
    engine = start_engine(1, gpus=False)
    try:
        load_stub(engine.url, stub_layer)
        yield engine
    finally:
        engine.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def port() -> int:
    """A port that is free on loopback."""
    return free_port()


@pytest.fixture(scope="session")
def registry(tmp_path_factory) -> Iterator[str]:
    """A registry on loopback, `127.0.0.1:PORT`."""
    if shutil.which("docker-registry") is None:
        pytest.fail("the pull tests need a registry; please run: apt-get install docker-registry")
    folder, number = tmp_path_factory.mktemp("registry"), free_port()
    config = folder / "config.yml"
    config.write_text(
        f"version: 0.1\nstorage:\n  filesystem:\n    rootdirectory: {folder}/data\n  delete:\n    enabled: true\n"
        f"http:\n  addr: 127.0.0.1:{number}\n"
    )
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(["docker-registry", "serve", str(config)], stdout=log, stderr=log)
    for _ in range(100):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", number), 1):
            break
        time.sleep(0.1)
    yield f"127.0.0.1:{number}"
    process.terminate()
    process.wait(10)
