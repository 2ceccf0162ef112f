# SPDX-License-Identifier: Apache-2.0
"""MiniMax M3: grouped attention whose sparse layers keep an index of keys, experts behind dense layers, a CLIP-like tower.

Source: vllm/models/minimax_m3/ (nvidia/model.py, common/vision_tower.py), 0.33.0.
"""

from __future__ import annotations

from rigwise.core.models.architecture import (
    AttentionCache,
    Experts,
    LatentCache,
    Layer,
    ModelArchitecture,
    Quantizable,
    Shard,
    Weight,
)
from rigwise.core.models.families.pieces import (
    ATTENTION_SCALES,
    assemble,
    experts,
    gated_mlp,
    norm,
    qkv,
    read_dims,
    replicated,
    router,
    row,
)
from rigwise.core.models.families.rope import rope_bytes, rope_parameters
from rigwise.core.models.families.towers import minimax_tower, with_tower
from rigwise.core.models.reader import Config

SPARSE_BLOCK = 128  # tokens a block of the cache holds: the unit in which sparse attention chooses


def on(config: Config, name: str, layers: int) -> tuple[bool, ...]:
    """A list of 0 and 1, one a layer; all on where it is absent."""
    listed = config.integers(name, high=1)
    return tuple(bool(listed[index]) if index < len(listed) else not listed for index in range(layers))


def read_minimax_m3(config: Config, name: str) -> ModelArchitecture:
    dims = read_dims(config)
    hidden, head = dims.hidden, dims.head_dim
    index = config.section("sparse_attention_config")
    sparse = on(index, "sparse_attention_freq", dims.layers)
    routed = on(config, "moe_layer_freq", dims.layers)
    index_dim = index.integer("sparse_index_dim", default=128)
    index_heads = index.integer("sparse_num_index_heads", default=dims.kv_heads)
    count, width = config.integer("num_local_experts", high=65536), dims.intermediate
    attention = [
        qkv("self_attn", hidden, dims.heads, dims.kv_heads, head),
        row("self_attn.o_proj", hidden, dims.heads * head),
        norm("self_attn.q_norm", head),
        norm("self_attn.k_norm", head),
        ATTENTION_SCALES,
    ]
    indexer = [
        Weight(
            "self_attn.index_q_proj", (index_heads * index_dim, hidden), Shard.QKV, Quantizable.LINEAR,
            (0, index_heads * index_dim, 0, index_heads), checkpoint_names=("self_attn.q_proj",),
        ),
        replicated("self_attn.index_k_proj", index_dim, hidden),
        norm("self_attn.index_q_norm", index_dim),
        norm("self_attn.index_k_norm", index_dim),
    ]  # fmt: skip
    shared = config.integer("n_shared_experts", default=0, low=0, high=4096)
    mixture = [
        router("block_sparse_moe.gate", hidden, count, bytes_each=4),
        *experts("block_sparse_moe.experts", count, hidden, width),
        *gated_mlp("block_sparse_moe.shared_experts", hidden, shared * width),
    ]
    if config.flag("use_routing_bias"):
        mixture.append(Weight("block_sparse_moe.e_score_correction_bias", (count,), bytes_each=4))
    dense = gated_mlp("mlp", hidden, config.integer("dense_intermediate_size", default=width))
    norms = [norm("input_layernorm", hidden), norm("post_attention_layernorm", hidden)]
    cache = AttentionCache(dims.kv_heads, head, head, query_heads=dims.heads, block=SPARSE_BLOCK)
    keys = LatentCache(index_dim, 0, plain=True)
    kinds: dict[tuple[bool, bool], Layer] = {}
    for key in zip(sparse, routed, strict=True):
        weights = (*attention, *(indexer if key[0] else ()), *(mixture if key[1] else dense), *norms)
        kinds.setdefault(key, Layer(weights, cache, "moe" if key[1] else "dense", keys if key[0] else None))
    parameters = rope_parameters(config)
    model = assemble(
        config, name, dims, [kinds[key] for key in zip(sparse, routed, strict=True)],
        rope_bytes=rope_bytes(parameters, head, dims.max_position, 2), tied=config.flag("tie_word_embeddings"),
        experts=Experts(count, config.integer("num_experts_per_tok", high=65536), width),
    )  # fmt: skip
    if "vision_config" not in config:
        return model
    return with_tower(model, minimax_tower(config, hidden))
