# SPDX-License-Identifier: Apache-2.0
"""Vision towers and projectors as vLLM 0.33.0 holds them (models/qwen3_vl.py, siglip.py, clip.py, gemma4_mm.py, pixtral.py)."""

from __future__ import annotations

from dataclasses import replace

from rigwise.core.models.architecture import Encoder, ModelArchitecture, Quantizable, Shard, Weight
from rigwise.core.models.families.pieces import column, norm, replicated, row
from rigwise.core.models.reader import Config

QWEN_IMAGE = 16384  # tokens of the largest image by the published processors: max_pixels 16384 x 28^2, later x 32^2


def plain(weights: list[Weight]) -> tuple[Weight, ...]:
    """A tower stays in 16 bit in the checkpoints that people publish; its ignore entries name it as a whole."""
    return tuple(
        replace(weight, quantizable=Quantizable.NEVER, bytes_each=weight.bytes_each or 2) for weight in weights
    )


def whole(weights: tuple[Weight, ...]) -> tuple[Weight, ...]:
    """As transformers builds them: every rank holds all."""
    return tuple(replace(weight, shard=Shard.REPLICATED, parts=()) for weight in weights)


def with_tower(
    model: ModelArchitecture, tower: tuple[Weight, ...], *notes: str, patches_per_token: int = 1, largest_item: int = 0
) -> ModelArchitecture:
    """vLLM builds the tower on every pipeline stage. largest_item: tokens of the largest image, 0: not known."""
    matrices = [weight.shape for weight in tower if weight.count > 1 and len(weight.shape) == 2]
    pixels = next((weight.shape[1] for weight in tower if "patch" in weight.name and len(weight.shape) == 2), 588)
    widest = max(matrices, key=sum, default=(0, 0))
    deep = next((weight.count for weight in tower if weight.name == "visual.deepstack_merger.norm"), 0)
    return replace(
        model,
        everywhere=(*model.everywhere, *tower),
        multimodal=True,
        encoder=Encoder((widest[0], widest[1]), pixels, max(1, patches_per_token), largest_item, deep),
        approximate=(*model.approximate, *notes),
    )


def layered(weights: list[Weight], depth: int) -> list[Weight]:
    """`depth` equal layers."""
    return [replace(weight, count=depth) for weight in weights]


def encoder_layers(
    prefix: str,
    hidden: int,
    intermediate: int,
    depth: int,
    *,
    gated: bool = False,
    norm_bias: bool = True,
    bias: bool = True,
    attention_bias: bool | None = None,
) -> list[Weight]:
    """A ViT's layers: two norms, fused attention, an MLP of two matrices or a gated one, sharded as linear layers are."""
    attends = bias if attention_bias is None else attention_bias
    up = 2 * intermediate if gated else intermediate
    return layered(
        [
            norm(f"{prefix}.norm1", hidden, norm_bias),
            norm(f"{prefix}.norm2", hidden, norm_bias),
            column(f"{prefix}.attn.qkv", 3 * hidden, hidden, attends, parts=(hidden, hidden, hidden)),
            row(f"{prefix}.attn.proj", hidden, hidden, attends),
            column(f"{prefix}.mlp.fc1", up, hidden, bias, parts=(intermediate, intermediate) if gated else ()),
            row(f"{prefix}.mlp.fc2", hidden, intermediate, bias),
        ],
        depth,
    )


