# SPDX-License-Identifier: Apache-2.0
"""Attention beside recurrent states: Qwen3-Next and Qwen3.5 (gated delta net), Nemotron-H (Mamba 2).

Sources: vllm/model_executor/models/qwen3_next.py, qwen3_5.py, nemotron_h.py, layers/mamba/, 0.33.0.
"""

from __future__ import annotations

from dataclasses import replace

from rigwise.core.models.architecture import (
    AttentionCache,
    Experts,
    Layer,
    LayerCache,
    ModelArchitecture,
    Shard,
    StateCache,
    Weight,
)
from rigwise.core.models.families.decoder import is_moe_layer, moe_layers, read_moe
from rigwise.core.models.families.mixers import Mamba2, Mixer, delta_attention, mamba2, vector
from rigwise.core.models.families.pieces import (
    ATTENTION_SCALES,
    Dims,
    assemble,
    attention_cache,
    column,
    embedding,
    experts,
    gated_mlp,
    lm_head,
    norm,
    qkv,
    read_dims,
    replicated,
    router,
    row,
)
from rigwise.core.models.families.rope import contexts, rope_bytes, rope_parameters, rope_rows, rotary_dim
from rigwise.core.models.reader import Config


def delta_net(config: Config, hidden: int, interleaved: bool = False) -> tuple[tuple[Weight, ...], StateCache]:
    """A gated delta net layer's mixer and its state. interleaved: Qwen3-Next's, whose small projections are one matrix."""
    key_heads = config.integer("linear_num_key_heads")
    value_heads = config.integer("linear_num_value_heads")
    key_dim = config.integer("linear_key_head_dim")
    value_dim = config.integer("linear_value_head_dim")
    kernel = config.integer("linear_conv_kernel_dim", low=2, high=64)
    keys, values = key_heads * key_dim, value_heads * value_dim
    prefix = "linear_attn"
    weights = (
        Weight(f"{prefix}.conv1d", (2 * keys + values, kernel), Shard.COLUMN, parts=(keys, keys, values)),
        column(
            f"{prefix}.in_proj_qkvz", 2 * keys + 2 * values, hidden,
            sources=(f"{prefix}.in_proj_qkvz", f"{prefix}.in_proj_qkv", f"{prefix}.in_proj_z"),
            parts=(keys, keys, values, values),
        ),
        replace(
            column(
                f"{prefix}.in_proj_ba", 2 * value_heads, hidden,
                sources=(f"{prefix}.in_proj_ba", f"{prefix}.in_proj_b", f"{prefix}.in_proj_a"),
                parts=() if interleaved else (value_heads, value_heads),
            ),
            packed_whole=not interleaved,
        ),
        vector(f"{prefix}.dt_bias", value_heads),
        vector(f"{prefix}.A_log", value_heads, 4),
        norm(f"{prefix}.norm", value_dim),
        row(f"{prefix}.out_proj", hidden, values),
    )  # fmt: skip
    state_bytes = 4 if config.text("mamba_ssm_dtype") == "float32" else 2
    state = StateCache(
        "gdn", (2 * keys + values, kernel - 1), (value_heads, value_dim, key_dim), state_bytes_each=state_bytes
    )
    return weights, state


def gated_attention(config: Config, dims: Dims) -> tuple[Weight, ...]:
    """Attention whose query projection also makes an output gate; head norms."""
    gate = 2 if config.flag("attn_output_gate", default=True) else 1
    bias = config.flag("attention_bias") or config.flag("qkv_bias")
    projection = qkv("self_attn", dims.hidden, gate * dims.heads, dims.kv_heads, dims.head_dim, bias=bias)
    return (
        projection,
        row("self_attn.o_proj", dims.hidden, dims.heads * dims.head_dim),
        norm("self_attn.q_norm", dims.head_dim),
        norm("self_attn.k_norm", dims.head_dim),
        ATTENTION_SCALES,
    )


