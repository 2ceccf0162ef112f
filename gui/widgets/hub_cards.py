# SPDX-License-Identifier: Apache-2.0
"""What the Hub may ask of a person before a model is theirs: a token, their word on code, and some patience."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QLineEdit, QProgressBar, QPushButton
from rigwise.core.problems import Problem
from rigwise.core.units import format_gb
from rigwise.core.words import number, phrase
from rigwise.gui.widgets.flow import Flow
from rigwise.gui.widgets.parts import Card, label, set_role

if TYPE_CHECKING:
    from rigwise.core.models.hub.consent import Code
    from rigwise.core.models.hub.download import Progress

# problems that another token, or an accepted licence, cures
CURED_BY_A_TOKEN = (
    "hub-gated", "hub-gated-no-token", "hub-token-refused", "hub-token-odd", "hub-not-found", "hub-not-found-no-token",
    "hub-forbidden",
)  # fmt: skip
FILES_SHOWN = 6


class GateCard(Card):
    """A model behind a door: what to do about it, and a place for a token. given: the person typed one."""

    given = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.said = label("", "warn", bold=True, select=True)
        self.step = label("", select=True)
        self.token = QLineEdit()
        self.token.setEchoMode(QLineEdit.EchoMode.Password)
        self.token.setPlaceholderText(phrase("hub cards", "Token, such as hf_…"))
        self.token.setAccessibleName(phrase("hub cards", "Token of your account on the Hub"))
        self.token.setMaxLength(256)
        self.check = QPushButton(phrase("hub cards", "Check and keep"))
        self.page = QPushButton(phrase("hub cards", "Open its page"))
        self.keyring = QCheckBox(phrase("hub cards", "Keep it in the system's keyring"))
        self.kept = label("", "muted")
        row = Flow()
        for widget in (self.token, self.check, self.page):
            row.addWidget(widget)
        self.token.setMinimumWidth(round(self.fontMetrics().averageCharWidth() * 36))
        self.column.addWidget(self.said)
        self.column.addWidget(self.step)
        self.column.addLayout(row)
        self.column.addWidget(self.keyring)
        self.column.addWidget(self.kept)
        self._address = ""
        self.check.clicked.connect(self._given)
        self.token.returnPressed.connect(self._given)
        self.page.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(self._address)))
        self.keyring.toggled.connect(lambda _: self._say_where())
        self.hide()

    def ask(self, problem: Problem, address: str, keyring: bool) -> None:
        """Show the door. address: the model's page; keyring: this machine has one that encrypts."""
        self._address = address
        self.said.setText(f"⚠ {problem.message}")
        self.step.setText(problem.fix)
        self.keyring.setVisible(keyring)
        self.busy(False)
        self._say_where()
        self.show()

    def busy(self, on: bool) -> None:
        self.check.setEnabled(not on)
        self.check.setText(phrase("hub cards", "Checking …") if on else phrase("hub cards", "Check and keep"))

    def refused(self, problem: Problem) -> None:
        """The token was no good."""
        self.busy(False)
        self.said.setText(f"⚠ {problem.message}")
        self.step.setText(problem.fix)

    def _given(self) -> None:
        if self.token.text().strip():
            self.busy(True)
            self.given.emit(self.token.text(), self.keyring.isChecked() and self.keyring.isVisible())

    def _say_where(self) -> None:
        ring = self.keyring.isChecked() and self.keyring.isVisible()
        self.kept.setText(
            phrase(
                "hub cards",
                "It is checked against the Hub and kept in your keyring; the server cannot read it there, so download "
                "first.",
            )
            if ring
            else phrase(
                "hub cards",
                "It is checked against the Hub and kept in the Hub's own login file, which only you can read; "
                "`hf auth logout` removes it. Rigwise's settings never hold it.",
            )
        )


