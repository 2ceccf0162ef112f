# SPDX-License-Identifier: Apache-2.0
"""`rigwise estimate`: what vLLM will log for one deployment, or for a file of them."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rigwise.core.cli.commands import DOES_NOT_START, OK, add_command
from rigwise.core.cli.deployment import add_deployment, deployment_of
from rigwise.core.problems import refuse

if TYPE_CHECKING:
    from rigwise.core.cli.commands import Commands


def add(commands: Commands) -> None:
    """Declare the command."""
    command = add_command(commands, "estimate", _run, "predict what vLLM will log for one deployment, or for many")
    add_deployment(command, required=False)
    command.add_argument("--explain", action="store_true", help="show the sum line by line")
    command.add_argument(
        "--batch", metavar="FILE", help="one JSON case a line in, one JSON answer a line out (- = stdin)"
    )


def _run(arguments: argparse.Namespace) -> int:
    if arguments.batch is not None:
        return _batch(arguments.batch)
    if arguments.model is None:
        raise refuse(
            "no-model", "No model was named.", "Write `rigwise estimate MODEL`, or `rigwise estimate --batch FILE`."
        )
    from rigwise.core.memory.estimate import estimate

    deployment = deployment_of(arguments)
    result = estimate(deployment)
    if arguments.json:
        from rigwise.core.memory.answers import answer
        from rigwise.core.planning.throughput import speed_of

        print(json.dumps(answer(result, speed_of(deployment, 1, 1024)), indent=2))
    else:
        from rigwise.core.memory.explain import describe

        print(describe(deployment, result))
    if arguments.explain:
        from rigwise.core.memory.explain import explain

        print("\n".join(explain(deployment, result)))
    return OK if result.starts else DOES_NOT_START


def _batch(file: str) -> int:
    from rigwise.core.memory.cases import run_batch
    from rigwise.core.planning.throughput import speed_of

    try:
        lines = sys.stdin if file == "-" else Path(file).open(encoding="utf-8", errors="replace")  # noqa: SIM115
    except OSError as error:
        raise refuse(
            "file-unreadable", f"{file} cannot be read: {error.strerror}.", "Name a file of JSON lines."
        ) from error
    with lines:
        for line in run_batch(lines, speed_of):
            print(line)
    return OK
