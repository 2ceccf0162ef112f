# SPDX-License-Identifier: Apache-2.0
"""A person's word that a repository's Python code may run: for one commit, remembered for that one only."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rigwise.core.files import write_whole
from rigwise.core.models.hub.inspect import Inspection


@dataclass(frozen=True, slots=True)
class Code:
    """What would run. files: Python files of the repository; elsewhere: other repositories that its config names.

    Those are not pinned by this commit, so a person should know.
    """

    files: tuple[str, ...]
    elsewhere: tuple[str, ...]


def code_of(found: Inspection) -> Code:
    """The code that vLLM would load with --trust-remote-code (auto_map of config.json; "other/repo--module.Class")."""
    table = found.configs.get("config.json", {}).get("auto_map")
    names = _texts(table) if isinstance(table, Mapping) else []
    elsewhere = {name.partition("--")[0] for name in names if "--" in name}
    files = tuple(file.name for file in found.files if file.name.endswith(".py"))
    return Code(files, tuple(sorted(elsewhere - {found.id})))


def _texts(table: Mapping[str, Any]) -> list[str]:
    values = [value for entry in table.values() for value in (entry if isinstance(entry, list) else [entry])]
    return [value for value in values if isinstance(value, str)]


def file_in(folder: Path) -> Path:
    """Where it is remembered, in the folder of Rigwise's settings."""
    return folder / "remote-code.json"


def given(file: Path, repo: str, commit: str | None) -> bool:
    """Whether the person has agreed to this commit's code."""
    return commit is not None and _key(repo, commit) in _load(file)


def give(file: Path, repo: str, commit: str) -> None:
    _save(file, {**_load(file), _key(repo, commit): datetime.now(UTC).date().isoformat()})


def withdraw(file: Path, repo: str, commit: str) -> None:
    _save(file, {key: day for key, day in _load(file).items() if key != _key(repo, commit)})


def _key(repo: str, commit: str) -> str:
    return f"{repo.lower()}@{commit}"


def _load(file: Path) -> dict[str, str]:
    try:
        kept = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _save(file: Path, kept: Mapping[str, str]) -> None:
    write_whole(file, json.dumps(dict(sorted(kept.items())), indent=1) + "\n")
