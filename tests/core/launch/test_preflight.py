# SPDX-License-Identifier: Apache-2.0
"""A preflight is pure judgement over facts: each thing that can stand in the way has its line, level and remedy."""

from dataclasses import replace

import checkpoints
import pytest
from docker.errors import APIError
from rigwise.core.cli import main
from rigwise.core.hardware.catalogue import compose
from rigwise.core.hardware.detection import Detection, Device, GpuProcess
from rigwise.core.launch import engine_way
from rigwise.core.launch.preflight.facts import EngineFacts, Facts, HubFacts, ImageFacts, Level, RepositoryFacts
from rigwise.core.launch.preflight.judge import judge, worst
from rigwise.core.launch.preflight.look import hand_over, look
from rigwise.core.models.catalogue import find
from rigwise.core.planning.suggest import suggest
from rigwise.core.problems import Problem, refuse
from rigwise.core.serving.container import Way
from rigwise.core.units import GB, GIB

GREEN, AMBER, RED = Level.GREEN, Level.AMBER, Level.RED
IMAGE = "vllm/vllm-openai:v0.33.0"
MODEL = RepositoryFacts("Qwen/Qwen3-32B-AWQ", to_fetch=19 * GB)
DRAFT = RepositoryFacts("Qwen/Qwen3-0.6B", to_fetch=2 * GB)
GATED = Problem("hub-gated", "It is gated.", "Accept the licence.")


def rig(*names, driver="580.95.05"):
    made = compose(list(names))
    gpus = tuple(replace(gpu, uuid=f"GPU-{i}", index=i) for i, gpu in enumerate(made.gpus))
    return replace(made, gpus=gpus, driver_version=driver, cuda_version=(13, 0), simulated=False)


def detection(cards, free=23 * GIB, processes=()):
    return Detection(
        cards, tuple(Device(gpu, 24 * GIB, 24 * GIB - free, free, processes=processes) for gpu in cards.gpus)
    )


@pytest.fixture
def ready():
    cards = rig("RTX 4090", "RTX 4090")
    return Facts(
        detection=detection(cards),
        engine=EngineFacts("28.2.2", system="Debian GNU/Linux 12", data="/var/lib/docker", free=200 * GB),
        way=Way(),
        image=ImageFacts(IMAGE, here=False),
        hub=HubFacts("https://huggingface.co", True, MODEL, free=500 * GB, cache="/c", skew=0.2, token=True),
        shared_memory=16 * GIB,
        memory=40 * GIB,
        plan=suggest(cards, find("Qwen/Qwen3-32B-AWQ").checkpoint()),
    )


def line(facts, code):
    return next(check for check in judge(facts) if check.code == code)


def test_a_machine_that_is_ready_is_green_throughout(ready):
    checks = judge(ready)
    assert {check.level for check in checks} == {GREEN}
    assert [check.code for check in checks] == [
        "engine", "driver", "handover", "image", "memory-0", "memory-1", "port", "shared-memory", "ram", "model",
    ]  # fmt: skip
    assert worst(checks) is GREEN


def test_every_line_that_is_not_green_says_what_to_do(ready):
    broken = replace(
        ready,
        engine=Problem("engine-stopped", "Docker is installed but not running.", "Start it."),
        detection=detection(rig("RTX 4090", "RTX 4090", driver="535.10"), free=3 * GIB),
        port_taken=True,
        next_port=8001,
        shared_memory=64 << 20,
        memory=GIB,
        hub=replace(ready.hub, free=GB, skew=4000),
    )
    checks = judge(broken)
    assert worst(checks) is RED
    for check in checks:
        assert check.says.endswith((".", "?"))
        assert bool(check.fix) == (check.level is not GREEN), check


CASES = {
    "no engine": ({"engine": Problem("engine-missing", "None was found.", "Install Docker.")}, "engine", RED),
    "an engine without --gpus": ({"engine": EngineFacts("18.09.1")}, "engine", RED),
    "podman": ({"engine": EngineFacts("4.9", podman=True, free=200 * GB)}, "engine", AMBER),
    "docker desktop on linux": (
        {"engine": EngineFacts("28.0", system="Docker Desktop", free=None)},
        "engine-kind",
        RED,
    ),
    "docker from a snap": (
        {"engine": EngineFacts("28.0", data="/var/snap/docker/common/var-lib-docker", free=200 * GB)},
        "engine-kind",
        RED,
    ),
    "linux under windows": ({"wsl": True}, "engine-kind", AMBER),
    "no toolkit": ({"handover": Problem("toolkit-missing", "It is missing.", "Install it.")}, "handover", RED),
    "a small disk": ({"engine": EngineFacts("28.0", data="/d", free=30 * GB)}, "image", AMBER),
    "a full disk": ({"engine": EngineFacts("28.0", data="/d", free=5 * GB)}, "image", RED),
    "a disk nobody sees": ({"engine": EngineFacts("28.0", free=None)}, "image", AMBER),
    "the image is here": (
        {"image": ImageFacts(IMAGE, here=True), "engine": EngineFacts("28.0", free=0)},
        "image",
        GREEN,
    ),
    "a taken port": ({"port_taken": True, "next_port": 8001}, "port", RED),
    "little shared memory": ({"shared_memory": 64 << 20}, "shared-memory", RED),
    "little RAM": ({"memory": 3 * GIB}, "ram", AMBER),
    "no RAM": ({"memory": GIB}, "ram", RED),
}


