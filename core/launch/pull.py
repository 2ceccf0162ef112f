# SPDX-License-Identifier: Apache-2.0
"""Pull an image, with progress layer by layer and a cancel that leaves nothing half."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from docker.errors import APIError, ImageNotFound
from rigwise.core.launch.engine import FAULTS, Engine, explain
from rigwise.core.problems import RigwiseError, refuse


@dataclass(frozen=True, slots=True)
class PullProgress:
    """done, total: compressed bytes of all layers known so far (total grows while layers are announced).

    layers: layers finished and announced. phase: what happens now, in one word.
    """

    done: int
    total: int
    layers_done: int
    layers: int
    phase: str

    @property
    def share(self) -> float | None:
        return self.done / self.total if self.total else None


class Cancelled(Exception):
    """The person stopped it; not a fault."""


@dataclass(slots=True)
class _Layers:
    """Progress by layer. Bytes never run backwards, whatever order the engine reports in."""

    done: dict[str, int] = field(default_factory=dict)
    total: dict[str, int] = field(default_factory=dict)
    finished: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    phase: str = "waiting"

    def take(self, event: dict[str, object]) -> None:
        layer, status = event.get("id"), str(event.get("status", ""))
        if not isinstance(layer, str) or status.startswith("Pulling from"):
            return
        self.known.add(layer)
        detail = event.get("progressDetail")
        if status == "Downloading" and isinstance(detail, dict) and detail.get("total"):
            self.total[layer] = max(self.total.get(layer, 0), int(detail["total"]))
            self.done[layer] = max(self.done.get(layer, 0), int(detail.get("current") or 0))
            self.phase = "downloading"
        elif status in ("Download complete", "Verifying Checksum", "Extracting"):
            self.done[layer] = self.total.get(layer, 0)
            if status == "Extracting" and len(self.done) == len(self.total):
                self.phase = "unpacking"
        elif status in ("Pull complete", "Already exists"):
            self.done[layer] = self.total.get(layer, 0)
            self.finished.add(layer)

    def progress(self) -> PullProgress:
        return PullProgress(
            sum(self.done.values()), sum(self.total.values()), len(self.finished), len(self.known), self.phase
        )


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
    """Fetch `image` ("repository:tag"). Raises Cancelled, or RigwiseError in words.

    The engine reports a fault in mid-pull as an event, not as an error of the call.
    """
    repository, _, tag = image.rpartition(":")
    if not repository or "/" in tag:
        repository, tag = image, "latest"
    layers = _Layers()
    try:
        stream = engine.client.api.pull(repository, tag=tag, stream=True, decode=True)
        for event in stream:
            if cancel.is_set():
                close = getattr(stream, "close", None)
                if close is not None:
                    close()
                raise Cancelled
            if "error" in event:
                raise RigwiseError(explain(_Answer(str(event["error"])), image=image))
            layers.take(event)
            report(layers.progress())
    except FAULTS as error:
        if cancel.is_set():
            raise Cancelled from error
        raise RigwiseError(explain(error, image=image)) from error
    if not has_image(engine, image):
        raise refuse("pull-incomplete", f"The pull of {image} ended early.", "Try again; what was fetched is kept.")


class _Answer(APIError):
    """An error event of a pull stream, in the form of the engine's other refusals."""

    def __init__(self, text: str) -> None:
        super().__init__(text, explanation=text)
