# SPDX-License-Identifier: Apache-2.0
"""Our containers: create, start, stop, remove, and find again after Rigwise was closed."""

from __future__ import annotations

import contextlib
import threading
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docker.errors import APIError, NotFound
from docker.types import DeviceRequest, LogConfig, Mount
from rigwise.core.interruptible import Cancelled
from rigwise.core.launch import engine_way, half_made, owner
from rigwise.core.launch.engine import Engine
from rigwise.core.launch.keys import make_key
from rigwise.core.launch.refusals import FAULTS, explain
from rigwise.core.problems import Problem, RigwiseError, refuse
from rigwise.core.serving.container import (
    CDI_KIND,
    CONTAINER_PORT,
    KEPT_CAPABILITIES,
    KEY_FILE,
    LABEL,
    LOG_OPTIONS,
    LOOPBACK,
    PROMISE,
    REHEARSAL,
    SHARED_MEMORY,
    TOKEN_FILE,
    USUAL_WAY,
    ContainerSpec,
    Way,
)
from rigwise.core.words import phrase

STOP_TIMEOUT_S = 10  # vLLM 0.32 ends within 2.1 s of SIGTERM (measured); Docker's own patience is 10 s
REMOVE_TIMEOUT_S = 5
BETWEEN_S = 90  # NVIDIA's hook takes tens of seconds to wake cards; engine.WORK_TIMEOUT_S gives up at 60
BETWEEN_RUNS_S = (
    0.05  # Docker waits 0.1 s before it starts one again (its restartmanager), and takes as long to start it
)


@dataclass(frozen=True, slots=True)
class Server:
    """One of our containers as the engine sees it now.

    status: "created", "running", "exited", "restarting", "dead" …; exit_code: None while it runs.
    address: where it answers on this machine, None without a published port.
    plan: tells the plan it runs by (core/serving/docker.py: plan_hash); vllm: the release.
    key_file: where its API key lies on this machine, None where it needs none; on_network: other machines reach it.
    restarts: how often the engine started it anew by itself; crash_loop: Rigwise ended that.
    promise: the plan that it was started by (core/wizard/promise.py), "" where it does not tell.
    way: how the engine was asked for it.
    """

    id: str
    name: str
    model: str
    status: str
    port: int | None
    exit_code: int | None = None
    out_of_memory: bool = False
    restarts: int = 0
    started_at: str = ""
    finished_at: str = ""
    created_at: str = ""
    plan: str = ""
    vllm: str = ""
    image: str = ""
    restart_policy: str = "no"
    key_file: str | None = None
    on_network: bool = False
    crash_loop: bool = False
    promise: str = ""
    way: Way = USUAL_WAY

    @property
    def running(self) -> bool:
        return self.status == "running"

    @property
    def alive(self) -> bool:
        """It has a process: running, paused by somebody, or between two tries."""
        return self.status in ("running", "paused", "restarting")

    @property
    def being_started(self) -> bool:
        """Created just now and not running yet: somebody is between the two steps. An old one was left behind."""
        if self.status != "created" or not self.created_at or half_made.left(self.id):
            return False
        age = datetime.now(UTC).timestamp() - datetime.fromisoformat(self.created_at).timestamp()
        return age < BETWEEN_S

    @property
    def address(self) -> str | None:
        return f"http://127.0.0.1:{self.port}" if self.port else None

    @property
    def began(self) -> float | None:
        """When the present (or last) run began, seconds since 1970; None before the first.

        The engine notes a beginning after the process runs, whose first words count, and an end before the last words
        are read: what lies between an end and the next beginning is shared half and half. A process that ends at once
        has its end noted before its beginning: no other run lies between.
        """
        started, ended = _seconds(self.started_at), _seconds(self.finished_at)
        if started is None:
            return None
        before = started - 1
        again = ended is not None and started - ended > BETWEEN_RUNS_S
        return max(before, (ended + started) / 2) if again and ended is not None else before


