# SPDX-License-Identifier: Apache-2.0
"""A Hub with one well-known model in every format, for pictures: names and numbers as people know them."""

from __future__ import annotations

import checkpoints
from stub_hub import StubHub

BASE = "meta-llama/Llama-3.3-70B-Instruct"
BEST = "casperhansen/llama-3.3-70b-instruct-awq"
FORMATS = (
    (BEST, "awq", 701626),
    ("RedHatAI/Llama-3.3-70B-Instruct-FP8-dynamic", "fp8", 119887),
    ("nvidia/Llama-3.3-70B-Instruct-NVFP4", "nvfp4", 60000),
    ("shuyuej/Llama-3.3-70B-Instruct-GPTQ", "gptq", 9000),
    ("RedHatAI/Llama-3.3-70B-Instruct-quantized.w8a8", "w8a8", 5000),
)


def furnished() -> StubHub:
    """A running Hub with the model in it; the original asks for its licence."""
    hub = StubHub().__enter__()
    seventy = checkpoints.LLAMA_70B
    hub.add(checkpoints.model(BASE, seventy, count=30, downloads=399695, license="llama3.3", gated="manual"))
    for name, how, downloads in FORMATS:
        made = checkpoints.model(
            name, seventy, how=how, count=9, downloads=downloads, base_model=BASE, license="llama3.3"
        )
        hub.add(made)
    hub.add(checkpoints.gguf("bartowski/Llama-3.3-70B-Instruct-GGUF", BASE, downloads=50000, license="llama3.3"))
    return hub
