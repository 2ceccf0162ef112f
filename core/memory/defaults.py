# SPDX-License-Identifier: Apache-2.0
"""What vLLM fills in where a person says nothing (vllm/engine/arg_utils.py get_batch_defaults, 0.33.0)."""

from __future__ import annotations

from dataclasses import dataclass

from rigwise.core.hardware.rig import Gpu
from rigwise.core.memory.deployment import ServingOptions
from rigwise.core.memory.releases import Release
from rigwise.core.models.architecture import ModelArchitecture
from rigwise.core.units import GIB


@dataclass(frozen=True, slots=True)
class Settings:
    """The options in force: the person's, or vLLM's defaults for this card, model and release."""

    max_model_len: int
    auto_max_model_len: bool
    max_num_seqs: int
    max_num_batched_tokens: int
    gpu_memory_utilization: float


LARGE, LARGEST = 70 * GIB, 160 * GIB
UNCUT = 32768  # longest context that the first engine profiles as one batch (engine/arg_utils.py, 0.6)
UNCUT_MULTIMODAL = 5120  # its smallest batch of a model that takes images, which it never cuts (config.py, 0.7)


def longest_context(architecture: ModelArchitecture, release: Release) -> int:
    """The largest max_model_len that the release takes without an override."""
    return (release.yarn_multiplies and architecture.multiplied_context) or architecture.max_position


def default_context(architecture: ModelArchitecture, release: Release) -> int:
    """max_model_len where nobody says."""
    shortened = release.longrope_shortened and architecture.default_context < architecture.max_position
    return (shortened and architecture.default_context) or longest_context(architecture, release)


def batch_defaults(gpu: Gpu, release: Release) -> tuple[int, int]:
    """(max_num_batched_tokens, max_num_seqs) of the API server on this card.

    The memory of a card without memory of its own NVML does not tell, and releases that ask nobody else take it for
    small; one that knows better keeps GB10 small by its capability (pull request 57378)."""
    if gpu.integrated and (not release.integrated_memory_read or gpu.compute_capability == (12, 1)):
        return 2048, 256
    if release.largest_cards and gpu.total_bytes >= LARGEST:
        return 16384, release.seqs_on_large_cards
    if gpu.total_bytes >= LARGE and not any(word in gpu.name.lower() for word in release.large_cards_exclude):
        return (2048 if release.first_engine(gpu.compute_capability) else 8192), release.seqs_on_large_cards
    return 2048, 256


def settings(options: ServingOptions, architecture: ModelArchitecture, gpu: Gpu, release: Release) -> Settings:
    """Fill the gaps. gpu: the first card, whose name and memory pick the defaults."""
    tokens, seqs = batch_defaults(gpu, release)
    auto = options.max_model_len == -1
    length = default_context(architecture, release) if options.max_model_len in (None, -1) else options.max_model_len
    assert length is not None
    seqs = options.max_num_seqs or seqs
    if options.max_num_batched_tokens:
        tokens = options.max_num_batched_tokens
    elif release.first_engine(gpu.compute_capability):
        whole = length <= UNCUT or architecture.multimodal or not release.first_engine_batch
        least = max(tokens, UNCUT_MULTIMODAL if architecture.multimodal else 0)
        tokens = max(least, length) if whole else release.first_engine_batch
    else:
        tokens = max(min(tokens, seqs * length), architecture.largest_item)
        tokens = max(tokens, length) if architecture.whole_prompts else tokens
    return Settings(
        max_model_len=length,
        auto_max_model_len=auto,
        max_num_seqs=min(seqs, tokens) if options.max_num_seqs is None else seqs,
        max_num_batched_tokens=tokens,
        gpu_memory_utilization=options.gpu_memory_utilization or release.utilization,
    )
