# SPDX-License-Identifier: Apache-2.0
"""Decoders whose sliding and full layers differ in heads: Laguna and MiMo-V2 (vllm/model_executor/models, 0.33.0)."""

from __future__ import annotations

from dataclasses import replace

from rigwise.core.models.architecture import AttentionCache, Layer, ModelArchitecture, Shard, Weight
from rigwise.core.models.families.decoder import Traits, is_moe_layer, moe_layers, read_decoder, read_moe
from rigwise.core.models.families.pieces import (
    ATTENTION_SCALES,
    column,
    gated_mlp,
    norm,
    qkv,
    read_dims,
    row,
)
from rigwise.core.models.families.rope import rope_bytes, rope_parameters
from rigwise.core.models.reader import Config


def read_laguna(config: Config, name: str) -> ModelArchitecture:
    """Query heads by layer, a gate a head, separate gate and up projections in the dense layers and shared experts."""
    dims = read_dims(config)
    base = read_decoder(config, Traits(qk_norm="head"), name)
    heads = config.integers("num_attention_heads_per_layer", low=1)
    types = config.texts("layer_types", most=4096)
    kinds_of_mlp = config.texts("mlp_layer_types", most=4096)
    window = config.integer("sliding_window", default=0, low=0, high=1 << 30) or None
    moe = read_moe(config, dims)
    kinds: dict[tuple[int, bool, bool], Layer] = {}
    layers = []
    for index in range(dims.layers):
        count = heads[index] if index < len(heads) else dims.heads
        slides = index < len(types) and types[index] == "sliding_attention"
        sparse = index < len(kinds_of_mlp) and kinds_of_mlp[index] == "sparse"
        key = (count, slides, sparse)
        if key not in kinds:
            weights = [
                qkv("self_attn", dims.hidden, count, dims.kv_heads, dims.head_dim),
                row("self_attn.o_proj", dims.hidden, count * dims.head_dim),
                column("self_attn.g_proj", count, dims.hidden),
                norm("self_attn.q_norm", dims.head_dim),
                norm("self_attn.k_norm", dims.head_dim),
                ATTENTION_SCALES,
                *(moe.weights if sparse and moe else gated_mlp("mlp", dims.hidden, dims.intermediate)),
                norm("input_layernorm", dims.hidden),
                norm("post_attention_layernorm", dims.hidden),
            ]
            cache = AttentionCache(dims.kv_heads, dims.head_dim, dims.head_dim, window if slides else None, None, count)
            kinds[key] = Layer(tuple(weights), cache, "moe" if sparse else "dense")
        layers.append(kinds[key])
    tables = sum(
        rope_bytes(rope_parameters(config, kind), dims.head_dim, dims.max_position, 2)
        for kind in ("full_attention", "sliding_attention")
    )
    # the model builds embedding and head on every stage
    return replace(base, layers=tuple(layers), rope_bytes=tables)


def read_mimo_v2(config: Config, name: str) -> ModelArchitecture:
    """Sliding layers with more key-value heads and a learned sink; keys and values of different widths."""
    dims = read_dims(config)
    base = read_decoder(config, Traits(), name)
    pattern = config.integers("hybrid_layer_pattern", low=0, high=1)
    window = config.integer("sliding_window", "sliding_window_size", default=128, high=1 << 30)
    v_dim = config.integer("v_head_dim", default=dims.head_dim)
    swa = (
        config.integer("swa_num_attention_heads", default=dims.heads),
        config.integer("swa_num_key_value_heads", default=dims.kv_heads),
        config.integer("swa_head_dim", default=dims.head_dim),
        config.integer("swa_v_head_dim", default=v_dim),
    )
    moe = read_moe(config, dims)
    first_dense, step = moe_layers(config)
    kinds: dict[tuple[bool, bool], Layer] = {}
    layers = []
    for index in range(dims.layers):
        slides = index < len(pattern) and pattern[index] == 1
        sparse = moe is not None and is_moe_layer(config, index, first_dense, step)
        if (slides, sparse) not in kinds:
            heads, kv_heads, head, value = swa if slides else (dims.heads, dims.kv_heads, dims.head_dim, v_dim)
            sink = config.flag("add_swa_attention_sink_bias" if slides else "add_full_attention_sink_bias")
            projection = qkv("self_attn", dims.hidden, heads, kv_heads, head, value)
            weights = [projection, row("self_attn.o_proj", dims.hidden, heads * value), ATTENTION_SCALES]
            if sink:
                weights.append(Weight("self_attn.attention_sink_bias", (heads, 1), Shard.COLUMN))
            weights += moe.weights if moe is not None and sparse else gated_mlp("mlp", dims.hidden, dims.intermediate)
            weights += [norm("input_layernorm", dims.hidden), norm("post_attention_layernorm", dims.hidden)]
            cache = AttentionCache(kv_heads, head, value, window if slides else None, None, heads)
            kinds[(slides, sparse)] = Layer(tuple(weights), cache, "moe" if sparse else "dense")
        layers.append(kinds[(slides, sparse)])
    table = rope_bytes(rope_parameters(config), dims.head_dim, dims.max_position, 2)
    different = config.number("swa_rope_theta", default=0) not in (0, config.number("rope_theta", default=10000))
    return replace(base, layers=tuple(layers), rope_bytes=table * (2 if different else 1))


def read_beam(config: Config, name: str) -> ModelArchitecture:
    """Beam: four norms, an output gate with the projections, routers in float32 (vllm/models/beam/nvidia/model.py)."""
    routed = Config({"topk_method": "noaux_tc", "router_dtype": "fp32"}).over(config)
    return read_decoder(routed, Traits(norms=4, qk_norm="head", output_gate=True), name)
