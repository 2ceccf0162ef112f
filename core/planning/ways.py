# SPDX-License-Identifier: Apache-2.0
"""Ways to run one model on a rig: each repository's format judged on these cards, and the one to take."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import prod

from rigwise.core.hardware.rig import Rig
from rigwise.core.memory.deployment import Deployment
from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.models.hub.search import NOT_SERVED
from rigwise.core.models.hub.siblings import Sibling
from rigwise.core.planning.suggest import COMFORTABLE_CONTEXT, Fit, fit, suggested
from rigwise.core.planning.workload import precision
from rigwise.core.problems import Problem, RigwiseError
from rigwise.core.units import format_gb
from rigwise.core.words import mark, phrase

UNSERVED = "not for vLLM"
GROUPS = ("16-bit", "FP8", "INT8", "AWQ", "GPTQ", "INT4", "NVFP4", "MXFP8", "MXFP4", "other", UNSERVED)
# who makes many formats, with their evaluations on the model's card; to break ties, and for nothing else
WELL_KNOWN = (
    "RedHatAI",
    "nvidia",
    "unsloth",
    "Intel",
    "amd",
    "cyankiwi",
    "hugging-quants",
    "casperhansen",
    "neuralmagic",
)


@dataclass(frozen=True, slots=True)
class Quality:
    """What is known of a format's answers. loss: 0 none, 1 hardly, 2 small, 3 noticeable; source: who measured."""

    loss: int
    word: str
    source: str


_STUDY = mark("quality", "Kurtic et al., ACL 2025 (arXiv 2411.02355): Llama 3.1, 500,000 evaluations")
_IN_FOUR_BITS = mark("quality", "4-bit weights in {study}")
_QUALITIES = {
    "16-bit": Quality(0, mark("quality", "as its publisher made it"), mark("quality", "the original weights")),
    "FP8": Quality(0, mark("quality", "no measurable loss"), _STUDY),
    "MXFP8": Quality(
        0,
        mark("quality", "no measurable loss expected"),
        mark("quality", "8-bit floats with finer scales than in {study}"),
    ),
    "INT8": Quality(1, mark("quality", "1 to 3 % lower scores"), _STUDY),
    "AWQ": Quality(2, mark("quality", "close to 8-bit integers"), _IN_FOUR_BITS),
    "GPTQ": Quality(2, mark("quality", "close to 8-bit integers"), _IN_FOUR_BITS),
    "INT4": Quality(2, mark("quality", "close to 8-bit integers"), _IN_FOUR_BITS),
    "NVFP4": Quality(
        2,
        mark("quality", "about 1 % lower scores"),
        mark("quality", "NVIDIA's own evaluation of DeepSeek-R1-0528 (NVFP4 blog, June 2025)"),
    ),
    "MXFP4": Quality(
        2,
        mark("quality", "not measured for this model"),
        mark("quality", "coarser scales than NVFP4; see the model's card"),
    ),
}
_UNKNOWN = Quality(
    3, mark("quality", "unknown"), mark("quality", "nobody's measurement is known to Rigwise; see the model's card")
)


@dataclass(frozen=True, slots=True)
class Way:
    """One repository as a way to run the model here.

    group:    one of GROUPS. bits: per parameter, of all tensors; None: not looked at. kernel: "native", "weight-only",
              or "" where it is not known or there is none. fit, context, cards: of the plan that Rigwise suggests.
    problem:  why it cannot be judged or run. why: the reason, for the one that is recommended.
    """

    id: str
    group: str
    format: str
    downloads: int
    license: str | None
    gated: bool
    quality: Quality
    official: bool = False
    checkpoint: Checkpoint | None = None
    download_bytes: int | None = None
    bits: float | None = None
    kernel: str = ""
    fit: Fit | None = None
    context: int = 0
    cards: int = 0
    problem: Problem | None = None
    recommended: bool = False
    why: str = ""

    @property
    def publisher(self) -> str:
        return self.id.partition("/")[0]


def parameters(checkpoint: Checkpoint) -> int:
    """How many numbers the model has, whatever they are stored in."""
    architecture = checkpoint.architecture
    ends = (*architecture.first, *architecture.last, *architecture.everywhere)
    layers = (weight for layer in architecture.layers for weight in layer.weights)
    return sum(weight.count * prod(weight.shape) for weight in (*ends, *layers))


def group_of(format: str) -> str:
    """The group that a format's name belongs to."""
    if format in NOT_SERVED:
        return UNSERVED
    return next((group for group in GROUPS if format.startswith(group)), "other")


