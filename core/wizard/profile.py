# SPDX-License-Identifier: Apache-2.0
"""A plan as a file that people can read, keep, send and bring back: JSON with a version.

What is kept is what a person chose; everything else is computed anew when it is opened.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from rigwise.core import wizard
from rigwise.core.hardware.catalogue import MOST_CARDS, compose
from rigwise.core.hardware.rig import LinkKind, Rig
from rigwise.core.memory.deployment import ServingOptions
from rigwise.core.memory.speculative_config import SHORT, joined
from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.problems import Problem, RigwiseError, refuse
from rigwise.core.wizard import Wizard
from rigwise.core.wizard.fields import Fields, broken
from rigwise.core.words import phrase

if TYPE_CHECKING:
    from rigwise.core.models.hub.place import Place

KIND = "rigwise-profile"
VERSION = 2
LARGEST = 1 << 20  # bytes; a profile has a few hundred
# from each version to the next: what was written before opens for ever
MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {
    1: lambda data: {**data, "version": 2},  # 2 adds the goal, which may be missing
}
GOALS = ("chat", "coding", "team", "batch")  # planning.wishes.Goal


@dataclass(frozen=True, slots=True)
class Cards:
    """names: of all cards, as NVML or the catalogue writes them; left_out: positions of those that may not be used."""

    names: tuple[str, ...]
    composed: bool = False
    nvlink: bool = False
    left_out: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Model:
    """id: as the Hub knows it; folder: a checkpoint on this machine instead."""

    id: str
    revision: str | None = None
    folder: str | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """options: the ServingOptions that differ from vLLM's; None: the plan is Rigwise's own suggestion."""

    name: str
    rig: Cards | None = None
    model: Model | None = None
    options: dict[str, Any] | None = None
    port: int = 8000
    goal: str = "chat"


def profile_of(state: Wizard, name: str) -> Profile:
    """What was chosen, under a name."""
    rig, plan, checkpoint = state.rig, state.deployment, state.checkpoint
    cards = model = options = None
    if rig is not None:
        left_out = tuple(position for position in range(len(rig.gpus)) if position not in state.cards)
        nvlink = any(link.kind is LinkKind.NVLINK for link in rig.links)
        names = tuple(gpu.name for gpu in rig.gpus)
        cards = Cards(names=names, composed=rig.simulated, nvlink=nvlink, left_out=left_out)
    if checkpoint is not None:
        model = Model(id=checkpoint.model, revision=checkpoint.revision, folder=checkpoint.folder)
    if plan is not None and state.tuned:
        default = asdict(ServingOptions())
        options = {key: value for key, value in asdict(plan.options).items() if value != default[key]}
    return Profile(name, cards, model, options, state.port, state.goal)


def to_text(profile: Profile) -> str:
    """The file: indented JSON, one choice a line."""
    said = {"kind": KIND, "version": VERSION, **asdict(profile)}
    return json.dumps(_without_none(said), indent=2, ensure_ascii=False) + "\n"


def _without_none(value: dict[str, Any]) -> dict[str, Any]:
    return {key: _without_none(one) if isinstance(one, dict) else one for key, one in value.items() if one is not None}


def parse(text: str) -> Profile:
    """A file's text as a profile, brought up to the present version. Raises RigwiseError in words."""
    if len(text) > LARGEST:
        raise refuse(
            "profile-broken",
            phrase("wizard", "This file is too large for a profile."),
            phrase("wizard", "Choose a file that Rigwise exported."),
        )
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise refuse(
            "profile-broken",
            phrase("wizard", "This file is not JSON."),
            phrase("wizard", "Choose a file that Rigwise exported."),
        ) from error
    if not isinstance(data, dict) or data.get("kind") != KIND:
        raise refuse(
            "profile-foreign",
            phrase("wizard", "This file is not a Rigwise profile."),
            phrase("wizard", "Choose a file that Rigwise exported."),
        )
    version = data.get("version")
    if isinstance(version, int) and version > VERSION:
        raise refuse(
            "profile-newer",
            phrase("wizard", "This profile was written by a newer Rigwise."),
            phrase("wizard", "Update Rigwise, then open it."),
        )
    while isinstance(version, int) and version in MIGRATIONS:
        data = MIGRATIONS[version](data)
        version = data.get("version")
    if version != VERSION or isinstance(version, bool):
        raise broken("version")
    return _profile(data)


