# SPDX-License-Identifier: Apache-2.0
"""The estimate: what vLLM will log, and what each card will hold, for one Deployment. Pure, microseconds.

The order is vLLM's own (v1/worker/gpu_worker.py, 0.33.0): context and communication come before the budget; the budget
is utilization x total; weights, buffers, the profile run's peak and the CUDA-graph estimate are taken off it; what is
left is the KV cache, cut into blocks over all ranks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache, partial

from rigwise.core.memory.budget import Budget, budgets_of, of_stages
from rigwise.core.memory.defaults import Settings, longest_context, settings
from rigwise.core.memory.deployment import Deployment
from rigwise.core.memory.graph_trial import Room, graph_trial
from rigwise.core.memory.kv_cache import KvLayout, KvPlan, kv_layout, plan_kv_cache
from rigwise.core.memory.latents import as_cached
from rigwise.core.memory.measured import Found, carried, find
from rigwise.core.memory.overhead import COMPILING, PASSING, Overhead, overhead
from rigwise.core.memory.refusals import refusals
from rigwise.core.memory.releases import Release, release
from rigwise.core.memory.result import Estimate, GpuMemory
from rigwise.core.memory.shared_keys import with_own_keys
from rigwise.core.memory.shortages import kv_problem, memory_problems, refused_once, sequences_problem
from rigwise.core.memory.speculation import Speculation, speculation_of
from rigwise.core.memory.weights import StageWeights, stage_weights
from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.problems import Problem, Remedy, RigwiseError
from rigwise.core.units import GIB, format_gib
from rigwise.core.words import phrase


def estimate(deployment: Deployment) -> Estimate:
    """What vLLM will do. Never raises on a Deployment built from valid values; what is wrong stands in `problems`."""
    if not deployment.rig.gpus:
        nothing = Problem(
            "no-gpu", phrase("memory", "No GPU is chosen."), phrase("memory", "Choose at least one card.")
        )
        return Estimate(False, (nothing,))
    rules, rig, options = release(deployment.vllm_version), deployment.rig, deployment.options
    deployment = as_held(deployment, rules)
    architecture = deployment.checkpoint.architecture
    chosen = settings(options, architecture, rig.gpus[0], rules)
    refused = tuple(refusals(deployment, chosen, rules))
    notes = _notes(deployment)
    if any(problem.code in _UNSIZABLE for problem in refused):
        return Estimate(False, refused, max_model_len=chosen.max_model_len, approximate=notes)
    try:
        speculation = speculation_of(deployment)
        layout = layout_of(deployment, chosen.max_num_batched_tokens, rules)
    except RigwiseError as error:
        return Estimate(False, (*refused, error.problem), max_model_len=chosen.max_model_len, approximate=notes)
    stages = weights_of(deployment)
    seen = find(deployment, chosen)
    ranks = _ranks(deployment, chosen, rules, stages, seen, speculation)
    budgets = budgets_of(deployment, chosen, rules, ranks)
    available = of_stages(deployment, [budget.likely for budget in budgets])
    plan_for = partial(
        plan_kv_cache,
        layout,
        max_model_len=chosen.max_model_len,
        release=rules,
        auto=chosen.auto_max_model_len,
        context_limit=longest_context(architecture, rules),
        logged_first=rules.first_engine(rig.gpus[0].compute_capability),
    )
    plan = plan_for(available=available)
    again = False
    if not plan.fits and any(part.name == COMPILING and part.likely for _, parts in ranks for part in parts.budget):
        # what the first start is refused for, a second one that finds its kernels compiled may have room for: of that
        # room what one request takes is counted, so that more memory never comes out as fewer tokens
        lasting = [(stage, _without_compiling(parts)) for stage, parts in ranks]
        roomier = budgets_of(deployment, chosen, rules, lasting)
        rooms = of_stages(deployment, [budget.likely for budget in roomier])
        enough = plan_for(available=rooms)
        if again := enough.fits:
            withheld = min(rooms) - enough.usable_bytes
            available = tuple(min(room, enough.required_bytes + withheld) for room in rooms)
            ranks, budgets = lasting, roomier
            plan = replace(plan_for(available=available), longest_context=enough.longest_context)
    problems = [*refused, *memory_problems(deployment, chosen, rules, budgets)]
    full = any(problem.blocking and problem.code in ("free-memory", "weights-too-large") for problem in problems)
    if not full and not plan.fits:
        problems.append(kv_problem(plan, chosen, available))
    most = plan.most_sequences
    trial = None if full else _trial(deployment, chosen, rules, layout, speculation, ranks, budgets, most)
    if trial:
        problems.append(trial)
    if (
        plan.fits
        and not (trial and trial.blocking)
        and not options.enforce_eager
        and most is not None
        and 0 < most < chosen.max_num_seqs
    ):
        problems.append(sequences_problem(most, chosen))
    starts = not any(problem.blocking for problem in problems)
    if again and starts:
        problems.append(refused_once())
    low = of_stages(deployment, [budget.low for budget in budgets])
    per_gpu = tuple(
        _gpu_memory(deployment, chosen, plan, budgets[index], stage, parts, index, starts)
        for index, (stage, parts) in enumerate(ranks)
    )
    return Estimate(
        starts=starts,
        problems=tuple(problems),
        per_gpu=per_gpu,
        available_kv=min(available),
        block_size=layout.block_size,
        num_blocks=plan.num_blocks if plan.fits else None,
        kv_cache_tokens=plan.tokens,
        max_concurrency=plan.concurrency,
        required_kv=plan.required_bytes,
        estimated_max_model_len=plan.estimated_max_model_len,
        max_model_len=plan.max_model_len,
        longest_context=plan.longest_context,
        risky=starts and _risky(plan, low, budgets),
        measured=seen.words if seen else None,
        approximate=(*notes, *layout.approximate, *speculation.approximate, *_towers(deployment, rules, stages)),
    )


def _without_compiling(parts: Overhead) -> Overhead:
    return replace(parts, budget=tuple(part for part in parts.budget if part.name != COMPILING))


_UNSIZABLE = {
    "not-enough-gpus", "pipeline-too-long", "tensor-parallel-heads", "tensor-parallel-kv-heads",
    "tensor-parallel-vocabulary", "tensor-parallel-width", "tensor-parallel-state", "tensor-parallel-groups",
    "tensor-parallel-blocks", "pipeline-partition",
}  # fmt: skip


def as_held(deployment: Deployment, rules: Release) -> Deployment:
    """The deployment with its checkpoint as the release has it held and cached."""
    checkpoint = as_cached(in_dtype(deployment.checkpoint, _dtype(deployment, rules)), rules)
    checkpoint = with_own_keys(checkpoint) if rules.readers_hold_keys else checkpoint
    return deployment if checkpoint is deployment.checkpoint else replace(deployment, checkpoint=checkpoint)


def _dtype(deployment: Deployment, rules: Release) -> str:
    """--dtype, and what "auto" becomes on cards without bfloat16 for models that float16 overflows: float32, which no
    format of quantized weights takes."""
    asked, checkpoint = deployment.options.dtype, deployment.checkpoint
    weakest = min(gpu.compute_capability for gpu in deployment.rig.gpus)
    if asked == "auto" and weakest < (8, 0) and checkpoint.architecture.name in rules.not_in_float16:
        return asked if checkpoint.quantization.method else "float32"
    return asked


@lru_cache(maxsize=64)
def in_dtype(checkpoint: Checkpoint, dtype: str) -> Checkpoint:
    """The checkpoint as --dtype has it held: float32 doubles what is not quantized, and the KV cache."""
    if dtype not in ("float32", "float") or checkpoint.architecture.dtype_bytes == 4:
        return checkpoint
    return replace(checkpoint, architecture=replace(checkpoint.architecture, dtype_bytes=4))


def layout_of(deployment: Deployment, tokens: int, rules: Release) -> KvLayout:
    """The cut of the KV cache; the deployment is `as_held` already. tokens: max_num_batched_tokens."""
    options, speculation = deployment.options, speculation_of(deployment)
    return _memoised_layout(
        deployment.checkpoint.architecture,
        tensor_parallel_size=options.tensor_parallel_size,
        pipeline_parallel_size=options.pipeline_parallel_size,
        kv_cache_dtype=options.kv_cache_dtype,
        checkpoint_kv_dtype=deployment.checkpoint.quantization.kv_cache_dtype,
        capability=deployment.rig.gpus[0].compute_capability,
        block_size=options.block_size,
        max_num_batched_tokens=tokens,
        release=rules,
        partition=options.pipeline_partition,
        prefix_caching=options.enable_prefix_caching if deployment.checkpoint.architecture.keeps_prefixes else False,
        speculative_tokens=speculation.tokens,
        kept_tokens=speculation.kept,
        draft=speculation.caches,
    )


_memoised_layout = lru_cache(maxsize=1024)(kv_layout)


def weights_of(deployment: Deployment) -> tuple[StageWeights, ...]:
    """The weights of each pipeline stage; the deployment is `as_held` already, and what is
    offloaded taken off the totals."""
    options, speculation = deployment.options, speculation_of(deployment)
    capability, loader = deployment.rig.gpus[0].compute_capability, release(deployment.vllm_version).loader
    dp, expert_parallel = options.data_parallel_size, options.enable_expert_parallel
    stages = stage_weights(
        deployment.checkpoint,
        options.tensor_parallel_size,
        options.pipeline_parallel_size,
        dp,
        expert_parallel,
        capability,
        options.pipeline_partition,
        loader,
    )
    if speculation.draft is not None:
        draft = stage_weights(speculation.draft, speculation.ranks, 1, dp, expert_parallel, capability, None, loader)
        stages = (*stages[:-1], _beside(stages[-1], draft[0]))
    return tuple(_offloaded(stage, options.cpu_offload_gb) for stage in stages)


@lru_cache(maxsize=256)
def _beside(stage: StageWeights, draft: StageWeights) -> StageWeights:
    """The last stage with a draft loaded beside it."""
    lines = tuple(replace(line, weight=replace(line.weight, name=f"draft.{line.weight.name}")) for line in draft.lines)
    return replace(stage, lines=(*stage.lines, *lines), total=stage.total + draft.total, kept=stage.kept + draft.kept)


def _offloaded(stage: StageWeights, gib_each: float) -> StageWeights:
    """A stage with so much of its layers kept in the machine's memory (vllm/model_executor/offloader/uva.py)."""
    return replace(stage, total=stage.total - min(stage.total, round(gib_each * GIB))) if gib_each else stage


