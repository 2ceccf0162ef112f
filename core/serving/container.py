# SPDX-License-Identifier: Apache-2.0
"""One value from which the printed command and the real container are both made, so that they mean the same."""

from __future__ import annotations

from dataclasses import dataclass

LABEL = "io.github.rigwise.Rigwise"
REHEARSAL = f"{LABEL}.rehearsal"  # on a server with dummy weights, which nobody is to talk to: the process that tries
CONTAINER_PORT = 8000
# A server that answers for weeks logs a line a request; Docker keeps all of it unless told otherwise.
LOG_OPTIONS = (("max-size", "50m"), ("max-file", "4"))
# vLLM needs none of Docker's capabilities, but root in the container writes into cache folders that belong to the
# person: without CAP_DAC_OVERRIDE it may not. tests/vllm_cpu starts the real server with exactly these.
KEPT_CAPABILITIES = ("CAP_DAC_OVERRIDE",)


@dataclass(frozen=True, slots=True)
class CacheMount:
    """A folder of this machine that the container uses. read_only: for model folders."""

    host: str
    container: str
    read_only: bool = False


@dataclass(frozen=True, slots=True)
class ContainerSpec:
    """A vLLM container.

    image:      repository and pinned tag.
    arguments:  what follows the image: model and vLLM's options.
    devices:    GPU indices or UUIDs handed to the container.
    port:       on this machine's loopback interface (address), published from the container's port 8000.
    environment: plain settings only, never a secret.
    token_file: a file on this machine that holds the Hub token; mounted read-only, its content is nowhere else.
    """

    name: str
    image: str
    arguments: tuple[str, ...]
    devices: tuple[str, ...]
    port: int = 8000
    address: str = "127.0.0.1"
    mounts: tuple[CacheMount, ...] = ()
    environment: tuple[tuple[str, str], ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    token_file: str | None = None
    ipc_host: bool = True

    @property
    def model(self) -> str:
        return dict(self.labels).get(f"{LABEL}.model", self.arguments[0] if self.arguments else "")
