# SPDX-License-Identifier: Apache-2.0
"""Mistral's own params.json in config.json's words, as vLLM translates it.

Source: vllm/transformers_utils/configs/mistral.py, 0.33.0. Mixtral's experts, which vLLM does not translate, are left as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Values = dict[str, Any]

NAMES = {
    "dim": "hidden_size", "n_layers": "num_hidden_layers", "n_heads": "num_attention_heads",
    "n_kv_heads": "num_key_value_heads", "hidden_dim": "intermediate_size", "norm_eps": "rms_norm_eps",
    "tied_embeddings": "tie_word_embeddings", "activation": "hidden_act",
}  # fmt: skip
ENCODER = {
    "dim": "d_model", "n_layers": "encoder_layers", "hidden_dim": "encoder_ffn_dim", "n_heads": "encoder_attention_heads",
    "max_source_positions": "max_source_positions", "head_dim": "encoder_head_dim", "sliding_window": "sliding_window",
}  # fmt: skip
YARN = {
    "factor": "factor",
    "original_max_position_embeddings": "original_max_position_embeddings",
    "beta": "beta_fast",
    "alpha": "beta_slow",
}
EXPERTS = {
    "route_every_n": "moe_layer_freq", "first_k_dense_replace": "first_k_dense_replace",
    "num_experts_per_tok": "num_experts_per_tok", "num_experts": "n_routed_experts",
    "expert_hidden_dim": "moe_intermediate_size", "num_shared_experts": "n_shared_experts",
}  # fmt: skip
LENGTH = 128_000  # max_position_embeddings where params.json does not say


def is_params(config: Mapping[str, Any]) -> bool:
    """Written in Mistral's words, and of a kind that is translated here."""
    return (
        {"dim", "n_layers", "n_heads"} <= config.keys()
        and not {"architectures", "model_type", "hidden_size"} & config.keys()
        and (not config.get("moe") or _shares(config))
    )


def _shares(params: Mapping[str, Any]) -> bool:
    """Some experts see every token: Mistral Large 3's kind."""
    return bool(_mapping(params.get("moe")).get("num_shared_experts"))


def translated(params: Mapping[str, Any]) -> Values:
    """The config.json that says the same. Values keep what they are: the readers judge them."""
    beside = ("moe", "multimodal", "vision_encoder", "quantization", "yarn")
    text = {NAMES.get(name, name): value for name, value in params.items() if name not in beside}
    text = {"tie_word_embeddings": False, "max_position_embeddings": LENGTH, **text}
    text["architectures"] = ["MistralForCausalLM"]
    if params.get("qk_nope_head_dim") or _shares(params):
        text |= {"architectures": ["MistralLarge3ForCausalLM"], "model_type": "deepseek_v3", **_experts(params, text)}
    text |= _windows(text) | _yarn(_mapping(params.get("yarn")), text.get("rope_theta"))
    formats = _formats(_mapping(params.get("quantization")))
    several = _mapping(params.get("multimodal"))
    speech = _mapping(several.get("whisper_model_args"))
    if heard := _mapping(speech.get("encoder_args")):
        realtime = bool(heard.get("causal"))
        name = "VoxtralRealtimeGeneration" if realtime else "VoxtralForConditionalGeneration"
        return {"architectures": [name], "text_config": text, "audio_config": _audio(speech, heard), **formats}
    if vision := several or _mapping(params.get("vision_encoder")):
        vision = {**vision, **_mapping(vision.get("vision_encoder_args"))}
        name = "PixtralForConditionalGeneration"
        return {"architectures": [name], "text_config": text, "vision_config": vision, **formats}
    return {**text, **formats}


def _mapping(value: Any) -> Values:
    return dict(value) if isinstance(value, Mapping) else {}


def _windows(text: Values) -> Values:
    """A list of windows, one a layer and repeated, becomes layer types and one window."""
    windows, layers = text.get("sliding_window"), text.get("num_hidden_layers")
    if not isinstance(windows, list) or not windows or not isinstance(layers, int) or not 0 < layers <= 1024:
        return {}
    kinds = ["full_attention" if window is None else "sliding_attention" for window in windows[:1024]]
    return {
        "layer_types": kinds * (layers // len(kinds)),
        "sliding_window": next((window for window in windows if window), None),
    }


def _yarn(yarn: Values, theta: Any) -> Values:
    if not yarn:
        return {}
    named = {new: yarn[old] for old, new in YARN.items() if old in yarn}
    return {"rope_parameters": {"rope_type": "yarn", **named, **({} if theta is None else {"rope_theta": theta})}}


def _experts(params: Mapping[str, Any], text: Values) -> Values:
    """Dense models with latent attention have one expert, and no layer that uses it."""
    given = _mapping(params.get("moe"))
    if not given:
        return {"n_routed_experts": 1, "first_k_dense_replace": text.get("num_hidden_layers")}
    return {new: given[old] for old, new in EXPERTS.items() if old in given}


def _formats(given: Values) -> Values:
    if given.get("qformat_weight") == "fp8_e4m3":
        scheme = "dynamic" if given.get("qscheme_act") == "NO_SCALES" else "static"
        return {"quantization_config": {"quant_method": "fp8", "activation_scheme": scheme}}
    return {"quantization_config": given} if given else {}


def _audio(speech: Values, encoder: Values) -> Values:
    sound, joined = _mapping(encoder.get("audio_encoding_args")), _mapping(speech.get("downsample_args"))
    audio = {new: encoder[old] for old, new in ENCODER.items() if encoder.get(old) is not None}
    audio |= {name: sound[name] for name in ("num_mel_bins", "window_size") if name in sound}
    return audio | {name: joined[name] for name in ("downsample_factor",) if name in joined}
