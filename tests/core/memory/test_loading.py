# SPDX-License-Identifier: Apache-2.0
"""What "Model loading took" counts beside the parameters, release by release."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rigwise.core.hardware.catalogue import compose
from rigwise.core.memory.deployment import Deployment, ServingOptions
from rigwise.core.memory.estimate import estimate
from rigwise.core.memory.loading import FIRST_LOADER, LATEST_LOADER, SEGMENT, Loader, block_rest, probed
from rigwise.core.memory.releases import release
from rigwise.core.memory.sums import sums
from rigwise.core.memory.weights import StageWeights, stage_weights
from rigwise.core.models.catalogue import find
from rigwise.core.models.config import read_checkpoint
from rigwise.core.units import GIB, MIB

HOPPER, AMPERE = (9, 0), (8, 6)


def stage(model: str, tp: int = 1, capability: tuple[int, int] = HOPPER, loader: Loader = FIRST_LOADER) -> StageWeights:
    entry = find(model)
    assert entry is not None
    return stage_weights(entry.checkpoint(), tp, capability=capability, loader=loader)[0]


@pytest.mark.parametrize(
    ("model", "card", "cards", "version", "logged"),
    [
        ("Qwen/Qwen2.5-14B-Instruct", "RTX 4090", 2, "0.7.2", 13.9476),
        ("Qwen/Qwen3-32B", "H100 80GB HBM3", 2, "0.11.0", 30.59),
        ("Qwen/Qwen3-32B", "H100 80GB HBM3", 4, "0.10.0", 15.4115),
        ("Qwen/Qwen3-32B", "H100 80GB HBM3", 8, "0.10.0", 7.6871),
        ("microsoft/phi-4", "H100 80GB HBM3", 1, "0.19.0", 27.39),
        ("google/gemma-3-27b-it", "H100 80GB HBM3", 1, "0.19.0", 51.45),
        ("meta-llama/Llama-3.1-8B-Instruct", "H100 80GB HBM3", 1, "0.19.0", 14.99),
        ("openai/gpt-oss-20b", "RTX 3090", 1, "0.12.0", 13.7194),
        ("openai/gpt-oss-20b", "H100 80GB HBM3", 1, "0.11.0", 13.47),
        ("openai/gpt-oss-120b", "H100 80GB HBM3", 1, "0.14.1", 64.38),
        ("openai/gpt-oss-20b", "H100 80GB HBM3", 1, "0.19.0", 13.64),
        ("openai/gpt-oss-20b", "H100 80GB HBM3", 2, "0.19.0", 7.01),
        ("Qwen/Qwen3.5-9B", "RTX 3090", 4, "0.19.0", 4.52),
        ("Qwen/Qwen3-32B-AWQ", "RTX 5090", 1, "0.17.1", 18.14),
    ],
)
def test_weights_are_what_public_starts_logged(model: str, card: str, cards: int, version: str, logged: float) -> None:
    entry = find(model)
    assert entry is not None
    options = ServingOptions(tensor_parallel_size=cards)
    result = estimate(Deployment(compose([card] * cards), entry.checkpoint(), options, version))
    assert result.per_gpu[0].weights / GIB == pytest.approx(logged, rel=0.002)


def test_a_block_keeps_the_end_of_its_segment_up_to_one_mebibyte() -> None:
    assert block_rest(135 * MIB, None) == MIB
    assert block_rest(135 * MIB - 1, None) == 0  # more than that is given away
    assert block_rest(136 * MIB, None) == 0
    assert block_rest(9 * MIB, None) == 0  # shares a segment, which is split exactly


def test_blocks_that_are_never_split_keep_all_of_it() -> None:
    assert block_rest(134 * MIB + 1, 20 * MIB) == 2 * MIB - 1
    assert block_rest(13 * MIB, 20 * MIB) == MIB  # smaller than that: split as before


@given(st.integers(0, 1 << 40), st.sampled_from([None, 20 * MIB]))
def test_a_block_ends_within_its_segment(size: int, whole_from: int | None) -> None:
    rest = block_rest(size, whole_from)
    assert 0 <= rest < SEGMENT
    assert rest == 0 or (size + rest) % SEGMENT == 0


def test_hopper_keeps_mxfp4_scales_twice_until_0_25() -> None:
    kept = Loader(triton_experts=True)
    dropped = replace(kept, scales_kept=False)
    twice, once = (stage("openai/gpt-oss-20b", loader=loader).kept for loader in (kept, dropped))
    experts, groups = 24 * 32, 2880 // 32
    assert twice - once == experts * (5760 + 2880) * groups


def test_before_triton_hopper_pads_experts_as_marlin_does() -> None:
    marlin, triton = (
        stage("openai/gpt-oss-120b", loader=Loader(triton_experts=triton), capability=HOPPER).total / GIB
        for triton in (False, True)
    )
    assert marlin == pytest.approx(65.9651, rel=0.001)  # logged on an H100 in 0.10.1
    assert triton == pytest.approx(64.38, rel=0.001)


def test_multimodal_tables_were_four_times_as_long() -> None:
    wide, narrow = (
        stage("Qwen/Qwen3-VL-30B-A3B-Instruct", 2, loader=replace(FIRST_LOADER, wide_tables=wide)).total
        for wide in (True, False)
    )
    assert wide - narrow == 3 * 262_144 * 128 * 2
    text, again = (
        stage("Qwen/Qwen3-8B", loader=replace(FIRST_LOADER, wide_tables=wide)).total for wide in (True, False)
    )
    assert text == again


def test_latent_attention_absorbs_quantized_projections_in_16_bit() -> None:
    eight = stage("deepseek-ai/DeepSeek-V3.1", 8, loader=Loader())
    sixteen = stage("deepseek-ai/DeepSeek-V2-Lite", 1, loader=Loader())
    assert eight.kept >= 61 * (128 // 8) * (128 + 128) * 512 * 2
    lite = 27 * 16 * (128 + 128) * 512 * 2
    assert sixteen.kept < lite  # not quantized: it absorbs views


def test_the_latest_release_leaves_the_parameters_alone_and_charges_the_rest_as_slack() -> None:
    found = stage("Qwen/Qwen2.5-14B-Instruct", 2, AMPERE, LATEST_LOADER)
    assert found.total == sum(line.total for line in found.lines)
    assert found.kept > 0.15 * GIB
    entry = find("Qwen/Qwen2.5-14B-Instruct")
    assert entry is not None
    result = estimate(Deployment(compose(["RTX 3090"] * 2), entry.checkpoint(), ServingOptions(tensor_parallel_size=2)))
    slack = next(part for part in result.per_gpu[0].budget_parts if part.name == "allocator slack")
    assert slack.likely >= found.kept


def test_the_sum_of_the_weights_names_what_loading_kept() -> None:
    entry = find("Qwen/Qwen2.5-14B-Instruct")
    assert entry is not None
    rig, options = compose(["RTX 3090"] * 2), ServingOptions(tensor_parallel_size=2)
    old = Deployment(rig, entry.checkpoint(), options, "0.12.0")
    lines = {line.name: line.bytes for line in sums(old, estimate(old))[0].weights}
    assert lines["kept by loading"] == stage("Qwen/Qwen2.5-14B-Instruct", 2, AMPERE).kept
    assert "kept in the machine's memory" not in lines
    new = replace(old, vllm_version="0.33.0")
    assert "kept by loading" not in {line.name for line in sums(new, estimate(new))[0].weights}


V2_LITE = {
    "architectures": ["DeepseekV2ForCausalLM"], "model_type": "deepseek_v2", "torch_dtype": "bfloat16",
    "hidden_size": 2048, "intermediate_size": 10944, "moe_intermediate_size": 1408, "num_hidden_layers": 27,
    "num_attention_heads": 16, "num_key_value_heads": 16, "vocab_size": 102400, "max_position_embeddings": 163840,
    "n_routed_experts": 64, "n_shared_experts": 2, "num_experts_per_tok": 6, "first_k_dense_replace": 1,
    "moe_layer_freq": 1, "kv_lora_rank": 512, "q_lora_rank": None, "qk_nope_head_dim": 128, "qk_rope_head_dim": 64,
    "v_head_dim": 128, "tie_word_embeddings": False,
    "rope_scaling": {
        "type": "yarn", "factor": 40, "original_max_position_embeddings": 4096, "beta_fast": 32, "beta_slow": 1,
        "mscale": 0.707, "mscale_all_dim": 0.707,
    },
}  # fmt: skip


@pytest.mark.parametrize(("cards", "logged"), [(1, 29.43), (2, 14.83), (4, 7.51)])
def test_asking_for_a_backend_of_latent_attention_allocates_its_buffer(cards: int, logged: float) -> None:
    """DeepSeek V2 Lite Chat on H100s in 0.19.0 (llm-d-planner's accuracy campaign): 128 MiB more than its tensors,
    whatever the cards share."""
    rig = compose(["H100 80GB HBM3"] * cards)
    deployment = Deployment(rig, read_checkpoint(V2_LITE), ServingOptions(tensor_parallel_size=cards), "0.19.0")
    assert estimate(deployment).per_gpu[0].weights / GIB == pytest.approx(logged, abs=0.006)


@pytest.mark.parametrize(
    ("version", "capability", "buffers"),
    [
        ("0.11.0", HOPPER, 0), ("0.12.0", HOPPER, 1), ("0.12.0", AMPERE, 1), ("0.12.0", (10, 0), 2),
        ("0.19.0", (12, 0), 1), ("0.22.0", (12, 0), 0), ("0.24.0", HOPPER, 1), ("0.25.0", HOPPER, 0),
        ("0.25.0", (10, 0), 1), ("0.33.0", (10, 0), 1),
    ],
)  # fmt: skip
def test_which_backends_are_imported_follows_release_and_card(
    version: str, capability: tuple[int, int], buffers: int
) -> None:
    assert probed(release(version).loader, capability) == buffers * 128 * MIB


PIXTRAL = {
    "dim": 5120, "n_layers": 40, "head_dim": 128, "hidden_dim": 32768, "n_heads": 32, "n_kv_heads": 8,
    "rope_theta": 1000000000.0, "norm_eps": 1e-05, "vocab_size": 131072, "max_position_embeddings": 131072,
    "vision_encoder": {
        "hidden_size": 1024, "num_channels": 3, "max_image_size": 1540, "patch_size": 14, "rope_theta": 10000.0,
        "intermediate_size": 4096, "num_hidden_layers": 24, "num_attention_heads": 16, "adapter_bias": False,
        "mm_projector_id": "patch_merge", "spatial_merge_size": 2, "add_pre_mm_projector_layer_norm": True,
        "image_token_id": 10, "image_break_token_id": 12, "image_end_token_id": 13, "image_size": 1540,
    },
}  # fmt: skip


@pytest.mark.parametrize(("cards", "logged"), [(1, 44.76), (2, 22.80), (4, 11.86)])
def test_mistrals_own_tower_was_whole_on_every_card(cards: int, logged: float) -> None:
    """Mistral Small 3.1 24B on H100s in 0.19.0 (the same campaign); from 0.20 on the tower is sharded (pixtral.py)."""
    rig, checkpoint = compose(["H100 80GB HBM3"] * cards), read_checkpoint(PIXTRAL)
    options = ServingOptions(tensor_parallel_size=cards)

    def weights(version: str) -> float:
        return estimate(Deployment(rig, checkpoint, options, version)).per_gpu[0].weights / GIB

    assert weights("0.19.0") == pytest.approx(logged, rel=0.0015)
    assert weights("0.20.0") == pytest.approx(logged - 0.75 * (1 - 1 / cards), abs=0.04)


def test_a_release_starts_from_the_loader_before_it() -> None:
    assert release("0.33.0").loader == LATEST_LOADER
    assert release("0.6.0").loader == FIRST_LOADER
    assert release("0.26.0").loader.counted
    assert not release("0.27.0").loader.counted
