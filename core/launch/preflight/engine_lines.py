# SPDX-License-Identifier: Apache-2.0
"""The engine: whether it answers, what kind it is, whether it hands over GPUs and has the image."""

from __future__ import annotations

from collections.abc import Iterator

from rigwise.core.launch.preflight.facts import AMBER, GREEN, RED, Check, EngineFacts, Facts, problem_line
from rigwise.core.problems import Problem
from rigwise.core.units import GB, format_gb
from rigwise.core.words import phrase

OLDEST_ENGINE = (19, 3)  # --gpus came with 19.03
IMAGE_ROOM = 40 * GB  # pulled and unpacked; reports on images of 0.11 to 0.13 name 12 to 29 GB (vllm issue 27154)
SNAP = "/var/snap/"  # where the snap's Docker has to keep its images


def engine(facts: Facts) -> Iterator[Check]:
    """Whether one answers, and of what kind it is."""
    engine, title = facts.engine, phrase("preflight", "Container engine")
    if isinstance(engine, Problem):
        yield problem_line(engine, "engine", title)
        return
    name = "Podman" if engine.podman else "Docker"
    says = (
        phrase("preflight", "{engine} {version} answers; it runs without root rights.")
        if engine.rootless
        else phrase("preflight", "{engine} {version} answers.")
    ).format(engine=name, version=engine.version)
    if not engine.podman and _version(engine.version) < OLDEST_ENGINE:
        old = phrase("preflight", "It cannot hand over GPUs.")
        yield Check("engine", title, RED, " ".join((says, old)), phrase("preflight", "Update Docker to 24 or newer."))
    elif engine.podman:
        fix = phrase("preflight", "Install Docker Engine beside it: `sudo apt-get install docker.io`.")
        without = phrase("preflight", "Its Docker-compatible socket hands over no GPU.")
        yield Check("engine", title, AMBER, " ".join((says, without)), fix)
    else:
        yield Check("engine", title, GREEN, says)
    yield from _kind(engine, wsl=facts.wsl)


def _kind(engine: EngineFacts, *, wsl: bool) -> Iterator[Check]:
    """Engines that work in a way of their own."""
    title = phrase("preflight", "Kind of engine")
    if "docker desktop" in engine.system.lower() and not wsl:
        says = phrase("preflight", "Docker Desktop for Linux runs containers in a virtual machine, which sees no GPU.")
        fix = phrase("preflight", "Install Docker Engine: `sudo apt-get install docker.io`.")
        yield Check("engine-kind", title, RED, says, fix)
    elif engine.data.startswith(SNAP):
        says = phrase("preflight", "Docker from the snap store sees no NVIDIA driver.")
        fix = phrase("preflight", "Run `sudo snap remove docker`, then `sudo apt-get install docker.io`.")
        yield Check("engine-kind", title, RED, says, fix)
    elif wsl:
        says = phrase(
            "preflight", "This is Linux under Windows: the driver is Windows' own, and CUDA sees the whole card."
        )
        fix = phrase(
            "preflight", "Keep models in Linux' own folders (/mnt/c is slow), and give WSL enough memory in .wslconfig."
        )
        yield Check("engine-kind", title, AMBER, says, fix)


def _version(text: str) -> tuple[int, ...]:
    digits = text.split("+")[0].split("-")[0].split(".")
    return tuple(int(part) for part in digits[:2] if part.isdigit())


def handover(facts: Facts) -> Iterator[Check]:
    """Whether a container got the GPUs."""
    if facts.way is None:
        return
    title = phrase("preflight", "GPUs in containers")
    if facts.handover is None and facts.way.cdi:
        says = phrase(
            "preflight",
            "A container was started with the GPUs by their names in CDI (--device nvidia.com/gpu=… for --gpus), as Rigwise "
            "will do it, and removed again.",
        )
        yield Check("handover", title, GREEN, says)
    elif facts.handover is None:
        says = phrase("preflight", "A container was started with the GPUs, and removed again.")
        yield Check("handover", title, GREEN, says)
    else:
        yield problem_line(facts.handover, "handover", title)


def image(facts: Facts, engine: EngineFacts) -> Iterator[Check]:
    """Whether the image is here, or there is room for it."""
    image, title = facts.image, phrase("preflight", "vLLM image")
    if image is None:
        return
    if image.here:
        here = phrase("preflight", "{image} is on this machine.").format(image=image.name)
        yield Check("image", title, GREEN, here)
        return
    if engine.free is None:
        says = phrase(
            "preflight",
            "{image} has to be fetched, about 10 GB; how much room Docker's disk has cannot be seen from here.",
        ).format(image=image.name)
        fix = phrase("preflight", "See that it has {room} free: `docker system df`.").format(
            room=format_gb(IMAGE_ROOM, 0)
        )
        yield Check("image", title, AMBER, says, fix)
    elif engine.free < IMAGE_ROOM:
        says = phrase("preflight", "{image} has to be fetched and unpacked, and {folder} has {free} free.").format(
            image=image.name, folder=engine.data, free=format_gb(engine.free)
        )
        fix = phrase("preflight", "Free some ({room} are enough): `docker image prune` removes unused images.").format(
            room=format_gb(IMAGE_ROOM, 0)
        )
        yield Check("image", title, RED if engine.free < IMAGE_ROOM / 2 else AMBER, says, fix)
    else:
        says = phrase("preflight", "{image} will be fetched, about 10 GB; {folder} has {free} free.").format(
            image=image.name, folder=engine.data, free=format_gb(engine.free, 0)
        )
        yield Check("image", title, GREEN, says)
