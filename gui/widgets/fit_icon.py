# SPDX-License-Identifier: Apache-2.0
"""How a model sits on a rig, as an icon: a sign and a colour."""

from __future__ import annotations

from PySide6.QtGui import QIcon
from rigwise.core.planning.suggest import Fit
from rigwise.gui import theme


def fit_icon(fit: Fit) -> QIcon:
    """In the colours of the present theme."""
    colours = theme.colours()
    tint = {Fit.FITS: colours.good, Fit.TIGHT: colours.warn, Fit.TOO_BIG: colours.muted}[fit]
    return theme.icon(fit.value.replace(" ", "-"), tint)
