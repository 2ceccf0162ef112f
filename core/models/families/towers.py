# SPDX-License-Identifier: Apache-2.0
"""Vision towers and projectors as vLLM 0.33.0 holds them (models/qwen3_vl.py, siglip.py, clip.py, gemma4_mm.py, pixtral.py)."""

from __future__ import annotations

from dataclasses import replace

from rigwise.core.models.architecture import Quantizable, Weight
from rigwise.core.models.families.pieces import column, norm, replicated, row
from rigwise.core.models.reader import Config


def plain(weights: list[Weight]) -> tuple[Weight, ...]:
    """A tower stays in 16 bit in the checkpoints that people publish; its ignore entries name it as a whole."""
    return tuple(replace(weight, quantizable=Quantizable.NEVER, bytes_each=2) for weight in weights)


def layered(weights: list[Weight], depth: int) -> list[Weight]:
    """`depth` equal layers."""
    return [replace(weight, count=depth) for weight in weights]


def encoder_layers(prefix: str, hidden: int, intermediate: int, depth: int) -> list[Weight]:
    """A ViT's layers: fused attention and two matrices, each with a bias, sharded as linear layers are."""
    return layered(
        [
            norm(f"{prefix}.norm1", hidden, bias=True),
            norm(f"{prefix}.norm2", hidden, bias=True),
            column(f"{prefix}.attn.qkv", 3 * hidden, hidden, True, parts=(hidden, hidden, hidden)),
            row(f"{prefix}.attn.proj", hidden, hidden, True),
            column(f"{prefix}.mlp.fc1", intermediate, hidden, True),
            row(f"{prefix}.mlp.fc2", hidden, intermediate, True),
        ],
        depth,
    )


def qwen3_vl_tower(vision: Config) -> tuple[Weight, ...]:
    """Patches over two frames, learned positions, and mergers of 2 x 2 patches, three of them beside the layers."""
    hidden, depth = vision.integer("hidden_size"), vision.integer("depth", high=1024)
    patch, frames = vision.integer("patch_size"), vision.integer("temporal_patch_size", default=2)
    merge = vision.integer("spatial_merge_size", default=2, high=64) ** 2
    out = vision.integer("out_hidden_size")
    deep = len(vision.sequence("deepstack_visual_indexes", most=1024))
    width = hidden * merge
    weights = [
        replicated(
            "visual.patch_embed", hidden, vision.integer("in_channels", default=3) * frames * patch * patch, bias=True
        ),
        replicated("visual.pos_embed", vision.integer("num_position_embeddings", default=2304), hidden),
        *encoder_layers("visual.blocks", hidden, vision.integer("intermediate_size"), depth),
    ]
    for name, count, normed in (("merger", 1, hidden), ("deepstack_merger", deep, width)):
        if count:
            weights += layered(
                [
                    norm(f"visual.{name}.norm", normed, bias=True),
                    column(f"visual.{name}.linear_fc1", width, width, True),
                    row(f"visual.{name}.linear_fc2", out, width, True),
                ],
                count,
            )
    rotary = hidden // vision.integer("num_heads", default=16) // 2
    weights.append(replicated("visual.rotary", 8192, rotary))
    return plain(weights)


def siglip_tower(vision: Config, text_hidden: int) -> tuple[Weight, ...]:
    """Gemma 3: SigLIP with learned positions, a projection matrix kept whole, and its norm."""
    hidden, depth = vision.integer("hidden_size"), vision.integer("num_hidden_layers", high=1024)
    patch = vision.integer("patch_size")
    patches = (vision.integer("image_size") // patch) ** 2
    weights = [
        replicated("vision_tower.patch_embedding", hidden, 3 * patch * patch, bias=True),
        replicated("vision_tower.position_embedding", patches, hidden),
        *encoder_layers("vision_tower.layers", hidden, vision.integer("intermediate_size"), depth),
        norm("vision_tower.post_layernorm", hidden, bias=True),
        replicated("multi_modal_projector", hidden, text_hidden),
        norm("multi_modal_projector.norm", hidden),
    ]
    return plain(weights)


def clip_tower(vision: Config, text_hidden: int, layers: int) -> tuple[Weight, ...]:
    """LLaVA: CLIP up to the layer whose features are taken, and two projector matrices."""
    hidden, patch = vision.integer("hidden_size"), vision.integer("patch_size")
    patches = (vision.integer("image_size") // patch) ** 2 + 1
    weights = [
        replicated("vision_tower.patch_embedding", hidden, 3 * patch * patch),
        replicated("vision_tower.position_embedding", patches + 1, hidden),
        norm("vision_tower.pre_layrnorm", hidden, bias=True),
        *encoder_layers("vision_tower.layers", hidden, vision.integer("intermediate_size"), layers),
        column("multi_modal_projector.linear_1", text_hidden, hidden, True),
        row("multi_modal_projector.linear_2", text_hidden, text_hidden, True),
    ]
    return plain(weights)


def gemma4_tower(vision: Config, text_hidden: int) -> tuple[Weight, ...]:
    """Gemma 4: gated layers with four norms and head norms, plain modules that every rank holds whole."""
    hidden, depth = vision.integer("hidden_size"), vision.integer("num_hidden_layers", high=1024)
    width, patch = vision.integer("intermediate_size"), vision.integer("patch_size")
    head = vision.integer("head_dim", default=hidden // vision.integer("num_attention_heads", default=16))
    inner = head * vision.integer("num_attention_heads", default=16)
    layer = [
        *(norm(f"vision_tower.norm_{i}", hidden) for i in range(4)),
        norm("vision_tower.head_norms", 2 * head),
        *(replicated(f"vision_tower.{name}_proj", inner, hidden) for name in ("q", "k", "v")),
        replicated("vision_tower.o_proj", hidden, inner),
        *(replicated(f"vision_tower.{name}_proj", width, hidden) for name in ("gate", "up")),
        replicated("vision_tower.down_proj", hidden, width),
    ]
    weights = [
        replicated("vision_tower.position_table", 2 * vision.integer("position_embedding_size", default=10240), hidden),
        replicated("vision_tower.input_proj", hidden, 3 * patch * patch),
        *layered(layer, depth),
        replicated("embed_vision", text_hidden, hidden),
    ]
    return plain(weights)


def pixtral_tower(vision: Config, text_hidden: int, merge: int) -> tuple[Weight, ...]:
    """Mistral 3: Pixtral's gated layers without biases, a patch merger, and two projector matrices."""
    hidden, depth = vision.integer("hidden_size"), vision.integer("num_hidden_layers", high=1024)
    width, patch = vision.integer("intermediate_size"), vision.integer("patch_size")
    layer = [
        norm("vision_tower.norm1", hidden),
        norm("vision_tower.norm2", hidden),
        column("vision_tower.qkv_proj", 3 * hidden, hidden, parts=(hidden, hidden, hidden)),
        row("vision_tower.o_proj", hidden, hidden),
        column("vision_tower.gate_up_proj", 2 * width, hidden, parts=(width, width)),
        row("vision_tower.down_proj", hidden, width),
    ]
    weights = [
        replicated("vision_tower.patch_conv", hidden, 3 * patch * patch),
        norm("vision_tower.ln_pre", hidden),
        *layered(layer, depth),
        norm("multi_modal_projector.norm", hidden),
        replicated("multi_modal_projector.patch_merger", hidden, hidden * merge * merge),
        column("multi_modal_projector.linear_1", text_hidden, hidden),
        row("multi_modal_projector.linear_2", text_hidden, text_hidden),
    ]
    return plain(weights)
