# SPDX-License-Identifier: Apache-2.0
"""Bounds on every talk with the Hub: time, bytes, and a person who changes their mind. huggingface_hub talks through it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import TypeVar

import httpx
import huggingface_hub
from huggingface_hub.utils import get_session, hf_raise_for_status
from rigwise.core.interruptible import Cancelled, interruptible
from rigwise.core.models.hub.faults import AnswerTooLarge, NotTheHub, explained
from rigwise.core.models.hub.place import Place

T = TypeVar("T")
CONNECT_S = 5.0  # a TLS connection to the other side of the world takes about one second
SILENCE_S = 10.0  # huggingface_hub's own patience (HF_HUB_DOWNLOAD_TIMEOUT)
TALK_S = 60.0  # for one question with all its requests
MOST_ANSWER = 64 << 20  # bytes; the longest published index (a mixture with 90,000 tensors) has 9 MB
CHUNK = 1 << 20  # bytes written at a time: what a stop loses, and how finely progress shows (huggingface_hub: 10 MB)
MOST_PACKED = 256 << 10  # bytes of a compressed answer, which can grow a thousandfold; none was asked for


@dataclass
class Talk:
    """What one talk may cost. most: bytes of one answer, None for files that are written to disk while they come.

    requests: how many were sent, redirects included. skew: seconds that this machine's clock runs ahead of the Hub's.
    """

    cancel: threading.Event
    deadline: float
    most: int | None
    requests: int = 0
    skew: float | None = None


_TALK: ContextVar[Talk | None] = ContextVar("talk", default=None)


@lru_cache(maxsize=1)
def install() -> None:
    """Make huggingface_hub's sessions keep our bounds, and say nothing of the person's tools; once a process."""
    huggingface_hub.constants.HF_HUB_DISABLE_TELEMETRY = True
    huggingface_hub.constants.DOWNLOAD_CHUNK_SIZE = CHUNK
    huggingface_hub.set_client_factory(_client)


def _client() -> httpx.Client:
    return httpx.Client(
        event_hooks={"request": [_before], "response": [_after]},
        follow_redirects=True,
        timeout=None,
        limits=httpx.Limits(max_connections=32, max_keepalive_connections=16),
    )


def _before(request: httpx.Request) -> None:
    if huggingface_hub.is_offline_mode():
        raise huggingface_hub.errors.OfflineModeIsEnabled("HF_HUB_OFFLINE is set")
    talk = _TALK.get()
    left = SILENCE_S
    if talk is not None:
        if talk.cancel.is_set():
            raise Cancelled
        talk.requests += 1
        left = talk.deadline - time.monotonic()
        if left <= 0:
            raise httpx.ReadTimeout("the whole talk took too long", request=request)
    given = request.extensions.get("timeout", {})
    bounds = {"connect": CONNECT_S, "read": SILENCE_S, "write": SILENCE_S, "pool": SILENCE_S}
    request.extensions["timeout"] = {name: min(left, bound, given.get(name) or bound) for name, bound in bounds.items()}
    request.headers["Accept-Encoding"] = "identity"  # sizes and ranges are those of the file


def _after(response: httpx.Response) -> None:
    talk = _TALK.get()
    if talk is None:
        return
    if "date" in response.headers:
        with suppress(ValueError):
            talk.skew = time.time() - parsedate_to_datetime(response.headers["date"]).timestamp()
    packed = response.headers.get("content-encoding", "identity") != "identity"
    most = MOST_PACKED if packed and talk.most is not None else talk.most
    response.stream = _Bounded(response.stream, talk, most)  # type: ignore[arg-type]
    if response.status_code == 511 or (
        response.status_code == 200 and response.headers.get("content-type", "").startswith("text/html")
    ):
        raise NotTheHub(str(response.url))
    if response.status_code in (408, 429):  # huggingface_hub would wait, for minutes, without a word
        response.read()
        hf_raise_for_status(response)


class _Bounded(httpx.SyncByteStream):
    def __init__(self, inner: httpx.SyncByteStream, talk: Talk, most: int | None) -> None:
        self._inner, self._talk, self._most = inner, talk, most

    def __iter__(self) -> Iterator[bytes]:
        came = 0
        for chunk in self._inner:
            came += len(chunk)
            if self._talk.cancel.is_set():
                raise Cancelled
            if self._most is not None and came > self._most:
                raise AnswerTooLarge(self._most)
            if time.monotonic() > self._talk.deadline:
                raise httpx.ReadTimeout("the whole talk took too long")
            yield chunk

    def close(self) -> None:
        self._inner.close()


@contextmanager
def talking(
    place: Place, subject: str, cancel: threading.Event, *, seconds: float = TALK_S, most: int | None = MOST_ANSWER
) -> Iterator[Talk]:
    """Everything inside keeps the bounds; whatever goes wrong comes out as RigwiseError, in words about `subject`."""
    install()
    talk = Talk(cancel, time.monotonic() + seconds, most)
    token = _TALK.set(talk)
    try:
        yield talk
    except Cancelled:
        raise
    except Exception as error:
        problem = explained(error, subject, place, talk.skew)
        if problem is None:
            raise
        raise problem from error
    finally:
        _TALK.reset(token)


def share(talk: Talk, work: Callable[[], T]) -> T:
    """Run in another thread as a part of this talk."""
    token = _TALK.set(talk)
    try:
        return work()
    finally:
        _TALK.reset(token)


def ask(
    work: Callable[[Talk], T],
    place: Place,
    subject: str,
    cancel: threading.Event | None = None,
    *,
    seconds: float = TALK_S,
) -> T:
    """`work` within the bounds; a cancel is answered at once (Cancelled), even while the network is silent."""
    stop = cancel or threading.Event()

    def run(_: Callable[[object], None]) -> T:
        with talking(place, subject, stop, seconds=seconds) as talk:
            return work(talk)

    return interruptible(run, stop, lambda _: None)


def fetch(url: str, headers: dict[str, str], begin: int | None = None, end: int | None = None, most: int = 0) -> bytes:
    """A file's bytes [begin, end), or all of it; the login goes to the Hub only, never along a redirect to the CDN.

    most: bytes beyond which the answer is refused (0: the talk's own bound). Raises what huggingface_hub raises.
    """
    if begin is not None and end is not None:
        headers = {**headers, "Range": f"bytes={begin}-{end - 1}"}
    with get_session().stream("GET", url, headers=headers) as response:
        if response.status_code >= 400:
            response.read()
        hf_raise_for_status(response)
        kept = bytearray()
        skip = begin or 0 if response.status_code == 200 else 0
        wanted = None if end is None else end - (begin or 0)
        for chunk in response.iter_bytes():
            kept += chunk
            if most and len(kept) > most + skip:
                raise AnswerTooLarge(most)
            if wanted is not None and len(kept) >= skip + wanted:
                break  # the range was ignored: no more is taken than was asked for
        return bytes(kept[skip:] if wanted is None else kept[skip : skip + wanted])
