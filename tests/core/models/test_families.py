# SPDX-License-Identifier: Apache-2.0
"""Weights and KV capacity as vLLM 0.33's own classes and planner answer for a config, architecture by architecture.

data/vllm-0.33-answers.jsonl: configs of published dimensions, and for each what those classes, built without weights on a
pretended card, hold per pipeline stage, and what the planner makes of 10 GiB: tokens, or the refusal's two numbers.
"noted": a part is left out, and the estimate says so.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from rigwise.core.hardware.catalogue import compose
from rigwise.core.memory.deployment import Deployment, ServingOptions
from rigwise.core.memory.estimate import estimate
from rigwise.core.memory.weights import stage_weights
from rigwise.core.models.architecture import LatentCache
from rigwise.core.models.catalogue import entries, find
from rigwise.core.models.config import read_checkpoint
from rigwise.core.models.families.encoders import merged_patches
from rigwise.core.models.reader import Config
from rigwise.core.units import GIB

ANSWERS = [
    json.loads(line)
    for line in Path(__file__).with_name("data").joinpath("vllm-0.33-answers.jsonl").read_text().splitlines()
]


@pytest.mark.parametrize("model", ANSWERS, ids=[model["name"] for model in ANSWERS])
def test_weights_and_kv_cache_as_vllm_has_them(model: dict[str, Any]) -> None:
    checkpoint = read_checkpoint(model["config"])
    for case in model["cases"]:
        tp, pp = case.get("tp", 1), case.get("pp", 1)
        options = ServingOptions(
            tensor_parallel_size=tp,
            pipeline_parallel_size=pp,
            kv_cache_dtype=case.get("kv_cache_dtype", "auto"),
            available_kv_bytes=10 * GIB,
        )
        result = estimate(Deployment(compose([case.get("gpu", "RTX 4090")] * (tp * pp)), checkpoint, options))
        weights = [gpu.weights for gpu in result.per_gpu][::tp]
        assert weights == pytest.approx(case["weights"], rel=1e-3), case
        if "tokens" in case:
            assert result.kv_cache_tokens == case["tokens"], case
        elif "longest" in case:
            assert not result.starts
            assert result.estimated_max_model_len == case["longest"], case
            assert (result.required_kv or 0) / GIB == pytest.approx(case["needed_gib"], abs=0.011)
        assert not checkpoint.architecture.approximate or checkpoint.architecture.read_generally or "noted" in model


@pytest.mark.parametrize(
    ("model", "tp", "release", "gib"),
    [
        ("meta-llama/Llama-3.1-8B-Instruct", 1, "0.33.0", 14.99),
        ("Qwen/Qwen3-32B", 2, "0.19.0", 30.59),  # with what loading kept then
        ("Qwen/Qwen3-32B", 2, "0.33.0", 30.52),
        ("Qwen/Qwen3-30B-A3B", 1, "0.33.0", 56.88),
        ("Qwen/Qwen3-30B-A3B", 2, "0.33.0", 28.46),
        ("mistralai/Mixtral-8x7B-Instruct-v0.1", 2, "0.33.0", 43.50),
        ("google/gemma-4-E4B-it", 1, "0.22.1", 15.12),  # logged 15.18, with its buffer for a batch's inputs per layer
        ("google/gemma-4-E4B-it", 1, "0.33.0", 14.98),
    ],
)
def test_model_loading_takes_what_vllm_logs(model: str, tp: int, release: str, gib: float) -> None:
    """The figures of start-up logs."""
    entry = find(model)
    if entry is None:
        pytest.skip("no longer in the catalogue")
    options = ServingOptions(tensor_parallel_size=tp)
    result = estimate(Deployment(compose(["H100"] * tp), entry.checkpoint(), options, release))
    assert result.per_gpu[0].weights / GIB == pytest.approx(gib, abs=0.006)


def test_every_entry_of_the_catalogue_is_known() -> None:
    vague = {
        entry.id: entry.checkpoint().architecture.approximate
        for entry in entries()
        if entry.checkpoint().architecture.read_generally
    }
    assert not vague


def test_what_no_reader_knows_is_read_by_its_fields_and_said() -> None:
    config = {
        "architectures": ["SomethingNewForCausalLM"], "hidden_size": 1024, "num_hidden_layers": 2, "vocab_size": 32000,
        "num_attention_heads": 16, "kv_lora_rank": 256, "qk_rope_head_dim": 64, "qk_nope_head_dim": 64, "v_head_dim": 64,
    }  # fmt: skip
    architecture = read_checkpoint(config).architecture
    assert "SomethingNewForCausalLM is not known" in architecture.approximate[0]
    assert type(architecture.layers[0].cache).__name__ == "LatentCache"


DEEPSEEK_V4_FLASH = {
    "architectures": ["DeepseekV4ForCausalLM"], "model_type": "deepseek_v4", "hidden_size": 4096, "vocab_size": 129280,
    "num_hidden_layers": 43, "num_attention_heads": 64, "num_key_value_heads": 1, "head_dim": 512, "q_lora_rank": 1024,
    "qk_rope_head_dim": 64, "o_lora_rank": 1024, "o_groups": 8, "sliding_window": 128, "index_head_dim": 128,
    "index_n_heads": 64, "index_topk": 512, "n_routed_experts": 256, "num_experts_per_tok": 6, "n_shared_experts": 1,
    "moe_intermediate_size": 2048, "max_position_embeddings": 1048576, "num_hash_layers": 3, "topk_method": "noaux_tc",
    "compress_ratios": [0, 0, *(4, 128) * 20, 4],
}  # fmt: skip


@pytest.mark.parametrize("tied", [True, False])
def test_ernies_experts_are_cut_into_stages_only_with_a_head_of_their_own(tied: bool) -> None:
    """vLLM's class ties the head on stages that have none: 'PPMissingLayer' object has no attribute 'tie_weights'."""
    config = {
        "architectures": ["Ernie4_5_MoeForCausalLM"], "hidden_size": 2560, "intermediate_size": 12288, "vocab_size": 103424,
        "num_hidden_layers": 28, "num_attention_heads": 20, "num_key_value_heads": 4, "moe_num_experts": 64, "moe_k": 6,
        "moe_intermediate_size": 1536, "max_position_embeddings": 131072, "tie_word_embeddings": tied,
    }  # fmt: skip
    assert read_checkpoint(config).architecture.supports_pipeline is not tied


