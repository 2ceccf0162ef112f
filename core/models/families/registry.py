# SPDX-License-Identifier: Apache-2.0
"""Which reader understands which architecture class (config.json's architectures[0])."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rigwise.core.models.architecture import ModelArchitecture, Quantizable
from rigwise.core.models.families import classic, images, multimodal
from rigwise.core.models.families.bailing import read_bailing_hybrid, read_bailing_v3
from rigwise.core.models.families.bert import SPARSE, read_bert, read_modernbert, read_rope_bert
from rigwise.core.models.families.blip import blip2
from rigwise.core.models.families.decoder import Traits, read_decoder
from rigwise.core.models.families.deepseek_v4 import read_deepseek_v4
from rigwise.core.models.families.deepseek_vision import DEEPSEEK_TOWERS
from rigwise.core.models.families.eagle import EAGLE3, read_eagle3
from rigwise.core.models.families.encoders import (
    LARGEST_IMAGE,
    TOWERS,
    Tower,
    by_dimensions,
    gemma4_unified,
    merged_patches,
)
from rigwise.core.models.families.gemma import (
    gemma3n_towers,
    read_embedding_gemma2,
    read_gemma3,
    read_gemma3n,
    read_gemma4,
)
from rigwise.core.models.families.glm_next import read_glm5_next
from rigwise.core.models.families.granite_vision import granite4_vision
from rigwise.core.models.families.horizon import read_k2_horizon
from rigwise.core.models.families.hybrid import read_alice_ai, read_nemotron_h, read_olmo_hybrid, read_qwen_hybrid
from rigwise.core.models.families.inkling import read_inkling
from rigwise.core.models.families.intern_vision import INTERN_TOWERS, eagle2_5
from rigwise.core.models.families.kimi import read_kimi_k3, read_kimi_linear
from rigwise.core.models.families.looped import read_dory, read_hrm
from rigwise.core.models.families.minicpm_vision import read_minicpm_v
from rigwise.core.models.families.minimax import read_minimax_m3
from rigwise.core.models.families.mixed import read_beam, read_domyn_edge, read_laguna, read_mimo_v2, read_pangu_pro_v2
from rigwise.core.models.families.mla import read_hy_v4, read_longcat, read_longcat_ngram, read_minicpm3, read_mla
from rigwise.core.models.families.molmo import read_molmo, read_molmo2
from rigwise.core.models.families.moondream import read_moondream3
from rigwise.core.models.families.nemotron_parse import read_nemotron_parse
from rigwise.core.models.families.omni import OMNI
from rigwise.core.models.families.ovis import ovis, ovis2_5
from rigwise.core.models.families.paired import PAIRED
from rigwise.core.models.families.pieces import column
from rigwise.core.models.families.qwen4 import read_qwen4
from rigwise.core.models.families.realtime import read_voxtral_realtime
from rigwise.core.models.families.retrieval import RETRIEVAL, Retrieval, with_head
from rigwise.core.models.families.speech import SPEECH, vibevoice
from rigwise.core.models.families.state_space import (
    read_falcon_h1,
    read_granite_hybrid,
    read_jamba,
    read_lfm2,
    read_mamba,
    read_mamba2,
    read_zamba2,
)
from rigwise.core.models.families.step import read_step, read_step3
from rigwise.core.models.families.towers import with_tower
from rigwise.core.models.families.traits import BERT, GENERAL, MLA, TRAITS
from rigwise.core.models.families.whisper import read_whisper
from rigwise.core.models.families.within import BY_MODEL_TYPE, COSMOS3_EDGE, WITHIN
from rigwise.core.models.reader import Config
from rigwise.core.words import phrase

Reader = Callable[[Config, str], ModelArchitecture]

NEMOTRON_VISION = (
    "NemotronH_Nano_VL_V2", "NemotronH_Nano_Omni_Reasoning_V3", "NemotronH_Super_Omni_Reasoning_V3",
    "NemotronH_Omni_Reasoning_V3",
)  # fmt: skip

OTHERS: dict[str, Reader] = {
    "BailingMoeV2_5ForCausalLM": read_bailing_hybrid,
    **dict.fromkeys(("BailingMoeV3ForCausalLM", "BailingMoeV3VLForConditionalGeneration"), read_bailing_v3),
    COSMOS3_EDGE: multimodal.read_cosmos3_edge,
    **dict.fromkeys(("InklingForCausalLM", "InklingForConditionalGeneration"), read_inkling),
    "AliceAIForCausalLM": read_alice_ai,
    "HYV4ForCausalLM": read_hy_v4,
    "HrmTextForCausalLM": read_hrm,
    "DomynEdgeForCausalLM": read_domyn_edge,
    "PanguProMoEV2ForCausalLM": read_pangu_pro_v2,
    "LongcatFlashNgramForCausalLM": read_longcat_ngram,
    "DoryForCausalLM": read_dory,
    "K2HorizonForCausalLM": read_k2_horizon,
    "Moondream3ForCausalLM": read_moondream3,
    "HfMoondream": read_moondream3,
    "BeamForCausalLM": read_beam,
    "VoxtralRealtimeGeneration": read_voxtral_realtime,
    "BloomForCausalLM": classic.read_bloom,
    "TeleChat2ForCausalLM": classic.read_telechat2,
    "IQuestLoopCoderForCausalLM": classic.read_loop_coder,
    "SarvamMLAForCausalLM": read_mla,
    "LongcatFlashForCausalLM": read_longcat,
    "Step3TextForCausalLM": read_step3,
    "Llama4ForCausalLM": multimodal.read_llama4,
    "MuseGlimmerForCausalLM": multimodal.read_muse,
    "NemotronHPuzzleForCausalLM": read_nemotron_h,
    "MiMoV2ForCausalLM": read_mimo_v2,
    "Step3p5ForCausalLM": read_step,
    "KimiLinearForCausalLM": read_kimi_linear,
    "Glm5NextForCausalLM": read_glm5_next,
    "Glm5NextForConditionalGeneration": read_glm5_next,
    "KimiK3ForConditionalGeneration": read_kimi_k3,
    "MiniMaxM3SparseForCausalLM": read_minimax_m3,
    "MiniMaxM3SparseForConditionalGeneration": read_minimax_m3,
    "FalconForCausalLM": classic.read_falcon,
    "DbrxForCausalLM": classic.read_dbrx,
    "OPTForCausalLM": classic.read_opt,
    "GPTBigCodeForCausalLM": classic.read_gpt_bigcode,
    "HunYuanDenseV1ForCausalLM": classic.read_hunyuan,
    "HunYuanMoEV1ForCausalLM": classic.read_hunyuan,
    "DeciLMForCausalLM": classic.read_decilm,
    "Mistral4ForCausalLM": read_mla,
    "OlmoHybridForCausalLM": read_olmo_hybrid,
    "Qwen3NextForCausalLM": read_qwen_hybrid,
    "Qwen3_5ForCausalLM": read_qwen_hybrid,
    "Qwen3_5MoeForCausalLM": read_qwen_hybrid,
    "Qwen3_5ForConditionalGeneration": multimodal.read_qwen3_5,
    "Qwen3_5MoeForConditionalGeneration": multimodal.read_qwen3_5,
    "Qwen2VLForConditionalGeneration": multimodal.read_qwen2_vl,
    "Qwen2_5_VLForConditionalGeneration": multimodal.read_qwen2_vl,
    "Phi3VForCausalLM": multimodal.read_phi3_vision,
    "GLM4VForCausalLM": images.read_glm4v,
    "Ernie4_5_VLMoeForConditionalGeneration": images.read_ernie_vl,
    "KeyeForConditionalGeneration": images.read_keye,
    "KeyeVL1_5ForConditionalGeneration": images.read_keye,
    "LightOnOCRForConditionalGeneration": images.read_lighton_ocr,
    "AriaForConditionalGeneration": images.read_aria,
    "StepVLForConditionalGeneration": images.read_step_vl,
    "Step3VLForConditionalGeneration": images.read_step3_vl,
    "Step3p7ForConditionalGeneration": images.read_step3p7,
    **dict.fromkeys(NEMOTRON_VISION, images.read_nemotron_vl),
    "Qwen3VLForConditionalGeneration": multimodal.read_qwen3_vl,
    "Cosmos3ForConditionalGeneration": multimodal.read_qwen3_vl,
    "Alpamayo2Super": multimodal.read_qwen3_vl,
    "IsaacForConditionalGeneration": multimodal.read_isaac,
    "OpenCUAForConditionalGeneration": multimodal.read_qwen2_vl,
    "InternS2PreviewForConditionalGeneration": multimodal.read_intern_s2,
    "Qwen3VLMoeForConditionalGeneration": multimodal.read_qwen3_vl,
    "Qwen4ExpForCausalLM": read_qwen4,
    "Qwen4ExpForConditionalGeneration": read_qwen4,
    "NemotronHForCausalLM": read_nemotron_h,
    "MambaForCausalLM": read_mamba,
    "FalconMambaForCausalLM": read_mamba,
    "Mamba2ForCausalLM": read_mamba2,
    "JambaForCausalLM": read_jamba,
    "JambaForSequenceClassification": read_jamba,  # its class keeps the head
    "GraniteMoeHybridForCausalLM": read_granite_hybrid,
    "FalconH1ForCausalLM": read_falcon_h1,
    "Zamba2ForCausalLM": read_zamba2,
    "Lfm2ForCausalLM": read_lfm2,
    "Lfm2MoeForCausalLM": read_lfm2,
    "Gemma3ForConditionalGeneration": read_gemma3,
    "Gemma3ForCausalLM": read_gemma3,
    "Gemma3TextModel": read_gemma3,
    "Gemma3nForCausalLM": read_gemma3n,
    **dict.fromkeys((*BERT, *SPARSE), read_bert),
    **dict.fromkeys(("NomicBertModel", "GteModel", "GteNewModel", "GteNewForSequenceClassification"), read_rope_bert),
    **dict.fromkeys(EAGLE3, read_eagle3),
    "ModernBertModel": read_modernbert,
    "ModernBertForSequenceClassification": read_modernbert,
    "Gemma4ForConditionalGeneration": read_gemma4,
    "Gemma4ForCausalLM": read_gemma4,
    "DiffusionGemmaForBlockDiffusion": read_gemma4,
    "EmbeddingGemma2Model": read_embedding_gemma2,
    "Mistral3ForConditionalGeneration": multimodal.read_mistral3,
    "PixtralForConditionalGeneration": multimodal.read_pixtral,
    "Llama4ForConditionalGeneration": multimodal.read_llama4,
    "KimiK25ForConditionalGeneration": multimodal.read_kimi_k25,
    "MuseGlimmerForConditionalGeneration": multimodal.read_muse,
    "MiniCPM3ForCausalLM": read_minicpm3,
    "WhisperForConditionalGeneration": read_whisper,
    "NemotronParseForConditionalGeneration": read_nemotron_parse,
    "MiniCPMV": read_minicpm_v,
    "MiniCPMO": read_minicpm_v,
    "MolmoForCausalLM": read_molmo,
    "Molmo2ForConditionalGeneration": read_molmo2,
    **dict.fromkeys(("DeepseekV4ForCausalLM", "DeepseekV4ForConditionalGeneration"), read_deepseek_v4),
    "LagunaForCausalLM": read_laguna,
    "MiMoV2FlashForCausalLM": read_mimo_v2,
}


def _gemma4_unified(config: Config, name: str) -> ModelArchitecture:
    """Its images and videos are small enough for any batch."""
    model = replace(read_gemma4(config, name), largest_item=0)
    return with_tower(model, gemma4_unified(config, model.hidden_size))


def _vibevoice(config: Config, name: str) -> ModelArchitecture:
    """By transformers throughout, which keeps no table of positions."""
    model = replace(_language_model(config, name), rope_bytes=0)
    return with_tower(model, vibevoice(config, model.hidden_size))


BESIDE: dict[str, Tower] = {
    "Blip2ForConditionalGeneration": blip2,
    "Ovis": ovis,
    **dict.fromkeys(("Ovis2_5", "Ovis2_6ForCausalLM", "Ovis2_6_MoeForCausalLM"), ovis2_5),
    "Granite4VisionForConditionalGeneration": granite4_vision,
    "Eagle2_5_VLForConditionalGeneration": eagle2_5,
    "LlamaNemotronVLModel": eagle2_5,
    "Llama_Nemotron_Nano_VL": images.nemotron_nano_vl,
}


def _retrieval(kind: Retrieval) -> Reader:
    return lambda config, name: replace(with_head(kind, READERS[kind.base](config, kind.base), config), name=name)


def _jina_v5(config: Config, name: str) -> ModelArchitecture:
    """Qwen3 without its head, or where it does not write a bidirectional Llama (models/jina.py)."""
    encodes = not config.flag("is_decoder", default=True)
    base = "LlamaBidirectionalModel" if encodes else "Qwen3ForCausalLM"
    return replace(with_head(Retrieval(base), READERS[base](config, base), config), name=name)


def _readers() -> dict[str, Reader]:
    def ordinary(traits: Traits) -> Reader:
        return lambda config, name: read_decoder(config, traits, name)

    def beside(tower: Tower) -> Reader:
        def read(config: Config, name: str) -> ModelArchitecture:
            model = _language_model(config, name)
            weights, merged = tower(config, model.hidden_size), merged_patches(config)
            return with_tower(model, weights, patches_per_token=merged, largest_item=LARGEST_IMAGE.get(name, 0))

        return read

    return (
        {name: ordinary(traits) for name, traits in TRAITS.items()}
        | dict.fromkeys(MLA, read_mla)
        | {
            name: beside(tower)
            for name, tower in (TOWERS | OMNI | INTERN_TOWERS | DEEPSEEK_TOWERS | SPEECH | BESIDE).items()
        }
        | OTHERS
        | PAIRED
        | {"Gemma4UnifiedForConditionalGeneration": _gemma4_unified}
        | {"Gemma3nForConditionalGeneration": beside(gemma3n_towers), "JinaEmbeddingsV5Model": _jina_v5}
        | {"VibeVoiceAsrForConditionalGeneration": _vibevoice}
        | {name: _retrieval(kind) for name, kind in RETRIEVAL.items()}
    )


def _language_model(config: Config, name: str) -> ModelArchitecture:
    """The language model inside another model: by the class that its section names, or its type."""
    named = config.texts("architectures")[:1]
    inner = named[0] if named and named[0] in TRAITS else BY_MODEL_TYPE.get(config.text("model_type"), "")
    inner = WITHIN.get(name, inner)
    read = READERS.get(inner)
    if read is None or inner == name:
        return _by_fields(config, name)
    return replace(read(config, inner), name=name)


READERS = _readers()


POOLING = (
    "ForSequenceClassification", "ForTokenClassification", "ForProcessRewardModel", "ForRewardModel", "ForMaskedLM", "Model",
)  # fmt: skip


def reader_of(name: str) -> tuple[Reader, tuple[str, ...]]:
    """The reader for an architecture class; an unknown one is read like Llama and marked approximate."""
    if name in READERS:
        return READERS[name], ()
    for suffix in POOLING:
        stem = name.removesuffix(suffix)
        base = next(
            (READERS[stem + end] for end in ("ForCausalLM", "Model", "LMHeadModel") if stem + end in READERS), None
        )
        if stem and stem != name and base is not None:
            return _pooling(base), ()
    if name:
        note = phrase(
            "models", "the architecture {name} is not known; read by its fields, like models that have the same"
        )
        return _read_generally, (note.format(name=name),)
    note = phrase(
        "models", "the architecture of this model is not known; read by its fields, like models that have the same"
    )
    return _read_generally, (note,)


def _pooling(read: Reader) -> Reader:
    """A model that answers with a vector or a score: the class that writes text, without its head, whose successor is
    next to nothing (models/adapters.py as_embedding_model, as_seq_cls_model)."""

    def pooled(config: Config, name: str) -> ModelArchitecture:
        model = read(config, name)
        last = [weight for weight in model.last if weight.quantizable is not Quantizable.HEAD]
        if name.endswith("ForProcessRewardModel"):
            last.append(replace(column("score.0", model.hidden_size, model.hidden_size, bias=True), bytes_each=4))
        return replace(model, last=tuple(last), tied=False)

    return pooled


ENCODERS = ("vision_config", "audio_config", "vit_config", "visual")


def _read_generally(config: Config, name: str) -> ModelArchitecture:
    """A class that no reader knows: its language model, and whatever encoders its config describes."""
    if not any(isinstance(config.values.get(section), dict) for section in ENCODERS):
        return _by_fields(config, name)
    model = _language_model(config, name)
    note = phrase("models", "its encoders for images or sound are counted by their dimensions alone")
    return with_tower(model, by_dimensions(config, model.hidden_size), note, patches_per_token=merged_patches(config))


def _by_fields(config: Config, name: str) -> ModelArchitecture:
    """By the fields that a config has: latent attention, a gated delta net, or ordinary attention."""
    if "kv_lora_rank" in config and "qk_rope_head_dim" in config:
        return read_mla(config, name)
    if "linear_num_value_heads" in config:
        return read_qwen_hybrid(config, name)
    return read_decoder(config, GENERAL, name)
