# SPDX-License-Identifier: Apache-2.0
"""The rules of several cards that people trip over, applied to a rig and a plan and said as notices.

Sources: vLLM 0.33.0 (files named below), and reports named by address.
"""

from __future__ import annotations

from collections.abc import Iterator

from rigwise.core.hardware.catalogue import find
from rigwise.core.hardware.rig import Gpu, LinkKind, Rig
from rigwise.core.memory.deployment import Deployment
from rigwise.core.memory.estimate import estimate
from rigwise.core.memory.overhead import COMPILING
from rigwise.core.memory.releases import release
from rigwise.core.memory.shape_refusals import tensor_parallel_problem
from rigwise.core.models.architecture import LatentCache
from rigwise.core.models.formats import whole_bytes
from rigwise.core.planning.splits import DESKTOP_RESERVE, nvlinked, partition, sliced
from rigwise.core.planning.splits import tensor_parallel_sizes as legal_sizes
from rigwise.core.planning.throughput import SUMS, speed
from rigwise.core.problems import Problem
from rigwise.core.units import GIB, format_gib
from rigwise.core.words import phrase


def notice(code: str, message: str, fix: str) -> Problem:
    """Something to know that keeps nothing from starting."""
    return Problem(code, message, fix, blocking=False)


def notices(rig: Rig, deployment: Deployment) -> tuple[Problem, ...]:
    """What to know about a plan on a rig. rig: all cards of the machine; deployment: the plan on some of them."""
    plan = deployment
    return tuple(
        (*_driver(plan), *_slices(rig), *_turing(plan), *_mixed(rig, plan), *_counts(rig, plan), *_links(rig, plan),
         *_caches(plan), *_experts(plan), *_desktop(plan), *_spare(rig, plan), *_first_start(plan))
    )  # fmt: skip


def _split(plan: Deployment) -> tuple[int, int, int]:
    options = plan.options
    return options.tensor_parallel_size, options.pipeline_parallel_size, options.data_parallel_size


def _counts(rig: Rig, plan: Deployment) -> Iterator[Problem]:
    """Numbers of cards that the model's shapes do not divide by."""
    cards = sum(not sliced(gpu) for gpu in rig.gpus)
    tp, pp, _ = _split(plan)
    if cards < 2:
        return
    problem = tensor_parallel_problem(plan, cards)
    if problem is not None and tp < cards:
        sizes = [str(size) for size in legal_sizes(plan.checkpoint, cards) if size > 1]
        if plan.checkpoint.architecture.supports_pipeline:
            works = (
                phrase("notices", "Tensor parallel {sizes} works; {cards} pipeline stages use every card.")
                if sizes
                else phrase("notices", "No tensor parallel size works; {cards} pipeline stages use every card.")
            )
        else:
            works = (
                phrase("notices", "Tensor parallel {sizes} works.")
                if sizes
                else phrase("notices", "No tensor parallel size works.")
            )
        yield notice(
            "cards-do-not-divide",
            phrase("notices", "{why} So tensor parallel {cards} is not to be had.").format(why=problem[1], cards=cards),
            works.format(sizes=", ".join(sizes), cards=cards),
        )
    if pp > 1:
        layers = len(plan.checkpoint.architecture.layers)
        if layers % pp and plan.options.pipeline_partition is None:
            yield notice(
                "stages-uneven",
                phrase(
                    "notices",
                    "{layers} layers over {pp} stages leave some stages a layer longer; vLLM spares the last one.",
                ).format(layers=layers, pp=pp),
                phrase("notices", "Set the layers of each stage by hand (VLLM_PP_LAYER_PARTITION) if a card is short."),
            )


