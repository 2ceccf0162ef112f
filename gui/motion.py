# SPDX-License-Identifier: Apache-2.0
"""Does the desktop ask programs to keep still? Asked off the UI thread, once, at the settings portal that GNOME, KDE and
others answer, else in KDE's own file."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

ASK_MS = 1000
# (namespace, key, what it means that motion is to be reduced); the first that answers counts
ANSWERS: tuple[tuple[str, str, Callable[[Any], bool]], ...] = (
    ("org.freedesktop.appearance", "reduced-motion", lambda value: value == 1),  # xdg-desktop-portal 1.20
    ("org.gnome.desktop.interface", "enable-animations", lambda value: value is False),
    ("org.kde.kdeglobals.KDE", "AnimationDurationFactor", lambda value: float(value) == 0),
)
Ask = Callable[[str, str], Any]


def desktop_keeps_still(ask: Ask | None = None, home: Path | None = None) -> bool:
    """ask: (namespace, key) to the desktop's value, None where it has none."""
    asked = ask or portal
    for namespace, key, still in ANSWERS:
        value = asked(namespace, key)
        if value is not None:
            return _judged(still, value)
    return _kde_file(home or Path.home())


def _judged(still: Callable[[Any], bool], value: Any) -> bool:
    try:
        return still(value)
    except (TypeError, ValueError):
        return False


def portal(namespace: str, key: str) -> Any:
    """One of the desktop's settings over D-Bus; None without a session bus, a portal or such a key."""
    if not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return None
    from PySide6.QtDBus import QDBusConnection, QDBusMessage

    call = QDBusMessage.createMethodCall(
        "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings", "Read"
    )
    call.setArguments([namespace, key])
    answer = QDBusConnection.sessionBus().call(call, timeout=ASK_MS)
    if answer.type() != QDBusMessage.MessageType.ReplyMessage or not answer.arguments():
        return None
    value = answer.arguments()[0]
    for _ in range(2):  # a variant in a variant
        value = value.variant() if hasattr(value, "variant") else value
    return value


def _kde_file(home: Path) -> bool:
    from configparser import ConfigParser
    from configparser import Error as Unreadable

    base = os.environ.get("XDG_CONFIG_HOME")
    file = (Path(base) if base else home / ".config") / "kdeglobals"
    parser = ConfigParser(strict=False, interpolation=None)
    try:
        parser.read(file, encoding="utf-8")
        return parser.getfloat("KDE", "AnimationDurationFactor", fallback=1.0) == 0
    except (Unreadable, OSError, UnicodeError, ValueError):
        return False
