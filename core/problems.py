# SPDX-License-Identifier: Apache-2.0
"""What can go wrong for a person, as a value: a code, a sentence, a next step. CLI, window and --json share it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Remedy:
    """A change of settings that one click applies.

    label:   what the button says, naming the effect ("Use 40,960 tokens of context").
    changes: ServingOptions fields and their new values.
    environment, arguments: what the container gets besides, where no field of ServingOptions says it.
    """

    label: str
    changes: tuple[tuple[str, Any], ...]
    environment: tuple[tuple[str, str], ...] = ()
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    code:     stable, kebab-case, for scripts and tests ("tensor-parallel-heads").
    message:  one sentence in the person's words, with the numbers.
    fix:      the next step, one sentence; a command to copy stands in backquotes.
    blocking: the server will not start (or the command cannot go on) while this stands.
    """

    code: str
    message: str
    fix: str
    blocking: bool = True
    remedies: tuple[Remedy, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        return {"code": self.code, "message": self.message, "fix": self.fix, "blocking": self.blocking}


class RigwiseError(Exception):
    """Raised at the edges when a person's input or machine is at fault; it carries the Problem to show."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def refuse(code: str, message: str, fix: str) -> RigwiseError:
    """Shorthand for `raise refuse(...)`."""
    return RigwiseError(Problem(code, message, fix))
