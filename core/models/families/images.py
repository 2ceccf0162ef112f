# SPDX-License-Identifier: Apache-2.0
"""Models that see images and whose class is their own: GLM-4V, ERNIE 4.5 VL, Keye, LightOnOCR, Aria, Step's and Nemotron's.

Sources: vllm/model_executor/models/glm4v.py, ernie45_vl.py, ernie45_vl_moe.py, keye.py, keye_vl1_5.py, lightonocr.py,
aria.py, step_vl.py, step3_vl.py, step3p7.py, nano_nemotron_vl.py, radio.py, parakeet.py, 0.33.0.
"""

from __future__ import annotations

from rigwise.core.models.architecture import AttentionCache, Experts, Layer, ModelArchitecture, Weight
from rigwise.core.models.families.decoder import Traits, read_decoder
from rigwise.core.models.families.encoders import merged_patches, siglip
from rigwise.core.models.families.hybrid import read_nemotron_h
from rigwise.core.models.families.intern_vision import intern_blocks
from rigwise.core.models.families.pieces import (
    ATTENTION_SCALES,
    assemble,
    column,
    experts,
    gated_mlp,
    norm,
    qkv,
    read_dims,
    replicated,
    router,
    row,
)
from rigwise.core.models.families.step import read_step, read_step3
from rigwise.core.models.families.towers import encoder_layers, layered, plain, whole, with_pixtral, with_tower
from rigwise.core.models.reader import Config


def read_glm4v(config: Config, name: str) -> ModelArchitecture:
    """GLM-4V 9B: ChatGLM behind EVA-CLIP, a convolution that folds 2 x 2 patches, and a gated projector."""
    model = read_decoder(config, Traits(qkv_bias=True, o_bias=False, mlp_bias=False, everywhere=True, rotary=0.5), name)
    vision, hidden = config.section("vision_config"), model.hidden_size
    own, patch = vision.integer("hidden_size"), vision.integer("patch_size", default=14)
    wide, between = vision.integer("intermediate_size"), model.intermediate_size
    tower = [
        replicated("vision.patch_embedding", own, 3 * patch * patch, bias=True),
        replicated("vision.position_embedding", vision.integer("num_positions") + 1, own),  # and the class token
        *encoder_layers("vision.transformer.layers", own, wide, vision.integer("num_hidden_layers", high=1024)),
        replicated("vision.conv", hidden, 4 * own, bias=True),
        replicated("vision.linear_proj.linear_proj", hidden, hidden),
        norm("vision.linear_proj.norm1", hidden, bias=True),
        column("vision.linear_proj.merged_proj", 2 * between, hidden, parts=(between, between)),
        row("vision.linear_proj.dense_4h_to_h", hidden, between),
        norm("vision.boi_eoi", 2 * hidden),
    ]
    return with_tower(model, plain(tower), patches_per_token=4)


def read_ernie_vl(config: Config, name: str) -> ModelArchitecture:
    """ERNIE 4.5 VL: experts for text and experts for images side by side, which share one expert; each layer has a
    rotary table of its own, four times as long as the context."""
    dims = read_dims(config)
    hidden, head = dims.hidden, dims.head_dim
    counts, widths = config.integers("moe_num_experts", low=1), config.integers("moe_intermediate_size", low=1)
    starts = config.integers("moe_layer_start_index", low=0) or (0, 0)
    ends = config.integers("moe_layer_end_index", low=0) or (dims.layers - 1,) * len(starts)
    every, bias = config.integer("moe_layer_interval", default=1, high=4096), config.flag("use_bias")
    shared = config.integer("moe_num_shared_experts", default=0, low=0, high=4096)
    common = (
        qkv("self_attn", hidden, dims.heads, dims.kv_heads, head, bias=bias),
        row("self_attn.o_proj", hidden, dims.heads * head),
        Weight("self_attn.rotary_emb", (4 * dims.max_position, head), bytes_each=2),
        norm("input_layernorm", hidden),
        norm("post_attention_layernorm", hidden),
        ATTENTION_SCALES,
    )
    cache = AttentionCache(dims.kv_heads, head, head, query_heads=dims.heads)
    dense = gated_mlp("mlp", hidden, dims.intermediate, bias)
    layers = []
    kinds: dict[tuple[bool, ...], Layer] = {}
    for index in range(dims.layers):
        sparse = tuple(
            (index + 1) % every == 0 and first <= index <= last
            for first, last, _, _ in zip(starts, ends, counts, widths, strict=False)
        )
        if sparse not in kinds:
            mlp: list[Weight] = []
            for is_sparse, count, width, kind in zip(sparse, counts, widths, ("text", "vision"), strict=False):
                if not is_sparse:
                    mlp += dense
                    continue
                mlp.append(router(f"mlp.{kind}_experts_gate", hidden, count, bytes_each=4))
                mlp.append(Weight("mlp.e_score_correction_bias", (count,), bytes_each=4))
                mlp += experts(f"mlp.{kind}_experts", count, hidden, width)
            if any(sparse) and shared:
                mlp += gated_mlp("mlp.shared_experts", hidden, shared * widths[0])
            kinds[sparse] = Layer((*common, *(mlp if any(sparse) else dense)), cache, "moe" if any(sparse) else "dense")
        layers.append(kinds[sparse])
    facts = Experts(counts[0], config.integer("moe_k", default=6, high=65536), widths[0]) if counts and widths else None
    tied = config.flag("tie_word_embeddings", default=True)
    model = assemble(config, name, dims, layers, tied=tied, experts=facts)
    return with_tower(model, _ernie_tower(config, hidden), patches_per_token=4)


