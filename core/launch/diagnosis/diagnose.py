# SPDX-License-Identifier: Apache-2.0
"""Find what a log means: each line against the known failures, and of all that is found the one that explains the rest."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rigwise.core.launch.diagnosis.failures import Failure, Kind, failures, in_words
from rigwise.core.launch.diagnosis.template import Template

SHORTLY_BEFORE = 300  # lines; the tracebacks of four workers at once, with their frames, are shorter
LOOKED_AT = 1000  # characters of a line: what failed stands before what it failed with
_WIDE = re.compile(r"[ \t]{2,}|\t")
MOST_OF_ONE = 20  # findings kept of one failure: a client that asks wrongly does so for days
_READY = ("application startup complete", "uvicorn running on")
_BEGINS = ("non-default args:",)  # vLLM says so once a run, and a log may hold several runs
_STOPS = ("shutdown triggered", "received signal=", "info:     shutting down")
# said without alarm, whatever stands before it: a process, a time, a service
_CALM = re.compile(r"^.{0,120}?(?:^|[\s)|])(?:DEBUG|INFO|WARNING)(?:[ :]\S*\d|:)")
# a question to the Hub that vLLM can do without (transformers_utils/repo_utils.py); for a local folder it is asked in vain
_NO_MATTER = re.compile(r"retrying \d+ of \d+|Error retrieving (?:safetensors|file list)")


@dataclass(frozen=True, slots=True)
class Finding:
    """A failure and the line that shows it. number: of the line, from 0; fields: what its template took from it."""

    failure: Failure
    line: str
    number: int
    fields: tuple[tuple[str, str], ...] = ()
    calm: bool = False

    @property
    def message(self) -> str:
        return in_words(self.failure.says, dict(self.fields))

    @property
    def steps(self) -> tuple[str, ...]:
        """What to do, in the order to try it."""
        return tuple(in_words(fix.do, dict(self.fields)) for fix in self.failure.fixes)


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """finding: what explains the failure best, None when nothing known is there. others: what else was found.

    survived: the server came up after it, or was started anew: it did not end the present run.
    """

    finding: Finding | None = None
    others: tuple[Finding, ...] = ()
    survived: bool = False

    @property
    def alarming(self) -> bool:
        """Something ended the server, or keeps it from starting. What was only warned of explains an end, once there is one."""
        return (
            self.finding is not None
            and not self.survived
            and not self.finding.calm
            and self.finding.failure.kind not in (Kind.NOTE, Kind.REQUEST)
        )

    def as_json(self) -> dict[str, Any]:
        every = (self.finding, *self.others) if self.finding else ()
        causes = [_json(finding) for finding in every if finding.failure.kind is not Kind.NOTE]
        return {
            "alarming": self.alarming,
            "survived": self.survived,
            "cause": causes[0] if causes else None,
            "others": causes[1:],
            "notes": [_json(finding) for finding in every if finding.failure.kind is Kind.NOTE],
        }


NOTHING_FOUND = Diagnosis()


def _json(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.failure.code,
        "kind": finding.failure.kind.name.lower(),
        "message": finding.message,
        "line": finding.line,
        "line_number": finding.number + 1,
        "fixes": list(finding.steps),
    }


def diagnose(lines: Sequence[str]) -> Diagnosis:
    """What a whole log means."""
    reader = Reader()
    reader.feed(lines)
    return reader.diagnosis()


class Reader:
    """Reads a log as it comes. Memory does not grow with its length."""

    def __init__(self) -> None:
        self._number = 0
        self._ready = self._begun = self._stopped = -1
        self._runs = 0
        self._before: deque[str] = deque(maxlen=SHORTLY_BEFORE)
        self._found: dict[str, list[Finding]] = {}

    def feed(self, lines: Sequence[str]) -> bool:
        """Take the next lines; True when something new was found in them."""
        lines = [line[:LOOKED_AT] for line in lines]
        text = _WIDE.sub(" ", "\n".join(lines)).lower()
        self._ready = max(self._ready, *self._marked(_READY, text, lines), -1)
        for number in self._marked(_BEGINS, text, lines):
            self._begun = number if self._runs else -1  # what stands before the first one belongs to it
            self._runs += 1
        came_up = max(self._ready, self._begun)
        if self._stopped < came_up:  # the first word of the present run's end
            self._stopped = min((i for i in self._marked(_STOPS, text, lines) if i > came_up), default=-1)
        taken: set[int] = set()  # of two failures that know the same line, the first one is meant
        news = False
        words = set(text.split())  # few, however long the text: most templates are done with after one look at them
        for failure in failures():
            for template in failure.lines:
                if template.inner <= words and template.anchor in text:
                    news |= self._look(failure, template, lines, taken)
        self._before.extend(lines[-SHORTLY_BEFORE:])
        self._number += len(lines)
        return news

    def _marked(self, markers: tuple[str, ...], text: str, lines: Sequence[str]) -> list[int]:
        """The numbers of the lines with one of these."""
        if not any(marker in text for marker in markers):
            return []
        return [self._number + i for i, line in enumerate(lines) if any(marker in line.lower() for marker in markers)]

    def _look(self, failure: Failure, template: Template, lines: Sequence[str], taken: set[int]) -> bool:
        kept = self._found.get(failure.code, [])
        news = False
        for i, line in enumerate(lines):
            if i in taken:
                continue
            fields = template.match(line)
            if (
                fields is None
                or _NO_MATTER.search(line)
                or (failure.after and not self._said_before(failure.after, lines, i))
            ):
                continue
            taken.add(i)
            if len(kept) < MOST_OF_ONE:
                calm = not failure.quiet and _CALM.search(line) is not None
                kept.append(Finding(failure, line, self._number + i, tuple(fields.items()), calm))
                news = True
            else:  # the last one counts too: it may belong to a later run
                kept[-1] = Finding(failure, line, self._number + i, tuple(fields.items()))
        if kept:
            self._found[failure.code] = kept
        return news

    def _said_before(self, templates: Iterable[Template], lines: Sequence[str], position: int) -> bool:
        recent = [*self._before, *lines[:position]][-SHORTLY_BEFORE:]
        return any(template.match(line) is not None for template in templates for line in recent)

    def diagnosis(self) -> Diagnosis:
        """What the log means so far."""
        last = self._number - 1
        found = [
            finding
            for group in self._found.values()
            for finding in group
            if not (finding.failure.last and finding.number != last) and not self._of_a_stop(finding)
        ]
        if not found:
            return NOTHING_FOUND
        best = min(found, key=self._order)
        codes = {best.failure.code}
        others = []
        for finding in sorted(found, key=self._order):
            if finding.failure.code not in codes:
                codes.add(finding.failure.code)
                others.append(finding)
        return Diagnosis(best, tuple(others), self._survived(best))

    def _survived(self, finding: Finding) -> bool:
        return finding.number < max(self._ready, self._begun)

    def _of_a_stop(self, finding: Finding) -> bool:
        """An orderly stop takes the server apart, and its parts complain (vLLM 0.32 does at every stop)."""
        return 0 <= self._stopped < finding.number and finding.failure.kind in (Kind.CONSEQUENCE, Kind.WRAPPER)

    def _order(self, finding: Finding) -> tuple[bool, bool, Kind, bool, int]:
        """What ended the present run before what did not, what explains an end before what was only warned of on the way,
        causes before what wraps them, errors before warnings, and the first of several: what comes later follows from it."""
        kind = finding.failure.kind
        warned = finding.calm and kind <= Kind.CONSEQUENCE
        return (self._survived(finding), kind > Kind.WRAPPER or warned, kind, finding.calm, finding.number)
