# SPDX-License-Identifier: Apache-2.0
"""Everything on a card beside weights and KV cache, part by part, each with its range and reason.

Sources: vLLM 0.33.0 (files named below) and start-up logs in public reports, by release; see each part.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rigwise.core.hardware.rig import Gpu, LinkKind, Rig
from rigwise.core.memory.defaults import Settings
from rigwise.core.memory.deployment import ServingOptions
from rigwise.core.memory.latents import latent_layer
from rigwise.core.memory.releases import ALL_OPTIONS, Release
from rigwise.core.memory.result import Part
from rigwise.core.memory.speculation import NONE, Speculation
from rigwise.core.memory.weights import StageWeights
from rigwise.core.models.architecture import (
    Encoder,
    LatentCache,
    Layer,
    ModelArchitecture,
    PooledKeys,
    Quantizable,
    Shard,
    StateCache,
)
from rigwise.core.models.quantization import FP8_TENSOR, INT8_CHANNEL, MXFP4, MXFP8, NVFP4
from rigwise.core.units import GIB, MIB
from rigwise.core.words import mark, phrase

# the parts that a start's log tells apart (core/memory/measured.py)
ACTIVATION = mark("overhead", "activation peak")
LATENT_WORKSPACE = mark("overhead", "latent attention workspace")
ENCODER = mark("overhead", "vision encoder")
GRAPHS = mark("overhead", "CUDA graphs")
SHARED = mark("overhead", "host memory of its processes")
COMPILING = mark("overhead", "first compilation")
# taken before the budget begins; some releases charge them to it all the same
CONTEXT = mark("overhead", "CUDA context")
COMMUNICATION = mark("overhead", "communication")
BEFORE_BUDGET = (CONTEXT, COMMUNICATION)
# gone again when the profile run is over
PASSING = (ACTIVATION, ENCODER, LATENT_WORKSPACE, GRAPHS, COMPILING)


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
    formats: frozenset[str] = frozenset(),
    speculation: Speculation = NONE,
) -> Overhead:
    """The parts on one rank of a pipeline stage. quantized: its checkpoint is; formats: names of those of its linear
    layers and experts."""
    tp = options.tensor_parallel_size
    budget = [
        modules(rig, tp, options.pipeline_parallel_size, gpu, release, NVFP4.name in formats),
        slack(stage, release),
        shared(gpu),
    ]
    newer = release.runs_newer(architecture, quantized)
    outside: list[Part] = []
    charged = release.charges_card(gpu.compute_capability)
    (budget if charged else outside).append(context(gpu))
    talk = communication(rig, tp, options.pipeline_parallel_size)
    (budget if charged or release.communication_charged else outside).append(talk)
    if last_stage and newer:
        # what is allocated before the weights is charged only where the drop of free memory counts
        state = outside if release.loader.counted else budget
        state.append(sampler_state(architecture, chosen, speculation.tokens))
        if speculation.draft is not None:
            state.append(drafting(architecture, speculation.draft.architecture, chosen, speculation))
    rows = sampled_rows(architecture, chosen, release.first_engine(gpu.compute_capability))
    latent = latent_layer(architecture)
    expanded = expanded_context(latent, chosen, tp) if latent is not None else 0
    eight_bit = any(inputs_in_eight_bits(name, gpu.compute_capability) for name in formats)
    handed = handed_on(architecture, chosen) if options.pipeline_parallel_size > 1 else 0
    forward = forward_pass(architecture, chosen, tp, eight_bit) + expanded + handed
    samples = sampling(architecture, chosen, release, rows if last_stage else 0, newer, gpu)
    peak = activation(architecture, chosen, forward, samples, handed, rows)
    experts = None if architecture.experts is None else expert_workspace(architecture, options, chosen)
    kept = release.workspace_kept and not scratch_of_their_own(formats, gpu, release)
    if experts is not None and not kept:
        peak = _widest(peak, experts)
    budget.append(peak)
    if experts is not None and kept:
        budget.append(experts)
    scratch = experts.likely if experts is not None and kept else 0
    if latent is not None:
        budget.append(gathered_latents(latent, chosen, release, scratch))
    if architecture.encoder is not None and first_stage:
        budget.append(encoder(architecture, architecture.encoder, chosen, tp, release, peak.likely + scratch))
    if release.compiles_alone and not options.enforce_eager:
        table = table_of_words(architecture, stage) if first_stage else 0
        budget.append(compiling(architecture, chosen, table, peak.likely, release.compiling_charged, tp))
    if not options.enforce_eager:
        drafted = len(speculation.caches) if last_stage else 0
        kernels = graph_kernels(architecture, *stage.layers) + drafted * LAYER_KERNELS
        part = graphs(architecture, chosen, release, tp, kernels, gpu, 1 + speculation.tokens)
        estimated = release.graphs_in_budget and (release.newer_tries_graphs or not newer)
        (budget if estimated else outside).append(part)
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
    """NCCL and all-reduce buffers: 1.0 GiB with NVLink (H100: 1.53 GiB in use at TP 2 against 0.51 at TP 1), 0.15 to 0.2
    over PCIe (with the kernels 0.25 on 2 x 4090, 0.20 on 4 x 2080 Ti), 0.4 in a pipeline."""
    if tp * pp == 1:
        return Part(COMMUNICATION, 0, 0, 0, "")
    if tp == 1:
        return _part(
            COMMUNICATION, 0.1 * GIB, 0.3 * GIB, 0.5 * GIB, phrase("overhead", "NCCL channels between pipeline stages")
        )
    nvlink = any(link.kind is LinkKind.NVLINK for link in rig.links)
    likely = 1.0 if nvlink else 0.16
    why = (
        phrase("overhead", "NCCL channels and all-reduce buffers over NVLink")
        if nvlink
        else phrase("overhead", "NCCL channels and all-reduce buffers over PCIe")
    )
    return _part(COMMUNICATION, likely * 0.5 * GIB, likely * GIB, likely * 1.5 * GIB, why)


def modules(rig: Rig, tp: int, pp: int, gpu: Gpu, release: Release, fp4: bool = False) -> Part:
    """Memory outside torch that the profile run adds: kernels, workspaces, and NCCL's buffers for reductions in the
    switch (NVLS).

    One card: 0.13 GiB on an H100 to 0.17 and 0.25 from 0.18 on; 0.12 on a 5090, 0.02 on an RTX 4080 and a 4090, 0.05 on a
    T4 and an A10, 0.08 on an L40. The switch's buffers, 1.8 GiB a card, come with 0.12's NCCL: 2.06 to 2.11 GiB at TP 2 and
    2.13 to 2.21 at TP 4 in fifteen starts of 0.19 on H100s (0.24 to 0.27 at TP 1). Before, with what communication takes,
    2.07 on four H100s and 2.10 on eight A100s, 1.54 on two; without it 0.54 on two H100s. The 4-bit float kernels of
    Blackwell cards are large: 0.95 GiB on B200 at TP 4, 0.2 to 0.3 more than other formats on a 5090."""
    graphics = gpu.compute_capability in ((7, 5), (8, 6), (8, 9))
    base = 0.07 * GIB if pp > 1 and tp == 1 else float(release.graphics_modules if graphics else release.modules)
    base += 0.3 * GIB if fp4 and gpu.compute_capability[0] >= 10 else 0.0
    in_switch = gpu.compute_capability[0] in (9, 10)
    nvlink = in_switch or any(link.kind is LinkKind.NVLINK for link in rig.links)
    extra = 0.0
    if tp > 1 and nvlink:
        large = in_switch and release.switch_reduces_pairs and not release.small_switch_buffers
        extra = (1.92 if tp > 2 else 1.83) if large else 1.0 if tp > 2 and not release.switch_reduces_pairs else 0.4
    extra *= GIB
    # Granite's kernels took 0.46 GiB on the H100s where others' took 0.24 to 0.27; the switch's buffers scatter less
    return _part(
        mark("overhead", "kernels and libraries"),
        base * 0.4 + extra * 0.5,
        base + extra,
        base * 2.2 + extra * 1.5,
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


# multiprocessors: of the fewest and the most among all cards (RTX 4060, RTX PRO 6000 Blackwell), and of a card in the
# middle of each generation (RTX 2080, RTX A6000, H100, B200, RTX 5080)
MULTIPROCESSORS = (24, 188)
TYPICAL_MULTIPROCESSORS = {7: 46, 8: 84, 9: 132, 10: 148, 12: 84}


def scratch_of_their_own(formats: frozenset[str], gpu: Gpu, release: Release) -> bool:
    """Whether experts run in one function that takes its scratch memory and gives it back: MXFP4 in Triton, and NVFP4 in
    FlashInfer (experts/gpt_oss_triton_kernels_moe.py; flashinfer_cutlass_moe.py workspace_shapes)."""
    generation = gpu.compute_capability[0]
    in_triton = MXFP4.name in formats and generation == 9 and release.loader.triton_experts
    return in_triton or (NVFP4.name in formats and generation >= 10)


def inputs_in_eight_bits(form: str, capability: tuple[int, int]) -> bool:
    """Whether matrices of this format take their inputs in 8 bit on such a card; FP8 before Ada is of the weights alone
    (Marlin)."""
    return form == INT8_CHANNEL.name or (form.startswith((FP8_TENSOR.name, MXFP8.name)) and capability >= (8, 9))


def handed_on(architecture: ModelArchitecture, chosen: Settings) -> int:
    """Hidden states and residuals that the stages of a pipeline hand on (make_empty_intermediate_tensors): with 8,192
    tokens of Llama 3.1 8B the first stage logged a peak of 1.05 to 1.10 GiB, where nothing is sampled."""
    return chosen.max_num_batched_tokens * architecture.dtype_bytes * 2 * architecture.hidden_size


def forward_pass(architecture: ModelArchitecture, chosen: Settings, tp: int, eight_bit: bool) -> int:
    """Bytes of a pass of max_num_batched_tokens at its widest: residuals, hidden states and their norm, with the MLP's
    two halves and their product, or queries, keys, values and the output. eight_bit: inputs of matrices are there once
    more in 8 bit (Mistral Small in INT8 logged 2.18 GiB, in 16 bit 2.03)."""
    tokens, element = chosen.max_num_batched_tokens, architecture.dtype_bytes
    width = 3 * architecture.intermediate_size / tp
    heads = (2 * architecture.num_attention_heads + 2 * architecture.num_kv_heads) * architecture.head_dim / tp
    if architecture.experts is not None:
        width = min(width, 3 * architecture.experts.intermediate * architecture.experts.active / tp)
    more = (architecture.hidden_size + width / 3) * eight_bit
    return round(tokens * (element * (3 * architecture.hidden_size + max(width, heads)) + more))


def sampling(
    architecture: ModelArchitecture, chosen: Settings, release: Release, rows: int, newer: bool, gpu: Gpu
) -> tuple[int, int, int]:
    """Bytes that sampling so many rows (0: a stage that is not the last) takes, with the batch's hidden states: (low,
    likely, high). Logits are in the model's type; where Triton filters them, every multiprocessor has a float32 row
    besides (v1/sample/ops/topk_topp_triton.py)."""
    if not rows:
        return 0, 0, 0
    hidden_states = chosen.max_num_batched_tokens * architecture.hidden_size * architecture.dtype_bytes
    sizes = release.newer_sampler_bytes if newer else release.sampler_bytes
    programs = (0, 0, 0)
    if release.filters_in_place and not newer:
        typical = TYPICAL_MULTIPROCESSORS.get(gpu.compute_capability[0], 84)
        programs = (MULTIPROCESSORS[0], typical, MULTIPROCESSORS[1])
    low, likely, high = (
        architecture.vocab_size * (rows * (size + architecture.dtype_bytes - 2) + 4 * min(rows, count)) + hidden_states
        for size, count in zip(sizes, programs, strict=True)
    )
    return low, likely, high


def activation(
    architecture: ModelArchitecture,
    chosen: Settings,
    forward: int,
    samples: tuple[int, int, int],
    handed: int,
    rows: int,
) -> Part:
    """The peak of the profile run: one forward pass (bytes, of which what is handed on lasts), or sampling."""
    low, sample, high = (size + handed for size in samples)
    if sample > forward:
        each = round(samples[1] / (rows * architecture.vocab_size))
        why = phrase("overhead", "sampling {rows:,} rows of {vocabulary:,} entries, {each} bytes each").format(
            rows=rows, vocabulary=architecture.vocab_size, each=each
        )
    else:
        why = phrase("overhead", "one pass of {tokens:,} tokens through the widest layer").format(
            tokens=chosen.max_num_batched_tokens
        )
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


def expanded_context(latent: Layer, chosen: Settings, tp: int) -> int:
    """Bytes of the context's up-projection at its worst, within the profiled pass (mla_attention.py): DeepSeek V2 Lite
    logged a peak of 1.93 GiB at TP 1 of 0.19, 1.88 of them sampling and the experts' scratch memory, 0.5 this."""
    assert isinstance(latent.cache, LatentCache)
    if latent.cache.sparse:
        return 0
    rows = min(max(8 * chosen.max_model_len, 64 * chosen.max_num_seqs), 65536)
    heads = next((weight.shape[0] for weight in latent.weights if weight.name.endswith("kv_b_proj")), 0)
    return round(rows * heads / tp * 2)


