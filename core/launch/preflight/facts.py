# SPDX-License-Identifier: Apache-2.0
"""What a preflight knows: facts of this machine as one value, so that every judgement can be tested without it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from rigwise.core.hardware.detection import Detection
from rigwise.core.memory.deployment import Deployment
from rigwise.core.problems import Problem, Remedy
from rigwise.core.serving.container import Way
from rigwise.core.words import mark


class Level(Enum):
    """How a line stands."""

    GREEN = mark("preflight", "good")
    AMBER = mark("preflight", "look at it")
    RED = mark("preflight", "stops the start")


@dataclass(frozen=True, slots=True)
class Check:
    """One line. says: a sentence with the figures; fix: the next step, empty for a green one; a command to copy stands
    in backquotes. remedy, port: what one click may change, of the plan or of where it answers."""

    code: str
    title: str
    level: Level
    says: str
    fix: str = ""
    remedy: Remedy | None = None
    port: int | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "title": self.title,
            "level": self.level.name.lower(),
            "says": self.says,
            "fix": self.fix or None,
        }


GREEN, AMBER, RED = Level.GREEN, Level.AMBER, Level.RED


def problem_line(problem: Problem, code: str, title: str, level: Level = RED) -> Check:
    """What was found out as a Problem, as a line."""
    return Check(code, title, level, problem.message, problem.fix)


@dataclass(frozen=True, slots=True)
class EngineFacts:
    """system: what the engine calls its machine ("Docker Desktop", "Debian GNU/Linux 12"); data: its images' folder;
    free: bytes there, None where this machine does not see it; driver: of its log lines."""

    version: str
    rootless: bool = False
    podman: bool = False
    system: str = ""
    data: str = ""
    free: int | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """An image that is here: the CUDA that its environment names, None where it names none."""

    name: str
    here: bool
    cuda: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class RepositoryFacts:
    """A repository that the server fetches. problem: why the Hub does not hand it over; to_fetch: bytes still to come,
    None when unknown."""

    name: str
    problem: Problem | None = None
    to_fetch: int | None = None


@dataclass(frozen=True, slots=True)
class HubFacts:
    """reachable: the Hub answered; model, draft: what the plan needs of it, None for nothing; free: bytes on the cache's
    disk; skew: seconds by which this machine's clock is ahead of the Hub's."""

    endpoint: str
    reachable: bool
    model: RepositoryFacts | None = None
    draft: RepositoryFacts | None = None
    free: int | None = None
    cache: str = ""
    skew: float | None = None
    token: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything, each None where it could not be asked. way: in which a container was asked for at last; handover: None
    when it got the GPUs, else why not."""

    detection: Detection
    engine: EngineFacts | Problem
    handover: Problem | None = None
    way: Way | None = None
    image: ImageFacts | None = None
    hub: HubFacts | None = None
    port: int = 8000
    port_taken: bool = False
    next_port: int | None = None
    shared_memory: int | None = None
    memory: int | None = None
    wsl: bool = False
    plan: Deployment | None = None
