# SPDX-License-Identifier: Apache-2.0
"""What a card, its driver or the release on it cannot compute: weight formats, KV-cache formats, types."""

from __future__ import annotations

from collections.abc import Iterator

from rigwise.core.hardware.rig import Gpu
from rigwise.core.memory.deployment import Deployment
from rigwise.core.memory.kv_specs import PACKED_LATENT
from rigwise.core.memory.latents import latent_layer
from rigwise.core.memory.releases import Release, version_key
from rigwise.core.memory.support import LISTED, is_retired, minimum_capability, releases_for
from rigwise.core.problems import Problem, Remedy
from rigwise.core.words import phrase


def card_refusals(deployment: Deployment, release: Release) -> Iterator[Problem]:
    """What the weakest card decides, and what a mix of cards means."""
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
    # the first engine's own cache kernels convert on any card
    if (wanted.startswith("fp8") and have < (8, 0) and not release.first_engine(have)) or (
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
    latent = latent_layer(deployment.checkpoint.architecture) is not None
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


def _point(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version[:2]))
