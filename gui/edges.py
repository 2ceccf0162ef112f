# SPDX-License-Identifier: Apache-2.0
"""What the window needs of the outside world, as one value: the real things, or a test's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    # the Docker SDK takes a tenth of a second to import: after the window is there
    from rigwise.core.hardware.detection import Detection
    from rigwise.core.launch.engine import Engine
    from rigwise.core.launch.preflight.facts import Facts
    from rigwise.core.memory.deployment import Deployment
    from rigwise.core.models.hub.place import Place
    from rigwise.core.serving.container import ContainerSpec


def real_probe() -> Detection:
    """The GPUs, with what earlier starts on them showed."""
    from rigwise.core.hardware.nvml import probe
    from rigwise.core.launch.measurements import remembered

    detection = probe()
    return replace(detection, rig=remembered(detection.rig)) if detection.rig else detection


def real_engine() -> Engine:
    from rigwise.core.launch.engine import connect

    return connect()


def hub_token_file() -> str | None:
    """The Hub's own login file, where a person has logged in; only its path leaves this function."""
    from pathlib import Path

    from huggingface_hub import constants

    path = Path(constants.HF_TOKEN_PATH)
    return str(path) if path.is_file() else None


def real_spec(deployment: Deployment, port: int) -> ContainerSpec:
    """The container on this machine: the person's caches, and their login file where there is one."""
    from rigwise.core.serving.docker import container_spec

    return container_spec(deployment, port=port, token_file=hub_token_file())


def real_folder() -> Path:
    """Where this person's profiles and last plan lie, and their settings."""
    from rigwise.core.files import config_folder

    return config_folder()


def real_key_file(name: str) -> Path:
    """Where a server's API key lies; it is made when the server starts."""
    from rigwise.core.launch.keys import key_file

    return key_file(name)


def the_hub() -> Place:
    """The Hub, and where its files lie here."""
    from rigwise.core.models.hub.place import real_place

    return real_place()


def real_preflight(deployment: Deployment, image: str, port: int) -> Facts:
    """What may stand in the way of a start on this machine."""
    from rigwise.core.launch.preflight.look import look
    from rigwise.core.models.hub.place import real_place

    return look(real_engine, real_probe, plan=deployment, image=image, port=port, place=real_place())


@dataclass(frozen=True)
class Edges:
    """probe, connect and folder's files block and are used in worker threads; spec is pure but for the look at the login file."""

    probe: Callable[[], Detection] = real_probe
    connect: Callable[[], Engine] = real_engine
    spec: Callable[[Deployment, int], ContainerSpec] = real_spec
    folder: Callable[[], Path] = real_folder
    key_file: Callable[[str], Path] = real_key_file
    place: Callable[[], Place] = the_hub
    preflight: Callable[[Deployment, str, int], Facts] = real_preflight
    telemetry_ms: int = 1000
