# SPDX-License-Identifier: Apache-2.0
"""A window on a stub rig; no engine unless a test brings one."""

import pytest
from PySide6.QtCore import QLocale
from rigwise.core.hardware.nvml import probe
from rigwise.core.launch.preflight.look import look
from rigwise.core.models.hub.place import Place
from rigwise.core.problems import refuse
from rigwise.gui import language
from rigwise.gui.edges import Edges
from windows import windows


def no_engine():
    raise refuse("engine-missing", "No container engine was found on this machine.", "Install Docker.")


def nowhere(folder):
    """A Hub that cannot be reached, and an empty cache."""
    return Place("http://127.0.0.1:9", folder / "hf" / "hub", folder / "hf" / "token", folder / "facts")


@pytest.fixture(autouse=True)
def english(qapp):
    """Whatever language a test speaks, the next one finds English."""
    yield
    language.apply(qapp, "en")
    QLocale.setDefault(QLocale.c())


@pytest.fixture
def edges(tmp_path):
    def preflight(plan, image, port):
        return look(no_engine, lambda: probe(tmp_path), plan=plan, image=image, port=port)

    return Edges(
        probe=lambda: probe(tmp_path),
        connect=no_engine,
        place=lambda: nowhere(tmp_path),
        preflight=preflight,
        telemetry_ms=50,
    )


@pytest.fixture
def open_window(qtbot, edges):
    yield from windows(qtbot, edges)


@pytest.fixture
def window(open_window, nvml_rig, qtbot):
    """Two 4090s, seen."""
    nvml_rig("2x4090")
    shown = open_window()
    qtbot.waitUntil(lambda: shown.controller.state.rig is not None, timeout=5000)
    return shown
