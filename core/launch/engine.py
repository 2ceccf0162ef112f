# SPDX-License-Identifier: Apache-2.0
"""Find the container engine and connect to it; say in words what stands in the way."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import docker
from docker.context import ContextAPI
from rigwise.core.launch.refusals import FAULTS, chain
from rigwise.core.problems import Problem, RigwiseError
from rigwise.core.words import phrase

CONNECT_TIMEOUT_S = 10  # an engine that is busy with a large image takes seconds, a hung one never answers
WORK_TIMEOUT_S = 60  # the SDK's own: NVIDIA's hook takes tens of seconds to wake cards without persistence mode


@dataclass(frozen=True)
class Engine:
    """A connection to a Docker-compatible engine.

    url:      where it listens. rootless: runs as this user. podman: speaks Docker's protocol but is Podman.
    """

    client: docker.DockerClient
    url: str
    version: str
    rootless: bool = False
    podman: bool = False

    def close(self) -> None:
        self.client.close()


@dataclass(frozen=True, slots=True)
class Place:
    """Where an engine may listen. chosen_by: what the person set ("DOCKER_HOST", "the docker context NAME"), or ""."""

    url: str
    chosen_by: str = ""

    @property
    def here(self) -> bool:
        """On this machine: its GPUs are the ones that Rigwise knows."""
        parts = urlsplit(self.url)
        return parts.scheme in ("unix", "npipe", "http+unix") or parts.hostname in ("127.0.0.1", "localhost", "::1")


def connect() -> Engine:
    """The first engine that answers: DOCKER_HOST, the current docker context, then the usual sockets.

    Raises RigwiseError with the most telling reason: not on this machine, not allowed, not running, not installed.
    """
    reasons: list[Problem] = []
    for place in places():
        try:
            return _open(place)
        except RigwiseError as error:
            reasons.append(error.problem)
    raise RigwiseError(min(reasons, key=lambda reason: _TELLING.index(reason.code)))


def places() -> Iterator[Place]:
    """The person's own choice first. DOCKER_HOST alone counts where it is set, as for the docker command."""
    host = os.environ.get("DOCKER_HOST")
    if host:
        yield Place(host, "DOCKER_HOST")
        return
    context = _context()
    if context:
        yield context
    runtime = os.environ.get("XDG_RUNTIME_DIR", f"/run/user/{os.getuid()}")
    yield Place("unix:///var/run/docker.sock")
    yield Place(f"unix://{runtime}/docker.sock")  # rootless
    yield Place(f"unix://{Path.home()}/.docker/desktop/docker.sock")  # Docker Desktop
    yield Place(f"unix://{runtime}/podman/podman.sock")
    yield Place("unix:///run/podman/podman.sock")


def _context() -> Place | None:
    """The endpoint of the current docker context, None for the default one or an unreadable configuration."""
    try:
        context = ContextAPI.get_context(os.environ.get("DOCKER_CONTEXT"))
        if context is None or context.name == "default" or not context.Host:
            return None
        return Place(str(context.Host), phrase("engine", "the docker context {name}").format(name=context.name))
    except Exception:  # a damaged ~/.docker must not keep the default socket from being tried
        return None


def _open(place: Place) -> Engine:
    if not place.here:
        raise RigwiseError(_elsewhere(place))
    client = None
    try:
        client = docker.DockerClient(base_url=place.url, timeout=CONNECT_TIMEOUT_S)
        version, info = client.version(), client.info()
    except (*FAULTS, ValueError) as error:
        if client is not None:
            client.close()
        raise RigwiseError(refusal(place, error, installed=_installed())) from error
    client.api.timeout = WORK_TIMEOUT_S
    security = " ".join(info.get("SecurityOptions") or ())
    components = " ".join(str(part.get("Name", "")) for part in version.get("Components") or ())
    return Engine(
        client, place.url, str(version.get("Version", "")), "rootless" in security, "podman" in components.lower()
    )


def _installed() -> bool:
    search = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin", "/usr/local/bin"))
    return shutil.which("dockerd", path=search) is not None


# the reason to show when no engine answers: what the person can do something about comes first
_TELLING = ("engine-no-permission", "engine-error", "engine-stopped", "engine-elsewhere", "engine-missing")


def _elsewhere(place: Place) -> Problem:
    undo = (
        phrase("engine", "Run `unset DOCKER_HOST`, or start Rigwise over there.")
        if place.chosen_by == "DOCKER_HOST"
        else phrase("engine", "Run `docker context use default`, or start Rigwise over there.")
    )
    sentence = phrase(
        "engine", "{setting} leads to another machine ({url}), but Rigwise serves with the GPUs of this one."
    )
    return Problem(
        "engine-elsewhere",
        sentence.format(setting=f"{place.chosen_by[:1].upper()}{place.chosen_by[1:]}", url=place.url),
        undo,
    )


def refusal(place: Place, error: BaseException, *, installed: bool) -> Problem:
    """Why no engine answers at this place. installed: Docker's daemon is on this machine."""
    links = tuple(chain(error))
    podman = "podman" in place.url
    if any(isinstance(link, PermissionError) for link in links) and not podman:
        return Problem(
            "engine-no-permission",
            phrase("engine", "Docker is running, but this user may not use it."),
            phrase("engine", "Run `sudo usermod -aG docker $USER`, then log out and in again."),
        )
    start = _start_command(place)
    if any(isinstance(link, ConnectionRefusedError) for link in links):
        return Problem("engine-stopped", phrase("engine", "Docker is installed but not running."), start)
    if podman or any(isinstance(link, FileNotFoundError | NotADirectoryError) for link in links):
        if place.chosen_by:
            sentence = phrase("engine", "No container engine listens at {url}, which is what {setting} says.").format(
                url=place.url, setting=place.chosen_by
            )
            return Problem(
                "engine-missing",
                sentence,
                phrase("engine", "Start it there, or change {setting}.").format(setting=place.chosen_by),
            )
        if installed and place.url == "unix:///var/run/docker.sock":
            return Problem("engine-stopped", phrase("engine", "Docker is installed but not running."), start)
        return Problem(
            "engine-missing",
            phrase("engine", "No container engine was found on this machine."),
            phrase("engine", "Install Docker: `sudo apt-get install docker.io`."),
        )
    return Problem(
        "engine-error",
        phrase("engine", "The container engine at {url} does not answer: {error}").format(
            url=place.url, error=str(error)[:200]
        ),
        phrase("engine", "See what `docker info` says."),
    )


def _start_command(place: Place) -> str:
    if "/desktop/" in place.url:
        return phrase("engine", "Start Docker Desktop.")
    if "/run/user/" in place.url:
        return phrase("engine", "Start it with `systemctl --user start docker`.")
    if Path("/var/snap/docker").exists():
        return phrase("engine", "Start it with `sudo snap start docker`.")
    return phrase("engine", "Start it with `sudo systemctl start docker`.")
