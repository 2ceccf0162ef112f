# SPDX-License-Identifier: Apache-2.0
"""Does the desktop ask programs to keep still? Asked off the UI thread, once, at the settings portal that GNOME, KDE and
others answer, else in KDE's own file."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

ASK_S = 1.0
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
    """One of the desktop's settings over D-Bus; None without a session bus, a portal or such a key.

    With jeepney, which waits without the interpreter's lock; QtDBus keeps it, and the window would stand still meanwhile.
    """
    if not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return None
    try:
        from jeepney import DBusAddress, MessageType, new_method_call
        from jeepney.io.blocking import open_dbus_connection

        settings = DBusAddress(
            "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Desktop", "org.freedesktop.portal.Settings"
        )
        with open_dbus_connection("SESSION") as bus:
            call = new_method_call(settings, "Read", "ss", (namespace, key))
            answer = bus.send_and_get_reply(call, timeout=ASK_S)
    except (ImportError, OSError, ValueError, KeyError):  # TimeoutError is an OSError
        return None
    if answer.header.message_type is not MessageType.method_return:
        return None
    value = answer.body[0]
    while isinstance(value, tuple) and len(value) == 2:  # a variant: its type, and what may be one again
        value = value[1]
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
