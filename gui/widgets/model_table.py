# SPDX-License-Identifier: Apache-2.0
"""The list of models: the catalogue, what lies on this disk, and what the Hub found, in one table that sorts by fit."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QSortFilterProxyModel, Qt
from rigwise.core.hardware.rig import Rig
from rigwise.core.memory.deployment import ServingOptions
from rigwise.core.memory.result import Estimate
from rigwise.core.models.catalogue import CatalogueEntry
from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.models.hub.local import LocalModel
from rigwise.core.models.hub.search import Found
from rigwise.core.planning.runnable import Line, Runnable, Strength, speed_of
from rigwise.core.planning.suggest import Fit, fit, suggested
from rigwise.core.planning.worth import BEST, grade, kept, quality
from rigwise.core.problems import RigwiseError
from rigwise.core.units import format_gb
from rigwise.core.words import mark, number, phrase
from rigwise.gui.widgets.fit_icon import fit_icon
from rigwise.gui.widgets.parts import tip
from rigwise.gui.widgets.rows_model import RIGHT, Index, RowsModel
from rigwise.gui.widgets.tables import PlainTable

HEADS = (
    mark("model page", "Fits?"), mark("model page", "Model"), mark("model page", "Format"), mark("model page", "Size"),
    mark("model page", "Context"), mark("model page", "Tokens/s"), mark("model page", "Quality"), mark("model page", "Where"),
    mark("model page", "Good for"),
)  # fmt: skip
FIT, NAME, FORMAT, SIZE, CONTEXT, SPEED, QUALITY, WHERE, GOOD_FOR = range(9)
IN_ALL = mark("model page", "All tok/s")  # instead, where many requests share the server
UNKNOWN = mark("model page", "look")  # what stands for a verdict before the headers were read
UNRANKED = 10_000  # behind everything that the ranking names
NUMBERS = (SIZE, CONTEXT, SPEED)
TIPS = {
    CONTEXT: mark("model page", "The longest single conversation that fits, prompt and answer together, in tokens."),
    SPEED: mark(
        "model page",
        "Likely tokens a second of one request; people read about 10. A token is about three quarters of a word.",
    ),
    QUALITY: mark(
        "model page",
        "A rough guide, not a measurement: it follows from the model's parameters (all and active), how new it is, and the "
        "bits of its format.",
    ),
    FORMAT: mark("model page", "How the weights are stored. Fewer bits take less memory and lose a little quality."),
}
TIP_IN_ALL = mark("model page", "Likely tokens a second of all requests together, for what it is for.")


@dataclass(frozen=True)
class Row:
    """One repository on the present rig. fit: None until its headers were read.

    source: what it is known from; a local model can be one of the catalogue too, and is then taken from the disk.
    place:  its position in the ranking.  tok_s, in_all: likely tokens a second, of one request and of all that the goal has
            at the same time; None if unknown.
    why_not: what stands against a start, "" where nothing does or it is not known.
    line:   which line of the ranking it belongs to, -1 if none; others: how many more belong to it.
    strengths: what its line stands among the first for.
    grade:  1 to 5, each step three times the quality; 0 if unknown.  quality: billions of today's parameters as good.
    loss:   the share of its scores that the format costs.
    """

    id: str
    source: CatalogueEntry | LocalModel | Found
    format: str
    downloads: int = 0
    family: str = ""
    fit: Fit | None = None
    context: int = 0
    split: str = ""
    size: int = 0
    place: int = UNRANKED
    tok_s: float | None = None
    in_all: float | None = None
    why_not: str = ""
    line: int = -1
    others: int = 0
    strengths: tuple[Strength, ...] = ()
    grade: int = 0
    quality: float = 0.0
    loss: float = 0.0
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
            and not (self.fitting and row.fit is not None and not row.fit.starts)
            and not (self.quantized and row.format == "16-bit")
            and not (self.open and row.gated)
            and (row.vision or not self.vision)
            and (row.tools or not self.tools)
            and (row.reasons or not self.reasons)
            and (row.here or not self.here)
            and (self.largest is None or row.size <= self.largest)
            and (not self.license or row.license == self.license)
        )


def of_lines(lines: Iterable[Line]) -> list[Row]:
    """A row a format, those of a line one after the other."""
    rows: list[Row] = []
    for number_of, line in enumerate(lines):
        for one in line.formats:
            row = of_runnable(one, len(rows))
            rows.append(replace(row, line=number_of, others=len(line.formats) - 1, strengths=line.strengths))
    return rows


def listed(ranking: Iterable[Line], rig: Rig, local: Iterable[LocalModel], cancel: threading.Event) -> list[Row]:
    """The ranking and the models on this disk, each with its verdict on this rig."""
    here = {model.id.lower(): model for model in local if model.complete}
    rows: list[Row] = []
    for row in of_lines(ranking):
        mine = here.pop(row.id.lower(), None)
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


def folded(rows: Iterable[Row], narrowing: Narrowing, chosen: str | None) -> frozenset[str]:
    """The ids that a list shows."""
    kept_rows = [row for row in rows if narrowing.keeps(row)]
    if narrowing.words or narrowing.here:
        return frozenset(row.id for row in kept_rows)
    first: dict[object, str] = {}
    for row in sorted(kept_rows, key=lambda row: (row.id != chosen and not row.here, row.place)):
        first.setdefault(row.line if row.line >= 0 else row.id, row.id)
    return frozenset(first.values())


def of_runnable(one: Runnable, place: int) -> Row:
    """A checkpoint of the catalogue at its place in the ranking."""
    entry = one.entry
    row = Row(
        entry.id, entry, entry.format_label, entry.downloads, entry.family, place=place, license=entry.license,
        gated=entry.gated, size=entry.checkpoint().download_bytes or 0, vision="image" in entry.modalities,
        tools=entry.tool_parser is not None, reasons=entry.reasoning_parser is not None, derived=entry.derived,
        grade=grade(entry), quality=quality(entry), loss=1 - kept(entry), in_all=one.in_all,
    )  # fmt: skip
    return _with_verdict(row, one.result, one.fit, one.deployment.options, one.tok_s)


def judged(row: Row, checkpoint: Checkpoint, rig: Rig) -> Row:
    """The row with its verdict on a rig."""
    plan, result = suggested(rig, checkpoint)
    row = replace(row, format=checkpoint.quantization.label)
    return _with_verdict(row, result, fit(result), plan.options, speed_of(plan, result))


def _with_verdict(row: Row, result: Estimate, found: Fit, options: ServingOptions, tok_s: float | None) -> Row:
    split: str = phrase("model page", "on one GPU")
    if options.tensor_parallel_size > 1:
        split = phrase("model page", "shared by {n} GPUs (tensor parallel)").format(n=options.tensor_parallel_size)
    if options.pipeline_parallel_size > 1:
        split = phrase("model page", "in {n} stages, one after the other (pipeline)").format(
            n=options.pipeline_parallel_size
        )
    if not found.starts:
        why_not = next((problem.message for problem in result.problems if problem.blocking), "")
        return replace(row, fit=found, context=0, split="", tok_s=None, in_all=None, why_not=why_not)
    return replace(row, fit=found, context=result.longest_context or 0, split=split, tok_s=tok_s)


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
    numbers = NUMBERS

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self.keys: list[tuple[Any, ...]] = []
        self._shared = False

    def fill(self, rows: list[Row], *, shared: bool = False) -> None:
        """shared: speeds are those of all requests together."""
        self.beginResetModel()
        self.rows, self._shared = rows, shared
        self.keys = [_key(row, shared) for row in rows]
        self.endResetModel()

    def put(self, row: Row) -> None:
        """A newer row in the place of the one with the same id."""
        for position, old in enumerate(self.rows):
            if old.id == row.id:
                self.rows[position], self.keys[position] = row, _key(row, self._shared)
                self.dataChanged.emit(self.index(position, 0), self.index(position, len(HEADS) - 1))

    @property
    def heads(self) -> Sequence[str]:
        return HEADS

    def count(self) -> int:
        return len(self.rows)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        in_all = section == SPEED and self._shared
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(phrase("model page", TIP_IN_ALL if in_all else TIPS[section])) if section in TIPS else None
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal and in_all:
            return phrase("model page", IN_ALL)
        return super().headerData(section, orientation, role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(row, column, self._shared)
        if role == Qt.ItemDataRole.DecorationRole and column == FIT and row.fit is not None:
            return fit_icon(row.fit)
        if role == Qt.ItemDataRole.AccessibleTextRole and column == QUALITY and row.grade:
            return _quality(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(_quality(row) if column == QUALITY else about(row))
        if role == Qt.ItemDataRole.TextAlignmentRole and column in self.numbers:
            return RIGHT
        return None


def as_model_list(table: PlainTable) -> None:
    """Columns of a table that shows a ModelTable; in a narrow window the name stays readable and others give way."""
    dots = "●" * BEST
    table.fit_columns(
        (
            "●● " + max((phrase("fits", one.value) for one in Fit), key=len),
            "",
            "FP8 per channel",
            "1,234 GB",
            "1,048,576",
            phrase("model page", IN_ALL),
            dots,
            phrase("model page", "on this disk"),
            ", ".join(sorted((phrase("strengths", kind.value) for kind in Strength), key=len)[-2:]),
        )
    )
    table.give_way(NAME, "Qwen2.5-Coder-32B-Instruct-AWQ", (WHERE, FORMAT, SIZE, GOOD_FOR, QUALITY))


def _text(row: Row, column: int, shared: bool) -> str:
    owner, _, name = row.id.rpartition("/")
    shown = f"{name}  ({owner})"
    return (
        phrase("fits", row.fit.value) if row.fit else phrase("model page", UNKNOWN),
        phrase("model page", "{model}, gated").format(model=shown) if row.gated else shown,
        phrase("model page", "{format}  +{others}").format(format=row.format, others=row.others)
        if row.others
        else row.format,
        format_gb(row.size) if row.size else "?",
        number(row.context) if row.context else "–",
        number(speed, ",.0f") if (speed := row.in_all if shared else row.tok_s) else "–",
        "●" * row.grade + "○" * (BEST - row.grade) if row.grade else "–",
        row.where,
        ", ".join(phrase("strengths", kind.value) for kind in row.strengths[:2]),
    )[column]


def about(row: Row) -> str:
    """What the columns do not say."""
    known = (
        phrase("model page", "{model} – licence {licence}, {downloads:,} downloads.")
        if row.license
        else phrase("model page", "{model} – licence unknown, {downloads:,} downloads.")
    )
    said = [known.format(model=row.id, licence=row.license, downloads=row.downloads)]
    if row.others:
        behind = phrase("model page", "{others} more formats and versions of it: choose it to see them below.")
        said.append(behind.format(others=row.others))
    if row.split:
        said.append(phrase("model page", "It would run {split}.").format(split=row.split))
    if row.why_not:
        said.append(row.why_not)
    if row.gated:
        said.append(phrase("model page", "The Hub asks you to accept its licence first."))
    if row.derived:
        said.append(phrase("model page", "Its config is put together from a sibling of the same dimensions."))
    if row.fit is None:
        said.append(phrase("model page", "Select it, and its headers are read for an exact verdict."))
    return "\n".join(said)


def _quality(row: Row) -> str:
    if not row.grade:
        return str(phrase("model page", "Unknown: only the catalogue's models are graded."))
    said = phrase(
        "model page", "{grade} of 5, a rough guide: likely as good as {size} billion parameters of the newest models."
    ).format(grade=row.grade, size=number(row.quality, ".1f" if row.quality < 10 else ",.0f"))
    if not row.loss:
        return said
    return said + " " + phrase("model page", "This format costs about {loss:.0%} on test scores.").format(loss=row.loss)


def _key(row: Row, shared: bool) -> tuple[Any, ...]:
    """By what each column sorts."""
    ranks = (Fit.FITS, Fit.TIGHT, None, Fit.TOO_BIG, Fit.REFUSED)
    order = (ranks.index(row.fit), row.place, -row.downloads)
    speed = (row.in_all if shared else row.tok_s) or 0.0
    return order, row.id.lower(), row.format, row.size, row.context, speed, row.quality, row.where, row.place


class Filter(QSortFilterProxyModel):
    """Shows what a Narrowing keeps: every repository that has the words, else one of each line of the ranking."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: frozenset[str] = frozenset()

    def narrow(self, narrowing: Narrowing, chosen: str | None = None) -> None:
        """chosen: the id that stands for its line."""
        source = self.sourceModel()
        assert isinstance(source, ModelTable)
        shown = folded(source.rows, narrowing, chosen)
        if shown == self._shown:
            return
        if hasattr(self, "beginFilterChange"):
            self.beginFilterChange()
        self._shown = shown
        self.invalidate()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        source = self.sourceModel()
        assert isinstance(source, ModelTable)
        return source.rows[source_row].id in self._shown

    def lessThan(self, source_left: Index, source_right: Index) -> bool:
        source = self.sourceModel()
        assert isinstance(source, ModelTable)
        one, other = source.keys[source_left.row()], source.keys[source_right.row()]
        return bool(one[source_left.column()] < other[source_right.column()])