def test_a_stage_holds_only_the_rotary_tables_its_layers_read() -> None:
    """Only the first two layers are windowed alone: vLLM's classes have one table of 0.25 GiB on the second stage."""
    stages = stage_weights(read_checkpoint(DEEPSEEK_V4_FLASH), 1, 2)
    tables = [sum(line.total for line in stage.lines if "rotary" in line.weight.name) / GIB for stage in stages]
    assert tables == [0.5, 0.25]


def test_rules_for_gate_proj_miss_the_experts_of_deepseek_v4() -> None:
    """vLLM asks for them as w1, w3 and w2 (deepseek_v4/nvidia/model.py) and holds them in 16 bit then."""
    four = {"num_bits": 4, "type": "float", "strategy": "tensor_group", "group_size": 16, "symmetric": True}

    def experts(target: str) -> int:
        group = {"targets": [target], "weights": four, "format": "nvfp4-pack-quantized"}
        method = {
            "quant_method": "compressed-tensors",
            "format": "mixed-precision",
            "config_groups": {"group_0": group},
        }
        read = read_checkpoint({**DEEPSEEK_V4_FLASH, "quantization_config": method})
        return sum(line.total for line in stage_weights(read)[0].lines if "experts.w13" in line.weight.name)

    missed = experts("re:.*ffn.*(gate|up|down)_proj$")
    assert missed == 43 * 256 * 4096 * 4096 * 2
    assert experts("re:.*ffn.*w[123]$") < missed / 3


def test_latent_attention_behind_pixtrals_tower_is_read_as_such() -> None:
    """Mistral Small 4 (mistral3 around mistral4): 22.5 GiB for 1,048,576 tokens in 36 layers by vLLM's refusal."""
    text = {
        "model_type": "mistral4", "hidden_size": 4096, "num_hidden_layers": 36, "vocab_size": 131072,
        "intermediate_size": 12288, "num_attention_heads": 32, "num_key_value_heads": 32, "q_lora_rank": 1024,
        "kv_lora_rank": 256, "qk_rope_head_dim": 64, "qk_nope_head_dim": 64, "v_head_dim": 128,
    }  # fmt: skip
    vision = {"hidden_size": 1024, "intermediate_size": 4096, "num_attention_heads": 16, "num_hidden_layers": 24,
              "patch_size": 14, "image_size": 1540}  # fmt: skip
    config = {"architectures": ["Mistral3ForConditionalGeneration"], "text_config": text, "vision_config": vision}
    cache = read_checkpoint(config).architecture.layers[0].cache
    assert isinstance(cache, LatentCache)
    assert 36 * (cache.kv_lora_rank + cache.rope_dim) * 2 * 1_048_576 == 22.5 * 2**30


