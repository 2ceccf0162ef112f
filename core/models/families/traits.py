# SPDX-License-Identifier: Apache-2.0
"""Decoders that differ from Llama in data alone, and which classes take no pipeline stages.

Source: vllm/model_executor/models/*.py and registry.py, 0.33.0.
"""

from __future__ import annotations

from rigwise.core.models.families.decoder import Traits

LLAMA = Traits()
GENERAL = Traits(rope=False)  # what vLLM has no class for runs on transformers' own, which keep no rotary tables
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
    "InternLM2ForCausalLM": Traits(everywhere=True),
    "InternLM3ForCausalLM": LLAMA,
    "XverseForCausalLM": LLAMA,
    "OrionForCausalLM": Traits(norm_bias=True, everywhere=True),
    "BaichuanForCausalLM": LLAMA,
    "GraniteSWAForCausalLM": Traits(tied=True),
    "GraniteForCausalLM": Traits(tied=True),
    "PanguEmbeddedForCausalLM": LLAMA,
    "SolarForCausalLM": LLAMA,
    "LLaMAForCausalLM": LLAMA,
    "IQuestCoderForCausalLM": LLAMA,
    "TeleChat3ForCausalLM": LLAMA,
    "HyperCLOVAXForCausalLM": LLAMA,
    "NanbeigeForCausalLM": GENERAL,
    "VaultGemmaForCausalLM": GENERAL,
    "CwmForCausalLM": GENERAL,
    "MellumForCausalLM": Traits(qk_norm="head", rope=False),
    "Jais2ForCausalLM": Traits(norm_bias=True, plain_mlp=("up_proj", "down_proj"), rope=False),
    "SeedOssForCausalLM": Traits(qkv_bias=True, o_bias=False, rope=False),
    "ArceeForCausalLM": Traits(plain_mlp=("up_proj", "down_proj"), rope=False),
    "SmolLM3ForCausalLM": Traits(tied=True, rope=False),
    "ApertusForCausalLM": Traits(qk_norm="head", plain_mlp=("up_proj", "down_proj")),
    "Qwen2ForCausalLM": Traits(qkv_bias=True, o_bias=False),
    "Qwen2Model": Traits(qkv_bias=True, o_bias=False),
    "Qwen2ForRewardModel": Traits(qkv_bias=True, o_bias=False, head=False),
    "Qwen2ForSequenceClassification": Traits(qkv_bias=True, o_bias=False, head=False),
    "Qwen3ForCausalLM": Traits(qk_norm="head"),
    "Qwen3Model": Traits(qk_norm="head"),
    "MiMoForCausalLM": Traits(qkv_bias=True, o_bias=False),
    "Phi3ForCausalLM": Traits(windows="all"),
    "GemmaForCausalLM": Traits(tied=True, everywhere=True),
    "Gemma2ForCausalLM": Traits(tied=True, norms=4, pattern=2, everywhere=True),
    "Gemma3ForCausalLM": Traits(tied=True, norms=4, qk_norm="head", pattern=6),
    "CohereForCausalLM": Traits(tied=True, norms=1, qk_norm="config", everywhere=True),
    "Cohere2ForCausalLM": Traits(tied=True, norms=1, pattern=4, everywhere=True),
    "OlmoForCausalLM": Traits(norms=0, final_norm=False, rope=False),
    "Olmo2ForCausalLM": Traits(qk_norm="full", rope=False),
    "Olmo3ForCausalLM": Traits(qk_norm="full", rope=False, pattern=4),
    "ExaoneForCausalLM": LLAMA,
    "Exaone4ForCausalLM": Traits(qk_norm="head", pattern=4),
    "GlmForCausalLM": Traits(qkv_bias=True, o_bias=False, rope=False),
    "Glm4ForCausalLM": Traits(norms=4, o_bias=False, rotary=0.5),
    "ChatGLMModel": Traits(qkv_bias=True, o_bias=False, mlp_bias=False, everywhere=True),
    "ChatGLMForConditionalGeneration": Traits(qkv_bias=True, o_bias=False, mlp_bias=False, everywhere=True),
    "StableLmForCausalLM": Traits(o_bias=False, norm_bias=True, everywhere=True),
    "Starcoder2ForCausalLM": Traits(
        norm_bias=True, tied=True, plain_mlp=("c_fc", "c_proj"), windows="all", rope=False
    ),
    "QWenLMHeadModel": Traits(qkv_bias=True, o_bias=False),
    "MiniCPMForCausalLM": Traits(tied=True, everywhere=True),
    "GPT2LMHeadModel": Traits(
        qkv_bias=True, o_bias=True, mlp_bias=True, norm_bias=True, tied=True, plain_mlp=("c_fc", "c_proj"), rope=False,
        learned_positions=0, everywhere=True,
    ),
    "PhiForCausalLM": Traits(
        qkv_bias=True, o_bias=True, mlp_bias=True, norm_bias=True, norms=1, plain_mlp=("fc1", "fc2"), rope=False,
    ),
    "GPTNeoXForCausalLM": Traits(
        qkv_bias=True, o_bias=True, mlp_bias=True, norm_bias=True, rope=False,
        plain_mlp=("dense_h_to_4h", "dense_4h_to_h"),
    ),
    "GPTJForCausalLM": Traits(
        qkv_bias=False, o_bias=False, mlp_bias=True, norm_bias=True, norms=1, plain_mlp=("fc_in", "fc_out"),
        head_bias=True, everywhere=True,
    ),
    "NemotronForCausalLM": Traits(norm_bias=True, plain_mlp=("up_proj", "down_proj")),
    "MixtralForCausalLM": Traits(windows="all", everywhere=True),
    "Qwen2MoeForCausalLM": Traits(qkv_bias=True, o_bias=False, everywhere=True),
    "Qwen3MoeForCausalLM": Traits(qk_norm="head", everywhere=True),
    "MiniMaxM2ForCausalLM": Traits(qk_norm="full"),
    "PhiMoEForCausalLM": Traits(norm_bias=True, windows="all", everywhere=True),
    "GptOssForCausalLM": Traits(sinks=True, pattern=2, qkv_bias=True, o_bias=True, everywhere=True),
    "BailingMoeForCausalLM": Traits(qk_norm="config"),
    "BailingMoeV2ForCausalLM": Traits(qk_norm="config"),
    "ExaoneMoeForCausalLM": Traits(qk_norm="head"),
    "ExaoneMoEForCausalLM": Traits(qk_norm="head"),
    "SolarOpenForCausalLM": GENERAL,
    "FlexOlmoForCausalLM": GENERAL,
    "HYV3ForCausalLM": Traits(qk_norm="head", everywhere=True),
    "AfmoeForCausalLM": Traits(qk_norm="head", norms=4, output_gate=True),
    "OlmoeForCausalLM": Traits(qk_norm="full", everywhere=True),
    "Glm4MoeForCausalLM": Traits(qk_norm="config", o_bias=False, rotary=0.5),
    "Ernie4_5ForCausalLM": Traits(tied=True),
    "Ernie4_5_MoeForCausalLM": Traits(),
    "DeepseekForCausalLM": LLAMA,
    "Dots1ForCausalLM": Traits(qk_norm="head"),
    "GraniteMoeForCausalLM": Traits(tied=True, everywhere=True),
    "GraniteMoeSharedForCausalLM": Traits(tied=True, everywhere=True),
    "GraniteMoeSWAForCausalLM": Traits(tied=True, everywhere=True),
    "TeleFLMForCausalLM": LLAMA,
    "SarvamMoEForCausalLM": Traits(qk_norm="config"),
    "Param2MoEForCausalLM": Traits(qk_norm="config"),
    "Plamo3ForCausalLM": Traits(qk_norm="head", norms=4, everywhere=True),
    "Rnj1ForCausalLM": Traits(qk_norm="head", norms=4, tied=True),
    "Step1ForCausalLM": Traits(rope=False),
    "Kolibri1ForCausalLM": GENERAL,
    "Cohere2MoeForCausalLM": GENERAL,
    "FlintForCausalLM": Traits(qk_norm="head", sinks=True, everywhere=True),
    "NanoChatForCausalLM": Traits(norms=0, final_norm=False, plain_mlp=("fc1", "fc2"), rope=False),
}  # fmt: skip

