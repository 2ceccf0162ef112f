# SPDX-License-Identifier: Apache-2.0
"""What a server says of itself on /metrics, of which little is believed: text of a stranger, bounded and checked."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

import requests

LARGEST = 4 << 20  # vLLM 0.33 writes 90 kB for one engine
_ROW = re.compile(r"^vllm:(?P<name>\w+)(?:\{(?P<labels>[^}]*)\})?\s+(?P<value>\S+)", re.MULTILINE)
_COUNTS = {
    "running": ("num_requests_running",),
    "waiting": ("num_requests_waiting",),
    "prompt_tokens": ("prompt_tokens_total",),
    "generation_tokens": ("generation_tokens_total",),
    "preemptions": ("num_preemptions_total",),
}
_KV = ("kv_cache_usage_perc", "gpu_cache_usage_perc")  # the second until 0.10


@dataclass(frozen=True, slots=True)
class Metrics:
    """Sums over all engines of a server; None: not said, or no sensible number.

    running, waiting: requests now. kv_usage: share of the fullest engine's KV cache in use, 0 to 1.
    prompt_tokens, generation_tokens, preemptions: since the start. A preemption throws a request's cache away because
    another needs the blocks.
    """

    running: int | None = None
    waiting: int | None = None
    kv_usage: float | None = None
    prompt_tokens: int | None = None
    generation_tokens: int | None = None
    preemptions: int | None = None


def parse(text: str) -> Metrics:
    """Prometheus' text format, as far as vLLM's rows go."""
    sums: dict[str, float] = {}
    usage: float | None = None
    for row in _ROW.finditer(text):
        try:
            value = float(row["value"])
        except ValueError:
            continue
        if not math.isfinite(value) or value < 0:
            continue
        if row["name"] in _KV:
            usage = max(usage or 0.0, value) if value <= 1 else usage
            continue
        for field, names in _COUNTS.items():
            if row["name"] in names and value < 1 << 60:
                sums[field] = sums.get(field, 0.0) + value
    return Metrics(kv_usage=usage, **{field: int(value) for field, value in sums.items()})


def look(address: str, timeout_s: float = 2.0) -> Metrics | None:
    """Ask a server once; None when it does not answer. Blocks for at most about timeout_s."""
    try:
        with requests.Session() as session:
            session.trust_env = False
            with session.get(f"{address}/metrics", timeout=timeout_s, stream=True) as answer:
                if answer.status_code != 200:
                    return None
                data = answer.raw.read(LARGEST, decode_content=True)
    except (requests.exceptions.RequestException, OSError, ValueError):
        return None
    return parse(data.decode("utf-8", errors="replace"))
