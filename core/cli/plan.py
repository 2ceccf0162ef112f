# SPDX-License-Identifier: Apache-2.0
"""`rigwise plan`: the command that serves a model on a rig."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from rigwise.core.cli.commands import DOES_NOT_START, OK, add_command
from rigwise.core.cli.deployment import add_deployment, deployment_of, positive
from rigwise.core.problems import refuse

if TYPE_CHECKING:
    from rigwise.core.cli.commands import Commands


def add(commands: Commands) -> None:
    """Declare the command."""
    command = add_command(commands, "plan", _run, "write the command that serves a model on this rig")
    add_deployment(command, required=True)
    command.add_argument("--format", choices=("docker",), default="docker", help="what to write (default: docker)")
    command.add_argument("--port", type=positive, default=8000, help="port on this machine (default: 8000)")


def _run(arguments: argparse.Namespace) -> int:
    from rigwise.core.launch.engine_way import known
    from rigwise.core.memory.estimate import estimate
    from rigwise.core.serving.container import USUAL_WAY
    from rigwise.core.serving.docker import as_json, write

    deployment = deployment_of(arguments)
    if deployment.checkpoint.needs_remote_code and not deployment.options.trust_remote_code:
        raise refuse(
            "code-not-agreed",
            f"{deployment.checkpoint.model} runs only with Python code of its own.",
            "Read that code on the model's page; if you agree to it, add --trust-remote-code.",
        )
    way = USUAL_WAY if deployment.rig.simulated else known()
    result = estimate(deployment)
    against = [problem for problem in result.problems if problem.blocking]
    if arguments.json:
        told = {"starts": result.starts, "problems": [problem.as_json() for problem in result.problems]}
        print(json.dumps(as_json(deployment, port=arguments.port, way=way) | told, indent=2))
    else:
        print(write(deployment, port=arguments.port, way=way))
        for problem in against:
            print(f"rigwise: It would not start. {problem.message}\n         {problem.fix}", file=sys.stderr)
    return OK if result.starts else DOES_NOT_START
