# SPDX-License-Identifier: Apache-2.0
"""Rigs side by side: what each serves of some models, how fast, at what power and price."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from rigwise.core.hardware.catalogue import find
from rigwise.core.hardware.rig import Rig
from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.planning.changes import Change, cheapest_change
from rigwise.core.planning.search import Choice, search
from rigwise.core.planning.throughput import Speed
from rigwise.core.planning.variants import title, variants
from rigwise.core.planning.wishes import WISHES, Constraints, Goal, Wish
from rigwise.core.problems import refuse
from rigwise.core.words import mark, number, phrase

MOST_RIGS, MOST_MODELS = 6, 4
HOST_WATTS = 120  # mainboard, processor and memory of a workstation that feeds its cards; the person's own figure wins
SUPPLY = 0.90  # of the power at the wall reaches the parts (80 PLUS Gold at half load)


@dataclass(frozen=True, slots=True)
class Offer:
    """A rig that is compared. name: what the person calls it. price: in the person's currency, None: not entered.
    host_watts: what the machine draws without its cards."""

    rig: Rig
    name: str = ""
    price: float | None = None
    host_watts: float = HOST_WATTS

    @property
    def title(self) -> str:
        return self.name or self.rig.description

    @property
    def watts(self) -> float | None:
        """At the wall with all cards at their limit; None where the catalogue lacks one."""
        return wall_watts(self.rig, self.host_watts)


def wall_watts(rig: Rig, host_watts: float = HOST_WATTS) -> float | None:
    """Watts at the wall with every card at its power limit."""
    specs = [find(gpu.name, gpu.total_bytes) for gpu in rig.gpus]
    known = [spec.power_w for spec in specs if spec and spec.power_w]
    return (sum(known) + host_watts) / SUPPLY if len(known) == len(rig.gpus) else None


@dataclass(frozen=True, slots=True)
class Cell:
    """One model on one rig: the best plan with the most bits that serve the wish, or what would make it fit.

    served: the wished context is reached; a plan that falls short of it is shown all the same.
    """

    offer: Offer
    model: str
    choice: Choice | None
    served: bool
    change: Change | None
    watts: float | None

    @property
    def checkpoint(self) -> Checkpoint | None:
        return self.choice.option.deployment.checkpoint if self.choice else None

    @property
    def single(self) -> float | None:
        """Likely tokens a second of one request."""
        return self.choice.option.single or None if self.choice else None

    @property
    def aggregate(self) -> float | None:
        """Likely tokens a second of the wished number of requests."""
        return self.choice.option.aggregate or None if self.choice else None

    @property
    def per_watt(self) -> float | None:
        return self.aggregate / self.watts if self.aggregate and self.watts else None

    @property
    def per_money(self) -> float | None:
        """Tokens a second for each 1,000 of the price."""
        return self.aggregate / self.offer.price * 1000 if self.aggregate and self.offer.price else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Cells by model, then by rig, in the order they were given."""

    offers: tuple[Offer, ...]
    models: tuple[str, ...]
    cells: tuple[Cell, ...]
    wish: Wish

    def of(self, model: str) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.model == model)


def compare(
    offers: Sequence[Offer],
    checkpoints: Sequence[Checkpoint],
    wish: Wish = WISHES[Goal.CHAT],
    constraints: Constraints = Constraints(),  # noqa: B008 - a frozen value
    stopped: Callable[[], bool] = lambda: False,
) -> Comparison:
    """Every model on every rig; once stopped, those that were done. Each model stands for all its formats. Raises
    RigwiseError for too many of either."""
    if not 1 <= len(offers) <= MOST_RIGS:
        raise refuse(
            "too-many-rigs",
            phrase("comparison", "1 to {most} rigs can be compared, not {count}.").format(
                most=MOST_RIGS, count=len(offers)
            ),
            phrase("comparison", "Leave some out."),
        )
    if not 1 <= len(checkpoints) <= MOST_MODELS:
        raise refuse(
            "too-many-models",
            phrase("comparison", "1 to {most} models can be compared, not {count}.").format(
                most=MOST_MODELS, count=len(checkpoints)
            ),
            phrase("comparison", "Leave some out."),
        )
    cells = []
    for checkpoint in checkpoints:
        for offer in offers:
            if stopped():
                break
            cells.append(_cell(offer, checkpoint, wish, constraints))
    names = tuple(dict.fromkeys(cell.model for cell in cells))
    return Comparison(tuple(offers), names, tuple(cells), wish)


def _cell(offer: Offer, checkpoint: Checkpoint, wish: Wish, constraints: Constraints) -> Cell:
    best: Choice | None = None
    served = False
    for one in variants(checkpoint):
        wanted = min(wish.context, one.architecture.max_position)
        found = search(offer.rig, one, wish, constraints)
        if not found.choices:
            continue
        choice = found.choices[0]
        if choice.option.context >= wanted and choice.option.requests >= 1:
            best, served = choice, True
            break
        if best is None or choice.option.context > best.option.context:
            best = choice
    started = best.option.deployment.checkpoint if best else checkpoint
    change = None if served else cheapest_change(offer.rig, started, wish)
    used = best.option.deployment.rig if best else offer.rig
    return Cell(offer, title(checkpoint), best, served, change, wall_watts(used, offer.host_watts))


