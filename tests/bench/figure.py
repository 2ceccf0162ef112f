# SPDX-License-Identifier: Apache-2.0
"""One measured figure and the limit it is held against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    name: str
    value: float
    unit: str
    limit: float | None = None
    detail: str = ""

    @property
    def kept(self) -> bool:
        return self.limit is None or self.value <= self.limit

    def __str__(self) -> str:
        limit = "" if self.limit is None else f"  (limit {self.limit:g} {self.unit}{'' if self.kept else ', MISSED'})"
        return f"{self.name:<58} {self.value:10.2f} {self.unit}{limit}{'  ' + self.detail if self.detail else ''}"


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
