# SPDX-License-Identifier: Apache-2.0
"""Which class a language model has inside another model."""

from __future__ import annotations

# The class that a language model has inside another model, by the model_type of its section.
BY_MODEL_TYPE = {
    "llama": "LlamaForCausalLM", "mistral": "MistralForCausalLM", "ministral3": "Ministral3ForCausalLM",
    "mistral4": "Mistral4ForCausalLM", "mixtral": "MixtralForCausalLM", "qwen2": "Qwen2ForCausalLM",
    "qwen2_moe": "Qwen2MoeForCausalLM", "qwen2_5_omni_text": "Qwen2ForCausalLM", "qwen3": "Qwen3ForCausalLM",
    "qwen3_moe": "Qwen3MoeForCausalLM",
    "qwen3_omni_moe_text": "Qwen3MoeForCausalLM", "qwen3_next": "Qwen3NextForCausalLM", "qwen3_5_text": "Qwen3_5ForCausalLM",
    "qwen3_5_moe_text": "Qwen3_5MoeForCausalLM", "gemma": "GemmaForCausalLM", "gemma2": "Gemma2ForCausalLM",
    "gemma3_text": "Gemma3ForCausalLM", "gemma3n_text": "Gemma3nForCausalLM", "gemma4_text": "Gemma4ForCausalLM",
    "phi3": "Phi3ForCausalLM", "phi4mm": "Phi3ForCausalLM", "gemma4_unified_text": "Gemma4ForCausalLM",
    "internlm2": "InternLM2ForCausalLM", "cohere": "CohereForCausalLM",
    "cohere2": "Cohere2ForCausalLM", "granite": "GraniteForCausalLM", "lfm2": "Lfm2ForCausalLM",
    "lfm2_moe": "Lfm2MoeForCausalLM", "glm4": "Glm4ForCausalLM", "glm4v_text": "Glm4ForCausalLM", "glm_ocr_text": "Glm4ForCausalLM",
    "glm4_moe": "Glm4MoeForCausalLM", "glm4v_moe_text": "Glm4MoeForCausalLM", "deepseek_v2": "DeepseekV2ForCausalLM",
    "deepseek_v3": "DeepseekV3ForCausalLM", "kimi_linear": "KimiLinearForCausalLM", "olmo2": "Olmo2ForCausalLM",
    "olmo3": "Olmo3ForCausalLM", "ernie4_5": "Ernie4_5ForCausalLM", "paddleocr_vl_text": "Ernie4_5ForCausalLM",
    "nemotron_h": "NemotronHForCausalLM", "gpt_oss": "GptOssForCausalLM", "seed_oss": "SeedOssForCausalLM",
    "granite4_vision_text": "GraniteForCausalLM",
    "opt": "OPTForCausalLM", "hyperclovax": "HyperCLOVAXForCausalLM",
    "smollm3": "SmolLM3ForCausalLM", "exaone4": "Exaone4ForCausalLM", "dots_ocr": "Qwen2ForCausalLM",
}  # fmt: skip


COSMOS3_EDGE = "Cosmos3EdgeForCausalLM"  # within Cosmos3EdgeForConditionalGeneration alone

# Classes that build one class within, whatever the config says.
_AROUND = {
    "Qwen2ForCausalLM": (
        "AudioFlamingo3ForConditionalGeneration", "BagelForConditionalGeneration", "MoonshotKimiaForCausalLM",
        "FireRedASR2ForConditionalGeneration", "VibeVoiceAsrForConditionalGeneration",
    ),
    "Qwen3ForCausalLM": (
        "FunASRForConditionalGeneration", "MossAudioModel", "MossTranscribeDiarizeForConditionalGeneration",
        "Qwen3ASRForConditionalGeneration", "Qwen3ASRRealtimeGeneration",
    ),
    "LlamaForCausalLM": ("GlmAsrForConditionalGeneration",),
    "LlamaBidirectionalModel": ("LlamaNemotronVLModel",),
    "Phi3ForCausalLM": ("Phi4ForCausalLMV",),
    "PanguEmbeddedForCausalLM": ("OpenPanguVLForConditionalGeneration",),
    "HunYuanDenseV1ForCausalLM": ("HunYuanVLForConditionalGeneration",),
    COSMOS3_EDGE: ("Cosmos3EdgeForConditionalGeneration",),
}  # fmt: skip
WITHIN = {name: inner for inner, names in _AROUND.items() for name in names}