def _seconds(time: str) -> float | None:
    """The engine's time, seconds since 1970; None where it means "never"."""
    return None if not time or time.startswith("0001") else datetime.fromisoformat(time).timestamp()


def start(engine: Engine, spec: ContainerSpec, cancel: threading.Event | None = None) -> Server:
    """Create and start a container. Raises RigwiseError in words, or Cancelled; either leaves nothing behind.

    A server of ours by the same name that has ended makes room: the new plan replaces the old one.
    """
    _make_folders(spec)
    if spec.key_file:
        make_key(Path(spec.key_file))
    container = _create(engine, spec)
    half_made.note(str(container.id))
    if spec.devices and ignores_gpus(container):
        _discard(container)
        raise RigwiseError(gpus_ignored())
    try:
        if not _is_set(cancel):
            container.start()
    except FAULTS as error:
        _discard(container)
        problem = _explain(error, spec)
        if problem.code == "port-taken" and "already allocated" in str(error) and _free(engine, spec.port):
            problem = Problem(
                "port-stuck",
                phrase("launch", "Docker holds port {port} for a server that is gone.").format(port=spec.port),
                phrase("launch", "Restart Docker (`sudo systemctl restart docker`), or choose another port."),
            )
        other = spec.way.otherwise(problem.code)
        if other is None:
            raise RigwiseError(problem) from error
        return start(engine, replace(spec, way=other), cancel)
    if _is_set(cancel):
        _discard(container)
        raise Cancelled
    half_made.forget(str(container.id))
    engine_way.keep(spec.way)
    return inspect(engine, str(container.id))


def _free(engine: Engine, port: int) -> bool:
    """No container has the port. Docker 20.10, killed in the middle of a start, keeps it for nobody when it is back."""
    try:
        rows = engine.client.api.containers(all=True)
    except FAULTS:
        return False
    starting = any(row.get("State") == "created" for row in rows)  # whose ports are not told yet
    return not starting and not any(known.get("PublicPort") == port for row in rows for known in row.get("Ports") or ())


def _is_set(cancel: threading.Event | None) -> bool:
    return cancel is not None and cancel.is_set()


def _create(engine: Engine, spec: ContainerSpec) -> Any:
    try:
        return engine.client.containers.create(**create_arguments(spec))
    except FAULTS as error:
        problem = _explain(error, spec)
        if problem.code != "name-taken":
            raise RigwiseError(problem) from error
    holder = next((server for server in servers(engine) if server.name == spec.name), None)
    if holder is None:
        raise RigwiseError(problem)
    if holder.alive:
        raise refuse(
            "name-taken",
            phrase("servers", "A server named {name} is running already, on port {port}.").format(
                name=spec.name, port=holder.port
            ),
            phrase("servers", "Stop that one first."),
        )
    if holder.being_started:
        raise refuse(
            "name-taken",
            phrase("servers", "A server named {name} is just being started, perhaps by another Rigwise.").format(
                name=spec.name
            ),
            phrase("servers", "Wait a moment; it will be on the list of servers."),
        )
    remove(engine, holder.id)
    try:
        return engine.client.containers.create(**create_arguments(spec))
    except FAULTS as error:
        raise RigwiseError(_explain(error, spec)) from error


def create_arguments(spec: ContainerSpec) -> dict[str, Any]:
    """The SDK's arguments: the same container that `docker run` of core/serving/docker.py would make."""
    mounts = [Mount(mount.container, mount.host, type="bind", read_only=mount.read_only) for mount in spec.mounts]
    for inside, secret in ((TOKEN_FILE, spec.token_file), (KEY_FILE, spec.key_file)):
        if secret:
            mounts.append(Mount(inside, secret, type="bind", read_only=True))
    return {
        "image": spec.image,
        "command": list(spec.arguments),
        "name": spec.name,
        "detach": True,
        "device_requests": device_requests(spec.devices, cdi=spec.way.cdi),
        "ports": {f"{CONTAINER_PORT}/tcp": (spec.address, spec.port)},
        "mounts": mounts,
        "environment": dict(spec.environment),
        "labels": dict(spec.labels),
        "ipc_mode": "host" if spec.way.ipc_host else None,
        "shm_size": None if spec.way.ipc_host else SHARED_MEMORY,
        "init": True,
        "restart_policy": {"Name": spec.restart},
        "security_opt": ["no-new-privileges"],
        "cap_drop": ["ALL"],
        "cap_add": list(KEPT_CAPABILITIES),
        "log_config": LogConfig(type=LogConfig.types.JSON, config=dict(LOG_OPTIONS)),
    }


