# SPDX-License-Identifier: Apache-2.0
"""Latent attention before 0.8, as the wheels from 0.6.0 to 0.8.1 have it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rigwise.core.hardware.catalogue import compose
from rigwise.core.memory.deployment import Deployment, ServingOptions
from rigwise.core.memory.estimate import estimate
from rigwise.core.models.catalogue import find
from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.models.quantization import PLAIN, Quantization
from rigwise.core.units import GIB

LAYERS, HEADS = 27, 16  # of DeepSeek-V2-Lite
EVERY_HEAD, LATENT = LAYERS * HEADS * 2 * 2, LAYERS * (512 + 64) * 2  # bytes a token, of one channel and of a latent


def lite(method: str = "") -> Checkpoint:
    entry = find("deepseek-ai/DeepSeek-V2-Lite")
    assert entry is not None
    checkpoint = entry.checkpoint()
    return replace(checkpoint, quantization=Quantization(method, method, PLAIN)) if method else checkpoint


@pytest.mark.parametrize(
    ("version", "method", "token"),
    [
        ("0.6.6", "", EVERY_HEAD * 256),  # padded for the kernels
        ("0.7.0", "", EVERY_HEAD * 192),
        ("0.7.1", "", LATENT),
        ("0.7.2", "awq", EVERY_HEAD * 192),
        ("0.7.3", "awq", LATENT),
        ("0.33.0", "", LATENT),
    ],
)
def test_what_a_token_takes(version: str, method: str, token: int) -> None:
    options = ServingOptions(available_kv_bytes=10 * GIB, max_model_len=4096)
    answer = estimate(Deployment(compose(["A100-SXM4-80GB"]), lite(method), options, version))
    assert answer.kv_cache_tokens == pytest.approx(10 * GIB / token, rel=2e-3)


def test_0_7_keeps_products_of_its_projections() -> None:
    """DeepSeek-Coder-V2-Lite on eight A100, 0.7.1: "model weights take 3.97GiB"; the parameters are 3.73."""
    options = ServingOptions(tensor_parallel_size=8, max_model_len=4096)
    rig = compose(["A100-SXM4-40GB"] * 8)
    weights = {
        v: estimate(Deployment(rig, lite(), options, v)).per_gpu[0].weights / GIB for v in ("0.7.0", "0.7.3", "0.8.0")
    }
    assert weights["0.7.3"] == pytest.approx(3.97, abs=0.015)
    assert weights["0.7.0"] == weights["0.8.0"] == pytest.approx(3.73, abs=0.01)
