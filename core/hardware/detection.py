# SPDX-License-Identifier: Apache-2.0
"""What a probe of this machine saw: the rig for planning, and every card's live state."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from rigwise.core.hardware.rig import Gpu, Rig
from rigwise.core.problems import Problem


@dataclass(frozen=True, slots=True)
class GpuProcess:
    """A program that holds memory of a card. name: of the program alone, never its arguments; bytes: None if untold."""

    pid: int
    name: str | None
    bytes: int | None


@dataclass(frozen=True, slots=True)
class Device:
    """One card now. memory_*: bytes as NVML counts, None for a card without memory of its own. pcie_*: (generation, lanes)."""

    gpu: Gpu
    memory_total: int | None = None
    memory_used: int | None = None
    memory_free: int | None = None
    pcie_now: tuple[int | None, int | None] = (None, None)
    pcie_most: tuple[int | None, int | None] = (None, None)
    ecc: bool | None = None
    mig: bool | None = None
    power_w: float | None = None
    power_limit_w: float | None = None
    temperature_c: int | None = None
    utilization: int | None = None
    processes: tuple[GpuProcess, ...] = ()


@dataclass(frozen=True, slots=True)
class Detection:
    """rig: None when no card can be used; problems say why, or what is amiss with single cards."""

    rig: Rig | None = None
    devices: tuple[Device, ...] = ()
    problems: tuple[Problem, ...] = ()

    def as_json(self) -> dict[str, Any]:
        rig = self.rig
        return {
            "driver_version": rig.driver_version if rig else None,
            "cuda_version": ".".join(map(str, rig.cuda_version)) if rig and rig.cuda_version else None,
            "wsl": rig.wsl if rig else None,
            "gpus": [_device_json(device) for device in self.devices],
            "links": [{**asdict(link), "kind": link.kind.value} for link in rig.links] if rig else [],
            "problems": [problem.as_json() for problem in self.problems],
        }


def _device_json(device: Device) -> dict[str, Any]:
    gpu = device.gpu
    return {
        "index": gpu.index,
        "name": gpu.name,
        "uuid": gpu.uuid,
        "pci_address": gpu.pci_address,
        "compute_capability": ".".join(map(str, gpu.compute_capability)),
        "memory_total_bytes": device.memory_total,
        "memory_used_bytes": device.memory_used,
        "memory_free_bytes": device.memory_free,
        "cuda_total_bytes": gpu.total_bytes,
        "integrated": gpu.integrated,
        "display": gpu.display,
        "pcie": {
            "generation": device.pcie_now[0],
            "lanes": device.pcie_now[1],
            "generation_most": device.pcie_most[0],
            "lanes_most": device.pcie_most[1],
        },
        "ecc": device.ecc,
        "mig": device.mig,
        "power_w": device.power_w,
        "power_limit_w": device.power_limit_w,
        "temperature_c": device.temperature_c,
        "utilization_percent": device.utilization,
        "processes": [asdict(process) for process in device.processes],
        "approximate": list(gpu.approximate),
    }
