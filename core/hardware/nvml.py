# SPDX-License-Identifier: Apache-2.0
"""What NVML says about the GPUs of this machine (module pynvml of nvidia-ml-py): the edge to the driver.

`probe` blocks for as long as the driver does (normally 2 to 30 ms): call it from a worker thread. Whatever a card refuses to
say is None; whatever stops the probe is a Problem.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any, TypeVar

from rigwise.core.hardware.catalogue import cuda_total_bytes, find
from rigwise.core.hardware.detection import Detection, Device, GpuProcess
from rigwise.core.hardware.rig import Gpu, Link, LinkKind, Rig
from rigwise.core.problems import Problem
from rigwise.core.words import listed, mark, phrase

_T = TypeVar("_T")
_LOCK = threading.Lock()
_NVIDIA, _AMD, _INTEL = "0x10de", "0x1002", "0x8086"
_TOPOLOGY = {0: "internal", 10: "PIX", 20: "PXB", 30: "PHB", 40: "NODE", 50: "SYS"}
_MOST_NVLINKS = 18  # H100 and B200; NVML answers "invalid argument" beyond a card's own


def probe(system: Path = Path("/")) -> Detection:
    """All GPUs, or the reason why none can be seen. system: root of /sys and /proc, for tests."""
    try:
        import pynvml
    except ImportError:
        return _nothing(
            Problem(
                "pynvml-missing",
                phrase("rig", "The Python module pynvml is missing."),
                phrase("rig", "Install it with `pip install nvidia-ml-py`."),
            )
        )
    with _LOCK:
        try:
            pynvml.nvmlInit()
        except pynvml.NVMLError as error:
            return _nothing(_init_problem(pynvml, error, system))
        try:
            return _read(pynvml, system)
        except pynvml.NVMLError as error:
            return _nothing(_init_problem(pynvml, error, system))
        finally:
            _quietly(pynvml, pynvml.nvmlShutdown)


def _nothing(problem: Problem) -> Detection:
    return Detection(problems=(problem,))


def _quietly(nvml: Any, call: Callable[[], _T]) -> _T | None:
    """The answer, None for whatever the card or driver does not support. A lost card is not quiet."""
    try:
        return call()
    except nvml.NVMLError as error:
        if error.value in (nvml.NVML_ERROR_GPU_IS_LOST, nvml.NVML_ERROR_RESET_REQUIRED):
            raise
        return None


def _text(value: Any) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)


def _init_problem(nvml: Any, error: Any, system: Path) -> Problem:
    value = error.value
    if value == nvml.NVML_ERROR_LIBRARY_NOT_FOUND or value == nvml.NVML_ERROR_DRIVER_NOT_LOADED:
        vendors = _vendors(system)
        others = [name for vendor, name in ((_AMD, "AMD"), (_INTEL, "Intel")) if vendor in vendors]
        if others and _NVIDIA not in vendors:
            names = listed(others)
            return Problem(
                "no-nvidia-gpu",
                phrase("rig", "This machine has {names} graphics only; Rigwise starts servers on NVIDIA GPUs.").format(
                    names=names
                ),
                phrase("rig", "Compose a rig from the catalogue to plan one."),
            )
        if _NVIDIA not in vendors and vendors:
            return Problem(
                "no-nvidia-gpu",
                phrase("rig", "This machine has no NVIDIA GPU."),
                phrase("rig", "Compose a rig from the catalogue to plan one."),
            )
        if value == nvml.NVML_ERROR_DRIVER_NOT_LOADED:
            return Problem(
                "driver-not-loaded",
                phrase("rig", "The NVIDIA driver is installed but not running."),
                phrase("rig", "Reboot, or run `sudo modprobe nvidia` and look at `dmesg` for the reason."),
            )
        return Problem(
            "no-nvidia-driver",
            phrase("rig", "No NVIDIA driver was found on this machine."),
            phrase(
                "rig",
                "Install the NVIDIA driver (580 or newer) from your distribution, or compose a rig from the catalogue.",
            ),
        )
    if value == nvml.NVML_ERROR_LIB_RM_VERSION_MISMATCH:
        return Problem(
            "driver-library-mismatch",
            phrase("rig", "The NVIDIA driver was updated but the old one is still running."),
            phrase("rig", "Reboot this machine."),
        )
    if value == nvml.NVML_ERROR_NO_PERMISSION:
        return Problem(
            "gpu-no-permission",
            phrase("rig", "This user may not talk to the NVIDIA driver."),
            phrase("rig", "Check who may open /dev/nvidiactl; on most systems the group is `video` or `render`."),
        )
    if value == nvml.NVML_ERROR_GPU_IS_LOST:
        return Problem("gpu-lost", phrase("rig", "A GPU has fallen off the bus."), phrase("rig", _LOST_FIX))
    return Problem(
        "nvml-error",
        phrase("rig", "The NVIDIA driver answered: {error}.").format(error=error),
        phrase("rig", "Run `nvidia-smi` and follow what it says."),
    )


_LOST_FIX = mark("rig", "Reboot; if it happens again, check the card's power cables, its seat and its temperature.")


def _vendors(system: Path) -> set[str]:
    """PCI vendors of display controllers (class 0x03…)."""
    found = set()
    for device in (system / "sys/bus/pci/devices").glob("*"):
        try:
            if (device / "class").read_text().startswith(("0x03", "0x12")):
                found.add((device / "vendor").read_text().strip())
        except OSError:
            continue
    return found


def _read(nvml: Any, system: Path) -> Detection:
    driver = _quietly(nvml, nvml.nvmlSystemGetDriverVersion)
    cuda = _quietly(nvml, nvml.nvmlSystemGetCudaDriverVersion)
    wsl = _is_wsl(system)
    devices: list[Device] = []
    handles: dict[int, Any] = {}
    problems: list[Problem] = []
    for index in range(nvml.nvmlDeviceGetCount()):
        try:
            handle = nvml.nvmlDeviceGetHandleByIndex(index)
            devices.append(_device(nvml, handle, index, wsl, system))
            handles[index] = handle
        except nvml.NVMLError as error:
            problems.append(_device_problem(nvml, error, index))
    if not devices and not problems:
        problems.append(
            Problem(
                "no-gpu-visible",
                phrase("rig", "The NVIDIA driver runs but sees no GPU."),
                phrase("rig", "Check that the card is seated and has power."),
            )
        )
    for device in devices:
        if device.mig:
            problems.append(
                Problem(
                    "mig-on",
                    phrase("rig", "GPU {index} is cut into slices (MIG); vLLM would see one slice at a time.").format(
                        index=device.gpu.index
                    ),
                    phrase(
                        "rig", "Turn MIG off with `sudo nvidia-smi -i {index} -mig 0`, or plan with the slice's memory."
                    ).format(index=device.gpu.index),
                    blocking=False,
                )
            )
    links = tuple(_links(nvml, devices, handles))
    rig = None
    if devices:
        version = (cuda // 1000, cuda % 1000 // 10) if cuda else None
        rig = Rig(tuple(d.gpu for d in devices), links, _text(driver) if driver else None, version, wsl=wsl)
    return Detection(rig, tuple(devices), tuple(problems))


def _device_problem(nvml: Any, error: Any, index: int) -> Problem:
    if error.value in (nvml.NVML_ERROR_GPU_IS_LOST, nvml.NVML_ERROR_RESET_REQUIRED):
        return Problem(
            "gpu-lost",
            phrase("rig", "GPU {index} has fallen off the bus.").format(index=index),
            phrase("rig", _LOST_FIX),
            blocking=False,
        )
    if error.value == nvml.NVML_ERROR_NO_PERMISSION:
        sentence = phrase("rig", "This user may not use GPU {index}.").format(index=index)
        return Problem(
            "gpu-no-permission", sentence, phrase("rig", "Check who may open the files /dev/nvidia*."), blocking=False
        )
    return Problem(
        "gpu-error",
        phrase("rig", "GPU {index} answered: {error}.").format(index=index, error=error),
        phrase("rig", "Run `nvidia-smi` and follow what it says."),
        blocking=False,
    )


def _is_wsl(system: Path) -> bool:
    try:
        return "microsoft" in (system / "proc/sys/kernel/osrelease").read_text().lower()
    except OSError:
        return False


def _device(nvml: Any, handle: Any, index: int, wsl: bool, system: Path) -> Device:
    def ask(name: str, *arguments: Any) -> Any:
        function = getattr(nvml, name, None)
        return None if function is None else _quietly(nvml, lambda: function(handle, *arguments))

    name = _text(nvml.nvmlDeviceGetName(handle))
    capability = ask("nvmlDeviceGetCudaComputeCapability")
    memory = ask("nvmlDeviceGetMemoryInfo", nvml.nvmlMemory_v2) or ask("nvmlDeviceGetMemoryInfo")
    pci = ask("nvmlDeviceGetPciInfo")
    utilization = ask("nvmlDeviceGetUtilizationRates")
    mig = ask("nvmlDeviceGetMigMode")
    processes = tuple(_processes(nvml, handle, system))
    display = bool(ask("nvmlDeviceGetDisplayActive")) or bool(ask("nvmlDeviceGetDisplayMode"))
    ecc = ask("nvmlDeviceGetEccMode")
    gpu = _gpu(name, capability, memory, wsl, system, index=index, display=display)
    power, limit = ask("nvmlDeviceGetPowerUsage"), ask("nvmlDeviceGetEnforcedPowerLimit")
    return Device(
        gpu=replace(
            gpu,
            uuid=_text(ask("nvmlDeviceGetUUID") or "") or None,
            pci_address=_text(pci.busId) if pci is not None else None,
        ),
        memory_total=memory.total if memory is not None else None,
        memory_used=memory.used if memory is not None else None,
        memory_free=memory.free if memory is not None else None,
        pcie_now=(ask("nvmlDeviceGetCurrPcieLinkGeneration"), ask("nvmlDeviceGetCurrPcieLinkWidth")),
        pcie_most=(ask("nvmlDeviceGetMaxPcieLinkGeneration"), ask("nvmlDeviceGetMaxPcieLinkWidth")),
        ecc=bool(ecc[0]) if ecc is not None else None,
        mig=bool(mig[0]) if mig is not None else None,
        power_w=power / 1000 if power is not None else None,
        power_limit_w=limit / 1000 if limit is not None else None,
        temperature_c=ask("nvmlDeviceGetTemperature", nvml.NVML_TEMPERATURE_GPU),
        utilization=utilization.gpu if utilization is not None else None,
        processes=processes,
    )


def _gpu(name: str, capability: Any, memory: Any, wsl: bool, system: Path, *, index: int, display: bool) -> Gpu:
    """The card as a plan sees it: CUDA's total, and what others hold now."""
    notes: list[str] = []
    total = memory.total if memory is not None else None
    spec = find(name, total)
    if capability is not None:
        computed = (int(capability[0]), int(capability[1]))
    elif spec is not None:
        computed = spec.compute_capability
    else:
        computed = (8, 0)
        notes.append(phrase("rig", "{name} does not tell its compute capability; 8.0 is assumed").format(name=name))
    if total is None:
        host_total, host_available = _host_memory(system)
        if spec is None or not spec.integrated:
            notes.append(phrase("rig", "{name} reports no memory of its own; the machine's is taken").format(name=name))
        return Gpu(
            name, host_total, computed, max(0, host_total - host_available), index,
            integrated=True, display=display, approximate=tuple(notes),
        )  # fmt: skip
    seen, measured = cuda_total_bytes(total, wsl=wsl, spec=spec)
    if not measured:
        notes.append(
            phrase("rig", "what CUDA sees of the {name}'s memory is derived, nobody measured it").format(name=name)
        )
    # the newer call counts the driver's own reserve apart, the older one as used
    used = memory.used if hasattr(memory, "reserved") else max(0, memory.used - (total - seen))
    return Gpu(name, seen, computed, used, index, display=display, approximate=tuple(notes))


