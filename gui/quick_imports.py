# SPDX-License-Identifier: Apache-2.0
"""Imported before anything else of the window.

From its import on, PySide6 reads and keeps the source of every further module, to see whether it wants `snake_case` or
`true_property` (shibokensupport.feature._mod_uses_pyside, 6.11). Nothing here does, and it costs as much time and half
as much memory again as the modules themselves; read from a worker thread it even breaks pydantic's import.
"""

from __future__ import annotations

import sys

import PySide6.QtCore  # noqa: F401 - it brings the hook

_feature = sys.modules.get("shibokensupport.feature")
if _feature is not None and hasattr(_feature, "_mod_uses_pyside"):
    setattr(_feature, "_mod_uses_pyside", lambda module: False)  # noqa: B010 - unknown to type checkers
