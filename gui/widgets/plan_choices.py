# SPDX-License-Identifier: Apache-2.0
"""Plans to choose between with one click: the first, the best for the goal, and the best at one thing each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget
from rigwise.core.units import format_gb, format_requests
from rigwise.core.wizard.plans import FIRST, GOAL, PlanOffer, lighter, plan_offers, same_plan
from rigwise.core.words import listed, mark, phrase
from rigwise.gui.latest import Latest
from rigwise.gui.ranking import plan_key
from rigwise.gui.widgets.choice_card import ChoiceCard, ChoiceRow
from rigwise.gui.widgets.parts import label

if TYPE_CHECKING:
    from rigwise.core.planning.runnable import Runnable
    from rigwise.core.problems import Problem
    from rigwise.gui.controller import Controller

TITLES = {
    FIRST: mark("plans", "Balanced"),
    "context": mark("plans", "Longest context"),
    "requests": mark("plans", "Most people at once"),
    "speed": mark("plans", "Fastest answers"),
    "quality": mark("plans", "Best quality"),
}
BESIDES = {
    "context": mark("plans", "the longest context"),
    "requests": mark("plans", "the most people at once"),
    "speed": mark("plans", "the fastest answers"),
    "quality": mark("plans", "the best quality"),
}
FOR_GOAL = {
    "chat": mark("plans", "Best for chat"),
    "coding": mark("plans", "Best for coding"),
    "team": mark("plans", "Best for a team"),
    "batch": mark("plans", "Best for jobs"),
}
BESIDES_FOR_GOAL = {
    "chat": mark("plans", "the best for chat"),
    "coding": mark("plans", "the best for coding"),
    "team": mark("plans", "the best for a team"),
    "batch": mark("plans", "the best for jobs"),
}


class PlanChoices(QWidget):
    """Asks the planner when it is seen and something it depends on has changed."""

    def __init__(self, controller: Controller) -> None:
        super().__init__()
        self._controller = controller
        self._latest = Latest(controller.runner)
        self._asked: object = None
        self.offers: tuple[PlanOffer, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.title = label(phrase("plans", "What matters most to you?"), bold=True)
        self.row = ChoiceRow(narrowest=18)
        column.addWidget(self.title)
        column.addWidget(self.row)
        self.hide()

    @property
    def busy(self) -> bool:
        """The planner is at work."""
        return "offers" in self._latest

    def refresh(self) -> None:
        state = self._controller.state
        usable, checkpoint, goal = state.usable, state.checkpoint, state.goal
        if usable is None or checkpoint is None:
            return
        key = (plan_key(usable), checkpoint, goal)
        if key != self._asked:
            self._asked = key
            cards, model = usable, checkpoint

            def work(cancel: Any, report: Any) -> tuple[tuple[PlanOffer, ...], tuple[Runnable, ...]]:
                offers = plan_offers(cards, model, goal, cancel.turn)
                return offers, () if offers else lighter(cards, model)

            self._latest.run("offers", work, self._show, self._none)
        self._mark()

    def _none(self, problem: Problem) -> None:
        self._show(((), ()))

    def _show(self, answer: tuple[tuple[PlanOffer, ...], tuple[Runnable, ...]]) -> None:
        """Plans, or where nothing starts the model's lighter formats."""
        self.offers, formats = answer
        offers = self.offers
        cards = [self._format(one) for one in formats]
        self.title.setText(
            phrase("plans", "The same model in a format that fits")
            if formats
            else phrase("plans", "What matters most to you?")
        )
        for offer in offers:
            card = ChoiceCard(*said_of(offer, self._controller.state.goal))
            card.clicked.connect(lambda _=False, chosen=offer: self._take(chosen))
            cards.append(card)
        self.row.show_cards(cards)
        self.setVisible(len(cards) > 1 or bool(formats))
        self._mark()

    def _format(self, one: Runnable) -> ChoiceCard:
        checkpoint = one.deployment.checkpoint
        said = phrase("plans", "{format}, {size}\nup to {tokens:,} tokens").format(
            format=checkpoint.quantization.label,
            size=format_gb(checkpoint.download_bytes or 0),
            tokens=one.result.longest_context or 0,
        )
        card = ChoiceCard(checkpoint.model.rpartition("/")[2], said)
        card.clicked.connect(lambda: self._controller.choose_model(checkpoint))
        return card

    def _take(self, offer: PlanOffer) -> None:
        self._controller.take_plan(offer.plan)
        self._mark()

    def _mark(self) -> None:
        plan = self._controller.state.deployment
        chosen = next((n for n, offer in enumerate(self.offers) if same_plan(offer.plan, plan)), None)
        for position, card in enumerate(self.row.cards):
            card.setChecked(position == chosen)


def said_of(offer: PlanOffer, goal: str) -> tuple[str, str]:
    """What it is the best at, and beneath its figures and what it is the best at besides."""
    title = phrase("plans", (TITLES | {GOAL: FOR_GOAL[goal]})[offer.kinds[0]])
    lines = [phrase("plans", "{context:,} tokens").format(context=offer.context), format_requests(offer.requests)]
    if offer.tok_s is not None:
        lines.append(phrase("plans", "about {speed:,.0f} tokens a second").format(speed=offer.tok_s))
    if besides := [phrase("plans", (BESIDES | {GOAL: BESIDES_FOR_GOAL[goal]})[kind]) for kind in offer.kinds[1:]]:
        lines.append(phrase("plans", "Also {merits}.").format(merits=listed(besides)))
    return title, "\n".join(lines)