def _host_memory(system: Path) -> tuple[int, int]:
    """(total, available) bytes of the machine, from /proc/meminfo."""
    values: dict[str, int] = {}
    try:
        for line in (system / "proc/meminfo").read_text().splitlines():
            key, _, rest = line.partition(":")
            values[key] = int(rest.split()[0]) * 1024
    except (OSError, ValueError, IndexError):
        return 0, 0
    return values.get("MemTotal", 0), values.get("MemAvailable", 0)


def _processes(nvml: Any, handle: Any, system: Path) -> Iterator[GpuProcess]:
    seen: dict[int, int | None] = {}
    for call in (nvml.nvmlDeviceGetComputeRunningProcesses, nvml.nvmlDeviceGetGraphicsRunningProcesses):
        for process in _quietly(nvml, lambda call=call: call(handle)) or ():  # type: ignore[misc]
            seen[process.pid] = process.usedGpuMemory
    for pid, used in sorted(seen.items(), key=lambda item: -(item[1] or 0)):
        yield GpuProcess(pid, _process_name(pid, system), used)


def _process_name(pid: int, system: Path) -> str | None:
    """The program's name only: its arguments may hold secrets."""
    try:
        name = os.path.basename(os.readlink(system / f"proc/{pid}/exe"))  # noqa: PTH115, PTH119
        return name or None
    except OSError:
        pass
    try:
        return (system / f"proc/{pid}/comm").read_text().strip() or None
    except OSError:
        return None


