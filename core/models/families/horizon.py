# SPDX-License-Identifier: Apache-2.0
"""K2 Horizon: gated attention whose values may come from experts, a part of each head rotated.

Source: vllm/model_executor/models/k2_horizon.py, 0.33.0.
"""

from __future__ import annotations

from dataclasses import replace

from rigwise.core.models.architecture import Layer, ModelArchitecture, Quantizable, Shard, Weight
from rigwise.core.models.families.decoder import Traits, read_decoder
from rigwise.core.models.families.pieces import replicated
from rigwise.core.models.families.rope import rope_bytes, rope_parameters
from rigwise.core.models.reader import Config


def read_k2_horizon(config: Config, name: str) -> ModelArchitecture:
    traits = Traits(
        qk_norm="full" if config.flag("query_key_norm") else "",
        output_gate="attention_gate_func" in config,
        everywhere=True,
    )
    model = read_decoder(config, traits, name)
    rotated = config.integer("rope_head_dim", default=0, low=0) or model.head_dim
    table = rope_bytes(rope_parameters(config), rotated, config.integer("max_position_embeddings", default=8192), 2)
    values = config.integer("mova_num_experts", default=0, low=0, high=4096)
    bias = config.flag("moe_gate_bias")
    kinds = {id(layer): _layer(layer, model, values, bias) for layer in model.layers}
    return replace(model, rope_bytes=table, layers=tuple(kinds[id(layer)] for layer in model.layers))


def _layer(layer: Layer, model: ModelArchitecture, values: int, bias: bool) -> Layer:
    """A layer with experts: a float32 bias at its router, and, where there are any, experts for its values."""
    if layer.kind != "moe":
        return layer
    weights: list[Weight] = []
    for weight in layer.weights:
        if values and weight.name.endswith("qkv_proj"):
            weights += value_experts(weight, model.hidden_size, values, bias)
        else:
            weights.append(weight)
    if bias and model.experts is not None:
        weights.append(Weight("mlp.gate.bias", (model.experts.count,), bytes_each=4))
    return replace(layer, weights=tuple(weights))


def value_experts(qkv: Weight, hidden: int, count: int, bias: bool) -> list[Weight]:
    query, key, value, kv_heads = qkv.parts
    weights = [
        replace(qkv, name="self_attn.qk_proj", shape=(query + key, hidden), parts=(query, key, 0, kv_heads)),
        replicated("self_attn.v_router", count, hidden),
        Weight("self_attn.v_experts", (value, hidden), Shard.QKV, Quantizable.LINEAR, (0, 0, value, kv_heads), count),
    ]
    return [*weights, Weight("self_attn.v_router.bias", (count,), bytes_each=4)] if bias else weights
