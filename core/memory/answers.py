# SPDX-License-Identifier: Apache-2.0
"""An estimate as the JSON object that scripts read."""

from __future__ import annotations

from typing import Any

from rigwise.core.memory.result import Estimate
from rigwise.core.units import GIB


def answer(result: Estimate, speed: dict[str, Any] | None = None) -> dict[str, Any]:
    """The fields of `rigwise estimate --json` and `--batch`; GiB (2^30) throughout. speed: from core/planning."""
    return {
        "per_gpu": [
            {
                "weights_gib": card.weights / GIB,
                "kv_cache_gib": card.kv_cache / GIB,
                "overhead_gib": card.overhead / GIB,
                "headroom_gib": card.headroom / GIB,
                "total_gib": card.total / GIB,
            }
            for card in result.per_gpu
        ],
        "block_size": result.block_size,
        "num_blocks": result.num_blocks,
        "kv_cache_tokens": result.kv_cache_tokens,
        "max_concurrency": result.max_concurrency,
        "required_kv_gib": None if result.required_kv is None else round(result.required_kv / GIB, 2),
        "estimated_max_model_len": result.estimated_max_model_len,
        "starts": result.starts,
        "problems": [problem.as_json() for problem in result.problems],
        "speed": speed,
        "measured": result.measured,
        "approximate": list(result.approximate),
        "error": None,
    }
