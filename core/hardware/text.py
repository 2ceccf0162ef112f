# SPDX-License-Identifier: Apache-2.0
"""`rigwise detect` in words."""

from __future__ import annotations

from collections.abc import Iterator

from rigwise.core.hardware.detection import Detection, Device
from rigwise.core.units import format_gib


def describe(detection: Detection) -> str:
    """A paragraph a card, then the links, then what is amiss."""
    return "\n".join(_lines(detection))


def _lines(detection: Detection) -> Iterator[str]:
    rig = detection.rig
    if rig is not None:
        cuda = f", CUDA {rig.cuda_version[0]}.{rig.cuda_version[1]}" if rig.cuda_version else ""
        yield f"{rig.description}. Driver {rig.driver_version or 'unknown'}{cuda}{', under WSL' if rig.wsl else ''}."
    for device in detection.devices:
        yield ""
        yield from _device(device)
    if rig is not None and rig.links:
        yield ""
        for link in rig.links:
            lanes = f", {link.lanes} links" if link.lanes else ""
            level = f", {link.topology}" if link.topology else ""
            yield f"GPU {link.a} - GPU {link.b}: {link.kind.value}{lanes}{level}"
    for problem in detection.problems:
        yield ""
        yield f"! {problem.message}"
        yield f"  {problem.fix}"


def _device(device: Device) -> Iterator[str]:
    gpu = device.gpu
    major, minor = gpu.compute_capability
    yield f"GPU {gpu.index}: {gpu.name}, compute capability {major}.{minor}"
    if device.memory_total is None:
        yield f"  memory   shared with the machine, {format_gib(gpu.total_bytes)}"
    else:
        yield (
            f"  memory   {format_gib(device.memory_total, 2)} ({format_gib(gpu.total_bytes, 2)} for CUDA), "
            f"{format_gib(device.memory_used or 0, 2)} in use, {format_gib(device.memory_free or 0, 2)} free"
        )
    now, most = device.pcie_now, device.pcie_most
    if now[0] is not None:
        yield f"  PCIe     generation {now[0]} x{now[1]} now, {most[0]} x{most[1]} at most; {gpu.pci_address}"
    state = [
        f"{device.temperature_c} °C" if device.temperature_c is not None else "",
        f"{device.power_w:.0f} of {device.power_limit_w:.0f} W" if device.power_w and device.power_limit_w else "",
        f"{device.utilization} % busy" if device.utilization is not None else "",
        "display attached" if gpu.display else "",
        {True: "ECC on", False: "ECC off", None: ""}[device.ecc],
        "MIG on" if device.mig else "",
    ]
    yield f"  state    {', '.join(filter(None, state))}"
    for process in device.processes:
        used = format_gib(process.bytes, 2) if process.bytes is not None else "unknown"
        yield f"  process  {process.pid} {process.name or '(not visible)'}: {used}"
    if gpu.uuid:
        yield f"  id       {gpu.uuid}"