def _links(nvml: Any, devices: list[Device], handles: dict[int, Any]) -> Iterator[Link]:
    addresses = {(d.gpu.pci_address or "").lower(): position for position, d in enumerate(devices)}
    lanes: dict[tuple[int, int], int] = {}
    for position, device in enumerate(devices):
        assert device.gpu.index is not None
        handle = handles[device.gpu.index]
        for link in range(_MOST_NVLINKS):
            state = _quietly(nvml, lambda handle=handle, link=link: nvml.nvmlDeviceGetNvLinkState(handle, link))  # type: ignore[misc]
            if state is None:
                break
            if not state:
                continue
            remote = _quietly(
                nvml,
                lambda handle=handle, link=link: nvml.nvmlDeviceGetNvLinkRemotePciInfo(handle, link),  # type: ignore[misc]
            )
            peer = addresses.get(_text(remote.busId).lower()) if remote is not None else None
            if peer is not None and peer > position:
                lanes[(position, peer)] = lanes.get((position, peer), 0) + 1
    for a, b in combinations(range(len(devices)), 2):
        first, second = (handles[devices[i].gpu.index] for i in (a, b))  # type: ignore[index]
        level = _quietly(nvml, lambda f=first, s=second: nvml.nvmlDeviceGetTopologyCommonAncestor(f, s))  # type: ignore[misc]
        status = _quietly(nvml, lambda f=first, s=second: nvml.nvmlDeviceGetP2PStatus(f, s, 0))  # type: ignore[misc]
        joined = _quietly(nvml, lambda f=first, s=second: nvml.nvmlDeviceGetP2PStatus(f, s, 2))  # type: ignore[misc]
        count = lanes.get((a, b), 0)
        # through a switch no link names the other card; the NVLink capability of the pair does
        if count or joined == nvml.NVML_P2P_STATUS_OK:
            kind = LinkKind.NVLINK
        else:
            kind = LinkKind.PCIE_P2P if status == nvml.NVML_P2P_STATUS_OK else LinkKind.PCIE
        yield Link(a, b, kind, count, _TOPOLOGY.get(level) if level is not None else None)
