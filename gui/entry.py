# SPDX-License-Identifier: Apache-2.0
"""The `rigwise` command: core's terminal commands, and the window when none is named."""

from __future__ import annotations

from rigwise.core.cli import main as run
from rigwise.core.problems import refuse


def main() -> int:
    """Entry point. Qt loads only when the window opens."""
    return run(window=_window)


def _window(theme: str) -> int:
    try:
        from rigwise.gui.app import main as open_window
    except ImportError as error:
        raise refuse(
            "qt-missing",
            f"The window cannot open: {error}.",
            "In a checkout, `make run` installs what Qt needs; the commands of `rigwise --help` work without it.",
        ) from error
    return open_window(["rigwise", "--theme", theme])
