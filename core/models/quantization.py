# SPDX-License-Identifier: Apache-2.0
"""Weight formats, read from quantization_config or hf_quant_config.json."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quantization:
    """How the linear layers of a checkpoint are stored.

    method: vLLM's quant_method ("awq", "gptq", "fp8", "compressed-tensors", "modelopt", "mxfp4" ...), "" for 16 bit.
    label:  what a person calls it: "16-bit", "AWQ 4-bit", "FP8 blocks", "NVFP4".
    """

    method: str = ""
    label: str = "16-bit"
