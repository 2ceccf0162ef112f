# SPDX-License-Identifier: Apache-2.0
"""Does it fit? The bars, the two numbers that people decide by, and the few settings that move them."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QSlider, QSpinBox, QVBoxLayout, QWidget
from rigwise.core.memory.result import Estimate
from rigwise.core.planning.suggest import CONTEXTS
from rigwise.core.wizard.findings import findings
from rigwise.core.words import mark, number, phrase
from rigwise.gui.controller import Controller
from rigwise.gui.widgets.expert import Expert
from rigwise.gui.widgets.parts import Card, Page, Problems, indent, label, set_role
from rigwise.gui.widgets.plan_choices import PlanChoices
from rigwise.gui.widgets.plan_notes import PlanNotes

KV_TYPES = (("auto", mark("fit page", "the model's own")), ("fp8", mark("fit page", "FP8, half the memory")))
MOST_REQUESTS = 64


def stops(limit: int) -> tuple[int, ...]:
    """The contexts a slider halts at: usual ones up to the model's own maximum."""
    return (*(context for context in CONTEXTS if context < limit), limit)


Way = tuple[int, int, int]  # tensor parallel, pipeline parallel, copies


def splits(cards: int, chosen: Way = (1, 1, 1)) -> list[tuple[str, Way]]:
    """The usual ways to use the cards, and the chosen one where it is none of them."""
    found: list[tuple[str, Way]] = [(phrase("fit page", "One GPU"), (1, 1, 1))]
    tensor, pipeline = phrase("fit page", "{cards} GPUs, tensor parallel"), phrase("fit page", "{cards} GPUs, pipeline")
    found += [(tensor.format(cards=size), (size, 1, 1)) for size in range(2, cards + 1)]
    found += [(pipeline.format(cards=size), (1, size, 1)) for size in range(2, cards + 1)]
    if chosen not in [way for _, way in found]:
        tp, pp, copies = chosen
        ways = (
            (tp, phrase("fit page", "tensor parallel {size}")),
            (pp, phrase("fit page", "pipeline {size}")),
            (copies, phrase("fit page", "{size} copies")),
        )
        parts = " x ".join(said.format(size=size) for size, said in ways if size > 1)
        found.append((phrase("fit page", "{cards} GPUs, {ways}").format(cards=tp * pp * copies, ways=parts), chosen))
    return found


def put(box: QSpinBox, value: int) -> None:
    """Another value; the same one would wipe out what somebody is typing."""
    if box.value() != value:
        box.setValue(value)


