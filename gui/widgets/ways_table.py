# SPDX-License-Identifier: Apache-2.0
"""Every way to run one model: its repositories by format, judged on this rig, one of them recommended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from rigwise.core.planning.ways import UNSERVED, Way
from rigwise.core.units import format_gb
from rigwise.core.words import mark, number, phrase
from rigwise.gui.widgets.fit_icon import fit_icon
from rigwise.gui.widgets.parts import tip
from rigwise.gui.widgets.rows_model import RIGHT, Index, RowsModel

COLUMNS = (
    mark("model page", "Here"),
    mark("model page", "Format"),
    mark("model page", "Repository"),
    mark("model page", "Bits"),
    mark("model page", "Download"),
    mark("model page", "Context"),
    mark("model page", "Computes"),
    mark("model page", "Quality"),
    mark("model page", "Downloads"),
    mark("model page", "Licence"),
)
KERNELS = (mark("model page", "native"), mark("model page", "weight-only"))


class WaysTable(RowsModel):
    """The ways in their order; the recommended one is bold and starred."""

    context = "model page"
    numbers = (3, 4, 5, 8)

    def __init__(self) -> None:
        super().__init__()
        self.ways: tuple[Way, ...] = ()

    def fill(self, ways: tuple[Way, ...]) -> None:
        if [way.id for way in ways] == [way.id for way in self.ways] and ways:
            self.ways = ways
            self.all_changed()
            return
        self.beginResetModel()
        self.ways = ways
        self.endResetModel()

    @property
    def heads(self) -> Sequence[str]:
        return COLUMNS

    def count(self) -> int:
        return len(self.ways)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        way, column = self.ways[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(way, column)
        if role == Qt.ItemDataRole.DecorationRole and column == 0 and way.fit is not None:
            return fit_icon(way.fit)
        if role == Qt.ItemDataRole.FontRole and way.recommended:
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.TextAlignmentRole and column in self.numbers:
            return RIGHT
        if role == Qt.ItemDataRole.ToolTipRole:
            facts = phrase("model page", "{model}, {downloads:,} downloads. Quality: {quality} ({source}).").format(
                model=way.id, downloads=way.downloads, quality=way.quality.word, source=way.quality.source
            )
            return tip(f"{facts} {way.problem.message} {way.problem.fix}" if way.problem else facts)
        if role == Qt.ItemDataRole.AccessibleTextRole and column == 0 and way.recommended:
            recommended = phrase("model page", "{verdict}, recommended: {why}")
            return recommended.format(verdict=_text(way, 0), why=way.why)
        return None


def _text(way: Way, column: int) -> str:
    name = phrase("model page", "{model}, gated").format(model=way.id) if way.gated else way.id
    return (
        verdict(way),
        way.format,
        f"★ {name}" if way.recommended else name,
        number(way.bits, ".1f") if way.bits else "?",
        format_gb(way.download_bytes) if way.download_bytes else "?",
        number(way.context) if way.context else "–",
        phrase("model page", way.kernel) if way.kernel else "–",
        way.quality.word,
        number(way.downloads),
        way.license or "?",
    )[column]


def verdict(way: Way) -> str:
    """One or two words on what it does here."""
    if way.group == UNSERVED:
        return phrase("model page", "not for vLLM")
    if way.problem is not None and way.problem.code.startswith("format-"):
        return phrase("model page", "no kernel")
    if way.fit is not None:
        return phrase("fits", way.fit.value)
    if way.problem is not None:
        gated = way.problem.code.startswith("hub-gated")
        return phrase("model page", "gated") if gated else phrase("model page", "unread")
    return phrase("model page", "look")
