# SPDX-License-Identifier: Apache-2.0
"""Everything Rigwise knows and decides; no Qt in here."""

if __name__ != "rigwise.core":
    raise ImportError("import this package as rigwise.core, not as core")
