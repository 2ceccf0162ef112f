# SPDX-License-Identifier: Apache-2.0
"""The arguments that say what a plan is for and what it must leave alone."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

from rigwise.core.cli.deployment import GOALS, positive, tokens

if TYPE_CHECKING:
    from rigwise.core.planning.wishes import Constraints, Wish


def add_wish(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("what it is for")
    group.add_argument(
        "--goal",
        choices=GOALS,
        default="chat",
        help="chat: fastest for one; coding: long context; team: several requests at once; batch: most tokens in all",
    )
    group.add_argument("--users", type=positive, help="requests at the same time (default: by the goal)")
    group.add_argument("--context", type=tokens, help="tokens that a conversation grows to (default: by the goal)")
    group.add_argument(
        "--weigh",
        type=_weights,
        default={},
        metavar="WHAT=0..1,…",
        help="other weights than the goal's, of speed, context, requests, throughput, quality, safety: speed=1,quality=0.2",
    )
    limits = parser.add_argument_group("what it must leave alone")
    limits.add_argument("--keep-free", type=float, default=0.0, metavar="GIB", help="stays free on every card")
    limits.add_argument("--without-gpu", type=_card, action="append", default=[], metavar="N", help="a card not to use")
    limits.add_argument("--no-fp8-kv-cache", action="store_true", help="keep the KV cache in the model's own type")
    limits.add_argument(
        "--at-least", type=tokens, default=0, metavar="TOKENS", help="context that every plan must hold"
    )
    limits.add_argument(
        "--allow-offload", action="store_true", help="weights may stay in host memory where nothing else starts"
    )


WEIGHTS = ("speed", "context", "requests", "throughput", "quality", "safety")


def _weights(text: str) -> dict[str, float]:
    found = {}
    for item in filter(None, (part.strip() for part in text.split(","))):
        name, _, number = item.partition("=")
        try:
            value = float(number)
        except ValueError:
            value = -1.0
        if name.strip() not in WEIGHTS or not 0 <= value <= 1:
            raise argparse.ArgumentTypeError(f"{item!r} is none of {', '.join(WEIGHTS)} with a weight from 0 to 1")
        found[name.strip()] = value
    return found


def _card(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 3:
        raise argparse.ArgumentTypeError(f"{text!r} is not the number of a card")
    return int(text)


def wish_of(arguments: argparse.Namespace) -> Wish:
    """The goal's wish, with the numbers that were given."""
    from rigwise.core.planning.wishes import WISHES, Goal

    wish = WISHES[Goal(arguments.goal)]
    if arguments.weigh:
        wish = replace(wish, weights=replace(wish.weights, **arguments.weigh))
    if arguments.users:
        wish = replace(wish, users=arguments.users)
    if arguments.context and arguments.context > 0:
        wish = replace(wish, context=arguments.context)
    return wish


def constraints_of(arguments: argparse.Namespace) -> Constraints:
    """The limits that were given."""
    from rigwise.core.planning.wishes import Constraints
    from rigwise.core.units import GIB

    return Constraints(
        free_bytes=round(max(0.0, arguments.keep_free) * GIB),
        leave_alone=frozenset(arguments.without_gpu),
        fp8_cache=not arguments.no_fp8_kv_cache,
        offload=arguments.allow_offload,
        least_context=max(0, arguments.at_least),
    )
