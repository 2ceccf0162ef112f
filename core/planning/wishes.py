# SPDX-License-Identifier: Apache-2.0
"""What a person wants of a plan, and what must not be touched."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum

from rigwise.core.hardware.rig import Rig
from rigwise.core.units import GIB
from rigwise.core.words import mark, phrase


class Goal(Enum):
    """What the model is for. The value is what the terminal calls it."""

    CHAT = "chat"
    CODING = "coding"
    TEAM = "team"
    BATCH = "batch"


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each quality of a plan counts, 0 to 1: the sliders."""

    speed: float = 0.0
    context: float = 0.0
    requests: float = 0.0
    throughput: float = 0.0
    quality: float = 0.0
    safety: float = 0.0


@dataclass(frozen=True, slots=True)
class Wish:
    """What a plan is for.

    context: tokens that a conversation grows to; a plan that cannot hold them is second choice.
    users:   requests at the same time.
    unread:  nobody waits for the answers or reads along: only the tokens that go through count, prompts as well.
    """

    weights: Weights
    context: int
    users: int
    words: str
    unread: bool = False

    @property
    def shared(self) -> bool:
        """Many requests share the server, and what they come to together counts."""
        return self.weights.throughput > 0


WISHES = {
    Goal.CHAT: Wish(
        Weights(speed=1.0, context=0.3, requests=0.05, quality=0.6, safety=0.4),
        16384,
        1,
        mark("wishes", "one person's chat"),
    ),
    Goal.CODING: Wish(
        Weights(speed=0.7, context=1.0, requests=0.1, quality=0.5, safety=0.4),
        65536,
        2,
        mark("wishes", "a coding agent with long context"),
    ),
    Goal.TEAM: Wish(
        Weights(speed=0.2, context=0.1, requests=1.0, throughput=1.0, quality=0.4, safety=0.6),
        16384,
        8,
        mark("wishes", "a team at once"),
    ),
    Goal.BATCH: Wish(
        Weights(requests=0.5, throughput=1.0, quality=0.3, safety=0.3),
        4096,
        64,
        mark("wishes", "jobs overnight"),
        unread=True,
    ),
}


@dataclass(frozen=True, slots=True)
class Constraints:
    """What no plan may break.

    free_bytes:    stays free on every card used, beyond what other programs hold (for a desktop, a game, training).
    leave_alone:   positions of cards that are not to be used.
    fp8_cache:     an 8-bit KV cache is allowed.
    offload:       weights may stay in the machine's memory where nothing else starts.
    least_context: tokens that every plan must hold.
    most_cards:    at most so many cards.
    """

    free_bytes: int = 0
    leave_alone: frozenset[int] = field(default=frozenset())
    fp8_cache: bool = True
    offload: bool = False
    least_context: int = 0
    most_cards: int | None = None

    def usable(self, rig: Rig) -> Rig:
        """The rig without the cards to leave alone, what is to stay free counted as used."""
        kept = rig.chosen(tuple(i for i in range(len(rig.gpus)) if i not in self.leave_alone))
        if not self.free_bytes:
            return kept
        return replace(kept, gpus=tuple(replace(gpu, used_bytes=gpu.used_bytes + self.free_bytes) for gpu in kept.gpus))

    def words(self) -> tuple[str, ...]:
        """Each constraint in force, for the report."""
        said = []
        if self.free_bytes:
            said.append(phrase("wishes", "{free:g} GiB stay free on every card").format(free=self.free_bytes / GIB))
        if self.leave_alone:
            said.append(
                phrase("wishes", "GPU {cards} is left alone").format(
                    cards=", ".join(map(str, sorted(self.leave_alone)))
                )
            )
        if not self.fp8_cache:
            said.append(phrase("wishes", "no FP8 KV cache"))
        if self.least_context:
            said.append(phrase("wishes", "at least {least_context:,} tokens").format(least_context=self.least_context))
        if self.most_cards:
            said.append(phrase("wishes", "at most {most_cards} cards").format(most_cards=self.most_cards))
        return tuple(said)
