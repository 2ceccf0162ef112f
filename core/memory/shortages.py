# SPDX-License-Identifier: Apache-2.0
"""What is said where memory does not do: too little free, none left for a KV cache, or too little of it."""

from __future__ import annotations

from rigwise.core.memory.budget import Budget
from rigwise.core.memory.defaults import Settings
from rigwise.core.memory.deployment import Deployment
from rigwise.core.memory.kv_cache import KvPlan
from rigwise.core.memory.releases import Release
from rigwise.core.problems import Problem, Remedy
from rigwise.core.units import format_gib, gib
from rigwise.core.words import phrase


def memory_problems(deployment: Deployment, chosen: Settings, rules: Release, budgets: list[Budget]) -> list[Problem]:
    """Too little free memory at the start (utils.py request_memory), or no room left beside the weights."""
    if deployment.options.available_kv_bytes:
        return []
    problems: list[Problem] = []
    for index, budget in enumerate(budgets):
        gpu = deployment.rig.gpus[index]
        if budget.free < budget.limit:
            share = int((budget.free - 0.1 * 2**30) / gpu.total_bytes * 100) / 100
            remedies: tuple[Remedy, ...] = ()
            if share >= 0.1:
                remedies = (
                    Remedy(
                        phrase("remedies", "Use {share:.0%} of each card").format(share=share),
                        (("gpu_memory_utilization", share),),
                    ),
                )
            said = (
                phrase(
                    "memory",
                    "GPU {index} has {free} free, {held} of it held by other programs, and vLLM asks for {limit} ({share:g} of "
                    "{total}).",
                )
                if gpu.used_bytes
                else phrase("memory", "GPU {index} has {free} free and vLLM asks for {limit} ({share:g} of {total}).")
            )
            problems.append(
                Problem(
                    "free-memory",
                    said.format(
                        index=index,
                        free=format_gib(max(0, budget.free)),
                        held=format_gib(gpu.used_bytes),
                        limit=format_gib(budget.limit),
                        share=chosen.gpu_memory_utilization,
                        total=format_gib(gpu.total_bytes),
                    ),
                    phrase("memory", "Close the programs that hold its memory, or lower gpu_memory_utilization."),
                    blocking=rules.free_memory_checked or gpu.total_bytes - gpu.used_bytes < budget.limit,
                    remedies=remedies,
                )
            )
            break
    worst = min(budgets, key=lambda budget: budget.likely)
    if worst.likely <= 0:
        problems.append(
            Problem(
                "weights-too-large",
                phrase(
                    "memory",
                    "The weights and what vLLM needs beside them exceed its limit by {size} on a GPU, "
                    "so nothing is left for the KV cache.",
                ).format(size=format_gib(-worst.likely + 1)),
                phrase(
                    "memory",
                    "Take a smaller or more strongly quantized model, more cards, or a larger share of each card.",
                ),
            )
        )
    return problems


def kv_problem(plan: KvPlan, chosen: Settings, available: tuple[int, ...]) -> Problem:
    if plan.refusal == "none" or not plan.estimated_max_model_len:
        return Problem(
            "no-kv-memory",
            phrase("memory", "Only {size} are left for the KV cache, not enough for a single request.").format(
                size=format_gib(max(0, min(available)))
            ),
            phrase("memory", "Use a larger share of the card, a smaller model, or more cards."),
        )
    longest = min(plan.estimated_max_model_len, plan.longest_context)
    return Problem(
        "kv-too-small",
        phrase(
            "memory",
            "One request of {context:,} tokens needs {need:.2f} GiB of KV cache; {left:.2f} GiB are left on each GPU.",
        ).format(
            context=chosen.max_model_len,
            need=gib(plan.required_bytes),
            left=gib(plan.usable_bytes),
        ),
        phrase("memory", "Set the context to {longest:,} tokens or less.").format(longest=longest),
        remedies=(
            Remedy(
                phrase("remedies", "Use {context:,} tokens of context").format(context=longest),
                (("max_model_len", longest),),
            ),
        ),
    )


def sequences_problem(most: int, chosen: Settings) -> Problem:
    return Problem(
        "sequences-beyond-states",
        phrase(
            "memory", "{sequences:,} requests at once each need a block for their state; there are {most:,}."
        ).format(sequences=chosen.max_num_seqs, most=most),
        phrase("memory", "Set max_num_seqs to {most:,} or less.").format(most=most),
        remedies=(
            Remedy(
                phrase("remedies", "Serve at most {requests:,} requests at once").format(requests=most),
                (("max_num_seqs", most),),
            ),
        ),
    )


def refused_once() -> Problem:
    return Problem(
        "first-start-refused",
        phrase(
            "memory",
            "The first start may be refused for want of memory: what vLLM tries while it compiles counts as in use.",
        ),
        phrase("memory", "Start it again: the second start finds the kernels compiled, and has that room."),
        blocking=False,
    )
