# SPDX-License-Identifier: Apache-2.0
"""Where profiles lie: one file each in a folder of this person's, written whole or not at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from rigwise.core.files import write_whole
from rigwise.core.problems import RigwiseError, refuse
from rigwise.core.wizard.profile import LARGEST, Profile, parse, to_text
from rigwise.core.words import phrase


@dataclass(frozen=True, slots=True)
class Kept:
    """A file on the shelf. profile: None where it cannot be read, and then problem says why."""

    path: Path
    name: str
    problem: str = ""


def profiles(folder: Path) -> tuple[Kept, ...]:
    """Everything on the shelf by name; files that cannot be read are there too, with the reason."""
    found = []
    for path in sorted((folder / "profiles").glob("*.json")):
        try:
            found.append(Kept(path, read(path).name))
        except RigwiseError as error:
            found.append(Kept(path, path.stem, error.problem.message))
    return tuple(sorted(found, key=lambda kept: kept.name.lower()))


def read(path: Path) -> Profile:
    """Raises RigwiseError."""
    try:
        with path.open("rb") as file:
            text = file.read(LARGEST + 1).decode("utf-8")
    except UnicodeDecodeError as error:
        raise refuse(
            "profile-broken",
            phrase("wizard", "{name} is not text.").format(name=path.name),
            phrase("wizard", "Choose a file that Rigwise exported."),
        ) from error
    except OSError as error:
        raise refuse(
            "profile-unreadable",
            phrase("wizard", "{path} cannot be read: {why}.").format(path=path, why=_why(error)),
            phrase("wizard", "Check who may read it."),
        ) from error
    return parse(text)


def keep(folder: Path, profile: Profile) -> Path:
    """Put a profile on the shelf under its name; the one of that name is replaced."""
    path = folder / "profiles" / f"{_file_name(profile.name)}.json"
    write(path, profile)
    return path


def write(path: Path, profile: Profile) -> None:
    """Whole or not at all: a full disk or a power cut leaves the former file as it was. Raises RigwiseError."""
    try:
        write_whole(path, to_text(profile))
    except OSError as error:
        raise refuse(
            "profile-unwritable",
            phrase("wizard", "{folder} cannot be written: {why}.").format(folder=path.parent, why=_why(error)),
            phrase("wizard", "Make room or give yourself the right to write there; Rigwise works on without it."),
        ) from error


def drop(path: Path) -> None:
    """Take a profile off the shelf. Raises RigwiseError."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise refuse(
            "profile-unwritable",
            phrase("wizard", "{path} cannot be deleted: {why}.").format(path=path, why=_why(error)),
            phrase("wizard", "Check who may write in its folder."),
        ) from error


def free_name(folder: Path, name: str) -> str:
    """The name, or it with a number that is not taken."""
    taken = {kept.name.lower() for kept in profiles(folder)}
    candidate, number = name, 2
    while candidate.lower() in taken:
        candidate, number = f"{name} {number}", number + 1
    return candidate


def _file_name(name: str) -> str:
    """Letters, digits and dashes; never a path."""
    return re.sub(r"[^\w-]+", "-", name.strip().lower()).strip("-")[:80] or "profile"


def _why(error: OSError) -> str:
    return error.strerror.lower() if error.strerror else phrase("wizard", "unknown reason")
