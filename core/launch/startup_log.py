# SPDX-License-Identifier: Apache-2.0
"""What a start-up log of vLLM says about memory, as one value; startup_reader.py reads it from the lines.

vLLM prints GiB with two decimals, so bytes here are true to 5 MiB.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class RankLog:
    """What one worker said of its card, in bytes; None: it did not say (by release, log level, or because it failed).

    weights:          "Model loading took"; load_seconds with it.
    total, free_at_start: of the card, when the worker began; free is less its own context and communication.
    requested:        the share that vLLM may take (gpu_memory_utilization x total).
    utilization:      that share as a number.
    activation:       the profile run's peak beside what stays, without the graphs' estimate.
    non_torch:        what the profile run added outside torch's allocator (until 0.25).
    consumed:         weights and everything else that stays (from 0.26).
    graphs_estimated: what was taken off the KV budget for CUDA graphs (or would be); graphs: what they took.
    available_kv:     the KV budget.
    kv_to_limit, kv_to_card: KV budgets that vLLM itself proposes for --kv-cache-memory-bytes, exact: up to its share,
                      and up to the whole card, 150 MiB kept back.
    """

    rank: str = ""
    weights: int | None = None
    load_seconds: float | None = None
    total: int | None = None
    free_at_start: int | None = None
    requested: int | None = None
    utilization: float | None = None
    activation: int | None = None
    non_torch: int | None = None
    consumed: int | None = None
    graphs_estimated: int | None = None
    graphs: int | None = None
    available_kv: int | None = None
    kv_to_limit: int | None = None
    kv_to_card: int | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why vLLM did not start, with its numbers (bytes, tokens); None: not said.

    reason: "free-memory" (too little free at the start), "no-kv-memory" (none left for the cache), "kv-too-small"
            (one request does not fit), "sequences-beyond-states" (more sequences than recurrent states).
    """

    reason: str
    max_model_len: int | None = None
    required_kv: int | None = None
    available_kv: int | None = None
    estimated_max_model_len: int | None = None
    kv_cache_tokens: int | None = None
    most_sequences: int | None = None


@dataclass(frozen=True, slots=True)
class StartupLog:
    """One start.

    version:   "0.33.0"; "" when not said. model: as the engine names it.
    arguments: what differs from vLLM's defaults, as its API server lists it (argument name to value).
    dtype, max_model_len, tensor_parallel_size ...: the settings in force, from the engine's own line.
    max_num_batched_tokens: of chunked prefill.
    block_size: tokens, where the start sets it (hybrids, some kernels) or was told to.
    num_blocks: until 0.8. kv_cache_tokens, max_concurrency, concurrency_len: "GPU KV cache size", "Maximum concurrency".
    ranks:     one for each worker that spoke, in order of rank.
    ready:     it answered requests. loaded_seconds: reading the weights alone.
    """

    version: str = ""
    model: str = ""
    arguments: tuple[tuple[str, Any], ...] = ()
    dtype: str | None = None
    quantization: str | None = None
    kv_cache_dtype: str | None = None
    load_format: str | None = None
    enforce_eager: bool | None = None
    tensor_parallel_size: int | None = None
    pipeline_parallel_size: int | None = None
    data_parallel_size: int | None = None
    max_model_len: int | None = None
    max_num_batched_tokens: int | None = None
    block_size: int | None = None
    num_blocks: int | None = None
    kv_cache_tokens: int | None = None
    max_concurrency: float | None = None
    concurrency_len: int | None = None
    loaded_seconds: float | None = None
    ranks: tuple[RankLog, ...] = ()
    refusal: Refusal | None = None
    ready: bool = False

    @property
    def tightest(self) -> RankLog | None:
        """The worker with the smallest KV budget, which decides; what only another worker said stands for it too."""
        if not self.ranks:
            return None
        spoken = [rank for rank in self.ranks if rank.available_kv is not None] or self.ranks
        least = min(spoken, key=lambda rank: rank.available_kv or 0)
        said: dict[str, Any] = {
            name: next((value for rank in self.ranks if (value := getattr(rank, name)) is not None), None)
            for name in (field.name for field in fields(RankLog))
            if getattr(least, name) is None
        }
        return replace(least, **said)

    def argument(self, name: str) -> Any:
        """A value of `arguments`, None when it was left to vLLM."""
        return dict(self.arguments).get(name)

    @property
    def telling(self) -> bool:
        """It is a start-up log of vLLM: something was said of its version, weights, cache or refusal."""
        return bool(self.version or self.ranks or self.kv_cache_tokens or self.num_blocks or self.refusal)
