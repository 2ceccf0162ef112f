# SPDX-License-Identifier: Apache-2.0
"""Encoders of words and pictures side by side, which answer with a vector: CLIP, SigLIP, ModernVBERT, UltraVBERT.

Sources: vllm/model_executor/models/clip.py, siglip.py, colmodernvbert.py, colultravbert.py, 0.33.0.
"""

from __future__ import annotations

from dataclasses import replace

from rigwise.core.models.architecture import Layer, ModelArchitecture, Weight
from rigwise.core.models.families.bert import read_modernbert
from rigwise.core.models.families.decoder import Traits, read_decoder
from rigwise.core.models.families.encoders import siglip
from rigwise.core.models.families.pieces import (
    ATTENTION_SCALES,
    assemble,
    attention_cache,
    column,
    norm,
    plain_mlp,
    qkv,
    read_dims,
    replicated,
    row,
)
from rigwise.core.models.families.retrieval import FLOAT32, without_caches
from rigwise.core.models.families.towers import clip_encoder, plain, with_tower
from rigwise.core.models.reader import Config


def _text(config: Config, name: str, caches: bool, last: list[Weight]) -> ModelArchitecture:
    """The layers that read words: norms and biases throughout, learned positions."""
    dims = read_dims(config)
    weights = (
        qkv("self_attn", dims.hidden, dims.heads, dims.heads, dims.head_dim, bias=True),
        row("self_attn.out_proj", dims.hidden, dims.hidden, True),
        *(norm(f"layer_norm{i}", dims.hidden, bias=True) for i in (1, 2)),
        *plain_mlp("mlp", dims.hidden, dims.intermediate, True, ("fc1", "fc2")),
        ATTENTION_SCALES,
    )
    layer = Layer(weights, attention_cache(replace(dims, kv_heads=dims.heads)) if caches else None)
    return assemble(
        config, name, dims, (layer,) * dims.layers, tied=True,
        beside_embedding=(replicated("position_embedding", dims.max_position, dims.hidden, quantized=False),),
        final_norm=(norm("final_layer_norm", dims.hidden, bias=True), *last),
    )  # fmt: skip


def _headless(model: ModelArchitecture, tower: list[Weight]) -> ModelArchitecture:
    return with_tower(replace(model, tied=False), plain(tower))


def read_clip(config: Config, name: str) -> ModelArchitecture:
    """Words are read forwards, so that their keys and values are cached."""
    vision, out = config.section("vision_config"), config.integer("projection_dim", default=512)
    hidden, own = config.integer("hidden_size"), vision.integer("hidden_size")
    model = _text(config, name, True, [replicated("text_projection", out, hidden, quantized=False)])
    tower = [
        *clip_encoder("vision_model", vision, vision.integer("num_hidden_layers", high=1024)),
        norm("vision_model.post_layernorm", own, bias=True),
        replicated("visual_projection", out, own),
    ]
    return _headless(model, tower)


def read_siglip(config: Config, name: str) -> ModelArchitecture:
    """Each side has a head: a matrix for words, attention to one learned probe for pictures."""
    vision, hidden = config.section("vision_config"), config.integer("hidden_size")
    out = config.integer("projection_size", default=hidden)
    model = _text(config, name, False, [replicated("head", out, hidden, bias=True, quantized=False)])
    own, wide = vision.integer("hidden_size"), vision.integer("intermediate_size")
    tower = [
        *siglip(vision),
        replicated("vision_model.head.attention.in_proj", 3 * own, own, bias=True),
        replicated("vision_model.head.attention.out_proj", own, own, bias=True),
        norm("vision_model.head.layernorm", own, bias=True),
        column("vision_model.head.mlp.fc1", wide, own, True),
        row("vision_model.head.mlp.fc2", own, wide, True),
        norm("vision_model.head.probe", own),
    ]
    return _headless(model, tower)


def _folded(config: Config, vision: Config, hidden: int) -> Weight:
    factor = config.integer("pixel_shuffle_factor", default=4, high=64)
    return replicated("connector.proj", hidden, vision.integer("hidden_size") * factor**2)


def read_modern_vbert(config: Config, name: str) -> ModelArchitecture:
    model, vision = read_modernbert(config, name), config.section("vision_config")
    out = config.integer("embedding_dim", default=128)
    projection = replicated("custom_text_proj", out, model.hidden_size, True, quantized=False, bytes_each=FLOAT32)
    model = replace(model, last=(*model.last, projection))
    return _headless(model, [*siglip(vision), _folded(config, vision, model.hidden_size)])


def read_ultra_vbert(config: Config, name: str) -> ModelArchitecture:
    """Llama's layers that see both ways, sliding ones with a rotary table of their own."""
    model, vision = read_decoder(config, Traits(head=False), name), config.section("vision_config")
    tables = 2 if len(set(config.texts("layer_types", most=4096)[: len(model.layers)])) > 1 else 1
    model = replace(model, layers=without_caches(model.layers), rope_bytes=tables * model.rope_bytes)
    tower = [*siglip(vision), _folded(config, vision, model.hidden_size)]
    if config.flag("connector_norm"):
        tower.append(norm("connector.norm", model.hidden_size))
    return _headless(model, tower)


PAIRED = {
    "CLIPModel": read_clip,
    "SiglipModel": read_siglip,
    "ColUltraVBertForRetrieval": read_ultra_vbert,
    "ColModernVBertForRetrieval": read_modern_vbert,
    "ModernVBertModel": read_modern_vbert,
}
