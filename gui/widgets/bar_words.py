# SPDX-License-Identifier: Apache-2.0
"""A VRAM bar in words, without Qt: the verdict at its end, what each segment means, and the whole as text to copy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rigwise.core.hardware.rig import Gpu, Rig
from rigwise.core.memory.deployment import Deployment
from rigwise.core.memory.result import Estimate, GpuMemory
from rigwise.core.units import GIB, format_gib
from rigwise.gui.widgets.bar_layout import shares

NAMES = {
    "weights": "Weights",
    "kv": "KV cache needed",
    "overhead": "Overhead",
    "spare": "KV cache to spare",
    "headroom": "Headroom",
    "others": "Other programs",
}
MEANINGS = {
    "weights": "the model itself, as loaded on this GPU",
    "kv": "memory of the conversations you asked for",
    "overhead": "activations, buffers, CUDA graphs and the driver's context",
    "spare": "reserved by vLLM too: room for more requests",
    "headroom": "outside vLLM's limit, left to the desktop and others",
    "others": "held by other programs now",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One card's bar. rank: its place in the estimate, None for a card without a plan; note: said instead of a verdict."""

    title: str
    memory: GpuMemory
    starts: bool = True
    rank: int | None = None
    note: str = ""


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
            found.append(Row(_title(gpu, rank), result.per_gpu[rank], result.starts, rank))
        else:
            found.append(Row(_title(gpu, rank), _idle(gpu), note="no plan can be sized"))
    unused = "not used" if plan else ""
    found += [Row(_title(gpu, number), _idle(gpu), note=unused) for number, gpu in enumerate(left, start=len(found))]
    return tuple(found)


def _title(gpu: Gpu, position: int) -> str:
    return f"GPU {gpu.index if gpu.index is not None else position} · {gpu.short_name}"


def _idle(gpu: Gpu) -> GpuMemory:
    """A card on which nothing is planned."""
    return GpuMemory(gpu.total_bytes, 0, 0, 0, 0, gpu.total_bytes, gpu.used_bytes, gpu.total_bytes)


def verdict(row: Row) -> str:
    """How much of the card is planned, and whether that holds; the sign says it without a colour."""
    memory = row.memory
    used = memory.weights + memory.kv_cache + memory.overhead + memory.others
    text = f"{used / GIB:.1f} of {memory.total / GIB:.1f} GiB"
    if row.rank is None:
        held = f" · {format_gib(memory.others)} held" if memory.others else ""
        return f"{row.note}{held}" if row.note else f"{text} in use"
    if used > memory.total:
        return f"⚠ {text} – over by {format_gib(used - memory.total)}"
    return f"✓ {text}" if row.starts else f"⚠ {text} – does not start"


def summary(row: Row) -> str:
    """The whole bar in one line, for those who do not see it."""
    parts = ", ".join(f"{NAMES[kind]} {format_gib(size)}" for kind, size in shares(row.memory) if size > 0)
    spread = uncertainty(row.memory)
    return f"{verdict(row).lstrip('⚠✓ ')}. {parts}{f'; overhead {spread}' if spread else ''}."


def segment_text(row: Row, kind: str, size: int) -> str:
    """One segment: its size in GiB and as a share of the card, and what it is."""
    spread = uncertainty(row.memory) if kind == "overhead" else ""
    share = size / row.memory.total
    return f"{row.title}: {NAMES[kind]} {size / GIB:.2f} GiB ({share:.0%}{f', {spread}' if spread else ''}), {MEANINGS[kind]}."


def spread(memory: GpuMemory) -> tuple[int, int]:
    """By how many bytes the overhead may turn out smaller, and larger, than likely."""
    parts = memory.overhead_parts
    return sum(part.likely - part.low for part in parts), sum(part.high - part.likely for part in parts)


def uncertainty(memory: GpuMemory) -> str:
    """`1.2 to 1.9 GiB`; empty where the range is not worth a word."""
    less, more = spread(memory)
    if less + more < 0.05 * GIB:
        return ""
    return f"{(memory.overhead - less) / GIB:.1f} to {format_gib(memory.overhead + more)}"


def as_text(shown: Iterable[Row]) -> str:
    """All bars as plain text, one card a line."""
    return "\n".join(f"{row.title}: {summary(row)}" for row in shown)
