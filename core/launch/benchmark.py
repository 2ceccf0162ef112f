# SPDX-License-Identifier: Apache-2.0
"""A short benchmark of a server that answers: one request alone, then several at once.

found = benchmark(server.address, cancel, report)     # Benchmark, None when cancelled; blocks, in a worker thread
measurement = with_speed(measurement, found)          # to be kept (core/launch/measurements.py)
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from rigwise.core.hardware.measurement import SPEED_TOKENS, Measurement
from rigwise.core.interruptible import Cancelled, interruptible
from rigwise.core.launch.chat import Answer, converse, served_model
from rigwise.core.launch.metrics import Metrics, look
from rigwise.core.problems import RigwiseError, refuse
from rigwise.core.words import phrase

TOKENS = SPEED_TOKENS  # of each answer: a few seconds at 30 to 100 tokens a second
TOGETHER = 8
LOOK_S = 0.2
NEARLY_FULL = 0.9  # of the KV cache, with requests waiting: the next one's prompt does not fit
# Each question begins differently, so that no answer comes from the prefix cache.
_QUESTION = (
    "Story {number}. Tell a long story about a lighthouse, a storm and a clock that runs {number} minutes late. "
)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is: requests answered of all."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Load:
    """So many requests at once, answered in `seconds`.

    first_token_s: the median time to the first token, slowest_s: the longest; tokens_per_s: of all together, for one
    alone while it writes. failed: requests without a whole answer.
    """

    requests: int
    seconds: float
    tokens: int
    first_token_s: float
    slowest_s: float
    tokens_per_s: float
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Benchmark:
    """alone, together: the two measurements. kv_peak: the fullest the KV cache was seen, 0 to 1, None when the server
    does not say; kv_limited: it was what kept requests waiting."""

    alone: Load
    together: Load
    kv_peak: float | None = None
    kv_limited: bool | None = None

    @property
    def words(self) -> str:
        """Both in a few sentences."""
        one, many = self.alone, self.together
        said = [
            phrase(
                "proof",
                "One request: first token after {first:.2f} s, then {speed:,.0f} tokens a second. "
                "{requests} at once: {speeds:,.0f} tokens a second together, first tokens after {firsts:.2f} s.",
            ).format(
                first=one.first_token_s,
                speed=one.tokens_per_s,
                requests=many.requests,
                speeds=many.tokens_per_s,
                firsts=many.first_token_s,
            )
        ]
        if many.failed:
            unanswered = phrase("proof", "{failed} of {requests} were not answered.")
            said.append(unanswered.format(failed=many.failed, requests=many.requests))
        if self.kv_limited:
            said.append(phrase("proof", "The KV cache was full: requests had to wait for it."))
        elif self.kv_limited is False and self.kv_peak is not None:
            peak = phrase("proof", "The KV cache was {percent:.0f} % full at most, so it was not the limit.")
            said.append(peak.format(percent=100 * self.kv_peak))
        return " ".join(said)


def benchmark(
    address: str,
    cancel: threading.Event,
    report: Callable[[Progress], None],
    *,
    api_key: str | None = None,
    together: int = TOGETHER,
    tokens: int = TOKENS,
) -> Benchmark | None:
    """Measure a server. None when cancelled. Raises RigwiseError in words when it does not answer."""

    def measure(say: Callable[[Progress], None]) -> Benchmark:
        return _measure(address, api_key, together, tokens, cancel, say)

    try:
        return interruptible(measure, cancel, report)
    except Cancelled:
        return None


def _measure(
    address: str,
    api_key: str | None,
    together: int,
    tokens: int,
    cancel: threading.Event,
    say: Callable[[Progress], None],
) -> Benchmark:
    model = served_model(address, api_key)

    def one(number: int) -> Answer:
        def heard(piece: str) -> None:
            if cancel.is_set():
                raise Cancelled

        question = _QUESTION.format(number=number)
        return converse(address, model, question, heard, api_key, tokens, to_the_end=True)

    look(address)  # what reads the answers is loaded before they count
    total = together + 2
    one(0)  # the first request of a server may compile kernels
    say(Progress(1, total))
    before = time.perf_counter()
    answer = one(1)
    alone = Load(
        1,
        time.perf_counter() - before,
        answer.tokens,
        answer.time_to_first_token,
        answer.time_to_first_token,
        answer.tokens_per_second or 0.0,
    )
    say(Progress(2, total))
    many, seen = _at_once(one, together, address, cancel, lambda done: say(Progress(2 + done, total)))
    return Benchmark(alone, many, *_kv_verdict(seen))


def _at_once(
    one: Callable[[int], Answer],
    together: int,
    address: str,
    cancel: threading.Event,
    said: Callable[[int], None],
) -> tuple[Load, list[Metrics]]:
    answers: list[Answer] = []
    faults: list[BaseException] = []

    def request(number: int) -> None:
        try:
            answers.append(one(number))
        except BaseException as fault:
            faults.append(fault)

    # threads that nobody waits for at the end of the program: a server that hangs must not hang Rigwise
    threads = [threading.Thread(target=request, args=(number + 2,), daemon=True) for number in range(together)]
    seen: list[Metrics] = []
    before = time.perf_counter()
    for thread in threads:
        thread.start()
    ended = before
    done = 0
    while done < together:
        if cancel.is_set():
            raise Cancelled
        found = look(address, LOOK_S)
        if found is not None:
            seen.append(found)
        now_done = len(answers) + len(faults)
        if now_done > done:
            done = now_done
            said(done)
        cancel.wait(LOOK_S if done < together else 0)
    for thread in threads:
        thread.join(1)
    if not answers:
        fault = faults[0]
        raise (
            fault
            if isinstance(fault, RigwiseError)
            else refuse(
                "benchmark-failed",
                phrase("proof", "The server answered none of {together} requests.").format(together=together),
                phrase("proof", "Look at its log."),
            )
        )
    from statistics import median  # brings megabytes of other numbers along

    ended = before + max(answer.seconds for answer in answers)
    firsts = [answer.time_to_first_token for answer in answers]
    written = sum(answer.tokens for answer in answers)
    load = Load(
        together,
        ended - before,
        written,
        median(firsts),
        max(firsts),
        written / (ended - before) if ended > before else 0.0,
        len(faults),
    )
    return load, seen


def _kv_verdict(seen: list[Metrics]) -> tuple[float | None, bool | None]:
    """(fullest, whether the KV cache kept requests waiting): preemptions, or waiting beside a cache that is full."""
    usage = [one.kv_usage for one in seen if one.kv_usage is not None]
    if not usage:
        return None, None
    thrown = [one.preemptions for one in seen if one.preemptions is not None]
    if thrown and thrown[-1] > thrown[0]:
        return max(usage), True
    return max(usage), any((one.waiting or 0) > 0 and (one.kv_usage or 0) >= NEARLY_FULL for one in seen)


def speed_in_words(seen: Measurement) -> str:
    """What was measured of a start some time ago; "" where nothing was."""
    if seen.tokens_per_s is None or seen.first_token_s is None:
        return ""
    if seen.together is None or seen.tokens_per_s_together is None:
        return phrase(
            "benchmark", "Measured here: first token after {first:.2f} s, then {rate:,.0f} tokens a second."
        ).format(first=seen.first_token_s, rate=seen.tokens_per_s)
    return phrase(
        "benchmark",
        "Measured here: first token after {first:.2f} s, then {rate:,.0f} tokens a second; {count:,} requests at once: "
        "{together:,.0f} tokens a second together.",
    ).format(first=seen.first_token_s, rate=seen.tokens_per_s, count=seen.together, together=seen.tokens_per_s_together)


def with_speed(measurement: Measurement, found: Benchmark) -> Measurement:
    """The measurement of a start with how fast it answered."""
    return replace(
        measurement,
        first_token_s=round(found.alone.first_token_s, 4),
        tokens_per_s=round(found.alone.tokens_per_s, 2),
        together=found.together.requests,
        first_token_together_s=round(found.together.first_token_s, 4),
        tokens_per_s_together=round(found.together.tokens_per_s, 2),
        kv_limited=found.kv_limited,
    )
