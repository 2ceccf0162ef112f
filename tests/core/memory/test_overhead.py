# SPDX-License-Identifier: Apache-2.0
"""What a card holds beside weights and KV cache, against what public starts logged."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rigwise.core.hardware.catalogue import compose
from rigwise.core.hardware.rig import Rig
from rigwise.core.memory.defaults import Settings
from rigwise.core.memory.deployment import Deployment, ServingOptions
from rigwise.core.memory.estimate import estimate
from rigwise.core.memory.overhead import (
    ACTIVATION,
    COMPILING,
    ENCODER,
    GRAPHS,
    LATENT_WORKSPACE,
    SHARED,
    expanded_context,
    graph_kernels,
    inputs_in_eight_bits,
    largest_graph,
    sampled_rows,
    sampler_state,
    split_buffer,
)
from rigwise.core.memory.releases import release
from rigwise.core.memory.result import Estimate, Part
from rigwise.core.models.architecture import PooledKeys
from rigwise.core.models.catalogue import entries, find
from rigwise.core.units import GIB

H100 = "H100 80GB HBM3"
CONTEXT_A100 = round(0.35 * GIB)


def parts(model: str, card: str, version: str, cards: int = 1, **options: object) -> dict[str, Part]:
    entry = find(model)
    assert entry is not None
    split = {"tensor_parallel_size": cards} if "pipeline_parallel_size" not in options else {}
    chosen = ServingOptions(**split, **options)  # type: ignore[arg-type]
    result = estimate(Deployment(compose([card] * cards), entry.checkpoint(), chosen, version))
    return {part.name: part for part in result.per_gpu[0].overhead_parts}


def test_releases_that_charge_the_card_leave_less_beside_context_and_other_programs() -> None:
    """0.9.0 takes total minus free memory off the budget, 0.9.1 what was allocated since (v1/worker/gpu_worker.py)."""
    entry = find("Qwen/Qwen3-14B")
    assert entry is not None
    rig = compose(["A100-SXM4-40GB"])
    shared = replace(rig, gpus=(replace(rig.gpus[0], used_bytes=2 * GIB),))
    options = ServingOptions(max_model_len=8192, gpu_memory_utilization=0.9)

    def left(version: str, cards: Rig = rig) -> int:
        answer = estimate(Deployment(cards, entry.checkpoint(), options, version))
        assert answer.available_kv is not None
        return answer.available_kv

    assert left("0.9.0") == left("0.9.1") - CONTEXT_A100
    assert left("0.9.0", shared) == left("0.9.0") - 2 * GIB
    assert left("0.9.1", shared) == left("0.9.1")


def test_a_pipeline_says_that_encoders_may_be_on_the_first_stage_only() -> None:
    entry = find("Qwen/Qwen3.5-27B")
    assert entry is not None
    plan = Deployment(compose([H100] * 2), entry.checkpoint(), ServingOptions(pipeline_parallel_size=2))
    assert any("0.9 GiB less" in note for note in estimate(plan).approximate)
    assert not any("less" in note for note in estimate(replace(plan, vllm_version="0.19.0")).approximate)


@pytest.mark.parametrize(
    ("model", "card", "version", "cards", "logged"),
    [
        ("meta-llama/Llama-3.1-8B-Instruct", H100, "0.11.0", 1, 4.76),
        ("meta-llama/Llama-3.1-8B-Instruct", H100, "0.19.0", 1, 1.89),
        ("meta-llama/Llama-3.1-8B-Instruct", H100, "0.19.0", 4, 1.89),
        ("Qwen/Qwen3-0.6B", H100, "0.11.0", 1, 5.56),
        ("Qwen/Qwen3-32B", H100, "0.11.0", 2, 5.64),
        ("google/gemma-2-9b-it", H100, "0.19.0", 1, 3.65),
        ("microsoft/phi-4", H100, "0.19.0", 1, 1.52),
        ("openai/gpt-oss-20b", H100, "0.11.0", 1, 7.38),
        ("openai/gpt-oss-20b", H100, "0.19.0", 1, 2.87),
        ("Qwen/Qwen2.5-7B-Instruct", H100, "0.19.0", 1, 2.21),
        ("Qwen/Qwen2.5-72B-Instruct", H100, "0.19.0", 2, 2.29),
        ("Qwen/Qwen3-14B", H100, "0.16.0", 1, 5.64),
        ("Qwen/Qwen3-14B", H100, "0.17.0", 1, 2.23),
    ],
)
def test_sampling_sets_the_peak_on_large_cards(model: str, card: str, version: str, cards: int, logged: float) -> None:
    """What logs call peak activation has the libraries' workspaces in it, which stand in a part of their own."""
    found = parts(model, card, version, cards)
    peak = found[ACTIVATION]
    assert peak.low / GIB <= logged <= peak.high / GIB
    assert (peak.likely + found["allocator slack"].likely) / GIB == pytest.approx(logged, abs=0.04)


