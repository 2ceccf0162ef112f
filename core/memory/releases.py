# SPDX-License-Identifier: Apache-2.0
"""What differs between vLLM releases, in one table: every fact stands at the release that brought it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from rigwise.core.memory.deployment import LATEST_RELEASE
from rigwise.core.memory.loading import FIRST_LOADER, Loader
from rigwise.core.models.architecture import ModelArchitecture
from rigwise.core.units import GIB, MIB


@dataclass(frozen=True, slots=True)
class Release:
    """The rules of one vLLM release.

    tokens_from_concurrency: "GPU KV cache size" is int(concurrency x max_model_len); before, it was
        num_blocks // groups x block size (vllm/v1/core/kv_cache_utils.py).
    null_block_withheld: the fit check leaves out the block that the block pool never hands out.
    pipeline_checked_whole: the fit check asks whether a request's cache of all layers fits the smallest stage's budget
        (kv_cache_utils.py get_kv_cache_configs, 0.14.0 to 0.16.0; issue 34076); else every stage is asked for its own.
    concurrent_batches_in_flight: sliding windows keep room for every batch in flight: two with asynchronous
        scheduling, one per stage in a pipeline (vllm/config/vllm.py max_concurrent_batches); before, for one batch.
    sliding_window_groups, chunked_groups: layers with a sliding window, or with chunked local attention, free what they
        no longer see; without, a model that mixes them with full attention keeps every token in every layer.
    states_prefix_cached: recurrent states are kept at block borders for prefix caching (mamba_cache_mode "align"),
        which takes a second block per request; states_cacheable: they are where a person asks for it.
    states_exported_in_prefill: kernels that can hand out states within a prefill get a third one.
    expert_blocks_refined: FP8 blocks of experts that tensor parallelism cuts through get finer scales.
    sequences_bound_by_states: capturing CUDA graphs fails with more sequences than blocks of recurrent state.
    graphs_tried_with: what CUDA graphs are tried with before the budget is known: so many blocks of cache as the largest
        one has tokens ("tokens"), or as it has sequences ("sequences"); "": they are not tried
        (v1/worker/gpu_model_runner.py _init_minimal_kv_cache_for_profiling). newer_tries_graphs: the newer runner does
        as well (v1/worker/gpu/cudagraph_utils.py); before, it answered 0.
    cuda_major: CUDA of the image's plain tag; minimum_driver, minimum_capability: what that image asks of the machine.
    utilization: default gpu_memory_utilization (vllm/config/cache.py).
    free_memory_checked: the start ends where less memory is free than that share of the card (v1/worker/gpu_worker.py).
    graphs_in_budget: the CUDA-graph estimate is taken off the KV budget (VLLM_MEMORY_PROFILER_ESTIMATE_CUDAGRAPHS); the
        newer runner's only where it tries them.
    sampler_bytes: transient bytes per sampled row and vocabulary entry in the profile run, (low, likely, high). The
        first runner sorts and soft-maxes whole float32 copies (38, measured on H100 for four vocabularies), until 0.11
        unless FlashInfer is installed (12, on an A100 in 0.10.1); from 0.17 Triton filters them in place (14).
    filters_in_place: so, with a row of scratch memory for each multiprocessor.
    newer_sampler_bytes: the same of the newer runner. Its profile run asked for no sampling options and held the
        logits alone; since pull request 57926 it asks for all, whose kernels need a float32 copy and one more: 7.1
        bytes more on an L4. Before, they are first needed after the KV cache is there.
    newer_runner: models that the newer runner serves: "", "dense" (neither experts nor states), "all"
        (config/vllm.py use_v2_model_runner). It allocates penalty counts and bitmasks at the start (4.25 bytes a row
        and entry, vllm/v1/worker/gpu/sample/penalties.py).
    newer_runner_architectures: served by it besides.
    deep_video_tokens: room for the results of a video of 600 frames, of models that pass features of inner layers on
        (issue 27992); then, two frames are profiled, which need less than an image.
    compiles_alone: each piece of the graph is compiled by itself (VLLM_USE_STANDALONE_COMPILE, with torch 2.8 or later).
    compiling_charged: what torch tries meanwhile, the first time, mostly shows in the budget.
    workspace_kept: the experts' scratch tensors stay allocated (v1/worker/workspace.py); before, they were transient.
    sparse_workspace_full_until: longest max_model_len of which sparse latent attention keeps room for five times, beyond
        for two times; 0: it keeps none.
    graphs_by_eight: CUDA graphs for every eighth size up to 512, in pieces only; then every sixteenth from 256 on, and
        whole ones for decoding.
    gpt_oss_captures: the largest batch captured of GptOssForCausalLM whatever max_num_seqs is, 0: as of other models
        (model_executor/models/config.py GptOssForCausalLMConfig); large_cards_capture: data-centre Blackwell cards
        capture up to 1,024 (config/vllm.py).
    switch_reduces_pairs, small_switch_buffers: NCCL's buffers for reductions in an NVLink switch come with two cards
        already; they are small.
    large_cards_exclude: cards of 70 GiB and more that get the small batch defaults all the same, by name
        (vllm/engine/arg_utils.py get_batch_defaults).
    integrated_memory_read: where NVML does not tell a card's memory, torch is asked (vllm/platforms/cuda.py).
    yarn_multiplies: the longest context of yarn is its original length times its factor, whatever the config says.
    longrope_shortened: without max_model_len, longrope serves its original length.
    largest_cards: cards of 160 GiB and more have batch defaults of their own.
    seqs_on_large_cards: default max_num_seqs on cards of 70 GiB and more.
    newer_runner_quantized: quantized models run on it too (pull request 44446).
    latent_methods: quantization methods whose latents are cached, None: all; else latent attention caches keys and values of
        every head, padded_head channels each at least (vllm/config.py use_mla, get_head_size).
    readers_hold_keys: layers that read another's cache hold projections of keys and values nevertheless
        (models/gemma4.py, until qkv_proj became q_proj there in 0.30.0).
    bfloat16_replaced: --dtype auto takes another type on cards without bfloat16 (vllm/config.py _get_and_verify_dtype,
        0.9.0); before, it refuses.
    not_in_float16: architectures that then take float32, not float16 (_FLOAT16_NOT_SUPPORTED_MODELS, 0.9.1).
    first_engine_below: cards below that compute capability are served by the first engine, which cuts prompts into
        batches only where max_model_len is beyond 32,768 tokens, and profiles shorter ones whole.
    first_engine_batch: those batches; 0: it cuts none.
    first_charges_card, second_charges_card: the engine takes everything that the card holds off the budget, so the CUDA
        context, communication and other programs as well (worker/worker.py, v1/worker/gpu_worker.py); else what has
        come since its own start.
    communication_charged: the snapshot that a start compares with is taken before communication is set up, so that it is
        charged to the budget as well (init_device of worker/worker.py and v1/worker/gpu_worker.py, 0.6.6 to 0.10.2).
    modules: memory outside torch's allocator that the profile run adds on one card: kernels, cuBLAS workspaces;
        graphics_modules: on one of Turing, Ada or the smaller Ampere chips, which run fewer kernels of their own.
    positional_model: the image's entrypoint is `vllm serve`, the model its first argument.
    """

    version: str
    tokens_from_concurrency: bool = False
    null_block_withheld: bool = False
    pipeline_checked_whole: bool = False
    concurrent_batches_in_flight: bool = False
    sliding_window_groups: bool = False
    chunked_groups: bool = False
    states_prefix_cached: bool = False
    states_cacheable: bool = False
    states_exported_in_prefill: bool = False
    sequences_bound_by_states: bool = False
    graphs_tried_with: str = ""
    newer_tries_graphs: bool = False
    expert_blocks_refined: bool = False
    cuda_major: int = 12
    minimum_driver: int = 525
    minimum_capability: tuple[int, int] = (7, 0)
    utilization: float = 0.9
    free_memory_checked: bool = False
    graphs_in_budget: bool = False
    sampler_bytes: tuple[int, int, int] = (12, 38, 40)
    filters_in_place: bool = False
    newer_sampler_bytes: tuple[int, int, int] = (2, 2, 4)
    newer_runner: str = ""
    newer_runner_architectures: frozenset[str] = frozenset()
    newer_runner_quantized: bool = False
    deep_video_tokens: int = 0
    compiles_alone: bool = False
    compiling_charged: bool = False
    workspace_kept: bool = False
    sparse_workspace_full_until: int = 0
    graphs_by_eight: bool = True
    gpt_oss_captures: int = 0
    large_cards_capture: bool = False
    switch_reduces_pairs: bool = False
    small_switch_buffers: bool = False
    large_cards_exclude: frozenset[str] = frozenset()
    integrated_memory_read: bool = False
    yarn_multiplies: bool = True
    longrope_shortened: bool = False
    largest_cards: bool = False
    seqs_on_large_cards: int = 256
    latent_methods: frozenset[str] | None = frozenset()
    padded_head: int = 256
    readers_hold_keys: bool = True
    bfloat16_replaced: bool = False
    not_in_float16: frozenset[str] = frozenset()
    first_engine_below: tuple[int, int] = (99, 0)
    first_engine_batch: int = 0
    first_charges_card: bool = False
    second_charges_card: bool = False
    communication_charged: bool = True
    modules: int = 0
    graphics_modules: int = 0
    positional_model: bool = False
    loader: Loader = FIRST_LOADER

    def first_engine(self, capability: tuple[int, int]) -> bool:
        """Whether vLLM's first engine (V0) serves a card of this compute capability."""
        return capability < self.first_engine_below

    def charges_card(self, capability: tuple[int, int]) -> bool:
        """Whether the budget of such a card bears all that the card holds."""
        return self.first_charges_card if self.first_engine(capability) else self.second_charges_card

    def most_captured(self, architecture: ModelArchitecture, sequences: int, capability: tuple[int, int]) -> int:
        """Tokens of the largest graph of a model on such a card; sequences: tokens of the largest decoding step."""
        if architecture.name == "GptOssForCausalLM" and self.gpt_oss_captures:
            return self.gpt_oss_captures
        return min(2 * sequences, 1024 if self.large_cards_capture and capability[0] == 10 else 512)

    def runs_newer(self, architecture: ModelArchitecture, quantized: bool) -> bool:
        """Whether the newer model runner serves it."""
        if quantized and not self.newer_runner_quantized:
            return False
        if self.newer_runner == "all" or architecture.name in self.newer_runner_architectures:
            return True
        return self.newer_runner == "dense" and architecture.experts is None and not architecture.has_state


