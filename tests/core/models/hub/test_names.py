# SPDX-License-Identifier: Apache-2.0
"""What people paste, and the model it means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rigwise.core.models.hub.names import Reference, is_id, reference
from rigwise.core.problems import RigwiseError

SHA = "0123456789abcdef0123456789abcdef01234567"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Qwen/Qwen3-8B", Reference("Qwen/Qwen3-8B")),
        ("  Qwen/Qwen3-8B \n", Reference("Qwen/Qwen3-8B")),
        ("https://huggingface.co/Qwen/Qwen3-8B", Reference("Qwen/Qwen3-8B")),
        ("https://huggingface.co/Qwen/Qwen3-8B/", Reference("Qwen/Qwen3-8B")),
        ("huggingface.co/Qwen/Qwen3-8B?library=vllm", Reference("Qwen/Qwen3-8B")),
        ("hf.co/Qwen/Qwen3-8B#usage", Reference("Qwen/Qwen3-8B")),
        ("https://huggingface.co/Qwen/Qwen3-8B/tree/main", Reference("Qwen/Qwen3-8B")),
        ("https://huggingface.co/Qwen/Qwen3-8B/blob/v1.1/config.json", Reference("Qwen/Qwen3-8B", "v1.1")),
        (f"https://huggingface.co/Qwen/Qwen3-8B/commit/{SHA}", Reference("Qwen/Qwen3-8B", SHA)),
        ("https://huggingface.co/openai-community/gpt2/discussions/4", Reference("openai-community/gpt2")),
        ("https://huggingface.co/gpt2", Reference("gpt2")),
        ("https://huggingface.co/gpt2/tree/main", Reference("gpt2")),
        ("https://hf-mirror.com/Qwen/Qwen3-8B", Reference("Qwen/Qwen3-8B")),
        ("https://huggingface.co/api/models/Qwen/Qwen3-8B", Reference("Qwen/Qwen3-8B")),
        ("hf://Qwen/Qwen3-8B@v2", Reference("Qwen/Qwen3-8B", "v2")),
        (f"Qwen/Qwen3-8B@{SHA}", Reference("Qwen/Qwen3-8B", SHA)),
        ("qwen awq", None),
        ("qwen3", None),
        ("", None),
        ("../../etc/passwd", None),
        ("a/../b", None),
        ("a/b/c", None),
    ],
)
def test_an_id_or_address_means_a_model_and_words_mean_a_search(text, meant):
    assert reference(text) == meant


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("https://huggingface.co/datasets/a/b", "hub-address-other"),
        ("https://huggingface.co/spaces/a/b", "hub-address-other"),
        ("https://huggingface.co/models?search=qwen", "hub-address-other"),
        ("https://huggingface.co/", "hub-address-other"),
        ("https://huggingface.co/a%2F..%2F..%2Fb/c", "hub-address-other"),
        ("https://huggingface.co/Qwen/Qwen3-8B/tree/a%20b;c", "hub-revision-odd"),
    ],
)
def test_an_address_that_leads_elsewhere_is_refused_in_words(address, code):
    with pytest.raises(RigwiseError) as caught:
        reference(address)
    assert caught.value.problem.code == code


@given(st.text())
def test_any_text_is_a_model_words_or_refused(text):
    try:
        found = reference(text)
    except RigwiseError:
        return
    assert found is None or (is_id(found.id) and ".." not in found.id and not found.id.startswith("/"))
