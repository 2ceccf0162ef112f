# SPDX-License-Identifier: Apache-2.0
"""From start to the first token and back, on a real container engine."""

import shutil
import socket
import subprocess
import sys
import threading
import time
from dataclasses import replace

import pytest
from engine_plugin import IMAGE, free_port, load_stub, start_engine
from faults import at_once
from rigwise.core.interruptible import Cancelled
from rigwise.core.launch.chat import FIRST_QUESTION, ask
from rigwise.core.launch.ending import ended
from rigwise.core.launch.engine import connect
from rigwise.core.launch.follow import LogBatch, Stage, follow, healthy, wait_ready, watch
from rigwise.core.launch.keys import read_key
from rigwise.core.launch.server import inspect, remove, restart, servers, start, stop
from rigwise.core.problems import RigwiseError
from rigwise.core.serving.container import LABEL, CacheMount, ContainerSpec, on_network
from rigwise.core.serving.docker import argv

pytestmark = pytest.mark.engine
NEVER = threading.Event()


def ready(engine, server, seconds=30):
    """The server once it answers; a test never waits for ever."""
    patience = threading.Event()
    timer = threading.Timer(seconds, patience.set)
    timer.start()
    try:
        found = wait_ready(engine, server.id, patience)
    finally:
        timer.cancel()
    assert found is not None, "not ready in time"
    return found


@pytest.fixture
def spec(tmp_path, port):
    return ContainerSpec(
        name=f"rigwise-test-{port}",
        image=IMAGE,
        arguments=("some/model", "--max-model-len", "32768"),
        devices=("0", "1"),
        port=port,
        mounts=(CacheMount(str(tmp_path / "cache" / "huggingface"), "/root/.cache/huggingface"),),
        labels=((LABEL, "1"), (f"{LABEL}.model", "some/model"), (f"{LABEL}.port", str(port))),
    )


def in_mode(spec, mode, **settings):
    return replace(spec, environment=(("STUB_MODE", mode), *((name, str(value)) for name, value in settings.items())))


def code_of(call, *arguments):
    with pytest.raises(RigwiseError) as refused:
        call(*arguments)
    assert refused.value.problem.fix
    return refused.value.problem.code


def log_of(engine, server, report=lambda batch: None):
    batches: list[LogBatch] = []
    last = follow(engine, server.id, NEVER, lambda batch: (batches.append(batch), report(batch)))
    return last, [line for batch in batches for line in batch.lines], batches


def test_a_server_starts_answers_stops_and_leaves_nothing(engine, spec):
    server = start(engine, spec)
    assert server.running
    up = ready(engine, server)
    assert healthy(up)
    pieces: list[str] = []
    answer = ask(up.address, FIRST_QUESTION, NEVER, pieces.append)
    assert answer.text == "".join(pieces)
    assert answer.text.startswith("Hello")
    assert answer.tokens == 13
    assert 0 < answer.time_to_first_token < answer.seconds
    assert answer.tokens_per_second > 1
    stopped = stop(engine, server.id)
    assert (stopped.status, stopped.exit_code) == ("exited", 0)
    again = restart(engine, server.id)
    assert ready(engine, again).running
    remove(engine, server.id)
    remove(engine, server.id)
    assert servers(engine) == ()


def test_the_container_gets_the_gpus_it_was_promised(engine, spec):
    server = start(engine, spec)
    ready(engine, server)
    stop(engine, server.id)
    _, lines, _ = log_of(engine, server)
    assert any("gpus handed over: 0,1" in line for line in lines)


def test_the_port_is_on_loopback_only(engine, spec):
    server = start(engine, spec)
    bindings = engine.client.containers.get(server.id).attrs["HostConfig"]["PortBindings"]
    assert bindings == {"8000/tcp": [{"HostIp": "127.0.0.1", "HostPort": str(spec.port)}]}


def test_the_log_tells_the_stages_in_order_and_progress_bars_do_not_pile_up(engine, spec):
    server = start(engine, in_mode(spec, "ok", STUB_STEP=0.1))
    stages: list[Stage] = []
    cancel = threading.Event()

    def report(batch):
        if not stages or batch.stage is not stages[-1]:
            stages.append(batch.stage)
        if batch.stage is Stage.READY:
            cancel.set()

    follow(engine, server.id, cancel, report)
    assert stages == list(Stage)
    stop(engine, server.id)
    _, lines, _ = log_of(engine, server)
    bars = [line for line in lines if line.startswith("Capturing CUDA graphs")]
    assert len(bars) == 1
    assert "| 11/11 [" in bars[0]


