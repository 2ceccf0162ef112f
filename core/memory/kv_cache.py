# SPDX-License-Identifier: Apache-2.0
"""The KV cache as vLLM plans it for a budget: blocks, tokens, concurrency, and the refusal with its numbers.

Sources: vllm/v1/core/kv_cache_planning.py (get_kv_cache_configs), vllm/v1/core/kv_cache_utils.py
(get_kv_cache_capacity), 0.33.0; what other releases do differently stands in core/memory/releases.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rigwise.core.memory.kv_layout import KvLayout, kv_layout
from rigwise.core.memory.kv_pages import STATE
from rigwise.core.memory.releases import Release

__all__ = ["KvLayout", "KvPlan", "kv_layout", "plan_kv_cache"]


@dataclass(frozen=True, slots=True)
class KvPlan:
    """What vLLM makes of a memory budget.

    fits:           the fit check passes; refusal says "none" (no memory for a single block) or "context".
    max_model_len:  the context in force, shortened where "auto" was asked for.
    num_blocks:     the smallest stage's, the null block included; as logged.
    tokens, concurrency: as logged ("GPU KV cache size", "Maximum concurrency"); None when refused before that.
    required_bytes: one request of max_model_len, on the stage that refuses or is the tightest.
    usable_bytes:   what the check compares with: that stage's budget, less the null block where held back.
    estimated_max_model_len: as the refusal prints it, at most max_model_len; 0: not even one token.
    longest_context: the longest single request that would fit, at most `context_limit`.
    most_sequences: with recurrent states, the largest --max-num-seqs that starts with CUDA graphs, as every sequence
        holds a block (vllm/config/compilation.py); None where nothing bounds it.
    """

    layout: KvLayout
    fits: bool
    refusal: str | None
    max_model_len: int
    num_blocks: int
    blocks_per_request: int
    tokens: int | None
    concurrency: float | None
    required_bytes: int
    usable_bytes: int
    estimated_max_model_len: int
    longest_context: int
    most_sequences: int | None = None


def plan_kv_cache(
    layout: KvLayout,
    *,
    available: Sequence[int],
    max_model_len: int,
    release: Release,
    auto: bool = False,
    context_limit: int | None = None,
    logged_first: bool = False,
) -> KvPlan:
    """Plan the cache for a budget.

    available:     bytes for the cache per pipeline stage, the smallest rank of each.
    max_model_len: tokens; with auto ("--max-model-len auto") the most that may be tried.
    context_limit: up to where `longest_context` is looked for; max_model_len by default.
    logged_first:  the engine logs its blocks before it checks that one request fits (the first: "# GPU blocks").
    """
    most = context_limit or max_model_len
    if not any(layout.bytes_per_block):
        return KvPlan(layout, True, None, max_model_len, 1, 0, None, None, 0, min(available), max_model_len, most)
    stages = [(budget, width) for budget, width in zip(available, layout.bytes_per_block, strict=True) if width]
    asked = stages
    if release.pipeline_checked_whole and len(stages) > 1:
        asked = [(min(available), layout.whole_block)]
    checked = [(budget - width * release.null_block_withheld, width) for budget, width in asked]
    usable_blocks = min(usable // width for usable, width in checked)
    demand = layout.demand
    longest = demand.longest(usable_blocks, max(max_model_len, most))
    estimated = min(longest, max_model_len)
    if auto and estimated:
        max_model_len = estimated
    need = demand.blocks(max_model_len)
    # vLLM checks rank after rank and reports the first that fails.
    failing = (s for s in checked if s[0] <= 0 or need * s[1] > s[0])
    usable, width = next(failing, min(checked, key=lambda s: s[0] / s[1]))
    refusal = "none" if usable <= 0 else "context" if need * width > usable else None
    num_blocks = max(0, min(budget // width for budget, width in stages))
    concurrency = num_blocks / need
    if release.tokens_from_concurrency:
        tokens = int(concurrency * max_model_len)
    else:
        sizes = [spec.block_size for group in layout.groups for spec in group.specs if spec.kind != STATE]
        tokens = num_blocks // layout.group_count * min(sizes, default=max_model_len)
    fits = refusal is None
    logged = fits or (logged_first and refusal == "context")
    return KvPlan(
        layout,
        fits,
        refusal,
        max_model_len,
        num_blocks,
        need,
        tokens if logged else None,
        concurrency if logged else None,
        need * width,
        usable,
        demand.longest(usable // width, max_model_len) if refusal == "context" else estimated,
        min(longest, most),
        num_blocks if release.sequences_bound_by_states and layout.has_states else None,
    )
