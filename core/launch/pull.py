# SPDX-License-Identifier: Apache-2.0
"""Pull an image, with progress layer by layer and a cancel that leaves nothing half."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from docker.errors import ImageNotFound
from docker.utils import parse_repository_tag
from rigwise.core.interruptible import Cancelled as Cancelled
from rigwise.core.interruptible import interruptible
from rigwise.core.launch.engine import Engine
from rigwise.core.launch.refusals import FAULTS, explain, explain_text
from rigwise.core.problems import RigwiseError, refuse
from rigwise.core.words import phrase

REPORT_S = 0.1  # a person reads no faster; a large image sends hundreds of events a second


@dataclass(frozen=True, slots=True)
class PullProgress:
    """done, total: compressed bytes of all layers whose size is known so far (the engine tells a layer's size when
    its download begins). unpacked: of these, written to disk. layers: finished and announced.
    phase: "downloading" or "unpacking".
    """

    done: int
    total: int
    layers_done: int
    layers: int
    phase: str
    unpacked: int = 0
    sizes_known: bool = True

    @property
    def share(self) -> float | None:
        """Of the whole work, every byte fetched and unpacked; None while a layer's size is not known."""
        return (self.done + self.unpacked) / (2 * self.total) if self.total and self.sizes_known else None


@dataclass(slots=True)
class Layers:
    """Progress by layer id. No number runs backwards, whatever the engine reports after a retry."""

    known: set[str] = field(default_factory=set)
    total: dict[str, int] = field(default_factory=dict)
    done: dict[str, int] = field(default_factory=dict)
    unpacked: dict[str, int] = field(default_factory=dict)
    finished: set[str] = field(default_factory=set)

    def take(self, event: dict[str, Any]) -> None:
        """Count one event of the engine's pull stream (API 1.41, `progressDetail` in compressed bytes)."""
        layer, status = event.get("id"), str(event.get("status", ""))
        if not isinstance(layer, str) or status.startswith("Pulling from"):
            return
        self.known.add(layer)
        detail = event.get("progressDetail") or {}
        current, size = int(detail.get("current") or 0), int(detail.get("total") or 0)
        if status == "Downloading" and size:
            _raise(self.total, layer, size)
            _raise(self.done, layer, min(current, size))
        elif status in ("Verifying Checksum", "Download complete", "Extracting", "Pull complete", "Already exists"):
            if status == "Extracting" and size:
                _raise(self.total, layer, size)
                _raise(self.unpacked, layer, min(current, size))
            # a layer too small for a progress line has no size
            self.done[layer] = self.total.setdefault(layer, 0)
        if status in ("Pull complete", "Already exists"):
            self.unpacked[layer] = self.total[layer]
            self.finished.add(layer)

    def progress(self) -> PullProgress:
        done, total = sum(self.done.values()), sum(self.total.values())
        sizes_known = self.total.keys() == self.known
        return PullProgress(
            done,
            total,
            len(self.finished),
            len(self.known),
            "unpacking" if sizes_known and 0 < total == done else "downloading",
            sum(self.unpacked.values()),
            sizes_known,
        )


def _raise(numbers: dict[str, int], layer: str, value: int) -> None:
    numbers[layer] = max(numbers.get(layer, 0), value)


def has_image(engine: Engine, image: str) -> bool:
    """The image is on this machine already."""
    try:
        engine.client.images.get(image)
    except ImageNotFound:
        return False
    except FAULTS as error:
        raise RigwiseError(explain(error, image=image)) from error
    return True


def pull(engine: Engine, image: str, cancel: threading.Event, report: Callable[[PullProgress], None]) -> None:
    """Fetch `image` ("repository:tag" or "repository@digest"). Raises Cancelled, or RigwiseError in words.

    A cancel closes the connection at the engine's next word, which ends the pull there; finished layers are kept.
    """
    interruptible(lambda say: _pull(engine, image, say), cancel, report)
    if not has_image(engine, image):
        raise refuse(
            "pull-incomplete",
            phrase("jobs", "The pull of {image} ended early.").format(image=image),
            phrase("jobs", "Try again; what was fetched is kept."),
        )


def _pull(engine: Engine, image: str, say: Callable[[PullProgress], None]) -> None:
    """The engine reports a fault in mid-pull as an event, not as an error of the call."""
    repository, tag = parse_repository_tag(image)
    layers, last = Layers(), 0.0
    try:
        with contextlib.closing(
            engine.client.api.pull(repository, tag=tag or "latest", stream=True, decode=True)
        ) as events:
            for event in events:
                if "error" in event:
                    raise RigwiseError(explain_text(str(event["error"]), image=image))
                layers.take(event)
                now = time.monotonic()
                if now - last >= REPORT_S:
                    say(layers.progress())
                    last = now
    except FAULTS as error:
        raise RigwiseError(explain(error, image=image)) from error
    say(layers.progress())
