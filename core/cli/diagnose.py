# SPDX-License-Identifier: Apache-2.0
"""`rigwise diagnose`: what a server's log means."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from rigwise.core.cli.commands import DOES_NOT_START, OK, add_command
from rigwise.core.problems import refuse

if TYPE_CHECKING:
    from rigwise.core.cli.commands import Commands
    from rigwise.core.launch.diagnosis.diagnose import Diagnosis, Finding

CHUNK = 1 << 20


def add(commands: Commands) -> None:
    """Declare the command."""
    command = add_command(commands, "diagnose", _run, "say what ended a server, from its log")
    command.add_argument("file", metavar="FILE", help="a log, as `docker logs` prints it (- = stdin)")


def _run(arguments: argparse.Namespace) -> int:
    from rigwise.core.launch.diagnosis.diagnose import Reader
    from rigwise.core.launch.lines import Lines

    lines, reader = Lines(), Reader()
    with _open(arguments.file) as source:
        while chunk := source.read(CHUNK):
            reader.feed(list(lines.feed(chunk)))
        reader.feed(list(lines.end()))
    found = reader.diagnosis()
    print(json.dumps(found.as_json(), indent=2) if arguments.json else describe(found))
    return DOES_NOT_START if found.alarming else OK


@contextlib.contextmanager
def _open(name: str) -> Iterator[BinaryIO]:
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        with Path(name).open("rb") as source:
            yield source
    except OSError as error:
        raise refuse("file-unreadable", f"{name} cannot be read: {error.strerror}.", "Name a log file.") from error


def describe(found: Diagnosis) -> str:
    """The diagnosis for a terminal."""
    if found.finding is None:
        return "Nothing in this log is known as a failure."
    text = [_describe(found.finding)]
    if found.survived:
        text.append("The server went on after that.")
    if found.others:
        text.append(
            "Also found: " + "; ".join(f"{other.failure.code} (line {other.number + 1})" for other in found.others)
        )
    return "\n\n".join(text)


def _describe(finding: Finding) -> str:
    steps = [f"  {number}. {step}" for number, step in enumerate(finding.steps, start=1)]
    return "\n".join(
        [finding.message, "", f"  line {finding.number + 1}: {finding.line.strip()[:300]}", "", "What to do:", *steps]
    )
