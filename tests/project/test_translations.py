# SPDX-License-Identifier: Apache-2.0
"""Each language that is shipped says everything, with the places to fill where they belong."""

from __future__ import annotations

import string
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

FOLDER = Path(__file__).parents[2] / "resources" / "translations"
OPTIONAL = str.maketrans("[]", "  ")  # in the failures' sentences: left out where its places stay empty


def messages(file: Path) -> Iterator[tuple[str, str, ElementTree.Element]]:
    """(context, sentence, translation) of each message."""
    for context in ElementTree.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            yield context.findtext("name", ""), message.findtext("source", ""), translation


def places(sentence: str) -> list[tuple[str | None, str | None, str | None]]:
    """The places to fill, each with its format and conversion; a sentence with lone braces has none."""
    try:
        parsed = list(string.Formatter().parse(sentence.translate(OPTIONAL)))
    except ValueError:
        return []
    return sorted(((name, spec, how) for _, name, spec, how in parsed if name is not None), key=repr)


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.ts")), ids=lambda file: file.stem)
def test_every_sentence_is_translated(file):
    unsaid = [f"{where}: {source}" for where, source, said in messages(file) if said.get("type") or not said.text]
    assert not unsaid, "\n".join(unsaid)


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.ts")), ids=lambda file: file.stem)
def test_a_translation_has_the_places_of_its_sentence(file):
    wrong = [
        f"{source}\n  {said.text}" for _, source, said in messages(file) if places(source) != places(said.text or "")
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.ts")), ids=lambda file: file.stem)
def test_commands_flags_and_shortcuts_stay_what_they_are(file):
    """What is typed stands between backticks; a control with a shortcut has one in every language."""
    for where, source, said in messages(file):
        typed = [piece for piece in source.split("`")[1::2]]
        assert typed == (said.text or "").split("`")[1::2], f"{where}: {source}"
        assert ("&" in source) == ("&" in (said.text or "")), f"{where}: {source}"
