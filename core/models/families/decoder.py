# SPDX-License-Identifier: Apache-2.0
"""Ordinary decoders: attention with grouped keys and values, and a dense or mixture-of-experts MLP in each layer.

What differs between architectures is data (`Traits`), read from vllm/model_executor/models/*.py, 0.33.0.
"""

from __future__ import annotations

from dataclasses import dataclass

from rigwise.core.models.architecture import AttentionCache, Experts, Layer, ModelArchitecture, Shard, Weight
from rigwise.core.models.families.pieces import (
    ATTENTION_SCALES,
    Dims,
    column,
    embedding,
    experts,
    gated_mlp,
    lm_head,
    norm,
    plain_mlp,
    qkv,
    read_dims,
    replicated,
    router,
    row,
)
from rigwise.core.models.families.rope import contexts, rope_bytes, rope_parameters, rotary_dim
from rigwise.core.models.reader import Config


@dataclass(frozen=True, slots=True)
class Traits:
    """How one architecture differs from Llama.

    qkv_bias, o_bias, mlp_bias: None: as the config's attention_bias / mlp_bias say.
    qk_norm:   "head": weights of one head's size; "full": of all heads, sharded as they are; "whole": replicated.
    norms:     norms of hidden size in a layer. norm_bias: they carry a bias (LayerNorm).
    tied:      transformers' default for tie_word_embeddings.
    plain_mlp: names of the two matrices of an MLP without gate; None: gate_up and down.
    rotary:    the share of a head that turns where the config does not say.
    rope:      False: none, or not held as a table by vLLM (transformers backend).
    windows:   which layers slide: "" by the config's layer_types; "all" every layer with sliding_window; "none".
    pattern:   default sliding_window_pattern where layer_types is absent.
    learned_positions: offset of a learned position table, None: there is none.
    head_bias: lm_head carries a bias.
    head:      False: the model has no lm_head (classification, embedding).
    sinks:     one learned sink a query head (gpt-oss).
    everywhere: embedding and head are built on every pipeline stage.
    """

    qkv_bias: bool | None = None
    o_bias: bool | None = None
    mlp_bias: bool | None = None
    qk_norm: str = ""
    norms: int = 2
    norm_bias: bool = False
    final_norm: bool = True
    tied: bool = False
    plain_mlp: tuple[str, str] | None = None
    rope: bool = True
    rotary: float = 1.0
    windows: str = ""
    pattern: int = 0
    learned_positions: int | None = None
    head: bool = True
    head_bias: bool = False
    sinks: bool = False
    output_gate: bool = False
    everywhere: bool = False
    approximate: tuple[str, ...] = ()


def read_decoder(config: Config, traits: Traits, name: str) -> ModelArchitecture:
    dims = read_dims(config)
    dtype_bytes = 2
    attention = attention_weights(config, dims, traits)
    norms = layer_norms(dims, traits)
    windows = layer_windows(config, dims, traits)
    moe = read_moe(config, dims)
    first_dense, step = moe_layers(config)
    dense_width = config.integer("intermediate_size_mlp", default=dims.intermediate)
    dense = dense_mlp(config, dims.hidden, dense_width, traits)
    layers: list[Layer] = []
    kinds: dict[tuple[bool, int | None], Layer] = {}
    for index in range(dims.layers):
        is_moe = moe is not None and is_moe_layer(config, index, first_dense, step)
        key = (is_moe, windows[index])
        if key not in kinds:
            mlp = moe.weights if moe is not None and is_moe else dense
            cache = AttentionCache(dims.kv_heads, dims.head_dim, dims.head_dim, windows[index], None, dims.heads)
            kinds[key] = Layer((*attention, *mlp, *norms, ATTENTION_SCALES), cache, "moe" if is_moe else "dense")
        layers.append(kinds[key])
    parameters = rope_parameters(config)
    if traits.rotary != 1.0:
        parameters = parameters.over(Config({"partial_rotary_factor": traits.rotary}))
    head_dim = config.integer("rotary_dim", default=0, low=0) or dims.head_dim
    # gpt-oss asks for its table in float32
    each = 4 if traits.sinks else dtype_bytes
    tables = {rope_bytes(parameters, head_dim, dims.max_position, each)} if traits.rope else set()
    if "rotary_dim" in config and rotary_dim(parameters, dims.head_dim) != dims.head_dim:
        tables = {rope_bytes(parameters, dims.head_dim, dims.max_position, dtype_bytes)} if traits.rope else set()
    tied = config.flag("tie_word_embeddings", default=traits.tied)
    first = [embedding(dims.vocab, dims.hidden)]
    if traits.learned_positions is not None:
        first.append(
            replicated("embed_positions", dims.max_position + traits.learned_positions, dims.hidden, quantized=False)
        )
    last: list[Weight] = [norm("norm", dims.hidden, traits.norm_bias)] if traits.final_norm else []
    if traits.head and not tied:
        last.append(lm_head(dims.vocab, dims.hidden, traits.head_bias or config.flag("lm_head_bias")))
    return ModelArchitecture(
        name=name,
        dtype=config.text("torch_dtype", "dtype", default="bfloat16"),
        dtype_bytes=dtype_bytes,
        hidden_size=dims.hidden,
        vocab_size=dims.vocab,
        num_attention_heads=dims.heads,
        num_kv_heads=dims.kv_heads,
        head_dim=dims.head_dim,
        intermediate_size=dense_width,
        **contexts(config, dims.max_position),
        layers=tuple(layers),
        first=tuple(first),
        last=tuple(last),
        tied=tied and traits.head,
        embedding_everywhere=traits.everywhere,
        head_everywhere=traits.everywhere,
        rope_bytes=sum(tables) * (2 if "rope_local_theta" in config else 1),
        experts=moe.facts if moe else None,
        approximate=traits.approximate,
    )


