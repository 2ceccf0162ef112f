# SPDX-License-Identifier: Apache-2.0
"""Inkling: relative positions instead of rotary ones, short convolutions around attention and MLP, experts that sink.

Source: vllm/models/inkling/nvidia/ (attention.py, model.py, moe.py, short_conv.py, sconv_swa_attn.py), 0.33.0.
"""

from __future__ import annotations

from dataclasses import replace

from rigwise.core.models.architecture import AttentionCache, Experts, Layer, ModelArchitecture, Shard, Weight
from rigwise.core.models.families.pieces import assemble, column, experts, gated_mlp, norm, read_dims, row
from rigwise.core.models.reader import Config


def read_inkling(config: Config, name: str) -> ModelArchitecture:
    """Local layers have windows and KV heads of their own; every rank and stage holds the whole embedding."""
    dims = read_dims(config)
    hidden = dims.hidden
    local = frozenset(config.integers("local_layer_ids", low=0))
    window = config.integer("sliding_window_size", default=512, high=1 << 30)
    relative, reach = config.integer("d_rel", default=16), config.integer("rel_extent", default=1024)
    taps = config.integer("sconv_kernel_size", default=4, high=64)
    count, shared = (
        config.integer("n_routed_experts", high=65536),
        config.integer("n_shared_experts", default=2, high=64),
    )
    width = config.integer("moe_intermediate_size", "intermediate_size")
    dense = gated_mlp("mlp", hidden, config.integer("dense_intermediate_size", default=dims.intermediate))
    sparse = (
        # routed and sinking experts in one gate, padded to eight rows
        Weight("mlp.gate", (-(-(count + shared) // 8) * 8, hidden)),
        Weight("mlp.gate.bias", (count,), bytes_each=4),
        *experts("mlp.experts", count, hidden, width),
        *experts("mlp.sink_experts", shared, hidden, width),
    )
    first = config.integer("dense_mlp_idx", default=0, low=0, high=4096)
    kinds: dict[tuple[bool, bool], Layer] = {}
    layers = []
    for index in range(dims.layers):
        key = (index in local, index >= first)
        if key not in kinds:
            prefix = "swa_" if key[0] else ""
            heads = config.integer(f"{prefix}num_attention_heads", default=dims.heads)
            kv_heads = config.integer(f"{prefix}num_key_value_heads", default=dims.kv_heads)
            head = config.integer(f"{prefix}head_dim", default=dims.head_dim)
            parts = (heads * head, kv_heads * head, kv_heads * head, relative * heads)
            streams = 2 * kv_heads * head + 2 * hidden
            packed = 2 * head + 2 * (hidden // kv_heads)
            weights = (
                column("attn.qkvr", sum(parts), hidden, config.flag("q_bias"), parts=parts),
                row("attn.wo_ud", hidden, heads * head, config.flag("o_bias")),
                norm("attn.rel_logits_proj", relative * (window if key[0] else reach)),
                norm("attn.head_norms", 2 * head),
                norm("norms", 2 * hidden),
                Weight("attn.scales", (2,), bytes_each=4),
                Weight("sconv", (streams, taps), Shard.COLUMN),
            )
            cache = AttentionCache(kv_heads, head, head, window if key[0] else None, None, heads)
            # the last tokens of four streams, side by side in a page of as many tokens
            kept = AttentionCache(kv_heads, 1 << (packed - 1).bit_length(), 0, taps, own_block=taps, plain=True)
            kinds[key] = Layer(
                (*weights, *(sparse if key[1] else dense)), cache, "moe" if key[1] else "dense", beside=kept
            )
        layers.append(kinds[key])
    model = assemble(
        config, name, dims, layers, experts=Experts(count, config.integer("num_experts_per_tok", default=6), width),
        beside_embedding=[norm("embed_norm", hidden)], embedding_everywhere=True, head_everywhere=True,
    )  # fmt: skip
    return replace(model, first=(Weight("embed_tokens", (dims.vocab, hidden)), *model.first[1:]))