def _ernie_tower(config: Config, hidden: int) -> tuple[Weight, ...]:
    vision = config.section("vision_config")
    own, patch = vision.integer("embed_dim", "hidden_size"), vision.integer("patch_size", default=14)
    wide = int(own * vision.number("mlp_ratio", default=4, high=64))
    folded = own * config.integer("spatial_conv_size", default=2, high=64) ** 2
    frames = folded * config.integer("temporal_conv_size", default=2, high=64)
    weights = [
        replicated("vision_model.patch_embed", own, vision.integer("in_channels", default=3) * patch * patch),
        *encoder_layers("vision_model.blocks", own, wide, vision.integer("depth", high=1024)),
        norm("vision_model.ln", own, bias=True),
        column("resampler_model.spatial_linear1", folded, folded, True),
        column("resampler_model.spatial_linear2", folded, folded, True),
        norm("resampler_model.spatial_norm", folded, bias=True),
        column("resampler_model.mlp", hidden, folded, True),
        norm("resampler_model.after_norm", hidden),
    ]
    if config.flag("use_temporal_conv", default=True):
        weights += [
            column("resampler_model.temporal_linear1", folded, frames, True),
            column("resampler_model.temporal_linear2", folded, folded, True),
            norm("resampler_model.temporal_norm", folded, bias=True),
        ]
    return plain(weights)


