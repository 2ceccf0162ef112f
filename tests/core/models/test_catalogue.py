# SPDX-License-Identifier: Apache-2.0
"""The bundled catalogue: published nulls are kept, and formats put together from a sibling weigh what vLLM holds of them."""

import pytest
from rigwise.core.memory.weights import stage_weights
from rigwise.core.models.architecture import AttentionCache
from rigwise.core.models.catalogue import CatalogueEntry, find


def entry_of(model: str) -> CatalogueEntry:
    entry = find(model)
    assert entry is not None
    return entry


@pytest.mark.parametrize(
    ("model", "field"),
    [
        ("mistralai/Mistral-7B-Instruct-v0.3", "sliding_window"),
        ("mistralai/Mistral-Nemo-Instruct-2407", "sliding_window"),
        ("Qwen/Qwen3-8B", "sliding_window"),
        ("deepseek-ai/DeepSeek-V2-Lite", "q_lora_rank"),
    ],
)
def test_published_nulls_are_kept(model: str, field: str) -> None:
    config = entry_of(model).config
    assert field in config
    assert config[field] is None


@pytest.mark.parametrize("model", ["mistralai/Mistral-7B-Instruct-v0.3", "mistralai/Mistral-Nemo-Instruct-2407"])
def test_no_window_where_the_publisher_set_none(model: str) -> None:
    caches = [layer.cache for layer in entry_of(model).checkpoint().architecture.layers]
    assert all(isinstance(cache, AttentionCache) and cache.window is None for cache in caches)


# What vLLM 0.33.0's own classes hold of these configs on one card and on each of two, before loading drops anything.
FOUR_BITS = {
    "cyankiwi/Qwen3.6-27B-AWQ-INT4": (20157709824, 10101223056),
    "cyankiwi/Qwen3.8-27B-AWQ-INT4": (20157709824, 10101223056),
    "google/gemma-4-31B-it-qat-w4a16-ct": (20911097442, 11233953378),
    "cyankiwi/gemma-4-31B-it-AWQ-4bit": (21370422882, 11463616098),
    "cyankiwi/gemma-4-26B-A4B-it-AWQ-4bit": (17597181222, 9584241958),
    "Qwen/Qwen3.5-27B-GPTQ-Int4": (29412699360, 14752308592),
    "Lorbus/Qwen3.6-27B-int4-AutoRound": (18732297440, 9412107632),
    "Qwen/Qwen3.5-35B-A3B-GPTQ-Int4": (22622188288, 11378914128),
    "palmfuture/Qwen3.6-35B-A3B-GPTQ-Int4": (22622188288, 11378914128),
}


@pytest.mark.parametrize("model", FOUR_BITS)
def test_four_bits_of_a_27b_to_35b_model_weigh_what_vllm_holds(model: str) -> None:
    checkpoint = entry_of(model).checkpoint()
    for tp, held in enumerate(FOUR_BITS[model], 1):
        weights = stage_weights(checkpoint, tp)[0].total
        if checkpoint.quantization.method == "compressed-tensors":
            assert weights == pytest.approx(held, rel=1e-5)
        else:  # loading drops the zero points of symmetric GPTQ and biases of experts that no file brought
            assert 0.994 * held < weights < held


def test_a_format_of_another_entry_shares_all_but_the_format() -> None:
    whole, four = entry_of("Qwen/Qwen3.8-27B").config, entry_of("cyankiwi/Qwen3.8-27B-AWQ-INT4").config
    assert four.pop("quantization_config")["config_groups"]["group_0"]["weights"]["group_size"] == 32
    assert four == whole
