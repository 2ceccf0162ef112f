# SPDX-License-Identifier: Apache-2.0
"""Encoders for embedding and ranking: BERT, RoBERTa, XLM-RoBERTa, those that rotate, ModernBERT. They cache nothing.

Sources: vllm/model_executor/models/bert.py, roberta.py, bert_with_rope.py, modernbert.py, config.py, 0.33.0.
"""

from __future__ import annotations

from dataclasses import replace

from rigwise.core.models.architecture import Layer, ModelArchitecture, Shard, Weight
from rigwise.core.models.families.decoder import Traits, read_decoder
from rigwise.core.models.families.pieces import (
    ATTENTION_SCALES,
    embedding,
    experts,
    gated_mlp,
    norm,
    plain_mlp,
    qkv,
    read_dims,
    replicated,
    router,
    row,
)
from rigwise.core.models.families.rope import rope_bytes, rope_parameters
from rigwise.core.models.reader import Config

SPARSE = ("BertForMaskedLM", "BertSpladeSparseEmbeddingModel")  # they weigh every word of the vocabulary
WARPS = 8  # Jina's rotary tables are that much rounded up (models/config.py JinaRobertaModelConfig)


def read_bert(config: Config, name: str) -> ModelArchitecture:
    """Norms behind attention and MLP, biases throughout; tables of words, positions and segments."""
    if config.text("position_embedding_type") in ("rotary", "rope"):
        return read_rope_bert(config, name)
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
    if name in SPARSE:
        last = [
            replicated("mlm_head.dense", hidden, hidden, bias=True, quantized=False),
            norm("mlm_head.layer_norm", hidden, bias=True),
            replicated("mlm_head.decoder", dims.vocab, hidden, bias=True, quantized=False),
        ]
    if name.endswith("ForSequenceClassification"):
        last = [replicated("classifier.dense", hidden, hidden, bias=True, quantized=False, bytes_each=4)]
    base = read_decoder(config, Traits(head=False, rope=False), name)
    roberta = "roberta" in config.text("model_type").replace("-", "")
    return replace(
        base, layers=(Layer(weights),) * dims.layers, first=tuple(first), last=tuple(last),
        # RoBERTa counts positions from behind its padding entry
        max_position=max(1, dims.max_position - (2 if roberta else 0)),
    )  # fmt: skip


def read_rope_bert(config: Config, name: str) -> ModelArchitecture:
    """Positions by rotation: Nomic (some layers with experts), GTE and Snowflake Arctic (gated), Jina v3."""
    dims = read_dims(config)
    hidden, gte = dims.hidden, name.startswith("Gte")
    bias = config.flag("qkv_proj_bias", "bias", default=True)
    width = ("mlp", hidden, dims.intermediate)
    if gte:
        up, down = gated_mlp(*width)
        mlp: tuple[Weight, ...] = (up, replace(down, bias=bias))
    elif config.text("activation_function") == "swiglu":
        mlp = gated_mlp(*width, bias)
    else:
        mlp = plain_mlp(*width, bias, ("up_proj", "down_proj"))
    attention = (
        qkv("attn", hidden, dims.heads, dims.kv_heads, dims.head_dim, bias=bias),
        row("attn.out_proj", hidden, hidden, bias),
        norm("attn_ln", hidden, bias=True),
        norm("mlp_ln", hidden, bias=True),
        ATTENTION_SCALES,
    )
    dense = Layer((*attention, *mlp))
    every, count = (
        config.integer("moe_every_n_layers", default=0, low=0),
        config.integer("num_experts", default=0, low=0),
    )
    sparse = Layer(
        (
            *attention,
            router("mlp.router", hidden, count),
            *experts("mlp", count, hidden, dims.intermediate, gated=False),
            norm("mlp.bias", hidden),
        )
    )
    segments = config.integer("type_vocab_size", default=2, low=0)
    last: list[Weight] = []
    if name.endswith("ForSequenceClassification"):
        last = [replicated("pooler.dense", hidden, hidden, bias=True, quantized=False, bytes_each=4)]
    base = read_decoder(config, Traits(head=False, rope=False), name)
    trained = min(config.integer("max_trained_positions", default=dims.max_position), dims.max_position)
    rows = trained if gte or name == "NomicBertModel" else -(-trained // WARPS) * WARPS
    return replace(
        base, layers=tuple(sparse if every and index % every == 1 else dense for index in range(dims.layers)),
        first=(
            embedding(dims.vocab, hidden, "word_embeddings"),
            *((Weight("token_type_embeddings", (segments, hidden), Shard.VOCAB),) if segments else ()),
            norm("embeddings.LayerNorm", hidden, bias=True),
        ),
        last=tuple(last), experts=None, rope_bytes=rope_bytes(rope_parameters(config), dims.head_dim, rows, 2),
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
