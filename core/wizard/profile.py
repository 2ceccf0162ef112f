# SPDX-License-Identifier: Apache-2.0
"""A plan as a file that people can read, keep, send and bring back: JSON with a version.

What is kept is what a person chose; everything else is computed anew when it is opened.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields, replace
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from rigwise.core import wizard
from rigwise.core.hardware.catalogue import MOST_CARDS, compose
from rigwise.core.hardware.rig import LinkKind, Rig
from rigwise.core.memory.deployment import ServingOptions
from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.problems import Problem, RigwiseError, refuse
from rigwise.core.wizard import Wizard

KIND: Literal["rigwise-profile"] = "rigwise-profile"
VERSION: Literal[1] = 1
LARGEST = 1 << 20  # bytes; a profile has a few hundred
# from each version to the next: what was written before opens for ever
MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}

Text = Annotated[str, Field(max_length=4096)]


class Cards(BaseModel):
    """names: of all cards, as NVML or the catalogue writes them; left_out: positions of those that may not be used."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    names: tuple[Text, ...] = Field(max_length=64)
    composed: bool = False
    nvlink: bool = False
    left_out: tuple[int, ...] = ()


class Model(BaseModel):
    """id: as the Hub knows it; folder: a checkpoint on this machine instead."""

    model_config = ConfigDict(frozen=True, extra="forbid", protected_namespaces=())
    id: Text
    revision: Text | None = None
    folder: Text | None = None


class Profile(BaseModel):
    """options: the ServingOptions that differ from vLLM's; None: the plan is Rigwise's own suggestion."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    kind: Literal["rigwise-profile"] = KIND
    version: Literal[1] = VERSION
    name: Annotated[str, Field(min_length=1, max_length=120)]
    rig: Cards | None = None
    model: Model | None = None
    options: dict[str, Any] | None = None
    port: Annotated[int, Field(ge=1024, le=65535)] = 8000


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
    return Profile(name=name, rig=cards, model=model, options=options, port=state.port)


def to_text(profile: Profile) -> str:
    """The file: indented JSON, one choice a line."""
    return json.dumps(profile.model_dump(mode="json", exclude_none=True), indent=2, ensure_ascii=False) + "\n"


def parse(text: str) -> Profile:
    """A file's text as a profile, brought up to the present version. Raises RigwiseError in words."""
    if len(text) > LARGEST:
        raise refuse("profile-broken", "This file is too large for a profile.", "Choose a file that Rigwise exported.")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise refuse("profile-broken", "This file is not JSON.", "Choose a file that Rigwise exported.") from error
    if not isinstance(data, dict) or data.get("kind") != KIND:
        raise refuse("profile-foreign", "This file is not a Rigwise profile.", "Choose a file that Rigwise exported.")
    version = data.get("version")
    if isinstance(version, int) and version > VERSION:
        raise refuse("profile-newer", "This profile was written by a newer Rigwise.", "Update Rigwise, then open it.")
    while isinstance(version, int) and version in MIGRATIONS:
        data = MIGRATIONS[version](data)
        version = data.get("version")
    try:
        profile = Profile.model_validate(data)
        _options(profile)
    except ValidationError as error:
        where = ".".join(map(str, error.errors()[0]["loc"])) or "file"
        raise refuse(
            "profile-broken", f"“{where}” in this profile does not hold what it should.", "Export it again, or mend it."
        ) from error
    return profile


_SMALLEST: Mapping[str, float] = {"max_model_len": -1, "cpu_offload_gb": 0, "gpu_memory_utilization": 0.01}


def _options(profile: Profile) -> ServingOptions:
    """The options with their types checked, and no number that no flag could take."""
    given = profile.options or {}
    options = TypeAdapter(ServingOptions).validate_python(given)
    unknown = set(given) - {field.name for field in fields(ServingOptions)}
    wrong = {
        name
        for name, value in asdict(options).items()
        if isinstance(value, int | float) and not isinstance(value, bool)
        and not _SMALLEST.get(name, 1) <= value <= (1 if name == "gpu_memory_utilization" else 1 << 50)
    }  # fmt: skip
    from rigwise.core.serving.all_flags import known

    if not all(known(name) for name, _ in options.extra_flags):
        wrong.add("extra_flags")
    if unknown or wrong:
        name = sorted(unknown | wrong)[0]
        raise refuse(
            "profile-broken", f"“options.{name}” in this profile does not hold what it should.", "Mend the file."
        )
    return options


def load_model(profile: Profile) -> Checkpoint | None:
    """The profile's checkpoint, from its folder or the catalogue. Raises RigwiseError when it is not to be had."""
    if profile.model is None:
        return None
    if profile.model.folder:
        from rigwise.core.models.config import load_folder

        return load_folder(profile.model.folder)
    from rigwise.core.models.catalogue import find

    entry = find(profile.model.id)
    if entry is None:
        raise refuse(
            "profile-model", f"{profile.model.id} is not in the catalogue.", "Look it up on the Model page, then go on."
        )
    return entry.checkpoint()


def opened(state: Wizard, profile: Profile, checkpoint: Checkpoint | None) -> tuple[Wizard, tuple[Problem, ...]]:
    """The profile's choices on the cards that are here (or those it composed), and what could not be kept of them.

    state: its rig is what this machine has, None when it has none.
    """
    notes: list[Problem] = []
    rig, cards = _rig(state, profile, notes)
    fresh = wizard.with_rig(Wizard(step=state.step, port=profile.port), rig, cards)
    if checkpoint is None:
        return replace(fresh, step=wizard.nearest(fresh, state.step)), tuple(notes)
    suggested = wizard.with_model(fresh, checkpoint)
    if profile.options is not None and suggested.usable is not None:
        kept = wizard.with_options(suggested, **asdict(_options(profile)))
        plan = kept.deployment
        if plan is not None and len(plan.rig.gpus) == wizard.world(plan.options):
            suggested = kept
        else:
            notes.append(_note("This profile needs more cards than there are, so its plan was made anew."))
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
    said = state.rig.description if here and state.rig else "no GPU"
    notes.append(_note(f"This profile was made for other cards; here it is planned for {said}."))
    return (state.rig, None) if here else (None, None)


def _note(text: str) -> Problem:
    return Problem("profile-changed", text, "Check the Fit page before you start.", blocking=False)
