# SPDX-License-Identifier: Apache-2.0
"""What differs between vLLM releases, in one table: every fact stands at the release that brought it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from rigwise.core.units import GIB


@dataclass(frozen=True, slots=True)
class Release:
    """The rules of one vLLM release.

    tokens_from_concurrency: "GPU KV cache size" is int(concurrency x max_model_len); before, it was
        num_blocks // groups x block size (vllm/v1/core/kv_cache_utils.py).
    null_block_withheld: the fit check leaves out the block that the block pool never hands out.
    concurrent_batches_in_flight: sliding windows keep room for every batch in flight: two with asynchronous
        scheduling, one per stage in a pipeline (vllm/config/vllm.py max_concurrent_batches); before, for one batch.
    sliding_window_groups, chunked_groups: layers with a sliding window, or with chunked local attention, free what they
        no longer see; without, a model that mixes them with full attention keeps every token in every layer.
    states_prefix_cached: recurrent states are kept at block borders for prefix caching (mamba_cache_mode "align"),
        which takes a second block per request.
    states_exported_in_prefill: kernels that can hand out states within a prefill get a third one.
    expert_blocks_refined: FP8 blocks of experts that tensor parallelism cuts through get finer scales.
    sequences_bound_by_states: capturing CUDA graphs fails with more sequences than blocks of recurrent state.
    cuda_major: CUDA of the image's plain tag; minimum_driver, minimum_capability: what that image asks of the machine.
    utilization: default gpu_memory_utilization (vllm/config/cache.py).
    graphs_in_budget: the CUDA-graph estimate is taken off the KV budget (VLLM_MEMORY_PROFILER_ESTIMATE_CUDAGRAPHS).
    sampler_bytes: bytes of transient memory per sampled row and vocabulary entry in the profile run. Until 0.16 it
        sorted and soft-maxed whole float32 copies (38 bytes, measured on H100 for four vocabularies); from 0.17 one
        16-bit copy and a sort with 64-bit indices (14); the newer runner's kernels need 10.
    sampler_state: penalty counts and bitmasks of the newer model runner are allocated at the start (4.25 bytes a
        row and entry, vllm/v1/worker/gpu/sample/penalties.py).
    seqs_on_large_cards: default max_num_seqs on cards of 70 GiB and more (vllm/engine/arg_utils.py).
    modules: memory outside torch's allocator that the profile run adds on one card: kernels, cuBLAS workspaces.
    positional_model: the image's entrypoint is `vllm serve`, the model its first argument.
    """

    version: str
    tokens_from_concurrency: bool = False
    null_block_withheld: bool = False
    concurrent_batches_in_flight: bool = False
    sliding_window_groups: bool = False
    chunked_groups: bool = False
    states_prefix_cached: bool = False
    states_exported_in_prefill: bool = False
    sequences_bound_by_states: bool = False
    expert_blocks_refined: bool = False
    cuda_major: int = 12
    minimum_driver: int = 525
    minimum_capability: tuple[int, int] = (7, 0)
    utilization: float = 0.9
    graphs_in_budget: bool = False
    sampler_bytes: int = 38
    sampler_state: bool = False
    seqs_on_large_cards: int = 256
    modules: int = round(0.13 * GIB)
    positional_model: bool = False


_OLDEST = Release("0.6.0")
_CHANGES: tuple[tuple[tuple[int, int, int], dict[str, Any]], ...] = (
    ((0, 9, 0), {"seqs_on_large_cards": 1024}),
    ((0, 9, 1), {"sliding_window_groups": True}),  # pull request 17996
    ((0, 9, 2), {"chunked_groups": True}),  # 19351
    ((0, 10, 1), {"chunked_groups": False}),  # 21761
    ((0, 12, 0), {"positional_model": True}),
    ((0, 17, 0), {"sampler_bytes": 14}),
    ((0, 18, 0), {"modules": round(0.25 * GIB)}),
    ((0, 19, 0), {"sequences_bound_by_states": True}),  # 38270
    ((0, 20, 0), {"cuda_major": 13, "minimum_driver": 580, "minimum_capability": (7, 5)}),
    ((0, 21, 0), {"utilization": 0.92, "graphs_in_budget": True}),
    ((0, 21, 0), {"tokens_from_concurrency": True}),  # logs: 0.20.1 reports the old way, 0.21.1rc the new one
    ((0, 23, 0), {"chunked_groups": True}),  # 29627, by the release named in 46553
    ((0, 26, 0), {"sampler_bytes": 10, "sampler_state": True}),
    ((0, 26, 0), {"concurrent_batches_in_flight": True}),  # 47728; logs of 0.25.1 follow the old rule
    ((0, 28, 0), {"states_prefix_cached": True}),  # 50991
    ((0, 29, 0), {"null_block_withheld": True}),  # 47272
    ((0, 33, 0), {"states_exported_in_prefill": True}),  # in 0.33.0's source; 57329 was open at 0.29
    ((0, 33, 0), {"expert_blocks_refined": True}),  # in 0.33.0's source; earlier releases not looked at
)


def version_key(version: str) -> tuple[int, int, int]:
    """(0, 19, 1) for "0.19.1rc1.dev71+gdd9342e6b"; missing parts are 0."""
    major, minor, patch = [*re.findall(r"\d+", version.split("+")[0]), "0", "0", "0"][:3]
    return int(major), int(minor), int(patch)


@lru_cache(maxsize=64)
def release(version: str) -> Release:
    """The rules in force in `version`."""
    key = version_key(version)
    facts = _OLDEST
    for since, changes in _CHANGES:
        if key >= since:
            facts = replace(facts, **changes)
    return replace(facts, version=version)
