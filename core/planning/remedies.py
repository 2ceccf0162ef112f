# SPDX-License-Identifier: Apache-2.0
"""What cures a plan that does not start: changes of one setting, each tried before it is offered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from rigwise.core.memory.deployment import Deployment
from rigwise.core.memory.estimate import changed, estimate
from rigwise.core.memory.result import Estimate
from rigwise.core.problems import Remedy
from rigwise.core.units import format_gib
from rigwise.core.words import phrase

MOST = 3


def remedies(deployment: Deployment, result: Estimate | None = None) -> tuple[Remedy, ...]:
    """At most three changes after which the plan starts, mildest first; none when it starts or nothing helps."""
    result = result or estimate(deployment)
    if result.starts:
        return ()
    found: list[Remedy] = []
    for problem in result.problems:
        for remedy in problem.remedies:
            _offer(deployment, remedy, found)
    for remedy in _candidates(deployment, result):
        if len(found) >= MOST:
            break
        _offer(deployment, remedy, found)
    return tuple(found[:MOST])


def _offer(deployment: Deployment, remedy: Remedy, found: list[Remedy]) -> None:
    """Keep a remedy that cures, and is not there yet."""
    if any(remedy.changes == other.changes for other in found):
        return
    if estimate(changed(deployment, remedy)).starts:
        found.append(remedy)


def _candidates(deployment: Deployment, result: Estimate) -> Iterator[Remedy]:
    options = deployment.options
    if result.longest_context and result.max_model_len and result.longest_context < result.max_model_len:
        context = result.longest_context
        yield Remedy(
            phrase("remedies", "Use {context:,} tokens of context").format(context=context),
            (("max_model_len", context),),
        )
    if options.speculative_config:
        yield Remedy(phrase("speculation", "Leave speculation out"), (("speculative_config", None),))
    if options.kv_cache_dtype == "auto":
        saved = _saved(deployment, result, "fp8")
        label = (
            phrase("remedies", "Use an FP8 KV cache (-{saved} a request)").format(saved=format_gib(saved))
            if saved
            else phrase("remedies", "Use an FP8 KV cache")
        )
        yield Remedy(label, (("kv_cache_dtype", "fp8"),))
    if (options.max_num_seqs or 256) > 8:
        yield Remedy(phrase("remedies", "Serve at most 8 requests at once"), (("max_num_seqs", 8),))
    cards = len(deployment.rig.gpus)
    if cards > options.tensor_parallel_size * options.pipeline_parallel_size:
        for size in range(cards, 1, -1):
            split = (("tensor_parallel_size", size), ("pipeline_parallel_size", 1))
            yield Remedy(phrase("remedies", "Split over {size} cards").format(size=size), split)
    for share in (0.92, 0.95):
        if (options.gpu_memory_utilization or 0) < share:
            yield Remedy(
                phrase("remedies", "Let vLLM use {share:.0%} of each card").format(share=share),
                (("gpu_memory_utilization", share),),
            )
    if not options.enforce_eager:
        yield Remedy(phrase("remedies", "Do without CUDA graphs (slower)"), (("enforce_eager", True),))
    for context in (8192, 4096, 2048):
        both: tuple[tuple[str, Any], ...] = (("max_model_len", context), ("max_num_seqs", 8), ("kv_cache_dtype", "fp8"))
        yield Remedy(
            phrase("remedies", "Use {context:,} tokens, 8 requests and an FP8 KV cache").format(context=context), both
        )


def _saved(deployment: Deployment, result: Estimate, kv_cache_dtype: str) -> int:
    """Bytes that another KV-cache type saves for one request."""
    other = estimate(replace(deployment, options=replace(deployment.options, kv_cache_dtype=kv_cache_dtype)))
    if result.required_kv is None or other.required_kv is None or other.required_kv >= result.required_kv:
        return 0
    return result.required_kv - other.required_kv
