# SPDX-License-Identifier: Apache-2.0
"""What a log means: every known failure is named from inside a real log, and no healthy start is suspected.

tests/core/launch/logs holds what vLLM 0.32.0 (its CPU build) said when it was started so, with a model of random weights;
ok-written-*.log are written after the wording of other releases, with what they say on the way that sounds worse than it is.
"""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rigwise.core.launch.diagnosis.diagnose import MOST_OF_ONE, Reader, diagnose
from rigwise.core.launch.diagnosis.failures import Kind, failures, in_words
from rigwise.core.launch.diagnosis.template import Template
from rigwise.core.launch.lines import Lines, clean

LOGS = Path(__file__).with_name("logs")
HEALTHY = sorted(LOGS.glob("ok-*.log"))
ALL = {failure.code: failure for failure in failures()}
TRACEBACK = """\
(EngineCore pid=26) ERROR 11-21 03:32:35 [core.py:1510] EngineCore failed to start.
(EngineCore pid=26) ERROR 11-21 03:32:35 [core.py:1510] Traceback (most recent call last):
(EngineCore pid=26) ERROR 11-21 03:32:35 [core.py:1510]   File "/vllm/v1/engine/core.py", line 1478, in run_engine_core
(EngineCore pid=26) ERROR 11-21 03:32:35 [core.py:1510]     engine_core = EngineCoreProc(*args, engine_index=dp_rank)
{example}
    sys.exit(main())
    raise RuntimeError(
RuntimeError: Engine core initialization failed. See root cause above. Failed core proc(s): {{'EngineCore': 1}}"""


def read(path: Path) -> list[str]:
    lines = Lines()
    return [*lines.feed(path.read_bytes()), *lines.end()]


def half_way(lines):
    """A start that did not come to its end."""
    return next(i for i, line in enumerate(lines) if "Starting to load model" in line)


def up(lines):
    """The server answers, and nobody has asked it to stop."""
    return next(i for i, line in enumerate(lines) if "Application startup complete" in line) + 1


