# SPDX-License-Identifier: Apache-2.0
"""Molmo and Molmo 2: patches pooled by attention, a gated projector, and a decoder with extra rows in its embedding.

Source: vllm/model_executor/models/molmo.py and molmo2.py, 0.33.0.
"""

from __future__ import annotations

from dataclasses import replace

from rigwise.core.models.architecture import ModelArchitecture, Weight
from rigwise.core.models.families.classic import with_fields
from rigwise.core.models.families.decoder import Traits, read_decoder
from rigwise.core.models.families.pieces import column, embedding, norm, replicated, row
from rigwise.core.models.families.towers import encoder_layers, plain, with_tower
from rigwise.core.models.reader import Config

EXTRA = 128  # rows for images' own tokens (ADDITIONAL_VOCAB_SIZE)
OWN, WIDE, DEPTH, POSITIONS, PATCH, TAKEN = 1024, 4096, 23, 577, 14, 2  # molmo.py VisionBackboneConfig and VIT_LAYERS


def read_molmo(config: Config, name: str) -> ModelArchitecture:
    vocab, wide = config.integer("embedding_size", "vocab_size"), config.integer("intermediate_size") // 2
    text = with_fields(config, vocab_size=vocab, intermediate_size=wide, tie_word_embeddings=False)
    normed = "whole" if config.flag("attention_layer_norm") else ""
    traits = Traits(qkv_bias=config.flag("qkv_bias"), o_bias=False, qk_norm=normed, everywhere=True)
    model = _with_extra_rows(read_decoder(text, traits, name), EXTRA)
    weights = [
        norm("vision_backbone.class_embedding", OWN),
        replicated("vision_backbone.patch_embedding", OWN, 3 * PATCH * PATCH),
        replicated("vision_backbone.positional_embedding", POSITIONS, OWN),
        norm("vision_backbone.pre_ln", OWN, bias=True),
        *encoder_layers("vision_backbone.resblocks", OWN, WIDE, DEPTH),
        *_pooling(OWN, OWN, OWN, TAKEN),
        replicated("vision_backbone.pad_embed", 2, TAKEN * OWN),
        *_projector(OWN, wide, model.hidden_size),
    ]
    return with_tower(model, plain(weights), patches_per_token=4)


def read_molmo2(config: Config, name: str) -> ModelArchitecture:
    kind = config.text("qk_norm_type", default="olmo") if config.flag("use_qk_norm") else ""
    normed = {"": "", "qwen3": "head"}.get(kind, "whole")
    text = with_fields(config, tie_word_embeddings=False)
    traits = Traits(qkv_bias=config.flag("qkv_bias"), o_bias=False, qk_norm=normed, everywhere=True)
    extra = config.integer("additional_vocab_size", default=EXTRA, low=0)
    model = _with_extra_rows(read_decoder(text, traits, name), extra)
    section = "vit_config" if "vit_config" in config else "vision_config"
    vision, adapter = config.section(section), config.section("adapter_config")
    own, patch = (
        vision.integer("hidden_size", default=1152),
        vision.integer("image_patch_size", "patch_size", default=14),
    )
    depth = vision.integer("num_hidden_layers", default=25, high=1024)
    taken = adapter.sequence("vit_layers", most=64) or (-3, -9)
    used = max((layer % depth for layer in taken if isinstance(layer, int)), default=depth - 1) + 1
    inner, out = (
        adapter.integer("hidden_size", default=1152),
        adapter.integer("text_hidden_size", default=model.hidden_size),
    )
    kv = (
        inner * adapter.integer("num_key_value_heads", default=16) // adapter.integer("num_attention_heads", default=16)
    )
    weights = [
        replicated("vision_backbone.patch_embedding", own, 3 * patch * patch, bias=True),
        replicated("vision_backbone.positional_embedding", vision.integer("image_num_pos", default=729), own),
        *encoder_layers(
            "vision_backbone.resblocks", own, vision.integer("intermediate_size", default=4304), min(used, depth)
        ),
        *_pooling(own, inner, kv, len(taken)),
        *_projector(inner, adapter.integer("intermediate_size", default=18944), out),
    ]
    return with_tower(model, plain(weights), patches_per_token=4)


def _with_extra_rows(model: ModelArchitecture, extra: int) -> ModelArchitecture:
    rows = embedding(model.vocab_size + extra, model.hidden_size)
    return replace(model, first=(rows, *model.first[1:]))


def _pooling(own: int, inner: int, kv: int, taken: int) -> list[Weight]:
    """Attention over the patches of `taken` layers side by side."""
    return [
        column("vision_backbone.pooling.q", inner, taken * own, True),
        column("vision_backbone.pooling.kv", 2 * kv, taken * own, True, parts=(kv, kv)),
        row("vision_backbone.pooling.o", inner, inner, True),
    ]


def _projector(own: int, wide: int, out: int) -> list[Weight]:
    return [
        column("vision_backbone.projector.gate_up", 2 * wide, own, parts=(wide, wide)),
        row("vision_backbone.projector.down", out, wide),
    ]
