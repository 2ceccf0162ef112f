# SPDX-License-Identifier: Apache-2.0
"""The window: it shows what core says and asks what core needs."""

if __name__ != "rigwise.gui":
    raise ImportError("import this package as rigwise.gui, not as gui")