def test_logits_are_in_the_models_type() -> None:
    """Llama 3.1 8B with --dtype float32 on an H100 in 0.19.0: 2.21 GiB, in bfloat16 1.89."""
    found = parts("meta-llama/Llama-3.1-8B-Instruct", H100, "0.19.0", dtype="float32")
    assert (found[ACTIVATION].likely + found["allocator slack"].likely) / GIB == pytest.approx(2.21, abs=0.03)


def test_triton_filters_with_a_row_for_each_multiprocessor() -> None:
    """0.17 on H100s with 132 of them: 3.62 GiB for Gemma 2 2B's 256,000 entries, of which 1,024 rows take 3.42."""
    old, new = (parts("google/gemma-2-9b-it", H100, version)[ACTIVATION].likely for version in ("0.16.0", "0.17.0"))
    rows = 1024 * 256_000
    assert old - new == (38 - 14) * rows - 132 * 4 * 256_000
    small = parts("google/gemma-2-9b-it", H100, "0.17.0", max_num_seqs=1)[ACTIVATION].likely
    assert small < 0.9 * GIB


@pytest.mark.parametrize(("stages", "logged"), [(2, 1.10), (4, 1.05)])
def test_stages_hand_hidden_states_and_residuals_on(stages: int, logged: float) -> None:
    """Llama 3.1 8B on H100s in 0.19.0, the first stage, which samples nothing."""
    found = parts("meta-llama/Llama-3.1-8B-Instruct", H100, "0.19.0", stages, pipeline_parallel_size=stages)
    assert (found[ACTIVATION].likely + found["allocator slack"].likely) / GIB == pytest.approx(logged, abs=0.1)


def test_the_context_that_latent_attention_expands_is_within_the_pass_not_beside_sampling() -> None:
    """DeepSeek V2 Lite on an H100 in 0.19.0: 1.93 GiB, 0.45 of them the experts' scratch memory."""
    entry = find("deepseek-ai/DeepSeek-V3.1")
    assert entry is not None
    found = parts("deepseek-ai/DeepSeek-V3.1", "B200", "0.19.0", 8, max_num_batched_tokens=2048)
    assert LATENT_WORKSPACE not in found
    layer = entry.checkpoint().architecture.layers[0]
    expanded = expanded_context(layer, Settings(131072, False, 1024, 2048, 0.9), 1)
    assert expanded == 65536 * 128 * 256 * 2
    assert expanded_context(layer, Settings(131072, False, 1024, 2048, 0.9), 8) * 8 == expanded


@pytest.mark.parametrize(
    ("form", "capability", "eight"),
    [
        ("INT8", (8, 0), True), ("FP8", (8, 9), True), ("FP8 blocks", (9, 0), True), ("FP8 per channel", (8, 6), False),
        ("GPTQ", (9, 0), False), ("16-bit", (9, 0), False),
    ],
)  # fmt: skip
def test_formats_whose_matrices_take_inputs_in_eight_bits(form: str, capability: tuple[int, int], eight: bool) -> None:
    assert inputs_in_eight_bits(form, capability) is eight


@pytest.mark.parametrize(
    ("model", "card", "version", "kept"),
    [
        ("Qwen/Qwen3-30B-A3B", H100, "0.19.0", True),
        ("Qwen/Qwen3-30B-A3B", H100, "0.12.0", False),
        ("openai/gpt-oss-20b", H100, "0.19.0", False),
        ("openai/gpt-oss-20b", "RTX 4090", "0.19.0", True),
        ("nvidia/Qwen3-30B-A3B-NVFP4", "RTX 5090", "0.33.0", False),
        ("nvidia/Qwen3-30B-A3B-NVFP4", "RTX 4090", "0.33.0", True),
    ],
)
def test_some_experts_give_their_scratch_memory_back(model: str, card: str, version: str, kept: bool) -> None:
    assert ("expert workspace" in parts(model, card, version, max_num_seqs=8)) is kept