def test_a_server_is_found_again_half_way_through_its_start(engine, spec):
    started = start(engine, in_mode(spec, "ok", STUB_STEP=0.3))
    later = connect()  # as a Rigwise that was closed and opened again
    (found,) = servers(later)
    assert (found.id, found.model, found.port) == (started.id, "some/model", spec.port)
    assert healthy(ready(later, found))
    later.close()


def test_other_peoples_containers_are_not_ours(engine, spec):
    foreign = engine.client.containers.create(IMAGE, name="somebody-elses")
    assert servers(engine) == ()
    assert code_of(stop, engine, foreign.id) == "server-foreign"
    assert code_of(remove, engine, foreign.id) == "server-foreign"


def test_a_name_that_is_taken(engine, spec):
    start(engine, spec)
    assert code_of(start, engine, replace(spec, port=free_port())) == "name-taken"


def test_a_port_taken_by_a_program_leaves_no_container_behind(engine, spec):
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", spec.port))
        holder.listen()
        assert code_of(start, engine, spec) == "port-taken"
    assert servers(engine) == ()
    assert start(engine, spec).running


def test_a_port_taken_by_a_container(engine, spec):
    start(engine, spec)
    assert code_of(start, engine, replace(spec, name=spec.name + "-2")) == "port-taken"


def test_an_image_that_is_not_there(engine, spec):
    assert code_of(start, engine, replace(spec, image="vllm/vllm-openai:v9.9.9")) == "image-missing"


def test_a_model_folder_that_is_gone(engine, spec):
    gone = replace(spec, mounts=(CacheMount("/nonexistent/model", "/model", read_only=True),))
    assert code_of(start, engine, gone) == "folder-missing"


def test_a_home_that_cannot_be_written(engine, spec, tmp_path):
    (tmp_path / "file").write_text("in the way")
    blocked = replace(spec, mounts=(CacheMount(str(tmp_path / "file" / "cache"), "/root/.cache/huggingface"),))
    assert code_of(start, engine, blocked) == "cache-unwritable"
    assert servers(engine) == ()


@pytest.mark.parametrize(
    ("mode", "code"),
    [("oom", "oom-gpu"), ("kv-too-small", "context-over-kv"), ("bad-flag", "argument-unknown")],
)
def test_a_server_that_exits_at_once_says_why(engine, spec, mode, code):
    server = start(engine, in_mode(spec, mode))
    last, lines, _ = log_of(engine, server)
    assert last.exit_code in (1, 2)
    assert ended(last, tuple(lines)).code == code


def test_a_server_that_dies_without_a_word(engine, spec):
    last, lines, _ = log_of(engine, start(engine, in_mode(spec, "crash")))
    assert ended(last, tuple(lines)).message == "The server gave up with exit code 139."
    assert ready(engine, last).status == "exited"


def test_a_server_that_runs_out_of_memory(engine, spec):
    container = engine.client.containers.create(
        IMAGE, ["some/model"], name=spec.name, labels=dict(spec.labels), mem_limit="64m", memswap_limit="64m",
        environment={"STUB_MODE": "eat-memory"},
    )  # fmt: skip
    container.start()
    last, _, _ = log_of(engine, inspect(engine, container.id))
    assert last.out_of_memory
    assert ended(last).code == "server-out-of-memory"


def test_a_server_that_never_becomes_healthy_can_be_given_up(engine, spec):
    server = start(engine, in_mode(spec, "unhealthy"))
    cancel = threading.Event()
    threading.Timer(1.0, cancel.set).start()
    assert wait_ready(engine, server.id, cancel) is None


def test_a_server_that_ignores_the_polite_word_is_ended_anyway(engine, spec):
    server = start(engine, in_mode(spec, "ignore-term"))
    ready(engine, server)
    stopped = stop(engine, server.id, timeout_s=1)
    assert stopped.exit_code == 137
    assert ended(stopped).code == "server-killed"


