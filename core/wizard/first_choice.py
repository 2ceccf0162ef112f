# SPDX-License-Identifier: Apache-2.0
"""The model for somebody who does not want to choose."""

from __future__ import annotations

from collections.abc import Iterable

from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.planning.runnable import Runnable
from rigwise.core.planning.suggest import Fit

COMFORTABLE = 8192  # tokens: a conversation, or a few pages to talk about


def first_choice(ranked: Iterable[Runnable]) -> Checkpoint | None:
    """The best of a ranking that surely starts and asks for nothing first: no licence to accept, no foreign code to run, a
    config that was read and not derived, and room for a conversation. None where nothing fits."""
    for one in ranked:
        if one.fit is not Fit.FITS:
            break
        checkpoint = one.deployment.checkpoint
        if (one.result.max_model_len or 0) < COMFORTABLE:
            continue
        if not (one.entry.gated or one.entry.derived or checkpoint.needs_remote_code):
            return checkpoint
    return None
