# SPDX-License-Identifier: Apache-2.0
"""Find the container engine and connect to it; say in words what stands in the way."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docker
import requests
import urllib3
from docker.errors import APIError, DockerException
from rigwise.core.problems import Problem, RigwiseError, refuse

CONNECT_TIMEOUT_S = 10

FAULTS = (DockerException, requests.exceptions.RequestException, urllib3.exceptions.HTTPError, OSError)
"""What a call to the engine may raise: its own answers (APIError is a DockerException), and broken connections."""


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


def connect() -> Engine:
    """The first engine that answers: DOCKER_HOST, the current docker context, then the usual sockets.

    Raises RigwiseError with the most telling reason: not allowed, not running, not installed.
    """
    causes: list[BaseException] = []
    for url in candidates():
        try:
            return _open(url)
        except (*FAULTS, ValueError) as error:
            causes.append(error)
            if os.environ.get("DOCKER_HOST"):
                break
    raise _refusal(causes)


def candidates() -> Iterator[str]:
    """Where an engine may listen, the person's own choice first."""
    host = os.environ.get("DOCKER_HOST")
    if host:
        yield host
        return
    context = _context_host()
    if context:
        yield context
    runtime = os.environ.get("XDG_RUNTIME_DIR", f"/run/user/{os.getuid()}")
    for socket in (
        "/var/run/docker.sock",
        f"{runtime}/docker.sock",  # rootless
        f"{Path.home()}/.docker/desktop/docker.sock",  # Docker Desktop
        f"{runtime}/podman/podman.sock",
        "/run/podman/podman.sock",
    ):
        if Path(socket).exists() or socket == "/var/run/docker.sock":
            yield f"unix://{socket}"


def _context_host() -> str | None:
    """The endpoint of the current docker context, None for the default one or an unreadable configuration."""
    try:
        from docker.context import ContextAPI

        context = ContextAPI.get_current_context()
        return None if context is None or context.name == "default" else context.Host
    except Exception:  # a damaged ~/.docker must not keep the default socket from being tried
        return None


def _open(url: str) -> Engine:
    client = docker.DockerClient(base_url=url, timeout=CONNECT_TIMEOUT_S)
    try:
        version = client.version()
        info = client.info()
    except BaseException:
        client.close()
        raise
    security = " ".join(info.get("SecurityOptions") or ())
    components = " ".join(str(part.get("Name", "")) for part in version.get("Components") or ())
    return Engine(client, url, str(version.get("Version", "")), "rootless" in security, "podman" in components.lower())


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error and everything it came from."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        for argument in error.args:
            if isinstance(argument, BaseException):
                yield from chain(argument)
        error = error.__cause__ or error.__context__


def _refusal(causes: list[BaseException]) -> RigwiseError:
    flat = [link for cause in causes for link in chain(cause)]
    if any(isinstance(link, PermissionError) for link in flat):
        return refuse(
            "engine-no-permission",
            "Docker is running, but this user may not use it.",
            "Run `sudo usermod -aG docker $USER`, then log out and in again.",
        )
    if any(isinstance(link, ConnectionRefusedError) for link in flat):
        return refuse(
            "engine-stopped", "Docker is installed but not running.", "Start it with `sudo systemctl start docker`."
        )
    if any(isinstance(link, FileNotFoundError) for link in flat):
        return refuse(
            "engine-missing",
            "No container engine was found on this machine.",
            "Install Docker (`sudo apt-get install docker.io`) or start it with `sudo systemctl start docker`.",
        )
    said = str(causes[0]) if causes else "nothing answered"
    return refuse(
        "engine-error", f"The container engine does not answer: {said[:200]}", "Check DOCKER_HOST and `docker info`."
    )


def lost(error: BaseException) -> bool:
    """The engine went away: not an answer of the engine, but of the connection."""
    if isinstance(error, APIError):
        return False
    return isinstance(error, FAULTS)


ENGINE_LOST = Problem(
    "engine-lost", "Docker stopped answering.", "Start it again with `sudo systemctl start docker`, then try again."
)


def explain(error: BaseException, **about: Any) -> Problem:
    """An engine's answer in a person's words. about: image, port and name, where they belong to the request."""
    if lost(error):
        return ENGINE_LOST
    text = str(getattr(error, "explanation", None) or error)
    lower = text.lower()
    image, port, name = (about.get(key, "") for key in ("image", "port", "name"))
    if "no space left on device" in lower:
        return Problem(
            "disk-full",
            "The disk that Docker keeps its images on is full.",
            "Free some space (`docker system df` shows what Docker holds), then try again.",
        )
    if "could not select device driver" in lower or "unknown runtime specified nvidia" in lower:
        return Problem(
            "toolkit-missing",
            "Docker cannot hand GPUs to a container: the NVIDIA Container Toolkit is missing.",
            "Install it with `sudo apt-get install nvidia-container-toolkit`, then `sudo nvidia-ctk runtime configure "
            "--runtime=docker` and `sudo systemctl restart docker`.",
        )
    if "nvidia-container-cli" in lower or "unsatisfied condition: cuda" in lower:
        return Problem(
            "driver-refused",
            f"The NVIDIA Container Toolkit refused the GPUs: {text[-200:].strip()}",
            "Update the NVIDIA driver, then try again.",
        )
    if "port is already allocated" in lower or "address already in use" in lower:
        return Problem("port-taken", f"Port {port} is in use by another program.", "Choose another port.")
    if "is already in use by container" in lower:
        return Problem(
            "name-taken",
            f"There is already a container named {name}.",
            f"Remove it with `docker rm {name}`, if you do not need it, or choose another name.",
        )
    if any(
        word in lower
        for word in ("no such host", "connection refused", "i/o timeout", "network is unreachable", "tls handshake")
    ):
        return Problem(
            "registry-unreachable",
            f"The image {image} is not on this machine and its registry cannot be reached.",
            "Check the network (and Docker's proxy settings), then try again.",
        )
    if ("manifest" in lower and "unknown" in lower) or ("not found" in lower and "manifest" in lower):
        return Problem("image-unknown", f"There is no image {image}.", "Choose another release of vLLM.")
    if "pull access denied" in lower or "no such image" in lower or "repository does not exist" in lower:
        return Problem(
            "image-missing", f"The image {image} is not on this machine.", "Pull it first, or check its name."
        )
    if "toomanyrequests" in lower or "rate limit" in lower:
        return Problem("registry-rate", "Docker Hub allows no more pulls for now.", "Wait an hour, or `docker login`.")
    if "bind source path does not exist" in lower:
        return Problem(
            "folder-missing", f"A folder that the container needs is gone: {text[-150:].strip()}", "Choose it again."
        )
    return Problem("engine-refused", f"Docker refused: {text[:300].strip()}", "Follow what it says, then try again.")
