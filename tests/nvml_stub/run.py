# SPDX-License-Identifier: Apache-2.0
"""Run a command on a machine that seems to hold a stub rig: `python tests/nvml_stub/run.py 2x4090 rigwise detect`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from nvml_stub_plugin import compile_stub, read_rig, write_rig


def environment(rig: str, folder: Path) -> dict[str, str]:
    """The variables under which pynvml meets the stub."""
    library = compile_stub(folder)
    write_rig(read_rig(rig), folder / "rig.txt")
    return {**os.environ, "LD_LIBRARY_PATH": str(library.parent), "NVML_STUB_RIG": str(folder / "rig.txt")}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        sys.exit(subprocess.run(sys.argv[2:], env=environment(sys.argv[1], Path(place)), check=False).returncode)
