# SPDX-License-Identifier: Apache-2.0
"""Decoders whose configs speak a language of their own: Falcon, DBRX, OPT, GPT-BigCode, HunYuan, and Nemotron's pruned ones.

Each is put into the ordinary fields and read as an ordinary decoder. Sources: vllm/model_executor/models/falcon.py, dbrx.py,
opt.py, nemotron_nas.py, 0.33.0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rigwise.core.models.architecture import AttentionCache, Layer, ModelArchitecture, Shard, Weight
from rigwise.core.models.families.decoder import Traits, read_decoder
from rigwise.core.models.families.pieces import (
    ATTENTION_SCALES,
    column,
    gated_mlp,
    norm,
    qkv,
    read_dims,
    replicated,
    row,
)
from rigwise.core.models.reader import Config
from rigwise.core.words import phrase


def with_fields(config: Config, **fields: Any) -> Config:
    return Config({**config.values, **fields})


def read_falcon(config: Config, name: str) -> ModelArchitecture:
    """One norm a layer, or two where attention and MLP run side by side with one each."""
    newer, bias = config.flag("new_decoder_architecture"), config.flag("bias")
    heads = config.integer("num_attention_heads", "n_head")
    if newer:
        kv_heads = config.integer("num_kv_heads", "n_head_kv", default=heads)
    else:
        kv_heads = 1 if config.flag("multi_query", default=True) else heads
    norms = 2 if newer and config.values.get("num_ln_in_parallel_attn") in (None, 2) else 1
    if not newer and not config.flag("parallel_attn", default=True):
        norms = 2
    config = with_fields(config, num_key_value_heads=kv_heads, multi_query=False)
    traits = Traits(
        qkv_bias=bias, o_bias=bias, mlp_bias=bias, norm_bias=True, norms=norms, tied=True, windows="none",
        plain_mlp=("dense_h_to_4h", "dense_4h_to_h"), rope=not config.flag("alibi"), everywhere=True,
    )  # fmt: skip
    model = read_decoder(config, traits, name)
    # the class does not hand the cache's settings on to attention
    layer = model.layers[0]
    assert isinstance(layer.cache, AttentionCache)
    return replace(model, layers=(replace(layer, cache=replace(layer.cache, plain=True)),) * len(model.layers))


def read_dbrx(config: Config, name: str) -> ModelArchitecture:
    attention, experts = config.section("attn_config"), config.section("ffn_config")
    heads = config.integer("n_heads", "num_attention_heads")
    width = experts.integer("ffn_hidden_size", default=3584)
    fields = with_fields(
        config, num_key_value_heads=attention.integer("kv_n_heads", default=heads), intermediate_size=width,
        ffn_hidden_size=width, num_experts=experts.integer("moe_num_experts", default=4, high=65536),
        num_experts_per_tok=experts.integer("moe_top_k", default=1, high=65536),
        rope_theta=attention.values.get("rope_theta", 10000.0),
    )  # fmt: skip
    return read_decoder(fields, Traits(norms=2, everywhere=True), name)


def read_opt(config: Config, name: str) -> ModelArchitecture:
    """Embeddings may be narrower than the layers, with a projection on either side; no final norm where norms come last."""
    dims = read_dims(config)
    final = config.flag("do_layer_norm_before", default=True) and not config.flag("_remove_final_layer_norm")
    traits = Traits(
        qkv_bias=True, o_bias=True, mlp_bias=True, norm_bias=True, tied=True, plain_mlp=("fc1", "fc2"), rope=False, learned_positions=2,
        everywhere=True, final_norm=final,
    )  # fmt: skip
    model = read_decoder(config, traits, name)
    narrow = config.integer("word_embed_proj_dim", default=dims.hidden)
    if narrow == dims.hidden:
        return model
    table, *rest = model.first
    projections = [replicated("project_in", dims.hidden, narrow), replicated("project_out", narrow, dims.hidden)]
    return replace(model, first=(replace(table, shape=(dims.vocab, narrow)), *rest, *projections))


def read_gpt_bigcode(config: Config, name: str) -> ModelArchitecture:
    """The class keeps a causal mask of all positions as a buffer, one byte each, and has no plan to split its MLP."""
    traits = Traits(
        qkv_bias=True, o_bias=True, mlp_bias=True, norm_bias=True, tied=True, plain_mlp=("c_fc", "c_proj"), rope=False, learned_positions=0,
        everywhere=True,
    )  # fmt: skip
    model = read_decoder(config, traits, name)
    positions = read_dims(config).max_position
    whole = tuple(
        replace(weight, shard=Shard.REPLICATED) if weight.name.startswith("mlp.") else weight
        for weight in model.layers[0].weights
    )
    model = replace(model, layers=(replace(model.layers[0], weights=whole),) * len(model.layers))
    return replace(model, everywhere=(Weight("bias", (positions, positions), bytes_each=1),))


def read_bloom(config: Config, name: str) -> ModelArchitecture:
    """Positions by slopes instead of a table, and a norm behind the embedding."""
    traits = Traits(
        qkv_bias=True, o_bias=True, mlp_bias=True, norm_bias=True, tied=True, rope=False, everywhere=True,
        plain_mlp=("dense_h_to_4h", "dense_4h_to_h"),
    )  # fmt: skip
    model = read_decoder(config, traits, name)
    return replace(model, first=(*model.first, norm("word_embeddings_layernorm", model.hidden_size, bias=True)))


def read_telechat2(config: Config, name: str) -> ModelArchitecture:
    """Llama with biases behind the two projections that lead back to the hidden states."""
    model = read_decoder(config, Traits(qkv_bias=False, o_bias=True, mlp_bias=False), name)
    layer = model.layers[0]
    weights = tuple(replace(w, bias=w.bias or w.name == "mlp.down_proj") for w in layer.weights)
    return replace(model, layers=(replace(layer, weights=weights),) * len(model.layers))


def read_loop_coder(config: Config, name: str) -> ModelArchitecture:
    """The layers run again and again: each further loop keeps a window of its own, and gates it into the first's cache."""
    model = read_decoder(config, Traits(), name)
    layer, loops = model.layers[0], config.integer("loop_num", default=2, high=64)
    heads, head = model.num_attention_heads, model.hidden_size // model.num_attention_heads
    window = config.integer("loop_window_size", default=64, high=1 << 30)
    if loops == 1:
        return model
    assert isinstance(layer.cache, AttentionCache)
    layer = replace(
        layer, weights=(*layer.weights, *[ATTENTION_SCALES] * (loops - 1), column("gate_projections", heads, head, True)),
        beside=replace(layer.cache, window=window),
    )  # fmt: skip
    notes = (phrase("models", "of its loops, the KV cache of the first two alone is counted"),) if loops > 2 else ()
    return replace(model, layers=(layer,) * len(model.layers), approximate=(*model.approximate, *notes))