def _ranks(
    deployment: Deployment,
    chosen: Settings,
    rules: Release,
    stages: tuple[StageWeights, ...],
    seen: Found | None,
    speculation: Speculation,
) -> list[tuple[StageWeights, Overhead]]:
    """Weights and overhead of every rank; those of one stage on cards of one capability are alike."""
    options = deployment.options
    tp, pp = options.tensor_parallel_size, options.pipeline_parallel_size
    quantization = deployment.checkpoint.quantization
    formats = frozenset(form.name for form in (quantization.linear, quantization.experts) if form is not None)
    alike: dict[tuple[int, tuple[int, int]], Overhead] = {}
    ranks = []
    for index in range(tp * pp * options.data_parallel_size):
        number, gpu = index // tp % pp, deployment.rig.gpus[index]
        parts = alike.get((number, gpu.compute_capability))
        if parts is None:
            parts = overhead(
                deployment.checkpoint.architecture,
                options,
                chosen,
                deployment.rig,
                gpu,
                rules,
                stages[number],
                first_stage=number == 0,
                last_stage=number == pp - 1,
                quantized=bool(quantization.method),
                formats=formats,
                speculation=speculation,
            )
            parts = carried(parts, seen, stages[number].total) if seen else parts
            alike[number, gpu.compute_capability] = parts
        ranks.append((stages[number], parts))
    return ranks


