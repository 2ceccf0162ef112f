# SPDX-License-Identifier: Apache-2.0
"""Multi-head latent attention: DeepSeek V2 to V3.2, Kimi K2, GLM-5 (vllm/model_executor/models/deepseek_v2.py, 0.33.0)."""

from __future__ import annotations

from dataclasses import replace

from rigwise.core.models.architecture import (
    AttentionCache,
    Experts,
    LatentCache,
    Layer,
    ModelArchitecture,
    Shard,
    Weight,
)
from rigwise.core.models.families.decoder import Traits, is_moe_layer, moe_layers, read_decoder, read_moe
from rigwise.core.models.families.pieces import (
    ATTENTION_SCALES,
    assemble,
    column,
    experts,
    gated_mlp,
    norm,
    read_dims,
    replicated,
    router,
    row,
)
from rigwise.core.models.families.rope import rope_bytes, rope_parameters
from rigwise.core.models.reader import Config

OWN_CLASSES = {
    "DeepseekV2ForCausalLM", "DeepseekV3ForCausalLM", "DeepseekV32ForCausalLM", "KimiK2ForCausalLM",
    "GlmMoeDsaForCausalLM", "Glm4MoeLiteForCausalLM", "KimiK25ForConditionalGeneration", "AXK1ForCausalLM",
    "MistralLarge3ForCausalLM", "SarvamMLAForCausalLM", "PanguUltraMoEForCausalLM",
}  # fmt: skip
SPARSE = {"DeepseekV32ForCausalLM", "GlmMoeDsaForCausalLM"}


def indexed_layers(config: Config, layers: int) -> tuple[bool, ...]:
    """Which layers of a sparse model choose their own tokens; the others take the choice of the layer before."""
    pattern = config.text("index_topk_pattern")
    if pattern:
        return tuple(index >= len(pattern) or pattern[index] != "S" for index in range(layers))
    every = config.integer("index_topk_freq", default=1, high=4096)
    offset = config.integer("index_skip_topk_offset", default=2, low=0, high=4096)
    return tuple(max(index - offset + 1, 0) % every == 0 for index in range(layers))


def latent_attention(
    config: Config, hidden: int, heads: int, sparse: bool, indexed: bool = True
) -> tuple[tuple[Weight, ...], LatentCache]:
    q_rank = config.integer("q_lora_rank", default=0, low=0)
    kv_rank = config.integer("kv_lora_rank")
    nope = config.integer("qk_nope_head_dim")
    rope = config.integer("qk_rope_head_dim", low=0)
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
    if sparse and indexed:
        index_dim = config.integer("index_head_dim", default=128)
        index_heads = config.integer("index_n_heads", default=64)
        weights += [
            replicated("self_attn.indexer.wq_b", index_heads * index_dim, q_rank),
            replicated("self_attn.indexer.wk_weights_proj", index_dim + index_heads, hidden, quantized=False),
            Weight("self_attn.indexer.k_norm", (index_dim,), bias=True, bytes_each=4),
        ]
    glm = config.text("model_type") == "glm_moe_dsa"
    return tuple(weights), LatentCache(kv_rank, rope, indexer_dim=index_dim, sparse=sparse, eight_bit=glm)


def read_mla(config: Config, name: str) -> ModelArchitecture:
    dims = read_dims(config)
    if not any(config.integer(name, default=0, low=0) for name in ("qk_nope_head_dim", "qk_rope_head_dim")):
        return read_decoder(config, Traits(), name)  # no latents: ordinary attention (deepseek_v2.py, use_mha)
    chooses = indexed_layers(config, dims.layers)
    norms = (norm("input_layernorm", dims.hidden), norm("post_attention_layernorm", dims.hidden))
    moe = read_moe(config, dims)
    first_dense, step = moe_layers(config)
    kinds: dict[tuple[bool, bool], Layer] = {}
    layers = []
    for index in range(dims.layers):
        routed = moe is not None and is_moe_layer(config, index, first_dense, step)
        key = (routed, chooses[index])
        if key not in kinds:
            attention, cache = latent_attention(config, dims.hidden, dims.heads, name in SPARSE, chooses[index])
            mlp = moe.weights if moe is not None and routed else gated_mlp("mlp", dims.hidden, dims.intermediate)
            kinds[key] = Layer((*attention, *mlp, *norms), cache, "moe" if routed else "dense")
        layers.append(kinds[key])
    table = rope_bytes(rope_parameters(config), cache.rope_dim, dims.max_position, 2)
    if name not in OWN_CLASSES:
        table = 0  # runs on transformers' own class, which keeps none
    # the indexer rotates halves where attention rotates pairs, unless told otherwise: a table of its own
    tables = 2 if name in SPARSE and not config.flag("indexer_rope_interleave") else 1
    dims = replace(dims, kv_heads=1, head_dim=cache.kv_lora_rank + cache.rope_dim)
    return assemble(
        config, name, dims, layers, rope_bytes=table * tables, tied=config.flag("tie_word_embeddings"),
        experts=moe.facts if moe else None,
    )  # fmt: skip


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
    table = rope_bytes(rope_parameters(config), rope, dims.max_position, 2)
    dims = replace(dims, kv_heads=dims.heads, head_dim=head)
    tied = config.flag("tie_word_embeddings", default=True)
    return assemble(config, name, dims, (layer,) * dims.layers, rope_bytes=table, tied=tied)


