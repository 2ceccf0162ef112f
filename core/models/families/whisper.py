# SPDX-License-Identifier: Apache-2.0
"""Whisper: an encoder of sound, and a decoder that attends to its own tokens and to the encoder's.

Source: vllm/model_executor/models/whisper.py, 0.33.0.
"""

from __future__ import annotations

from dataclasses import replace

from rigwise.core.models.architecture import AttentionCache, Layer, ModelArchitecture, Weight
from rigwise.core.models.families.pieces import ATTENTION_SCALES, column, norm, plain_mlp, qkv, replicated, row
from rigwise.core.models.families.towers import layered
from rigwise.core.models.reader import Config


def attention(prefix: str, hidden: int, heads: int) -> list[Weight]:
    return [
        qkv(prefix, hidden, heads, heads, hidden // heads, bias=True),
        row(f"{prefix}.out_proj", hidden, hidden, True),
        norm(f"{prefix}_layer_norm", hidden, bias=True),
    ]


def mlp(prefix: str, hidden: int, width: int) -> list[Weight]:
    return [
        *plain_mlp(prefix, hidden, width, True, ("fc1", "fc2")),
        norm(f"{prefix}.final_layer_norm", hidden, bias=True),
    ]


def decoder_layer(hidden: int, heads: int, width: int) -> Layer:
    """It attends to what was written, and to what the encoder has taken in."""
    weights = (
        *attention("self_attn", hidden, heads),
        column("encoder_attn.q_proj", hidden, hidden, True),
        column("encoder_attn.kv_proj", 2 * hidden, hidden, True, parts=(hidden, hidden)),
        row("encoder_attn.out_proj", hidden, hidden, True),
        norm("encoder_attn_layer_norm", hidden, bias=True),
        *mlp("mlp", hidden, width),
        ATTENTION_SCALES,
        ATTENTION_SCALES,
    )
    head = hidden // heads
    own = AttentionCache(heads, head, head, query_heads=heads)
    return Layer(weights, own, "attention", replace(own, cross=True))


def read_whisper(config: Config, name: str) -> ModelArchitecture:
    hidden, vocab = config.integer("d_model"), config.integer("vocab_size")
    heads = config.integer("decoder_attention_heads")
    positions = config.integer("max_target_positions", default=448)
    head = hidden // heads
    encoder = [
        *attention("encoder.self_attn", hidden, config.integer("encoder_attention_heads")),
        *mlp("encoder.mlp", hidden, config.integer("encoder_ffn_dim")),
    ]
    layer = decoder_layer(hidden, heads, config.integer("decoder_ffn_dim"))
    first = (
        replicated("encoder.conv1", hidden, 3 * config.integer("num_mel_bins", default=80), bias=True, quantized=False),
        replicated("encoder.conv2", hidden, 3 * hidden, bias=True, quantized=False),
        replicated("encoder.positions", config.integer("max_source_positions", default=1500), hidden, quantized=False),
        *layered(encoder, config.integer("encoder_layers", high=1024)),
        norm("encoder.layer_norm", hidden, bias=True),
        replicated("decoder.embed_tokens", vocab, hidden, quantized=False),
        replicated("decoder.positions", positions, hidden, quantized=False),
    )
    return ModelArchitecture(
        name=name,
        dtype=config.text("torch_dtype", "dtype", default="float16"),
        dtype_bytes=2,
        hidden_size=hidden,
        vocab_size=vocab,
        num_attention_heads=heads,
        num_kv_heads=heads,
        head_dim=head,
        intermediate_size=config.integer("decoder_ffn_dim"),
        max_position=positions,
        layers=(layer,) * config.integer("decoder_layers", high=1024),
        first=first,
        last=(norm("decoder.layer_norm", hidden, bias=True),),
    )
