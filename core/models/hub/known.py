# SPDX-License-Identifier: Apache-2.0
"""A model of the Hub opened again without asking the Hub: from what was read of it, or from the cache."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.models.hub import consent
from rigwise.core.models.hub.inspect import recall, recall_latest
from rigwise.core.models.hub.local import local_models
from rigwise.core.models.hub.names import Reference
from rigwise.core.models.hub.place import Place


def known(place: Place, repo: str, revision: str | None, folder: Path) -> Checkpoint | None:
    """The checkpoint as it was seen, None if it never was. folder: of Rigwise's settings, where consents lie."""
    seen = recall(place, repo, revision) if revision else None
    if seen is None:
        latest = recall_latest(place, Reference(repo, revision))
        seen = latest[0] if latest else None
    if seen is not None:
        return agreed(seen.checkpoint(), folder)
    here = (model for model in local_models(place) if model.id == repo and revision in (None, model.commit))
    found = next(here, None)
    return agreed(found.checkpoint(), folder) if found else None


def agreed(checkpoint: Checkpoint, folder: Path) -> Checkpoint:
    """The checkpoint, with the person's word on its code if they gave it for this commit."""
    if not checkpoint.needs_remote_code:
        return checkpoint
    return replace(
        checkpoint, code_agreed=consent.given(consent.file_in(folder), checkpoint.model, checkpoint.revision)
    )
