# SPDX-License-Identifier: Apache-2.0
"""What the tests of faults share: a server that waits at a stage, someone who watches it, and what may not be left."""

from __future__ import annotations

import contextlib
import io
import os
import socket
import tarfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docker
from rigwise.core.launch.engine import Engine
from rigwise.core.launch.follow import LogBatch, Stage, healthy, wait_ready, watch
from rigwise.core.launch.server import Server
from rigwise.core.problems import RigwiseError

MIB = 1 << 20
STAGES = ("start", "loading", "compiling", "profiling", "capturing", "ready")
"""Where a start can be, in the words of the stand-in's STUB_HOLD; "ready" needs none."""


def at_once(work: Callable[[], None], times: int) -> None:
    """The same work in several threads; back when all are through."""
    threads = [threading.Thread(target=work) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)


def until(true: Callable[[], Any], seconds: float = 20) -> Any:
    """What it says once it is true; a test never waits for ever."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = true()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError(f"not in {seconds} s")


def up(engine: Engine, identity: str) -> Server:
    """It answers, in the time that a test has."""
    patience = threading.Event()
    timer = threading.Timer(30, patience.set)
    timer.start()
    server = wait_ready(engine, identity, patience)
    timer.cancel()
    assert server is not None
    assert healthy(server)
    return server


def code_of(call: Callable[..., Any], *arguments: Any) -> str | None:
    """The problem's code, None where there is none."""
    try:
        call(*arguments)
    except RigwiseError as error:
        return error.problem.code if error.problem.fix else "no next step"
    return None


class Watcher:
    """Somebody who watches a server in a thread, as the launch page does."""

    def __init__(self, engine: Any, identity: str) -> None:
        self.batches: list[LogBatch] = []
        self.end: Any = None  # the server's last state, or the problem's code
        self.cancel = threading.Event()
        self._thread = threading.Thread(target=self._watch, args=(engine, identity), daemon=True)
        self._thread.start()

    def _watch(self, engine: Any, identity: str) -> None:
        try:
            self.end = watch(engine, identity, self.cancel, self.batches.append)
        except RigwiseError as error:
            self.end = error.problem.code

    @property
    def lines(self) -> list[str]:
        return [line for batch in self.batches for line in batch.lines]

    @property
    def stage(self) -> Stage:
        return self.batches[-1].stage if self.batches else Stage.STARTING

    def at(self, stage: str) -> bool:
        return self.stage is Stage.READY if stage == "ready" else f"held at {stage}" in self.lines

    def join(self) -> Any:
        self._thread.join(20)
        assert not self._thread.is_alive()
        return self.end


def zombies() -> list[int]:
    """Children of this process that ended and that nobody asked after."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                state, parent = (entry / "stat").read_text().rpartition(")")[2].split()[:2]
                if state == "Z" and int(parent) == os.getpid():
                    found.append(int(entry.name))
    return found


def busy_threads() -> list[str]:
    """Rigwise's own threads that are still at work."""
    ours = ("log", "until-ready", "interruptible", "download-", "fleet", "attend")
    return [thread.name for thread in threading.enumerate() if thread.name.startswith(ours)]


class Cable:
    """A port on loopback that leads to another one, and that can be cut, and silenced without being cut."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self._whole = threading.Event()
        self._flows = threading.Event()
        self._whole.set()
        self._flows.set()
        self._ends: list[socket.socket] = []
        self.passed = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Connections break, and new ones are refused."""
        self._whole.clear()
        for end in self._ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        self._ends.clear()

    def silence(self) -> None:
        """Nothing breaks, and nothing comes any more."""
        self._flows.clear()

    def mend(self) -> None:
        self._whole.set()
        self._flows.set()

    def close(self) -> None:
        self.cut()
        self._flows.set()
        self._listening.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                if not self._whole.is_set():
                    near.close()
                    continue
                with contextlib.suppress(OSError):
                    far = socket.create_connection(("127.0.0.1", self._target), 5)
                    self._ends += [near, far]
                    for one, other in ((near, far), (far, near)):
                        threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := one.recv(65536):
                self._flows.wait()
                time.sleep(0.004)  # some MB/s: loopback has it all before anybody could cut it
                other.sendall(data)
                self.passed += len(data)
        for end in (one, other):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


@contextlib.contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Callable[[str], None]]:
    """A disk of that size at the folder; the yielded function makes it another size."""
    import subprocess

    folder.mkdir(parents=True, exist_ok=True)

    def mount(*options: str) -> None:
        done = subprocess.run(["mount", *options, str(folder)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"a small disk cannot be mounted here: {done.stderr}"

    mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs")
    try:
        yield lambda new: mount("-o", f"remount,size={new}")
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)


def layer(size: int) -> bytes:
    """A layer of random bytes: others would compress away."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as tar:
        info = tarfile.TarInfo(f"random-{os.urandom(4).hex()}")
        info.size = size
        tar.addfile(info, io.BytesIO(os.urandom(size)))
    return buffer.getvalue()


def push(url: str, address: str, *sizes: int) -> str:
    """An image of random layers that only the registry has."""
    client = docker.DockerClient(base_url=url, timeout=60)
    name = f"{address}/vllm/vllm-openai"
    client.api.import_image_from_data(layer(sizes[0]), repository=name, tag="v1")
    for size in sizes[1:]:
        container = client.containers.create(f"{name}:v1", "nothing")
        container.put_archive("/", layer(size))
        container.commit(name, "v1")
        container.remove()
    for event in client.api.push(name, tag="v1", stream=True, decode=True):
        assert "error" not in event, event
    client.images.remove(f"{name}:v1")
    client.images.prune()
    client.close()
    return f"{name}:v1"
