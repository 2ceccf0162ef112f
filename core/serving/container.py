# SPDX-License-Identifier: Apache-2.0
"""One value from which the printed command and the real container are both made, so that they mean the same."""

from __future__ import annotations

from dataclasses import dataclass, replace

LABEL = "io.github.rigwise.Rigwise"
REHEARSAL = f"{LABEL}.rehearsal"  # on a server with dummy weights, which nobody is to talk to: the process that tries
BYTES, DRAFT_BYTES = f"{LABEL}.bytes", f"{LABEL}.draft_bytes"  # of what the server fetches: the model, its draft
PROMISE = f"{LABEL}.promise"  # the plan that it was started by (core/wizard/promise.py)
CONTAINER_PORT = 8000
LOOPBACK, EVERYWHERE = "127.0.0.1", "0.0.0.0"
HUB_CACHE = "/root/.cache/huggingface"  # in the container
TOKEN_FILE = "/run/secrets/hf_token"
# vLLM's --config: a key in --api-key or VLLM_API_KEY would stand in `docker inspect`
KEY_FILE = "/run/secrets/vllm.yaml"
# A server that answers for weeks logs a line a request; Docker keeps all of it unless told otherwise.
LOG_OPTIONS = (("max-size", "50m"), ("max-file", "4"))
# vLLM needs none of Docker's capabilities, but root in the container writes into cache folders that belong to the
# person: without CAP_DAC_OVERRIDE it may not. vLLM 0.32.0 (its CPU build) starts, compiles and answers with these.
KEPT_CAPABILITIES = ("CAP_DAC_OVERRIDE",)
SHARED_MEMORY = 16 << 30  # room, not a claim: vLLM 0.33 takes 160 MiB a queue of it, NCCL some MiB a pair of cards
CDI_KIND = "nvidia.com/gpu"  # of nvidia-ctk cdi generate, whose devices are named by index


@dataclass(frozen=True, slots=True)
class CacheMount:
    """A folder of this machine that the container uses. read_only: for model folders."""

    host: str
    container: str
    read_only: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """How an engine is asked for a container, where engines differ.

    cdi:      the GPUs by CDI's names, where an engine knows no other way.
    ipc_host: the machine's shared memory; else SHARED_MEMORY of its own.
    """

    cdi: bool = False
    ipc_host: bool = True

    def otherwise(self, refusal: str) -> Way | None:
        """Another way, after an engine refused this one; None where there is none. refusal: the Problem's code.

        Docker with CDI alone refuses --gpus (seen with 26.1.5); Docker without root rights may not mount the machine's
        message queues (seen with 20.10.24).
        """
        if refusal == "toolkit-missing" and not self.cdi:
            return replace(self, cdi=True)
        if refusal == "ipc-refused" and self.ipc_host:
            return replace(self, ipc_host=False)
        return None


USUAL_WAY = Way()


@dataclass(frozen=True, slots=True)
class ContainerSpec:
    """A vLLM container.

    image:      repository and pinned tag.
    arguments:  what follows the image: model and vLLM's options.
    devices:    GPU indices or UUIDs handed to the container.
    port:       on this machine's loopback interface (address), published from the container's port 8000.
    environment: plain settings only, never a secret.
    token_file: a file on this machine that holds the Hub token; mounted read-only, its content is nowhere else.
    key_file:   likewise a settings file for vLLM that holds the API key (core/launch/keys.py makes it).
    restart:    Docker's restart policy: "no", or "unless-stopped" (after a crash, and when the machine starts).
    way:        how the engine is asked for it.
    """

    name: str
    image: str
    arguments: tuple[str, ...]
    devices: tuple[str, ...]
    port: int = 8000
    address: str = LOOPBACK
    mounts: tuple[CacheMount, ...] = ()
    environment: tuple[tuple[str, str], ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    token_file: str | None = None
    key_file: str | None = None
    restart: str = "no"
    way: Way = USUAL_WAY

    @property
    def model(self) -> str:
        return dict(self.labels).get(f"{LABEL}.model", self.arguments[0] if self.arguments else "")


def with_extras(
    spec: ContainerSpec, environment: tuple[tuple[str, str], ...] = (), arguments: tuple[str, ...] = ()
) -> ContainerSpec:
    """The container with more settings and arguments; a setting that is there already takes the new value."""
    settings = {**dict(spec.environment), **dict(environment)}
    return replace(spec, environment=tuple(settings.items()), arguments=(*spec.arguments, *arguments))


def on_network(spec: ContainerSpec, key_file: str) -> ContainerSpec:
    """The container for other machines too: whoever asks must have the key that the file holds."""
    return replace(
        spec,
        address=EVERYWHERE,
        key_file=key_file,
        arguments=(*spec.arguments, "--config", KEY_FILE),
        labels=(*spec.labels, (f"{LABEL}.key_file", key_file)),
    )
