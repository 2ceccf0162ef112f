# SPDX-License-Identifier: Apache-2.0
"""How fast a plan answers, from bytes, arithmetic and messages; always a range, never above what the memory can read.

One decoding step of a rank takes max(bytes to read / memory bandwidth, arithmetic / tensor throughput), then the sums
over the tensor-parallel ranks, then what launching its kernels costs; stages of a pipeline follow one another. Reading
a prompt is the same sum with the roles changed. What is reached of a data-sheet figure stands in efficiency.py, each
with its source, as pessimistic, likely and optimistic.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple

from rigwise.core.hardware.catalogue import GpuSpec, find
from rigwise.core.hardware.rig import Gpu, LinkKind, Rig
from rigwise.core.memory.defaults import settings
from rigwise.core.memory.deployment import Deployment
from rigwise.core.memory.estimate import estimate
from rigwise.core.memory.releases import release
from rigwise.core.planning.efficiency import ENGINES, LIKELY, NARROW, Engine
from rigwise.core.planning.measured_speed import correction
from rigwise.core.planning.workload import StageWork, stage_work
from rigwise.core.units import GB
from rigwise.core.words import mark, phrase

PCIE_GB_S = {3: 0.985, 4: 1.969, 5: 3.938, 6: 7.563}  # one lane, one direction (PCI-SIG)
TERA = 1e12


class Range(NamedTuple):
    """Pessimistic, likely and optimistic."""

    low: float
    likely: float
    high: float


LIMITS = {
    "bandwidth": mark("speed", "reading weights and cache from the cards' memory"),
    "compute": mark("speed", "the arithmetic of the tensor cores"),
    "link": mark("speed", "the sums over the cards' links"),
    "memory": mark("speed", "the room for the KV cache, which keeps requests waiting"),
}
SUMS = mark("speed", "sums over the cards")  # the part of a step that goes over the links


@dataclass(frozen=True, slots=True)
class Speed:
    """What a plan answers.

    decode_tok_s:    tokens a second of each request.  aggregate_tok_s: of all requests at once.
    prefill_tok_s:   tokens of a prompt a second.      ttft_s: from the request to its first token, nobody before it.
    running:         requests that decode together (the KV cache, or max_num_seqs, may keep others waiting).
    bound:           "bandwidth", "compute", "link" or "memory": what takes most of a step, or keeps requests waiting.
    lift:            what would lift that limit, one sentence.
    parts:           milliseconds of the likely step, by what takes them (said with phrase("speed", …)).
    measured:        when the speed of this very plan was measured on this machine ("2026-11-21T08:15:00Z"), "" where the
                     figures are the model's alone; the time to the first token always is.
    roof_tok_s:      of each request if the memory were read at its full data-sheet speed and nothing else took time.
    """

    decode_tok_s: Range
    aggregate_tok_s: Range
    prefill_tok_s: Range
    ttft_s: Range
    running: int
    bound: str
    lift: str
    parts: tuple[tuple[str, float], ...]
    roof_tok_s: float
    context_tokens: int
    measured: str = ""


class _Card(NamedTuple):
    bandwidth: float
    tflops: dict[str, float]
    pcie: float


@lru_cache(maxsize=256)
def _card(gpu: Gpu) -> _Card | None:
    spec = find(gpu.name, gpu.total_bytes)
    if spec is None or spec.bandwidth_gb_s is None or "fp16" not in spec.tflops:
        return None
    return _Card(spec.bandwidth_gb_s * GB, spec.tflops, pcie_bandwidth(spec))


def pcie_bandwidth(spec: GpuSpec) -> float:
    """Bytes a second in one direction in a full slot; a board without figures is taken for PCIe 4.0 x16."""
    generation, lanes = spec.pcie
    return PCIE_GB_S.get(generation or 4, PCIE_GB_S[4]) * (lanes or 16) * GB


class _Way(NamedTuple):
    """How ranks reach each other: kind indexes Engine.link and Engine.sum_us; bytes a second in one direction."""

    kind: int
    bandwidth: float
    words: str


@lru_cache(maxsize=512)
def way(rig: Rig, cards: tuple[int, ...]) -> _Way:
    """The slowest link between any two of these cards (positions in the rig)."""
    wanted = set(cards)
    links = [link for link in rig.links if link.a in wanted and link.b in wanted]
    pairs = len(cards) * (len(cards) - 1) // 2
    specs = [find(rig.gpus[card].name, rig.gpus[card].total_bytes) for card in cards]
    pcie = min((pcie_bandwidth(spec) for spec in specs if spec), default=PCIE_GB_S[4] * 16 * GB)
    kinds = [link.kind for link in links] + [LinkKind.PCIE] * (pairs - len(links))
    if all(kind is LinkKind.NVLINK for kind in kinds):
        speed = min((spec.nvlink_gb_s for spec in specs if spec and spec.nvlink_gb_s), default=50.0) / 2 * GB
        return _Way(0, speed, "NVLink")
    if LinkKind.PCIE not in kinds:
        return _Way(1, pcie, phrase("speed", "PCIe, card to card"))
    return _Way(2, pcie, phrase("speed", "PCIe through the host's memory"))


class _Step(NamedTuple):
    """Seconds of one step of one stage, by what takes them."""

    reading: float
    computing: float
    summing: float
    launching: float

    @property
    def terms(self) -> tuple[float, float, float]:
        return max(self.reading, self.computing), self.summing, self.launching

    @property
    def total(self) -> float:
        return sum(self.terms)


class _Stage(NamedTuple):
    """wide: how the ranks of all replicas reach each other, where a mixture spreads its experts over them."""

    work: StageWork
    card: _Card
    way: _Way
    tp: int
    offload: float
    dp: int = 1
    wide: _Way | None = None


def _sums(stage: _Stage, engine: Engine, tokens: int) -> float:
    seconds = stage.work.reduces * _exchange(engine, stage.way, stage.tp, tokens * stage.work.hidden * 2)
    if stage.wide:  # replicas gather all their tokens before the experts and hand the parts back behind them
        size = tokens * stage.dp * stage.work.hidden * 2
        seconds += stage.work.mixtures * _exchange(engine, stage.wide, stage.tp * stage.dp, size)
    return seconds


def _exchange(engine: Engine, way: _Way, ranks: int, size: float) -> float:
    """A sum over ranks, or a gathering and a scattering: as many bytes and as many rounds."""
    if ranks == 1:
        return 0.0
    first, further = engine.sum_us[way.kind]
    volume = size * 2 * (ranks - 1) / ranks
    return (first + further * (ranks - 2)) * 1e-6 + volume / (way.bandwidth * engine.link[way.kind])


def _decode(stage: _Stage, engine: Engine, batch: int, context: int, eager: bool) -> _Step:
    """One token for each of `batch` requests with `context` tokens in their caches."""
    work, card = stage.work, stage.card
    tokens = batch * stage.dp if stage.wide else batch
    reading = work.dense / engine.weights + work.experts * work.touched(tokens) * work.uneven(tokens) / engine.experts
    reading += batch * work.cache_read(context) / engine.cache
    seconds = reading / card.bandwidth + stage.offload / (card.pcie * engine.link[1])
    computing = sum(batch * flops / (_rate(card, kind) * engine.products) for kind, flops in work.products)
    computing += batch * work.head_products / (_rate(card, "fp16") * engine.products)
    launching = work.kernels * (engine.eager_us if eager else engine.kernel_us) * 1e-6
    return _Step(seconds, computing, _sums(stage, engine, batch), launching)


def _prefill(stage: _Stage, engine: Engine, tokens: int, before: int) -> _Step:
    """A chunk of `tokens` prompt tokens behind `before` others."""
    work, card = stage.work, stage.card
    share = engine.grouped if work.experts else engine.products
    computing = sum(tokens * flops / (_rate(card, kind) * share) for kind, flops in work.products)
    for flops, most in work.attention:
        seen = before + tokens / 2
        computing += tokens * flops * min(seen, most or seen) / (_rate(card, "fp16") * engine.attention)
    reading = work.dense / engine.weights + work.experts * work.touched(tokens) / engine.experts
    seconds = reading / card.bandwidth + stage.offload / (card.pcie * engine.link[1])
    return _Step(seconds, computing, _sums(stage, engine, tokens), work.kernels * engine.kernel_us * 1e-6)


def _rate(card: _Card, kind: str) -> float:
    """FLOP a second; a precision that the card's entry lacks runs as 16 bit."""
    if kind not in card.tflops:
        kind = "fp16"
    return card.tflops[kind] * NARROW[kind] * TERA


