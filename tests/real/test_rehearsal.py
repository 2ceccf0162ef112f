# SPDX-License-Identifier: Apache-2.0
"""Try before download, on a real engine: what it measures, what it says, and that nothing stays."""

import json
import subprocess
import sys
import threading
from dataclasses import replace

import docker
import pytest
from rigwise.core.cli import main
from rigwise.core.hardware.catalogue import compose
from rigwise.core.interruptible import Cancelled
from rigwise.core.launch import owner
from rigwise.core.launch.bring_up import find_running
from rigwise.core.launch.engine import connect
from rigwise.core.launch.follow import LogBatch, Stage
from rigwise.core.launch.measurements import recall
from rigwise.core.launch.rehearsal import rehearsal_spec, rehearse
from rigwise.core.launch.run import Reached
from rigwise.core.launch.server import servers, start, sweep
from rigwise.core.memory.deployment import Deployment, ServingOptions
from rigwise.core.memory.estimate import estimate
from rigwise.core.models.catalogue import find
from rigwise.core.problems import RigwiseError
from rigwise.core.serving.container import REHEARSAL
from rigwise.core.serving.docker import container_spec

pytestmark = pytest.mark.engine
NEVER = threading.Event()


@pytest.fixture
def plan():
    options = ServingOptions(max_model_len=8192, max_num_seqs=64)
    return Deployment(compose(["RTX 4090"]), find("Qwen/Qwen3-8B").checkpoint(), options)


@pytest.fixture
def spec(plan, tmp_path, port):
    made = container_spec(plan, port=port, cache=tmp_path / "cache")
    return in_mode(made, "ok", STUB_WEIGHTS="15.27", STUB_KV="4.5")


def in_mode(spec, mode, **settings):
    told = (("STUB_MODE", mode), *((name, str(value)) for name, value in settings.items()))
    return replace(spec, environment=(*(pair for pair in spec.environment if pair[0] not in dict(told)), *told))


def containers(url):
    client = docker.DockerClient(base_url=url, timeout=30)
    try:
        return client.containers.list(all=True)
    finally:
        client.close()


def test_a_try_measures_keeps_and_leaves_nothing(engine_url, spec, plan, tmp_path):
    told = []
    found = rehearse(connect, spec, plan, NEVER, told.append, place=tmp_path / "kept")
    assert found.problem is None
    assert found.log.load_format == "dummy"
    assert found.log.kv_cache_tokens == 97_984
    assert [line.name for line in found.comparison][:1] == ["weights"]
    assert recall(tmp_path / "kept").measurements == (found.measurement,)
    assert found.measurement.rehearsal
    assert containers(engine_url) == []
    assert any(isinstance(news, Reached) for news in told)
    stages = [list(Stage).index(news.stage) for news in told if isinstance(news, LogBatch)]
    assert stages == sorted(stages)
    assert stages[-1] >= list(Stage).index(Stage.PROFILING)  # nothing after the memory is known needs to be waited for
    known = replace(plan, rig=replace(plan.rig, measurements=(found.measurement,)))
    assert estimate(known).measured.startswith("rehearsed here on ")


def test_a_try_that_vllm_refuses_is_an_answer(engine_url, spec, plan, tmp_path):
    found = rehearse(connect, in_mode(spec, "kv-too-small"), plan, NEVER, lambda news: None, place=tmp_path / "kept")
    assert found.log.refusal.reason == "kv-too-small"
    assert found.log.refusal.estimated_max_model_len == 10_240
    assert found.measurement is not None
    assert containers(engine_url) == []


@pytest.mark.parametrize("mode", ["bad-flag", "oom", "crash"])
def test_a_try_that_fails_otherwise_is_told_and_leaves_nothing(engine_url, spec, plan, tmp_path, mode):
    with pytest.raises(RigwiseError) as failed:
        rehearse(connect, in_mode(spec, mode), plan, NEVER, lambda news: None, place=tmp_path / "kept")
    assert failed.value.problem.blocking
    assert containers(engine_url) == []
    assert recall(tmp_path / "kept").measurements == ()


def test_what_cannot_be_kept_is_told_beside_the_result(engine_url, spec, plan, tmp_path):
    (tmp_path / "file").write_text("")
    found = rehearse(connect, spec, plan, NEVER, lambda news: None, place=tmp_path / "file" / "below")
    assert found.problem.code == "measurement-unwritable"
    assert found.comparison


@pytest.mark.parametrize("moment", ["engine", Stage.STARTING, Stage.LOADING, Stage.PROFILING])
def test_a_cancel_at_any_moment_leaves_nothing(engine_url, spec, plan, tmp_path, moment):
    cancel = threading.Event()

    def heard(news):
        if moment == "engine" or (isinstance(news, LogBatch) and news.stage is moment):
            cancel.set()

    slow = in_mode(spec, "ok", STUB_STEP="0.3")
    with pytest.raises(Cancelled):
        rehearse(connect, slow, plan, cancel, heard, place=tmp_path / "kept")
    assert containers(engine_url) == []
    assert recall(tmp_path / "kept").measurements == ()


def test_a_try_whose_rigwise_was_killed_is_cleared_away_and_never_taken_for_a_server(engine, engine_url, spec):
    dead = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True, check=True
    )
    left = rehearsal_spec(spec)
    labels = {**dict(left.labels), REHEARSAL: dead.stdout.strip()}
    start(engine, replace(left, labels=tuple(labels.items())))
    assert servers(engine) == ()
    assert find_running(connect) is None
    assert containers(engine_url) == []


def test_a_try_of_another_rigwise_is_left_alone(engine, engine_url, spec):
    start(engine, rehearsal_spec(spec))
    assert dict(rehearsal_spec(spec).labels)[REHEARSAL] == owner.me()
    assert sweep(engine) == 0
    assert len(containers(engine_url)) == 1


def test_the_command_tries_a_plan_on_the_cards_of_this_machine(engine_url, nvml_rig, capsys):
    nvml_rig("2x4090")
    assert main(["rehearse", "Qwen/Qwen3-14B-AWQ", "--tensor-parallel-size", "1", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["starts"] is True
    assert said["kv_cache_tokens"] == 97_984
    assert said["measurement"]["rehearsal"] is True
    assert containers(engine_url) == []
    assert main(["estimate", "Qwen/Qwen3-14B-AWQ", "--tensor-parallel-size", "1"]) == 0
    assert "Overhead rehearsed here on " in capsys.readouterr().out


def test_a_composed_rig_cannot_rehearse(capsys):
    assert main(["rehearse", "Qwen/Qwen3-14B-AWQ", "--gpus", "RTX 4090"]) == 2
    assert "GPUs of this machine" in capsys.readouterr().err