class CodeCard(Card):
    """A model that runs only with Python code of its own. answered: the person agrees, or takes it back."""

    answered = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.said = label("", bold=True)
        self.files = label("", "muted", select=True)
        self.agree = QPushButton(phrase("hub cards", "Agree to this commit's code"))
        self.withdraw = QPushButton(phrase("hub cards", "Take it back"))
        self.look = QPushButton(phrase("hub cards", "Read the code"))
        row = Flow()
        for widget in (self.look, self.agree, self.withdraw):
            row.addWidget(widget)
        self.column.addWidget(self.said)
        self.column.addWidget(self.files)
        self.column.addLayout(row)
        self._address = ""
        self.look.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(self._address)))
        self.agree.clicked.connect(lambda: self.answered.emit(True))
        self.withdraw.clicked.connect(lambda: self.answered.emit(False))
        self.hide()

    def ask(self, model: str, commit: str, code: Code, address: str, agreed: bool) -> None:
        self._address = address
        if not agreed:
            said = phrase(
                "hub cards",
                "⚠ {model} runs only with Python code from its repository, with the server's rights inside the container.",
            )
        elif commit:
            said = phrase("hub cards", "You agreed that {model} runs its own Python code, for commit {commit} only.")
        else:
            said = phrase("hub cards", "You agreed that {model} runs its own Python code, for this folder only.")
        self.said.setText(said.format(model=model, commit=commit[:12]))
        set_role(self.said, "" if agreed else "warn")
        files = f"{', '.join(code.files)}." if code.files else phrase("hub cards", "No Python file is listed.")
        if code.elsewhere:
            elsewhere = phrase("hub cards", "Some comes from {places}, which this commit does not pin.")
            files = f"{files} {elsewhere.format(places=', '.join(code.elsewhere))}"
        self.files.setText(files)
        self.agree.setVisible(not agreed)
        self.withdraw.setVisible(agreed)
        self.show()


class DownloadCard(Card):
    """The chosen checkpoint's way onto this disk. started, paused: what the person wants."""

    started = Signal()
    paused = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.said = label("", select=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(phrase("hub cards", "Download"))
        self.bar.setRange(0, 1000)
        self.files = label("", "muted")
        self.start = QPushButton(phrase("hub cards", "Download ahead"))
        self.pause = QPushButton(phrase("hub cards", "Pause"))
        row = Flow()
        row.addWidget(self.start)
        row.addWidget(self.pause)
        for widget in (self.said, self.bar, self.files):
            self.column.addWidget(widget)
        self.column.addLayout(row)
        self.start.clicked.connect(self.started)
        self.pause.clicked.connect(self.paused)
        self.hide()

    def offer(self, need: int, whole: int, free: int, draft: str = "") -> None:
        """Nothing runs. need: bytes still to fetch; free: on the cache's disk; draft: the draft model that is counted in."""
        done = whole - need
        if need <= 0:
            said = phrase("hub cards", "On this disk, {whole}: the server starts without a download.")
        elif done > 0:
            said = phrase("hub cards", "{done} of {whole} are here; {free} are free on the disk.")
        else:
            said = phrase("hub cards", "{whole} to download; {free} are free on the disk.")
        words = [said.format(done=format_gb(done), whole=format_gb(whole), free=format_gb(free))]
        if draft:
            words.append(phrase("hub cards", "The draft model {draft} is counted in.").format(draft=draft))
        self.said.setText(" ".join(words))
        self.start.setText(phrase("hub cards", "Go on") if done > 0 else phrase("hub cards", "Download ahead"))
        self.start.setVisible(need > 0)
        self.start.setEnabled(True)
        self.pause.hide()
        self.files.hide()
        self.bar.setVisible(done > 0 and need > 0)
        self.bar.setValue(round(1000 * done / whole) if whole else 0)
        self.show()

    def follow(self, moment: Progress) -> None:
        """A moment of the download."""
        self.said.setText(moment.note or _how_far(moment))
        self.bar.setValue(round(1000 * moment.done / moment.total) if moment.total else 0)
        self.bar.setAccessibleDescription(self.said.text())
        live = [file for file in moment.files if file.state in ("fetching", "checking")][:FILES_SHOWN]
        there = sum(file.state == "there" for file in moment.files)
        lines = [phrase("hub cards", "{there} of {all} files are there.").format(there=there, all=len(moment.files))]
        fetching, checking = (
            phrase("hub cards", "{file}: fetching {share} %"),
            phrase("hub cards", "{file}: checking {share} %"),
        )
        lines += [
            (fetching if file.state == "fetching" else checking).format(
                file=file.name, share=100 * file.done // max(1, file.size)
            )
            for file in live
        ]
        self.files.setText("\n".join(lines))
        for widget in (self.files, self.bar, self.pause):
            widget.show()
        self.start.hide()
        self.show()


def _how_far(moment: Progress) -> str:
    parts = [
        phrase("hub cards", "{done} of {whole}").format(done=format_gb(moment.done), whole=format_gb(moment.total))
    ]
    if moment.speed:
        parts.append(f"{number(moment.speed / 1e6, '.0f')} MB/s")
        if moment.left:
            parts.append(phrase("hub cards", "{time} left").format(time=time_left(moment.left)))
    return ", ".join(parts)


def time_left(seconds: float) -> str:
    """`40 s`, `12 min`, `3 h 05 min`."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60:02} min"
