# SPDX-License-Identifier: Apache-2.0
"""Which weight formats a vLLM release reads, and what compute capability it asks for them.

From get_min_capability of vllm/model_executor/layers/quantization/*.py in the wheels from 0.6.0 to 0.33.0.
"""

from __future__ import annotations

Capability = tuple[int, int]
Version = tuple[int, int, int]

# (since, capability; None: no longer read), by vLLM's method
_SINCE: dict[str, tuple[tuple[Version, Capability | None], ...]] = {
    "awq": (((0, 6, 0), (7, 5)),),
    "gptq": (((0, 6, 0), (6, 0)), ((0, 22, 0), (7, 5))),
    "fp8": (((0, 6, 0), (8, 0)), ((0, 14, 0), (7, 5))),
    "fbgemm_fp8": (((0, 6, 0), (8, 0)),),
    "compressed-tensors": (((0, 6, 0), (7, 0)),),
    "modelopt": (((0, 6, 5), (8, 9)), ((0, 28, 0), (8, 0))),
    "modelopt_fp4": (((0, 8, 3), (10, 0)), ((0, 9, 0), (8, 0)), ((0, 14, 0), (7, 5))),
    "modelopt_mixed": (((0, 17, 0), (8, 9)), ((0, 24, 0), (7, 5))),
    "modelopt_mxfp8": (((0, 16, 0), (10, 0)), ((0, 20, 0), (8, 0))),
    "mxfp4": (((0, 10, 1), (8, 0)),),
    "bitsandbytes": (((0, 6, 0), (7, 0)), ((0, 27, 0), None)),
    "gguf": (((0, 6, 0), (6, 0)), ((0, 23, 0), None)),
}


LISTED = frozenset(_SINCE)


def minimum_capability(method: str, release: Version) -> Capability | None:
    """What the release asks of a card for a method; None where it does not read it. (0, 0) for a method not listed."""
    if method not in _SINCE:
        return 0, 0
    found: Capability | None = None
    for since, capability in _SINCE[method]:
        if release >= since:
            found = capability
    return found


def releases_for(method: str, capability: Capability) -> tuple[Version, Version | None] | None:
    """(first release that serves a method on such a card, first that no longer does or None); None: no release does."""
    first: Version | None = None
    for since, needed in _SINCE.get(method, ()):
        fits = needed is not None and capability >= needed
        if fits and first is None:
            first = since
        if first is not None and not fits:
            return first, since
    return (first, None) if first is not None else None
