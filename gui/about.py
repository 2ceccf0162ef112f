# SPDX-License-Identifier: Apache-2.0
"""What Rigwise is, what it keeps, and the keys that do the work."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget
from rigwise.gui.widgets.parts import label

KEYS = (
    ("Alt+N, Ctrl+Enter", "next page; on Review: start the server"),
    ("Alt+B", "back"),
    ("Ctrl+1 … Ctrl+5", "to a page"),
    ("Ctrl+Z, Ctrl+Shift+Z", "undo, redo"),
    ("Left, Right on a bar", "walk its parts; Enter shows the sum behind one"),
    ("Ctrl+Shift+C", "copy the bars as text"),
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
        self.setWindowTitle("About Rigwise")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        column.addWidget(label(f"Rigwise {number}".strip(), size=1.6, bold=True))
        column.addWidget(label("Know what your GPU workstation can serve with vLLM, then serve it."))
        column.addWidget(
            label(
                "Rigwise sends nothing about you or your machine anywhere. It talks to the model Hub, the image registry "
                "and the container engine when you ask for a model or start a server, and tells vLLM to send no usage "
                "statistics either. Your plans and settings stay in your own configuration folder.",
                "muted",
            )
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        for row, (keys, text) in enumerate(KEYS):
            grid.addWidget(label(keys, bold=True, wrap=False), row, 0)
            grid.addWidget(label(text), row, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.setMinimumWidth(520)
