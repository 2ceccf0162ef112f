# SPDX-License-Identifier: Apache-2.0
"""What is the cheapest change that makes a model fit? Settings cost nothing, another format a download, cards money."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import combinations

from rigwise.core.hardware.catalogue import MOST_CARDS, GpuSpec, find, gpu, gpu_specs
from rigwise.core.hardware.rig import Link, LinkKind, Rig
from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.planning.search import Choice, search
from rigwise.core.planning.variants import bits, variants
from rigwise.core.planning.wishes import WISHES, Constraints, Goal, Wish
from rigwise.core.units import format_gb
from rigwise.core.words import phrase

# (rig, checkpoints, whether an FP8 cache is allowed, tokens at least) -> the plan that serves them
Serve = Callable[[Rig, Sequence[Checkpoint], bool, int], Choice | None]


class Cost(Enum):
    """What a change costs, cheapest first."""

    NOTHING = "nothing"
    SETTING = "a setting"
    DOWNLOAD = "a download"
    BRIDGE = "an NVLink bridge"
    CARD = "another card"
    CARDS = "other cards"


@dataclass(frozen=True, slots=True)
class Change:
    """words: the change in one sentence; rig: the rig after it; choice: the plan that then serves the wish."""

    cost: Cost
    words: str
    rig: Rig
    choice: Choice


def cheapest_change(
    rig: Rig, checkpoint: Checkpoint, wish: Wish = WISHES[Goal.CHAT], least_tok_s: float = 0.0
) -> Change | None:
    """The first change, cheapest first, after which the wished context is served at least so fast; None: none known."""
    return next(changes(rig, checkpoint, wish, least_tok_s), None)


def changes(rig: Rig, checkpoint: Checkpoint, wish: Wish, least_tok_s: float = 0.0) -> Iterator[Change]:
    """Every change that helps, cheapest first, one of a kind."""
    wanted = min(wish.context, checkpoint.architecture.max_position)

    def serve(rig: Rig, some: Sequence[Checkpoint], fp8_cache: bool, least: int) -> Choice | None:
        found = search(rig, some, wish, Constraints(fp8_cache=fp8_cache, least_context=least))
        enough = (c for c in found.choices if c.option.context >= least and c.option.single >= least_tok_s)
        return next(enough, None)

    own = serve(rig, [checkpoint], False, wanted)
    if own is not None:
        yield Change(Cost.NOTHING, phrase("changes", "It fits as it is."), rig, own)
        return
    cache = serve(rig, [checkpoint], True, wanted)
    if cache is not None and _eight(cache):
        yield Change(
            Cost.SETTING,
            phrase("changes", "An FP8 KV cache makes room for {wanted:,} tokens.").format(wanted=wanted),
            rig,
            cache,
        )
    shorter = serve(rig, [checkpoint], True, 4096) if wanted > 4096 else None
    if shorter is not None and shorter.option.context < wanted:
        words = (
            phrase("changes", "A context of {context:,} tokens instead of {wanted:,} fits with an FP8 KV cache.")
            if _eight(shorter)
            else phrase("changes", "A context of {context:,} tokens instead of {wanted:,} fits.")
        )
        yield Change(Cost.SETTING, words.format(context=shorter.option.context, wanted=wanted), rig, shorter)
    lighter = [one for one in variants(checkpoint) if bits(one) < bits(checkpoint)]
    for least in (wanted, min(wanted, 8192)):
        served = next(filter(None, (serve(rig, [other], True, least) for other in lighter)), None)
        if served is not None:
            yield Change(Cost.DOWNLOAD, _download(served, checkpoint, wanted), rig, served)
            break
    bridged = with_bridges(rig)
    if bridged is not None:
        served = serve(bridged, [checkpoint], True, wanted)
        if served is not None:
            yield Change(
                Cost.BRIDGE,
                phrase("changes", "An NVLink bridge between the {card} cards.").format(card=rig.gpus[0].short_name),
                bridged,
                served,
            )
    yield from _cards(rig, [checkpoint, *lighter], wanted, serve)


def _eight(choice: Choice) -> bool:
    return choice.option.deployment.options.kv_cache_dtype.startswith("fp8")


def with_bridges(rig: Rig) -> Rig | None:
    """The rig with NVLink bridges where its cards take them and have none; None where there is nothing to add."""
    taken = {card for link in rig.links if link.kind is LinkKind.NVLINK for card in (link.a, link.b)}
    pairs: set[tuple[int, int]] = set()
    for a, b in combinations(range(len(rig.gpus)), 2):
        spec = find(rig.gpus[a].name, rig.gpus[a].total_bytes)
        if rig.gpus[a].name == rig.gpus[b].name and spec and spec.nvlink_form == "bridge" and not {a, b} & taken:
            pairs.add((a, b))
            taken |= {a, b}
    if not pairs:
        return None
    links = tuple(replace(link, kind=LinkKind.NVLINK) if (link.a, link.b) in pairs else link for link in rig.links)
    missing = tuple(Link(a, b, LinkKind.NVLINK) for a, b in pairs if not any((k.a, k.b) == (a, b) for k in links))
    return replace(rig, links=links + missing)


def with_cards(rig: Rig, specs: Sequence[GpuSpec]) -> Rig:
    """The rig with more cards, empty and simulated."""
    cards = list(rig.gpus)
    links = list(rig.links)
    for spec in specs:
        for index, other in enumerate(cards):
            known = find(other.name, other.total_bytes)
            switch = known is not None and known.nvlink_form == spec.nvlink_form == "switch"
            peer = known is not None and known.p2p_over_pcie and spec.p2p_over_pcie
            kind = LinkKind.NVLINK if switch else LinkKind.PCIE_P2P if peer else LinkKind.PCIE
            links.append(Link(index, len(cards), kind))
        cards.append(gpu(spec))
    return replace(rig, gpus=tuple(cards), links=tuple(links), simulated=True)


def _download(served: Choice, checkpoint: Checkpoint, wanted: int) -> str:
    other = served.option.deployment.checkpoint
    to_fetch = phrase("changes", "{format}, {size} to download")
    short = served.option.context < wanted
    words = (
        phrase("changes", "{model} ({format}) instead of {present}, with {context:,} tokens of context.")
        if short
        else phrase("changes", "{model} ({format}) instead of {present}.")
    )
    label = other.quantization.label
    return words.format(
        model=other.model,
        format=to_fetch.format(format=label, size=format_gb(other.download_bytes)) if other.download_bytes else label,
        present=checkpoint.quantization.label,
        context=served.option.context,
    )


def _cards(rig: Rig, some: Sequence[Checkpoint], wanted: int, serve: Serve) -> Iterator[Change]:
    """More cards of the kind there is; failing that, one larger card of the catalogue instead of all."""
    if not rig.gpus:
        return
    known = find(rig.gpus[0].name, rig.gpus[0].total_bytes)
    if known is not None:
        for more in range(1, MOST_CARDS - len(rig.gpus) + 1):
            larger = with_cards(rig, [known] * more)
            served = serve(larger, some, True, wanted)
            if served is not None:
                words = (
                    phrase("changes", "One more {card}, for {format}.")
                    if more == 1
                    else phrase("changes", "{count} more {card} cards, for {format}.")
                ).format(
                    count=more,
                    card=rig.gpus[0].short_name,
                    format=served.option.deployment.checkpoint.quantization.label,
                )
                yield Change(Cost.CARD if more == 1 else Cost.CARDS, words, larger, served)
                return
    capability = max(card.compute_capability for card in rig.gpus)
    for spec in sorted(gpu_specs(), key=lambda spec: (spec.memory_gib, spec.power_w or 0)):
        if spec.compute_capability < capability or spec.form not in ("desktop", "workstation", "datacenter"):
            continue
        single = Rig((gpu(spec),), simulated=True)
        served = serve(single, some, True, wanted)
        if served is not None:
            label = served.option.deployment.checkpoint.quantization.label
            yield Change(
                Cost.CARDS,
                phrase("changes", "One {card} instead, for {format}.").format(
                    card=single.gpus[0].short_name, format=label
                ),
                single,
                served,
            )
            return