MLA = (
    "DeepseekV2ForCausalLM",
    "DeepseekV3ForCausalLM",
    "DeepseekV32ForCausalLM",
    "KimiK2ForCausalLM",
    "GlmMoeDsaForCausalLM",
    "Glm4MoeLiteForCausalLM",
    "MistralLarge3ForCausalLM",
    "AXK1ForCausalLM",
    "PanguUltraMoEForCausalLM",
)


BERT = (
    "BertModel", "BertForSequenceClassification", "RobertaModel", "RobertaForMaskedLM", "RobertaForSequenceClassification",
    "XLMRobertaModel", "XLMRobertaForSequenceClassification", "BgeM3EmbeddingModel",
)  # fmt: skip

# Classes that no pipeline serves where the head is the embedding: the stage that ties them misses one of both.
UNTIED_IN_STAGES = frozenset({
    "Ernie4_5_MoeForCausalLM", "Ernie4_5_VLMoeForConditionalGeneration", "FalconH1ForCausalLM",
})  # fmt: skip

# Classes that vLLM cannot cut into pipeline stages: registered, and not SupportsPP (models/registry.py, 0.33.0).
WITHOUT_PIPELINE = frozenset({
    "AliceAIForCausalLM", "AriaForConditionalGeneration", "BertForMaskedLM", "BertForSequenceClassification",
    "BertForTokenClassification", "BertModel", "BertSpladeSparseEmbeddingModel", "BgeM3EmbeddingModel", "CLIPModel",
    "CohereAsrForConditionalGeneration", "ColBERTJinaRobertaModel", "ColBERTLfm2Model", "ColBERTModernBertModel",
    "ColModernVBertForRetrieval", "ColUltraVBertForRetrieval", "D3ForSequenceClassification",
    "DiffusionGemmaForBlockDiffusion", "DomynEdgeForCausalLM", "DoryForCausalLM", "EmbeddingGemma2Model",
    "FireRedASR2ForConditionalGeneration", "FunASRForConditionalGeneration", "GPT2ForSequenceClassification",
    "Gemma3TextModel", "Gemma3nForCausalLM", "Gemma3nForConditionalGeneration", "GteModel",
    "GteNewForSequenceClassification", "GteNewModel", "HF_ColBERT", "HrmTextForCausalLM",
    "IQuestLoopCoderForCausalLM", "Idefics3ForConditionalGeneration", "JinaForRanking", "Lfm2BidirectionalModel",
    "LlamaBidirectionalForSequenceClassification", "LlamaBidirectionalModel", "Mamba2ForCausalLM",
    "ModernBertForSequenceClassification", "ModernBertForTokenClassification", "ModernBertModel", "ModernVBertModel",
    "NemotronH_Nano_Omni_Reasoning_V3", "NemotronH_Nano_VL_V2", "NemotronH_Omni_Reasoning_V3",
    "NemotronH_Super_Omni_Reasoning_V3", "NemotronParseForConditionalGeneration", "NomicBertModel",
    "OpenAIPrivacyFilterForTokenClassification", "PaddleOCRVLForConditionalGeneration", "Phi4MMForCausalLM",
    "RadioMBartPrefixForCausalLM", "RobertaForMaskedLM", "RobertaForSequenceClassification",
    "RobertaForTokenClassification", "RobertaModel", "SiglipModel", "SmolVLMForConditionalGeneration", "Terratorch",
    "VoyageQwen3BidirectionalEmbedModel", "WhisperForConditionalGeneration", "XLMRobertaForSequenceClassification",
    "XLMRobertaForTokenClassification", "XLMRobertaModel", "Zamba2ForCausalLM",
})  # fmt: skip
