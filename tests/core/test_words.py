# SPDX-License-Identifier: Apache-2.0
"""Sentences in the person's language, numbers as that language writes them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from rigwise import core
from rigwise.core import words

ROOT = Path(core.__file__).resolve().parents[1]


@pytest.fixture
def german() -> Iterator[None]:
    said = {"It is {n:,} tokens and {share:.1f} GiB.": "{share:.1f} GiB sind es und {n:,} Token."}
    words.speak(words.Language(lambda _context, text: said.get(text, text), ".", ","))
    yield
    words.speak(words.ENGLISH)


def test_without_a_language_a_sentence_is_said_in_english() -> None:
    assert words.phrase("tests", "It is {n:,} tokens.").format(n=131072) == "It is 131,072 tokens."
    assert words.number(131072) == "131,072"


def test_a_language_may_order_a_sentence_and_write_numbers_its_own_way(german: None) -> None:
    said = words.phrase("tests", "It is {n:,} tokens and {share:.1f} GiB.").format(n=131072, share=2.5)
    assert said == "2,5 GiB sind es und 131.072 Token."
    assert words.number(1234.5, ",.1f") == "1.234,5"


def test_a_sentence_without_a_translation_is_said_in_english(german: None) -> None:
    assert words.phrase("tests", "Not translated.") == "Not translated."


@pytest.mark.parametrize("part", ["core", "gui"])
def test_every_sentence_can_be_collected(part: str) -> None:
    """lupdate reads two plain strings; it sees nothing inside an f-string and no keyword."""
    for path in sorted((ROOT / part).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        in_f_strings = {
            id(inner) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for inner in ast.walk(node)
        }
        for node in ast.walk(tree):
            if (
                not isinstance(node, ast.Call)
                or not isinstance(node.func, ast.Name)
                or node.func.id not in ("phrase", "mark")
            ):
                continue
            where = f"{path.relative_to(ROOT)}:{node.lineno}"
            assert id(node) not in in_f_strings, f"{where}: inside an f-string"
            assert len(node.args) == 2, f"{where}: (context, sentence), nothing else"
            assert not node.keywords, f"{where}: lupdate sees no keyword"
            if node.func.id == "mark":
                assert all(isinstance(given, ast.Constant) for given in node.args), f"{where}: not plain text"
