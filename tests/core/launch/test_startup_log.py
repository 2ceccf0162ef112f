# SPDX-License-Identifier: Apache-2.0
"""What the start-up log of each release tells about memory."""

import tracemalloc
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rigwise.core.launch.startup_log import RankLog, Refusal, StartupLog
from rigwise.core.launch.startup_reader import read_log
from rigwise.core.units import GIB

V0_2 = """\
INFO 11-20 09:00:00 llm_engine.py:73] Initializing an LLM engine with config: model='facebook/opt-125m', \
tokenizer='facebook/opt-125m', tokenizer_mode=auto, revision=None, dtype=torch.float16, max_seq_len=2048, \
download_dir=None, load_format=auto, tensor_parallel_size=1, quantization=None, enforce_eager=False, seed=0)
INFO 11-20 09:00:12 llm_engine.py:275] # GPU blocks: 7449, # CPU blocks: 2048
INFO 11-20 09:00:40 model_runner.py:547] Graph capturing finished in 8 secs.
INFO:     Uvicorn running on http://0.0.0.0:8000 (Press CTRL+C to quit)
"""

V0_6 = """\
INFO 11-18 01:16:00 api_server.py:495] vLLM API server version 0.6.3.post1
INFO 11-18 01:16:00 api_server.py:496] args: Namespace(host=None, port=8000, model='org/model', \
tensor_parallel_size=2, max_num_seqs=64, block_size=16, enforce_eager=False)
INFO 11-18 01:16:01 llm_engine.py:237] Initializing an LLM engine (v0.6.3.post1) with config: model='org/model', \
dtype=torch.bfloat16, max_seq_len=20000, tensor_parallel_size=2, pipeline_parallel_size=1, quantization=awq_marlin
(VllmWorkerProcess pid=99) INFO 11-18 01:16:04 model_runner.py:1067] Loading model weights took 15.1234 GB
INFO 11-18 01:16:04 model_runner.py:1067] Loading model weights took 14.9888 GB
INFO 11-18 01:16:05 worker.py:232] Memory profiling results: total_gpu_memory=23.58GiB initial_memory_usage=15.34GiB \
peak_torch_memory=17.06GiB memory_usage_post_profile=15.35Gib non_torch_memory=0.35GiB kv_cache_size=3.81GiB \
gpu_memory_utilization=0.90
INFO 11-18 01:16:05 gpu_executor.py:122] # GPU blocks: 1952, # CPU blocks: 2048
INFO 11-18 01:16:05 gpu_executor.py:126] Maximum concurrency for 20000 tokens per request: 1.56x
INFO 11-18 01:16:16 model_runner.py:1518] Graph capturing finished in 11 secs, took 0.43 GiB
"""

V0_8 = """\
INFO 08-20 21:33:15 [model_runner.py:1140] Model loading took 27.6300 GiB and 5.444948 seconds
INFO 08-20 21:33:18 [worker.py:287] Memory profiling takes 2.38 seconds
INFO 08-20 21:33:18 [worker.py:287] the current vLLM instance can use total_gpu_memory (39.49GiB) x \
gpu_memory_utilization (0.90) = 35.55GiB
INFO 08-20 21:33:18 [worker.py:287] model weights take 27.63GiB; non_torch_memory takes 1.07GiB; PyTorch activation \
peak memory takes 1.27GiB; the rest of the memory reserved for KV Cache is 5.57GiB.
INFO 08-20 21:33:18 [executor_base.py:112] # cuda blocks: 19813, # CPU blocks: 32768
"""

