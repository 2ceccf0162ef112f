# SPDX-License-Identifier: Apache-2.0
"""What the facts mean for a start: one line a subject, green, amber or red, each with its remedy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import floor

from rigwise.core.hardware.detection import Device
from rigwise.core.launch.preflight.facts import Check, EngineFacts, Facts, HubFacts, Level, RepositoryFacts
from rigwise.core.memory.deployment import LATEST_RELEASE, Deployment
from rigwise.core.memory.estimate import estimate
from rigwise.core.memory.releases import first_needing_more_than, release
from rigwise.core.problems import Problem, Remedy
from rigwise.core.units import GB, GIB, format_gb, format_gib
from rigwise.core.words import number, phrase

GREEN, AMBER, RED = Level.GREEN, Level.AMBER, Level.RED

OLDEST_ENGINE = (19, 3)  # --gpus came with 19.03
IMAGE_ROOM = 40 * GB  # pulled and unpacked; reports on images of 0.11 to 0.13 name 12 to 29 GB (vllm issue 27154)
SHARED_MEMORY = GIB  # vLLM 0.33 asks for 160 MiB a queue, NCCL for some MiB a pair of cards
# Of vLLM 0.32 with a model of no size: 1.0 GiB for server and engine, 1.5 GiB a worker (measured, PSS)
BASE_MEMORY, WORKER_MEMORY = GIB, round(1.5 * GIB)
LEFT_FREE = 0.02  # of a card: what holds some of it now may take a little more
SNAP = "/var/snap/"  # where the snap's Docker has to keep its images
MOST_SKEW_S = 300  # signed addresses of the Hub's files hold for minutes


def judge(facts: Facts) -> tuple[Check, ...]:
    """All lines, in the order in which a start would meet them."""
    return tuple(_lines(facts))


def worst(checks: tuple[Check, ...]) -> Level:
    levels = {check.level for check in checks}
    return RED if RED in levels else AMBER if AMBER in levels else GREEN


def _lines(facts: Facts) -> Iterator[Check]:
    yield from _engine(facts)
    yield from _driver(facts)
    if isinstance(facts.engine, EngineFacts):
        yield from _handover(facts)
        yield from _image(facts, facts.engine)
    yield from _cards(facts)
    yield _port(facts)
    yield from _memory(facts)
    if facts.hub is not None:
        yield from _hub(facts.hub)


def _of(problem: Problem, code: str, title: str, level: Level = RED) -> Check:
    return Check(code, title, level, problem.message, problem.fix)


# the engine


def _engine(facts: Facts) -> Iterator[Check]:
    engine = facts.engine
    if isinstance(engine, Problem):
        yield _of(engine, "engine", phrase("preflight", "Container engine"))
        return
    name = "Podman" if engine.podman else "Docker"
    says = (
        phrase("preflight", "{engine} {version} answers; it runs without root rights.")
        if engine.rootless
        else phrase("preflight", "{engine} {version} answers.")
    ).format(engine=name, version=engine.version)
    if not engine.podman and _version(engine.version) < OLDEST_ENGINE:
        old = phrase("preflight", "It cannot hand over GPUs.")
        yield Check(
            "engine",
            phrase("preflight", "Container engine"),
            RED,
            " ".join((says, old)),
            phrase("preflight", "Update Docker to 24 or newer."),
        )
    elif engine.podman:
        fix = phrase("preflight", "Install Docker Engine beside it: `sudo apt-get install docker.io`.")
        without = phrase("preflight", "Its Docker-compatible socket hands over no GPU.")
        yield Check("engine", phrase("preflight", "Container engine"), AMBER, " ".join((says, without)), fix)
    else:
        yield Check("engine", phrase("preflight", "Container engine"), GREEN, says)
    desktop = "docker desktop" in engine.system.lower()
    if desktop and not facts.wsl:
        says = phrase("preflight", "Docker Desktop for Linux runs containers in a virtual machine, which sees no GPU.")
        yield Check(
            "engine-kind",
            phrase("preflight", "Kind of engine"),
            RED,
            says,
            phrase("preflight", "Install Docker Engine: `sudo apt-get install docker.io`."),
        )
    elif engine.data.startswith(SNAP):
        says = phrase("preflight", "Docker from the snap store sees no NVIDIA driver.")
        fix = phrase("preflight", "Run `sudo snap remove docker`, then `sudo apt-get install docker.io`.")
        yield Check("engine-kind", phrase("preflight", "Kind of engine"), RED, says, fix)
    elif facts.wsl:
        says = phrase(
            "preflight", "This is Linux under Windows: the driver is Windows' own, and CUDA sees the whole card."
        )
        fix = phrase(
            "preflight", "Keep models in Linux' own folders (/mnt/c is slow), and give WSL enough memory in .wslconfig."
        )
        yield Check("engine-kind", phrase("preflight", "Kind of engine"), AMBER, says, fix)


def _version(text: str) -> tuple[int, ...]:
    digits = text.split("+")[0].split("-")[0].split(".")
    return tuple(int(part) for part in digits[:2] if part.isdigit())


# driver and cards


def _driver(facts: Facts) -> Iterator[Check]:
    rig = facts.detection.rig
    for problem in facts.detection.problems:
        yield _of(problem, problem.code, phrase("preflight", "GPUs"), RED if rig is None else AMBER)
    if rig is None or rig.driver_version is None:
        return
    rules = release(_release(facts))
    need, have = rules.minimum_driver, int(rig.driver_version.split(".")[0])
    cuda = facts.image.cuda if facts.image else None
    if cuda is not None:  # what the image itself says counts more than what its release usually has
        need = 580 if cuda[0] >= 13 else 525  # NVIDIA: minor-version compatibility within CUDA 13 and 12
    name = "CUDA " + (f"{cuda[0]}.{cuda[1]}" if cuda else str(rules.cuda_major))
    if have < need:
        says = phrase(
            "preflight", "Driver {driver} is too old for the image's {cuda}, which needs {need} or newer."
        ).format(driver=rig.driver_version, cuda=name, need=need)
        first = first_needing_more_than(have)
        fix = (
            phrase(
                "preflight",
                "Update the driver to {need} or newer, or choose a vLLM before {first}: its images run with yours.",
            )
            if first
            else phrase("preflight", "Update the driver to {need} or newer.")
        ).format(need=need, first=first)
        yield Check("driver", phrase("preflight", "NVIDIA driver"), RED, says, fix)
    else:
        yield Check(
            "driver",
            phrase("preflight", "NVIDIA driver"),
            GREEN,
            phrase("preflight", "Driver {driver} serves the image's {cuda}.").format(
                driver=rig.driver_version, cuda=name
            ),
        )
    for gpu in (facts.plan.rig if facts.plan else rig).gpus:
        if gpu.compute_capability < rules.minimum_capability:
            have_cc, need_cc = (".".join(map(str, pair)) for pair in (gpu.compute_capability, rules.minimum_capability))
            says = phrase(
                "preflight",
                "The {card} has compute capability {have}; the image holds code from {need} on.",
            ).format(card=gpu.short_name, have=have_cc, need=need_cc)
            yield Check(
                "capability",
                phrase("preflight", "GPU generation"),
                RED,
                says,
                phrase("preflight", "Leave this card out, or choose an older release."),
            )


def _release(facts: Facts) -> str:
    return facts.plan.vllm_version if facts.plan else LATEST_RELEASE


def _handover(facts: Facts) -> Iterator[Check]:
    if facts.way is None:
        return
    if facts.handover is None and facts.way.cdi:
        says = phrase(
            "preflight",
            "A container was started with the GPUs by their names in CDI (--device nvidia.com/gpu=… for --gpus), as Rigwise "
            "will do it, and removed again.",
        )
        yield Check("handover", phrase("preflight", "GPUs in containers"), GREEN, says)
    elif facts.handover is None:
        yield Check(
            "handover",
            phrase("preflight", "GPUs in containers"),
            GREEN,
            phrase("preflight", "A container was started with the GPUs, and removed again."),
        )
    else:
        yield _of(facts.handover, "handover", phrase("preflight", "GPUs in containers"))


def _cards(facts: Facts) -> Iterator[Check]:
    """What the start will demand of each card against what is free now: vLLM refuses where less is free."""
    plan = facts.plan
    now = {device.gpu.uuid: device for device in facts.detection.devices if device.gpu.uuid}
    if plan is None:
        return
    demand = _demand(plan)
    for position, gpu in enumerate(plan.rig.gpus):
        device = now.get(gpu.uuid or "")
        if device is None or device.memory_free is None:
            continue
        card = gpu.index if gpu.index is not None else position
        title = phrase("preflight", "Memory of GPU {number}").format(number=card)
        free = min(device.memory_free, gpu.total_bytes)
        holders = _holders(device)
        says = phrase("preflight", "{free} of {total} are free; the start takes {demand}.").format(
            free=format_gib(free), total=format_gib(gpu.total_bytes), demand=format_gib(demand[position])
        )
        if free < demand[position]:
            fix = phrase("preflight", "End what you do not need there, then check again.")
            words = " ".join(filter(None, (says, holders)))
            yield Check(f"memory-{card}", title, RED, words, fix, _less(plan, free, gpu.total_bytes))
        else:
            yield Check(f"memory-{card}", title, GREEN, says)


def _less(plan: Deployment, free: int, total: int) -> Remedy | None:
    """vLLM takes what is free on the fullest card; None where the plan does not start with that."""
    share = floor((free / total - LEFT_FREE) * 100) / 100
    if share <= 0:
        return None
    options = replace(plan.options, gpu_memory_utilization=share, kv_cache_memory_bytes=None)
    if not estimate(replace(plan, options=options)).starts:
        return None
    label = phrase("preflight", "Let vLLM use {share} of the card").format(share=number(share, ".0%"))
    return Remedy(label, (("gpu_memory_utilization", share), ("kv_cache_memory_bytes", None)))


def _demand(plan: Deployment) -> tuple[int, ...]:
    """Bytes that must be free on each card: total x gpu_memory_utilization (vLLM v1/worker/utils.py, request_memory),
    or, with kv_cache_memory_bytes, what the estimate says will be used."""
    options = plan.options
    share = options.gpu_memory_utilization or release(plan.vllm_version).utilization
    if options.kv_cache_memory_bytes:
        found = estimate(plan)
        if len(found.per_gpu) == len(plan.rig.gpus):
            return tuple(card.weights + card.kv_cache + card.overhead for card in found.per_gpu)
    return tuple(int(gpu.total_bytes * share) for gpu in plan.rig.gpus)


def _holders(device: Device) -> str:
    named = sorted(device.processes, key=lambda process: -(process.bytes or 0))[:3]
    words = []
    for process in named:
        name = process.name or phrase("preflight", "process {pid}").format(pid=process.pid)
        words.append(f"{name} ({format_gib(process.bytes)})" if process.bytes else name)
    return phrase("preflight", "Held by {programs}.").format(programs=", ".join(words)) if words else ""


# the rest of the machine


def _image(facts: Facts, engine: EngineFacts) -> Iterator[Check]:
    image = facts.image
    if image is None:
        return
    if image.here:
        yield Check(
            "image",
            phrase("preflight", "vLLM image"),
            GREEN,
            phrase("preflight", "{image} is on this machine.").format(image=image.name),
        )
        return
    if engine.free is None:
        says = phrase(
            "preflight",
            "{image} has to be fetched, about 10 GB; how much room Docker's disk has cannot be seen from here.",
        ).format(image=image.name)
        fix = phrase("preflight", "See that it has {room} free: `docker system df`.").format(
            room=format_gb(IMAGE_ROOM, 0)
        )
        yield Check("image", phrase("preflight", "vLLM image"), AMBER, says, fix)
    elif engine.free < IMAGE_ROOM:
        says = phrase("preflight", "{image} has to be fetched and unpacked, and {folder} has {free} free.").format(
            image=image.name, folder=engine.data, free=format_gb(engine.free)
        )
        fix = phrase("preflight", "Free some ({room} are enough): `docker image prune` removes unused images.").format(
            room=format_gb(IMAGE_ROOM, 0)
        )
        yield Check(
            "image", phrase("preflight", "vLLM image"), RED if engine.free < IMAGE_ROOM / 2 else AMBER, says, fix
        )
    else:
        says = phrase("preflight", "{image} will be fetched, about 10 GB; {folder} has {free} free.").format(
            image=image.name, folder=engine.data, free=format_gb(engine.free, 0)
        )
        yield Check("image", phrase("preflight", "vLLM image"), GREEN, says)


def _port(facts: Facts) -> Check:
    if not facts.port_taken:
        return Check(
            "port",
            phrase("preflight", "Port"),
            GREEN,
            phrase("preflight", "Port {port} is free.").format(port=facts.port),
        )
    fix = (
        phrase("preflight", "Choose another port; {port} is free.").format(port=facts.next_port)
        if facts.next_port
        else phrase("preflight", "Choose another port.")
    )
    return Check(
        "port",
        phrase("preflight", "Port"),
        RED,
        phrase("preflight", "Port {port} is in use by another program.").format(port=facts.port),
        fix,
        port=facts.next_port,
    )


def _memory(facts: Facts) -> Iterator[Check]:
    if facts.shared_memory is not None:
        says = phrase("preflight", "{free} are free in /dev/shm, which the server's processes share.").format(
            free=format_gib(facts.shared_memory)
        )
        small = facts.shared_memory < SHARED_MEMORY
        fix = (
            phrase("preflight", "Run `sudo mount -o remount,size=50% /dev/shm`, or remove what lies there.")
            if small
            else ""
        )
        yield Check("shared-memory", phrase("preflight", "Shared memory"), RED if small else GREEN, says, fix)
    if facts.memory is not None:
        cards = len(facts.plan.rig.gpus) if facts.plan else 1
        offload = facts.plan.options.cpu_offload_gb if facts.plan else 0.0
        need = BASE_MEMORY + cards * (WORKER_MEMORY + round(offload * GIB))
        says = phrase("preflight", "{free} of RAM are free; the server's processes take about {need}.").format(
            free=format_gib(facts.memory), need=format_gib(need)
        )
        level = RED if facts.memory < need / 2 else AMBER if facts.memory < need else GREEN
        yield Check(
            "ram",
            phrase("preflight", "RAM"),
            level,
            says,
            "" if level is GREEN else phrase("preflight", "Close other programs."),
        )


def _hub(hub: HubFacts) -> Iterator[Check]:
    room = hub.free
    for code, title, one in (
        ("model", phrase("preflight", "Model"), hub.model),
        ("draft", phrase("preflight", "Draft model"), hub.draft),
    ):
        if one is not None:
            yield _repository(hub, one, code, title, room)
            room = None if room is None else max(0, room - (one.to_fetch or 0))
    if hub.reachable and not (hub.model or hub.draft):
        says = (
            phrase("preflight", "The Hub answers; you are logged in.")
            if hub.token
            else phrase("preflight", "The Hub answers; you are not logged in, so gated models are closed.")
        )
        yield Check("hub", phrase("preflight", "Hub"), GREEN, says)
    if hub.skew is not None and abs(hub.skew) > MOST_SKEW_S:
        says = (
            phrase("preflight", "This machine's clock is {minutes:,.0f} minutes ahead.")
            if hub.skew > 0
            else phrase("preflight", "This machine's clock is {minutes:,.0f} minutes behind.")
        )
        said = says.format(minutes=abs(hub.skew) / 60)
        fix = phrase("preflight", "Set it: `sudo timedatectl set-ntp true`.")
        yield Check("clock", phrase("preflight", "Clock"), AMBER, said, fix)


def _repository(hub: HubFacts, one: RepositoryFacts, code: str, title: str, room: int | None) -> Check:
    """What is fetched of the Hub. room: what its disk has for it, what comes before it taken off."""
    need = one.to_fetch
    said = {"model": one.name, "size": format_gb(need or 0), "folder": hub.cache, "free": format_gb(room or 0)}
    if need == 0:
        here = phrase("preflight", "The files of {model} are on this machine.")
        return Check(code, title, GREEN, here.format(**said))
    if not hub.reachable:
        says = phrase("preflight", "The Hub ({endpoint}) does not answer, and the files of {model} are not all here.")
        fix = phrase("preflight", "Check the network and the proxy; a mirror is set with HF_ENDPOINT.")
        return Check(code, title, RED, says.format(endpoint=hub.endpoint, **said), fix)
    if one.problem is not None:
        return _of(one.problem, code, title)
    if need and room is not None and room < need:
        says = phrase(
            "preflight", "{size} of {model} are still to fetch, and the disk of {folder} has {free} free for it."
        )
        fix = phrase("preflight", "Free some room, or set HF_HOME to a folder on a larger disk.")
        return Check(code, title, RED, says.format(**said), fix)
    if room is None:
        says = (
            phrase("preflight", "{size} of {model} are still to fetch.")
            if need
            else phrase("preflight", "{model} is still to fetch.")
        )
    else:
        says = (
            phrase("preflight", "{size} of {model} are still to fetch; {folder} has {free} free for it.")
            if need
            else phrase("preflight", "{model} is still to fetch; {folder} has {free} free for it.")
        )
    return Check(code, title, GREEN, says.format(**said))
