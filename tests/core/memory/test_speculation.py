# SPDX-License-Identifier: Apache-2.0
"""Speculative decoding: what vLLM 0.33.0's own classes load and plan for it, asked with a pretended card."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rigwise.core.hardware.catalogue import compose
from rigwise.core.memory.deployment import Deployment, ServingOptions
from rigwise.core.memory.estimate import estimate, weights_of
from rigwise.core.memory.speculation import speculation_of
from rigwise.core.memory.speculative_config import joined, named_draft, told
from rigwise.core.models.catalogue import entries, find
from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.models.config import read_checkpoint
from rigwise.core.planning.remedies import remedies
from rigwise.core.problems import RigwiseError
from rigwise.core.units import GIB

H100, RTX = "H100 80GB HBM3", "RTX 5090"


def checkpoint(model: str) -> Checkpoint:
    entry = find(model)
    assert entry is not None
    return entry.checkpoint()


def plan(
    model: str, asked: dict[str, Any] | None, card: str = H100, version: str = "0.33.0", **options: Any
) -> Deployment:
    chosen = ServingOptions(speculative_config=json.dumps(asked) if asked else None, **options)
    cards = compose([card] * (chosen.tensor_parallel_size * chosen.pipeline_parallel_size))
    return Deployment(cards, checkpoint(model), chosen, version)


def predicted(tokens: int) -> dict[str, Any]:
    return {"method": "mtp", "num_speculative_tokens": tokens}


def drafted(deployment: Deployment) -> int:
    """Bytes that speculation adds to the last stage."""
    without = replace(deployment, options=replace(deployment.options, speculative_config=None))
    return weights_of(deployment)[-1].total - weights_of(without)[-1].total


@pytest.mark.parametrize(
    ("model", "tokens", "split", "bytes_", "kv_tokens"),
    [
        ("Qwen/Qwen3.5-35B-A3B", 2, {}, 1_689_281_552, 1_794_048),
        ("Qwen/Qwen3-Next-80B-A3B-Instruct", 2, {}, 3_300_942_864, 1_558_393),
        ("Qwen/Qwen3.5-27B", 2, {"pipeline_parallel_size": 2}, 3_392_195_600, 1_108_766),
        ("deepseek-ai/DeepSeek-V3.1", 2, {}, 11_717_511_408, 601_328),
        ("deepseek-ai/DeepSeek-V3.1", 1, {"pipeline_parallel_size": 2}, 13_570_869_488, 1_202_656),
        ("zai-org/GLM-5.2-FP8", 1, {"tensor_parallel_size": 2}, 5_107_055_824, None),
    ],
)
def test_prediction_modules_take_what_vllm_says(
    model: str, tokens: int, split: dict[str, int], bytes_: int, kv_tokens: int | None
) -> None:
    deployment = plan(model, predicted(tokens), available_kv_bytes=40 * GIB, **split)
    assert drafted(deployment) == bytes_
    assert estimate(deployment).kv_cache_tokens == kv_tokens  # None: a million tokens do not fit


def test_a_draft_model_caches_beside_its_model() -> None:
    asked = {"method": "draft_model", "model": "Qwen/Qwen3-0.6B", "num_speculative_tokens": 3}
    alone = plan("Qwen/Qwen3-8B", asked, RTX, available_kv_bytes=40 * GIB)
    assert drafted(alone) == 1_192_100_288
    assert estimate(alone).kv_cache_tokens == 163_840
    pair = plan("Qwen/Qwen3-32B", asked, RTX, tensor_parallel_size=2, available_kv_bytes=10 * GIB)
    assert drafted(pair) == 596_115_904
    assert estimate(pair).kv_cache_tokens == 56_976


HEAD = {
    "model_type": "llama", "hidden_size": 4096, "intermediate_size": 14336, "num_attention_heads": 32,
    "num_key_value_heads": 8, "num_hidden_layers": 1, "max_position_embeddings": 2048, "vocab_size": 128256,
    "rms_norm_eps": 1e-05, "torch_dtype": "float16",
}  # fmt: skip


@pytest.mark.parametrize(
    ("method", "config", "tp", "bytes_", "kv_tokens"),
    [
        ("eagle3", {"architectures": ["LlamaForCausalLMEagle3"], "draft_vocab_size": 32000}, 1, 883_189_776, 317_744),
        ("eagle", {"architectures": ["LlamaForCausalLM"]}, 2, 318_775_312, 635_488),
    ],
)
def test_an_eagle_head_shares_the_embedding(
    method: str, config: dict[str, Any], tp: int, bytes_: int, kv_tokens: int
) -> None:
    asked = {"method": method, "model": "somebody/head", "num_speculative_tokens": 3}
    head = read_checkpoint({**HEAD, **config}, model="somebody/head")
    deployment = plan(
        "meta-llama/Llama-3.1-8B-Instruct", asked, RTX, tensor_parallel_size=tp, available_kv_bytes=40 * GIB
    )
    deployment = replace(deployment, draft=head)
    assert drafted(deployment) == bytes_
    assert estimate(deployment).kv_cache_tokens == kv_tokens


def test_ngrams_load_nothing_and_still_take_states() -> None:
    asked = {"method": "ngram", "num_speculative_tokens": 4, "prompt_lookup_max": 4}
    deployment = plan("Qwen/Qwen3.5-9B", asked, RTX, available_kv_bytes=40 * GIB)
    assert drafted(deployment) == 0
    assert estimate(deployment).kv_cache_tokens == 1_250_267


def test_a_start_with_two_predicted_tokens_comes_out_as_logged() -> None:
    """GB10, 0.20.0, prefix caching asked for: 1,581,104 tokens, 21.86 requests (a public start-up log)."""
    deployment = plan(
        "Qwen/Qwen3.6-35B-A3B", predicted(2), "NVIDIA GB10", "0.20.0", kv_cache_dtype="fp8_e4m3", max_model_len=262_144,
        max_num_seqs=8, max_num_batched_tokens=65_536, enable_prefix_caching=True,
        available_kv_bytes=round(66.37 * GIB),
    )  # fmt: skip
    result = estimate(deployment)
    assert result.block_size == 2128
    assert result.kv_cache_tokens == 1_581_104
    assert result.max_concurrency == pytest.approx(21.86, abs=0.005)


def test_states_are_not_kept_where_a_person_turns_prefix_caching_off() -> None:
    both = [
        estimate(plan("Qwen/Qwen3.5-9B", None, enable_prefix_caching=on, available_kv_bytes=10 * GIB)).max_concurrency
        for on in (True, False)
    ]
    assert None not in both
    assert both[0] < both[1]  # type: ignore[operator]


@pytest.mark.parametrize(
    ("model", "text", "code"),
    [
        ("Qwen/Qwen3-8B", '{"method": "mtp", "num_speculative_tokens": 1}', "prediction-missing"),
        ("nvidia/MiniMax-M2.5-NVFP4", '{"method": "mtp", "num_speculative_tokens": 1}', "prediction-missing"),
        ("Qwen/Qwen3-8B", '{"method": "ngram"}', "speculation-config"),
        ("Qwen/Qwen3-8B", '{"method": "eagle3", "num_speculative_tokens": 3}', "speculation-config"),
        ("Qwen/Qwen3-8B", "[]", "speculation-config"),
        ("Qwen/Qwen3-8B", "{", "speculation-config"),
        ("Qwen/Qwen3-8B", "{}", "speculation-config"),
        ("Qwen/Qwen3-8B", '{"method": "ngram", "num_speculative_tokens": true}', "speculation-config"),
        ("Qwen/Qwen3-8B", '{"model": "openai/gpt-oss-20b", "num_speculative_tokens": 2}', "draft-vocabulary"),
        (
            "Qwen/Qwen3-8B",
            '{"model": "Qwen/Qwen3-0.6B", "num_speculative_tokens": 2, "draft_tensor_parallel_size": 3}',
            "speculation-config",
        ),
    ],
)
def test_what_vllm_refuses_is_refused_with_a_way_out(model: str, text: str, code: str) -> None:
    deployment = plan(model, None)
    result = estimate(replace(deployment, options=replace(deployment.options, speculative_config=text)))
    assert not result.starts
    (problem,) = (problem for problem in result.problems if problem.code == code)
    assert problem.remedies[0].changes == (("speculative_config", None),)


def test_a_draft_that_nobody_knows_is_said_to_be_missing() -> None:
    result = estimate(plan("Qwen/Qwen3-8B", {"model": "somebody/small", "num_speculative_tokens": 2}))
    assert any("somebody/small" in note for note in result.approximate)


def test_what_lies_in_the_checkpoint_itself_and_is_not_known_is_named_by_its_method() -> None:
    result = estimate(plan("Qwen/Qwen3-8B", {"method": "dspark", "num_speculative_tokens": 2}))
    assert result.starts
    assert any("speculation by dspark" in note for note in result.approximate)


@pytest.mark.parametrize(
    ("asked", "draft"),
    [
        ('{"model": "Qwen/Qwen3-0.6B"}', "Qwen/Qwen3-0.6B"),
        ('{"model": "Qwen/Qwen3-0.6B", "revision": "v1"}', "Qwen/Qwen3-0.6B@v1"),
        ('{"model": "ngram"}', "None"),
        ('{"method": "ngram", "model": "Qwen/Qwen3-0.6B"}', "None"),
        ('{"model": "my_drafts.Proposer"}', "None"),  # a class of Python, which vLLM imports
        ("nonsense", "None"),
        (None, "None"),
    ],
)
def test_only_a_draft_that_is_loaded_is_named(asked: str | None, draft: str) -> None:
    assert str(named_draft(asked)) == draft


def test_the_short_flags_say_the_same_as_the_whole_configuration() -> None:
    short = {"--spec-method": "draft_model", "--spec-model": "Qwen/Qwen3-0.6B", "--spec-tokens": 3}
    whole = joined(None, short)
    assert json.loads(whole or "") == {"method": "draft_model", "model": "Qwen/Qwen3-0.6B", "num_speculative_tokens": 3}
    in_part = joined('{"model": "Qwen/Qwen3-0.6B", "method": "draft_model"}', {"--spec-tokens": 3})
    assert told(in_part) == told(whole)
    assert joined('{"method": "mtp"}', {"--spec-model": None}) == '{"method": "mtp"}'
    assert joined(None, {"--spec-model": None}) is None


def test_what_is_said_in_both_ways_is_refused_as_vllm_refuses_it() -> None:
    with pytest.raises(RigwiseError) as caught:
        joined('{"method": "mtp"}', {"--spec-method": "ngram"})
    assert caught.value.problem.message == "--spec-method and method in --speculative-config say the same thing twice."
    assert caught.value.problem.fix == "Keep one of the two."


def test_what_is_wrong_with_a_configuration_names_the_option() -> None:
    for text in ("[]", "{", "{}", '{"method": "ngram"}', '{"method": "eagle3", "num_speculative_tokens": 3}'):
        deployment = plan("Qwen/Qwen3-8B", None)
        result = estimate(replace(deployment, options=replace(deployment.options, speculative_config=text)))
        (said,) = (problem.message for problem in result.problems if problem.code == "speculation-config")
        assert "--speculative-config" in said


def test_dashes_in_names_are_underscores_as_in_vllm() -> None:
    both = [
        drafted(plan("Qwen/Qwen3-8B", {"model": "Qwen/Qwen3-0.6B", name: 3}, RTX))
        for name in ("num-speculative-tokens", "num_speculative_tokens")
    ]
    assert both[0] == both[1] > 0


def test_suffix_decoding_guesses_as_far_as_its_trees_are_deep() -> None:
    """SpeculativeConfig._validate_suffix_decoding, 0.33.0: 24 where nothing is said."""
    assert speculation_of(plan("Qwen/Qwen3-8B", {"method": "suffix"})).tokens == 24
    deep = {"method": "suffix", "suffix_decoding_max_tree_depth": 7}
    assert speculation_of(plan("Qwen/Qwen3-8B", deep)).tokens == 7


settled = st.dictionaries(
    st.sampled_from(["method", "model", "num_speculative_tokens", "draft_tensor_parallel_size", "draft_sample_method"]),
    st.none()
    | st.booleans()
    | st.integers(-5, 9)
    | st.sampled_from(["mtp", "eagle3", "ngram", "Qwen/Qwen3-0.6B", "x"]),
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(entries()), settled, st.sampled_from(["0.19.0", "0.33.0"]))
def test_whatever_is_asked_for_is_answered_and_never_takes_less(entry, asked, version) -> None:
    deployment = Deployment(compose([H100] * 8), entry.checkpoint(), ServingOptions(tensor_parallel_size=8), version)
    asking = replace(deployment, options=replace(deployment.options, speculative_config=json.dumps(asked)))
    plain, result = estimate(deployment), estimate(asking)
    assert not result.starts or result.per_gpu[0].weights >= plain.per_gpu[0].weights
    assert result.starts or result.problems


def test_a_plan_that_speculation_makes_too_large_is_offered_without_it() -> None:
    asked = {"model": "Qwen/Qwen3-0.6B", "num_speculative_tokens": 2}
    full = plan("Qwen/Qwen3-8B", asked, "RTX 4090", max_model_len=32_768, max_num_seqs=8, gpu_memory_utilization=0.95)
    assert not estimate(full).starts
    assert (("speculative_config", None),) in [remedy.changes for remedy in remedies(full)]


def test_verifying_guesses_takes_more_rows_than_the_profile_run_has() -> None:
    def later(asked: dict[str, Any] | None) -> int:
        parts = estimate(plan("Qwen/Qwen3.5-9B", asked, max_num_seqs=256)).per_gpu[0].overhead_parts
        return next(part.likely for part in parts if part.name == "after the start")

    assert later(predicted(2)) - later(None) == 512 * 248_320 * 10
