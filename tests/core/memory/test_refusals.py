# SPDX-License-Identifier: Apache-2.0
"""What vLLM refuses before it loads a byte, and the nearest setting that works."""

from __future__ import annotations

from typing import Any

import pytest
from rigwise.core.hardware.catalogue import compose
from rigwise.core.memory.deployment import LATEST_RELEASE, Deployment, ServingOptions
from rigwise.core.memory.estimate import changed, estimate
from rigwise.core.models.catalogue import find
from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.models.config import read_checkpoint
from rigwise.core.problems import Problem

LLAMA: dict[str, Any] = {
    "architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": 1024, "intermediate_size": 4096,
    "num_hidden_layers": 4, "num_attention_heads": 8, "num_key_value_heads": 8, "vocab_size": 32000,
    "max_position_embeddings": 4096, "torch_dtype": "bfloat16",
}  # fmt: skip


def llama(quantization: dict[str, Any] | None = None, **fields: Any) -> Checkpoint:
    config = {**LLAMA, **fields}
    if quantization:
        config["quantization_config"] = quantization
    return read_checkpoint(config)


def of(model: str) -> Checkpoint:
    entry = find(model)
    assert entry is not None
    return entry.checkpoint()


def deployed(checkpoint: Checkpoint, *cards: str, version: str = LATEST_RELEASE, **options: Any) -> Deployment:
    return Deployment(compose(cards), checkpoint, ServingOptions(**options), version)


def refusal(deployment: Deployment, code: str) -> Problem:
    found = [problem for problem in estimate(deployment).problems if problem.code == code]
    assert found, estimate(deployment).problems
    return found[0]


@pytest.mark.parametrize(
    ("fields", "quantization", "code"),
    [
        ({"num_attention_heads": 9, "num_key_value_heads": 3, "hidden_size": 1152}, None, "tensor-parallel-heads"),
        ({"num_key_value_heads": 3, "num_attention_heads": 12, "hidden_size": 1536}, None, "tensor-parallel-kv-heads"),
        ({"intermediate_size": 4098}, None, "tensor-parallel-width"),
        ({"intermediate_size": 4224}, {"quant_method": "awq", "bits": 4, "group_size": 128}, "tensor-parallel-groups"),
        (
            {"intermediate_size": 4224},
            {"quant_method": "fp8", "weight_block_size": [128, 128]},
            "tensor-parallel-blocks",
        ),
    ],
)
def test_shapes_that_do_not_divide_are_refused_with_a_split_that_works(
    fields: dict[str, Any], quantization: dict[str, Any] | None, code: str
) -> None:
    deployment = deployed(llama(quantization, **fields), *["RTX 4090"] * 4, tensor_parallel_size=4)
    problem = refusal(deployment, code)
    assert problem.blocking
    for remedy in problem.remedies:
        assert code not in {left.code for left in estimate(changed(deployment, remedy)).problems}


def test_groups_that_no_matrix_fills_are_refused_on_one_card_too() -> None:
    """4,224 columns in groups of 256: vLLM finds no kernel whatever the split."""
    awq = {"quant_method": "awq", "bits": 4, "group_size": 256}
    assert refusal(deployed(llama(awq, intermediate_size=4224), "RTX 4090"), "format-unfit").blocking


def test_groups_of_experts_are_halved_until_they_fit() -> None:
    """Experts of 768 over four cards keep 192: AWQ falls back to groups of 64, compressed-tensors has no such way."""
    fields = {"architectures": ["Qwen3MoeForCausalLM"], "num_experts": 8, "moe_intermediate_size": 768, "head_dim": 128}
    packed = {"weights": {"num_bits": 4, "group_size": 128}, "targets": ["Linear"]}
    for section, served in (
        ({"quant_method": "awq", "bits": 4, "group_size": 128}, True),
        (
            {"quant_method": "compressed-tensors", "format": "pack-quantized", "config_groups": {"group_0": packed}},
            False,
        ),
    ):
        deployment = deployed(llama(section, **fields), *["RTX 4090"] * 4, tensor_parallel_size=4)
        codes = {problem.code for problem in estimate(deployment).problems}
        assert ("tensor-parallel-groups" not in codes) == served


def test_layers_stay_with_the_cache_they_read() -> None:
    """35 layers of which 20 read the caches of the 14th and 15th: the second of two stages begins behind those."""
    config = {
        "architectures": ["Gemma4ForCausalLM"], "model_type": "gemma4_text", "hidden_size": 1536, "intermediate_size": 6144,
        "num_hidden_layers": 35, "num_attention_heads": 8, "num_key_value_heads": 1, "head_dim": 256, "vocab_size": 262144,
        "num_kv_shared_layers": 20, "sliding_window": 512,
        "layer_types": [*["sliding_attention"] * 4, "full_attention"] * 7,
    }  # fmt: skip
    cards = ["RTX 4090"] * 2
    problem = refusal(deployed(read_checkpoint(config), *cards, pipeline_parallel_size=2), "pipeline-shared-cache")
    assert problem.blocking
    shorter = read_checkpoint({**config, "num_kv_shared_layers": 10})
    codes = {p.code for p in estimate(deployed(shorter, *cards, pipeline_parallel_size=2)).problems}
    assert "pipeline-shared-cache" not in codes