def read_hunyuan(config: Config, name: str) -> ModelArchitecture:
    """Fields of a mixture of experts may be lists with one number a layer."""
    fields = {
        field: value[0]
        for field, value in config.values.items()
        if isinstance(value, list) and value and field.startswith(("moe_", "num_"))
    }
    shared = fields.get("num_shared_expert", config.values.get("num_shared_expert"))
    experts = config.values.get("num_experts")
    if isinstance(experts, int) and experts > 1 and config.flag("use_mixed_mlp_moe"):
        fields["n_shared_experts"] = shared
    if "moe_topk" in fields:
        fields["num_experts_per_tok"] = fields["moe_topk"]
    return read_decoder(with_fields(config, **fields), Traits(qk_norm="config", tied=True, rope=False), name)


def read_decilm(config: Config, name: str) -> ModelArchitecture:
    """Layers pruned one by one: attention or MLP may be missing, and each has its own key-value heads and width."""
    first = next((_part(block, "attention") for block in config.sequence("block_configs", most=4096)), {})
    heads = config.integer("num_attention_heads")
    group = _number(first, "n_heads_in_group", 1)
    base = read_decoder(with_fields(config, num_key_value_heads=max(1, heads // group)), Traits(), name)
    dims = read_dims(with_fields(config, num_key_value_heads=max(1, heads // group)))
    bias = config.flag("attention_bias", "bias")
    kinds: dict[tuple[int, int], Layer] = {}
    layers, most_kv, widest = [], 1, 1
    for block in config.sequence("block_configs", most=4096)[: dims.layers]:
        attention, mlp = _part(block, "attention"), _part(block, "ffn")
        kv_heads = 0 if attention.get("no_op") else max(1, heads // _number(attention, "n_heads_in_group", 1))
        width = 0 if mlp.get("no_op") else _width(mlp, dims.hidden)
        most_kv, widest = max(most_kv, kv_heads), max(widest, width)
        if (kv_heads, width) not in kinds:
            weights: list[Weight] = []
            cache = None
            if kv_heads:
                weights += [
                    qkv("self_attn", dims.hidden, heads, kv_heads, dims.head_dim, bias=bias),
                    row("self_attn.o_proj", dims.hidden, heads * dims.head_dim, bias),
                    ATTENTION_SCALES,
                    norm("input_layernorm", dims.hidden),
                ]
                cache = AttentionCache(kv_heads, dims.head_dim, dims.head_dim, query_heads=heads)
            if width:
                weights += [*gated_mlp("mlp", dims.hidden, width), norm("post_attention_layernorm", dims.hidden)]
            kinds[(kv_heads, width)] = Layer(tuple(weights), cache, "attention" if kv_heads else "mlp")
        layers.append(kinds[(kv_heads, width)])
    if len(layers) < dims.layers:
        return base
    return replace(base, layers=tuple(layers), num_kv_heads=most_kv, intermediate_size=widest)


def _part(block: object, name: str) -> Mapping[str, Any]:
    part = block.get(name) if isinstance(block, Mapping) else None
    return part if isinstance(part, Mapping) else {}


def _number(part: Mapping[str, Any], name: str, default: int) -> int:
    return Config(part).integer(name, default=default, high=65536)


def _width(mlp: Mapping[str, Any], hidden: int) -> int:
    """The MLP's width: as a number, or as a multiple of the hidden size, rounded up to 256."""
    if mlp.get("ffn_mult") is not None:
        wide = int(2 * Config(mlp).number("ffn_mult", default=1.0, high=1024) * hidden / 3)
        return -(-wide // 256) * 256
    return Config(mlp).integer("intermediate_size")
