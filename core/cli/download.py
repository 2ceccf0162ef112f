# SPDX-License-Identifier: Apache-2.0
"""`rigwise download`: fetch what vLLM needs of a model into the Hub's cache; a second call goes on where one stopped."""

from __future__ import annotations

import argparse
import json
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rigwise.core.cli.commands import OK, add_command
from rigwise.core.cli.deployment import hub_reference

if TYPE_CHECKING:
    from rigwise.core.cli.commands import Commands
    from rigwise.core.models.hub.download import Progress
    from rigwise.core.models.hub.inspect import Inspection


def add(commands: Commands) -> None:
    """Declare the command."""
    command = add_command(commands, "download", _run, "fetch a model into the Hub's cache, for the server to use")
    command.add_argument("model", help="a Hub id (owner/name), its address, or owner/name@revision")
    command.add_argument("--spec-model", metavar="MODEL", help="fetch the draft model that guesses ahead for it too")


def _run(arguments: argparse.Namespace) -> int:
    from rigwise.core.models.hub.cached import bytes_to_fetch
    from rigwise.core.models.hub.download import download_all
    from rigwise.core.models.hub.inspect import inspect
    from rigwise.core.models.hub.place import real_place

    place = real_place()
    names = [name for name in (arguments.model, arguments.spec_model) if name]
    wanted = [inspect(place, hub_reference(name)) for name in names]
    needs = [bytes_to_fetch(place, found) for found in wanted]
    shown = sys.stderr.isatty() and not arguments.json
    cancel = threading.Event()
    try:
        folders = download_all(place, wanted, cancel, _show if shown else lambda _: None)
    except KeyboardInterrupt:
        if shown:
            print("\nStopped; the same command goes on from here.", file=sys.stderr)
        raise
    if shown:
        print(file=sys.stderr)
    said = [_fetched(*one) for one in zip(wanted, folders, needs, strict=True)]
    if arguments.json:
        print(json.dumps({**said[0], "draft": said[1]} if said[1:] else said[0], indent=2))
        return OK
    for one in said:
        whole, now = one["bytes"] / 1e9, one["fetched"] / 1e9
        print(f"{one['id']} is in {one['folder']} ({whole:.1f} GB, {now:.1f} GB of it fetched now)")
    return OK


def _fetched(found: Inspection, folder: Path, need: int) -> dict[str, Any]:
    return {
        "id": found.id,
        "commit": found.commit,
        "folder": str(folder),
        "bytes": found.download_bytes,
        "fetched": need,
    }


def _show(moment: Progress) -> None:
    """One line that is written over."""
    now = next((file.name for file in moment.files if file.state in ("fetching", "checking")), "")
    speed = f", {moment.speed / 1e6:.0f} MB/s" if moment.speed else ""
    left = f", {moment.left / 60:.0f} min left" if moment.left and moment.left >= 60 else ""
    text = moment.note or f"{moment.done / 1e9:.2f} of {moment.total / 1e9:.2f} GB{speed}{left}  {now}"
    print(f"\r{text[:110]:<110}", end="", file=sys.stderr, flush=True)
