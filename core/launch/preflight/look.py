# SPDX-License-Identifier: Apache-2.0
"""Gather the facts: the engine, its disks, the port, memory, the Hub. Blocks for some seconds at most."""

from __future__ import annotations

import contextlib
import re
import shutil
import socket
import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import requests
from docker.errors import ImageNotFound
from rigwise.core.hardware.detection import Detection
from rigwise.core.launch import engine_way
from rigwise.core.launch.engine import Engine
from rigwise.core.launch.preflight.facts import EngineFacts, Facts, HubFacts, ImageFacts, RepositoryFacts
from rigwise.core.launch.refusals import FAULTS, explain
from rigwise.core.launch.server import device_requests, gpus_ignored, ignores_gpus
from rigwise.core.memory.deployment import Deployment
from rigwise.core.memory.speculative_config import draft_repository
from rigwise.core.models.hub.names import Reference, reference
from rigwise.core.models.hub.place import Place
from rigwise.core.problems import Problem, RigwiseError
from rigwise.core.serving.container import LOOPBACK, USUAL_WAY, Way

HUB_TIMEOUT_S = 5
PROBE_IMAGE = "rigwise-probe"
_EMPTY_LAYER = b"\0" * 1024  # a tar without a file


def look(
    connect: Callable[[], Engine],
    probe: Callable[[], Detection],
    *,
    plan: Deployment | None = None,
    image: str,
    port: int = 8000,
    place: Place | None = None,
    system: Path = Path("/"),
) -> Facts:
    """place: where the Hub is; None leaves it out. system: where /proc and /dev are looked for, in tests elsewhere."""
    detection = probe()
    rig = detection.rig
    engine: EngineFacts | Problem
    handover, way, here = None, None, None
    try:
        connection = connect()
    except RigwiseError as error:
        engine = error.problem
    else:
        try:
            engine = _engine(connection)
            here = _image(connection, image)
            if rig is not None:
                handover, way = hand_over(connection, tuple(_devices(plan, detection)))
                if handover is None:
                    engine_way.keep(way)
        except FAULTS as error:
            engine = explain(error)
        finally:
            connection.close()
    taken = port_taken(port)
    wanted = _wanted(plan) if plan is not None and place is not None else (None, None)
    return Facts(
        detection=detection,
        engine=engine,
        handover=handover,
        way=way,
        image=here,
        hub=_hub(place, wanted) if place is not None and (plan is None or any(wanted)) else None,
        port=port,
        port_taken=taken,
        next_port=next((n for n in range(port + 1, port + 100) if not port_taken(n)), None) if taken else None,
        shared_memory=_free(system / "dev/shm"),
        memory=_memory(system),
        wsl=bool(rig and rig.wsl) or "microsoft" in _read(system / "proc/sys/kernel/osrelease").lower(),
        plan=plan,
    )


def _engine(connection: Engine) -> EngineFacts:
    info: dict[str, Any] = connection.client.info()
    data = str(info.get("DockerRootDir") or "")
    system = str(info.get("OperatingSystem") or "")
    # in a virtual machine the folder is another one, whatever its name
    seen = data if data and "desktop" not in system.lower() and Path(data).exists() else ""
    return EngineFacts(
        version=connection.version,
        rootless=connection.rootless,
        podman=connection.podman,
        system=system,
        data=data,
        free=_free(Path(seen)) if seen else None,
        address=connection.url,
    )


def _image(connection: Engine, name: str) -> ImageFacts:
    try:
        environment = connection.client.images.get(name).attrs["Config"].get("Env") or ()
    except ImageNotFound:
        return ImageFacts(name, here=False)
    settings = dict(entry.split("=", 1) for entry in environment if "=" in entry)
    found = re.match(r"(\d+)\.(\d+)", settings.get("CUDA_VERSION", ""))
    return ImageFacts(name, here=True, cuda=(int(found[1]), int(found[2])) if found else None)


def _devices(plan: Deployment | None, detection: Detection) -> list[str]:
    from rigwise.core.serving.docker import devices

    if plan is not None:
        return list(devices(plan))
    return [str(device.gpu.index) for device in detection.devices if device.gpu.index is not None]


