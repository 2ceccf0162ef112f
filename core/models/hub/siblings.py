# SPDX-License-Identifier: Apache-2.0
"""The repositories that hold the same model: the original and what others made of it in fewer bits."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from rigwise.core.models.hub import access
from rigwise.core.models.hub.inspect import Inspection, inspect
from rigwise.core.models.hub.names import Reference, is_id
from rigwise.core.models.hub.place import Place
from rigwise.core.models.hub.search import EXPAND, NOT_SERVED, Found, format_of, line
from rigwise.core.models.named_formats import stem
from rigwise.core.problems import Problem, RigwiseError
from rigwise.core.words import phrase

MOST = 100  # of each question, most downloaded first; what lies behind is hardly run by anybody
LOOKED_AT = 2  # of each format are inspected at once, the rest when somebody asks
MADE_FROM = ("quantized", "")  # relations that leave the model what it is; fine-tunes, adapters and merges do not


@dataclass(frozen=True, slots=True)
class Sibling:
    """One repository of the model. inspection or problem: once it was looked at. official: of the model's own publisher."""

    found: Found
    inspection: Inspection | None = None
    problem: Problem | None = None
    official: bool = False

    @property
    def id(self) -> str:
        return self.found.id


def original(of: Inspection) -> str:
    """The model that this one is a format of: itself, if it was made from nothing or is a fine-tune."""
    for relation, base in of.base:
        if is_id(base) and (relation == "quantized" or (relation == "" and stem(base) == stem(of.id))):
            return base
    return of.id


def siblings(place: Place, of: Inspection, cancel: threading.Event | None = None) -> tuple[Sibling, ...]:
    """All repositories of the model, the original first, then by downloads; not inspected but for `of` itself.

    Found by the relation that publishers state, and by name for those that state none. Raises RigwiseError.
    """
    from huggingface_hub import HfApi
    from rigwise.core.models.hub.wire import ask, share

    root = original(of)

    def work(talk: object) -> list[Found]:
        api = HfApi(endpoint=place.endpoint, token=access.token(place) or False, library_name="rigwise")

        def listed(**how: str) -> list[Found]:
            answer = api.list_models(sort="downloads", limit=MOST, expand=list(EXPAND), **how)
            return [line(vars(entry)) for entry in answer]

        questions: list[dict[str, str]] = [{"filter": f"base_model:quantized:{root}"}, {"search": stem(root)}]
        with ThreadPoolExecutor(len(questions)) as pool:
            answers = list(pool.map(lambda how: share(talk, lambda: listed(**how)), questions))  # type: ignore[arg-type]
        return [one for answer in answers for one in answer]

    listed = ask(work, place, phrase("hub", "the search"), cancel, seconds=20)
    return tuple(_sorted(_belonging(root, of, listed), root, of))


def _belonging(root: str, of: Inspection, listed: Iterable[Found]) -> dict[str, Found]:
    """Those of the list that hold the same model, by name."""
    found = {of.id: as_found(of)}
    for one in listed:
        stated = any(base == root and relation in MADE_FROM for relation, base in one.base)
        elsewhere = any(base != root for relation, base in one.base if relation in MADE_FROM)
        changed = any(relation not in MADE_FROM for relation, _ in one.base)
        named = stem(one.id) == stem(root) and not elsewhere and not changed
        # a relation holds fine-tunes' formats too where their publisher stated the wrong one: the name must agree as well
        if one.id == root or (stated and stem(one.id).startswith(stem(root))) or (named and one.quantized):
            found.setdefault(one.id, one)
    return found


def as_found(of: Inspection) -> Found:
    """An inspected repository as a line of a list."""
    name, served = format_of(of.id, of.tags, of.configs.get("config.json", {}))
    bytes_ = of.tensor_bytes
    return Found(
        of.id, of.downloads, license=of.license, gated=of.gated, private=of.private, weight_bytes=bytes_, format=name,
        served=served, tools=of.calls_tools, reasons=of.reasons, base=of.base, changed=of.changed,
    )  # fmt: skip


def _sorted(found: dict[str, Found], root: str, of: Inspection) -> Iterator[Sibling]:
    owner = root.partition("/")[0]
    for one in sorted(found.values(), key=lambda one: (one.id != root, -one.downloads, one.id)):
        yield Sibling(one, of if one.id == of.id else None, official=one.id.partition("/")[0] == owner)


def worth_a_look(known: Iterable[Sibling]) -> list[Sibling]:
    """Those to inspect without being asked: the original, and of each format that vLLM serves the most downloaded."""
    chosen: list[Sibling] = []
    formats: dict[str, int] = {}
    for sibling in known:
        form = sibling.found.format
        if sibling.inspection is not None or not sibling.found.served or form in NOT_SERVED:
            continue
        formats[form] = formats.get(form, 0) + 1
        if formats[form] <= LOOKED_AT:
            chosen.append(sibling)
    return chosen


def looked_at(place: Place, sibling: Sibling, cancel: threading.Event | None = None) -> Sibling:
    """The sibling with its inspection, or with what stands against one."""
    try:
        return replace(sibling, inspection=inspect(place, Reference(sibling.id), cancel), problem=None)
    except RigwiseError as error:
        return replace(sibling, problem=error.problem)


def look_at_all(
    place: Place, chosen: Iterable[Sibling], report: Callable[[Sibling], None], cancel: threading.Event
) -> None:
    """Inspect several side by side, telling each as it comes. Raises Cancelled."""
    with ThreadPoolExecutor(4) as pool:
        for done in pool.map(lambda sibling: looked_at(place, sibling, cancel), list(chosen)):
            report(done)