def read_keye(config: Config, name: str) -> ModelArchitecture:
    """Keye: SigLIP with a second table of positions; the projector's norm comes before (1.5: after) patches are folded."""
    model = read_decoder(config, Traits(qk_norm="head"), name)
    vision = config.section("vision_config")
    own = vision.integer("hidden_size")
    patches = (vision.integer("image_size") // vision.integer("patch_size")) ** 2
    tower = [
        *siglip(vision),
        replicated("visual.packing_position_embedding", 32768, own),
        Weight("visual.position_ids", (patches,), bytes_each=8),
        norm("mlp_AR.pre_norm", own if name == "KeyeForConditionalGeneration" else 4 * own, bias=True),
        column("mlp_AR.linear_1", 4 * own, 4 * own, True),
        row("mlp_AR.linear_2", model.hidden_size, 4 * own, True),
    ]
    return with_tower(model, plain(tower), patches_per_token=4)


def read_lighton_ocr(config: Config, name: str) -> ModelArchitecture:
    """Pixtral's tower before Qwen 3."""
    return with_pixtral(read_decoder(config, Traits(qk_norm="head"), name), config)


def read_aria(config: Config, name: str) -> ModelArchitecture:
    """Aria: SigLIP without its last norm, and a projector in which queries ask the patches; every layer has experts."""
    model = read_decoder(config, Traits(), name)
    vision, hidden = config.section("vision_config"), model.hidden_size
    own = vision.integer("hidden_size")
    by_patches = config.section("projector_patch_to_query_dict")
    queries = max((by_patches.integer(patches) for patches in by_patches.values), default=256)
    queries = config.integer("max_value_projector_patch_to_query_dict", default=queries)
    tower = [
        *siglip(vision, last_norm=False),
        replicated("multi_modal_projector.query", queries, own),
        *(replicated(f"multi_modal_projector.cross_attn.{part}_proj", own, own) for part in ("q", "k", "v")),
        replicated("multi_modal_projector.cross_attn.in_proj", 3 * own, own, bias=True),
        replicated("multi_modal_projector.cross_attn.out_proj", own, own, bias=True),
        replicated("multi_modal_projector.cross_attn.linear", own, own, bias=True),
        norm("multi_modal_projector.norms", 3 * own, bias=True),
        column("multi_modal_projector.feed_forward.linear_in", hidden, own),
        row("multi_modal_projector.feed_forward.linear_out", hidden, hidden),
    ]
    return with_tower(model, plain(tower))


def perception_encoder(config: Config, hidden: int) -> tuple[Weight, ...]:
    """The tower of Step3-VL-10B and Step 3.7: every layer keeps its rotary table, in float32."""
    vision = config.section("vision_config")
    own, depth = vision.integer("width"), vision.integer("layers", high=1024)
    patch, head = vision.integer("patch_size", default=14), own // vision.integer("heads", default=16)
    classes = int(vision.flag("use_cls_token"))
    rows = (vision.integer("image_size", default=728) // patch) ** 2 + classes
    wide = int(own * vision.number("mlp_ratio", default=4, high=64))
    extra = [Weight("vision_model.attn.rope", (rows, head), bytes_each=4)]
    if vision.values.get("ls_init_value") is not None:
        extra.append(norm("vision_model.scales", 2 * own))
    weights = [
        replicated("vision_model.patch_embed", own, 3 * patch * patch),
        *encoder_layers("vision_model.resblocks", own, wide, depth),
        *layered(extra, depth),
        replicated("vision_model.vit_downsampler1", 2 * own, 9 * own, bias=True),
        replicated("vision_model.vit_downsampler2", 4 * own, 9 * 2 * own, bias=True),
        column("vit_large_projector", hidden, 4 * own, config.flag("projector_bias")),
    ]
    weights += [
        norm(f"vision_model.ln_{end}", own, bias=True) for end in ("pre", "post") if vision.flag(f"use_ln_{end}")
    ]
    if classes:
        weights.append(norm("vision_model.class_embedding", own))
    if vision.flag("use_abs_posemb"):
        weights.append(replicated("vision_model.positional_embedding", rows, own))
    return plain(weights)


def read_step_vl(config: Config, name: str) -> ModelArchitecture:
    model = read_decoder(config, Traits(qk_norm="head"), name)
    return with_tower(model, perception_encoder(config, model.hidden_size), patches_per_token=16)


def read_step3p7(config: Config, name: str) -> ModelArchitecture:
    model = read_step(config, name)
    return with_tower(model, perception_encoder(config, model.hidden_size), patches_per_token=16)


def read_step3_vl(config: Config, name: str) -> ModelArchitecture:
    """Step3: a CLIP of 63 layers, and two convolutions that fold 2 x 2 patches each."""
    model = read_step3(config, name)
    vision = config.section("vision_config")
    own, patch = vision.integer("hidden_size", default=1792), vision.integer("patch_size", default=14)
    out, wide = vision.integer("output_hidden_size", default=4096), vision.integer("intermediate_size")
    rows = (vision.integer("image_size", default=728) // patch) ** 2 + 1
    tower = [
        replicated("vision_model.patch_embedding", own, 3 * patch * patch, bias=True),
        replicated("vision_model.position_embedding", rows + 1, own),  # and the class token
        Weight("vision_model.position_ids", (rows,), bytes_each=8),
        *encoder_layers("vision_model.layers", own, wide, vision.integer("num_hidden_layers", default=63, high=1024)),
        replicated("vit_downsampler", out, 4 * own, bias=True),
        replicated("vit_downsampler2", 2 * out, 9 * out, bias=True),
        replicated("vit_large_projector", model.hidden_size, 2 * out, bias=config.flag("projector_bias", default=True)),
    ]
    return with_tower(model, plain(tower), patches_per_token=16)


# Width, layers, heads and MLP width of the ViTs that a RADIO config names (transformers_utils/configs/radio.py, 0.33.0).
RADIO = {
    "vit_small_patch16_224": (384, 12, 6, 1536),
    "vit_base_patch16_224": (768, 12, 12, 3072),
    "vit_large_patch16_224": (1024, 24, 16, 4096),
    "vit_huge_patch16_224": (1280, 32, 16, 5120),
    "vit_so400m_patch16_224": (1152, 27, 16, 4304),
}


def radio_width(vision: Config) -> int:
    return RADIO.get(vision.section("args").text("model"), RADIO["vit_huge_patch16_224"])[0]


def radio(vision: Config) -> list[Weight]:
    """RADIO: InternViT's layers behind learned positions of the largest image, class tokens and registers."""
    given = vision.section("args")
    own, depth, heads, wide = RADIO.get(given.text("model"), RADIO["vit_huge_patch16_224"])
    patch, frames = vision.integer("patch_size", default=16), vision.integer("video_temporal_patch_size", default=1)
    side = round(given.integer("cpe_max_size", default=2048) / patch)
    teachers = given.values.get("teachers")
    names = (
        {str(each.get("name")) for each in teachers if isinstance(each, dict)} if isinstance(teachers, list) else set()
    )
    tokens = len(names) if given.flag("cls_token_per_teacher") else 1
    multiple = given.integer("register_multiple", default=0, low=0, high=4096)
    registers = multiple - tokens % multiple if multiple else 0
    sizes = Config(
        {"hidden_size": own, "intermediate_size": wide, "num_hidden_layers": depth, "num_attention_heads": heads}
    )
    weights = [
        replicated("vision_model.patch_generator.embedder.patches", own, 3 * patch * patch),
        replicated("vision_model.patch_generator.pos_embed", side * side, own),
        replicated("vision_model.patch_generator.cls_token", tokens + registers, own),
        *intern_blocks(sizes, split=True),
    ]
    if frames > 1:
        weights.append(replicated("vision_model.patch_generator.video_embedder", own, 3 * frames * patch * patch))
    return weights


def nemotron_nano_vl(config: Config, hidden: int) -> tuple[Weight, ...]:
    """Llama Nemotron Nano VL: RADIO as transformers builds it, whole on every rank, and InternVL's two matrices
    (models/nemotron_vl.py)."""
    own, between = (
        config.integer("vit_hidden_size", default=1280),
        config.integer("projector_hidden_size", default=4096),
    )
    folded = own * round(1 / config.number("downsample_ratio", default=0.5, low=1 / 64, high=1)) ** 2
    tower = [
        *radio(config.section("vision_config")),
        norm("mlp1.0", folded, bias=True),
        replicated("mlp1.1", between, folded, bias=True),
        replicated("mlp1.3", hidden, between, bias=True),
    ]
    return whole(plain(tower))


def parakeet(sound: Config, hidden: int) -> list[Weight]:
    """Parakeet's conformer as transformers builds it, whole on every rank, and two matrices behind it (parakeet.py)."""
    own, wide = sound.integer("hidden_size"), sound.integer("intermediate_size")
    channels = sound.integer("subsampling_conv_channels", default=256)
    kernel = sound.integer("subsampling_conv_kernel_size", default=3, high=64) ** 2
    halvings = sound.integer("subsampling_factor", default=8, high=1024).bit_length() - 1
    bands = sound.integer("num_mel_bins", default=80) // 2**halvings
    between, bias = sound.integer("projection_hidden_size", default=own), sound.flag("convolution_bias", default=True)
    layer = [
        *(replicated(f"sound_encoder.feed_forward{half}.linear1", wide, own) for half in (1, 2)),
        *(replicated(f"sound_encoder.feed_forward{half}.linear2", own, wide) for half in (1, 2)),
        *(replicated(f"sound_encoder.self_attn.{part}_proj", own, own) for part in ("q", "k", "v", "o", "relative_k")),
        norm("sound_encoder.self_attn.biases", 2 * own),
        replicated("sound_encoder.conv.pointwise_conv1", 2 * own, own, bias),
        replicated("sound_encoder.conv.depthwise_conv", own, sound.integer("conv_kernel_size", default=9), bias),
        replicated("sound_encoder.conv.pointwise_conv2", own, own, bias),
        norm("sound_encoder.conv.norm", 2 * own, bias=True),  # and the mean and variance it has seen
        norm("sound_encoder.norms", 5 * own, bias=True),
    ]
    more = max(halvings - 1, 0)
    return [
        *layered(layer, sound.integer("num_hidden_layers", high=1024)),
        replicated("sound_encoder.subsampling.first", channels, kernel, bias=True),
        replicated("sound_encoder.subsampling.depthwise", more * channels, kernel, bias=True),
        replicated("sound_encoder.subsampling.pointwise", more * channels, channels, bias=True),
        replicated("sound_encoder.subsampling.linear", own, channels * bands, bias=True),
        norm("sound_encoder.projection.norm", own),
        replicated("sound_encoder.projection.linear1", between, own, sound.flag("projection_bias")),
        replicated("sound_encoder.projection.linear2", hidden, between, sound.flag("projection_bias")),
    ]


def read_nemotron_vl(config: Config, name: str) -> ModelArchitecture:
    """Nemotron Nano VL and Omni: RADIO, two matrices over folded patches, and Parakeet where the config has sound. Omni's
    classes do not ask for the states' dtype that the config names (models/config.py MODELS_CONFIG_MAP)."""
    plain_state = Config({"mamba_ssm_cache_dtype": "bfloat16"})
    asked = config if name == "NemotronH_Nano_VL_V2" else plain_state.over(config)
    model = read_nemotron_h(asked, name)
    own, between = config.integer("vit_hidden_size", default=1280), config.integer("projector_hidden_size")
    folded = own * round(1 / config.number("downsample_ratio", default=0.5, low=1 / 64, high=1)) ** 2
    tower = [
        *radio(config.section("vision_config")),
        norm("mlp1.0", folded),
        replicated("mlp1.1", between, folded),
        replicated("mlp1.3", model.hidden_size, between),
    ]
    if config.integer("num_nextn_predict_layers", default=0, low=0):
        tower.append(norm("vision_final_layernorm", own, bias=True))
    if isinstance(config.values.get("sound_config"), dict):
        tower += parakeet(config.section("sound_config"), model.hidden_size)
    return with_tower(model, plain(tower), patches_per_token=merged_patches(config))