def _links(rig: Rig, plan: Deployment) -> Iterator[Problem]:
    """What the way between the cards costs, and what vLLM does on it (custom_all_reduce.py)."""
    tp, _, _ = _split(plan)
    if tp < 2:
        return
    kinds = {link.kind for link in plan.rig.links}
    if nvlinked(plan.rig) or not plan.rig.links:
        return
    found = speed(plan, context_tokens=2048)
    if found is not None:
        cost = dict(found.parts).get(SUMS, 0.0)
        share = cost / sum(ms for _, ms in found.parts)
        staged = _stages_instead(plan)
        yield notice(
            "no-nvlink",
            phrase(
                "notices",
                "Without NVLink the sums over {tp} cards take {cost:.1f} ms of each token, {share:.0%} of its time, and more "
                "with long prompts and many requests.",
            ).format(tp=tp, cost=cost, share=share),
            staged,
        )
    if kinds == {LinkKind.PCIE_P2P} and tp == 2:
        yield notice(
            "two-cards-custom-all-reduce",
            phrase(
                "notices",
                "Two PCIe cards that report peer access get vLLM's own all-reduce, and vLLM believes the driver "
                "(VLLM_SKIP_P2P_CHECK is on).",
            ),
            phrase(
                "notices",
                "If the start hangs, set `--disable-custom-all-reduce` and `NCCL_P2P_DISABLE=1`: they are two mechanisms.",
            ),
        )
    if LinkKind.PCIE in kinds:
        name = plan.rig.gpus[0].short_name
        yield notice(
            "no-peer-access",
            phrase(
                "notices",
                "These {name} cards do not reach each other's memory: NVIDIA's driver has no peer access for them, so every "
                "sum goes through the host's memory.",
            ).format(name=name),
            phrase(
                "notices",
                "Patched drivers promise it and may move no bytes; check with nccl-tests before relying on one.",
            ),
        )
    elif tp > 2:
        yield notice(
            "many-pcie-cards",
            phrase(
                "notices", "vLLM's own all-reduce is for two PCIe cards or NVLink; {tp} PCIe cards use NCCL."
            ).format(tp=tp),
            phrase("notices", "Nothing to do; an NVLink bridge or pipeline stages of two cards lessen it."),
        )
    if any(gpu.compute_capability == (12, 0) and _peer(gpu) for gpu in plan.rig.gpus):
        yield notice(
            "iommu-hang",
            phrase("notices", "RTX PRO Blackwell cards hang in peer transfers while an IOMMU with ACS is active."),
            phrase(
                "notices",
                "Start the kernel with `iommu=pt` (or off) and switch ACS off in the firmware (vllm issue 51513).",
            ),
        )


def _stages_instead(plan: Deployment) -> str:
    architecture = plan.checkpoint.architecture
    copies = whole_bytes(plan.checkpoint) < 0.8 * min(gpu.total_bytes for gpu in plan.rig.gpus)
    if copies:
        return phrase(
            "notices",
            "For one person tensor parallel is still the faster way; for many requests one copy of the model on each card "
            "(data parallel) sends less.",
        )
    if architecture.supports_pipeline:
        return phrase(
            "notices",
            "For one person tensor parallel is still the faster way; for many requests a pipeline sends less.",
        )
    return phrase(
        "notices",
        "For one person tensor parallel is still the faster way; for many requests a larger batch sends less.",
    )


def _peer(gpu: Gpu) -> bool:
    spec = find(gpu.name, gpu.total_bytes)
    return bool(spec and spec.p2p_over_pcie)


