# SPDX-License-Identifier: Apache-2.0
"""Which layers share a block table, as vLLM groups them (vllm/v1/core/kv_cache_planning.py, 0.33.0).

All groups draw blocks from one pool, so a block is as wide as the widest group, and a request pays the sum of what
every group needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rigwise.core.problems import refuse

FULL, LATENT, SLIDING, CHUNKED, STATE = "full", "latent", "sliding", "chunked", "state"


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

    def blocks(self, max_model_len: int, in_flight_tokens: int) -> int:
        """Blocks that one request of `max_model_len` tokens holds at most (vllm/v1/kv_cache_interface.py)."""
        if self.kind == STATE:
            return self.reach
        if self.kind == SLIDING:
            # One more, as the window may begin in the middle of a block.
            return 1 - -min(self.reach - 1 + in_flight_tokens, max_model_len) // self.block_size
        if self.kind == CHUNKED:
            return -(-min(self.reach + in_flight_tokens, max_model_len) // self.block_size)
        return -(-max_model_len // self.block_size)

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


def group_layers(layers: Iterable[tuple[PageSpec, int]], stages: int) -> Grouping:
    """Group the model's layers.

    Layers that all need the same token slots form one group. Otherwise all pages are brought to one size; where
    latent pages stand in the way, sliding windows are kept for all tokens instead.

    layers: (page, pipeline stage) of each layer that caches something, in layer order.
    Raises RigwiseError where vLLM refuses to mix the pages.
    """
    by_spec: dict[PageSpec, list[int]] = {}
    for spec, stage in layers:
        by_spec.setdefault(spec, []).append(stage)
    if not by_spec:
        return Grouping((), (0,) * stages)
    specs = tuple(by_spec)
    if not _one_sort(specs):
        largest = max(spec.page for spec in specs)
        if not any(spec.kind == LATENT and largest % spec.page for spec in specs):
            return _group_equal_pages([(_enlarge(spec, largest), where) for spec, where in by_spec.items()], stages)
        specs = tuple(spec.kept_whole() if spec.kind == SLIDING else spec for spec in specs)
        if not _one_sort(specs):
            raise refuse(
                "kv-cache-pages",
                f"vLLM cannot mix this model's cache pages: not all divide the largest, {largest} bytes.",
                "Use another --kv-cache-dtype or --block-size.",
            )
    per_stage = [0] * stages
    for spec, where in by_spec.items():
        for stage in range(stages):
            per_stage[stage] += spec.page * where.count(stage)
    return Grouping((KvGroup(specs, sum(map(len, by_spec.values()))),), tuple(per_stage))


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


def _group_equal_pages(buckets: Sequence[tuple[PageSpec, list[int]]], stages: int) -> Grouping:
    """Split every sort of layer into groups of the same number of layers, the last ones padded
    (_get_kv_cache_groups_uniform_page_size)."""
    merged: dict[PageSpec, list[int]] = {}
    for spec, where in buckets:
        merged.setdefault(spec, []).extend(where)
    counts = [len(where) for where in merged.values()]
    size, most = min(counts), max(counts)
    if most < size * 1.5:
        # A slightly larger group wastes less than a second one; the factor is vLLM's heuristic.
        size = most
    widest = [0] * stages
    groups = []
    for spec, where in merged.items():
        number = -(-len(where) // size)
        groups.append(KvGroup((spec,), len(where), number))
        for start in range(number):
            members = where[start::number]
            for stage in range(stages):
                widest[stage] = max(widest[stage], members.count(stage))
    page = buckets[0][0].page
    return Grouping(tuple(groups), tuple(page * layers for layers in widest))