def rotary_2d(prefix: str, hidden: int, heads: int) -> Weight:
    """Rotary table of a tower: 8192 positions, half of a head's dimension (get_rope with partial_rotary_factor 0.5)."""
    return replicated(f"{prefix}.rotary", 8192, hidden // heads // 2)


def qwen2_vl_tower(vision: Config, text_hidden: int) -> tuple[Weight, ...]:
    """Qwen2-VL (LayerNorm, MLP) and Qwen2.5-VL (RMSNorm, gated MLP with biases); a merger of 2 x 2 patches."""
    older = "embed_dim" in vision and "fullatt_block_indexes" not in vision
    hidden = vision.integer("embed_dim") if older else vision.integer("hidden_size")
    wide = int(hidden * vision.number("mlp_ratio", default=4)) if older else vision.integer("intermediate_size")
    out = vision.integer("hidden_size") if older else vision.integer("out_hidden_size", default=text_hidden)
    patch, frames = vision.integer("patch_size", default=14), vision.integer("temporal_patch_size", default=2)
    merged = hidden * vision.integer("spatial_merge_size", default=2, high=64) ** 2
    depth = vision.integer("depth", high=1024)
    weights = [
        replicated(
            "visual.patch_embed", hidden, vision.integer("in_channels", "in_chans", default=3) * frames * patch**2
        ),
        *encoder_layers("visual.blocks", hidden, wide, depth, gated=not older, norm_bias=older),
        norm("visual.merger.ln_q", hidden, older),
        column("visual.merger.mlp.0", merged, merged, True),
        row("visual.merger.mlp.2", out, merged, True),
        rotary_2d("visual", hidden, vision.integer("num_heads", default=16)),
    ]
    return plain(weights)


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
    weights.append(rotary_2d("visual", hidden, vision.integer("num_heads", default=16)))
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


def clip_encoder(prefix: str, vision: Config, layers: int) -> list[Weight]:
    hidden, patch = vision.integer("hidden_size"), vision.integer("patch_size")
    patches = (vision.integer("image_size") // patch) ** 2 + 1
    return [
        replicated(f"{prefix}.patch_embedding", hidden, 3 * patch * patch),
        replicated(f"{prefix}.position_embedding", patches + 1, hidden),  # and the class token
        Weight(f"{prefix}.position_ids", (patches,), bytes_each=8),
        norm(f"{prefix}.pre_layrnorm", hidden, bias=True),
        *encoder_layers(f"{prefix}.layers", hidden, vision.integer("intermediate_size"), layers),
    ]


def phi3_vision_tower(text_hidden: int, text_vocab: int) -> tuple[Weight, ...]:
    """Phi 3 and 3.5 vision: CLIP ViT-L/14-336 without its last layer (models/phi3v.py has its config), an MLP projector
    over 2 x 2 patches, and a second embedding table."""
    clip = Config(
        {"hidden_size": 1024, "intermediate_size": 4096, "num_hidden_layers": 24, "image_size": 336, "patch_size": 14}
    )
    weights = [
        *clip_encoder("img_processor", clip, 23),
        norm("glb_GN", 4096),
        norm("sub_GN", 4096),
        replicated("img_projection.0", text_hidden, 4096, bias=True),
        replicated("img_projection.2", text_hidden, text_hidden, bias=True),
    ]
    return (*plain(weights), Weight("embed_tokens", (text_vocab, text_hidden), Shard.VOCAB))


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


def pixtral_encoder(vision: Config) -> list[Weight]:
    """Pixtral's gated layers without biases."""
    hidden, depth = vision.integer("hidden_size"), vision.integer("num_hidden_layers", high=1024)
    width, patch = vision.integer("intermediate_size"), vision.integer("patch_size")
    layer = [
        norm("pixtral.norm1", hidden),
        norm("pixtral.norm2", hidden),
        column("pixtral.qkv_proj", 3 * hidden, hidden, parts=(hidden, hidden, hidden)),
        row("pixtral.o_proj", hidden, hidden),
        column("pixtral.gate_up_proj", 2 * width, hidden, parts=(width, width)),
        row("pixtral.down_proj", hidden, width),
    ]
    return [
        replicated("pixtral.patch_conv", hidden, 3 * patch * patch),
        norm("pixtral.ln_pre", hidden),
        *layered(layer, depth),
    ]


def pixtral_tower(vision: Config, text_hidden: int, merge: int, whole: tuple[str, ...]) -> tuple[Weight, ...]:
    """Mistral 3: Pixtral's layers, a patch merger, and two projector matrices. whole: what no format takes beside norms."""
    hidden = vision.integer("hidden_size")
    weights = [
        *pixtral_encoder(vision),
        norm("pixtral.projector.norm", hidden),
        replicated("pixtral.projector.patch_merger", hidden, hidden * merge * merge),
        column("pixtral.projector.linear_1", text_hidden, hidden),
        row("pixtral.projector.linear_2", text_hidden, text_hidden),
    ]
    ends = ("patch_conv", "patch_merger", "norm", "ln_pre")
    return tuple(
        replace(w, quantizable=Quantizable.NEVER) if w.name.endswith(ends) or w.name.startswith(whole) else w
        for w in weights
    )


def _kept_of_pixtral(quantization: Config) -> tuple[str, ...]:
    """What of tower and projector stays in 16 bit. Compressed-tensors finds modules by expressions and mapped names
    (quantization/compressed_tensors/utils.py should_ignore_layer); other methods' entries are written for other names
    than vLLM's, so that these checkpoints' towers are quantized too."""
    if quantization.text("quant_method") != "compressed-tensors":
        return ()
    entries = quantization.texts("ignore", most=65536)
    tower = tuple(f"pixtral.{name}" for name in ("qkv", "o_", "gate", "down"))
    projector = ("pixtral.projector",)
    return (tower if any("vision_tower" in entry for entry in entries) else ()) + (
        projector if any("multi_modal_projector" in entry for entry in entries) else ()
    )


def with_pixtral(model: ModelArchitecture, config: Config) -> ModelArchitecture:
    """Pixtral's tower before a language model."""
    merge = config.integer("spatial_merge_size", default=2, high=64)
    vision = config.section("vision_config")
    side = vision.integer("image_size", default=1540) // (vision.integer("patch_size", default=14) * merge)
    tower = pixtral_tower(vision, model.hidden_size, merge, _kept_of_pixtral(config.section("quantization_config")))
    return with_tower(model, tower, patches_per_token=merge**2, largest_item=side**2)


def mistral_tower(vision: Config, text_hidden: int, merge: int) -> tuple[Weight, ...]:
    """Pixtral's layers before Mistral's own adapter; the older ones merge no patches."""
    hidden, bias = vision.integer("hidden_size"), vision.flag("adapter_bias", default=True)
    weights = [
        *pixtral_encoder(vision),
        replicated("vision_language_adapter.w_in", text_hidden, hidden, bias),
        replicated("vision_language_adapter.w_out", text_hidden, text_hidden, bias),
    ]
    if vision.flag("add_pre_mm_projector_layer_norm"):
        weights.append(norm("pre_mm_projector_norm", hidden))
    if vision.text("mm_projector_id") == "patch_merge":
        weights.append(replicated("patch_merger", hidden, hidden * merge * merge))
    return plain(weights)


def llama4_tower(vision: Config, text_hidden: int) -> tuple[Weight, ...]:
    """Llama 4: a ViT with a class token, a pixel-shuffle adapter, and a projector; defaults as in transformers."""
    hidden = vision.integer("hidden_size", default=768)
    depth, patch = vision.integer("num_hidden_layers", default=34, high=1024), vision.integer("patch_size", default=14)
    patches = (vision.integer("image_size", default=448) // patch) ** 2 + 1
    wide, inner = vision.integer("intermediate_size", default=5632), vision.integer("projector_input_dim", default=4096)
    weights = [
        replicated("vision_model.positional_embedding", patches + 1, hidden),
        replicated("vision_model.patch_embedding", hidden, 3 * patch * patch),
        *(norm(f"vision_model.layernorm_{place}", hidden, bias=True) for place in ("pre", "post")),
        *encoder_layers("vision_model.layers", hidden, wide, depth),
        column("vision_model.vision_adapter.fc1", inner, wide),
        row("vision_model.vision_adapter.fc2", vision.integer("projector_output_dim", default=4096), inner),
        column("multi_modal_projector.linear_1", text_hidden, vision.integer("vision_output_dim", default=7680)),
    ]
    return plain(weights)


def kimi_tower(vision: Config, text_hidden: int) -> tuple[Weight, ...]:
    """Kimi K2.5: a sharded ViT with interpolated positions, and a projector that every rank holds whole."""
    hidden = vision.integer("hidden_size", "vt_hidden_size", default=1152)
    depth = vision.integer("num_hidden_layers", "vt_num_hidden_layers", default=27, high=1024)
    patch, wide = (
        vision.integer("patch_size", default=14),
        vision.integer("intermediate_size", "vt_intermediate_size", default=4304),
    )
    height, width = vision.integer("init_pos_emb_height", default=64), vision.integer("init_pos_emb_width", default=64)
    merged = hidden * 4
    weights = [
        replicated("vision_tower.patch_embed", hidden, 3 * patch * patch, bias=True),
        replicated("vision_tower.pos_emb", height * width, hidden),
        *encoder_layers("vision_tower.blocks", hidden, wide, depth),
        norm("vision_tower.final_layernorm", hidden, bias=True),
        norm("mm_projector.pre_norm", hidden, bias=True),
        replicated("mm_projector.linear_1", merged, merged, bias=True),
        replicated("mm_projector.linear_2", text_hidden, merged, bias=True),
    ]
    return plain(weights)


def muse_tower(config: Config, text_hidden: int) -> tuple[Weight, ...]:
    """Muse: sharded attention, matrices of the MLPs whole on every rank, an adapter over 2 x 2 patches, a projection."""
    vision = config.section("vision_config")
    hidden, depth = vision.integer("hidden_size"), vision.integer("num_hidden_layers", high=1024)
    wide, patch = vision.integer("intermediate_size"), vision.integer("patch_size")
    frames = vision.integer("patch_temporal", default=2)
    out, inner = config.integer("out_hidden_size"), config.integer("projector_hidden_size")
    layer = [
        norm("vision_encoder.ln_1", hidden, bias=True),
        norm("vision_encoder.ln_2", hidden, bias=True),
        column("vision_encoder.attn.qkv_proj", 3 * hidden, hidden, True, parts=(hidden, hidden, hidden)),
        row("vision_encoder.attn.o_proj", hidden, hidden, True),
        replicated("vision_encoder.mlp.c_fc", wide, hidden, bias=True),
        replicated("vision_encoder.mlp.c_proj", hidden, wide, bias=True),
    ]
    grid = vision.integer("pos_emb_height", default=32) * vision.integer("pos_emb_width", default=32)
    weights = [
        replicated("vision_encoder.positional_embedding", grid, hidden),
        replicated("vision_encoder.conv1", hidden, 3 * frames * patch * patch),
        *(norm(f"vision_encoder.ln_{place}", hidden, bias=True) for place in ("pre", "post")),
        *layered(layer, depth),
        replicated("vision_adapter.c_fc", inner, out),
        replicated("vision_adapter.c_proj", inner, inner),
        replicated("vision_projection", text_hidden, inner),
    ]
    return plain(weights)


def kimi_k3_tower(vision: Config, text_hidden: int) -> tuple[Weight, ...]:
    """Kimi K3: layers without biases whose attention is wider than they are, positions in space and time."""
    hidden, inner = vision.integer("vt_hidden_size"), vision.integer("qkv_hidden_size")
    wide, patch = vision.integer("vt_intermediate_size"), vision.integer("patch_size", default=14)
    grid = vision.integer("init_pos_emb_height", default=64) * vision.integer("init_pos_emb_width", default=64)
    merged = vision.integer("mm_hidden_size", default=hidden) * 4
    layer = [
        norm("vision_tower.norm0", hidden),
        norm("vision_tower.norm1", hidden),
        column("vision_tower.wqkv", 3 * inner, hidden, parts=(inner, inner, inner)),
        row("vision_tower.wo", hidden, inner),
        column("vision_tower.mlp.fc0", wide, hidden),
        row("vision_tower.mlp.fc1", hidden, wide),
    ]
    weights = [
        replicated("vision_tower.patch_embed", hidden, 3 * patch * patch),
        replicated("vision_tower.pos_emb", grid, hidden),
        replicated("vision_tower.time_weight", vision.integer("init_pos_emb_time", default=4), hidden, bytes_each=4),
        *layered(layer, vision.integer("vt_num_hidden_layers", high=1024)),
        norm("vision_tower.final_layernorm", hidden),
        replicated("mm_projector.linear_1", merged, merged),
        replicated("mm_projector.linear_2", text_hidden, merged),
        norm("mm_projector.post_norm", text_hidden),
    ]
    return plain(weights)


def minimax_tower(config: Config, text_hidden: int) -> tuple[Weight, ...]:
    """MiniMax M3: CLIP's layers over two frames, a projector, and a second one over 2 x 2 patches."""
    vision = config.section("vision_config")
    hidden, patch = vision.integer("hidden_size"), vision.integer("patch_size")
    compression = vision.section("img_token_compression_config")
    frames = compression.integer("temporal_patch_size", default=2)
    merged = text_hidden * compression.integer("spatial_merge_size", default=2, high=64) ** 2
    middle = config.integer("projector_hidden_size", default=text_hidden)
    bias = config.flag("multimodal_projector_bias", default=True)
    weights = [
        replicated("vision_tower.patch_embedding", hidden, 3 * frames * patch * patch),
        norm("vision_tower.pre_layrnorm", hidden, bias=True),
        *encoder_layers(
            "vision_tower.layers", hidden, vision.integer("intermediate_size"),
            vision.integer("num_hidden_layers", high=1024),
        ),
        column("multi_modal_projector.linear_1", middle, hidden, bias),
        row("multi_modal_projector.linear_2", text_hidden, middle, bias),
        column("patch_merge_mlp.linear_1", middle, merged, bias),
        row("patch_merge_mlp.linear_2", text_hidden, middle, bias),
    ]  # fmt: skip
    return plain(weights)
