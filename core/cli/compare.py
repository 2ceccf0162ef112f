# SPDX-License-Identifier: Apache-2.0
"""`rigwise compare`: rigs side by side, before the money is spent."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rigwise.core.cli.commands import DOES_NOT_START, OK, add_command
from rigwise.core.cli.deployment import checkpoint_of, gpu_names, rig_of
from rigwise.core.cli.wishes import add_wish, constraints_of, wish_of
from rigwise.core.problems import refuse

if TYPE_CHECKING:
    from rigwise.core.cli.commands import Commands
    from rigwise.core.planning.compare import Offer

EXAMPLE = '--rig "2x RTX 4090 = 3600" --rig "RTX PRO 6000 Blackwell = 8500"'


def add(commands: Commands) -> None:
    """Declare the command."""
    command = add_command(commands, "compare", _run, "compare up to six rigs on up to four models")
    command.add_argument(
        "models", nargs="+", metavar="MODEL", help="ids from the catalogue; each stands for all its formats"
    )
    command.add_argument(
        "--rig",
        action="append",
        default=[],
        metavar="CARDS[+nvlink][=PRICE]",
        help=f"a rig, with its price if you like: {EXAMPLE}; `detected` is this machine",
    )
    command.add_argument(
        "--host-watts", type=float, metavar="W", help="what a machine draws without its cards (default: 120)"
    )
    command.add_argument("--format", choices=("markdown", "csv", "json"), default="markdown", help="default: markdown")
    command.add_argument("--output", metavar="FILE", help="write there instead of to the terminal")
    add_wish(command)


def _run(arguments: argparse.Namespace) -> int:
    from rigwise.core.planning.compare import as_csv, as_json, as_markdown, compare

    offers = [_offer(text, arguments) for text in arguments.rig or ["detected"]]
    checkpoints = [checkpoint_of(argparse.Namespace(model=name, quantization=None)) for name in arguments.models]
    found = compare(offers, checkpoints, wish_of(arguments), constraints_of(arguments))
    form = "json" if arguments.json else arguments.format
    if form == "json":
        text = json.dumps(as_json(found), indent=2) + "\n"
    else:
        text = as_csv(found) if form == "csv" else as_markdown(found)
    if arguments.output:
        _write(Path(arguments.output), text)
    else:
        print(text, end="")
    return OK if any(cell.served for cell in found.cells) else DOES_NOT_START


def _offer(text: str, arguments: argparse.Namespace) -> Offer:
    from rigwise.core.hardware.catalogue import compose
    from rigwise.core.launch.measurements import remembered
    from rigwise.core.planning.compare import HOST_WATTS, Offer

    cards, _, price = text.partition("=")
    cards = cards.strip()
    bridged = cards.lower().endswith("+nvlink")
    cards = cards[: -len("+nvlink")].strip() if bridged else cards
    if cards.lower() == "detected":
        rig = remembered(rig_of(argparse.Namespace(gpus=None, nvlink=False), "--rig"))
    else:
        rig = compose(gpu_names(cards), nvlink=bridged)
    name = f"{rig.description}{' + NVLink' if bridged else ''}"
    offer = Offer(rig, name, _price(price), HOST_WATTS)
    return replace(offer, host_watts=max(0.0, arguments.host_watts)) if arguments.host_watts is not None else offer


def _price(text: str) -> float | None:
    digits = text.strip().replace(",", "").lstrip("$€£ ")
    if not digits:
        return None
    try:
        value = float(digits)
    except ValueError:
        value = -1.0
    if not 0 < value < 1e9:
        raise refuse("price-unreadable", f"{text.strip()[:40]} is not a price.", f"Write it as a number: {EXAMPLE}.")
    return value


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise refuse("file-unwritable", f"{path} cannot be written: {error.strerror}.", "Name another file.") from error
