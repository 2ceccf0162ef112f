# SPDX-License-Identifier: Apache-2.0
"""Living with a server: whether it starts with the machine, a newer image for it, and what its removal frees."""

from __future__ import annotations

import contextlib
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from docker.errors import ImageNotFound
from rigwise.core.launch.engine import Engine
from rigwise.core.launch.pull import PullProgress, has_image, pull
from rigwise.core.launch.refusals import FAULTS, explain
from rigwise.core.launch.server import Server, inspect, remove, servers
from rigwise.core.memory.deployment import LATEST_RELEASE
from rigwise.core.memory.releases import version_key
from rigwise.core.problems import RigwiseError, refuse
from rigwise.core.serving.container import LABEL
from rigwise.core.serving.docker import IMAGE
from rigwise.core.units import format_gb
from rigwise.core.words import phrase


def set_restart(engine: Engine, identity: str, *, on_boot: bool) -> Server:
    """Whether Docker starts it again after a crash and when the machine starts."""
    inspect(engine, identity)  # ours, and there
    policy: Any = {"Name": "unless-stopped" if on_boot else "no", "MaximumRetryCount": 0}
    try:
        engine.client.api.update_container(identity, restart_policy=policy)
    except FAULTS as error:
        raise RigwiseError(explain(error)) from error
    return inspect(engine, identity)


def newer_image(server: Server) -> str | None:
    """The official image of the newest release that Rigwise knows, None where the server has it, or another kind."""
    repository, _, tag = server.image.rpartition(":")
    if repository.removeprefix("docker.io/") != IMAGE or not re.fullmatch(r"v\d+\.\d+\.\d+", tag):
        return None
    return f"{IMAGE}:v{LATEST_RELEASE}" if version_key(tag) < version_key(LATEST_RELEASE) else None


@dataclass(frozen=True, slots=True)
class Freed:
    """What a removal gives back, in bytes; image: None where another container still needs it, or it is unknown.

    The model's files are never removed with a server.
    """

    container: int
    image: int | None
    image_name: str

    @property
    def sentence(self) -> str:
        if self.image is None:
            words = phrase("servers", "Removing the server frees {size}. The model stays in your Hub cache.")
            return words.format(size=format_gb(self.container, 2))
        return phrase(
            "servers",
            "Removing the server frees {size}, and its image {image} another {image_size}, if that goes too. "
            "The model stays in your Hub cache.",
        ).format(size=format_gb(self.container, 2), image=self.image_name, image_size=format_gb(self.image))


def frees(engine: Engine, server: Server) -> Freed:
    """What removing this server would free."""
    try:
        attrs = engine.client.api.inspect_container(server.id)
        listed = engine.client.api.containers(all=True, size=True, filters={"id": server.id})
        own = int(next((row.get("SizeRw") or 0 for row in listed), 0))
        users = engine.client.api.containers(all=True, filters={"ancestor": attrs["Image"]})
        image = None
        if all(row["Id"] == server.id for row in users):
            image = int(engine.client.images.get(attrs["Image"]).attrs.get("Size") or 0)
    except ImageNotFound:
        return Freed(own, None, server.image)
    except FAULTS as error:
        raise RigwiseError(explain(error)) from error
    return Freed(own, image, server.image)


def remove_with_image(engine: Engine, server: Server) -> None:
    """The server and its image, where no other container needs it."""
    freed = frees(engine, server)
    remove(engine, server.id)
    if freed.image is not None:
        try:
            engine.client.images.remove(server.image)
        except ImageNotFound:
            return
        except FAULTS as error:
            raise RigwiseError(explain(error, image=server.image)) from error


def renew(
    engine: Engine,
    identity: str,
    image: str,
    cancel: threading.Event,
    report: Callable[[PullProgress], None],
) -> Server:
    """The same server on another image: fetched first, then swapped; the old container comes back if the new one does
    not start. Raises RigwiseError or Cancelled.

    Arguments, cards, mounts and rights stay as they are; the estimate was made for the old release.
    """
    server = inspect(engine, identity)
    if not has_image(engine, image):
        pull(engine, image, cancel, report)
    kept = f"{server.name}-before"
    if any(other.name == kept for other in servers(engine)):
        raise refuse(
            "renewal-unfinished",
            phrase("servers", "There is still a container {kept}.").format(kept=kept),
            phrase("servers", "Remove it: `docker rm {kept}`.").format(kept=kept),
        )
    api: Any = engine.client.api
    try:
        attrs = api.inspect_container(identity)
        if server.alive:
            api.stop(identity, timeout=10)
        api.rename(identity, kept)
        try:
            made = api.create_container_from_config(_config(attrs, image), server.name)
            api.start(made["Id"])
        except FAULTS:
            _put_back(api, server, kept)
            raise
        api.remove_container(identity, force=True)
        return inspect(engine, made["Id"])
    except FAULTS as error:
        raise RigwiseError(explain(error, image=image, port=server.port, name=server.name)) from error


def _put_back(api: Any, server: Server, kept: str) -> None:
    with contextlib.suppress(*FAULTS):
        api.remove_container(server.name, force=True)
    api.rename(kept, server.name)
    if server.alive:
        api.start(server.id)


def _config(attrs: dict[str, Any], image: str) -> dict[str, Any]:
    """The same container, from what the engine tells of it, on another image."""
    config = attrs["Config"]
    labels = {**config["Labels"]}
    release = re.search(r":v(\d+\.\d+\.\d+)", image)
    if release:
        labels[f"{LABEL}.vllm"] = release[1]
    own = [entry for entry in config.get("Env") or () if entry.split("=", 1)[0] in _SETTINGS]
    return {
        "Image": image,
        "Cmd": config["Cmd"],
        "Env": own,
        "Labels": labels,
        "ExposedPorts": config.get("ExposedPorts"),
        "HostConfig": attrs["HostConfig"],
    }


# what Rigwise sets itself (core/serving); the rest of a container's environment came with its old image
_SETTINGS = frozenset({"VLLM_NO_USAGE_STATS", "CUDA_DEVICE_ORDER", "HF_TOKEN_PATH", "VLLM_PP_LAYER_PARTITION"})
