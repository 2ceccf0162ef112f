# SPDX-License-Identifier: Apache-2.0
"""JSON from outside, taken apart field by field: every field is checked, and none is left over.

Small enough to do without pydantic, which would take a sixth of the memory that the whole window may have.
"""

from __future__ import annotations

from typing import Any, overload

from rigwise.core.problems import RigwiseError, refuse
from rigwise.core.words import phrase

LONGEST = 4096  # characters of a text


def broken(where: str) -> RigwiseError:
    """The fault of one field."""
    return refuse(
        "profile-broken",
        phrase("wizard", "“{where}” in this profile does not hold what it should.").format(where=where),
        phrase("wizard", "Export it again, or mend it."),
    )


class Fields:
    """A JSON object whose fields are taken one by one; `end` refuses what nobody took. Raises RigwiseError in words."""

    def __init__(self, data: dict[str, Any], at: str = "") -> None:
        self._data, self._at = dict(data), at

    def path(self, name: str) -> str:
        return f"{self._at}.{name}".strip(".")

    def take(self, name: str) -> Any:
        """As it stands; None where it is missing."""
        return self._data.pop(name, None)

    @overload
    def text(self, name: str, least: int = 0, most: int = LONGEST) -> str: ...
    @overload
    def text(self, name: str, least: int = 0, most: int = LONGEST, *, default: None) -> str | None: ...
    def text(self, name: str, least: int = 0, most: int = LONGEST, *, default: str | None = "") -> str | None:
        value = self.take(name)
        if value is None and default is None:
            return None
        if not isinstance(value, str) or not least <= len(value) <= most:
            raise broken(self.path(name))
        return value

    def whole(self, name: str, low: int, high: int, default: int) -> int:
        value = self.take(name)
        if value is None:
            return default
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise broken(self.path(name))
        return value

    def switch(self, name: str) -> bool:
        value = self.take(name)
        if not isinstance(value, bool | None):
            raise broken(self.path(name))
        return bool(value)

    def listed(self, name: str, kind: type, most: int) -> tuple[Any, ...]:
        value = self.take(name)
        if value is None:
            return ()
        right = isinstance(value, list) and len(value) <= most
        if not right or not all(isinstance(one, kind) and not isinstance(one, bool) for one in value):
            raise broken(self.path(name))
        if kind is str and any(len(one) > LONGEST for one in value):
            raise broken(self.path(name))
        return tuple(value)

    def part(self, name: str) -> Fields | None:
        value = self.take(name)
        if not isinstance(value, dict | None):
            raise broken(self.path(name))
        return Fields(value, self.path(name)) if value is not None else None

    def end(self) -> None:
        if self._data:
            raise broken(self.path(next(iter(self._data))))
