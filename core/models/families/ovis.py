# SPDX-License-Identifier: Apache-2.0
"""Ovis: patches become probabilities over a visual vocabulary, whose embedding stands beside the language model's.

Source: vllm/model_executor/models/ovis.py, ovis2_5.py, aimv2.py and siglip2navit.py, 0.33.0.
"""

from __future__ import annotations

from rigwise.core.models.architecture import Weight
from rigwise.core.models.families.encoders import siglip
from rigwise.core.models.families.pieces import norm, replicated
from rigwise.core.models.families.towers import encoder_layers, plain
from rigwise.core.models.reader import Config


def ovis(config: Config, hidden: int) -> tuple[Weight, ...]:
    """Ovis 1.6 (SigLIP) and 2 (AIMv2); five words of the visual vocabulary are marks that no patch becomes."""
    tokenizer = config.section("visual_tokenizer_config")
    vision, vocab = tokenizer.section("backbone_config"), tokenizer.integer("vocab_size", default=16384)
    layers = aimv2(vision) if vision.text("model_type").startswith("aimv2") else siglip(vision)
    return plain([*layers, *_words(vision, tokenizer.integer("hidden_stride", default=1, high=64), vocab, 5, hidden)])


def ovis2_5(config: Config, hidden: int) -> tuple[Weight, ...]:
    """Ovis 2.5: SigLIP 2 over images of any size, four marks."""
    vision, vocab = config.section("vit_config"), config.integer("visual_vocab_size", default=65536)
    given = vision.integer("num_patches", default=-1, low=-1)
    layers = siglip(vision, positions=given if given > 0 else None)
    if not vision.flag("preserve_original_pe", default=True):
        layers = [weight for weight in layers if not weight.name.endswith("position_embedding")]
    return plain([*layers, *_words(vision, vision.integer("hidden_stride", default=1, high=64), vocab, 4, hidden)])


def aimv2(vision: Config) -> list[Weight]:
    """AIMv2: gated layers, by default without biases, and learned positions; no norm behind the last layer."""
    own, patch = vision.integer("hidden_size"), vision.integer("patch_size")
    return [
        replicated("visual_tokenizer.patch_embedding", own, 3 * patch * patch, bias=True),
        norm("visual_tokenizer.patch_norm", own),
        replicated("visual_tokenizer.position_embedding", (vision.integer("image_size") // patch) ** 2, own),
        *encoder_layers(
            "visual_tokenizer.blocks", own, vision.integer("intermediate_size"),
            vision.integer("num_hidden_layers", high=1024), gated=True, norm_bias=False,
            bias=vision.flag("mlp_bias"), attention_bias=vision.flag("qkv_bias"),
        ),
    ]  # fmt: skip


def _words(vision: Config, stride: int, vocab: int, marks: int, hidden: int) -> list[Weight]:
    words = max(1, vocab - marks)
    return [
        replicated("visual_tokenizer.head", words, vision.integer("hidden_size") * stride**2),
        norm("visual_tokenizer.head.norm", words, bias=True),
        replicated("vte", vocab, hidden),
    ]
