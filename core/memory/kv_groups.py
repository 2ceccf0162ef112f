# SPDX-License-Identifier: Apache-2.0
"""Which layers share a block table, as vLLM groups them (vllm/v1/core/kv_cache_planning.py, 0.33.0).

All groups draw blocks from one pool, so a block is as wide as the widest group, and a request pays the sum of what
every group needs.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter, mul
from typing import NamedTuple

from rigwise.core.problems import refuse

FULL, LATENT, SLIDING, CHUNKED, STATE = "full", "latent", "sliding", "chunked", "state"
UNBOUNDED = 1 << 62  # tokens: longer than any request


class PageSpec(NamedTuple):
    """What one layer keeps in one block.

    kind:       FULL (keys and values of every token), LATENT (one compressed vector a token), SLIDING or CHUNKED
                (only the last tokens), STATE (a fixed-size state).
    block_size: tokens a block holds.
    page:       bytes of one block in this layer.
    reach:      SLIDING: the window; CHUNKED: the chunk (tokens); STATE: blocks a request holds.
    shape:      what else must agree for two layers to be of one sort: heads and head dimensions, bytes of a state.
    """

    kind: str
    block_size: int
    page: int
    reach: int = 0
    shape: tuple[int, ...] = ()

    def kept_whole(self) -> PageSpec:
        """The same page where every token is kept."""
        return self._replace(kind=FULL, reach=0)


@dataclass(frozen=True, slots=True)
class KvGroup:
    """Layers with one block table.

    specs:  the sorts of layers in it; more than one only where all need the same number of blocks.
    layers: how many layers, over all pipeline stages.
    count:  how many groups there are like this one.
    """

    specs: tuple[PageSpec, ...]
    layers: int
    count: int = 1


class Grouping(NamedTuple):
    """groups: in vLLM's order; bytes_per_block: per pipeline stage."""

    groups: tuple[KvGroup, ...]
    bytes_per_block: tuple[int, ...]


