# SPDX-License-Identifier: Apache-2.0
"""What vLLM refuses before it loads a byte, with its reason and the nearest setting that works."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import gcd

from rigwise.core.hardware.rig import Gpu
from rigwise.core.memory.defaults import Settings, longest_context
from rigwise.core.memory.deployment import Deployment
from rigwise.core.memory.kv_specs import PACKED_LATENT
from rigwise.core.memory.releases import Release, release, version_key
from rigwise.core.memory.support import LAST_RELEASE, LISTED, is_retired, minimum_capability, releases_for
from rigwise.core.memory.weights import REGROUPED, SMALLEST_BLOCK, VOCAB_PADDING, finer_group, pipeline_stages
from rigwise.core.models.architecture import LatentCache, Quantizable, Shard, StateCache, Weight
from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.models.formats import layer_formats
from rigwise.core.models.quantization import MXFP4, Format
from rigwise.core.problems import Problem, Remedy
from rigwise.core.words import phrase


def refusals(deployment: Deployment, chosen: Settings, release: Release) -> Iterator[Problem]:
    """Everything that stops this deployment whatever its memory, worst first."""
    options, architecture = deployment.options, deployment.checkpoint.architecture
    yield from _world(deployment)
    yield from _architecture(deployment)
    yield from _shared_caches(deployment)
    yield from _shapes(deployment)
    yield from _hardware(deployment, release)
    limit = longest_context(architecture, release)
    if chosen.max_model_len > limit:
        yield Problem(
            "context-beyond-model",
            phrase("refusals", "The model was made for {limit:,} tokens of context; {asked:,} are asked for.").format(
                limit=limit, asked=chosen.max_model_len
            ),
            phrase("refusals", "Set max_model_len to {limit:,} or less.").format(limit=limit),
            remedies=(
                Remedy(
                    phrase("remedies", "Use {context:,} tokens of context").format(context=limit),
                    (("max_model_len", limit),),
                ),
            ),
        )
    if chosen.max_num_batched_tokens < chosen.max_num_seqs:
        yield Problem(
            "batch-smaller-than-sequences",
            phrase(
                "refusals",
                "A batch of {tokens:,} tokens cannot hold one token of each of {sequences:,} sequences.",
            ).format(tokens=chosen.max_num_batched_tokens, sequences=chosen.max_num_seqs),
            phrase("refusals", "Raise max_num_batched_tokens or lower max_num_seqs."),
            remedies=(
                Remedy(
                    phrase("remedies", "Serve at most {requests:,} requests at once").format(
                        requests=chosen.max_num_batched_tokens
                    ),
                    (("max_num_seqs", chosen.max_num_batched_tokens),),
                ),
            ),
        )
    if options.enable_expert_parallel and architecture.experts is None:
        yield Problem(
            "experts-missing",
            phrase("refusals", "Expert parallelism needs a mixture-of-experts model; this one is dense."),
            phrase("refusals", "Turn expert parallelism off."),
            remedies=(Remedy(phrase("remedies", "Turn expert parallelism off"), (("enable_expert_parallel", False),)),),
        )


def _architecture(deployment: Deployment) -> Iterator[Problem]:
    """Classes that releases have dropped, and sparse attention, whose kernels begin with Hopper (platforms/cuda.py)."""
    architecture, version = deployment.checkpoint.architecture, deployment.vllm_version
    last = LAST_RELEASE.get(architecture.name)
    if last is not None and version_key(version) > version_key(last):
        yield Problem(
            "architecture-not-served",
            phrase(
                "refusals", "vLLM {version} no longer serves {architecture}; {last} was the last release that did."
            ).format(version=version, architecture=architecture.name, last=last),
            phrase("refusals", "Use vLLM {last}, or another model.").format(last=last),
        )
    weakest = min(deployment.rig.gpus, key=lambda gpu: gpu.compute_capability, default=None)
    sparse = any(isinstance(layer.cache, LatentCache) and layer.cache.sparse for layer in architecture.layers)
    if sparse and weakest is not None and weakest.compute_capability < (9, 0):
        yield Problem(
            "attention-needs-newer-card",
            phrase("refusals", "vLLM has no sparse attention kernels for the {card}; this model needs them.").format(
                card=weakest.short_name
            ),
            phrase("refusals", "Use cards of the Hopper or Blackwell generation, or another model."),
        )


def _world(deployment: Deployment) -> Iterator[Problem]:
    options = deployment.options
    world = options.tensor_parallel_size * options.pipeline_parallel_size * options.data_parallel_size
    cards = len(deployment.rig.gpus)
    if world > cards:
        yield Problem(
            "not-enough-gpus",
            (
                phrase("refusals", "This split needs {world} GPUs; {cards} is chosen.")
                if cards == 1
                else phrase("refusals", "This split needs {world} GPUs; {cards} are chosen.")
            ).format(world=world, cards=cards),
            phrase("refusals", "Choose more cards, or split over {cards}.").format(cards=cards),
            remedies=(
                Remedy(
                    (
                        phrase("remedies", "Split over {size} cards")
                        if cards > 1
                        else phrase("remedies", "Split over {size} card")
                    ).format(size=cards),
                    (("tensor_parallel_size", cards), ("pipeline_parallel_size", 1), ("data_parallel_size", 1)),
                ),
            ),
        )
    layers = len(deployment.checkpoint.architecture.layers)
    if options.pipeline_parallel_size > layers:
        yield Problem(
            "pipeline-too-long",
            phrase("refusals", "{stages} pipeline stages cannot share {layers} layers.").format(
                stages=options.pipeline_parallel_size, layers=layers
            ),
            phrase("refusals", "Use at most {layers} stages.").format(layers=layers),
            remedies=(Remedy(phrase("remedies", "No pipeline"), (("pipeline_parallel_size", 1),)),),
        )
    partition = options.pipeline_partition
    if partition and (
        len(partition) != options.pipeline_parallel_size or sum(partition) != layers or min(partition) < 1
    ):
        shares = " + ".join(map(str, partition))
        yield Problem(
            "pipeline-partition",
            phrase(
                "refusals",
                "A partition of {shares} does not share {layers} layers over {stages} pipeline stages.",
            ).format(shares=shares, layers=layers, stages=options.pipeline_parallel_size),
            phrase("refusals", "Give each stage its number of layers so that they add up, or none at all."),
            remedies=(Remedy(phrase("remedies", "Share the layers evenly"), (("pipeline_partition", None),)),),
        )
    if options.pipeline_parallel_size > 1 and not deployment.checkpoint.architecture.supports_pipeline:
        yield Problem(
            "pipeline-unsupported",
            phrase("refusals", "vLLM cannot split {architecture} into pipeline stages.").format(
                architecture=deployment.checkpoint.architecture.name
            ),
            phrase("refusals", "Use tensor parallelism instead."),
            remedies=(Remedy(phrase("remedies", "No pipeline"), (("pipeline_parallel_size", 1),)),),
        )


def _shared_caches(deployment: Deployment) -> Iterator[Problem]:
    """A layer that reads another's cache must be on its stage (layers/attention/attention.py validate_kv_sharing_target)."""
    options, layers = deployment.options, deployment.checkpoint.architecture.layers
    if options.pipeline_parallel_size == 1 or not any(layer.reads is not None for layer in layers):
        return
    for start, stop in pipeline_stages(len(layers), options.pipeline_parallel_size, options.pipeline_partition):
        if any(layer.reads is not None and layer.reads < start for layer in layers[start:stop]):
            yield Problem(
                "pipeline-shared-cache",
                phrase("refusals", "The layers from {first} on read the cache of layers on an earlier stage.").format(
                    first=start
                ),
                phrase("refusals", "Use tensor parallelism instead."),
                remedies=(Remedy(phrase("remedies", "No pipeline"), (("pipeline_parallel_size", 1),)),),
            )
            return


