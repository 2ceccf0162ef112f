# SPDX-License-Identifier: Apache-2.0
"""A server on this machine may answer anything, ever so slowly: Rigwise believes little and never waits long."""

import contextlib
import socket
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rigwise.core.launch.follow import healthy
from rigwise.core.launch.metrics import LARGEST, Metrics, look, parse
from rigwise.core.launch.server import Server

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
ROW = b'vllm:num_requests_running{engine="0"} 3\n'


@pytest.fixture
def serve():
    """`serve(b"…", b"…", pause=s)`: an address where every question gets these pieces; the last one again, for ever, with endless."""
    listening, over = [], threading.Event()

    def one(*pieces, pause=0.0, endless=False):
        server = socket.create_server(("127.0.0.1", 0))
        listening.append(server)

        def answer(connection):
            with connection, contextlib.suppress(OSError):
                connection.recv(65536)
                for piece in pieces:
                    connection.sendall(piece)
                    over.wait(pause)
                while endless and not over.is_set():
                    connection.sendall(pieces[-1])
                    over.wait(pause)

        def accept():
            with contextlib.suppress(OSError):
                while True:
                    threading.Thread(target=answer, args=(server.accept()[0],), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        return f"http://127.0.0.1:{server.getsockname()[1]}"

    yield one
    over.set()
    for server in listening:
        server.close()


def seconds(call):
    began = time.perf_counter()
    return call(), time.perf_counter() - began


def test_an_honest_answer_is_read(serve):
    assert look(serve(OK + b"\r\n" + ROW)).running == 3
    chunked = b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % len(ROW) + ROW + b"\r\n0\r\n\r\n"
    assert look(serve(OK + chunked)).running == 3


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"garbage",
        b"\xff\xfe\x00" * 1000,
        b"HTTP/1.1 500 Internal Server Error\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/metrics\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        OK + b"Content-Length: 1000000\r\n\r\n" + ROW,  # broken off
        OK + b"Content-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 100_000,
    ],
)
def test_what_is_no_answer_is_none(serve, answer):
    found, took = seconds(lambda: look(serve(answer), timeout_s=1))
    assert found in (None, Metrics())
    assert took < 2


@pytest.mark.parametrize(
    "body",
    [
        b"<html>It works!</html>",
        b'{"num_requests_running": 3}',
        b"vllm:num_requests_running NaN\nvllm:num_requests_waiting -1\nvllm:kv_cache_usage_perc 7\n",
        b"vllm:num_requests_running inf\nvllm:num_requests_running 1e400\n",
        b"vllm:num_requests_running 3",  # the line is cut: it may have been 31
        b"vllm:num_requests_running{" * 100_000,
        b"vllm:num_requests_running{\n" * 100_000,
        b"vllm:" + b"x" * 3_000_000 + b" 1\n",
        b"vllm:num_requests_running" + b" " * 3_000_000,
        b"\x1f\x8b\x08\x00" * 1000,
    ],
)
def test_a_body_that_lies_or_is_something_else_says_nothing(serve, body):
    found, took = seconds(lambda: look(serve(OK + b"Content-Length: %d\r\n\r\n" % len(body) + body)))
    assert found == Metrics()
    assert took < 1.5


def test_an_endless_answer_is_left(serve):
    found, took = seconds(lambda: look(serve(OK + b"\r\n", ROW * 1000, endless=True)))
    assert found is None
    assert took < 3


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\nX: ", OK + b"\r\n"])
def test_an_answer_of_a_byte_now_and_then_is_left_in_time(serve, head):
    for question in (look, lambda address, timeout_s: healthy(server_at(address), timeout_s)):
        _, took = seconds(
            lambda question=question: question(serve(head, b"x", pause=0.05, endless=True), timeout_s=0.5)
        )
        assert took < 1


def server_at(address):
    return Server("id", "rigwise-x", "some/model", "running", int(address.rpartition(":")[2]))


@pytest.mark.parametrize(
    ("answer", "well"),
    [
        (OK + b"Content-Length: 0\r\n\r\n", True),
        (b"HTTP/1.0 200 OK\r\n\r\n", True),
        (b"HTTP/1.1 503 Service Unavailable\r\n\r\n", False),
        (b"200", False),
        (b"", False),
        (b"\x00" * 100, False),
    ],
)
def test_only_an_answer_counts_as_health(serve, answer, well):
    assert healthy(server_at(serve(answer)), timeout_s=0.5) is well


def test_silence_is_no_health(serve):
    found, took = seconds(lambda: healthy(server_at(serve(b"", pause=30)), timeout_s=0.3))
    assert found is False
    assert took < 1


@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from(["vllm:num_requests_running", "{", "}", " ", "\n", "1", "e", "-", ".", "_"])).map(
        "".join
    )
)
def test_any_text_has_sensible_numbers_or_none(text):
    found = parse(text)
    assert found.kv_usage is None or 0 <= found.kv_usage <= 1
    assert found.running is None or found.running >= 0


def test_more_than_a_server_has_to_say_is_a_lie(serve):
    assert look(serve(OK + b"\r\n" + ROW + b"#" * LARGEST), timeout_s=5) is None
