# SPDX-License-Identifier: Apache-2.0
"""Every page in every state, as functions of a fresh window: for the pictures in docs/images and the tests' references.

The rigs are values made from the GPU catalogue, so a scene looks the same on every machine.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QImage
from PySide6.QtWidgets import QApplication, QWidget
from rigwise.core.hardware.catalogue import compose
from rigwise.core.hardware.detection import Detection, Device, GpuProcess
from rigwise.core.launch.diagnosis.diagnose import diagnose
from rigwise.core.launch.diagnosis.failures import failures
from rigwise.core.launch.diagnosis.fixes import as_problem
from rigwise.core.launch.fleet import View
from rigwise.core.launch.follow import LogBatch, Stage
from rigwise.core.launch.metrics import Metrics
from rigwise.core.launch.preflight.facts import EngineFacts, Facts, HubFacts, ImageFacts, RepositoryFacts
from rigwise.core.launch.progress import Progress
from rigwise.core.launch.run import Job, Reached, begun, heard, logged, over, runs
from rigwise.core.launch.server import Server
from rigwise.core.memory.deployment import Deployment
from rigwise.core.models.catalogue import find
from rigwise.core.models.hub.place import Place
from rigwise.core.problems import Problem, refuse
from rigwise.core.serving.container import Way
from rigwise.core.units import GB, GIB
from rigwise.core.wizard import Step
from rigwise.core.words import phrase
from rigwise.gui import language, theme
from rigwise.gui.edges import Edges
from rigwise.gui.pages.model_page import ModelPage
from rigwise.gui.tasks import Task
from rigwise.gui.window import Window

TWO = ("RTX 4090", "RTX 4090")
MODEL, LARGE = "Qwen/Qwen3-32B-AWQ", "Qwen/Qwen3-32B"
Look = Callable[[Window], QWidget | None]


@dataclass(frozen=True)
class Scene:
    """look: brings the window into the state and returns what to picture, None for the window itself."""

    name: str
    look: Look
    cards: tuple[str, ...] | None = TWO


def detection(names: tuple[str, ...] | None) -> Detection:
    """What a probe of such a machine sees; None: no driver."""
    if names is None:
        said = Problem(
            "no-driver",
            phrase("rig", "No NVIDIA driver was found on this machine."),
            phrase(
                "rig",
                "Install the NVIDIA driver (580 or newer) from your distribution, or compose a rig from the catalogue.",
            ),
        )
        return Detection(problems=(said,))
    rig = compose(names)
    used = 600 << 20
    gpus = tuple(
        replace(gpu, index=i, uuid=f"GPU-{i}", display=i == 0, used_bytes=used if i == 0 else 0)
        for i, gpu in enumerate(rig.gpus)
    )
    rig = replace(rig, gpus=gpus, simulated=False, driver_version="580.95.05", cuda_version=(13, 0))
    holders = (GpuProcess(1200, "gnome-shell", 400 << 20),)
    devices = tuple(
        Device(gpu, gpu.total_bytes, gpu.used_bytes, gpu.total_bytes - gpu.used_bytes, (4, 16), (4, 16), power_w=22.0,
               temperature_c=38, utilization=0, processes=holders if gpu.used_bytes else ())
        for gpu in rig.gpus
    )  # fmt: skip
    return Detection(rig, devices)


def edges(cards: tuple[str, ...] | None, folder: Path) -> Edges:
    """Of a machine with these cards and no container engine."""
    seen = detection(cards)

    def no_engine() -> None:
        raise refuse(
            "engine-missing",
            phrase("engine", "No container engine was found on this machine."),
            phrase("engine", "Install Docker: `sudo apt-get install docker.io`."),
        )

    nowhere = Place("http://127.0.0.1:9", folder / "hf" / "hub", folder / "hf" / "token", folder / "facts")

    def preflight(plan: Deployment, image: str, port: int) -> Facts:
        ready = EngineFacts("28.2.2", system="Debian GNU/Linux 12", data="/var/lib/docker", free=212 * GB)
        model = RepositoryFacts(MODEL, to_fetch=19 * GB)
        hub = HubFacts("https://huggingface.co", True, model, free=512 * GB, cache="~/.cache/huggingface/hub")
        return Facts(
            seen, ready, way=Way(), image=ImageFacts(image, here=False), hub=hub, port=port, port_taken=True,
            next_port=8001, shared_memory=31 * GIB, memory=48 * GIB, plan=plan,
        )  # fmt: skip

    return Edges(
        probe=lambda: seen,
        connect=no_engine,  # type: ignore[arg-type, return-value]
        folder=lambda: folder,
        place=lambda: nowhere,
        preflight=preflight,
    )


def settle(done: Callable[[], bool] | None = None, seconds: float = 8.0) -> None:
    """Let the window work until `done`, and a moment longer."""
    application = QApplication.instance()
    assert application is not None
    end = time.monotonic() + seconds
    while done is not None and not done() and time.monotonic() < end:
        application.processEvents()
        time.sleep(0.005)
    quiet = time.monotonic() + 0.12
    while time.monotonic() < quiet:
        application.processEvents()
        time.sleep(0.005)


def _plan(window: Window, model: str = MODEL, step: Step = Step.FIT, **options: object) -> None:
    entry = find(model)
    assert entry is not None
    window.controller.choose_model(entry.checkpoint())
    window.controller.set_options(**{"concurrency": 2, **options})
    window.controller.go(step)
    if step is Step.FIT:
        settle(lambda: not window.fit.plans.busy, 20)
    for bar in window.panel.bars.bars:
        bar.forget()


def _rig(window: Window) -> None:
    pass


def _looking(window: Window) -> None:
    window.controller._looking = Task()  # a look that does not come back
    window.controller.detection = None
    window.controller.choose_rig(None)
    window.rig.refresh()
    window.refresh()


def _nothing_fits(window: Window) -> None:
    settle(lambda: window.rig.answer is not None, 20)


def _composed(window: Window) -> None:
    window.rig.composed.click()
    settle(lambda: not window.controller.ranking.busy, 20)


def _model(window: Window) -> None:
    entry = find(MODEL)
    assert entry is not None
    window.controller.choose_model(entry.checkpoint())
    window.controller.go(Step.MODEL)
    settle(lambda: window.model.filter.rowCount() > 40, 20)


def _model_empty(window: Window) -> None:
    _model(window)
    window.model.search.words.setText("no such model anywhere")
    settle(lambda: window.model.retry.isVisible(), 20)


def _simulated(window: Window) -> None:
    _composed(window)
    _plan(window, step=Step.REVIEW)
    settle()


def _hub(window: Window, repo: str) -> ModelPage:
    """The Model page at a repository of a Hub on loopback."""
    from furnished import furnished
    from rigwise.core.models.hub.names import Reference

    control = window.controller
    place, hub = control.edges.place(), furnished()
    control.edges = replace(control.edges, place=lambda: replace(place, endpoint=hub.endpoint))
    control.go(Step.MODEL)
    page = window.model
    settle(lambda: page.filter.rowCount() > 40, 20)
    page.search.words.setText("llama 3.3")
    page.look(Reference(repo))
    settle(lambda: page.gate.isVisible() or not any(kind in page._latest for kind in ("look", "compare")), 20)
    return page


def _model_gated(window: Window) -> None:
    from furnished import BASE

    page = _hub(window, BASE)
    settle(page.gate.isVisible)


def _model_hub(window: Window) -> None:
    from furnished import BEST

    _hub(window, BEST)


def _model_formats(window: Window) -> None:
    from furnished import BEST

    page = _hub(window, BEST)
    settle(lambda: page.chosen.download.isVisible())
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    settle()


def _fit(window: Window) -> None:
    _plan(window)


def _over(window: Window) -> None:
    _plan(window, LARGE, tensor_parallel_size=2, pipeline_parallel_size=1, max_model_len=32768, concurrency=1)


def _short(window: Window) -> None:
    _plan(window, max_model_len=40960, gpu_memory_utilization=0.6)


def _walked(window: Window) -> None:
    _plan(window)
    bar = window.panel.bars.bars[0]
    bar.setFocus()
    bar.told.emit(bar.text_of(bar.segments[0]))


def _expert(window: Window) -> None:
    _plan(window)
    window.fit.expert.toggle.setChecked(True)
    settle()
    window.fit.ensureWidgetVisible(window.fit.expert.body.table)  # type: ignore[union-attr]


def _sum(window: Window) -> QWidget | None:
    _plan(window)
    view = window.panel.explanation(0, "weights")
    assert view is not None
    view.show()
    return view


def _profiles(window: Window) -> QWidget:
    from rigwise.gui.profiles_dialog import ProfilesDialog

    _plan(window)
    window.keeper.save("Evening chat")
    window.keeper.save("Long documents")
    dialog = ProfilesDialog(window.keeper, "Qwen3-32B-AWQ", window)
    dialog.show()
    settle(lambda: dialog.list.count() == 2)
    dialog.list.setCurrentRow(0)
    return dialog


def _about(window: Window) -> QWidget:
    from rigwise.gui.about import About

    dialog = About(window)
    dialog.show()
    return dialog


def _told(window: Window) -> None:
    _plan(window)
    window.controller.told.emit(
        Problem(
            "profile-changed",
            phrase("wizard", "This profile was made for other cards; here it is planned for {cards}.").format(
                cards="2 x RTX 4090"
            ),
            phrase("wizard", "Check the Fit page before you start."),
            blocking=False,
        )
    )


def _review(window: Window) -> None:
    _plan(window, step=Step.REVIEW)
    settle(lambda: window.review.preflight.checks != ())


SERVER = Server("1", "rigwise-qwen3-32b-awq", MODEL, "running", 8000, image="vllm/vllm-openai:v0.33.0", vllm="0.33.0")


def _loading(window: Window) -> None:
    _plan(window, step=Step.LAUNCH)
    run = heard(heard(begun(), Reached(Job.IMAGE, "Docker 28.2.2")), Reached(Job.CONTAINER, SERVER.image))
    run = logged(runs(run, SERVER), LogBatch((), Stage.LOADING, Progress(3, 10)))
    window.launch.log.add(
        [f"Loading safetensors checkpoint shards:  {n}% Completed | {n // 10}/10" for n in (10, 20, 30)]
    )
    window.launch._become(run)


def _failed(window: Window) -> None:
    _plan(window, step=Step.LAUNCH)
    plan = window.controller.state.deployment
    example = next(failure.example for failure in failures() if failure.code == "context-over-kv")
    found = diagnose([example.replace("40960", "131072").replace("22640", "24576")])
    assert found.finding is not None
    run = logged(runs(begun(), SERVER), LogBatch((example,), Stage.PROFILING, diagnosis=found))
    window.launch._plan = plan
    window.launch.log.add([example, "RuntimeError: Engine core initialization failed. See root cause above."])
    ended = replace(SERVER, status="exited", exit_code=1)
    window.launch._become(over(run, ended, as_problem(found.finding, plan)))


def _servers(window: Window) -> None:
    window.show_aside("servers")
    page = window.servers
    page._timer.stop()
    settle(lambda: page._looking is None)
    page.problems.show_problems([])
    other = replace(SERVER, id="2", name="rigwise-gpt-oss-20b", model="openai/gpt-oss-20b", port=8001, status="exited",
                    exit_code=1)  # fmt: skip
    ended = diagnose([next(failure.example for failure in failures() if failure.code == "oom-gpu")]).finding
    assert ended is not None
    load = Metrics(running=3, waiting=1, kv_usage=0.42)
    memory = ((0, 21 * GIB), (1, 21 * GIB))
    page._show(
        (
            View(SERVER, "ready", load, 87.0, memory),
            View(other, "failed", why=ended.message),
        )
    )


def _launch_fault(window: Window) -> None:
    _plan(window, step=Step.REVIEW)
    window.next.click()
    settle(lambda: window.launch.problems.isVisible())


def _compare(window: Window) -> None:
    window.rail.compare.click()
    page = window.compare
    page.question.add_rig(4, "NVIDIA GeForce RTX 3090")
    page.question.models[1].setCurrentIndex(page.question.models[1].findData("openai/gpt-oss-120b"))
    settle(lambda: page.comparison is not None and len(page.comparison.cells) == 6, 20)


SCENES = (
    Scene("rig", _rig),
    Scene("rig-no-driver", _rig, None),
    Scene("rig-8", _rig, ("H100 80GB HBM3",) * 8),
    Scene("rig-composed", _composed),
    Scene("rig-looking", _looking),
    Scene("rig-small", _nothing_fits, ("RTX 3050",)),
    Scene("model", _model),
    Scene("model-empty", _model_empty),
    Scene("model-gated", _model_gated),
    Scene("model-hub", _model_hub),
    Scene("model-formats", _model_formats),
    Scene("fit", _fit),
    Scene("fit-over", _over),
    Scene("fit-short", _short),
    Scene("fit-1", _fit, ("RTX 5090",)),
    Scene("fit-mixed", _fit, ("RTX 4090", "RTX 3090")),
    Scene("fit-8", _fit, ("H100 80GB HBM3",) * 8),
    Scene("fit-walked", _walked),
    Scene("fit-expert", _expert),
    Scene("fit-told", _told),
    Scene("sum", _sum),
    Scene("profiles", _profiles),
    Scene("about", _about),
    Scene("review", _review),
    Scene("review-simulated", _simulated),
    Scene("launch-no-engine", _launch_fault),
    Scene("compare", _compare),
    Scene("launch-loading", _loading),
    Scene("launch-failed", _failed),
    Scene("servers", _servers),
)

REFERENCES = Path(__file__).parents[1] / "tests" / "gui" / "references"


@dataclass(frozen=True)
class LookOf:
    """How a picture that the tests compare is taken. scenes: which, None for all; text: the letters' size; backwards:
    from right to left."""

    theme: str = "light"
    size: tuple[int, int] = (1120, 780)
    scenes: tuple[str, ...] | None = None
    spoken: str = "en"
    text: float = 1.0
    backwards: bool = False

    @property
    def name(self) -> str:
        words = "" if self.spoken == "en" else f"-{self.spoken}"
        return f"{self.theme}{words}-{self.size[0]}{'-rtl' if self.backwards else ''}"

    @contextmanager
    def applied(self) -> Iterator[None]:
        """With one font on every machine (fonts-dejavu-core)."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        font, direction = application.font(), application.layoutDirection()
        application.setFont(theme.sized(QFont("DejaVu Sans", 9), self.text))
        application.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if self.backwards else Qt.LayoutDirection.LeftToRight
        )
        wear(application, self.theme, self.spoken)
        try:
            yield
        finally:
            application.setFont(font)
            application.setLayoutDirection(direction)
            wear(application, "light")


