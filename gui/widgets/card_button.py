# SPDX-License-Identifier: Apache-2.0
"""A button with a layout of labels in it, as large as they are."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget


class CardButton(QPushButton):
    """Checkable; a subclass sets the layout, and names the button: nobody reads its labels out."""

    def __init__(self, style_name: str, policy: QSizePolicy.Policy = QSizePolicy.Policy.Preferred) -> None:
        super().__init__()
        self.setObjectName(style_name)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, policy)

    def let_through(self, *parts: QWidget) -> None:
        """A click on these is a click on the button."""
        for part in parts:
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return layout.minimumSize() if layout is not None else super().minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        layout = self.layout()
        return layout.hasHeightForWidth() if layout is not None else super().hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.heightForWidth(width) if layout is not None else super().heightForWidth(width)
