# SPDX-License-Identifier: Apache-2.0
"""One question to a server on this machine, bounded in time and bytes, however slowly or much it answers.

The time-outs of HTTP libraries are for each read, so that a byte a second keeps a caller for hours.
"""

from __future__ import annotations

import http.client
import io
import socket
import time
from urllib.parse import urlsplit


def ask(address: str, path: str, timeout_s: float, most: int) -> bytes:
    """The first `most` bytes of the answer, head and all, that came within timeout_s; b"" where nobody answers.

    No proxy is asked: none has any business between us and this machine.
    """
    parts = urlsplit(address)
    deadline = time.monotonic() + timeout_s
    said = bytearray()
    try:
        with socket.create_connection((parts.hostname or "", parts.port or 80), timeout_s) as connection:
            connection.sendall(f"GET {path} HTTP/1.0\r\nHost: {parts.netloc}\r\nConnection: close\r\n\r\n".encode())
            while len(said) < most and (left := deadline - time.monotonic()) > 0:
                connection.settimeout(left)
                piece = connection.recv(min(65536, most - len(said)))
                if not piece:
                    break
                said += piece
    except OSError:  # silence and resets included; what came before them counts
        pass
    return bytes(said)


def body(answer: bytes) -> bytes | None:
    """The body of a whole answer with status 200; None for every other, and for one that was cut."""
    response = http.client.HTTPResponse(_Heard(answer))  # type: ignore[arg-type]
    try:
        response.begin()
        return response.read() if response.status == 200 else None
    except (http.client.HTTPException, OSError, ValueError):
        return None


class _Heard:
    """The one thing that HTTPResponse wants of a socket."""

    def __init__(self, said: bytes) -> None:
        self._said = said

    def makefile(self, _mode: str) -> io.BytesIO:
        return io.BytesIO(self._said)
