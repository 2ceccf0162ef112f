# SPDX-License-Identifier: Apache-2.0
"""Where vLLM's published decision tree comes out for a rig and a model (its guide to parallelism and scaling, 0.33.0)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rigwise.core.hardware.rig import Rig
from rigwise.core.memory.deployment import LATEST_RELEASE
from rigwise.core.memory.estimate import estimate
from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.planning.splits import Split, groups, nvlinked, partition
from rigwise.core.planning.splits import tensor_parallel_sizes as legal_sizes
from rigwise.core.planning.suggest import deployment_of
from rigwise.core.words import phrase


@dataclass(frozen=True, slots=True)
class Branch:
    """An end of the tree. split: None over several machines; rule: the sentence that leads there."""

    code: str
    split: Split | None
    rule: str


def decision(rig: Rig, checkpoint: Checkpoint, vllm_version: str = LATEST_RELEASE) -> tuple[Branch, ...]:
    """The branches that apply, the split's first. A search may do better, and says why."""
    return tuple(_branches(rig, checkpoint, vllm_version))


def _branches(rig: Rig, checkpoint: Checkpoint, version: str) -> Iterator[Branch]:
    def starts(split: Split) -> bool:
        plan = deployment_of(rig, split, checkpoint, version)
        options = replace(plan.options, max_model_len=min(8192, checkpoint.architecture.max_position))
        return estimate(replace(plan, options=options)).starts

    count = len(rig.gpus)
    mixture = checkpoint.architecture.experts is not None
    one = groups(rig, 1)
    if one is not None and starts(Split(one)):
        yield Branch("one-card", Split(one), phrase("notices", "It fits one card: no distribution."))
        return
    everyone = groups(rig, count)
    staged = checkpoint.architecture.supports_pipeline
    if everyone is not None and count > 1:
        sizes = legal_sizes(checkpoint, count)
        tensor, stages = Split(everyone, tp=count), Split(everyone, pp=count)
        if count not in sizes:
            uneven = (
                Split(everyone, tp=1, pp=count, partition=_partition(rig, everyone, checkpoint)) if staged else None
            )
            if uneven is not None and starts(uneven):
                yield Branch(
                    "stages-uneven",
                    uneven,
                    phrase("notices", "{count} cards do not divide the model: pipeline stages do.").format(count=count),
                )
                return
        elif not nvlinked(rig) and staged and starts(stages) and count > 2:
            yield Branch(
                "stages-no-nvlink",
                stages,
                phrase("notices", "No NVLink: pipeline stages send less than tensor parallel."),
            )
            yield from _mixture(mixture, tensor)
            return
        if count in sizes and starts(tensor):
            yield Branch(
                "one-machine", tensor, phrase("notices", "It fits one machine: tensor parallel over its cards.")
            )
            yield from _mixture(mixture, tensor)
            return
        for size in reversed(sizes):
            cards = groups(rig, size)
            if cards is not None and starts(Split(cards, tp=size)):
                yield Branch(
                    "one-machine",
                    Split(cards, tp=size),
                    phrase("notices", "It fits {size} cards: tensor parallel over them.").format(size=size),
                )
                yield from _mixture(mixture, Split(cards, tp=size))
                return
    yield Branch(
        "several-machines",
        None,
        phrase("notices", "It fits no single machine here: tensor parallel inside, stages across."),
    )
    yield from _mixture(mixture, None)


def _partition(rig: Rig, cards: tuple[int, ...], checkpoint: Checkpoint) -> tuple[int, ...] | None:
    return partition(rig, cards, 1, len(cards), checkpoint)


def _mixture(mixture: bool, split: Split | None) -> Iterator[Branch]:
    if mixture:
        whole = replace(split, expert_parallel=True) if split is not None else None
        yield Branch("experts", whole, phrase("notices", "A mixture of experts: expert parallel keeps experts whole."))
