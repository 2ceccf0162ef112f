# SPDX-License-Identifier: Apache-2.0
"""What differs between vLLM releases, in one table: every fact stands at the release that brought it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any


@dataclass(frozen=True, slots=True)
class Release:
    """The rules of one vLLM release.

    tokens_from_concurrency: "GPU KV cache size" is int(concurrency x max_model_len); before, it was
        num_blocks // groups x block size (vllm/v1/core/kv_cache_utils.py).
    null_block_withheld: the fit check leaves out the block that the block pool never hands out.
    concurrent_batches_in_flight: sliding windows keep room for every batch in flight: two with asynchronous
        scheduling, one per stage in a pipeline (vllm/config/vllm.py max_concurrent_batches); before, for one batch.
    states_prefix_cached: recurrent states are kept at block borders for prefix caching (mamba_cache_mode "align"),
        which takes a second block per request.
    states_exported_in_prefill: kernels that can hand out states within a prefill get a third one.
    cuda_major: CUDA of the image's plain tag.
    """

    version: str
    tokens_from_concurrency: bool = False
    null_block_withheld: bool = False
    concurrent_batches_in_flight: bool = False
    states_prefix_cached: bool = False
    states_exported_in_prefill: bool = False
    cuda_major: int = 12


_OLDEST = Release("0.6.0")
_CHANGES: tuple[tuple[tuple[int, int, int], dict[str, Any]], ...] = (
    ((0, 20, 0), {"cuda_major": 13}),
    ((0, 21, 0), {"tokens_from_concurrency": True, "states_prefix_cached": True}),
    (
        (0, 33, 0),
        {"null_block_withheld": True, "concurrent_batches_in_flight": True, "states_exported_in_prefill": True},
    ),
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
