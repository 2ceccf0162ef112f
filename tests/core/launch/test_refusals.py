# SPDX-License-Identifier: Apache-2.0
"""Engines' texts, and connections that break, as Problems."""

import pytest
import requests
from docker.errors import APIError, DockerException, StreamParseError
from rigwise.core.launch.refusals import chain, explain, explain_text

TEXTS = {
    "disk-full": "failed to register layer: Error processing tar file(exit status 1): write /opt/libtorch.so: no space left on "
    "device",
    "toolkit-missing": 'could not select device driver "" with capabilities: [[gpu]]',
    "gpu-unknown": "failed to inject CDI devices: unresolvable CDI devices nvidia.com/gpu=7: unknown",
    "driver-refused": "nvidia-container-cli: ldcache error: open failed: /sbin/ldconfig.real: no such file or directory",
    "rootless-gpu": "nvidia-container-cli: mount error: failed to add device rules: unable to find any existing device filters",
    "ipc-refused": "OCI runtime create failed: runc create failed: unable to start container process: error during container init: "
    'error mounting "mqueue" to rootfs at "/dev/mqueue": mount mqueue:/dev/mqueue (via /proc/self/fd/6), flags: 0xe: operation '
    "not permitted: unknown",
    "init-missing": "container create: container-init binary not found on the host: stat /usr/libexec/podman/catatonit: no such "
    "file or directory",
    "port-taken": "driver failed programming external connectivity on endpoint x: Bind for 127.0.0.1:8000 failed: port is already "
    "allocated",
    "port-refused": "Error starting userland proxy: error while calling PortManager.AddPort(): cannot expose privileged port 80",
    "name-taken": 'Conflict. The container name "/rigwise-x" is already in use by container "fa52". You have to remove',
    "registry-rate": "toomanyrequests: You have reached your unauthenticated pull rate limit.",
    "image-platform": "no matching manifest for linux/arm64/v8 in the manifest list entries",
    "image-unknown": "manifest for vllm/vllm-openai:nope not found: manifest unknown: manifest unknown",
    "image-missing": "pull access denied for vllm/vllm-opnai, repository does not exist or may require 'docker login'",
    "registry-unreachable": 'Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io: no such host',
    "registry-broken": "unexpected EOF",
    "folder-missing": 'invalid mount config for type "bind": bind source path does not exist: /models/x',
    "image-unfit": 'OCI runtime create failed: runc create failed: unable to start container process: exec: "vllm": executable '
    "file not found in $PATH: unknown",
    "engine-refused": "something nobody has seen before",
}


@pytest.mark.parametrize("code", TEXTS)
def test_what_engines_say(code):
    problem = explain_text(TEXTS[code], image="vllm/vllm-openai:v0.33.0", port=8000, name="rigwise-x")
    assert problem.code == code
    for text in (problem.message, problem.fix):
        assert text
        assert "{" not in text


def test_the_words_of_the_request_and_of_the_answer_are_in_the_sentence():
    assert "8123" in explain_text(TEXTS["port-taken"], port=8123).message
    assert "/models/x" in explain_text(TEXTS["folder-missing"]).message
    assert "something nobody has seen before" in explain_text(TEXTS["engine-refused"]).message


def caused(error, cause):
    error.__context__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (requests.exceptions.ConnectionError("aborted"), "engine-lost"),
        (StreamParseError("half a line"), "engine-lost"),
        (caused(DockerException("Error while fetching server API version"), FileNotFoundError(2, "no")), "engine-lost"),
        (requests.exceptions.ReadTimeout("timed out"), "engine-slow"),
        (DockerException("an argument that the SDK refuses"), "engine-refused"),
        (APIError("server error", explanation="no space left on device"), "disk-full"),
    ],
)
def test_a_broken_connection_is_not_an_answer(error, code):
    assert explain(error).code == code


def test_causes_are_found_in_context_and_arguments_even_in_circles():
    inner, middle = PermissionError(13, "denied"), requests.exceptions.ConnectionError()
    middle.args = ("Connection aborted.", inner)
    outer = caused(DockerException("x"), middle)
    inner.__context__ = outer
    assert list(chain(outer))[-1] is inner
    assert len(list(chain(outer))) == 3
