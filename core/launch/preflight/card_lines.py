# SPDX-License-Identifier: Apache-2.0
"""The cards: their driver, their generation, and whether what the start will demand of each is free."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import floor

from rigwise.core.hardware.detection import Device
from rigwise.core.hardware.rig import Rig
from rigwise.core.launch.preflight.facts import AMBER, GREEN, RED, Check, Facts, problem_line
from rigwise.core.memory.deployment import LATEST_RELEASE, Deployment
from rigwise.core.memory.estimate import estimate
from rigwise.core.memory.releases import first_needing_more_than, release
from rigwise.core.problems import Remedy
from rigwise.core.units import format_gib
from rigwise.core.words import number, phrase

LEFT_FREE = 0.02  # of a card: what holds some of it now may take a little more


def driver(facts: Facts) -> Iterator[Check]:
    """What the look at the GPUs found, and whether their driver and their generation suit the image."""
    rig = facts.detection.rig
    for problem in facts.detection.problems:
        yield problem_line(problem, problem.code, phrase("preflight", "GPUs"), RED if rig is None else AMBER)
    if rig is None or rig.driver_version is None:
        return
    title = phrase("preflight", "NVIDIA driver")
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
        yield Check("driver", title, RED, says, fix)
    else:
        says = phrase("preflight", "Driver {driver} serves the image's {cuda}.")
        yield Check("driver", title, GREEN, says.format(driver=rig.driver_version, cuda=name))
    yield from _capability(facts, rig)


def _capability(facts: Facts, rig: Rig) -> Iterator[Check]:
    """Cards that the image has no code for."""
    rules = release(_release(facts))
    for gpu in (facts.plan.rig if facts.plan else rig).gpus:
        if gpu.compute_capability < rules.minimum_capability:
            have_cc, need_cc = (".".join(map(str, pair)) for pair in (gpu.compute_capability, rules.minimum_capability))
            says = phrase(
                "preflight",
                "The {card} has compute capability {have}; the image holds code from {need} on.",
            ).format(card=gpu.short_name, have=have_cc, need=need_cc)
            fix = phrase("preflight", "Leave this card out, or choose an older release.")
            yield Check("capability", phrase("preflight", "GPU generation"), RED, says, fix)


def _release(facts: Facts) -> str:
    return facts.plan.vllm_version if facts.plan else LATEST_RELEASE


def memory_of_cards(facts: Facts) -> Iterator[Check]:
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
