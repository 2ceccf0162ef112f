# SPDX-License-Identifier: Apache-2.0
"""How long a start takes here: the seconds of each job of earlier starts of the same plan, and what is left of this one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_state_path
from rigwise.core.launch.run import JOBS, Job, Run
from rigwise.core.launch.server import Server
from rigwise.core.serving.container import LABEL, ContainerSpec
from rigwise.core.words import phrase

KEPT = 5  # starts of one plan: the median of a few forgives the one that had to compile
MOST_PLANS = 100
_WAITS_FOR_US = (Job.ENGINE, Job.IMAGE, Job.MODEL)  # what is fetched is fetched once and tells its own progress


def default_file() -> Path:
    return user_state_path("rigwise") / "starts.json"


def key(spec: ContainerSpec) -> str:
    """What starts must share to be compared: image and plan."""
    return f"{spec.image} {dict(spec.labels).get(f'{LABEL}.plan', ' '.join(spec.arguments))}"


def key_of(server: Server) -> str:
    """The same, of a server that is there."""
    return f"{server.image} {server.plan}" if server.plan else ""


@dataclass(slots=True)
class Watch:
    """Notes when each job of a start began; `now` is a clock's seconds."""

    begun: dict[Job, float] = field(default_factory=dict)

    def note(self, run: Run, now: float) -> None:
        """vLLM says that it loads before it fetches: a job that is taken back has not begun."""
        if run.active is None:
            return
        for later in JOBS[JOBS.index(run.active.job) + 1 :]:
            self.begun.pop(later, None)
        self.begun.setdefault(run.active.job, now)

    def taken(self, now: float) -> dict[Job, float]:
        """Seconds of each job of a start that is over now."""
        order = [job for job in JOBS if job in self.begun]
        ends = [*(self.begun[job] for job in order[1:]), now][: len(order)]
        return {job: end - self.begun[job] for job, end in zip(order, ends, strict=True)}

    def left(self, learned: Mapping[Job, float], run: Run, now: float) -> float | None:
        """Seconds until it answers, as starts of this plan took; None where none was seen."""
        active = run.active
        if active is None or not learned or active.job in _WAITS_FOR_US:
            return None
        spent = now - self.begun.get(active.job, now)
        later = JOBS[JOBS.index(active.job) + 1 :]
        return max(0.0, learned.get(active.job, 0.0) - spent) + sum(learned.get(job, 0.0) for job in later)


def in_words(seconds: float) -> str:
    """A guess says no more than it knows."""
    if seconds < 8:
        return phrase("jobs", "some seconds left")
    if seconds < 90:
        return phrase("jobs", "about {seconds} s left").format(seconds=round(seconds / 5) * 5)
    return phrase("jobs", "about {seconds} min left").format(seconds=round(seconds / 60))


def learned(plan: str, file: Path) -> dict[Job, float]:
    """The median seconds of each job in earlier starts of this plan; empty without."""
    seen = _read(file).get(plan, {})
    from statistics import median  # brings megabytes of other numbers along

    return {job: median(seen[job.name]) for job in JOBS if seen.get(job.name)}


def keep(plan: str, taken: Mapping[Job, float], file: Path) -> None:
    """Remember a start. A file that cannot be written is no reason to disturb anybody."""
    every = _read(file)
    seen = every.pop(plan, {})
    for job, seconds in taken.items():
        if job not in _WAITS_FOR_US:
            seen[job.name] = [*seen.get(job.name, []), round(seconds, 1)][-KEPT:]
    every[plan] = seen
    text = json.dumps(dict(list(every.items())[-MOST_PLANS:]))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        half = file.with_suffix(".half")
        half.write_text(text, encoding="utf-8")
        half.replace(file)
    except OSError:
        return


def _read(file: Path) -> dict[str, dict[str, list[float]]]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        return {
            str(plan): {
                str(job): [float(n) for n in times if float(n) >= 0]
                for job, times in jobs.items()
                if isinstance(times, list)
            }
            for plan, jobs in found.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
