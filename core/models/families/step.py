# SPDX-License-Identifier: Apache-2.0
"""Step 3, whose heads share one key and value, and Step 3.5 and its successors: sliding layers with heads of their own
number, a gate a head, experts beside a shared one.

Sources: vllm/model_executor/models/step3_text.py, step3p5.py, 0.33.0.
"""

from __future__ import annotations

from dataclasses import replace

from rigwise.core.models.architecture import AttentionCache, Experts, Layer, ModelArchitecture, Weight
from rigwise.core.models.families.pieces import (
    ATTENTION_SCALES,
    assemble,
    column,
    experts,
    gated_mlp,
    norm,
    qkv,
    read_dims,
    replicated,
    router,
    row,
)
from rigwise.core.models.families.rope import rope_bytes, rope_parameters
from rigwise.core.models.reader import Config


def sliding_heads(config: Config, default: int) -> int:
    """Query heads of the sliding layers: by name, or in a section of the older configs."""
    other = config.section("attention_other_setting")
    return config.integer("num_sliding_attention_heads", default=other.integer("num_attention_heads", default=default))


def is_sparse(config: Config, index: int) -> bool:
    types = config.texts("mlp_layer_types", most=4096)
    if types:
        return index < len(types) and types[index] == "sparse"
    listed = config.text("moe_layers_enum")
    if listed:
        return str(index) in [part.strip() for part in listed.split(",")]
    return index >= config.integer("first_k_dense_replace", default=1, low=0, high=4096)


def read_step(config: Config, name: str) -> ModelArchitecture:
    dims = read_dims(config)
    hidden, head = dims.hidden, dims.head_dim
    kv_heads = config.integer("num_attention_groups", "num_key_value_heads", default=dims.kv_heads)
    types = config.texts("layer_types", most=4096)
    window = config.integer("sliding_window", default=0, low=0, high=1 << 30) or None
    count = config.integer("moe_num_experts", "n_routed_experts", "num_experts", default=0, low=0, high=65536)
    width = config.integer("moe_intermediate_size", default=dims.intermediate)
    shared = config.integer("share_expert_dim", "share_expert_dims", default=width)
    active = config.integer("moe_top_k", "num_experts_per_tok", default=8, high=65536)
    mixture = [
        router("moe.gate", hidden, max(count, 1), bytes_each=4),
        Weight("moe.router_bias", (max(count, 1),), bytes_each=4),
        *experts("moe.experts", max(count, 1), hidden, width),
        *gated_mlp("moe.share_expert", hidden, shared),
    ]
    norms = (norm("input_layernorm", hidden), norm("post_attention_layernorm", hidden))
    kinds: dict[tuple[bool, bool], Layer] = {}
    layers = []
    for index in range(dims.layers):
        slides = index < len(types) and types[index] == "sliding_attention"
        key = (slides, count > 0 and is_sparse(config, index))
        if key not in kinds:
            heads = sliding_heads(config, dims.heads) if slides else dims.heads
            weights = [
                qkv("self_attn", hidden, heads, kv_heads, head, bias=config.flag("attention_bias")),
                row("self_attn.o_proj", hidden, heads * head),
                norm("self_attn.q_norm", head),
                norm("self_attn.k_norm", head),
                ATTENTION_SCALES,
            ]
            if config.flag("use_head_wise_attn_gate"):
                weights.append(column("self_attn.g_proj", heads, hidden))
            weights += mixture if key[1] else gated_mlp("mlp", hidden, dims.intermediate)
            cache = AttentionCache(kv_heads, head, head, window if slides else None, None, heads)
            kinds[key] = Layer((*weights, *norms), cache, "moe" if key[1] else "dense")
        layers.append(kinds[key])
    tables = {
        rope_bytes(rope_parameters(config, kind), head, dims.max_position, 2)
        for kind in set(types) or {"full_attention"}
    }
    return assemble(
        config, name, dims, layers, rope_bytes=sum(tables), tied=config.flag("tie_word_embeddings"),
        experts=Experts(count, active, width) if count else None,
    )  # fmt: skip


def read_step3(config: Config, name: str) -> ModelArchitecture:
    """Every rank projects to one small query, one key and one value; heads come from the query alone."""
    dims = read_dims(config)
    hidden, head = dims.hidden, config.integer("head_dim", default=256)
    query = config.integer("share_q_dim", default=head)
    attention = (
        replicated("self_attn.qkv_proj", query + 2 * head, hidden),
        row("self_attn.o_proj", hidden, dims.heads * head),
        norm("self_attn.inter_norm", query),
        column("self_attn.wq", dims.heads * head, query),
        ATTENTION_SCALES,
        norm("input_layernorm", hidden),
        norm("post_attention_layernorm", hidden),
    )
    count = config.integer("moe_num_experts", default=48, high=65536)
    width = config.integer("moe_intermediate_size", default=dims.intermediate)
    mixture = (
        router("moe.gate", hidden, count),
        *experts("moe.experts", count, hidden, width),
        *gated_mlp("share_expert", hidden, config.integer("share_expert_dim", default=width)),
    )
    cache = AttentionCache(1, head, head, query_heads=dims.heads)
    dense = Layer((*attention, *gated_mlp("mlp", hidden, dims.intermediate)), cache, "dense")
    sparse = Layer((*attention, *mixture), cache, "moe")
    layers = [sparse if is_sparse(config, index) else dense for index in range(dims.layers)]
    return assemble(
        config, name, replace(dims, kv_heads=1, head_dim=head), layers, tied=config.flag("tie_word_embeddings"),
        rope_bytes=rope_bytes(rope_parameters(config), head, dims.max_position, 2),
        experts=Experts(count, config.integer("moe_top_k", default=3, high=65536), width),
    )  # fmt: skip
