# SPDX-License-Identifier: Apache-2.0
"""Towers beside a language model that is built by its own class: one function a multimodal architecture.

Each takes the whole config and the language model's hidden size and gives the weights beside it. Sources:
vllm/model_executor/models/ (llava_next.py, llava_onevision.py, paligemma.py, idefics3.py,
glm4_1v.py, cohere2_vision.py, lfm2_vl.py, paddleocr_vl.py, dots_ocr.py, rvl.py, bee.py, phi4siglip.py,
cosmos3_edge.py, llava_onevision2.py, hyperclovax_vision_v2.py, openpangu_vl.py, bagel.py, minicpmv4_6.py), 0.33.0.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import prod

from rigwise.core.models.architecture import Shard, Weight
from rigwise.core.models.families.pieces import column, norm, read_dims, replicated, row
from rigwise.core.models.families.towers import (
    QWEN_IMAGE,
    clip_encoder,
    encoder_layers,
    kimi_tower,
    layered,
    pixtral_encoder,
    plain,
    qwen2_vl_tower,
    rotary_2d,
    whole,
)
from rigwise.core.models.reader import Config
from rigwise.core.problems import RigwiseError

Tower = Callable[[Config, int], tuple[Weight, ...]]


def side(vision: Config, name: str, default: int | None = None) -> int:
    """An edge in pixels that may be given twice, as height and width."""
    given = vision.values.get(name)
    if isinstance(given, list | tuple) and given:
        return Config({name: given[0]}).integer(name)
    return vision.integer(name) if default is None else vision.integer(name, default=default)


def siglip(vision: Config, *, positions: int | None = None, last_norm: bool = True, depth: int = 0) -> list[Weight]:
    """SigLIP's layers with learned positions. depth: layers that are used, 0: all."""
    hidden, patch = vision.integer("hidden_size"), side(vision, "patch_size")
    rows = positions or (side(vision, "image_size") // patch) ** 2
    wide, layers = vision.integer("intermediate_size"), depth or vision.integer("num_hidden_layers", high=1024)
    weights = [
        replicated("vision_tower.patch_embedding", hidden, 3 * patch * patch, bias=True),
        replicated("vision_tower.position_embedding", rows, hidden),
        *encoder_layers("vision_tower.layers", hidden, wide, layers),
    ]
    if last_norm:
        weights.append(norm("vision_tower.post_layernorm", hidden, bias=True))
    return weights


def used_layers(config: Config, vision: Config) -> int:
    """Layers up to the last one whose features are taken (counted from behind where negative)."""
    depth = vision.integer("num_hidden_layers", high=1024)
    return max((depth + taken + 1 for taken in feature_layers(config) if -depth <= taken < 0), default=depth)


def feature_layers(config: Config) -> tuple[int, ...]:
    """The layers whose features the projector takes: one, or several side by side."""
    taken = config.values.get("vision_feature_layer")
    listed = taken[:64] if isinstance(taken, list | tuple) else (taken,)
    return tuple(layer for layer in listed if isinstance(layer, int))


def vision_layers(config: Config, vision: Config) -> list[Weight]:
    """The layers of whatever encoder a LLaVA names."""
    if vision.text("model_type") == "pixtral":
        return pixtral_encoder(vision)
    if vision.text("model_type").startswith("siglip"):
        return siglip(vision, last_norm=False, depth=used_layers(config, vision))
    return clip_encoder("vision_tower", vision, used_layers(config, vision))


def llava(config: Config, hidden: int) -> tuple[Weight, ...]:
    vision = config.section("vision_config")
    bias, taken = config.flag("multimodal_projector_bias", default=True), max(1, len(feature_layers(config)))
    projector = [
        column("multi_modal_projector.linear_1", hidden, taken * vision.integer("hidden_size"), bias),
        row("multi_modal_projector.linear_2", hidden, hidden, bias),
    ]
    return plain([*vision_layers(config, vision), *projector])


def llava_next(config: Config, hidden: int) -> tuple[Weight, ...]:
    return (*llava(config, hidden), norm("image_newline", hidden))


def llava_onevision(config: Config, hidden: int) -> tuple[Weight, ...]:
    return (*llava_whole(config, hidden), norm("image_newline", hidden))


def llava_whole(config: Config, hidden: int, middle: int = 0) -> tuple[Weight, ...]:
    """A projector that every rank holds whole. middle: its width, 0: the text's."""
    vision, middle = config.section("vision_config"), middle or hidden
    projector = [
        replicated("multi_modal_projector.linear_1", middle, vision.integer("hidden_size"), bias=True),
        replicated("multi_modal_projector.linear_2", hidden, middle, bias=True),
    ]
    return plain([*vision_layers(config, vision), *projector])


def r_vl(config: Config, hidden: int) -> tuple[Weight, ...]:
    """R: LLaVA-OneVision with a norm before its projector (models/rvl.py)."""
    own = config.section("vision_config").integer("hidden_size")
    return (*llava_onevision(config, hidden), norm("multi_modal_projector.pre_norm", own, bias=True))


def bee(config: Config, hidden: int) -> tuple[Weight, ...]:
    """Bee: the same with a projector four times as wide (models/bee.py)."""
    own = config.section("vision_config").integer("hidden_size")
    pre_norm = norm("multi_modal_projector.pre_norm", own, bias=True)
    return (*llava_whole(config, hidden, 4 * hidden), pre_norm, norm("image_newline", hidden))


def phi4_siglip(config: Config, hidden: int) -> tuple[Weight, ...]:
    """Phi 4 with SigLIP 2: a table of positions as long as the config says, without its last layer."""
    vision = config.section("vision_config").over(Config({"patch_size": 16, "num_hidden_layers": 12}))
    own, depth = config.integer("mm_hidden_size"), vision.integer("num_hidden_layers", high=1024)
    projector = [
        column("multi_modal_projector.linear_1", hidden, own, True),
        row("multi_modal_projector.linear_2", hidden, hidden, True),
    ]
    rows = vision.integer("num_patches", default=256)
    return plain([*siglip(vision, positions=rows, last_norm=False, depth=max(1, depth - 1)), *projector])


def paligemma(config: Config, hidden: int) -> tuple[Weight, ...]:
    vision = config.section("vision_config")
    out = vision.integer("projection_dim", default=hidden)
    projector = replicated("multi_modal_projector", out, vision.integer("hidden_size"), bias=True)
    return plain([*siglip(vision), projector])


def idefics3(config: Config, hidden: int) -> tuple[Weight, ...]:
    """Idefics 3 and SmolVLM: patches folded into channels before one projection."""
    vision = config.section("vision_config")
    folded = vision.integer("hidden_size") * config.integer("scale_factor", default=2, high=64) ** 2
    return plain([*siglip(vision), replicated("connector.modality_projection", hidden, folded)])


def glm4v(config: Config, hidden: int) -> tuple[Weight, ...]:
    """GLM-4.1V and 4.5V: gated layers without biases, a convolution that folds patches, a gated merger."""
    vision = config.section("vision_config")
    own, out = vision.integer("hidden_size"), vision.integer("out_hidden_size", default=hidden)
    context, patch = vision.integer("intermediate_size"), vision.integer("patch_size", default=14)
    frames, merge = vision.integer("temporal_patch_size", default=2), vision.integer("spatial_merge_size", default=2)
    rows = (vision.integer("image_size", default=336) // patch) ** 2
    bias = vision.flag("attention_bias")
    layer = [
        norm("visual.norm1", own),
        norm("visual.norm2", own),
        column("visual.attn.qkv", 3 * own, own, bias, parts=(own, own, own)),
        row("visual.attn.proj", own, own, bias),
        column("visual.mlp.gate_up_proj", 2 * out, own, parts=(out, out)),
        row("visual.mlp.down_proj", own, out),
    ]
    weights = [
        replicated("visual.patch_embed", own, 3 * frames * patch * patch, bias=True),
        replicated("visual.position_embedding", rows, own),
        norm("visual.post_conv_layernorm", own),
        *layered(layer, vision.integer("depth", high=1024)),
        *_glm_merger(own, out, merge, context),
        rotary_2d("visual", own, vision.integer("num_heads", default=12)),
    ]
    return plain(weights)


def _glm_merger(own: int, out: int, merge: int, context: int) -> list[Weight]:
    """What GLM's towers end with: patches of `merge` by `merge` become one token of width `out`, through a gated layer."""
    return [
        norm("visual.post_layernorm", own),
        replicated("visual.downsample", out, own * merge * merge, bias=True),
        column("visual.merger.proj", out, out),
        norm("visual.merger.post_projection_norm", out, bias=True),
        column("visual.merger.gate_up_proj", 2 * context, out, parts=(context, context)),
        row("visual.merger.down_proj", out, context),
    ]


def glm_ocr(config: Config, hidden: int) -> tuple[Weight, ...]:
    """GLM-OCR: as GLM-4.1V with biases and head norms, without learned positions."""
    return _glm_with_head_norms(config.section("vision_config"), hidden, config.integer("intermediate_size"))


def glm5_next(config: Config, hidden: int) -> tuple[Weight, ...]:
    """GLM-5.3-Flash: GLM-OCR's, with a merger of its own width and a rotary table as long as the text's."""
    vision = config.section("vision_config")
    context = vision.integer("projection_intermediate_size", default=10240)
    return _glm_with_head_norms(vision, hidden, context, read_dims(config).max_position)


def _glm_with_head_norms(vision: Config, hidden: int, context: int, positions: int = 8192) -> tuple[Weight, ...]:
    own, out = vision.integer("hidden_size"), vision.integer("out_hidden_size", default=hidden)
    wide, patch = vision.integer("intermediate_size"), vision.integer("patch_size", default=14)
    frames, merge = vision.integer("temporal_patch_size", default=2), vision.integer("spatial_merge_size", default=2)
    heads = vision.integer("num_heads", default=16)
    layer = [
        norm("visual.norm1", own),
        norm("visual.norm2", own),
        norm("visual.attn.head_norms", 2 * (own // heads)),
        column("visual.attn.qkv", 3 * own, own, True, parts=(own, own, own)),
        row("visual.attn.proj", own, own, True),
        column("visual.mlp.gate_up_proj", 2 * wide, own, True, parts=(wide, wide)),
        row("visual.mlp.down_proj", own, wide, True),
    ]
    weights = [
        replicated("visual.patch_embed", own, 3 * frames * patch * patch, bias=True),
        *layered(layer, vision.integer("depth", high=1024)),
        *_glm_merger(own, out, merge, context),
        replicated("visual.rotary", positions, own // heads // 2),
    ]
    return plain(weights)


def cohere2_vision(config: Config, hidden: int) -> tuple[Weight, ...]:
    vision = config.section("vision_config")
    folded = vision.integer("hidden_size") * config.integer("downsample_factor", default=2, high=64) ** 2
    middle = config.integer("alignment_intermediate_size", default=36864)
    projector = [
        column("multi_modal_projector.linear_1", middle, folded, True),
        row("multi_modal_projector.linear_2", hidden, middle // 2, True),
    ]
    return plain([*siglip(vision), *projector])


def lfm2_vl(config: Config, hidden: int) -> tuple[Weight, ...]:
    vision = config.section("vision_config")
    folded = vision.integer("hidden_size") * config.integer("downsample_factor", default=2, high=64) ** 2
    middle, bias = config.integer("projector_hidden_size", default=2560), config.flag("projector_bias", default=True)
    projector = [
        replicated("multi_modal_projector.linear_1", middle, folded, bias),
        replicated("multi_modal_projector.linear_2", hidden, middle, bias),
    ]
    if config.flag("projector_use_layernorm", default=True):
        projector.append(norm("multi_modal_projector.layer_norm", folded, bias=True))
    return plain([*siglip(vision, positions=vision.integer("num_patches", default=256)), *projector])


def paddleocr(config: Config, hidden: int) -> tuple[Weight, ...]:
    vision = config.section("vision_config")
    own = vision.integer("hidden_size")
    folded = own * vision.integer("spatial_merge_size", default=2, high=64) ** 2
    projector = [
        norm("mlp_AR.pre_norm", own, bias=True),
        replicated("mlp_AR.linear_1", folded, folded, bias=True),
        replicated("mlp_AR.linear_2", hidden, folded, bias=True),
    ]
    return plain([*siglip(vision), *projector])


def kimi_vl(config: Config, hidden: int) -> tuple[Weight, ...]:
    return kimi_tower(config.section("vision_config"), hidden)


def hyperclovax_v2(config: Config, hidden: int) -> tuple[Weight, ...]:
    """HyperCLOVA X SEED Think: Qwen2.5-VL's tower, and a matrix behind it (models/hyperclovax_vision_v2.py)."""
    vision = config.section("vision_config")
    out = vision.integer("out_hidden_size", default=vision.integer("hidden_size"))
    return (*qwen2_vl_tower(vision, hidden), *plain([replicated("mm_projector", hidden, out, bias=True)]))


def bagel(config: Config, hidden: int) -> tuple[Weight, ...]:
    """BAGEL's understanding alone: SigLIP, a connector, and a table of positions that may be larger than SigLIP's."""
    vision, edge = config.section("vit_config"), config.integer("vit_max_num_patch_per_side", default=70, high=4096)
    projector = [
        column("connector.fc1", hidden, vision.integer("hidden_size"), True),
        row("connector.fc2", hidden, hidden, True),
        replicated("vit_pos_embed", edge * edge, hidden, bytes_each=4),
    ]
    return plain([*siglip(vision), *projector])


def gemma4_unified(config: Config, hidden: int) -> tuple[Weight, ...]:
    """Gemma 4 without encoders: patches and sound go through one matrix each."""
    vision, audio = config.section("vision_config"), config.section("audio_config")
    inner = vision.integer("mm_embed_dim", default=3840)
    edge = vision.integer("patch_size", default=16) * vision.integer("pooling_kernel_size", default=3)
    pixels = 3 * edge * edge
    weights = [
        replicated("vision_embedder.pos_embedding", 2 * vision.integer("mm_posemb_size", default=1120), inner),
        norm("vision_embedder.patch_ln1", pixels, bias=True),
        column("vision_embedder.patch_dense", inner, pixels, True),
        norm("vision_embedder.norms", 2 * inner, bias=True),
        replicated("embed_vision", hidden, vision.integer("output_proj_dims", default=inner)),
    ]
    if "audio_config" in config:
        weights.append(replicated("embed_audio", hidden, audio.integer("audio_embed_dim", default=640)))
    return plain(weights)


def exaone4_5(config: Config, hidden: int) -> tuple[Weight, ...]:
    """EXAONE 4.5: Qwen2.5-VL's tower, whose keys and values have fewer heads."""
    vision = config.section("vision_config")
    own, heads = vision.integer("hidden_size"), vision.integer("num_heads", default=16)
    kv_heads = vision.integer("num_key_value_heads", default=heads)
    rows = (own, kv_heads * (own // heads), kv_heads * (own // heads))
    return tuple(
        replace(weight, shape=(sum(rows), own), shard=Shard.QKV, parts=(*rows, kv_heads))
        if weight.name.endswith("attn.qkv")
        else weight
        for weight in qwen2_vl_tower(vision, hidden)
    )


def minicpm_v(config: Config, hidden: int) -> tuple[Weight, ...]:
    """MiniCPM-V 4.6: SigLIP, a merger of 2 x 2 patches within it, and one of 2 x 2 behind it."""
    vision = config.section("vision_config")
    own, wide = vision.integer("hidden_size"), vision.integer("intermediate_size")
    weights = [
        *siglip(vision),
        column("vit_merger.attn.qkv", 3 * own, own, True, parts=(own, own, own)),
        row("vit_merger.attn.proj", own, own, True),
        norm("vit_merger.layer_norm1", own, bias=True),
        norm("vit_merger.pre_norm", 4 * own, bias=True),
        replicated("vit_merger.linear_1", 4 * wide, 4 * own, bias=True),
        replicated("vit_merger.linear_2", own, 4 * wide, bias=True),
        norm("merger.pre_norm", 4 * own, bias=True),
        replicated("merger.linear_1", 4 * own, 4 * own, bias=True),
        replicated("merger.linear_2", hidden, 4 * own, bias=True),
    ]
    return plain(weights)


def isaac(config: Config, hidden: int) -> tuple[Weight, ...]:
    """Isaac: SigLIP 2, patches folded into channels, a projector four times as wide."""
    vision = config.section("vision_config")
    scale = vision.integer(
        "pixel_shuffle_scale_factor", default=config.integer("pixel_shuffle_scale", default=1, high=64)
    )
    folded = vision.integer("hidden_size") * scale**2
    weights = [
        *siglip(vision, positions=vision.integer("num_patches", default=256)),
        column("vision_embedding.linear_fc1", 4 * folded, folded),
        row("vision_embedding.linear_fc2", hidden, 4 * folded),
    ]
    return plain(weights)


def cosmos3_edge(config: Config, hidden: int) -> tuple[Weight, ...]:
    """Cosmos 3 Edge: SigLIP 2, and a merger as wide as the config says."""
    vision = config.section("vision_config")
    own, between = vision.integer("hidden_size"), config.integer("projector_hidden_size", default=11520)
    folded = own * merged_patches(config)
    weights = [
        *siglip(vision, positions=vision.integer("num_patches", default=256)),
        norm("visual.projector.norm", folded if vision.flag("use_postshuffle_norm") else own, bias=True),
        column("visual.projector.linear_fc1", between, folded, True),
        row("visual.projector.linear_fc2", hidden, between, True),
    ]
    return plain(weights)


def llava_onevision2(config: Config, hidden: int) -> tuple[Weight, ...]:
    """LLaVA-OneVision 2: layers that rotate, a norm before them and a merger of 2 x 2 patches behind."""
    vision = config.section("vision_config")
    own, patch = vision.integer("hidden_size"), side(vision, "patch_size")
    folded, depth = own * merged_patches(config), vision.integer("num_hidden_layers", high=1024)
    weights = [
        replicated("visual.patch_embedding", own, vision.integer("num_channels", default=3) * patch * patch),
        norm("visual.layernorm_pre", own, bias=True),
        *encoder_layers("visual.encoder.layers", own, vision.integer("intermediate_size"), depth),
        norm("visual.merger.ln_q", own, bias=True),
        column("visual.merger.mlp.0", folded, folded, True),
        row("visual.merger.mlp.2", hidden, folded, True),
    ]
    return plain(weights)


def hunyuan_vl(config: Config, hidden: int) -> tuple[Weight, ...]:
    """Hunyuan VL and OCR as transformers builds them, whole on every rank: two convolutions fold patches."""
    vision = config.section("vision_config")
    own, wide = vision.integer("hidden_size"), vision.integer("intermediate_size")
    patch, merge = vision.integer("patch_size", default=16), vision.integer("spatial_merge_size", default=2, high=64)
    rows = (vision.integer("max_image_size", default=2048) // patch) ** 2 + 1
    weights = [
        replicated("vision_tower.patch_embedding", own, 3 * patch * patch, bias=True),
        replicated("vision_tower.position_embedding", rows, own),
        *encoder_layers("vision_tower.layers", own, wide, vision.integer("num_hidden_layers", high=1024)),
        norm("patch_merger.before_rms", own),
        replicated("patch_merger.proj_conv", 2 * own, own * merge * merge, bias=True),
        replicated("patch_merger.proj_out", 4 * own, 2 * own, bias=True),
        replicated("patch_merger.mlp", hidden, 4 * own, bias=True),
        norm("patch_merger.separators", 4 * own + 3 * hidden),
        norm("patch_merger.after_rms", hidden),
    ]
    return whole(plain(weights))


def openpangu_vl(config: Config, hidden: int) -> tuple[Weight, ...]:
    """openPangu VL: a merger of 2 x 2 patches for each layer whose features are taken, and a matrix behind them."""
    vision = config.section("vision_config")
    own, patch = vision.integer("hidden_size"), vision.integer("patch_size", default=14)
    frames, folded = vision.integer("temporal_patch_size", default=2), own * merged_patches(config)
    out, taken = vision.integer("out_hidden_size"), len(vision.sequence("mm_unit_vision_select_layer", most=64)) or 2
    merger = [
        norm("visual.merger.ln_q", own),
        column("visual.merger.mlp.0", folded, folded, True),
        row("visual.merger.mlp.2", out, folded, True),
    ]
    weights = [
        replicated("visual.patch_embed", own, vision.integer("in_channels", default=3) * frames * patch * patch),
        *encoder_layers(
            "visual.blocks", own, vision.integer("intermediate_size"), vision.integer("depth", high=1024),
            gated=vision.text("hidden_act", default="silu") == "silu", norm_bias=False,
        ),
        norm("visual.final_layernorm", own),
        *layered(merger, taken),
        replicated("visual.vision_projection", hidden, out, bias=True),
    ]  # fmt: skip
    return plain(weights)


def dots_ocr(config: Config, hidden: int) -> tuple[Weight, ...]:
    """dots.ocr: gated layers without biases, a merger of 2 x 2 patches (models/dots_ocr.py)."""
    vision = config.section("vision_config")
    own, patch, bias = vision.integer("embed_dim"), vision.integer("patch_size", default=14), vision.flag("use_bias")
    folded = own * merged_patches(config)
    weights = [
        replicated("vision_tower.patch_embed", own, 3 * patch * patch, bias=True),
        norm("vision_tower.patch_embed.norm", own),
        *encoder_layers(
            "vision_tower.blocks",
            own,
            vision.integer("intermediate_size"),
            vision.integer("num_hidden_layers", high=1024),
            gated=True,
            norm_bias=False,
            bias=bias,
        ),
        norm("vision_tower.merger.ln_q", own, bias=True),
        column("vision_tower.merger.mlp.0", folded, folded, True),
        row("vision_tower.merger.mlp.2", hidden, folded, True),
    ]
    if vision.flag("post_norm", default=True):
        weights.append(norm("vision_tower.post_trunk_norm", own))
    return plain(weights)


def merged_patches(config: Config) -> int:
    """Patches that become one token, by the names that configs have for it; 1 where they have none."""
    vision = config.section("vision_config") if isinstance(config.values.get("vision_config"), dict) else Config({})
    kernel = (
        vision.sequence("merge_kernel_size", most=2) if isinstance(vision.values.get("merge_kernel_size"), list) else ()
    )
    if kernel and all(isinstance(edge, int) and 0 < edge <= 64 for edge in kernel):
        return prod(kernel)
    if "spatial_merge_size" in vision:
        return vision.integer("spatial_merge_size", high=64) ** 2
    for name in ("visual_tokenizer_config", "vit_config"):  # Ovis
        section = config.section(name) if isinstance(config.values.get(name), dict) else Config({})
        if "hidden_stride" in section:
            return section.integer("hidden_stride", high=64) ** 2
    if "downsample_ratio" in config:  # InternVL: an edge shrinks to this share
        return round(1 / config.number("downsample_ratio", default=1, low=1 / 64, high=1)) ** 2
    return config.integer("spatial_merge_size", "scale_factor", "downsample_factor", default=1, high=64) ** 2


def by_dimensions(config: Config, hidden: int) -> tuple[Weight, ...]:
    """An encoder that is not known: ordinary layers of the sizes its section names, none where it names none."""
    weights: list[Weight] = []
    for name in ("vision_config", "audio_config", "vit_config", "visual"):
        section = config.section(name) if isinstance(config.values.get(name), dict) else Config({})
        try:
            own = section.integer("hidden_size", "embed_dim", "d_model", "width")
            depth = section.integer("num_hidden_layers", "depth", "encoder_layers", "layers", "num_layers", high=1024)
            ratio = section.number("mlp_ratio", default=4, high=64)
            wide = section.integer("intermediate_size", "encoder_ffn_dim", "ffn_dim", default=round(ratio * own))
        except RigwiseError:
            continue  # it says too little
        weights += encoder_layers(f"{name}.layers", own, wide, depth)
    return plain(weights)


# Tokens of the largest image that the published processors pass on: max_pixels over 28 x 28.
LARGEST_IMAGE = {
    "Qwen2_5OmniModel": QWEN_IMAGE,
    "Qwen2_5OmniForConditionalGeneration": QWEN_IMAGE,
    "Qwen3OmniMoeForConditionalGeneration": QWEN_IMAGE,
    "DotsOCRForCausalLM": 14400,
}

TOWERS: dict[str, Tower] = {
    "DotsOCRForCausalLM": dots_ocr,
    "LlavaForConditionalGeneration": llava,
    "LlavaNextForConditionalGeneration": llava_next,
    "LlavaOnevisionForConditionalGeneration": llava_onevision,
    "LlavaNextVideoForConditionalGeneration": llava_whole,
    "RForConditionalGeneration": r_vl,
    "BeeForConditionalGeneration": bee,
    "Phi4ForCausalLMV": phi4_siglip,
    "PaliGemmaForConditionalGeneration": paligemma,
    "Idefics3ForConditionalGeneration": idefics3,
    "SmolVLMForConditionalGeneration": idefics3,
    "Glm4vForConditionalGeneration": glm4v,
    "Glm4vMoeForConditionalGeneration": glm4v,
    "GlmOcrForConditionalGeneration": glm_ocr,
    "Cohere2VisionForConditionalGeneration": cohere2_vision,
    "Lfm2VlForConditionalGeneration": lfm2_vl,
    "PaddleOCRVLForConditionalGeneration": paddleocr,
    "KimiVLForConditionalGeneration": kimi_vl,
    "Exaone4_5_ForConditionalGeneration": exaone4_5,
    "MiniCPMV4_6ForConditionalGeneration": minicpm_v,
    "MiniCPMV4_7ForConditionalGeneration": minicpm_v,
    "MiniCPMOcrForConditionalGeneration": minicpm_v,
    "HCXVisionV2ForCausalLM": hyperclovax_v2,
    "OpenPanguVLForConditionalGeneration": openpangu_vl,
    "BagelForConditionalGeneration": bagel,
    "Cosmos3EdgeForConditionalGeneration": cosmos3_edge,
    "LlavaOnevision2ForConditionalGeneration": llava_onevision2,
    "HunYuanVLForConditionalGeneration": hunyuan_vl,
}