@pytest.mark.parametrize(("changes", "code", "level"), CASES.values(), ids=CASES)
def test_each_obstacle_has_its_line(ready, changes, code, level):
    assert line(replace(ready, **changes), code).level is level


@pytest.mark.parametrize(
    ("changes", "level", "words"),
    [
        ({"model": replace(MODEL, to_fetch=0), "reachable": False}, GREEN, "on this machine"),
        ({"reachable": False}, RED, "does not answer"),
        ({"model": replace(MODEL, problem=GATED)}, RED, "gated"),
        ({"free": 5 * GB}, RED, "19.0 GB of Qwen/Qwen3-32B-AWQ are still to fetch"),
        ({"model": replace(MODEL, to_fetch=None)}, GREEN, "still to fetch"),
    ],
)
def test_where_the_model_comes_from(ready, changes, level, words):
    check = line(replace(ready, hub=replace(ready.hub, **changes)), "model")
    assert check.level is level
    assert words in check.says


@pytest.mark.parametrize(
    ("draft", "free", "level", "words"),
    [
        (replace(DRAFT, to_fetch=0), 500 * GB, GREEN, "The files of Qwen/Qwen3-0.6B are on this machine."),
        (DRAFT, 500 * GB, GREEN, "2.0 GB of Qwen/Qwen3-0.6B are still to fetch; /c has 481.0 GB free for it."),
        (DRAFT, 20 * GB, RED, "the disk of /c has 1.0 GB free for it"),  # the model takes 19
        (replace(DRAFT, problem=GATED), 500 * GB, RED, "gated"),
    ],
)
def test_a_draft_model_is_looked_after_like_its_model(ready, draft, free, level, words):
    facts = replace(ready, hub=replace(ready.hub, draft=draft, free=free))
    assert line(facts, "draft").level is level
    assert words in line(facts, "draft").says
    assert line(facts, "draft").title == "Draft model"
    assert line(facts, "model").level is GREEN


def test_a_draft_model_is_fetched_for_a_model_in_a_folder_too(ready):
    facts = replace(ready, hub=replace(ready.hub, model=None, draft=DRAFT))
    assert [check.code for check in judge(facts)][-1] == "draft"
    assert "500.0 GB free for it" in line(facts, "draft").says


def test_a_clock_that_is_off_is_told(ready):
    assert (
        line(replace(ready, hub=replace(ready.hub, skew=-7200)), "clock").says
        == "This machine's clock is 120 minutes behind."
    )


def test_the_driver_is_held_against_the_images_own_cuda(ready):
    old = replace(ready, detection=detection(rig("RTX 4090", "RTX 4090", driver="550.54")))
    assert line(old, "driver").level is RED
    assert line(old, "driver").fix == (
        "Update the driver to 580 or newer, or choose a vLLM before 0.20: its images run with yours."
    )
    ancient = replace(ready, detection=detection(rig("RTX 4090", "RTX 4090", driver="470.1")))
    assert line(ancient, "driver").fix == "Update the driver to 580 or newer."
    older_image = replace(old, image=ImageFacts(IMAGE, here=True, cuda=(12, 9)))
    assert line(older_image, "driver").level is GREEN


def test_a_card_that_the_image_has_no_code_for(ready):
    cards = ready.plan.rig
    old = replace(cards, gpus=tuple(replace(gpu, compute_capability=(7, 0)) for gpu in cards.gpus))
    facts = replace(ready, detection=detection(old), plan=replace(ready.plan, rig=old))
    assert line(facts, "capability").level is RED
    assert "7.0" in line(facts, "capability").says


def test_memory_that_others_hold_is_named_with_its_holders(ready):
    held = (GpuProcess(7, "Xorg", GIB), GpuProcess(8, "python3", 9 * GIB), GpuProcess(9, None, None))
    facts = replace(ready, detection=detection(ready.plan.rig, free=14 * GIB, processes=held))
    check = line(facts, "memory-0")
    assert check.level is RED
    assert "14.0 GiB of" in check.says
    assert "Held by python3 (9.0 GiB), Xorg (1.0 GiB), process 9." in check.says
    assert check.remedy is None  # with so little this model does not start


