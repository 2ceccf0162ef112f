"""The trial of CUDA graphs before vLLM knows its budget: it takes a cache of its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rigwise.core.memory.defaults import Settings
from rigwise.core.memory.deployment import Deployment
from rigwise.core.memory.overhead import largest_graph
from rigwise.core.memory.releases import Release
from rigwise.core.problems import Problem, Remedy
from rigwise.core.units import format_gib
from rigwise.core.words import phrase


class Room(NamedTuple):
    """What the weights, and what stays beside them, leave of one GPU; spare: so much more if less stays. block: bytes
    of one block of its KV cache."""

    likely: int
    spare: int
    block: int


def trial_blocks(deployment: Deployment, chosen: Settings, release: Release, queries: int = 1) -> int:
    """Blocks of cache that CUDA graphs are tried with; 0: they are not tried. queries: tokens of a sequence in one
    decoding step."""
    architecture, quantized = deployment.checkpoint.architecture, bool(deployment.checkpoint.quantization.method)
    newer = release.runs_newer(architecture, quantized)
    if not release.graphs_tried_with or (newer and not release.newer_tries_graphs):
        return 0
    largest = largest_graph(architecture, chosen, release, deployment.rig.gpus[0], queries)
    return largest if release.graphs_tried_with == "tokens" else min(chosen.max_num_seqs, largest)


def graph_trial(
    deployment: Deployment,
    chosen: Settings,
    release: Release,
    speculative_tokens: int,
    rooms: Iterable[Room],
    most: int | None = None,
) -> Problem | None:
    """The trial's cache lies beside the weights (v1/worker/gpu_model_runner.py _init_minimal_kv_cache_for_profiling):
    with states, a block of 50 MiB for each sequence. "CUDA out of memory. Tried to allocate 784.00 MiB" for 256 of a
    Qwen3.8-27B's on a 5090, "1.02 GiB" for 512 of a Qwen3.6-35B's on a 4090 (issue 42147). most: sequences that have
    room for their states afterwards."""
    options, queries = deployment.options, 1 + speculative_tokens
    if options.enforce_eager or options.available_kv_bytes or options.kv_cache_memory_bytes:
        return None
    blocks = trial_blocks(deployment, chosen, release, queries)
    room = min((room for room in rooms if room.block), key=lambda room: room.likely / room.block, default=None)
    if room is None or blocks * room.block <= room.likely:
        return None
    by_tokens = release.graphs_tried_with == "tokens"
    fits = max(0, room.likely) // room.block // (2 * queries if by_tokens else 1)
    fits = min(fits, most) if most else fits
    fewer = Remedy(
        phrase("remedies", "Serve at most {requests:,} requests at once").format(requests=fits),
        (("max_num_seqs", fits),),
    )
    eager = Remedy(phrase("remedies", "Turn CUDA graphs off"), (("enforce_eager", True),))
    # Whoever leaves the sequences out of a report may still have set few: three starts on a 5090 did come up.
    told = options.max_num_seqs is not None or not by_tokens
    return Problem(
        "graphs-need-cache",
        phrase(
            "memory",
            "Before it knows its budget, vLLM tries CUDA graphs with {blocks:,} blocks of cache, {size} on a GPU; "
            "{room} are left beside the weights.",
        ).format(blocks=blocks, size=format_gib(blocks * room.block), room=format_gib(max(0, room.likely))),
        phrase("memory", "Set max_num_seqs to {most:,} or less, or turn CUDA graphs off.").format(most=fits)
        if 0 < fits < chosen.max_num_seqs
        else phrase("memory", "Turn CUDA graphs off (--enforce-eager)."),
        blocking=told and blocks * room.block > room.likely + room.spare,
        remedies=(fewer, eager) if 0 < fits < chosen.max_num_seqs else (eager,),
    )
