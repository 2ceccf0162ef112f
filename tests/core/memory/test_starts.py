# SPDX-License-Identifier: Apache-2.0
"""What the KV budget comes to, against starts whose every setting is known.

H100 80GB HBM3 (79.19 GiB), one to four of them: llm-d-planner's accuracy campaign with 0.15 to 0.19, utilization 0.95 and
8,192 tokens, and llm-d-benchmark's with 0.11, 0.9 and 16,000. "Available KV cache memory", in GiB, of the first worker.
"""

from __future__ import annotations

import pytest
from rigwise.core.hardware.catalogue import compose
from rigwise.core.memory.budget import SCATTER
from rigwise.core.memory.deployment import Deployment, ServingOptions
from rigwise.core.memory.estimate import estimate
from rigwise.core.models.catalogue import find
from rigwise.core.units import GIB

LLAMA, QWEN = "meta-llama/Llama-3.1-8B-Instruct", "Qwen/Qwen2.5-7B-Instruct"
LLAMA_70B = "RedHatAI/Llama-3.3-70B-Instruct"
STARTS = (
    # model, cards, release, budget, other options
    (LLAMA, 1, "0.19.0", 58.11, {}),
    (LLAMA, 2, "0.19.0", 63.76, {}),
    (LLAMA, 4, "0.19.0", 67.44, {}),
    (LLAMA, 2, "0.19.0", 66.54, {"pipeline_parallel_size": 2, "tensor_parallel_size": 1}),
    (LLAMA, 4, "0.19.0", 69.80, {"pipeline_parallel_size": 4, "tensor_parallel_size": 1}),
    (LLAMA, 1, "0.19.0", 42.80, {"dtype": "float32"}),
    (LLAMA, 1, "0.11.0", 51.38, {}),
    (QWEN, 1, "0.19.0", 58.53, {}),
    (QWEN, 2, "0.19.0", 63.84, {}),
    (QWEN, 4, "0.19.0", 67.34, {}),
    ("Qwen/Qwen2.5-72B-Instruct", 2, "0.19.0", 3.04, {}),
    ("Qwen/Qwen2.5-72B-Instruct", 4, "0.19.0", 36.74, {}),
    ("Qwen/Qwen3-8B", 1, "0.19.0", 57.50, {}),
    ("Qwen/Qwen3-8B", 4, "0.19.0", 67.05, {}),
    ("Qwen/Qwen3-14B", 1, "0.15.0", 41.94, {}),
    ("Qwen/Qwen3-14B", 1, "0.16.0", 41.94, {}),
    ("Qwen/Qwen3-14B", 1, "0.17.0", 45.34, {}),
    ("Qwen/Qwen3-14B", 1, "0.18.0", 45.23, {}),
    ("Qwen/Qwen3-32B", 1, "0.11.0", 4.45, {}),
    ("Qwen/Qwen3-0.6B", 1, "0.11.0", 64.45, {}),
    ("Qwen/Qwen3-30B-A3B", 1, "0.19.0", 15.41, {}),
    ("Qwen/Qwen3-30B-A3B", 4, "0.19.0", 56.17, {}),
    ("google/gemma-2-9b-it", 1, "0.19.0", 54.12, {}),
    ("google/gemma-3-27b-it", 1, "0.19.0", 19.53, {}),
    ("microsoft/phi-4", 1, "0.19.0", 46.08, {}),
    ("microsoft/phi-4", 2, "0.19.0", 57.87, {}),
    ("openai/gpt-oss-20b", 1, "0.11.0", 50.28, {}),
    ("openai/gpt-oss-20b", 2, "0.19.0", 59.32, {"gpu_memory_utilization": 0.9}),
    ("openai/gpt-oss-20b", 4, "0.19.0", 66.57, {}),
    (f"{LLAMA_70B}-FP8-dynamic", 2, "0.11.0", 32.00, {}),
    (f"{LLAMA_70B}-FP8-dynamic", 2, "0.19.0", 37.28, {}),
    (f"{LLAMA_70B}-FP8-dynamic", 4, "0.19.0", 54.09, {}),
    (f"{LLAMA_70B}-quantized.w8a8", 2, "0.19.0", 37.28, {}),
    (f"{LLAMA_70B}-quantized.w8a8", 4, "0.19.0", 54.08, {}),
)


@pytest.mark.parametrize(("model", "cards", "version", "logged", "others"), STARTS)
def test_the_kv_budget_is_what_the_start_logged(
    model: str, cards: int, version: str, logged: float, others: dict[str, object]
) -> None:
    entry = find(model)
    assert entry is not None, model
    old = version == "0.11.0"
    options = {
        "tensor_parallel_size": cards, "max_model_len": 16000 if old else 8192,
        "gpu_memory_utilization": 0.9 if old else 0.95, **others,
    }  # fmt: skip
    result = estimate(
        Deployment(compose(["H100 80GB HBM3"] * cards), entry.checkpoint(), ServingOptions(**options), version)  # type: ignore[arg-type]
    )
    assert result.starts
    gpu = result.per_gpu[0]
    spent = sum(part.likely for part in gpu.budget_parts)
    assert spent > 0
    budget = gpu.limit - sum(part.likely for part in gpu.overhead_parts) - gpu.weights
    assert budget / GIB == pytest.approx(logged, abs=0.13)
    worst = (SCATTER**2 + sum((part.high - part.likely) ** 2 for part in gpu.budget_parts)) ** 0.5
    assert budget - worst < logged * GIB < budget + worst
