# SPDX-License-Identifier: Apache-2.0
"""Encoders of speech before a language model: Voxtral's Whisper, Granite Speech's conformer and query transformer.

Source: vllm/model_executor/models/voxtral.py, granite_speech.py and blip2.py, 0.33.0.
"""

from __future__ import annotations

from dataclasses import replace

from rigwise.core.models.architecture import Weight
from rigwise.core.models.families.pieces import column, norm, replicated, row
from rigwise.core.models.families.towers import encoder_layers, layered, plain
from rigwise.core.models.reader import Config


def voxtral(config: Config, hidden: int) -> tuple[Weight, ...]:
    """Whisper's encoder as vLLM builds it, sharded; an adapter over four frames that every rank holds whole."""
    audio = config.section("audio_config")
    own, wide = audio.integer("d_model", "hidden_size"), audio.integer("encoder_ffn_dim", "intermediate_size")
    # transformers' config does not say how many frames are joined: its projector takes as many as fill the MLP's width
    joined = audio.integer("downsample_factor", default=max(1, wide // own), high=1024)
    weights = [
        *sharded_whisper(audio, positions_bytes=4),
        mel_filters(audio),
        replicated("audio_language_adapter.w_in", hidden, own * joined),
        replicated("audio_language_adapter.w_out", hidden, hidden),
    ]
    return plain(weights)


def mel_filters(audio: Config) -> Weight:
    mels, frame = audio.integer("num_mel_bins", default=128), audio.integer("window_size", default=400)
    return replicated("whisper_encoder.mel_filters", 1 + frame // 2, mels, bytes_each=4)


def sharded_whisper(audio: Config, positions_bytes: int | None = None) -> list[Weight]:
    """Whisper's encoder as vLLM builds it: its layers are cut into pipeline stages like a decoder's."""
    own, wide = audio.integer("d_model", "hidden_size"), audio.integer("encoder_ffn_dim", "intermediate_size")
    rows = audio.integer("max_source_positions", default=1500)
    depth = audio.integer("encoder_layers", "num_hidden_layers", high=1024)
    return [
        replicated("whisper_encoder.conv1", own, 3 * audio.integer("num_mel_bins", default=128), bias=True),
        replicated("whisper_encoder.conv2", own, 3 * own, bias=True),
        replicated("whisper_encoder.positions", rows, own, bytes_each=positions_bytes),
        *(replace(weight, staged=True) for weight in encoder_layers("whisper_encoder.layers", own, wide, depth)),
        norm("whisper_encoder.layer_norm", own, bias=True),
    ]


def moss_transcribe(config: Config, hidden: int) -> tuple[Weight, ...]:
    """MOSS Transcribe Diarize: Whisper's encoder, and an adaptor over frames side by side."""
    weights = [
        *sharded_whisper(config.section("audio_config")),
        replicated("vq_adaptor.0", hidden, config.integer("adaptor_input_dim", default=4096), bias=True),
        replicated("vq_adaptor.2", hidden, hidden, bias=True),
        norm("vq_adaptor.3", hidden, bias=True),
    ]
    return plain(weights)


def granite_speech(config: Config, hidden: int) -> tuple[Weight, ...]:
    """A conformer whose MLPs alone are sharded, and a query transformer that makes few tokens of a window."""
    audio, queries = config.section("encoder_config"), config.section("projector_config")
    own, out = audio.integer("hidden_dim", "hidden_size", default=1024), audio.integer("output_dim", default=42)
    inner = audio.integer("dim_head", default=128) * audio.integer("num_heads", default=8)
    wide = own * audio.integer("feedforward_mult", default=4, high=1024)
    conv = own * audio.integer("conv_expansion_factor", default=2, high=1024)
    layer = [
        *(norm(f"encoder.norm{i}", own, bias=True) for i in range(5)),  # two MLPs, attention, convolution, the end
        column("encoder.ff.up_proj", 2 * wide, own, True),  # of both MLPs
        row("encoder.ff1.down_proj", own, wide, True),
        row("encoder.ff2.down_proj", own, wide, True),
        replicated("encoder.attn.to_qkv", 3 * inner, own),
        replicated("encoder.attn.to_out", own, inner, bias=True),
        replicated(
            "encoder.attn.rel_pos_emb",
            2 * audio.integer("max_pos_emb", default=512) + 1,
            audio.integer("dim_head", default=128),
        ),
        replicated("encoder.conv.up_conv", 2 * conv, own, bias=True),
        replicated("encoder.conv.depth_conv", conv, audio.integer("conv_kernel_size", default=15)),
        norm("encoder.conv.batch_norm", 2 * conv, bias=True),  # and its running mean and variance
        replicated("encoder.conv.down_conv", own, conv, bias=True),
    ]
    weights = [
        replicated("encoder.input_linear", own, audio.integer("input_dim", default=160), bias=True),
        *layered(layer, audio.integer("num_layers", "num_hidden_layers", default=10, high=1024)),
        column("encoder.out", out, own, True),
        row("encoder.out_mid", own, out, True),
        *query_transformer(queries),
        replicated(
            "projector.query",
            max(1, config.integer("window_size", default=15) // config.integer("downsample_rate", default=5)),
            queries.integer("hidden_size", default=768),
        ),
        replicated("projector.linear", hidden, queries.integer("hidden_size", default=768), bias=True),
    ]
    return plain(weights)


def query_transformer(config: Config) -> list[Weight]:
    """BLIP-2's, whole on every rank: every layer attends to itself, every n-th to the encoder as well."""
    own, wide = config.integer("hidden_size", default=768), config.integer("intermediate_size", default=3072)
    seen, depth = (
        config.integer("encoder_hidden_size", default=1408),
        config.integer("num_hidden_layers", default=12, high=1024),
    )
    often = config.integer("cross_attention_frequency", default=2, high=1024)
    layer = [
        replicated("projector.attention.qkv", 3 * own, own, bias=True),
        replicated("projector.attention.dense", own, own, bias=True),
        norm("projector.norms", 2 * own, bias=True),
        replicated("projector.intermediate_query", wide, own, bias=True),
        replicated("projector.output_query", own, wide, bias=True),
    ]
    across = [
        replicated("projector.crossattention.query", own, own, bias=True),
        replicated("projector.crossattention.kv", 2 * own, seen, bias=True),
        replicated("projector.crossattention.dense", own, own, bias=True),
        norm("projector.crossattention.norm", own, bias=True),
    ]
    return [norm("projector.layernorm", own, bias=True), *layered(layer, depth), *layered(across, -(-depth // often))]


def glm_asr(config: Config, hidden: int) -> tuple[Weight, ...]:
    """GLM-ASR: Whisper's convolutions before sharded layers that rotate, a projector over frames side by side."""
    audio = config.section("audio_config")
    own, wide = audio.integer("hidden_size", default=1280), audio.integer("intermediate_size", default=5120)
    depth = audio.integer("num_hidden_layers", default=32, high=1024)
    weights = [
        replicated("audio_tower.conv1", own, 3 * audio.integer("num_mel_bins", default=128), bias=True),
        replicated("audio_tower.conv2", own, 3 * own, bias=True),
        *encoder_layers("audio_tower.layers", own, wide, depth),
        norm("audio_tower.norm", own, bias=True),
        column("multi_modal_projector.linear_1", 2 * hidden, wide, True),
        row("multi_modal_projector.linear_2", hidden, 2 * hidden, True),
    ]
    return plain(weights)
