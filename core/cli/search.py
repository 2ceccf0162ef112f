# SPDX-License-Identifier: Apache-2.0
"""`rigwise search`: models on the Hub by words, most downloaded first."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from rigwise.core.cli.commands import OK, add_command
from rigwise.core.cli.deployment import add_rig, rig_of

if TYPE_CHECKING:
    from rigwise.core.cli.commands import Commands
    from rigwise.core.models.hub.search import Answer, Found


def add(commands: Commands) -> None:
    """Declare the command."""
    command = add_command(commands, "search", _run, "find models on the Hugging Face Hub, most downloaded first")
    command.add_argument("words", nargs="*", help="parts of the name; none: what people run most")
    command.add_argument("--fits", action="store_true", help="only weights that the rig's memory can hold")
    add_rig(command)
    command.add_argument("--largest", type=_gigabytes, metavar="GB", help="only weights up to this size")
    command.add_argument("--quantized", action="store_true", help="only quantized weights")
    command.add_argument("--open", action="store_true", help="leave out gated and private ones")
    command.add_argument("--vision", action="store_true", help="only models that see")
    command.add_argument("--tools", action="store_true", help="only with a chat template that takes tools")
    command.add_argument("--reasoning", action="store_true", help="only with a chat template that thinks")
    command.add_argument("--license", default="", help="only this license, as the Hub writes it (apache-2.0)")


def _gigabytes(text: str) -> int:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < 1e6:
        raise argparse.ArgumentTypeError(f"{text!r} is not a size in GB")
    return round(value * 1e9)


def _run(arguments: argparse.Namespace) -> int:
    from rigwise.core.models.hub.place import real_place
    from rigwise.core.models.hub.search import Filters, earlier, search
    from rigwise.core.problems import RigwiseError
    from rigwise.core.units import format_age

    largest = arguments.largest
    if arguments.fits:
        memory = sum(gpu.total_bytes for gpu in rig_of(arguments).gpus)
        largest = min(largest or memory, memory)
    filters = Filters(
        largest,
        arguments.quantized,
        arguments.open,
        arguments.vision,
        arguments.tools,
        arguments.reasoning,
        arguments.license,
    )
    place, words = real_place(), " ".join(arguments.words)
    try:
        answer = search(place, words, filters)
    except RigwiseError as error:
        kept = earlier(place, words, filters)
        if kept is None:
            raise
        print(f"rigwise: {error.problem.message} This is the answer of {format_age(kept.age)} ago.", file=sys.stderr)
        answer = kept
    print(json.dumps(_as_json(answer), indent=2) if arguments.json else "\n".join(_table(answer.found)))
    return OK


def _as_json(answer: Answer) -> dict[str, object]:
    return {"age_seconds": round(answer.age), "found": [asdict(found) for found in answer.found]}


def _table(found: tuple[Found, ...]) -> list[str]:
    if not found:
        return ["No model on the Hub matches. Try fewer words or filters."]
    width = max(len(one.id) for one in found)
    return (
        [f"{'downloads':>11}  {'weights':>9}  {'format':<12}  {'model':<{width}}  license"]
        + [
            f"{one.downloads:>11,}  {f'{one.weight_bytes / 1e9:.1f} GB' if one.weight_bytes else '?':>9}  "
            f"{one.format if one.served else one.format + ' *':<12}  {one.id:<{width}}  "
            f"{one.license or '?'}{', gated' * one.gated}{', private' * one.private}"
            for one in found
        ]
        + (["* not for vLLM"] if any(not one.served for one in found) else [])
    )
