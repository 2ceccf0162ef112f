# SPDX-License-Identifier: Apache-2.0
"""What a person pastes: a repository's id, its address, or a line that has one in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from rigwise.core.problems import refuse
from rigwise.core.words import mark, phrase

# huggingface_hub.utils.validate_repo_id: 1 to 96 characters, no -- or .., neither - nor . at either end
_PART = r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,94}[A-Za-z0-9_])?"
_ID = re.compile(rf"(?:{_PART}/)?{_PART}")
_REVISION = re.compile(r"[\w./-]{1,250}")
_NOT_MODELS = {
    "datasets": mark("hub", "This address leads to a data set, not to a model."),
    "spaces": mark("hub", "This address leads to a Space, not to a model."),
    "collections": mark("hub", "This address leads to a collection, not to a model."),
    "papers": mark("hub", "This address leads to a paper, not to a model."),
}
_NOT_OWNERS = {"models", "docs", "blog", "settings", "join", "login", "api", "search", "organizations", "new", "tasks"}


@dataclass(frozen=True, slots=True)
class Reference:
    """A model on the Hub. revision: a branch, tag or commit hash; None: the newest."""

    id: str
    revision: str | None = None


def is_id(text: str) -> bool:
    """Whether this is a repository's id, and thus safe as a part of an address or a folder's name."""
    return (
        len(text) <= 96 and "--" not in text and ".." not in text
        and _ID.fullmatch(text) is not None and not text.endswith(".git")
    )  # fmt: skip


def reference(text: str) -> Reference | None:
    """`Qwen/Qwen3-8B`, `Qwen/Qwen3-8B@main`, or an address of any page of a model; None: words to search for.

    Raises RigwiseError for an address that leads elsewhere (a data set, another site's page).
    """
    text = text.strip().strip("<>\"'")
    if re.match(r"(https?|hf)://", text) or re.match(r"(www\.)?(huggingface\.co|hf\.co)/", text):
        return _address(text)
    name, _, revision = text.partition("@")
    if "/" in name and is_id(name):
        if revision and not _REVISION.fullmatch(revision):
            raise refuse(
                "hub-revision-odd",
                phrase("hub", "{revision!r} cannot be a revision.").format(revision=revision[:40]),
                phrase("hub", "Name a branch, a tag or a commit."),
            )
        return Reference(name, revision or None)
    return None


def _address(text: str) -> Reference:
    if text.startswith("hf://"):
        text = "https://huggingface.co/" + text.removeprefix("hf://").removeprefix("models/")
    parts = [unquote(part) for part in urlsplit(text if "://" in text else f"https://{text}").path.split("/") if part]
    if parts and parts[0] in _NOT_MODELS:
        raise refuse(
            "hub-address-other",
            phrase("hub", _NOT_MODELS[parts[0]]),
            phrase("hub", "Paste the address of a model's page, such as https://huggingface.co/Qwen/Qwen3-8B."),
        )
    if len(parts) >= 2 and parts[:2] == ["api", "models"]:
        parts = parts[2:]
    if not parts or parts[0] in _NOT_OWNERS:
        raise refuse(
            "hub-address-other",
            phrase("hub", "This address leads to no model."),
            phrase("hub", "Paste the address of a model's page, such as https://huggingface.co/Qwen/Qwen3-8B."),
        )
    views = ("tree", "blob", "resolve", "raw", "commit", "commits", "discussions", "revision", "edit", "upload")
    owner = 1 if len(parts) == 1 or parts[1] in views else 2
    name, _, pinned = "/".join(parts[:owner]).partition("@")
    rest = parts[owner:]
    if not is_id(name):
        raise refuse(
            "hub-address-other",
            phrase("hub", "{name!r} is no model's name on the Hub.").format(name=name[:60]),
            phrase("hub", "Copy the address again."),
        )
    revision = rest[1] if len(rest) > 1 and rest[0] in ("tree", "blob", "resolve", "raw", "commit", "revision") else ""
    revision = pinned or revision
    if revision and not _REVISION.fullmatch(revision):
        raise refuse(
            "hub-revision-odd",
            phrase("hub", "{revision!r} cannot be a revision.").format(revision=revision[:40]),
            phrase("hub", "Copy the address again."),
        )
    return Reference(name, revision if revision and revision != "main" else None)
