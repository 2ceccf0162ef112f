# SPDX-License-Identifier: Apache-2.0
"""`rigwise models`: what a model is, read without its weights, and every way to run it on a rig."""

from __future__ import annotations

import argparse
import json
import threading
from typing import TYPE_CHECKING, Any

from rigwise.core.cli.commands import OK, add_command
from rigwise.core.cli.deployment import add_rig, hub_reference, rig_of

if TYPE_CHECKING:
    from rigwise.core.cli.commands import Commands
    from rigwise.core.hardware.rig import Rig
    from rigwise.core.models.hub.inspect import Inspection
    from rigwise.core.models.hub.place import Place
    from rigwise.core.planning.ways import Way


def add(commands: Commands) -> None:
    """Declare the command."""
    command = add_command(commands, "models", _show, "what a model on the Hub is, and every way to run it")
    command.add_argument("show", nargs="?", choices=("show",), help="may be left out")
    command.add_argument("model", help="a Hub id (owner/name), its address, or owner/name@revision")
    add_rig(command)
    command.add_argument("--only", action="store_true", help="this repository, not the others of the same model")


def _show(arguments: argparse.Namespace) -> int:
    from rigwise.core.models.hub.inspect import inspect
    from rigwise.core.models.hub.place import real_place

    place, rig = real_place(), _rig(arguments)
    found = inspect(place, hub_reference(arguments.model))
    made = _ways(place, found, rig, arguments.only) if rig else ()
    if arguments.json:
        print(json.dumps({**_facts(found), "ways": [_as_json(way) for way in made]}, indent=2))
    else:
        print("\n".join([*_text(found, place), *(_table(made) if rig else _no_rig())]))
    return OK


def _rig(arguments: argparse.Namespace) -> Rig | None:
    from rigwise.core.problems import RigwiseError

    try:
        return rig_of(arguments)
    except RigwiseError:
        if arguments.gpus:
            raise
        return None


def _no_rig() -> list[str]:
    return ["", 'No GPU was found here; add --gpus "2x RTX 4090" to see what fits.']


def _ways(place: Place, found: Inspection, rig: Rig, only: bool) -> tuple[Way, ...]:
    from rigwise.core.models.hub.siblings import Sibling, as_found, look_at_all, siblings, worth_a_look
    from rigwise.core.planning.ways import ways

    known = (Sibling(as_found(found), found),) if only else siblings(place, found)
    seen: dict[str, Sibling] = {}
    look_at_all(place, worth_a_look(known), lambda one: seen.update({one.id: one}), threading.Event())
    return ways([seen.get(one.id, one) for one in known], rig)


def _facts(found: Inspection) -> dict[str, Any]:
    from rigwise.core.models.hub.consent import code_of
    from rigwise.core.problems import RigwiseError

    try:
        checkpoint, problem = found.checkpoint(), None
    except RigwiseError as error:
        checkpoint, problem = None, error.problem.as_json()
    code = code_of(found)
    return {
        "id": found.id,
        "commit": found.commit,
        "changed": found.changed,
        "license": found.license,
        "gated": found.gated,
        "private": found.private,
        "downloads": found.downloads,
        "base": [{"relation": relation, "model": model} for relation, model in found.base],
        "architecture": checkpoint.architecture.name if checkpoint else None,
        "format": checkpoint.quantization.label if checkpoint else None,
        "max_position": checkpoint.architecture.max_position if checkpoint else None,
        "approximate": [*checkpoint.architecture.approximate, *checkpoint.quantization.approximate]
        if checkpoint
        else [],
        "tokenizer": found.has_tokenizer,
        "chat_template": bool(found.template),
        "tools": found.calls_tools,
        "reasoning": found.reasons,
        "needs_remote_code": bool(checkpoint and checkpoint.needs_remote_code),
        "code": {"files": list(code.files), "elsewhere": list(code.elsewhere)},
        "tensors": len(found.headers) if found.headers is not None else None,
        "tensor_bytes": found.tensor_bytes,
        "download_bytes": found.download_bytes,
        "files": [{"name": file.name, "bytes": file.size} for file in found.download],
        "headers_read": found.headers_read,
        "requests": found.requests,
        "problem": problem,
    }


