# SPDX-License-Identifier: Apache-2.0
"""Gemma 3, 3n and 4: sliding and full layers with tables of their own, per-layer embeddings, caches shared by layers.

Sources: vllm/model_executor/models/gemma3.py, gemma3n.py, gemma4.py, gemma4_mm.py, 0.33.0.
"""

from __future__ import annotations

from dataclasses import replace

from rigwise.core.models.architecture import AttentionCache, Experts, Layer, ModelArchitecture, Shard, Weight
from rigwise.core.models.families.decoder import Traits, read_decoder
from rigwise.core.models.families.pieces import (
    ATTENTION_SCALES,
    Dims,
    assemble,
    column,
    embedding,
    experts,
    gated_mlp,
    norm,
    qkv,
    read_dims,
    replicated,
    router,
    row,
)
from rigwise.core.models.families.retrieval import without_caches
from rigwise.core.models.families.rope import rope_bytes, rope_parameters
from rigwise.core.models.families.towers import gemma4_tower, layered, plain, siglip_tower, with_tower
from rigwise.core.models.reader import Config


def read_gemma3(config: Config, name: str) -> ModelArchitecture:
    model = read_decoder(config, Traits(tied=True, norms=4, qk_norm="head", pattern=6), name)
    dims = read_dims(config)
    local = dims.max_position * dims.head_dim * 2  # the sliding layers' own, unscaled table
    model = replace(model, rope_bytes=model.rope_bytes + local, everywhere=model.first, first=())
    if name != "Gemma3ForConditionalGeneration" or "vision_config" not in config:
        return model
    return with_tower(model, siglip_tower(config.section("vision_config"), dims.hidden), patches_per_token=16)


# 32 frames of 70 tokens, each with 8 around it (models/gemma4_mm.py)
GEMMA4_VIDEO_TOKENS = 32 * (70 + 2 + 6)


def per_layer_inputs(config: Config, dims: Dims) -> tuple[list[Weight], list[Weight]]:
    """Per-layer embeddings (E models): the tables beside the embedding, and what each layer has."""
    size = config.integer("hidden_size_per_layer_input", default=0, low=0)
    if not size:
        return [], []
    table = embedding(
        config.integer("vocab_size_per_layer_input", default=dims.vocab), size * dims.layers, "embed_tokens_per_layer"
    )
    model = [
        replace(table, shape=table.shape),
        column("per_layer_model_projection", size * dims.layers, dims.hidden),
        norm("per_layer_projection_norm", size),
    ]
    layer = [
        replicated("per_layer_input_gate", size, dims.hidden),
        replicated("per_layer_projection", dims.hidden, size),
        norm("post_per_layer_input_norm", dims.hidden),
    ]
    return model, layer


def attention(dims: Dims, head: int, kv_heads: int, caches: bool) -> list[Weight]:
    """A layer that reads another's cache has no keys and values of its own."""
    if caches:
        weights = [qkv("self_attn", dims.hidden, dims.heads, kv_heads, head), norm("self_attn.k_norm", head)]
    else:
        weights = [column("self_attn.q_proj", dims.heads * head, dims.hidden)]
    output = row("self_attn.o_proj", dims.hidden, dims.heads * head)
    return [*weights, output, norm("self_attn.q_norm", head), ATTENTION_SCALES]


def layer_types(config: Config, dims: Dims, pattern: int) -> tuple[bool, ...]:
    """Which layers attend to everything."""
    types = config.texts("layer_types", most=4096)
    return tuple(
        types[index] == "full_attention" if index < len(types) else (index + 1) % pattern == 0
        for index in range(dims.layers)
    )


def gemma4_experts(config: Config, dims: Dims) -> tuple[list[Weight], Experts | None]:
    count = config.integer("num_experts", default=0, low=0, high=65536)
    if not count:
        return [], None
    width = config.integer("moe_intermediate_size", "expert_intermediate_size")
    weights = [
        router("router.proj", dims.hidden, count),
        norm("router.scale", dims.hidden),
        norm("router.per_expert_scale", count),
        *experts("moe.experts", count, dims.hidden, width),
        *(norm(f"moe_norm_{i}", dims.hidden) for i in range(3)),
    ]
    return weights, Experts(count, config.integer("top_k_experts", default=8, high=65536), width)


