# SPDX-License-Identifier: Apache-2.0
"""`make shots`: pictures of every page, light and dark, 100 and 200 %, from a real X server, into docs/images.

The rig is the tests' stub driver (two RTX 4090), the engine the tests' own when root may start one.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests" / "nvml_stub"), str(ROOT / "tests" / "engine")]
IMAGES = ROOT / "docs" / "images"


def main() -> int:
    from nvml_stub_plugin import compile_stub, read_rig, write_rig

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        library = compile_stub(folder)
        write_rig(read_rig("2x4090"), folder / "rig.txt")
        display = f":{90 + os.getpid() % 9}"
        screen = subprocess.Popen(
            ["Xvfb", display, "-screen", "0", "2600x1900x24"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(1)
        engine = None
        try:
            environment = {
                **os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "LD_LIBRARY_PATH": str(library.parent),
                "NVML_STUB_RIG": str(folder / "rig.txt"), "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder),
            }  # fmt: skip
            if os.geteuid() == 0:
                from engine_plugin import load_stub, start_engine
                from stub_image import root_filesystem

                engine = start_engine(7, gpus=True)
                load_stub(engine.url, root_filesystem())
                environment["DOCKER_HOST"] = engine.url
            for theme in ("light", "dark"):
                for scale in ("1", "2"):
                    command = [sys.executable, __file__, "--take", theme, scale]
                    subprocess.run(command, env={**environment, "QT_SCALE_FACTOR": scale}, check=True, timeout=120)
        finally:
            if engine is not None:
                engine.stop()
            screen.terminate()
            screen.wait()
    return 0


def take(theme_name: str, scale: str) -> None:
    """One process, one theme and scale: walk the pages and grab each."""
    from PySide6.QtWidgets import QApplication
    from rigwise.core.models.catalogue import find
    from rigwise.core.wizard import Step
    from rigwise.gui import theme
    from rigwise.gui.window import Window

    application = QApplication(["rigwise", "-style", "fusion"])
    theme.apply(application, theme_name)
    window = Window()
    window.resize(1120, 780)
    window.show()
    IMAGES.mkdir(parents=True, exist_ok=True)
    suffix = theme_name + ("" if scale == "1" else f"@{scale}x")

    def settle(seconds: float = 0.4) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            application.processEvents()
            time.sleep(0.005)

    def shot(name: str) -> None:
        settle()
        window.grab().save(str(IMAGES / f"{name}-{suffix}.png"))
        print(f"shots: {name}-{suffix}.png")

    control = window.controller
    settle(1.0)
    shot("rig")
    window.rig.composed.click()
    shot("rig-composed")
    window.rig.here.click()
    control.go(Step.MODEL)
    settle(1.5)
    entry = find("Qwen/Qwen3-32B-AWQ")
    assert entry is not None
    control.choose_model(entry.checkpoint())
    window.model._select_chosen()
    shot("model")
    control.go(Step.FIT)
    control.set_options(concurrency=2)
    shot("fit")
    big = find("Qwen/Qwen3-32B")
    assert big is not None
    control.choose_model(big.checkpoint())
    control.set_options(tensor_parallel_size=2, pipeline_parallel_size=1, max_model_len=32768)
    shot("fit-over")
    control.choose_model(entry.checkpoint())
    control.set_options(max_model_len=40960, concurrency=2, gpu_memory_utilization=0.6)
    shot("fit-short")
    control.undo()
    window.show_comparison(True)
    window.compare.add_rig(4, "NVIDIA GeForce RTX 3090")
    window.compare.models[1].setCurrentIndex(window.compare.models[1].findData("openai/gpt-oss-120b"))
    settle(3.0)
    shot("compare")
    window.show_comparison(False)
    control.go(Step.REVIEW)
    shot("review")
    if os.environ.get("DOCKER_HOST"):
        window.next.click()
        deadline = time.monotonic() + 30
        while not window.launch.stop.isVisible() and time.monotonic() < deadline:
            settle(0.1)
        settle(1.0)
        shot("launch")
        window.launch.end()
        settle(1.5)
        window.launch.discard()
        settle(1.0)
    window.ask_before_closing = lambda: "keep"  # type: ignore[method-assign]
    window.close()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--take"]:
        take(sys.argv[2], sys.argv[3])
    else:
        sys.exit(main())
