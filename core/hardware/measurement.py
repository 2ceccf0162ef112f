# SPDX-License-Identifier: Apache-2.0
"""What one start of a server on this machine showed of its memory: a plain record, kept between sessions."""

from __future__ import annotations

from dataclasses import dataclass

# Of the requests that speeds are measured with (core/launch/benchmark.py): tokens of each answer, and of the context on
# average while they are written, behind a question of some thirty.
SPEED_TOKENS = 128
SPEED_CONTEXT = 96


@dataclass(frozen=True, slots=True)
class Measurement:
    """One start; sizes are bytes on the GPU with the smallest KV budget.

    gpu:         its short name, "RTX 4090". family: the architecture's name in config.json.
    model, quantization: the checkpoint and its format's label.
    when:        UTC, "2026-11-21T08:15:00Z".
    budget:      gpu_memory_utilization x total; weights, available_kv: as vLLM logged them.
    stays:       what the start added for good beside weights: kernels, libraries, buffers.
    peak:        the profile run's peak beyond that.
    graphs_charged: what vLLM took off the KV budget for CUDA graphs (0 where it takes nothing); graphs: what they really
                 took, None where not said.
    predicted_*: what the memory model said of the same three without any measurement: the measure of how far a start
                 with other settings is carried over.
    rehearsal:   started with dummy weights, to try before the download.
    speculative_config: as the start was told, "" for none.
    first_token_s, tokens_per_s: of one request alone, measured once it was ready. together: requests at once of the
                 second measurement; first_token_together_s (the median), tokens_per_s_together (of all). None: not
                 measured. kv_limited: the KV cache was too small for so many at once.
    """

    gpu: str
    vllm_version: str
    family: str
    model: str
    quantization: str
    tensor_parallel_size: int
    pipeline_parallel_size: int
    max_model_len: int
    max_num_seqs: int
    max_num_batched_tokens: int
    enforce_eager: bool
    when: str
    budget: int
    weights: int
    available_kv: int
    stays: int
    peak: int
    graphs_charged: int
    predicted_stays: int
    predicted_peak: int
    predicted_graphs: int
    graphs: int | None = None
    kv_cache_tokens: int | None = None
    rehearsal: bool = False
    speculative_config: str = ""
    first_token_s: float | None = None
    tokens_per_s: float | None = None
    together: int | None = None
    first_token_together_s: float | None = None
    tokens_per_s_together: float | None = None
    kv_limited: bool | None = None
