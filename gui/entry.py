# SPDX-License-Identifier: Apache-2.0
"""The `rigwise` command: core's terminal commands, and the window when none is named."""

from __future__ import annotations

import sys


def main() -> int:
    """Entry point. Qt loads only when the window opens, the terminal's part only when there is something to parse."""
    if not sys.argv[1:]:
        try:
            from rigwise.gui import quick_imports  # noqa: F401 - before all others
            from rigwise.gui.app import main as open_window
        except ImportError:
            pass  # said below, as every fault is in the terminal
        else:
            return open_window()
    from rigwise.core.cli import main as run

    return run(window=_window)


def _window(theme: str) -> int:
    try:
        from rigwise.gui import quick_imports  # noqa: F401 - before all others
        from rigwise.gui.app import main as open_window
    except ImportError as error:
        from rigwise.core.problems import refuse

        raise refuse(
            "qt-missing",
            f"The window cannot open: {error}.",
            "In a checkout, `make run` installs what Qt needs; the commands of `rigwise --help` work without it.",
        ) from error
    return open_window(theme)