def test_a_container_that_is_killed_from_outside(engine, spec):
    server = start(engine, spec)
    ready(engine, server)
    engine.client.containers.get(server.id).kill()
    last, lines, _ = log_of(engine, server)
    assert ended(last, tuple(lines)).code == "server-killed"
    engine.client.containers.get(server.id).remove()
    assert code_of(inspect, engine, server.id) == "server-gone"


def test_a_server_that_dies_later_is_noticed(engine, spec):
    server = start(engine, in_mode(spec, "crash-later"))
    assert healthy(ready(engine, server))
    last, lines, _ = log_of(engine, server)
    assert "EngineDeadError" in ended(last, tuple(lines)).message


def test_ten_thousand_lines_a_second_arrive_complete_and_in_batches(engine, spec):
    server = start(engine, in_mode(spec, "flood", STUB_LINES=30000, STUB_RATE=10000, STUB_STEP=0))
    batches: list[LogBatch] = []
    cancel = threading.Event()

    def report(batch):
        batches.append(batch)
        if batch.stage is Stage.READY:
            cancel.set()

    began = time.perf_counter()
    follow(engine, server.id, cancel, report)
    seconds = time.perf_counter() - began
    flood = [line for batch in batches for line in batch.lines if "[flood]" in line]
    assert len(flood) == 30000
    assert flood[-1].endswith("line 29999 of 30000, with some more words to read")
    assert len(batches) < seconds / 0.05 + 30000 / 2000 + 10


def test_garbage_and_endless_lines_do_no_harm(engine, spec):
    server = start(engine, in_mode(spec, "garbage"))
    ready(engine, server)
    stop(engine, server.id)
    _, lines, _ = log_of(engine, server)
    assert "red \ufffd\ufffd" in lines
    assert max(map(len, lines)) < 10_000
    assert any("Application startup complete" in line for line in lines)


def test_a_server_started_again_tells_of_its_present_run_only(engine, spec):
    server = start(engine, in_mode(spec, "ok", STUB_STEP=0.15))
    ready(engine, server)
    stop(engine, server.id)
    again = restart(engine, server.id)
    cancel, stages = threading.Event(), []

    def report(batch):
        stages.append(batch.stage)
        if batch.stage is Stage.READY:
            cancel.set()

    follow(engine, again.id, cancel, report)
    assert stages[0] is Stage.STARTING
    assert stages[-1] is Stage.READY


def test_a_new_plan_takes_the_place_of_an_ended_server_of_the_same_name(engine, spec):
    first = start(engine, in_mode(spec, "oom"))
    log_of(engine, first)
    second = start(engine, spec)
    assert [server.id for server in servers(engine)] == [second.id]


def test_a_strangers_container_of_the_same_name_stays(engine, spec):
    foreign = engine.client.containers.create(IMAGE, name=spec.name)
    assert code_of(start, engine, spec) == "name-taken"
    assert engine.client.containers.get(foreign.id).status == "created"


def test_a_start_that_was_cancelled_leaves_no_container(engine, spec):
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(Cancelled):
        start(engine, spec, cancel)
    assert servers(engine) == ()


def test_a_server_survives_a_rigwise_that_was_killed(engine_url, engine, spec):
    code = (
        "import os, signal\n"
        "from rigwise.core.launch.engine import connect\n"
        "from rigwise.core.launch.server import start\n"
        "from rigwise.core.serving.container import *\n"
        f"start(connect(), {in_mode(spec, 'ok', STUB_STEP=0.2)!r})\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == -9, done.stderr
    (found,) = servers(engine)
    assert not healthy(found)  # half-way through its start
    assert healthy(ready(engine, found))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (
            "nvidia-container-cli: requirement error: unsatisfied condition: cuda>=13.0, please update your driver",
            "driver-too-old",
        ),
        ("nvidia-container-cli: initialization error: nvml error: driver not loaded: unknown", "driver-missing"),
        ("nvidia-container-cli: initialization error: nvml error: driver/library version mismatch", "driver-mismatch"),
        ("nvidia-container-cli: device error: 5: unknown device: unknown", "gpu-unknown"),
    ],
)
def test_gpus_that_the_toolkit_refuses(private_engine, engine, spec, words, code):
    with private_engine.refuse_gpus(words):
        assert code_of(start, engine, spec) == code
    assert servers(engine) == ()


