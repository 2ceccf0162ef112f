# SPDX-License-Identifier: Apache-2.0
"""Ling and Ring 2.5 and 3: a state a head in most layers (lightning, or delta attention), latent attention in every n-th.

Sources: vllm/model_executor/models/bailing_moe_linear.py, bailing_moe_v3.py, bailing_moe_v3_vl.py,
layers/mamba/linear/bailing_linear_attn.py, 0.33.0.
"""

from __future__ import annotations

from dataclasses import replace

from rigwise.core.models.architecture import Experts, LatentCache, Layer, ModelArchitecture, Shard, StateCache, Weight
from rigwise.core.models.families.mixers import Mixer, vector
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
from rigwise.core.models.families.towers import plain, qwen3_vl_tower, with_tower
from rigwise.core.models.reader import Config


def read_bailing_hybrid(config: Config, name: str) -> ModelArchitecture:
    dims = read_dims(config)
    hidden, inner = dims.hidden, dims.heads * dims.head_dim
    lightning = (
        qkv("self_attn", hidden, dims.heads, dims.heads, dims.head_dim),
        column("self_attn.g_proj", inner, hidden),
        row("self_attn.dense", hidden, inner),
        vector("self_attn.g_norm", inner),
    )
    state = StateCache("linear", (0, 0), (dims.heads, dims.head_dim, dims.head_dim))
    model = _hybrid(config, name, (lightning, state), latent_attention(config, hidden, dims.heads, sparse=False))
    return replace(model, rope_bytes=2 * model.rope_bytes)


def read_bailing_v3(config: Config, name: str) -> ModelArchitecture:
    """Ling 3: Kimi's delta attention with one wide projection, latent attention with a gate of its own."""
    dims = read_dims(config)
    hidden, inner = dims.hidden, dims.heads * dims.head_dim
    kernel = config.integer("short_conv_kernel_size", default=4, low=2, high=64)
    delta = (
        column("self_attn.qkvb_proj", 3 * inner + dims.heads, hidden, parts=(inner, inner, inner, dims.heads)),
        column("self_attn.f_proj", inner, hidden),
        column("self_attn.g_proj", inner, hidden),
        vector("self_attn.dt_bias", inner, 4),
        vector("self_attn.A_log", dims.heads, 4),
        Weight("self_attn.conv1d", (3 * inner, kernel), Shard.COLUMN, bytes_each=4, parts=(inner, inner, inner)),
        norm("self_attn.o_norm", dims.head_dim),
        row("self_attn.o_proj", hidden, inner),
    )
    state = StateCache("kda", (3 * inner, kernel - 1), (dims.heads, dims.head_dim, dims.head_dim), state_bytes_each=4)
    attention, cache = latent_attention(config, hidden, dims.heads, sparse=False)
    gates = {"head_wise": 1, "element_wise": config.integer("v_head_dim", default=128)}
    if wide := gates.get(config.text("gated_attention_proj_granularity_type")):
        attention += (column("self_attn.g_proj", dims.heads * wide, hidden),)
    model = _hybrid(config, name, (delta, state), (attention, cache))
    if "vision_config" not in config:
        return model
    vision = config.section("vision_config")
    folded = vision.integer("hidden_size") * vision.integer("spatial_merge_size", default=2, high=64) ** 2
    merges = ("visual.deepstack_merger", "visual.merger.linear")  # the projector is a layer of its own
    tower = [weight for weight in qwen3_vl_tower(vision) if not weight.name.startswith(merges)]
    tower += [
        column("linear_proj.linear_fc1", hidden, folded, True),
        row("linear_proj.linear_fc2", hidden, hidden, True),
    ]
    positions = 4 if "mrope_section" in config else 1
    model = replace(model, rope_bytes=positions * model.rope_bytes)
    return with_tower(model, plain(tower), patches_per_token=4)


def _hybrid(
    config: Config,
    name: str,
    mixer: Mixer,
    latent: tuple[tuple[Weight, ...], LatentCache],
) -> ModelArchitecture:
    """Every n-th layer, and what is left behind the last group of n, attends to latents; experts in all but the first."""
    dims, cache = read_dims(config), latent[1]
    hidden = dims.hidden
    types = config.texts("layer_types", most=4096)
    every = config.integer("layer_group_size", default=1)
    count, width = config.integer("num_experts", high=65536), config.integer("moe_intermediate_size")
    shared = config.integer("num_shared_experts", default=0, low=0, high=4096)
    gate_bytes = None if config.text("router_dtype", default="fp32") != "fp32" else 4
    sparse: list[Weight] = [
        router("mlp.gate", hidden, count, bytes_each=gate_bytes),
        *experts("mlp.experts", count, hidden, width),
    ]
    if shared:
        each = config.integer("moe_shared_expert_intermediate_size", default=width)
        sparse += gated_mlp("mlp.shared_experts", hidden, shared * each)
    if config.flag("moe_router_enable_expert_bias"):
        sparse.append(Weight("mlp.gate.expert_bias", (count,), bytes_each=4))
    dense = gated_mlp("mlp", hidden, dims.intermediate)
    norms = (norm("input_layernorm", hidden), norm("post_attention_layernorm", hidden))
    first = config.integer("first_k_dense_replace", default=0, low=0, high=4096)
    kinds: dict[tuple[bool, bool], Layer] = {}
    layers = []
    for index in range(dims.layers):
        grouped = (index + 1) % every == 0 or index >= dims.layers // every * every
        full = types[index] == "full_attention" if index < len(types) else grouped
        key = (full, index < first)
        if key not in kinds:
            own, kept = latent if full else mixer
            kinds[key] = Layer((*own, *(dense if key[1] else sparse), *norms), kept, "attention" if full else "state")
        layers.append(kinds[key])
    table = rope_bytes(rope_parameters(config), cache.rope_dim, dims.max_position, 2)
    dims = replace(dims, kv_heads=1, head_dim=cache.kv_lora_rank + cache.rope_dim)
    active = config.integer("num_experts_per_tok", "num_experts_per_token", default=8, high=65536)
    return assemble(
        config, name, dims, layers, rope_bytes=table, tied=config.flag("tie_word_embeddings"),
        experts=Experts(count, active, width),
    )  # fmt: skip
