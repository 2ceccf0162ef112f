# SPDX-License-Identifier: Apache-2.0
"""`rigwise diagnose FILE`: a log in, its cause out."""

import io
import json
from pathlib import Path

import pytest
from rigwise.core.cli import main

LOGS = Path(__file__).parents[1] / "launch" / "logs"


def test_a_failed_start_is_explained(capsys):
    assert main(["diagnose", str(LOGS / "kv-small.log")]) == 1
    said = capsys.readouterr().out
    assert (
        "One request of 262,144 tokens does not fit into the KV cache: it needs 4.0 GiB, and 1.0 GiB are there." in said
    )
    assert "1. Use 65,408 tokens of context." in said
    assert "larger than the available KV cache memory" in said


def test_the_same_for_programs(capsys):
    assert main(["diagnose", "--json", str(LOGS / "heads.log")]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["alarming"] is True
    assert answer["cause"]["code"] == "heads-not-divisible"
    assert answer["cause"]["line_number"] > 10
    assert answer["cause"]["fixes"]


def test_a_healthy_log_is_no_failure(capsys):
    assert main(["diagnose", "--json", str(LOGS / "ok-eager.log")]) == 0
    assert json.loads(capsys.readouterr().out)["cause"] is None
    assert main(["diagnose", str(LOGS / "ok-eager.log")]) == 0
    assert "Nothing in this log" in capsys.readouterr().out


def test_a_log_may_come_through_a_pipe(capsys, monkeypatch):
    log = io.TextIOWrapper(io.BytesIO((LOGS / "shm.log").read_bytes()))
    monkeypatch.setattr("sys.stdin", log)
    assert main(["diagnose", "-"]) == 1
    assert "shared memory is too small: 160 MiB are needed" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["/no/such/file", "/tmp"])
def test_what_cannot_be_read_is_said(capsys, name):
    assert main(["diagnose", name]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_garbage_is_no_failure(tmp_path, capsys):
    (tmp_path / "log").write_bytes(bytes(range(256)) * 5000)
    assert main(["diagnose", str(tmp_path / "log")]) == 0
