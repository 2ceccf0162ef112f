# SPDX-License-Identifier: Apache-2.0
"""Models whose layers run several times over a token, with keys and values of their own each time: HRM Text, Dory.

Sources: vllm/model_executor/models/hrm_text.py, dory.py, 0.33.0.
"""

from __future__ import annotations

from dataclasses import replace

from rigwise.core.models.architecture import Layer, ModelArchitecture, Shard, Weight
from rigwise.core.models.families.decoder import Traits, layer_windows
from rigwise.core.models.families.mixers import vector
from rigwise.core.models.families.pieces import (
    ATTENTION_SCALES,
    assemble,
    attention_cache,
    column,
    gated_mlp,
    norm,
    qkv,
    read_dims,
    row,
)
from rigwise.core.models.families.rope import rope_bytes, rope_parameters
from rigwise.core.models.reader import Config

MOST_LOOPS = 64


def _runs(layer: Layer, times: int) -> list[Layer]:
    """A layer, and what its further runs cache."""
    return [layer, *(Layer((ATTENTION_SCALES,), layer.cache) for _ in range(times - 1))]


def read_hrm(config: Config, name: str) -> ModelArchitecture:
    """Two stacks of layers whose norms have no weights: a quick one, and a slow one that runs once a cycle."""
    dims = read_dims(config)
    dims = replace(dims, kv_heads=dims.heads)
    inner = dims.heads * dims.head_dim
    quick, slow = (config.integer(name, default=1, high=MOST_LOOPS) for name in ("L_cycles", "H_cycles"))
    bias = config.flag("attention_bias")
    weights = (
        column("self_attn.gqkv_proj", 4 * inner, dims.hidden, bias, parts=(inner,) * 4),
        row("self_attn.o_proj", dims.hidden, inner, bias),
        *gated_mlp("mlp", dims.hidden, dims.intermediate, config.flag("mlp_bias")),
        ATTENTION_SCALES,
    )
    layer = Layer(weights, attention_cache(dims))
    stack = config.integer("num_layers_per_stack", high=1024)
    layers = [each for times in (quick * slow, slow) for _ in range(stack) for each in _runs(layer, times)]
    table = rope_bytes(rope_parameters(config), dims.head_dim, dims.max_position, 2)
    return assemble(
        config, name, dims, layers, rope_bytes=table, tied=config.flag("tie_word_embeddings"),
        final_norm=(), beside_embedding=(norm("z_L_init", dims.hidden),),
    )  # fmt: skip


def read_dory(config: Config, name: str) -> ModelArchitecture:
    """Attention and MLP are layers of their own; scales take the place of norms."""
    dims = read_dims(config)
    inner, kinds = dims.heads * dims.head_dim, config.texts("layer_types", most=4096)
    windows = layer_windows(config, dims, Traits())
    attention = (
        qkv("mixer", dims.hidden, dims.heads, dims.kv_heads, dims.head_dim),
        column("mixer.g_proj", inner, dims.hidden),
        row("mixer.o_proj", dims.hidden, inner),
        *(vector(f"mixer.{part}", inner) for part in ("sqk", "s_gate")),
        norm("attn_alpha", dims.hidden),
        ATTENTION_SCALES,
    )
    mlp = Layer(
        (
            *gated_mlp("mixer", dims.hidden, dims.intermediate),
            *(vector(f"mixer.suv_{part}", dims.intermediate) for part in ("gate", "up")),
            norm("mlp_alpha", dims.hidden),
        )
    )
    attends = {window: Layer(attention, attention_cache(dims, window)) for window in set(windows)}
    first = config.integer("n_input_layers", default=0, low=0, high=4096)
    last = first + config.integer("n_recurrent_layers", default=0, low=0, high=4096)
    loops = config.integer("n_recurrent_loops", default=1, high=MOST_LOOPS)
    own = loops if config.text("recurrent_kv_cache_mode") == "per_loop" else 1
    layers: list[Layer] = []
    for index in range(dims.layers):
        if index < len(kinds) and kinds[index] == "mlp":
            layers.append(mlp)
        else:
            layers += _runs(attends[windows[index]], own if first <= index < last else 1)
    table = rope_bytes(rope_parameters(config, "full_attention"), dims.head_dim, dims.max_position, 2)
    scale = Weight("lm_head.logit_scale", (dims.vocab, 1), Shard.REPLICATED)
    return assemble(
        config, name, dims, layers, rope_bytes=table, tied=config.flag("tie_word_embeddings"), final_norm=(scale,)
    )
