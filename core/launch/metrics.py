# SPDX-License-Identifier: Apache-2.0
"""What a server says of itself on /metrics, of which little is believed: text of a stranger, bounded and checked."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import islice

from rigwise.core.launch.plain_http import ask, body

LARGEST = 4 << 20  # vLLM 0.33 writes 90 kB for one engine
LONGEST_ROW, MOST_ROWS = 4096, 1000  # a row has 200 characters, and an engine has one of each kind
_COUNTS = {
    "vllm:num_requests_running": "running",
    "vllm:num_requests_waiting": "waiting",
    "vllm:prompt_tokens_total": "prompt_tokens",
    "vllm:generation_tokens_total": "generation_tokens",
    "vllm:num_preemptions_total": "preemptions",
}
_KV = ("vllm:kv_cache_usage_perc", "vllm:gpu_cache_usage_perc")  # the second until 0.10
# whole rows of these names, so that what a lie costs is bounded before it is parsed
_ROW = re.compile(rf"^(?:{'|'.join((*_COUNTS, *_KV))})[{{ \t][^\n]{{1,{LONGEST_ROW}}}\n", re.MULTILINE)


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
    """Prometheus' text format, as far as vLLM's rows go; a row that is none is passed over."""
    sums: dict[str, float] = {}
    usage: float | None = None
    for row in islice(_ROW.finditer(text), MOST_ROWS):
        for name, value in _samples(row[0]):
            if not math.isfinite(value) or value < 0:
                continue
            if name in _KV:
                usage = max(usage or 0.0, value) if value <= 1 else usage
            elif name in _COUNTS and value < 1 << 60:
                sums[_COUNTS[name]] = sums.get(_COUNTS[name], 0.0) + value
    return Metrics(kv_usage=usage, **{field: int(value) for field, value in sums.items()})


def _samples(row: str) -> list[tuple[str, float]]:
    from prometheus_client.parser import text_string_to_metric_families  # a tenth of a second, for whom a server runs

    try:
        return [
            (one.name, float(one.value)) for family in text_string_to_metric_families(row) for one in family.samples
        ]
    except (ValueError, IndexError, KeyError, TypeError):
        return []


def look(address: str, timeout_s: float = 2.0) -> Metrics | None:
    """Ask a server once; None when it does not answer, or not within timeout_s and LARGEST bytes. Blocks so long at most."""
    answer = ask(address, "/metrics", timeout_s, LARGEST)
    text = body(answer) if len(answer) < LARGEST else None
    return None if text is None else parse(text.decode("utf-8", errors="replace"))
