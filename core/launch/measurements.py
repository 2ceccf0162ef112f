# SPDX-License-Identifier: Apache-2.0
"""Measurements of earlier starts, kept on this machine.

    save(measurement)                  # one JSON file a start, written whole or not at all; raises RigwiseError
    rig = remembered(rig)              # the rig with what is known of starts on such GPUs; never raises
    memory = recall()                  # all of them, and a Problem for each file set aside

Files lie in `folder()`, under the person's data directory. Each holds one start as a flat JSON object, so that a person
can read, change or delete it. A file that cannot be read, is of a newer Rigwise or makes no sense is left alone: it
counts for nothing and is named in `recall().problems`.
"""

from __future__ import annotations

import contextlib
import json
import re
from dataclasses import MISSING, asdict, dataclass, fields, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from rigwise.core.files import write_whole
from rigwise.core.hardware.measurement import Measurement
from rigwise.core.hardware.rig import Rig
from rigwise.core.problems import Problem, refuse
from rigwise.core.words import phrase

SCHEMA = 1
KEPT = 5  # starts of one configuration: their spread is the range
MOST_FILES = 2000
LARGEST_FILE = 64 << 10
SPEEDS = ("first_token_s", "tokens_per_s", "together", "first_token_together_s", "tokens_per_s_together", "kv_limited")


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
        write_whole(target, text)
    except OSError as error:
        raise refuse(
            "measurement-unwritable",
            phrase("measurements", "What was measured cannot be kept in {place}: {why}.").format(
                place=place, why=error.strerror or error
            ),
            phrase("measurements", "Make that folder writable, or free some space."),
        ) from error
    for old in sorted(place.glob(f"{name}-*.json"))[:-KEPT]:
        with contextlib.suppress(OSError):
            old.unlink()
    return target


def _name(seen: Measurement) -> str:
    """A name that tells what it is, the same for every start of one configuration."""
    from hashlib import sha256  # brings OpenSSL, which an estimate does without

    told = f"{seen.gpu} {seen.vllm_version} {seen.family}"
    configuration = (
        seen.model, seen.quantization, seen.tensor_parallel_size, seen.pipeline_parallel_size, seen.max_num_seqs,
        seen.max_num_batched_tokens, seen.enforce_eager, seen.speculative_config,
    )  # fmt: skip
    digest = sha256(repr(configuration).encode()).hexdigest()[:8]
    return f"{re.sub(r'[^A-Za-z0-9.]+', '-', told).strip('-')[:120]}-{digest}"


def known(measurement: Measurement, place: Path | None = None) -> Measurement:
    """The same start as it was kept before, with the speeds measured then; else the given one."""
    name = _name(measurement)
    same = (seen for seen in recall(place).measurements if seen.when == measurement.when and _name(seen) == name)
    before = next(same, None)
    if before is None or before.tokens_per_s is None:
        return measurement
    return replace(measurement, **{field: getattr(before, field) for field in SPEEDS})


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
        return Recall(problems=(_set_aside(_unopened(place, error)),))
    return _recall(place, stamp)


@lru_cache(maxsize=4)
def _recall(place: Path, stamp: int) -> Recall:
    """stamp: the folder's time of change, which moves whenever a file comes or goes."""
    found: list[Measurement] = []
    problems: list[Problem] = []
    try:
        files = sorted(place.glob("*.json"))[-MOST_FILES:]
    except OSError as error:
        return Recall(problems=(_set_aside(_unopened(place, error)),))
    for file in files:
        try:
            found.append(_read(file))
        except OSError as error:
            problems.append(_set_aside(_unopened(file, error)))
        except ValueError as error:
            problems.append(_set_aside(str(error)))
    found.sort(key=lambda seen: seen.when, reverse=True)
    return Recall(tuple(found), tuple(problems))


def _read(file: Path) -> Measurement:
    """One file. Raises ValueError in words, or OSError."""
    with file.open("rb") as handle:
        data = handle.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise ValueError(phrase("measurements", "{file} is too large, so it is not used.").format(file=file))
    try:
        values = json.loads(data)
    except (ValueError, RecursionError):
        raise ValueError(phrase("measurements", "{file} is not JSON, so it is not used.").format(file=file)) from None
    if not isinstance(values, dict):
        raise ValueError(phrase("measurements", "{file} is not a JSON object, so it is not used.").format(file=file))
    schema = values.pop("schema", None)
    if type(schema) is not int or schema < 1:
        raise ValueError(phrase("measurements", "{file} does not say its schema, so it is not used.").format(file=file))
    if schema > SCHEMA:
        newer = phrase("measurements", "{file} was written by a newer Rigwise, so it is not used.")
        raise ValueError(newer.format(file=file))
    for field in fields(Measurement):
        if field.default is MISSING and field.name not in values:
            lacks = phrase("measurements", "{file} has no {field}, so it is not used.")
            raise ValueError(lacks.format(file=file, field=field.name))
    known = {field.name: field.type for field in fields(Measurement) if field.name in values}
    for name, kind in known.items():
        if not _sensible(name, kind, values[name]):
            odd = phrase("measurements", "{file} has no sensible {field}, so it is not used.")
            raise ValueError(odd.format(file=file, field=name))
    return Measurement(**{name: values[name] for name in known})


_TYPES: dict[str, tuple[type, ...]] = {
    "str": (str,),
    "int": (int,),
    "bool": (bool,),
    "int | None": (int, type(None)),
    "float | None": (float, int, type(None)),
    "bool | None": (bool, type(None)),
}
_POSITIVE = (
    "tensor_parallel_size",
    "pipeline_parallel_size",
    "max_num_seqs",
    "max_num_batched_tokens",
    "max_model_len",
)
_MOST = 1 << 50  # bytes: no GPU has a pebibyte


def _sensible(name: str, kind: Any, value: Any) -> bool:
    if type(value) not in _TYPES[str(kind)]:
        return False
    if type(value) is int:
        return abs(value) <= _MOST and not (name in _POSITIVE and value < 1)
    if type(value) is float:
        return 0 <= value < _MOST  # NaN is neither
    return not isinstance(value, str) or (len(value) <= 1000 and value.isprintable())


def _unopened(place: Path, error: OSError) -> str:
    sentence = phrase("measurements", "{file} cannot be opened: {why}, so it is not used.")
    return sentence.format(file=place, why=error.strerror)


def _set_aside(sentence: str) -> Problem:
    return Problem(
        "measurement-ignored",
        sentence,
        phrase("measurements", "Delete it, or start that model once more to measure anew."),
        blocking=False,
    )


def remembered(rig: Rig, place: Path | None = None) -> Rig:
    """The rig with what is known of starts on GPUs like its own."""
    names = {gpu.short_name for gpu in rig.gpus}
    known = tuple(seen for seen in recall(place).measurements if seen.gpu in names)
    return replace(rig, measurements=known)
