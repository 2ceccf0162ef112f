# SPDX-License-Identifier: Apache-2.0
"""What of a repository lies in the Hub's cache on this machine, whole or half; without what talks to the Hub."""

from __future__ import annotations

from pathlib import Path

from rigwise.core.models.hub.files import RepoFile
from rigwise.core.models.hub.inspect import Inspection
from rigwise.core.models.hub.place import Place


def storage(place: Place, repo: str) -> Path:
    """The cache's folder of a repository."""
    return place.cache / ("models/" + repo).replace("/", "--")  # huggingface_hub.file_download.repo_folder_name


def snapshot(place: Place, repo: str, commit: str) -> Path:
    """The folder in which the cache shows the repository's files at that commit."""
    return storage(place, repo) / "snapshots" / commit


def present(place: Place, found: Inspection, file: RepoFile) -> bool:
    """The file is in the cache, whole, and what the cache shows lies inside it."""
    path = snapshot(place, found.id, found.commit) / file.name
    try:
        inside = path.resolve(strict=True).is_relative_to(place.cache.resolve())
        return inside and path.stat().st_size == file.size
    except OSError:
        return False


def missing(place: Place, found: Inspection) -> tuple[RepoFile, ...]:
    """The files that vLLM needs and the cache lacks."""
    return tuple(file for file in found.download if not present(place, found, file))


def bytes_to_fetch(place: Place, found: Inspection) -> int:
    """What is still to come over the network; halves that are there do not count."""
    return sum(file.size - half(place, found.id, file) for file in missing(place, found))


def half_path(place: Place, repo: str, file: RepoFile) -> Path:
    """Where a download of ours keeps what it has of a file."""
    return storage(place, repo) / "blobs" / f"{file.sha256}.rigwise.incomplete"


def half(place: Place, repo: str, file: RepoFile) -> int:
    """Bytes of the file that an earlier download left behind."""
    if file.sha256 is None:
        return 0
    try:
        return min(file.size, half_path(place, repo, file).stat().st_size)
    except OSError:
        return 0
