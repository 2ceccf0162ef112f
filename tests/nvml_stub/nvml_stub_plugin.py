# SPDX-License-Identifier: Apache-2.0
"""Fixtures around the stub driver: the real pynvml loads a libnvidia-ml.so.1 that answers from a rig in JSON."""

from __future__ import annotations

import ctypes
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def compile_stub(folder: Path) -> Path:
    """Build libnvidia-ml.so.1 into `folder`."""
    library = folder / "libnvidia-ml.so.1"
    source = HERE / "nvml.c"
    soname = "-Wl,-soname,libnvidia-ml.so.1"
    subprocess.run(["gcc", "-O1", "-shared", "-fPIC", soname, "-o", library, source], check=True)
    return library


def write_rig(rig: dict, file: Path) -> None:
    """The rig's JSON as the lines that the stub reads."""
    lines = [f"{key} {value}" for key, value in rig.items() if key != "gpus"]
    for gpu in rig["gpus"]:
        lines += ["gpu", *(f"{key} {value}" for key, value in gpu.items())]
    file.write_text("\n".join(lines) + "\n")


def read_rig(name: str) -> dict:
    return json.loads((HERE / "rigs" / f"{name}.json").read_text())


@pytest.fixture(scope="session")
def nvml_stub_library(tmp_path_factory) -> Path:
    return compile_stub(tmp_path_factory.mktemp("nvml"))


@pytest.fixture
def nvml_rig(nvml_stub_library, tmp_path, monkeypatch) -> Callable[..., None]:
    """`nvml_rig("2x4090")` plugs a rig in; called again it changes what is plugged in; `**cards` changes single lines."""
    import pynvml

    file = tmp_path / "rig.txt"
    monkeypatch.setenv("NVML_STUB_RIG", str(file))
    # pynvml asks the loader for libnvidia-ml.so.1: hand it the stub whatever is installed here
    monkeypatch.setattr(pynvml, "nvmlLib", ctypes.CDLL(str(nvml_stub_library)))
    monkeypatch.setattr(pynvml, "_nvmlGetFunctionPointer_cache", {})

    def plug(rig: str | dict, **changes: dict) -> None:
        values = read_rig(rig) if isinstance(rig, str) else rig
        for position, lines in changes.items():
            values["gpus"][int(position.removeprefix("gpu"))].update(lines)
        write_rig(values, file)

    return plug


@pytest.fixture
def no_nvml_library(monkeypatch) -> None:
    """A machine without any NVIDIA driver."""
    import pynvml

    def missing(name: str) -> None:
        raise OSError(f"{name}: cannot open shared object file")

    monkeypatch.setattr(pynvml, "nvmlLib", None)
    monkeypatch.setattr(pynvml, "CDLL", missing)
