# SPDX-License-Identifier: Apache-2.0
"""The known failures, from resources/failures/*.toml: one table each, named by its code.

says:    the cause in one sentence. Fields of the line stand in braces; a piece in [brackets] falls away when one of its
         fields is not known. Sentences are written in English here and said through phrase("failures", …).
lines:   templates (template.py) of the lines that show it, in the spellings of several releases; of two failures that
         know the same line, the one that stands first (in FILES, then in its file) is meant.
after:   one of these must have been said shortly before.
last:    the line counts only where the log ends with it.
quiet:   the line is said without alarm, and no start outlives it all the same.
kind:    "cause" (default); "consequence": often follows from another failure; "wrapper": only says that something went
         wrong; "request": concerns one client, the server goes on; "note": normal on some machines.
fixes:   in the order to try them: a sentence, or a table of `do` (the sentence) and what it changes: `options` (fields
         of ServingOptions, see fixes.py for the words that stand for values), `environment`, `arguments`.
example: a real line. source: who prints it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Any

from rigwise.core.launch.diagnosis.template import Template
from rigwise.core.words import number, phrase
from rigwise.resources import FOLDER

FILES = ("engine", "driver", "download", "arguments", "model", "memory", "cards", "requests", "wrappers")


class Kind(IntEnum):
    """How much a failure explains, best first."""

    CAUSE = 0
    CONSEQUENCE = 1
    WRAPPER = 2
    REQUEST = 3
    NOTE = 4


@dataclass(frozen=True, slots=True)
class Fix:
    """do: the sentence. What it changes, if it is a change of settings: see the module."""

    do: str
    options: tuple[tuple[str, Any], ...] = ()
    environment: tuple[tuple[str, str], ...] = ()
    arguments: tuple[str, ...] = ()

    @property
    def is_setting(self) -> bool:
        return bool(self.options or self.environment or self.arguments)


@dataclass(frozen=True, slots=True)
class Failure:
    """One known failure; the fields are those of its table."""

    code: str
    says: str
    lines: tuple[Template, ...]
    fixes: tuple[Fix, ...]
    example: str
    source: str
    kind: Kind = Kind.CAUSE
    after: tuple[Template, ...] = ()
    last: bool = False
    quiet: bool = False


@lru_cache(maxsize=1)
def failures() -> tuple[Failure, ...]:
    """All of them, specific before general."""
    folder = FOLDER / "failures"
    return tuple(
        _failure(code, table)
        for name in FILES
        for code, table in tomllib.loads(folder.joinpath(f"{name}.toml").read_text(encoding="utf-8")).items()
    )


def _failure(code: str, table: dict[str, Any]) -> Failure:
    return Failure(
        code=code,
        says=table["says"],
        lines=tuple(Template(line) for line in table["lines"]),
        fixes=tuple(_fix(fix) for fix in table["fixes"]),
        example=table["example"].strip("\n"),
        source=table["source"],
        kind=Kind[table.get("kind", "cause").upper()],
        after=tuple(Template(line) for line in table.get("after", ())),
        last=table.get("last", False),
        quiet=table.get("quiet", False),
    )


def _fix(fix: str | dict[str, Any]) -> Fix:
    if isinstance(fix, str):
        return Fix(fix)
    return Fix(
        fix["do"],
        tuple(fix.get("options", {}).items()),
        tuple(fix.get("environment", {}).items()),
        tuple(fix.get("arguments", ())),
    )


def in_words(sentence: str, fields: Mapping[str, str]) -> str:
    """A sentence in the person's language with its fields filled in; a [piece] with an unknown field falls away,
    elsewhere it reads "?"."""
    fields = {name: _figure(name, text) for name, text in fields.items()}

    def piece(found: re.Match[str]) -> str:
        try:
            return found[1].format_map(fields)
        except KeyError:
            return ""

    return re.sub(r"\[([^\[\]]*)\]", piece, phrase("failures", sentence)).format_map(_Unknown(fields))


_SIZES = frozenset(
    {"free", "total", "wanted", "needed", "missing", "there", "before", "after", "size"}
)  # with decimals: GiB or MiB
_COUNTED = frozenset({"context", "asked", "limit", "estimate", "tokens", "requests"})


def _figure(name: str, text: str) -> str:
    """Tokens and requests with their thousands apart; a limit may come as "40960.0". Sizes as the language writes them."""
    if name in _SIZES and re.fullmatch(r"\d+\.\d+", text):
        return number(float(text), f".{len(text.partition('.')[2])}f")
    whole = text.removesuffix(".0").replace(",", "")
    return number(int(whole)) if name in _COUNTED and whole.isdigit() else text


class _Unknown(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "?"
