# SPDX-License-Identifier: Apache-2.0
"""The machine: its port, its memory, and the way to the Hub and the room for what comes from there."""

from __future__ import annotations

from collections.abc import Iterator

from rigwise.core.launch.preflight.facts import AMBER, GREEN, RED, Check, Facts, HubFacts, RepositoryFacts, problem_line
from rigwise.core.units import GIB, format_gb, format_gib
from rigwise.core.words import phrase

SHARED_MEMORY = GIB  # vLLM 0.33 asks for 160 MiB a queue, NCCL for some MiB a pair of cards
# Of vLLM 0.32 with a model of no size: 1.0 GiB for server and engine, 1.5 GiB a worker (measured, PSS)
BASE_MEMORY, WORKER_MEMORY = GIB, round(1.5 * GIB)
MOST_SKEW_S = 300  # signed addresses of the Hub's files hold for minutes


def port(facts: Facts) -> Check:
    """Whether the server can answer where it should."""
    title = phrase("preflight", "Port")
    if not facts.port_taken:
        return Check("port", title, GREEN, phrase("preflight", "Port {port} is free.").format(port=facts.port))
    says = phrase("preflight", "Port {port} is in use by another program.").format(port=facts.port)
    fix = (
        phrase("preflight", "Choose another port; {port} is free.").format(port=facts.next_port)
        if facts.next_port
        else phrase("preflight", "Choose another port.")
    )
    return Check("port", title, RED, says, fix, port=facts.next_port)


def memory(facts: Facts) -> Iterator[Check]:
    """Whether the server's processes have room to work and to talk."""
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
        fix = "" if level is GREEN else phrase("preflight", "Close other programs.")
        yield Check("ram", phrase("preflight", "RAM"), level, says, fix)


def hub(hub: HubFacts) -> Iterator[Check]:
    """Whether the model and its draft can be had, or the Hub be reached at all; and the clock, which the Hub looks at."""
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
        return problem_line(one.problem, code, title)
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