LOOKS = (
    LookOf(),
    LookOf("dark", (820, 600), ("model", "fit-over")),
    LookOf("contrast", scenes=("fit-over",)),
    LookOf(size=(1366, 768), scenes=("fit",), text=2.0),
    LookOf(scenes=("model",), backwards=True),
    LookOf(scenes=("fit", "review"), spoken="pseudo"),
)
# not compared: they take long, and show nothing that another does not
LEFT_OUT = (
    "model-gated", "model-hub", "model-formats", "rig-8", "rig-small", "launch-no-engine", "compare", "fit-short", "fit-told",
    "fit-walked",
)  # fmt: skip
APART = 90  # of 765: the sum of three channels' distances


def compared() -> list[tuple[Scene, LookOf]]:
    """Every picture that the tests compare."""
    return [
        (scene, look)
        for look in LOOKS
        for scene in SCENES
        if (scene.name in look.scenes if look.scenes else scene.name not in LEFT_OUT)
    ]


def wear(application: QApplication, name: str, spoken: str = "en") -> None:
    """A theme, and a language."""
    theme.apply(application, name)
    language.apply(application, spoken)


def small(shown: QWidget) -> QImage:
    """A picture in which the layout and the colours are told apart, but not the strokes of a font."""
    picture = shown.grab().toImage()
    smaller = picture.scaled(
        picture.width() // 8, picture.height() // 8, Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )  # fmt: skip
    return smaller.convertToFormat(QImage.Format.Format_RGB32)


def difference(one: QImage, other: QImage) -> float:
    """The share of pixels that look different, 0 to 1; 1 where the pictures are not of one size."""
    if one.size() != other.size():
        return 1.0
    a, b = (bytes(image.convertToFormat(QImage.Format.Format_RGB32).constBits()) for image in (one, other))
    apart = sum(
        1 for i in range(0, len(a), 4) if abs(a[i] - b[i]) + abs(a[i + 1] - b[i + 1]) + abs(a[i + 2] - b[i + 2]) > APART
    )
    return apart / (len(a) // 4)


def opened(scene: Scene, folder: Path, size: tuple[int, int] = (1120, 780)) -> tuple[Window, QWidget]:
    """The window in a scene's state, and what of it to picture."""
    window = Window(edges(scene.cards, folder))
    window.ask_before_closing = lambda: "keep"  # type: ignore[method-assign]
    window.resize(*size)
    window.show()
    settle(lambda: window.controller.detection is not None and "foot" in window.__dict__)
    settle(lambda: window.controller.ranking.found != () or window.controller.state.rig is None, 20)
    shown = scene.look(window)
    settle()
    return window, shown or window
