# SPDX-License-Identifier: Apache-2.0
"""How fast the window is: shown beside a bare QWizard, the bar under a dragged slider, the event loop under a log flood."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "nvml_stub")]
from figure import Figure, percentile  # noqa: E402

PAIRS = 9

BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWizard, QWizardPage
application = QApplication(sys.argv)
wizard, page = QWizard(), QWizardPage()
QVBoxLayout(page).addWidget(QLabel("hello"))
wizard.addPage(page)
wizard.show()
QTimer.singleShot(0, lambda: (print("interactive", flush=True), application.quit()))
application.exec()
"""
OURS = """
from rigwise.gui import quick_imports
from PySide6.QtCore import QTimer
from rigwise.gui import app, entry
class Window(app.Window):
    def show(self):
        super().show()
        QTimer.singleShot(0, lambda: (print("interactive", flush=True), self.close()))
app.Window = Window
entry.main()
"""


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as name:
        around = environment(Path(name))
        os.environ.update(around)
        yield shown(around)
        yield from slider()
        yield flood()


def environment(folder: Path) -> dict[str, str]:
    from nvml_stub_plugin import compile_stub, read_rig, write_rig

    library = compile_stub(folder)
    write_rig(read_rig("8xh100"), folder / "rig.txt")
    # as on a person's machine, where the second start finds compiled modules
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    return {
        **os.environ, "LD_LIBRARY_PATH": str(library.parent), "NVML_STUB_RIG": str(folder / "rig.txt"),
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"), "HOME": str(folder),
        "DOCKER_HOST": f"unix://{folder}/none.sock",
    }  # fmt: skip


def shown(environment: dict[str, str]) -> Figure:
    """From the start of the process (`rigwise`, as a person calls it) to an event loop with a window in it, in pairs."""

    def run(code: str) -> float:
        began = time.perf_counter()
        process = subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        process.stdout.readline()
        seconds = time.perf_counter() - began
        process.communicate()
        return seconds

    run(BARE), run(OURS)  # warm the file cache
    pairs = [(run(BARE), run(OURS)) for _ in range(PAIRS)]
    ratio = statistics.median(ours / bare for bare, ours in pairs)
    bare, ours = (statistics.median(values) * 1e3 for values in zip(*pairs, strict=True))
    return Figure("window shown, times a bare QWizard", ratio, "x", 1.5, f"{ours:.0f} ms against {bare:.0f} ms")


def slider() -> Iterator[Figure]:
    """A context slider dragged over eight GPUs' bars: estimate, labels and repaint of every step."""
    from PySide6.QtWidgets import QApplication
    from rigwise.core.hardware.catalogue import compose
    from rigwise.core.models.catalogue import find
    from rigwise.core.wizard import Step
    from rigwise.gui import theme
    from rigwise.gui.window import Window

    application = QApplication.instance() or QApplication([])
    theme.apply(application, "light")  # type: ignore[arg-type]
    window = Window()
    window.resize(1120, 1400)
    window.show()
    entry = find("Qwen/Qwen3-235B-A22B-FP8")
    assert entry is not None
    window.controller.choose_rig(compose(["H100 80GB HBM3"] * 8))
    window.controller.choose_model(entry.checkpoint())
    window.controller.set_options(tensor_parallel_size=8, pipeline_parallel_size=1, enable_expert_parallel=True)
    window.controller.go(Step.FIT)
    application.processEvents()
    assert len([bar for bar in window.panel.bars.bars if bar.isVisible()]) == 8

    def dragged(steps: int) -> list[float]:
        milliseconds = []
        for step in range(steps):
            began = time.perf_counter()
            window.fit.concurrency.setValue(1 + step % 60)
            application.processEvents()
            milliseconds.append((time.perf_counter() - began) * 1e3)
        return milliseconds

    at_once = dragged(100)
    while window.controller.ranking.busy or window.fit.plans.busy:
        application.processEvents()
    milliseconds = dragged(400)
    window.close()
    busy = "slider step while the planner and the ranking work, 90th percentile"
    yield Figure(busy, percentile(at_once, 0.9), "ms", 50)
    yield Figure("slider step to painted bar, 8 GPUs, median", statistics.median(milliseconds), "ms")
    yield Figure("slider step to painted bar, 8 GPUs, 99th percentile", percentile(milliseconds, 0.99), "ms", 16)


def flood() -> Figure:
    """The longest time the event loop was away while 10,000 log lines a second came in for 10 seconds."""
    from beat import Beat
    from PySide6.QtWidgets import QApplication
    from rigwise.gui.tasks import TaskRunner
    from rigwise.gui.widgets.log_view import LogView

    application = QApplication.instance() or QApplication([])
    view, runner, ended = LogView(), TaskRunner(), threading.Event()
    view.resize(900, 500)
    view.show()
    beat = Beat()
    gaps = beat.gaps

    def work(cancel: threading.Event, report: object) -> None:
        began = time.perf_counter()
        for batch in range(200):
            report([f"(EngineCore pid=26) INFO line {batch * 500 + i} of a flood of words" for i in range(500)])  # type: ignore[operator]
            time.sleep(max(0.0, began + (batch + 1) * 0.05 - time.perf_counter()))

    runner.run(work, done=lambda _: ended.set(), failed=lambda _: ended.set(), progress=view.add)
    while not ended.is_set():
        application.processEvents()
        time.sleep(0.0005)
    runner.shutdown()
    assert view.kept[-1].startswith("(EngineCore pid=26) INFO line 99999 ")
    return Figure("longest stall of the window, 10,000 lines a second", max(gaps[5:]), "ms", 50)
