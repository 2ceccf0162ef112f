# SPDX-License-Identifier: Apache-2.0
"""Decoders whose layers differ in heads or windows, or whose keys are wider than their values: Laguna, MiMo-V2, Beam, Domyn
Edge, Pangu Pro MoE V2 (vllm/model_executor/models, vllm/models/beam, 0.33.0)."""

from __future__ import annotations

from dataclasses import replace

from rigwise.core.models.architecture import AttentionCache, Layer, ModelArchitecture, Shard, Weight
from rigwise.core.models.families.decoder import (
    Traits,
    attention_weights,
    is_moe_layer,
    moe_layers,
    read_decoder,
    read_moe,
)
from rigwise.core.models.families.pieces import (
    ATTENTION_SCALES,
    assemble,
    attention_cache,
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


def read_domyn_edge(config: Config, name: str) -> ModelArchitecture:
    """Domyn Edge: windows named layer by layer (-1: none), head dimensions that may differ, rotation in some layers."""
    base = read_decoder(config, Traits(norms=4), name)
    windows = config.sequence("window_sizes", most=4096)
    differing = config.section("per_layer_config")
    heads = {
        int(key): differing.section(key).integer("head_dim", default=base.head_dim)
        for key in differing.values
        if key.isdigit()
    }
    kinds: dict[tuple[int, int], Layer] = {}
    layers = []
    for index in range(len(base.layers)):
        named = windows[index] if index < len(windows) else -1
        reach = named[0] if isinstance(named, list) and named else named
        head, window = heads.get(index, base.head_dim), reach if isinstance(reach, int) and reach > 0 else 0
        if (head, window) not in kinds:
            dims = replace(read_dims(config), head_dim=head)
            own = (*attention_weights(config, dims, Traits()), norm("attention.k_norm", head))
            rest = base.layers[index].weights[2:]  # what is not attention
            kinds[head, window] = Layer((*own, *rest), attention_cache(dims, window + 1 if window else None))
        layers.append(kinds[head, window])
    turned = any(kind == "rope" for kind in config.texts("position_layers", most=4096))
    return replace(base, layers=tuple(layers), rope_bytes=2 * base.rope_bytes if turned else 0)  # in float32


def read_pangu_pro_v2(config: Config, name: str) -> ModelArchitecture:
    """Pangu Pro MoE V2: keys wider than values, and keys and values that every request sees first (models/openpangu.py)."""
    dims = read_dims(config)
    head = config.integer("qk_nope_dim", default=128) + config.integer("qk_rope_dim", default=64)
    values, sinks = config.integer("v_channels", default=128), config.integer("param_sink_number", default=0, low=0)
    own = (
        qkv("self_attn", dims.hidden, dims.heads, dims.kv_heads, head, values),
        row("self_attn.o_proj", dims.hidden, dims.heads * values),
        norm("self_attn.k_layernorm", head),
        Weight("self_attn.param_sink_key", (dims.kv_heads, sinks * head), Shard.COLUMN),
        Weight("self_attn.param_sink_value", (dims.kv_heads, sinks * values), Shard.COLUMN),
        ATTENTION_SCALES,
        *(norm(f"norm_{i}", dims.hidden) for i in range(4 if config.flag("sandwich_norm") else 2)),
    )
    cache = AttentionCache(dims.kv_heads, head, values, None, None, dims.heads)
    routed = Config({"topk_method": "noaux_tc" if config.flag("router_enable_expert_bias") else ""})
    moe, (first, step) = read_moe(routed.over(config), dims), moe_layers(config)
    dense = Layer((*own, *gated_mlp("mlp", dims.hidden, dims.intermediate)), cache, "dense")
    sparse = Layer((*own, *moe.weights), cache, "moe") if moe else dense
    layers = [sparse if is_moe_layer(config, index, first, step) else dense for index in range(dims.layers)]
    table = rope_bytes(rope_parameters(config), config.integer("qk_rope_dim", default=64), dims.max_position, 2)
    return assemble(
        config, name, replace(dims, head_dim=head), layers, rope_bytes=table, tied=config.flag("tie_word_embeddings"),
        experts=moe.facts if moe else None,
    )  # fmt: skip
