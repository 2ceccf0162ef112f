# SPDX-License-Identifier: Apache-2.0
"""API keys of servers that other machines may use: made here, kept in files that only this user reads.

The file is what the container mounts as vLLM's --config, so that the key stands in no command line, no environment and
no label.
"""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

from platformdirs import user_data_path
from rigwise.core.problems import refuse
from rigwise.core.words import phrase

_KEY = re.compile(r"^api-key: (?P<key>\S+)$", re.MULTILINE)


def key_file(name: str) -> Path:
    """Where the key of the server of that name lies, made or not."""
    return user_data_path("rigwise") / "keys" / f"{name}.yaml"


def make_key(file: Path) -> str:
    """The server's key; made now if it has none. Raises RigwiseError where it cannot be kept."""
    known = read_key(file)
    if known is not None:
        return known
    key = f"sk-{secrets.token_urlsafe(32)}"
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.unlink(missing_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
            handle.write(f"api-key: {key}\n")
    except OSError as error:
        raise refuse(
            "key-unwritable",
            phrase("engine", "The API key cannot be kept in {file}: {why}.").format(file=file, why=error.strerror),
            phrase("engine", "Make that folder writable."),
        ) from error
    return key


def read_key(file: str | Path | None) -> str | None:
    """The key in a file, None where there is none."""
    try:
        found = _KEY.search(Path(file).read_text(encoding="utf-8")) if file else None
    except OSError:
        return None
    return found["key"] if found else None