def _profile(data: dict[str, Any]) -> Profile:
    found = Fields(data)
    found.take("kind"), found.take("version")
    rig, model, options = found.part("rig"), found.part("model"), found.part("options")
    profile = Profile(found.text("name", 1, 120), port=found.whole("port", 1024, 65535, 8000))
    goal = found.text("goal", default=None)
    found.end()
    if goal is not None and goal not in GOALS:
        raise broken("goal")
    profile = replace(profile, goal=goal or GOALS[0])
    if rig is not None:
        names = rig.listed("names", str, 64)
        cards = Cards(names, rig.switch("composed"), rig.switch("nvlink"), rig.listed("left_out", int, 64))
        rig.end()
        profile = replace(profile, rig=cards)
    if model is not None:
        chosen = Model(model.text("id"), model.text("revision", default=None), model.text("folder", default=None))
        model.end()
        profile = replace(profile, model=chosen)
    if options is not None:
        profile = replace(profile, options=checked_options(options))
    return profile


_SMALLEST = {"max_model_len": -1, "cpu_offload_gb": 0, "gpu_memory_utilization": 0.01}
_LARGEST = {"gpu_memory_utilization": 1}


def checked_options(given: Fields) -> dict[str, Any]:
    """ServingOptions by name, their types checked, and no number that no flag could take."""
    from rigwise.core.serving.all_flags import known

    found: dict[str, Any] = {}
    for field in fields(ServingOptions):
        value = given.take(field.name)
        if value is None:
            continue
        kinds = str(field.type)
        if field.name == "extra_flags":
            found[field.name] = _extra_flags(value, known)
        elif kinds.startswith("tuple[int"):
            found[field.name] = Fields({"": value}, given.path(field.name)).listed("", int, 64)
        elif (kinds.startswith("bool") and isinstance(value, bool)) or (
            kinds.startswith("str") and _short(value, 4000 if field.name == "speculative_config" else 100)
        ):
            found[field.name] = value
        elif isinstance(value, int if kinds.startswith("int") else int | float) and not isinstance(value, bool):
            low, high = _SMALLEST.get(field.name, 1), _LARGEST.get(field.name, 1 << 50)
            if kinds.startswith(("str", "bool")) or not low <= value <= high:
                raise broken(given.path(field.name))
            found[field.name] = value
        else:
            raise broken(given.path(field.name))
    given.end()
    return _with_short_flags(found)


def _with_short_flags(options: dict[str, Any]) -> dict[str, Any]:
    """--spec-method and its like among the extra flags are part of the speculation that the estimate follows."""
    short = {name: value for name, value in options.get("extra_flags", ()) if name in SHORT}
    if not short:
        return options
    rest = tuple(pair for pair in options["extra_flags"] if pair[0] not in SHORT)
    tokens = short.get("--spec-tokens")
    if tokens is not None:
        if not tokens.isdecimal():
            raise broken("options.extra_flags")
        short["--spec-tokens"] = int(tokens)
    try:
        asked = joined(options.get("speculative_config"), short)
    except RigwiseError:
        raise broken("options.speculative_config") from None
    return {**options, "extra_flags": rest, "speculative_config": asked}


def _short(value: Any, most: int) -> bool:
    return isinstance(value, str) and len(value) < most


