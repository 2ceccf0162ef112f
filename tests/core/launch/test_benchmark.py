# SPDX-License-Identifier: Apache-2.0
"""How fast a server answers, and what its /metrics are believed; against the stand-in as a plain process."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from engine_plugin import free_port
from hypothesis import given
from hypothesis import strategies as st
from rigwise.core.cli import main
from rigwise.core.hardware.measurement import Measurement
from rigwise.core.launch.benchmark import Benchmark, Load, benchmark, with_speed
from rigwise.core.launch.metrics import Metrics, look, parse
from rigwise.core.problems import RigwiseError

NEVER = threading.Event()
STUB = Path(__file__).parents[2] / "engine" / "stub_server.py"


@pytest.fixture
def serve():
    """Start the stand-in; its address once it answers."""
    running = []

    def start(mode="ok", *arguments):
        port = free_port()
        process = subprocess.Popen(
            [sys.executable, STUB, "some/model", "--port", str(port), *arguments],
            env={**os.environ, "STUB_MODE": mode, "STUB_STEP": "0"},
            stdout=subprocess.DEVNULL,
        )
        running.append(process)
        address = f"http://127.0.0.1:{port}"
        for _ in range(200):
            if look(address) is not None:
                return address
            time.sleep(0.05)
        pytest.fail("the stand-in does not answer")

    yield start
    for process in running:
        process.kill()
        process.wait()


def measured(address, **settings):
    told = []
    found = benchmark(address, NEVER, told.append, tokens=26, **{"together": 4, **settings})
    return found, told


def test_one_alone_and_several_at_once_are_measured(serve):
    found, told = measured(serve())
    assert found.alone.tokens == 26
    assert 20 < found.alone.tokens_per_s < 110  # the stand-in says a word every hundredth of a second
    assert 0 < found.alone.first_token_s < 1
    assert found.together.tokens == 4 * 26
    assert found.together.failed == 0
    assert found.together.tokens_per_s > 2 * found.alone.tokens_per_s
    assert [(step.done, step.total) for step in told][:2] == [(1, 6), (2, 6)]
    assert told[-1].done == 6


def test_a_cache_with_room_is_said_not_to_be_the_limit(serve):
    found, _ = measured(serve())
    assert found.kv_limited is False
    assert "was not the limit" in found.words


def test_a_full_cache_is_found_to_be_the_limit(serve):
    found, _ = measured(serve("kv-full"), together=6)
    assert found.kv_limited is True
    assert found.kv_peak == pytest.approx(0.96, abs=0.02)
    assert "The KV cache was full" in found.words


def test_metrics_that_lie_leave_the_question_open(serve):
    found, _ = measured(serve("lying-metrics"))
    assert (found.kv_peak, found.kv_limited) == (None, None)
    assert "KV cache" not in found.words


def test_the_key_is_shown_to_a_server_that_asks_for_it(serve):
    address = serve("ok", "--api-key", "secret")
    assert measured(address, api_key="secret")[0] is not None
    with pytest.raises(RigwiseError) as refused:
        measured(address)
    assert refused.value.problem.code == "api-key"


def test_it_stops_when_told_to_and_leaves_no_thread(serve):
    cancel = threading.Event()
    address = serve("silent")
    threading.Timer(0.3, cancel.set).start()
    began = time.perf_counter()
    assert benchmark(address, cancel, lambda step: None) is None
    assert time.perf_counter() - began < 1


def test_a_server_that_dies_meanwhile_is_said_in_words(serve):
    with pytest.raises(RigwiseError) as refused:
        measured(serve("crash-answering"))
    assert refused.value.problem.code == "answer-broken"


def test_its_figures_are_kept_with_the_start():
    start = Measurement("g", "0.33.0", "F", "m", "16-bit", 1, 1, 1, 1, 1, False, "2026-11-21T08:00:00Z", *(1,) * 9)
    load = Load(1, 1.0, 128, 0.051234, 0.06, 81.239)
    found = with_speed(start, Benchmark(load, Load(8, 2.0, 1024, 0.2, 0.3, 512.0), 0.4, False))
    assert (found.first_token_s, found.tokens_per_s, found.together) == (0.0512, 81.24, 8)
    assert (found.tokens_per_s_together, found.kv_limited) == (512.0, False)


ROWS = """\
# HELP vllm:num_requests_running Number of requests in model execution batches.
# TYPE vllm:num_requests_running gauge
vllm:num_requests_running{engine="0",model_name="tiny"} 3.0
vllm:num_requests_running{engine="1",model_name="tiny"} 2.0
vllm:num_requests_waiting{engine="0",model_name="tiny"} 1.0
vllm:kv_cache_usage_perc{engine="0",model_name="tiny"} 0.25
vllm:kv_cache_usage_perc{engine="1",model_name="tiny"} 0.75
vllm:num_preemptions_total{engine="0",model_name="tiny"} 4.0
vllm:generation_tokens_total{engine="0",model_name="a}b"} 1.5e+06
python_info 1
"""


def test_engines_are_added_up_and_the_fullest_cache_counts():
    found = parse(ROWS)
    assert found == Metrics(running=5, waiting=1, kv_usage=0.75, preemptions=4, generation_tokens=1_500_000)


def test_the_older_name_of_the_cache_is_read_too():
    assert parse("vllm:gpu_cache_usage_perc 0.5\n").kv_usage == 0.5


@given(
    st.text(max_size=400)
    | st.sampled_from(["NaN", "-1", "1e999", "Infinity", "x"]).map("vllm:num_requests_running {}".format)
)
def test_no_text_breaks_it(text):
    found = parse(ROWS + text)
    assert found.running is not None
    assert found.running >= 0


def test_nobody_there_is_no_answer():
    assert look(f"http://127.0.0.1:{free_port()}") is None


def test_the_command_says_it_in_words(serve, capsys):
    address = serve()
    assert main(["bench", f"{address}/v1", "--together", "2", "--tokens", "26"]) == 0
    assert "One request: first token after" in capsys.readouterr().out


def test_the_command_says_that_nobody_answers(capsys):
    assert main(["bench", f"http://127.0.0.1:{free_port()}", "--json"]) == 2
    assert '"server-silent"' in capsys.readouterr().out
