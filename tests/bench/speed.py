# SPDX-License-Identifier: Apache-2.0
"""The speed model against measured speeds from public reports (speeds.json): how far off, and how often in its range."""

from __future__ import annotations

import json
import statistics
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from figure import Figure

DATA = Path(__file__).with_name("speeds.json")


def figures() -> Iterator[Figure]:
    data = json.loads(DATA.read_text(encoding="utf-8"))
    judged = [(row, *compare(row)) for row in data["measured"]]
    single = [abs(error) for row, error, _ in judged if row["kind"] == "decode" and row["concurrency"] == 1]
    yield Figure(
        "speed, one request decoding, median error", 100 * statistics.median(single), "%", 25, f"{len(single)} rows"
    )
    for kind in dict.fromkeys(row["kind"] for row, _, _ in judged):
        errors = [abs(error) for row, error, _ in judged if row["kind"] == kind]
        yield Figure(f"speed, {kind}, median error", 100 * statistics.median(errors), "%", None, f"{len(errors)} rows")
    for rig in dict.fromkeys(rig_of(row) for row, _, _ in judged):
        inside = [within for row, _, within in judged if rig_of(row) == rig]
        outside = 100 * (1 - sum(inside) / len(inside))
        yield Figure(f"speed on {rig}, rows outside the range", outside, "%", 20, f"{len(inside)} rows")
    for row, error, within in judged:
        if not within:
            print(f"  outside: {row['kind']} {row['model']} on {rig_of(row)}, {row['value']:g} measured, {error:+.0%}")
    for reason, count in Counter(row["reason"] for row in data["left_out"]).most_common():
        print(f"  left out: {count} rows, {reason}")


def rig_of(row: dict[str, Any]) -> str:
    return f"{len(row['gpus'])} x {row['gpus'][0]}"


def compare(row: dict[str, Any]) -> tuple[float, bool]:
    """(relative error of the likely value, whether the measured one lies in the range)."""
    from rigwise.core.hardware.catalogue import compose
    from rigwise.core.memory.deployment import Deployment, ServingOptions
    from rigwise.core.models.catalogue import find
    from rigwise.core.models.config import read_checkpoint
    from rigwise.core.planning.throughput import speed
    from rigwise.core.units import GIB

    entry = find(row["model"])
    assert entry is not None, row["model"]
    checkpoint = entry.checkpoint()
    if row["quantization"]:
        plain = {key: value for key, value in entry.config.items() if key != "quantization_config"}
        checkpoint = read_checkpoint(plain, model=row["model"], quantization=row["quantization"])
    options = ServingOptions(
        tensor_parallel_size=row["tp"],
        kv_cache_dtype=row["kv_cache_dtype"],
        available_kv_bytes=64 * GIB,  # the reports' own settings let every request run
        max_num_batched_tokens=8192,
    )
    found = speed(
        Deployment(compose(row["gpus"]), checkpoint, options),
        context_tokens=row["context"],
        concurrency=row["concurrency"],
    )
    assert found is not None
    values = {
        "decode": found.decode_tok_s,
        "aggregate": found.aggregate_tok_s,
        "prefill": found.prefill_tok_s,
        "ttft": found.ttft_s,
    }[row["kind"]]
    return values.likely / row["value"] - 1, values.low <= row["value"] <= values.high
