# SPDX-License-Identifier: Apache-2.0
"""Who is at a container that was created and not started: a process, which is not another one of the same number."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from rigwise.core.launch import half_made, owner


@pytest.fixture(autouse=True)
def notes(monkeypatch, tmp_path):
    monkeypatch.setattr(half_made, "user_state_path", lambda name: tmp_path / name)
    return tmp_path / "rigwise" / "half-made"


def test_what_this_process_starts_is_not_left(notes):
    half_made.note("abc")
    assert not half_made.left("abc")
    assert (notes / "abc").read_text().startswith(f"{os.getpid()} ")


def test_what_a_dead_process_started_is_left(notes):
    dead = subprocess.run(
        [sys.executable, "-c", "from rigwise.core.launch import owner; print(owner.me())"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    half_made.note("abc")
    (notes / "abc").write_text(dead)
    assert half_made.left("abc")


def test_another_process_of_the_same_number_is_not_at_it(notes):
    half_made.note("abc")
    number, _, began = owner.me().partition(" ")
    (notes / "abc").write_text(f"{number} {int(began) - 1}")
    assert half_made.left("abc")


def test_what_was_given_up_is_left_and_what_nobody_noted_is_not(notes):
    assert not half_made.left("abc")
    half_made.leave("abc")
    assert half_made.left("abc")
    half_made.forget("abc")
    assert not half_made.left("abc")


@pytest.mark.parametrize(
    ("written", "alive"),
    [
        (str(os.getpid()), True),
        ("1", True),
        ("999999999", False),
        ("", False),
        ("²", False),
        ("-1 7", False),
        ("x 1", False),
    ],
)
def test_an_owner_is_alive_or_not_whatever_is_written(written, alive):
    assert owner.alive(written) is alive


def test_a_program_may_be_called_anything():
    """Its name stands in /proc/PID/stat between parentheses, in front of what is looked for."""
    before, file = owner.me(), Path(f"/proc/{os.getpid()}/comm")
    name = file.read_text()
    try:
        file.write_text(") R 1 (x y")
        assert owner.me() == before
    finally:
        file.write_text(name)