def _as_json(way: Way) -> dict[str, Any]:
    return {
        "id": way.id, "group": way.group, "format": way.format, "bits": round(way.bits, 2) if way.bits else None,
        "download_bytes": way.download_bytes, "downloads": way.downloads, "license": way.license, "gated": way.gated,
        "kernel": way.kernel or None, "fit": way.fit.value if way.fit else None, "context": way.context,
        "cards": way.cards, "quality": way.quality.word, "quality_source": way.quality.source,
        "recommended": way.recommended, "why": way.why, "problem": way.problem.as_json() if way.problem else None,
    }  # fmt: skip


def _text(found: Inspection, place: Place) -> list[str]:
    facts = _facts(found)
    marks = [word for word in ("gated", "private", "tools", "reasoning") if facts[word]]
    lines = [
        f"{found.id}  ({place.page(found.id)})",
        f"  {facts['architecture'] or 'no config.json'}, {facts['format'] or '?'}, license {found.license or 'unknown'}"
        + "".join(f", {mark}" for mark in marks),
        f"  commit {found.commit[:12]} of {found.changed or '?'}, {found.downloads:,} downloads",
        f"  {found.download_bytes / 1e9:.1f} GB to download in {len(found.download)} files",
    ]
    if found.headers is not None:
        how = f"{found.headers_read} header{'s' * (found.headers_read != 1)} read"
        proven = ", the others proven by their sizes and sum" if found.headers_read < len(found.shards) else ""
        lines.append(f"  {len(found.headers):,} tensors ({how}{proven}; {found.requests} requests)")
    if facts["max_position"]:
        lines.append(f"  made for {facts['max_position']:,} tokens of context")
    if facts["needs_remote_code"]:
        code = facts["code"]
        lines.append(f"  needs its own Python code to run: {', '.join(code['files'] + code['elsewhere'])}")
    lines += [f"  not exact: {note}" for note in facts["approximate"]]
    if facts["problem"]:
        lines += [f"  {facts['problem']['message']}", f"  {facts['problem']['fix']}"]
    return lines


def _table(made: tuple[Way, ...]) -> list[str]:
    from rigwise.core.planning.ways import UNSERVED

    width = max((len(way.id) for way in made), default=10)
    lines = ["", f"    {'model':<{width}}  {'format':<12} {'bits':>5} {'GB':>7}  {'here':<24} {'kernel':<11} quality"]
    for way in made:
        gate = way.problem is not None and way.problem.code.startswith("hub-gated")
        verdict = "ask its publisher first" if gate else way.problem.code if way.problem else "not looked at"
        if way.fit is not None:
            verdict = f"{way.fit.value}, {way.context:,} tokens" if way.context else way.fit.value
        elif way.group == UNSERVED:
            verdict = "not for vLLM"
        size = f"{way.download_bytes / 1e9:.1f}" if way.download_bytes else "?"
        bits = f"{way.bits:.1f}" if way.bits else "?"
        lines.append(
            f"{'  > ' if way.recommended else '    '}{way.id:<{width}}  {way.format:<12} {bits:>5} {size:>7}  "
            f"{verdict:<24} {way.kernel or '-':<11} {way.quality.word}{', gated' * way.gated}"
        )
    best = next((way for way in made if way.recommended), None)
    sources = dict.fromkeys(f"{way.quality.word}: {way.quality.source}" for way in made if way.fit is not None)
    return [
        *lines,
        "",
        f"  > {best.id}: {best.why}" if best else "  Nothing of it fits this rig.",
        *(f"  {source}" for source in sources),
    ]
