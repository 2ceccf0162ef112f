# SPDX-License-Identifier: Apache-2.0
"""Nemotron Parse: an encoder of pages, and a decoder that attends to its own tokens and to the encoder's.

Source: vllm/model_executor/models/nemotron_parse.py, 0.33.0.
"""

from __future__ import annotations

from rigwise.core.models.architecture import ModelArchitecture
from rigwise.core.models.families.images import radio, radio_width
from rigwise.core.models.families.pieces import column, embedding, lm_head, norm, replicated
from rigwise.core.models.families.towers import plain, with_tower
from rigwise.core.models.families.whisper import decoder_layer
from rigwise.core.models.reader import Config

NECK = 1024  # width behind RADIO, whose summary is three times as wide as its patches (models/nemotron_parse.py RadioWithNeck)


def read_nemotron_parse(config: Config, name: str) -> ModelArchitecture:
    """Nemotron Parse: RADIO, a neck that folds four patches of a line, and mBART's decoder without positions."""
    given, vision = config.section("decoder"), config.section("encoder")
    hidden, heads = given.integer("d_model"), given.integer("decoder_attention_heads")
    width, vocab = given.integer("encoder_ffn_dim"), given.integer("vocab_size")
    own = radio_width(vision)
    neck = [
        *radio(vision),
        replicated("encoder.conv1", NECK, own, bias=True),
        replicated("encoder.conv2", NECK, 4 * NECK),
        column("encoder.sum_proj", NECK, 3 * own, True),
        norm("encoder.layer_norms", 3 * NECK, bias=True),
    ]
    tied = config.flag("tie_word_embeddings") or given.flag("tie_word_embeddings", default=True)
    head = () if tied else (lm_head(vocab, hidden),)
    model = ModelArchitecture(
        name=name,
        dtype=config.text("torch_dtype", "dtype", default="bfloat16"),
        dtype_bytes=2,
        hidden_size=hidden,
        vocab_size=vocab,
        num_attention_heads=heads,
        num_kv_heads=heads,
        head_dim=hidden // heads,
        intermediate_size=width,
        max_position=config.integer("max_sequence_length", default=9000),
        layers=(decoder_layer(hidden, heads, width),) * given.integer("decoder_layers", high=1024),
        first=(embedding(vocab, hidden),),
        last=(*(norm(f"decoder.norm{i}", hidden, bias=True) for i in range(2)), *head),
        tied=tied,
    )
    return with_tower(model, plain(neck))
