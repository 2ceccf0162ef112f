# SPDX-License-Identifier: Apache-2.0
"""Everything on a card beside weights and KV cache, part by part, each with its range and reason.

Sources: vLLM 0.33.0 (files named below) and start-up logs in public reports, by release; see each part.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rigwise.core.hardware.rig import Gpu, LinkKind, Rig
from rigwise.core.memory.defaults import Settings, first_engine
from rigwise.core.memory.deployment import ServingOptions
from rigwise.core.memory.releases import ALL_OPTIONS, Release
from rigwise.core.memory.result import Part
from rigwise.core.memory.speculation import NONE, Speculation
from rigwise.core.memory.weights import StageWeights
from rigwise.core.models.architecture import Encoder, LatentCache, Layer, ModelArchitecture, PooledKeys
from rigwise.core.units import GIB, MIB
from rigwise.core.words import mark, phrase

# the parts that a start's log tells apart (core/memory/measured.py)
ACTIVATION = mark("overhead", "activation peak")
LATENT_WORKSPACE = mark("overhead", "latent attention workspace")
ENCODER = mark("overhead", "vision encoder")
GRAPHS = mark("overhead", "CUDA graphs")
SHARED = mark("overhead", "host memory of its processes")
# taken before the budget begins; some releases charge them to it all the same
CONTEXT = mark("overhead", "CUDA context")
COMMUNICATION = mark("overhead", "communication")
BEFORE_BUDGET = (CONTEXT, COMMUNICATION)
# gone again when the profile run is over
PASSING = (ACTIVATION, ENCODER, LATENT_WORKSPACE, GRAPHS)


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
    stage: StageWeights,
    *,
    first_stage: bool = True,
    last_stage: bool = True,
    quantized: bool = False,
    fp4: bool = False,
    speculation: Speculation = NONE,
) -> Overhead:
    """The parts on one rank of a pipeline stage. quantized: its checkpoint is; fp4: its matrices run in the card's own
    4-bit float kernels."""
    tp, layers = options.tensor_parallel_size, stage.layers[1] - stage.layers[0]
    budget = [modules(rig, tp, options.pipeline_parallel_size, gpu, release, fp4), slack(stage, release), shared(gpu)]
    newer = release.runs_newer(architecture, quantized)
    outside: list[Part] = []
    first = [context(gpu), communication(rig, tp, options.pipeline_parallel_size)]
    (budget if release.charges_card(gpu.compute_capability) else outside).extend(first)
    if last_stage and newer:
        # what is allocated before the weights is charged only where the drop of free memory counts
        state = outside if release.loader.counted else budget
        state.append(sampler_state(architecture, chosen, speculation.tokens))
        if speculation.draft is not None:
            state.append(drafting(architecture, speculation.draft.architecture, chosen, speculation))
    rows = sampled_rows(architecture, chosen, first_engine(gpu, release))
    peak = activation(architecture, chosen, tp, release, rows if last_stage else 0, newer)
    experts = None if architecture.experts is None else expert_workspace(architecture, options, chosen)
    if experts is not None and not release.workspace_kept:
        peak = _widest(peak, experts)
    budget.append(peak)
    if experts is not None and release.workspace_kept:
        budget.append(experts)
    scratch = experts.likely if experts is not None and release.workspace_kept else 0
    latent = next((layer for layer in architecture.layers if isinstance(layer.cache, LatentCache)), None)
    if latent is not None:
        budget.append(latent_workspace(architecture, latent, chosen, tp, release, scratch))
    if architecture.encoder is not None and first_stage:
        budget.append(encoder(architecture, architecture.encoder, chosen, tp, release, peak.likely + scratch))
    if not options.enforce_eager:
        drafted = len(speculation.caches) if last_stage else 0
        part = graphs(architecture, chosen, release, tp, layers + drafted, 1 + speculation.tokens)
        (budget if release.graphs_in_budget else outside).append(part)
    later = 0
    if newer and last_stage:
        later = rows * (ALL_OPTIONS[1] - release.newer_sampler_bytes[1])
        later += max(0, verified_rows(chosen, speculation.tokens) - rows) * ALL_OPTIONS[1]
    outside.append(unprofiled(architecture, chosen, gpu, later * architecture.vocab_size))
    return Overhead(tuple(part for part in budget if part.high), tuple(part for part in outside if part.high))


def _part(name: str, low: float, likely: float, high: float, why: str) -> Part:
    return Part(name, round(low), round(likely), round(high), why)


def _widest(peak: Part, other: Part) -> Part:
    """Two transient parts that do not meet: the larger counts."""
    likely = max(peak, other, key=lambda part: part.likely)
    return Part(peak.name, max(peak.low, other.low), likely.likely, max(peak.high, other.high), likely.why)


def context(gpu: Gpu) -> Part:
    """CUDA context and cuBLAS handles, before the budget begins (gpu_worker.py init_device). Typical by architecture:
    0.51 GiB on H100, 0.41 on A100, about 0.4 on a 24 GB Ada card, from free memory at start in logs."""
    major, minor = gpu.compute_capability
    likely = {7: 0.33, 8: 0.40 if minor == 9 else 0.35, 9: 0.51}.get(major, 0.55)
    return _part(
        CONTEXT,
        likely * 0.75 * GIB,
        likely * GIB,
        likely * 1.4 * GIB,
        phrase("overhead", "driver state and libraries of one process"),
    )


def communication(rig: Rig, tp: int, pp: int) -> Part:
    """NCCL and all-reduce buffers, taken before the budget: 1.0 GiB with NVLink (H100: 1.53 GiB in use at TP 2 against
    0.51 at TP 1), less over PCIe, 0.4 in a pipeline."""
    if tp * pp == 1:
        return Part(COMMUNICATION, 0, 0, 0, "")
    if tp == 1:
        return _part(
            COMMUNICATION, 0.1 * GIB, 0.3 * GIB, 0.5 * GIB, phrase("overhead", "NCCL channels between pipeline stages")
        )
    nvlink = any(link.kind is LinkKind.NVLINK for link in rig.links)
    likely = 1.0 if nvlink else 0.25
    why = (
        phrase("overhead", "NCCL channels and all-reduce buffers over NVLink")
        if nvlink
        else phrase("overhead", "NCCL channels and all-reduce buffers over PCIe")
    )
    return _part(COMMUNICATION, likely * 0.5 * GIB, likely * GIB, likely * 1.5 * GIB, why)


def modules(rig: Rig, tp: int, pp: int, gpu: Gpu, release: Release, fp4: bool = False) -> Part:
    """Memory outside torch that the profile run adds: kernels, workspaces, and NCCL's buffers for reductions in the
    switch (NVLS), 1.8 GiB a card. Those come with more than two cards, from 0.12's NCCL on with two: on H100s 0.54 GiB
    at TP 2 and about 2.0 at TP 4 before, 2.07 and 2.13 in 0.19. Over PCIe little (2 x 4090: 0.25). The 4-bit float
    kernels of Blackwell cards are large: 0.95 GiB on B200 at TP 4, 0.2 to 0.3 more than other formats on a 5090."""
    base = 0.07 * GIB if pp > 1 and tp == 1 else float(release.modules)
    base += 0.3 * GIB if fp4 and gpu.compute_capability[0] >= 10 else 0.0
    in_switch = gpu.compute_capability[0] in (9, 10)
    nvlink = in_switch or any(link.kind is LinkKind.NVLINK for link in rig.links)
    large = in_switch and (tp > 2 or release.switch_reduces_pairs) and not release.small_switch_buffers
    extra = (1.8 if large else 0.4) * GIB if tp > 1 and nvlink else 0.0
    likely = base + extra
    return _part(
        mark("overhead", "kernels and libraries"),
        likely * 0.5,
        likely,
        likely * 1.6,
        phrase("overhead", "loaded GPU code, cuBLAS and all-reduce workspaces"),
    )


def shared(gpu: Gpu) -> Part:
    """On a card that shares the machine's memory, free memory is the machine's (utils/mem_utils.py), so what the
    processes take on the host while they load and compile is charged as well. Beyond the parts that any card has,
    nine starts of 0.13 to 0.27 on GB10 with ordinary batches lost 1.7 to 6.5 GiB, 3.1 in the middle."""
    if not gpu.integrated:
        return Part(SHARED, 0, 0, 0, "")
    why = phrase("overhead", "what vLLM's processes take on the host, in the same memory")
    return _part(SHARED, 1.7 * GIB, 3.1 * GIB, 6.5 * GIB, why)


def slack(stage: StageWeights, release: Release) -> Part:
    """What the matrix libraries' workspaces and torch's segments take beyond tensors. Releases that count the drop of
    free memory charge what loading kept as well (core/memory/loading.py), and rests of segments of 20 MiB."""
    kept = 0 if stage.kept_counted else stage.kept
    likely = 50 * MIB + kept
    high = likely + (likely if stage.kept_counted else stage.total * 0.01)
    return _part(
        mark("overhead", "allocator slack"),
        likely * 0.3,
        likely,
        high,
        phrase("overhead", "library workspaces, and segments that tensors do not fill"),
    )


@lru_cache(maxsize=256)
def _chosen_tokens(architecture: ModelArchitecture) -> int:
    """Tokens that a token of a batch may attend to, over the layers that keep a buffer for the choice
    (models/qwen4_exp/nvidia/qsa.py topk_indices_buffer)."""
    kept = (layer.beside for layer in architecture.layers)
    return sum(keys.chosen + keys.pool for keys in kept if isinstance(keys, PooledKeys))


def sampler_state(architecture: ModelArchitecture, chosen: Settings, proposed: int = 0) -> Part:
    """Penalty counts (4 bytes) and two bitmasks (1/8 byte each) a sequence and vocabulary entry; one of these for every
    token that speculation proposes besides (v1/worker/gpu/structured_outputs.py)."""
    size = chosen.max_num_seqs * architecture.vocab_size * (4.25 + proposed / 8)
    size += chosen.max_num_batched_tokens * 13
    if architecture.multimodal:
        size += chosen.max_num_batched_tokens * architecture.hidden_size * 2
    size += chosen.max_num_batched_tokens * _chosen_tokens(architecture) * 4
    why = phrase("overhead", "{sequences:,} sequences x {vocabulary:,} vocabulary entries x {each:g} bytes").format(
        sequences=chosen.max_num_seqs, vocabulary=architecture.vocab_size, each=4.25 + proposed / 8
    )
    return _part(mark("overhead", "sampler and input buffers"), size, size, size * 1.05, why)


def sampled_rows(architecture: ModelArchitecture, chosen: Settings, first: bool) -> int:
    """Requests of the profile run. The first engine gives each the largest image and takes no more than fit, one at
    least (worker/model_runner.py profile_run: "Computed max_num_seqs (min(256, 8192 // 53248)) to be less than 1")."""
    rows = min(chosen.max_num_seqs, chosen.max_num_batched_tokens)
    if first and architecture.encoder is not None and architecture.encoder.largest_item:
        rows = max(1, min(rows, chosen.max_num_batched_tokens // architecture.encoder.largest_item))
    return rows


def verified_rows(chosen: Settings, proposed: int) -> int:
    """Rows that the warm-up samples to verify what speculation proposes: the profile run has one a request
    (v1/worker/gpu/warmup.py _warmup_kernels, 0.33.0)."""
    return min(chosen.max_num_seqs, chosen.max_num_batched_tokens // (proposed + 2)) * (proposed + 1)


def drafting(model: ModelArchitecture, draft: ModelArchitecture, chosen: Settings, speculation: Speculation) -> Part:
    """What proposing keeps: input buffers, and the states or embeddings that are handed on, for a whole batch; logits
    where they are sampled from (v1/worker/gpu/spec_decode/speculator.py, target_dependent_ar/speculator.py)."""
    rows = 2 if model.multimodal else 1
    size = chosen.max_num_batched_tokens * (13 + rows * draft.hidden_size * 2)
    if speculation.logits:
        size += chosen.max_num_seqs * speculation.tokens * draft.vocab_size * 2
    why: str = phrase("overhead", "batches of {tokens:,} tokens handed on to the draft")
    why = why.format(tokens=chosen.max_num_batched_tokens)
    return _part(mark("overhead", "draft's buffers"), size, size, size * 1.05, why)


def activation(
    architecture: ModelArchitecture, chosen: Settings, tp: int, release: Release, rows: int, newer: bool
) -> Part:
    """The peak of the profile run: one forward pass of max_num_batched_tokens, or sampling so many rows (0: a stage
    that is not the last)."""
    tokens, hidden = chosen.max_num_batched_tokens, architecture.hidden_size
    width = 3 * architecture.intermediate_size / tp
    heads = (2 * architecture.num_attention_heads + 2 * architecture.num_kv_heads) * architecture.head_dim / tp
    if architecture.experts is not None:
        width = min(width, 3 * architecture.experts.intermediate * architecture.experts.active / tp)
    forward = tokens * 2 * (2 * hidden + max(width, heads))
    least, each, most = release.newer_sampler_bytes if newer else release.sampler_bytes
    hidden_states = tokens * hidden * 4
    low, sample, high = (
        (rows * architecture.vocab_size * size + hidden_states if rows else 0) for size in (least, each, most)
    )
    if sample > forward:
        why = phrase("overhead", "sampling {rows:,} rows of {vocabulary:,} entries, {each} bytes each").format(
            rows=rows, vocabulary=architecture.vocab_size, each=each
        )
    else:
        why = phrase("overhead", "one pass of {tokens:,} tokens through the widest layer").format(tokens=tokens)
    return _part(
        ACTIVATION,
        max(forward * 0.7, low * 0.9),
        max(forward, sample),
        max(forward * 1.4, high * 1.1) + 0.1 * GIB,
        why,
    )


def expert_workspace(architecture: ModelArchitecture, options: ServingOptions, chosen: Settings) -> Part:
    """Two scratch tensors of the fused experts, kept once allocated (fused_moe/experts/triton_moe.py)."""
    experts = architecture.experts
    assert experts is not None
    local = (
        experts.intermediate if options.enable_expert_parallel else experts.intermediate // options.tensor_parallel_size
    )
    rows = chosen.max_num_batched_tokens * experts.active
    size = 2 * rows * (max(local, architecture.hidden_size) + max(2 * local, architecture.hidden_size))
    why = phrase("overhead", "{rows:,} token-expert pairs, two scratch tensors").format(rows=rows)
    return _part(mark("overhead", "expert workspace"), size * 0.5, size, size * 1.5, why)


def latent_workspace(
    architecture: ModelArchitecture, latent: Layer, chosen: Settings, tp: int, release: Release, beside: int
) -> Part:
    """Latent attention: the context's up-projection at its worst (mla_attention.py). Sparse: a buffer that prompts'
    latents are gathered in, of several times max_model_len (flashmla_sparse.py), in the same scratch memory as the
    experts' (beside: its bytes). GLM-5.2 with 819,200 tokens logged a peak of 6.31 GiB, 4.4 of them this."""
    cache = latent.cache
    assert isinstance(cache, LatentCache)
    if cache.sparse:
        short = chosen.max_model_len <= release.sparse_workspace_full_until
        rows = (5 if short else 2) * chosen.max_model_len if release.sparse_workspace_full_until else 0
        size: float = max(0, rows * (cache.kv_lora_rank + cache.rope_dim) * 2 - beside)
        why = phrase("overhead", "{rows:,} latents gathered for prompts, beyond the experts' scratch memory").format(
            rows=rows
        )
        return _part(LATENT_WORKSPACE, size * 0.9, size, size, why)
    rows = min(max(8 * chosen.max_model_len, 64 * chosen.max_num_seqs), 65536)
    expanded = next((weight.shape[0] for weight in latent.weights if weight.name.endswith("kv_b_proj")), 0)
    size = rows * expanded / tp * 2
    return _part(
        LATENT_WORKSPACE,
        size * 0.5,
        size,
        size * 1.1,
        phrase("overhead", "{rows:,} rows expanded to full heads").format(rows=rows),
    )