def test_inputs_in_eight_bits_are_held_once_more() -> None:
    """Llama 3.3 70B quantized.w8a8 on one H100 in 0.19.0: 75.23 - 67.72 - 0.25 - 5.01 leave 2.25 GiB; on two, where a
    pass is half as wide, 1.96, of which sampling is 1.90."""
    one, two = (
        parts("RedHatAI/Llama-3.3-70B-Instruct-quantized.w8a8", H100, "0.19.0", cards)[ACTIVATION] for cards in (1, 2)
    )
    assert one.likely > two.likely
    assert one.low <= 2.25 * GIB <= one.high


@pytest.mark.parametrize(
    ("model", "logged"),
    [("google/gemma-3-27b-it", 3.99), ("mistralai/Devstral-Small-2-24B-Instruct-2512", 2.18)],
)
def test_images_add_pixels_and_results_where_sampling_needs_more_than_the_tower(model: str, logged: float) -> None:
    """The second is Mistral Small 3.1 in INT8, of the same dimensions and inputs in 8 bit as well."""
    found = parts(model, H100, "0.19.0", max_model_len=8192)
    assert (found[ACTIVATION].likely + found[ENCODER].likely) / GIB == pytest.approx(logged, rel=0.03)


def test_a_batch_holds_the_largest_image_at_least() -> None:
    """Mistral 3 reads images of up to 1,540 pixels: 55 x 55 tokens of 2 x 2 patches."""
    small, fitting = (
        parts("mistralai/Devstral-Small-2-24B-Instruct-2512", H100, "0.19.0", max_num_batched_tokens=tokens)[ENCODER]
        for tokens in (512, 55 * 55)
    )
    assert "12,100 patches" in small.why
    assert "12,100 patches" in fitting.why


@pytest.mark.parametrize(
    ("version", "gib"),
    [
        ("0.11.0", 2.57),  # room for a video of 153,600 tokens: 4 x RTX 3090 with 65,536 tokens kept 2.31 GiB for KV
        ("0.12.0", 0.475),  # an image of 16,384 tokens, four results a token and three buffers of 2,048
    ],
)
def test_features_of_inner_layers_make_results_wider(version: str, gib: float) -> None:
    options = {"max_model_len": 65536, "max_num_batched_tokens": 2048}
    found = parts("Qwen/Qwen3-VL-30B-A3B-Instruct", "RTX 3090", version, cards=4, **options)[ENCODER]
    assert found.likely / GIB == pytest.approx(gib, rel=0.02)


@pytest.mark.parametrize(("tokens", "first", "rows"), [(8192, True, 1), (32768, True, 2), (8192, False, 256)])
def test_the_first_engine_samples_as_many_rows_as_images_fit(tokens: int, first: bool, rows: int) -> None:
    """An image of 16,384 tokens each, one at least. Qwen2-VL-7B on 0.6.6 logged a peak of 1.16 GiB with 8,192 tokens."""
    entry = find("Qwen/Qwen3-VL-8B-Instruct")
    assert entry is not None
    chosen = Settings(8192, False, 256, tokens, 0.9)
    assert sampled_rows(entry.checkpoint().architecture, chosen, first) == rows


@pytest.mark.parametrize(("card", "charged"), [("GB10", True), ("RTX 5090", False)])
def test_a_card_in_the_machines_memory_is_charged_for_the_host(card: str, charged: bool) -> None:
    assert (SHARED in parts("Qwen/Qwen3-8B", card, "0.20.0")) is charged


def test_images_are_the_peak_where_few_requests_are_sampled() -> None:
    """Qwen3.6-35B on a 5090 logged 1.56 GiB less without images: 0.83 are the tower, 0.73 what it needs."""
    found = parts("Qwen/Qwen3.5-35B-A3B", "RTX 5090", "0.19.0", max_num_seqs=1)
    alone = found[ACTIVATION].likely + found["expert workspace"].likely
    assert (found[ENCODER].likely + alone) / GIB == pytest.approx(1.58, rel=0.05)
    assert found[ENCODER].low == 0  # without images, by flag


