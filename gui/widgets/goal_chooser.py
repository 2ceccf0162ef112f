# SPDX-License-Identifier: Apache-2.0
"""What is the model for? The list of models and the plan follow."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup
from rigwise.core.words import mark, phrase
from rigwise.gui.widgets.choice_card import ChoiceCard, ChoiceRow

# by the value of core/planning/wishes.Goal
GOALS = {
    "chat": (mark("goals", "Chat"), mark("goals", "quick answers for one person")),
    "coding": (mark("goals", "Coding, long texts"), mark("goals", "room for whole files and books")),
    "team": (mark("goals", "Several people"), mark("goals", "eight at once, each served well")),
    "batch": (mark("goals", "Jobs overnight"), mark("goals", "the most answers in all")),
}


class GoalChooser(ChoiceRow):
    """picked: a person chose this goal."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__(narrowest=18)
        group = QButtonGroup(self)
        self.by_goal = {}
        for goal, (title, note) in GOALS.items():
            card = ChoiceCard(phrase("goals", title), phrase("goals", note))
            card.clicked.connect(lambda _=False, chosen=goal: self.picked.emit(chosen))
            group.addButton(card)
            self.by_goal[goal] = card
        self.setAccessibleName(phrase("goals", "What is the model for?"))
        self.show_cards(list(self.by_goal.values()))

    def show_goal(self, goal: str) -> None:
        self.by_goal[goal].setChecked(True)
