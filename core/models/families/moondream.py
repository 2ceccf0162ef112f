# SPDX-License-Identifier: Apache-2.0
"""Moondream 3: attention and MLP side by side behind one norm, experts from some layer on, SigLIP's layers for crops.

Sources: vllm/model_executor/models/moondream3.py, transformers_utils/configs/moondream3.py, 0.33.0.
"""

from __future__ import annotations

from rigwise.core.models.architecture import Experts, Layer, ModelArchitecture, Shard, Weight
from rigwise.core.models.families.encoders import siglip
from rigwise.core.models.families.mixers import vector
from rigwise.core.models.families.pieces import (
    ATTENTION_SCALES,
    Dims,
    assemble,
    attention_cache,
    column,
    norm,
    plain_mlp,
    qkv,
    router,
    row,
)
from rigwise.core.models.families.towers import plain, with_tower
from rigwise.core.models.reader import Config

ROTATED = 32  # channels of each head


def read_moondream3(config: Config, name: str) -> ModelArchitecture:
    """Its config.json has two sections, "text" and "vision", each of which may be empty."""
    given = config.section("config")
    text, vision = given.section("text"), given.section("vision")
    hidden, heads = text.integer("dim", default=2048), text.integer("n_heads", default=32)
    dims = Dims(
        layers=text.integer("n_layers", default=24, high=1024), hidden=hidden, heads=heads,
        kv_heads=text.integer("n_kv_heads", default=heads), head_dim=max(1, hidden // heads),
        intermediate=text.integer("ff_dim", default=8192), vocab=text.integer("vocab_size", default=51200),
        max_position=text.integer("max_context", default=4096),
    )  # fmt: skip
    moe = text.section("moe")
    count, inner = moe.integer("n_experts", default=64, high=65536), moe.integer("expert_inner_dim", default=1024)
    first = moe.integer("start_layer", default=4, low=0, high=4096)
    around = (
        qkv("attn", hidden, heads, dims.kv_heads, dims.head_dim, bias=True),
        row("attn.out_proj", hidden, hidden, True),
        *(Weight(f"attn.tau_w{part}", (heads, 3 * hidden), Shard.COLUMN) for part in "qv"),
        vector("attn.tau_alpha", heads),
        norm("ln", hidden, bias=True),
        ATTENTION_SCALES,
    )
    sparse = (  # whole experts on each rank
        router("mlp.gate", hidden, count, bias=True),
        Weight("mlp.fc1_weight", (count, 2 * inner * hidden), Shard.COLUMN),
        Weight("mlp.fc2_weight", (count, hidden * inner), Shard.COLUMN),
        Weight("mlp._fused_w1_bias", (count, 2 * inner), Shard.COLUMN, bytes_each=4),
        Weight("mlp._expert_map", (count,), bytes_each=4),
    )
    dense = plain_mlp("mlp", hidden, dims.intermediate, True, ("fc1", "fc2"))
    cache = attention_cache(dims)
    kinds = (Layer((*around, *dense), cache, "dense"), Layer((*around, *sparse), cache, "moe"))
    model = assemble(
        config, name, dims, [kinds[index >= first] for index in range(dims.layers)],
        rope_bytes=dims.max_position * ROTATED * 2, head_bias=True, final_norm=(norm("post_ln", hidden, bias=True),),
        embedding_everywhere=True, head_everywhere=True,
        experts=Experts(count, moe.integer("n_experts_per_tok", default=8, high=65536), inner),
    )  # fmt: skip
    own = vision.integer("enc_dim", default=1152)
    encoder = Config(
        {
            "hidden_size": own, "patch_size": vision.integer("enc_patch_size", default=14),
            "image_size": vision.integer("crop_size", default=378),
            "intermediate_size": vision.integer("enc_ff_dim", default=4304),
            "num_hidden_layers": vision.integer("enc_n_layers", default=27, high=1024),
        }
    )  # fmt: skip
    between = vision.integer("proj_inner_dim", default=8192)
    tower = [
        *siglip(encoder),
        column("vision_proj.fc1", between, 2 * own, True),
        row("vision_proj.fc2", hidden, between, True),
    ]
    return with_tower(model, plain(tower))
