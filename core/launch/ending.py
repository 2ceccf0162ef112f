# SPDX-License-Identifier: Apache-2.0
"""Why a server is not running, from what the engine and its log tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rigwise.core.launch.diagnosis.diagnose import Diagnosis, diagnose
from rigwise.core.launch.diagnosis.failures import Kind
from rigwise.core.launch.diagnosis.fixes import as_problem
from rigwise.core.launch.server import Server
from rigwise.core.memory.deployment import Deployment
from rigwise.core.problems import Problem
from rigwise.core.words import phrase


def ended(
    server: Server, lines: Sequence[str] = (), found: Diagnosis | None = None, deployment: Deployment | None = None
) -> Problem:
    """lines: the last ones of its log; found: what the whole log means, where that is known already.

    deployment: the plan it ran by, for fixes that one click applies.
    """
    if server.out_of_memory:
        return Problem(
            "server-out-of-memory",
            phrase("failures", "The server was ended because this machine ran out of memory (RAM)."),
            phrase("failures", "Close other programs, or raise the container's memory limit."),
        )
    if server.exit_code == 0:
        return Problem(
            "server-stopped",
            phrase("failures", "The server was stopped."),
            phrase("failures", "Start it again when you need it."),
            blocking=False,
        )
    found = found or diagnose(lines)
    if found.finding is not None and not found.survived and found.finding.failure.kind <= Kind.CONSEQUENCE:
        problem = as_problem(found.finding, deployment)
    elif server.exit_code in (137, 143) and not server.crash_loop:
        return Problem(
            "server-killed",
            phrase(
                "failures",
                "The server was ended from outside (exit code {code}): by a person, by Docker's own end, "
                "or by the system because memory (RAM) ran out.",
            ).format(code=server.exit_code),
            phrase("failures", "Start it again; `sudo dmesg | grep -i oom` tells whether memory ran out."),
        )
    else:
        said = last_error(lines)
        words = (
            phrase("failures", "The server gave up with exit code {code}. It said: {said}")
            if said
            else phrase("failures", "The server gave up with exit code {code}.")
        )
        problem = Problem(
            "server-failed",
            words.format(code=server.exit_code, said=(said or "")[:300]),
            phrase("failures", "Read the log below; the first error in it is usually the cause."),
        )
    if server.crash_loop:
        twice = phrase("failures", "It failed the same way twice, so Rigwise stopped it.")
        return Problem(problem.code, f"{problem.message} {twice}", problem.fix, remedies=problem.remedies)
    return problem


def ended_with_engine(server: Server, lines: Sequence[str] = (), deployment: Deployment | None = None) -> Problem:
    """As `ended`, of a server found dead once the engine was back: Docker ends what still runs when it comes back."""
    if server.exit_code in (0, 137, 143, 255) and not server.out_of_memory:
        return Problem(
            "server-ended-with-engine",
            phrase("launch", "Docker was away, and ended the server when it came back."),
            phrase("launch", "Start the server again."),
        )
    return ended(server, lines, deployment=deployment)


_PREFIX = re.compile(r"^(?:\([^)]*\) )?(?:[A-Z]+ [^\[]*\[[^]]*\] )?")
_ERROR = re.compile(
    r"^(?:[\w.]*(?:Error|Exception)(?:: |$)|vllm(?: serve)?: error: |\s*(?:Value|Assertion) error, )(?P<said>.*)"
)
# these only say that something went wrong before
_WRAPPER = re.compile(
    r"Engine core initialization failed|EngineCore encountered an issue|Worker proc \S+ died|validation errors? for "
)


def last_error(lines: Iterable[str]) -> str | None:
    """The last exception that is not a wrapper around an earlier one (Python and vLLM print the cause first)."""
    fallback = None
    for line in reversed(tuple(lines)):
        text = _PREFIX.sub("", line)
        if _ERROR.match(text):
            if not _WRAPPER.search(text):
                return re.sub(r"^\s*\w+ error, | \[type=.*", "", text).strip()
            fallback = fallback or text.strip()
    return fallback
