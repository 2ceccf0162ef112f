# SPDX-License-Identifier: Apache-2.0
"""The checkpoint on its way into the Hub cache, seen from outside: vLLM downloads without a word
(DisabledTqdm, model_executor/model_loader/weight_utils.py, 0.33), but its files grow in the folder that it was given."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from rigwise.core.memory.speculative_config import named_draft
from rigwise.core.units import format_gb
from rigwise.core.words import number, phrase

WINDOW_S = 10.0  # the rate is of the last seconds: a network changes its mind
HALF = ".incomplete"  # of huggingface_hub: a file that is not whole yet


@dataclass(frozen=True, slots=True)
class Arriving:
    """done of total bytes; rate: bytes a second, left: seconds, both None while unknown. total: None where nobody knows.

    draft: it is the draft model, which vLLM fetches when the model is loaded.
    """

    done: int
    total: int | None
    rate: float | None = None
    draft: bool = False

    @property
    def share(self) -> float | None:
        return min(1.0, self.done / self.total) if self.total else None

    @property
    def left(self) -> float | None:
        return max(0, self.total - self.done) / self.rate if self.total and self.rate else None

    @property
    def whole(self) -> bool:
        return self.total is not None and self.done >= self.total

    @property
    def words(self) -> str:
        figures = self._figures
        return phrase("launch", "draft model: {figures}").format(figures=figures) if self.draft else figures

    @property
    def _figures(self) -> str:
        of = {"done": format_gb(self.done, 2), "total": format_gb(self.total or 0, 2)}
        if not self.rate:
            said = phrase("launch", "{done} of {total}") if self.total else phrase("launch", "{done} fetched")
            return said.format(**of)
        rate = number(self.rate / 10**6, ",.0f")
        if self.left is None:
            return phrase("launch", "{done} fetched, {rate} MB/s").format(rate=rate, **of)
        minutes, seconds = divmod(round(self.left), 60)
        if minutes < 2:
            return phrase("launch", "{done} of {total}, {rate} MB/s, {seconds} s left").format(
                rate=rate, seconds=round(self.left), **of
            )
        return phrase("launch", "{done} of {total}, {rate} MB/s, {minutes} min left").format(
            rate=rate, minutes=minutes + (seconds >= 30), **of
        )


@dataclass(slots=True)
class Rate:
    """Bytes a second over the last WINDOW_S."""

    seen: deque[tuple[float, int]] = field(default_factory=deque)

    def take(self, now: float, done: int) -> float | None:
        """None in the first second; a folder that shrank (files were removed) begins anew."""
        if self.seen and done < self.seen[-1][1]:
            self.seen.clear()
        self.seen.append((now, done))
        while now - self.seen[0][0] > WINDOW_S:
            self.seen.popleft()
        began, first = self.seen[0]
        return (done - first) / (now - began) if now - began >= 1.0 else None


def blobs_of(cache: Path, arguments: Sequence[str]) -> Path | None:
    """Where the weights of a server arrive: below the folder mounted as its cache. None where it serves no repository."""
    model = arguments[0] if arguments and not arguments[0].startswith("-") else ""
    return _blobs(cache, _last(arguments, "--model") or model)


def draft_blobs_of(cache: Path, arguments: Sequence[str]) -> Path | None:
    """Likewise of its draft model; None where it has none of the Hub."""
    draft = named_draft(_last(arguments, "--speculative-config"))
    return _blobs(cache, draft.model) if draft else None


def _last(arguments: Sequence[str], flag: str) -> str | None:
    return next((value for name, value in reversed([*pairwise(arguments)]) if name == flag), None)


def _blobs(cache: Path, model: str) -> Path | None:
    if model.count("/") != 1 or model.startswith(("/", ".")):
        return None
    return cache / "hub" / f"models--{model.replace('/', '--')}" / "blobs"


def bytes_in(blobs: Path) -> int:
    """Bytes of a repository that are here; a folder that is not there holds none.

    A half file may be laid out whole before it is filled, so that of it only what it takes on the disk counts.
    """
    done = 0
    try:
        with os.scandir(blobs) as entries:
            for entry in entries:
                if not entry.is_file(follow_symlinks=False):
                    continue
                size = entry.stat(follow_symlinks=False)
                done += min(size.st_size, size.st_blocks * 512) if entry.name.endswith(HALF) else size.st_size
    except OSError:
        return done
    return done


@dataclass(slots=True)
class Watch:
    """What arrives in a folder, look by look. total: bytes of the whole checkpoint, None where nobody knows. draft: see
    Arriving."""

    blobs: Path
    total: int | None = None
    draft: bool = False
    _rate: Rate = field(default_factory=Rate)
    _first: int | None = None

    def look(self, now: float) -> Arriving | None:
        """None until something has come: what lay there before, half or whole, is no download."""
        done = bytes_in(self.blobs)
        self._first = done if self._first is None else self._first
        rate = self._rate.take(now, done)
        if done <= self._first or (self.total is not None and self._first >= self.total):
            return None
        return Arriving(done, self.total, rate, self.draft)
