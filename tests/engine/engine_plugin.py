# SPDX-License-Identifier: Apache-2.0
"""A container engine of the tests' own: private folders, socket and bridge; no other engine, container or image is touched.

An executable stands in for NVIDIA's runtime hook on its PATH, so that real GPU requests are accepted on a machine
without a GPU (`refuse_gpus` lets it refuse as NVIDIA's does); `bare_engine` has none and answers as an engine
without the toolkit does.
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


def pytest_collection_finish(session: pytest.Session) -> None:
    """One sentence at once, instead of the same failure in every test."""
    if not any(item.get_closest_marker("engine") for item in session.items):
        return
    if os.geteuid() != 0:
        pytest.exit(
            "rigwise: the engine tests start a container engine of their own, which needs root; please run "
            "`sudo make test`, or all the others with `make test ARGS='-m \"not engine\"'`",
            returncode=1,
        )
    for program, package in (("dockerd", "docker.io"), ("ip", "iproute2"), ("setpriv", "util-linux")):
        if shutil.which(program) is None:
            pytest.exit(
                f"rigwise: the engine tests need {program}; please run: apt-get install {package}", returncode=1
            )


@dataclass
class PrivateEngine:
    """A dockerd that belongs to the tests."""

    folder: Path
    bridge: str
    process: subprocess.Popen
    data: Path
    options: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        return f"unix://{self.folder}/docker.sock"

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(20)
        self.crash()
        subprocess.run(["ip", "link", "delete", self.bridge], capture_output=True, check=False)
        _discard(self.folder)

    def kill(self) -> None:
        """As if the machine's engine crashed; its containerd goes with it."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        for pidfile in self.folder.rglob("*containerd.pid"):
            with contextlib.suppress(ValueError, ProcessLookupError, OSError):
                os.kill(int(pidfile.read_text()), signal.SIGKILL)

    def crash(self) -> None:
        """As if the machine lost its power: containers, which outlive an engine that is killed, die too."""
        self.kill()
        for pid in _below(str(self.folder)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    @contextlib.contextmanager
    def keep_waiting(self) -> Iterator[None]:
        """Meanwhile NVIDIA's hook takes its time, as it does to wake cards: a container is created and does not start.

        The file `waiting` is there from the moment it does.
        """
        note = self.folder / "wait"
        note.touch()
        try:
            yield
        finally:
            note.unlink()
            (self.folder / "waiting").unlink(missing_ok=True)

    @contextlib.contextmanager
    def refuse_gpus(self, words: str) -> Iterator[None]:
        """Meanwhile NVIDIA's hook ends with these words."""
        note = self.folder / "refusal"
        note.write_text(words)
        yield
        note.unlink()

    def again(self) -> None:
        """Start it again after `kill`, as the machine's service manager would."""
        for pidfile in self.folder.rglob("*.pid"):
            pidfile.unlink()
        (self.folder / "pid").unlink(missing_ok=True)
        self.process = _run_engine(self.folder, self.bridge, self.data, self.options)
        _wait(self)


def _below(words: str) -> list[int]:
    """Processes with these words in their command line (the shims of one engine), and all that they started."""
    parents: dict[int, int] = {}
    found: list[int] = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                if words.encode() in (entry / "cmdline").read_bytes():
                    found.append(int(entry.name))
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid and child not in found]
    return [pid for pid in found if pid != os.getpid()]


def _discard(folder: Path) -> None:
    for line in reversed(Path("/proc/self/mounts").read_text().splitlines()):
        place = line.split()[1]
        if place.startswith(f"{folder}/"):
            subprocess.run(["umount", "-l", place], capture_output=True, check=False)
    shutil.rmtree(folder, ignore_errors=True)


def _discard_of_the_dead() -> None:
    """What test runs left that were killed themselves."""
    for folder in Path(tempfile.gettempdir()).glob("rigwise-engine-*-*"):
        owner = folder.name.split("-")[2]
        if owner.isdigit() and not Path(f"/proc/{owner}").exists():
            _discard(folder)


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


def start_engine(number: int, *, gpus: bool, data: Path | None = None, options: tuple[str, ...] = ()) -> PrivateEngine:
    """Start a private dockerd and wait for it. data: where images live (a small disk, say); options: more of dockerd's."""
    _discard_of_the_dead()
    folder = Path(tempfile.mkdtemp(prefix=f"rigwise-engine-{os.getpid()}-"))
    tools = folder / "bin"
    tools.mkdir()
    if gpus:
        hook = tools / "nvidia-container-runtime-hook"
        hook.write_text(
            f'#!/bin/sh\n[ ! -e "{folder}/refusal" ] || {{ cat "{folder}/refusal" >&2; exit 1; }}\n'
            f'while [ -e "{folder}/wait" ]; do touch "{folder}/waiting"; sleep 0.1; done\n'
        )
        hook.chmod(0o755)
    bridge, data = _bridge(number), data or folder / "data"
    engine = PrivateEngine(folder, bridge, _run_engine(folder, bridge, data, options), data, options)
    _wait(engine)
    return engine


def _run_engine(folder: Path, bridge: str, data: Path, options: tuple[str, ...]) -> subprocess.Popen:
    command = [
        "setpriv", "--pdeathsig", "TERM",  # a test run that is killed takes its engine along
        "dockerd", "--data-root", str(data), "--exec-root", str(folder / "exec"),
        "--pidfile", str(folder / "pid"), "--host", f"unix://{folder}/docker.sock", "--bridge", bridge,
        # the machine's firewall and routing stay as they are; published ports go through docker-proxy
        "--iptables=false", "--ip6tables=false", "--ip-forward=false", "--ip-masq=false",
        "--max-download-attempts", "1",  # with the default of 5 a lost registry takes a minute and a half
        *options,
    ]  # fmt: skip
    environment = {**os.environ, "PATH": f"{folder}/bin:{os.environ['PATH']}:/usr/sbin:/sbin"}
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(
            command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True, env=environment
        )


def _wait(engine: PrivateEngine) -> None:
    for _ in range(300):
        if engine.process.poll() is not None:
            break
        with contextlib.suppress(Exception):
            client = docker.DockerClient(base_url=engine.url, timeout=5)
            client.ping()
            client.close()
            return
        time.sleep(0.1)
    said = (engine.folder / "log").read_text()[-1500:]
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


@contextlib.contextmanager
def run_registry(folder: Path) -> Iterator[tuple[str, subprocess.Popen]]:
    """A registry on loopback: `127.0.0.1:PORT` and its process."""
    if shutil.which("docker-registry") is None:
        pytest.fail("the pull tests need a registry; please run: apt-get install docker-registry")
    number, config = free_port(), folder / "config.yml"
    config.write_text(
        f"version: 0.1\nstorage:\n  filesystem:\n    rootdirectory: {folder}/data\n  delete:\n    enabled: true\n"
        f"http:\n  addr: 127.0.0.1:{number}\n"
    )
    command = ["setpriv", "--pdeathsig", "TERM", "docker-registry", "serve", str(config)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        for _ in range(100):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", number), 1):
                break
            time.sleep(0.1)
        else:
            pytest.fail(f"the tests' own registry did not start; it said:\n{(folder / 'log').read_text()[-1500:]}")
        yield f"127.0.0.1:{number}", process
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="session")
def registry(tmp_path_factory) -> Iterator[str]:
    with run_registry(tmp_path_factory.mktemp("registry")) as (address, _):
        yield address