def gathered_latents(latent: Layer, chosen: Settings, release: Release, beside: int) -> Part:
    """Sparse latent attention: a buffer that prompts' latents are gathered in, of several times max_model_len
    (flashmla_sparse.py), in the same scratch memory as the experts' (beside: its bytes). GLM-5.2 with 819,200 tokens
    logged a peak of 6.31 GiB, 4.4 of them this."""
    cache = latent.cache
    assert isinstance(cache, LatentCache)
    short = chosen.max_model_len <= release.sparse_workspace_full_until
    rows = (5 if short else 2) * chosen.max_model_len if release.sparse_workspace_full_until and cache.sparse else 0
    size: float = max(0, rows * (cache.kv_lora_rank + cache.rope_dim) * 2 - beside)
    why = phrase("overhead", "{rows:,} latents gathered for prompts, beyond the experts' scratch memory").format(
        rows=rows
    )
    return _part(LATENT_WORKSPACE, size * 0.9, size, size, why)


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


def largest_graph(
    architecture: ModelArchitecture, chosen: Settings, release: Release, gpu: Gpu, queries: int = 1
) -> int:
    """Tokens of the largest CUDA graph (config/vllm.py _set_cudagraph_sizes). queries: tokens of a sequence in one
    decoding step."""
    most = release.most_captured(architecture, chosen.max_num_seqs * queries, gpu.compute_capability)
    return min(most, max(chosen.max_num_batched_tokens, 1))


