# SPDX-License-Identifier: Apache-2.0
"""Every way vLLM accepts to run a model on a rig, weighed; and of those the few that differ in kind.

A plan is a split (tensor, pipeline, data and expert parallel), a KV-cache type, how many requests at once, CUDA graphs
or none, and a context. What another plan beats in everything is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from math import log

from rigwise.core.hardware.rig import Rig
from rigwise.core.memory.deployment import LATEST_RELEASE, Deployment
from rigwise.core.memory.estimate import estimate
from rigwise.core.memory.result import Estimate
from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.planning.reasons import reasons
from rigwise.core.planning.splits import Split, groups, splits, tensor_parallel_sizes
from rigwise.core.planning.suggest import (
    SHORTEST_CONTEXT,
    cache_types,
    deployment_of,
    hopeless,
    rounded_context,
    shortens,
)
from rigwise.core.planning.throughput import Speed, in_all, pace, speed
from rigwise.core.planning.variants import bits as weight_bits
from rigwise.core.planning.wishes import WISHES, Constraints, Goal, Wish
from rigwise.core.units import GIB

FEW_AT_LEAST = 4  # sequences that a plan for one person still takes: a title, a second tab, a tool call
MOST_OFFLOADED = 128  # GiB of a card's weights in the machine's memory
MANY = 256  # vLLM's own default on most cards
SAFE = 2 * GIB  # repeated starts of one plan differ by 0.8 GiB in reports; beyond twice that nothing is gained


Turn = Callable[[], None]


def go_on() -> None:
    """Nobody else wants the processor."""


class Kind(Enum):
    """What a plan is the best at; the value is its heading."""

    RECOMMENDED = "Recommended"
    CONTEXT = "Longest context"
    REQUESTS = "Most requests at once"
    SPEED = "Fastest for one"
    THROUGHPUT = "Most tokens in all"
    QUALITY = "Best quality"
    SAFETY = "Safest"


@dataclass(frozen=True, slots=True)
class Option:
    """One plan and what it is worth.

    context:   tokens it serves.  longest: tokens that one request could have.
    requests:  of that context at once.  single, aggregate: likely tokens a second, of one request and of all; of jobs that
               nobody waits for, prompts included.
    bits:      per weight on average and per cached number; fewer lose some quality.
    margin:    bytes of KV budget beyond one request, on the tightest card; below 0: the pessimistic end fails.
    """

    deployment: Deployment
    split: Split
    result: Estimate
    context: int
    longest: int
    requests: float
    single: float
    aggregate: float
    bits: tuple[int, int]
    margin: int

    @property
    def cards(self) -> int:
        return self.split.world

    @property
    def safety(self) -> int:
        """The margin in quarters of a GiB, as far as more of it makes anything safer."""
        return min(self.margin, SAFE) // (GIB // 4)

    def merits(self) -> tuple[float, ...]:
        """What may be compared: more is better in each."""
        return (
            self.longest,
            self.requests,
            self.single,
            self.aggregate,
            *self.bits,
            self.safety,
            -self.cards,
            -self.deployment.options.cpu_offload_gb,
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """An option worth showing: what it is the best at, how fast, and why."""

    kinds: tuple[Kind, ...]
    option: Option
    speed: Speed | None
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came to. tried: plans weighed; starting: of those, how many start; choices: recommended first."""

    choices: tuple[Choice, ...]
    tried: int
    starting: int
    wish: Wish


def search(
    rig: Rig,
    checkpoints: Checkpoint | Sequence[Checkpoint],
    wish: Wish = WISHES[Goal.CHAT],
    constraints: Constraints = Constraints(),  # noqa: B008 - a frozen value
    vllm_version: str = LATEST_RELEASE,
    turn: Turn = go_on,
) -> Found:
    """The plans worth showing for one model (or for several checkpoints of it), the recommended one first.

    turn: called between two plans; may wait to let others go first, or raise to end the search.
    """
    some = (checkpoints,) if isinstance(checkpoints, Checkpoint) else tuple(checkpoints)
    usable = constraints.usable(rig)
    tried = 0
    found: list[Option] = []
    for checkpoint in some:
        for option in _options(usable, checkpoint, wish, constraints, vllm_version):
            tried += 1
            turn()
            if option is not None and option.longest >= constraints.least_context:
                found.append(option)
    front = undominated(found)
    return Found(tuple(_choices(front, wish)), tried, len(found), wish)


