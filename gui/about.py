# SPDX-License-Identifier: Apache-2.0
"""What Rigwise is, what it keeps, and the keys that do the work."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget
from rigwise.core.words import mark, phrase
from rigwise.gui.widgets.parts import label

KEYS = (
    (mark("about", "Alt+N, Ctrl+Enter"), mark("about", "next page; on Review: start the server")),
    (mark("about", "Alt+B"), mark("about", "back")),
    (mark("about", "Ctrl+1 … Ctrl+5"), mark("about", "to a page")),
    (mark("about", "Ctrl+Z, Ctrl+Shift+Z"), mark("about", "undo, redo")),
    (mark("about", "Left, Right on a bar"), mark("about", "walk its parts; Enter shows the sum behind one")),
    (mark("about", "Ctrl+Shift+C"), mark("about", "copy the bars as text")),
)


class About(QDialog):
    """Closes with Escape."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from importlib.metadata import PackageNotFoundError, version

        try:
            number = version("rigwise")
        except PackageNotFoundError:
            number = ""
        self.setWindowTitle(phrase("about", "About Rigwise"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        column.addWidget(label(f"Rigwise {number}".strip(), size=1.6, bold=True))
        column.addWidget(label(phrase("about", "Know what your GPU workstation can serve with vLLM, then serve it.")))
        column.addWidget(
            label(
                phrase(
                    "about",
                    "Rigwise sends nothing about you or your machine anywhere. It talks to the model Hub, the image "
                    "registry and the container engine when you ask for a model or start a server, and tells vLLM to send "
                    "no usage statistics either. Your plans and settings stay in your own configuration folder.",
                ),
                "muted",
            )
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        for row, (keys, text) in enumerate(KEYS):
            grid.addWidget(label(phrase("about", keys), bold=True, wrap=False), row, 0)
            grid.addWidget(label(phrase("about", text)), row, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        buttons = QDialogButtonBox()
        buttons.addButton(phrase("window", "Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.setMinimumWidth(520)