def read_qwen_hybrid(config: Config, name: str) -> ModelArchitecture:
    """Every fourth layer attends, the others keep a state; dense or mixture of experts."""
    dims = read_dims(config)
    interval = config.integer("full_attention_interval", default=4, high=1024)
    types = config.texts("layer_types", most=4096)
    mixer, state = delta_net(config, dims.hidden, name == "Qwen3NextForCausalLM")
    attention = gated_attention(config, dims)
    moe = read_moe(config, dims)
    first_dense, step = moe_layers(config)
    norms = (norm("input_layernorm", dims.hidden), norm("post_attention_layernorm", dims.hidden))
    kinds: dict[tuple[bool, bool], Layer] = {}
    layers = []
    for index in range(dims.layers):
        attends = types[index] == "full_attention" if index < len(types) else (index + 1) % interval == 0
        is_moe = moe is not None and is_moe_layer(config, index, first_dense, step)
        if (attends, is_moe) not in kinds:
            mlp = moe.weights if moe is not None and is_moe else gated_mlp("mlp", dims.hidden, dims.intermediate)
            cache: LayerCache = state
            if attends:
                cache = AttentionCache(dims.kv_heads, dims.head_dim, dims.head_dim, query_heads=dims.heads)
            kind = "attention" if attends else "state"
            kinds[(attends, is_moe)] = Layer((*(attention if attends else mixer), *mlp, *norms), cache, kind)
        layers.append(kinds[(attends, is_moe)])
    tied = config.flag("tie_word_embeddings")
    parameters = rope_parameters(config)
    # these models' positions never run ahead of their tokens: the table has no multiple for images
    rows = rope_rows(Config({k: v for k, v in parameters.values.items() if k != "mrope_section"}), dims.max_position)
    row_bytes = rotary_dim(parameters, dims.head_dim) * 2
    return assemble(
        config,
        name,
        dims,
        layers,
        rope_bytes=rows * row_bytes,
        rope_bytes_wide=(rope_rows(parameters, dims.max_position) - rows) * row_bytes,
        tied=tied,
        experts=moe.facts if moe else None,
        intermediate=moe.facts.intermediate * moe.facts.active if moe else None,
        embedding_everywhere=True,
        head_everywhere=name == "Qwen3NextForCausalLM",
    )


def read_olmo_hybrid(config: Config, name: str) -> ModelArchitecture:
    """A delta net whose norms come first, and every fourth layer OLMo's attention, whose norms come last."""
    dims = read_dims(config)
    hidden, types = dims.hidden, config.texts("layer_types", most=4096)
    mixer, state = delta_net(config, hidden)
    mlp = gated_mlp("mlp", hidden, dims.intermediate)
    norms = (norm("post_attention_layernorm", hidden), norm("feedforward_layernorm", hidden))
    attention = (
        qkv("self_attn", hidden, dims.heads, dims.kv_heads, dims.head_dim),
        row("self_attn.o_proj", hidden, dims.heads * dims.head_dim),
        vector("self_attn.q_norm", dims.heads * dims.head_dim),
        vector("self_attn.k_norm", dims.kv_heads * dims.head_dim),
        ATTENTION_SCALES,
    )
    attends = Layer((*attention, *mlp, *norms), attention_cache(dims))
    keeps = Layer((*mixer, *mlp, *norms), replace(state, kind="gdn-plain"), "state")
    layers = []
    for index in range(dims.layers):
        kind = types[index] if index < len(types) else "full_attention" if index % 4 == 3 else "linear_attention"
        layers.append(attends if kind == "full_attention" else keeps)
    table = rope_bytes(rope_parameters(config), dims.head_dim, dims.max_position, 2)
    return assemble(
        config, name, dims, layers, rope_bytes=table, tied=config.flag("tie_word_embeddings"),
        embedding_everywhere=True, head_everywhere=True,
    )  # fmt: skip


_PATTERN = {"M": "mamba", "*": "attention", "-": "mlp", "E": "moe"}


def read_nemotron_h(config: Config, name: str) -> ModelArchitecture:
    """Each layer is one thing: a Mamba 2 mixer, attention, an MLP or experts (with a latent space in front)."""
    types = config.texts("layers_block_type", most=4096)
    if not types:
        types = tuple(_PATTERN.get(letter, "mlp") for letter in config.text("hybrid_override_pattern"))
    dims = read_dims(config.over(Config({"num_hidden_layers": len(types) or 1})))
    hidden = dims.hidden
    mixer, state = nemotron_mixer(config, hidden)
    attention: list[Weight] = [
        qkv("mixer", hidden, dims.heads, dims.kv_heads, dims.head_dim, bias=config.flag("attention_bias")),
        row("mixer.o_proj", hidden, dims.heads * dims.head_dim),
        ATTENTION_SCALES,
    ]
    moe, facts = latent_moe(config, hidden)
    mlp = (column("mixer.up_proj", dims.intermediate, hidden), row("mixer.down_proj", hidden, dims.intermediate))
    own = norm("norm", hidden)
    cache = AttentionCache(dims.kv_heads, dims.head_dim, dims.head_dim, query_heads=dims.heads)
    kinds = {
        "mamba": Layer((*mixer, own), state, "state"),
        "attention": Layer((*attention, own), cache, "attention"),
        "mlp": Layer((*mlp, own), None, "mlp"),
        "moe": Layer((*moe, own), None, "moe"),
    }
    return ModelArchitecture(
        name=name,
        dtype=config.text("torch_dtype", "dtype", default="bfloat16"),
        dtype_bytes=2,
        hidden_size=hidden,
        vocab_size=dims.vocab,
        num_attention_heads=dims.heads,
        num_kv_heads=dims.kv_heads,
        head_dim=dims.head_dim,
        intermediate_size=dims.intermediate,
        **contexts(config, dims.max_position),
        layers=tuple(kinds.get(kind, kinds["mlp"]) for kind in types),
        first=(embedding(dims.vocab, hidden),),
        last=(norm("norm_f", hidden), lm_head(dims.vocab, hidden)),
        experts=facts,
        embedding_everywhere=True,
        head_everywhere=True,
    )


