# SPDX-License-Identifier: Apache-2.0
"""Everything that is to be read of a server by whoever looks, and the rights that its processes have."""

from __future__ import annotations

from pathlib import Path


def processes(engine, server) -> list[Path]:
    """/proc of each process of the container, as this machine sees it."""
    table = engine.client.api.top(server.id, ps_args="-o pid")
    return [Path("/proc", row[0]) for row in table["Processes"]]


def seen(engine, server, *folders: Path) -> str:
    """What the engine tells, its log, command lines and environments of its processes, and all files in these folders."""
    told = [
        str(engine.client.api.inspect_container(server.id)),
        engine.client.api.logs(server.id).decode(errors="replace"),
    ]
    for process in processes(engine, server):
        told += [(process / name).read_bytes().decode(errors="replace") for name in ("cmdline", "environ")]
    for folder in folders:
        told += [file.read_bytes().decode(errors="replace") for file in folder.rglob("*") if file.is_file()]
    return "\n".join(told)


def rights(process: Path) -> dict[str, str]:
    """Its capabilities and whether it may gain any, as the kernel says."""
    lines = (line.partition(":") for line in (process / "status").read_text().splitlines())
    return {name: value.strip() for name, _, value in lines if name in ("CapEff", "CapPrm", "CapBnd", "NoNewPrivs")}


ONLY_DAC_OVERRIDE = f"{1 << 1:016x}"  # CAP_DAC_OVERRIDE is number 1 (linux/capability.h)
