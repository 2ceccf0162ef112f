# SPDX-License-Identifier: Apache-2.0
"""Which reader understands which architecture class (config.json's architectures[0])."""

from __future__ import annotations

from collections.abc import Callable

from rigwise.core.models.architecture import ModelArchitecture
from rigwise.core.models.families import multimodal
from rigwise.core.models.families.decoder import Traits, read_decoder
from rigwise.core.models.families.deepseek_v4 import read_deepseek_v4
from rigwise.core.models.families.gemma import read_gemma3, read_gemma3n, read_gemma4
from rigwise.core.models.families.hybrid import read_nemotron_h, read_qwen_hybrid
from rigwise.core.models.families.mixed import read_laguna, read_mimo_v2
from rigwise.core.models.families.mla import read_minicpm3, read_mla
from rigwise.core.models.reader import Config

Reader = Callable[[Config, str], ModelArchitecture]

LLAMA = Traits()
TRAITS: dict[str, Traits] = {
    "LlamaForCausalLM": LLAMA,
    "LlamaModel": LLAMA,
    "LlamaForSequenceClassification": Traits(head=False),
    "MistralForCausalLM": Traits(windows="all"),
    "MistralModel": Traits(windows="all"),
    "Ministral3ForCausalLM": Traits(),
    "YiForCausalLM": LLAMA,
    "AquilaForCausalLM": LLAMA,
    "InternLMForCausalLM": LLAMA,
    "InternLM2ForCausalLM": Traits(),
    "InternLM3ForCausalLM": LLAMA,
    "XverseForCausalLM": LLAMA,
    "OrionForCausalLM": Traits(norm_bias=True),
    "BaichuanForCausalLM": LLAMA,
    "GraniteForCausalLM": Traits(tied=True),
    "SeedOssForCausalLM": Traits(qkv_bias=True, o_bias=False),
    "ArceeForCausalLM": Traits(plain_mlp=("up_proj", "down_proj")),
    "SmolLM3ForCausalLM": Traits(tied=True),
    "ApertusForCausalLM": Traits(qk_norm="head", plain_mlp=("up_proj", "down_proj")),
    "Qwen2ForCausalLM": Traits(qkv_bias=True, o_bias=False),
    "Qwen2Model": Traits(qkv_bias=True, o_bias=False),
    "Qwen2ForRewardModel": Traits(qkv_bias=True, o_bias=False, head=False),
    "Qwen2ForSequenceClassification": Traits(qkv_bias=True, o_bias=False, head=False),
    "Qwen3ForCausalLM": Traits(qk_norm="head"),
    "Qwen3Model": Traits(qk_norm="head"),
    "MiMoForCausalLM": Traits(qkv_bias=True, o_bias=False),
    "Phi3ForCausalLM": Traits(windows="all"),
    "GemmaForCausalLM": Traits(tied=True),
    "Gemma2ForCausalLM": Traits(tied=True, norms=4, pattern=2),
    "Gemma3ForCausalLM": Traits(tied=True, norms=4, qk_norm="head", pattern=6),
    "CohereForCausalLM": Traits(tied=True, norms=1, qk_norm="config"),
    "Cohere2ForCausalLM": Traits(tied=True, norms=1, pattern=4),
    "OlmoForCausalLM": Traits(norms=0, final_norm=False),
    "Olmo2ForCausalLM": Traits(qk_norm="full", rope=False),
    "Olmo3ForCausalLM": Traits(qk_norm="full", rope=False, pattern=4),
    "ExaoneForCausalLM": LLAMA,
    "Exaone4ForCausalLM": Traits(qk_norm="head", pattern=4),
    "GlmForCausalLM": Traits(qkv_bias=True, o_bias=False),
    "Glm4ForCausalLM": Traits(norms=4, o_bias=False),
    "ChatGLMModel": Traits(qkv_bias=True, o_bias=False, mlp_bias=False, everywhere=True),
    "ChatGLMForConditionalGeneration": Traits(qkv_bias=True, o_bias=False, mlp_bias=False, everywhere=True),
    "StableLmForCausalLM": Traits(o_bias=False, norm_bias=True),
    "Starcoder2ForCausalLM": Traits(norm_bias=True, tied=True, plain_mlp=("c_fc", "c_proj"), windows="all"),
    "QWenLMHeadModel": Traits(qkv_bias=True, o_bias=False),
    "MiniCPMForCausalLM": Traits(tied=True),
    "OPTForCausalLM": Traits(
        qkv_bias=True, o_bias=True, mlp_bias=True, norm_bias=True, tied=True, plain_mlp=("fc1", "fc2"), rope=False,
        learned_positions=2,
    ),
    "GPT2LMHeadModel": Traits(
        qkv_bias=True, o_bias=True, mlp_bias=True, norm_bias=True, tied=True, plain_mlp=("c_fc", "c_proj"), rope=False,
        learned_positions=0,
    ),
    "MixtralForCausalLM": Traits(windows="all"),
    "Qwen2MoeForCausalLM": Traits(qkv_bias=True, o_bias=False, everywhere=True),
    "Qwen3MoeForCausalLM": Traits(qk_norm="head", everywhere=True),
    "MiniMaxM2ForCausalLM": Traits(qk_norm="full"),
    "PhiMoEForCausalLM": Traits(norm_bias=True, windows="all", everywhere=True),
    "GptOssForCausalLM": Traits(sinks=True, pattern=2, qkv_bias=True, o_bias=True, everywhere=True),
    "OlmoeForCausalLM": Traits(qk_norm="full"),
    "Glm4MoeForCausalLM": Traits(qk_norm="config", o_bias=False),
    "Ernie4_5ForCausalLM": Traits(tied=True),
    "Ernie4_5_MoeForCausalLM": Traits(),
    "DeepseekForCausalLM": LLAMA,
    "Dots1ForCausalLM": Traits(qk_norm="head"),
    "GraniteMoeForCausalLM": Traits(tied=True),
    "HunYuanDenseV1ForCausalLM": Traits(qk_norm="config", tied=True),
    "HunYuanMoEV1ForCausalLM": Traits(qk_norm="config", tied=True),
}  # fmt: skip

