# SPDX-License-Identifier: Apache-2.0
"""Draft models in the speculators library's form (vllm/transformers_utils/configs/speculators, 0.33.0)."""

from typing import Any

import pytest
from rigwise.core.hardware.catalogue import compose
from rigwise.core.memory.deployment import Deployment, ServingOptions
from rigwise.core.memory.estimate import estimate
from rigwise.core.models.config import read_checkpoint
from rigwise.core.problems import RigwiseError

LAYER: dict[str, Any] = {
    "model_type": "llama", "hidden_size": 4096, "intermediate_size": 14336, "num_hidden_layers": 1,
    "num_attention_heads": 32, "num_key_value_heads": 8, "vocab_size": 128256, "max_position_embeddings": 131072,
}  # fmt: skip
EAGLE3: dict[str, Any] = {
    "architectures": ["Eagle3Speculator"], "speculators_model_type": "eagle3", "draft_vocab_size": 32000,
    "transformer_layer_config": LAYER,
    "speculators_config": {
        "algorithm": "eagle3", "proposal_methods": [{"speculative_tokens": 5}],
        "verifier": {"name_or_path": "meta-llama/Llama-3.1-8B-Instruct"},
    },
}  # fmt: skip


def test_a_speculator_is_the_head_that_vllm_loads() -> None:
    checkpoint = read_checkpoint(EAGLE3)
    model = checkpoint.architecture
    assert checkpoint.drafts_for == "meta-llama/Llama-3.1-8B-Instruct"
    assert not model.approximate
    head = next(weight for weight in model.last if weight.name == "lm_head")
    assert head.shape == (32000, 4096)  # a vocabulary of its own
    assert next(weight for weight in model.last if weight.name == "fc").shape == (4096, 3 * 4096)
    assert next(weight for weight in model.layers[0].weights if weight.name.endswith("qkv_proj")).shape[1] == 2 * 4096


def test_qwen3s_heads_have_norms_of_their_own() -> None:
    layer = {**LAYER, "model_type": "qwen3", "head_dim": 128}
    names = {
        weight.name
        for weight in read_checkpoint({**EAGLE3, "transformer_layer_config": layer}).architecture.layers[0].weights
    }
    assert {"self_attn.q_norm", "self_attn.k_norm"} <= names


def test_alone_it_is_refused_with_the_model_that_it_drafts_for() -> None:
    result = estimate(Deployment(compose(["RTX 4090"]), read_checkpoint(EAGLE3), ServingOptions()))
    assert not result.starts
    first = result.problems[0]
    assert first.code == "draft-alone"
    assert "meta-llama/Llama-3.1-8B-Instruct" in first.message


@pytest.mark.parametrize(
    "wrong",
    [
        {"transformer_layer_config": {"hidden_size": "wide"}},
        {"transformer_layer_config": {**LAYER, "num_hidden_layers": 0}},
        {"draft_vocab_size": -1},
    ],
)
def test_what_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(RigwiseError) as refused:
        read_checkpoint({**EAGLE3, **wrong})
    assert refused.value.problem.code.startswith("config")


@pytest.mark.parametrize("wrong", [{"speculators_model_type": "eagle9"}, {"speculators_config": [1]}])
def test_what_is_not_known_is_read_by_its_fields(wrong: dict[str, Any]) -> None:
    assert read_checkpoint({**EAGLE3, **wrong}).architecture.layers
