# SPDX-License-Identifier: Apache-2.0
"""The person's token: found, checked against the Hub, and kept where it belongs, never in Rigwise's settings."""

from __future__ import annotations

import contextlib
import os
import threading
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from rigwise.core.models.hub.place import Place
from rigwise.core.problems import refuse
from rigwise.core.words import mark, phrase

SERVICE, ACCOUNT = "rigwise", "huggingface.co"


class Keeping(Enum):
    """Where a token comes from, or is kept."""

    ENVIRONMENT = mark("hub", "Your token is kept in the variable HF_TOKEN.")
    KEYRING = mark("hub", "Your token is kept in your keyring.")
    LOGIN_FILE = mark("hub", "Your token is kept in the Hub's own login file.")

    @property
    def says(self) -> str:
        return phrase("hub", self.value)


@dataclass(frozen=True, slots=True)
class Account:
    """Who a token belongs to."""

    name: str
    role: str


def token(place: Place) -> str | None:
    """The token to send: HF_TOKEN, the login file, the keyring; None without one."""
    found = find_token(place)
    return found[0] if found else None


def find_token(place: Place) -> tuple[str, Keeping] | None:
    given = (os.environ.get("HF_TOKEN") or os.environ.get("HUGGING_FACE_HUB_TOKEN") or "").strip()
    if given:
        return given, Keeping.ENVIRONMENT
    try:
        kept = place.token_file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        kept = ""
    if kept:
        return kept, Keeping.LOGIN_FILE
    if not _mark(place).is_file():  # a locked keyring asks the person for a password: only where one was put in
        return None
    try:
        secret = _keyring().get_password(SERVICE, ACCOUNT)
    except Exception:  # as _keyring: a token that cannot be had is no token
        return None
    return (secret, Keeping.KEYRING) if secret else None


def _mark(place: Place) -> Path:
    return place.facts / "token-in-keyring"


def headers(place: Place) -> dict[str, str]:
    """What a request to the Hub carries, the login among it."""
    from huggingface_hub.utils import build_hf_headers

    return build_hf_headers(token=token(place) or False, library_name="rigwise")


def check(place: Place, secret: str, cancel: threading.Event | None = None) -> Account:
    """Whose token this is. Raises RigwiseError when the Hub does not know it, or for a text that cannot be one."""
    secret = secret.strip()
    if not secret.isascii() or not secret.isprintable() or " " in secret or not 8 <= len(secret) <= 256:
        raise refuse(
            "hub-token-odd",
            phrase("hub", "This cannot be a token of the Hub."),
            phrase("hub", "Copy one from {endpoint}/settings/tokens.").format(endpoint=place.endpoint),
        )
    from huggingface_hub import HfApi
    from rigwise.core.models.hub.wire import ask

    said: dict[str, Any] = ask(
        lambda _: HfApi(endpoint=place.endpoint, token=secret).whoami(),
        place,
        phrase("hub", "your token"),
        cancel,
        seconds=20,
    )
    role = ((said.get("auth") or {}).get("accessToken") or {}).get("role", "read")
    return Account(str(said.get("name", "")), str(role))


def keep(place: Place, secret: str) -> Keeping:
    """Keep a checked token: in the Hub's login file, which the container can be given; a keyring cannot be mounted.

    The file is readable by its owner alone, and is the one that `hf auth login` writes and `hf auth logout` removes.
    """
    path = place.token_file
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(secret.strip())
    fresh.replace(path)
    return Keeping.LOGIN_FILE


def keyring_there() -> bool:
    """Whether this machine has a keyring that encrypts."""
    return _keyring() is not None


def keep_in_keyring(place: Place, secret: str) -> Keeping:
    """Keep it in the system's keyring. The container cannot read it there, so models must be downloaded ahead."""
    try:
        _keyring().set_password(SERVICE, ACCOUNT, secret.strip())
    except Exception as error:
        raise refuse(
            "keyring-refused",
            phrase("hub", "The keyring did not take the token."),
            phrase("hub", "Unlock it, or keep the token in the login file."),
        ) from error
    place.facts.mkdir(parents=True, exist_ok=True)
    _mark(place).touch()
    return Keeping.KEYRING


def forget(place: Place) -> None:
    """Remove what Rigwise may have kept, in both places."""
    place.token_file.unlink(missing_ok=True)
    if _mark(place).is_file():
        with contextlib.suppress(Exception):
            _keyring().delete_password(SERVICE, ACCOUNT)
        _mark(place).unlink(missing_ok=True)


def _keyring() -> Any:
    """The system's keyring, None without one (a plain-text one counts as none)."""
    try:
        import keyring

        ring = keyring.get_keyring()
    except Exception:  # a back end of the desktop that is not there raises whatever it likes
        return None
    return ring if ring.priority >= 1 else None
