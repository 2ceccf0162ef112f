# SPDX-License-Identifier: Apache-2.0
"""A language model with a tower in front: the decoder's reader on text_config, and the tower's weights beside it."""

from __future__ import annotations

from dataclasses import replace

from rigwise.core.models.architecture import AttentionCache, Experts, Layer, ModelArchitecture, Weight
from rigwise.core.models.families.decoder import Traits, read_decoder
from rigwise.core.models.families.hybrid import read_qwen_hybrid
from rigwise.core.models.families.mla import read_mla
from rigwise.core.models.families.pieces import (
    ATTENTION_SCALES,
    embedding,
    experts,
    gated_mlp,
    norm,
    qkv,
    read_dims,
    router,
    row,
)
from rigwise.core.models.families.rope import rope_bytes, rope_parameters
from rigwise.core.models.families.towers import (
    clip_tower,
    gemma4_tower,
    kimi_tower,
    llama4_tower,
    muse_tower,
    pixtral_tower,
    qwen3_vl_tower,
    siglip_tower,
)
from rigwise.core.models.reader import Config


def with_tower(model: ModelArchitecture, tower: tuple[Weight, ...], *notes: str) -> ModelArchitecture:
    """vLLM builds the tower on every pipeline stage."""
    return replace(
        model, everywhere=(*model.everywhere, *tower), multimodal=True, approximate=(*model.approximate, *notes)
    )


def read_qwen3_vl(config: Config, name: str) -> ModelArchitecture:
    text = config.over(Config({"rope_scaling": None}))
    values = {k: v for k, v in text.values.items() if k != "rope_scaling"}
    model = read_decoder(Config(values), Traits(qk_norm="head", everywhere="num_experts" in text), name)
    return with_tower(model, qwen3_vl_tower(config.section("vision_config")))


def read_qwen3_5(config: Config, name: str) -> ModelArchitecture:
    return with_tower(read_qwen_hybrid(config, name), qwen3_vl_tower(config.section("vision_config")))


GEMMA3_DEFAULTS = Config(  # transformers' Gemma3TextConfig: published configs leave these out
    {
        "vocab_size": 262208, "num_attention_heads": 8, "num_key_value_heads": 4, "head_dim": 256,
        "max_position_embeddings": 131072, "sliding_window": 4096, "tie_word_embeddings": True,
    }
)  # fmt: skip


def read_gemma3(config: Config, name: str) -> ModelArchitecture:
    text = config.over(GEMMA3_DEFAULTS)
    model = read_decoder(text, Traits(tied=True, norms=4, qk_norm="head", pattern=6), name)
    dims = read_dims(text)
    local = dims.max_position * dims.head_dim * 2  # the sliding layers' own, unscaled table
    model = replace(model, rope_bytes=model.rope_bytes + local, everywhere=model.first, first=())
    if "vision_config" not in config:
        return model
    return with_tower(model, siglip_tower(config.section("vision_config"), dims.hidden))


# 32 frames of 70 tokens, each with 8 around it (models/gemma4_mm.py)
GEMMA4_VIDEO_TOKENS = 32 * (70 + 2 + 6)


def read_gemma4(config: Config, name: str) -> ModelArchitecture:
    """Sliding and full layers with their own head dimensions and key-value heads; full layers may use keys as values."""
    dims = read_dims(config)
    types = config.texts("layer_types", most=4096)
    window = config.integer("sliding_window", default=1024)
    wide = config.integer("global_head_dim", default=dims.head_dim)
    few = config.integer("num_global_key_value_heads", default=dims.kv_heads)
    shared_value = config.flag("attention_k_eq_v")
    shared_layers = config.integer("num_kv_shared_layers", default=0, low=0, high=4096)
    moe: list[Weight] = []
    facts = None
    count = config.integer("num_experts", default=0, low=0, high=65536)
    if count and config.flag("enable_moe_block", default=True):
        width = config.integer("moe_intermediate_size", "expert_intermediate_size")
        moe = [
            router("router.proj", dims.hidden, count),
            norm("router.scale", dims.hidden),
            norm("router.per_expert_scale", count),
            *experts("moe.experts", count, dims.hidden, width),
            *(norm(f"moe_norm_{i}", dims.hidden) for i in range(3)),
        ]
        facts = Experts(count, config.integer("top_k_experts", default=8, high=65536), width)
    norms = [norm(f"norm_{i}", dims.hidden) for i in range(4)] + [norm("layer_scalar", 1)]

    def layer(full: bool, caches: bool) -> Layer:
        head, kv = (wide, few if shared_value else dims.kv_heads) if full else (dims.head_dim, dims.kv_heads)
        attention = [
            qkv("self_attn", dims.hidden, dims.heads, kv, head),
            row("self_attn.o_proj", dims.hidden, dims.heads * head),
            norm("self_attn.q_norm", head),
            norm("self_attn.k_norm", head),
            ATTENTION_SCALES,
        ]
        cache = AttentionCache(kv, head, head, None if full else window, None, dims.heads) if caches else None
        return Layer((*attention, *gated_mlp("mlp", dims.hidden, dims.intermediate), *moe, *norms), cache)

    kinds: dict[tuple[bool, bool], Layer] = {}
    layers = []
    for index in range(dims.layers):
        full = types[index] == "full_attention" if index < len(types) else (index + 1) % 6 == 0
        caches = index < dims.layers - shared_layers
        layers.append(kinds.setdefault((full, caches), layer(full, caches)))
    local = rope_bytes(rope_parameters(config, "sliding_attention"), dims.head_dim, dims.max_position, 2)
    # the proportional table of the full layers spans the whole head, rotated or not
    table = dims.max_position * wide * 2
    model = ModelArchitecture(
        name=name,
        dtype=config.text("torch_dtype", "dtype", default="bfloat16"),
        dtype_bytes=2,
        hidden_size=dims.hidden,
        vocab_size=dims.vocab,
        num_attention_heads=dims.heads,
        num_kv_heads=dims.kv_heads,
        head_dim=wide,
        intermediate_size=dims.intermediate,
        max_position=dims.max_position,
        layers=tuple(layers),
        everywhere=(embedding(dims.vocab, dims.hidden),),
        last=(norm("norm", dims.hidden),),
        tied=True,
        rope_bytes=local + table,
        experts=facts,
        largest_item=GEMMA4_VIDEO_TOKENS if config.text("use_bidirectional_attention") == "vision" else 0,
    )
    per_layer = config.integer("hidden_size_per_layer_input", default=0, low=0)
    notes = ("the per-layer embeddings of this model are not counted",) if per_layer else ()
    return with_tower(model, gemma4_tower(config.section("vision_config"), dims.hidden), *notes)