@pytest.mark.parametrize(
    ("card", "cards", "version", "logged"),
    [
        (H100, 1, "0.11.0", 0.13), (H100, 1, "0.19.0", 0.25), (H100, 2, "0.11.0", 0.54), (H100, 2, "0.19.0", 2.07),
        (H100, 4, "0.19.0", 2.13), (H100, 4, "0.10.0", 2.07), ("A100-SXM4-40GB", 8, "0.7.1", 2.10),
        ("A100-SXM4-40GB", 2, "0.6.6", 1.54), ("L40S", 8, "0.10.2", 0.21), ("RTX 4090", 2, "0.7.2", 0.25),
    ],
)  # fmt: skip
def test_what_is_outside_torch_has_communication_in_it_where_the_snapshot_precedes_it(
    card: str, cards: int, version: str, logged: float
) -> None:
    entry = find("meta-llama/Llama-3.1-8B-Instruct")
    assert entry is not None
    options = ServingOptions(tensor_parallel_size=cards, max_model_len=4096)
    budget = estimate(Deployment(compose([card] * cards), entry.checkpoint(), options, version)).per_gpu[0].budget_parts
    found = sum(part.likely for part in budget if part.name in ("kernels and libraries", "communication"))
    assert found / GIB == pytest.approx(logged, rel=0.12, abs=0.05)


def test_communication_is_set_up_before_the_snapshot_from_0_11_on() -> None:
    entry = find("meta-llama/Llama-3.1-8B-Instruct")
    assert entry is not None

    def charged(version: str) -> bool:
        options = ServingOptions(tensor_parallel_size=2, max_model_len=4096)
        result = estimate(Deployment(compose(["RTX 4090"] * 2), entry.checkpoint(), options, version))
        return "communication" in {part.name for part in result.per_gpu[0].budget_parts}

    assert charged("0.10.2")
    assert not charged("0.11.0")


@pytest.mark.parametrize(
    ("card", "version", "logged"),
    [
        ("RTX 4080", "0.10.2", 0.02), ("RTX 4090", "0.10.2", 0.02), ("Tesla T4", "0.8.2", 0.05), ("A10", "0.7.2", 0.05),
        ("L40", "0.7.2", 0.08), ("RTX 5090", "0.7.3", 0.12), ("A100-SXM4-80GB", "0.6.5", 0.13), (H100, "0.18.0", 0.25),
    ],
)  # fmt: skip
def test_smaller_chips_load_fewer_kernels(card: str, version: str, logged: float) -> None:
    found = parts("Qwen/Qwen3-0.6B", card, version)["kernels and libraries"]
    assert found.likely / GIB == pytest.approx(logged, abs=0.035)
    assert found.low / GIB - 0.02 <= logged <= found.high / GIB


def test_sparse_latents_are_gathered_in_room_for_five_contexts() -> None:
    """GLM-5.2 with 819,200 tokens on four B200 logged a peak of 6.31 GiB in 0.26; from 0.32 on long ones take less."""

    def of(version: str, length: int) -> dict[str, Part]:
        return parts(
            "zai-org/GLM-5.2-FP8", "B200", version, 8, max_model_len=length, max_num_batched_tokens=8192,
            enable_expert_parallel=True,
        )  # fmt: skip

    long = of("0.26.0", 819_200)
    assert long[LATENT_WORKSPACE].likely + long["expert workspace"].likely == 5 * 819_200 * 576 * 2
    peak = sum(part.likely for name, part in long.items() if name in (ACTIVATION, "expert workspace", LATENT_WORKSPACE))
    assert peak / GIB == pytest.approx(6.31, rel=0.06)
    shorter = of("0.33.0", 819_200)
    assert LATENT_WORKSPACE not in shorter or shorter[LATENT_WORKSPACE].likely < long[LATENT_WORKSPACE].likely
    assert LATENT_WORKSPACE not in of("0.12.0", 819_200)


