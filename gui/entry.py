# SPDX-License-Identifier: Apache-2.0
"""The `rigwise` command: core's terminal commands, and the window when none is named."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Entry point. Qt loads only when the window opens, the terminal's part only when there is something to parse."""
    if not sys.argv[1:] and _display():
        try:
            from rigwise.gui import quick_imports  # noqa: F401 - before all others
            from rigwise.gui.app import main as open_window
        except ImportError:
            pass  # said below, as every fault is in the terminal
        else:
            return open_window()
    from rigwise.core.cli import main as run

    return run(window=_window)


def _display() -> bool:
    """Whether there is a screen to open a window on; without one Qt ends the whole process."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in named)


def _window(theme: str) -> int:
    if not _display():
        from rigwise.core.problems import refuse

        raise refuse(
            "no-display",
            "The window cannot open: this terminal has no display.",
            "In it, `rigwise suggest` says what this machine can run, and `rigwise --help` what else; "
            "`ssh -X` brings a display along.",
        )
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
