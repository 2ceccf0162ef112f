# SPDX-License-Identifier: Apache-2.0
"""GLM-5.3-Flash: delta attention in three of four layers, sparse latent attention without rotation in the others, whose
index pools its keys; several streams of hidden states.

Source: vllm/models/glm5next/common/ (model.py, kda.py, attention.py, multimodal.py), 0.33.0.
"""

from __future__ import annotations

from dataclasses import replace

from rigwise.core.models.architecture import Layer, ModelArchitecture
from rigwise.core.models.families.decoder import is_moe_layer, moe_layers, read_moe
from rigwise.core.models.families.deepseek_v4 import floats
from rigwise.core.models.families.encoders import glm5_next
from rigwise.core.models.families.mixers import delta_attention
from rigwise.core.models.families.mla import latent_attention
from rigwise.core.models.families.pieces import assemble, gated_mlp, norm, read_dims, replicated
from rigwise.core.models.families.towers import plain, with_tower
from rigwise.core.models.reader import Config


def read_glm5_next(config: Config, name: str) -> ModelArchitecture:
    dims = read_dims(config)
    hidden, index_dim = dims.hidden, config.integer("index_head_dim", default=128)
    pool = config.integer("index_kpool", default=4, high=1024)
    mixer, state = delta_attention(Config({"linear_attn_config": delta_fields(config)}), hidden)
    latent, cache = latent_attention(config, hidden, dims.heads, sparse=True)
    pooling = (
        floats("self_attn.indexer.index_kpool_compress_ape", pool, index_dim),
        replicated("self_attn.indexer.index_kpool_compress_gate", index_dim, hidden, quantized=False),
    )
    moe = read_moe(config, dims)
    first_dense, step = moe_layers(config)
    around = [norm("input_layernorm", hidden), norm("post_attention_layernorm", hidden)]
    streams = config.integer("hc_mult", default=4, high=64)
    if config.flag("mhc", default=True):
        mixed = streams * (streams + 2)
        for place in ("attn", "ffn"):
            around += [
                floats(f"hc_{place}_fn", mixed, streams * hidden),
                floats(f"hc_{place}_base", mixed),
                floats(f"hc_{place}_scale", 3),
            ]
    types = config.texts("layer_types", most=4096)
    kinds: dict[tuple[bool, bool], Layer] = {}
    layers = []
    for index in range(dims.layers):
        linear = types[index] == "linear_attention" if index < len(types) else index % 4 != 3
        routed = moe is not None and is_moe_layer(config, index, first_dense, step)
        if (linear, routed) not in kinds:
            own = plain([*mixer] if linear else [*latent, *pooling])  # its files have no scales for these
            mlp = moe.weights if moe is not None and routed else gated_mlp("mlp", hidden, dims.intermediate)
            kept = state if linear else replace(cache, indexer_pool=pool)
            kinds[(linear, routed)] = Layer((*own, *mlp, *around), kept, "moe" if routed else "dense")
        layers.append(kinds[(linear, routed)])
    dims = replace(dims, kv_heads=1, head_dim=cache.kv_lora_rank + cache.rope_dim)
    model = assemble(
        config, name, dims, layers, tied=config.flag("tie_word_embeddings"), experts=moe.facts if moe else None
    )
    if name != "Glm5NextForConditionalGeneration" or "vision_config" not in config:
        return model
    return with_tower(model, glm5_next(config, hidden), patches_per_token=4)


def delta_fields(config: Config) -> dict[str, object]:
    """The delta attention's fields as Kimi's configs group them."""
    given = dict(config.section("linear_attn_config").values)
    for field, source in (
        ("num_heads", "linear_num_heads"), ("head_dim", "linear_head_dim"),
        ("short_conv_kernel_size", "linear_conv_kernel_dim"), ("gate_lower_bound", "linear_lower_bound"),
    ):  # fmt: skip
        if config.values.get(source) is not None:
            given[field] = config.values[source]
    return given
