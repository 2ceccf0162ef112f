# SPDX-License-Identifier: Apache-2.0
"""The engine dies, at each stage of a start, and comes back: what is said, what is there afterwards, and that it goes on."""

import threading
from dataclasses import replace

import docker
import pytest
from engine_plugin import IMAGE, free_port
from faults import STAGES, Watcher, busy_threads, code_of, until, up, zombies
from rigwise.core.interruptible import Cancelled
from rigwise.core.launch import run as runs
from rigwise.core.launch.bring_up import bring_up, find_running, regain
from rigwise.core.launch.ending import ended, ended_with_engine
from rigwise.core.launch.engine import connect
from rigwise.core.launch.follow import wait_ready
from rigwise.core.launch.run import Phase
from rigwise.core.launch.server import inspect, remove, restart, servers, start, stop
from rigwise.core.launch.until_ready import until_ready
from rigwise.core.problems import RigwiseError
from rigwise.core.serving.container import LABEL, CacheMount, ContainerSpec

pytestmark = pytest.mark.engine
NEVER = threading.Event()


@pytest.fixture
def mortal(engines, monkeypatch):
    """The engine that Rigwise finds in this test, with a `docker`-like look from outside."""
    yield from _ready_to_die(engines(), monkeypatch)


@pytest.fixture
def surviving(engines, monkeypatch):
    """Its containers outlive it (live-restore)."""
    yield from _ready_to_die(engines("--live-restore"), monkeypatch)


def _ready_to_die(engine, monkeypatch):
    monkeypatch.setenv("DOCKER_HOST", engine.url)
    yield engine
    if engine.process.poll() is not None:
        engine.again()
    client = docker.DockerClient(base_url=engine.url, timeout=30)
    for container in client.containers.list(all=True, ignore_removed=True):
        container.remove(force=True)
    client.close()
    until(lambda: not busy_threads(), 10)
    assert zombies() == []


@pytest.fixture
def spec(tmp_path, port):
    return ContainerSpec(
        name=f"rigwise-mortal-{port}",
        image=IMAGE,
        arguments=("some/model",),
        devices=("0",),
        port=port,
        mounts=(CacheMount(str(tmp_path / "cache" / "huggingface"), "/root/.cache/huggingface"),),
        labels=((LABEL, "1"), (f"{LABEL}.model", "some/model"), (f"{LABEL}.port", str(port))),
    )


def held(spec, stage, **settings):
    told = {"STUB_MODE": "ok", "STUB_HOLD": stage, **settings}
    return replace(spec, environment=tuple((name, str(value)) for name, value in told.items()))


@pytest.mark.parametrize("stage", STAGES)
def test_an_engine_that_dies_during_a_start_and_comes_back(mortal, spec, stage):
    connection = connect()
    server = start(connection, held(spec, stage))
    watcher = Watcher(connection, server.id)
    until(lambda: watcher.at(stage))
    waiting = []
    asking = threading.Thread(target=lambda: waiting.append(code_of(wait_ready, connection, server.id, NEVER)))
    asking.start()
    if stage == "ready":
        asking.join(5)
        waiting.append("engine-lost")
    mortal.kill()
    assert watcher.join() == "engine-lost"
    asking.join(20)
    assert waiting[-1] == "engine-lost"
    assert code_of(connect) == "engine-stopped"
    connection.close()

    back = []
    regaining = threading.Thread(target=lambda: back.append(regain(connect, server.id, NEVER)))
    regaining.start()  # begun while it is away, as the window does
    mortal.again()
    regaining.join(20)
    (found,) = back
    assert (found.server.id, found.server.alive) == (server.id, False)  # Docker ended it when it came back
    assert ended_with_engine(found.server, watcher.lines).code == "server-ended-with-engine"
    assert [one.id for one in servers(found.engine)] == [server.id]
    restart(found.engine, server.id)
    up(found.engine, server.id)
    remove(found.engine, server.id)
    assert found.engine.client.containers.list(all=True) == []
    found.engine.close()


def test_an_engine_that_dies_while_a_server_stops(mortal, spec):
    connection = connect()
    server = start(connection, held(spec, "stopping"))
    up(connection, server.id)
    ends = []
    stopping = threading.Thread(target=lambda: ends.append(code_of(stop, connection, server.id)))
    stopping.start()
    watcher = Watcher(connection, server.id)
    until(lambda: watcher.at("stopping"))
    mortal.kill()
    stopping.join(20)
    assert ends == ["engine-lost"]
    assert watcher.join() == "engine-lost"
    connection.close()
    mortal.again()
    found = regain(connect, server.id, NEVER)
    assert not found.server.alive
    remove(found.engine, server.id)
    assert servers(found.engine) == ()
    found.engine.close()