ALL_OPTIONS = (6, 10, 14)  # bytes a row and entry of the newer sampler with every option on
_EARLY_NEWER_RUNNER = frozenset({"Qwen3ForCausalLM", "LlamaForCausalLM", "MistralForCausalLM"})
_EXPERTS_ON_NEWER_RUNNER = frozenset({"DeepseekV2ForCausalLM", "Qwen2MoeForCausalLM", "GraniteMoeForCausalLM"})
_NOT_IN_FLOAT16 = frozenset(
    {"Gemma2ForCausalLM", "Gemma3ForCausalLM", "Gemma3ForConditionalGeneration", "Glm4ForCausalLM"}
)
_OLDEST = Release("0.2.0")
_CHANGES: tuple[tuple[tuple[int, int, int], dict[str, Any]], ...] = (
    ((0, 2, 5), {"modules": round(0.13 * GIB), "first_charges_card": True}),  # before, torch's own peak alone
    ((0, 2, 5), {"graphics_modules": round(0.13 * GIB)}),
    ((0, 3, 1), {"first_charges_card": False}),
    ((0, 5, 3), {"first_engine_batch": 512}),
    ((0, 6, 4), {"first_charges_card": True}),
    ((0, 6, 5), {"first_charges_card": False, "first_engine_batch": 2048}),
    ((0, 7, 0), {"padded_head": 0}),
    (
        (0, 7, 0),
        {"graphics_modules": round(0.05 * GIB)},
    ),  # 0.01 to 0.08 on six cards to 0.8, 0.02 on eight to 0.10
    ((0, 7, 1), {"latent_methods": frozenset({"", "fp8", "compressed-tensors"})}),
    ((0, 7, 1), {"loader": {"up_projections": "products"}}),
    ((0, 7, 3), {"latent_methods": None}),
    ((0, 8, 0), {"second_charges_card": True, "loader": {"up_projections": "copies"}}),
    ((0, 8, 0), {"seqs_on_large_cards": 1024, "first_engine_below": (8, 0)}),
    ((0, 9, 0), {"large_cards_exclude": frozenset({"a100"})}),
    ((0, 9, 0), {"bfloat16_replaced": True}),
    ((0, 9, 1), {"not_in_float16": _NOT_IN_FLOAT16}),
    ((0, 9, 1), {"free_memory_checked": True, "second_charges_card": False}),
    ((0, 9, 1), {"sliding_window_groups": True}),  # pull request 17996
    ((0, 10, 0), {"chunked_groups": True}),
    ((0, 10, 1), {"chunked_groups": False}),  # VLLM_ALLOW_CHUNKED_LOCAL_ATTN_WITH_HYBRID_KV_CACHE, 0 until 0.13
    ((0, 10, 2), {"first_engine_below": (0, 0)}),  # 23614
    ((0, 10, 2), {"compiles_alone": True}),
    ((0, 11, 0), {"compiles_alone": False}),
    ((0, 12, 0), {"compiles_alone": True}),
    ((0, 11, 0), {"loader": {"triton_experts": True}}),  # 13.47 GiB on an H100; 0.10.1 took Marlin's 65.97 for 120b
    ((0, 11, 0), {"deep_video_tokens": 153_600, "communication_charged": False}),
    ((0, 11, 1), {"deep_video_tokens": 0}),
    ((0, 11, 1), {"graphs_by_eight": False, "longrope_shortened": True}),
    ((0, 11, 0), {"gpt_oss_captures": 992}),
    ((0, 12, 0), {"gpt_oss_captures": 1024}),
    ((0, 12, 0), {"positional_model": True, "sampler_bytes": (36, 38, 40), "switch_reduces_pairs": True}),
    ((0, 12, 0), {"loader": {"probed_buffers": True}}),
    ((0, 13, 0), {"workspace_kept": True, "sparse_workspace_full_until": 1 << 62}),
    ((0, 14, 0), {"chunked_groups": True}),
    ((0, 14, 0), {"pipeline_checked_whole": True}),
    ((0, 15, 0), {"states_cacheable": True}),  # 30877
    ((0, 17, 0), {"sampler_bytes": (13, 14, 16), "filters_in_place": True, "pipeline_checked_whole": False}),
    ((0, 17, 0), {"loader": {"values_padded": True}}),
    (
        (0, 18, 0),
        {"modules": round(0.25 * GIB), "graphics_modules": round(0.17 * GIB), "graphs_tried_with": "tokens"},
    ),  # 30515
    ((0, 20, 0), {"cuda_major": 13, "minimum_driver": 580, "minimum_capability": (7, 5)}),
    ((0, 20, 0), {"loader": {"pixtral_whole": False}}),
    ((0, 20, 0), {"sequences_bound_by_states": True}),  # before, fewer graphs were captured
    ((0, 20, 0), {"utilization": 0.92, "graphs_in_budget": True, "graphics_modules": round(0.25 * GIB)}),
    ((0, 20, 1), {"tokens_from_concurrency": True}),
    ((0, 21, 0), {"loader": {"whole_from": 20 * MIB}}),
    ((0, 22, 0), {"loader": {"values_padded": False, "probed_on_sm12": False}}),
    ((0, 22, 0), {"newer_runner_architectures": frozenset({"Qwen3ForCausalLM"})}),
    ((0, 23, 0), {"newer_runner_architectures": _EARLY_NEWER_RUNNER}),
    ((0, 24, 0), {"newer_runner_architectures": _EARLY_NEWER_RUNNER | _EXPERTS_ON_NEWER_RUNNER}),
    ((0, 24, 0), {"newer_runner_quantized": True}),
    ((0, 24, 0), {"compiling_charged": True}),  # seen in logs from 0.24 on; in sixty starts of 0.19 sampling hid it
    ((0, 25, 0), {"loader": {"scales_kept": False, "probed_buffers": False}}),
    ((0, 25, 0), {"newer_runner": "dense", "newer_runner_architectures": _EXPERTS_ON_NEWER_RUNNER}),
    ((0, 26, 0), {"graphs_tried_with": "sequences"}),
    ((0, 26, 0), {"small_switch_buffers": True}),  # 0.95 GiB at TP 4 on B200
    ((0, 26, 0), {"concurrent_batches_in_flight": True}),  # 47728; logs of 0.25.1 follow the old rule
    ((0, 27, 0), {"loader": {"counted": False}}),
    ((0, 28, 0), {"largest_cards": True, "large_cards_capture": True}),
    ((0, 28, 0), {"states_prefix_cached": True}),  # 50991; before, an option
    ((0, 29, 0), {"null_block_withheld": True}),  # 47272
    ((0, 29, 0), {"newer_runner": "all", "newer_tries_graphs": True}),
    ((0, 30, 0), {"yarn_multiplies": False, "readers_hold_keys": False}),
    ((0, 32, 0), {"loader": {"wide_tables": False}, "sparse_workspace_full_until": 256 * 1024}),
    ((0, 33, 0), {"integrated_memory_read": True}),
    ((0, 33, 0), {"newer_sampler_bytes": ALL_OPTIONS}),  # 57926: in 0.33.0's source, not in 0.32.0's
    ((0, 33, 0), {"states_exported_in_prefill": True}),  # in 0.33.0's source; 57329 was open at 0.29
    ((0, 33, 0), {"expert_blocks_refined": True}),  # in 0.33.0's source; earlier releases not looked at
)


@lru_cache(maxsize=64)
def version_key(version: str) -> tuple[int, int, int]:
    """(0, 19, 1) for "0.19.1rc1.dev71+gdd9342e6b"; missing parts are 0. A name without numbers ("latest", "nightly") is
    the newest release."""
    found = re.findall(r"\d+", version.split("+")[0]) or re.findall(r"\d+", LATEST_RELEASE)
    major, minor, patch = [*found, "0", "0"][:3]
    return int(major), int(minor), int(patch)


@lru_cache(maxsize=64)
def release(version: str) -> Release:
    """The rules in force in `version`."""
    key = version_key(version)
    facts = _OLDEST
    for since, changes in _CHANGES:
        if key >= since:
            inner = {"loader": replace(facts.loader, **changes["loader"])} if "loader" in changes else {}
            facts = replace(facts, **{**changes, **inner})
    return replace(facts, version=version)


def first_needing_more_than(driver: int) -> str | None:
    """The first release whose image does not run with this driver's major version ("0.20"); None where all or none do."""
    if driver < _OLDEST.minimum_driver:
        return None
    for since, changes in _CHANGES:
        if changes.get("minimum_driver", 0) > driver:
            return f"{since[0]}.{since[1]}"
    return None
