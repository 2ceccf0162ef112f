# SPDX-License-Identifier: Apache-2.0
"""Where Rigwise looks for an engine, and what it says when none answers."""

import hashlib
import json
from pathlib import Path

import pytest
from docker.errors import DockerException
from rigwise.core.launch.engine import Place, connect, places, refusal
from rigwise.core.problems import RigwiseError


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch, tmp_path):
    for name in ("DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))


def make_context(name, host, *, current):
    folder = Path.home() / ".docker"
    meta = folder / "contexts" / "meta" / hashlib.sha256(name.encode()).hexdigest()
    meta.mkdir(parents=True)
    (meta / "meta.json").write_text(json.dumps({"Name": name, "Metadata": {}, "Endpoints": {"docker": {"Host": host}}}))
    (folder / "config.json").write_text(json.dumps({"currentContext": name if current else "default"}))


def test_the_usual_sockets_are_tried_in_turn(tmp_path):
    assert [place.url for place in places()] == [
        "unix:///var/run/docker.sock",
        f"unix://{tmp_path}/run/docker.sock",
        f"unix://{Path.home()}/.docker/desktop/docker.sock",
        f"unix://{tmp_path}/run/podman/podman.sock",
        "unix:///run/podman/podman.sock",
    ]


def test_docker_host_is_the_only_place_where_it_is_set(monkeypatch):
    make_context("work", "unix:///run/work.sock", current=True)
    monkeypatch.setenv("DOCKER_HOST", "unix:///run/own.sock")
    assert list(places()) == [Place("unix:///run/own.sock", "DOCKER_HOST")]


def test_the_current_docker_context_comes_first():
    make_context("rootless", "unix:///run/user/1000/docker.sock", current=True)
    assert next(places()) == Place("unix:///run/user/1000/docker.sock", "the docker context rootless")


def test_docker_context_in_the_environment_wins(monkeypatch):
    make_context("other", "unix:///run/other.sock", current=False)
    assert not next(places()).chosen_by
    monkeypatch.setenv("DOCKER_CONTEXT", "other")
    assert next(places()).url == "unix:///run/other.sock"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"currentContext": "gone"}', '{"currentContext": 7}'])
def test_a_damaged_configuration_is_no_obstacle(text):
    (Path.home() / ".docker").mkdir()
    (Path.home() / ".docker" / "config.json").write_text(text)
    assert next(places()).url == "unix:///var/run/docker.sock"


@pytest.mark.parametrize("url", ["ssh://me@gpu-box", "tcp://192.168.1.7:2375"])
def test_an_engine_on_another_machine_is_not_used(monkeypatch, url):
    monkeypatch.setenv("DOCKER_HOST", url)
    with pytest.raises(RigwiseError) as refused:
        connect()
    assert refused.value.problem.code == "engine-elsewhere"
    assert url in refused.value.problem.message
    assert "unset DOCKER_HOST" in refused.value.problem.fix


def test_a_docker_host_that_makes_no_sense(monkeypatch):
    monkeypatch.setenv("DOCKER_HOST", "unix:relative")
    with pytest.raises(RigwiseError):
        connect()


def failed(cause):
    error = DockerException("Error while fetching server API version")
    error.__context__ = cause
    return error


SYSTEM = Place("unix:///var/run/docker.sock")
GONE, REFUSED, DENIED = FileNotFoundError(2, "no"), ConnectionRefusedError(111, "no"), PermissionError(13, "no")


@pytest.mark.parametrize(
    ("place", "cause", "installed", "code", "fix"),
    [
        (SYSTEM, DENIED, True, "engine-no-permission", "usermod -aG docker"),
        (SYSTEM, REFUSED, True, "engine-stopped", "start docker"),
        (SYSTEM, GONE, True, "engine-stopped", "start docker"),
        (SYSTEM, GONE, False, "engine-missing", "Install Docker"),
        (Place("unix:///run/user/1000/docker.sock"), REFUSED, True, "engine-stopped", "systemctl --user"),
        (Place("unix:///home/a/.docker/desktop/docker.sock"), REFUSED, True, "engine-stopped", "Docker Desktop"),
        (Place("unix:///run/podman/podman.sock"), DENIED, False, "engine-missing", "Install Docker"),
        (Place("unix:///run/x.sock", "DOCKER_HOST"), GONE, True, "engine-missing", "change DOCKER_HOST"),
        (SYSTEM, ValueError("nonsense"), True, "engine-error", "docker info"),
    ],
)
def test_each_obstacle_has_its_own_next_step(place, cause, installed, code, fix):
    problem = refusal(place, failed(cause), installed=installed)
    assert problem.code == code
    assert fix in problem.fix
