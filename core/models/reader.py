# SPDX-License-Identifier: Apache-2.0
"""A bounded, typed view of a config.json: whatever a stranger put in there, only sane numbers come out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rigwise.core.problems import RigwiseError, refuse
from rigwise.core.words import phrase

LARGEST_DIMENSION = 1 << 24  # no published model has a dimension of 16 million
MOST_LAYERS = 4096
_REQUIRED: Any = object()


class Config:
    """Fields of one JSON object by name (or the first of several names), checked for type and range."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = values

    def __contains__(self, name: str) -> bool:
        return self.values.get(name) is not None

    def _first(self, names: tuple[str, ...]) -> tuple[str, Any]:
        for name in names:
            value = self.values.get(name)
            if value is not None:
                return name, value
        return names[0], None

    def integer(self, *names: str, default: int | None = _REQUIRED, low: int = 1, high: int = LARGEST_DIMENSION) -> int:
        """A whole number in [low, high]. default: taken when the field is absent or null."""
        name, value = self._first(names)
        if value is None:
            if default is _REQUIRED:
                raise refuse(
                    "config-incomplete",
                    phrase("models", "The config.json does not say {name}.").format(name=name),
                    phrase("models", "Take the complete config.json of the model's repository."),
                )
            return default  # type: ignore[return-value]
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise _bad_field(
                name, value, phrase("models", "a whole number from {low:,} to {high:,}").format(low=low, high=high)
            )
        return value

    def number(self, *names: str, default: float, low: float = 0.0, high: float = 1e12) -> float:
        name, value = self._first(names)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise _bad_field(
                name, value, phrase("models", "a number from {low:g} to {high:g}").format(low=low, high=high)
            )
        return float(value)

    def flag(self, *names: str, default: bool = False) -> bool:
        name, value = self._first(names)
        if value is None:
            return default
        if not isinstance(value, bool | int):
            raise _bad_field(name, value, phrase("models", "true or false"))
        return bool(value)

    def text(self, *names: str, default: str = "") -> str:
        name, value = self._first(names)
        if value is None:
            return default
        if not isinstance(value, str):
            raise _bad_field(name, value, phrase("models", "a text"))
        return value

    def section(self, *names: str) -> Config:
        """A nested object; empty when absent."""
        name, value = self._first(names)
        if value is None:
            return Config({})
        if not isinstance(value, Mapping):
            raise _bad_field(name, value, phrase("models", "an object"))
        return Config(value)

    def sequence(self, *names: str, most: int = 1 << 20) -> Sequence[Any]:
        """A list; empty when absent."""
        name, value = self._first(names)
        if value is None:
            return ()
        if not isinstance(value, list | tuple) or len(value) > most:
            raise _bad_field(name, value, phrase("models", "a list of at most {most:,} items").format(most=most))
        return value

    def integers(self, *names: str, low: int = 0, high: int = LARGEST_DIMENSION) -> tuple[int, ...]:
        values = self.sequence(*names, most=MOST_LAYERS)
        for value in values:
            if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
                raise _bad_field(
                    names[0],
                    value,
                    phrase("models", "whole numbers from {low:,} to {high:,}").format(low=low, high=high),
                )
        return tuple(values)

    def texts(self, *names: str, most: int = 1 << 20) -> tuple[str, ...]:
        values = self.sequence(*names, most=most)
        return tuple(value for value in values if isinstance(value, str))

    def over(self, other: Config) -> Config:
        """These fields, and the other's where this has none."""
        return Config({**other.values, **{name: value for name, value in self.values.items() if value is not None}})


def _bad_field(name: str, value: object, wanted: str) -> RigwiseError:
    shown = repr(value)
    shown = shown if len(shown) <= 40 else f"{shown[:40]}…"
    return refuse(
        "config-field",
        phrase("models", "The config.json says {name} = {shown}, which is not {wanted}.").format(
            name=name, shown=shown, wanted=wanted
        ),
        phrase("models", "Take the unchanged config.json of the model's repository."),
    )
