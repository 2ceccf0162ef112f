# SPDX-License-Identifier: Apache-2.0
"""Start the window."""

from __future__ import annotations

import argparse
import logging
import sys
import traceback
from collections.abc import Sequence
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from rigwise.gui import theme
from rigwise.gui.window import Window

log = logging.getLogger(__name__)


def main(argv: Sequence[str]) -> int:
    """argv as a process gets it. Returns the exit status."""
    parser = argparse.ArgumentParser(prog="rigwise")
    parser.add_argument("--theme", choices=("light", "dark", "system"), default="system")
    parser.add_argument("--selftest", action="store_true", help="show the window, then quit")
    options = parser.parse_args(argv[1:])
    application = QApplication([argv[0]])
    application.setApplicationName("Rigwise")
    application.setDesktopFileName("io.github.rigwise.Rigwise")
    theme.apply(application, options.theme)
    sys.excepthook = report
    window = Window()
    window.show()
    if options.selftest:
        QTimer.singleShot(0, window.close)
    return application.exec()


def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A fault of ours: said in words, with the details to copy."""
    text = "".join(traceback.format_exception(kind, error, trace))
    log.error("%s", text)
    print(text, file=sys.stderr)
    if QApplication.instance() is None or issubclass(kind, KeyboardInterrupt):
        return
    box = QMessageBox(
        QMessageBox.Icon.Critical, "Rigwise", "Something in Rigwise went wrong. Your server is not affected."
    )
    box.setDetailedText(text)
    box.exec()