MLA = (
    "DeepseekV2ForCausalLM",
    "DeepseekV3ForCausalLM",
    "DeepseekV32ForCausalLM",
    "KimiK2ForCausalLM",
    "GlmMoeDsaForCausalLM",
    "Glm4MoeLiteForCausalLM",
)


OTHERS: dict[str, Reader] = {
    "Qwen3NextForCausalLM": read_qwen_hybrid,
    "Qwen3_5ForCausalLM": read_qwen_hybrid,
    "Qwen3_5MoeForCausalLM": read_qwen_hybrid,
    "Qwen3_5ForConditionalGeneration": multimodal.read_qwen3_5,
    "Qwen3_5MoeForConditionalGeneration": multimodal.read_qwen3_5,
    "Qwen2VLForConditionalGeneration": multimodal.read_qwen2_vl,
    "Qwen2_5_VLForConditionalGeneration": multimodal.read_qwen2_vl,
    "Phi3VForCausalLM": multimodal.read_phi3_vision,
    "Qwen3VLForConditionalGeneration": multimodal.read_qwen3_vl,
    "Qwen3VLMoeForConditionalGeneration": multimodal.read_qwen3_vl,
    "NemotronHForCausalLM": read_nemotron_h,
    "Gemma3ForConditionalGeneration": read_gemma3,
    "Gemma3ForCausalLM": read_gemma3,
    "Gemma3TextModel": read_gemma3,
    "Gemma3nForCausalLM": read_gemma3n,
    "Gemma4ForConditionalGeneration": read_gemma4,
    "Gemma4ForCausalLM": read_gemma4,
    "Mistral3ForConditionalGeneration": multimodal.read_mistral3,
    "LlavaForConditionalGeneration": multimodal.read_llava,
    "Llama4ForConditionalGeneration": multimodal.read_llama4,
    "KimiK25ForConditionalGeneration": multimodal.read_kimi_k25,
    "MuseGlimmerForConditionalGeneration": multimodal.read_muse,
    "MiniCPM3ForCausalLM": read_minicpm3,
    "DeepseekV4ForCausalLM": read_deepseek_v4,
    "LagunaForCausalLM": read_laguna,
    "MiMoV2FlashForCausalLM": read_mimo_v2,
}


def _readers() -> dict[str, Reader]:
    def ordinary(traits: Traits) -> Reader:
        return lambda config, name: read_decoder(config, traits, name)

    return {name: ordinary(traits) for name, traits in TRAITS.items()} | dict.fromkeys(MLA, read_mla) | OTHERS


READERS = _readers()


def reader_of(name: str) -> tuple[Reader, tuple[str, ...]]:
    """The reader for an architecture class; an unknown one is read like Llama and marked approximate."""
    if name in READERS:
        return READERS[name], ()
    note = f"the architecture {name or 'of this model'} is not known; read like an ordinary decoder"
    return (lambda config, given: read_decoder(config, LLAMA, given)), (note,)