COLUMNS = (
    mark("comparison", "model"), mark("comparison", "rig"), mark("comparison", "fits"), mark("comparison", "format"),
    mark("comparison", "split"), mark("comparison", "context"), mark("comparison", "requests at once"),
    mark("comparison", "tokens/s for one"), mark("comparison", "tokens/s in all"), mark("comparison", "first token (s)"),
    mark("comparison", "speed is"),    mark("comparison", "limit"), mark("comparison", "watts"), mark("comparison", "tokens/s per watt"),
    mark("comparison", "price"), mark("comparison", "tokens/s per 1000"), mark("comparison", "change"),
)  # fmt: skip
SAID = frozenset({
    mark("comparison", "yes"), mark("comparison", "shorter"), mark("comparison", "no"),  # fits
    mark("comparison", "bandwidth"), mark("comparison", "compute"), mark("comparison", "link"), mark("comparison", "memory"),
})  # values that stand for a word  # fmt: skip


def rows(comparison: Comparison) -> list[dict[str, Any]]:
    """The table as values; None where something is not known."""
    return [_row(cell) for cell in comparison.cells]


def _row(cell: Cell) -> dict[str, Any]:
    choice = cell.choice
    option = choice.option if choice else None
    speed = choice.speed if choice else None
    values = (
        cell.model,
        cell.offer.title,
        "yes" if cell.served else "shorter" if option else "no",
        cell.checkpoint.quantization.label if cell.checkpoint else None,
        option.split.describe() if option else None,
        option.context if option else None,
        int(option.requests) if option else None,
        _rounded(cell.single),
        _rounded(cell.aggregate),
        round(speed.ttft_s.likely, 2) if speed else None,
        _speed_is(speed) if speed else None,
        speed.bound if speed else None,
        round(cell.watts) if cell.watts else None,
        round(cell.per_watt, 3) if cell.per_watt else None,
        cell.offer.price,
        round(cell.per_money, 1) if cell.per_money else None,
        cell.change.words if cell.change else None,
    )
    return dict(zip(COLUMNS, values, strict=True))


def _speed_is(speed: Speed) -> str:
    if not speed.measured:
        return phrase("comparison", "predicted")
    return phrase("comparison", "measured here on {day}").format(day=speed.measured[:10])


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1) if value < 100 else round(value)


def as_csv(comparison: Comparison) -> str:
    """For a spreadsheet: a header and a line a cell. Words are the person's, as in the table that it is saved from (the
    terminal's are English, for scripts); numbers are as programs read them."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(phrase("comparison", column) for column in COLUMNS)
    writer.writerows([_harmless(value) for value in row.values()] for row in rows(comparison))
    return text.getvalue()


def _harmless(value: Any) -> Any:
    """A name that a spreadsheet would take for a formula keeps a quote in front."""
    if not isinstance(value, str):
        return value
    said = phrase("comparison", value) if value in SAID else value
    return f"'{said}" if said[:1] in "=+-@\t" else said


def as_markdown(comparison: Comparison) -> str:
    """A table to paste into a page or an issue; columns that nobody has a value for are left out."""
    table = rows(comparison)
    shown = [column for column in COLUMNS if any(row[column] is not None for row in table)]
    heads = [phrase("comparison", column) for column in shown]
    lines = ["| " + " | ".join(heads) + " |", "|" + "|".join(" --- " for _ in shown) + "|"]
    for row in table:
        lines.append("| " + " | ".join(_cell_text(row[column]) for column in shown) + " |")
    wish = comparison.wish
    words = (
        phrase("comparison", "For {wish}: {context:,} tokens of context, one request.")
        if wish.users == 1
        else phrase("comparison", "For {wish}: {context:,} tokens of context, {users} requests at once.")
    )
    lines += ["", words.format(wish=phrase("wishes", wish.words), context=wish.context, users=wish.users)]
    lines.append(
        phrase(
            "comparison",
            "Speeds are likely values of a model where they are not said to be measured; watts are at the wall with the cards "
            "at their limit.",
        )
    )
    return "\n".join(lines) + "\n"


def text_of(value: Any) -> str:
    """A value of the table as a person reads it."""
    if value is None:
        return "–"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int | float):
        return number(value)
    said: str = phrase("comparison", value) if value in SAID else str(value)
    return said


def _cell_text(value: Any) -> str:
    return text_of(value).replace("|", "\\|").replace("\n", " ")


def as_json(comparison: Comparison) -> dict[str, Any]:
    """For scripts: the wish and a row a cell, with the range of the speed and the reasons."""
    table = rows(comparison)
    for row, cell in zip(table, comparison.cells, strict=True):
        speed = cell.choice.speed if cell.choice else None
        row["tokens/s for each, range"] = [round(value, 1) for value in speed.decode_tok_s] if speed else None
        row["why"] = list(cell.choice.why) if cell.choice else []
    return {
        "wish": {"words": comparison.wish.words, "context": comparison.wish.context, "users": comparison.wish.users},
        "rows": table,
    }