class Decision(Card):
    """One of the two numbers, large."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.column.addWidget(label(title, "muted"))
        self.number = label("–", size=2.0, bold=True)
        self.column.addWidget(self.number)
        self.note = label("", "muted")
        self.column.addWidget(self.note)
        self.column.addStretch()
        self._title = title

    def show_number(self, number: str, note: str) -> None:
        self.number.setText(number)
        self.note.setText(note)
        self.setAccessibleName(f"{self._title}: {number}, {note}")


class FitPage(Page):
    """Every change makes a new plan, and everything here follows in the same frame."""

    def __init__(self, controller: Controller) -> None:
        super().__init__(phrase("fit page", "Does it fit?"), "")
        self._controller = controller
        self._stops: tuple[int, ...] = CONTEXTS
        row = QHBoxLayout()
        row.setSpacing(14)
        self.longest = Decision(phrase("fit page", "Longest context"))
        self.requests = Decision(phrase("fit page", "Requests at once"))
        row.addWidget(self.longest)
        row.addWidget(self.requests)
        self.column.addLayout(row)
        self.problems = Problems(controller.apply)
        self.column.addWidget(self.problems)
        self.plans = PlanChoices(controller)
        self.column.addWidget(self.plans)
        self.column.addWidget(self._settings())
        self.notes = label("", "muted")
        self.column.addWidget(self.notes)
        self.plan_notes = PlanNotes()
        self.column.addWidget(self.plan_notes)
        self.expert = Expert(controller)
        self.column.addWidget(self.expert)
        self.column.addStretch()
        controller.changed.connect(self.refresh)
        self.refresh()

    def _settings(self) -> Card:
        card = Card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        card.column.addLayout(grid)
        self.context = QSlider(Qt.Orientation.Horizontal)
        self.context.setPageStep(1)
        self.context_box = QSpinBox()
        self.context_box.setSuffix(phrase("fit page", " tokens"))
        self.context_box.setGroupSeparatorShown(True)
        self.context_box.setSingleStep(1024)
        self.context_box.setKeyboardTracking(False)
        self.concurrency = QSlider(Qt.Orientation.Horizontal)
        self.concurrency.setRange(1, MOST_REQUESTS)
        self.concurrency_box = QSpinBox()
        self.concurrency_box.setRange(1, MOST_REQUESTS)
        self.share = QSlider(Qt.Orientation.Horizontal)
        self.share.setRange(30, 98)
        self.share_box = QSpinBox()
        self.share_box.setRange(30, 98)
        self.share_box.setSuffix(number(0, ".0%")[1:])
        indent(self.context_box, self.concurrency_box, self.share_box)
        self.split = QComboBox()
        self.kv_type = QComboBox()
        for value, text in KV_TYPES:
            self.kv_type.addItem(phrase("fit page", text), value)
        self.eager = QCheckBox(phrase("fit page", "Do without CUDA graphs (less memory, slower)"))
        rows = (
            (
                phrase("fit page", "&Context"),
                phrase("fit page", "max_model_len: prompt and answer together"),
                self.context,
                self.context_box,
            ),
            (
                phrase("fit page", "Requests you want at &once"),
                phrase("fit page", "only for the bar: how much of the KV cache they fill"),
                self.concurrency,
                self.concurrency_box,
            ),
            (
                phrase("fit page", "&Share of each card"),
                phrase("fit page", "gpu_memory_utilization: what vLLM may take"),
                self.share,
                self.share_box,
            ),
        )
        for place, (title, why, slider, box) in enumerate(rows):
            grid.addLayout(self._words(title, why, slider), place, 0)
            grid.addWidget(slider, place, 1)
            grid.addWidget(box, place, 2)
            box.setAccessibleName(title.replace("&", ""))
        choices = (
            (
                phrase("fit page", "S&plit"),
                phrase("fit page", "tensor parallel shares every layer; a pipeline passes from one card to the next"),
                self.split,
            ),
            (
                phrase("fit page", "&KV cache in"),
                phrase("fit page", "what the model remembers of a conversation; FP8 remembers twice as much"),
                self.kv_type,
            ),
        )
        for place, (title, why, combo) in enumerate(choices, start=3):
            grid.addLayout(self._words(title, why, combo), place, 0)
            grid.addWidget(combo, place, 1, 1, 2)
        grid.addWidget(self.eager, 5, 0, 1, 3)
        self.context.valueChanged.connect(self._context_slid)
        self.context_box.valueChanged.connect(lambda value: self._controller.set_options(max_model_len=value))
        self.concurrency.valueChanged.connect(lambda value: self._controller.set_options(concurrency=value))
        self.concurrency_box.valueChanged.connect(lambda value: self._controller.set_options(concurrency=value))
        self.share.valueChanged.connect(lambda value: self._controller.set_options(gpu_memory_utilization=value / 100))
        self.share_box.valueChanged.connect(
            lambda value: self._controller.set_options(gpu_memory_utilization=value / 100)
        )
        self.kv_type.activated.connect(self._kv_chosen)
        self.split.activated.connect(self._split_chosen)
        self.eager.clicked.connect(lambda on: self._controller.set_options(enforce_eager=on))
        return card

    @staticmethod
    def _words(title: str, why: str, control: QWidget) -> QVBoxLayout:
        """A control's name, and a line that says what it is."""
        words = QVBoxLayout()
        name = label(title, wrap=False)
        name.setBuddy(control)
        words.addWidget(name)
        words.addWidget(label(why, "muted", size=0.9))
        control.setAccessibleName(title.replace("&", ""))
        control.setAccessibleDescription(why)
        return words

    def _context_slid(self, position: int) -> None:
        self._controller.set_options(max_model_len=self._stops[position])

    def _kv_chosen(self) -> None:
        self._controller.set_options(kv_cache_dtype=self.kv_type.currentData())

    def _split_chosen(self) -> None:
        tp, pp, copies = self.split.currentData()
        self._controller.set_options(tensor_parallel_size=tp, pipeline_parallel_size=pp, data_parallel_size=copies)

    def refresh(self) -> None:
        state, result = self._controller.state, self._controller.estimate
        plan, usable = state.deployment, state.usable
        if plan is None or result is None or usable is None:
            self.sentence.setText(phrase("fit page", "Choose a rig and a model first."))
            return
        self.sentence.setText(
            phrase("fit page", "{model}, {format}, on {rig}.").format(
                model=plan.checkpoint.model, format=plan.checkpoint.quantization.label, rig=plan.rig.description
            )
        )
        options, limit = plan.options, plan.checkpoint.architecture.max_position
        context = options.max_model_len or limit
        self._stops = stops(limit)
        widgets = (self.context, self.context_box, self.concurrency, self.concurrency_box, self.share, self.share_box)
        blocks = [QSignalBlocker(widget) for widget in widgets]
        self.context.setRange(0, len(self._stops) - 1)
        self.context.setValue(min(range(len(self._stops)), key=lambda i: abs(self._stops[i] - context)))
        self.context_box.setRange(256, max(limit, 256))
        put(self.context_box, context)
        self.concurrency.setValue(options.concurrency)
        put(self.concurrency_box, options.concurrency)
        share = round((options.gpu_memory_utilization or 0.92) * 100)
        self.share.setValue(share)
        put(self.share_box, share)
        del blocks
        self.kv_type.setCurrentIndex(max(0, self.kv_type.findData(options.kv_cache_dtype)))
        way = (options.tensor_parallel_size, options.pipeline_parallel_size, options.data_parallel_size)
        self._show_splits(len(usable.gpus), way)
        self.eager.setChecked(options.enforce_eager)
        self._show_numbers(result, context)
        self._show_problems(result)
        self.expert.refresh()
        self.plans.refresh()

    def _show_splits(self, cards: int, chosen: Way) -> None:
        wanted = splits(cards, chosen)
        if [self.split.itemText(place) for place in range(self.split.count())] != [text for text, _ in wanted]:
            self.split.clear()
            for text, way in wanted:
                self.split.addItem(text, way)
        self.split.setCurrentIndex([way for _, way in wanted].index(chosen))
        self.split.setEnabled(cards > 1)

    def _show_numbers(self, result: Estimate, context: int) -> None:
        if result.longest_context:
            longest = phrase("fit page", "{tokens:,} tokens").format(tokens=result.longest_context)
            self.longest.show_number(longest, phrase("fit page", "the longest single conversation that fits"))
        else:
            self.longest.show_number(
                phrase("fit page", "none"), phrase("fit page", "not even a short conversation fits")
            )
        if result.starts and result.max_concurrency is not None:
            count = int(result.max_concurrency)
            each = (
                phrase("fit page", "of {tokens:,} tokens")
                if count == 1
                else phrase("fit page", "of {tokens:,} tokens each, all at the same time")
            )
            self.requests.show_number(number(count), each.format(tokens=context))
        else:
            self.requests.show_number("0", phrase("fit page", "the server would not start"))
        set_role(self.requests.number, "" if result.starts else "bad")

    def _show_problems(self, result: Estimate) -> None:
        plan = self._controller.state.deployment
        assert plan is not None
        self.problems.show_problems(findings(plan))
        approximate = phrase("fit page", "Approximate: {reason}.")
        notes = [approximate.format(reason=note) for note in result.approximate]
        options = plan.options
        if result.starts and result.max_concurrency is not None and options.concurrency > result.max_concurrency:
            wait = phrase("fit page", "{count} requests of full length do not fit at once; vLLM would let some wait.")
            notes.insert(0, wait.format(count=options.concurrency))
        self.notes.setText("\n".join(notes))
        self.plan_notes.show_plan(self._controller.state.usable or plan.rig, plan, result)
