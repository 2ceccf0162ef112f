# SPDX-License-Identifier: Apache-2.0
"""Encoders for embedding and ranking: BERT, RoBERTa, XLM-RoBERTa, ModernBERT. They cache nothing.

Sources: vllm/model_executor/models/bert.py, roberta.py, modernbert.py, 0.33.0.
"""

from __future__ import annotations

from dataclasses import replace

from rigwise.core.models.architecture import Layer, ModelArchitecture, Shard, Weight
from rigwise.core.models.families.decoder import Traits, read_decoder
from rigwise.core.models.families.pieces import (
    ATTENTION_SCALES,
    embedding,
    gated_mlp,
    norm,
    plain_mlp,
    qkv,
    read_dims,
    replicated,
    row,
)
from rigwise.core.models.families.rope import rope_bytes, rope_parameters
from rigwise.core.models.reader import Config


def read_bert(config: Config, name: str) -> ModelArchitecture:
    """Norms behind attention and MLP, biases throughout; tables of words, positions and segments."""
    dims = read_dims(config)
    hidden = dims.hidden
    weights = (
        qkv("attention.self", hidden, dims.heads, dims.kv_heads, dims.head_dim, bias=True),
        row("attention.output.dense", hidden, hidden, True),
        norm("attention.output.LayerNorm", hidden, bias=True),
        *plain_mlp("mlp", hidden, dims.intermediate, True, ("intermediate.dense", "output.dense")),
        norm("output.LayerNorm", hidden, bias=True),
        ATTENTION_SCALES,
    )
    first = [
        embedding(dims.vocab, hidden, "word_embeddings"),
        Weight("position_embeddings", (dims.max_position, hidden), Shard.VOCAB),
        Weight("token_type_embeddings", (config.integer("type_vocab_size", default=2), hidden), Shard.VOCAB),
        norm("embeddings.LayerNorm", hidden, bias=True),
        Weight("position_ids", (dims.max_position,), bytes_each=8),
    ]
    last: list[Weight] = []
    if name.endswith("ForSequenceClassification"):
        last = [replicated("classifier.dense", hidden, hidden, bias=True, quantized=False, bytes_each=4)]
    base = read_decoder(config, Traits(head=False, rope=False), name)
    roberta = "roberta" in config.text("model_type").replace("-", "")
    return replace(
        base, layers=(Layer(weights),) * dims.layers, first=tuple(first), last=tuple(last),
        # RoBERTa counts positions from behind its padding entry
        max_position=dims.max_position - (2 if roberta else 0),
    )  # fmt: skip


def read_modernbert(config: Config, name: str) -> ModelArchitecture:
    """Gated layers without biases; sliding and full layers rotate by tables of their own."""
    dims = read_dims(config)
    hidden = dims.hidden
    layer = (
        qkv("attn", hidden, dims.heads, dims.kv_heads, dims.head_dim),
        row("attn.Wo", hidden, hidden),
        norm("attn_norm", hidden),
        norm("mlp_norm", hidden),
        *gated_mlp("mlp", hidden, dims.intermediate),
        ATTENTION_SCALES,
    )
    table = rope_bytes(rope_parameters(config), dims.head_dim, dims.max_position, 2)
    base = read_decoder(config, Traits(head=False, rope=False), name)
    return replace(
        base, layers=(Layer(layer),) * dims.layers, first=(embedding(dims.vocab, hidden),),
        last=(norm("final_norm", hidden), norm("embeddings.norm", hidden)), rope_bytes=2 * table,
    )  # fmt: skip