def read_mistral3(config: Config, name: str) -> ModelArchitecture:
    model = read_decoder(config, Traits(windows="all" if config.text("model_type") == "mistral" else ""), name)
    merge = config.integer("spatial_merge_size", default=2, high=64)
    tower = pixtral_tower(config.section("vision_config"), model.hidden_size, merge)
    return with_tower(model, tower)


LLAMA_DEFAULTS = Config(  # transformers' LlamaConfig
    {
        "vocab_size": 32000, "hidden_size": 4096, "intermediate_size": 11008, "num_hidden_layers": 32,
        "num_attention_heads": 32, "max_position_embeddings": 2048,
    }
)  # fmt: skip


def read_llava(config: Config, name: str) -> ModelArchitecture:
    model = read_decoder(config.over(LLAMA_DEFAULTS), Traits(), name)
    vision = config.section("vision_config")
    depth = vision.integer("num_hidden_layers", high=1024)
    taken = config.values.get("vision_feature_layer")
    layers = depth + taken + 1 if isinstance(taken, int) and taken < 0 else depth
    return with_tower(model, clip_tower(vision, model.hidden_size, max(layers, 1)))


def read_llama4(config: Config, name: str) -> ModelArchitecture:
    """Chunked attention in three of four layers; experts in every n-th layer with one shared expert."""
    dims = read_dims(config)
    chunk = config.integer("attention_chunk_size", default=8192, high=1 << 30)
    step = config.integer("interleave_moe_layer_step", default=1, high=4096)
    count = config.integer("num_local_experts", default=16, high=65536)
    types = config.texts("layer_types", most=4096)
    attention = (
        qkv("self_attn", dims.hidden, dims.heads, dims.kv_heads, dims.head_dim),
        row("self_attn.o_proj", dims.hidden, dims.heads * dims.head_dim),
        ATTENTION_SCALES,
        norm("input_layernorm", dims.hidden),
        norm("post_attention_layernorm", dims.hidden),
    )
    width = config.integer("intermediate_size_mlp", default=dims.intermediate)
    dense = gated_mlp("feed_forward", dims.hidden, width)
    sparse = (
        router("feed_forward.router", dims.hidden, count),
        *gated_mlp("feed_forward.shared_expert", dims.hidden, dims.intermediate),
        *experts("feed_forward.experts", count, dims.hidden, dims.intermediate),
    )
    kinds: dict[tuple[bool, bool], Layer] = {}
    layers = []
    for index in range(dims.layers):
        is_moe = (index + 1) % step == 0
        full = types[index] == "full_attention" if index < len(types) else (index + 1) % 4 == 0
        cache = AttentionCache(dims.kv_heads, dims.head_dim, dims.head_dim, None, None if full else chunk, dims.heads)
        weights = (*attention, *(sparse if is_moe else dense))
        layers.append(kinds.setdefault((is_moe, full), Layer(weights, cache, "moe" if is_moe else "dense")))
    base = read_decoder(config, Traits(), name)
    facts = Experts(count, 1, dims.intermediate)
    model = replace(base, layers=tuple(layers), experts=facts, intermediate_size=width)
    return with_tower(model, llama4_tower(config.section("vision_config"), dims.hidden))


def read_kimi_k25(config: Config, name: str) -> ModelArchitecture:
    model = read_mla(config, name)
    return with_tower(model, kimi_tower(config.section("vision_config"), model.hidden_size))


def read_muse(config: Config, name: str) -> ModelArchitecture:
    model = read_decoder(config, Traits(norms=4, output_gate=True, everywhere=True), name)
    return with_tower(model, muse_tower(config, model.hidden_size))