@pytest.mark.parametrize("architecture", ["Zamba2ForCausalLM", "Gemma3nForCausalLM", "BertModel"])
def test_classes_without_stages_are_refused_a_pipeline(architecture: str) -> None:
    deployment = deployed(llama(architectures=[architecture]), *["RTX 4090"] * 2, pipeline_parallel_size=2)
    assert refusal(deployment, "pipeline-unsupported").blocking


def test_groups_of_state_heads_are_not_shared_by_ranks() -> None:
    """Two groups over four cards: the mixer refuses, though its heads divide (mamba_mixer2.py)."""
    mamba = llama(
        architectures=["Mamba2ForCausalLM"],
        num_heads=64,
        head_dim=32,
        state_size=64,
        n_groups=2,
        expand=2,
        conv_kernel=4,
    )
    assert refusal(deployed(mamba, *["RTX 4090"] * 4, tensor_parallel_size=4), "tensor-parallel-state").blocking
    assert "tensor-parallel-state" not in {
        problem.code for problem in estimate(deployed(mamba, *["RTX 4090"] * 2, tensor_parallel_size=2)).problems
    }


def test_a_padded_vocabulary_must_divide() -> None:
    """151,936 entries over five cards, with 40 heads that do divide (a public start of 0.19 failed so)."""
    deployment = deployed(of("Qwen/Qwen3-14B"), *["H100 80GB HBM3"] * 5, tensor_parallel_size=5)
    assert "151,936" in refusal(deployment, "tensor-parallel-vocabulary").message


@pytest.mark.parametrize(
    ("quantization", "card", "version", "code"),
    [
        ({"quant_method": "fp8"}, "RTX 2080 Ti", "0.13.0", "format-needs-newer-card"),
        ({"quant_method": "modelopt", "quant_algo": "FP8"}, "RTX 3090", "0.27.0", "format-needs-newer-card"),
        ({"quant_method": "modelopt", "quant_algo": "NVFP4"}, "RTX 4090", "0.8.5", "format-needs-newer-card"),
        ({"quant_method": "mxfp4"}, "RTX 2080 Ti", "0.19.0", "format-needs-newer-card"),
        ({"quant_method": "mxfp4"}, "RTX 4090", "0.10.0", "format-not-served"),
        ({"quant_method": "bitsandbytes"}, "RTX 4090", "0.33.0", "format-not-served"),
        ({"quant_method": "hqq"}, "RTX 4090", "0.33.0", "format-not-served"),
        ({"quant_method": "fbgemm_fp8"}, "H100 80GB HBM3", "0.33.0", "format-not-served"),
        ({"quant_method": "gptq", "bits": 4, "sym": False}, "RTX 4090", "0.33.0", "format-not-served"),
        ({"quant_method": "gptq", "bits": 3}, "RTX 4090", "0.33.0", "format-not-served"),
        ({"quant_method": "gptq", "bits": 4, "desc_act": True}, "RTX 4090", "0.33.0", "format-not-served"),
    ],
)
def test_formats_are_refused_by_card_and_release(
    quantization: dict[str, Any], card: str, version: str, code: str
) -> None:
    assert refusal(deployed(llama(quantization), card, version=version), code).fix


@pytest.mark.parametrize(
    ("quantization", "card", "version"),
    [
        ({"quant_method": "fp8"}, "RTX 2080 Ti", "0.14.0"),
        ({"quant_method": "modelopt", "quant_algo": "FP8"}, "RTX 3090", "0.28.0"),
        ({"quant_method": "modelopt", "quant_algo": "NVFP4"}, "RTX 4090", "0.9.0"),
        ({"quant_method": "awq", "bits": 4, "group_size": 128}, "Tesla T4", "0.6.0"),
        ({"quant_method": "gptq", "bits": 4, "desc_act": True, "group_size": -1}, "RTX 4090", "0.33.0"),
        ({"quant_method": "gptq", "bits": 4, "desc_act": True}, "RTX 4090", "0.19.0"),
    ],
)
def test_the_same_formats_are_served_where_they_are(quantization: dict[str, Any], card: str, version: str) -> None:
    codes = {problem.code for problem in estimate(deployed(llama(quantization), card, version=version)).problems}
    assert not {"format-needs-newer-card", "format-not-served"} & codes