# Kernels of a layer as compiled, with the norm before it; Llama's: projection of queries, keys and values, rotation, the
# cache's update, attention and its reduction, the output's projection; the MLP's two matrices and their product
MIXER_KERNELS, MLP_KERNELS = 8, 3
LATENT_KERNELS = 12  # two projections each way, and attention's operands are put together (mla_attention.py)
INDEXER_KERNELS = 8  # of sparse latent attention: projections, rotation, quantization, scores, the choice
DELTA_KERNELS = 12  # two projections, their split, convolution, copies, gates, recurrence, gated norm (qwen3_next.py)
EXPERT_KERNELS = 8  # scores, choice, alignment in two, two grouped matrices, product, sum (fused_moe/fused_moe.py)
SHARED_KERNELS = 4
LAYER_KERNELS = MIXER_KERNELS + MLP_KERNELS
SPLITS = 32  # flash_attn_max_num_splits_for_cuda_graph (config/attention.py)


def _kernels(layer: Layer) -> int:
    """Kernels that a graph of the layer holds, about."""
    mixer = MIXER_KERNELS
    if isinstance(layer.cache, LatentCache):
        mixer = LATENT_KERNELS + INDEXER_KERNELS * layer.cache.sparse
    elif isinstance(layer.cache, StateCache) and layer.cache.kind.startswith(("gdn", "kda")):
        mixer = DELTA_KERNELS
    elif layer.cache is None and layer.kind in ("mlp", "moe"):
        mixer = 1  # its norm
    if any(weight.quantizable is Quantizable.EXPERTS for weight in layer.weights):
        shared = any("shared_expert" in weight.name for weight in layer.weights)
        return mixer + EXPERT_KERNELS + SHARED_KERNELS * shared
    alone = layer.cache is not None and all(
        len(weight.shape) == 1 or weight.name.startswith("mixer.") for weight in layer.weights
    )
    return mixer + MLP_KERNELS * (not alone)


