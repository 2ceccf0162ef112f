# SPDX-License-Identifier: Apache-2.0
"""Ling and Ring 2.5: lightning attention, which keeps one state a head, and latent attention in every n-th layer.

Source: vllm/model_executor/models/bailing_moe_linear.py, layers/mamba/linear/bailing_linear_attn.py, 0.33.0.
"""

from __future__ import annotations

from dataclasses import replace

from rigwise.core.models.architecture import Experts, Layer, ModelArchitecture, StateCache, Weight
from rigwise.core.models.families.mixers import vector
from rigwise.core.models.families.mla import latent_attention
from rigwise.core.models.families.pieces import (
    assemble,
    column,
    experts,
    gated_mlp,
    norm,
    qkv,
    read_dims,
    router,
    row,
)
from rigwise.core.models.families.rope import rope_bytes, rope_parameters
from rigwise.core.models.reader import Config


def read_bailing_hybrid(config: Config, name: str) -> ModelArchitecture:
    dims = read_dims(config)
    hidden, inner = dims.hidden, dims.heads * dims.head_dim
    types = config.texts("layer_types", most=4096)
    every = config.integer("layer_group_size", default=1)
    lightning = (
        qkv("self_attn", hidden, dims.heads, dims.heads, dims.head_dim),
        column("self_attn.g_proj", inner, hidden),
        row("self_attn.dense", hidden, inner),
        vector("self_attn.g_norm", inner),
    )
    state = StateCache("linear", (0, 0), (dims.heads, dims.head_dim, dims.head_dim))
    attention, cache = latent_attention(config, hidden, dims.heads, sparse=False)
    count, width = config.integer("num_experts", high=65536), config.integer("moe_intermediate_size")
    shared = config.integer("num_shared_experts", default=0, low=0, high=4096)
    gate_bytes = None if config.text("router_dtype", default="fp32") != "fp32" else 4
    sparse: list[Weight] = [
        router("mlp.gate", hidden, count, bytes_each=gate_bytes),
        *experts("mlp.experts", count, hidden, width),
    ]
    if shared:
        sparse += gated_mlp("mlp.shared_experts", hidden, shared * width)
    if config.flag("moe_router_enable_expert_bias"):
        sparse.append(Weight("mlp.gate.expert_bias", (count,), bytes_each=4))
    dense = gated_mlp("mlp", hidden, dims.intermediate)
    norms = (norm("input_layernorm", hidden), norm("post_attention_layernorm", hidden))
    first = config.integer("first_k_dense_replace", default=0, low=0, high=4096)
    kinds: dict[tuple[bool, bool], Layer] = {}
    layers = []
    for index in range(dims.layers):
        full = types[index] == "full_attention" if index < len(types) else (index + 1) % every == 0
        key = (full, index < first)
        if key not in kinds:
            own, kept = (attention, cache) if full else (lightning, state)
            mlp = dense if key[1] else sparse
            kinds[key] = Layer((*own, *mlp, *norms), kept, "attention" if full else "state")
        layers.append(kinds[key])
    table = rope_bytes(rope_parameters(config), cache.rope_dim, dims.max_position, 2)
    dims = replace(dims, kv_heads=1, head_dim=cache.kv_lora_rank + cache.rope_dim)
    active = config.integer("num_experts_per_tok", "num_experts_per_token", default=8, high=65536)
    return assemble(
        config, name, dims, layers, rope_bytes=2 * table, tied=config.flag("tie_word_embeddings"),
        experts=Experts(count, active, width),
    )  # fmt: skip