def test_each_layer_that_chooses_tokens_keeps_a_buffer_for_a_batch() -> None:
    """2,048 + 4 columns of 4 bytes for each of 8,192 tokens, in each of 12 layers: 0.75 GiB of Qwen3.8-Flash-Next."""
    architecture = find("Qwen/Qwen3-8B").checkpoint().architecture
    keeps = replace(architecture.layers[0], beside=PooledKeys(128, 4, chosen=2048))
    choosing = replace(architecture, layers=(*architecture.layers[12:], *[keeps] * 12))
    batch = Settings(4096, False, 32, 8192, 0.92)
    more = sampler_state(choosing, batch).likely - sampler_state(architecture, batch).likely
    assert more == 12 * 2052 * 4 * 8192


def test_cards_without_nvlink_have_no_such_buffers() -> None:
    assert parts("Qwen/Qwen3-8B", "RTX 4090", "0.19.0", 2)["kernels and libraries"].likely <= 0.3 * GIB


def test_four_bit_float_kernels_of_blackwell_are_large() -> None:
    blackwell, ada = (
        parts("nvidia/Qwen3-32B-NVFP4", card, "0.33.0")["kernels and libraries"].likely for card in ("RTX 5090", "L40S")
    )
    assert blackwell > ada


@pytest.mark.parametrize(
    ("model", "card", "version", "logged", "options"),
    [
        ("meta-llama/Llama-3.1-8B-Instruct", H100, "0.19.0", 0.91, {}),
        ("meta-llama/Llama-3.1-8B-Instruct", "A100-SXM4-80GB", "0.17.1", 0.50, {}),
        ("meta-llama/Llama-3.1-8B-Instruct", "RTX 3090", "0.12.0", 0.21, {"max_num_seqs": 64}),
        ("Qwen/Qwen2.5-7B-Instruct", "A100-SXM4-80GB", "0.10.1", 0.50, {}),
        ("Qwen/Qwen3-32B-AWQ", "RTX 5090", "0.17.1", 0.73, {}),
        ("google/gemma-2-9b-it", H100, "0.19.0", 1.09, {}),
        ("microsoft/phi-4", H100, "0.19.0", 1.07, {}),
        ("Qwen/Qwen3-8B", H100, "0.19.0", 0.96, {}),
        ("Qwen/Qwen2.5-72B-Instruct", H100, "0.19.0", 1.61, {"cards": 2}),
        ("Qwen/Qwen3-30B-A3B", H100, "0.19.0", 1.41, {}),
        ("Qwen/Qwen3-30B-A3B", H100, "0.19.0", 1.26, {"cards": 4}),
        ("openai/gpt-oss-20b", H100, "0.19.0", 1.84, {}),
        ("openai/gpt-oss-20b", "RTX 3090", "0.12.0", 0.63, {"max_num_seqs": 32}),
        ("Qwen/Qwen3.5-9B", "L40S", "0.19.0", 0.78, {}),
    ],
)
def test_graphs_grow_with_kernels_and_sizes(
    model: str, card: str, version: str, logged: float, options: dict[str, object]
) -> None:
    found = parts(model, card, version, **options)[GRAPHS]  # type: ignore[arg-type]
    assert found.low / GIB <= logged <= found.high / GIB
    assert found.likely / GIB == pytest.approx(logged, abs=0.35)


@pytest.mark.parametrize(("cards", "logged"), [(1, 0.91), (2, 0.76), (4, 0.67)])
def test_flash_attention_3_keeps_results_of_every_split_in_the_graphs(cards: int, logged: float) -> None:
    """Llama 3.1 8B on H100s in 0.19.0: 32 splits of 512 rows of 32 heads of 128, in float32, are a quarter of a GiB."""
    found = parts("meta-llama/Llama-3.1-8B-Instruct", H100, "0.19.0", cards)[GRAPHS]
    assert found.likely / GIB == pytest.approx(logged, abs=0.06)
    entry = find("meta-llama/Llama-3.1-8B-Instruct")
    assert entry is not None
    architecture = entry.checkpoint().architecture
    assert split_buffer(architecture, 512, cards) == 32 * 512 * 32 * 128 * 4 // cards
    without = parts("meta-llama/Llama-3.1-8B-Instruct", "A100-SXM4-80GB", "0.19.0", max_num_seqs=1024)[GRAPHS]
    with_splits = parts("meta-llama/Llama-3.1-8B-Instruct", H100, "0.19.0", max_num_batched_tokens=2048)[GRAPHS]
    assert with_splits.likely - without.likely == split_buffer(architecture, 512, 1)


