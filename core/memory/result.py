# SPDX-License-Identifier: Apache-2.0
"""What the estimate answers."""

from __future__ import annotations

from dataclasses import dataclass, field

from rigwise.core.problems import Problem


@dataclass(frozen=True, slots=True)
class Part:
    """One line of a sum: bytes as low / likely / high, and where the figure comes from (a sentence)."""

    name: str
    low: int
    likely: int
    high: int
    why: str


@dataclass(frozen=True, slots=True)
class GpuMemory:
    """One card's memory after the start, in bytes. weights + kv_cache + overhead + headroom == total, always.

    weights:   what vLLM logs as "Model loading took".
    kv_cache:  everything vLLM reserves for keys, values and states: needed and spare.
    kv_needed: the part of kv_cache that the wanted context and concurrency fill.
    overhead:  activations, buffers, CUDA graphs, context and communication.
    headroom:  what stays outside vLLM's limit, after other programs; negative when over-committed.
    others:    what other programs hold now (inside headroom's side of the bar, measured).
    limit:     how far the server may reach: what it takes before its budget, then total x gpu_memory_utilization.
    overhead_parts: the lines that make up overhead; budget_parts: those of them that vLLM takes off the KV budget.
    """

    total: int
    weights: int
    kv_cache: int
    kv_needed: int
    overhead: int
    headroom: int
    others: int
    limit: int
    overhead_parts: tuple[Part, ...] = ()
    budget_parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Estimate:
    """What vLLM will do with a Deployment.

    per_gpu:      in rank order. Empty when the deployment cannot be sized at all.
    available_kv: bytes for the KV cache per GPU as vLLM will log it (the smallest rank).
    kv_cache_tokens, max_concurrency, block_size, num_blocks: as that release logs them; None where it
                  refuses before that (the first engine logs tokens and concurrency first).
    required_kv:  bytes one request of max_model_len needs; estimated_max_model_len: as the refusal prints it.
    max_model_len: the context in force (after defaults and "auto").
    starts:       True / False, the likely verdict; risky: the pessimistic end of the range says otherwise.
    measured:     where the overhead comes from a start on this machine: "measured here on 2026-11-21"; None: predicted.
    longest_context: tokens of the longest single request that would fit (the model's maximum at most).
    """

    starts: bool
    problems: tuple[Problem, ...] = ()
    per_gpu: tuple[GpuMemory, ...] = ()
    available_kv: int | None = None
    block_size: int | None = None
    num_blocks: int | None = None
    kv_cache_tokens: int | None = None
    max_concurrency: float | None = None
    required_kv: int | None = None
    estimated_max_model_len: int | None = None
    max_model_len: int | None = None
    longest_context: int | None = None
    risky: bool = False
    measured: str | None = None
    approximate: tuple[str, ...] = field(default=())
