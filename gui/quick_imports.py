# SPDX-License-Identifier: Apache-2.0
"""Imported before anything else of the window: what libraries would load and nothing here needs stays out.

From its import on, PySide6 reads and keeps the source of every further module, to see whether it wants `snake_case` or
`true_property` (shibokensupport.feature._mod_uses_pyside, 6.11; there is no public switch). Nothing here does, and it costs
as much time and half as much memory again as the modules themselves; read from a worker thread it even breaks pydantic's
import.

httpx brings its own command line along where rich, click and pygments can be imported (5 MB), and requests two packages
that guess the encoding of old web pages (3 MB): the engine and the Hub speak UTF-8. Both libraries do without, and a module
that is None in sys.modules is one that cannot be imported.
"""

from __future__ import annotations

import linecache
import sys
import warnings

import PySide6.QtCore  # noqa: F401 - it brings the hook

_feature = sys.modules.get("shibokensupport.feature")
if _feature is not None and hasattr(_feature, "_mod_uses_pyside"):
    setattr(_feature, "_mod_uses_pyside", lambda module: False)  # noqa: B010 - unknown to type checkers
linecache.clearcache()  # what it has read until now

for _name in ("httpx._main", "charset_normalizer", "chardet"):
    sys.modules.setdefault(_name, None)  # type: ignore[arg-type]
warnings.filterwarnings("ignore", message="Unable to find acceptable character detection dependency")