@pytest.mark.parametrize(
    ("method", "names", "gib"),
    [
        ("compressed-tensors", ["re:.*lm_head", "re:vision_tower.*", "re:multi_modal_projector.*"], 24.07),
        ("compressed-tensors", ["lm_head", "vision_tower.transformer.layers.0.attention.q_proj",
                                "multi_modal_projector.linear_1"], 24.07),
        ("compressed-tensors", ["lm_head"], 23.66),
        ("fp8", ["model.vision_tower", "model.multi_modal_projector", "lm_head"], 23.66),
    ],
)  # fmt: skip
def test_compressed_tensors_keep_pixtrals_tower_where_they_say_so(method: str, names: list[str], gib: float) -> None:
    """Mistral Small 3.1 quantized.w8a8 on one H100 in 0.19.0: "Model loading took 24.07 GiB" (llm-d-planner's accuracy
    campaign). What FP8 checkpoints keep is named otherwise than vLLM names it (Devstral Small 2, exact answers)."""
    text = {
        "model_type": "mistral", "hidden_size": 5120, "num_hidden_layers": 40, "vocab_size": 131072, "head_dim": 128,
        "intermediate_size": 32768, "num_attention_heads": 32, "num_key_value_heads": 8, "max_position_embeddings": 131072,
        "tie_word_embeddings": False, "rope_theta": 1e9,
    }  # fmt: skip
    vision = {"model_type": "pixtral", "hidden_size": 1024, "intermediate_size": 4096, "num_attention_heads": 16,
              "num_hidden_layers": 24, "patch_size": 14, "image_size": 1540}  # fmt: skip
    eight = {"num_bits": 8, "type": "int", "symmetric": True}
    group = {
        "targets": ["Linear"], "weights": {**eight, "strategy": "channel"},
        "input_activations": {**eight, "strategy": "token", "dynamic": True},
    }  # fmt: skip
    quantization = {
        "compressed-tensors": {"format": "int-quantized", "ignore": names, "config_groups": {"group_0": group}},
        "fp8": {"activation_scheme": "static", "modules_to_not_convert": names},
    }[method]
    config = {
        "architectures": ["Mistral3ForConditionalGeneration"], "text_config": text, "vision_config": vision,
        "torch_dtype": "bfloat16", "quantization_config": {"quant_method": method, **quantization},
    }  # fmt: skip
    options = ServingOptions(max_model_len=8192)
    result = estimate(Deployment(compose(["H100 80GB HBM3"]), read_checkpoint(config), options, "0.19.0"))
    assert result.per_gpu[0].weights / GIB == pytest.approx(gib, abs=0.02)


def test_an_unknown_tower_is_counted_by_its_dimensions_and_said() -> None:
    text = {
        "model_type": "qwen3", "hidden_size": 1024, "num_hidden_layers": 2, "vocab_size": 32000, "intermediate_size": 2048,
        "num_attention_heads": 16, "num_key_value_heads": 8,
    }  # fmt: skip
    vision = {"hidden_size": 512, "num_hidden_layers": 3, "intermediate_size": 1024}
    config = {"architectures": ["NewVisionModel"], "text_config": text, "vision_config": vision}
    architecture = read_checkpoint(config).architecture
    assert architecture.multimodal
    assert "by their dimensions alone" in " ".join(architecture.approximate)
    layer = 4 * 512 * 512 + 2 * 512 * 1024
    matrices = sum(w.count * w.shape[0] * w.shape[1] for w in architecture.everywhere if len(w.shape) == 2)
    assert matrices == 3 * layer


@pytest.mark.parametrize(
    ("config", "patches"),
    [
        ({"vision_config": {"spatial_merge_size": 2}}, 4),  # Qwen, GLM-4V
        ({"vision_config": {"merge_kernel_size": [2, 2]}}, 4),  # Kimi-VL
        ({"vision_config": {}, "downsample_ratio": 0.5}, 4),  # InternVL
        ({"scale_factor": 3}, 9),  # SmolVLM
        ({"downsample_factor": 2}, 4),  # LFM2-VL
        ({"vision_config": {}}, 1),  # LLaVA
    ],
)
def test_a_token_is_as_many_patches_as_the_projector_folds(config: dict[str, Any], patches: int) -> None:
    assert merged_patches(Config(config)) == patches


def test_dots_ocr_loads_what_a_start_of_0_12_logged() -> None:
    vision = {"embed_dim": 1536, "intermediate_size": 4224, "num_hidden_layers": 42, "num_attention_heads": 12}
    config = {
        "architectures": ["DotsOCRForCausalLM"], "model_type": "dots_ocr", "hidden_size": 1536, "intermediate_size": 8960,
        "num_hidden_layers": 28, "num_attention_heads": 12, "num_key_value_heads": 2, "vocab_size": 151936,
        "max_position_embeddings": 131072, "torch_dtype": "bfloat16", "tie_word_embeddings": False,
        "vision_config": {**vision, "spatial_merge_size": 2, "patch_size": 14, "post_norm": True, "use_bias": False},
    }  # fmt: skip
    checkpoint = read_checkpoint(config)
    assert not checkpoint.architecture.approximate
    plan = Deployment(compose(["RTX 3090"]), checkpoint, ServingOptions(), "0.12.0")
    assert estimate(plan).per_gpu[0].weights / GIB == pytest.approx(5.7172, rel=0.005)