def _stages(deployment: Deployment) -> list[_Stage] | None:
    options, rig = deployment.options, deployment.rig
    tp, pp, dp = options.tensor_parallel_size, options.pipeline_parallel_size, options.data_parallel_size
    if len(rig.gpus) < tp * pp * dp:
        return None
    works = stage_work(
        deployment.checkpoint,
        tp,
        pp,
        dp,
        options.enable_expert_parallel,
        rig.gpus[0].compute_capability,
        options.pipeline_partition,
        options.kv_cache_dtype,
    )
    offload = options.cpu_offload_gb * (1 << 30)
    stages = []
    for number, work in enumerate(works):
        ranks = tuple(range(number * tp, (number + 1) * tp))
        cards = [_card(rig.gpus[rank]) for rank in ranks]
        if any(card is None for card in cards):
            return None
        known = [card for card in cards if card]
        slowest = _Card(
            min(card.bandwidth for card in known),
            min((card.tflops for card in known), key=lambda tflops: tflops["fp16"]),
            min(card.pcie for card in known),
        )
        share = min(1.0, offload / max(1, work.dense + work.experts)) if offload else 0.0
        kept = replace(work, dense=round(work.dense * (1 - share)), experts=round(work.experts * (1 - share)))
        away = share * (work.dense + work.experts * work.touched(1))
        wide = way(rig, tuple(range(len(rig.gpus)))) if dp > 1 and work.expert_count else None
        stages.append(_Stage(kept if share else work, slowest, way(rig, ranks), tp, away, dp, wide))
    return stages