def encoder(
    architecture: ModelArchitecture, tower: Encoder, chosen: Settings, tp: int, release: Release, beside: int
) -> Part:
    """Images in the profile run: as many as fill the batch, the largest one at least (multimodal/encoder_budget.py).

    A layer's widest matrix sets the peak, in and out twice over in 16 bit; pixels and results stay while the language
    model runs. beside: bytes of that run, which come after the encoder's and do not add to it. Logs of 0.19 come to
    this within 0.1 GiB: Gemma 3 27B 3.99 GiB with the sampler's 3.67, Mistral Small 2.03 with 1.91; Qwen3.6 on a 5090
    takes 1.56 GiB more with a tower (0.83) and its images than without. Fewer or no images by flag: less.

    Where features of inner layers go along, results are as many times wider, and the model keeps a buffer of the
    batch's size for each (qwen3_vl.py deepstack_input_embeds, counted by "Model loading took", not a parameter)."""
    tokens = max(chosen.max_num_batched_tokens, tower.largest_item)
    patches = tokens * tower.patches_per_token
    room = max(tokens, release.deep_video_tokens if tower.deep else 0)
    buffers = chosen.max_num_batched_tokens * tower.deep
    results = (room * (1 + tower.deep) + buffers) * architecture.hidden_size * 2
    kept = patches * tower.pixels * 2 + results
    pass_ = patches * 4 * (tower.widest[0] / tp + tower.widest[1])
    likely = kept + max(0, pass_ - beside)
    why = phrase(
        "overhead",
        "images of {tokens:,} tokens, {patches:,} patches: pixels, results, and what a layer needs beyond the peak",
    ).format(tokens=tokens, patches=patches)
    return _part(ENCODER, 0, likely, kept + pass_ * 1.3, why)


