# SPDX-License-Identifier: Apache-2.0
"""What vLLM's kernels, links and scheduler reach of the data sheet: every constant of the speed model, with its source."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Engine:
    """What vLLM's kernels reach of the data sheet.

    weights:   share of the memory bandwidth when 16-bit or 8-bit matrices are read for few tokens. A 7B model reaches
               81 % of its memory floor on an L4 even without vLLM's kernels (arXiv 2605.30571); STREAM-like copies
               reach 90 to 93 % on GDDR6X and HBM.
    experts:   the same for the scattered matrices of picked experts, of which each is small and unlike in load.
    cache:     the same for keys and values (FlashAttention-2 decoding, arXiv 2307.08691: 50 to 75 % of peak).
    products:  share of the dense tensor throughput over a prompt of a few thousand tokens: large matrices alone reach 80
               to 100 % (H200 and RTX 5090 in bf16: vllm pull request 38338), norms and activations stand between.
    grouped:   the same for grouped products of experts, whose tiles are half empty.
    attention: the same for attention over a prompt (FlashAttention-2: 50 to 73 % of peak on A100, arXiv 2307.08691).
    kernel_us: from one kernel's end to the next one's first result inside a CUDA graph, its ramp up and down included;
               eager_us: launched one by one from Python (4 to 6 us in C++ alone, twice that through torch).
    step_us:   scheduling, sampling and the copy of the tokens between steps, what of it is not hidden behind the
               graph (asynchronous scheduling: 0.2 to 0.3 ms; before, 5 ms: vllm issue 10634, 6854).
    link:      share of a link's data-sheet bandwidth: NVLink (nccl-tests 80 % on H100), PCIe peer to peer (2 x 4090,
               patched driver: 20.7 of 31.5 GB/s, tinygrad/open-gpu-kernel-modules issue 6; flashinfer pull request
               5023: 35 of 63), through the host (the same cards unpatched: 13 of 31.5).
    sum_us:    time of a small sum over two ranks, and per further rank: custom all-reduce over NVLink or between two
               cards with peer access; NCCL over PCIe with peer access (8.3 us for two, 13.6 to 19.4 for four:
               flashinfer pull request 5023, sglang-V100 pull request 2); NCCL through the host (11.5 us for two, 42 for
               eight: tinygrad issue 17, nccl issue 1530).
    request_us: a request's way through HTTP, tokenizer and scheduler.
    """

    weights: float
    experts: float
    cache: float
    products: float
    grouped: float
    attention: float
    kernel_us: float
    eager_us: float
    step_us: float
    link: tuple[float, float, float]
    sum_us: tuple[tuple[float, float], tuple[float, float], tuple[float, float]]
    request_us: float


SLOW = Engine(
    weights=0.58, experts=0.40, cache=0.40, products=0.32, grouped=0.12, attention=0.30, kernel_us=6.0, eager_us=20.0,
    step_us=3000, link=(0.55, 0.30, 0.15), sum_us=((12.0, 1.0), (14.0, 8.0), (30.0, 15.0)), request_us=60_000,
)  # fmt: skip
LIKELY = Engine(
    weights=0.86, experts=0.75, cache=0.65, products=0.62, grouped=0.32, attention=0.50, kernel_us=2.8, eager_us=10.0,
    step_us=500, link=(0.75, 0.55, 0.40), sum_us=((6.0, 0.5), (8.0, 4.0), (10.0, 6.0)), request_us=15_000,
)  # fmt: skip
FAST = Engine(
    weights=0.95, experts=0.92, cache=0.90, products=0.80, grouped=0.55, attention=0.75, kernel_us=1.3, eager_us=6.0,
    step_us=100, link=(0.90, 0.85, 0.60), sum_us=((4.0, 0.2), (4.0, 2.0), (7.0, 4.0)), request_us=4_000,
)  # fmt: skip

ENGINES = (SLOW, LIKELY, FAST)

# Of the narrower formats' peaks less is reached: inputs are quantized on the way and tiles wait for memory. DeepGEMM
# states 1,550 of 1,979 TFLOPS in FP8 on H800, an RTX 5090 computes 874 of 1,676 in NVFP4 and all 210 in bf16 (vllm pull
# request 38338).
NARROW = {"fp16": 1.0, "fp8": 0.8, "int8": 0.8, "fp4": 0.55}
