# SPDX-License-Identifier: Apache-2.0
"""The parts that decoders are made of, as vLLM 0.33.0 holds them (vllm/model_executor/layers and models)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rigwise.core.models.architecture import (
    AttentionCache,
    Experts,
    Layer,
    ModelArchitecture,
    Quantizable,
    Shard,
    Weight,
)
from rigwise.core.models.families.rope import contexts
from rigwise.core.models.reader import Config
from rigwise.core.problems import refuse
from rigwise.core.words import phrase


@dataclass(frozen=True, slots=True)
class Dims:
    """The usual dimensions of a decoder, read once."""

    layers: int
    hidden: int
    heads: int
    kv_heads: int
    head_dim: int
    intermediate: int
    vocab: int
    max_position: int


def read_dims(config: Config) -> Dims:
    """Names as transformers spells them, and the older spellings vLLM still reads (config/model.py)."""
    hidden = config.integer("hidden_size", "n_embd", "d_model", "model_dim", "n_embed")
    heads = config.integer("num_attention_heads", "n_head", "n_heads", "num_heads", "attention_heads")
    if config.flag("multi_query_attention"):
        kv_heads = config.integer("multi_query_group_num", default=1)
    elif config.flag("multi_query"):
        kv_heads = 1
    else:
        kv_heads = config.integer(
            "num_key_value_heads",
            "num_kv_heads",
            "n_head_kv",
            "num_query_groups",
            "num_attention_groups",
            default=heads,
        )
    head_dim = config.integer("head_dim", "kv_channels", "attention_head_size", default=0, low=0) or hidden // heads
    if not head_dim:
        raise refuse(
            "config-field",
            phrase(
                "models",
                "The config.json says {heads:,} heads share a hidden size of {hidden:,}, which leaves nothing for a head.",
            ).format(heads=heads, hidden=hidden),
            phrase("models", "Take the unchanged config.json of the model's repository."),
        )
    listed = isinstance(config.values.get("intermediate_size"), list)
    return Dims(
        layers=config.integer("num_hidden_layers", "n_layer", "num_layers", "n_layers", high=1024),
        hidden=hidden,
        heads=heads,
        kv_heads=kv_heads,
        head_dim=head_dim,
        intermediate=widths[0]
        if (widths := config.integers("intermediate_size", low=1) if listed else ())
        else config.integer("intermediate_size", "ffn_hidden_size", "n_inner", "ffn_dim", default=4 * hidden),
        vocab=config.integer("vocab_size", "padded_vocab_size"),
        max_position=config.integer(
            "max_position_embeddings", "n_positions", "max_seq_len", "seq_length", "model_max_length",
            "max_sequence_length", "max_seq_length", "seq_len", "max_position_embedding", default=2048, high=1 << 30,
        ),
    )  # fmt: skip


def norm(name: str, size: int, bias: bool = False) -> Weight:
    return Weight(name, (size,), bias=bias)


def column(
    name: str, out: int, size: int, bias: bool = False, sources: tuple[str, ...] = (), parts: tuple[int, ...] = ()
) -> Weight:
    return Weight(name, (out, size), Shard.COLUMN, Quantizable.LINEAR, parts, bias=bias, checkpoint_names=sources)


def row(name: str, out: int, size: int, bias: bool = False) -> Weight:
    return Weight(name, (out, size), Shard.ROW, Quantizable.LINEAR, bias=bias)


def replicated(
    name: str, out: int, size: int, bias: bool = False, quantized: bool = True, bytes_each: int | None = None
) -> Weight:
    rule = Quantizable.LINEAR if quantized else Quantizable.NEVER
    return Weight(name, (out, size), Shard.REPLICATED, rule, bias=bias, bytes_each=bytes_each)


def qkv(
    prefix: str,
    hidden: int,
    heads: int,
    kv_heads: int,
    head_dim: int,
    head_dim_v: int | None = None,
    bias: bool = False,
) -> Weight:
    """qkv_proj: query, key and value rows side by side (QKVParallelLinear)."""
    v_dim = head_dim if head_dim_v is None else head_dim_v
    rows = (heads * head_dim, kv_heads * head_dim, kv_heads * v_dim)
    return Weight(
        f"{prefix}.qkv_proj", (sum(rows), hidden), Shard.QKV, Quantizable.LINEAR, (*rows, kv_heads), bias=bias,
        checkpoint_names=(f"{prefix}.q_proj", f"{prefix}.k_proj", f"{prefix}.v_proj"),
    )  # fmt: skip


ATTENTION_SCALES = Weight("self_attn.attn.scales", (4,), bytes_each=4)
"""_q_scale, _k_scale, _v_scale, _prob_scale: one float32 each (layers/attention/attention.py)."""


def gated_mlp(prefix: str, hidden: int, intermediate: int, bias: bool = False) -> tuple[Weight, ...]:
    """gate_up_proj and down_proj."""
    return (
        column(
            f"{prefix}.gate_up_proj", 2 * intermediate, hidden, bias,
            (f"{prefix}.gate_proj", f"{prefix}.up_proj"), (intermediate, intermediate),
        ),
        row(f"{prefix}.down_proj", hidden, intermediate, bias),
    )  # fmt: skip


def plain_mlp(prefix: str, hidden: int, intermediate: int, bias: bool, names: tuple[str, str]) -> tuple[Weight, ...]:
    """Two matrices without a gate."""
    up, down = names
    return column(f"{prefix}.{up}", intermediate, hidden, bias), row(f"{prefix}.{down}", hidden, intermediate, bias)


def experts(
    prefix: str, count: int, hidden: int, intermediate: int, gated: bool = True, bias: bool = False
) -> tuple[Weight, ...]:
    """Fused experts: w13 (gate and up) and w2 (down), `count` of each."""
    first = (2 if gated else 1) * intermediate
    sources = (prefix, f"{prefix}.0.gate_proj", f"{prefix}.0.w1", f"{prefix}.0.up_proj")
    return (
        Weight(
            f"{prefix}.w13", (first, hidden), Shard.COLUMN, Quantizable.EXPERTS,
            (intermediate,) * (first // intermediate), count, bias, checkpoint_names=sources,
        ),
        Weight(
            f"{prefix}.w2", (hidden, intermediate), Shard.ROW, Quantizable.EXPERTS, (), count, bias,
            checkpoint_names=sources,
        ),
    )  # fmt: skip


def router(name: str, hidden: int, count: int, bias: bool = False, bytes_each: int | None = None) -> Weight:
    """Routers stay whole and unquantized on every rank (GateLinear)."""
    return replicated(name, count, hidden, bias, quantized=False, bytes_each=bytes_each)


def embedding(vocab: int, hidden: int, name: str = "embed_tokens") -> Weight:
    return Weight(name, (vocab, hidden), Shard.VOCAB)


def lm_head(vocab: int, hidden: int, bias: bool = False) -> Weight:
    return Weight("lm_head", (vocab, hidden), Shard.VOCAB, Quantizable.HEAD, bias=bias, checkpoint_names=("lm_head",))


def attention_cache(dims: Dims, window: int | None = None, chunk: int | None = None) -> AttentionCache:
    return AttentionCache(dims.kv_heads, dims.head_dim, dims.head_dim, window, chunk, dims.heads)


def assemble(
    config: Config,
    name: str,
    dims: Dims,
    layers: Sequence[Layer],
    *,
    rope_bytes: int = 0,
    tied: bool = False,
    experts: Experts | None = None,
    intermediate: int | None = None,
    head_bias: bool = False,
    final_norm: Sequence[Weight] | None = None,
    beside_embedding: Sequence[Weight] = (),
    everywhere: Sequence[Weight] = (),
    **rest: Any,
) -> ModelArchitecture:
    """A decoder: embedding, layers, final norm, head. beside_embedding: what else the first stage holds."""
    last = [norm("norm", dims.hidden)] if final_norm is None else list(final_norm)
    if not tied:
        last.append(lm_head(dims.vocab, dims.hidden, head_bias))
    return ModelArchitecture(
        name=name,
        dtype=config.text("torch_dtype", "dtype", default="bfloat16"),
        dtype_bytes=2,
        hidden_size=dims.hidden,
        vocab_size=dims.vocab,
        num_attention_heads=dims.heads,
        num_kv_heads=dims.kv_heads,
        head_dim=dims.head_dim,
        intermediate_size=intermediate or dims.intermediate,
        **contexts(config, dims.max_position),
        layers=tuple(layers),
        first=(embedding(dims.vocab, dims.hidden), *beside_embedding),
        last=tuple(last),
        everywhere=tuple(everywhere),
        tied=tied,
        rope_bytes=rope_bytes,
        experts=experts,
        **rest,
    )
