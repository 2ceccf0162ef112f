# SPDX-License-Identifier: Apache-2.0
"""What a server says of its load: vLLM's own rows, and lies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rigwise.core.launch.metrics import Metrics, parse

# of vLLM 0.32 on a CPU, shortened
TOLD = """\
# HELP vllm:num_requests_running Number of requests in model execution batches.
# TYPE vllm:num_requests_running gauge
vllm:num_requests_running{engine="0",model_name="tiny"} 3.0
vllm:num_requests_waiting{engine="0",model_name="tiny"} 1.0
vllm:num_requests_waiting_by_reason{engine="0",model_name="tiny",reason="capacity"} 9.0
vllm:kv_cache_usage_perc{engine="0",model_name="tiny"} 0.421875
vllm:prompt_tokens_total{engine="0",model_name="tiny"} 1024.0
vllm:generation_tokens_total{engine="0",model_name="tiny"} 2.5e+06
vllm:generation_tokens_created{engine="0",model_name="tiny"} 1.7e+09
vllm:num_preemptions_total{engine="0",model_name="tiny"} 0.0
"""


def test_vllms_own_rows():
    assert parse(TOLD) == Metrics(3, 1, 0.421875, 1024, 2_500_000, 0)


def test_engines_add_up_and_the_fullest_cache_counts():
    more = TOLD.replace('engine="0"', 'engine="1"').replace("0.421875", "0.9")
    assert parse(TOLD + more) == Metrics(6, 2, 0.9, 2048, 5_000_000, 0)


def test_names_may_hold_what_ends_a_label():
    assert parse('vllm:num_requests_running{model_name="a}b\\"c,d=1"} 2 1700000000000\n').running == 2


@pytest.mark.parametrize("value", ["NaN", "-7", "+Inf", "1e99", "many", "", "0x10"])
def test_no_lie_becomes_a_figure(value):
    found = parse(f"vllm:num_requests_running {value}\nvllm:kv_cache_usage_perc {value}\n")
    assert found.kv_usage is None
    assert found.running is None


def test_a_row_that_was_cut_off_is_no_figure():
    assert parse("vllm:num_requests_running 12").running is None


@given(st.text(alphabet=st.sampled_from(list('vllm:num_requests_running{}="\\,# \n\t.0123456789eNa')), max_size=300))
def test_whatever_is_said_the_figures_make_sense(text):
    for found in (
        parse(text),
        parse(f"vllm:num_requests_running{text}\n"),
        parse(f"vllm:kv_cache_usage_perc{{{text}\n"),
    ):
        assert found.running is None or 0 <= found.running < 1 << 60
        assert found.kv_usage is None or 0 <= found.kv_usage <= 1


def test_a_flood_is_read_in_no_time():
    import time

    began = time.perf_counter()
    parse('vllm:num_requests_running{a="' + "b" * (4 << 20) + '"} 1\n')
    parse('vllm:num_requests_running{a="b"} 1\n' * 120_000)
    assert time.perf_counter() - began < 1.0