@pytest.mark.parametrize(
    ("model", "card", "version", "sequences", "largest"),
    [
        ("openai/gpt-oss-20b", H100, "0.19.0", 1024, 1024),  # "PIECEWISE=83 (largest=1024)"
        ("openai/gpt-oss-20b", "RTX 3090", "0.12.0", 32, 1024),
        ("openai/gpt-oss-20b", "RTX 3090", "0.11.0", 32, 992),
        ("openai/gpt-oss-20b", "RTX 3090", "0.10.2", 32, 64),
        ("Qwen/Qwen3-8B", H100, "0.33.0", 1024, 512),
        ("Qwen/Qwen3-8B", "B200", "0.33.0", 1024, 1024),
        ("Qwen/Qwen3-8B", "B200", "0.27.0", 1024, 512),
        ("Qwen/Qwen3-8B", "B200", "0.33.0", 16, 32),
    ],
)
def test_the_largest_graph_follows_model_and_card(
    model: str, card: str, version: str, sequences: int, largest: int
) -> None:
    entry = find(model)
    assert entry is not None
    batch = Settings(8192, False, sequences, 8192, 0.92)
    gpu = compose([card]).gpus[0]
    assert largest_graph(entry.checkpoint().architecture, batch, release(version), gpu) == largest


@pytest.mark.parametrize(
    ("model", "kernels"),
    [
        ("meta-llama/Llama-3.1-8B-Instruct", 32 * 11),
        ("Qwen/Qwen3-30B-A3B", 48 * 16),
        ("Qwen/Qwen3.5-9B", 24 * 15 + 8 * 11),
        ("deepseek-ai/DeepSeek-V3.1", 3 * 15 + 58 * 24),
        ("zai-org/GLM-5.2-FP8", 3 * 23 + 75 * 32),
    ],
)
def test_a_graph_holds_the_kernels_of_its_layers(model: str, kernels: int) -> None:
    entry = find(model)
    assert entry is not None
    architecture = entry.checkpoint().architecture
    assert graph_kernels(architecture, 0, len(architecture.layers)) == kernels


def test_graphs_are_taken_off_the_budget_from_0_20_on_and_never_when_eager() -> None:
    entry = find("Qwen/Qwen3-8B")
    assert entry is not None

    def budget(version: str, eager: bool) -> set[str]:
        options = ServingOptions(max_model_len=8192, enforce_eager=eager)
        result = estimate(Deployment(compose(["RTX 4090"]), entry.checkpoint(), options, version))
        return {part.name for part in result.per_gpu[0].budget_parts}

    assert GRAPHS not in budget("0.19.0", False)
    assert GRAPHS in budget("0.20.0", False)
    assert GRAPHS not in budget("0.24.0", False)  # the newer runner answered 0 until it tried them
    assert GRAPHS not in budget("0.28.0", False)
    assert GRAPHS in budget("0.29.0", False)
    assert GRAPHS not in budget("0.33.0", True)


def test_a_pipeline_stage_captures_its_own_layers() -> None:
    whole, half = (
        parts("meta-llama/Llama-3.1-8B-Instruct", H100, "0.19.0", cards, pipeline_parallel_size=cards)[GRAPHS].likely
        for cards in (1, 2)
    )
    assert half < whole


@pytest.mark.parametrize(
    ("version", "model", "state"),
    [
        ("0.24.0", "Qwen/Qwen3-30B-A3B", False),
        ("0.25.0", "Qwen/Qwen3-30B-A3B", False),
        ("0.25.0", "Qwen/Qwen3.5-27B", False),
        ("0.25.0", "google/gemma-2-9b-it", True),
        ("0.22.0", "Qwen/Qwen3-8B", True),
        ("0.22.0", "meta-llama/Llama-3.1-8B-Instruct", False),
        ("0.29.0", "Qwen/Qwen3-30B-A3B", True),
    ],
)
def test_the_newer_runner_keeps_sampler_state(version: str, model: str, state: bool) -> None:
    assert ("sampler and input buffers" in parts(model, H100, version)) is state


