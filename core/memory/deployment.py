# SPDX-License-Identifier: Apache-2.0
"""Everything the user chose, as one value."""

from __future__ import annotations

from dataclasses import dataclass, field

from rigwise.core.hardware.rig import Rig
from rigwise.core.models.checkpoint import Checkpoint

LATEST_RELEASE = "0.33.0"


@dataclass(frozen=True, slots=True)
class ServingOptions:
    """vLLM's own options, named as its flags are; None leaves the choice to vLLM.

    max_model_len: tokens of context; None: the model's own maximum; -1: the largest that fits ("auto").
    available_kv_bytes: plan the KV cache for this budget per GPU instead of the estimated one.
    pipeline_partition: layers of each pipeline stage (VLLM_PP_LAYER_PARTITION); None: evenly.
    cpu_offload_gb: GiB of weights per GPU that stay in the machine's memory and are read over PCIe at every step.
    extra_flags: further flags by full name with their value (None: a switch), which the estimate does not know.
    concurrency: how many requests of max_model_len the person wants at once (the bar's "needed" part).
    enable_prefix_caching: keep beginnings that come again; None: as the release does for this model.
    speculative_config: JSON as the flag takes it (core/memory/speculation.py).
    """

    tensor_parallel_size: int = 1
    pipeline_parallel_size: int = 1
    data_parallel_size: int = 1
    enable_expert_parallel: bool = False
    max_model_len: int | None = None
    gpu_memory_utilization: float | None = None
    dtype: str = "auto"
    kv_cache_dtype: str = "auto"
    max_num_seqs: int | None = None
    max_num_batched_tokens: int | None = None
    enforce_eager: bool = False
    block_size: int | None = None
    kv_cache_memory_bytes: int | None = None
    trust_remote_code: bool = False
    pipeline_partition: tuple[int, ...] | None = None
    cpu_offload_gb: float = 0.0
    enable_prefix_caching: bool | None = None
    speculative_config: str | None = None
    available_kv_bytes: int | None = None
    concurrency: int = 1
    extra_flags: tuple[tuple[str, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Deployment:
    """A rig, a checkpoint and the options: the input of the estimate, the flags and the launch.

    rig.gpus holds exactly the cards used, in rank order: tensor-parallel ranks of one pipeline stage side by side.
    draft: the model that speculative_config names, where it is at hand; the catalogue's are known without.
    """

    rig: Rig
    checkpoint: Checkpoint
    options: ServingOptions = field(default_factory=ServingOptions)
    vllm_version: str = LATEST_RELEASE
    draft: Checkpoint | None = None
