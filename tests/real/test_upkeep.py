# SPDX-License-Identifier: Apache-2.0
"""Living with servers, on a real engine: their list, restart policy, newer images, and what a removal frees."""

import threading
import time
from dataclasses import replace

import docker
import pytest
from engine_plugin import IMAGE, load_stub
from rigwise.core.hardware.detection import Detection, Device, GpuProcess
from rigwise.core.launch.chat import ask
from rigwise.core.launch.fleet import look, named
from rigwise.core.launch.follow import wait_ready
from rigwise.core.launch.server import inspect, servers, start, stop
from rigwise.core.launch.upkeep import frees, remove_with_image, renew, set_restart
from rigwise.core.problems import RigwiseError
from rigwise.core.serving.container import LABEL, ContainerSpec

pytestmark = pytest.mark.engine
NEVER = threading.Event()
NEWER = "vllm/vllm-openai:v0.34.0"


@pytest.fixture
def spec(port):
    labels = ((LABEL, "1"), (f"{LABEL}.model", "some/model"), (f"{LABEL}.port", str(port)), (f"{LABEL}.vllm", "0.33.0"))
    return ContainerSpec(f"rigwise-up-{port}", IMAGE, ("some/model",), ("0", "1"), port=port, labels=labels)


@pytest.fixture
def newer(engine, stub_layer, private_engine):
    """The next release, already on this machine."""
    load_stub(private_engine.url, stub_layer, NEWER)
    yield NEWER
    for container in engine.client.containers.list(all=True):
        container.remove(force=True)
    engine.client.images.remove(NEWER, force=True)


def up(engine, server):
    assert wait_ready(engine, server.id, threading.Event()).running
    return server


def in_mode(spec, mode):
    return replace(spec, environment=(("STUB_MODE", mode),))


def test_the_list_tells_load_speed_and_memory(engine, spec):
    server = up(engine, start(engine, spec))
    (first,) = look(engine)
    assert (first.state, first.metrics.running, first.tokens_per_second) == ("ready", 0, None)
    ask(server.address, "Hello?", NEVER, lambda piece: None)
    pid = int(engine.client.api.top(server.id, ps_args="-o pid")["Processes"][-1][0])
    from rigwise.core.hardware.catalogue import compose

    gpu = replace(compose(["RTX 4090"]).gpus[0], index=1)
    held = Detection(devices=(Device(gpu, processes=(GpuProcess(pid, "python3", 5 << 30), GpuProcess(1, "init", 1))),))
    (second,) = look(engine, held, (first,))
    assert second.tokens_per_second > 0
    assert second.memory == ((1, 5 << 30),)
    stop(engine, server.id)
    assert look(engine)[0].state == "stopped"


def test_a_failed_and_a_starting_server_are_told_apart(engine, spec):
    failed = start(engine, in_mode(spec, "oom"))
    other = replace(in_mode(spec, "hang"), name=spec.name + "-b", port=spec.port + 1)
    starting = start(engine, other)
    deadline = time.monotonic() + 10
    while inspect(engine, failed.id).running and time.monotonic() < deadline:
        time.sleep(0.1)
    states = {view.server.id: view.state for view in look(engine)}
    assert states == {failed.id: "failed", starting.id: "starting"}


def test_a_server_is_meant_by_name_model_or_id(engine, spec):
    server = start(engine, spec)
    for words in (server.name, server.name.removeprefix("rigwise-"), "some/model", server.id[:8]):
        assert named(engine, words).id == server.id
    start(engine, replace(spec, name=spec.name + "-b", port=spec.port + 1))
    with pytest.raises(RigwiseError, match="several"):
        named(engine, "some/model")


def test_whether_it_starts_with_the_machine_can_be_changed(engine, spec):
    server = start(engine, spec)
    assert server.restart_policy == "no"
    assert set_restart(engine, server.id, on_boot=True).restart_policy == "unless-stopped"
    assert set_restart(engine, server.id, on_boot=False).restart_policy == "no"


def test_a_removal_says_what_it_frees(engine, spec, newer):
    server = start(engine, replace(spec, image=newer))
    freed = frees(engine, server)
    assert freed.image > 10 << 20
    assert "frees" in freed.sentence
    start(engine, replace(spec, image=newer, name=spec.name + "-b", port=spec.port + 1))
    assert frees(engine, server).image is None  # the other one needs it too


def test_a_removal_with_its_image(engine, spec, stub_layer, private_engine):
    load_stub(private_engine.url, stub_layer, NEWER)
    remove_with_image(engine, start(engine, replace(spec, image=NEWER)))
    assert servers(engine) == ()
    with pytest.raises(docker.errors.ImageNotFound):
        engine.client.images.get(NEWER)


def test_a_server_moves_to_a_newer_image(engine, spec, newer):
    old = up(engine, start(engine, spec))
    new = renew(engine, old.id, newer, NEVER, print)
    assert [server.id for server in servers(engine)] == [new.id]
    assert (new.image, new.vllm, new.name, new.port, new.model) == (newer, "0.34.0", old.name, old.port, old.model)
    host = engine.client.api.inspect_container(new.id)["HostConfig"]
    assert (host["CapDrop"], host["Init"]) == (["ALL"], True)
    assert "no-new-privileges" in host["SecurityOpt"]
    assert host["DeviceRequests"][0]["DeviceIDs"] == ["0", "1"]
    assert ask(up(engine, new).address, "Hello?", NEVER, lambda piece: None).tokens == 13


def test_a_new_image_that_does_not_start_brings_the_old_server_back(private_engine, engine, spec, newer):
    old = up(engine, start(engine, spec))
    with (
        private_engine.refuse_gpus("nvidia-container-cli: initialization error: nvml error: driver not loaded"),
        pytest.raises(RigwiseError),
    ):
        renew(engine, old.id, newer, NEVER, print)
    (back,) = servers(engine)
    assert (back.id, back.name, back.image) == (old.id, old.name, IMAGE)