def test_an_older_release_is_told_which_one_would_serve() -> None:
    problem = refusal(
        deployed(llama({"quant_method": "fp8"}), "RTX 2080 Ti", version="0.13.0"), "format-needs-newer-card"
    )
    assert "0.14" in problem.fix


def test_volta_needs_an_image_of_cuda_12() -> None:
    assert refusal(deployed(llama(), "Tesla V100-SXM2-32GB"), "card-too-old").blocking
    older = estimate(deployed(llama(), "Tesla V100-SXM2-32GB", version="0.19.0"))
    assert "card-too-old" not in {problem.code for problem in older.problems}


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"dtype": "bfloat16"}, "bfloat16-needs-newer-card"),
        ({"kv_cache_dtype": "fp8"}, "kv-cache-needs-newer-card"),
        ({"max_model_len": 8192}, "context-beyond-model"),
        ({"max_num_batched_tokens": 64, "max_num_seqs": 128}, "batch-smaller-than-sequences"),
        ({"enable_expert_parallel": True}, "experts-missing"),
    ],
)
def test_options_that_cannot_be_come_with_the_one_that_can(options: dict[str, Any], code: str) -> None:
    deployment = deployed(llama(), "Tesla T4", **options)
    remedy = refusal(deployment, code).remedies[0]
    assert code not in {problem.code for problem in estimate(changed(deployment, remedy)).problems}


@pytest.mark.parametrize(
    ("version", "refused"), [("0.2.0", True), ("0.8.5", True), ("0.9.0", False), ("0.33.0", False)]
)
def test_until_0_9_a_model_in_bfloat16_is_not_computed_otherwise_unasked(version: str, refused: bool) -> None:
    def codes(dtype: str, card: str = "Tesla T4") -> set[str]:
        deployment = deployed(llama(torch_dtype="bfloat16"), card, version=version, dtype=dtype)
        return {problem.code for problem in estimate(deployment).problems}

    assert ("bfloat16-needs-newer-card" in codes("auto")) is refused
    assert "bfloat16-needs-newer-card" not in codes("float16") | codes("auto", "L4")


@pytest.mark.parametrize(
    ("version", "refused"), [("0.3.0", False), ("0.7.3", False), ("0.10.1", False), ("0.10.2", True), ("0.33.0", True)]
)
def test_the_first_engine_keeps_keys_in_8_bit_on_any_card(version: str, refused: bool) -> None:
    deployment = deployed(llama(torch_dtype="float16"), "Tesla T4", version=version, kv_cache_dtype="fp8")
    assert ("kv-cache-needs-newer-card" in {problem.code for problem in estimate(deployment).problems}) is refused


def test_mixed_cards_are_a_warning() -> None:
    problem = refusal(deployed(llama(), "RTX 3090", "RTX 4090", tensor_parallel_size=2), "mixed-cards")
    assert not problem.blocking
    assert "RTX 3090" in problem.message
    assert "RTX 4090" in problem.message


def test_a_share_that_is_not_free_ends_the_start_where_vllm_looks() -> None:
    """From 0.9.1 on it compares what is free with its share; before, it tried, and ran out of memory or not."""
    now = refusal(deployed(llama(), "RTX 4090", gpu_memory_utilization=0.995), "free-memory")
    assert now.blocking
    then = refusal(deployed(llama(), "RTX 4090", gpu_memory_utilization=0.995, version="0.9.0"), "free-memory")
    assert not then.blocking
    assert estimate(deployed(llama(), "RTX 4090", gpu_memory_utilization=0.995, version="0.9.0")).starts


@pytest.mark.parametrize(
    ("scaling", "version", "default", "longest"),
    [
        ({"rope_type": "longrope", "original_max_position_embeddings": 1024}, "0.33.0", 1024, 4096),
        ({"rope_type": "longrope", "original_max_position_embeddings": 1024}, "0.11.0", 4096, 4096),
        ({"rope_type": "yarn", "factor": 4.0, "original_max_position_embeddings": 4096}, "0.29.0", 16384, 16384),
        ({"rope_type": "yarn", "factor": 4.0, "original_max_position_embeddings": 4096}, "0.30.0", 4096, 4096),
        ({"rope_type": "linear", "factor": 2.0}, "0.33.0", 8192, 8192),
        ({"rope_type": "llama3", "factor": 8.0}, "0.33.0", 4096, 4096),
    ],
)
def test_the_longest_context_follows_the_rotary_scaling_of_the_release(
    scaling: dict[str, Any], version: str, default: int, longest: int
) -> None:
    checkpoint = llama(rope_scaling=scaling)
    assert estimate(deployed(checkpoint, "RTX 4090", version=version)).max_model_len == default
    for length, refused in ((longest, False), (longest + 1, True)):
        found = estimate(deployed(checkpoint, "RTX 4090", version=version, max_model_len=length)).problems
        assert ("context-beyond-model" in {problem.code for problem in found}) is refused


