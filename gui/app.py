# SPDX-License-Identifier: Apache-2.0
"""Start the window."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication
from rigwise.core.files import config_folder
from rigwise.core.settings import load
from rigwise.core.words import phrase
from rigwise.gui import language, theme
from rigwise.gui.window import Window

if TYPE_CHECKING:
    from types import TracebackType


def main(theme_name: str = "system") -> int:
    """Open the window and run until it is closed; the exit status. theme_name "system": what the person chose, if they did."""
    application = QApplication(["rigwise", "-style", "fusion"])
    application.setApplicationName("Rigwise")
    application.setDesktopFileName("io.github.rigwise.Rigwise")
    settings = load(config_folder())
    if theme_name != "system":
        settings = replace(settings, theme=theme_name)
    language.apply(application, settings.language)
    theme.keep_still(settings.still)
    theme.apply(application, settings.theme)
    sys.excepthook = report
    window = Window(settings=settings)
    window.show()
    return application.exec()


def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A fault of ours: said in words, with the details to copy."""
    import logging
    import traceback

    text = "".join(traceback.format_exception(kind, error, trace))
    logging.getLogger(__name__).error("%s", text)
    print(text, file=sys.stderr)
    if QApplication.instance() is None or issubclass(kind, KeyboardInterrupt):
        return
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(
        QMessageBox.Icon.Critical,
        "Rigwise",
        phrase("window", "Something in Rigwise went wrong. Your server is not affected."),
    )
    box.setDetailedText(text)
    box.exec()
