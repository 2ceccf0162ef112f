# SPDX-License-Identifier: Apache-2.0
"""Encoders of sound that transformers builds, alone or beside a tower: Qwen2-Audio, Qwen's omni models and ASR, Audio Flamingo,
Phi-4-multimodal.

Sources: vllm/model_executor/models/ (qwen2_audio.py, qwen2_5_omni_thinker.py, qwen3_omni_moe_thinker.py, qwen3_asr.py,
audioflamingo3.py, phi4mm.py, phi4mm_audio.py), 0.33.0.
"""

from __future__ import annotations

from rigwise.core.models.architecture import Weight
from rigwise.core.models.families.encoders import Tower, siglip
from rigwise.core.models.families.pieces import norm, replicated
from rigwise.core.models.families.towers import encoder_layers, layered, plain, qwen2_vl_tower, qwen3_vl_tower
from rigwise.core.models.reader import Config


def whisper_encoder(audio: Config, prefix: str = "audio_tower", positions: bool = True) -> list[Weight]:
    """Whisper's encoder as transformers builds it: whole on every rank; keys have no bias."""
    own, wide = audio.integer("d_model", "hidden_size"), audio.integer("encoder_ffn_dim", "intermediate_size")
    depth = audio.integer("encoder_layers", "num_hidden_layers", high=1024)
    layer = [
        *(replicated(f"{prefix}.{part}_proj", own, own, bias=part != "k") for part in ("q", "k", "v", "out")),
        norm(f"{prefix}.self_attn_layer_norm", own, bias=True),
        replicated(f"{prefix}.fc1", wide, own, bias=True),
        replicated(f"{prefix}.fc2", own, wide, bias=True),
        norm(f"{prefix}.final_layer_norm", own, bias=True),
    ]
    rows = audio.integer("max_source_positions", default=1500)
    return [
        replicated(f"{prefix}.conv1", own, 3 * audio.integer("num_mel_bins", default=128), bias=True),
        replicated(f"{prefix}.conv2", own, 3 * own, bias=True),
        replicated(f"{prefix}.positions", rows, own, bytes_each=None if positions else 4),
        *layered(layer, depth),
        norm(f"{prefix}.layer_norm", own, bias=True),
    ]


def qwen2_audio(config: Config, hidden: int) -> tuple[Weight, ...]:
    audio = config.section("audio_config")
    projector = replicated("multi_modal_projector", hidden, audio.integer("d_model"), bias=True)
    return plain([*whisper_encoder(audio), projector])


def audio_flamingo3(config: Config, hidden: int) -> tuple[Weight, ...]:
    audio, bias = config.section("audio_config"), config.flag("projector_bias", default=True)
    projector = [
        replicated("multi_modal_projector.linear_1", hidden, audio.integer("d_model", "hidden_size"), bias),
        replicated("multi_modal_projector.linear_2", hidden, hidden, bias),
    ]
    return plain([*whisper_encoder(audio), *projector])


def qwen2_5_omni(config: Config, hidden: int) -> tuple[Weight, ...]:
    """The thinker alone: vLLM serves text, not speech."""
    audio = config.section("audio_config")
    out = audio.integer("output_dim", default=hidden)
    tower = [
        *whisper_encoder(audio, positions=False),
        replicated("audio_tower.audio_bos_eos_token", 2, out),
        replicated("audio_tower.proj", out, audio.integer("d_model"), bias=True),
    ]
    return (*plain(tower), *qwen2_vl_tower(config.section("vision_config"), hidden))