def read_longcat(config: Config, name: str) -> ModelArchitecture:
    """LongCat-Flash: every layer has two attentions and two dense MLPs, beside one mixture whose router also knows
    experts that do nothing (models/longcat_flash.py)."""
    dims = read_dims(config)
    dims = replace(dims, layers=config.integer("num_layers", default=dims.layers, high=1024))
    count = config.integer("n_routed_experts", high=65536)
    idle = config.integer("zero_expert_num", default=0, low=0, high=65536)
    width = config.integer("expert_ffn_hidden_size", "moe_intermediate_size")
    attention, cache = latent_attention(config, dims.hidden, dims.heads, sparse=False)
    dense = gated_mlp("mlps", dims.hidden, config.integer("ffn_hidden_size", default=dims.intermediate))
    norms = (norm("input_layernorm", dims.hidden), norm("post_attention_layernorm", dims.hidden))
    weights = (
        *(attention * 2), *(dense * 2), *(norms * 2),
        router("mlp.router.classifier", dims.hidden, count + idle, bytes_each=4),
        Weight("mlp.router.e_score_correction_bias", (count + idle,), bytes_each=4),
        *experts("mlp.experts", count, dims.hidden, width),
    )  # fmt: skip
    layer = Layer(weights, cache, "moe", beside=cache)
    table = rope_bytes(rope_parameters(config), cache.rope_dim, dims.max_position, 2)
    facts = Experts(count, config.integer("moe_topk", default=12, high=65536), width)
    dims = replace(dims, kv_heads=1, head_dim=cache.kv_lora_rank + cache.rope_dim)
    tied = config.flag("tie_word_embeddings")
    return assemble(config, name, dims, (layer,) * dims.layers, rope_bytes=table, tied=tied, experts=facts)


def read_longcat_ngram(config: Config, name: str) -> ModelArchitecture:
    """LongCat-Flash-Lite: the first stage also embeds what stands before a token, n tokens at a time
    (models/longcat_flash_ngram.py)."""
    model = read_longcat(config, name)
    parts = config.integer("emb_split_num", default=4, high=64)
    parts *= config.integer("emb_neighbor_num", default=4, low=2, high=64) - 1
    entries = round(config.number("ngram_vocab_size_ratio", default=78, high=1e6) * model.vocab_size)
    width = max(1, model.hidden_size // parts)
    rows = sum(entries + 2 * part + 1 for part in range(parts))
    tables = (
        Weight("ngram_embeddings.oe_embedder", (rows, width), Shard.VOCAB),
        Weight("ngram_embeddings.oe_projection", (parts * width, model.hidden_size)),
    )
    return replace(model, first=(*model.first, *tables))


SPARSE_LAYERS = ("sparse_attention", "sparse", "indexed_attention", "deepseek_sparse_attention")
MIXED = 2  # of each stream: what goes in, and what comes out


def read_hy_v4(config: Config, name: str) -> ModelArchitecture:
    """Hunyuan 4: latent attention with an output gate and sinks, layers that choose their own tokens where layer_types say
    so, and several streams of hidden states (vllm/models/hy_v4/nvidia)."""
    dims = read_dims(config)
    hidden, types, chosen = (
        dims.hidden,
        config.texts("layer_types", most=4096),
        config.texts("indexer_types", most=4096),
    )
    indexed = indexed_layers(config, dims.layers)
    gates = {"headwise": 1, "elementwise": config.integer("v_head_dim")}
    wide = gates.get(config.text("gating_type"), 0) if config.flag("gated_mla") else 0
    streams = config.integer("hc_mult", default=4, high=64) if config.flag("enable_ihc") else 0
    around = [norm("input_layernorm", hidden), norm("post_attention_layernorm", hidden)]
    if wide:
        around.append(column("self_attn.linear_gate", dims.heads * wide, hidden))
    if config.flag("learnable_sink"):
        around.append(Weight("self_attn.learnable_sink_param", (dims.heads, 1), Shard.COLUMN))
    for part in ("attn", "mlp") if streams else ():
        around.append(_float32(f"hc_{part}_layer.hc_fn", MIXED * streams, streams * hidden))
    moe = read_moe(Config({"topk_method": "noaux_tc"}).over(config), dims)
    sparse = tuple(replace(w, bytes_each=4) if w.name.endswith("gate") else w for w in moe.weights) if moe else ()
    dense, (first, step) = gated_mlp("mlp", hidden, dims.intermediate), moe_layers(config)
    kinds: dict[tuple[bool, bool, bool], Layer] = {}
    layers = []
    for index in range(dims.layers):
        chooses = index < len(types) and types[index] in SPARSE_LAYERS and "index_topk" in config
        own = chosen[index] != "shared" if index < len(chosen) else indexed[index]
        key = (bool(sparse) and is_moe_layer(config, index, first, step), chooses, own)
        if key not in kinds:
            attention, cache = latent_attention(config, hidden, dims.heads, chooses, own)
            kinds[key] = Layer(
                (*attention, *(sparse if key[0] else dense), *around), cache, "moe" if key[0] else "dense"
            )
        layers.append(kinds[key])
    table = rope_bytes(rope_parameters(config), cache.rope_dim, dims.max_position, 2)
    last = [norm("norm", hidden), *([_float32("hc_head.hc_head_fn", streams, streams * hidden)] if streams else [])]
    dims = replace(dims, kv_heads=1, head_dim=cache.kv_lora_rank + cache.rope_dim)
    return assemble(
        config, name, dims, layers, rope_bytes=table, tied=config.flag("tie_word_embeddings"), final_norm=last,
        experts=moe.facts if moe else None,
    )  # fmt: skip


def _float32(name: str, out: int, size: int) -> Weight:
    return replicated(name, out, size, quantized=False, bytes_each=4)
