# SPDX-License-Identifier: Apache-2.0
"""Why a server ended: the one line that says it, from logs as vLLM 0.32 writes them."""

import pytest
from rigwise.core.launch.ending import ended, ended_with_engine, last_error
from rigwise.core.launch.server import Server

WRAPPED = """\
(APIServer pid=1) WARNING 11-21 03:32:03 [system_utils.py:255] This can cause fd limit errors like `OSError: [Errno 24]`.
(EngineCore pid=24) ERROR 11-21 03:32:35 [core.py:1510]     raise ValueError(
(EngineCore pid=24) ERROR 11-21 03:32:35 [core.py:1510] ValueError: To serve at least one request, 4.0 GiB are needed.
(EngineCore pid=24) ERROR 11-21 03:32:38 [multiproc_executor.py:315] Worker proc VllmWorker-0 died unexpectedly
    raise ValueError(
ValueError: To serve at least one request, 4.0 GiB are needed.
    sys.exit(main())
    raise RuntimeError(
RuntimeError: Engine core initialization failed. See root cause above. Failed core proc(s): {}"""
VALIDATION = """\
pydantic_core._pydantic_core.ValidationError: 1 validation error for VllmConfig
  Value error, Total number of attention heads (4) must be divisible by tensor parallel size (3). [type=value_error, input]
    For further information visit https://errors.pydantic.dev/2.14/v/value_error"""
HUB = """\
httpx.ConnectError: [Errno -2] Name or service not known
huggingface_hub.errors.LocalEntryNotFoundError: An error happened while trying to locate the file.
OSError: We couldn't connect to 'https://huggingface.co' to load the files."""


@pytest.mark.parametrize(
    ("log", "said"),
    [
        (WRAPPED, "ValueError: To serve at least one request, 4.0 GiB are needed."),
        (VALIDATION, "Total number of attention heads (4) must be divisible by tensor parallel size (3)."),
        (HUB, "OSError: We couldn't connect to 'https://huggingface.co' to load the files."),
        ("vllm: error: unrecognized arguments: --modle x", "vllm: error: unrecognized arguments: --modle x"),
        ("RuntimeError: Engine core initialization failed.", "RuntimeError: Engine core initialization failed."),
        ("no error at all\nwarnings about errors: none", None),
    ],
)
def test_the_cause_is_named_not_what_wraps_it(log, said):
    assert last_error(tuple(log.splitlines())) == said


def server(**state):
    return Server("id", "rigwise-x", "some/model", "exited", 8000, **state)


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ({"exit_code": 0}, "server-stopped"),
        ({"exit_code": 1}, "server-failed"),
        ({"exit_code": 137}, "server-killed"),
        ({"exit_code": 137, "out_of_memory": True}, "server-out-of-memory"),
        (
            {"exit_code": 1, "out_of_memory": True},
            "server-out-of-memory",
        ),  # the system ended a worker, the rest gave up
    ],
)
def test_each_end_has_its_own_sentence(state, code):
    assert ended(server(**state)).code == code


def test_a_run_begins_a_second_before_the_engine_noted_it():
    assert server(started_at="2026-11-21T06:28:02.123456789Z").began == pytest.approx(1795242481.123456)
    assert server(started_at="0001-01-01T00:00:00Z").began is None
    assert server().began is None


def test_an_end_noted_just_before_its_own_beginning_hides_no_words():
    """A process that ends at once: Docker noted 0.753 s for its end and 0.754 s for its beginning."""
    quick = server(started_at="2026-11-21T13:07:25.754946362Z", finished_at="2026-11-21T13:07:25.753789036Z")
    assert quick.began == pytest.approx(1795266445.754946 - 1, abs=0.001)
    again = server(started_at="2026-11-21T13:07:25.9Z", finished_at="2026-11-21T13:07:25.7Z")
    assert again.began == pytest.approx(1795266445.8, abs=0.001)


def test_a_run_that_follows_another_at_once_begins_half_way_between_them():
    again = server(started_at="2026-11-21T06:28:02.600Z", finished_at="2026-11-21T06:28:02.400Z")
    assert again.began == pytest.approx(1795242482.5)
    long_after = server(started_at="2026-11-21T06:28:02.600Z", finished_at="2026-11-21T05:00:00Z")
    assert long_after.began == pytest.approx(1795242481.6)
    over = server(started_at="2026-11-21T06:28:02.600Z", finished_at="2026-11-21T06:29:00Z")
    assert over.began == pytest.approx(1795242481.6)


@pytest.mark.parametrize(("code", "words"), [(0, "Docker was away"), (137, "Docker was away"), (1, "exit code 1")])
def test_a_server_that_went_with_its_engine_is_said_so(code, words):
    assert words in ended_with_engine(server(exit_code=code)).message
