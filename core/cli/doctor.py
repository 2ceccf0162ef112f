# SPDX-License-Identifier: Apache-2.0
"""`rigwise doctor`: is this machine ready to serve, in general or one plan?"""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from rigwise.core.cli.commands import DOES_NOT_START, OK, add_command
from rigwise.core.cli.deployment import add_deployment, deployment_of, positive

if TYPE_CHECKING:
    from rigwise.core.cli.commands import Commands
    from rigwise.core.launch.preflight.facts import Check, Facts

SIGNS = {"GREEN": "ok  ", "AMBER": "look", "RED": "STOP"}


def add(commands: Commands) -> None:
    """Declare the command."""
    command = add_command(commands, "doctor", _run, "check whether this machine can start a server, or one plan's")
    add_deployment(command, required=False)
    command.add_argument("--port", type=positive, default=8000, help="port on this machine (default: 8000)")
    command.add_argument("--no-hub", action="store_true", help="leave the Hub out")


def _run(arguments: argparse.Namespace) -> int:
    from rigwise.core.launch.preflight.facts import Level
    from rigwise.core.launch.preflight.judge import judge, worst

    checks = judge(_facts(arguments))
    level = worst(checks)
    if arguments.json:
        print(json.dumps({"ready": level is not Level.RED, "checks": [check.as_json() for check in checks]}, indent=2))
    else:
        print(describe(checks))
    return DOES_NOT_START if level is Level.RED else OK


def _facts(arguments: argparse.Namespace) -> Facts:
    from rigwise.core.hardware.nvml import probe
    from rigwise.core.launch.engine import connect
    from rigwise.core.launch.preflight.look import look
    from rigwise.core.memory.deployment import LATEST_RELEASE
    from rigwise.core.models.hub.place import real_place
    from rigwise.core.serving.docker import IMAGE

    plan = deployment_of(arguments) if arguments.model else None
    version = plan.vllm_version if plan else arguments.vllm_version or LATEST_RELEASE
    return look(
        connect,
        probe,
        plan=plan,
        image=f"{IMAGE}:v{version}",
        port=arguments.port,
        place=None if arguments.no_hub else real_place(),
    )


def describe(checks: tuple[Check, ...]) -> str:
    """The lines for a terminal."""
    wide = max(len(check.title) for check in checks)
    lines = []
    for check in checks:
        lines.append(f"{SIGNS[check.level.name]}  {check.title:<{wide}}  {check.says}")
        if check.fix:
            lines.append(f"{'':<{wide + 8}}{check.fix}")
    return "\n".join(lines)
