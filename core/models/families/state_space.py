# SPDX-License-Identifier: Apache-2.0
"""Mamba alone, and attention beside Mamba: Mamba 1 and 2, Falcon-Mamba, Jamba, Granite 4, Falcon-H1, Zamba 2, LFM2.

Sources: vllm/model_executor/models/mamba.py, mamba2.py, jamba.py, granitemoehybrid.py, falcon_h1.py, zamba2.py, lfm2.py,
lfm2_moe.py, 0.33.0.
"""

from __future__ import annotations

from dataclasses import replace

from rigwise.core.models.architecture import Experts, Layer, ModelArchitecture, Weight
from rigwise.core.models.families.mixers import Mamba2, mamba1, mamba2, short_conv, vector
from rigwise.core.models.families.pieces import (
    ATTENTION_SCALES,
    Dims,
    assemble,
    attention_cache,
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


def attention(prefix: str, dims: Dims, bias: bool = False) -> tuple[Weight, ...]:
    return (
        qkv(prefix, dims.hidden, dims.heads, dims.kv_heads, dims.head_dim, bias=bias),
        row(f"{prefix}.o_proj", dims.hidden, dims.heads * dims.head_dim, bias),
        ATTENTION_SCALES,
    )


def headless(config: Config) -> Dims:
    """Dimensions of a model without attention."""
    dims = read_dims(Config({"intermediate_size": 1, **config.values, "num_attention_heads": 1}))
    return replace(dims, heads=0, kv_heads=0, head_dim=0)


def read_mamba(config: Config, name: str) -> ModelArchitecture:
    dims = headless(config)
    inner = config.integer("intermediate_size", default=config.integer("expand", default=2) * dims.hidden)
    rank = config.values.get("time_step_rank")
    mixer, state = mamba1(
        "mixer", dims.hidden, inner, config.integer("state_size", default=16),
        -(-dims.hidden // 16) if rank in (None, "auto") else config.integer("time_step_rank"),
        config.integer("conv_kernel", default=4, low=2, high=64),
        conv_bias=config.flag("use_conv_bias", default=True), bias=config.flag("use_bias"),
    )  # fmt: skip
    layer = Layer((*mixer, norm("norm", dims.hidden)), state, "state")
    tied = config.flag("tie_word_embeddings", default=True)
    return assemble(
        config, name, dims, (layer,) * dims.layers, tied=tied, embedding_everywhere=True, head_everywhere=True
    )


def read_mamba2(config: Config, name: str) -> ModelArchitecture:
    dims = headless(config)
    heads, head = config.integer("num_heads"), config.integer("head_dim", default=64)
    inner = config.integer("intermediate_size", default=config.integer("expand", default=2) * dims.hidden)
    mixer, state = mamba2("mixer", dims.hidden, Mamba2(
        heads, head, config.integer("n_groups", default=1), config.integer("state_size", default=128),
        config.integer("conv_kernel", default=4, low=2, high=64), inner,
        config.flag("use_conv_bias", default=True), config.flag("use_bias"), config.flag("rms_norm", default=True),
    ))  # fmt: skip
    layer = Layer((*mixer, norm("norm", dims.hidden)), state, "state")
    return assemble(
        config, name, dims, (layer,) * dims.layers, tied=config.flag("tie_word_embeddings"), supports_pipeline=False
    )


def read_jamba(config: Config, name: str) -> ModelArchitecture:
    """One attention layer in a period of Mamba 1 layers; experts in every n-th layer."""
    dims = read_dims(config)
    inner = config.integer("mamba_expand", default=2, high=64) * dims.hidden
    rank = config.values.get("mamba_dt_rank")
    mixer, state = mamba1(
        "mamba", dims.hidden, inner, config.integer("mamba_d_state", default=16),
        -(-dims.hidden // 16) if rank in (None, "auto") else config.integer("mamba_dt_rank"),
        config.integer("mamba_d_conv", default=4, low=2, high=64),
        conv_bias=config.flag("mamba_conv_bias", default=True), bias=config.flag("mamba_proj_bias"), norms=True,
    )  # fmt: skip
    count = config.integer("num_experts", default=16, high=65536)
    period, offset = (
        config.integer("attn_layer_period", default=8),
        config.integer("attn_layer_offset", default=4, low=0),
    )
    every, first = (
        config.integer("expert_layer_period", default=2),
        config.integer("expert_layer_offset", default=1, low=0),
    )
    norms = (norm("input_layernorm", dims.hidden), norm("pre_ff_layernorm", dims.hidden))
    dense = gated_mlp("feed_forward", dims.hidden, dims.intermediate)
    sparse = (
        router("feed_forward.router", dims.hidden, count),
        *experts("feed_forward.experts", count, dims.hidden, dims.intermediate),
    )
    kinds: dict[tuple[bool, bool], Layer] = {}
    layers = []
    for index in range(dims.layers):
        attends, routed = index % period == offset, count > 1 and index % every == first
        if (attends, routed) not in kinds:
            mlp = sparse if routed else dense
            if attends:
                layer = Layer((*attention("self_attn", dims), *mlp, *norms), attention_cache(dims))
            else:
                layer = Layer((*mixer, *mlp, *norms), state, "state")
            kinds[(attends, routed)] = layer
        layers.append(kinds[(attends, routed)])
    active = config.integer("num_experts_per_tok", default=2, high=65536)
    return assemble(
        config, name, dims, layers, embedding_everywhere=True, head_everywhere=True,
        experts=Experts(count, active, dims.intermediate) if count > 1 else None,
    )  # fmt: skip


def read_granite_hybrid(config: Config, name: str) -> ModelArchitecture:
    """Mamba 2 or attention in each layer, then experts beside a dense MLP, or the dense MLP alone."""
    dims = read_dims(config)
    types = config.texts("layer_types", "layers_block_type", most=4096)
    inner = config.integer("mamba_expand", default=2, high=64) * dims.hidden
    mixer, state = mamba2("mamba", dims.hidden, Mamba2(
        config.integer("mamba_n_heads", default=128), inner // config.integer("mamba_n_heads", default=128) or 1,
        config.integer("mamba_n_groups", default=1), config.integer("mamba_d_state", default=256),
        config.integer("mamba_d_conv", default=4, low=2, high=64), inner,
        config.flag("mamba_conv_bias", default=True), config.flag("mamba_proj_bias"),
    ))  # fmt: skip
    count = config.integer("num_local_experts", default=0, low=0, high=65536)
    shared = config.integer("shared_intermediate_size", default=0, low=0)
    mlp: list[Weight] = []
    if count:
        mlp = [
            router("block_sparse_moe.gate", dims.hidden, count),
            *experts("block_sparse_moe.experts", count, dims.hidden, dims.intermediate),
        ]
    if shared:
        mlp += [
            column("shared_mlp.input_linear", 2 * shared, dims.hidden, parts=(shared, shared)),
            row("shared_mlp.output_linear", dims.hidden, shared),
        ]
    norms = (norm("input_layernorm", dims.hidden), norm("post_attention_layernorm", dims.hidden))
    attends = Layer((*attention("self_attn", dims, config.flag("attention_bias")), *mlp, *norms), attention_cache(dims))
    keeps = Layer((*mixer, *mlp, *norms), state, "state")
    layers = [attends if index < len(types) and types[index] == "attention" else keeps for index in range(dims.layers)]
    table = 0
    if config.text("position_embedding_type", default="rope") == "rope" and attends in layers:
        table = rope_bytes(rope_parameters(config), dims.head_dim, dims.max_position, 2)
    active = config.integer("num_experts_per_tok", default=0, low=0, high=65536)
    return assemble(
        config, name, dims, layers, tied=config.flag("tie_word_embeddings"), rope_bytes=table,
        experts=Experts(count, active, dims.intermediate) if count else None,
        intermediate=max(shared, dims.intermediate if count else 1),
    )  # fmt: skip


def read_falcon_h1(config: Config, name: str) -> ModelArchitecture:
    """Attention and Mamba 2 side by side in every layer."""
    dims = read_dims(config)
    inner = config.integer("mamba_d_ssm", default=config.integer("mamba_expand", default=2, high=64) * dims.hidden)
    mamba = Mamba2(
        config.integer("mamba_n_heads", default=128), config.integer("mamba_d_head", default=64),
        config.integer("mamba_n_groups", default=1), config.integer("mamba_d_state", default=256),
        config.integer("mamba_d_conv", default=4, low=2, high=64), inner,
        config.flag("mamba_conv_bias", default=True), config.flag("mamba_proj_bias"), config.flag("mamba_rms_norm"),
    )  # fmt: skip
    mixer, state = mamba2("mamba", dims.hidden, mamba)
    weights = (
        *attention("self_attn", dims, config.flag("attention_bias")),
        *mixer,
        vector("mamba.mup_vector", 2 * inner + 2 * mamba.groups * mamba.state + mamba.heads),
        *gated_mlp("feed_forward", dims.hidden, dims.intermediate, config.flag("mlp_bias")),
        norm("input_layernorm", dims.hidden),
        norm("pre_ff_layernorm", dims.hidden),
    )
    layer = Layer(weights, attention_cache(dims), "state", state)
    table = rope_bytes(rope_parameters(config), dims.head_dim, dims.max_position, 2)
    return assemble(
        config, name, dims, (layer,) * dims.layers, rope_bytes=table, tied=config.flag("tie_word_embeddings")
    )


def read_zamba2(config: Config, name: str) -> ModelArchitecture:
    """Mamba 2 layers, some with one of a few shared attention blocks in front, each with caches and adapters of its own."""
    dims = read_dims(config)
    types = config.texts("layers_block_type", most=4096)
    hybrids = sum(kind == "hybrid" for kind in types)
    wide = config.integer("attention_hidden_size", default=2 * dims.hidden)
    head = config.integer("attention_head_dim", default=wide // dims.heads or 1)
    blocks, rank = config.integer("num_mem_blocks", default=1, high=64), config.integer("adapter_rank", default=128)
    inner = config.integer("mamba_expand", default=2, high=64) * dims.hidden
    heads = config.integer("n_mamba_heads", default=8)
    mixer, state = mamba2("mamba", dims.hidden, Mamba2(
        heads, config.integer("mamba_headdim", default=inner // heads or 1), config.integer("mamba_ngroups", default=1),
        config.integer("mamba_d_state", default=64), config.integer("mamba_d_conv", default=4, low=2, high=64), inner,
        config.flag("use_conv_bias", default=True), config.flag("add_bias_linear"),
    ))  # fmt: skip
    bias = config.flag("add_bias_linear")
    rows = dims.heads * head
    block = [
        qkv("shared_transformer", wide, dims.heads, dims.heads, head),
        row("shared_transformer.o_proj", dims.hidden, rows),
        *gated_mlp("shared_transformer.feed_forward", dims.hidden, dims.intermediate, bias),
        norm("shared_transformer.input_layernorm", 2 * dims.hidden),
        norm("shared_transformer.pre_ff_layernorm", dims.hidden),
    ]
    adapters = [
        column("gate_up_proj_adapter.A", rank, dims.hidden),
        column("gate_up_proj_adapter.B", 2 * dims.intermediate, rank, parts=(dims.intermediate, dims.intermediate)),
    ]
    if config.flag("use_shared_attention_adapter"):
        for part in "qkv":
            adapters += [
                column(f"linear_{part}_adapter.A", rank, wide),
                column(f"linear_{part}_adapter.B", wide, rank),
            ]
    own = norm("input_layernorm", dims.hidden)
    keys = Dims(
        dims.layers, dims.hidden, dims.heads, dims.heads, head, dims.intermediate, dims.vocab, dims.max_position
    )
    plain = Layer((*mixer, own), state, "state")
    hybrid = Layer(
        (*mixer, own, replicated("linear", dims.hidden, dims.hidden), *adapters, ATTENTION_SCALES),
        attention_cache(keys), "state", state,
    )  # fmt: skip
    layers = [hybrid if index < len(types) and types[index] == "hybrid" else plain for index in range(dims.layers)]
    table = 0
    if config.flag("use_mem_rope") and hybrids:
        table = rope_bytes(rope_parameters(config), head, dims.max_position, 2)
    return assemble(
        config, name, keys, layers, tied=True, rope_bytes=table, supports_pipeline=False,
        everywhere=[weight for weight in block for _ in range(blocks)] if hybrids else (),
    )  # fmt: skip


def lfm2_width(config: Config) -> int:
    """The MLP's width, which the model adjusts itself unless told not to (models/lfm2.py)."""
    width = config.integer("block_ff_dim", "intermediate_size")
    if not config.flag("block_auto_adjust_ff_dim", default=True):
        return width
    width = 2 * width // 3
    factor = config.values.get("block_ffn_dim_multiplier", 1.0)
    if factor is not None:
        width = int(config.number("block_ffn_dim_multiplier", default=1.0, high=64) * width)
    multiple = config.integer("block_multiple_of", default=256)
    return multiple * ((width + multiple - 1) // multiple)


def read_lfm2(config: Config, name: str) -> ModelArchitecture:
    """Short convolutions and attention with head norms; dense, or experts behind the first layers."""
    dims = read_dims(config)
    types = config.texts("layer_types", most=4096)
    chosen = config.integers("full_attn_idxs", low=0)
    mixer, state = short_conv(
        "short_conv", dims.hidden, config.integer("conv_dim", default=dims.hidden),
        config.integer("conv_L_cache", default=3, low=2, high=64), config.flag("conv_bias"),
    )  # fmt: skip
    attends = (
        *attention("self_attn", dims),
        norm("self_attn.q_layernorm", dims.head_dim),
        norm("self_attn.k_layernorm", dims.head_dim),
    )
    count = config.integer("num_experts", default=0, low=0, high=65536)
    width = config.integer("moe_intermediate_size", default=dims.intermediate)
    dense_layers = config.integer("num_dense_layers", default=2, low=0, high=4096) if count else dims.layers
    dense = gated_mlp("feed_forward", dims.hidden, dims.intermediate if count else lfm2_width(config))
    sparse: list[Weight] = [router("feed_forward.gate", dims.hidden, count)] if count else []
    if config.flag("use_expert_bias"):
        sparse.append(Weight("feed_forward.gate.e_score_correction_bias", (max(count, 1),), bytes_each=4))
    sparse += experts("feed_forward.experts", count, dims.hidden, width) if count else ()
    norms = (norm("operator_norm", dims.hidden), norm("ffn_norm", dims.hidden))
    kinds: dict[tuple[bool, bool], Layer] = {}
    layers = []
    for index in range(dims.layers):
        full = types[index] == "full_attention" if index < len(types) else index in chosen
        key = (full, index < dense_layers)
        if key not in kinds:
            mlp = dense if key[1] else sparse
            own, cache = (attends, attention_cache(dims)) if full else (mixer, state)
            kinds[key] = Layer((*own, *mlp, *norms), cache, "attention" if full else "state")
        layers.append(kinds[key])
    active = config.integer("num_experts_per_tok", default=4, high=65536)
    return assemble(
        config, name, dims, layers, tied=config.flag("tie_word_embeddings", "tie_embedding", default=True),
        rope_bytes=rope_bytes(rope_parameters(config), dims.head_dim, dims.max_position, 2),
        experts=Experts(count, active, width) if count else None,
    )  # fmt: skip