def full_layers(config: Config) -> Config:
    """What `per_layer_config` says of the layers that differ, by number: the full ones."""
    differing = config.section("per_layer_config")
    first = next(iter(differing.values), None)
    return differing.section(first) if isinstance(first, str) else Config({})


def read_gemma4(config: Config, name: str) -> ModelArchitecture:
    """Sliding and full layers with their own head dimensions and key-value heads; full layers may use keys as values."""
    dims = read_dims(config)
    window = config.integer("sliding_window", default=1024)
    differing = full_layers(config)  # transformers 5 may write what differs layer by layer
    wide = config.integer("global_head_dim", default=differing.integer("head_dim", default=512))
    few = config.integer(
        "num_global_key_value_heads", default=differing.integer("num_key_value_heads", default=dims.kv_heads)
    )
    shared = config.integer("num_kv_shared_layers", default=0, low=0, high=4096)
    double = config.flag("use_double_wide_mlp")
    fewer = config.flag("attention_k_eq_v") or name in ("DiffusionGemmaForBlockDiffusion", "EmbeddingGemma2Model")
    moe, facts = gemma4_experts(config, dims)
    tables, inputs = per_layer_inputs(config, dims)
    norms = [norm(f"norm_{i}", dims.hidden) for i in range(4)] + [norm("layer_scalar", 1)]
    kinds: dict[tuple[bool, bool], Layer] = {}
    layers = []
    full_ones = layer_types(config, dims, 6)
    last = {full: index for index, full in enumerate(full_ones[: dims.layers - shared])}
    for index, full in enumerate(full_ones):
        caches = index < dims.layers - shared
        if (full, caches) not in kinds:
            head = wide if full else dims.head_dim
            kv = few if full and fewer else dims.kv_heads
            mlp = gated_mlp("mlp", dims.hidden, dims.intermediate * (2 if double and not caches else 1))
            cache = AttentionCache(kv, head, head, None if full else window, None, dims.heads) if caches else None
            own = attention(dims, head, kv, caches)
            reads = None if caches else last.get(full)
            kinds[(full, caches)] = Layer((*own, *mlp, *moe, *norms, *inputs), cache, reads=reads)
        layers.append(kinds[(full, caches)])
    local = rope_bytes(rope_parameters(config, "sliding_attention"), dims.head_dim, dims.max_position, 2)
    # the proportional table of the full layers spans the whole head, rotated or not
    table = dims.max_position * wide * 2
    model = assemble(
        config, name, replace(dims, head_dim=wide), layers, rope_bytes=local + table, tied=True, experts=facts,
        everywhere=(embedding(dims.vocab, dims.hidden), *tables),
        largest_item=GEMMA4_VIDEO_TOKENS if config.text("use_bidirectional_attention") == "vision" else 0,
    )  # fmt: skip
    model = replace(model, first=(), max_position=dims.max_position)
    if name == "DiffusionGemmaForBlockDiffusion":
        wide = config.integer("self_conditioning_size", default=dims.intermediate)
        model = replace(model, everywhere=(*model.everywhere, *self_conditioning(dims.hidden, wide)))
    elif name not in ("Gemma4ForConditionalGeneration", "EmbeddingGemma2Model"):
        return model
    if "vision_config" not in config:
        return model
    vision = config.section("vision_config")
    pooled = vision.integer("pooling_kernel_size", default=3, high=64) ** 2
    model = with_tower(model, gemma4_tower(vision, dims.hidden), patches_per_token=pooled)
    audio = config.section("audio_config")
    return replace(model, everywhere=(*model.everywhere, *_gemma4_ears(audio, dims.hidden))) if audio.values else model