def padded(path, number):
    """A start's lines before it is ready, again and again up to a number."""
    lines = read(path)
    before = lines[: half_way(lines)]
    return (before * (number // len(before) + 1))[:number]


@pytest.mark.parametrize("code", ALL)
def test_a_failure_is_named_from_inside_a_log(code):
    """A hundred lines of a start, the line that says it, and a hundred lines of a server that goes under."""
    failure = ALL[code]
    before, after = padded(HEALTHY[0], 100), padded(HEALTHY[0], 100)
    after = [] if failure.last else [line for line in after if "non-default args" not in line]
    found = diagnose([*before, *failure.example.splitlines(), *after])
    assert found.finding is not None
    assert found.finding.failure.code == code
    assert found.finding.line in failure.example
    for text in (found.finding.message, *found.finding.steps):
        assert text.endswith(".")
        assert "?" not in text, "a field of the sentence is unknown"


@pytest.mark.parametrize("code", [code for code, failure in ALL.items() if failure.kind <= Kind.CONSEQUENCE])
def test_the_cause_is_named_and_not_what_wraps_it(code):
    log = [*padded(HEALTHY[0], 100), *TRACEBACK.format(example=ALL[code].example).splitlines()]
    found = diagnose(log)
    assert found.finding.failure.code == code
    assert found.alarming
    assert {"engine-start-failed", "engine-init-failed"} <= {other.failure.code for other in found.others}


@pytest.mark.parametrize("path", HEALTHY, ids=lambda path: path.stem)
def test_a_healthy_start_raises_no_alarm(path):
    found = diagnose(read(path))
    assert not found.alarming
    assert found.finding is None or found.finding.failure.kind in (Kind.REQUEST, Kind.NOTE)


@pytest.mark.parametrize("path", HEALTHY, ids=lambda path: path.stem)
def test_nor_does_it_on_the_way(path):
    """Somebody watches: an alarm that is taken back was one."""
    reader = Reader()
    for number, line in enumerate(read(path), start=1):
        if reader.feed([line]):
            assert not reader.diagnosis().alarming, f"line {number}: {line}"


def test_what_was_only_warned_of_explains_less_than_what_failed():
    warned = "(APIServer pid=1) WARNING 04-22 15:12:01 [vllm.py:34] " + ALL["libcuda-missing"].example
    assert diagnose([warned]).finding.failure.code == "libcuda-missing"
    assert not diagnose([warned]).alarming
    for code in ("context-over-kv", "nccl-system", "engine-init-failed"):
        found = diagnose([warned, ALL[code].example])
        assert (found.finding.failure.code, found.alarming) == (code, True)


def test_there_are_ten_healthy_logs():
    assert len(HEALTHY) >= 10


DRESSES = {
    "docker --timestamps": "2026-11-21T03:07:14.123456789Z {}",
    "a time with a zone": "2026-11-21T03:07:14.123456789+01:00 {}",
    "docker compose": "\x1b[36mvllm-1  | \x1b[0m{}",
    "a rank of torch": "[rank0]: {}",
    "the engine's process": "\x1b[1;36m(EngineCore_DP0 pid=272)\x1b[0;0m {}",
    "an error of the engine": "(EngineCore_DP0 pid=272) ERROR 12-10 10:49:31 [core.py:843] {}",
    "an error of a worker": "(Worker_TP1 pid=372) ERROR 12-10 10:49:31 [multiproc_executor.py:843] {}",
    "a worker below Ray": "\x1b[36m(RayWorkerWrapper pid=3021, ip=10.0.0.2)\x1b[0m {}",
    "the journal": "Nov 21 03:07:14 box docker[123]: {}",
    "Kubernetes": "2026-11-21T03:07:14.123456789Z stderr F {}",
    "red": "\x1b[31m{}\x1b[0m",
    "lines of DOS": "{}\r",
    "the first releases with workers": "(VllmWorkerProcess pid=409) ERROR 11-19 06:08:46 multiproc_worker_utils.py:229] {}",
}


@pytest.mark.parametrize("dress", DRESSES)
def test_a_failure_is_named_in_whatever_dress_its_log_comes(dress):
    """Two hundred lines around it, at the beginning, in the middle and at the end."""
    wrong = []
    for turn, (code, failure) in enumerate(ALL.items()):
        if failure.last:
            continue
        around = [line for line in padded(HEALTHY[turn % len(HEALTHY)], 200) if "non-default args" not in line]
        place = (10, 100, 190)[turn % 3]
        lines = [*around[:place], *failure.example.splitlines(), *around[place:]]
        found = diagnose([clean(DRESSES[dress].replace("{}", line).encode()) for line in lines])
        if found.finding is None or found.finding.failure.code != code:
            wrong.append((code, found.finding and found.finding.failure.code))
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("kv-small", "context-over-kv"),
        ("heads", "heads-not-divisible"),
        ("flag", "argument-unknown"),
        ("shm", "shared-memory-small"),
        ("missing", "model-path"),
        ("offline", "hub-offline"),
        ("unreachable", "hub-unreachable"),
        ("long", "context-over-model"),
    ],
)
def test_what_the_real_server_says_when_it_gives_up(name, code):
    found = diagnose(read(LOGS / f"{name}.log"))
    assert found.finding.failure.code == code
    assert found.alarming


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        ("(EngineCore pid=26) INFO 11-21 03:08:36 [gpu_worker.py:772] Available KV cache memory: -2.14 GiB", "2.14"),
        (
            "INFO 02-15 12:01:44 worker.py:267] the current vLLM instance can use total_gpu_memory (23.53GiB) x "
            "gpu_memory_utilization (0.90) = 21.18GiB; model weights take 19.27GiB; PyTorch activation peak memory takes "
            "2.90GiB; the rest of the memory reserved for KV Cache is -1.05GiB.",
            "1.05",
        ),
    ],
)
def test_a_budget_below_nothing_is_the_cause_however_calmly_it_is_said(line, missing):
    """And no shorter context is advised: it is not the cache that takes too much."""
    found = diagnose([*padded(HEALTHY[0], 50), line, ALL["engine-start-failed"].example])
    assert found.finding.failure.code == "no-room-for-kv"
    assert found.alarming
    assert f"and {missing} GiB more: nothing is left for the KV cache" in found.finding.message
    assert not any("max_model_len" in dict(fix.options) for fix in found.finding.failure.fixes)
    assert found.finding.failure.fixes[0].do == "Let vLLM use more of each card."


def test_a_budget_above_nothing_is_none():
    assert diagnose(["INFO 11-21 03:08:36 [gpu_worker.py:772] Available KV cache memory: 2.14 GiB"]).finding is None


