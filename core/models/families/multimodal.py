# SPDX-License-Identifier: Apache-2.0
"""A language model with a tower in front: the decoder's reader on text_config, and the tower's weights beside it."""

from __future__ import annotations

from dataclasses import replace

from rigwise.core.models.architecture import AttentionCache, Experts, Layer, ModelArchitecture
from rigwise.core.models.families.decoder import Traits, read_decoder
from rigwise.core.models.families.encoders import isaac, merged_patches
from rigwise.core.models.families.hybrid import read_qwen_hybrid
from rigwise.core.models.families.mla import read_mla
from rigwise.core.models.families.pieces import (
    ATTENTION_SCALES,
    experts,
    gated_mlp,
    norm,
    qkv,
    read_dims,
    router,
    row,
)
from rigwise.core.models.families.rope import rope_parameters
from rigwise.core.models.families.towers import (
    QWEN_IMAGE,
    kimi_tower,
    llama4_tower,
    mistral_tower,
    muse_tower,
    phi3_vision_tower,
    qwen2_vl_tower,
    qwen3_vl_tower,
    with_pixtral,
    with_tower,
)
from rigwise.core.models.reader import Config


def read_qwen2_vl(config: Config, name: str) -> ModelArchitecture:
    model = read_decoder(config, Traits(qkv_bias=True, o_bias=False), name)
    tower = qwen2_vl_tower(config.section("vision_config"), model.hidden_size)
    return with_tower(model, tower, patches_per_token=4, largest_item=QWEN_IMAGE)


def read_phi3_vision(config: Config, name: str) -> ModelArchitecture:
    model = read_decoder(config, Traits(windows="all"), name)
    return with_tower(model, phi3_vision_tower(model.hidden_size, model.vocab_size))


def read_qwen3_vl(config: Config, name: str) -> ModelArchitecture:
    text = config.over(Config({"rope_scaling": None}))
    values = {k: v for k, v in text.values.items() if k != "rope_scaling"}
    model = read_decoder(Config(values), Traits(qk_norm="head", everywhere="num_experts" in text), name)
    model = replace(model, rope_bytes_wide=3 * model.rope_bytes)
    tower = qwen3_vl_tower(config.section("vision_config"))
    return with_tower(model, tower, patches_per_token=4, largest_item=QWEN_IMAGE)


def read_qwen3_5(config: Config, name: str) -> ModelArchitecture:
    tower = qwen3_vl_tower(config.section("vision_config"))
    return with_tower(read_qwen_hybrid(config, name), tower, patches_per_token=4, largest_item=QWEN_IMAGE)


def read_intern_s2(config: Config, name: str) -> ModelArchitecture:
    """Intern-S2-Preview is Qwen3.5, whose states' dtype in the config its class does not ask for (models/config.py)."""
    return read_qwen3_5(Config({"mamba_ssm_dtype": "auto"}).over(config), name)


def read_mistral3(config: Config, name: str) -> ModelArchitecture:
    """Pixtral's tower before Mistral Small 3 and Ministral 3, or before Mistral Small 4's latent attention."""
    if "kv_lora_rank" in config:
        model = read_mla(config, name)
    else:
        model = read_decoder(config, Traits(windows="all" if config.text("model_type") == "mistral" else ""), name)
    return with_pixtral(model, config)


def read_pixtral(config: Config, name: str) -> ModelArchitecture:
    """Pixtral and Mistral Small as params.json describes them: an adapter that every rank holds whole (pixtral.py)."""
    if "kv_lora_rank" in config:
        model = replace(read_mla(config, "MistralLarge3ForCausalLM"), name=name)
    else:
        model = read_decoder(config, Traits(windows="all" if "sliding_window" in config else ""), name)
    vision = config.section("vision_config")
    merge = vision.integer("spatial_merge_size", default=1, high=64)
    largest = (vision.integer("image_size", default=1024) // (vision.integer("patch_size", default=16) * merge)) ** 2
    tower = mistral_tower(vision, model.hidden_size, merge)
    return with_tower(model, tower, patches_per_token=merge**2, largest_item=largest)


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
    if "vision_config" not in config:
        return model
    return with_tower(model, llama4_tower(config.section("vision_config"), dims.hidden), patches_per_token=4)


def read_kimi_k25(config: Config, name: str) -> ModelArchitecture:
    model = read_mla(config, name)
    return with_tower(model, kimi_tower(config.section("vision_config"), model.hidden_size), patches_per_token=4)


def read_muse(config: Config, name: str) -> ModelArchitecture:
    model = read_decoder(config, Traits(norms=4, output_gate=True, everywhere=True), name)
    return with_tower(model, muse_tower(config, model.hidden_size))


def read_cosmos3_edge(config: Config, name: str) -> ModelArchitecture:
    """Nemotron's layers without states (models/cosmos3_edge.py)."""
    return read_decoder(config, Traits(plain_mlp=("up_proj", "down_proj"), everywhere=True), name)


def read_isaac(config: Config, name: str) -> ModelArchitecture:
    """Qwen3 whose class parts the positions of pictures in three, whatever the config says (models/isaac.py)."""
    parameters = {**rope_parameters(config).values, "mrope_section": [1]}
    model = read_decoder(Config({"rope_parameters": parameters}).over(config), Traits(qk_norm="head"), name)
    return with_tower(model, isaac(config, model.hidden_size), patches_per_token=merged_patches(config))
