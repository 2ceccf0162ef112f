# SPDX-License-Identifier: Apache-2.0
"""The table of releases: what stands in the wheels from 0.2 to 0.33."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rigwise.core.hardware.catalogue import compose
from rigwise.core.memory.defaults import batch_defaults, settings
from rigwise.core.memory.deployment import Deployment, ServingOptions
from rigwise.core.memory.estimate import estimate
from rigwise.core.memory.releases import release, version_key
from rigwise.core.memory.support import LISTED, minimum_capability, releases_for
from rigwise.core.models.catalogue import find

_ENTRY = find("meta-llama/Llama-3.1-8B-Instruct")
assert _ENTRY is not None
LLAMA = _ENTRY.checkpoint().architecture


@pytest.mark.parametrize(
    ("fact", "since", "before", "then"),
    [
        ("utilization", "0.20.0", 0.9, 0.92),
        ("free_memory_checked", "0.9.1", False, True),
        ("sequences_bound_by_states", "0.20.0", False, True),
        ("graphs_in_budget", "0.20.0", False, True),
        ("tokens_from_concurrency", "0.20.1", False, True),
        ("pipeline_checked_whole", "0.14.0", False, True),
        ("pipeline_checked_whole", "0.17.0", True, False),
        ("graphs_tried_with", "0.18.0", "", "tokens"),
        ("graphs_tried_with", "0.26.0", "tokens", "sequences"),
        ("compiling_charged", "0.24.0", False, True),
        ("readers_hold_keys", "0.30.0", True, False),
        ("newer_tries_graphs", "0.29.0", False, True),
        ("null_block_withheld", "0.29.0", False, True),
        ("concurrent_batches_in_flight", "0.26.0", False, True),
        ("states_prefix_cached", "0.28.0", False, True),
        ("states_exported_in_prefill", "0.33.0", False, True),
        ("sliding_window_groups", "0.9.1", False, True),
        ("first_engine_below", "0.8.0", (99, 0), (8, 0)),
        ("first_engine_below", "0.10.2", (8, 0), (0, 0)),
        ("positional_model", "0.12.0", False, True),
        ("cuda_major", "0.20.0", 12, 13),
        ("minimum_driver", "0.20.0", 525, 580),
        ("minimum_capability", "0.20.0", (7, 0), (7, 5)),
        ("bfloat16_replaced", "0.9.0", False, True),
        ("chunked_groups", "0.10.0", False, True),
        ("chunked_groups", "0.10.1", True, False),
        ("chunked_groups", "0.14.0", False, True),
        ("workspace_kept", "0.13.0", False, True),
        ("newer_runner", "0.25.0", "", "dense"),
        ("newer_runner", "0.29.0", "dense", "all"),
        ("largest_cards", "0.28.0", False, True),
        ("newer_runner_quantized", "0.24.0", False, True),
        ("first_charges_card", "0.2.5", False, True),
        ("first_charges_card", "0.3.1", True, False),
        ("first_charges_card", "0.6.4", False, True),
        ("first_charges_card", "0.6.5", True, False),
        ("second_charges_card", "0.8.0", False, True),
        ("second_charges_card", "0.9.1", True, False),
        ("first_engine_batch", "0.5.3", 0, 512),
        ("first_engine_batch", "0.6.5", 512, 2048),
    ],
)
def test_a_fact_stands_at_the_release_that_brought_it(fact: str, since: str, before: Any, then: Any) -> None:
    major, minor, patch = version_key(since)
    earlier = f"{major}.{minor}.{patch - 1}" if patch else f"{major}.{minor - 1}.9"
    assert getattr(release(earlier), fact) == before
    assert getattr(release(since), fact) == then
    assert getattr(release(f"{since}rc1.dev71+gdd9342e6b"), fact) == then


@given(st.integers(0, 40), st.integers(0, 9))
def test_every_version_has_its_rules(minor: int, patch: int) -> None:
    rules = release(f"0.{minor}.{patch}")
    assert 0 < rules.utilization <= 1
    low, likely, high = rules.sampler_bytes
    assert low <= likely <= high


@pytest.mark.parametrize(
    ("card", "version", "tokens", "sequences"),
    [
        ("RTX 4090", "0.33.0", 2048, 256),
        ("RTX 4090", "0.9.0", 2048, 256),
        ("H100 80GB HBM3", "0.33.0", 8192, 1024),
        ("H100 80GB HBM3", "0.7.3", 2048, 256),
        ("A100-SXM4-80GB", "0.8.5", 8192, 1024),  # excluded by name from 0.9 on
        ("A100-SXM4-80GB", "0.9.0", 2048, 256),
        ("B200", "0.27.0", 8192, 1024),
        ("B200", "0.28.0", 16384, 1024),
        ("GB10", "0.18.1", 2048, 256),  # NVML tells no memory; a start logged compile ranges up to 2,048
        ("GB10", "0.32.0", 2048, 256),
        ("GB10", "0.33.0", 2048, 256),
    ],
)
def test_batch_defaults_by_card_and_release(card: str, version: str, tokens: int, sequences: int) -> None:
    assert batch_defaults(compose([card]).gpus[0], release(version)) == (tokens, sequences)


@pytest.mark.parametrize(
    ("card", "version", "length", "tokens"),
    [
        ("RTX 3090", "0.6.4", 20_000, 20_000),
        ("RTX 3090", "0.5.2", 40_000, 40_000),  # nothing was cut yet
        ("RTX 3090", "0.6.4", 40_000, 512),
        ("RTX 3090", "0.6.5", 40_000, 2048),
        ("RTX 3090", "0.8.0", 20_000, 2048),
        ("Tesla T4", "0.8.5", 20_000, 20_000),  # still the first engine
        ("Tesla T4", "0.10.2", 20_000, 2048),
    ],
)
def test_the_first_engine_profiles_a_short_context_whole(card: str, version: str, length: int, tokens: int) -> None:
    options, gpu = ServingOptions(max_model_len=length), compose([card]).gpus[0]
    assert settings(options, LLAMA, gpu, release(version)).max_num_batched_tokens == tokens


@pytest.mark.parametrize(
    ("quantized", "version", "newer"),
    [
        (False, "0.22.0", False), (False, "0.23.0", True), (False, "0.25.0", True),
        (True, "0.23.0", False), (True, "0.24.0", True), (True, "0.25.0", True),
    ],
)  # fmt: skip
def test_quantized_models_came_to_the_newer_runner_later(quantized: bool, version: str, newer: bool) -> None:
    assert release(version).runs_newer(LLAMA, quantized=quantized) is newer


@pytest.mark.parametrize(
    ("capability", "version", "charged"),
    [
        ((8, 6), "0.6.4", True), ((8, 6), "0.7.3", False), ((8, 6), "0.8.5", True), ((8, 6), "0.9.0.1", True),
        ((8, 6), "0.9.1", False),
        ((7, 5), "0.8.5", False),  # still the first engine
    ],
)  # fmt: skip
def test_the_engines_take_turns_in_charging_all_that_a_card_holds(
    capability: tuple[int, int], version: str, charged: bool
) -> None:
    assert release(version).charges_card(capability) is charged


@pytest.mark.parametrize(
    ("method", "version", "needed"),
    [
        ("fp8", "0.13.0", (8, 0)),
        ("fp8", "0.14.0", (7, 5)),
        ("modelopt", "0.27.0", (8, 9)),
        ("modelopt", "0.28.0", (8, 0)),
        ("modelopt_fp4", "0.8.5", (10, 0)),
        ("modelopt_fp4", "0.33.0", (7, 5)),
        ("modelopt_mixed", "0.16.0", None),
        ("mxfp4", "0.10.0", None),
        ("awq", "0.2.0", (7, 5)),
        ("gptq", "0.2.4", None),
        ("gptq", "0.2.6", (6, 0)),
        ("fp8", "0.4.1", (9, 0)),
        ("gguf", "0.5.4", None),
        ("bitsandbytes", "0.26.0", (7, 0)),
        ("bitsandbytes", "0.27.0", None),
        ("", "0.33.0", (0, 0)),
    ],
)
def test_formats_ask_for_a_card_by_release(method: str, version: str, needed: tuple[int, int] | None) -> None:
    assert minimum_capability(method, version_key(version)) == needed


@given(st.sampled_from(sorted(LISTED)), st.sampled_from([(7, 0), (7, 5), (8, 0), (8, 9), (9, 0), (12, 0)]))
def test_the_releases_that_serve_a_format_do(method: str, capability: tuple[int, int]) -> None:
    found = releases_for(method, capability)
    if found is None:
        return
    first, end = found
    needed = minimum_capability(method, first)
    assert needed is not None
    assert capability >= needed
    if end is not None:
        after = minimum_capability(method, end)
        assert after is None or capability < after


@pytest.mark.parametrize(
    ("model", "card", "version", "times"),
    [
        ("google/gemma-3-1b-it", "Tesla T4", "0.33.0", 2),  # "Your device 'Tesla T4' doesn't support torch.bfloat16"
        ("google/gemma-3-1b-it", "Tesla T4", "0.9.0", 1),
        ("google/gemma-3-1b-it", "L4", "0.33.0", 1),
        ("meta-llama/Llama-3.2-1B-Instruct", "Tesla T4", "0.33.0", 1),
    ],
)
def test_what_float16_overflows_takes_float32_on_cards_without_bfloat16(
    model: str, card: str, version: str, times: int
) -> None:
    entry = find(model)
    assert entry is not None

    def held(dtype: str) -> int:
        options = ServingOptions(max_model_len=4096, dtype=dtype)
        return estimate(Deployment(compose([card]), entry.checkpoint(), options, version)).per_gpu[0].weights

    assert held("auto") == pytest.approx(times * held("float16"), rel=0.01)
