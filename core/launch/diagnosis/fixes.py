# SPDX-License-Identifier: Apache-2.0
"""Fixes that are changes of settings, as Remedies for one deployment: each was tried on the estimate.

Words that stand for values in resources/failures: "none" leaves the choice to vLLM, "{field}" is a number from the log,
"free" the share of the card that was free, "-0.04" a step down from the present share, "tp" the present number of
cards in a tensor-parallel group, "lower" and "higher" the nearest other number of them that starts.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import reduce
from typing import Any

from rigwise.core.launch.diagnosis.diagnose import Finding
from rigwise.core.launch.diagnosis.failures import Fix, in_words
from rigwise.core.memory.deployment import Deployment, ServingOptions
from rigwise.core.memory.estimate import estimate
from rigwise.core.memory.releases import release
from rigwise.core.problems import Problem, Remedy
from rigwise.core.words import phrase


def remedies(finding: Finding, deployment: Deployment) -> tuple[Remedy, ...]:
    """The fixes that one click can apply to this deployment, in the order to try them.

    A change of options is offered only where the deployment with it starts by the estimate, or where the estimate said
    so before as well (then the log knows more than the model).
    """
    fields = dict(finding.fields)
    found = (_remedy(fix, fields, deployment) for fix in finding.failure.fixes if fix.is_setting)
    return tuple(remedy for remedy in found if remedy is not None)


def as_problem(finding: Finding, deployment: Deployment | None = None) -> Problem:
    """The finding for people: its sentence, the steps, and the buttons."""
    offered = remedies(finding, deployment) if deployment else ()
    either = phrase("failures", "{step} Or: {other}")
    steps = reduce(lambda said, step: either.format(step=said, other=step), finding.steps or ("",))
    return Problem(finding.failure.code, finding.message, steps, remedies=offered)


def _remedy(fix: Fix, fields: Mapping[str, str], deployment: Deployment) -> Remedy | None:
    label = in_words(fix.do, fields).rstrip(".")
    for changes in _changes(fix, fields, deployment):
        options = replace(deployment.options, **changes)
        if options == deployment.options and fix.options:
            continue
        if not changes or estimate(replace(deployment, options=options)).starts:
            return Remedy(label, tuple(changes.items()), fix.environment, fix.arguments)
    return None


def _changes(fix: Fix, fields: Mapping[str, str], deployment: Deployment) -> Iterator[dict[str, Any]]:
    """The changes of options that a fix may mean; several where it names a direction."""
    plain: dict[str, Any] = {}
    direction = None
    for name, word in fix.options:
        if word in ("lower", "higher"):
            direction = word
            continue
        try:
            plain[name] = _value(name, word, fields, deployment)
        except (KeyError, ValueError):  # the line did not tell the number
            return
    if direction is None:
        yield plain
        return
    now = deployment.options.tensor_parallel_size
    sizes = range(now - 1, 0, -1) if direction == "lower" else range(now + 1, len(deployment.rig.gpus) + 1)
    for size in sizes:
        yield {**plain, "tensor_parallel_size": size}


def _value(name: str, word: Any, fields: Mapping[str, str], deployment: Deployment) -> Any:
    if not isinstance(word, str):
        return word
    if word == "none":
        return None
    if word == "tp":
        return deployment.options.tensor_parallel_size
    if word == "free":
        share = float(fields["free"]) / float(fields["total"])
        return math.floor(share * 100 - 2) / 100  # two hundredths stay for what comes and goes
    if word.startswith("{"):
        return int(float(fields[word.strip("{}")].replace(",", "")))
    if name == "gpu_memory_utilization":
        now = deployment.options.gpu_memory_utilization or release(deployment.vllm_version).utilization
        return round(now + float(word), 2)
    return word


def known_options() -> frozenset[str]:
    """What `options` in resources/failures may name."""
    return frozenset(ServingOptions.__dataclass_fields__)