def test_an_image_that_is_no_server(engine, spec):
    engine.client.api.import_image_from_data(
        b"\0" * 1024, repository="rigwise/empty", tag="v1", changes=['ENTRYPOINT ["vllm"]']
    )
    last, lines, _ = log_of(engine, start(engine, replace(spec, image="rigwise/empty:v1")))
    assert last.exit_code == 127
    assert "exec vllm failed" in lines[-1]


def test_an_engine_without_the_toolkit_says_so_and_keeps_nothing(bare_engine, monkeypatch, spec):
    monkeypatch.setenv("DOCKER_HOST", bare_engine.url)
    connection = connect()
    assert code_of(start, connection, spec) == "toolkit-missing"
    assert servers(connection) == ()
    connection.close()


def test_a_question_to_nobody(port):
    assert code_of(ask, f"http://127.0.0.1:{port}", "Hello?", NEVER, print) == "server-silent"


def test_a_server_that_wants_a_key(engine, spec):
    server = ready(engine, start(engine, replace(spec, environment=(("VLLM_API_KEY", "s3cret"),))))
    assert code_of(ask, server.address, "Hello?", NEVER, print) == "api-key"
    assert ask(server.address, "Hello?", NEVER, lambda piece: None, api_key="s3cret").tokens == 13


def test_a_server_that_dies_in_mid_answer(engine, spec):
    server = ready(engine, start(engine, in_mode(spec, "crash-answering")))
    pieces: list[str] = []
    assert code_of(ask, server.address, "Hello?", NEVER, pieces.append) == "answer-broken"
    assert pieces


def test_a_question_that_nobody_answers_can_be_given_up_at_once(engine, spec):
    server = ready(engine, start(engine, in_mode(spec, "silent")))
    cancel = threading.Event()
    threading.Timer(0.5, cancel.set).start()
    began = time.perf_counter()
    assert ask(server.address, "Hello?", cancel, print) is None
    assert time.perf_counter() - began < 1.5


def test_nothing_secret_is_in_what_the_engine_tells(engine, spec, tmp_path):
    token = tmp_path / "token"
    token.write_text("hf_verysecret")
    server = start(engine, replace(spec, token_file=str(token)))
    attrs = engine.client.api.inspect_container(server.id)
    assert "hf_verysecret" not in str(attrs)
    assert any(mount["Destination"] == "/run/secrets/hf_token" and not mount["RW"] for mount in attrs["Mounts"])


