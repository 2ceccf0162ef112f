# SPDX-License-Identifier: Apache-2.0
"""The `docker run` command of a Deployment, from the same ContainerSpec that the launch uses."""

from __future__ import annotations

import hashlib
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rigwise.core.memory.deployment import Deployment
from rigwise.core.memory.speculation import draft_of
from rigwise.core.serving.container import (
    BYTES,
    CDI_KIND,
    CONTAINER_PORT,
    DRAFT_BYTES,
    HUB_CACHE,
    KEPT_CAPABILITIES,
    KEY_FILE,
    LABEL,
    LOG_OPTIONS,
    LOOPBACK,
    SHARED_MEMORY,
    TOKEN_FILE,
    USUAL_WAY,
    CacheMount,
    ContainerSpec,
    Way,
)
from rigwise.core.serving.flags import DRAFT_FOLDER, MODEL_FOLDER, Flag, arguments, environment, flags
from rigwise.core.words import mark, phrase

IMAGE = "vllm/vllm-openai"


def image(deployment: Deployment) -> str:
    """The official image, pinned to the release whose rules the estimate used."""
    return f"{IMAGE}:v{deployment.vllm_version}"


def container_spec(
    deployment: Deployment,
    *,
    port: int = 8000,
    image_name: str | None = None,
    cache: Path | None = None,
    token_file: str | None = None,
    way: Way = USUAL_WAY,
) -> ContainerSpec:
    """The container that serves this deployment.

    image_name: another image than the official one; cache: instead of ~/.cache, for the Hub's and vLLM's caches.
    """
    cache = cache or Path.home() / ".cache"
    mounts = [
        CacheMount(str(cache / "huggingface"), HUB_CACHE),
        CacheMount(str(cache / "vllm"), "/root/.cache/vllm"),
    ]
    checkpoint, draft = deployment.checkpoint, draft_of(deployment)
    for one, there in ((checkpoint, MODEL_FOLDER), (draft, DRAFT_FOLDER)):
        if one is not None and one.folder:
            mounts.append(CacheMount(str(Path(one.folder).resolve()), there, read_only=True))
    given = arguments(deployment)
    settings = [(flag.name, flag.value or "") for flag in environment(deployment)]
    if token_file:
        settings.append(("HF_TOKEN_PATH", TOKEN_FILE))
    served = next((flag.value for flag in flags(deployment) if flag.name == "--served-model-name"), None)
    name = container_name(served or checkpoint.model)
    labels: tuple[tuple[str, str], ...] = (
        (LABEL, "1"),
        (f"{LABEL}.model", served or checkpoint.model),
        (f"{LABEL}.port", str(port)),
        (f"{LABEL}.plan", plan_hash(given, devices(deployment))),
        (f"{LABEL}.vllm", deployment.vllm_version),
    )
    for one, label in ((checkpoint, BYTES), (draft, DRAFT_BYTES)):
        if one is not None and one.download_bytes and not one.folder:
            labels += ((label, str(one.download_bytes)),)
    return ContainerSpec(
        name=name,
        image=image_name or image(deployment),
        arguments=given,
        devices=devices(deployment),
        port=port,
        mounts=tuple(mounts),
        environment=tuple(settings),
        labels=labels,
        token_file=token_file,
        way=way,
    )


def devices(deployment: Deployment) -> tuple[str, ...]:
    """Cards by the driver's numbers where they are known, else from 0."""
    gpus = deployment.rig.gpus
    return tuple(str(gpu.index if gpu.index is not None else position) for position, gpu in enumerate(gpus))


def container_name(model: str) -> str:
    """A name that Docker accepts: [a-zA-Z0-9][a-zA-Z0-9_.-]+."""
    short = re.sub(r"[^a-zA-Z0-9_.-]+", "-", model.rpartition("/")[2]).strip("-._")[:60]
    return f"rigwise-{short.lower() or 'model'}"


def plan_hash(given: tuple[str, ...], cards: tuple[str, ...]) -> str:
    return hashlib.sha256("\0".join((*given, "", *cards)).encode()).hexdigest()[:16]


def gpus_value(cards: tuple[str, ...]) -> str:
    """The value of --gpus: CSV, so several devices stand in quotes that belong to the value."""
    joined = ",".join(cards)
    return f'"device={joined}"' if len(cards) > 1 else f"device={joined}"


