# SPDX-License-Identifier: Apache-2.0
"""MiniCPM-V 2.5 to 4.5 and MiniCPM-o: SigLIP and a resampler before a language model that the version chooses.

Source: vllm/model_executor/models/minicpmv.py, minicpmo.py and layers/resampler.py, 0.33.0.
"""

from __future__ import annotations

from rigwise.core.models.architecture import ModelArchitecture, Weight
from rigwise.core.models.families.decoder import Traits, read_decoder
from rigwise.core.models.families.encoders import siglip
from rigwise.core.models.families.omni import whisper_encoder
from rigwise.core.models.families.pieces import norm, replicated
from rigwise.core.models.families.towers import plain, with_tower
from rigwise.core.models.reader import Config
from rigwise.core.words import phrase

# The language model of each version; without a number 2.5 (minicpmv.py MiniCPMV.__new__).
LANGUAGE = {
    "2.5": Traits(),
    "2.6": Traits(qkv_bias=True, o_bias=False),
    "4.0": Traits(),
    "4.5": Traits(qk_norm="head"),
}
GRID = 70 * 70  # positions that the resampler keeps (Resampler2_5 max_size)
MOMENTS = 36000  # moments of a video that 4.5's keeps (Resampler4_5 max_temporal_size)


def read_minicpm_v(config: Config, name: str) -> ModelArchitecture:
    version = _version(config)
    model = read_decoder(config, LANGUAGE.get(version, Traits()), name)
    known = version in LANGUAGE
    note = phrase("models", "its encoders for images or sound are counted by their dimensions alone")
    return with_tower(model, _tower(config, model.hidden_size, version), *(() if known else (note,)))


def _version(config: Config) -> str:
    """As "4.5", whether the config says 4.5, "4.5" or 4."""
    given = config.values.get("version")
    if given is None:
        return "2.6" if "audio_config" in config else "2.5"
    parts = str(given).split(".")
    return ".".join((*parts, "0")[:2])


def _tower(config: Config, hidden: int, version: str) -> tuple[Weight, ...]:
    vision = config.section("vision_config")
    own = vision.integer("hidden_size")
    cut = 1 if config.flag("drop_vision_last_layer", default=True) else 0
    weights = [
        *siglip(vision, depth=max(1, vision.integer("num_hidden_layers", high=1024) - cut)),
        replicated("resampler.query", config.integer("query_num", default=64), hidden),
        *([replicated("resampler.kv_proj", hidden, own)] if own != hidden else []),
        replicated("resampler.attn.in_proj", 3 * hidden, hidden, bias=True),
        replicated("resampler.attn.out_proj", hidden, hidden, bias=True),
        norm("resampler.norms", 3 * hidden, bias=True),
        replicated("resampler.proj", hidden, hidden),
        replicated("resampler.pos_embed", GRID, hidden),
    ]
    if version == "4.5":
        weights.append(replicated("resampler.temporal_pos_embed", MOMENTS, hidden))
    if "audio_config" in config:
        audio = config.section("audio_config")
        weights += [
            *whisper_encoder(audio, prefix="apm"),
            replicated("audio_projection_layer.linear1", hidden, audio.integer("encoder_ffn_dim") // 4, bias=True),
            replicated("audio_projection_layer.linear2", hidden, hidden, bias=True),
        ]
    return plain(weights)