def device_requests(devices: tuple[str, ...], *, cdi: bool) -> list[DeviceRequest] | None:
    """These GPUs, asked for as NVIDIA's toolkit or as CDI understands it."""
    if not devices:
        return None
    if cdi:
        return [DeviceRequest(driver="cdi", device_ids=[f"{CDI_KIND}={device}" for device in devices])]
    return [DeviceRequest(device_ids=list(devices), capabilities=[["gpu"]])]


def ignores_gpus(container: Any) -> bool:
    """The engine has taken the request for GPUs and forgotten it, as Podman's Docker-compatible socket does."""
    return not (container.attrs.get("HostConfig") or {}).get("DeviceRequests")


def gpus_ignored() -> Problem:
    """Said of an engine that does so."""
    return Problem(
        "gpus-ignored",
        phrase("engine", "Podman takes the request for GPUs on its Docker-compatible socket and hands none over."),
        phrase(
            "engine",
            "Use Docker Engine; or copy the command, and start it with `podman run --device nvidia.com/gpu=all` in place "
            "of `docker run --gpus …`.",
        ),
    )


def _make_folders(spec: ContainerSpec) -> None:
    """Cache folders are made by us: the engine would make them as root."""
    for mount in spec.mounts:
        if mount.read_only:
            continue
        try:
            Path(mount.host).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise refuse(
                "cache-unwritable",
                phrase("servers", "The folder {folder} cannot be made: {why}.").format(
                    folder=mount.host, why=error.strerror
                ),
                phrase("servers", "Make your home directory writable, or choose another cache folder."),
            ) from error


def _explain(error: BaseException, spec: ContainerSpec) -> Problem:
    return explain(error, image=spec.image, port=spec.port, name=spec.name)


def _discard(container: Any) -> None:
    """Best effort: what cannot be removed now (the engine is gone) is noted as left behind, for `sweep`."""
    identity = str(container.id)
    with contextlib.suppress(*FAULTS):
        # a server that is killed leaves its shared memory in the machine's /dev/shm; a stopped one cleans up
        container.stop(timeout=REMOVE_TIMEOUT_S)
    try:
        container.remove(force=True)
    except NotFound:
        pass
    except FAULTS:
        half_made.leave(identity)
        return
    half_made.forget(identity)


def servers(engine: Engine) -> tuple[Server, ...]:
    """All containers with our label, newest first, also stopped ones; those that only rehearse aside."""
    try:
        found = engine.client.containers.list(all=True, filters={"label": f"{LABEL}=1"}, ignore_removed=True)
    except FAULTS as error:
        raise RigwiseError(explain(error)) from error
    return tuple(_server(container.attrs) for container in found if REHEARSAL not in container.labels)


def sweep(engine: Engine) -> int:
    """Remove what starts left half-made (their Rigwise was killed, or the engine); how many there were. Never raises.

    That is rehearsals without their Rigwise, and containers that were created and never ran.
    """
    count = 0
    with contextlib.suppress(*FAULTS):
        for container in engine.client.containers.list(all=True, filters={"label": f"{LABEL}=1"}, ignore_removed=True):
            tries = container.labels.get(REHEARSAL)
            tried = tries is not None and not owner.alive(tries)
            if tried or (container.status == "created" and half_made.left(str(container.id))):
                _discard(container)
                count += 1
    return count


