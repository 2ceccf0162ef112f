# SPDX-License-Identifier: Apache-2.0
"""The sentences a person reads, in their language, and numbers as that language writes them.

A sentence stands in the code in English, whole, with named places:

    phrase("refusals", "The model was made for {limit:,} tokens.").format(limit=131072)

Sentences are never put together from halves: other languages order them differently. A name for a choice or a column that stands
in a constant is marked there and said where it is shown: `LABELS = {"a": mark("goals", "Longest context")}`, then
`phrase("goals", LABELS["a"])`. Without a language (the terminal, tests) everything is English. What a program reads (--json keys,
commands, flags, files) never goes through here.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Language:
    """translate: (context, English) to the sentence in this language; group, point, percent: as in 1,024.5%."""

    translate: Callable[[str, str], str]
    group: str = ","
    point: str = "."
    percent: str = "%"


ENGLISH = Language(lambda _context, text: text)
_language = ENGLISH


def speak(language: Language) -> None:
    """From now on sentences are said in this language; those already said stay as they are."""
    global _language  # one person, one language, set once before the window opens
    _language = language


def mark(_context: str, text: str) -> str:
    """Text to be said later with `phrase(context, text)`; unchanged here."""
    return text


def phrase(context: str, text: str) -> Phrase:
    """A sentence in the person's language. context: where it stands, for whoever translates ("refusals", "rig page")."""
    return Phrase(_language.translate(context, text))


def number(value: float, spec: str = ",") -> str:
    """A number as the person's language writes it: `number(131072)` is "131,072" or "131.072"."""
    written = format(value, spec)
    if _language is ENGLISH:
        return written
    return written.translate({ord(","): _language.group, ord("."): _language.point, ord("%"): _language.percent})


def listed(items: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    if len(items) < 2:
        return "".join(items)
    return phrase("lists", "{first} and {last}").format(first=", ".join(items[:-1]), last=items[-1])


class Phrase(str):
    """A sentence, perhaps with places to fill; numbers are written the person's way."""

    __slots__ = ()

    def format(self, *args: Any, **values: Any) -> str:
        """As str.format; a number with a format (`{n:,}`, `{share:.1f}`) follows the language."""
        if _language is ENGLISH:
            return super().format(*args, **values)
        return _FORMATTER.vformat(self, args, values)


class _Formatter(string.Formatter):
    def format_field(self, value: Any, format_spec: str) -> Any:
        if isinstance(value, int | float) and format_spec:
            return number(value, format_spec)
        return super().format_field(value, format_spec)


_FORMATTER = _Formatter()
