# SPDX-License-Identifier: Apache-2.0
"""`make shots`: pictures of every page and state from a real X server, into docs/images: light and dark at 100 and 200 %,
high contrast, a small window, German and the pseudo-locale.

shots.py --take THEME LANGUAGE SCALE WIDTH HEIGHT SUFFIX FOLDER [SCENE …]: one process, one look.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "packaging"), str(ROOT / "tests" / "engine"), str(ROOT / "tests" / "hub")]
IMAGES = ROOT / "docs" / "images"
# at 200 % and in the small window
FEW = ("rig", "model", "fit", "fit-over", "fit-8", "review", "launch-loading", "servers", "compare")
LOOKS = (
    ("light", "en", "1", (1120, 780), ()),
    ("dark", "en", "1", (1120, 780), ()),
    ("contrast", "en", "1", (1120, 780), FEW),
    ("light", "en", "2", (1120, 780), FEW),
    ("dark", "en", "2", (1120, 780), FEW),
    ("dark", "en", "1", (820, 600), FEW),
    ("light", "de", "1", (1120, 780), FEW),
    ("light", "de", "2", (1120, 780), FEW),
    ("light", "pseudo", "1", (1120, 780), FEW),
    ("light", "pseudo", "2", (1120, 780), FEW),
)


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        display = f":{90 + os.getpid() % 9}"
        screen = subprocess.Popen(
            ["Xvfb", display, "-screen", "0", "2600x1900x24"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(1)
        engine = None
        try:
            environment = {
                **os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "HOME": str(folder),
                "XDG_RUNTIME_DIR": str(folder),
            }  # fmt: skip
            if os.geteuid() == 0:
                from engine_plugin import load_stub, start_engine
                from stub_image import root_filesystem

                engine = start_engine(7, gpus=True)
                load_stub(engine.url, root_filesystem())
                environment["SHOTS_ENGINE"] = engine.url
            for theme, language, scale, (width, height), scenes in LOOKS:
                spoken = "" if language == "en" else f"-{language}"
                suffix = f"{theme}{spoken}{'' if scale == '1' else f'@{scale}x'}{'' if width == 1120 else '-small'}"
                command = [
                    sys.executable,
                    __file__,
                    "--take",
                    theme,
                    language,
                    scale,
                    str(width),
                    str(height),
                    suffix,
                    str(IMAGES),
                ]
                subprocess.run(
                    [*command, *scenes], env={**environment, "QT_SCALE_FACTOR": scale}, check=True, timeout=400
                )
        finally:
            if engine is not None:
                engine.stop()
            screen.terminate()
            screen.wait()
    return 0


def take(theme_name: str, spoken: str, size: tuple[int, int], suffix: str, folder: Path, names: list[str]) -> None:
    """Grab every scene in one look."""
    from PySide6.QtWidgets import QApplication
    from rigwise.gui import language, theme
    from scenes import SCENES, opened

    application = QApplication(["rigwise", "-style", "fusion"])
    theme.apply(application, theme_name)
    language.apply(application, spoken)
    folder.mkdir(parents=True, exist_ok=True)
    for scene in SCENES:
        if names and scene.name not in names:
            continue
        with tempfile.TemporaryDirectory() as home:
            window, shown = opened(scene, Path(home), size)
            shown.grab().save(str(folder / f"{scene.name}-{suffix}.png"))
            print(f"shots: {scene.name}-{suffix}.png", flush=True)
            if shown is not window:
                shown.close()
            window.close()
    if os.environ.get("SHOTS_ENGINE") and not names:
        launch(suffix, size, folder)


def launch(suffix: str, size: tuple[int, int], folder: Path) -> None:
    """A server of the tests' own, answering."""
    from dataclasses import replace

    from rigwise.core.launch.run import Phase
    from rigwise.gui.edges import real_engine
    from rigwise.gui.window import Window
    from scenes import MODEL, TWO, edges, find, settle

    os.environ["DOCKER_HOST"] = os.environ["SHOTS_ENGINE"]
    with tempfile.TemporaryDirectory() as home:
        window = Window(replace(edges(TWO, Path(home)), connect=real_engine))
        window.ask_before_closing = lambda: "keep"  # type: ignore[method-assign]
        window.resize(*size)
        window.show()
        settle(lambda: window.controller.state.rig is not None)
        window.controller.choose_model(find(MODEL).checkpoint())  # type: ignore[union-attr]
        for _ in range(4):
            window.next.click()
        settle(lambda: window.launch.run.phase is Phase.READY, 40)
        settle(lambda: bool(window.launch.chat.speed.text()), 10)
        window.grab().save(str(folder / f"launch-{suffix}.png"))
        print(f"shots: launch-{suffix}.png", flush=True)
        window.launch.end()
        settle(lambda: window.launch.run.phase is Phase.STOPPED, 10)
        window.launch.discard()
        settle(lambda: window.launch.run.phase is Phase.IDLE, 10)
        window.close()


def references() -> None:
    """What tests/gui/test_pictures.py compares with: small, on the platform that the tests run on."""
    from PySide6.QtWidgets import QApplication
    from scenes import REFERENCES, compared, opened, small

    QApplication(["rigwise", "-style", "fusion"])
    REFERENCES.mkdir(parents=True, exist_ok=True)
    for old in REFERENCES.glob("*.png"):
        old.unlink()
    for scene, look in compared():
        with tempfile.TemporaryDirectory() as home, look.applied():
            window, shown = opened(scene, Path(home), look.size)
            small(shown).save(str(REFERENCES / f"{scene.name}-{look.name}.png"))
            if os.environ.get("REFERENCES_LARGE"):  # a folder for those that are looked at
                shown.grab().save(str(Path(os.environ["REFERENCES_LARGE"]) / f"{scene.name}-{look.name}.png"))
            window.close()


if __name__ == "__main__":
    if sys.argv[1:] == ["--references"]:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        references()
        sys.exit()
    if sys.argv[1:2] == ["--take"]:
        width, height = int(sys.argv[5]), int(sys.argv[6])
        take(sys.argv[2], sys.argv[3], (width, height), sys.argv[7], Path(sys.argv[8]), sys.argv[9:])
    else:
        sys.exit(main())
