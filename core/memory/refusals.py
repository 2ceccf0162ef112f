# SPDX-License-Identifier: Apache-2.0
"""What vLLM refuses before it loads a byte, with its reason and the nearest setting that works."""

from __future__ import annotations

from collections.abc import Iterator

from rigwise.core.memory.card_refusals import card_refusals
from rigwise.core.memory.defaults import Settings, longest_context
from rigwise.core.memory.deployment import LATEST_RELEASE, Deployment
from rigwise.core.memory.latents import sparse
from rigwise.core.memory.releases import Release, version_key
from rigwise.core.memory.shape_refusals import shape_refusals
from rigwise.core.memory.support import LAST_RELEASE
from rigwise.core.memory.weights import pipeline_stages
from rigwise.core.models.served import Unserved
from rigwise.core.problems import Problem, Remedy
from rigwise.core.words import phrase


def refusals(deployment: Deployment, chosen: Settings, release: Release) -> Iterator[Problem]:
    """Everything that stops this deployment whatever its memory, worst first."""
    yield from _world(deployment)
    yield from _architecture(deployment)
    yield from _shared_caches(deployment)
    yield from shape_refusals(deployment)
    yield from card_refusals(deployment, release)
    yield from _settings(deployment, chosen, release)


def _architecture(deployment: Deployment) -> Iterator[Problem]:
    """Classes that releases have dropped, and sparse attention, whose kernels begin with Hopper (platforms/cuda.py)."""
    architecture, version = deployment.checkpoint.architecture, deployment.vllm_version
    if verifier := deployment.checkpoint.drafts_for:
        yield Problem(
            "draft-alone",
            phrase("refusals", "This checkpoint only drafts for {model}: vLLM loads it beside that one.").format(
                model=verifier
            ),
            phrase("refusals", "Choose {model}, with this one as its draft model.").format(model=verifier),
        )
    last = LAST_RELEASE.get(architecture.name)
    if last is not None and version_key(version) > version_key(last):
        yield Problem(
            "architecture-not-served",
            phrase(
                "refusals", "vLLM {version} no longer serves {architecture}; {last} was the last release that did."
            ).format(version=version, architecture=architecture.name, last=last),
            phrase("refusals", "Use vLLM {last}, or another model.").format(last=last),
        )
    if version_key(version) <= version_key(LATEST_RELEASE):
        yield from _unserved(deployment)
    weakest = min(deployment.rig.gpus, key=lambda gpu: gpu.compute_capability, default=None)
    if sparse(architecture) and weakest is not None and weakest.compute_capability < (9, 0):
        yield Problem(
            "attention-needs-newer-card",
            phrase("refusals", "vLLM has no sparse attention kernels for the {card}; this model needs them.").format(
                card=weakest.short_name
            ),
            phrase("refusals", "Use cards of the Hopper or Blackwell generation, or another model."),
        )


def _unserved(deployment: Deployment) -> Iterator[Problem]:
    """ "No model architectures are specified", "Model architectures [...] are not supported for now" (registry.py)."""
    why = deployment.checkpoint.unserved
    if why is Unserved.UNNAMED:
        yield Problem(
            "architecture-unnamed",
            phrase("refusals", "The config.json names no architecture class, and vLLM knows none for its model type."),
            phrase(
                "refusals",
                'Name the class that vLLM has for it with `--hf-overrides \'{"architectures": ["…"]}\'`, or use another model.',
            ),
        )
    elif why is Unserved.UNKNOWN:
        yield Problem(
            "architecture-unknown",
            phrase(
                "refusals", "Neither vLLM {version} nor transformers has the architecture class {architecture}."
            ).format(version=deployment.vllm_version, architecture=deployment.checkpoint.architecture.name),
            phrase(
                "refusals",
                "Look in the model card for a release or plugin that has it, or for a class that vLLM has "
                '(`--hf-overrides \'{"architectures": ["…"]}\'`), or use another model.',
            ),
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


def _settings(deployment: Deployment, chosen: Settings, release: Release) -> Iterator[Problem]:
    """Lengths, batches and parallelism that the model does not have or that contradict each other."""
    options, architecture = deployment.options, deployment.checkpoint.architecture
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
