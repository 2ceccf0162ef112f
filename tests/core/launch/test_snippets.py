# SPDX-License-Identifier: Apache-2.0
"""What a person copies to talk to a server works as it stands, and holds no key."""

import ast
import json
import shlex
import subprocess

import pytest
from rigwise.core.launch import snippets
from rigwise.core.launch.keys import make_key
from rigwise.core.launch.server import Server


@pytest.fixture
def server():
    return Server("id", "rigwise-x", 'odd "model\'s" name', "running", 8123)


def test_the_curl_command_sends_the_question(server):
    words = shlex.split(snippets.curl(server).replace("\\\n", " "))
    assert words[:2] == ["curl", "http://127.0.0.1:8123/v1/chat/completions"]
    assert json.loads(words[-1])["model"] == server.model


def test_the_python_program_can_be_read(server, tmp_path):
    for text in (snippets.python(server), snippets.python(with_key(server, tmp_path))):
        assert "http://127.0.0.1:8123/v1" in ast.unparse(ast.parse(text))


def with_key(server, folder):
    from dataclasses import replace

    file = folder / "keys" / "x.yaml"
    make_key(file)
    return replace(server, key_file=str(file))


def test_a_key_is_read_from_its_file_and_not_copied(server, tmp_path):
    keyed = with_key(server, tmp_path)
    key = make_key(tmp_path / "keys" / "x.yaml")
    assert key not in snippets.curl(keyed) + snippets.python(keyed)
    shown = snippets.curl(keyed).replace("curl ", "printf '%s\\n' ", 1)
    assert f"Authorization: Bearer {key}" in subprocess.run(["sh", "-c", shown], capture_output=True, text=True).stdout
    lines = snippets.python(keyed).splitlines()
    names: dict = {}
    exec("\n".join(line for line in lines if "Path" in line), names)
    assert names["key"] == key
