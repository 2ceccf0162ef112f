# SPDX-License-Identifier: Apache-2.0
"""The first question to a server: its answer piece by piece, with the time to the first token and tokens a second."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import requests
import urllib3
from rigwise.core.interruptible import Cancelled, interruptible
from rigwise.core.launch.refusals import chain
from rigwise.core.problems import RigwiseError, refuse
from rigwise.core.words import phrase

FIRST_QUESTION = "Say hello in one sentence."
TIMEOUT_S = (5, 120)  # to connect, and between two words: a long queue or a cold kernel takes a minute


@dataclass(frozen=True, slots=True)
class Answer:
    """A finished answer. time_to_first_token, seconds: wall clock; tokens: as the server counts them."""

    text: str
    time_to_first_token: float
    seconds: float
    tokens: int
    prompt_tokens: int

    @property
    def tokens_per_second(self) -> float | None:
        """Of the decode alone: what came after the first token."""
        decode = self.seconds - self.time_to_first_token
        return (self.tokens - 1) / decode if self.tokens > 1 and decode > 0 else None


def served_model(address: str, api_key: str | None = None) -> str:
    """The name under which the server offers its model."""
    with _session(api_key) as session:
        try:
            answer = session.get(f"{address}/v1/models", timeout=5)
            _check(answer)
            return str(answer.json()["data"][0]["id"])
        except (ValueError, KeyError, IndexError, TypeError) as error:  # requests' JSONDecodeError is a ValueError
            raise refuse(
                "server-answer",
                phrase("chat", "The server's list of models makes no sense."),
                phrase("chat", "Check what runs on this port."),
            ) from error
        except requests.exceptions.RequestException as error:
            raise _unreachable(address) from error


def ask(
    address: str,
    question: str,
    cancel: threading.Event,
    report: Callable[[str], None],
    *,
    api_key: str | None = None,
    most_tokens: int = 256,
) -> Answer | None:
    """Ask one question; `report` gets the answer's pieces. None when cancelled. Raises RigwiseError in words."""
    try:
        return interruptible(
            lambda say: converse(address, served_model(address, api_key), question, say, api_key, most_tokens),
            cancel,
            report,
        )
    except Cancelled:
        return None


def converse(
    address: str,
    model: str,
    question: str,
    say: Callable[[str], None],
    api_key: str | None = None,
    most_tokens: int = 256,
    *,
    to_the_end: bool = False,
) -> Answer:
    """One question and its whole answer; blocks. model: as the server offers it; to_the_end: exactly most_tokens come,
    whatever the model wants. Raises RigwiseError in words, and what `say` raises."""
    body = {
        "model": model,
        "messages": [{"role": "user", "content": question}],
        "stream": True,
        "stream_options": {"include_usage": True},
        "max_tokens": most_tokens,
    }
    if to_the_end:
        body |= {"ignore_eos": True, "min_tokens": most_tokens}  # vLLM's own additions to the protocol
    pieces: list[str] = []
    usage: dict[str, Any] = {}
    first: float | None = None
    started = time.perf_counter()
    try:
        with (
            _session(api_key) as session,
            session.post(f"{address}/v1/chat/completions", json=body, stream=True, timeout=TIMEOUT_S) as answer,
        ):
            _check(answer)
            for line in answer.iter_lines(chunk_size=1):
                event = _event(line)
                if event is None:
                    continue
                if "error" in event:
                    raise refuse(
                        "answer-broken",
                        phrase("chat", "The server broke off: {said}").format(said=_said(event)),
                        phrase("chat", "Look at its log."),
                    )
                usage = event.get("usage") or usage
                piece = _piece(event)
                if piece:
                    first = first or time.perf_counter()
                    pieces.append(piece)
                    say(piece)
    except requests.exceptions.RequestException as error:
        if any(isinstance(link, urllib3.exceptions.ReadTimeoutError) for link in chain(error)):
            raise refuse(
                "answer-slow",
                phrase("chat", "No word came for {seconds} seconds.").format(seconds=TIMEOUT_S[1]),
                phrase("chat", "Look at its log."),
            ) from error
        if not pieces:
            raise _unreachable(address) from error
        raise refuse(
            "answer-broken", phrase("chat", "The server broke off in mid-answer."), phrase("chat", "Look at its log.")
        ) from error
    ended = time.perf_counter()
    if first is None:
        raise refuse(
            "answer-empty", phrase("chat", "The server answered without a word."), phrase("chat", "Look at its log.")
        )
    tokens = int(usage.get("completion_tokens") or len(pieces))
    return Answer("".join(pieces), first - started, ended - started, tokens, int(usage.get("prompt_tokens") or 0))


def _session(api_key: str | None) -> requests.Session:
    session = requests.Session()
    session.trust_env = False  # neither proxies nor .netrc between us and this machine
    if api_key:
        session.headers["Authorization"] = f"Bearer {api_key}"
    return session


def _event(line: bytes) -> dict[str, Any] | None:
    if not line.startswith(b"data:"):
        return None
    try:
        event = json.loads(line[5:])
    except ValueError:  # also the closing [DONE]
        return None
    return event if isinstance(event, dict) else None


def _piece(event: dict[str, Any]) -> str:
    """What this event adds; thinking counts, it is tokens too."""
    choices = event.get("choices") or [{}]
    delta = choices[0].get("delta") or {}
    return delta.get("content") or delta.get("reasoning") or delta.get("reasoning_content") or ""


def _said(value: Any) -> str:
    """The words of an error object: {"error": {"message": ...}}, {"message": ...} or {"error": "..."}."""
    error = value.get("error", value) if isinstance(value, dict) else value
    return str(error.get("message", error) if isinstance(error, dict) else error)[:200].strip()


def _check(answer: requests.Response) -> None:
    if answer.status_code < 400:
        return
    if answer.status_code in (401, 403):
        raise refuse(
            "api-key",
            phrase("chat", "The server asks for its API key."),
            phrase("chat", "Enter the key that this server was started with."),
        )
    try:
        said = _said(answer.json())
    except ValueError:
        said = answer.text[:200].strip()
    raise refuse(
        "answer-refused",
        phrase("chat", "The server answered with {code}: {said}").format(code=answer.status_code, said=said),
        phrase("chat", "Look at its log."),
    )


def _unreachable(address: str) -> RigwiseError:
    return refuse(
        "server-silent",
        phrase("chat", "No server answers at {address}.").format(address=address),
        phrase("chat", "Wait until it is ready, or look at its log."),
    )
