# SPDX-License-Identifier: Apache-2.0
"""Which layers share a block table, as vLLM groups them (vllm/v1/core/kv_cache_planning.py, 0.33.0).

All groups draw blocks from one pool, so a block is as wide as the widest group, and a request pays the sum of what
every group needs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import mul

from rigwise.core.memory.kv_pages import FULL, LATENT, SLIDING, STATE, Grouping, KvGroup, PageSpec
from rigwise.core.problems import refuse
from rigwise.core.words import phrase


def group_layers(layers: Mapping[PageSpec, Sequence[int]], *, packed: bool = False, stride: int = 1) -> Grouping:
    """Group the model's layers.

    Layers that all need the same token slots form one group. Otherwise all pages are brought to one size; where
    latent pages stand in the way, sliding windows are kept for all tokens instead.

    layers: how many layers of each sort every pipeline stage has; sorts in the order of the layers.
    packed: the kernels take pages of any size side by side in a block, so that none is brought to another's size.
    stride: bytes that such a block is padded to a multiple of.
    Raises RigwiseError where vLLM refuses to mix the pages.
    """
    if not layers:
        return Grouping((), ())
    specs = tuple(layers)
    if not _one_sort(specs):
        if packed:
            grouping = _pack(layers)
            return grouping._replace(bytes_per_block=tuple(-(-w // stride) * stride for w in grouping.bytes_per_block))
        largest = max(spec.page for spec in specs)
        if not any(spec.kind == LATENT and largest % spec.page for spec in specs):
            return _group_equal_pages([(_enlarge(spec, largest), counts) for spec, counts in layers.items()])
        specs = tuple(spec.kept_whole() if spec.kind == SLIDING else spec for spec in specs)
        if not _one_sort(specs):
            raise refuse(
                "kv-cache-pages",
                phrase(
                    "refusals", "vLLM cannot mix this model's cache pages: not all divide the largest, {largest} bytes."
                ).format(largest=largest),
                phrase("refusals", "Use another --kv-cache-dtype or --block-size."),
            )
    pages = [spec.page for spec in specs]
    per_stage = tuple(zip(*layers.values(), strict=True))
    return Grouping(
        (KvGroup(specs, tuple(map(sum, layers.values()))),),
        tuple(sum(map(mul, pages, counts)) for counts in per_stage),
        tuple(tuple(zip(specs, counts, strict=True)) for counts in per_stage),
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
        key = (STATE, first.reach, first.page, first.shape[1:])
        return all((spec.kind, spec.reach, spec.page, spec.shape[1:]) == key for spec in specs)
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
    widest = [(buckets[0][0], 0)] * stages
    groups = []
    for (spec, runs), total in zip(merged.items(), totals, strict=True):
        number = -(-total // size)
        groups.append(KvGroup((spec,), (total,), number))
        for stage, layers in enumerate(_widest_per_stage(runs, number, stages)):
            if layers > widest[stage][1]:
                widest[stage] = (spec, layers)
    page = buckets[0][0].page
    return Grouping(tuple(groups), tuple(page * layers for _, layers in widest), tuple((one,) for one in widest))


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
    numbers = [-(-n // cut) if same and cut else 1 for n, same in zip(repeats, even, strict=True)]
    divisible = [_divisible(bucket, cut) for bucket in buckets]
    anchor = max(
        sum(page * (1 if single else -(-sum(counts) // number)) for page, counts in pages.items())
        for pages, number, single in zip(sizes, numbers, divisible, strict=True)
    )
    groups = []
    widest: list[int] = []
    for bucket, pages, number, single in zip(buckets, sizes, numbers, divisible, strict=True):
        if single:  # as many states a block as it has room for anyway
            fits = max(1, anchor // next(iter(bucket)).page)
            number = max(number, -(-sum(map(sum, bucket.values())) // fits))
        groups.append(KvGroup(tuple(bucket), tuple(map(sum, bucket.values())), number))
        for start in range(number):
            width = _packed_width(pages, start, number)
            widest = [max(pair) for pair in zip(widest, width, strict=True)] if widest else width
    return Grouping(tuple(groups), tuple(widest))


def _divisible(bucket: Mapping[PageSpec, Sequence[int]], cut: int) -> bool:
    """Layers that may lie one a group: states, and windows where no pattern of layers repeats."""
    kind = next(iter(bucket)).kind
    return kind == STATE or (kind == SLIDING and not cut)


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