def test_what_one_click_may_change_is_offered(ready):
    """The share of the card that is free, where the plan starts with it, and the next free port."""
    facts = replace(ready, detection=detection(ready.plan.rig, free=20 * GIB), port_taken=True, next_port=8003)
    remedy = line(facts, "memory-1").remedy
    assert remedy.changes == (("gpu_memory_utilization", 0.83), ("kv_cache_memory_bytes", None))
    assert remedy.label == "Let vLLM use 83% of the card"
    assert line(facts, "port").port == 8003


def test_gpus_by_cdi_alone_are_green_and_said(ready):
    check = line(replace(ready, way=Way(cdi=True)), "handover")
    assert check.level is GREEN
    assert "nvidia.com/gpu" in check.says


class Refusing:
    """An engine that starts no container that was asked for in these ways, and finds no program in the others."""

    def __init__(self, **refusals):
        self.refusals, self.asked = refusals, []
        self.client = self.containers = self.images = self.api = self

    def import_image_from_data(self, *_, **__): ...

    def remove(self, *_, **__): ...

    @property
    def attrs(self):
        return {"HostConfig": {"DeviceRequests": self.asked[-1]["device_requests"]}}

    def create(self, *_, **asked):
        self.asked.append(asked)
        return self

    def start(self):
        asked = self.asked[-1]
        by_toolkit = asked["device_requests"][0].get("Driver") != "cdi"
        for why in filter(
            None, (by_toolkit and self.refusals.get("toolkit"), asked["ipc_mode"] and self.refusals.get("ipc"))
        ):
            raise APIError(why, explanation=why)
        raise APIError("no program", explanation='exec: "/nothing": stat /nothing: no such file or directory: unknown')


TOOLKIT = 'could not select device driver "" with capabilities: [[gpu]]'
IPC = 'error mounting "mqueue" to rootfs at "/dev/mqueue": operation not permitted'


@pytest.mark.parametrize(
    ("refusals", "way"),
    [
        ({}, Way()),
        ({"toolkit": TOOLKIT}, Way(cdi=True)),
        ({"ipc": IPC}, Way(ipc_host=False)),
        ({"toolkit": TOOLKIT, "ipc": IPC}, Way(cdi=True, ipc_host=False)),
    ],
)
def test_the_way_in_which_an_engine_hands_over_gpus_is_found_before_a_start(refusals, way):
    """docs/engines.md: CDI alone, and an engine without root rights."""
    assert hand_over(Refusing(**refusals), ("0",)) == (None, way)


def test_commands_are_written_as_the_engine_was_found_to_take_them(nvml_rig, capsys):
    """Those for this machine; one for a rig that is only planned says what is usual."""
    nvml_rig("2x4090")

    def planned(*rig):
        assert main(["plan", "Qwen/Qwen3-8B-AWQ", *rig]) == 0
        return capsys.readouterr().out

    assert "--gpus" in planned()
    engine_way.keep(Way(cdi=True, ipc_host=False))
    assert "--device nvidia.com/gpu=" in planned()
    assert "--gpus" not in planned()
    assert "--ipc" not in planned()
    assert "--gpus" in planned("--gpus", "RTX 4090")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"cdi": 1}', '{"cdi": true, "ipc_host": true, "more": true}'])
def test_a_damaged_note_of_the_engine_is_none(text):
    engine_way.keep(Way(cdi=True))
    assert engine_way.known() == Way(cdi=True)
    engine_way._file().write_text(text)
    assert engine_way.known() == Way()


def test_without_a_plan_only_the_machine_is_judged(ready):
    facts = replace(ready, plan=None, hub=replace(ready.hub, model=None))
    codes = {check.code for check in judge(facts)}
    assert not any(code.startswith("memory-") for code in codes)
    assert "hub" in codes


def test_the_hub_is_asked_for_the_draft_model_too(stub_hub, place, ready):
    stub_hub.add(checkpoints.model("c/model"))
    stub_hub.add(checkpoints.model("c/draft", gated="manual"))
    asked = '{"model": "c/draft", "num_speculative_tokens": 3}'

    def seen(**options):
        plan = replace(ready.plan, checkpoint=replace(ready.plan.checkpoint, model="c/model", revision=None))
        plan = replace(plan, options=replace(plan.options, **options))
        return look(no_engine, lambda: ready.detection, plan=plan, image=IMAGE, place=place)

    assert seen().hub.draft is None
    hub = seen(speculative_config=asked).hub
    assert hub.model.to_fetch > 5_000_000
    assert hub.draft.problem.code == "hub-gated-no-token"
    stub_hub.repos["c/draft"].gated = False
    hub = seen(speculative_config=asked).hub
    assert hub.draft == RepositoryFacts("c/draft", to_fetch=hub.model.to_fetch)


def no_engine():
    raise refuse("engine-missing", "None was found.", "Install Docker.")
