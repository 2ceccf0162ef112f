# SPDX-License-Identifier: Apache-2.0
"""The arguments that describe a deployment, and the Deployment that they make."""

from __future__ import annotations

import argparse
import re
import sys
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rigwise.core.problems import RigwiseError, refuse

if TYPE_CHECKING:
    from rigwise.core.hardware.rig import Rig
    from rigwise.core.memory.deployment import Deployment
    from rigwise.core.models.checkpoint import Checkpoint
    from rigwise.core.models.hub.names import Reference


GOALS = ("chat", "coding", "team", "batch")  # planning/wishes.py


def add_deployment(parser: argparse.ArgumentParser, *, required: bool) -> None:
    parser.add_argument(
        "model",
        nargs=None if required else "?",
        help="a Hub id or address, an id from the catalogue, a folder with config.json, or a config.json",
    )
    add_rig(parser)
    parser.add_argument("--quantization", help="weight format, when the checkpoint does not say")
    parser.add_argument(
        "--goal",
        choices=GOALS,
        help="what it is for: of all plans take the best for it (default: a careful first plan)",
    )
    parser.add_argument(
        "--vllm-version", default=None, help="the release whose rules count (default: the newest known)"
    )
    vllm = parser.add_argument_group("vLLM's own options", "named as vLLM names them; left out: vLLM's default")
    vllm.add_argument("--tensor-parallel-size", "-tp", type=positive)
    vllm.add_argument("--pipeline-parallel-size", "-pp", type=positive)
    vllm.add_argument("--data-parallel-size", "-dp", type=positive)
    vllm.add_argument("--enable-expert-parallel", "-ep", action="store_true", default=None)
    vllm.add_argument("--max-model-len", type=tokens, help='tokens; "32k" = 32,000, "32K" = 32,768, "auto" = what fits')
    vllm.add_argument("--gpu-memory-utilization", type=fraction)
    vllm.add_argument("--dtype")
    vllm.add_argument("--kv-cache-dtype")
    vllm.add_argument("--max-num-seqs", type=positive)
    vllm.add_argument("--max-num-batched-tokens", type=tokens)
    vllm.add_argument("--enforce-eager", action="store_true", default=None)
    vllm.add_argument("--block-size", type=positive)
    vllm.add_argument("--kv-cache-memory-bytes", type=tokens)
    vllm.add_argument("--enable-prefix-caching", action=argparse.BooleanOptionalAction)
    vllm.add_argument(
        "--speculative-config", metavar="JSON", help='such as \'{"method": "mtp", "num_speculative_tokens": 2}\''
    )
    vllm.add_argument("--spec-method", help="short for its method")
    vllm.add_argument("--spec-model", help="short for its model, the draft")
    vllm.add_argument("--spec-tokens", type=positive, help="short for its num_speculative_tokens")
    vllm.add_argument("--trust-remote-code", action="store_true", default=None, help="agree to the model's own code")


def add_rig(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--gpus",
        metavar="LIST",
        help='a rig to plan for, such as "2x RTX 4090" or "RTX 4090, RTX 3090" (default: detected)',
    )
    parser.add_argument("--nvlink", action="store_true", help="with --gpus: an NVLink bridge between each pair")


def positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text[:10]) < 2**31:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def fraction(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a share of the card between 0 and 1, such as 0.92")
    return value


def tokens(text: str) -> int:
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


def deployment_of(arguments: argparse.Namespace) -> Deployment:
    """The deployment that the arguments describe; what they leave open is chosen as the wizard would. The rig knows
    what earlier starts on this machine showed."""
    from rigwise.core.launch.measurements import recall, remembered
    from rigwise.core.memory.deployment import LATEST_RELEASE, ServingOptions
    from rigwise.core.memory.speculative_config import SHORT, joined
    from rigwise.core.planning.suggest import suggest
    from rigwise.core.wizard import Wizard, with_options

    checkpoint = checkpoint_of(arguments)
    rig = remembered(rig_of(arguments))
    for problem in recall().problems:
        print(f"rigwise: {problem.message}\n         {problem.fix}", file=sys.stderr)
    release = arguments.vllm_version or LATEST_RELEASE
    given: dict[str, Any] = {
        field.name: value
        for field in fields(ServingOptions)
        if (value := getattr(arguments, field.name, None)) is not None
    }
    short = {flag: getattr(arguments, flag[2:].replace("-", "_")) for flag in SHORT}
    speculation = joined(arguments.speculative_config, short)
    if speculation is not None:
        given["speculative_config"] = speculation
    suggestion = _for_goal(arguments, rig, checkpoint, release) or suggest(rig, checkpoint, release)
    state = Wizard(rig=rig, cards=tuple(range(len(rig.gpus))), checkpoint=checkpoint, deployment=suggestion)
    return with_draft(with_options(state, **given).deployment or suggestion)


def with_draft(deployment: Deployment) -> Deployment:
    """The deployment with the draft model that its speculation names, where it can be looked up."""
    from rigwise.core.memory.speculative_config import named_draft

    draft = named_draft(deployment.options.speculative_config)
    if draft is None or draft.model == deployment.checkpoint.model:
        return deployment
    try:
        return replace(deployment, draft=_checkpoint(str(draft), None))
    except RigwiseError as error:  # the estimate says that it goes without the draft
        print(f"rigwise: {error.problem.message}\n         {error.problem.fix}", file=sys.stderr)
        return deployment


def _for_goal(arguments: argparse.Namespace, rig: Rig, checkpoint: Checkpoint, release: str) -> Deployment | None:
    """The plan that serves the goal best; None without a goal, or where nothing starts."""
    if arguments.goal is None:
        return None
    from rigwise.core.planning.search import search
    from rigwise.core.planning.wishes import WISHES, Goal

    found = search(rig, checkpoint, WISHES[Goal(arguments.goal)], vllm_version=release)
    return found.choices[0].option.deployment if found.choices else None


def rig_of(arguments: argparse.Namespace, option: str = "--gpus") -> Rig:
    """The rig that was named, else this machine's. option: by which one could have been."""
    if arguments.gpus:
        from rigwise.core.hardware.catalogue import compose

        return compose(gpu_names(arguments.gpus), nvlink=arguments.nvlink)
    from rigwise.core.hardware.nvml import probe

    detection = probe()
    if detection.rig is None:
        problem = detection.problems[0]
        raise refuse(problem.code, problem.message, f'{problem.fix} To plan without one, add {option} "2x RTX 4090".')
    return detection.rig


def gpu_names(text: str) -> list[str]:
    """`2x RTX 4090, RTX 3090` → three names."""
    names: list[str] = []
    for item in filter(None, (part.strip() for part in text.split(","))):
        match = re.fullmatch(r"(\d{1,3})\s*[x×*]\s*(.+)", item)
        names += [match[2]] * int(match[1]) if match else [item]
    return names


def checkpoint_of(arguments: argparse.Namespace) -> Checkpoint:
    return _checkpoint(arguments.model, arguments.quantization)


def _checkpoint(model: str, quantization: str | None) -> Checkpoint:
    from rigwise.core.models.catalogue import find

    path = Path(model)
    if path.exists():
        from rigwise.core.models.hub.local import open_folder

        return open_folder(path, quantization)
    entry = find(model)
    return entry.checkpoint() if entry else _on_the_hub(model)


def hub_reference(text: str) -> Reference:
    """The model on the Hub that a person names. Raises RigwiseError for words."""
    from rigwise.core.models.hub.names import reference

    found = reference(text)
    if found is None:
        raise refuse(
            "model-unknown",
            f"{text} is neither a folder, nor in Rigwise's catalogue, nor the name of a model on the Hub.",
            f"Write owner/name, or look for it with `rigwise search {text}`.",
        )
    return found


def _on_the_hub(text: str) -> Checkpoint:
    """A model that only the Hub knows; while it cannot be asked, as it was seen last."""
    wanted = hub_reference(text)
    from rigwise.core.models.hub.inspect import inspect, recall_latest
    from rigwise.core.models.hub.place import real_place

    place = real_place()
    try:
        return inspect(place, wanted).checkpoint()
    except RigwiseError as error:
        known = recall_latest(place, wanted)
        if known is None or not error.problem.code.startswith("hub-"):
            raise
        print(f"rigwise: {error.problem.message} This is {wanted.id} as it was seen last.", file=sys.stderr)
        return known[0].checkpoint()