def _extra_flags(value: Any, known: Callable[[str], bool]) -> tuple[tuple[str, str | None], ...]:
    found: list[tuple[str, str | None]] = []
    for pair in value if isinstance(value, list) else [None]:
        match pair:
            case [str(name), (str() | None) as text] if known(name):
                found.append((name, text))
            case _:
                raise broken("options.extra_flags")
    return tuple(found)


def without_foreign_code(profile: Profile) -> Profile:
    """A profile from somebody else never brings the consent to run a repository's Python code."""
    if not profile.options or not profile.options.get("trust_remote_code"):
        return profile
    return replace(profile, options={**profile.options, "trust_remote_code": False})


def load_model(profile: Profile, place: Place | None = None) -> Checkpoint | None:
    """The profile's checkpoint, from its folder, an earlier look at the Hub, or the catalogue, without a network. Raises
    RigwiseError, with the code "profile-model" where only the Hub could know it. place: of the Hub's files, else the usual."""
    if profile.model is None:
        return None
    if profile.model.folder:
        from rigwise.core.models.hub.local import open_folder

        return open_folder(profile.model.folder)
    from rigwise.core.files import config_folder
    from rigwise.core.models.catalogue import find
    from rigwise.core.models.hub.known import known
    from rigwise.core.models.hub.place import real_place

    entry = find(profile.model.id)
    if entry is not None and profile.model.revision is None:
        return entry.checkpoint()
    seen = known(place or real_place(), profile.model.id, profile.model.revision, config_folder())
    if seen is None and entry is None:
        raise refuse(
            "profile-model",
            phrase("wizard", "{model} is neither in the catalogue nor known from an earlier look.").format(
                model=profile.model.id
            ),
            phrase("wizard", "Look it up on the Model page, then go on."),
        )
    return seen or (entry.checkpoint() if entry else None)


def opened(state: Wizard, profile: Profile, checkpoint: Checkpoint | None) -> tuple[Wizard, tuple[Problem, ...]]:
    """The profile's choices on the cards that are here (or those it composed), and what could not be kept of them.

    state: its rig is what this machine has, None when it has none.
    """
    notes: list[Problem] = []
    rig, cards = _rig(state, profile, notes)
    fresh = wizard.with_rig(Wizard(step=state.step, port=profile.port, goal=profile.goal), rig, cards)
    if checkpoint is None:
        return replace(fresh, step=wizard.nearest(fresh, state.step)), tuple(notes)
    suggested = wizard.with_model(fresh, checkpoint)
    if profile.options is not None and suggested.usable is not None:
        kept = wizard.with_options(suggested, **asdict(ServingOptions(**profile.options)))
        plan = kept.deployment
        if plan is not None and len(plan.rig.gpus) == wizard.world(plan.options):
            suggested = kept
        else:
            notes.append(
                _note(phrase("wizard", "This profile needs more cards than there are, so its plan was made anew."))
            )
    return replace(suggested, step=wizard.nearest(suggested, state.step)), tuple(notes)


def _rig(state: Wizard, profile: Profile, notes: list[Problem]) -> tuple[Rig | None, tuple[int, ...] | None]:
    wanted = profile.rig
    if wanted is None:
        return state.rig, state.cards
    left = tuple(position for position in range(len(wanted.names)) if position not in wanted.left_out)
    if wanted.composed:
        try:
            return compose(wanted.names[:MOST_CARDS], wanted.nvlink), left
        except RigwiseError as error:
            notes.append(error.problem)
            return state.rig, None
    here = tuple(gpu.name for gpu in state.rig.gpus) if state.rig and not state.rig.simulated else ()
    if here == wanted.names:
        return state.rig, left
    said = state.rig.description if here and state.rig else phrase("rig", "no GPU")
    text = phrase("wizard", "This profile was made for other cards; here it is planned for {cards}.")
    notes.append(_note(text.format(cards=said)))
    return (state.rig, None) if here else (None, None)


def _note(text: str) -> Problem:
    return Problem("profile-changed", text, phrase("wizard", "Check the Fit page before you start."), blocking=False)
