# SPDX-License-Identifier: Apache-2.0
"""Learn from a start: its log against the prediction, kept on this machine for later estimates.

    measurement = learn(log, deployment, when=now())     # pure; raises RigwiseError when the log does not tell enough
    save(measurement)                                    # one JSON file a start, written whole or not at all
    rig = remembered(rig)                                # the rig with what is known of starts on it; never raises
    memory = recall()                                    # all measurements, and a Problem for each file set aside

Files lie in `folder()`, under the person's data directory. Each holds one start as a flat JSON object, so that a person
can read, change or delete it. A file that cannot be read, is of a newer Rigwise or makes no sense is left alone: it
counts for nothing and is named in `recall().problems`.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import tempfile
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rigwise.core.hardware.measurement import Measurement
from rigwise.core.hardware.rig import Rig
from rigwise.core.memory.defaults import settings
from rigwise.core.memory.deployment import Deployment
from rigwise.core.memory.estimate import estimate
from rigwise.core.memory.measured import split
from rigwise.core.memory.releases import release
from rigwise.core.memory.result import GpuMemory
from rigwise.core.problems import Problem, RigwiseError, refuse
from rigwise.core.units import format_gib

if TYPE_CHECKING:  # every estimate looks into the folder, and few read a log
    from rigwise.core.launch.startup_log import RankLog, StartupLog

SCHEMA = 1
KEPT = 5  # starts of one configuration: their spread is the range
MOST_FILES = 2000
LARGEST_FILE = 64 << 10
# Formats and versions of one checkpoint differ by a third and more; what a log rounds and a forecast misses, by less.
WRONG_MODEL = 0.15


def now() -> str:
    """UTC, to the second, as measurements carry it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def learn(log: StartupLog, deployment: Deployment, *, when: str, rehearsal: bool = False) -> Measurement:
    """What a start of `deployment` showed. Raises RigwiseError when its log does not tell weights and KV budget, or is
    not of this deployment."""
    rank = log.tightest
    if rank is None or rank.weights is None or rank.available_kv is None:
        raise _untold(log, deployment)
    unlearned = replace(deployment, rig=replace(deployment.rig, measurements=()))
    predicted = estimate(unlearned)
    card = card_of(predicted.per_gpu, rank, deployment)
    if card is None:
        raise refuse(
            "log-other-plan",
            "This plan cannot be sized, so the log is not its own.",
            "Name the model and split it ran.",
        )
    if abs(rank.weights - card.weights) > WRONG_MODEL * card.weights:
        raise refuse(
            "log-other-model",
            f"The log's weights take {format_gib(rank.weights, 2)} on a GPU, those of {deployment.checkpoint.model} "
            f"({deployment.checkpoint.quantization.label}) {format_gib(card.weights, 2)}.",
            "Name the model and format that the log is of.",
        )
    options, architecture = deployment.options, deployment.checkpoint.architecture
    rules = release(deployment.vllm_version)
    chosen = settings(options, architecture, deployment.rig.gpus[0], rules)
    stays, peak, graphs = split(card.budget_parts)
    budget = rank.requested or round(card.total * chosen.gpu_memory_utilization)
    beside = budget - rank.weights - rank.available_kv
    charged = _charged(rank, graphs) if rules.graphs_in_budget and not options.enforce_eager else 0
    measured_peak = rank.activation if rank.activation is not None else max(0, beside - charged - stays)
    measured_peak = min(measured_peak, max(0, beside - charged))  # together they are what is missing from the budget
    return Measurement(
        gpu=deployment.rig.gpus[0].short_name,
        vllm_version=deployment.vllm_version,
        family=architecture.name,
        model=deployment.checkpoint.model,
        quantization=deployment.checkpoint.quantization.label,
        tensor_parallel_size=options.tensor_parallel_size,
        pipeline_parallel_size=options.pipeline_parallel_size,
        max_model_len=log.max_model_len or chosen.max_model_len,
        max_num_seqs=chosen.max_num_seqs,
        max_num_batched_tokens=chosen.max_num_batched_tokens,
        enforce_eager=options.enforce_eager,
        when=when,
        budget=budget,
        weights=rank.weights,
        available_kv=rank.available_kv,
        stays=beside - charged - measured_peak,
        peak=measured_peak,
        graphs_charged=charged,
        predicted_stays=stays,
        predicted_peak=peak,
        predicted_graphs=graphs or _graphs_outside(card),
        graphs=rank.graphs,
        kv_cache_tokens=log.kv_cache_tokens,
        rehearsal=rehearsal,
    )


def _untold(log: StartupLog, deployment: Deployment) -> RigwiseError:
    if deployment.options.kv_cache_memory_bytes:
        return refuse(
            "log-budget-by-hand",
            "The KV cache was set by hand in this start, so vLLM measured no budget.",
            "Start once without --kv-cache-memory-bytes to measure.",
        )
    if not log.telling:
        return refuse("log-foreign", "This is no start-up log of vLLM.", "Give the whole output of `docker logs`.")
    return refuse(
        "log-silent",
        "The log does not say both what the weights took and what was left for the KV cache.",
        "Give the log from its first line, of a start that came to measuring memory.",
    )


def _charged(rank: RankLog, predicted: int) -> int:
    return rank.graphs_estimated if rank.graphs_estimated is not None else predicted


def _graphs_outside(card: GpuMemory) -> int:
    return split(part for part in card.overhead_parts if part not in card.budget_parts)[2]


