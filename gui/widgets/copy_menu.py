# SPDX-License-Identifier: Apache-2.0
"""How a server is talked to, for the clipboard: its address, or a request in curl or Python."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QPushButton
from rigwise.core.launch import snippets
from rigwise.core.launch.server import Server
from rigwise.core.words import phrase


class CopyMenu(QPushButton):
    """Hidden while there is no server to talk to."""

    def __init__(self) -> None:
        super().__init__(phrase("servers", "Copy"))
        self.setObjectName("menu")
        self.setAccessibleDescription(phrase("servers", "The server's address, or a request as curl or Python"))
        self._server: Server | None = None
        menu = QMenu(self)
        ways = (
            (phrase("servers", "Base URL"), snippets.base_url),
            ("curl", snippets.curl),
            ("Python", snippets.python),
        )
        for text, make in ways:
            menu.addAction(text, partial(self._copy, make))
        self.setMenu(menu)

    def show_server(self, server: Server | None) -> None:
        self._server = server
        self.setVisible(server is not None)

    def _copy(self, make: Callable[[Server], str]) -> None:
        if self._server is not None:
            QGuiApplication.clipboard().setText(make(self._server))