def quick(
    rig: Rig,
    checkpoint: Checkpoint,
    wish: Wish,
    constraints: Constraints = Constraints(),  # noqa: B008 - a frozen value
    vllm_version: str = LATEST_RELEASE,
) -> Option | None:
    """The best for a wish of a few plans: on as few cards as may hold the model and on as many as divide it, with each
    cache type. A full search over many cards takes a hundred times as long. None where none of them starts.

    constraints: only its cache types and least context count here.
    """
    able = [split for split in splits(rig, checkpoint) if not hopeless(rig, split, checkpoint)]
    if not able:
        return None
    ends = {min(able, key=lambda split: split.world), max(able, key=lambda split: (split.tp, split.world))}
    weigh = partial(
        _weigh, rig, checkpoint=checkpoint, wish=wish, version=vllm_version, least=constraints.least_context
    )
    options = (
        weigh(split, kv_cache_dtype=cache, max_num_seqs=max(FEW_AT_LEAST, wish.users))
        for split in ends
        for cache in _cache_types(rig, checkpoint, constraints)
    )
    return max((option for option in options if option), key=lambda option: score(option, wish), default=None)


def arrangements(rig: Rig, checkpoint: Checkpoint, most_cards: int | None = None) -> Iterator[Split]:
    """Every split that vLLM accepts: one copy of the model, replicas of it, and whole experts for mixtures."""
    count = min(len(rig.gpus), most_cards or len(rig.gpus))
    mixture = checkpoint.architecture.experts is not None
    whole = tensor_parallel_sizes(checkpoint, count, expert_parallel=True) if mixture else ()
    for split in splits(rig, checkpoint):
        if split.world > count:
            continue
        yield split
        if mixture and split.tp > 1 and split.partition is None:
            yield replace(split, expert_parallel=True)
        if split.pp > 1:
            continue  # replicas of pipelines: independent servers do the same with less to go wrong
        for replicas in sorted({2, count // split.world}):
            cards = groups(rig, split.world * replicas) if replicas > 1 else None
            if cards is not None and split.world * replicas <= count:
                copies = replace(split, cards=cards, dp=replicas)
                yield copies
                if mixture:
                    yield replace(copies, expert_parallel=True)
    # sizes that divide only when experts stay whole
    slices = set(tensor_parallel_sizes(checkpoint, count))
    for size in whole:
        cards = groups(rig, size)
        if size > 1 and size not in slices and cards is not None:
            yield Split(cards, tp=size, expert_parallel=True)


def _options(
    rig: Rig, checkpoint: Checkpoint, wish: Wish, constraints: Constraints, version: str
) -> Iterator[Option | None]:
    """Options that start, None for those tried in vain."""
    if not rig.gpus:
        return
    weigh = partial(_weigh, rig, checkpoint=checkpoint, wish=wish, version=version, least=constraints.least_context)
    few = max(FEW_AT_LEAST, wish.users)
    good: list[Option] = []
    short: list[Split] = []
    for split in arrangements(rig, checkpoint, constraints.most_cards):
        if not split.expert_parallel and hopeless(rig, split, checkpoint):
            short.append(split)
            yield None
            continue
        for cache in _cache_types(rig, checkpoint, constraints):
            option = weigh(split, kv_cache_dtype=cache, max_num_seqs=few)
            yield option
            if option is not None:
                good.append(option)
            elif cache == "auto":
                short.append(split)
    if few < MANY:
        # many requests cost graphs and sampler memory: worth a look where the cache could serve them
        for option in sorted(good, key=lambda option: -option.requests)[:6]:
            if option.requests > few:
                cache = option.deployment.options.kv_cache_dtype
                seqs = min(MANY, _round_up(option.requests))
                yield weigh(option.split, kv_cache_dtype=cache, max_num_seqs=seqs)
    if not any(option.context >= wish.context for option in good):
        for split in [*short[-4:], *(option.split for option in good[-2:])]:
            yield weigh(split, max_num_seqs=few, enforce_eager=True)
    if not good and constraints.offload and short:
        widest = max(short, key=lambda split: (split.tp * split.pp, split.tp))
        yield _offloaded(lambda size: weigh(widest, max_num_seqs=few, cpu_offload_gb=size))


def _round_up(requests: float) -> int:
    return 1 << max(3, int(requests).bit_length())


def _cache_types(rig: Rig, checkpoint: Checkpoint, constraints: Constraints) -> tuple[str, ...]:
    """The model's own type, and 8 bit where allowed."""
    if not constraints.fp8_cache:
        return ("auto",) if checkpoint.quantization.kv_cache_dtype is None else ("bfloat16",)
    return cache_types(rig, checkpoint)


def _weigh(
    rig: Rig, split: Split, checkpoint: Checkpoint, wish: Wish, version: str, least: int = 0, **options: object
) -> Option | None:
    """The option that a split and a few settings make, at the wished context or the longest below; None: no start."""
    wanted = min(max(wish.context, least), checkpoint.architecture.max_position)
    # dense replicas on equal cards are alike: one of them is sized; mixtures spread their experts over all (fused_moe/config.py)
    cards = {(rig.gpus[card].name, rig.gpus[card].total_bytes, rig.gpus[card].used_bytes) for card in split.cards}
    alone = split.dp > 1 and checkpoint.architecture.experts is None and len(cards) == 1
    sized = replace(split, dp=1, cards=split.cards[: split.tp * split.pp]) if alone else split
    plan = deployment_of(rig, sized, checkpoint, version)
    plan = replace(plan, options=replace(plan.options, max_model_len=wanted, **options))  # type: ignore[arg-type]
    result = estimate(plan)
    context = wanted
    if not result.starts:
        if not shortens(result):
            return None
        context = rounded_context(result.longest_context or 0)
        if context < SHORTEST_CONTEXT:
            return None
        plan = replace(plan, options=replace(plan.options, max_model_len=context))
        result = estimate(plan)
        if not result.starts:
            return None
    longest = max(context, rounded_context(result.longest_context or 0))
    requests = (result.max_concurrency or 1.0) * split.dp
    if alone:
        whole = deployment_of(rig, split, checkpoint, version)
        plan = replace(whole, options=replace(plan.options, data_parallel_size=split.dp))
    half = max(1, context // 2)  # a conversation is half full on average
    single = pace(plan, half, 1) or 0.0
    at_once = max(1, min(wish.users, int(requests), (plan.options.max_num_seqs or MANY) * split.dp))
    aggregate = in_all(plan, half, at_once, unread=wish.unread) or 0.0
    bits = (round(weight_bits(checkpoint)), 8 if _eight_bit(plan) else 16)
    return Option(plan, split, result, context, longest, requests, single, aggregate, bits, margin(result))


def margin(result: Estimate) -> int:
    """Bytes of KV budget beyond one request, on the tightest card; -1 where the pessimistic end does not start."""
    if result.risky or result.available_kv is None:
        return -1
    return result.available_kv - (result.required_kv or 0)


def _eight_bit(plan: Deployment) -> bool:
    own = plan.checkpoint.quantization.kv_cache_dtype
    dtype = plan.options.kv_cache_dtype
    return dtype.startswith("fp8") or (dtype == "auto" and own is not None)


def _offloaded(weigh: Callable[[float], Option | None]) -> Option | None:
    """The option with the least weights in the machine's memory, in whole GiB a card, that starts."""
    low, high = 1, MOST_OFFLOADED
    best: Option | None = None
    while low <= high:
        size = (low + high) // 2
        option = weigh(float(size))
        if option is None:
            low = size + 1
        else:
            best, high = option, size - 1
    return best


def undominated(options: Iterable[Option]) -> list[Option]:
    """Without those that another one equals in everything and beats in something."""
    front: list[tuple[tuple[float, ...], Option]] = []
    for option in options:
        mine = option.merits()
        if any(all(a >= b for a, b in zip(other, mine, strict=True)) for other, _ in front):
            continue
        front = [pair for pair in front if not all(a >= b for a, b in zip(mine, pair[0], strict=True))]
        front.append((mine, option))
    return [option for _, option in front]


def score(option: Option, wish: Wish, best: Option | None = None) -> float:
    """How well an option serves a wish: the weighted logarithms of what it reaches; more is better.

    What lies beyond the wish counts little: context beyond what a conversation grows to, requests beyond the users.
    """
    weights = wish.weights
    enough = min(option.context, wish.context) / wish.context
    beyond = log(max(1.0, option.longest / wish.context)) * 0.1
    served = min(option.requests, wish.users) / wish.users
    total = weights.speed * log(max(option.single, 0.1))
    total += weights.throughput * log(max(option.aggregate, 0.1))
    total += (2.0 + 2.0 * weights.context) * log(enough) + weights.context * beyond
    total += (0.5 + 2.0 * weights.requests) * log(max(served, 1e-3))
    total += weights.requests * 0.1 * log(max(1.0, option.requests / wish.users))
    total += weights.quality * (0.25 * log(option.bits[0] / 16) + 0.5 * log(option.bits[1] / 16))
    total += weights.safety * (0.0 if option.margin > GIB // 4 else -0.7 if option.margin < 0 else -0.2)
    total -= 0.1 * (option.cards - 1)  # cards left over can serve something else
    total -= 3.0 * (option.deployment.options.cpu_offload_gb > 0)
    return total


ALIKE = 0.95
MERITS: dict[Kind, Callable[[Option], float]] = {
    Kind.SPEED: lambda option: option.single,
    Kind.CONTEXT: lambda option: option.longest,
    Kind.REQUESTS: lambda option: option.requests,
    Kind.THROUGHPUT: lambda option: option.aggregate,
    Kind.QUALITY: lambda option: option.bits[0] * option.bits[1],
    Kind.SAFETY: lambda option: option.safety + 1 - option.cards / 100,
}


def _choices(front: list[Option], wish: Wish) -> Iterator[Choice]:
    if not front:
        return
    order = [max(front, key=lambda option: score(option, wish))]
    picks: dict[int, list[Kind]] = {id(order[0]): [Kind.RECOMMENDED]}
    for kind, merit in MERITS.items():
        most = max(merit(option) for option in front)
        # one that is shown already will do where the best is hardly better
        option = next((o for o in order if merit(o) >= most * ALIKE and merit(o) > 0), None)
        if option is None:
            option = max((o for o in front if merit(o) == most), key=lambda o: score(o, wish))
        if id(option) not in picks:
            order.append(option)
        picks.setdefault(id(option), []).append(kind)
    for option in order:
        kinds = tuple(picks[id(option)])
        shown = at_length(option) if Kind.CONTEXT in kinds and len(kinds) == 1 else option
        at_once = max(1, min(wish.users, int(shown.requests)))
        found = speed(shown.deployment, context_tokens=max(1, shown.context // 2), concurrency=at_once)
        yield Choice(kinds, shown, found, reasons(shown.deployment, shown.result, shown.split, found))


def at_length(option: Option) -> Option:
    """The option with its longest context as the limit."""
    options = replace(option.deployment.options, max_model_len=option.longest)
    plan = replace(option.deployment, options=options)
    result = estimate(plan)
    if not result.starts:
        return option
    half = max(1, option.longest // 2)
    requests = (result.max_concurrency or 1.0) * option.split.dp
    return replace(
        option,
        deployment=plan,
        result=result,
        context=option.longest,
        requests=requests,
        single=pace(plan, half, 1) or 0.0,
    )
