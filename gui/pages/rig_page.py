# SPDX-License-Identifier: Apache-2.0
"""The first page: the GPUs that are here, or a rig that a person composes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QWidget,
)
from rigwise.core.problems import Problem
from rigwise.core.units import format_gib
from rigwise.core.words import mark, phrase
from rigwise.gui.controller import Controller
from rigwise.gui.widgets.parts import Card, Page, Problems, label, set_role, tip

if TYPE_CHECKING:
    from rigwise.core.hardware.detection import Device
    from rigwise.core.hardware.rig import Rig
    from rigwise.gui.widgets.answer_card import AnswerCard
    from rigwise.gui.widgets.composer import Composer

MOST_IN_A_COLUMN = 2


EXPLAINED = mark(
    "rig page",
    "Compute capability is NVIDIA's number for a GPU's generation: it decides which number formats run at full speed. "
    "PCIe is the card's way to the rest of the machine.",
)


class GpuCard(Card):
    """One detected card: a tick, its facts, and what it does now."""

    def __init__(self) -> None:
        super().__init__()
        self.tick = QCheckBox()
        self.column.addWidget(self.tick)
        self.facts, self.now = label("", "muted"), label()
        self.facts.setToolTip(tip(phrase("rig page", EXPLAINED)))
        self.column.addWidget(self.facts)
        self.column.addWidget(self.now)

    def show_device(self, device: Device, chosen: bool, crowded: bool) -> None:
        """crowded: among many, a card says in two lines what it does; the rest stands in its tip."""
        gpu = device.gpu
        self.tick.setText(f"GPU {gpu.index} · {gpu.short_name}")
        self.tick.setChecked(chosen)
        self.tick.setAccessibleDescription(phrase("rig page", "Use this GPU for the server"))
        facts, now = _facts(device), _now(device)
        unknown = phrase("rig page", "a program")
        holders = ", ".join(f"{p.name or unknown} {format_gib(p.bytes or 0)}" for p in device.processes[:3])
        held: str = phrase("rig page", "{facts} — held by {programs}") if holders else "{facts}"
        what, does = " · ".join(facts), " · ".join(now)
        self.facts.setText(what)
        self.facts.setVisible(not crowded)
        brief = " · ".join([facts[0], *now])
        self.now.setText(brief if crowded else held.format(facts=does, programs=holders))
        self.setToolTip(tip(held.format(facts=what, programs=holders) if crowded else ""))
        self.column.setSpacing(2 if crowded else 8)
        self.column.setContentsMargins(*((14, 8, 14, 9) if crowded else (18, 14, 18, 16)))


def _facts(device: Device) -> list[str]:
    """What the card is."""
    gpu = device.gpu
    major, minor = gpu.compute_capability
    memory = (
        phrase("rig page", "{size} shared with the machine")
        if gpu.integrated
        else phrase("rig page", "{size} for CUDA")
    )
    facts = [memory.format(size=format_gib(gpu.total_bytes))]
    facts.append(phrase("rig page", "compute capability {version}").format(version=f"{major}.{minor}"))
    if device.pcie_now[0]:
        facts.append(f"PCIe {device.pcie_now[0]}.0 x{device.pcie_now[1]}")
    if gpu.display:
        facts.append(phrase("rig page", "display attached"))
    if device.ecc:
        facts.append(phrase("rig page", "ECC on"))
    return facts


def _now(device: Device) -> list[str]:
    """What it does."""
    gpu = device.gpu
    load = phrase("rig page", "{size} in use") if gpu.used_bytes else phrase("rig page", "empty")
    now = [load.format(size=format_gib(gpu.used_bytes))]
    if device.utilization is not None:
        now.append(phrase("rig page", "{share:.0%} busy").format(share=device.utilization / 100))
    if device.temperature_c is not None:
        now.append(f"{device.temperature_c} °C")
    if device.power_w is not None:
        now.append(f"{device.power_w:.0f} W")
    return now


class RigPage(Page):
    """Detected cards with their live state, or the composer."""

    def __init__(self, controller: Controller) -> None:
        super().__init__(
            phrase("rig page", "Your rig"),
            phrase("rig page", "Rigwise plans for the cards that are ticked, or for a rig that you compose."),
        )
        self._controller = controller
        self._cards: list[GpuCard] = []
        self._columns = 0
        row = QHBoxLayout()
        self.here = QPushButton(phrase("rig page", "This machine"))
        self.composed = QPushButton(phrase("rig page", "Compose a rig"))
        for button in (self.here, self.composed):
            button.setCheckable(True)
            button.setAutoExclusive(True)
            row.addWidget(button)
        row.addStretch()
        self.badge = label(phrase("rig page", "SIMULATED"), "badge", wrap=False)
        row.addWidget(self.badge)
        self.column.addLayout(row)
        self.waiting = QWidget()
        looking = QHBoxLayout(self.waiting)
        looking.setContentsMargins(0, 0, 0, 0)
        busy = QProgressBar()
        busy.setRange(0, 0)
        busy.setTextVisible(False)
        busy.setMaximumWidth(160)
        busy.setAccessibleName(phrase("rig page", "Looking for GPUs …"))
        looking.addWidget(label(phrase("rig page", "Looking for GPUs …"), "muted", wrap=False))
        looking.addWidget(busy)
        looking.addStretch()
        self.column.addWidget(self.waiting)
        self.driver = label("", "muted")
        self.column.addWidget(self.driver)
        self.problems = Problems(lambda remedy: None)
        self.column.addWidget(self.problems)
        self._list = QGridLayout()
        self._list.setSpacing(10)
        self.column.addLayout(self._list)
        self.links = label("", "muted")
        self.column.addWidget(self.links)
        self.answer: AnswerCard | None = None
        self.column.addStretch()
        self.here.setChecked(True)
        self.here.clicked.connect(self._use_here)
        self.composed.clicked.connect(self._use_composed)
        controller.looked.connect(self.refresh)
        controller.changed.connect(self.refresh)
        controller.ranking.ranked.connect(self._ranked)
        self.refresh()

    @cached_property
    def composer(self) -> Composer:
        """Made when somebody wants to compose."""
        from rigwise.gui.widgets.composer import Composer

        composer = Composer(self._controller)
        composer.use.clicked.connect(self._use_composed)
        self.column.insertWidget(self.column.indexOf(self.links) + 1, composer)
        return composer

    def _ranked(self) -> None:
        """The answer to why anybody comes; made when it is known, so that the page itself opens at once."""
        if self.answer is None:
            if self._controller.ranking.rig is None:
                return
            from rigwise.gui.widgets.answer_card import AnswerCard

            self.answer = AnswerCard(self._controller)
            self.column.insertWidget(self.column.count() - 1, self.answer)
        self.answer.refresh()
        self.answer.setVisible(self._controller.ranking.rig is not None)

    def _use_here(self) -> None:
        self._controller.use_detected()
        self.refresh()

    def _use_composed(self) -> None:
        self.composed.setChecked(True)
        self.composer.offer()
        self.refresh()
        made = self.composer.rig()
        if made is not None:
            self._controller.choose_rig(made)

    def refresh(self) -> None:
        detection, state = self._controller.detection, self._controller.state
        if state.rig is not None and state.rig.simulated:
            self.composed.setChecked(True)
        here = self.here.isChecked()
        self.waiting.setVisible(here and detection is None)
        nothing = here and detection is not None and detection.rig is None
        if nothing:
            self.composer.offer()  # nothing can be served here, but everything can be planned
        if not here or nothing:
            self.composer.show()
            self.composer.use.setVisible(nothing)
        elif "composer" in self.__dict__:
            self.composer.hide()
        self.badge.setVisible(not here)
        devices = detection.devices if detection and here else ()
        self._show_devices(devices, state.cards)
        rig = detection.rig if detection and here else None
        self.driver.setVisible(rig is not None)
        if rig is not None:
            self.driver.setText(_driver(rig))
        problems: tuple[Problem, ...] = detection.problems if detection and here else ()
        self.problems.show_problems(problems)
        shown = state.rig if not here else rig
        self.links.setText(_links(shown) if shown else "")
        self.links.setVisible(bool(self.links.text()))
        set_role(self.links, "muted")

    def _show_devices(self, devices: tuple[Device, ...], chosen: tuple[int, ...]) -> None:
        while len(self._cards) < len(devices):
            card = GpuCard()
            card.tick.clicked.connect(self._ticked)
            self._cards.append(card)
        self._arrange(2 if len(devices) > MOST_IN_A_COLUMN else 1)
        for position, card in enumerate(self._cards):
            card.setVisible(position < len(devices))
            if position < len(devices):
                card.show_device(devices[position], position in chosen, len(devices) > MOST_IN_A_COLUMN)

    def _arrange(self, columns: int) -> None:
        if self._list.count() != len(self._cards) or columns != self._columns:
            self._columns = columns
            for position, card in enumerate(self._cards):
                self._list.addWidget(card, position // columns, position % columns)

    def _ticked(self) -> None:
        shown = [card for card in self._cards if not card.isHidden()]
        self._controller.choose_cards(tuple(i for i, card in enumerate(shown) if card.tick.isChecked()))


def _driver(rig: Rig) -> str:
    driver = (
        phrase("rig page", "NVIDIA driver {version}")
        if rig.driver_version
        else phrase("rig page", "NVIDIA driver unknown")
    )
    parts = [driver.format(version=rig.driver_version)]
    if rig.cuda_version:
        parts.append(f"CUDA {rig.cuda_version[0]}.{rig.cuda_version[1]}")
    if rig.wsl:
        parts.append(phrase("rig page", "under WSL"))
    return ", ".join(parts)


def _links(rig: Rig) -> str:
    """How the cards reach each other, one sentence."""
    if len(rig.gpus) < 2:
        return ""
    from rigwise.core.hardware.rig import LinkKind

    kinds = {link.kind for link in rig.links}
    if kinds == {LinkKind.NVLINK}:
        return phrase("rig page", "All cards are joined by NVLink.")
    if LinkKind.NVLINK in kinds:
        pairs = ", ".join(f"{link.a}–{link.b}" for link in rig.links if link.kind is LinkKind.NVLINK)
        return phrase("rig page", "NVLink joins GPUs {pairs}; the others talk over PCIe.").format(pairs=pairs)
    if kinds == {LinkKind.PCIE_P2P}:
        return phrase("rig page", "The cards reach each other's memory over PCIe.")
    return phrase("rig page", "The cards talk over PCIe through the host: splitting a model costs some speed.")
