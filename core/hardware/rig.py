# SPDX-License-Identifier: Apache-2.0
"""The rig as a plan sees it: cards, the links between them, and the driver."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from rigwise.core.hardware.measurement import Measurement
from rigwise.core.words import phrase


@dataclass(frozen=True, slots=True)
class Gpu:
    """One card (or MIG slice).

    name:               as NVML spells it.
    total_bytes:        what CUDA reports as total (cudaMemGetInfo); on Linux a little less than NVML's figure.
    compute_capability: (major, minor).
    used_bytes:         memory that other programs hold now; 0 for a composed rig.
    integrated:         shares the machine's memory (GB10, Jetson): free memory follows the host's.
    display:            a monitor hangs on this card.
    approximate:        what about this card had to be assumed, in words.
    """

    name: str
    total_bytes: int
    compute_capability: tuple[int, int]
    used_bytes: int = 0
    index: int | None = None
    uuid: str | None = None
    pci_address: str | None = None
    integrated: bool = False
    display: bool = False
    approximate: tuple[str, ...] = ()

    @property
    def short_name(self) -> str:
        """`RTX 4090` for `NVIDIA GeForce RTX 4090`."""
        return self.name.removeprefix("NVIDIA ").removeprefix("GeForce ")


class LinkKind(Enum):
    """How two cards reach each other, best first."""

    NVLINK = "NVLink"
    PCIE_P2P = "PCIe peer-to-peer"
    PCIE = "PCIe through the host"


@dataclass(frozen=True, slots=True)
class Link:
    """The connection of cards `a` and `b` (positions in Rig.gpus).

    lanes:    NVLink links between the two, 0 without.
    topology: NVML's common-ancestor level in nvidia-smi's spelling (PIX, PXB, PHB, NODE, SYS), None when unknown.
    """

    a: int
    b: int
    kind: LinkKind
    lanes: int = 0
    topology: str | None = None


@dataclass(frozen=True, slots=True)
class Rig:
    """What is plugged in, or what a person thinks of buying.

    gpus:           in the order vLLM will see them (PCI bus order).
    driver_version: "580.95.05"; None for a composed rig.
    cuda_version:   the newest CUDA the driver serves, (13, 0); None when unknown.
    simulated:      composed from the catalogue, nothing of it is here.
    wsl:            Linux under Windows: CUDA sees the whole board, pinned memory is off.
    measurements:   what earlier starts on this machine showed; only the edges read them from disk.
    """

    gpus: tuple[Gpu, ...]
    links: tuple[Link, ...] = ()
    driver_version: str | None = None
    cuda_version: tuple[int, int] | None = None
    simulated: bool = False
    wsl: bool = False
    measurements: tuple[Measurement, ...] = ()

    def chosen(self, positions: tuple[int, ...]) -> Rig:
        """The rig reduced to some of its cards, links renumbered."""
        if positions == tuple(range(len(self.gpus))):
            return self  # asked for at every step of a dragged slider
        new = {old: i for i, old in enumerate(positions)}
        return replace(
            self,
            gpus=tuple(self.gpus[p] for p in positions),
            links=tuple(
                replace(link, a=new[link.a], b=new[link.b]) for link in self.links if link.a in new and link.b in new
            ),
        )

    @property
    def description(self) -> str:
        """`2 x RTX 4090`, `RTX 4090 + RTX 3090`."""
        counts: dict[str, int] = {}
        for gpu in self.gpus:
            counts[gpu.short_name] = counts.get(gpu.short_name, 0) + 1
        return " + ".join(f"{n} x {name}" if n > 1 else name for name, n in counts.items()) or phrase("rig", "no GPU")