@pytest.fixture
def half_made(mortal, spec):
    """The engine died between a container's creation and its start, and is back; Rigwise could not even remove it."""
    with mortal.keep_waiting():
        ends = []
        starting = threading.Thread(
            target=lambda: ends.append(code_of(bring_up, connect, spec, NEVER, lambda news: None))
        )
        starting.start()
        until(lambda: (mortal.folder / "waiting").exists())
        mortal.kill()
        starting.join(20)
    assert ends == ["engine-lost"]
    mortal.again()
    connection = connect()
    (left,) = servers(connection)
    assert left.status == "created"
    yield connection
    connection.close()


def test_what_a_dead_engine_left_half_made_makes_room_for_the_next_start(half_made, spec):
    started = bring_up(connect, replace(spec, port=free_port()), NEVER, lambda news: None)
    assert [one.id for one in servers(half_made)] == [started.server.id]
    remove(started.engine, started.server.id)
    started.engine.close()


def test_a_port_that_docker_still_holds_for_nobody_is_told_from_a_taken_one(half_made, spec):
    assert code_of(bring_up, connect, spec, NEVER, lambda news: None) == "port-stuck"
    assert servers(half_made) == ()


def test_what_a_dead_engine_left_half_made_is_swept_when_rigwise_opens(half_made):
    assert find_running(connect) is None
    assert servers(half_made) == ()


@pytest.mark.parametrize("stage", ["loading", "ready"])
def test_a_server_that_outlives_its_engine_is_followed_on(surviving, spec, stage):
    connection = connect()
    server = start(connection, held(spec, stage))
    watcher = Watcher(connection, server.id)
    until(lambda: watcher.at(stage))
    surviving.kill()
    assert watcher.join() == "engine-lost"
    connection.close()
    surviving.again()
    found = regain(connect, server.id, NEVER)
    assert (found.server.running, found.server.started_at) == (True, server.started_at)
    again = Watcher(found.engine, server.id)
    until(lambda: again.at(stage))  # the whole of its present run is read anew
    found.engine.client.containers.get(server.id).kill("SIGUSR1")
    up(found.engine, server.id)
    assert any("Starting to load model" in line for line in again.lines)
    remove(found.engine, server.id)
    again.join()
    found.engine.close()


def test_a_server_that_starts_with_the_machine_is_followed_through_its_next_start(mortal, spec):
    connection = connect()
    server = start(connection, replace(held(spec, "loading"), restart="unless-stopped"))
    watcher = Watcher(connection, server.id)
    until(lambda: watcher.at("loading"))
    mortal.crash()
    assert watcher.join() == "engine-lost"
    connection.close()
    mortal.again()
    found = regain(connect, server.id, NEVER)
    assert found.server.started_at != server.started_at
    again = Watcher(found.engine, server.id)
    up(found.engine, server.id)
    until(lambda: again.at("ready"))
    assert "held at loading" not in again.lines, "a word of the run before"
    remove(found.engine, server.id)
    again.join()
    found.engine.close()


def test_a_start_in_the_terminal_says_that_the_engine_is_gone(mortal, spec):
    started = bring_up(connect, held(spec, "compiling"), NEVER, lambda news: None)
    threading.Timer(1, mortal.kill).start()
    with pytest.raises(RigwiseError) as lost:
        until_ready(started, NEVER, lambda news: None)
    assert lost.value.problem.code == "engine-lost"
    assert "Docker stopped answering" in lost.value.problem.message
    started.engine.close()


def test_waiting_for_an_engine_can_be_given_up(mortal, spec):
    mortal.kill()
    cancel = threading.Event()
    threading.Timer(0.3, cancel.set).start()
    with pytest.raises(Cancelled):
        regain(connect, "whatever", cancel)


def test_a_server_that_was_removed_meanwhile_is_said_to_be_gone(mortal, spec):
    connection = connect()
    server = start(connection, spec)
    remove(connection, server.id)
    assert code_of(regain, connect, server.id, NEVER) == "server-gone"
    assert code_of(inspect, connection, server.id) == "server-gone"
    connection.close()


def test_the_run_tells_what_came_of_it(mortal, spec):
    connection = connect()
    server = start(connection, spec)
    assert runs.regained(server).phase is Phase.LOADING
    over = runs.regained(stop(connection, server.id), ended(server))
    assert (over.phase, runs.headline(over)) == (Phase.STOPPED, "The server has ended.")
    connection.close()