def nemotron_mixer(config: Config, hidden: int) -> Mixer:
    heads, head = config.integer("mamba_num_heads"), config.integer("mamba_head_dim")
    return mamba2("mixer", hidden, Mamba2(
        heads, head, config.integer("n_groups", default=1),
        config.integer("ssm_state_size", "mamba_d_state", default=128),
        config.integer("conv_kernel", default=4, low=2, high=64), heads * head, config.flag("use_conv_bias"),
        config.flag("use_bias"), state_bytes=2 if config.text("mamba_ssm_cache_dtype") in ("bfloat16", "float16") else 4,
    ))  # fmt: skip


def latent_moe(config: Config, hidden: int) -> tuple[tuple[Weight, ...], Experts | None]:
    count = config.integer("n_routed_experts", default=0, low=0, high=65536)
    if not count:
        return (), None
    width = config.integer("moe_intermediate_size")
    latent = config.integer("moe_latent_size", default=0, low=0)
    shared = config.integer("moe_shared_expert_intermediate_size", default=width)
    weights: list[Weight] = [
        replace(router("mixer.gate", hidden, count, bytes_each=4), narrow=True),
        Weight("mixer.gate.e_score_correction_bias", (count,), bytes_each=4),
        column("mixer.shared_experts.up_proj", shared, hidden),
        row("mixer.shared_experts.down_proj", hidden, shared),
        *experts("mixer.experts", count, latent or hidden, width, gated=False),
    ]
    if latent:
        weights += [
            replicated("mixer.fc1_latent_proj", latent, hidden),
            replicated("mixer.fc2_latent_proj", hidden, latent),
        ]
    return tuple(weights), Experts(count, config.integer("num_experts_per_tok", default=2, high=65536), width)


def read_alice_ai(config: Config, name: str) -> ModelArchitecture:
    """Alice AI: Qwen3-Next's full layers, Kimi's delta attention in the others, residuals that are mixed over blocks of
    layers; every layer has experts (models/alice_ai.py)."""
    dims, values = read_dims(config), "linear_num_value_heads"
    routed = Config({"topk_method": "noaux_tc"}).over(config)
    delta = {
        "num_heads": config.integer("linear_num_key_heads", values), "head_dim": config.integer("linear_key_head_dim"),
        "short_conv_kernel_size": config.integer("linear_conv_kernel_dim", default=4),
    }  # fmt: skip
    base = read_qwen_hybrid(routed, name)
    mixer, state = delta_attention(Config({"linear_attn_config": delta}), dims.hidden)
    mixing = [norm(f"{place}_res_{part}", dims.hidden) for place in ("attn", "mlp") for part in ("proj", "norm")]
    gate = replicated("mlp.shared_expert_gate", 1, dims.hidden, quantized=False)
    kinds: dict[int, Layer] = {}
    for layer in base.layers:
        if id(layer) not in kinds:
            rest = [weight for weight in layer.weights if not weight.name.startswith("linear_attn")]
            states = isinstance(layer.cache, StateCache)
            own = (*(mixer if states else ()), *rest, gate, *mixing)
            kinds[id(layer)] = replace(layer, weights=own, cache=state if states else layer.cache)
    final = [norm("attnres_final", 2 * dims.hidden)]
    layers = tuple(kinds[id(layer)] for layer in base.layers)
    return replace(base, layers=layers, last=(*base.last, *final), embedding_everywhere=True, head_everywhere=True)
