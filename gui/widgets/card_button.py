# SPDX-License-Identifier: Apache-2.0
"""A button with a layout of labels in it, as large as they are."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QSizePolicy


class CardButton(QPushButton):
    """Checkable; a subclass sets the layout, and names the button: nobody reads its labels out. A click on a label, which
    does nothing with it, is a click on the button."""

    def __init__(self, style_name: str, policy: QSizePolicy.Policy = QSizePolicy.Policy.Preferred) -> None:
        super().__init__()
        self.setObjectName(style_name)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, policy)

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
