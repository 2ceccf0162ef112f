# SPDX-License-Identifier: Apache-2.0
"""A VRAM bar in words, without Qt: the verdict at its end, what each segment means, and the whole as text to copy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from rigwise.core.hardware.rig import Gpu, Rig
from rigwise.core.memory.deployment import Deployment
from rigwise.core.memory.result import Estimate, GpuMemory
from rigwise.core.units import GIB, format_gib
from rigwise.core.words import mark, phrase
from rigwise.gui.widgets.bar_layout import shares

NAMES = {
    "weights": mark("bars", "Weights"),
    "kv": mark("bars", "KV cache needed"),
    "overhead": mark("bars", "Overhead"),
    "spare": mark("bars", "KV cache to spare"),
    "headroom": mark("bars", "Headroom"),
    "others": mark("bars", "Other programs"),
}
MEANINGS = {
    "weights": mark("bars", "the model itself, as loaded on this GPU"),
    "kv": mark("bars", "memory of the conversations you asked for"),
    "overhead": mark("bars", "activations, buffers, CUDA graphs and the driver's context"),
    "spare": mark("bars", "reserved by vLLM too: room for more requests"),
    "headroom": mark("bars", "outside vLLM's limit, left to the desktop and others"),
    "others": mark("bars", "held by other programs now"),
}


def name_of(kind: str) -> str:
    """What a segment is called."""
    return phrase("bars", NAMES[kind])


def meaning_of(kind: str) -> str:
    """What a segment is, as the end of a sentence."""
    return phrase("bars", MEANINGS[kind])


@dataclass(frozen=True, slots=True)
class Row:
    """One card's bar. rank: its place in the estimate, None for a card without a plan; note: said instead of a verdict.

    number, name: what a title of several like it is made of (`alike`).
    """

    title: str
    memory: GpuMemory
    starts: bool = True
    rank: int | None = None
    note: str = ""
    number: int = 0
    name: str = ""


def rows(usable: Rig | None, plan: Deployment | None, result: Estimate | None) -> tuple[Row, ...]:
    """The cards of the plan in rank order, then those it leaves out; without a plan all, with what others hold."""
    if usable is None:
        return ()
    left, found = list(usable.gpus), []
    for rank, gpu in enumerate(plan.rig.gpus if plan else ()):
        twin = next(
            (other for other in left if (other.uuid, other.index, other.name) == (gpu.uuid, gpu.index, gpu.name)), gpu
        )
        if twin in left:
            left.remove(twin)
        if result is not None and rank < len(result.per_gpu):
            found.append(_row(gpu, rank, result.per_gpu[rank], starts=result.starts, rank=rank))
        else:
            found.append(_row(gpu, rank, _idle(gpu), note=phrase("bars", "no plan can be sized")))
    unused = phrase("bars", "not used") if plan else ""
    found += [_row(gpu, number, _idle(gpu), note=unused) for number, gpu in enumerate(left, start=len(found))]
    return tuple(found)


def _row(
    gpu: Gpu, position: int, memory: GpuMemory, *, starts: bool = True, rank: int | None = None, note: str = ""
) -> Row:
    number = gpu.index if gpu.index is not None else position
    return Row(f"GPU {number} · {gpu.short_name}", memory, starts, rank, note, number, gpu.short_name)


def alike(shown: Iterable[Row], *, planned: bool) -> tuple[Row, ...]:
    """Cards of one kind with nothing planned on them as one row; with `planned`, those that carry the same plan as one
    too, drawn as the one that others have filled the most."""
    groups: dict[object, list[Row]] = {}
    for row in shown:
        memory = row.memory
        key: object = row.title
        if row.rank is None:
            key = (row.name, row.note, memory.total, memory.others)
        elif planned:
            parts = (memory.weights, memory.kv_cache, memory.kv_needed, memory.overhead)
            key = (row.name, row.starts, memory.total, parts)
        groups.setdefault(key, []).append(row)
    return tuple(_as_one(group) for group in groups.values())


def _as_one(group: list[Row]) -> Row:
    fullest = max(group, key=lambda row: row.memory.others)
    if len(group) == 1:
        return fullest
    numbers = sorted(row.number for row in group)
    series = numbers == list(range(numbers[0], numbers[-1] + 1))
    listed = f"{numbers[0]}–{numbers[-1]}" if series and len(numbers) > 2 else ", ".join(map(str, numbers))
    title = phrase("bars", "GPU {numbers} · {card}, each").format(numbers=listed, card=fullest.name)
    return replace(fullest, title=title)


def _idle(gpu: Gpu) -> GpuMemory:
    """A card on which nothing is planned."""
    return GpuMemory(gpu.total_bytes, 0, 0, 0, 0, gpu.total_bytes, gpu.used_bytes, gpu.total_bytes)


def verdict(row: Row) -> str:
    """How much of the card is planned, and whether that holds; the sign says it without a colour."""
    memory = row.memory
    used = memory.weights + memory.kv_cache + memory.overhead + memory.others
    if row.rank is None and row.note:
        held = phrase("bars", "{size} held").format(size=format_gib(memory.others))
        return f"{row.note} · {held}" if memory.others else row.note
    sign = ""
    if row.rank is None:
        said = phrase("bars", "{used:.1f} of {total:.1f} GiB in use")
    elif used > memory.total:
        sign, said = "⚠ ", phrase("bars", "{used:.1f} of {total:.1f} GiB – over by {over}")
    elif row.starts:
        sign, said = "✓ ", phrase("bars", "{used:.1f} of {total:.1f} GiB")
    else:
        sign, said = "⚠ ", phrase("bars", "{used:.1f} of {total:.1f} GiB – does not start")
    return sign + said.format(used=used / GIB, total=memory.total / GIB, over=format_gib(used - memory.total))


def summary(row: Row) -> str:
    """The whole bar in one line, for those who do not see it."""
    parts = ", ".join(f"{name_of(kind)} {format_gib(size)}" for kind, size in shares(row.memory) if size > 0)
    spread = uncertainty(row.memory)
    said = phrase("bars", "{verdict}. {parts}; overhead {range}.") if spread else phrase("bars", "{verdict}. {parts}.")
    return said.format(verdict=verdict(row).lstrip("⚠✓ "), parts=parts, range=spread)


def segment_text(row: Row, kind: str, size: int) -> str:
    """One segment: its size in GiB and as a share of the card, and what it is."""
    spread = uncertainty(row.memory) if kind == "overhead" else ""
    said = (
        phrase("bars", "{card}: {part} {size:.2f} GiB ({share:.0%}, {range}), {meaning}.")
        if spread
        else phrase("bars", "{card}: {part} {size:.2f} GiB ({share:.0%}), {meaning}.")
    )
    return said.format(
        card=row.title, part=name_of(kind), size=size / GIB, share=size / row.memory.total, range=spread,
        meaning=meaning_of(kind),
    )  # fmt: skip


def spread(memory: GpuMemory) -> tuple[int, int]:
    """By how many bytes the overhead may turn out smaller, and larger, than likely."""
    parts = memory.overhead_parts
    return sum(part.likely - part.low for part in parts), sum(part.high - part.likely for part in parts)


def uncertainty(memory: GpuMemory) -> str:
    """`1.2 to 1.9 GiB`; empty where the range is not worth a word."""
    less, more = spread(memory)
    if less + more < 0.05 * GIB:
        return ""
    return phrase("bars", "{low:.1f} to {high}").format(
        low=(memory.overhead - less) / GIB, high=format_gib(memory.overhead + more)
    )


def as_text(shown: Iterable[Row]) -> str:
    """All bars as plain text, one card a line."""
    return "\n".join(f"{row.title}: {summary(row)}" for row in shown)
