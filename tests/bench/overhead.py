# SPDX-License-Identifier: Apache-2.0
"""How many public starts fall within the ranges of the overhead, where their logs lie beside the project.

The logs are no part of the project; without them there is nothing to say. Starts of forks, of unknown releases and with
a vocabulary of flags that an estimate does not take are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from figure import Figure
from rigwise.core.memory.result import Part

DATA = Path(__file__).parents[3] / "shared" / "data"
PEAK = ("activation peak", "expert workspace", "latent attention workspace", "vision encoder")
MEASURED = {
    "activation": (PEAK, "peak_activation_gib"),
    "kernels and libraries": (("kernels and libraries",), "non_torch_gib"),
    "CUDA graphs": (("CUDA graphs",), "cudagraph_gib"),
}
MOST_OUTSIDE = {"CUDA graphs": 25}  # logged with negative figures, too; else 10 %


def figures() -> Iterator[Figure]:
    from rigwise.core.units import GIB

    logs = DATA / "startup-logs.jsonl"
    if not logs.is_file():
        return
    inside = dict.fromkeys((*MEASURED, "everything beside the weights"), 0)
    seen = dict.fromkeys(inside, 0)
    for row in map(json.loads, logs.read_text(encoding="utf-8").splitlines()):
        card = _estimated(row) if _usable(row) else None
        if card is None:
            continue
        measured = row["measured"]
        parts = {part.name: part for part in card.overhead_parts}
        for what, (names, field) in MEASURED.items():
            found = [parts[name] for name in names if name in parts]
            if measured.get(field) is not None and found:
                seen[what] += 1
                inside[what] += _within(measured[field] * GIB, found)
        weights, left = measured.get("model_loading_gib"), measured.get("available_kv_gib")
        if weights and left is not None:
            share = row.get("gpu_memory_utilization") or _share(row)
            seen["everything beside the weights"] += 1
            inside["everything beside the weights"] += _within(
                card.total * share - (weights + left) * GIB, list(card.budget_parts)
            )
    for what, count in seen.items():
        if count:
            outside = count - inside[what]
            yield Figure(
                f"{what}: outside its range",
                100 * outside / count,
                "%",
                MOST_OUTSIDE.get(what, 10),
                f"{outside} of {count} starts",
            )


def _within(size: float, parts: Sequence[Part]) -> bool:
    slack = 0.011 * 2**30  # logs round to a hundredth
    return sum(part.low for part in parts) - slack <= size <= sum(part.high for part in parts) + slack


def _usable(row: dict[str, Any]) -> bool:
    known = row.get("config") and row.get("vllm_version") and not row.get("fork") and row.get("confidence") != "low"
    return bool(known) and not any(word in row["gpu"] for word in ("AMD", "Radeon", "Instinct"))


def _share(row: dict[str, Any]) -> float:
    from rigwise.core.memory.releases import release

    return release(row["vllm_version"]).utilization


def _estimated(row: dict[str, Any]) -> Any:
    from rigwise.core.memory.cases import EstimateCase, deployment_of
    from rigwise.core.memory.estimate import estimate
    from rigwise.core.problems import RigwiseError

    card: dict[str, Any] = {"name": row["gpu"]}
    if row.get("gpu_total_gib"):
        card["total_gib"] = row["gpu_total_gib"]
    same = (
        "tp", "pp", "dtype", "kv_cache_dtype", "max_model_len", "gpu_memory_utilization", "max_num_seqs",
        "max_num_batched_tokens", "enforce_eager", "vllm_version", "model",
    )  # fmt: skip
    case = {name: row[name] for name in same if row.get(name) is not None}
    case |= {
        "config": str(DATA / "model-configs" / row["config"]),
        "gpus": [card] * case.get("tp", 1) * case.get("pp", 1),
    }
    if row["config_match"] != "exact" and row.get("quantization") not in (None, "none"):
        case["quantization"] = row["quantization"]
    try:
        result = estimate(deployment_of(EstimateCase.model_validate(case)))
    except RigwiseError:
        return None
    return result.per_gpu[0] if result.per_gpu else None
