# SPDX-License-Identifier: Apache-2.0
"""`rigwise calibrate`: compare a start-up log of vLLM with the prediction, and keep what it measured."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rigwise.core.cli.commands import OK, add_command
from rigwise.core.cli.deployment import add_deployment, checkpoint_of, rig_of, with_draft
from rigwise.core.problems import refuse

if TYPE_CHECKING:
    from rigwise.core.cli.commands import Commands
    from rigwise.core.hardware.rig import Rig
    from rigwise.core.launch.startup_log import StartupLog
    from rigwise.core.memory.deployment import Deployment


def add(commands: Commands) -> None:
    """Declare the command."""
    command = add_command(commands, "calibrate", _run, "learn from a start-up log of vLLM on this machine")
    command.add_argument(
        "log", metavar="LOG", help="a file with the output of `docker logs` or `vllm serve` (- = stdin)"
    )
    add_deployment(command, required=False)
    command.add_argument("--dry-run", action="store_true", help="compare only, keep nothing")


def _run(arguments: argparse.Namespace) -> int:
    from rigwise.core.launch.calibration import learn, now
    from rigwise.core.launch.measurements import save
    from rigwise.core.launch.proof import compare, larger_cache, table

    log = _read(arguments.log)
    deployment = deployment_of(log, arguments)
    measurement = learn(log, deployment, when=now())
    compared = compare(log, deployment)
    offer = larger_cache(log, deployment)
    place = None if arguments.dry_run else save(measurement)
    if arguments.json:
        told = {
            "measurement": asdict(measurement),
            "comparison": [asdict(line) for line in compared],
            "larger_cache": None
            if offer is None
            else {"bytes": offer.bytes, "gain": offer.gain, "tokens": offer.tokens},
            "file": str(place) if place else None,
        }
        print(json.dumps(told, indent=2))
        return OK
    print(f"{measurement.model} on {deployment.rig.description}, vLLM {measurement.vllm_version}\n")
    print("\n".join(table(compared)))
    if offer:
        print(f"\n{offer.words}\nAdd --kv-cache-memory-bytes {offer.bytes}.")
    if place:
        print(f"\nKept in {place}; estimates for this GPU, release and model family use it from now on.")
    return OK


def _read(name: str) -> StartupLog:
    from rigwise.core.launch.startup_reader import read_log

    try:
        if name == "-":
            return read_log(iter(lambda: sys.stdin.buffer.read(1 << 16), b""))
        with Path(name).open("rb") as file:
            return read_log(iter(lambda: file.read(1 << 16), b""))
    except OSError as error:
        raise refuse(
            "file-unreadable", f"{name} cannot be read: {error.strerror}.", "Name a file with the server's log."
        ) from error


def deployment_of(log: StartupLog, arguments: argparse.Namespace) -> Deployment:
    """The deployment that a log is of: its own settings, over them what the command line says."""
    from rigwise.core.memory.deployment import LATEST_RELEASE, Deployment, ServingOptions

    if not log.telling:
        raise refuse("log-foreign", "This is no start-up log of vLLM.", "Give the whole output of `docker logs`.")
    arguments.model = arguments.model or log.model
    if not arguments.model:
        raise refuse("no-model", "The log does not name its model.", "Write `rigwise calibrate LOG MODEL`.")
    rank = log.tightest
    kinds = {field.name: str(field.type).removesuffix(" | None") for field in fields(ServingOptions)}
    given: dict[str, Any] = {name: value for name, value in log.arguments if type(value).__name__ == kinds.get(name)}
    for name in ("tensor_parallel_size", "pipeline_parallel_size", "data_parallel_size", "max_model_len", "dtype"):
        given[name] = getattr(log, name) or given.get(name)
    given["enforce_eager"] = bool(log.enforce_eager or given.get("enforce_eager"))
    given["max_num_batched_tokens"] = given.get("max_num_batched_tokens") or log.max_num_batched_tokens
    if rank is not None and rank.utilization:
        given["gpu_memory_utilization"] = rank.utilization
    given |= {name: value for name in kinds if (value := getattr(arguments, name, None)) is not None}
    options = ServingOptions(**{name: value for name, value in given.items() if value is not None})
    world = options.tensor_parallel_size * options.pipeline_parallel_size * options.data_parallel_size
    rig = rig_of(arguments)
    if len(rig.gpus) < world:
        raise refuse(
            "log-other-rig",
            f"The log is of {world} GPUs; the rig has {len(rig.gpus)}.",
            f'Name them, such as --gpus "{world}x RTX 4090".',
        )
    rig = _as_logged(rig.chosen(tuple(range(world))), log)
    version = arguments.vllm_version or log.version or LATEST_RELEASE
    return with_draft(Deployment(rig, checkpoint_of(arguments), options, version))


def _as_logged(rig: Rig, log: StartupLog) -> Rig:
    """The rig with the memory that the log states; a log of other cards is refused."""
    rank = log.tightest
    if rank is None or rank.total is None:
        return rig
    card = rig.gpus[0]
    # a 24 GB and a 32 GB card are a third apart; drivers and ECC move one card's total by a tenth
    if abs(rank.total - card.total_bytes) > 0.15 * card.total_bytes:
        raise refuse(
            "log-other-rig",
            f"The log is of a GPU with {rank.total / 2**30:.2f} GiB; the {card.short_name} has "
            f"{card.total_bytes / 2**30:.2f} GiB.",
            "Name the GPU of the log with --gpus.",
        )
    return replace(rig, gpus=tuple(replace(gpu, total_bytes=rank.total) for gpu in rig.gpus))
