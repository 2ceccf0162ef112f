# SPDX-License-Identifier: Apache-2.0
"""The list of models: the catalogue, what lies on this disk, and what the Hub found, in one table that sorts by fit."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QSortFilterProxyModel, Qt
from rigwise.core.hardware.rig import Rig
from rigwise.core.memory.estimate import estimate
from rigwise.core.models.catalogue import CatalogueEntry, entries
from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.models.hub.local import LocalModel
from rigwise.core.models.hub.search import Found
from rigwise.core.planning.suggest import Fit, fit, suggest
from rigwise.core.problems import RigwiseError
from rigwise.core.units import format_gb
from rigwise.core.words import mark, number, phrase
from rigwise.gui.widgets.fit_icon import fit_icon
from rigwise.gui.widgets.rows_model import RIGHT, Index, RowsModel

COLUMNS = (
    mark("model page", "Fits?"),
    mark("model page", "Model"),
    mark("model page", "Format"),
    mark("model page", "Size"),
    mark("model page", "Context"),
    mark("model page", "Split"),
    mark("model page", "Where"),
)
UNKNOWN = mark("model page", "look")  # what stands for a verdict before the headers were read


@dataclass(frozen=True)
class Row:
    """One repository on the present rig. fit: None until its headers were read.

    source: what it is known from; a local model can be one of the catalogue too, and is then taken from the disk.
    """

    id: str
    source: CatalogueEntry | LocalModel | Found
    format: str
    downloads: int = 0
    family: str = ""
    fit: Fit | None = None
    context: int = 0
    split: str = "–"
    size: int = 0
    license: str | None = None
    gated: bool = False
    vision: bool = False
    tools: bool = False
    reasons: bool = False
    derived: bool = False
    here: bool = False

    @property
    def where(self) -> str:
        if self.here:
            return phrase("model page", "on this disk")
        return phrase("model page", "catalogue") if isinstance(self.source, CatalogueEntry) else "Hub"


@dataclass(frozen=True)
class Narrowing:
    """What is shown. largest: bytes of weights; license: "" for any."""

    words: tuple[str, ...] = ()
    fitting: bool = False
    quantized: bool = False
    open: bool = False
    vision: bool = False
    tools: bool = False
    reasons: bool = False
    here: bool = False
    largest: int | None = None
    license: str = ""

    def keeps(self, row: Row) -> bool:
        hay = f"{row.id} {row.family} {row.format}".lower()
        return (
            all(word in hay for word in self.words)
            and not (self.fitting and row.fit is Fit.TOO_BIG)
            and not (self.quantized and row.format == "16-bit")
            and not (self.open and row.gated)
            and (row.vision or not self.vision)
            and (row.tools or not self.tools)
            and (row.reasons or not self.reasons)
            and (row.here or not self.here)
            and (self.largest is None or row.size <= self.largest)
            and (not self.license or row.license == self.license)
        )


def judge(rig: Rig, local: Iterable[LocalModel], cancel: threading.Event) -> list[Row]:
    """The catalogue and the models on this disk, each with its verdict on this rig; a few milliseconds each."""
    here = {model.id.lower(): model for model in local if model.complete}
    rows: list[Row] = []
    for entry in entries():
        if cancel.is_set():
            return rows
        try:
            row = judged(_of_entry(entry), entry.checkpoint(), rig)
        except RigwiseError:
            continue  # one entry that cannot be read must not take the list away
        mine = here.pop(entry.id.lower(), None)
        rows.append(replace(row, source=mine, here=True) if mine else row)
    for model in here.values():
        if cancel.is_set():
            break
        try:
            checkpoint = model.checkpoint()
            rows.append(judged(_of_local(model, checkpoint), checkpoint, rig))
        except RigwiseError:
            continue
    return rows


def judged(row: Row, checkpoint: Checkpoint, rig: Rig) -> Row:
    """The row with its verdict on a rig."""
    plan = suggest(rig, checkpoint)
    result = estimate(plan)
    options = plan.options
    split: str = phrase("model page", "one GPU")
    if options.tensor_parallel_size > 1:
        split = f"TP {options.tensor_parallel_size}"
    if options.pipeline_parallel_size > 1:
        split = f"PP {options.pipeline_parallel_size}"
    found = fit(result)
    context = (result.longest_context or 0) if found is not Fit.TOO_BIG else 0
    label = checkpoint.quantization.label
    return replace(row, format=label, fit=found, context=context, split=split if context else "–")


def _of_entry(entry: CatalogueEntry) -> Row:
    return Row(
        entry.id, entry, entry.format_label, entry.downloads, entry.family, license=entry.license, gated=entry.gated,
        size=entry.checkpoint().download_bytes or 0, vision="image" in entry.modalities,
        tools=entry.tool_parser is not None, reasons=entry.reasoning_parser is not None, derived=entry.derived,
    )  # fmt: skip


def _of_local(model: LocalModel, checkpoint: Checkpoint) -> Row:
    return Row(model.id, model, checkpoint.quantization.label, size=model.size, here=True)


def of_found(found: Found, rig: Rig | None) -> Row:
    """A line of the Hub's answer: too big where its weights alone exceed the rig's memory, else not yet known."""
    memory = sum(gpu.total_bytes for gpu in rig.gpus) if rig else 0
    big = found.weight_bytes is not None and memory > 0 and found.weight_bytes > memory
    return Row(
        found.id, found, found.format, found.downloads, fit=Fit.TOO_BIG if big else None, size=found.weight_bytes or 0,
        license=found.license, gated=found.gated, vision=found.vision, tools=found.tools, reasons=found.reasons,
    )  # fmt: skip


class ModelTable(RowsModel):
    """The rows, and by what each column sorts them."""

    context = "model page"

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self.keys: list[tuple[Any, ...]] = []

    def fill(self, rows: list[Row]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.keys = [_key(row) for row in rows]
        self.endResetModel()

    def put(self, row: Row) -> None:
        """A newer row in the place of the one with the same id."""
        for position, old in enumerate(self.rows):
            if old.id == row.id:
                self.rows[position], self.keys[position] = row, _key(row)
                self.dataChanged.emit(self.index(position, 0), self.index(position, len(COLUMNS) - 1))

    @property
    def heads(self) -> Sequence[str]:
        return COLUMNS

    def count(self) -> int:
        return len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.DecorationRole and column == 0 and row.fit is not None:
            return fit_icon(row.fit)
        if role == Qt.ItemDataRole.ToolTipRole:
            return " ".join(_facts(row))
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (3, 4):
            return RIGHT
        return None

    @staticmethod
    def _text(row: Row, column: int) -> str:
        owner, _, name = row.id.rpartition("/")
        shown = f"{name}  ({owner})"
        return (
            phrase("fits", row.fit.value) if row.fit else phrase("model page", UNKNOWN),
            phrase("model page", "{model}, gated").format(model=shown) if row.gated else shown,
            row.format,
            format_gb(row.size) if row.size else "?",
            number(row.context) if row.context else "–",
            row.split,
            row.where,
        )[column]


def _facts(row: Row) -> Iterator[str]:
    """What the table has no room for, a sentence each."""
    said = (
        phrase("model page", "{model} – licence {licence}, {downloads:,} downloads.")
        if row.license
        else phrase("model page", "{model} – licence unknown, {downloads:,} downloads.")
    )
    yield said.format(model=row.id, licence=row.license, downloads=row.downloads)
    if row.gated:
        yield phrase("model page", "The Hub asks you to accept its licence first.")
    if row.derived:
        yield phrase("model page", "Its config is put together from a sibling of the same dimensions.")
    if row.fit is None:
        yield phrase("model page", "Select it, and its headers are read for an exact verdict.")


def _key(row: Row) -> tuple[Any, ...]:
    """By what each column sorts."""
    ranks = (Fit.FITS, Fit.TIGHT, None, Fit.TOO_BIG)
    order = (ranks.index(row.fit), -row.downloads)
    return order, row.id.lower(), row.format, row.size, row.context, row.split, row.where


class Filter(QSortFilterProxyModel):
    """Shows what a Narrowing keeps."""

    def __init__(self) -> None:
        super().__init__()
        self._narrowing = Narrowing()

    def narrow(self, narrowing: Narrowing) -> None:
        if narrowing == self._narrowing:
            return
        if hasattr(self, "beginFilterChange"):
            self.beginFilterChange()
        self._narrowing = narrowing
        self.invalidate()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        source = self.sourceModel()
        assert isinstance(source, ModelTable)
        return self._narrowing.keeps(source.rows[source_row])

    def lessThan(self, source_left: Index, source_right: Index) -> bool:
        source = self.sourceModel()
        assert isinstance(source, ModelTable)
        one, other = source.keys[source_left.row()], source.keys[source_right.row()]
        return bool(one[source_left.column()] < other[source_right.column()])
