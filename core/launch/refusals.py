# SPDX-License-Identifier: Apache-2.0
"""What the engine refuses and how its connection breaks, in a person's words.

The texts are those of Docker 20.10 to 28 (seen in tests/real where no other source is named) and of NVIDIA's
container runtime hook.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import requests
import urllib3
from docker.errors import APIError, DockerException, StreamParseError
from rigwise.core.problems import Problem
from rigwise.core.words import mark, phrase

CONNECTION_FAULTS = (requests.exceptions.RequestException, urllib3.exceptions.HTTPError, OSError, StreamParseError)
FAULTS = (DockerException, *CONNECTION_FAULTS)
"""What a call to the engine may raise: its own answers (APIError is a DockerException), and broken connections."""


def _lost() -> Problem:
    return Problem(
        "engine-lost",
        phrase("engine", "Docker stopped answering."),
        phrase("engine", "Start it again with `sudo systemctl start docker`, then try again."),
    )


def _slow() -> Problem:
    return Problem(
        "engine-slow",
        phrase("engine", "Docker is there but took too long to answer."),
        phrase(
            "engine",
            "Wait until the machine is less busy and try again; if it stays so, `sudo systemctl restart docker`.",
        ),
    )


# pattern, code, message, fix; {image}, {port}, {name} belong to the request, the others to the pattern's groups
_REFUSALS = tuple(
    (re.compile(pattern, re.IGNORECASE | re.DOTALL), code, message, fix)
    for pattern, code, message, fix in (
        (
            r"no space left on device",
            "disk-full",
            mark("engine", "The disk that Docker keeps its images on is full."),
            mark("engine", "Free some space (`docker system df` shows what Docker holds), then try again."),
        ),
        (
            r"could not select device driver|unknown (?:or invalid )?runtime.*nvidia",
            "toolkit-missing",
            mark("engine", "Docker cannot hand GPUs to a container: the NVIDIA Container Toolkit is missing."),
            mark(
                "engine",
                "Install it with `sudo apt-get install nvidia-container-toolkit`, then `sudo nvidia-ctk runtime configure "
                "--runtime=docker` and `sudo systemctl restart docker`.",
            ),
        ),
        (
            r"unresolvable CDI devices (?P<device>[\w./=, -]+)",
            "gpu-unknown",
            mark("engine", "Docker knows no GPU by the name {device}."),
            mark(
                "engine",
                "Renew its list with `sudo nvidia-ctk cdi generate --output=/etc/cdi/nvidia.yaml`, then try again.",
            ),
        ),
        (
            r"unsatisfied condition: cuda\s*>=\s*(?P<cuda>[\d.]*\d)",
            "driver-too-old",
            mark("engine", "The image needs CUDA {cuda}, which is more than this machine's NVIDIA driver offers."),
            mark("engine", "Update the NVIDIA driver, or choose an image for an older CUDA."),
        ),
        (
            r"driver/library version mismatch",
            "driver-mismatch",
            mark("engine", "The NVIDIA driver was updated, but the old one is still loaded."),
            mark("engine", "Restart the machine."),
        ),
        (
            r"nvml error: driver not loaded|load library failed: libnvidia-ml|libcuda\.so[^\n]*no such file",
            "driver-missing",
            mark("engine", "No NVIDIA driver is loaded on the machine that Docker runs on."),
            mark("engine", "Install or load it (`sudo modprobe nvidia`), check with `nvidia-smi`, then try again."),
        ),
        (
            r"nvidia-container-cli: device error: (?P<device>[^:\n]+): unknown device",
            "gpu-unknown",
            mark("engine", "GPU {device} is not in this machine any more."),
            mark("engine", "Look at the GPUs again and choose among those that are there."),
        ),
        (
            r"nvidia-container-cli: mount error: (?:failed to add device rules|open failed: /sys/fs/cgroup)",
            "rootless-gpu",
            mark("engine", "Docker runs without root rights here, and NVIDIA's toolkit is not set up for that."),
            mark(
                "engine",
                "Run `sudo nvidia-ctk config --set nvidia-container-cli.no-cgroups --in-place`, then try again.",
            ),
        ),
        (
            r"nvidia-container-cli: (?P<said>[^\n]+)",
            "driver-refused",
            mark("engine", "The NVIDIA Container Toolkit refused the GPUs: {said}"),
            mark("engine", "Check with `nvidia-smi` that the driver works, then try again."),
        ),
        (
            r'error mounting "mqueue"',
            "ipc-refused",
            mark(
                "engine",
                "Docker runs without root rights here and may not share the machine's memory with a container.",
            ),
            mark("engine", "Give the container its own: `--shm-size 16g` in place of `--ipc host`."),
        ),
        (
            r"container-init binary not found",
            "init-missing",
            mark("engine", "Podman lacks the small program that ends a server's processes."),
            mark("engine", "Install it: `sudo apt-get install catatonit`."),
        ),
        (
            r"port is already allocated|address already in use|failed to bind host port",
            "port-taken",
            mark("engine", "Port {port} is in use by another program."),
            mark("engine", "Choose another port."),
        ),
        (
            r"bind: permission denied|privileged port|ports are not available",
            "port-refused",
            mark("engine", "This machine does not let Docker open port {port}."),
            mark("engine", "Choose a port above 1024."),
        ),
        (
            r"is already in use by container|name .* is already in use",
            "name-taken",
            mark("engine", "There is already a container named {name}."),
            mark("engine", "Remove it with `docker rm {name}`, if you do not need it, or choose another name."),
        ),
        (
            r"toomanyrequests|rate limit",
            "registry-rate",
            mark("engine", "Docker Hub allows no more pulls for now."),
            mark("engine", "Wait an hour, or `docker login`."),
        ),
        (
            r"no matching manifest for (?P<platform>[\w/]+)",
            "image-platform",
            mark("engine", "There is no image {image} for this machine's processor ({platform})."),
            mark("engine", "Choose another release of vLLM."),
        ),
        (
            r"manifest.*unknown|manifest.*not found|failed to resolve reference.*not found",
            "image-unknown",
            mark("engine", "There is no image {image}."),
            mark("engine", "Choose another release of vLLM."),
        ),
        (
            r"pull access denied|no such image|repository does not exist",
            "image-missing",
            mark("engine", "The image {image} is not on this machine."),
            mark("engine", "Pull it first, or check its name."),
        ),
        (
            r"dial tcp|no such host|i/o timeout|network is unreachable|tls handshake|server misbehaving"
            r"|no route to host|awaiting headers|waiting for connection",
            "registry-unreachable",
            mark("engine", "The image {image} is not on this machine and its registry cannot be reached."),
            mark("engine", "Check the network (and Docker's proxy settings), then try again."),
        ),
        (
            r"unexpected EOF|(?:^|: )EOF\s*$|connection reset|deadline exceeded|unknown blob|blob unknown|filesystem layer verif"
            r"|received unexpected HTTP status: 5\d\d",
            "registry-broken",
            mark("engine", "The registry broke off while {image} was fetched."),
            mark("engine", "Check the network, then try again; layers that are complete are kept."),
        ),
        (
            r"bind source path does not exist: (?P<folder>[^\n]+)",
            "folder-missing",
            mark("engine", "A folder that the container needs is gone: {folder}"),
            mark("engine", "Choose it again."),
        ),
        (
            r'exec: "(?P<program>[^"]+)": [^\n]*(?:not found|no such file)',
            "image-unfit",
            mark("engine", "The image {image} cannot be started: it has no program {program}."),
            mark("engine", "Use the image vllm/vllm-openai."),
        ),
    )
)


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error and everything it came from: causes, contexts, and errors that others carry as arguments."""
    waiting, seen = [error], set()
    while waiting:
        link = waiting.pop()
        if link is None or id(link) in seen:
            continue
        seen.add(id(link))
        yield link
        waiting += [link.__context__, link.__cause__]
        waiting += [argument for argument in link.args if isinstance(argument, BaseException)]


def explain(error: BaseException, *, image: str = "", port: object = "", name: str = "") -> Problem:
    """A fault of a call to the engine as a Problem. image, port, name: of the request, where it had them."""
    if not isinstance(error, APIError):
        links = tuple(chain(error))
        if any(isinstance(link, requests.exceptions.Timeout | urllib3.exceptions.TimeoutError) for link in links):
            return _slow()
        if any(isinstance(link, CONNECTION_FAULTS) for link in links):
            return _lost()
    return explain_text(str(getattr(error, "explanation", None) or error), image=image, port=port, name=name)


def explain_text(text: str, *, image: str = "", port: object = "", name: str = "") -> Problem:
    """What the engine said as a Problem; what it says that is not known here is quoted."""
    for pattern, code, message, fix in _REFUSALS:
        found = pattern.search(text)
        if found:
            words = {"image": image, "port": port, "name": name, **found.groupdict()}
            return Problem(code, phrase("engine", message).format_map(words), phrase("engine", fix).format_map(words))
    return Problem(
        "engine-refused",
        phrase("engine", "Docker refused: {text}").format(text=text[:300].strip()),
        phrase("engine", "Follow what it says, then try again."),
    )
