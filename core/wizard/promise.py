# SPDX-License-Identifier: Apache-2.0
"""What a server was started with, as a label on its container: whoever finds it later knows what was promised of it.

    spec = with_promise(spec, plan)             # before the start
    state = promised(server, rig)               # later, perhaps by another Rigwise: the wizard as it was

The label holds choices, as a profile does, and nothing that the container's command line does not say too.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from rigwise.core.memory.deployment import LATEST_RELEASE, Deployment, ServingOptions
from rigwise.core.problems import RigwiseError, refuse
from rigwise.core.serving.container import PROMISE, ContainerSpec
from rigwise.core.wizard import Step, Wizard
from rigwise.core.wizard.drafts import known_draft
from rigwise.core.wizard.fields import Fields, broken
from rigwise.core.wizard.profile import LARGEST, Model, Profile, checked_options, load_model
from rigwise.core.words import phrase

if TYPE_CHECKING:
    from rigwise.core.hardware.rig import Rig
    from rigwise.core.launch.server import Server
    from rigwise.core.models.checkpoint import Checkpoint

VERSION = 1


@dataclass(frozen=True, slots=True)
class Promise:
    """cards: (index, name) of each card in rank order; environment, arguments: what fixes added beside the plan."""

    model: Model
    options: dict[str, Any]
    cards: tuple[tuple[int, str], ...]
    environment: tuple[tuple[str, str], ...] = ()
    arguments: tuple[str, ...] = ()


def with_promise(
    spec: ContainerSpec,
    plan: Deployment,
    environment: tuple[tuple[str, str], ...] = (),
    arguments: tuple[str, ...] = (),
) -> ContainerSpec:
    """The container that tells by what plan it was started."""
    return replace(spec, labels=(*spec.labels, (PROMISE, to_text(plan, environment, arguments))))


def to_text(plan: Deployment, environment: tuple[tuple[str, str], ...] = (), arguments: tuple[str, ...] = ()) -> str:
    """One line of JSON."""
    checkpoint, default = plan.checkpoint, asdict(ServingOptions())
    said = {
        "version": VERSION,
        "model": {"id": checkpoint.model, "revision": checkpoint.revision, "folder": checkpoint.folder},
        "options": {key: value for key, value in asdict(plan.options).items() if value != default[key]},
        "cards": [
            [position if gpu.index is None else gpu.index, gpu.name] for position, gpu in enumerate(plan.rig.gpus)
        ],
        "environment": environment,
        "arguments": arguments,
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def parse(text: str) -> Promise:
    """Raises RigwiseError for what no Rigwise wrote."""
    try:
        data = json.loads(text) if len(text) <= LARGEST else None
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict) or data.get("version") != VERSION:
        raise broken("version")
    found = Fields(data)
    found.take("version")
    model, options = found.part("model"), found.part("options")
    if model is None or options is None:
        raise broken("model")
    chosen = Model(model.text("id", 1), model.text("revision", default=None), model.text("folder", default=None))
    model.end()
    cards = tuple(_pair(one, int, "cards") for one in found.listed("cards", list, 64))
    environment = tuple(_pair(one, str, "environment") for one in found.listed("environment", list, 64))
    promise = Promise(chosen, checked_options(options), cards, environment, found.listed("arguments", str, 200))
    found.end()
    return promise


def _pair(value: list[Any], first: type, where: str) -> tuple[Any, str]:
    match value:
        case [one, str(text)] if isinstance(one, first) and not isinstance(one, bool):
            return one, text
        case _:
            raise broken(where)


def promised(server: Server, rig: Rig | None) -> Wizard:
    """The wizard as it was when the server was started, on the rig as it is now.

    Raises RigwiseError when the server does not tell, its model is not known here, or its cards are gone.
    """
    promise = parse(server.promise)
    checkpoint = load_model(Profile("", model=promise.model))
    here = {
        gpu.index if gpu.index is not None else position: position
        for position, gpu in enumerate(rig.gpus if rig else ())
    }
    there = [here.get(index) for index, name in promise.cards]
    positions = tuple(position for position in there if position is not None)
    if (
        rig is None
        or checkpoint is None
        or [rig.gpus[p].name for p in positions] != [name for _, name in promise.cards]
    ):
        raise refuse(
            "promise-elsewhere",
            phrase("servers", "The cards that {name} was started on are not here any more.").format(name=server.name),
            phrase("servers", "Plan it anew for the cards that are here."),
        )
    options = ServingOptions(**promise.options)
    checkpoint = _agreed(checkpoint) if options.trust_remote_code else checkpoint
    draft = known_draft(options.speculative_config)
    plan = Deployment(rig.chosen(positions), checkpoint, options, server.vllm or LATEST_RELEASE, draft)
    return Wizard(
        Step.LAUNCH, rig, tuple(range(len(rig.gpus))), checkpoint, plan, server.port or 8000, tuned=True,
        environment=promise.environment, arguments=promise.arguments, network=server.on_network,
    )  # fmt: skip


def same_plan(one: Deployment | None, other: Deployment | None) -> bool:
    """Both start the same server."""
    return one is other or (one is not None and other is not None and to_text(one) == to_text(other))


def _agreed(checkpoint: Checkpoint) -> Checkpoint:
    """Somebody agreed to this code when the server was started with it."""
    return replace(checkpoint, code_agreed=True)


def found_again(server: Server, rig: Rig | None) -> Wizard | None:
    """As `promised`; None where that cannot be told."""
    try:
        return promised(server, rig)
    except (RigwiseError, OSError):
        return None
