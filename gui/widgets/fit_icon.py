# SPDX-License-Identifier: Apache-2.0
"""How a model sits on a rig, as an icon: a sign and a colour."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QIcon
from rigwise.core.planning.suggest import Fit
from rigwise.gui import theme


def fit_icon(fit: Fit) -> QIcon:
    """In the colours of the present theme."""
    return _icon(fit, theme.colours())


@lru_cache(maxsize=12)
def _icon(fit: Fit, colours: theme.Colours) -> QIcon:
    tint, sign = {Fit.FITS: (colours.good, "fits"), Fit.TIGHT: (colours.warn, "tight")}.get(
        fit, (colours.muted, "too-big")
    )
    return theme.icon(sign, tint, selected=colours.accent_text)
