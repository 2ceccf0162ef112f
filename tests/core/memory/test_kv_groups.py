# SPDX-License-Identifier: Apache-2.0
"""Which layers share a block table, and what a request takes from the pool."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rigwise.core.memory.kv_groups import group_layers
from rigwise.core.memory.kv_pages import CHUNKED, FULL, LATENT, SLIDING, STATE, Demand, KvGroup, PageSpec
from rigwise.core.problems import RigwiseError

full = PageSpec(FULL, 16, 1000)
window = PageSpec(SLIDING, 16, 1000, 1024)


def shape(layers: dict[PageSpec, list[int]]) -> tuple[list[tuple[str, int, int]], tuple[int, ...]]:
    grouping = group_layers(layers)
    return [(g.specs[0].kind, g.layers, g.count) for g in grouping.groups], grouping.bytes_per_block


def test_layers_of_one_sort_are_one_group() -> None:
    assert shape({full: [32]}) == ([(FULL, 32, 1)], (32_000,))


def test_different_widths_of_full_attention_share_a_table() -> None:
    wide = PageSpec(FULL, 16, 3000)
    assert shape({full: [10], wide: [5]}) == ([(FULL, 15, 1)], (25_000,))


def test_a_latent_and_its_indexer_share_a_table() -> None:
    assert shape({PageSpec(LATENT, 64, 64 * 656): [61], PageSpec(LATENT, 64, 64 * 132): [61]})[1] == (61 * 64 * 788,)


def test_the_smaller_sort_sets_the_group_size() -> None:
    assert shape({window: [52], full: [10]}) == ([(SLIDING, 52, 6), (FULL, 10, 1)], (10_000,))


def test_a_slightly_larger_sort_is_not_split() -> None:
    assert shape({window: [12], full: [13]}) == ([(SLIDING, 12, 1), (FULL, 13, 1)], (13_000,))


def test_smaller_pages_hold_more_tokens_or_are_padded() -> None:
    half, odd, state = PageSpec(FULL, 16, 500), PageSpec(FULL, 16, 700), PageSpec(STATE, 16, 10, 1)
    for small, size in ((half, 32), (odd, 16), (state, 16)):
        groups = group_layers({window: [4], small: [4]}).groups
        assert [(g.specs[0].page, g.specs[0].block_size) for g in groups] == [(1000, 16), (1000, size)]


def test_latent_pages_that_do_not_divide_keep_windows_whole() -> None:
    grouping = group_layers({PageSpec(LATENT, 16, 300): [4], window: [4]})
    assert [group.count for group in grouping.groups] == [1]
    assert Demand.of(grouping.groups, 4096).blocks(160_000) == 10_000


def test_pages_that_vllm_cannot_mix_are_refused_in_words() -> None:
    with pytest.raises(RigwiseError) as refused:
        group_layers({PageSpec(LATENT, 16, 300): [4], PageSpec(STATE, 16, 1000, 1): [4]})
    assert refused.value.problem.code == "kv-cache-pages"


def test_groups_run_through_all_pipeline_stages() -> None:
    assert shape({window: [26, 26], full: [5, 5]})[1] == (5_000, 5_000)
    assert shape({window: [3, 1], full: [1, 1]})[1] == (2_000, 1_000)


def test_sorts_that_padding_makes_equal_are_dealt_out_together() -> None:
    a, b = PageSpec(STATE, 16, 10, 1, (1,)), PageSpec(STATE, 16, 10, 1, (1,))
    assert shape({a: [2, 2], window._replace(page=10): [2, 2]})[1] == (20, 20)
    assert a == b


kinds = st.sampled_from([FULL, SLIDING, CHUNKED, STATE])
specs = st.builds(PageSpec, kinds, st.sampled_from([16, 32, 528]), st.just(1), st.integers(1, 8192))
groupings = st.lists(st.builds(KvGroup, specs.map(lambda spec: (spec,)), st.just(1), st.integers(1, 6)), min_size=1)


@given(groupings, st.integers(1, 32768), st.integers(0, 200_000), st.integers(1, 1_000_000))
def test_the_longest_request_is_the_last_that_fits(
    groups: list[KvGroup], in_flight: int, blocks: int, limit: int
) -> None:
    demand = Demand.of(groups, in_flight)
    longest = demand.longest(blocks, limit)
    assert longest == 0 or demand.blocks(longest) <= blocks
    assert longest == limit or demand.blocks(longest + 1) > blocks