def largest_graph(chosen: Settings, queries: int = 1) -> int:
    """Tokens of the largest CUDA graph (config/vllm.py _set_cudagraph_sizes). queries: tokens of a sequence in one
    decoding step."""
    return min(2 * chosen.max_num_seqs * queries, 512, max(chosen.max_num_batched_tokens, 1))


def graphs(
    architecture: ModelArchitecture, chosen: Settings, release: Release, tp: int, layers: int, queries: int = 1
) -> Part:
    """CUDA graphs: captured for batch sizes 1, 2, 4, 8, 16, 24 … up to twice max_num_seqs, at most 512
    (config/vllm.py), in pieces between the attention layers and whole. A piece keeps about 0.25 MiB, a layer of a whole
    graph 0.1; the sizes share the pool of the largest. Logs: 0.5 GiB for 28 layers and 67 sizes in pieces on an A100,
    1.1 for 64; on an H100 with 51 and 51 sizes 0.51 for 8 layers, 0.91 for 32, 1.61 for 80. With experts the first
    capture brings kernels and workspaces of its own: 0.39 GiB for 3 sizes, 0.74 for 35, 0.93 for 51 on Blackwell, up to
    5 on larger rigs; unified memory reports anything from -0.9 to 1 GiB. queries: tokens of a sequence in one decoding
    step, more than one where speculation proposes some."""
    largest = largest_graph(chosen, queries)
    step = 8 if release.graphs_by_eight else 16
    piecewise = 3 + min(largest, 256) // 8 + max(0, largest - 256) // step
    whole = min(chosen.max_num_seqs * queries, largest)
    full = 0 if release.graphs_by_eight else 3 + min(whole, 256) // 8 + max(0, whole - 256) // 16
    base = 0.35 if architecture.experts is not None or chosen.max_num_seqs > 256 else 0.05
    likely = base * GIB + layers * (piecewise * 0.25 + full * 0.1) * MIB
    why = phrase(
        "overhead",
        "{piecewise} graphs in pieces and {full} whole ones for up to {largest} tokens, {layers} layers each",
    ).format(piecewise=piecewise, full=full, largest=largest, layers=layers)
    high = likely * 2.2 + (1.0 * GIB if architecture.experts is not None else 0)
    # the pool may come out of memory that torch holds already: starts of 0.11 logged from -0.9 to 0.1 GiB
    low = likely * 0.3 if release.graphs_in_budget else 0.0
    return _part(GRAPHS, low, likely, high, why)


def unprofiled(architecture: ModelArchitecture, chosen: Settings, gpu: Gpu, sampling: int) -> Part:
    """Taken after the budget is dealt out: block tables, FlashInfer's 394 MiB workspace where it is the backend
    (v1/worker/gpu/block_table.py, envs.py), and what the sampler's warm-up needs beyond the profile run (bytes)."""
    tables = 8 * chosen.max_num_seqs * -(-chosen.max_model_len // 16)
    flashinfer = 394 * MIB if gpu.compute_capability[0] == 10 else 0
    likely = tables + flashinfer + sampling
    return _part(
        mark("overhead", "after the start"),
        likely,
        likely + 50 * MIB,
        likely + 450 * MIB,
        phrase("overhead", "block tables and attention workspaces"),
    )