@settings(max_examples=100, deadline=None)
@given(
    entry=st.sampled_from(entries()),
    card=st.sampled_from(("RTX 3090", "RTX 5090", H100, "B200", "GB10")),
    version=st.sampled_from(("0.6.6", "0.9.0", "0.12.0", "0.19.0", "0.21.0", "0.28.0", "0.33.0")),
    sequences=st.sampled_from((None, 1, 64, 2048)),
    tokens=st.sampled_from((None, 512, 65536)),
)
def test_every_part_has_an_honest_range(
    entry: object, card: str, version: str, sequences: int | None, tokens: int | None
) -> None:
    assert hasattr(entry, "id")
    found = parts(entry.id, card, version, max_num_seqs=sequences, max_num_batched_tokens=tokens)
    for part in found.values():
        assert 0 <= part.low <= part.likely <= part.high, part
        assert part.why


@pytest.mark.parametrize(
    ("model", "card", "version", "logged"),
    [
        ("Qwen/Qwen2.5-7B-Instruct", "RTX 4080", "0.26.0", 1.04),
        ("meta-llama/Llama-3.1-8B-Instruct", "A100-SXM4-80GB", "0.31.0", 1.44),
    ],
)
def test_a_first_start_charges_a_table_of_words_to_the_peak(model: str, card: str, version: str, logged: float) -> None:
    """Activations of two logs; configurations compiled already log a third of that (issue 54383)."""
    found = parts(model, card, version)
    passing, compiling = found[ACTIVATION], found[COMPILING]
    assert (passing.likely + compiling.likely) / GIB == pytest.approx(logged, rel=0.3)
    assert compiling.low == 0
    assert passing.likely < 0.5 * logged * GIB


@pytest.mark.parametrize(
    ("model", "card", "logged"),
    [
        ("Qwen/Qwen3-1.7B", "RTX 4090", 644_245_094),
        ("Qwen/Qwen3-8B", "RTX 4090", 1_277_752_770),
        ("Qwen/Qwen3-14B", "RTX A6000", 1_599_875_317),
        ("Qwen/Qwen3-32B", "A100-SXM4-80GB", 1_599_875_317),
        ("meta-llama/Llama-3.1-8B-Instruct", "RTX 4090", 1_084_479_242),
        ("mistralai/Mistral-7B-Instruct-v0.3", "RTX 4090", 300_647_710),
        ("deepseek-ai/DeepSeek-V2-Lite", "A100-SXM4-80GB", 440_234_147),
        ("Qwen/Qwen3-8B-AWQ", H100, 1_385_126_952),
    ],
)
def test_the_table_and_two_results_are_the_whole_peak(model: str, card: str, logged: int) -> None:
    """Peaks of cold starts of 0.29, to the log's 0.01 GiB (github.com/mondegreens/apron, verification reports)."""
    found = parts(model, card, "0.29.0", max_model_len=640)
    assert found[ACTIVATION].likely + found[COMPILING].likely == pytest.approx(logged, abs=0.015 * GIB)


@pytest.mark.parametrize(
    ("model", "card", "version", "cards", "options", "lost"),
    [
        # peak activation of 2.21 GiB (llm-d-planner)
        ("meta-llama/Llama-3.1-8B-Instruct", H100, "0.19.0", 1, {"dtype": "float32"}, 2.21 - 2.15),
        # 9.96 GiB of KV cache with 16,384 tokens, 9.11 with 8,192
        ("Qwen/Qwen3-32B-AWQ", "RTX 5090", "0.17.1", 1, {"max_num_batched_tokens": 2048}, 0.85),
        # 245 blocks less in the first start (vllm-project/vllm pull request 54479)
        ("Qwen/Qwen3-32B-AWQ", "RTX 4090", "0.28.0", 2, {"max_num_batched_tokens": 3584, "max_num_seqs": 40}, 0.47),
    ],
)
def test_a_first_start_may_take_as_much_elsewhere(
    model: str, card: str, version: str, cards: int, options: dict[str, object], lost: float
) -> None:
    part = parts(model, card, version, cards, max_model_len=8192, **options)[COMPILING]
    assert part.likely == 0
    assert part.high / GIB == pytest.approx(lost, abs=0.08)


