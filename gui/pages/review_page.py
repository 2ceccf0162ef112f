# SPDX-License-Identifier: Apache-2.0
"""What will happen, in sentences; the command, with a reason for every flag; and the only button that starts something."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QPushButton, QSpinBox
from rigwise.core.memory.speculation import draft_of
from rigwise.core.serving.docker import command, docker_flags
from rigwise.core.serving.flags import Flag, flags
from rigwise.core.units import format_gb
from rigwise.core.wizard import Wizard
from rigwise.core.words import phrase
from rigwise.gui.controller import Controller
from rigwise.gui.widgets.command_view import CommandView
from rigwise.gui.widgets.flow import Flow
from rigwise.gui.widgets.parts import Card, Page, indent, label
from rigwise.gui.widgets.preflight_card import PreflightCard


def sentences(state: Wizard) -> list[str]:
    """What Start will do."""
    plan = state.deployment
    if plan is None:
        return []
    checkpoint = plan.checkpoint
    serve = phrase("review page", "Serve {model} ({format}) on {rig}.")
    found: list[str] = [
        serve.format(model=checkpoint.model, format=checkpoint.quantization.label, rig=plan.rig.description)
    ]
    if checkpoint.folder:
        found.append(phrase("review page", "The model's folder is used as it is; nothing is downloaded but the image."))
    elif checkpoint.download_bytes:
        found.append(
            phrase(
                "review page", "Download about {size} of weights, unless they are in your Hub cache already."
            ).format(size=format_gb(checkpoint.download_bytes))
        )
    draft = draft_of(plan)
    if draft is not None and draft.download_bytes and not draft.folder:
        beside = phrase("review page", "Download the draft model {draft} besides, about {size}.")
        found.append(beside.format(draft=draft.model, size=format_gb(draft.download_bytes)))
    image = phrase("review page", "Use vLLM {release} from the official image, about 10 GB the first time.")
    found.append(image.format(release=plan.vllm_version))
    answer = (
        phrase("review page", "Answer on {address}, reachable from other machines too, with an API key.")
        if state.network
        else phrase("review page", "Answer on {address}, reachable from this machine only.")
    )
    found.append(answer.format(address=f"http://127.0.0.1:{state.port}/v1"))
    for gated in (one for one in (checkpoint, draft) if one is not None and one.gated):
        licence = phrase(
            "review page",
            "The Hub asks you to accept the licence of {model} first, and to log in with `hf auth login`.",
        )
        found.append(licence.format(model=gated.model))
    return found


class ReviewPage(Page):
    """Nothing touches Docker before the button at the bottom of this page; try_wanted: a rehearsal first."""

    try_wanted = Signal()

    def __init__(self, controller: Controller) -> None:
        super().__init__(
            phrase("review page", "Ready to start"),
            phrase("review page", "This is what will happen. Nothing has been downloaded or started yet."),
        )
        self._controller = controller
        card = Card()
        self.what = label(select=True)
        card.column.addWidget(self.what)
        row = Flow()
        name = label(phrase("review page", "&Port"), wrap=False)
        self.port = QSpinBox()
        self.port.setRange(1024, 65535)
        self.port.setAccessibleName(phrase("review page", "Port on this machine"))
        indent(self.port)
        name.setBuddy(self.port)
        row.addWidget(name)
        row.addWidget(self.port)
        self.network = QCheckBox(phrase("review page", "Let other machines on the &network use it (makes an API key)"))
        row.addWidget(self.network)
        card.column.addLayout(row)
        self.rehearse = QPushButton(phrase("review page", "Try before download"))
        said = phrase("review page", "vLLM starts with dummy weights, measures memory on these GPUs, and goes again")
        self.rehearse.setAccessibleDescription(said)
        trial = QHBoxLayout()
        trial.addWidget(self.rehearse)
        trial.addWidget(label(said, "muted"), 1)
        card.column.addLayout(trial)
        self.rehearse.clicked.connect(self.try_wanted)
        self.column.addWidget(card)
        self.preflight = PreflightCard(controller)
        self.column.addWidget(self.preflight)
        box = Card()
        self.command = CommandView()
        self.copy = self.command.copy
        box.column.addWidget(self.command)
        self.column.addWidget(box)
        self.why_card = Card()
        self.why_card.column.addWidget(label(phrase("review page", "Why each flag"), bold=True))
        self.why = QGridLayout()
        self.why.setHorizontalSpacing(18)
        self.why.setColumnStretch(1, 1)
        self.why_card.column.addLayout(self.why)
        self.column.addWidget(self.why_card)
        self.column.addStretch()
        self._shown = ""
        self.port.valueChanged.connect(controller.set_port)
        self.network.toggled.connect(controller.set_network)
        controller.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        state = self._controller.state
        if state.deployment is None or not self._controller.estimate:
            self.command.show_command("")
            return
        self.what.setText("\n".join(f"•  {sentence}" for sentence in sentences(state)))
        self.port.blockSignals(True)
        if self.port.value() != state.port:  # the same one would wipe out what somebody is typing
            self.port.setValue(state.port)
        self.port.blockSignals(False)
        self.network.setChecked(state.network)
        self.rehearse.setEnabled(state.rig is not None and not state.rig.simulated)
        spec = self._controller.spec()
        if spec is None:
            return
        text = command(spec)
        if text == self._shown:
            return
        self._shown = text
        self.command.show_command(text)
        self._explain([*docker_flags(spec), *flags(state.deployment)])

    def _explain(self, found: list[Flag]) -> None:
        while (item := self.why.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        seen: set[tuple[str, str]] = set()
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        for flag in found:
            if (flag.name, flag.why) in seen:
                continue
            seen.add((flag.name, flag.why))
            name = label(flag.name, wrap=False)
            name.setFont(fixed)
            row = self.why.rowCount()
            self.why.addWidget(name, row, 0)
            self.why.addWidget(label(flag.why, "muted"), row, 1)
