# SPDX-License-Identifier: Apache-2.0
"""What the Model page has done in worker threads: plain functions of the Hub's place, a rig and what the person wants."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rigwise.core.models.hub.inspect import Inspection, inspect, recall_latest
from rigwise.core.models.hub.known import agreed
from rigwise.core.models.hub.names import Reference
from rigwise.core.models.hub.search import Answer, Filters, earlier, search
from rigwise.core.models.hub.siblings import Sibling, look_at_all, siblings, worth_a_look
from rigwise.core.planning.ways import Way, recommended, way
from rigwise.core.problems import Problem, RigwiseError
from rigwise.core.units import format_age
from rigwise.core.words import phrase
from rigwise.gui.tasks import IMPORTS

if TYPE_CHECKING:
    from rigwise.core.hardware.rig import Rig
    from rigwise.core.models.checkpoint import Checkpoint
    from rigwise.core.models.hub.access import Keeping
    from rigwise.core.models.hub.place import Place


# faults that say nothing of the repository: what is known of it stays true
NETWORK = (
    "hub-offline", "hub-portal", "hub-rate-limit", "hub-proxy", "hub-server", "hub-clock", "hub-certificate",
    "hub-timeout", "hub-unreachable", "hub-dropped", "hub-answer-odd",
)  # fmt: skip


@dataclass(frozen=True)
class Searched:
    """An answer, and why it is an old one (or none)."""

    answer: Answer | None
    problem: Problem | None = None


@dataclass(frozen=True)
class Looked:
    """A repository that was read. checkpoint: None where vLLM could not read it, for the reason in problem.

    old: why it is not the Hub's present word, and how old it is; "" when it is.
    """

    found: Inspection
    checkpoint: Checkpoint | None
    problem: Problem | None = None
    old: str = ""


@dataclass(frozen=True)
class Compared:
    """The repositories of one model and what they are on the rig; the same order in both."""

    siblings: tuple[Sibling, ...]
    ways: tuple[Way, ...]

    def sibling(self, repo: str) -> Sibling | None:
        return next((one for one in self.siblings if one.id == repo), None)


@dataclass(frozen=True)
class Offer:
    """What a download would take: bytes still to come, of the whole, and free on the disk."""

    need: int
    whole: int
    free: int


def prepare() -> None:
    """Load what talks to the Hub, when it is talked to: it takes as much memory as all pages."""
    with IMPORTS:
        from rigwise.core.models.hub import wire

    wire.install()


def find(place: Place, words: str, filters: Filters, cancel: threading.Event) -> Searched:
    """The Hub's answer; an earlier one where the Hub cannot be asked."""
    prepare()
    try:
        return Searched(search(place, words, filters, cancel))
    except RigwiseError as error:
        return Searched(earlier(place, words, filters), error.problem)


def look(place: Place, wanted: Reference, folder: Path, cancel: threading.Event) -> Looked:
    """Read a repository, or recall how it was seen last. folder: of Rigwise's settings. Raises RigwiseError."""
    found, old = read(place, wanted, cancel)
    try:
        return Looked(found, agreed(found.checkpoint(), folder), old=old)
    except RigwiseError as error:
        return Looked(found, None, error.problem, old)


def read(place: Place, wanted: Reference, cancel: threading.Event) -> tuple[Inspection, str]:
    """A repository, and why it is not the Hub's present word ("" when it is). Raises RigwiseError."""
    prepare()
    try:
        return inspect(place, wanted, cancel), ""
    except RigwiseError as error:
        known = recall_latest(place, wanted)
        if known is None or error.problem.code not in NETWORK:
            raise
        said = phrase("model page", "This is {model} as it was {age} ago.").format(
            model=wanted.id, age=format_age(known[1])
        )
        return known[0], f"{error.problem.message} {said}"


def compare(
    place: Place, rig: Rig, of: Inspection, cancel: threading.Event, report: Callable[[Compared], None]
) -> Compared:
    """All repositories of the model, told first as the Hub lists them and again with each that was read."""
    known = {one.id: one for one in siblings(place, of, cancel)}
    made = {one.id: way(one, rig) for one in known.values()}

    def now() -> Compared:
        return Compared(tuple(known.values()), recommended(made.values()))

    def take(one: Sibling) -> None:
        known[one.id], made[one.id] = one, way(one, rig)
        report(now())

    report(now())
    look_at_all(place, worth_a_look(known.values()), take, cancel)
    return now()


def compare_again(rig: Rig, before: Compared) -> Compared:
    """What was read already, on another rig."""
    return Compared(before.siblings, recommended(way(one, rig) for one in before.siblings))


def offer(place: Place, wanted: Sequence[Inspection]) -> Offer:
    """wanted: the model, and what is served beside it."""
    from shutil import disk_usage

    from rigwise.core.models.hub.cached import bytes_to_fetch

    there = place.cache
    while not there.exists():
        there = there.parent
    need = sum(bytes_to_fetch(place, one) for one in wanted)
    return Offer(need, sum(one.download_bytes for one in wanted), disk_usage(there).free)


def fetch(
    place: Place, wanted: Sequence[Inspection], cancel: threading.Event, report: Callable[[Any], None]
) -> tuple[Path, ...]:
    """Raises Cancelled or RigwiseError; halves are kept."""
    from rigwise.gui.apart import apart

    return apart(_fetch, place, tuple(wanted), cancel=cancel, report=report)


def _fetch(
    place: Place, wanted: Sequence[Inspection], cancel: threading.Event, report: Callable[[Any], None]
) -> tuple[Path, ...]:
    from rigwise.core.models.hub.download import download_all

    return download_all(place, wanted, cancel, report)


def keyring_there() -> bool:
    from rigwise.core.models.hub.access import keyring_there as there

    return there()


def take_token(place: Place, secret: str, in_keyring: bool, cancel: threading.Event) -> Keeping:
    """Check a token against the Hub and keep it. Raises RigwiseError when the Hub does not know it."""
    from rigwise.core.models.hub import access

    access.check(place, secret, cancel)
    return access.keep_in_keyring(place, secret) if in_keyring else access.keep(place, secret)


def answer_code(folder: Path, checkpoint: Checkpoint, yes: bool) -> Checkpoint:
    """Remember the person's word for this commit; a folder's code is agreed to until the window closes."""
    from rigwise.core.models.hub import consent

    if checkpoint.revision:
        remember = consent.give if yes else consent.withdraw
        remember(consent.file_in(folder), checkpoint.model, checkpoint.revision)
    return replace(checkpoint, code_agreed=yes)