def _gemma4_ears(audio: Config, text_hidden: int) -> tuple[Weight, ...]:
    """E2B and E4B: a conformer that every rank holds whole (transformers modeling_gemma4.py Gemma4AudioModel)."""
    own, depth = audio.integer("hidden_size", default=1024), audio.integer("num_hidden_layers", default=12, high=1024)
    channels = audio.integers("subsampling_conv_channels", low=1) or (128, 32)
    out = audio.integer("output_proj_dims", default=1536)
    head = own // audio.integer("num_attention_heads", default=8)
    steps = [f"audio_tower.feed_forward{number}" for number in (1, 2)]
    layer = [
        *(replicated(f"{step}.ffw_layer_1", 4 * own, own) for step in steps),
        *(replicated(f"{step}.ffw_layer_2", own, 4 * own) for step in steps),
        replicated("audio_tower.attention", 5 * own, own),  # query, key, value, positions, output
        replicated("audio_tower.lconv1d.linear_start", 2 * own, own),
        replicated("audio_tower.lconv1d.linear_end", own, own),
        replicated("audio_tower.lconv1d.depthwise", own, audio.integer("conv_kernel_size", default=5)),
        norm("audio_tower.norms", 9 * own),
        norm("audio_tower.per_dim_scale", head),
    ]
    first, last = channels[0], channels[-1]
    weights = [
        *layered(layer, depth),
        replicated("audio_tower.convolutions", 9 * first, 1 + last),
        norm("audio_tower.convolution_norms", first + last),
        replicated("audio_tower.input_proj_linear", own, last * (AUDIO_BANDS >> 2)),
        replicated("audio_tower.output_proj", out, own, bias=True),
        norm("audio_tower.inv_timescales", own // 2),
        replicated("embed_audio", text_hidden, out),
    ]
    return plain(weights)


AUDIO_BANDS = 128  # that its two convolutions halve twice


EMBEDDED = 8192  # tokens that Embedding Gemma 2 reads at most (models/config.py EmbeddingGemma2ModelConfig)


def read_embedding_gemma2(config: Config, name: str) -> ModelArchitecture:
    """Gemma 4's layers that see both ways, without tables of their own inputs (models/embedding_gemma2.py)."""
    length = min(EMBEDDED, config.integer("max_position_embeddings", default=EMBEDDED, high=1 << 30))
    model = read_gemma4(Config({"max_position_embeddings": length}).over(config), name)
    held = [weight for weight in model.everywhere if weight.name != "embed_tokens_per_layer"]
    out = config.integer("embedding_dim", default=model.hidden_size)
    held.append(replicated("embedding_projection", out, model.hidden_size))
    return replace(model, everywhere=tuple(held), tied=False, layers=without_caches(model.layers))


def self_conditioning(hidden: int, width: int) -> list[Weight]:
    """What a block that is written all at once reads of its last draft (models/diffusion_gemma.py)."""
    return [
        norm("self_conditioning.pre_norm", hidden),
        *(replicated(f"self_conditioning.{part}_proj", width, hidden, quantized=False) for part in ("gate", "up")),
        replicated("self_conditioning.down_proj", hidden, width, quantized=False),
    ]


def read_gemma3n(config: Config, name: str) -> ModelArchitecture:
    """Four parallel streams of hidden states (AltUp), low-rank residuals (Laurel), per-layer embeddings, shared caches."""
    dims = read_dims(config)
    streams, rank = config.integer("altup_num_inputs", default=4, high=64), config.integer("laurel_rank", default=64)
    window = config.integer("sliding_window", default=512)
    shared = config.integer("num_kv_shared_layers", default=0, low=0, high=4096)
    tables, inputs = per_layer_inputs(config, dims)
    around = [
        *(norm(f"norm_{i}", dims.hidden) for i in range(4)),
        replicated("altup.correction_coefs", streams, streams),
        replicated("altup.prediction_coefs", streams * streams, streams),
        replicated("altup.modality_router", streams, dims.hidden),
        norm("altup.router_norm", dims.hidden),
        Weight("altup.correct_output_scale", (dims.hidden,), bytes_each=4),
        column("laurel.linear_left", rank, dims.hidden),
        row("laurel.linear_right", dims.hidden, rank),
        norm("laurel.post_laurel_norm", dims.hidden),
    ]
    kinds: dict[tuple[bool, bool], Layer] = {}
    layers = []
    for index, full in enumerate(layer_types(config, dims, 5)):
        caches = index < dims.layers - shared
        if (full, caches) not in kinds:
            mlp = gated_mlp("mlp", dims.hidden, dims.intermediate)
            window_here = None if full else window
            cache = (
                AttentionCache(dims.kv_heads, dims.head_dim, dims.head_dim, window_here, None, dims.heads)
                if caches
                else None
            )
            own = attention(dims, dims.head_dim, dims.kv_heads, caches)
            kinds[(full, caches)] = Layer((*own, *mlp, *around, *inputs), cache)
        layers.append(kinds[(full, caches)])
    mixing = [
        Weight(f"{place}.{number}", (dims.hidden, dims.hidden), Shard.COLUMN, column("", 1, 1).quantizable)
        for place in ("altup_projections", "altup_unembed_projections")
        for number in range(1, streams)
    ]
    table = rope_bytes(rope_parameters(config, "full_attention"), dims.head_dim, dims.max_position, 2)
    model = assemble(
        config, name, dims, layers, rope_bytes=2 * table, tied=True,
        everywhere=(embedding(dims.vocab, dims.hidden), *tables, *mixing),
    )  # fmt: skip
    return replace(model, first=(), max_position=dims.max_position)


MOBILENET = 294_126_912  # parameters of timm's mobilenetv5_300m_enc, the one vision encoder of Gemma 3n


def gemma3n_towers(config: Config, hidden: int) -> tuple[Weight, ...]:
    """A MobileNet for images, a conformer for sound, and what brings both to the language model
    (models/gemma3n_mm.py)."""
    weights: list[Weight] = []
    vision, audio = config.section("vision_config"), config.section("audio_config")
    if vision.values:
        weights += [Weight("vision_tower.timm_model", (MOBILENET,)), *_gemma3n_embedder("embed_vision", vision, hidden)]
    if audio.values:
        own, bands = audio.integer("hidden_size", default=1536), audio.integer("input_feat_size", default=128)
        channels = audio.integers("sscp_conv_channel_size", low=1) or (128, 32)
        folded = channels[-1] * (bands >> len(channels))
        layer = [
            *(replicated(f"audio_tower.{part}.ffw_layer_1", 4 * own, own, quantized=False) for part in ("start", "end")),
            *(replicated(f"audio_tower.{part}.ffw_layer_2", own, 4 * own, quantized=False) for part in ("start", "end")),
            replicated("audio_tower.attention", 5 * own, own, quantized=False),  # query, key, value, positions, output
            replicated("audio_tower.lconv1d.linear_start", 2 * own, own, quantized=False),
            replicated("audio_tower.lconv1d.linear_end", own, own, quantized=False),
            replicated("audio_tower.lconv1d.depthwise", own, audio.integer("conf_conv_kernel_size", default=5), quantized=False),
            norm("audio_tower.norms", 9 * own),
            Weight("audio_tower.inv_timescales", (own // 2,), bytes_each=4),
        ]  # fmt: skip
        weights += [
            *layered(layer, audio.integer("conf_num_hidden_layers", default=12, high=1024)),
            replicated("audio_tower.input_proj_linear", own, folded, quantized=False),
            replicated("audio_tower.convolutions", 9 * channels[0], 1 + channels[-1], quantized=False),
            *_gemma3n_embedder("embed_audio", audio, hidden),
        ]
    return tuple(weights)


def _gemma3n_embedder(prefix: str, section: Config, hidden: int) -> list[Weight]:
    own = section.integer("hidden_size", default=2048)
    return [
        Weight(f"{prefix}.embedding", (section.integer("vocab_size", default=128), own), Shard.VOCAB),
        norm(f"{prefix}.norms", 2 * own),
        Weight(f"{prefix}.embedding_projection", (hidden, own), Shard.ROW),
    ]
