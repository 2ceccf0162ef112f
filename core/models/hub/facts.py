# SPDX-License-Identifier: Apache-2.0
"""What was read of the Hub, on disk: a commit's facts never change, so they are asked for once; answers that age say so."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import json
import os
import time
import zlib
from pathlib import Path
from typing import Any

from rigwise.core.models.hub.place import Place

FORMAT = 1  # of the files; another number is not read
MOST_FILES = 400
MOST_BYTES = 64 << 20  # of one file, unpacked


def load(place: Place, folder: str, key: str) -> tuple[Any, float] | None:
    """(value, age in seconds) as it was kept; None when it was not, or cannot be read."""
    path = _path(place, folder, key)
    try:
        age = time.time() - path.stat().st_mtime
        with gzip.open(path) as file:
            text = file.read(MOST_BYTES + 1)
        kept = json.loads(text) if len(text) <= MOST_BYTES else {}
    except (OSError, ValueError, RecursionError, EOFError, zlib.error):
        return None
    if not isinstance(kept, dict) or kept.get("format") != FORMAT or kept.get("key") != key:
        return None
    return kept.get("value"), max(0.0, age)


def keep(place: Place, folder: str, key: str, value: Any) -> None:
    """Keep a value for next time; a disk that refuses only costs the next question."""
    path = _path(place, folder, key)
    text = json.dumps({"format": FORMAT, "key": key, "value": value}).encode()
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}.tmp")
        fresh.write_bytes(gzip.compress(text, 1))
        fresh.replace(path)
        kept = sorted(path.parent.glob("*.gz"), key=lambda file: file.stat().st_mtime)
        for old in kept[:-MOST_FILES]:
            old.unlink(missing_ok=True)


def _path(place: Place, folder: str, key: str) -> Path:
    return place.facts / folder / f"{hashlib.sha256(key.encode()).hexdigest()[:40]}.json.gz"