def inspect(engine: Engine, identity: str) -> Server:
    """How a server is now. Raises RigwiseError when it is gone, or not ours."""
    return _server(_ours(engine, identity).attrs)


def _ours(engine: Engine, identity: str) -> Any:
    try:
        container = engine.client.containers.get(identity)
    except NotFound as error:
        raise refuse(
            "server-gone", phrase("servers", "The container is no longer there."), phrase("servers", "Start it again.")
        ) from error
    except FAULTS as error:
        raise RigwiseError(explain(error)) from error
    if container.labels.get(LABEL) != "1":
        raise refuse(
            "server-foreign",
            phrase("servers", "The container {name} is not one of Rigwise's.").format(name=container.name),
            phrase("servers", "Leave it to its owner."),
        )
    return container


def _server(attrs: dict[str, Any]) -> Server:
    state, labels = attrs["State"], attrs["Config"].get("Labels") or {}
    port = labels.get(f"{LABEL}.port", "")
    running = state["Status"] in ("running", "paused")
    return Server(
        id=attrs["Id"],
        name=attrs["Name"].lstrip("/"),
        model=labels.get(f"{LABEL}.model", ""),
        status=state["Status"],
        port=int(port) if port.isdigit() else None,
        exit_code=None if running or state["Status"] == "created" else state.get("ExitCode"),
        out_of_memory=bool(state.get("OOMKilled")),
        restarts=int(attrs.get("RestartCount") or 0),
        started_at=state.get("StartedAt") or "",
        finished_at=state.get("FinishedAt") or "",
        created_at=str(attrs.get("Created") or ""),
        plan=labels.get(f"{LABEL}.plan", ""),
        vllm=labels.get(f"{LABEL}.vllm", ""),
        promise=labels.get(PROMISE, ""),
        image=str(attrs["Config"].get("Image") or ""),
        key_file=labels.get(f"{LABEL}.key_file"),
        on_network=any(
            binding.get("HostIp") != LOOPBACK
            for bindings in (attrs["HostConfig"].get("PortBindings") or {}).values()
            for binding in bindings or ()
        ),
        restart_policy=str((attrs["HostConfig"].get("RestartPolicy") or {}).get("Name") or "no"),
        way=Way(
            cdi=any(asked.get("Driver") == "cdi" for asked in attrs["HostConfig"].get("DeviceRequests") or ()),
            ipc_host=attrs["HostConfig"].get("IpcMode") == "host",
        ),
    )


def stop(engine: Engine, identity: str, timeout_s: int = STOP_TIMEOUT_S) -> Server:
    """Ask the server to end, and end it after `timeout_s`."""
    container = _ours(engine, identity)
    try:
        container.stop(timeout=timeout_s)
    except FAULTS as error:
        raise RigwiseError(explain(error)) from error
    return inspect(engine, identity)


def restart(engine: Engine, identity: str) -> Server:
    """Start a stopped server again."""
    container = _ours(engine, identity)
    half_made.forget(identity)
    try:
        container.start()
    except FAULTS as error:
        port = (container.labels or {}).get(f"{LABEL}.port", "")
        raise RigwiseError(explain(error, port=port, name=container.name)) from error
    return inspect(engine, identity)


def remove(engine: Engine, identity: str) -> None:
    """Remove a server, running or not; a running one is stopped politely. One that is gone already is fine."""
    try:
        container = _ours(engine, identity)
        if container.status in ("running", "restarting"):
            container.stop(timeout=REMOVE_TIMEOUT_S)
        container.remove(force=True)
    except RigwiseError as error:
        if error.problem.code != "server-gone":
            raise
    except NotFound:
        return
    except APIError as error:
        if "removal of container" not in str(error.explanation) or "in progress" not in str(error.explanation):
            raise RigwiseError(explain(error)) from error
    except FAULTS as error:
        raise RigwiseError(explain(error)) from error