def test_the_printed_command_makes_the_same_container(engine_url, engine, spec, tmp_path):
    client = shutil.which("docker")
    if client is None:
        pytest.fail("the docker command is missing; please run: apt-get install docker.io")
    (tmp_path / "cache/huggingface").mkdir(parents=True)
    mine = engine.client.api.inspect_container(ready(engine, start(engine, spec)).id)
    remove(engine, mine["Id"])
    done = subprocess.run([client, "-H", engine_url, *argv(spec)[1:]], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    theirs = engine.client.api.inspect_container(done.stdout.strip())
    for path in (
        ("Config", "Cmd"),
        ("Config", "Env"),
        ("Config", "Labels"),
        ("HostConfig", "PortBindings"),
        ("HostConfig", "IpcMode"),
        ("HostConfig", "Init"),
        ("HostConfig", "SecurityOpt"),
        ("HostConfig", "CapDrop"),
        ("HostConfig", "CapAdd"),
        ("HostConfig", "LogConfig"),
    ):
        assert theirs[path[0]][path[1]] == mine[path[0]][path[1]], path
    request = {"Driver": "", "Count": 0, "DeviceIDs": ["0", "1"], "Capabilities": [["gpu"]], "Options": {}}
    for made in (mine, theirs):
        (got,) = made["HostConfig"]["DeviceRequests"]
        assert {**got, "Options": got["Options"] or {}, "Driver": got["Driver"] or ""} == request


def test_the_engine_is_gone_while_serving(stub_layer, monkeypatch, spec):
    own = start_engine(2, gpus=True)
    try:
        load_stub(own.url, stub_layer)
        monkeypatch.setenv("DOCKER_HOST", own.url)
        connection = connect()
        server = start(connection, spec)
        ready(connection, server)
        found: list[str] = []

        def watch():
            try:
                follow(connection, server.id, NEVER, lambda batch: None)
            except RigwiseError as error:
                found.append(error.problem.code)

        thread = threading.Thread(target=watch)
        thread.start()
        time.sleep(0.5)
        own.kill()
        thread.join(20)
        assert found == ["engine-lost"]
        assert code_of(servers, connection) == "engine-lost"
        assert code_of(connect) == "engine-stopped"
        connection.close()
        own.again()  # the machine's service manager starts it anew
        connection = connect()
        (left,) = servers(connection)
        assert (left.id, left.running) == (server.id, False)
        assert healthy(ready(connection, restart(connection, left.id)))
        remove(connection, left.id)
        connection.close()
    finally:
        own.stop()


def test_a_crash_loop_is_stopped_after_the_second_equal_failure(engine, spec):
    server = start(engine, replace(in_mode(spec, "kv-too-small"), restart="unless-stopped"))
    batches: list[LogBatch] = []
    last = watch(engine, server.id, NEVER, batches.append)
    assert last.crash_loop
    assert last.status == "exited"
    assert last.restarts <= 2  # the engine may have begun a third run while it was told to stop
    time.sleep(1)
    assert inspect(engine, server.id).status == "exited"
    lines = tuple(line for batch in batches for line in batch.lines)
    # each run is told once, though one follows the other at once
    assert sum("estimated maximum model length" in line and line.startswith("(EngineCore") for line in lines) == 2
    problem = ended(last, lines)
    assert problem.code == "context-over-kv"
    assert "the same way twice" in problem.message


def test_a_failure_is_named_before_the_server_is_gone(engine, spec):
    """tests/bench/launch.py measures how long that takes."""
    server = start(engine, in_mode(spec, "slow-end"))
    named: list[tuple[float, str]] = []

    def report(batch):
        if batch.diagnosis is not None:
            named.append((time.time(), batch.diagnosis.finding.failure.code))

    last, lines, _ = log_of(engine, server, report)
    said = next(float(line.rpartition(" at ")[2]) for line in lines if line.startswith("said at"))
    assert [code for _, code in named][:1] == ["context-over-kv"]
    assert named[0][0] - said < 1.9  # the stand-in goes on for two seconds
    assert last.exit_code == 1


def test_a_key_of_a_server_stays_where_it_is(engine, spec, tmp_path):
    key_file = tmp_path / "keys" / "k.yaml"
    server = ready(engine, start(engine, on_network(spec, str(key_file))))
    key = read_key(server.key_file)
    assert key_file.stat().st_mode & 0o777 == 0o600
    assert key not in str(engine.client.api.inspect_container(server.id))
    assert key not in "".join(engine.client.containers.get(server.id).logs().decode())
    assert code_of(ask, server.address, "Hello?", NEVER, print) == "api-key"
    assert ask(server.address, "Hello?", NEVER, lambda piece: None, api_key=key).tokens == 13
    assert inspect(engine, server.id).on_network


def test_of_two_rigwises_that_start_the_same_server_one_does(engine, spec):
    """However they interleave: one server runs, the other is told so."""
    for _ in range(3):
        ends: list[object] = []
        together = threading.Barrier(2)

        def start_one(ends=ends, together=together):
            connection = connect()
            together.wait(10)
            try:
                ends.append(start(connection, spec))
            except RigwiseError as error:
                ends.append(error.problem.code)
            connection.close()

        at_once(start_one, 2)
        assert sorted(isinstance(end, str) for end in ends) == [False, True], ends
        assert "name-taken" in ends
        (server,) = servers(engine)
        assert server.running
        remove(engine, server.id)


def test_a_container_that_a_killed_rigwise_left_between_create_and_start_makes_room(engine, spec, monkeypatch):
    left = engine.client.containers.create(IMAGE, name=spec.name, labels=dict(spec.labels))
    assert code_of(start, engine, spec) == "name-taken"  # somebody may be about to start it
    monkeypatch.setattr("rigwise.core.launch.server.BETWEEN_S", 0)
    server = start(engine, spec)
    assert server.running
    assert server.id != left.id