V0_19 = """\
(APIServer pid=1) INFO 04-22 15:12:20 [utils.py:233] non-default args: {'model_tag': 'org/model', 'model': 'org/model', \
'max_model_len': 8192, 'gpu_memory_utilization': 0.95, 'enable_prefix_caching': False, 'served_model_name': ['a, b']}
(EngineCore pid=283) INFO 04-22 15:12:30 [core.py:105] Initializing a V1 LLM engine (v0.19.0) with config: \
model='org/model', dtype=torch.bfloat16, max_seq_len=8192, tensor_parallel_size=1, pipeline_parallel_size=1, \
data_parallel_size=1, quantization=None, enforce_eager=False, kv_cache_dtype=auto
(EngineCore pid=283) INFO 04-22 15:13:00 [default_loader.py:293] Loading weights took 30.51 seconds
(EngineCore pid=283) INFO 04-22 15:13:03 [v1/worker/gpu_model_runner.py:4820] Model loading took 12.56 GiB memory and \
38.074301 seconds
(EngineCore pid=283) INFO 04-22 15:13:20 [v1/worker/gpu_model_runner.py:5900] Estimated CUDA graph memory: 0.84 GiB total
(EngineCore pid=283) INFO 04-22 15:13:20 [v1/worker/gpu_worker.py:436] Available KV cache memory: 61.66 GiB
(EngineCore pid=283) INFO 04-22 15:13:20 [v1/core/kv_cache_utils.py:1319] GPU KV cache size: 126,256 tokens
(EngineCore pid=283) INFO 04-22 15:13:20 [v1/core/kv_cache_utils.py:1324] Maximum concurrency for 8,192 tokens per \
request: 15.41x
(EngineCore pid=283) INFO 04-22 15:13:24 [v1/worker/gpu_model_runner.py:6046] Graph capturing finished in 4 secs, took \
0.89 GiB
(EngineCore pid=283) INFO 04-22 15:13:24 [v1/worker/gpu_worker.py:597] CUDA graph pool memory: 0.89 GiB (actual), 0.84 \
GiB (estimated), difference: 0.05 GiB (5.5%).
(EngineCore pid=283) INFO 04-22 15:13:24 [v1/worker/gpu_worker.py:661] Free memory on device (78.68/79.19 GiB) on \
startup. Desired GPU memory utilization is (0.95, 75.23 GiB). Actual usage is 12.56 GiB for weight, 0.77 GiB for peak \
activation, 0.25 GiB for non-torch memory, and 0.89 GiB for CUDAGraph memory. Replace gpu_memory_utilization config \
with `--kv-cache-memory=65000000000` (60.54 GiB) to fit into requested memory, or `--kv-cache-memory=68700000000` \
(63.98 GiB) to fully utilize gpu memory. Current kv cache memory in use is 61.66 GiB.
(APIServer pid=1) INFO:     Application startup complete.
"""

V0_33 = """\
(APIServer pid=1) INFO 11-21 03:07:14 [api_utils.py:347]  ▄▄ ▄█ █     █     █ ▀▄▀ █  version 0.33.0
(EngineCore pid=26) INFO 11-21 03:07:40 [core.py:133] Initializing a V1 LLM engine (v0.33.0) with config: \
model='org/model', dtype=torch.bfloat16, max_seq_len=32768, tensor_parallel_size=2
(Worker_TP0 pid=39) INFO 11-21 03:07:53 [gpu/model_runner.py:429] Model loading took 7.51 GiB memory and 3.8 seconds
(Worker_TP1 pid=40) INFO 11-21 03:07:53 [gpu/model_runner.py:429] Model loading took 7.51 GiB memory and 4.1 seconds
(Worker_TP0 pid=39) INFO 11-21 03:08:36 [gpu_worker.py:772] Available KV cache memory: 11.90 GiB
(Worker_TP1 pid=40) INFO 11-21 03:08:36 [gpu_worker.py:772] Available KV cache memory: 11.86 GiB
(EngineCore pid=26) INFO 11-21 03:08:36 [kv_cache_utils.py:1147] GPU KV cache size: 194,304 tokens, Maximum concurrency \
for 32,768 tokens per request: 5.93x
(Worker_TP0 pid=39) INFO 11-21 03:08:37 [gpu_worker.py:1003] CUDA graph pool memory: 0.31 GiB (actual), 0.42 GiB \
(estimated), difference: 0.11 GiB (35.5%).
(Worker_TP0 pid=39) INFO 11-21 03:08:37 [gpu_worker.py:1066] Free memory on device (22.90/23.52 GiB) on startup. Desired \
GPU memory utilization is (0.92, 21.64 GiB). Actual usage is 8.10 GiB for consumed memory (weights + non-torch), 1.64 GiB \
for peak activation, and 0.31 GiB for CUDAGraph memory. Replace gpu_memory_utilization config with \
`--kv-cache-memory=12319916032` (11.47 GiB) to fit into requested memory, or `--kv-cache-memory=13672714240` (12.73 GiB) \
to fully utilize gpu memory. Current kv cache memory in use is 11.90 GiB.
(APIServer pid=1) INFO:     Application startup complete.
"""


def read(text: str) -> StartupLog:
    return read_log([text.encode()])


def gib(value: float) -> int:
    return round(value * GIB)


