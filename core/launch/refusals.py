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

CONNECTION_FAULTS = (requests.exceptions.RequestException, urllib3.exceptions.HTTPError, OSError, StreamParseError)
FAULTS = (DockerException, *CONNECTION_FAULTS)
"""What a call to the engine may raise: its own answers (APIError is a DockerException), and broken connections."""

_LOST = Problem(
    "engine-lost", "Docker stopped answering.", "Start it again with `sudo systemctl start docker`, then try again."
)
_SLOW = Problem(
    "engine-slow",
    "Docker is there but took too long to answer.",
    "Wait until the machine is less busy and try again; if it stays so, `sudo systemctl restart docker`.",
)

# pattern, code, message, fix; {image}, {port}, {name} belong to the request, the others to the pattern's groups
_REFUSALS = tuple(
    (re.compile(pattern, re.IGNORECASE | re.DOTALL), code, message, fix)
    for pattern, code, message, fix in (
        (
            r"no space left on device",
            "disk-full",
            "The disk that Docker keeps its images on is full.",
            "Free some space (`docker system df` shows what Docker holds), then try again.",
        ),
        (
            r"could not select device driver|unknown (?:or invalid )?runtime.*nvidia",
            "toolkit-missing",
            "Docker cannot hand GPUs to a container: the NVIDIA Container Toolkit is missing.",
            "Install it with `sudo apt-get install nvidia-container-toolkit`, then `sudo nvidia-ctk runtime configure "
            "--runtime=docker` and `sudo systemctl restart docker`.",
        ),
        (
            r"unresolvable CDI devices (?P<device>[\w./=, -]+)",
            "gpu-unknown",
            "Docker knows no GPU by the name {device}.",
            "Renew its list with `sudo nvidia-ctk cdi generate --output=/etc/cdi/nvidia.yaml`, then try again.",
        ),
        (
            r"unsatisfied condition: cuda\s*>=\s*(?P<cuda>[\d.]*\d)",
            "driver-too-old",
            "The image needs CUDA {cuda}, which is more than this machine's NVIDIA driver offers.",
            "Update the NVIDIA driver, or choose an image for an older CUDA.",
        ),
        (
            r"driver/library version mismatch",
            "driver-mismatch",
            "The NVIDIA driver was updated, but the old one is still loaded.",
            "Restart the machine.",
        ),
        (
            r"nvml error: driver not loaded|load library failed: libnvidia-ml|libcuda\.so[^\n]*no such file",
            "driver-missing",
            "No NVIDIA driver is loaded on the machine that Docker runs on.",
            "Install or load it (`sudo modprobe nvidia`), check with `nvidia-smi`, then try again.",
        ),
        (
            r"nvidia-container-cli: device error: (?P<device>[^:\n]+): unknown device",
            "gpu-unknown",
            "GPU {device} is not in this machine any more.",
            "Look at the GPUs again and choose among those that are there.",
        ),
        (
            r"nvidia-container-cli: mount error: (?:failed to add device rules|open failed: /sys/fs/cgroup)",
            "rootless-gpu",
            "Docker runs without root rights here, and NVIDIA's toolkit is not set up for that.",
            "Run `sudo nvidia-ctk config --set nvidia-container-cli.no-cgroups --in-place`, then try again.",
        ),
        (
            r"nvidia-container-cli: (?P<said>[^\n]+)",
            "driver-refused",
            "The NVIDIA Container Toolkit refused the GPUs: {said}",
            "Check with `nvidia-smi` that the driver works, then try again.",
        ),
        (
            r"port is already allocated|address already in use|failed to bind host port",
            "port-taken",
            "Port {port} is in use by another program.",
            "Choose another port.",
        ),
        (
            r"bind: permission denied|privileged port|ports are not available",
            "port-refused",
            "This machine does not let Docker open port {port}.",
            "Choose a port above 1024.",
        ),
        (
            r"is already in use by container|name .* is already in use",
            "name-taken",
            "There is already a container named {name}.",
            "Remove it with `docker rm {name}`, if you do not need it, or choose another name.",
        ),
        (
            r"toomanyrequests|rate limit",
            "registry-rate",
            "Docker Hub allows no more pulls for now.",
            "Wait an hour, or `docker login`.",
        ),
        (
            r"no matching manifest for (?P<platform>[\w/]+)",
            "image-platform",
            "There is no image {image} for this machine's processor ({platform}).",
            "Choose another release of vLLM.",
        ),
        (
            r"manifest.*unknown|manifest.*not found|failed to resolve reference.*not found",
            "image-unknown",
            "There is no image {image}.",
            "Choose another release of vLLM.",
        ),
        (
            r"pull access denied|no such image|repository does not exist",
            "image-missing",
            "The image {image} is not on this machine.",
            "Pull it first, or check its name.",
        ),
        (
            r"dial tcp|no such host|i/o timeout|network is unreachable|tls handshake|server misbehaving"
            r"|no route to host|awaiting headers|waiting for connection",
            "registry-unreachable",
            "The image {image} is not on this machine and its registry cannot be reached.",
            "Check the network (and Docker's proxy settings), then try again.",
        ),
        (
            r"unexpected EOF|^EOF$|connection reset|deadline exceeded|unknown blob|blob unknown|filesystem layer verif"
            r"|received unexpected HTTP status: 5\d\d",
            "registry-broken",
            "The registry broke off while {image} was fetched.",
            "Check the network, then try again; layers that are complete are kept.",
        ),
        (
            r"bind source path does not exist: (?P<folder>[^\n]+)",
            "folder-missing",
            "A folder that the container needs is gone: {folder}",
            "Choose it again.",
        ),
        (
            r'exec: "(?P<program>[^"]+)": [^\n]*(?:not found|no such file)',
            "image-unfit",
            "The image {image} cannot be started: it has no program {program}.",
            "Use the image vllm/vllm-openai.",
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
            return _SLOW
        if any(isinstance(link, CONNECTION_FAULTS) for link in links):
            return _LOST
    return explain_text(str(getattr(error, "explanation", None) or error), image=image, port=port, name=name)


def explain_text(text: str, *, image: str = "", port: object = "", name: str = "") -> Problem:
    """What the engine said as a Problem; what it says that is not known here is quoted."""
    for pattern, code, message, fix in _REFUSALS:
        found = pattern.search(text)
        if found:
            words = {"image": image, "port": port, "name": name, **found.groupdict()}
            return Problem(code, message.format_map(words), fix.format_map(words))
    return Problem("engine-refused", f"Docker refused: {text[:300].strip()}", "Follow what it says, then try again.")
