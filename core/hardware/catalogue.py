# SPDX-License-Identifier: Apache-2.0
"""The bundled GPU catalogue: facts by card, found by name and memory, and rigs composed from it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Any

from rigwise.core.hardware.rig import Gpu, Link, LinkKind, Rig
from rigwise.core.problems import refuse
from rigwise.core.units import GIB, MIB
from rigwise.core.words import phrase
from rigwise.resources import FOLDER

MOST_CARDS = 8
FIRST_OFFER = ("NVIDIA GeForce RTX 4090", "NVIDIA GeForce RTX 4090")


@dataclass(frozen=True, slots=True)
class GpuSpec:
    """One card's facts.

    memory_gib: as marketed. nvml_bytes: NVML's total, None for cards without memory of their own.
    cuda_bytes: cudaMemGetInfo's total on Linux where somebody measured it.
    tflops:     dense tensor throughput by format (fp16, fp8, int8, fp4).
    nvlink_gb_s: both directions together, None without NVLink. nvlink_form: "bridge" joins cards in
                 pairs, "switch" joins all of a machine.
    unverified: field names that no data sheet or measurement confirms.
    """

    name: str
    memory_gib: float
    nvml_bytes: int | None
    cuda_bytes: int | None
    compute_capability: tuple[int, int]
    architecture: str
    bandwidth_gb_s: float | None
    tflops: dict[str, float]
    pcie: tuple[int | None, int | None]
    nvlink_gb_s: float | None
    nvlink_form: str | None
    p2p_over_pcie: bool | None
    power_w: int | None
    year: int | None
    form: str
    unverified: tuple[str, ...]

    @property
    def integrated(self) -> bool:
        return self.nvml_bytes is None


@lru_cache(maxsize=1)
def gpu_specs() -> tuple[GpuSpec, ...]:
    """All cards of the catalogue, newest generation last."""
    text = (FOLDER / "gpus.json").read_text(encoding="utf-8")
    return tuple(_spec(card) for card in json.loads(text)["cards"])


def _spec(card: dict[str, Any]) -> GpuSpec:
    major, minor = card["compute_capability"]
    gen, lanes = card["pcie"]
    return GpuSpec(
        name=card["name"],
        memory_gib=card["memory_gib"],
        nvml_bytes=card["nvml_mib"] * MIB if card["nvml_mib"] else None,
        cuda_bytes=round(card["cuda_gib"] * GIB) if card["cuda_gib"] else None,
        compute_capability=(major, minor),
        architecture=card["architecture"],
        bandwidth_gb_s=card["bandwidth_gb_s"],
        tflops=card["tflops"],
        pcie=(gen, lanes),
        nvlink_gb_s=card["nvlink_gb_s"],
        nvlink_form=card["nvlink_form"],
        p2p_over_pcie=card["p2p_over_pcie"],
        power_w=card["power_w"],
        year=card["year"],
        form=card["form"],
        unverified=tuple(card["unverified"]),
    )


# Words that say nothing about which card it is.
_NOISE = {
    "nvidia",
    "geforce",
    "tesla",
    "gpu",
    "graphics",
    "generation",
    "edition",
    "gb",
    "class",
    "dgx",
    "spark",
    "quadro",
}


def _words(name: str) -> frozenset[str]:
    text = re.sub(r"\([^)]*\)", " ", name.lower())
    text = re.sub(r"\b(\d{4})\s*(ti|super)\b", r"\1 \2", text)
    return frozenset(re.findall(r"[a-z]+\d+[a-z]*|\d+[a-z]*|[a-z]+", text)) - _NOISE


_MEMORY = re.compile(r"(\d{1,3})\s*gi?b", re.IGNORECASE)
_PARTITION = re.compile(r"\bmig\b.*", re.IGNORECASE)  # "NVIDIA A100-SXM4-80GB MIG 3g.40gb"


@lru_cache(maxsize=256)
def find(name: str, memory_bytes: int | None = None) -> GpuSpec | None:
    """The card of that name (case, brand words and order aside); memory tells namesakes apart. None: not known.

    The best match has every word of the wanted name, the fewest words more, and the nearest memory. A name with a number
    stands for its card with any memory as well: boards are rebuilt with twice of it, and partitions (MIG) have a part.
    """
    name = _PARTITION.sub("", name)
    wanted = _words(_MEMORY.sub(" ", name))
    said = _MEMORY.search(name)
    memory = memory_bytes / GIB if memory_bytes else float(said[1]) if said else None
    if not wanted:
        return None
    if memory_bytes is None:  # "GH200 480GB" counts the host's memory
        exact = next((spec for spec in gpu_specs() if spec.name.lower() == name.strip().lower()), None)
        if exact is not None:
            return exact
    best: tuple[tuple[float, float], GpuSpec] | None = None
    numbered = any(character.isdigit() for word in wanted for character in word)
    for spec in gpu_specs():
        have = _words(_MEMORY.sub(" ", spec.name))
        if not wanted <= have:
            continue
        away = abs(spec.memory_gib - memory) / spec.memory_gib if memory else 0.0
        if away > 0.3 and not numbered:
            continue
        rank = (round(away, 1), len(have - wanted))
        if best is None or rank < best[0]:
            best = rank, spec
    return best[1] if best else None


def unnamed(name: str, total_bytes: int | None = None) -> Gpu | None:
    """A card that is told by its memory alone ("24 GB class GPU"); None where not even that is said.

    CUDA's total is the median of the catalogue's cards of that size. The compute capability is that of the oldest of
    them, but 8.0 at least: most figures are the same from there on, and nobody serves on older cards unknowingly.
    """
    said = _MEMORY.search(name)
    if total_bytes is None and said is None:
        return None
    size = total_bytes / GIB if total_bytes is not None else float(said[1] if said else 0)
    near = [gpu(spec) for spec in gpu_specs() if abs(spec.memory_gib - size) <= 0.05 * size]
    totals = sorted(card.total_bytes for card in near)
    total = total_bytes or (totals[len(totals) // 2] if totals else round(size * 0.98 * GIB))
    oldest = min((card.compute_capability for card in near), default=(8, 0))
    capability = max((8, 0), oldest)
    shown = ".".join(map(str, capability))
    note = phrase("rig", "{name} is not in the GPU catalogue; compute capability {shown} is assumed").format(
        name=name[:60], shown=shown
    )
    return Gpu(name, total, capability, approximate=(note,))


def cuda_total_bytes(nvml_total_bytes: int, *, wsl: bool = False, spec: GpuSpec | None = None) -> tuple[int, bool]:
    """What CUDA will call total, and whether that was measured for this card.

    On Linux the driver keeps a part of the board for itself; under WSL CUDA sees the whole board. Measured reserves run
    from 0.35 GiB (8 GB card) over 0.44 to 0.48 (24 and 32 GB) to 0.6 and 0.75 (80 to 180 GB): firmware of about
    0.37 GiB and page tables that grow with the board, 0.2 % of it.
    """
    if wsl:
        return nvml_total_bytes, True
    if spec is not None and spec.cuda_bytes is not None and spec.nvml_bytes is not None:
        # another board of the same card may carry ECC or a few MiB more: the reserve is what it has in common
        return nvml_total_bytes - (spec.nvml_bytes - spec.cuda_bytes), True
    return nvml_total_bytes - round(0.37 * GIB) - nvml_total_bytes // 500, False


def gpu(spec: GpuSpec) -> Gpu:
    """The card as a plan sees it: empty, on Linux."""
    if spec.integrated:
        total = spec.cuda_bytes or round(spec.memory_gib * 0.95 * GIB)
        note = (
            ()
            if spec.cuda_bytes
            else (
                phrase("rig", "{name} shares the machine's memory; 95 % of it is taken for the GPU").format(
                    name=spec.name
                ),
            )
        )
        return Gpu(spec.name, total, spec.compute_capability, integrated=True, approximate=note)
    assert spec.nvml_bytes is not None
    total, measured = cuda_total_bytes(spec.nvml_bytes, spec=spec)
    note = (
        ()
        if measured
        else (
            phrase("rig", "what CUDA sees of the {name}'s memory is derived, nobody measured it").format(
                name=spec.name
            ),
        )
    )
    return Gpu(spec.name, total, spec.compute_capability, approximate=note)


def compose(names: Sequence[str], nvlink: bool = False) -> Rig:
    """A rig of catalogue cards. Raises RigwiseError for an unknown card, too many, or a bridge that does not exist."""
    if not 1 <= len(names) <= MOST_CARDS:
        raise refuse(
            "rig-size",
            phrase("rig", "A rig has 1 to {most} cards, not {count}.").format(most=MOST_CARDS, count=len(names)),
            phrase("rig", "Leave some cards out."),
        )
    specs = []
    for name in names:
        spec = find(name)
        if spec is None:
            raise refuse(
                "gpu-unknown",
                phrase("rig", "{name} is not in the GPU catalogue.").format(name=name.strip()[:60])
                if name.strip()
                else phrase("rig", "A card without a name is not in the GPU catalogue."),
                phrase("rig", 'Write it as the driver does, such as "RTX 4090" or "RTX 3090".'),
            )
        specs.append(spec)
    return Rig(tuple(gpu(spec) for spec in specs), _links(specs, nvlink), simulated=True)


def _links(specs: Sequence[GpuSpec], nvlink: bool) -> tuple[Link, ...]:
    """Links of a composed rig. Two-way bridges join the first two equal cards, then the next two."""
    bridged: set[tuple[int, int]] = set()
    if nvlink:
        without = next((spec for spec in specs if spec.nvlink_gb_s is None), None)
        if without is not None or len(specs) < 2:
            raise refuse(
                "nvlink-impossible",
                phrase("rig", "{name} has no NVLink.").format(name=without.name)
                if without
                else phrase("rig", "An NVLink bridge needs two cards."),
                phrase("rig", "Plan without the bridge."),
            )
        taken: set[int] = set()
        for a, b in combinations(range(len(specs)), 2):
            same = specs[a].name == specs[b].name
            if specs[a].nvlink_form == "bridge":
                if same and a not in taken and b not in taken:
                    taken |= {a, b}
                    bridged.add((a, b))
            elif same:
                bridged.add((a, b))
        if not bridged:
            raise refuse(
                "nvlink-impossible",
                phrase("rig", "An NVLink bridge joins two cards of the same kind."),
                phrase("rig", "Choose equal cards, or no bridge."),
            )
    links = []
    for a, b in combinations(range(len(specs)), 2):
        if (a, b) in bridged or specs[a].nvlink_form == specs[b].nvlink_form == "switch":
            kind = LinkKind.NVLINK
        else:
            both = specs[a].p2p_over_pcie and specs[b].p2p_over_pcie
            kind = LinkKind.PCIE_P2P if both else LinkKind.PCIE
        links.append(Link(a, b, kind))
    return tuple(links)