def way(sibling: Sibling, rig: Rig) -> Way:
    """One repository judged; what was not inspected has no verdict."""
    found, seen = sibling.found, sibling.inspection
    group = group_of(found.format)
    made = Way(
        found.id, group, found.format, found.downloads, found.license, found.gated, _quality(group, sibling.official),
        sibling.official, download_bytes=found.weight_bytes, problem=sibling.problem,
    )  # fmt: skip
    if seen is None:
        return made
    made = replace(made, download_bytes=seen.download_bytes, gated=seen.gated)
    try:
        checkpoint = seen.checkpoint()
    except RigwiseError as error:
        served = error.problem.code != "format-not-served"
        return replace(made, problem=error.problem, group=group if served else UNSERVED)
    label = checkpoint.quantization.label
    group = group_of(label) if checkpoint.quantization.served else UNSERVED
    made = replace(
        made,
        format=label,
        group=group,
        checkpoint=checkpoint,
        bits=8 * seen.tensor_bytes / parameters(checkpoint) if seen.tensor_bytes else None,
        quality=_quality(group, sibling.official),
    )
    return judged(made, checkpoint, rig)


def judged(made: Way, checkpoint: Checkpoint, rig: Rig) -> Way:
    """The way on this rig: kernel, verdict, longest context."""
    plan, result = suggested(rig, checkpoint)
    verdict = fit(result)
    blocking = next((problem for problem in result.problems if problem.blocking), None)
    return replace(
        made,
        kernel=kernel(checkpoint, plan) if blocking is None or not blocking.code.startswith("format-") else "",
        fit=verdict,
        context=(result.longest_context or 0) if verdict.starts else 0,
        cards=len(plan.rig.gpus),
        problem=None if verdict.starts else blocking,
    )


def kernel(checkpoint: Checkpoint, plan: Deployment) -> str:
    """Whether the cards multiply in the stored precision, or unpack the weights to 16 bit first."""
    if not checkpoint.quantization.method:
        return ""
    form = checkpoint.quantization.experts or checkpoint.quantization.linear
    native = all(precision(form, gpu.compute_capability) != "fp16" for gpu in plan.rig.gpus)
    return "native" if native else "weight-only"


def _quality(group: str, official: bool) -> Quality:
    known = _QUALITIES.get(group, _UNKNOWN)
    word: str = phrase("quality", known.word)
    source = phrase("quality", known.source).format(study=phrase("quality", _STUDY))
    if official and known.loss:
        word = phrase("quality", "{quality}; made by the model's own publisher").format(quality=word)
        return Quality(max(1, known.loss - 1), word, source)
    return Quality(known.loss, word, source)


def ways(siblings: Iterable[Sibling], rig: Rig) -> tuple[Way, ...]:
    """Every repository, by group and downloads, one of them recommended where any fits."""
    return recommended(tuple(way(sibling, rig) for sibling in siblings))


def recommended(made: Iterable[Way]) -> tuple[Way, ...]:
    """The same ways in order, the best one marked, with the reason."""
    plain = [replace(one, recommended=False, why="") for one in made]
    best = min((one for one in plain if one.fit in (Fit.FITS, Fit.TIGHT)), key=_rank, default=None)
    order = sorted(plain, key=lambda one: (GROUPS.index(one.group), -one.downloads, one.id))
    return tuple(replace(one, recommended=True, why=_reason(one, plain)) if one is best else one for one in order)


def _comfortable(one: Way) -> bool:
    most = one.checkpoint.architecture.max_position if one.checkpoint else COMFORTABLE_CONTEXT
    return one.fit is Fit.FITS and one.context >= min(COMFORTABLE_CONTEXT, most)


def _rank(one: Way) -> tuple[object, ...]:
    """Comfortable first; then the smaller loss; native kernels; fewer bits, as they leave room and are read faster."""
    known = one.official or one.publisher in WELL_KNOWN
    return (
        not _comfortable(one), one.fit is not Fit.FITS, one.cards if not _comfortable(one) else 0, one.quality.loss,
        one.kernel == "weight-only", round(one.bits or 16), not known, -one.downloads, one.id,
    )  # fmt: skip


def _reason(best: Way, every: Iterable[Way]) -> str:
    reason = (
        phrase("ways", "{quality}, computed natively by these cards, it leaves room for {context:,} tokens of context.")
        if best.kernel == "native"
        else phrase("ways", "{quality}, it leaves room for {context:,} tokens of context.")
    )
    text = reason.format(quality=f"{best.quality.word[0].upper()}{best.quality.word[1:]}", context=best.context)
    too_big = [one for one in every if one.fit is Fit.TOO_BIG and one.quality.loss < best.quality.loss]
    if too_big:
        nearest = min(too_big, key=lambda one: (one.download_bytes or 0, one.quality.loss))
        size = nearest.download_bytes
        too_large = (
            phrase("ways", "{format} ({size}) does not fit.") if size else phrase("ways", "{format} does not fit.")
        )
        text += " " + too_large.format(format=nearest.format, size=format_gb(size or 0))
    elif not _comfortable(best) and any(one.fit is not None for one in every if one is not best):
        text += " " + phrase("ways", "Nothing else gives more.")
    return text
