# SPDX-License-Identifier: Apache-2.0
"""How a command is declared, and what its exit status says."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

# done (and it starts); the deployment does not start; the input or the machine is at fault
OK, DOES_NOT_START, AT_FAULT = 0, 1, 2


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line: a page of options would bury it."""

    def error(self, message: str) -> NoReturn:
        self.exit(
            AT_FAULT, f"{self.prog}: {message}\n{' ' * len(self.prog)}  `{self.prog} --help` says what it takes.\n"
        )


def add_command(
    commands: Commands, name: str, run: Callable[[argparse.Namespace], int], text: str
) -> argparse.ArgumentParser:
    """A subcommand whose arguments are handed to run, with the --json that every command has."""
    command = commands.add_parser(name, help=text, description=text, allow_abbrev=False)
    command.add_argument("--json", action="store_true", help="machine-readable")
    command.set_defaults(run=run, command=command)
    return command
