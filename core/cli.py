# SPDX-License-Identifier: Apache-2.0
"""The terminal face: `rigwise` opens the window; `rigwise detect | estimate | plan` answer in text or JSON.

Imports happen inside the commands, so that none pays for what it does not use (`estimate` never loads Qt).
Exit status: 0 done (and it starts), 1 the deployment does not start, 2 the input or the machine is at fault.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rigwise.core.problems import RigwiseError, refuse

if TYPE_CHECKING:
    from rigwise.core.hardware.rig import Rig
    from rigwise.core.memory.deployment import Deployment
    from rigwise.core.models.checkpoint import Checkpoint

OK, DOES_NOT_START, AT_FAULT = 0, 1, 2


def main(argv: Sequence[str] | None = None, window: Callable[[str], int] | None = None) -> int:
    """The `rigwise` command. window opens the window in a theme; core knows no other way to it."""
    parser = _parser()
    arguments = parser.parse_args(argv)
    try:
        if arguments.run is None:
            return window(arguments.theme) if window else parser.error("name a command")
        return int(arguments.run(arguments))
    except RigwiseError as error:
        problem = error.problem
        if getattr(arguments, "json", False):
            print(json.dumps({"error": problem.as_json()}))
        else:
            print(f"rigwise: {problem.message}\n         {problem.fix}", file=sys.stderr)
        return AT_FAULT
    except BrokenPipeError:  # `rigwise detect | head`
        sys.stderr.close()
        return OK
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="rigwise",
        description="Know what your GPU workstation can serve with vLLM, then serve it.",
        allow_abbrev=False,
    )
    parser.add_argument("--theme", choices=("light", "dark", "system"), default="system", help="colours of the window")
    parser.set_defaults(run=None)
    commands = parser.add_subparsers(title="commands", metavar="")

    detect = _command(commands, "detect", _detect, "list the GPUs, their links, and what holds their memory")
    detect.add_argument("--json", action="store_true", help="machine-readable")

    estimate = _command(commands, "estimate", _estimate, "predict what vLLM will log for one deployment, or for many")
    _add_deployment(estimate, required=False)
    estimate.add_argument("--json", action="store_true", help="machine-readable")
    estimate.add_argument("--explain", action="store_true", help="show the sum line by line")
    estimate.add_argument(
        "--batch", metavar="FILE", help="one JSON case a line in, one JSON answer a line out (- = stdin)"
    )

    plan = _command(commands, "plan", _plan, "write the command that serves a model on this rig")
    _add_deployment(plan, required=True)
    plan.add_argument("--format", choices=("docker",), default="docker", help="what to write (default: docker)")
    plan.add_argument("--port", type=_positive, default=8000, help="port on this machine (default: 8000)")
    plan.add_argument("--json", action="store_true", help="the argument list and a sentence for each flag, as JSON")
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace], int],
    text: str,
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=text, allow_abbrev=False)
    command.set_defaults(run=run)
    return command


def _add_deployment(parser: argparse.ArgumentParser, *, required: bool) -> None:
    parser.add_argument(
        "model",
        nargs=None if required else "?",
        help="an id from the catalogue, a folder with config.json, or a config.json",
    )
    parser.add_argument(
        "--gpus",
        metavar="LIST",
        help='a rig to plan for, such as "2x RTX 4090" or "RTX 4090, RTX 3090" (default: detected)',
    )
    parser.add_argument("--nvlink", action="store_true", help="with --gpus: an NVLink bridge between each pair")
    parser.add_argument("--quantization", help="weight format, when the checkpoint does not say")
    parser.add_argument(
        "--vllm-version", default=None, help="the release whose rules count (default: the newest known)"
    )
    vllm = parser.add_argument_group("vLLM's own options", "named as vLLM names them; left out: vLLM's default")
    vllm.add_argument("--tensor-parallel-size", type=_positive)
    vllm.add_argument("--pipeline-parallel-size", type=_positive)
    vllm.add_argument("--data-parallel-size", type=_positive)
    vllm.add_argument("--enable-expert-parallel", action="store_true", default=None)
    vllm.add_argument(
        "--max-model-len", type=_tokens, help='tokens; "32k" = 32,000, "32K" = 32,768, "auto" = what fits'
    )
    vllm.add_argument("--gpu-memory-utilization", type=_fraction)
    vllm.add_argument("--dtype")
    vllm.add_argument("--kv-cache-dtype")
    vllm.add_argument("--max-num-seqs", type=_positive)
    vllm.add_argument("--max-num-batched-tokens", type=_tokens)
    vllm.add_argument("--enforce-eager", action="store_true", default=None)
    vllm.add_argument("--block-size", type=_positive)
    vllm.add_argument("--kv-cache-memory-bytes", type=_tokens)


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text[:10]) < 2**31:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def _fraction(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a share of the card between 0 and 1, such as 0.92")
    return value


def _tokens(text: str) -> int:
    """vLLM's human-readable integers: `32k` is 32,000, `32K` 32,768, `auto` -1 (utils/argparse_utils.py, 0.33.0)."""
    if text in ("auto", "-1"):
        return -1
    match = re.fullmatch(r"(\d{1,15}(?:\.\d{1,6})?)([kmgtKMGT]?)", text, re.ASCII)
    if match:
        digits, suffix = match.groups()
        power = "kmgt".index(suffix.lower()) + 1 if suffix else 0
        value = float(digits) * (1000 if suffix.islower() else 1024) ** power
        if value >= 1 and value == int(value):
            return int(value)
    raise argparse.ArgumentTypeError(f"{text!r} is not a size; write 32768, 32K (32,768) or 32k (32,000)")


