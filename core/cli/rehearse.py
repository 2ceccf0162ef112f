# SPDX-License-Identifier: Apache-2.0
"""`rigwise rehearse`: let vLLM measure a plan on the real GPUs with dummy weights, before anything is downloaded."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import threading
from typing import TYPE_CHECKING

from rigwise.core.cli.commands import AT_FAULT, DOES_NOT_START, OK, add_command
from rigwise.core.cli.deployment import add_deployment, deployment_of
from rigwise.core.problems import refuse

if TYPE_CHECKING:
    from rigwise.core.cli.commands import Commands
    from rigwise.core.launch.rehearsal import Rehearsal


def add(commands: Commands) -> None:
    """Declare the command."""
    command = add_command(commands, "rehearse", _run, "measure a plan with dummy weights, before the download")
    add_deployment(command, required=True)


def _run(arguments: argparse.Namespace) -> int:
    from rigwise.core.cli.telling import Teller
    from rigwise.core.interruptible import Cancelled
    from rigwise.core.launch.engine import connect
    from rigwise.core.launch.rehearsal import rehearse
    from rigwise.core.models.hub.place import real_place
    from rigwise.core.serving.docker import container_spec

    deployment = deployment_of(arguments)
    if deployment.rig.simulated:
        raise refuse(
            "rig-simulated",
            "A rehearsal runs on the GPUs of this machine.",
            "Leave --gpus out, or use `rigwise estimate`.",
        )
    token = real_place().token_file
    spec = container_spec(deployment, token_file=str(token) if token.is_file() else None)
    cancel = threading.Event()
    before = signal.signal(signal.SIGINT, lambda *_: cancel.set())
    teller = Teller(quiet=arguments.json)
    try:
        found = rehearse(connect, spec, deployment, cancel, teller.tell)
    except Cancelled:
        print("rigwise: stopped; nothing is left of it.", file=sys.stderr)
        return 130
    finally:
        signal.signal(signal.SIGINT, before)
        teller.end()
    print(json.dumps(as_json(found), indent=2) if arguments.json else text(found))
    if found.log.refusal is not None:
        return DOES_NOT_START
    return OK if found.measurement else AT_FAULT


def as_json(found: Rehearsal) -> dict[str, object]:
    from dataclasses import asdict

    refusal = found.log.refusal
    return {
        "starts": refusal is None,
        "refusal": None if refusal is None else asdict(refusal),
        "kv_cache_tokens": found.log.kv_cache_tokens,
        "max_concurrency": found.log.max_concurrency,
        "comparison": [asdict(line) for line in found.comparison],
        "measurement": None if found.measurement is None else asdict(found.measurement),
        "problem": None if found.problem is None else found.problem.as_json(),
    }


def text(found: Rehearsal) -> str:
    from rigwise.core.launch.proof import table

    log = found.log
    lines = []
    if log.refusal is not None:
        lines.append("vLLM refuses to start with this plan: its KV cache is too small for one request.")
        if log.refusal.estimated_max_model_len:
            lines.append(f"It names {log.refusal.estimated_max_model_len:,} tokens as the longest context that fits.")
    elif log.kv_cache_tokens:
        lines.append(f"vLLM starts with this plan: {log.kv_cache_tokens:,} tokens of KV cache.")
    lines += ["", *table(found.comparison)]
    if found.problem:
        lines += ["", f"{found.problem.message} {found.problem.fix}"]
    elif found.measurement:
        lines += ["", "Kept: estimates for this GPU, release and model family use it from now on."]
    return "\n".join(lines)