def test_0_2_tells_blocks_and_settings():
    log = read(V0_2)
    assert (log.version, log.model, log.dtype, log.max_model_len) == ("", "facebook/opt-125m", "float16", 2048)
    assert (log.num_blocks, log.tensor_parallel_size, log.enforce_eager) == (7449, 1, False)
    assert log.ready


def test_0_6_profiles_in_one_line_whose_peak_counts_the_weights():
    log = read(V0_6)
    assert log.version == "0.6.3.post1"
    assert log.argument("max_num_seqs") == 64
    assert (log.block_size, log.num_blocks, log.max_concurrency, log.concurrency_len) == (16, 1952, 1.56, 20_000)
    rank = log.tightest
    assert rank is not None
    assert (rank.weights, rank.available_kv, rank.non_torch) == (gib(14.9888), gib(3.81), gib(0.35))
    assert rank.activation == gib(17.06) - gib(14.9888)
    assert (rank.total, rank.utilization, rank.graphs) == (gib(23.58), 0.9, gib(0.43))


def test_0_8_profiles_in_a_paragraph():
    rank = read(V0_8).tightest
    assert rank == RankLog(
        weights=gib(27.63),
        load_seconds=5.444948,
        total=gib(39.49),
        requested=gib(35.55),
        utilization=0.9,
        activation=gib(1.27),
        non_torch=gib(1.07),
        available_kv=gib(5.57),
    )


def test_0_19_tells_every_part():
    log = read(V0_19)
    assert (log.kv_cache_tokens, log.max_concurrency, log.loaded_seconds) == (126_256, 15.41, 30.51)
    assert log.argument("gpu_memory_utilization") == 0.95
    assert log.argument("enable_prefix_caching") is False
    assert log.tightest == RankLog(
        weights=gib(12.56),
        load_seconds=38.074301,
        total=gib(79.19),
        free_at_start=gib(78.68),
        requested=gib(75.23),
        utilization=0.95,
        activation=gib(0.77),
        non_torch=gib(0.25),
        graphs_estimated=gib(0.84),
        graphs=gib(0.89),
        available_kv=gib(61.66),
        kv_to_limit=65_000_000_000,
        kv_to_card=68_700_000_000,
    )


def test_0_33_tells_each_rank_and_the_smallest_budget_decides():
    log = read(V0_33)
    assert log.version == "0.33.0"
    assert [(rank.rank, rank.available_kv) for rank in log.ranks] == [("TP0", gib(11.90)), ("TP1", gib(11.86))]
    assert log.tightest == replace(log.ranks[0], rank="TP1", load_seconds=4.1, available_kv=gib(11.86))
    assert (log.kv_cache_tokens, log.concurrency_len, log.max_concurrency) == (194_304, 32_768, 5.93)


def test_the_peak_of_new_releases_is_told_without_the_graphs_that_it_counts():
    first = read(V0_33).ranks[0]
    assert first.consumed == gib(8.10)
    assert first.activation == gib(1.64) - gib(0.42)


def test_a_share_of_the_card_becomes_the_graphs_bytes():
    log = read(
        "Free memory on device (23.0/23.58 GiB) on startup. Desired GPU memory utilization is (0.88, 20.75 GiB). Actual "
        "usage is 15.0 GiB for weight, 0.5 GiB for peak activation, 0.2 GiB for non-torch memory, and 0.3 GiB for "
        "CUDAGraph memory.\nCUDA graph memory profiling is enabled (default since v0.21.0). The current "
        "--gpu-memory-utilization=0.8800 is equivalent to --gpu-memory-utilization=0.8592 without CUDA graph memory"
    )
    assert log.ranks[0].graphs_estimated == round(0.0208 * gib(23.58))


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        (
            "ValueError: To serve at least one request with the model's max seq len (262144), (4.0 GiB KV cache is needed, "
            "which is larger than the available KV cache memory (1.0 GiB). Based on the available memory, the estimated "
            "maximum model length is 65408. Try",
            Refusal("kv-too-small", 262_144, gib(4), gib(1), 65_408),
        ),
        (
            "ValueError: To serve at least one request with the models's max seq len (40960), (5.62 GB KV cache is needed, "
            "which is larger than the available KV cache memory (4.89 GB).",
            Refusal("kv-too-small", 40_960, gib(5.62), gib(4.89)),
        ),
        (
            "ValueError: The model's max seq len (131072) is larger than the maximum number of tokens that can be stored "
            "in KV cache (81536). Try",
            Refusal("kv-too-small", 131_072, kv_cache_tokens=81_536),
        ),
        ("ValueError: No available memory for the cache blocks. Try", Refusal("no-kv-memory")),
        (
            "ValueError: max_num_seqs (256) exceeds available Mamba cache blocks (184). Each",
            Refusal("sequences-beyond-states", most_sequences=184),
        ),
    ],
)
def test_a_refusal_has_its_numbers(said, refusal):
    log = read(f"(EngineCore pid=26) ERROR 11-21 02:55:53 [core.py:1372] {said}\n" * 2)
    assert log.refusal == refusal
    assert not log.ready


