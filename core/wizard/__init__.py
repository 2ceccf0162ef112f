# SPDX-License-Identifier: Apache-2.0
"""The wizard without a window: what was chosen, which steps may be visited, and why Next is refused.

The memory model is imported by the functions that need it: the first page must not wait for it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Any

from rigwise.core.problems import Problem, Remedy
from rigwise.core.words import mark, phrase

if TYPE_CHECKING:
    from rigwise.core.hardware.rig import Rig
    from rigwise.core.memory.deployment import Deployment, ServingOptions
    from rigwise.core.memory.result import Estimate
    from rigwise.core.models.checkpoint import Checkpoint


class Step(Enum):
    """The five steps, in order. The value is the word on the rail."""

    RIG = mark("steps", "Rig")
    MODEL = mark("steps", "Model")
    FIT = mark("steps", "Fit")
    REVIEW = mark("steps", "Review")
    LAUNCH = mark("steps", "Launch")


STEPS = tuple(Step)


@dataclass(frozen=True, slots=True)
class Wizard:
    """Everything the person chose. A change makes a new value; what still holds of later steps is kept.

    rig:   all cards, detected or composed; cards: positions of the ones that may be used.
    deployment: the plan, once a model is chosen; its rig holds only the cards the split uses.
    tuned: the person changed an option of the plan, so that it is kept where it can be.
    environment, arguments: what fixes added to the container beside the plan.
    network: other machines may reach the server; an API key is made then.
    goal: what the model is for, a value of planning.wishes.Goal.
    """

    step: Step = Step.RIG
    rig: Rig | None = None
    cards: tuple[int, ...] = ()
    checkpoint: Checkpoint | None = None
    deployment: Deployment | None = None
    port: int = 8000
    tuned: bool = False
    environment: tuple[tuple[str, str], ...] = ()
    arguments: tuple[str, ...] = ()
    network: bool = False
    goal: str = "chat"

    @property
    def usable(self) -> Rig | None:
        """The rig reduced to the cards that may be used."""
        if self.rig is None or not self.cards:
            return None
        return self.rig.chosen(self.cards)

    def estimate(self) -> Estimate | None:
        return _estimate(self.deployment) if self.deployment else None


def _estimate(plan: Deployment) -> Estimate:
    from rigwise.core.wizard.findings import estimated

    return estimated(plan)


def with_rig(state: Wizard, rig: Rig | None, cards: tuple[int, ...] | None = None) -> Wizard:
    """Another rig, or other cards of it. A chosen model stays; a plan that the person tuned stays while it starts."""
    if cards is None:
        cards = tuple(range(len(rig.gpus))) if rig else ()
    tuned = state.deployment if state.tuned else None
    state = replace(state, rig=rig, cards=cards, deployment=None)
    usable = state.usable
    if usable is not None and tuned is not None:
        plan = replace(tuned, rig=usable.chosen(_cards_for(tuned, usable)))
        if len(plan.rig.gpus) == world(tuned.options) and _estimate(plan).starts:
            return replace(state, deployment=plan)
    return with_model(state, state.checkpoint) if state.checkpoint else state


def with_found(state: Wizard, rig: Rig | None) -> Wizard:
    """What a new look at this machine found. The same cards: fresh load; others: the ones left out stay left out."""
    if rig is not None and same_cards(state.rig, rig):
        return with_telemetry(state, rig)
    if rig is None or state.rig is None:
        return with_rig(state, rig)
    left_out = {gpu.uuid for position, gpu in enumerate(state.rig.gpus) if position not in state.cards}
    cards = tuple(position for position, gpu in enumerate(rig.gpus) if gpu.uuid is None or gpu.uuid not in left_out)
    return with_rig(state, rig, cards)


def world(options: ServingOptions) -> int:
    """How many cards a split takes."""
    return options.tensor_parallel_size * options.pipeline_parallel_size * options.data_parallel_size


def _cards_for(plan: Deployment, usable: Rig) -> tuple[int, ...]:
    """Positions of the plan's own cards where all of them are still there, else of the first that do."""
    here = {gpu.uuid: position for position, gpu in enumerate(usable.gpus) if gpu.uuid is not None}
    own = tuple(here[gpu.uuid] for gpu in plan.rig.gpus if gpu.uuid in here)
    return own if len(own) == len(plan.rig.gpus) else tuple(range(min(world(plan.options), len(usable.gpus))))


def same_cards(one: Rig | None, other: Rig | None) -> bool:
    """Two looks at a rig show the same cards (their load aside)."""
    if one is None or other is None:
        return one is other
    return [(g.uuid, g.name, g.index) for g in one.gpus] == [(g.uuid, g.name, g.index) for g in other.gpus]


def with_telemetry(state: Wizard, rig: Rig) -> Wizard:
    """A newer look at the same cards: their load and what starts on them showed change, the plan stays what it is."""
    state = replace(state, rig=rig)
    usable, plan = state.usable, state.deployment
    if usable is None or plan is None:
        return state
    now = {gpu.index: gpu for gpu in usable.gpus}
    gpus = tuple(now.get(gpu.index, gpu) for gpu in plan.rig.gpus)
    return replace(state, deployment=replace(plan, rig=replace(plan.rig, gpus=gpus, measurements=rig.measurements)))


def with_model(state: Wizard, checkpoint: Checkpoint | None) -> Wizard:
    """A model, with the plan that Rigwise suggests for it."""
    from rigwise.core.planning.suggest import suggest

    usable = state.usable
    plan = suggest(usable, checkpoint) if usable and checkpoint else None
    return replace(state, checkpoint=checkpoint, deployment=plan, tuned=False, environment=(), arguments=())