def speed(
    deployment: Deployment, *, context_tokens: int = 1024, concurrency: int = 1, prompt_tokens: int | None = None
) -> Speed | None:
    """How fast each of `concurrency` requests decodes with `context_tokens` in its cache, and how long a prompt takes.

    prompt_tokens: of the prompt whose first token is timed, context_tokens by default. None where the catalogue has no
    figures for a card, or the plan cannot be laid out.
    """
    stages = _stages(deployment)
    if stages is None:
        return None
    options, rig = deployment.options, deployment.rig
    dp = options.data_parallel_size
    running, waiting = _running(deployment, context_tokens, concurrency)
    each = -(-running // dp)
    eager = options.enforce_eager
    periods = _spread(_period(stages, engine, each, context_tokens, eager) for engine in ENGINES)
    micro = -(-each // min(len(stages), each))
    steps = [_decode(stage, LIKELY, micro, context_tokens, eager) for stage in stages]
    rules = release(deployment.vllm_version)
    chunk = settings(options, deployment.checkpoint.architecture, rig.gpus[0], rules).max_num_batched_tokens
    prompt = max(1, prompt_tokens or context_tokens)
    prompts = _spread(_prompt(stages, engine, prompt, chunk) for engine in ENGINES)
    firsts = _spread((*_prompt(stages, engine, prompt, chunk), engine.request_us * 1e-6) for engine in ENGINES)
    bound, lift = _bound(stages, steps, waiting, deployment)
    most = roof(deployment, context_tokens, each) or 0.0
    decode = Range(*(1 / seconds for seconds in periods))
    known = correction(deployment, each, _predicted(stages, deployment))
    if known is not None:  # no measurement of other work lifts a claim above what the memory can read
        decode = Range(*(min(most, decode.likely * factor) for factor in (known.low, known.likely, known.high)))
    return Speed(
        decode,
        Range(*(running * each_s for each_s in decode)),
        Range(*(prompt / seconds for seconds in prompts)),
        Range(*reversed(firsts)),
        running,
        bound,
        lift,
        _parts(steps, len(stages)),
        most,
        context_tokens,
        known.when if known else "",
    )


def _predicted(stages: Sequence[_Stage], deployment: Deployment) -> Callable[[int, int], float]:
    """The model's own likely tokens a second of each request, by context and requests at once."""
    eager = deployment.options.enforce_eager
    return lambda context, batch: 1 / sum(_period(stages, LIKELY, batch, context, eager))


def speed_of(deployment: Deployment, concurrency: int, context_tokens: int) -> dict[str, Any] | None:
    """A speed as the JSON object that scripts read; ranges are [low, likely, high]."""
    found = speed(deployment, context_tokens=context_tokens, concurrency=concurrency)
    if found is None:
        return None
    return {
        "decode_tok_s": [round(value, 2) for value in found.decode_tok_s],
        "aggregate_tok_s": [round(value, 2) for value in found.aggregate_tok_s],
        "prefill_tok_s": [round(value, 1) for value in found.prefill_tok_s],
        "ttft_s": [round(value, 4) for value in found.ttft_s],
        "running": found.running,
        "measured": found.measured or None,
        "bound": found.bound,
        "lift": found.lift,
    }


def _spread(terms: Iterable[Sequence[float]]) -> tuple[float, float, float]:
    """Seconds by the pessimistic, likely and optimistic engine. The terms err independently of each other, so their
    distances from the likely ones add up as squares."""
    slow, likely, fast = terms
    total = sum(likely)
    more = sum((a - b) ** 2 for a, b in zip(slow, likely, strict=True)) ** 0.5
    less = sum((a - b) ** 2 for a, b in zip(fast, likely, strict=True)) ** 0.5
    return total + more, total, total - less


def _period(stages: Sequence[_Stage], engine: Engine, batch: int, context: int, eager: bool) -> list[float]:
    """Seconds, term by term, in which every request of one replica gets a token. A pipeline works on one part of the
    batch a stage at the same time: its period is a whole round, or the slowest stage's time for every part."""
    filled = min(len(stages), batch)
    micro = -(-batch // filled)
    steps = [_decode(stage, engine, micro, context, eager) for stage in stages]
    between = engine.step_us * 1e-6
    slowest = max(range(len(stages)), key=lambda index: steps[index].total)
    terms = [filled * term for term in steps[slowest].terms]
    terms.append(filled * between + _hop(stages, engine, micro))
    others = [step.terms for index, step in enumerate(steps) if index != slowest]
    # what of the round the parts of the batch do not fill
    idle = max(0.0, sum(map(sum, others)) - (filled - 1) * (steps[slowest].total + between))
    return [*terms, idle]


def _hop(stages: Sequence[_Stage], engine: Engine, tokens: int) -> float:
    """Handing activations from stage to stage."""
    if len(stages) == 1:
        return 0.0
    hop = engine.sum_us[2][0] * 1e-6 + tokens * stages[0].work.hidden * 4 / (stages[0].card.pcie * engine.link[2])
    return (len(stages) - 1) * hop


def _prompt(stages: Sequence[_Stage], engine: Engine, prompt: int, chunk: int) -> list[float]:
    """Seconds, term by term, of a prompt in chunks of max_num_batched_tokens, which the stages of a pipeline work on one
    behind the other. The middle chunk stands for all: attention grows evenly from the first to the last."""
    count = -(-prompt // chunk)
    size = prompt / count
    steps = [_prefill(stage, engine, round(size) or 1, round((prompt - size) / 2)) for stage in stages]
    slowest = max(steps, key=lambda step: step.total)
    first = [sum(terms) for terms in zip(*(step.terms for step in steps), strict=True)]
    terms = [once + (count - 1) * again for once, again in zip(first, slowest.terms, strict=True)]
    return [*terms, engine.step_us * 1e-6 * count + _hop(stages, engine, round(size))]


def together(deployment: Deployment, context: int, concurrency: int) -> int:
    """Of so many requests, those that decode at the same time: the KV cache, or max_num_seqs, may keep others waiting."""
    return _running(deployment, context, concurrency)[0]


def _running(deployment: Deployment, context: int, concurrency: int) -> tuple[int, bool]:
    """(requests that decode together, whether the KV cache keeps others waiting)."""
    if concurrency <= 1:
        return 1, False
    architecture = deployment.checkpoint.architecture
    length = max(1, min(context, architecture.max_position))
    result = estimate(replace(deployment, options=replace(deployment.options, max_model_len=length)))
    dp = deployment.options.data_parallel_size
    room = concurrency if result.max_concurrency is None else max(1, int(result.max_concurrency)) * dp
    rules = release(deployment.vllm_version)
    most = settings(deployment.options, architecture, deployment.rig.gpus[0], rules).max_num_seqs * dp
    running = min(concurrency, room, most)
    return running, room < min(concurrency, most)


def in_all(deployment: Deployment, context_tokens: int, running: int, *, unread: bool = False) -> float | None:
    """The likely tokens a second of `running` requests that decode together; None where `pace` knows none.

    unread: of jobs that read as many tokens as they write, one after the other: prompts take their share of the time.
    """
    each = pace(deployment, context_tokens, running)
    stages = _stages(deployment) if unread else None
    if each is None or stages is None:
        return each and running * each
    rules = release(deployment.vllm_version)
    chunk = settings(deployment.options, deployment.checkpoint.architecture, deployment.rig.gpus[0], rules)
    size = min(max(1, context_tokens), chunk.max_num_batched_tokens)
    step = max(_prefill(stage, LIKELY, size, 0).total for stage in stages) + LIKELY.step_us * 1e-6
    prompts = deployment.options.data_parallel_size * size / step
    return 2 / (1 / (running * each) + 1 / prompts)


def roof(deployment: Deployment, context_tokens: int = 0, batch: int = 1) -> float | None:
    """Tokens a second of each request if memory were read at its data-sheet speed and nothing else took time."""
    stages = _stages(deployment)
    if stages is None:
        return None
    micro = -(-batch // min(len(stages), batch))
    seconds = 0.0
    for stage in stages:
        work = stage.work
        tokens = micro * stage.dp if stage.wide else micro
        size = work.dense + work.experts * work.touched(tokens) + micro * work.cache_read(context_tokens)
        seconds += size / stage.card.bandwidth
    return 1 / seconds if seconds else None


def _bound(stages: Sequence[_Stage], steps: Sequence[_Step], waiting: bool, deployment: Deployment) -> tuple[str, str]:
    if waiting:
        return "memory", phrase(
            "speed", "A smaller KV cache type, a shorter context or more memory lets more requests in."
        )
    reading = sum(step.reading for step in steps)
    computing = sum(step.computing for step in steps)
    summing = sum(step.summing for step in steps)
    launching = sum(step.launching for step in steps)
    more: tuple[str, ...] = ()
    if launching > max(reading, computing, summing):
        more = (
            phrase("speed", "Launching the kernels takes longer still: only a larger batch makes use of this card."),
        )
        if deployment.options.enforce_eager:
            more = (phrase("speed", "Launching the kernels one by one takes longer still: CUDA graphs lift that."),)
    if summing > max(reading, computing):
        bound, lift = (
            "link",
            phrase("speed", "NVLink instead of {way}, or fewer tensor-parallel ranks.").format(way=stages[0].way.words),
        )
    elif computing > reading:
        bound, lift = (
            "compute",
            phrase("speed", "Cards with more tensor throughput, or a format they multiply natively."),
        )
    else:
        bound = "bandwidth"
        lift = phrase("speed", "Fewer bits per weight, faster memory, or more tensor-parallel ranks to read at once.")
    return bound, " ".join((lift, *more))


def _parts(steps: Sequence[_Step], pp: int) -> tuple[tuple[str, float], ...]:
    between = LIKELY.step_us * 1e-6
    named = (
        (
            mark("speed", "reading weights and cache"),
            sum(max(0.0, step.reading) for step in steps if step.reading >= step.computing),
        ),
        (mark("speed", "arithmetic"), sum(step.computing for step in steps if step.computing > step.reading)),
        (SUMS, sum(step.summing for step in steps)),
        (mark("speed", "launching kernels"), sum(step.launching for step in steps)),
        (mark("speed", "scheduling and sampling"), between),
    )
    return tuple((name, seconds * 1e3) for name, seconds in named if seconds > 0)


def pace(deployment: Deployment, context_tokens: int, batch: int) -> float | None:
    """The likely tokens a second of each of `batch` requests that decode together: `speed` for ranking many plans."""
    stages = _stages(deployment)
    if stages is None:
        return None
    each = -(-batch // deployment.options.data_parallel_size)
    predicted = _predicted(stages, deployment)
    known = correction(deployment, each, predicted)
    likely = predicted(context_tokens, each)
    return likely if known is None else min(likely * known.likely, roof(deployment, context_tokens, each) or likely)