def test_a_card_of_amd_runs_out_of_memory_too():
    line = "torch.OutOfMemoryError: HIP out of memory. Tried to allocate 150.00 MiB. GPU 0 has a total capacity of 31.86 GiB"
    found = diagnose([line]).finding
    assert found.failure.code == "oom-gpu"
    assert found.message == "The card's memory ran out: 150.00 MiB more were needed on card 0 of 31.86 GiB."
    graphs = diagnose(["Capturing CUDA graphs (decode, FULL):  63%|######3   | 32/51", line]).finding
    assert graphs.failure.code == "oom-graphs"


def test_a_failure_that_the_server_survived_is_told_but_no_alarm():
    lines = read(HEALTHY[0])
    lines.insert(half_way(lines), ALL["hub-rate"].example)
    found = diagnose(lines)
    assert (found.finding.failure.code, found.survived, found.alarming) == ("hub-rate", True, False)


def test_what_ended_the_server_counts_more_than_what_it_survived():
    lines = read(HEALTHY[0])
    lines.insert(half_way(lines), ALL["hub-rate"].example)
    lines = [*lines[: up(lines)], ALL["illegal-memory-access"].example, ALL["engine-died"].example]
    found = diagnose(lines)
    assert found.finding.failure.code == "illegal-memory-access"
    assert found.alarming


def test_of_several_runs_in_one_log_the_last_one_counts():
    first = [*padded(HEALTHY[0], 60), ALL["oom-gpu"].example]
    second = [*padded(HEALTHY[0], 60), ALL["context-over-kv"].example]
    assert diagnose(first + second).finding.failure.code == "context-over-kv"


def test_a_client_that_asks_wrongly_is_no_reason_for_the_end():
    lines = read(HEALTHY[0])
    lines = [*lines[: up(lines)], *[ALL["request-unauthorized"].example] * 1000]
    assert not diagnose(lines).alarming
    found = diagnose([*lines, ALL["engine-died"].example])
    assert found.finding.failure.code == "engine-died"


def test_a_log_may_be_read_in_pieces():
    log = [*padded(HEALTHY[0], 100), *TRACEBACK.format(example=ALL["oom-graphs"].example).splitlines()]
    whole, pieces = diagnose(log), Reader()
    for i in range(0, len(log), 7):
        pieces.feed(log[i : i + 7])
    assert pieces.diagnosis() == whole


def test_a_cause_at_the_end_of_a_long_log_is_found():
    log = [*padded(HEALTHY[0], 5000), ALL["context-over-kv"].example]
    assert diagnose(log).finding.failure.code == "context-over-kv"


def test_memory_does_not_grow_with_a_client_that_asks_wrongly_for_days():
    reader = Reader()
    for _ in range(50):
        reader.feed([ALL["request-unauthorized"].example] * 100)
    assert sum(len(group) for group in reader._found.values()) <= MOST_OF_ONE


@given(st.lists(st.text(max_size=100), max_size=20))
def test_any_text_can_be_read(lines):
    diagnose(lines)


@pytest.mark.parametrize(
    ("template", "line", "fields"),
    [
        ("Port {port:n} is taken", "error: port  8000 is taken, sorry", {"port": "8000"}),
        ("model '{name}' is new", "The Model `a/b` is new", {"name": "a/b"}),
        ("needs {size:n} GiB", "it needs 4.25 GiB.", {"size": "4.25"}),
        ("because {why}", "it ended because of this and that.", {"why": "of this and that"}),
        ("in {{braces}} {*} after", "x in {braces} or whatever after", {}),
        ("word {one:w}, two", "word Qwen/Qwen3-8B, two", {"one": "Qwen/Qwen3-8B"}),
        ("Port {port:n} is taken", "port x is taken", None),
    ],
)
def test_a_template_says_what_a_line_looks_like(template, line, fields):
    made = Template(template)
    assert made.match(line) == fields
    if fields is not None:
        assert made.anchor in line.lower()


def test_a_template_without_a_word_of_its_own_is_refused():
    with pytest.raises(ValueError, match="no word"):
        Template("{a} {b}")


def test_a_piece_of_a_sentence_with_an_unknown_field_falls_away():
    sentence = "It is full[: {size} are there]."
    assert in_words(sentence, {"size": "3 GiB"}) == "It is full: 3 GiB are there."
    assert in_words(sentence, {}) == "It is full."
