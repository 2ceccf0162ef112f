# SPDX-License-Identifier: Apache-2.0
"""Pages, groups of layers that share a block table, and the blocks that a request takes from the pool."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

FULL, LATENT, SLIDING, CHUNKED, STATE, CROSS = "full", "latent", "sliding", "chunked", "state", "cross"
UNBOUNDED = 1 << 62  # tokens: longer than any request


class PageSpec(NamedTuple):
    """What one layer keeps in one block.

    kind:       FULL (keys and values of every token), LATENT (one compressed vector a token), SLIDING or CHUNKED
                (only the last tokens), STATE (a fixed-size state), CROSS (what an encoder made of the input).
    block_size: tokens a block holds.
    page:       bytes of one block in this layer.
    reach:      SLIDING: the window; CHUNKED: the chunk (tokens); STATE: blocks a request holds; CROSS: tokens.
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

    specs:   the sorts of layers in it; more than one only where all need the same number of blocks.
    members: how many layers of each sort, over all pipeline stages and all groups like this one.
    count:   how many groups there are like this one.
    """

    specs: tuple[PageSpec, ...]
    members: tuple[int, ...]
    count: int = 1

    @property
    def layers(self) -> int:
        """How many layers, over all pipeline stages."""
        return sum(self.members)


Block = tuple[tuple[PageSpec, int], ...]  # the sorts of layers in a block, and how many of each


class Grouping(NamedTuple):
    """groups: in vLLM's order; bytes_per_block: per pipeline stage; blocks: the layers of the widest group that make
    these up, per stage (empty where pages of different sizes lie side by side)."""

    groups: tuple[KvGroup, ...]
    bytes_per_block: tuple[int, ...]
    blocks: tuple[Block, ...] = ()


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
            elif spec.kind == CROSS:
                fixed += count * -(-spec.reach // spec.block_size)
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
