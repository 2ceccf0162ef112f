# SPDX-License-Identifier: Apache-2.0
"""The bundled configs keep the fields that their publisher set to null: a class default would stand in for them."""

import pytest
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