def test_no_context_beyond_the_models_own_is_offered_however_much_memory_is_left() -> None:
    deployment = deployed(of("Qwen/Qwen3-8B"), "H100 80GB HBM3", max_model_len=99_999_999)
    result = estimate(deployment)
    assert result.longest_context == 40_960
    (remedy,) = refusal(deployment, "kv-too-small").remedies
    assert dict(remedy.changes) == {"max_model_len": 40_960}
    assert estimate(changed(deployment, remedy)).starts


@pytest.mark.parametrize(
    ("version", "blocks", "fits"), [("0.17.1", 0, 0), ("0.20.0", 512, 111), ("0.28.0", 256, 117), ("0.33.0", 256, 111)]
)
def test_graphs_are_tried_with_a_cache_beside_the_weights(version: str, blocks: int, fits: int) -> None:
    """Issue 42147, and a 5090 with 0.28.0 that ran out of memory over 256 blocks of 3 MiB in each of 16 tensors."""
    model = of("nvidia/Qwen3.8-27B-NVFP4")
    served = deployed(model, "RTX 5090", version=version, max_model_len=32768, max_num_seqs=256)
    if not blocks:
        assert estimate(served).starts
        return
    found = refusal(served, "graphs-need-cache")
    assert found.blocking
    assert f"with {blocks} blocks of cache" in found.message
    assert [remedy.changes for remedy in found.remedies] == [(("max_num_seqs", fits),), (("enforce_eager", True),)]
    for remedy in found.remedies:
        assert estimate(changed(served, remedy)).starts
    assert estimate(deployed(model, *["RTX 5090"] * 2, version=version, tensor_parallel_size=2)).starts


def test_sequences_that_nobody_set_are_only_warned_of_before_they_counted() -> None:
    model = of("nvidia/Qwen3.6-35B-A3B-NVFP4")
    served = deployed(model, "RTX 5090", version="0.19.0", max_model_len=32768)
    assert not refusal(served, "graphs-need-cache").blocking
    assert estimate(served).starts


@pytest.mark.parametrize("version", ["0.10.2", "0.33.0"])
def test_what_is_in_no_registry_is_refused(version: str) -> None:
    """Janus 1.3B: "No model architectures are specified"; MiniMax M3: "Model architectures ['MiniMaxM3ForCausalLM'] are
    not supported for now" (0.33.0's ModelConfig)."""
    unnamed = llama(architectures=None, model_type="multi_modality")
    assert refusal(deployed(unnamed, "H100 80GB HBM3", version=version), "architecture-unnamed").blocking
    unknown = llama(architectures=["MiniMaxM3ForCausalLM"], model_type="minimax_m3")
    found = refusal(deployed(unknown, "H100 80GB HBM3", version=version), "architecture-unknown")
    assert found.blocking
    assert "MiniMaxM3ForCausalLM" in found.message
    assert estimate(deployed(unknown, "H100 80GB HBM3", version="0.34.0")).starts  # nobody here knows that release


@pytest.mark.parametrize(
    "fields",
    [
        {"architectures": None},  # vLLM takes the class of the type: LlamaModel
        {"architectures": None, "model_type": "deepseek_vl_v2"},  # its configuration in vLLM names the class
        {"architectures": ["HeliumForCausalLM"]},  # transformers' own
        {"architectures": ["Dots1ForCausalLM"]},  # vLLM's until 0.23, transformers' since
        {"architectures": ["PersimmonForCausalLM"]},
        {"architectures": ["LlamaForSequenceClassification"]},
        {"architectures": ["Qwen3RewardModel"]},  # converted
        {"architectures": ["MyForCausalLM"], "auto_map": {"AutoModelForCausalLM": "modeling_my.MyForCausalLM"}},
        {"architectures": ["MyForCausalLM", "LlamaForCausalLM"]},
    ],
)
def test_what_vllm_finds_a_class_for_is_not(fields: dict[str, Any]) -> None:
    codes = [problem.code for problem in estimate(deployed(llama(**fields), "H100 80GB HBM3")).problems]
    assert not [code for code in codes if code.startswith("architecture-")]


def test_params_json_names_a_class_that_is_served() -> None:
    params = {"dim": 1024, "n_layers": 4, "head_dim": 128, "hidden_dim": 4096, "n_heads": 8, "n_kv_heads": 8}
    checkpoint = read_checkpoint({**params, "norm_eps": 1e-5, "vocab_size": 32000, "rope_theta": 1e6})
    assert checkpoint.unserved is None
