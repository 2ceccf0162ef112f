# SPDX-License-Identifier: Apache-2.0
"""Lines of a log described as people would: `Port {port:n} is taken by {program}`.

A template matches anywhere in a line, whatever the case, the kind of quotes and the amount of white space.
`{name}` stands for some text (the shortest that fits; to the end of the line where nothing follows), `{name:n}` for a
number, `{name:w}` for a word, `{*}` for anything or nothing; `{{` and `}}` are braces.
"""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from functools import cached_property

_QUOTES = "'\"`‘’“”"
_NUMBER = r"-?\d+(?:[.,]\d+)*"
_WORD = r"[^\s'\"`,;()\[\]{}]+"


@dataclass(frozen=True)
class Template:
    """source: as written. Raises ValueError when it cannot be read or has no word to look for."""

    source: str

    def __post_init__(self) -> None:
        if len(self.anchor) < 4:
            raise ValueError(f"the template {self.source!r} has no word of its own")

    @cached_property
    def anchor(self) -> str:
        """The longest piece of plain text, in lower case and without quotes: a line without it cannot match."""
        texts = [text for text, _, _, _ in string.Formatter().parse(self.source)]
        pieces = [re.sub(r"\s+", " ", piece) for text in texts for piece in re.split(f"[{_QUOTES}]", text)]
        return max(pieces, key=len, default="").lower()

    @cached_property
    def inner(self) -> frozenset[str]:
        """The anchor's words but the outer ones, which may be parts of longer ones: a text lacks it that lacks one of them."""
        return frozenset(self.anchor.split(" ")[1:-1])

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        pieces: list[str] = []
        for text, name, kind, _ in string.Formatter().parse(self.source):
            pieces += [_literal(text), _field(name, kind)]
        last = pieces.pop() if pieces else ""
        return re.compile("".join(pieces) + (last[:-2] + ")" if last.endswith("?)") else last), re.IGNORECASE)

    def match(self, line: str) -> dict[str, str] | None:
        """The fields' texts, or None."""
        found = self.pattern.search(line)
        return {name: text.strip(" .,:;") for name, text in found.groupdict().items()} if found else None


def _literal(text: str) -> str:
    pieces = re.split(rf"(\s+|[{_QUOTES}])", text)
    return "".join(
        r"\s+" if piece.isspace() else f"[{_QUOTES}]" if piece and piece in _QUOTES else re.escape(piece)
        for piece in pieces
    )


def _field(name: str | None, kind: str | None) -> str:
    if name is None:
        return ""
    if name == "*":
        return ".*?"
    if not name.isidentifier():
        raise ValueError(f"{name!r} is no name for a field")
    return f"(?P<{name}>" + {"n": _NUMBER, "w": _WORD, "": ".+?"}[kind or ""] + ")"