def attention_weights(config: Config, dims: Dims, traits: Traits) -> tuple[Weight, ...]:
    bias = config.flag(
        "attention_bias", "use_qkv_bias", "qkv_bias", "bias", "add_qkv_bias", "add_bias_linear", "use_bias"
    )
    qkv_bias = bias if traits.qkv_bias is None else traits.qkv_bias
    o_bias = bias if traits.o_bias is None else traits.o_bias
    heads, kv_heads, d = dims.heads, dims.kv_heads, dims.head_dim
    weights = [
        qkv("self_attn", dims.hidden, heads, kv_heads, d, bias=qkv_bias),
        row("self_attn.o_proj", dims.hidden, heads * d, o_bias),
    ]
    qk_norm = (
        traits.qk_norm if traits.qk_norm != "config" else ("head" if config.flag("use_qk_norm", "qk_layernorm") else "")
    )
    if qk_norm == "head":
        weights += [norm("self_attn.q_norm", d), norm("self_attn.k_norm", d)]
    elif qk_norm == "full":
        weights.append(Weight("self_attn.q_norm", (heads * d, 1), Shard.COLUMN))
        weights.append(Weight("self_attn.k_norm", (kv_heads * d, 1), Shard.QKV, parts=(0, kv_heads * d, 0, kv_heads)))
    elif qk_norm == "whole":
        weights += [norm("self_attn.q_norm", heads * d), norm("self_attn.k_norm", kv_heads * d)]
    if traits.sinks:
        weights.append(Weight("self_attn.sinks", (heads, 1), Shard.COLUMN))
    if traits.output_gate:
        weights.append(column("self_attn.output_gate_proj", heads * d, dims.hidden))
    return tuple(weights)


def layer_norms(dims: Dims, traits: Traits) -> tuple[Weight, ...]:
    return tuple(norm(f"norm_{i}", dims.hidden, traits.norm_bias) for i in range(traits.norms))


def dense_mlp(config: Config, hidden: int, width: int, traits: Traits) -> tuple[Weight, ...]:
    bias = config.flag("mlp_bias", "use_bias", "use_mlp_bias") if traits.mlp_bias is None else traits.mlp_bias
    if traits.plain_mlp is not None:
        return plain_mlp("mlp", hidden, width, bias, traits.plain_mlp)
    return gated_mlp("mlp", hidden, width, bias)


def layer_windows(config: Config, dims: Dims, traits: Traits) -> tuple[int | None, ...]:
    """The sliding window of each layer, None for full attention (config/model.py and the models' own rules)."""
    named = next((name for name in ("sliding_window", "interleaved_sliding_window") if _listed(config, name)), "")
    if named:  # one a layer
        each = Config({str(index): value for index, value in enumerate(config.sequence(named, most=4096))})
        return tuple(each.integer(str(index), default=0, low=0, high=1 << 30) or None for index in range(dims.layers))
    window = config.integer("sliding_window", default=0, low=0, high=1 << 30) or None
    types = config.texts("layer_types", most=4096)
    if traits.windows == "none" or window is None or not config.flag("use_sliding_window", default=True):
        return (None,) * dims.layers
    if len(types) >= dims.layers:
        return tuple(window if kind == "sliding_attention" else None for kind in types[: dims.layers])
    if traits.windows == "all":
        return (window,) * dims.layers
    pattern = config.integer("sliding_window_pattern", "_sliding_window_pattern", default=traits.pattern, low=0)
    if pattern:
        return tuple(None if (index + 1) % pattern == 0 else window for index in range(dims.layers))
    return (None,) * dims.layers


