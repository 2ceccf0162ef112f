# SPDX-License-Identifier: Apache-2.0
"""The ways to lay a model over the cards of a rig that vLLM accepts: tensor, pipeline and data parallel sizes, and cards.

Rules: vllm/config/parallel.py, vllm/config/model.py verify_with_parallel_config, vllm/distributed/utils.py, 0.33.0.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from rigwise.core.hardware.rig import Gpu, LinkKind, Rig
from rigwise.core.memory.deployment import Deployment, ServingOptions
from rigwise.core.memory.shape_refusals import tensor_parallel_problem
from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.units import GIB
from rigwise.core.words import phrase

DESKTOP_RESERVE = round(0.7 * GIB)  # what a desktop session takes while somebody works on it


@dataclass(frozen=True, slots=True)
class Split:
    """How the model lies on the cards.

    cards:     positions in the rig, in rank order.
    partition: layers of each pipeline stage where the cards differ (VLLM_PP_LAYER_PARTITION); None: evenly.
    """

    cards: tuple[int, ...]
    tp: int = 1
    pp: int = 1
    dp: int = 1
    expert_parallel: bool = False
    partition: tuple[int, ...] | None = None

    @property
    def world(self) -> int:
        return self.tp * self.pp * self.dp

    def describe(self) -> str:
        """`tensor parallel 2 x pipeline 3`, in words."""
        words = []
        if self.tp > 1:
            words.append(phrase("splits", "tensor parallel {tp}").format(tp=self.tp))
        if self.pp > 1 and self.partition:
            layers = " + ".join(map(str, self.partition))
            words.append(phrase("splits", "pipeline {pp} ({layers} layers)").format(pp=self.pp, layers=layers))
        elif self.pp > 1:
            words.append(phrase("splits", "pipeline {pp}").format(pp=self.pp))
        if self.dp > 1:
            words.append(phrase("splits", "{dp} replicas").format(dp=self.dp))
        said = " x ".join(words) or phrase("splits", "one card")
        return phrase("splits", "{split}, whole experts").format(split=said) if self.expert_parallel else said


def split_of(plan: Deployment) -> Split:
    """How a plan lies on the cards of its own rig."""
    options = plan.options
    return Split(
        tuple(range(len(plan.rig.gpus))),
        options.tensor_parallel_size,
        options.pipeline_parallel_size,
        options.data_parallel_size,
        options.enable_expert_parallel,
        options.pipeline_partition,
    )


def room(gpu: Gpu) -> int:
    """Bytes of a card that nobody else holds, nor a desktop will."""
    return gpu.total_bytes - max(gpu.used_bytes, DESKTOP_RESERVE if gpu.display else 0)


def sliced(gpu: Gpu) -> bool:
    """A MIG slice: NCCL cannot join it with another one, so it serves alone."""
    return (gpu.uuid or "").startswith("MIG-") or " MIG " in f" {gpu.name} "


@lru_cache(maxsize=256)
def groups(rig: Rig, size: int) -> tuple[int, ...] | None:
    """The `size` cards that suit one tensor-parallel group best: the most room on the smallest, of one kind, joined by
    NVLink, without a display; None where slices stand in the way."""
    count = len(rig.gpus)
    positions = range(count)
    if size > 1:
        positions = [i for i in positions if not sliced(rig.gpus[i])]  # type: ignore[assignment]
    if size > len(positions):
        return None
    kinds = {(gpu.name, room(gpu) // GIB, gpu.display) for gpu in rig.gpus}
    if size == len(positions) or (len(kinds) == 1 and not _some_joined(rig)):
        return tuple(positions[:size])
    joined = {(link.a, link.b) for link in rig.links if link.kind is LinkKind.NVLINK}

    def merit(cards: tuple[int, ...]) -> tuple[float, ...]:
        chosen = [rig.gpus[card] for card in cards]
        links = sum((min(pair), max(pair)) in joined for pair in combinations(cards, 2))
        return (
            min(room(gpu) // (GIB // 2) for gpu in chosen),
            -len({gpu.name for gpu in chosen}),
            links,
            -sum(gpu.display for gpu in chosen),
            -sum(cards),
        )

    return max(combinations(positions, size), key=merit)


def _some_joined(rig: Rig) -> bool:
    kinds = {link.kind for link in rig.links}
    return LinkKind.NVLINK in kinds and len(kinds) > 1


def nvlinked(rig: Rig) -> bool:
    """Every pair of cards is joined by NVLink (what vLLM's custom all-reduce calls fully connected)."""
    pairs = len(rig.gpus) * (len(rig.gpus) - 1) // 2
    return pairs > 0 and sum(link.kind is LinkKind.NVLINK for link in rig.links) >= pairs


@lru_cache(maxsize=4096)
def tensor_parallel_sizes(checkpoint: Checkpoint, most: int, expert_parallel: bool = False) -> tuple[int, ...]:
    """The tensor parallel sizes up to `most` that the model's shapes allow, ascending."""
    options = ServingOptions(enable_expert_parallel=expert_parallel)
    whole = Deployment(Rig(()), checkpoint, options)
    return tuple(size for size in range(1, most + 1) if tensor_parallel_problem(whole, size) is None)


def splits(rig: Rig, checkpoint: Checkpoint) -> Iterator[Split]:
    """One copy of the model over ever more cards; for a number of cards, the widest tensor parallel size first."""
    count = sum(not sliced(gpu) for gpu in rig.gpus) or 1
    sizes = tensor_parallel_sizes(checkpoint, count)
    architecture = checkpoint.architecture
    for world in range(1, count + 1):
        cards = groups(rig, world)
        if cards is None:
            continue
        for tp in reversed(sizes):
            pp = world // tp
            if tp * pp != world or (pp > 1 and not architecture.supports_pipeline) or pp > len(architecture.layers):
                continue
            yield Split(cards, tp, pp)
            if pp > 1:
                uneven = partition(rig, cards, tp, pp, checkpoint)
                if uneven:
                    yield Split(cards, tp, pp, partition=uneven)


def partition(rig: Rig, cards: tuple[int, ...], tp: int, pp: int, checkpoint: Checkpoint) -> tuple[int, ...] | None:
    """Layers of each stage by the room of its smallest card; None where vLLM's even cut comes to the same."""
    layers = len(checkpoint.architecture.layers)
    rooms = [min(room(rig.gpus[card]) for card in cards[stage * tp : (stage + 1) * tp]) for stage in range(pp)]
    if max(rooms) - min(rooms) < GIB:
        return None
    exact = [layers * size / sum(rooms) for size in rooms]
    shares = [max(1, int(share)) for share in exact]
    for index in sorted(range(pp), key=lambda i: shares[i] - exact[i]):
        if sum(shares) < layers:
            shares[index] += 1
    shares[shares.index(max(shares))] += layers - sum(shares)
    return tuple(shares) if min(shares) > 0 else None