def card_of(cards: tuple[GpuMemory, ...], rank: RankLog, deployment: Deployment) -> GpuMemory | None:
    """The predicted memory of the GPU whose worker spoke."""
    number = {kind: int(text) for kind, text in re.findall(r"(DP|PP|TP)(\d+)", rank.rank)}
    options = deployment.options
    stage = number.get("DP", 0) * options.pipeline_parallel_size + number.get("PP", 0)
    index = stage * options.tensor_parallel_size + number.get("TP", 0)
    return cards[index] if index < len(cards) else None


def folder() -> Path:
    """Where measurements lie: below the person's data directory."""
    from platformdirs import user_data_path

    return user_data_path("rigwise") / "measurements"


def save(measurement: Measurement, place: Path | None = None) -> Path:
    """Keep a start; of one configuration the newest KEPT stay. Raises RigwiseError where nothing can be written."""
    place = place or folder()
    name = _name(measurement)
    text = json.dumps({"schema": SCHEMA, **asdict(measurement)}, indent=2, ensure_ascii=False) + "\n"
    target = place / f"{name}-{re.sub(r'[^0-9TZ]', '', measurement.when)}.json"
    try:
        place.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=place, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(draft).replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(draft).unlink()
            raise
    except OSError as error:
        raise refuse(
            "measurement-unwritable",
            f"What was measured cannot be kept in {place}: {error.strerror or error}.",
            "Make that folder writable, or free some space.",
        ) from error
    for old in sorted(place.glob(f"{name}-*.json"))[:-KEPT]:
        with contextlib.suppress(OSError):
            old.unlink()
    return target


def _name(seen: Measurement) -> str:
    """A name that tells what it is, the same for every start of one configuration."""
    told = f"{seen.gpu} {seen.vllm_version} {seen.family}"
    configuration = (
        seen.model, seen.quantization, seen.tensor_parallel_size, seen.pipeline_parallel_size, seen.max_num_seqs,
        seen.max_num_batched_tokens, seen.enforce_eager,
    )  # fmt: skip
    digest = sha256(repr(configuration).encode()).hexdigest()[:8]
    return f"{re.sub(r'[^A-Za-z0-9.]+', '-', told).strip('-')[:120]}-{digest}"


@dataclass(frozen=True, slots=True)
class Recall:
    """What lies in the folder: starts, newest first, and why files were set aside."""

    measurements: tuple[Measurement, ...] = ()
    problems: tuple[Problem, ...] = ()


def recall(place: Path | None = None) -> Recall:
    """Everything that was measured on this machine. Never raises."""
    place = place or folder()
    try:
        stamp = place.stat().st_mtime_ns
    except FileNotFoundError:
        return Recall()
    except OSError as error:
        return Recall(problems=(_set_aside(place, f"cannot be opened: {error.strerror}"),))
    return _recall(place, stamp)


@lru_cache(maxsize=4)
def _recall(place: Path, stamp: int) -> Recall:
    """stamp: the folder's time of change, which moves whenever a file comes or goes."""
    found: list[Measurement] = []
    problems: list[Problem] = []
    try:
        files = sorted(place.glob("*.json"))[-MOST_FILES:]
    except OSError as error:
        return Recall(problems=(_set_aside(place, f"cannot be opened: {error.strerror}"),))
    for file in files:
        try:
            found.append(_read(file))
        except (OSError, ValueError, RecursionError) as error:
            problems.append(_set_aside(file, str(getattr(error, "strerror", None) or error)))
    found.sort(key=lambda seen: seen.when, reverse=True)
    return Recall(tuple(found), tuple(problems))


def _read(file: Path) -> Measurement:
    """One file. Raises ValueError in words, or OSError."""
    with file.open("rb") as handle:
        data = handle.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise ValueError("is too large")
    try:
        values = json.loads(data)
    except (ValueError, RecursionError):
        raise ValueError("is not JSON") from None
    if not isinstance(values, dict):
        raise ValueError("is not a JSON object")
    schema = values.pop("schema", None)
    if type(schema) is not int or schema < 1:
        raise ValueError("does not say its schema")
    if schema > SCHEMA:
        raise ValueError("was written by a newer Rigwise")
    missing = next((field.name for field in fields(Measurement) if field.name not in values), None)
    if missing is not None:
        raise ValueError(f"has no {missing}")
    return Measurement(
        **{field.name: _valid(field.name, field.type, values[field.name]) for field in fields(Measurement)}
    )


_TYPES: dict[str, tuple[type, ...]] = {
    "str": (str,),
    "int": (int,),
    "bool": (bool,),
    "int | None": (int, type(None)),
}
_POSITIVE = (
    "tensor_parallel_size",
    "pipeline_parallel_size",
    "max_num_seqs",
    "max_num_batched_tokens",
    "max_model_len",
)
_MOST = 1 << 50  # bytes: no GPU has a pebibyte


def _valid(name: str, kind: Any, value: Any) -> Any:
    if type(value) not in _TYPES[str(kind)]:
        raise ValueError(f"has no sensible {name}")
    if type(value) is int and (abs(value) > _MOST or (name in _POSITIVE and value < 1)):
        raise ValueError(f"has no sensible {name}")
    if isinstance(value, str) and (len(value) > 1000 or not value.isprintable()):
        raise ValueError(f"has no sensible {name}")
    return value


def _set_aside(file: Path, why: str) -> Problem:
    return Problem(
        "measurement-ignored",
        f"{file} {why}, so it is not used.",
        "Delete it, or start that model once more to measure anew.",
        blocking=False,
    )


def remembered(rig: Rig, place: Path | None = None) -> Rig:
    """The rig with what is known of starts on GPUs like its own."""
    names = {gpu.short_name for gpu in rig.gpus}
    known = tuple(seen for seen in recall(place).measurements if seen.gpu in names)
    return replace(rig, measurements=known)
