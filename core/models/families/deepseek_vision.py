# SPDX-License-Identifier: Apache-2.0
"""Encoders of DeepSeek's models that see, whose sizes are fixed by vLLM's classes: DeepSeek-VL2, DeepSeek-OCR and its second.

Sources: vllm/model_executor/models/deepseek_vl2.py, deepseek_ocr.py, deepencoder.py, deepseek_ocr2.py, deepencoder2.py,
0.33.0.
"""

from __future__ import annotations

from rigwise.core.models.architecture import Weight
from rigwise.core.models.families.encoders import Tower
from rigwise.core.models.families.pieces import column, norm, replicated, row
from rigwise.core.models.families.towers import clip_encoder, layered, plain
from rigwise.core.models.reader import Config

CLIP_LARGE = Config(
    {"hidden_size": 1024, "intermediate_size": 4096, "num_hidden_layers": 24, "image_size": 224, "patch_size": 14}
)
SAM_BASE = (768, 12, 64, (2, 5, 8, 11))  # width, layers, patches an edge, layers that see the whole image


def sam(out: int) -> list[Weight]:
    """SAM's base encoder, whole on every rank. out: channels that it hands on."""
    own, depth, edge, whole = SAM_BASE
    head, window = 64, 14
    layer = [
        norm("sam_model.norm1", own, bias=True),
        norm("sam_model.norm2", own, bias=True),
        replicated("sam_model.attn.qkv", 3 * own, own, bias=True),
        replicated("sam_model.attn.proj", own, own, bias=True),
        replicated("sam_model.mlp.lin1", 4 * own, own, bias=True),
        replicated("sam_model.mlp.lin2", own, 4 * own, bias=True),
    ]
    windowed = depth - len(whole)
    return [
        replicated("sam_model.patch_embed", own, 3 * 16 * 16, bias=True),
        replicated("sam_model.pos_embed", edge * edge, own),
        *layered(layer, depth),
        replicated("sam_model.attn.rel_pos", 2 * (2 * edge - 1) * len(whole) + 2 * (2 * window - 1) * windowed, head),
        replicated("sam_model.neck.0", 256, own),
        replicated("sam_model.neck.2", 256, 9 * 256),
        norm("sam_model.neck.norms", 2 * 256, bias=True),
        replicated("sam_model.net_2", 512, 9 * 256),
        replicated("sam_model.net_3", out, 9 * 512),
    ]


def deepseek_ocr(config: Config, hidden: int) -> tuple[Weight, ...]:
    """SAM's base encoder, whose output CLIP's large one reads, both whole on every rank but for CLIP's layers; their
    sizes are the class's own (models/deepseek_ocr.py, deepencoder.py)."""
    out = config.section("projector_config").integer("n_embed", default=hidden)
    weights = [
        *sam(1024),
        *clip_encoder("vision_model", CLIP_LARGE, 24),
        replicated("projector.layers", out, 2048, bias=True),
        norm("image_newline", out),
        norm("view_seperator", out),
    ]
    return plain(weights)


def deepseek_ocr2(config: Config, hidden: int) -> tuple[Weight, ...]:
    """SAM's output goes through Qwen2 0.5B without its embedding, whole on every rank (deepseek_ocr2.py, deepencoder2.py)."""
    own, depth, heads, kv_heads, wide = 896, 24, 14, 2, 4864
    kv = own // heads * kv_heads
    projector = config.section("projector_config")
    out = projector.integer("n_embed", default=hidden)
    layer = [
        norm("qwen2_model.norms", 2 * own),
        replicated("qwen2_model.self_attn.qkv", own + 2 * kv, own, bias=True),
        replicated("qwen2_model.self_attn.o_proj", own, own),
        replicated("qwen2_model.mlp.gate_up", 2 * wide, own),
        replicated("qwen2_model.mlp.down_proj", own, wide),
    ]
    weights = [
        *sam(own),
        *layered(layer, depth),
        norm("qwen2_model.norm", own),
        replicated("qwen2_model.queries", 144 + 256, own),
        replicated("projector.layers", out, projector.integer("input_dim", default=own), bias=True),
        norm("view_seperator", out),
    ]
    return plain(weights)


def deepseek_vl2(config: Config, hidden: int) -> tuple[Weight, ...]:
    """SigLIP so400m by timm, of which only the MLPs are sharded, with the pooling head that nothing reads."""
    own, wide, depth, patch, rows = 1152, 4304, 27, 14, 729
    projector = config.section("projector_config")
    folded = (
        projector.integer("input_dim", default=own) * projector.integer("downsample_ratio", default=2, high=64) ** 2
    )
    out = projector.integer("n_embed", default=2048)
    middle = out * projector.integer("mlp_ratio", default=1, high=64)
    layer = [
        norm("vision.blocks.norm1", own, bias=True),
        norm("vision.blocks.norm2", own, bias=True),
        replicated("vision.blocks.attn.qkv", 3 * own, own, bias=True),
        replicated("vision.blocks.attn.proj", own, own, bias=True),
        column("vision.blocks.mlp.fc1", wide, own, True),
        row("vision.blocks.mlp.fc2", own, wide, True),
    ]
    between = projector.integer("depth", default=2, low=2, high=64) - 2
    weights = [
        replicated("vision.patch_embed", own, 3 * patch * patch, bias=True),
        replicated("vision.pos_embed", rows, own),
        *layered(layer, depth),
        norm("vision.norm", own, bias=True),
        norm("vision.attn_pool.latent", own),
        replicated("vision.attn_pool.q", own, own, bias=True),
        replicated("vision.attn_pool.kv", 2 * own, own, bias=True),
        replicated("vision.attn_pool.proj", own, own, bias=True),
        norm("vision.attn_pool.norm", own, bias=True),
        column("vision.attn_pool.mlp.fc1", wide, own, True),
        row("vision.attn_pool.mlp.fc2", own, wide, True),
        replicated("projector.first", middle, folded, bias=True),
        *(layered([replicated("projector.between", middle, middle, bias=True)], between) if between else ()),
        replicated("projector.last", out, middle, bias=True),
        norm("image_newline", out),
        norm("view_seperator", out),
    ]
    return plain(weights)


DEEPSEEK_TOWERS: dict[str, Tower] = {
    "DeepseekVLV2ForCausalLM": deepseek_vl2,
    "DeepseekOCRForCausalLM": deepseek_ocr,
    "UnlimitedOCRForCausalLM": deepseek_ocr,
    "DeepseekOCR2ForCausalLM": deepseek_ocr2,
}
