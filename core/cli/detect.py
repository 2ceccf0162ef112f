# SPDX-License-Identifier: Apache-2.0
"""`rigwise detect`: the GPUs of this machine."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from rigwise.core.cli.commands import AT_FAULT, OK, add_command

if TYPE_CHECKING:
    from rigwise.core.cli.commands import Commands


def add(commands: Commands) -> None:
    """Declare the command."""
    add_command(commands, "detect", _run, "list the GPUs, their links, and what holds their memory")


def _run(arguments: argparse.Namespace) -> int:
    from rigwise.core.hardware.nvml import probe
    from rigwise.core.hardware.text import describe

    detection = probe()
    print(json.dumps(detection.as_json(), indent=2) if arguments.json else describe(detection).lstrip("\n"))
    if detection.rig is None and not arguments.json:
        print('  `rigwise suggest --gpus "2x RTX 4090"` plans for cards that are not here.')
    return OK if detection.rig else AT_FAULT