@dataclass(frozen=True, slots=True)
class Moe:
    weights: tuple[Weight, ...]
    facts: Experts


def read_moe(config: Config, dims: Dims) -> Moe | None:
    """The mixture-of-experts MLP that the config's fields describe; None for a dense model."""
    count = config.integer(
        "num_experts", "num_local_experts", "n_routed_experts", "moe_num_experts", default=0, low=0, high=65536
    )
    if count <= 1:
        return None
    active = config.integer(
        "num_experts_per_tok",
        "num_experts_per_token",
        "moe_topk",
        "moe_top_k",
        "top_k_experts",
        "moe_k",
        default=2,
        high=65536,
    )
    # ERNIE's vision models have two sets of experts, for text and for images
    widths = config.integers("moe_intermediate_size", low=1) if _listed(config, "moe_intermediate_size") else ()
    width = (
        widths[0]
        if widths
        else config.integer(
            "moe_intermediate_size", "ffn_hidden_size", "expert_ffn_hidden_size", default=dims.intermediate
        )
    )
    prefix = "mlp"
    shared_width = config.integer("shared_expert_intermediate_size", "shared_intermediate_size", default=0, low=0)
    shared_count = config.integer(
        "n_shared_experts", "num_shared_experts", "moe_num_shared_experts", default=0, low=0, high=4096
    )
    gpt_oss = config.text("model_type") in ("gpt_oss", "openai_privacy_filter")
    bias_correction = (
        config.flag("use_routing_bias")
        or config.text("topk_method") == "noaux_tc"
        or (config.text("model_type") in ("glm4_moe", "dots1", "ernie4_5_moe", "minimax_m2", "afmoe"))
    )
    weights: list[Weight] = [
        router(f"{prefix}.gate", dims.hidden, count, bias=gpt_oss, bytes_each=router_bytes(config))
    ]
    if bias_correction:
        weights.append(Weight(f"{prefix}.gate.e_score_correction_bias", (count,), bytes_each=4))
    for own in widths or (width,):
        weights += experts(f"{prefix}.experts", count, dims.hidden, own, bias=gpt_oss)
    if shared_width:
        weights += gated_mlp(f"{prefix}.shared_expert", dims.hidden, shared_width)
        if config.text("model_type") in ("qwen2_moe", "qwen3_next", "qwen3_5_moe", "qwen3_5_moe_text"):
            weights.append(replicated(f"{prefix}.shared_expert_gate", 1, dims.hidden, quantized=False))
    elif shared_count:
        weights += gated_mlp(f"{prefix}.shared_experts", dims.hidden, shared_count * width)
    return Moe(tuple(weights), Experts(count, active, width))


def _listed(config: Config, name: str) -> bool:
    return isinstance(config.values.get(name), list)


def router_bytes(config: Config) -> int | None:
    """Routers that vLLM keeps in float32 (their models' gate has params_dtype float32)."""
    if config.text("model_type") == "mimo_v2_flash":
        return 4 if config.text("moe_router_dtype", default="float32") == "float32" else None
    if config.text("router_dtype") == "fp32" and "kv_lora_rank" not in config:
        return 4
    return 4 if config.text("model_type") in ("minimax_m2", "glm4_moe", "ernie4_5_moe", "afmoe", "param2moe") else None


def moe_layers(config: Config) -> tuple[int, int]:
    """(first MoE layer, every how many): first_k_dense_replace, moe_layer_start_index, decoder_sparse_step …"""
    first = config.integer(
        "first_k_dense_replace", "moe_layer_start_index", "num_dense_layers", default=0, low=0, high=4096
    )
    step = (
        config.integer("moe_layer_freq", "moe_layer_interval", default=1, high=4096)
        if not isinstance(config.values.get("moe_layer_freq"), list)
        else 1
    )
    return first, step


def is_moe_layer(config: Config, index: int, first_dense: int, step: int) -> bool:
    kinds = config.texts("mlp_layer_types", most=4096)
    if index < len(kinds):
        return kinds[index] == "sparse"
    only = config.values.get("mlp_only_layers")
    if isinstance(only, list) and index in only:
        return False
    frequency = config.values.get("moe_layer_freq")
    if isinstance(frequency, list):
        return index < len(frequency) and bool(frequency[index])
    sparse = config.integer("decoder_sparse_step", default=0, low=0, high=4096)
    if sparse:
        return (index + 1) % sparse == 0
    return index >= first_dense and (index - 0) % step == 0
