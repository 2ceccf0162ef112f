# SPDX-License-Identifier: Apache-2.0
"""What lies in the Hub's cache on this machine: it can be planned and served without a network."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from rigwise.core.models.checkpoint import Checkpoint, Tensor
from rigwise.core.models.config import LARGEST_CONFIG, load_folder
from rigwise.core.models.headers import header_length, parse_header
from rigwise.core.models.hub.files import INDEX, MISTRAL
from rigwise.core.models.hub.place import Place
from rigwise.core.models.tensors import with_tensors
from rigwise.core.problems import refuse
from rigwise.core.words import phrase


@dataclass(frozen=True, slots=True)
class LocalModel:
    """One commit of a repository in the cache. complete: all weights are there; used: Unix time of the last use."""

    id: str
    commit: str
    folder: Path
    size: int
    used: float
    complete: bool

    def checkpoint(self) -> Checkpoint:
        """As vLLM will find it: by the repository's name, pinned to the commit that is here. Raises RigwiseError."""
        return replace(open_folder(self.folder), model=self.id, folder=None, revision=self.commit, download_bytes=0)


def local_models(place: Place) -> tuple[LocalModel, ...]:
    """All models of the cache that vLLM could read, last used first; nothing is opened but configs and indices."""
    if not place.cache.is_dir():
        return ()
    from huggingface_hub import CacheNotFound, scan_cache_dir

    try:
        scanned = scan_cache_dir(place.cache)
    except (CacheNotFound, OSError, ValueError):
        return ()
    root = place.cache.resolve()
    found = [
        LocalModel(
            id=repo.repo_id,
            commit=revision.commit_hash,
            folder=revision.snapshot_path,
            size=revision.size_on_disk,
            used=repo.last_accessed,
            complete=complete(revision.snapshot_path),
        )
        for repo in scanned.repos
        if repo.repo_type == "model"
        for revision in repo.revisions
        if _inside(revision.snapshot_path / "config.json", root)
    ]
    return tuple(sorted(found, key=lambda model: -model.used))


def open_folder(path: Path | str, quantization: str | None = None) -> Checkpoint:
    """The checkpoint in a folder, or described by a config.json; with the folder's tensors where they lie there."""
    read = load_folder(path, quantization)
    return with_tensors(read, folder_headers(Path(read.folder)) or {}) if read.folder else read


def _inside(path: Path, root: Path) -> bool:
    """The file is there, and no link leads out of the cache."""
    try:
        return path.resolve(strict=True).is_relative_to(root)
    except OSError:
        return False


def complete(folder: Path) -> bool:
    """Whether the weights that vLLM would load lie in the folder."""
    if any(folder.glob(MISTRAL)):
        return True
    index = folder / INDEX
    if index.is_file():
        return all((folder / shard).is_file() for shard in _shards(index))
    return any(folder.glob("*.safetensors")) or any(folder.glob("*.bin"))


def _shards(index: Path) -> set[str]:
    try:
        if index.stat().st_size > LARGEST_CONFIG:
            return {"?"}
        table = json.loads(index.read_bytes())["weight_map"]
        return {str(shard) for shard in table.values()} or {"?"}
    except (OSError, ValueError, RecursionError, TypeError, KeyError, AttributeError):
        return {"?"}  # a file of that name cannot be: an index that cannot be read completes nothing


def folder_headers(folder: Path) -> Mapping[str, Tensor] | None:
    """The tensors of a folder's safetensors files; None where some are missing or there are none. Raises RigwiseError."""
    index = folder / INDEX
    if index.is_file():
        names = sorted(_shards(index))
        if any("/" in name or "\\" in name or not (folder / name).is_file() for name in names):
            return None
    else:
        every = sorted(path.name for path in folder.glob("*.safetensors"))
        names = [name for name in every if not name.startswith("consolidated")] or every
    found: dict[str, Tensor] = {}
    for name in names:
        found |= file_header(folder / name)
    return found or None


def file_header(path: Path) -> dict[str, Tensor]:
    """The tensors of one safetensors file on disk. Raises RigwiseError."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            first = file.read(8)
            rest = file.read(header_length(first, size, path.name))
    except OSError as error:
        raise refuse(
            "config-unreadable",
            phrase("hub", "{path} cannot be read: {why}.").format(path=path, why=error.strerror),
            phrase("hub", "Check the file's permissions."),
        ) from error
    return parse_header(first + rest, size, path.name)