def with_plan(state: Wizard, plan: Deployment) -> Wizard:
    """A whole plan for the chosen model, on cards that may be used."""
    return replace(state, deployment=plan, tuned=True)


def with_goal(state: Wizard, goal: str) -> Wizard:
    """What the model is for; the plan stays until another is taken."""
    return replace(state, goal=goal)


def with_options(state: Wizard, **changes: Any) -> Wizard:
    """Changed options. A split over another number of cards takes those that suit it best."""
    usable, plan = state.usable, state.deployment
    if usable is None or plan is None:
        return state
    options = replace(plan.options, **changes)
    if options.pipeline_partition and len(options.pipeline_partition) != options.pipeline_parallel_size:
        options = replace(options, pipeline_partition=None)
    count = world(options)
    if count != len(plan.rig.gpus):
        from rigwise.core.planning.splits import groups

        count = min(count, len(usable.gpus))
        plan = replace(plan, rig=usable.chosen(groups(usable, count) or tuple(range(count))))
    state = replace(state, deployment=replace(plan, options=options), tuned=True)
    return with_known_draft(state) if "speculative_config" in changes else state


def with_known_draft(state: Wizard) -> Wizard:
    """What is known by now of the draft model that the plan names."""
    from rigwise.core.wizard.drafts import known_draft

    plan = state.deployment
    if plan is None:
        return state
    return replace(state, deployment=replace(plan, draft=known_draft(plan.options.speculative_config)))


def with_remedy(state: Wizard, remedy: Remedy) -> Wizard:
    state = with_options(state, **dict(remedy.changes)) if remedy.changes else state
    environment = tuple({**dict(state.environment), **dict(remedy.environment)}.items())
    new = remedy.arguments and not set(remedy.arguments) <= set(state.arguments)
    arguments = (*state.arguments, *remedy.arguments) if new else state.arguments
    return replace(state, environment=environment, arguments=arguments)


def with_network(state: Wizard, network: bool) -> Wizard:
    return replace(state, network=network)


def with_port(state: Wizard, port: int) -> Wizard:
    return replace(state, port=port)


def refusal(state: Wizard, step: Step | None = None) -> Problem | None:
    """Why the step (the present one by default) may not be left forwards; None when it may."""
    step = step or state.step
    if step is Step.RIG and state.usable is None:
        return Problem(
            "no-gpu-chosen",
            phrase("wizard", "No GPU is chosen."),
            phrase("wizard", "Tick at least one card, or compose a rig."),
        )
    if step is Step.MODEL and state.checkpoint is None:
        return Problem(
            "no-model-chosen",
            phrase("wizard", "No model is chosen."),
            phrase("wizard", "Pick one from the list, or open a folder."),
        )
    if (
        step is Step.MODEL
        and state.checkpoint
        and state.checkpoint.needs_remote_code
        and not state.checkpoint.code_agreed
    ):
        return Problem(
            "code-not-agreed",
            phrase("wizard", "{model} runs only with Python code of its own.").format(model=state.checkpoint.model),
            phrase(
                "wizard",
                "Look at the code on the model's page, and agree to this commit of it or choose another model.",
            ),
        )
    if step is Step.FIT:
        return fit_refusal(state)
    if step is Step.REVIEW and state.rig is not None and state.rig.simulated:
        return Problem(
            "rig-simulated",
            phrase("wizard", "This rig is composed, so nothing can be started on it."),
            phrase("wizard", "Copy the command for the real machine."),
        )
    return None


def fit_refusal(state: Wizard) -> Problem | None:
    """The first thing that keeps the plan from starting, with its remedies."""
    plan = state.deployment
    if plan is None:
        return Problem(
            "no-plan", phrase("wizard", "There is no plan yet."), phrase("wizard", "Choose a rig and a model first.")
        )
    from rigwise.core.wizard.findings import findings

    return None if _estimate(plan).starts else findings(plan)[0]


def reachable(state: Wizard, step: Step) -> bool:
    """Every step before it may be left forwards."""
    return all(refusal(state, earlier) is None for earlier in STEPS[: STEPS.index(step)])


def nearest(state: Wizard, step: Step) -> Step:
    """The step itself where it is reachable, else the last reachable one before it."""
    return next(earlier for earlier in reversed(STEPS[: STEPS.index(step) + 1]) if reachable(state, earlier))


def at(state: Wizard, step: Step) -> Wizard:
    """At another step, if it is reachable."""
    return replace(state, step=step) if reachable(state, step) else state


def forward(state: Wizard) -> Wizard:
    position = STEPS.index(state.step)
    return state if position + 1 == len(STEPS) else at(state, STEPS[position + 1])


def back(state: Wizard) -> Wizard:
    position = STEPS.index(state.step)
    return state if position == 0 else replace(state, step=STEPS[position - 1])


def summary(state: Wizard, step: Step) -> str:
    """What was chosen at a step, for the rail."""
    if step is Step.RIG:
        usable = state.usable
        return usable.description if usable else ""
    if step is Step.MODEL:
        return state.checkpoint.model.rpartition("/")[2] if state.checkpoint else ""
    if step is Step.FIT and state.deployment:
        result = _estimate(state.deployment)
        if not result.starts:
            return phrase("wizard", "does not start yet")
        if not result.max_model_len:
            return ""
        fit = phrase("wizard", "{context:,} tokens, {requests:,} at once")
        return fit.format(context=result.max_model_len, requests=int(result.max_concurrency or 0))
    if step is Step.REVIEW and state.deployment:
        return phrase("wizard", "port {port}").format(port=state.port)
    return ""
