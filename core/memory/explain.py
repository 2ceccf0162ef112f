# SPDX-License-Identifier: Apache-2.0
"""The estimate in words: a table for a person, and the sum line by line for a pocket calculator."""

from __future__ import annotations

from collections.abc import Iterator

from rigwise.core.memory.deployment import Deployment
from rigwise.core.memory.result import Estimate
from rigwise.core.memory.weights import stage_weights
from rigwise.core.units import GIB, format_tokens


def describe(deployment: Deployment, result: Estimate) -> str:
    """A readable table of one estimate."""
    checkpoint, options = deployment.checkpoint, deployment.options
    split = f"tensor parallel {options.tensor_parallel_size}"
    if options.pipeline_parallel_size > 1:
        split += f", pipeline parallel {options.pipeline_parallel_size}"
    lines = [
        f"{checkpoint.model} ({checkpoint.quantization.label}) on {deployment.rig.description}, {split}, "
        f"vLLM {deployment.vllm_version}",
        "",
    ]
    if result.per_gpu:
        lines.append(f"{'GiB':<26}{'weights':>9}{'KV cache':>10}{'overhead':>10}{'headroom':>10}{'total':>9}")
        for index, card in enumerate(result.per_gpu):
            name = f"GPU {index} {deployment.rig.gpus[index].short_name}"
            lines.append(
                f"{name:<26}{card.weights / GIB:>9.2f}{card.kv_cache / GIB:>10.2f}{card.overhead / GIB:>10.2f}"
                f"{card.headroom / GIB:>10.2f}{card.total / GIB:>9.2f}"
            )
        lines.append("")
    if result.starts and result.kv_cache_tokens is not None and result.max_concurrency is not None:
        assert result.max_model_len is not None
        lines.append(
            f"Starts{' (but may fail: little room)' if result.risky else ''}. KV cache: "
            f"{format_tokens(result.kv_cache_tokens)} tokens, {result.max_concurrency:.2f} requests of "
            f"{format_tokens(result.max_model_len)} tokens at once."
        )
    elif result.starts:
        lines.append("Starts.")
    else:
        lines.append("Does not start.")
    if result.longest_context:
        lines.append(f"Longest context: {format_tokens(result.longest_context)} tokens.")
    lines += [f"- {problem.message} {problem.fix}" for problem in result.problems]
    lines += [f"Approximate: {note}." for note in result.approximate]
    return "\n".join(lines)


def explain(deployment: Deployment, result: Estimate) -> Iterator[str]:
    """Every line of the sum: which tensors, how many bytes, how they are split, and the parts of the overhead."""
    options = deployment.options
    stages = stage_weights(
        deployment.checkpoint,
        options.tensor_parallel_size,
        options.pipeline_parallel_size,
        options.data_parallel_size,
        options.enable_expert_parallel,
        deployment.rig.gpus[0].compute_capability,
        options.pipeline_partition,
    )
    for number, stage in enumerate(stages):
        begin, end = stage.layers
        yield ""
        yield f"Weights on each GPU of stage {number}, layers {begin} to {end - 1}:"
        for line in stage.lines:
            shape = " x ".join(f"{size:,}" for size in line.shape)
            yield (
                f"  {line.name:<36}{shape:>20}  {line.shard.value:<10} {line.format:<12}"
                f"{line.count:>4} x {line.each:>15,} = {line.total:>17,} bytes"
            )
        yield f"  {'together':<36}{stage.total:>79,} bytes = {stage.total / GIB:.2f} GiB"
    for index, card in enumerate(result.per_gpu):
        yield ""
        yield f"Overhead on GPU {index} (low / likely / high, GiB):"
        for part in card.overhead_parts:
            yield f"  {part.name:<28}{part.low / GIB:6.2f} /{part.likely / GIB:6.2f} /{part.high / GIB:6.2f}   {part.why}"
    if result.required_kv and result.available_kv is not None and result.block_size:
        yield ""
        yield (
            f"KV cache: {result.available_kv / GIB:.2f} GiB are left on the tightest GPU; one request of "
            f"{result.max_model_len:,} tokens takes {result.required_kv / GIB:.2f} GiB in blocks of "
            f"{result.block_size} tokens."
        )
