# SPDX-License-Identifier: Apache-2.0
"""Sentences in the person's language, numbers as that language writes them."""

from __future__ import annotations

import ast
import string
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


def _at_import(node: ast.AST) -> Iterator[ast.Call]:
    """The calls that run when the module is imported."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield child
        if not isinstance(child, ast.FunctionDef | ast.Lambda):
            yield from _at_import(child)


@pytest.mark.parametrize("part", ["core", "gui"])
def test_nothing_is_said_before_the_language_is_known(part: str) -> None:
    """A constant is marked, and said where it is shown."""
    for path in sorted((ROOT / part).rglob("*.py")):
        for call in _at_import(ast.parse(path.read_text(encoding="utf-8"))):
            said = isinstance(call.func, ast.Name) and call.func.id in ("phrase", "number", "format_gib", "format_gb")
            assert not said, f"{path.relative_to(ROOT)}:{call.lineno}"


# what a person reads of each call: the places of its arguments, and their names
READ = {
    "Problem": {1: "message", 2: "fix"},
    "refuse": {1: "message", 2: "fix"},
    "notice": {1: "message", 2: "fix"},
    "Remedy": {0: "label"},
    "Check": {1: "title", 3: "says", 4: "fix"},
    "Flag": {2: "why"},
    "Part": {4: "why"},
    "_part": {4: "why"},
    "Change": {1: "words"},
    "Branch": {2: "rule"},
}


def _plain(node: ast.expr, given: dict[str, list[ast.expr]]) -> bool:
    """English that does not go through phrase. given: what the names of this function stand for."""
    match node:
        case ast.Constant(value=str(text)):
            return any(map(str.isalpha, text))
        case ast.JoinedStr(values=parts):
            return any(_plain(part, given) for part in parts if isinstance(part, ast.Constant))
        case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, right=other):
            return _plain(one, given) or _plain(other, given)
        case ast.BoolOp(values=values):
            return any(_plain(value, given) for value in values)
        case ast.Call(func=ast.Attribute(value=sentence, attr="format" | "removesuffix" | "replace")):
            return _plain(sentence, given)
        case ast.Name(id=name):
            return any(_plain(value, {}) for value in given.get(name, ()))
    return False


def _unsaid(tree: ast.Module) -> Iterator[int]:
    """The lines of calls of READ that are given plain English."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for scope in (tree, *functions):
        given: dict[str, list[ast.expr]] = {}
        for node in ast.walk(scope):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                given.setdefault(node.targets[0].id, []).append(node.value)
        for call in ast.walk(scope):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name) or call.func.id not in READ:
                continue
            read = READ[call.func.id]
            arguments = [call.args[place] for place in read if place < len(call.args)]
            arguments += [keyword.value for keyword in call.keywords if keyword.arg in read.values()]
            if any(_plain(argument, {} if scope is tree else given) for argument in arguments):
                yield call.lineno


def test_what_goes_wrong_and_what_helps_is_said_through_phrase() -> None:
    """The commands in core/cli stay English; what they print of core was said there."""
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sorted((ROOT / "core").rglob("*.py"))
        if "cli" not in path.relative_to(ROOT).parts
        for line in sorted(set(_unsaid(ast.parse(path.read_text(encoding="utf-8")))))
    ]
    assert not found


@pytest.mark.parametrize(
    "source",
    [
        'refuse("code", "A sentence.", phrase("tests", "A step."))',
        'refuse("code", phrase("tests", "A sentence."), f"Use {n}.")',
        'Problem("code", phrase("tests", "A."), fix="A step.")',
        'Remedy(f"Use {n} cards", ())',
        'Remedy("Use one" if n else label, ())',
        'def f():\n    label = f"Use {n}"\n    return Remedy(label, ())',
        'Problem("code", "It is {n}.".format(n=1), step)',
    ],
)
def test_plain_english_is_noticed(source: str) -> None:
    assert list(_unsaid(ast.parse(source)))


def test_every_place_of_a_sentence_is_filled() -> None:
    """As far as both stand in one expression."""
    for part in ("core", "gui"):
        for path in sorted((ROOT / part).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                match node:
                    case ast.Call(
                        func=ast.Attribute(
                            value=ast.Call(func=ast.Name(id="phrase"), args=[_, ast.Constant(value=str(sentence))]),
                            attr="format",
                        ),
                        keywords=given,
                    ) if all(keyword.arg for keyword in given):
                        places = {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}
                        assert places == {keyword.arg for keyword in given}, f"{path.relative_to(ROOT)}:{node.lineno}"
