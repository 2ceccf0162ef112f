# SPDX-License-Identifier: Apache-2.0
"""One server on the list: how it is, what it costs, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from rigwise.core.launch import snippets
from rigwise.core.launch.fleet import View
from rigwise.core.launch.server import Server
from rigwise.core.launch.upkeep import Freed, newer_image
from rigwise.core.units import format_gib
from rigwise.core.words import mark, phrase
from rigwise.gui.widgets.copy_menu import CopyMenu
from rigwise.gui.widgets.flow import Flow
from rigwise.gui.widgets.parts import Card, label, set_role

_ROLES = {"ready": "good", "starting": "warn", "failed": "bad"}
_WORDS = {
    "ready": mark("servers", "running"),
    "starting": mark("servers", "starting"),
    "failed": mark("servers", "failed"),
    "stopped": mark("servers", "stopped"),
}


class ServerCard(Card):
    """wanted: what the person asks for: "log", "start", "stop", "frees", "remove", "remove-image", "boot", "no-boot",
    "update"."""

    wanted = Signal(str)

    def __init__(self, view: View) -> None:
        super().__init__()
        self.view = view
        head = QHBoxLayout()
        self.name = label("", bold=True, select=True)
        self.state = label("", "muted", wrap=False)
        head.addWidget(self.name, 1)
        head.addWidget(self.state)
        self.column.addLayout(head)
        self.where = label("", "muted", select=True)
        self.load = label("")
        self.why = label("", "bad", select=True)
        self.column.addWidget(self.where)
        self.column.addWidget(self.load)
        self.column.addWidget(self.why)
        row = Flow()
        self.log = self._button(phrase("servers", "Log"), "log", row)
        self.copy = CopyMenu()
        row.addWidget(self.copy)
        self.start = self._button(phrase("servers", "Start"), "start", row)
        self.stop = self._button(phrase("servers", "Stop"), "stop", row)
        self.update_image = self._button(phrase("servers", "Update image"), "update", row)
        self.remove = self._button(phrase("servers", "Remove …"), "frees", row)
        self.boot = QCheckBox(phrase("servers", "Start with the machine"))
        self.boot.clicked.connect(lambda on: self.wanted.emit("boot" if on else "no-boot"))
        row.addWidget(self.boot)
        self.column.addLayout(row)
        self.sure = QWidget()
        below = QVBoxLayout(self.sure)
        below.setContentsMargins(0, 0, 0, 0)
        self.frees = label("")
        below.addWidget(self.frees)
        asking = Flow()
        below.addLayout(asking)
        self.really = self._button(phrase("servers", "Remove"), "remove", asking)
        self.with_image = self._button(phrase("servers", "Remove with image"), "remove-image", asking)
        keep = QPushButton(phrase("servers", "Keep"))
        keep.clicked.connect(self.sure.hide)
        asking.addWidget(keep)
        self.column.addWidget(self.sure)
        self.sure.hide()
        self.show_view(view)

    def _button(self, text: str, word: str, row: Flow) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(lambda: self.wanted.emit(word))
        row.addWidget(button)
        return button

    def ask_to_remove(self, freed: Freed) -> None:
        self.frees.setText(freed.sentence)
        self.with_image.setVisible(freed.image is not None)
        self.sure.show()

    def show_view(self, view: View) -> None:
        self.view = view
        server = view.server
        self.name.setText(f"{server.model}  ·  {server.name}")
        word = phrase("servers", _WORDS.get(view.state, view.state))
        self.state.setText(f"● {word}" if server.running else f"○ {word}")
        set_role(self.state, _ROLES.get(view.state, "muted"))
        self.where.setText(_where(server))
        self.load.setText(in_words(view))
        self.load.setVisible(bool(self.load.text()))
        self.why.setText(view.why)
        self.why.setVisible(bool(view.why))
        newer = newer_image(server)
        self.update_image.setVisible(newer is not None)
        if newer is not None:
            update = phrase("servers", "Update to vLLM {release}")
            self.update_image.setText(update.format(release=newer.rpartition(":v")[2]))
        self.start.setVisible(not server.alive)
        self.stop.setVisible(server.alive)
        self.copy.show_server(server if server.running else None)
        self.boot.setChecked(server.restart_policy != "no")
        named = phrase("servers", "Server {name}, {state}. {load}")
        self.setAccessibleName(named.format(name=server.name, state=word, load=self.load.text()))


def _where(server: Server) -> str:
    """Where it answers, or how it ended."""
    if server.running:
        said = (
            phrase("servers", "{address}, other machines too, with a key  ·  vLLM {release}")
            if server.on_network
            else phrase("servers", "{address}, this machine only  ·  vLLM {release}")
        )
        return said.format(address=snippets.base_url(server), release=server.vllm or "?")
    if server.exit_code is None:
        return phrase("servers", "never started")
    return phrase("servers", "ended with exit code {code}").format(code=server.exit_code)


def in_words(view: View) -> str:
    """Requests, cache, speed, memory: what is known of them."""
    words = []
    metrics = view.metrics
    if metrics is not None and metrics.running is not None:
        load = phrase("servers", "{running} requests running, {waiting} waiting")
        words.append(load.format(running=metrics.running, waiting=metrics.waiting or 0))
    if metrics is not None and metrics.kv_usage is not None:
        words.append(phrase("servers", "KV cache {share:.0%} used").format(share=metrics.kv_usage))
    if view.tokens_per_second is not None:
        words.append(phrase("servers", "{speed:,.0f} tokens a second").format(speed=view.tokens_per_second))
    words += [f"GPU {card}: {format_gib(size)}" for card, size in view.memory]
    return "   ·   ".join(words)
