# SPDX-License-Identifier: Apache-2.0
"""Token mixers that keep a state instead of keys and values: their weights, and the state of one layer.

Sources: vllm/model_executor/layers/mamba/ (mamba_mixer.py, mamba_mixer2.py, short_conv.py, gdn/, mamba_utils.py), 0.33.0.
"""

from __future__ import annotations

from dataclasses import dataclass

from rigwise.core.models.architecture import Shard, StateCache, Weight
from rigwise.core.models.families.pieces import column, norm, replicated, row
from rigwise.core.models.reader import Config

Mixer = tuple[tuple[Weight, ...], StateCache]


def vector(name: str, size: int, bytes_each: int | None = None) -> Weight:
    """One number a head or channel, split as these are."""
    return Weight(name, (size, 1), Shard.COLUMN, bytes_each=bytes_each)


def mamba1(
    prefix: str,
    hidden: int,
    inner: int,
    state: int,
    rank: int,
    kernel: int,
    *,
    conv_bias: bool = True,
    bias: bool = False,
    norms: bool = False,
) -> Mixer:
    """inner: channels; state: numbers a channel; rank: of the time-step projection. No weight is ever quantized."""
    weights = [
        Weight(f"{prefix}.A", (inner, state), Shard.COLUMN, bytes_each=4),
        vector(f"{prefix}.D", inner),
        Weight(f"{prefix}.conv1d", (inner, kernel), Shard.COLUMN, bias=conv_bias),
        Weight(f"{prefix}.in_proj", (2 * inner, hidden), Shard.COLUMN, parts=(inner, inner), bias=bias),
        Weight(f"{prefix}.x_proj", (rank + 2 * state, inner), Shard.ROW),
        Weight(f"{prefix}.dt_proj", (inner, rank), Shard.COLUMN, bias=True),
        Weight(f"{prefix}.out_proj", (hidden, inner), Shard.ROW, bias=bias),
    ]
    if norms:
        weights += [norm(f"{prefix}.dt_layernorm", rank)] + [norm(f"{prefix}.{x}_layernorm", state) for x in "bc"]
    return tuple(weights), StateCache("mamba1", (inner, kernel - 1), (inner, state))


@dataclass(frozen=True, slots=True)
class Mamba2:
    """Dimensions of a Mamba 2 mixer. inner: heads x head_dim, unless the config says otherwise."""

    heads: int
    head_dim: int
    groups: int
    state: int
    kernel: int
    inner: int
    conv_bias: bool = True
    bias: bool = False
    norm: bool = True
    state_bytes: int = 2


def mamba2(prefix: str, hidden: int, dims: Mamba2) -> Mixer:
    """Groups that tensor-parallel ranks cannot share out are copied, one to a rank."""
    shared = dims.groups * dims.state
    channels = dims.inner + 2 * shared

    def grouped(name: str, rows: int, size: int, bias: bool, quantizable: bool) -> Weight:
        kind = column("", 1, 1).quantizable if quantizable else norm("", 1).quantizable
        parts = (rows, shared, shared, dims.groups)
        return Weight(f"{prefix}.{name}", (rows + 2 * shared, size), Shard.QKV, kind, parts, bias=bias)

    weights = [
        vector(f"{prefix}.A", dims.heads, 4),
        vector(f"{prefix}.D", dims.heads),
        vector(f"{prefix}.dt_bias", dims.heads),
        grouped("conv1d", dims.inner, dims.kernel, dims.conv_bias, False),
        # a second view of the kernel that the layer registers as a buffer of its own
        grouped("conv_weights", dims.inner, dims.kernel, False, False),
        grouped("in_proj", 2 * dims.inner + dims.heads, hidden, dims.bias, True),
        row(f"{prefix}.out_proj", hidden, dims.inner, dims.bias),
    ]
    if dims.norm:
        weights.append(vector(f"{prefix}.norm", dims.inner))
    state = StateCache(
        "mamba2", (channels, dims.kernel - 1), (dims.heads, dims.head_dim, dims.state), dims.groups, dims.state,
        dims.state_bytes,
    )  # fmt: skip
    return tuple(weights), state


def short_conv(prefix: str, hidden: int, channels: int, kernel: int, bias: bool = False) -> Mixer:
    """A gated convolution over a few tokens (LFM2)."""
    weights = (
        Weight(f"{prefix}.conv", (channels, kernel), Shard.COLUMN, bias=bias),
        column(f"{prefix}.in_proj", 3 * channels, hidden, bias, parts=(channels, channels, channels)),
        row(f"{prefix}.out_proj", hidden, channels, bias),
    )
    return weights, StateCache("short_conv", (channels, kernel - 1), ())


def delta_attention(config: Config, hidden: int) -> Mixer:
    """Kimi's delta attention: fused projections of which one part is whole on every rank, float32 kernels and gates.

    The output gate is projected with the rest (Kimi K3), or through a low rank (Kimi-Linear).
    """
    section = config.section("linear_attn_config")
    full_gate = section.flag("use_full_rank_gate")
    heads, head = section.integer("num_heads"), section.integer("head_dim")
    kernel = section.integer("short_conv_kernel_size", default=4, low=2, high=64)
    width, prefix = heads * head, "self_attn"
    split = (3 + full_gate) * width + heads
    weights = [
        vector(f"{prefix}.dt_bias", width, 4),
        vector(f"{prefix}.A_log", heads, 4),
        column(
            f"{prefix}.in_proj_qkvgfab", split, hidden, sources=(f"{prefix}.q_proj", f"{prefix}.in_proj_qkvgfab"),
            parts=(width,) * (3 + full_gate) + (heads,),
        ),
        replicated(f"{prefix}.in_proj_qkvgfab.f_a", head, hidden),
        column(f"{prefix}.f_b_proj", width, head),
        Weight(f"{prefix}.conv1d", (3 * width, kernel), Shard.COLUMN, bytes_each=4, parts=(width, width, width)),
        norm(f"{prefix}.o_norm", head),
        row(f"{prefix}.o_proj", hidden, width),
    ]  # fmt: skip
    if not full_gate:
        weights += [replicated(f"{prefix}.g_a_proj", head, hidden), column(f"{prefix}.g_b_proj", width, head)]
    kind = "kda-bounded" if "gate_lower_bound" in section else "kda"
    return tuple(weights), StateCache(kind, (3 * width, kernel - 1), (heads, head, head), state_bytes_each=4)
