# SPDX-License-Identifier: Apache-2.0
"""InternViT and what is built around it: InternVL, Intern-S1, NVLM, H2OVL, Skywork-R1V, Qianfan-OCR.

Sources: vllm/model_executor/models/intern_vit.py, interns1_vit.py, internvl.py, interns1.py, nvlm_d.py, h2ovl.py,
skyworkr1v.py, qianfan_ocr.py, eagle2_5_vl.py, nemotron_vl.py, 0.33.0.
"""

from __future__ import annotations

from dataclasses import replace

from rigwise.core.models.architecture import Weight
from rigwise.core.models.families.encoders import Tower, side, siglip
from rigwise.core.models.families.pieces import column, norm, replicated, row
from rigwise.core.models.families.towers import layered, plain
from rigwise.core.models.reader import Config

NVLM_DUMMY_HEADS = 7  # beside its 25, so that ranks divide them (models/nvlm_d.py)


def selected(config: Config, vision: Config) -> int:
    """Layers up to the one whose features are taken (select_layer), counted from behind where negative."""
    depth = vision.integer("num_hidden_layers", high=1024)
    taken = config.integer("select_layer", default=-1, low=-1024, high=1024)
    return max(0, min(depth, depth + taken + 1 if taken < 0 else taken + 1))


def intern_layers(vision: Config, split: bool, depth: int | None = None, dummies: int = 0) -> list[Weight]:
    """InternViT: a class token, learned positions, and its layers. depth: layers that are used; dummies: heads added."""
    hidden, patch = vision.integer("hidden_size"), side(vision, "patch_size")
    rows = (side(vision, "image_size") // patch) ** 2 + 2
    return [
        replicated("vision_tower.patch_embedding", hidden, 3 * patch * patch, bias=True),
        replicated("vision_tower.position_embedding", rows, hidden),  # and the class token
        *intern_blocks(vision, split, depth, dummies),
    ]


def intern_blocks(vision: Config, split: bool, depth: int | None = None, dummies: int = 0) -> list[Weight]:
    """InternViT's layers: a scale beside each half of a layer. split: attention is sharded where ranks divide its heads."""
    hidden, wide = vision.integer("hidden_size"), vision.integer("intermediate_size")
    bias = vision.flag("qkv_bias", "attention_bias", default=True)
    norm_bias = vision.text("norm_type", default="layer_norm") != "rms_norm"
    heads = vision.integer("num_attention_heads", default=1) + dummies
    inner = hidden // (heads - dummies) * heads
    attention = (
        (
            column("vision_tower.attn.qkv", 3 * inner, hidden, bias, parts=(inner, inner, inner)),
            row("vision_tower.attn.proj", hidden, inner, True),
        )
        if split
        else (
            replicated("vision_tower.attn.qkv", 3 * inner, hidden, bias),
            replicated("vision_tower.attn.proj", hidden, inner, bias=True),
        )
    )
    layer = [
        norm("vision_tower.norm1", hidden, norm_bias),
        norm("vision_tower.norm2", hidden, norm_bias),
        norm("vision_tower.scales", 2 * hidden),
        column("vision_tower.mlp.fc1", wide, hidden, True),
        row("vision_tower.mlp.fc2", hidden, wide, True),
        *(replace(weight, heads=heads) for weight in attention),
    ]
    if vision.flag("qk_normalization", "use_qk_norm"):
        layer.append(norm("vision_tower.attn.qk_norm", 2 * inner))
    return layered(layer, vision.integer("num_hidden_layers", high=1024) if depth is None else depth)


def projector(config: Config, vision: Config, hidden: int, between: int = 0) -> list[Weight]:
    """Two matrices over folded patches. between: their common width where they have no biases (NVLM)."""
    factor = round(1 / config.number("downsample_ratio", default=0.5, low=0.01, high=1))
    folded, middle, bias = vision.integer("hidden_size") * factor**2, between or hidden, not between
    return [
        norm("multi_modal_projector.layer_norm", folded, bias=True),
        replicated("multi_modal_projector.linear_1", middle, folded, bias),
        replicated("multi_modal_projector.linear_2", hidden, middle, bias),
    ]


def internvl(config: Config, hidden: int) -> tuple[Weight, ...]:
    vision = config.section("vision_config")
    return plain([*intern_layers(vision, split=False), *projector(config, vision, hidden)])


def internvl_chat(config: Config, hidden: int) -> tuple[Weight, ...]:
    vision = config.section("vision_config")
    layers = intern_layers(vision, split=True, depth=selected(config, vision))
    return plain([*layers, *projector(config, vision, hidden)])


def eagle2_5(config: Config, hidden: int) -> tuple[Weight, ...]:
    """Eagle 2.5 and Llama Nemotron Embed VL: SigLIP up to the layer that is taken, InternVL's projector."""
    vision = config.section("vision_config")
    depth = selected(config, vision)
    last_norm = depth == vision.integer("num_hidden_layers", high=1024)
    layers = siglip(vision, last_norm=last_norm, depth=max(1, depth))
    return plain([*layers, *projector(config, vision, hidden)])


def nvlm(config: Config, hidden: int) -> tuple[Weight, ...]:
    vision = config.section("vision_config")
    layers = intern_layers(vision, split=True, depth=selected(config, vision), dummies=NVLM_DUMMY_HEADS)
    return plain([*layers, *projector(config, vision, hidden, config.integer("intermediate_size"))])


INTERN_TOWERS: dict[str, Tower] = {
    "InternVLForConditionalGeneration": internvl,
    "InternS1ForConditionalGeneration": internvl,
    "InternVLChatModel": internvl_chat,
    "H2OVLChatModel": internvl_chat,
    "SkyworkR1VChatModel": internvl_chat,
    "QianfanOCRForConditionalGeneration": internvl_chat,
    "NVLM_D": nvlm,
}
