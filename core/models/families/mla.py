# SPDX-License-Identifier: Apache-2.0
"""Multi-head latent attention: DeepSeek V2 to V3.2, Kimi K2, GLM-5 (vllm/model_executor/models/deepseek_v2.py, 0.33.0)."""

from __future__ import annotations

from rigwise.core.models.architecture import AttentionCache, LatentCache, Layer, ModelArchitecture, Weight
from rigwise.core.models.families.decoder import is_moe_layer, moe_layers, read_moe
from rigwise.core.models.families.pieces import (
    ATTENTION_SCALES,
    column,
    embedding,
    gated_mlp,
    lm_head,
    norm,
    read_dims,
    replicated,
    row,
)
from rigwise.core.models.families.rope import longest_context, rope_bytes, rope_parameters
from rigwise.core.models.reader import Config

SPARSE = {"DeepseekV32ForCausalLM", "GlmMoeDsaForCausalLM"}


def latent_attention(config: Config, hidden: int, heads: int, sparse: bool) -> tuple[tuple[Weight, ...], LatentCache]:
    q_rank = config.integer("q_lora_rank", default=0, low=0)
    kv_rank = config.integer("kv_lora_rank")
    nope = config.integer("qk_nope_head_dim")
    rope = config.integer("qk_rope_head_dim")
    v_dim = config.integer("v_head_dim")
    bias = config.flag("attention_bias")
    weights: list[Weight] = []
    if q_rank:
        fused = replicated("self_attn.fused_qkv_a_proj", q_rank + kv_rank + rope, hidden, bias)
        names = ("self_attn.q_a_proj", "self_attn.kv_a_proj_with_mqa")
        weights += [
            Weight(fused.name, fused.shape, fused.shard, fused.quantizable, bias=bias, checkpoint_names=names),
            norm("self_attn.q_a_layernorm", q_rank),
            column("self_attn.q_b_proj", heads * (nope + rope), q_rank),
        ]
    else:
        weights += [
            replicated("self_attn.kv_a_proj_with_mqa", kv_rank + rope, hidden, bias),
            column("self_attn.q_proj", heads * (nope + rope), hidden),
        ]
    weights += [
        norm("self_attn.kv_a_layernorm", kv_rank),
        column("self_attn.kv_b_proj", heads * (nope + v_dim), kv_rank),
        row("self_attn.o_proj", hidden, heads * v_dim, bias),
        ATTENTION_SCALES,
    ]
    index_dim = 0
    if sparse:
        index_dim = config.integer("index_head_dim", default=128)
        index_heads = config.integer("index_n_heads", default=64)
        weights += [
            replicated("self_attn.indexer.wq_b", index_heads * index_dim, q_rank),
            replicated("self_attn.indexer.wk_weights_proj", index_dim + index_heads, hidden, quantized=False),
            norm("self_attn.indexer.k_norm", index_dim, bias=True),
        ]
    return tuple(weights), LatentCache(kv_rank, rope, indexer_dim=index_dim, sparse=sparse)


def read_mla(config: Config, name: str) -> ModelArchitecture:
    dims = read_dims(config)
    attention, cache = latent_attention(config, dims.hidden, dims.heads, name in SPARSE)
    norms = (norm("input_layernorm", dims.hidden), norm("post_attention_layernorm", dims.hidden))
    moe = read_moe(config, dims)
    first_dense, step = moe_layers(config)
    dense = Layer((*attention, *gated_mlp("mlp", dims.hidden, dims.intermediate), *norms), cache, "dense")
    sparse = Layer((*attention, *moe.weights, *norms), cache, "moe") if moe else dense
    layers = tuple(
        sparse if moe and is_moe_layer(config, index, first_dense, step) else dense for index in range(dims.layers)
    )
    tied = config.flag("tie_word_embeddings")
    last = [norm("norm", dims.hidden)] + ([] if tied else [lm_head(dims.vocab, dims.hidden)])
    parameters = rope_parameters(config)
    return ModelArchitecture(
        name=name,
        dtype=config.text("torch_dtype", "dtype", default="bfloat16"),
        dtype_bytes=2,
        hidden_size=dims.hidden,
        vocab_size=dims.vocab,
        num_attention_heads=dims.heads,
        num_kv_heads=1,
        head_dim=cache.kv_lora_rank + cache.rope_dim,
        intermediate_size=dims.intermediate,
        max_position=longest_context(config, dims.max_position),
        layers=layers,
        first=(embedding(dims.vocab, dims.hidden),),
        last=tuple(last),
        tied=tied,
        rope_bytes=rope_bytes(parameters, cache.rope_dim, dims.max_position, 2),
        experts=moe.facts if moe else None,
    )


def read_minicpm3(config: Config, name: str) -> ModelArchitecture:
    """MiniCPM3 projects like latent attention, but caches ordinary keys and values (models/minicpm3.py)."""
    dims = read_dims(config)
    rope, nope = config.integer("qk_rope_head_dim"), config.integer("qk_nope_head_dim")
    q_rank, kv_rank = config.integer("q_lora_rank"), config.integer("kv_lora_rank")
    head, v_dim = rope + nope, config.integer("v_head_dim", default=dims.hidden // dims.heads)
    weights = (
        replicated("self_attn.q_a_proj", q_rank, dims.hidden),
        norm("self_attn.q_a_layernorm", q_rank),
        column("self_attn.q_b_proj", dims.heads * head, q_rank),
        replicated("self_attn.kv_a_proj_with_mqa", kv_rank + rope, dims.hidden),
        norm("self_attn.kv_a_layernorm", kv_rank),
        column("self_attn.kv_b_proj", dims.heads * (nope + v_dim), kv_rank),
        row("self_attn.o_proj", dims.hidden, dims.heads * v_dim),
        ATTENTION_SCALES,
        *gated_mlp("mlp", dims.hidden, dims.intermediate),
        norm("input_layernorm", dims.hidden),
        norm("post_attention_layernorm", dims.hidden),
    )
    layer = Layer(weights, AttentionCache(dims.heads, head, head, query_heads=dims.heads))
    tied = config.flag("tie_word_embeddings", default=True)
    return ModelArchitecture(
        name=name,
        dtype=config.text("torch_dtype", "dtype", default="bfloat16"),
        dtype_bytes=2,
        hidden_size=dims.hidden,
        vocab_size=dims.vocab,
        num_attention_heads=dims.heads,
        num_kv_heads=dims.heads,
        head_dim=head,
        intermediate_size=dims.intermediate,
        max_position=longest_context(config, dims.max_position),
        layers=(layer,) * dims.layers,
        first=(embedding(dims.vocab, dims.hidden),),
        last=(norm("norm", dims.hidden),) + (() if tied else (lm_head(dims.vocab, dims.hidden),)),
        tied=tied,
        rope_bytes=rope_bytes(rope_parameters(config), rope, dims.max_position, 2),
    )
