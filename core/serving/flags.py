# SPDX-License-Identifier: Apache-2.0
"""vLLM's arguments for a Deployment: only those that matter, by their full names, each with one sentence why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from rigwise.core.hardware.rig import LinkKind
from rigwise.core.memory.defaults import batch_defaults
from rigwise.core.memory.deployment import Deployment
from rigwise.core.memory.releases import release
from rigwise.core.memory.speculative_config import fields
from rigwise.core.models.catalogue import find
from rigwise.core.words import phrase

MODEL_FOLDER = "/model"  # where a local checkpoint appears inside the container
DRAFT_FOLDER = "/draft"  # and a local draft model


@dataclass(frozen=True, slots=True)
class Flag:
    """One option: its name, its value (None for a switch) and the reason. many: the value is words, one argument each."""

    name: str
    value: str | None
    why: str
    many: bool = False

    @property
    def arguments(self) -> tuple[str, ...]:
        if self.value is None:
            return (self.name,)
        return (self.name, *self.value.split()) if self.many else (self.name, self.value)


def model_argument(deployment: Deployment) -> str:
    """What vLLM is told to serve: the Hub id, or the folder as the container sees it."""
    return MODEL_FOLDER if deployment.checkpoint.folder else deployment.checkpoint.model


def flags(deployment: Deployment) -> tuple[Flag, ...]:
    """The options of `vllm serve`, the model aside. What a person set by name takes the place of Rigwise's own."""
    extra = tuple(_extra(deployment))
    taken = {flag.name for flag in extra} | {_opposite(flag.name) for flag in extra}
    return (*(flag for flag in _flags(deployment) if flag.name not in taken), *extra)


def _extra(deployment: Deployment) -> Iterator[Flag]:
    if not deployment.options.extra_flags:
        return
    from rigwise.core.serving.all_flags import by_name

    for name, value in deployment.options.extra_flags:
        spec = by_name().get(name) or by_name().get(_opposite(name))
        yield Flag(
            name,
            value,
            phrase("flags", spec.text) if spec else phrase("commands", "Set by hand."),
            many=spec is not None and spec.type == "list",
        )


def _opposite(name: str) -> str:
    """`--x` for `--no-x` and the other way round."""
    return f"--{name[5:]}" if name.startswith("--no-") else f"--no-{name[2:]}"


def arguments(deployment: Deployment) -> tuple[str, ...]:
    """Everything behind the image's name (entrypoint `vllm serve`; images before 0.12 want --model)."""
    positional = release(deployment.vllm_version).positional_model
    model = model_argument(deployment)
    start = (model,) if positional else ("--model", model)
    return start + tuple(argument for flag in flags(deployment) for argument in flag.arguments)


def _speculation(deployment: Deployment, text: str) -> str:
    """As the container is to read it: a draft's folder where it appears there, a draft of the Hub as it was looked at."""
    draft = deployment.draft
    if draft is None or not (draft.folder or draft.revision):
        return text
    own = {"model": DRAFT_FOLDER} if draft.folder else {"revision": draft.revision}
    return json.dumps(fields(text) | own)