def test_compiling_is_charged_for_what_is_compiled_alone() -> None:
    assert COMPILING in parts("Qwen/Qwen3-8B", "RTX 5090", "0.27.0")
    assert parts("Qwen/Qwen3-8B", "RTX 5090", "0.27.0", cards=2)[COMPILING].likely == 0
    assert COMPILING not in parts("Qwen/Qwen3-8B", "RTX 5090", "0.27.0", enforce_eager=True)
    assert parts("Qwen/Qwen3-8B", "RTX 5090", "0.23.0")[COMPILING].likely == 0
    assert COMPILING not in parts("Qwen/Qwen3-8B", "RTX 5090", "0.11.0")  # VLLM_USE_STANDALONE_COMPILE: 0
    states = parts("Qwen/Qwen3.6-27B", "H200", "0.27.0")[COMPILING]
    assert states.likely == 0 < states.high
    assert COMPILING not in parts("google/gemma-3-27b-it", "H200", "0.27.0")


def test_what_only_the_first_start_has_no_room_for_starts_the_second_time() -> None:
    """Refused cold, 4.42 GiB for 4.76 wanted, and started compiled with 5.37 (a 27B model on a 3090)."""
    entry = find("Qwen/Qwen3-32B-AWQ")
    assert entry is not None

    def result(context: int) -> Estimate:
        options = ServingOptions(max_model_len=context)
        return estimate(Deployment(compose(["RTX 3090"]), entry.checkpoint(), options))

    compiled = result(4096)
    assert compiled.starts
    assert [problem.code for problem in compiled.problems] == ["first-start-refused"]
    assert 4096 <= (compiled.kv_cache_tokens or 0) <= 4112  # what a request takes, not all that the second start has
    assert not result(16_384).starts
    at_once = result(1024)
    assert at_once.starts
    assert not at_once.problems
    assert 1024 <= (at_once.kv_cache_tokens or 0) < 4096


@pytest.mark.parametrize(("spare", "risky"), [(0.7, True), (2.0, False)])
def test_what_one_start_leaves_the_next_may_not(spare: float, risky: bool) -> None:
    """Starts of one configuration differ by 0.8 GiB: a context that leaves less than that to spare may fail."""
    entry = find("meta-llama/Llama-3.1-8B-Instruct")
    assert entry is not None

    def result(context: int) -> Estimate:
        options = ServingOptions(max_model_len=context, max_num_seqs=16, enforce_eager=True)
        return estimate(Deployment(compose(["RTX 4090"]), entry.checkpoint(), options, "0.19.0"))

    available = result(1024).available_kv
    assert available is not None
    found = result(round((available - spare * GIB) / 131072) // 16 * 16)
    assert found.starts
    assert found.risky is risky


@pytest.mark.parametrize(("used", "sequences", "risky"), [(0.9, 256, True), (0.0, 256, False), (0.9, 16, False)])
def test_graphs_outside_the_budget_may_find_too_little_left(used: float, sequences: int, risky: bool) -> None:
    """A 24 GB card with 0.5 GiB in use ran out of memory while it captured, at vLLM's own 0.92: nothing is left of it for
    graphs where the newer runner does not estimate them."""
    entry = find("meta-llama/Llama-3.1-8B-Instruct")
    assert entry is not None
    rig = compose(["RTX 4090"])
    rig = replace(rig, gpus=(replace(rig.gpus[0], used_bytes=round(used * GIB)),))
    options = ServingOptions(max_model_len=4096, max_num_seqs=sequences)
    found = estimate(Deployment(rig, entry.checkpoint(), options, "0.25.1"))
    assert found.starts
    assert found.risky is risky


@pytest.mark.parametrize(
    ("version", "limit"),
    [("0.27.1", "one pass of 2,048 tokens"), ("0.33.0", "sampling 256 rows")],
)
def test_the_newer_runner_profiled_its_sampler_without_options_at_first(version: str, limit: str) -> None:
    """The warm-up needs them after the KV cache is there; an L4 lost 7.1 bytes a row and entry to profiling them."""
    options = {"max_model_len": 2048}
    found = parts("meta-llama/Llama-3.1-8B-Instruct", "L4", version, **options)
    assert limit in found[ACTIVATION].why
    later = found["after the start"].likely
    assert (later > 256 * 128_256 * 7) is (version == "0.27.1")
