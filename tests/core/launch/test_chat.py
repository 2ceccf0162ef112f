# SPDX-License-Identifier: Apache-2.0
"""Answers of servers that do not behave, over real HTTP on loopback."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from rigwise.core.launch.chat import Answer, ask, served_model
from rigwise.core.problems import RigwiseError

NEVER = threading.Event()
MODELS = {"object": "list", "data": [{"id": "some/model"}]}


@pytest.fixture
def serve():
    """Start a server that answers the list of models, and a question with these bytes."""
    running = []

    def start(answer: bytes, status: int = 200, models: object = MODELS, models_status: int = 200):
        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *arguments):
                pass

            def reply(self, code, body):
                self.send_response(code)
                self.end_headers()
                self.wfile.write(body)

            def do_GET(self):
                self.reply(models_status, models if isinstance(models, bytes) else json.dumps(models).encode())

            def do_POST(self):
                self.rfile.read(int(self.headers["Content-Length"]))
                self.reply(status, answer)

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        running.append(server)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        return f"http://127.0.0.1:{server.server_address[1]}"

    yield start
    for server in running:
        server.shutdown()
        server.server_close()


def stream(*events: object) -> bytes:
    return b"".join(b"data: " + (e if isinstance(e, bytes) else json.dumps(e).encode()) + b"\n\n" for e in events)


def word(**delta):
    return {"choices": [{"index": 0, "delta": delta}]}


def code_of(address):
    with pytest.raises(RigwiseError) as refused:
        ask(address, "Hello?", NEVER, lambda piece: None)
    return refused.value.problem.code


def test_an_answer_with_comments_thinking_and_usage(serve):
    address = serve(
        b": keep-alive\n\n"
        + stream(word(role="assistant", content=""), word(reasoning="Hm. "), word(content="Hello"), b"[DONE]")
        + stream({"choices": [], "usage": {"prompt_tokens": 3, "completion_tokens": 7}})
    )
    heard: list[str] = []
    answer = ask(address, "Hello?", NEVER, heard.append)
    assert answer is not None
    assert heard == ["Hm. ", "Hello"]
    assert (answer.text, answer.tokens, answer.prompt_tokens) == ("Hm. Hello", 7, 3)
    assert served_model(address) == "some/model"


def test_without_usage_pieces_are_counted(serve):
    answer = ask(serve(stream(word(content="a"), word(content="b"))), "Hello?", NEVER, lambda piece: None)
    assert answer is not None
    assert answer.tokens == 2


def test_tokens_a_second_are_those_of_the_decode():
    assert Answer("x", 0.5, 2.5, 21, 3).tokens_per_second == 10
    assert Answer("x", 0.5, 0.5, 1, 3).tokens_per_second is None


@pytest.mark.parametrize("body", [b"", b"data: [DONE]\n\n", b"data: {broken\n\n", b"data: 7\n\n", stream(word())])
def test_an_answer_without_a_word(serve, body):
    assert code_of(serve(body)) == "answer-empty"


def test_an_error_in_the_middle_of_the_stream(serve):
    address = serve(stream(word(content="He"), {"error": {"message": "EngineCore died", "code": 500}}))
    with pytest.raises(RigwiseError, match="EngineCore died") as refused:
        ask(address, "Hello?", NEVER, lambda piece: None)
    assert refused.value.problem.code == "answer-broken"


@pytest.mark.parametrize(
    ("status", "body", "code", "words"),
    [
        (401, b'{"error": "Unauthorized"}', "api-key", "API key"),
        (
            404,
            b'{"error": {"message": "The model `x` does not exist."}}',
            "answer-refused",
            "The model `x` does not exist",
        ),
        (400, b'{"object": "error", "message": "too long"}', "answer-refused", "400: too long"),
        (500, b"Internal Server Error", "answer-refused", "Internal Server Error"),
    ],
)
def test_a_refusal_is_quoted(serve, status, body, code, words):
    address = serve(body, status)
    with pytest.raises(RigwiseError, match=words) as refused:
        ask(address, "Hello?", NEVER, lambda piece: None)
    assert refused.value.problem.code == code


@pytest.mark.parametrize("models", [b"not json", b"[]", b'{"data": []}', b'{"data": [7]}'])
def test_a_port_on_which_something_else_answers(serve, models):
    assert code_of(serve(b"", models=models)) == "server-answer"
