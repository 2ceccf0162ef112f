# SPDX-License-Identifier: Apache-2.0
"""A window is there before anything that it does not need is loaded: its start is measured against a bare one's."""

import os
import subprocess
import sys

import pytest

SHOWN = """
import sys
from rigwise.gui import quick_imports
import PySide6.QtCore
print("lazy" if "Qt" not in vars(PySide6.QtCore) else "whole")
from PySide6.QtCore import QTimer
from rigwise.gui import app
class Window(app.Window):
    def show(self):
        super().show()
        QTimer.singleShot(0, self.tell)
    def tell(self):
        print(*sys.modules, *(f"PySide6.QtCore.{name}" for name in vars(PySide6.QtCore)))
        self.close()
app.Window = Window
app.main()
"""


def test_the_first_page_loads_neither_libraries_nor_all_of_qts_names(tmp_path, nvml_rig):
    nvml_rig("2x4090")
    around = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", SHOWN], env=around, capture_output=True, text=True, check=True)
    kind, told = done.stdout.splitlines()
    loaded = set(told.split())
    assert "rigwise.gui.pages.rig_page" in loaded
    heavy = {"pydantic", "huggingface_hub", "httpx", "requests", "docker", "asyncio", "ssl", "concurrent.futures"}
    late = {"rigwise.core.memory.estimate", "rigwise.core.hardware.rig", "rigwise.gui.widgets.composer"}
    assert not loaded & (heavy | late)
    if kind == "whole":
        pytest.skip("this PySide6 makes all of Qt's classes when it is imported")
    assert not loaded & {"PySide6.QtCore.Qt", "PySide6.QtCore.QLibraryInfo"}  # Qt: a tenth of the start
