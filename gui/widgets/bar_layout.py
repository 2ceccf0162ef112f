# SPDX-License-Identifier: Apache-2.0
"""The geometry of a VRAM bar, without Qt: where each segment begins and ends."""

from __future__ import annotations

from dataclasses import dataclass

from rigwise.core.memory.result import GpuMemory

SMALLEST = 3.0  # pixels: what is there is seen


@dataclass(frozen=True, slots=True)
class Segment:
    """kind: weights, kv, spare, overhead, headroom or others; bytes it stands for; from x0 to x1 in pixels."""

    kind: str
    bytes: int
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class BarLayout:
    """total_x, limit_x: where the card and vLLM's share of it end. over: bytes beyond the card, 0 when it holds."""

    segments: tuple[Segment, ...]
    total_x: float
    limit_x: float
    over: int


def shares(memory: GpuMemory) -> tuple[tuple[str, int], ...]:
    """The parts of one card in drawing order; they add up to the total, or to what is wanted when that is more.

    Others eat headroom first; what they hold beyond it makes the bar longer than the card.
    """
    others = max(0, memory.others)
    headroom = max(0, memory.headroom - others)
    needed = min(memory.kv_needed, memory.kv_cache)
    return (
        ("weights", memory.weights),
        ("kv", needed),
        ("overhead", memory.overhead),
        ("spare", memory.kv_cache - needed),
        ("headroom", headroom),
        ("others", others),
    )


def layout(memory: GpuMemory, width: float) -> BarLayout:
    """Segments side by side over `width` pixels: in order, without gaps, every part that is there at least 3 pixels."""
    parts = [(kind, size) for kind, size in shares(memory) if size > 0]
    used = sum(size for _, size in parts)
    scale = max(used, memory.total, 1)
    raw = [max(size * width / scale, SMALLEST) for _, size in parts]
    missing = sum(raw) - width * used / scale
    large = sum(size for size in raw if size > SMALLEST * 4) or 1.0
    fitted = [size - missing * size / large if size > SMALLEST * 4 else size for size in raw]
    segments, x = [], 0.0
    for (kind, size), pixels in zip(parts, fitted, strict=True):
        segments.append(Segment(kind, size, x, x + pixels))
        x += pixels
    return BarLayout(
        tuple(segments), memory.total * width / scale, memory.limit * width / scale, max(0, used - memory.total)
    )