def _detect(arguments: argparse.Namespace) -> int:
    from rigwise.core.hardware.nvml import probe
    from rigwise.core.hardware.text import describe

    detection = probe()
    print(json.dumps(detection.as_json(), indent=2) if arguments.json else describe(detection))
    return OK if detection.rig else AT_FAULT


def _estimate(arguments: argparse.Namespace) -> int:
    if arguments.batch is not None:
        return _batch(arguments.batch)
    if arguments.model is None:
        raise refuse(
            "no-model", "No model was named.", "Write `rigwise estimate MODEL`, or `rigwise estimate --batch FILE`."
        )
    from rigwise.core.memory.answers import answer
    from rigwise.core.memory.estimate import estimate
    from rigwise.core.memory.explain import describe, explain

    deployment = _deployment(arguments)
    result = estimate(deployment)
    if arguments.json:
        print(json.dumps(answer(result), indent=2))
    else:
        print(describe(deployment, result))
    if arguments.explain:
        print("\n".join(explain(deployment, result)))
    return OK if result.starts else DOES_NOT_START


def _batch(file: str) -> int:
    from rigwise.core.memory.cases import run_batch

    try:
        lines = sys.stdin if file == "-" else Path(file).open(encoding="utf-8", errors="replace")  # noqa: SIM115
    except OSError as error:
        raise refuse(
            "file-unreadable", f"{file} cannot be read: {error.strerror}.", "Name a file of JSON lines."
        ) from error
    with lines:
        for line in run_batch(lines):
            print(line)
    return OK


def _plan(arguments: argparse.Namespace) -> int:
    from rigwise.core.serving.docker import as_json, write

    deployment = _deployment(arguments)
    print(
        json.dumps(as_json(deployment, port=arguments.port), indent=2)
        if arguments.json
        else write(deployment, port=arguments.port)
    )
    return OK


def _deployment(arguments: argparse.Namespace) -> Deployment:
    """The deployment that the arguments describe; what they leave open is chosen as the wizard would."""
    from rigwise.core.memory.deployment import LATEST_RELEASE, ServingOptions
    from rigwise.core.planning.suggest import suggest

    rig = _rig(arguments)
    checkpoint = _checkpoint(arguments)
    release = arguments.vllm_version or LATEST_RELEASE
    given: dict[str, Any] = {
        field.name: value
        for field in fields(ServingOptions)
        if (value := getattr(arguments, field.name, None)) is not None
    }
    suggestion = suggest(rig, checkpoint, release)
    return replace(suggestion, options=replace(suggestion.options, **given))


def _rig(arguments: argparse.Namespace) -> Rig:
    if arguments.gpus:
        from rigwise.core.hardware.catalogue import compose

        return compose(_gpu_names(arguments.gpus), nvlink=arguments.nvlink)
    from rigwise.core.hardware.nvml import probe

    detection = probe()
    if detection.rig is None:
        problem = detection.problems[0]
        raise refuse(problem.code, problem.message, f'{problem.fix} To plan without one, add --gpus "2x RTX 4090".')
    return detection.rig


def _gpu_names(text: str) -> list[str]:
    """`2x RTX 4090, RTX 3090` → three names."""
    names: list[str] = []
    for item in filter(None, (part.strip() for part in text.split(","))):
        match = re.fullmatch(r"(\d{1,3})\s*[x×*]\s*(.+)", item)
        names += [match[2]] * int(match[1]) if match else [item]
    return names


def _checkpoint(arguments: argparse.Namespace) -> Checkpoint:
    from rigwise.core.models.catalogue import find
    from rigwise.core.models.config import load_folder

    path = Path(arguments.model)
    if path.exists():
        return load_folder(path, quantization=arguments.quantization)
    entry = find(arguments.model)
    if entry is None:
        raise refuse(
            "model-unknown",
            f"{arguments.model} is neither a folder nor in Rigwise's catalogue.",
            "Name a folder that holds its config.json, or pick one from the list in the window.",
        )
    return entry.checkpoint()


if __name__ == "__main__":
    sys.exit(main())