def _flags(deployment: Deployment) -> Iterator[Flag]:
    options, checkpoint, rig = deployment.options, deployment.checkpoint, deployment.rig
    rules = release(deployment.vllm_version)
    tokens, seqs = batch_defaults(rig.gpus[0], rules)
    if checkpoint.folder:
        name = checkpoint.folder.rstrip("/").rpartition("/")[2] or "model"
        yield Flag(
            "--served-model-name", name, phrase("commands", "Clients ask for the model by this name instead of a path.")
        )
    if checkpoint.revision:
        yield Flag("--revision", checkpoint.revision, phrase("commands", "Pins the files that were looked at."))
    tp, pp, dp = options.tensor_parallel_size, options.pipeline_parallel_size, options.data_parallel_size
    if tp > 1:
        yield Flag(
            "--tensor-parallel-size", str(tp), phrase("commands", "Splits every layer over {tp} GPUs.").format(tp=tp)
        )
    if pp > 1:
        yield Flag(
            "--pipeline-parallel-size",
            str(pp),
            phrase("commands", "Spreads the layers over {pp} stages, one after the other.").format(pp=pp),
        )
    if dp > 1:
        yield Flag(
            "--data-parallel-size",
            str(dp),
            phrase("commands", "Runs {dp} copies that share the requests.").format(dp=dp),
        )
    if options.enable_expert_parallel:
        yield Flag(
            "--enable-expert-parallel",
            None,
            phrase("commands", "Gives each GPU whole experts instead of slices of all."),
        )
    if options.max_model_len is not None:
        auto = options.max_model_len == -1
        why = (
            phrase("commands", "Takes the longest context that fits.")
            if auto
            else phrase("commands", "The longest conversation, prompt and answer together.")
        )
        yield Flag("--max-model-len", "auto" if auto else str(options.max_model_len), why)
    if options.gpu_memory_utilization is not None and options.gpu_memory_utilization != rules.utilization:
        share = f"{options.gpu_memory_utilization:g}"
        yield Flag(
            "--gpu-memory-utilization",
            share,
            phrase("commands", "The share of each card that vLLM may take; the rest stays free."),
        )
    if options.kv_cache_memory_bytes:
        size = str(options.kv_cache_memory_bytes)
        yield Flag("--kv-cache-memory-bytes", size, phrase("commands", "Exactly this much KV cache on each GPU."))
    if options.cpu_offload_gb:
        size = f"{options.cpu_offload_gb:g}"
        yield Flag(
            "--cpu-offload-gb",
            size,
            phrase("commands", "GiB of weights a GPU leaves in the machine's memory; each token reads them."),
        )
    if options.kv_cache_dtype != "auto":
        yield Flag(
            "--kv-cache-dtype",
            options.kv_cache_dtype,
            phrase("commands", "Stores the KV cache in fewer bytes: more context."),
        )
    if options.dtype != "auto":
        yield Flag("--dtype", options.dtype, phrase("commands", "Computes in this type."))
    if options.max_num_seqs is not None and options.max_num_seqs != seqs:
        yield Flag(
            "--max-num-seqs",
            str(options.max_num_seqs),
            phrase("commands", "Requests at once; fewer leave more memory for context."),
        )
    if options.max_num_batched_tokens is not None and options.max_num_batched_tokens != tokens:
        value = str(options.max_num_batched_tokens)
        yield Flag(
            "--max-num-batched-tokens", value, phrase("commands", "Tokens in one step; sets the activation peak.")
        )
    if options.block_size is not None:
        yield Flag("--block-size", str(options.block_size), phrase("commands", "Tokens in one block of the KV cache."))
    if options.enable_prefix_caching is not None:
        on = options.enable_prefix_caching
        why = (
            phrase("commands", "Keeps the KV cache of beginnings that come again.")
            if on
            else phrase("commands", "Keeps no KV cache of finished requests.")
        )
        yield Flag("--enable-prefix-caching" if on else "--no-enable-prefix-caching", None, why)
    if options.speculative_config:
        why = phrase("commands", "Guesses tokens ahead and checks several at once.")
        yield Flag("--speculative-config", _speculation(deployment, options.speculative_config), why)
    if options.enforce_eager:
        yield Flag(
            "--enforce-eager", None, phrase("commands", "No compilation and CUDA graphs: less memory, slower answers.")
        )
    linked = any(link.kind is not LinkKind.PCIE for link in rig.links)
    if tp > 1 and rig.links and not linked:
        why = phrase("commands", "These cards cannot reach each other's memory, which vLLM's own all-reduce needs.")
        yield Flag("--disable-custom-all-reduce", None, why)
    if options.trust_remote_code or (checkpoint.needs_remote_code and checkpoint.code_agreed):
        yield Flag(
            "--trust-remote-code",
            None,
            phrase("commands", "Runs Python code from the model's repository; you agreed to it."),
        )
    entry = find(checkpoint.model)
    if entry is not None and entry.tool_parser:
        yield Flag(
            "--enable-auto-tool-choice",
            None,
            phrase("commands", "Lets the model call tools when a client offers some."),
        )
        yield Flag(
            "--tool-call-parser",
            entry.tool_parser,
            phrase("commands", "Reads this model family's way of calling tools."),
        )
    if entry is not None and entry.reasoning_parser:
        yield Flag(
            "--reasoning-parser",
            entry.reasoning_parser,
            phrase("commands", "Keeps the model's thinking apart from its answer."),
        )


def environment(deployment: Deployment) -> tuple[Flag, ...]:
    """Environment variables of the container, with their reasons."""
    found = [Flag("VLLM_NO_USAGE_STATS", "1", phrase("commands", "Tells vLLM to send no usage statistics."))]
    partition = deployment.options.pipeline_partition
    if partition:
        layers = ",".join(map(str, partition))
        found.append(
            Flag(
                "VLLM_PP_LAYER_PARTITION", layers, phrase("commands", "Layers of each stage, by the room of its cards.")
            )
        )
    names = {gpu.name for gpu in deployment.rig.gpus}
    if len(names) > 1:
        found.append(
            Flag(
                "CUDA_DEVICE_ORDER",
                "PCI_BUS_ID",
                phrase("commands", "Numbers different cards the way the driver does."),
            )
        )
    return tuple(found)