def hand_over(connection: Engine, devices: tuple[str, ...]) -> tuple[Problem | None, Way]:
    """Try it: a container without a program in it, with these cards, asked for as a server will be. (None where that
    worked, else why not; the way in which it was asked for at last).

    It worked when the engine came as far as missing the program, which is after NVIDIA's hook ran, or CDI's edits.
    """
    way = USUAL_WAY
    while True:
        problem = _handed(connection, devices, way)
        other = way.otherwise(problem.code) if problem is not None else None
        if other is None:
            return problem, way
        way = other


def _handed(connection: Engine, devices: tuple[str, ...], way: Way) -> Problem | None:
    client = connection.client
    container = None
    try:
        client.api.import_image_from_data(_EMPTY_LAYER, repository=PROBE_IMAGE, tag="1")
        container = client.containers.create(
            f"{PROBE_IMAGE}:1",
            ["/nothing"],
            device_requests=device_requests(devices, cdi=way.cdi),
            ipc_mode="host" if way.ipc_host else None,
            network_mode="none",
        )
        if devices and ignores_gpus(container):
            return gpus_ignored()
        container.start()
    except FAULTS as error:
        problem = explain(error, image=PROBE_IMAGE)
        return None if problem.code == "image-unfit" else problem
    finally:
        with contextlib.suppress(*FAULTS):
            if container is not None:
                container.remove(force=True)
        with contextlib.suppress(*FAULTS):
            client.images.remove(f"{PROBE_IMAGE}:1", force=True)
    return None


def port_taken(port: int, address: str = LOOPBACK) -> bool:
    """Somebody listens there, or the system does not let us."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port in TIME_WAIT is free for the engine
        try:
            trial.bind((address, port))
        except OSError:
            return True
    return False


def _free(folder: Path) -> int | None:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


def _read(file: Path) -> str:
    try:
        return file.read_text()
    except OSError:
        return ""


def _memory(system: Path) -> int | None:
    found = re.search(r"^MemAvailable:\s+(\d+) kB", _read(system / "proc/meminfo"), re.MULTILINE)
    return int(found[1]) * 1024 if found else None


def _hub(place: Place, wanted: tuple[Reference | None, Reference | None]) -> HubFacts:
    reachable, skew = _ask(place.endpoint)
    model, draft = (_repository(place, one, reachable) for one in wanted)
    from rigwise.core.models.hub.access import token

    there = place.cache
    while not there.exists() and there != there.parent:
        there = there.parent
    return HubFacts(
        endpoint=place.endpoint,
        reachable=reachable,
        model=model,
        draft=draft,
        free=_free(there),
        cache=str(place.cache),
        skew=skew,
        token=token(place) is not None,
    )


def _ask(endpoint: str) -> tuple[bool, float | None]:
    """The Hub answers, and how far this machine's clock is ahead of its."""
    try:
        answer = requests.head(f"{endpoint}/api/models", timeout=HUB_TIMEOUT_S, allow_redirects=False)
    except (requests.exceptions.RequestException, OSError):
        return False, None
    try:
        said = parsedate_to_datetime(answer.headers["Date"]).timestamp()
    except (KeyError, ValueError, TypeError):
        return True, None
    return True, time.time() - said


def _wanted(plan: Deployment) -> tuple[Reference | None, Reference | None]:
    """Repositories of the model and of its draft; None where nothing of the Hub is served."""
    checkpoint = plan.checkpoint
    model = None if checkpoint.folder else reference(checkpoint.model)
    return model, draft_repository(plan.options.speculative_config, beside=checkpoint.model)


def _repository(place: Place, wanted: Reference | None, reachable: bool) -> RepositoryFacts | None:
    if wanted is None:
        return None
    from rigwise.core.models.hub.cached import bytes_to_fetch
    from rigwise.core.models.hub.inspect import inspect, recall_latest

    try:
        if reachable:
            return RepositoryFacts(wanted.id, to_fetch=bytes_to_fetch(place, inspect(place, wanted)))
        known = recall_latest(place, wanted)
        return RepositoryFacts(wanted.id, to_fetch=bytes_to_fetch(place, known[0]) if known else None)
    except RigwiseError as error:
        return RepositoryFacts(wanted.id, error.problem)