def qwen3_audio(config: Config, hidden: int) -> tuple[Weight, ...]:
    """Qwen3-Omni's and Qwen3-ASR's encoder of sound, behind three convolutions that fold mel bands."""
    audio = config.section("audio_config")
    own, wide = audio.integer("d_model"), audio.integer("encoder_ffn_dim")
    folded, bands = audio.integer("downsample_hidden_size", default=480), audio.integer("num_mel_bins", default=128)
    for _ in range(3):
        bands = (bands + 1) // 2
    tower = [
        replicated("audio_tower.conv2d1", folded, 9, bias=True),
        replicated("audio_tower.conv2d2", folded, 9 * folded, bias=True),
        replicated("audio_tower.conv2d3", folded, 9 * folded, bias=True),
        replicated("audio_tower.conv_out", own, folded * bands),
        replicated("audio_tower.positions", audio.integer("max_source_positions", default=1500), own, bytes_each=4),
        *encoder_layers("audio_tower.layers", own, wide, audio.integer("encoder_layers", high=1024)),
        norm("audio_tower.ln_post", own, bias=True),
        replicated("audio_tower.proj1", own, own, bias=True),
        replicated("audio_tower.proj2", audio.integer("output_dim", default=hidden), own, bias=True),
    ]
    return plain(tower)


def qwen3_omni(config: Config, hidden: int) -> tuple[Weight, ...]:
    """The thinker alone: vLLM serves text, not speech."""
    return (*qwen3_audio(config, hidden), *qwen3_vl_tower(config.section("vision_config")))


def phi4_mm(config: Config, hidden: int) -> tuple[Weight, ...]:
    """Phi-4-multimodal: SigLIP without its last layer at 448 pixels, and a conformer of sound that every rank holds whole
    (models/phi4mm.py has the vision config, phi4mm_audio.py the layers)."""
    vision = Config(
        {"hidden_size": 1152, "intermediate_size": 4304, "num_hidden_layers": 26, "image_size": 448, "patch_size": 14}
    )
    audio = config.section("audio_processor").section("config")
    own, wide = audio.integer("attention_dim", default=1024), audio.integer("linear_units", default=1536)
    conv = audio.section("nemo_conv_settings").integer("conv_channels", default=own)
    mels, kernel = audio.integer("input_size", default=80), audio.integer("kernel_size", default=3)
    feed = [
        norm("audio.feed_forward.norm", 2 * own, bias=True),
        replicated("audio.feed_forward.up", 4 * wide, own, bias=True),
        replicated("audio.feed_forward.down", 2 * own, wide, bias=True),
    ]
    layer = [
        *feed,
        *(replicated(f"audio.self_attn.{part}", own, own, bias=True) for part in ("q", "k", "v", "out")),
        norm("audio.norms", 3 * own, bias=True),
        norm("audio.conv.glu", own, bias=True),
        replicated("audio.conv.ext_pw_conv", 2 * own, own, bias=True),
        replicated("audio.conv.pw_conv", 2 * own, own, bias=True),
        replicated("audio.conv.dw_conv", own, kernel, bias=True),
    ]
    weights = [
        *siglip(vision, last_norm=False),
        norm("vision.separators", 2304),
        replicated("vision.img_projection.0", hidden, 1152, bias=True),
        replicated("vision.img_projection.2", hidden, hidden, bias=True),
        replicated("audio.embed.out", own, conv * mels // 8, bias=True),
        replicated("audio.embed.convs", 2 * conv, conv, bias=True),
        *layered(layer, audio.integer("num_blocks", default=24, high=1024)),
        *(replicated(f"audio.projection.{kind}.0", hidden, own, bias=True) for kind in ("speech", "vision")),
        *(replicated(f"audio.projection.{kind}.2", hidden, hidden, bias=True) for kind in ("speech", "vision")),
    ]
    return plain(weights)


OMNI: dict[str, Tower] = {
    "Qwen2AudioForConditionalGeneration": qwen2_audio,
    "AudioFlamingo3ForConditionalGeneration": audio_flamingo3,
    "Qwen3OmniMoeForConditionalGeneration": qwen3_omni,
    "Qwen3ASRForConditionalGeneration": qwen3_audio,
    "Qwen3ASRRealtimeGeneration": qwen3_audio,
    "Phi4MMForCausalLM": phi4_mm,
    "Qwen2_5OmniModel": qwen2_5_omni,
    "Qwen2_5OmniForConditionalGeneration": qwen2_5_omni,
}