def _trial(
    deployment: Deployment,
    chosen: Settings,
    rules: Release,
    layout: KvLayout,
    speculation: Speculation,
    ranks: list[tuple[StageWeights, Overhead]],
    budgets: list[Budget],
    most: int | None,
) -> Problem | None:
    tp, pp = deployment.options.tensor_parallel_size, deployment.options.pipeline_parallel_size
    rooms = []
    for index, ((stage, parts), budget) in enumerate(zip(ranks, budgets, strict=True)):
        stays = [part for part in parts.budget if part.name not in PASSING]
        left = budget.free - stage.total - sum(part.likely for part in stays)
        spare = sum(part.likely - part.low for part in stays)
        rooms.append(Room(left, spare, layout.bytes_per_block[index // tp % pp]))
    return graph_trial(deployment, chosen, rules, speculation.tokens, rooms, most)


def _risky(plan: KvPlan, low: tuple[int, ...], budgets: list[Budget]) -> bool:
    """At the pessimistic end of the range one request would not fit, or the start would find too little free memory, or
    what comes after the cache (CUDA graphs outside the budget, the sampler's warm-up) more than is left: a 24 GB card
    with 0.5 GiB in use ran out of memory over 1.28 GiB of graphs at vLLM's own 0.92."""
    need = plan.blocks_per_request
    tight = any(width and need * width > budget for budget, width in zip(low, plan.layout.bytes_per_block, strict=True))
    return tight or any(
        budget.free - budget.limit < 0.15 * 2**30 or budget.free - budget.limit < budget.later for budget in budgets
    )


def _gpu_memory(
    deployment: Deployment,
    chosen: Settings,
    plan: KvPlan,
    budget: Budget,
    stage: StageWeights,
    parts: Overhead,
    index: int,
    starts: bool,
) -> GpuMemory:
    """One card's bar. A start reserves all that the budget leaves; a plan that cannot start shows what it would need."""
    gpu, options = deployment.rig.gpus[index], deployment.options
    number = index // options.tensor_parallel_size % options.pipeline_parallel_size
    width = plan.layout.bytes_per_block[number] if plan.layout.groups else 0
    need = width * plan.blocks_per_request
    wanted = need * max(1, options.concurrency)
    reserved = plan.num_blocks * width
    kv_cache = max(0, reserved) if plan.fits else max(need, 0)
    extra = sum(part.likely for part in parts.parts)
    return GpuMemory(
        total=gpu.total_bytes,
        weights=stage.total,
        kv_cache=kv_cache,
        kv_needed=min(wanted, kv_cache) if plan.fits else need,
        overhead=extra,
        headroom=gpu.total_bytes - stage.total - kv_cache - extra,
        others=gpu.used_bytes,
        limit=min(gpu.total_bytes, budget.limit + sum(part.likely for part in parts.outside)),
        overhead_parts=parts.parts,
        budget_parts=parts.budget,
    )


def _notes(deployment: Deployment) -> tuple[str, ...]:
    notes = [*deployment.checkpoint.architecture.approximate, *deployment.checkpoint.quantization.approximate]
    if deployment.options.cpu_offload_gb:
        notes.append(
            phrase("memory", "vLLM moves whole parameters to the machine's memory, so a little more than asked for")
        )
    for gpu in deployment.rig.gpus:
        notes += [note for note in gpu.approximate if note not in notes]
    return tuple(notes)


def _towers(deployment: Deployment, rules: Release, stages: tuple[StageWeights, ...]) -> Iterator[str]:
    """The first runner has encoders on every stage of a pipeline, the newer one on the first alone
    (model_executor/models/interfaces.py _mark_tower_model, 0.33.0)."""
    architecture, quantized = deployment.checkpoint.architecture, bool(deployment.checkpoint.quantization.method)
    if len(stages) == 1 or not architecture.multimodal or not rules.runs_newer(architecture, quantized):
        return
    towers = set(architecture.everywhere)
    size = sum(line.total for line in stages[-1].lines if line.weight in towers)
    if size:
        said = phrase(
            "estimate", "stages after the first may hold {gib} less: one of vLLM's runners puts encoders on the first"
        )
        yield said.format(gib=format_gib(size))


def changed(deployment: Deployment, remedy: Remedy) -> Deployment:
    """The deployment after a remedy."""
    return replace(deployment, options=replace(deployment.options, **dict(remedy.changes)))
