# SPDX-License-Identifier: Apache-2.0
"""How much memory the open wizard takes beyond a bare PySide6 window: after every page was visited (those
beside the steps too), and after the Hub was searched."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "nvml_stub")]
from figure import Figure  # noqa: E402

TELL = """
def resident():
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith("VmRSS"))
"""
BARE = (
    TELL
    + """
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
application = QApplication(["bare"])
window = QMainWindow()
window.setCentralWidget(QLabel("hello"))
window.resize(1120, 780)
window.show()
application.processEvents()
window.grab()
print(resident())
"""
)
OURS = (
    TELL
    + """
import time
from rigwise.gui import quick_imports
from PySide6.QtWidgets import QApplication
from rigwise.core.wizard import STEPS
from rigwise.gui import theme
from rigwise.gui.window import Window
application = QApplication(["rigwise", "-style", "fusion"])
theme.apply(application, "light")
window = Window()
window.show()
def work(done, seconds=20):
    end = time.monotonic() + seconds
    while not done() and time.monotonic() < end:
        application.processEvents()
        time.sleep(0.01)
work(lambda: "launch" in window.__dict__ and window.controller.state.rig is not None)
first = resident()
window.controller.go(STEPS[1])
work(lambda: window.controller.estimate is not None)
for step in STEPS[2:]:
    window.controller.go(step)
    work(lambda: False, 0.3)
    window.grab()
window.controller.set_options(max_model_len=4096)
work((window.keeper.folder / "last.json").exists)
work(lambda: False, 0.3)
wizard = resident()
for aside in ("servers", "compare"):
    window.show_aside(aside)
    work(lambda: False, 0.3)
work(lambda: window.compare.comparison is not None)
window.show_aside("")
pages = resident()
window.controller.go(STEPS[1])
window.model.search.words.setText("llama awq")
work(lambda: window.model.retry.isVisible() or window.model.table.isVisible() and "on the Hub" in window.model.status.text())
work(lambda: False, 0.3)
print(first, wizard, pages, resident())
window.close()
"""
)


def figures() -> Iterator[Figure]:
    from window import environment

    with tempfile.TemporaryDirectory() as name:
        around = environment(Path(name))
        bare = _run(BARE, around)[0]
        first, wizard, all_pages, searched = _run(OURS, around)
        yield Figure("memory of the first page, beyond a bare window", (first - bare) / 1e6, "MB", 60)
        yield Figure("memory of the wizard, all steps seen, beyond a bare window", (wizard - bare) / 1e6, "MB", 60)
        yield Figure("memory with Servers and Compare rigs seen as well", (all_pages - bare) / 1e6, "MB")
        yield Figure("memory with the Hub searched as well", (searched - bare) / 1e6, "MB")


def _run(code: str, around: dict[str, str]) -> list[int]:
    done = subprocess.run([sys.executable, "-c", code], env=around, capture_output=True, text=True, check=True)
    return [int(word) for word in done.stdout.split()]
