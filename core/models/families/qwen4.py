# SPDX-License-Identifier: Apache-2.0
"""Qwen3.8-Flash-Next (Qwen4-Exp): gated delta nets beside sparse attention, several gated streams of hidden states, and a
table of word groups that vLLM keeps in the machine's memory.

Sources: vllm/models/qwen4_exp/nvidia/ (model.py, qsa.py, indexer_qsa.py, hyperconnection.py, ple_layer.py) and
common/qsa_cache.py, 0.33.0.
"""

from __future__ import annotations

from dataclasses import replace

from rigwise.core.models.architecture import Layer, LayerCache, ModelArchitecture, PooledKeys, StateCache, Weight
from rigwise.core.models.families.decoder import read_moe
from rigwise.core.models.families.hybrid import delta_net, gated_attention
from rigwise.core.models.families.pieces import assemble, attention_cache, gated_mlp, norm, read_dims, replicated
from rigwise.core.models.families.rope import rope_bytes, rope_parameters
from rigwise.core.models.families.towers import QWEN_IMAGE, qwen3_vl_tower, with_tower
from rigwise.core.models.reader import Config
from rigwise.core.words import phrase

POSITION_BYTES = (
    24  # three 64-bit positions beside each key that is not pooled yet, where images have positions of their own
)


def gated_residual(prefix: str, hidden: int, streams: int, rank: int, combines: bool = True) -> list[Weight]:
    """Norm, low-rank mixing and, but for the last, injection; whole on every rank and never quantized."""
    wide = streams * hidden
    down = -(-(rank + streams) // 16) * 16 if combines else rank
    return [
        norm(f"{prefix}.hc_norm", wide),
        replicated(f"{prefix}.input_mix_weight_down", down, wide, quantized=False),
        replicated(f"{prefix}.input_mix_weight_up", wide, rank, quantized=False),
    ]


def read_qwen4(config: Config, name: str) -> ModelArchitecture:
    dims = read_dims(config)
    hidden, streams = dims.hidden, config.integer("hc_count", default=4, high=64)
    rank = config.integer("hc_lowrank", default=320)
    visual = name == "Qwen4ExpForConditionalGeneration"
    mixer, state = delta_net(config, hidden)
    attention = gated_attention(config, dims)
    keys: LayerCache = None
    if "indexer_n_heads" in config:
        width, heads = config.integer("indexer_head_dim", default=128), config.integer("indexer_n_heads")
        heads += config.integer("indexer_kv_heads", default=1)
        attention += (
            replicated("self_attn.indexer.index_qk_proj", heads * width, hidden),
            norm("self_attn.indexer.layernorms", 2 * width),
        )
        pool = config.integer("indexer_compress_ratio", default=4, high=1024)
        keys = PooledKeys(
            width, pool, POSITION_BYTES if visual else 0, config.integer("indexer_budget", default=2048, high=1 << 20)
        )
    moe = read_moe(config, dims)
    mlp = moe.weights if moe is not None else gated_mlp("mlp", hidden, dims.intermediate)
    if moe is not None and not any(weight.name == "mlp.shared_expert_gate" for weight in mlp):
        mlp += (replicated("mlp.shared_expert_gate", 1, hidden, quantized=False),)
    around = [w for part in ("attn", "mlp") for w in gated_residual(f"{part}_hyper_connection", hidden, streams, rank)]
    with_words = set(config.integers("ple_layer_ids", low=0))  # counted from one
    words, kept = word_groups(config, hidden, streams)
    types = config.texts("layer_types", most=4096)
    kinds: dict[tuple[bool, bool], Layer] = {}
    layers = []
    for index in range(dims.layers):
        linear = types[index] == "linear_attention" if index < len(types) else (index + 1) % 4 != 0
        key = (linear, index + 1 in with_words)
        if key not in kinds:
            own = (*(mixer if linear else attention), *mlp, *around, *(words if key[1] else ()))
            cache: LayerCache = state if linear else attention_cache(dims)
            beside = (kept if key[1] else None) if linear else keys
            kinds[key] = Layer(own, cache, "state" if linear else "attention", beside)
        layers.append(kinds[key])
    turning = {k: v for k, v in rope_parameters(config).values.items() if k != "mrope_section"}  # no longer for images
    table = rope_bytes(Config(turning), dims.head_dim, dims.max_position, 2)
    model = assemble(
        config, name, dims, layers, rope_bytes=table, tied=config.flag("tie_word_embeddings"),
        final_norm=gated_residual("hyper_connection_mixer", hidden, streams, rank, combines=False),
        experts=moe.facts if moe else None,
    )  # fmt: skip
    if with_words:
        note = phrase("models", "its table of word groups lies in the machine's memory")
        model = replace(model, approximate=(note,))
    if not visual or "vision_config" not in config:
        return model
    tower = qwen3_vl_tower(config.section("vision_config"))
    return with_tower(model, tower, patches_per_token=4, largest_item=QWEN_IMAGE)


def word_groups(config: Config, hidden: int, streams: int) -> tuple[tuple[Weight, ...], StateCache]:
    """What a layer has that adds the words' groups: projections, norms and a dilated convolution, and its state."""
    wide, kernel = streams * hidden, config.integer("ple_conv_kernel_size", default=4, low=2, high=64)
    weights = (
        replicated("ple.kv_proj", wide + hidden, config.integer("ple_embed_dim", default=hidden)),
        norm("ple.norms", 3 * wide),
        replicated("ple.conv1d", wide, kernel, quantized=False),
    )
    reach = (kernel - 1) * config.integer("ngram_size", default=3, high=64)
    return weights, StateCache("word_conv", (wide, reach), (), whole=True)
