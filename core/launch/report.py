# SPDX-License-Identifier: Apache-2.0
"""A failure that nobody knows yet, as a text to hand on: the facts, the command, the last lines, and nobody's secrets."""

from __future__ import annotations

import getpass
import platform
import re
import socket
from collections.abc import Sequence
from pathlib import Path

from rigwise.core.hardware.rig import Rig
from rigwise.core.launch.server import Server

LAST_LINES = 200

# what a secret looks like wherever it stands, and what stands behind a word that announces one
_TOKENS = re.compile(
    r"\bhf_[A-Za-z0-9]{8,}|\bsk-[A-Za-z0-9_-]{8,}|\bgh[pousr]_[A-Za-z0-9]{16,}|\bgithub_pat_\w{16,}|\bnvapi-[\w-]{16,}"
    r"|\bAKIA[A-Z0-9]{16}\b|\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*|\bdckr_pat_[\w-]{8,}"
)
_SECRET = r"(?:api[_-]?key|token(?!iz)|secret|password|passwd|credential)"
_ANNOUNCED = re.compile(
    rf"(?P<word>\b(?:bearer|basic)\s+|--[\w-]*{_SECRET}[\w-]*[ =]\s*|\b[\w-]*{_SECRET}s?['\"]?\s*[=:]\s*\[?)"
    r"(?P<quote>['\"]?)(?P<value>[^\s'\",\]})-][^\s'\",\]})]{5,})",
    re.IGNORECASE,
)
_LOGIN = re.compile(r"(?P<scheme>\b[a-z][a-z0-9+.-]*://)[^/\s@]+@", re.IGNORECASE)
_MAIL = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")
_HOMES = re.compile(
    r"(?P<root>/home/|/Users/|C:\\Users\\|/mnt/[a-z]/Users/|/run/media/|/media/)(?P<user>[^/\\\s'\":,]+)", re.IGNORECASE
)
_PLAIN = re.compile(r"\d[\d.,]{0,12}$|\*+$|[Nn]one$|[Tt]rue$|[Ff]alse$")


def redact(text: str, names: Sequence[str] = ()) -> str:
    """The text without tokens, keys, logins, mail addresses, home folders and the given names."""
    text = _LOGIN.sub(r"\g<scheme>***@", text)
    text = _TOKENS.sub("***", text)
    text = _ANNOUNCED.sub(_hide, text)
    text = _MAIL.sub("***", text)
    text = _HOMES.sub(r"\g<root>user", text)
    for name in names:
        if len(name) > 2 and name not in ("root", "user", "localhost"):
            text = re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", "***", text)
    return text


def _hide(found: re.Match[str]) -> str:
    if _PLAIN.match(found["value"]):
        return found[0]
    return f"{found['word']}{found['quote']}***"


def own_names() -> tuple[str, ...]:
    """What this machine and its user are called."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a user without an entry
        user = ""
    return tuple(dict.fromkeys((user, Path.home().name, socket.gethostname())))


def report(
    lines: Sequence[str], *, command: str = "", server: Server | None = None, rig: Rig | None = None, engine: str = ""
) -> str:
    """Facts, command and the last lines, redacted, as Markdown."""
    facts = [f"System: {platform.platform()}"]
    if engine:
        facts.append(f"Engine: {engine}")
    if rig is not None:
        facts.append(f"Cards: {rig.description}; driver {rig.driver_version or 'unknown'}{'; WSL' if rig.wsl else ''}")
    if server is not None:
        end = f"exit code {server.exit_code}{', out of memory' if server.out_of_memory else ''}"
        facts.append(f"Server: {server.model}, {server.status}, {end}, started {server.restarts + 1} times")
    kept = lines[-LAST_LINES:]
    parts = ["## A vLLM server failed", "\n".join(f"- {fact}" for fact in facts)]
    if command:
        parts.append(f"### Command\n```sh\n{command}\n```")
    parts.append(f"### Last {len(kept)} lines\n```text\n" + "\n".join(kept) + "\n```")
    return redact("\n\n".join(parts), own_names()) + "\n"