class Demand(NamedTuple):
    """The blocks that one request takes from the pool, as a function of its length
    (max_memory_usage_bytes in vllm/v1/kv_cache_interface.py).

    fixed:   blocks at any length.
    growing: (groups, tokens per block, tokens from which they stop growing) of each sort of group.
    """

    fixed: int
    growing: tuple[tuple[int, int, int], ...]

    @classmethod
    def of(cls, groups: Sequence[KvGroup], in_flight_tokens: int) -> Demand:
        """in_flight_tokens: scheduled but not yet settled, which windows keep beyond what they see."""
        fixed, growing = 0, []
        for group in groups:
            spec, count = group.specs[0], group.count
            if spec.kind == STATE:
                fixed += count * spec.reach
            elif spec.kind == SLIDING:
                fixed += count  # the window may begin in the middle of a block
                growing.append((count, spec.block_size, spec.reach - 1 + in_flight_tokens))
            elif spec.kind == CHUNKED:
                growing.append((count, spec.block_size, spec.reach + in_flight_tokens))
            else:
                growing.append((count, spec.block_size, UNBOUNDED))
        return cls(fixed, tuple(growing))

    def blocks(self, length: int) -> int:
        """Blocks of a request of `length` tokens."""
        total = self.fixed
        for count, size, most in self.growing:
            total += count * -(-min(length, most) // size)
        return total

    def longest(self, blocks: int, limit: int) -> int:
        """The most tokens, up to `limit`, whose request fits into `blocks`; 0 when not even one does."""
        sizes = {size for _, size, _ in self.growing}
        if len(sizes) != 1:
            return bisect_right(range(1, limit + 1), blocks, key=self.blocks)
        size = sizes.pop()
        left = blocks - self.fixed
        per_block = sum(count for count, _, _ in self.growing)
        reached = 0  # blocks along the request, of which each group that still grows holds one
        for count, _, most in sorted(self.growing, key=itemgetter(2)):
            stop = -(-most // size)
            if (stop - reached) * per_block > left:
                return min((reached + max(left, 0) // per_block) * size, limit)
            left -= (stop - reached) * per_block
            per_block -= count
            reached = stop
        return limit


def group_layers(layers: Mapping[PageSpec, Sequence[int]], *, packed: bool = False) -> Grouping:
    """Group the model's layers.

    Layers that all need the same token slots form one group. Otherwise all pages are brought to one size; where
    latent pages stand in the way, sliding windows are kept for all tokens instead.

    layers: how many layers of each sort every pipeline stage has; sorts in the order of the layers.
    packed: the kernels take pages of any size side by side in a block, so that none is brought to another's size.
    Raises RigwiseError where vLLM refuses to mix the pages.
    """
    if not layers:
        return Grouping((), ())
    specs = tuple(layers)
    if not _one_sort(specs):
        if packed:
            return _pack(layers)
        largest = max(spec.page for spec in specs)
        if not any(spec.kind == LATENT and largest % spec.page for spec in specs):
            return _group_equal_pages([(_enlarge(spec, largest), counts) for spec, counts in layers.items()])
        specs = tuple(spec.kept_whole() if spec.kind == SLIDING else spec for spec in specs)
        if not _one_sort(specs):
            raise refuse(
                "kv-cache-pages",
                f"vLLM cannot mix this model's cache pages: not all divide the largest, {largest} bytes.",
                "Use another --kv-cache-dtype or --block-size.",
            )
    pages = [spec.page for spec in specs]
    per_stage = zip(*layers.values(), strict=True)
    return Grouping(
        (KvGroup(specs, sum(map(sum, layers.values()))),),
        tuple(sum(map(mul, pages, counts)) for counts in per_stage),
    )


def _one_sort(specs: Sequence[PageSpec]) -> bool:
    """Whether all layers need the same number of token slots, so that one block table serves them
    (UniformTypeKVCacheSpecs.is_uniform_type)."""
    first = specs[0]
    if len(specs) == 1:
        return True
    if any(spec.block_size != first.block_size for spec in specs):
        return False
    if first.kind in (FULL, LATENT):
        return all(spec.kind in (FULL, LATENT) for spec in specs)
    if first.kind == STATE:
        return all(spec.kind == STATE and spec.reach == first.reach and spec.page == first.page for spec in specs)
    return all(spec.kind == first.kind and spec.reach == first.reach for spec in specs)


def _enlarge(spec: PageSpec, largest: int) -> PageSpec:
    """Bring a page to the size of the largest: more tokens where that divides evenly, else padding
    (unify_kv_cache_spec_page_size)."""
    if spec.page == largest:
        return spec
    if spec.kind == STATE or largest % spec.page:
        return spec._replace(page=largest)
    return spec._replace(page=largest, block_size=spec.block_size * (largest // spec.page))


def _group_equal_pages(buckets: Sequence[tuple[PageSpec, Sequence[int]]]) -> Grouping:
    """Split every sort of layer into groups of the same number of layers, the last ones padded
    (_get_kv_cache_groups_uniform_page_size)."""
    stages = len(buckets[0][1])
    merged: dict[PageSpec, list[int]] = {}  # the stages of a sort's layers, as (layers of stage 0, of stage 1, ...)
    for spec, counts in buckets:
        merged.setdefault(spec, []).extend(counts)
    totals = [sum(runs) for runs in merged.values()]
    size, most = min(totals), max(totals)
    if most < size * 1.5:
        # A slightly larger group wastes less than a second one; the factor is vLLM's heuristic.
        size = most
    widest = [0] * stages
    groups = []
    for (spec, runs), total in zip(merged.items(), totals, strict=True):
        number = -(-total // size)
        groups.append(KvGroup((spec,), total, number))
        for stage, layers in enumerate(_widest_per_stage(runs, number, stages)):
            widest[stage] = max(widest[stage], layers)
    page = buckets[0][0].page
    return Grouping(tuple(groups), tuple(page * layers for layers in widest))


def _widest_per_stage(runs: Sequence[int], number: int, stages: int) -> list[int]:
    """Layers of the fullest group on each stage, where layer i of a sort goes to group i modulo `number`.

    runs: lengths of the runs of layers on stage 0, 1, ... and over again where two sorts were merged.
    """
    if len(runs) == stages:
        return [-(-run // number) for run in runs]
    members = [[0] * number for _ in range(stages)]
    index = 0
    for position, run in enumerate(runs):
        for _ in range(run):
            members[position % stages][index % number] += 1
            index += 1
    return [max(groups) for groups in members]


def _pack(layers: Mapping[PageSpec, Sequence[int]]) -> Grouping:
    """Lay pages of different sizes side by side in a block (_get_packed_kv_cache_groups).

    Sorts that need the same slots form a bucket; a bucket with as many layers of one page size as of the other is a
    pattern of layers that repeats. Every other such bucket is cut to about as many repeats.
    """
    buckets: list[dict[PageSpec, Sequence[int]]] = []
    for spec, counts in layers.items():
        for bucket in buckets:
            if _one_sort((*bucket, spec)):
                bucket[spec] = counts
                break
        else:
            buckets.append({spec: counts})
    sizes = [_by_page(bucket) for bucket in buckets]
    repeats = [max(map(sum, pages.values())) for pages in sizes]
    even = [len({sum(counts) for counts in pages.values()}) == 1 for pages in sizes]
    whole = [n for pages, n, same in zip(sizes, repeats, even, strict=True) if same and len(pages) > 1]
    cut = _least_padding([n for n, same in zip(repeats, even, strict=True) if same], max(whole)) if whole else 0
    groups = []
    widest: list[int] = []
    for bucket, pages, n, same in zip(buckets, sizes, repeats, even, strict=True):
        number = -(-n // cut) if same and cut else 1
        groups.append(KvGroup(tuple(bucket), sum(map(sum, bucket.values())), number))
        for start in range(number):
            width = _packed_width(pages, start, number)
            widest = [max(pair) for pair in zip(widest, width, strict=True)] if widest else width
    return Grouping(tuple(groups), tuple(widest))


def _by_page(bucket: Mapping[PageSpec, Sequence[int]]) -> dict[int, list[int]]:
    """Layers per stage of each page size."""
    pages: dict[int, list[int]] = {}
    for spec, counts in bucket.items():
        known = pages.get(spec.page)
        pages[spec.page] = [a + b for a, b in zip(known, counts, strict=True)] if known else list(counts)
    return pages


def _least_padding(counts: Sequence[int], smallest: int) -> int:
    """The size, `smallest` at least, to multiples of which `counts` are padded the least; the largest of equals."""
    return min(range(smallest, max(counts) + 1), key=lambda size: (sum(-n % size for n in counts), -size))


def _packed_width(pages: Mapping[int, Sequence[int]], start: int, number: int) -> list[int]:
    """Bytes per stage of the group that holds every `number`-th repeat from `start` on."""
    widths = [0] * len(next(iter(pages.values())))
    for page, counts in pages.items():
        index = 0
        for stage, count in enumerate(counts):
            widths[stage] += page * len(range(index + (start - index) % number, index + count, number))
            index += count
    return widths