@lru_cache(maxsize=256)
def graph_kernels(architecture: ModelArchitecture, begin: int, end: int) -> int:
    """Kernels of the layers of a stage."""
    return sum(_kernels(layer) for layer in architecture.layers[begin:end])


def split_buffer(architecture: ModelArchitecture, tokens: int, tp: int) -> int:
    """FlashAttention 3 captures a decoding step with its most splits: float32 results of each, until they are reduced
    (v1/attention/backends/flash_attn.py max_num_splits)."""
    latent = latent_layer(architecture)
    cache = latent.cache if latent is not None else None
    width = cache.kv_lora_rank if isinstance(cache, LatentCache) else architecture.head_dim
    return round(SPLITS * tokens * architecture.num_attention_heads / tp * width * 4)


def graphs(
    architecture: ModelArchitecture,
    chosen: Settings,
    release: Release,
    tp: int,
    kernels: int,
    gpu: Gpu,
    queries: int = 1,
) -> Part:
    """CUDA graphs: captured for batch sizes 1, 2, 4, 8, 16, 24 … up to twice max_num_seqs, at most 512 or what the model
    or card has instead (config/vllm.py), in pieces between the attention layers and whole. A graph keeps about 25 KiB a
    kernel in pieces and 10 whole; the sizes share the pool of the largest. On H100s with 51 and 51 sizes logs say 0.51 GiB
    for 8 layers, 0.91 for 32, 1.07 for 40, 1.61 for 80 on two cards, 1.57 for 27 of latent attention with experts;
    GLM-5.2's of 78 layers took 4.13 on B200. On Blackwell the first graph of experts brings kernels and workspaces of its
    own (0.39 GiB for 3 sizes). Unified memory reports anything from -0.9 to 1 GiB, and
    vLLM's own estimate (v1/worker/gpu_model_runner.py profile_cudagraph_memory) measures two sizes of each kind and
    multiplies: of sixty starts three were 0.8 to 0.9 GiB above what was taken. kernels: of the stage's layers; queries:
    tokens of a sequence in one decoding step, more than one where speculation proposes some."""
    largest = largest_graph(architecture, chosen, release, gpu, queries)
    step = 8 if release.graphs_by_eight else 16
    piecewise = 3 + min(largest, 256) // 8 + max(0, largest - 256) // step
    whole = min(chosen.max_num_seqs * queries, largest)
    full = 0 if release.graphs_by_eight else 3 + min(whole, 256) // 8 + max(0, whole - 256) // 16
    layers = kernels / LAYER_KERNELS
    splits = split_buffer(architecture, whole, tp) if full and gpu.compute_capability[0] == 9 else 0
    first = 0.35 if architecture.experts is not None and gpu.compute_capability[0] >= 10 else 0.05
    likely = first * GIB + splits + layers * (piecewise * 0.25 + full * 0.1) * MIB
    why = phrase(
        "overhead",
        "{piecewise} graphs in pieces and {full} whole ones for up to {largest} tokens, {kernels:,} kernels each",
    ).format(piecewise=piecewise, full=full, largest=largest, kernels=kernels)
    high = likely * 2.2 + (1.0 * GIB if architecture.experts is not None else 0)
    # the pool may come out of memory that torch holds already: starts of 0.11 logged from -0.9 to 0.1 GiB
    low = likely * 0.3 if release.graphs_in_budget else 0.0
    return _part(GRAPHS, low, likely, high, why)