def tensor_parallel_problem(deployment: Deployment, tp: int) -> tuple[str, str] | None:
    """(code, sentence) of the first shape that does not divide by tp, in vLLM's order; None when all do."""
    if tp == 1:
        return None
    refined = release(deployment.vllm_version).expert_blocks_refined
    return _indivisible(deployment.checkpoint, tp, deployment.options.enable_expert_parallel, refined)


@lru_cache(maxsize=4096)
def _indivisible(checkpoint: Checkpoint, tp: int, expert_parallel: bool, refined: bool) -> tuple[str, str] | None:
    architecture, quantization = checkpoint.architecture, checkpoint.quantization
    heads, kv_heads = architecture.num_attention_heads, architecture.num_kv_heads
    if heads % tp:
        return "tensor-parallel-heads", phrase(
            "refusals", "{heads} attention heads do not divide by {tp} GPUs."
        ).format(heads=heads, tp=tp)
    padded = -(-architecture.vocab_size // VOCAB_PADDING) * VOCAB_PADDING
    if padded % tp:
        return (
            "tensor-parallel-vocabulary",
            phrase("refusals", "The vocabulary of {padded:,} padded entries does not divide by {tp} GPUs.").format(
                padded=padded, tp=tp
            ),
        )
    latent = any(isinstance(layer.cache, LatentCache) for layer in architecture.layers)
    if not latent and kv_heads % tp and tp % kv_heads:
        return "tensor-parallel-kv-heads", phrase(
            "refusals", "{heads} key-value heads neither divide by {tp} nor into {tp} GPUs."
        ).format(heads=kv_heads, tp=tp)
    if quantization.method:
        formats = layer_formats(architecture, quantization)
    # merged matrices in plain FP8 blocks may end within a block (linear.py _maybe_allow_fp8_block_shape_mismatch)
    lenient = quantization.method in ("fp8", "deepseek_v4_fp8")
    seen: set[int] = set()
    for index, layer in enumerate(architecture.layers):
        key = id(layer) ^ (hash(formats[index]) if quantization.method else 0)
        if key in seen:
            continue
        seen.add(key)
        for position, weight in enumerate(layer.weights):
            experts = weight.quantizable is Quantizable.EXPERTS
            if (experts and expert_parallel) or len(weight.shape) != 2:
                continue
            form = formats[index][position] if quantization.method else None
            found = _outputs(weight, form, tp, lenient) or _inputs(weight, form, tp, refined)
            if found:
                return found
        state = layer.cache if isinstance(layer.cache, StateCache) else layer.beside
        if isinstance(state, StateCache):
            found = _state(state, tp)
            if found:
                return found
    return None


def _outputs(weight: Weight, form: Format | None, tp: int, lenient: bool) -> tuple[str, str] | None:
    """Rows that do not divide, or leave parts of blocks (utils/fp8_utils.py validate_fp8_block_shape)."""
    experts = weight.quantizable is Quantizable.EXPERTS
    if weight.shard is Shard.COLUMN:
        parts = weight.parts or weight.shape[:1]
        for part in parts:
            if part % tp:
                return (
                    "tensor-parallel-width",
                    phrase("refusals", "{weight} has {rows:,} rows, which do not divide by {tp} GPUs.").format(
                        weight=weight.name, rows=part, tp=tp
                    ),
                )
        shares = [part // tp for part in parts]
    elif weight.shard is Shard.QKV:
        query, keys, values, heads = weight.parts
        kept = max(1, heads // tp)
        shares = [query // tp, keys // heads * kept, values // heads * kept]
    else:
        return None
    if form is None or not form.block[0] or experts or (lenient and len(shares) > 1):
        return None
    # the last of several matrices may end within a block where nothing is split
    for share in shares if tp > 1 else shares[:-1]:
        if share % form.block[0]:
            return (
                "tensor-parallel-blocks",
                phrase(
                    "refusals", "{weight} leaves {rows:,} rows a GPU, no whole number of {block}-row FP8 blocks."
                ).format(weight=weight.name, rows=share, block=form.block[0]),
            )
    return None


def _inputs(weight: Weight, form: Format | None, tp: int, refined: bool) -> tuple[str, str] | None:
    """Columns that do not divide, or leave parts of groups or blocks (utils.py, moe_wna16.py, fused_moe/oracle/fp8.py)."""
    if weight.shard is not Shard.ROW:
        return None
    n, k = weight.shape
    if k % tp:
        return (
            "tensor-parallel-width",
            phrase("refusals", "{weight} has {columns:,} columns, which do not divide by {tp} GPUs.").format(
                weight=weight.name, columns=k, tp=tp
            ),
        )
    if form is None or form.bits >= 16:
        return None
    experts, width = weight.quantizable is Quantizable.EXPERTS, k // tp
    group, block = max(0, form.group) if form.group < k else 0, form.block[1]
    if experts and form.name == MXFP4.name:
        group = 0  # padded to whole tiles instead
    if experts and form.name in REGROUPED and finer_group(form.group, width, n):
        group = 0  # finer groups take their place, as finer blocks do
    if experts and block and refined and gcd(block, n, width) >= SMALLEST_BLOCK:
        block = 0
    if group and width % group:
        return (
            "tensor-parallel-groups",
            phrase(
                "refusals",
                "{weight} leaves {columns:,} columns a GPU, no whole number of quantization groups of {group}.",
            ).format(weight=weight.name, columns=width, group=group),
        )
    if block and width % block and (tp > 1 or experts):
        return (
            "tensor-parallel-blocks",
            phrase(
                "refusals", "{weight} leaves {columns:,} columns a GPU, no whole number of {block}-column FP8 blocks."
            ).format(weight=weight.name, columns=width, block=form.block[1]),
        )
    return None


def _state(state: StateCache, tp: int) -> tuple[str, str] | None:
    """Recurrent heads that do not divide, or share groups unevenly (layers/mamba/mamba_mixer2.py)."""
    if state.state and state.state[0] % tp:
        return "tensor-parallel-state", phrase("refusals", "{heads} state heads do not divide by {tp} GPUs.").format(
            heads=state.state[0], tp=tp
        )
    if state.groups > 1 and state.groups % tp:
        return "tensor-parallel-state", phrase(
            "refusals", "{groups} groups of state heads do not divide by {tp} GPUs."
        ).format(groups=state.groups, tp=tp)
    return None


def _shapes(deployment: Deployment) -> Iterator[Problem]:
    tp = deployment.options.tensor_parallel_size
    if tp == 1:
        yield from _unfit(deployment)
        return
    found = tensor_parallel_problem(deployment, tp)
    if found is None:
        return
    code, sentence = found
    works = next(n for n in range(tp - 1, 0, -1) if tensor_parallel_problem(deployment, n) is None)
    remedies = [
        Remedy(
            phrase("remedies", "Use tensor parallel size {size}").format(size=works), (("tensor_parallel_size", works),)
        )
    ]
    if deployment.checkpoint.architecture.supports_pipeline and tp <= len(deployment.checkpoint.architecture.layers):
        changes = (("tensor_parallel_size", 1), ("pipeline_parallel_size", tp))
        remedies.append(Remedy(phrase("remedies", "Use {count} pipeline stages").format(count=tp), changes))
    yield Problem(
        code,
        sentence,
        phrase("refusals", "Use tensor parallel size {size}, or pipeline stages.").format(size=works),
        remedies=tuple(remedies),
    )


def _unfit(deployment: Deployment) -> Iterator[Problem]:
    """A format whose groups or blocks do not fit the model's matrices on one card either."""
    checkpoint = deployment.checkpoint
    if not checkpoint.quantization.method:
        return
    refined = release(deployment.vllm_version).expert_blocks_refined
    found = _indivisible(checkpoint, 1, deployment.options.enable_expert_parallel, refined)
    if found is not None:
        yield Problem("format-unfit", found[1], phrase("refusals", "Choose the model in another format."))


def _point(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version[:2]))


def _format(deployment: Deployment, weakest: Gpu) -> Iterator[Problem]:
    """Weight formats that the release, or the card under it, does not take; the release that would."""
    quantization, version = deployment.checkpoint.quantization, deployment.vllm_version
    have, key = weakest.compute_capability, version_key(version)
    need = None if is_retired(quantization.method, key) else minimum_capability(quantization.method, key)
    if not quantization.served:
        reads = quantization.method in LISTED and need is not None
        yield Problem(
            "format-not-served",
            phrase("refusals", "How large {format} files become in vLLM is not known.").format(
                format=quantization.label
            )
            if reads
            else phrase("refusals", "vLLM {version} does not serve {format} files.").format(
                version=version, format=quantization.label
            ),
            phrase("refusals", "Choose the model in another format, such as AWQ, GPTQ or FP8."),
        )
        return
    if need is not None and have >= need:
        return
    others = releases_for(quantization.method, have)
    advice: str = phrase("refusals", "Choose AWQ, GPTQ or 16-bit weights.")
    if others is not None and key < others[0]:
        advice = phrase("refusals", "Use vLLM {version} or newer, or choose AWQ, GPTQ or 16-bit weights.").format(
            version=_point(others[0])
        )
    if need is None:
        sentence = phrase("refusals", "vLLM {version} does not read {format} weights written as {method}.").format(
            version=version, format=quantization.label, method=quantization.method
        )
        yield Problem("format-not-served", sentence, advice)
        return
    yield Problem(
        "format-needs-newer-card",
        phrase(
            "refusals", "{format} weights need compute capability {need} in vLLM {version}; the {card} has {have}."
        ).format(
            format=quantization.label, need=_point(need), version=version, card=weakest.short_name, have=_point(have)
        ),
        advice,
    )


def _kv_format(deployment: Deployment, weakest: Gpu) -> Iterator[Problem]:
    """KV formats that no kernel of this card, or for this attention, reads (v1/attention/backends/, config/vllm.py)."""
    wanted = deployment.options.kv_cache_dtype
    latent = any(isinstance(layer.cache, LatentCache) for layer in deployment.checkpoint.architecture.layers)
    why: str = ""
    if wanted == "fp8_inc":
        why = phrase("refusals", "The KV cache format fp8_inc is for Gaudi accelerators.")
    elif wanted.startswith("nvfp4") and wanted not in PACKED_LATENT and latent:
        why = phrase("refusals", "vLLM has no {format} KV cache for latent attention.").format(format=wanted)
    elif wanted.startswith("nvfp4") and weakest.compute_capability < (8, 0):
        why = phrase("refusals", "An {format} KV cache does not run on the {card}.").format(
            format=wanted, card=weakest.short_name
        )
    elif wanted == "nvfp4_4over6" and weakest.compute_capability[0] != 10:
        why = phrase(
            "refusals", "An {format} KV cache needs a data-center Blackwell card; the {card} is not one."
        ).format(format=wanted, card=weakest.short_name)
    if why:
        remedy = Remedy(phrase("remedies", "Use the model's own KV-cache type"), (("kv_cache_dtype", "auto"),))
        yield Problem(
            "kv-cache-dtype-unserved",
            why,
            phrase("refusals", "Leave the KV cache in the model's own type."),
            remedies=(remedy,),
        )


def _in_bfloat16(deployment: Deployment, release: Release) -> bool:
    """Whether bfloat16 is asked for, or the model's own and not replaced where the card lacks it."""
    asked = deployment.options.dtype
    if asked == "auto" and not release.bfloat16_replaced:
        return deployment.checkpoint.architecture.dtype == "bfloat16"
    return asked == "bfloat16"


def _hardware(deployment: Deployment, release: Release) -> Iterator[Problem]:
    quantization = deployment.checkpoint.quantization
    weakest = min(deployment.rig.gpus, key=lambda gpu: gpu.compute_capability, default=None)
    if weakest is None:
        return
    have = weakest.compute_capability
    if have < release.minimum_capability:
        yield Problem(
            "card-too-old",
            phrase("refusals", "The {card} has compute capability {have}; vLLM {version} needs {need}.").format(
                card=weakest.short_name,
                have=_point(have),
                version=deployment.vllm_version,
                need=_point(release.minimum_capability),
            ),
            phrase("refusals", "Use vLLM 0.19 or older with an image for CUDA 12, or a newer card."),
        )
    yield from _format(deployment, weakest)
    if len({gpu.compute_capability for gpu in deployment.rig.gpus}) > 1:
        strongest = max(deployment.rig.gpus, key=lambda gpu: gpu.compute_capability)
        yield Problem(
            "mixed-cards",
            phrase(
                "refusals",
                "The {weakest} and the {strongest} are of different generations: each picks its own kernels, a mix vLLM does "
                "not test.",
            ).format(weakest=weakest.short_name, strongest=strongest.short_name),
            phrase("refusals", "Serve from cards of one kind, or expect the pace and the formats of the older one."),
            blocking=False,
        )
    if quantization.label == "INT8" and have[0] in (10, 12) and quantization.linear.bits == 8:
        yield Problem(
            "format-not-on-card",
            phrase("refusals", "vLLM has no INT8 kernels for the {card}.").format(card=weakest.short_name),
            phrase("refusals", "Choose FP8 or 4-bit weights."),
        )
    wanted = deployment.options.kv_cache_dtype
    first_engine = have < release.first_engine_below  # its own cache kernels convert on any card
    if (wanted.startswith("fp8") and have < (8, 0) and not first_engine) or (
        wanted == "fp8_per_token_head" and have < (8, 9)
    ):
        yield Problem(
            "kv-cache-needs-newer-card",
            phrase("refusals", "An {format} KV cache does not run on the {card} (compute capability {have}).").format(
                format=wanted, card=weakest.short_name, have=_point(have)
            ),
            phrase("refusals", "Leave the KV cache in the model's own type."),
            remedies=(Remedy(phrase("remedies", "Use the model's own KV-cache type"), (("kv_cache_dtype", "auto"),)),),
        )
    yield from _kv_format(deployment, weakest)
    if have < (8, 0) and _in_bfloat16(deployment, release):
        yield Problem(
            "bfloat16-needs-newer-card",
            phrase("refusals", "The {card} cannot compute in bfloat16.").format(card=weakest.short_name),
            phrase("refusals", "Use float16."),
            remedies=(Remedy(phrase("remedies", "Use float16"), (("dtype", "float16"),)),),
        )
    driver = deployment.rig.driver_version
    if driver and driver.split(".")[0].isdigit() and int(driver.split(".")[0]) < release.minimum_driver:
        yield Problem(
            "driver-too-old",
            phrase(
                "refusals",
                "Driver {driver} is too old for vLLM {version}'s image (CUDA {cuda}), which needs {need} or newer.",
            ).format(
                driver=driver, version=deployment.vllm_version, cuda=release.cuda_major, need=release.minimum_driver
            ),
            phrase("refusals", "Update the NVIDIA driver to {need} or newer.").format(need=release.minimum_driver),
            blocking=not deployment.rig.simulated,
        )