def test_too_little_free_memory_tells_what_was_there():
    log = read(
        "(EngineCore_DP0 pid=7) ValueError: Free memory on device cuda:0 (0.68/31.35 GiB) on startup is less than desired "
        "GPU memory utilization (0.9, 28.21 GiB). Decrease"
    )
    assert log.refusal == Refusal("free-memory")
    assert (log.ranks[0].free_at_start, log.ranks[0].total) == (gib(0.68), gib(31.35))


@pytest.mark.parametrize(
    "prefix",
    [
        "",
        "2026-11-21T03:08:36.123456789Z ",
        "vllm-1  | ",
        "\x1b[0;36m(EngineCore pid=26)\x1b[0;0m ",
        "(EngineCore_0 pid=1) (VllmWorker TP0 pid=2) ",
    ],
)
def test_prefixes_do_not_hide_a_line(prefix):
    log = read(f"{prefix}INFO 11-21 03:08:36 [gpu_worker.py:772] Available KV cache memory: -2.14 GiB\r\n")
    assert [rank.available_kv for rank in log.ranks] == [gib(-2.14)]


@pytest.mark.parametrize(
    ("process", "rank"),
    [
        ("(Worker_TP3 pid=9)", "TP3"),
        ("(Worker_PP1_TP0 pid=9)", "PP1 TP0"),
        ("(Worker_DP1_TP0_EP2 pid=9)", "DP1 TP0"),
        ("(EngineCore_DP1 pid=9)", "DP1"),
        ("(VllmWorker rank=2 pid=9)", "TP2"),
        ("(EngineCore pid=9)", ""),
        ("(RayWorkerWrapper pid=9, ip=10.0.0.1)", ""),
    ],
)
def test_the_worker_is_known_by_its_prefix(process, rank):
    log = read(f"{process} INFO 11-21 03:08:36 [x.py:1] Model loading took 1.0 GiB memory and 2.0 seconds")
    assert [found.rank for found in log.ranks] == [rank]


def test_what_people_say_to_a_ready_server_is_no_measurement():
    log = read(V0_33 + "INFO received request: prompt: 'Available KV cache memory: 99.0 GiB'\n")
    assert [rank.available_kv for rank in log.ranks] == [gib(11.90), gib(11.86)]


def test_a_second_start_replaces_the_first():
    log = read(V0_33 + V0_19)
    assert (log.kv_cache_tokens, len(log.ranks)) == (126_256, 1)


def test_a_log_of_something_else_tells_nothing():
    assert not read("Hello\nKV cache is a nice word\nargs: none\n").telling


def test_garbage_and_endless_lines_are_survived_in_bounded_memory():
    def chunks():
        yield V0_19.encode()[:3000]
        for _ in range(320):  # one line of 20 MB
            yield b"\xff\x00Available KV cache memory: " * 2400
        yield b"\n\x1b[31m\xf0\x9f\n"
        yield V0_33.encode()

    tracemalloc.start()
    log = read_log(chunks())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert log.kv_cache_tokens == 194_304
    assert peak < 4 << 20


@given(st.lists(st.sampled_from((V0_2 + V0_6 + V0_8 + V0_19 + V0_33).splitlines()) | st.text(), max_size=30), st.data())
def test_no_mixture_of_lines_breaks_it(lines, data):
    text = "\n".join(lines)
    cut = data.draw(st.integers(0, max(0, len(text.encode()))))
    whole = text.encode()
    assert read_log([whole]) == read_log([whole[:cut], whole[cut:]])


@given(st.binary(max_size=2000))
def test_no_bytes_break_it(noise):
    read_log([noise, b"\nINFO Model loading took ", noise, b" GiB memory\n"])
