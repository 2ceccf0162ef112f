# SPDX-License-Identifier: Apache-2.0
"""What else happens to a server: it is killed, paused or removed from outside, its port or name is taken, it never answers."""

import socket
import threading
from dataclasses import replace

import pytest
from engine_plugin import IMAGE, free_port
from faults import STAGES, Watcher, at_once, busy_threads, code_of, until, up, zombies
from rigwise.core.interruptible import Cancelled
from rigwise.core.launch.bring_up import bring_up, take_down
from rigwise.core.launch.ending import ended
from rigwise.core.launch.engine import connect
from rigwise.core.launch.fleet import look
from rigwise.core.launch.follow import healthy, wait_ready
from rigwise.core.launch.server import inspect, remove, restart, servers, start, stop
from rigwise.core.launch.until_ready import until_ready
from rigwise.core.serving.container import LABEL, ContainerSpec

pytestmark = pytest.mark.engine
NEVER = threading.Event()


@pytest.fixture(autouse=True)
def nothing_left():
    """No thread and no zombie; the engine's own fixture removes the containers."""
    yield
    until(lambda: not busy_threads(), 10)
    assert zombies() == []


@pytest.fixture
def spec(port):
    labels = ((LABEL, "1"), (f"{LABEL}.model", "some/model"), (f"{LABEL}.port", str(port)))
    return ContainerSpec(f"rigwise-fault-{port}", IMAGE, ("some/model",), ("0",), port=port, labels=labels)


def told(spec, **settings):
    return replace(spec, environment=tuple((name, str(value)) for name, value in settings.items()))


@pytest.mark.parametrize("stage", STAGES)
def test_a_container_killed_from_outside_at_each_stage(engine, spec, stage):
    server = start(engine, told(spec, STUB_HOLD=stage, STUB_STEP=0))
    watcher = Watcher(engine, server.id)
    until(lambda: watcher.at(stage))
    engine.client.containers.get(server.id).kill()
    last = watcher.join()
    assert (last.status, last.exit_code) == ("exited", 137)
    assert ended(last, watcher.lines).code == "server-killed"
    restart(engine, server.id)
    up(engine, server.id)
    remove(engine, server.id)
    assert servers(engine) == ()


@pytest.mark.parametrize("stage", ["loading", "ready"])
def test_a_container_removed_from_outside(engine, spec, stage):
    server = start(engine, told(spec, STUB_HOLD=stage, STUB_STEP=0))
    watcher = Watcher(engine, server.id)
    until(lambda: watcher.at(stage))
    engine.client.containers.get(server.id).remove(force=True)
    end = watcher.join()
    assert end == "server-gone" or end.exit_code == 137  # seen between its death and its removal
    assert code_of(stop, engine, server.id) == "server-gone"
    assert code_of(remove, engine, server.id) is None  # what was wanted is so


def test_a_container_paused_from_outside_has_not_ended(engine, spec):
    server = start(engine, told(spec, STUB_HOLD="loading", STUB_STEP=0))
    watcher = Watcher(engine, server.id)
    until(lambda: watcher.at("loading"))
    container = engine.client.containers.get(server.id)
    container.pause()
    waiting = []
    thread = threading.Thread(target=lambda: waiting.append(wait_ready(engine, server.id, NEVER)))
    thread.start()
    thread.join(1)
    assert thread.is_alive(), "a paused server was given up"
    container.unpause()
    container.kill("SIGUSR1")
    thread.join(20)
    assert healthy(waiting[0])
    remove(engine, server.id)
    watcher.join()


def test_of_two_rigwises_on_one_port_one_runs_and_the_other_is_told(engine, spec):
    for _ in range(2):
        ends: list[object] = []
        together = threading.Barrier(2)

        def start_one(name, ends=ends, together=together):
            together.wait(10)
            ends.append(code_of(lambda: bring_up(connect, replace(spec, name=name), NEVER, print).engine.close()))

        threads = [threading.Thread(target=start_one, args=(f"rigwise-{one}-{spec.port}",)) for one in "ab"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        assert sorted(ends, key=str) == [None, "port-taken"]
        (server,) = servers(engine)
        assert server.running
        remove(engine, server.id)


def test_a_port_taken_between_stop_and_start(engine, spec):
    server = start(engine, told(spec, STUB_STEP=0))
    up(engine, server.id)
    stop(engine, server.id)
    with socket.create_server(("127.0.0.1", spec.port)):
        assert code_of(restart, engine, server.id) == "port-taken"
        assert [one.id for one in servers(engine)] == [server.id]  # it stays for another try
    restart(engine, server.id)
    up(engine, server.id)


def test_two_rigwises_stop_and_remove_the_same_server(engine, spec):
    server = start(engine, told(spec, STUB_STEP=0))
    ends: list[object] = []

    def end_it():
        connection = connect()
        ends.append(code_of(remove, connection, server.id))
        connection.close()

    at_once(end_it, 3)
    assert ends == [None] * 3
    assert servers(engine) == ()


def test_a_server_that_never_becomes_healthy_is_waited_for_until_somebody_gives_up(engine, spec):
    started = bring_up(connect, told(spec, STUB_MODE="unhealthy", STUB_STEP=0), NEVER, lambda news: None)
    cancel, seen = threading.Event(), []

    def heard(batch):
        seen.append(batch)
        if any("startup complete" in line for line in getattr(batch, "lines", ())):
            threading.Timer(0.5, cancel.set).start()

    with pytest.raises(Cancelled):
        until_ready(started, cancel, heard)
    assert [view.state for view in look(engine)] != ["failed"]
    take_down(started)
    assert servers(engine) == ()


def test_a_list_of_servers_lives_with_one_that_lies(engine, spec):
    liar = start(engine, told(spec, STUB_MODE="lying-metrics", STUB_STEP=0))
    other = free_port()
    labels = tuple((name, str(other) if name.endswith(".port") else value) for name, value in spec.labels)
    honest = start(engine, told(replace(spec, name=f"{spec.name}-2", port=other, labels=labels), STUB_STEP=0))
    for server in (liar, honest):
        up(engine, server.id)
    views = {view.server.id: view for view in look(engine)}
    assert {view.state for view in views.values()} == {"ready"}
    assert views[honest.id].metrics.running == 0
    assert (views[liar.id].metrics.waiting, views[liar.id].metrics.kv_usage) == (None, None)


def test_a_server_ended_for_want_of_memory_while_it_is_watched(engine, spec):
    container = engine.client.containers.create(
        IMAGE, ["some/model"], name=spec.name, labels=dict(spec.labels), mem_limit="64m", memswap_limit="64m",
        environment={"STUB_MODE": "eat-memory", "STUB_STEP": "0"}, restart_policy={"Name": "unless-stopped"},
    )  # fmt: skip
    container.start()
    last = Watcher(engine, container.id).join()
    assert last.crash_loop  # it would begin anew for ever
    assert inspect(engine, container.id).status == "exited"