def docker_flags(spec: ContainerSpec) -> Iterator[Flag]:
    """The options of `docker run`, with their reasons."""
    yield Flag(
        "--detach", None, phrase("commands", "Runs in the background; Rigwise or `docker logs` shows what it says.")
    )
    yield Flag("--name", spec.name, phrase("commands", "To find it again."))
    yield Flag(
        "--init",
        None,
        phrase("commands", "Hands a stop on to the server from its first moment, and clears up what it leaves."),
    )
    one = len(spec.devices) == 1
    hands = (
        phrase("commands", "Hands this GPU to the container.")
        if one
        else phrase("commands", "Hands these GPUs to the container.")
    )
    if spec.way.cdi:
        for device in spec.devices:
            by_name = phrase("commands", "Hands this GPU to the container, by CDI.")
            yield Flag("--device", f"{CDI_KIND}={device}", by_name)
    else:
        yield Flag("--gpus", gpus_value(spec.devices), hands)
    why = phrase("commands", "The processes of one server talk through shared memory; Docker's 64 MiB do not do.")
    yield Flag("--ipc", "host", why) if spec.way.ipc_host else Flag("--shm-size", str(SHARED_MEMORY), why)
    reach = (
        phrase("commands", "Reachable from this machine only, at this port.")
        if spec.address == LOOPBACK
        else phrase("commands", "Reachable from other machines too, with the API key, at this port.")
    )
    yield Flag("--publish", f"{spec.address}:{spec.port}:{CONTAINER_PORT}", reach)
    if spec.restart != "no":
        yield Flag(
            "--restart",
            spec.restart,
            phrase("commands", "Docker starts it again after a crash and when the machine starts."),
        )
    yield Flag("--security-opt", "no-new-privileges", phrase("commands", "Nothing in the container can gain rights."))
    yield Flag(
        "--cap-drop", "ALL", phrase("commands", "The server needs none of the rights that Docker grants by default …")
    )
    for name in KEPT_CAPABILITIES:
        yield Flag(
            "--cap-add", name, phrase("commands", "… but this one: it writes into cache folders that belong to you.")
        )
    yield Flag(
        "--log-driver", "json-file", phrase("commands", "Keeps what the server says where Rigwise can read it …")
    )
    for name, value in LOG_OPTIONS:
        yield Flag("--log-opt", f"{name}={value}", phrase("commands", "… and no more of it than 200 MB."))
    for mount in spec.mounts:
        reason = {
            HUB_CACHE: phrase("commands", "Downloaded models stay on this machine."),
            "/root/.cache/vllm": phrase("commands", "Compiled kernels stay, so that the next start is faster."),
        }.get(mount.container, phrase("commands", "The model's folder, which the container may only read."))
        options = f"type=bind,source={mount.host},target={mount.container}"
        yield Flag("--mount", _csv(options, mount.host) + (",readonly" if mount.read_only else ""), reason)
    if spec.token_file:
        options = f"type=bind,source={spec.token_file},target={TOKEN_FILE}"
        yield Flag(
            "--mount",
            f"{options},readonly",
            phrase("commands", "The Hub token, as a file that only the container reads."),
        )
    if spec.key_file:
        options = f"type=bind,source={spec.key_file},target={KEY_FILE}"
        yield Flag(
            "--mount",
            f"{options},readonly",
            phrase("commands", "The API key, as a file that only the container reads."),
        )
    for name, value in spec.environment:
        yield Flag("--env", f"{name}={value}", phrase("commands", _ENVIRONMENT.get(name, _SETTING)))
    for name, value in spec.labels:
        yield Flag("--label", f"{name}={value}", phrase("commands", "Lets Rigwise recognise its servers."))


_SETTING = mark("commands", "A setting of the server.")
_ENVIRONMENT = {
    "VLLM_NO_USAGE_STATS": mark("commands", "Tells vLLM to send no usage statistics."),
    "CUDA_DEVICE_ORDER": mark("commands", "Numbers different cards the way the driver does."),
    "HF_TOKEN_PATH": mark("commands", "Where the container finds the Hub token."),
}


def _csv(options: str, host: str) -> str:
    """--mount takes CSV: a folder with a comma or quote in its name has its field quoted."""
    if "," not in host and '"' not in host:
        return options
    field = "source=" + host.replace('"', '""')
    return options.replace(f"source={host}", f'"{field}"')


def argv(spec: ContainerSpec) -> tuple[str, ...]:
    """The command as a list, for a process."""
    options = tuple(argument for flag in docker_flags(spec) for argument in flag.arguments)
    return ("docker", "run", *options, spec.image, *spec.arguments)


def command(spec: ContainerSpec) -> str:
    """The command as text for a shell, one option a line."""
    lines = ["docker run"]
    lines += [" ".join(shlex.quote(part) for part in flag.arguments) for flag in docker_flags(spec)]
    lines.append(shlex.quote(spec.image))
    group: list[str] = []
    for argument in spec.arguments:
        if argument.startswith("--") and group:
            lines.append(" ".join(shlex.quote(part) for part in group))
            group = []
        group.append(argument)
    lines.append(" ".join(shlex.quote(part) for part in group))
    return " \\\n  ".join(lines)


def write(deployment: Deployment, *, port: int = 8000, way: Way = USUAL_WAY) -> str:
    """`rigwise plan --format docker`."""
    return command(container_spec(deployment, port=port, way=way))


def as_json(deployment: Deployment, *, port: int = 8000, way: Way = USUAL_WAY) -> dict[str, Any]:
    """The command as data: argument list, and a sentence for each flag."""
    spec = container_spec(deployment, port=port, way=way)
    every = (*docker_flags(spec), *flags(deployment))
    return {
        "argv": list(argv(spec)),
        "command": command(spec),
        "flags": [{"name": flag.name, "value": flag.value, "why": flag.why} for flag in every],
    }
