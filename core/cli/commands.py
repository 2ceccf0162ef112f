# SPDX-License-Identifier: Apache-2.0
"""How a command is declared, and what its exit status says."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

# done (and it starts); the deployment does not start; the input or the machine is at fault
OK, DOES_NOT_START, AT_FAULT = 0, 1, 2


def add_command(
    commands: Commands, name: str, run: Callable[[argparse.Namespace], int], text: str
) -> argparse.ArgumentParser:
    """A subcommand whose arguments are handed to run, with the --json that every command has."""
    command = commands.add_parser(name, help=text, description=text, allow_abbrev=False)
    command.add_argument("--json", action="store_true", help="machine-readable")
    command.set_defaults(run=run)
    return command
