# SPDX-License-Identifier: Apache-2.0
"""`rigwise suggest`: what a rig can run, or the few best ways to run one model on it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from rigwise.core.cli.commands import DOES_NOT_START, OK, add_command
from rigwise.core.cli.deployment import checkpoint_of, rig_of
from rigwise.core.cli.wishes import add_wish, constraints_of, wish_of
from rigwise.core.units import format_requests
from rigwise.core.words import listed

if TYPE_CHECKING:
    from rigwise.core.cli.commands import Commands
    from rigwise.core.planning.nodes import NodePlan
    from rigwise.core.planning.runnable import Line, Runnable
    from rigwise.core.planning.search import Choice, Found
    from rigwise.core.planning.throughput import Speed
    from rigwise.core.planning.wishes import Wish
    from rigwise.core.problems import Problem


def add(commands: Commands) -> None:
    """Declare the command."""
    command = add_command(commands, "suggest", _run, "what can I run? or the best ways to run one model")
    command.add_argument(
        "model",
        nargs="?",
        help="a Hub id or address, an id from the catalogue, or a folder (default: the whole catalogue)",
    )
    command.add_argument("--gpus", metavar="LIST", help='a rig to plan for, such as "2x RTX 4090" (default: detected)')
    command.add_argument("--nvlink", action="store_true", help="with --gpus: an NVLink bridge between each pair")
    command.add_argument("--quantization", help="weight format, when the checkpoint does not say")
    command.add_argument(
        "--any-format", action="store_true", help="weigh the catalogue's other formats of the model too"
    )
    command.add_argument("--why", action="store_true", help="the rule or the sum behind each choice")
    command.add_argument("--all", action="store_true", help="list what does not start as well")
    command.add_argument(
        "--formats", action="store_true", help="a line for each format of a model, not for the best alone"
    )
    add_wish(command)


def _run(arguments: argparse.Namespace) -> int:
    return _one(arguments) if arguments.model else _catalogue(arguments)


def _catalogue(arguments: argparse.Namespace) -> int:
    from rigwise.core.launch.measurements import remembered
    from rigwise.core.planning.runnable import obstacle, runnable
    from rigwise.core.planning.suggest import Fit

    rig, wish = remembered(rig_of(arguments)), wish_of(arguments)
    found = runnable(rig, wish, constraints_of(arguments))
    shown = [line for line in found if arguments.all or line.starts]
    if arguments.json:
        print(json.dumps({"rig": rig.description, "models": [_line_as_json(line) for line in shown]}, indent=2))
        return OK if any(line.starts for line in found) else DOES_NOT_START
    if shown:
        print(f"On {rig.description}, best first for {wish.words}:\n")
        speed = "all tokens/s" if wish.shared else "tokens/s"
        print(f"{'model':<52}{'fits':<13}{'split':<20}{'longest context':>15}{speed:>14}  {'quality':<9}good for")
        for line in shown:
            print("\n".join(_lines(line, wish, formats=arguments.formats)))
        print(
            "\nQuality is a rough guide: parameters (all and active), how new the model is, and the bits of its format."
        )
    left = [
        f"{count} more {verb} {fit.value}"
        for fit in (Fit.TOO_BIG, Fit.REFUSED)
        if (count := sum(line.best.fit is fit for line in found if line not in shown))
        for verb in ("is" if count == 1 else "are",)
    ]
    if left and shown:
        print(f"{' and '.join(left)} (--all lists them).")
    if not any(line.starts for line in found):
        problem = obstacle(found)
        why = f"{problem.message} {problem.fix}" if problem else "--all lists first what misses least."
        print(f"Nothing of the catalogue starts on {rig.description}. {why}")
        return DOES_NOT_START
    return OK


def _lines(line: Line, wish: Wish, *, formats: bool) -> Iterator[str]:
    kinds = ", ".join(kind.value for kind in line.strengths)
    others = len(line.formats) - 1
    behind = "" if formats or not others else f"+{others} format{'s' * (others > 1)}"
    yield f"{_figures(line.best, wish)}{'; '.join(filter(None, (kinds, behind)))}".rstrip()
    if formats:
        yield from (_figures(one, wish, "  ").rstrip() for one in line.formats[1:])


def _figures(one: Runnable, wish: Wish, indent: str = "") -> str:
    from rigwise.core.planning.worth import grade

    options = one.deployment.options
    split = f"TP {options.tensor_parallel_size}" if options.tensor_parallel_size > 1 else "one card"
    if options.pipeline_parallel_size > 1:
        prefix = f"{split} x " if options.tensor_parallel_size > 1 else ""
        split = f"{prefix}PP {options.pipeline_parallel_size}"
    context = f"{one.longest_context:,}" if one.longest_context else "–"
    tok_s = one.in_all if wish.shared else one.tok_s
    speed = f"{tok_s:,.0f}" if tok_s else "–"
    name = f"{indent}{one.entry.id}"
    return f"{name:<52}{one.fit.value:<13}{split:<20}{context:>15}{speed:>14}  {grade(one.entry)} of 5   "


def _line_as_json(line: Line) -> dict[str, Any]:
    return {
        **_as_json(line.best),
        "good_for": [kind.value for kind in line.strengths],
        "other_formats": [_as_json(one) for one in line.formats[1:]],
    }


def _as_json(one: Runnable) -> dict[str, Any]:
    from rigwise.core.planning.worth import grade

    options = one.deployment.options
    return {
        "model": one.entry.id,
        "format": one.entry.format_label,
        "released": one.entry.released,
        "quality_of_5": grade(one.entry),
        "fit": one.fit.value,
        "tensor_parallel_size": options.tensor_parallel_size,
        "pipeline_parallel_size": options.pipeline_parallel_size,
        "max_model_len": one.result.max_model_len if one.result.starts else None,
        "longest_context": one.longest_context,
        "max_concurrency": one.result.max_concurrency,
        "tokens_per_second": round(one.tok_s, 1) if one.tok_s else None,
        "tokens_per_second_in_all": round(one.in_all, 1) if one.in_all else None,
        "why_not": next((problem.message for problem in one.result.problems if problem.blocking), None),
    }


def _one(arguments: argparse.Namespace) -> int:
    from rigwise.core.launch.measurements import remembered
    from rigwise.core.planning.changes import cheapest_change
    from rigwise.core.planning.nodes import several_machines
    from rigwise.core.planning.rules import notices
    from rigwise.core.planning.search import search
    from rigwise.core.planning.variants import variants

    rig, checkpoint, wish = remembered(rig_of(arguments)), checkpoint_of(arguments), wish_of(arguments)
    constraints = constraints_of(arguments)
    some = variants(checkpoint) if arguments.any_format else (checkpoint,)
    found = search(rig, some, wish, constraints)
    said = notices(rig, found.choices[0].option.deployment) if found.choices else ()
    change = None if found.choices else cheapest_change(rig, checkpoint, wish)
    machines = None if found.choices else several_machines(rig, checkpoint, wish)
    if arguments.json:
        answer = _found_as_json(found, said, change.words if change else None)
        answer["several_machines"] = _machines_as_json(machines) if machines else None
        print(json.dumps(answer, indent=2))
    else:
        kept = f" ({'; '.join(constraints.words())})" if constraints.words() else ""
        print(f"{checkpoint.model} on {rig.description}, for {wish.words}{kept}: {found.tried} plans weighed.\n")
        for choice in found.choices:
            print("\n".join(_choice(choice, why=arguments.why)))
        if change:
            print(f"Nothing starts. The cheapest change that helps: {change.words}")
        elif not found.choices:
            print("Nothing starts, and no change that Rigwise knows makes it fit one machine.")
        if machines:
            print("\n".join(_machines(machines)))
        for problem in said:
            print(f"- {problem.message} {problem.fix}")
    return OK if found.choices else DOES_NOT_START


def _choice(choice: Choice, *, why: bool) -> Iterator[str]:
    option = choice.option
    options = option.deployment.options
    cache = ", FP8 KV cache" if options.kv_cache_dtype.startswith("fp8") else ""
    offload = f", {options.cpu_offload_gb:g} GiB a card in host memory" if options.cpu_offload_gb else ""
    eager = ", no CUDA graphs" if options.enforce_eager else ""
    best, *besides = (kind.value for kind in choice.kinds)
    yield best + (f"; also {listed([f'the {merit.lower()}' for merit in besides])}" if besides else "")
    yield (
        f"  {option.deployment.checkpoint.quantization.label}, {option.split.describe()}{cache}{eager}{offload}: "
        f"{option.context:,} tokens, {format_requests(option.requests)}"
    )
    if choice.speed is not None:
        likely = choice.speed.decode_tok_s.likely
        total = (
            f", {choice.speed.aggregate_tok_s.likely:.0f} of {choice.speed.running} together"
            if choice.speed.running > 1
            else ""
        )
        yield (
            f"  {likely:.0f} tokens/s each ({_range(choice.speed)}){total}; first token of "
            f"{choice.speed.context_tokens:,} after {choice.speed.ttft_s.likely:.1f} s; bound by {choice.speed.bound}"
        )
    if why:
        yield from (f"    - {sentence}" for sentence in choice.why)
    yield ""


def _machines(plan: NodePlan) -> Iterator[str]:
    options = plan.deployment.options
    split = f"tensor parallel {options.tensor_parallel_size}, pipeline {options.pipeline_parallel_size}"
    yield f"Or {plan.nodes} such machines: {split}, {plan.context:,} tokens, {format_requests(plan.requests)}."
    yield from (f"    - {sentence}" for sentence in (*plan.why, f"A network of {plan.link} is enough.", *plan.flags))


def _machines_as_json(plan: NodePlan) -> dict[str, Any]:
    return {
        "nodes": plan.nodes,
        "tensor_parallel_size": plan.deployment.options.tensor_parallel_size,
        "pipeline_parallel_size": plan.deployment.options.pipeline_parallel_size,
        "context": plan.context,
        "requests": round(plan.requests, 2),
        "network_gb_s": round(plan.network / 1e9, 3),
        "network": plan.link,
        "flags": list(plan.flags),
        "why": list(plan.why),
    }


def _found_as_json(found: Found, said: tuple[Problem, ...], change: str | None) -> dict[str, Any]:
    return {
        "tried": found.tried,
        "starting": found.starting,
        "choices": [_choice_as_json(choice) for choice in found.choices],
        "notices": [problem.as_json() for problem in said],
        "cheapest_change": change,
    }


def _range(speed: Speed) -> str:
    low, _, high = speed.decode_tok_s
    if speed.measured:
        return f"measured here on {speed.measured[:10]}"
    return f"{low:.0f} to {high:.0f}"


def _choice_as_json(choice: Choice) -> dict[str, Any]:
    option, plan = choice.option, choice.option.deployment
    defaults = type(plan.options)()
    return {
        "kinds": [kind.value for kind in choice.kinds],
        "model": plan.checkpoint.model,
        "cards": list(option.split.cards),
        "options": {
            field.name: value
            for field in fields(plan.options)
            if (value := getattr(plan.options, field.name)) != getattr(defaults, field.name)
        },
        "context": option.context,
        "longest_context": option.longest,
        "requests": round(option.requests, 2),
        "decode_tok_s": [round(value, 1) for value in choice.speed.decode_tok_s] if choice.speed else None,
        "aggregate_tok_s": [round(value, 1) for value in choice.speed.aggregate_tok_s] if choice.speed else None,
        "speed_measured": (choice.speed.measured or None) if choice.speed else None,
        "ttft_s": [round(value, 3) for value in choice.speed.ttft_s] if choice.speed else None,
        "bound": choice.speed.bound if choice.speed else None,
        "why": list(choice.why),
    }
