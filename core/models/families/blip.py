# SPDX-License-Identifier: Apache-2.0
"""BLIP-2: its own ViT, a query transformer that makes few tokens of an image, and a matrix behind it.

Sources: vllm/model_executor/models/blip.py, blip2.py, 0.33.0.
"""

from __future__ import annotations

from rigwise.core.models.architecture import Weight
from rigwise.core.models.families.encoders import side
from rigwise.core.models.families.pieces import norm, replicated
from rigwise.core.models.families.speech import query_transformer
from rigwise.core.models.families.towers import encoder_layers, plain
from rigwise.core.models.reader import Config


def blip2(config: Config, hidden: int) -> tuple[Weight, ...]:
    vision, queries = config.section("vision_config"), config.section("qformer_config")
    own, patch = vision.integer("hidden_size", default=1408), side(vision, "patch_size", 14)
    rows = (side(vision, "image_size", 224) // patch) ** 2 + 1
    wide = queries.integer("hidden_size", default=768)
    depth = vision.integer("num_hidden_layers", default=39, high=1024)
    weights = [
        replicated("vision_model.patch_embedding", own, 3 * patch * patch, bias=True),
        replicated("vision_model.position_embedding", rows + 1, own),  # and the class token
        *encoder_layers("vision_model.encoder.layers", own, vision.integer("intermediate_size", default=6144), depth),
        norm("vision_model.post_layernorm", own, bias=True),
        *query_transformer(queries),
        replicated("query_tokens", config.integer("num_query_tokens", default=32), wide),
        replicated("language_projection", hidden, wide, bias=True),
    ]
    return plain(weights)
