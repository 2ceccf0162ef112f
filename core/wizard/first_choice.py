# SPDX-License-Identifier: Apache-2.0
"""The model for somebody who does not want to choose."""

from __future__ import annotations

from collections.abc import Iterable

from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.planning.runnable import Line
from rigwise.core.planning.suggest import USEFUL_CONTEXT, Fit


def first_choice(lines: Iterable[Line]) -> Checkpoint | None:
    """The best of a list that surely starts and asks for nothing first: no licence to accept, no foreign code to run, and
    room for a conversation. Where nothing does, the best that is likely to. None where nothing fits."""
    likely: Checkpoint | None = None
    for one in (one for line in lines for one in line.formats):
        checkpoint = one.deployment.checkpoint
        if one.entry.gated or checkpoint.needs_remote_code or (one.result.max_model_len or 0) < USEFUL_CONTEXT:
            continue
        if one.fit is Fit.FITS:
            return checkpoint
        if one.fit is Fit.TIGHT and likely is None:
            likely = checkpoint
    return likely
