# SPDX-License-Identifier: Apache-2.0
"""Files of this person's, written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path


def config_folder() -> Path:
    """Rigwise's folder, where the desktop keeps such things."""
    from platformdirs import user_config_path

    return user_config_path("rigwise")


def write_whole(path: Path, text: str) -> None:
    """A full disk or a power cut leaves the former file as it was. Raises OSError."""
    import tempfile

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, half = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(half).replace(path)
    except BaseException:
        Path(half).unlink(missing_ok=True)
        raise
