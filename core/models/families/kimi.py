# SPDX-License-Identifier: Apache-2.0
"""Kimi-Linear and Kimi K3: delta attention in most layers, latent attention without rotation in the others.

Sources: vllm/models/kimi_k3/nvidia/ (model.py, mla.py, kda.py), 0.33.0.
"""

from __future__ import annotations

from dataclasses import replace

from rigwise.core.models.architecture import Experts, Layer, ModelArchitecture, Weight
from rigwise.core.models.families.mixers import delta_attention
from rigwise.core.models.families.mla import latent_attention
from rigwise.core.models.families.pieces import (
    assemble,
    column,
    experts,
    gated_mlp,
    norm,
    read_dims,
    replicated,
    router,
)
from rigwise.core.models.families.towers import kimi_k3_tower, with_tower
from rigwise.core.models.reader import Config


def mixture(config: Config, hidden: int) -> tuple[list[Weight], Experts]:
    """Routed experts, behind a projection into a smaller space where the config has one, and shared ones."""
    count, width = config.integer("num_experts", high=65536), config.integer("moe_intermediate_size")
    latent = config.integer("routed_expert_hidden_size", default=0, low=0)
    shared = config.integer("num_shared_experts", default=0, low=0, high=4096)
    prefix = "block_sparse_moe"
    weights: list[Weight] = [
        router(f"{prefix}.gate", hidden, count),
        Weight(f"{prefix}.gate.e_score_correction_bias", (count,), bytes_each=4),
        *experts(f"{prefix}.experts", count, latent or hidden, width),
    ]
    if latent:
        weights += [
            replicated(f"{prefix}.routed_expert_down_proj", latent, hidden),
            replicated(f"{prefix}.routed_expert_up_proj", hidden, latent),
        ]
        if config.flag("latent_moe_use_norm"):
            weights.append(norm(f"{prefix}.routed_expert_norm", latent))
    if shared:
        weights += gated_mlp(f"{prefix}.shared_experts", hidden, shared * width)
    return weights, Experts(count, config.integer("num_experts_per_token", high=65536), width)


def read_kimi_linear(config: Config, name: str) -> ModelArchitecture:
    dims = read_dims(config)
    hidden = dims.hidden
    section = config.section("linear_attn_config")
    delta = set(section.integers("kda_layers", low=0))  # counted from one
    mixer, state = delta_attention(config, hidden)
    attention, cache = latent_attention(config, hidden, dims.heads, sparse=False)
    if config.flag("mla_use_output_gate"):
        width = dims.heads * config.integer("v_head_dim")
        attention += (column("self_attn.g_proj", width, hidden),)
    moe, facts = mixture(config, hidden)
    dense = gated_mlp("mlp", hidden, dims.intermediate)
    around = [norm("input_layernorm", hidden), norm("post_attention_layernorm", hidden)]
    if config.integer("attn_res_block_size", default=0, low=0):  # residuals mixed over blocks of layers
        around += [norm(f"{part}_res_{kind}", hidden) for part in ("attn", "mlp") for kind in ("norm", "proj")]
    first, step = config.integer("first_k_dense_replace", default=0, low=0), config.integer("moe_layer_freq", default=1)
    kinds: dict[tuple[bool, bool], Layer] = {}
    layers = []
    for index in range(dims.layers):
        key = (index + 1 in delta, index >= first and index % step == 0)
        if key not in kinds:
            own = mixer if key[0] else attention
            kinds[key] = Layer((*own, *(moe if key[1] else dense), *around), state if key[0] else cache)
        layers.append(kinds[key])
    dims = replace(dims, kv_heads=1, head_dim=cache.kv_lora_rank + cache.rope_dim)
    return assemble(config, name, dims, layers, tied=config.flag("tie_word_embeddings"), experts=facts)


def read_kimi_k3(config: Config, name: str) -> ModelArchitecture:
    model = read_kimi_linear(config, name)
    return with_tower(model, kimi_k3_tower(config.section("vision_config"), model.hidden_size))
