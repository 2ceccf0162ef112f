# SPDX-License-Identifier: Apache-2.0
"""The draft model that a speculative configuration names, without asking the Hub."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rigwise.core.memory.speculative_config import named_draft

if TYPE_CHECKING:
    from rigwise.core.models.checkpoint import Checkpoint


def known_draft(asked: str | None) -> Checkpoint | None:
    """From its folder, an earlier look at the Hub, or the Hub's cache; None where nothing is known of it."""
    draft = named_draft(asked)
    if draft is None:
        return None
    from rigwise.core.files import config_folder
    from rigwise.core.models.hub.known import known
    from rigwise.core.models.hub.local import open_folder
    from rigwise.core.models.hub.names import is_id
    from rigwise.core.models.hub.place import real_place
    from rigwise.core.problems import RigwiseError

    if Path(draft.model).is_dir():
        try:
            return open_folder(draft.model)
        except RigwiseError:  # the estimate says that it goes without
            return None
    return known(real_place(), draft.model, draft.revision, config_folder()) if is_id(draft.model) else None
