# SPDX-License-Identifier: Apache-2.0
"""What a server writes, as clean lines: bounded in length, without colours, progress bars in their last state."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST_LINE = 8192  # what a screen can use; a longer line is cut
_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")


class Lines:
    """Chunks of bytes to clean lines: progress bars keep their last state, colours go, long lines are cut."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, chunk: bytes) -> Iterator[str]:
        *whole, rest = (self._rest + chunk).split(b"\n")
        # a line without end must not grow without end
        self._rest = rest[-LONGEST_LINE * 4 :] if len(rest) > LONGEST_LINE * 8 else rest
        for line in whole:
            yield clean(line)

    def end(self) -> Iterator[str]:
        if self._rest:
            yield clean(self._rest)
        self._rest = b""


def clean(line: bytes) -> str:
    """One line for people: the last state of a progress bar, no colours, no control characters."""
    text = line[: LONGEST_LINE * 8].rstrip(b"\r").rpartition(b"\r")[2].decode("utf-8", errors="replace")
    if not text.isprintable():  # most lines are: this runs ten thousand times a second
        text = "".join(filter(str.isprintable, _ANSI.sub("", text).replace("\t", "    ")))
    return text if len(text) <= LONGEST_LINE else text[:LONGEST_LINE] + " …"
