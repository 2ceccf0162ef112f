# SPDX-License-Identifier: Apache-2.0
"""Voxtral Realtime: an encoder that hears sound as it comes, and keeps keys and values of its own.

Sources: vllm/model_executor/models/voxtral_realtime.py, whisper_causal.py, transformers_utils/configs/mistral.py, 0.33.0.
"""

from __future__ import annotations

from dataclasses import replace

from rigwise.core.models.architecture import AttentionCache, Layer, ModelArchitecture, Weight
from rigwise.core.models.families.decoder import Traits, read_decoder
from rigwise.core.models.families.pieces import (
    ATTENTION_SCALES,
    column,
    gated_mlp,
    norm,
    replicated,
    row,
)
from rigwise.core.models.families.speech import mel_filters
from rigwise.core.models.families.towers import plain, with_tower
from rigwise.core.models.reader import Config


def read_voxtral_realtime(config: Config, name: str) -> ModelArchitecture:
    model = read_decoder(config, Traits(windows="all"), name)
    hidden, audio = model.hidden_size, config.section("audio_config")
    own, heads = audio.integer("d_model"), audio.integer("encoder_attention_heads", default=32)
    head = audio.integer("encoder_head_dim", default=max(1, own // heads))
    joined = audio.integer("downsample_factor", default=4, high=1024)
    depth, inner = audio.integer("encoder_layers", high=1024), heads * head
    layer = plain(
        [
            column("whisper_encoder.layers.self_attn.qkv_proj", 3 * inner, own, True, parts=(inner,) * 3),
            row("whisper_encoder.layers.self_attn.out_proj", own, inner, True),
            *_gated(own, audio.integer("encoder_ffn_dim")),
            norm("whisper_encoder.layers.self_attn_layer_norm", own),
            norm("whisper_encoder.layers.final_layer_norm", own),
        ]
    )
    # a token of text is as many frames, whose keys lie in one slot of the cache; one slot more is kept at the window's end
    window = -(-audio.integer("sliding_window", default=750) // joined) + 1
    cache = AttentionCache(heads, joined * head, joined * head, window, None, heads)
    hears = Layer((*layer, ATTENTION_SCALES), cache, "encoder")
    condition = config.integer("ada_rms_norm_t_cond_dim", default=0, low=0)
    between = (
        column("ada_rms_norm_t_cond.0", condition, hidden),
        row("ada_rms_norm_t_cond.2", hidden, condition),
    )
    texts = {id(each): replace(each, weights=(*each.weights, *(between if condition else ()))) for each in model.layers}
    # each stage of a pipeline has its share of both
    order = sorted(
        [((index + 0.5) / len(model.layers), texts[id(each)]) for index, each in enumerate(model.layers)]
        + [((index + 0.5) / depth, hears) for index in range(depth)],
        key=lambda placed: placed[0],
    )
    tower = [
        replicated("whisper_encoder.conv1", own, 3 * audio.integer("num_mel_bins", default=128), bias=True),
        replicated("whisper_encoder.conv2", own, 3 * own, bias=True),
        norm("whisper_encoder.layer_norm", own),
        mel_filters(audio),
        replicated("whisper_encoder.rotary", joined * config.integer("max_position_embeddings", default=128_000), head),
        replicated("audio_language_adapter.w_in", hidden, own * joined),
        replicated("audio_language_adapter.w_out", hidden, hidden),
        Weight("time_embedding.inv_freq", (hidden // 2,), bytes_each=4),
    ]
    return with_tower(replace(model, layers=tuple(each for _, each in order)), plain(tower))


def _gated(own: int, wide: int) -> tuple[Weight, ...]:
    up, down = gated_mlp("whisper_encoder.layers.mlp", own, wide)
    return up, replace(down, bias=True)
