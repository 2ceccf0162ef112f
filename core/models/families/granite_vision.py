# SPDX-License-Identifier: Apache-2.0
"""Granite 4 Vision: all of SigLIP's layers, and a query transformer for each layer of it that the text takes in.

Source: vllm/model_executor/models/granite4_vision.py, 0.33.0.
"""

from __future__ import annotations

from rigwise.core.models.architecture import Weight
from rigwise.core.models.families.encoders import siglip
from rigwise.core.models.families.pieces import norm, replicated
from rigwise.core.models.families.speech import query_transformer
from rigwise.core.models.families.towers import layered, plain
from rigwise.core.models.reader import Config

SPATIAL = 4  # projectors for the corners of each 2 x 2 block
WIDE = 3072  # of the query transformers' MLP (WindowQFormerDownsampler)


def granite4_vision(config: Config, hidden: int) -> tuple[Weight, ...]:
    vision = config.section("vision_config")
    own = vision.integer("hidden_size")
    queries, window = (
        min(max(1, int(side)), 1024) for side in config.text("downsample_rate", default="4/8").split("/", 1)
    )
    transformer = Config(
        {
            "hidden_size": own, "intermediate_size": WIDE, "num_hidden_layers": 1, "encoder_hidden_size": own,
            "cross_attention_frequency": 1,
        }
    )  # fmt: skip
    projector = [
        replicated("projectors.query", queries**2, own),
        replicated("projectors.image_positions", window**2, own),
        *query_transformer(transformer),
        norm("projectors.norm", own, bias=True),
        replicated("projectors.out_linear", hidden, own, bias=True),
    ]
    count = SPATIAL + len(config.sequence("deepstack_layer_map", most=1024))
    return plain([*siglip(vision, last_norm=False), norm("image_newline", hidden), *layered(projector, count)])
