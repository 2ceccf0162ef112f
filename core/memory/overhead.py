# SPDX-License-Identifier: Apache-2.0
"""Everything on a card beside weights and KV cache, part by part, each with its range and reason.

Sources: vLLM 0.33.0 (files named below) and start-up logs in public reports, by release; see each part.
"""

from __future__ import annotations

from dataclasses import dataclass

from rigwise.core.hardware.rig import Gpu, LinkKind, Rig
from rigwise.core.memory.defaults import Settings
from rigwise.core.memory.deployment import ServingOptions
from rigwise.core.memory.releases import Release
from rigwise.core.memory.result import Part
from rigwise.core.models.architecture import LatentCache, ModelArchitecture
from rigwise.core.units import GIB, MIB

# the parts that a start's log tells apart (core/memory/measured.py)
ACTIVATION = "activation peak"
LATENT_WORKSPACE = "latent attention workspace"
ENCODER = "vision encoder"
GRAPHS = "CUDA graphs"


@dataclass(frozen=True, slots=True)
class Overhead:
    """budget: parts that vLLM takes off the KV budget; outside: parts beyond its limit."""

    budget: tuple[Part, ...]
    outside: tuple[Part, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        return self.outside + self.budget


def overhead(
    architecture: ModelArchitecture,
    options: ServingOptions,
    chosen: Settings,
    rig: Rig,
    gpu: Gpu,
    release: Release,
    weights: int,
    *,
    first_stage: bool = True,
    last_stage: bool = True,
) -> Overhead:
    """The parts on one rank of a pipeline stage; weights: that rank's bytes."""
    tp = options.tensor_parallel_size
    budget = [modules(rig, tp, options.pipeline_parallel_size, gpu, release), slack(weights)]
    if last_stage and release.sampler_state:
        budget.append(sampler_state(architecture, chosen))
    budget.append(activation(architecture, chosen, tp, release, last_stage))
    if architecture.experts is not None:
        budget.append(expert_workspace(architecture, options, chosen))
    latent = next((x.cache for x in architecture.layers if isinstance(x.cache, LatentCache)), None)
    if latent is not None:
        budget.append(latent_workspace(architecture, chosen, tp))
    if architecture.multimodal and first_stage:
        budget.append(encoder(chosen))
    outside = [context(gpu), communication(rig, tp, options.pipeline_parallel_size)]
    if not options.enforce_eager:
        (budget if release.graphs_in_budget else outside).append(graphs(architecture, chosen, release, tp))
    outside.append(unprofiled(architecture, chosen, gpu))
    return Overhead(tuple(part for part in budget if part.high), tuple(part for part in outside if part.high))


def _part(name: str, low: float, likely: float, high: float, why: str) -> Part:
    return Part(name, round(low), round(likely), round(high), why)


def context(gpu: Gpu) -> Part:
    """CUDA context and cuBLAS handles, before the budget begins (gpu_worker.py init_device). Typical by architecture:
    0.51 GiB on H100, 0.7 on A100, about 0.4 on a 24 GB Ada card, from free memory at start in logs."""
    major, minor = gpu.compute_capability
    likely = {7: 0.33, 8: 0.40 if minor == 9 else 0.35, 9: 0.51}.get(major, 0.55)
    return _part(
        "CUDA context",
        likely * 0.75 * GIB,
        likely * GIB,
        likely * 1.4 * GIB,
        "driver state and libraries of one process",
    )


def communication(rig: Rig, tp: int, pp: int) -> Part:
    """NCCL and all-reduce buffers, taken before the budget: 1.0 GiB with NVLink (H100: 1.53 GiB in use at TP 2 against
    0.51 at TP 1), less over PCIe, 0.4 in a pipeline."""
    if tp * pp == 1:
        return Part("communication", 0, 0, 0, "one card talks to nobody")
    if tp == 1:
        return _part("communication", 0.1 * GIB, 0.3 * GIB, 0.5 * GIB, "NCCL channels between pipeline stages")
    nvlink = any(link.kind is LinkKind.NVLINK for link in rig.links)
    likely = 1.0 if nvlink else 0.25
    why = "NCCL channels and all-reduce buffers over " + ("NVLink" if nvlink else "PCIe")
    return _part("communication", likely * 0.5 * GIB, likely * GIB, likely * 1.5 * GIB, why)


def modules(rig: Rig, tp: int, pp: int, gpu: Gpu, release: Release) -> Part:
    """Memory outside torch that the profile run adds: kernels and workspaces; with NVLink the tensor-parallel buffers of
    recent releases add 1.8 GiB (H100: 2.06 to 2.13 against 0.25), before them 0.4; over PCIe little (2 x 4090: 0.25)."""
    if pp > 1 and tp == 1:
        base = 0.07 * GIB
    else:
        base = float(release.modules)
    nvlink = any(link.kind is LinkKind.NVLINK for link in rig.links) or gpu.compute_capability[0] in (9, 10)
    extra = 0.0
    if tp > 1 and nvlink:
        extra = 1.8 * GIB if release.modules > 0.2 * GIB and not release.sampler_state else 0.4 * GIB
    likely = base + extra
    return _part(
        "kernels and libraries", likely * 0.5, likely, likely * 1.6, "loaded GPU code, cuBLAS and all-reduce workspaces"
    )


def slack(weights: int) -> Part:
    """torch's allocator keeps whole 2 MiB segments: 0.3 % of the weights, at least 50 MiB."""
    likely = max(50 * MIB, weights * 0.003)
    return _part(
        "allocator slack", likely * 0.3, likely, likely * 3, "segments of the allocator that weights do not fill"
    )


def sampler_state(architecture: ModelArchitecture, chosen: Settings) -> Part:
    """Penalty counts (4 bytes) and two bitmasks (1/8 byte each) a sequence and vocabulary entry."""
    size = chosen.max_num_seqs * architecture.vocab_size * 4.25
    size += chosen.max_num_batched_tokens * 13
    if architecture.multimodal:
        size += chosen.max_num_batched_tokens * architecture.hidden_size * 2
    why = f"{chosen.max_num_seqs:,} sequences x {architecture.vocab_size:,} vocabulary entries x 4.25 bytes"
    return _part("sampler and input buffers", size, size, size * 1.05, why)


def activation(architecture: ModelArchitecture, chosen: Settings, tp: int, release: Release, last_stage: bool) -> Part:
    """The peak of the profile run: one forward pass of max_num_batched_tokens, or sampling max_num_seqs rows."""
    tokens, hidden = chosen.max_num_batched_tokens, architecture.hidden_size
    width = 3 * architecture.intermediate_size / tp
    heads = (2 * architecture.num_attention_heads + 2 * architecture.num_kv_heads) * architecture.head_dim / tp
    if architecture.experts is not None:
        width = min(width, 3 * architecture.experts.intermediate * architecture.experts.active / tp)
    forward = tokens * 2 * (2 * hidden + max(width, heads))
    rows = min(chosen.max_num_seqs, tokens)
    sample = rows * architecture.vocab_size * release.sampler_bytes + tokens * hidden * 4 if last_stage else 0
    likely = max(forward, sample)
    if sample > forward:
        why = f"sampling {rows:,} rows of {architecture.vocab_size:,} entries, {release.sampler_bytes} bytes each"
    else:
        why = f"one pass of {tokens:,} tokens through the widest layer"
    return _part(ACTIVATION, likely * 0.7, likely, likely * 1.4 + 0.1 * GIB, why)


def expert_workspace(architecture: ModelArchitecture, options: ServingOptions, chosen: Settings) -> Part:
    """Two scratch tensors of the fused experts, kept once allocated (fused_moe/experts/triton_moe.py)."""
    experts = architecture.experts
    assert experts is not None
    local = (
        experts.intermediate if options.enable_expert_parallel else experts.intermediate // options.tensor_parallel_size
    )
    rows = chosen.max_num_batched_tokens * experts.active
    size = 2 * rows * (max(local, architecture.hidden_size) + max(2 * local, architecture.hidden_size))
    why = f"{rows:,} token-expert pairs, two scratch tensors"
    return _part("expert workspace", size * 0.5, size, size * 1.5, why)


def latent_workspace(architecture: ModelArchitecture, chosen: Settings, tp: int) -> Part:
    """The context up-projection of latent attention at its worst (mla_attention.py)."""
    rows = min(max(8 * chosen.max_model_len, 64 * chosen.max_num_seqs), 65536)
    size = rows * architecture.num_attention_heads / tp * 256 * 2
    return _part(LATENT_WORKSPACE, size * 0.5, size, size * 1.1, f"{rows:,} rows expanded to full heads")


def encoder(chosen: Settings) -> Part:
    """Images and video in the profile run: 0.3 to 2 GiB in logs, by the largest image the processor allows."""
    likely = 0.35 * GIB * max(1.0, (chosen.max_num_batched_tokens / 2048) ** 0.5)
    return _part(ENCODER, likely * 0.3, likely, likely * 4, "the largest images of one batch")


def graphs(architecture: ModelArchitecture, chosen: Settings, release: Release, tp: int) -> Part:
    """CUDA graphs: two sets, captured for batch sizes 1, 2, 4, 8, 16, 24 … up to twice max_num_seqs, at most 512
    (config/vllm.py). Each graph keeps a few MiB; the sizes share the pool of the largest. Logs: 0.1 GiB for a handful
    of sizes, 0.8 to 1.1 on an H100 with 51 and 51, 0.2 to 0.8 on 24 and 32 GB cards."""
    largest = min(2 * chosen.max_num_seqs, 512, max(chosen.max_num_batched_tokens, 1))
    piecewise = 3 + min(largest, 256) // 8 + max(0, largest - 256) // 16
    full = 3 + min(chosen.max_num_seqs, largest, 256) // 8 + max(0, min(chosen.max_num_seqs, largest) - 256) // 16
    pool = largest * 2 * (2 * architecture.hidden_size + 3 * architecture.intermediate_size / tp)
    likely = 0.10 * GIB + piecewise * 0.004 * GIB + full * 0.002 * GIB + pool
    if chosen.max_num_seqs > 256:
        likely += 0.35 * GIB
    why = f"{piecewise} partial and {full} whole graphs for up to {largest} tokens"
    return _part(GRAPHS, likely * 0.3, likely, likely * 2.2, why)


def unprofiled(architecture: ModelArchitecture, chosen: Settings, gpu: Gpu) -> Part:
    """Taken after the budget is dealt out: block tables, and FlashInfer's 394 MiB workspace where it is the backend
    (v1/worker/gpu/block_table.py, envs.py)."""
    tables = 8 * chosen.max_num_seqs * -(-chosen.max_model_len // 16)
    flashinfer = 394 * MIB if gpu.compute_capability[0] == 10 else 0
    likely = tables + flashinfer
    return _part(
        "after the start", likely, likely + 50 * MIB, likely + 450 * MIB, "block tables and attention workspaces"
    )