def _mixed(rig: Rig, plan: Deployment) -> Iterator[Problem]:
    """Unlike cards: shares are equal, the cache is sized by the smallest, kernels are picked by the first."""
    gpus = plan.rig.gpus
    tp, pp, dp = _split(plan)
    if tp * pp * dp > 1 and len({gpu.name for gpu in gpus}) > 1:
        smallest = min(gpus, key=lambda gpu: gpu.total_bytes)
        idle = sum(gpu.total_bytes - smallest.total_bytes for gpu in gpus)
        if tp > 1 and idle > GIB:
            yield notice(
                "mixed-memory",
                phrase(
                    "notices",
                    "Tensor parallel gives every card an equal share and sizes the cache by the smallest, the "
                    "{card}: {idle} of the others stay unused, and the slowest card sets the pace.",
                ).format(card=smallest.short_name, idle=format_gib(idle)),
                _mixed_ways(plan),
            )
        older = [gpu for gpu in gpus if gpu.compute_capability < gpus[0].compute_capability]
        if older:
            have = ".".join(map(str, older[0].compute_capability))
            yield notice(
                "mixed-generations",
                phrase(
                    "notices",
                    "vLLM picks its kernels by the first card, the {first}; the {older} "
                    "(compute capability {have}) may lack them, FP8 above all.",
                ).format(first=gpus[0].short_name, older=older[0].short_name, have=have),
                phrase("notices", "Put the older card first (CUDA_VISIBLE_DEVICES), or run one server on each."),
            )
    elif len({(gpu.name, gpu.total_bytes // GIB) for gpu in rig.gpus}) > 1 and len(gpus) < len(rig.gpus):
        left = [gpu.short_name for gpu in rig.gpus if gpu not in gpus]
        if left:
            yield notice(
                "mixed-left-out",
                phrase(
                    "notices", "The plan leaves out {left}: vLLM would cut the other cards down to the smallest."
                ).format(left=", ".join(left)),
                phrase(
                    "notices",
                    "Run a second, smaller model there with a server of its own, or split by layers with llama.cpp "
                    "(`--tensor-split`), which suits unlike cards.",
                ),
            )


def _mixed_ways(plan: Deployment) -> str:
    if not plan.checkpoint.architecture.supports_pipeline:
        return phrase(
            "notices",
            "One server on each card serves two models; llama.cpp with `--tensor-split` is made for unlike cards.",
        )
    count = len(plan.rig.gpus)
    layers = partition(plan.rig, tuple(range(count)), 1, count, plan.checkpoint)
    if not layers:
        return phrase(
            "notices",
            "Pipeline stages (VLLM_PP_LAYER_PARTITION) use all of it; one server on each card serves two models; "
            "llama.cpp with `--tensor-split` is made for unlike cards.",
        )
    return phrase(
        "notices",
        "Pipeline stages of {layers} layers (VLLM_PP_LAYER_PARTITION) use all of it; one server on each card serves two "
        "models; llama.cpp with `--tensor-split` is made for unlike cards.",
    ).format(layers=" + ".join(map(str, layers)))


def _spare(rig: Rig, plan: Deployment) -> Iterator[Problem]:
    """Cards that the plan does not need."""
    tp, pp, dp = _split(plan)
    one = tp * pp * dp == 1
    others = [gpu for gpu in rig.gpus if gpu not in plan.rig.gpus]
    if len(rig.gpus) > len(plan.rig.gpus) and one:
        alike = sum(gpu.name == plan.rig.gpus[0].name for gpu in rig.gpus)
        if alike > 1:
            yield notice(
                "one-card-enough",
                phrase(
                    "notices",
                    "One card is enough for this model; a split over more would answer one person a little faster at most.",
                ),
                (
                    phrase(
                        "notices",
                        "Use the others for a second copy (data parallel {alike}: {alike} times the requests), or for another "
                        "model.",
                    )
                    if len(others) > 1
                    else phrase(
                        "notices",
                        "Use the other for a second copy (data parallel {alike}: {alike} times the requests), or for another "
                        "model.",
                    )
                ).format(alike=alike),
            )


def _desktop(plan: Deployment) -> Iterator[Problem]:
    for position, gpu in enumerate(plan.rig.gpus):
        if gpu.display:
            index = position if gpu.index is None else gpu.index
            yield notice(
                "display-on-card",
                phrase(
                    "notices",
                    "A monitor hangs on GPU {index}: the desktop takes {reserve} of it or more, and "
                    "tensor parallel takes as much from every other card.",
                ).format(index=index, reserve=format_gib(DESKTOP_RESERVE)),
                phrase("notices", "Plug the monitor into the mainboard's or another card's socket to have all of it."),
            )
            return


def _turing(plan: Deployment) -> Iterator[Problem]:
    """bf16 needs 8.0 (platforms/cuda.py check_if_supports_dtype); without, --dtype auto takes fp16, or float32 for models
    that overflow in it (config/model.py _FLOAT16_NOT_SUPPORTED_MODELS)."""
    old = next((gpu for gpu in plan.rig.gpus if gpu.compute_capability < (8, 0)), None)
    if old is None or plan.options.dtype in ("float16", "half", "float32", "float"):
        return
    architecture = plan.checkpoint.architecture
    if architecture.dtype == "bfloat16":
        yield notice(
            "no-bfloat16",
            phrase(
                "notices",
                "The {card} has no bfloat16; vLLM computes this model in float16 there, and a few families "
                "(Gemma 2 and 3, GLM-4) in float32, which doubles their weights and cache.",
            ).format(card=old.short_name),
            phrase("notices", "Prefer a 4-bit checkpoint made for float16 (AWQ, GPTQ)."),
        )


def _driver(plan: Deployment) -> Iterator[Problem]:
    """What the plain image asks of the driver, where the rig does not say."""
    rules = release(plan.vllm_version)
    if rules.cuda_major >= 13 and plan.rig.driver_version is None:
        yield notice(
            "cuda-13-image",
            phrase(
                "notices",
                "The image of vLLM {version} holds CUDA {cuda}: it needs driver {driver} "
                "or newer and cards from Turing on.",
            ).format(version=plan.vllm_version, cuda=rules.cuda_major, driver=rules.minimum_driver),
            phrase(
                "notices",
                "Look at `nvidia-smi` before you buy or rent; for older drivers take an image up to 0.19 (CUDA 12).",
            ),
        )


def _slices(rig: Rig) -> Iterator[Problem]:
    cut = [gpu for gpu in rig.gpus if sliced(gpu)]
    if cut:
        yield notice(
            "slices-serve-alone",
            (
                phrase("notices", "{count} MIG slices: NCCL joins none with another, so each runs a server of its own.")
                if len(cut) > 1
                else phrase(
                    "notices", "{count} MIG slice: NCCL joins none with another, so each runs a server of its own."
                )
            ).format(count=len(cut)),
            phrase("notices", "Turn MIG off to use the whole card, or plan one model a slice."),
        )


def _caches(plan: Deployment) -> Iterator[Problem]:
    tp, _, _ = _split(plan)
    architecture = plan.checkpoint.architecture
    latent = any(isinstance(layer.cache, LatentCache) for layer in architecture.layers)
    if tp > 1 and latent:
        yield notice(
            "latent-cache-whole",
            phrase(
                "notices", "The latent KV cache is whole on each of the {tp} cards, so more cards do not share it."
            ).format(tp=tp),
            phrase(
                "notices",
                "Data-parallel attention (data parallel with expert parallel) or `--decode-context-parallel-size` does.",
            ),
        )
    elif tp > architecture.num_kv_heads > 0 and not architecture.has_state:
        yield notice(
            "kv-heads-copied",
            phrase(
                "notices",
                "{heads} key-value heads for {tp} cards: each head is held "
                "{copies} times, and the cache a card holds shrinks no further.",
            ).format(heads=architecture.num_kv_heads, tp=tp, copies=tp // architecture.num_kv_heads),
            phrase("notices", "Tensor parallel {heads} with stages, or `--decode-context-parallel-size`.").format(
                heads=architecture.num_kv_heads
            ),
        )
    if plan.options.kv_cache_dtype.startswith("fp8"):
        ampere = next((gpu for gpu in plan.rig.gpus if (8, 0) <= gpu.compute_capability < (8, 9)), None)
        if ampere is not None:
            yield notice(
                "fp8-cache-on-ampere",
                phrase(
                    "notices",
                    "On the {card} FlashInfer replaces FlashAttention for an FP8 cache and compiles at the first "
                    "start; vLLM's own source doubts fp8_e4m3 there.",
                ).format(card=ampere.short_name),
                phrase("notices", "Use fp8_e5m2 (not with FP8 weights) if answers are off."),
            )


def _experts(plan: Deployment) -> Iterator[Problem]:
    """Whole experts instead of slices (fused_moe/config.py)."""
    tp, _, dp = _split(plan)
    experts = plan.checkpoint.architecture.experts
    if experts is None or tp * dp < 2 or plan.options.enable_expert_parallel:
        return
    each = experts.intermediate / (tp * dp)
    if each < 128 or each % 64:
        yield notice(
            "experts-in-slivers",
            phrase(
                "notices",
                "Split over {cards} cards an expert keeps {each:g} of {columns:,} columns a card; small "
                "matrices are slow, and quantized ones may not divide.",
            ).format(cards=tp * dp, each=each, columns=experts.intermediate),
            phrase("notices", "Turn on expert parallel: each card then holds whole experts."),
        )


def _first_start(plan: Deployment) -> Iterator[Problem]:
    """What compiling takes off the KV cache, once (vLLM issue 54383). A measured plan has its own figures."""
    found = estimate(plan)
    if found.measured or not found.per_gpu:
        return
    part = next((part for part in found.per_gpu[0].budget_parts if part.name == COMPILING), None)
    if part is not None:
        yield notice(
            "first-start-compiles",
            phrase(
                "notices",
                "At the first start of a configuration vLLM charges what it tries while it compiles: up to {size} less KV "
                "cache on a card.",
            ).format(size=format_gib(part.high)),
            phrase(
                "notices",
                "A second start finds the kernels compiled and has that room, even where the first was refused.",
            ),
        )