def compiling(architecture: ModelArchitecture, chosen: Settings, table: int, peak: int, charged: bool, tp: int) -> Part:
    """What a configuration's first start charges beyond the peak of the pass itself: torch compiles within the profile
    run, and what it tries kernels on counts as activations; the next start finds the kernels and has the room back (vLLM
    issues 54122 and 54383, pull request 54209: open when 0.29 came).

    A piece of the graph compiled by itself has each kernel run on tensors of the shapes it takes
    (torch/_inductor/standalone_compile.py: triton.autotune_at_compile_time), so the one that looks words up on a table of
    its own and two results: just that stood in fourteen logs of 0.29 and 0.30, 0.28 GiB for Mistral 7B to 1.61 for Qwen3
    32B with 8,192 tokens, and 1.04 in one of 0.26; ten of twenty-one kept a block of the table's size beyond the run
    (github.com/mondegreens/apron, verification reports). Models with encoders get words looked up
    outside of what is compiled. Of two cards one start lost 0.47 GiB (pull request 54479), others nothing. Before 0.24 few
    logs show it, as far as sampling leaves it to see: 2.21 GiB for Llama 3.1 8B in float32 on an H100 (0.19), 0.85 for
    Qwen3-32B-AWQ with a new length (0.17). With states a 27B model took 0.92 GiB more in five starts on a 3090 and a
    4090, and nothing more in others: what takes it is not known. table: bytes of the stage's, 0: none is compiled.
    """
    results = 2 * chosen.max_num_batched_tokens * architecture.hidden_size * architecture.dtype_bytes
    most = max(0, table + results - peak) if table else 0
    likely = most if charged and tp == 1 else 0
    unknown = max(0.95 * GIB if architecture.has_state else 0, table if tp == 1 else 0) if charged else 0
    high = max(most, likely + unknown)
    return _part(
        COMPILING,
        0,
        likely,
        high,
        phrase("overhead", "kernels tried at a configuration's first start, not at later ones"),
    )


def table_of_words(architecture: ModelArchitecture, stage: StageWeights) -> int:
    """Bytes of the table that words are looked up in by code that is compiled; 0: there is none."""
    if architecture.encoder is not None:
        return 0
    return next((line.each for line in stage.lines if line.weight.shard is Shard.VOCAB), 0)


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
