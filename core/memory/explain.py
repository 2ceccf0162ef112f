# SPDX-License-Identifier: Apache-2.0
"""The estimate in words: a table for a person, and the sum line by line for a pocket calculator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rigwise.core.memory.deployment import Deployment
from rigwise.core.memory.result import Estimate
from rigwise.core.memory.sums import Line, sums
from rigwise.core.units import GIB, format_gib, format_tokens


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
        whole = int(result.max_concurrency)
        lines.append(
            f"Starts{' (but may fail: little room)' if result.risky else ''}. KV cache: "
            f"{format_tokens(result.kv_cache_tokens)} tokens, room for {whole:,} {'request' if whole == 1 else 'requests'} "
            f"of {format_tokens(result.max_model_len)} tokens at once (vLLM logs {result.max_concurrency:.2f}x)."
        )
    elif result.starts:
        lines.append("Starts.")
    else:
        lines.append("Does not start.")
    if result.longest_context:
        lines.append(f"Longest context: {format_tokens(result.longest_context)} tokens.")
    if result.measured:
        lines.append(f"Overhead {result.measured}.")
    lines += [f"- {problem.message} {problem.fix}" for problem in result.problems]
    lines += [f"Approximate: {note}." for note in result.approximate]
    return "\n".join(lines)


def explain(deployment: Deployment, result: Estimate) -> Iterator[str]:
    """Every line of the sum, GPU by GPU; GPUs whose sums are the same share one."""
    found = sums(deployment, result)
    for index, gpu in enumerate(found):
        if any(replace(gpu, gpu=0) == replace(other, gpu=0) for other in found[:index]):
            continue
        same = [other.gpu for other in found if replace(other, gpu=0) == replace(gpu, gpu=0)]
        begin, end = gpu.layers
        yield ""
        yield f"GPU {', '.join(map(str, same))}, layers {begin} to {end - 1}; bytes"
        yield from _table("Weights", gpu.weights)
        yield from _table("Overhead (low / likely / high in GiB)", gpu.overhead)
        yield from _table("KV budget: what vLLM leaves for the KV cache", gpu.budget)
        yield from _table("One block of the KV cache", gpu.block)
        yield from _table("KV cache", gpu.kv_cache)
        yield f"  {gpu.request}"


def _table(title: str, lines: tuple[Line, ...]) -> Iterator[str]:
    if not lines:
        return
    yield f"  {title}"
    for line in lines:
        words = line.arithmetic
        if line.low != line.high:
            words = f"{line.low / GIB:.2f} / {line.bytes / GIB:.2f} / {line.high / GIB:.2f}"
        yield f"    {line.name:<36} {line.bytes:>17,} = {words:<44} {line.why}".rstrip()
    total = sum(line.bytes for line in lines)
    if len(lines) > 1:
        yield f"    {'together':<36} {total:>17,} = {format_gib(total, 2)}"
