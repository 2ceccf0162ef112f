# SPDX-License-Identifier: Apache-2.0
"""A stand-in for a vLLM container, for tests: no model, canned words, vLLM's log milestones, /health and chat over HTTP.

It takes vLLM's command line (model first or --model, --served-model-name, --port, --api-key; VLLM_API_KEY too).
STUB_MODE in the environment: ok, bad-flag, oom, kv-too-small, slow-end, crash, crash-later, hang, unhealthy, ignore-term,
eat-memory, flood, garbage, crash-answering, silent, kv-full (requests at once wait for the cache), lying-metrics.
STUB_HOLD: the stage at which its first run stays until SIGUSR1: start, loading, compiling, profiling, capturing, stopping.
STUB_WEIGHTS, STUB_KV: the GiB that its log tells. STUB_STEP: seconds between log lines. STUB_FETCH: bytes of weights that
it "downloads" first, in STUB_FETCH_S seconds, going on where an earlier run came to. STUB_BAR: seconds between two states of a
progress bar. STUB_LINES: how many lines a
flood has; STUB_RATE: lines a second; STUB_WIDTH: characters more in each.
"""

import json
import os
import pathlib
import signal
import socketserver
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler

MODE = os.environ.get("STUB_MODE", "ok")
STEP = float(os.environ.get("STUB_STEP", "0.02"))
BAR = float(os.environ.get("STUB_BAR", "0"))
WORDS = ["Hello", "from", "a", "stand-in", "that", "speaks", "like", "a", "server", "but", "thinks", "of", "nothing."]


def options(argv):
    """'--a b', '--a=b' and switches; the first bare word is the model."""
    found, model, key = {}, None, None
    for word in argv:
        if word.startswith("--"):
            name, equal, value = word[2:].partition("=")
            key = None if equal else name
            found[name] = value
        elif key is not None:
            found[key], key = word, None
        elif model is None:
            model = word
    return found, found.get("model") or model or "no/model"


OPTIONS, MODEL = options(sys.argv[1:])
NAME = OPTIONS.get("served-model-name") or MODEL
KEY = OPTIONS.get("api-key") or os.environ.get("VLLM_API_KEY")
if "config" in OPTIONS:  # vLLM's settings file; here it holds nothing but the key
    KEY = pathlib.Path(OPTIONS["config"]).read_text().partition("api-key:")[2].strip() or KEY
COUNTS = {"prompt_tokens": 0, "generation_tokens": 0, "num_preemptions": 0}
RUNNING = []  # a request each
ROOM = threading.Semaphore(2 if MODE == "kv-full" else 1000)  # requests whose cache fits
WEIGHTS, KV = os.environ.get("STUB_WEIGHTS", "9.01"), os.environ.get("STUB_KV", "11.96")


def say(text, who="EngineCore pid=26", where="gpu_worker.py:460"):
    print(f"({who}) INFO {time.strftime('%m-%d %H:%M:%S')} [{where}] {text}", flush=True)
    time.sleep(STEP)


RELEASED = threading.Event()
HELD = pathlib.Path("/tmp/held")


def hold(stage):
    if os.environ.get("STUB_HOLD") == stage and not HELD.exists():
        HELD.touch()
        print(f"held at {stage}", flush=True)
        while not RELEASED.wait(0.05):
            pass


def die(code, *lines):
    for line in lines:
        print(line, file=sys.stderr, flush=True)
    os._exit(code)


def fetch():
    """As huggingface_hub does under vLLM, without a word: a half file that grows, and then gets its name."""
    size, parts = int(os.environ.get("STUB_FETCH", "0")), 40
    blobs = pathlib.Path("/root/.cache/huggingface/hub", f"models--{MODEL.replace('/', '--')}", "blobs")
    if not size or blobs.joinpath("weights").exists() or OPTIONS.get("load-format") == "dummy":
        return
    try:
        blobs.mkdir(parents=True, exist_ok=True)
        with blobs.joinpath("weights.incomplete").open("ab") as half:
            while half.tell() < size:
                half.write(os.urandom(min(size // parts, size - half.tell())))
                half.flush()
                time.sleep(float(os.environ.get("STUB_FETCH_S", "2")) / parts)
        blobs.joinpath("weights.incomplete").rename(blobs / "weights")
    except OSError as error:
        die(
            1,
            "(EngineCore pid=26) ERROR 11-21 03:32:35 [core.py:1510] EngineCore failed to start.",
            f"(EngineCore pid=26) ERROR 11-21 03:32:35 [core.py:1510] OSError: [Errno {error.errno}] {error.strerror}",
            "RuntimeError: Engine core initialization failed. See root cause above. Failed core proc(s): {}",
        )


def start_up():
    hold("start")
    say(f"vLLM API server version 0.33.0 (stand-in, mode {MODE})", "APIServer pid=1", "api_utils.py:286")
    if MODE == "bad-flag":
        die(2, "usage: vllm serve [model_tag] [options]", "vllm: error: unrecognized arguments: --modle x")
    say(f"non-default args: {{'model': '{MODEL}'}}", "APIServer pid=1", "api_utils.py:286")
    say(
        "Enforce eager set, disabling torch.compile, CUDAGraphs, and JIT kernel warmup.", "APIServer pid=1", "vllm.py:1"
    )
    say(f"gpus handed over: {os.environ.get('NVIDIA_VISIBLE_DEVICES', 'none')}")
    say(
        f"Initializing a V1 LLM engine (v0.33.0) with config: model='{MODEL}', dtype=torch.bfloat16, max_seq_len=32768, "
        f"load_format={OPTIONS.get('load-format', 'auto')}, tensor_parallel_size=1, enforce_eager=False",
        where="core.py:133",
    )
    say(f"Starting to load model {MODEL}...")
    if MODE == "oom":
        die(
            1,
            "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 1.16 GiB. GPU 0 has a total capacity of 23.52 GiB",
            "RuntimeError: Engine core initialization failed. See root cause above. Failed core proc(s): {}",
        )
    if MODE == "crash":
        os._exit(139)
    if MODE == "eat-memory":
        hoard = []
        while True:
            hoard.append(bytearray(os.urandom(1 << 20) * 16))
    fetch()
    hold("loading")
    for part in () if OPTIONS.get("load-format") == "dummy" else (0, 1, 2):
        bar = f"{part * 50:3d}% Completed | {part}/2 [00:00<00:00, 14.60it/s]"
        print(f"Loading safetensors checkpoint shards: {bar}", file=sys.stderr, flush=True)
        time.sleep(BAR)
    say(f"Model loading took {WEIGHTS} GiB memory and 3.4 seconds")
    if MODE == "hang":
        time.sleep(3600)
    if MODE == "garbage":
        for junk in (os.urandom(5000) + b"\n", b"x" * 10_000_000 + b"\n", b"\x1b[31mred\x1b[0m \xff\xfe\n"):
            os.write(1, junk)
    say("[backbone] Dynamo bytecode transform time: 2.10 s", where="backends.py:1188")
    hold("compiling")
    say("[backbone] Initial profiling/warmup run took 0.35 s", where="monitor.py:91")
    say(f"Available KV cache memory: {KV} GiB")
    hold("profiling")
    if MODE in ("kv-too-small", "slow-end"):
        words = (
            "ValueError: To serve at least one request with the model's max seq len (40960), (5.00 GiB KV cache is needed, "
            "which is larger than the available KV cache memory (1.25 GiB). Based on the available memory, the estimated "
            "maximum model length is 10240."
        )
        if MODE == "slow-end":
            print(f"said at {time.time()}\n(EngineCore pid=26) ERROR 11-21 03:32:35 [core.py:1510] {words}", flush=True)
            time.sleep(2)
        die(
            1,
            f"(EngineCore pid=26) ERROR 11-21 03:32:35 [core.py:1510] {words}",
            "Traceback (most recent call last):",
            words,
            "    raise RuntimeError(",
            "RuntimeError: Engine core initialization failed. See root cause above. Failed core proc(s): {}",
        )
    say("GPU KV cache size: 97,984 tokens, Maximum concurrency for 32,768 tokens per request: 2.99x")
    for done in range(12):  # tqdm's own: each state overwrites the one before, and only the last has a line's end
        bar = f"{done * 100 // 11:3d}%|{'#' * done}{' ' * (11 - done)}| {done}/11 [00:01<00:00]"
        sys.stderr.write(f"\rCapturing CUDA graphs (mixed prefill-decode, PIECEWISE): {bar}")
        sys.stderr.flush()
        time.sleep(BAR)
    print(file=sys.stderr, flush=True)
    hold("capturing")
    say("Graph capturing finished in 3 secs, took 0.21 GiB")
    say("CUDA graph pool memory: 0.21 GiB (actual), 0.71 GiB (estimated), difference: 0.5 GiB (238.1%).")
    if MODE == "flood":
        lines, rate = int(os.environ.get("STUB_LINES", "20000")), int(os.environ.get("STUB_RATE", "10000"))
        began, more = time.time(), " and more" * (int(os.environ.get("STUB_WIDTH", "0")) // 9)
        for number in range(lines):
            sys.stdout.write(
                f"(EngineCore pid=26) INFO [flood] line {number} of {lines}, with some more words to read{more}\n"
            )
            if number % 100 == 99:
                sys.stdout.flush()
                time.sleep(max(0, began + number / rate - time.time()))
        sys.stdout.flush()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def send(self, code, value=None):
        data = b"" if value is None else json.dumps(value).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def allowed(self):
        return not KEY or self.headers.get("Authorization") == f"Bearer {KEY}"

    def do_GET(self):
        if self.path == "/health":
            self.send(503 if MODE == "unhealthy" else 200)
        elif self.path == "/metrics":
            self.send_response(200)
            self.send_header("Content-Type", "text/plain; version=0.0.4")
            rows = {
                **{f"{name}_total": value for name, value in COUNTS.items()},
                "num_requests_running": min(len(RUNNING), 2 if MODE == "kv-full" else 1000),
                "num_requests_waiting": max(0, len(RUNNING) - 2) if MODE == "kv-full" else 0,
                "kv_cache_usage_perc": min(0.97 if MODE == "kv-full" else 0.4, 0.48 * len(RUNNING)),
            }
            if MODE == "lying-metrics":
                rows = dict.fromkeys(rows, "NaN") | {"num_requests_waiting": "-7", "kv_cache_usage_perc": "1e99"}
            text = "".join(f'vllm:{name}{{engine="0",model_name="{NAME}"}} {value}\n' for name, value in rows.items())
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text.encode())
        elif self.path == "/v1/models" and not self.allowed():
            self.send(401, {"error": "Unauthorized"})
        elif self.path == "/v1/models":
            self.send(200, {"object": "list", "data": [{"id": NAME, "object": "model"}]})
        else:
            self.send(404, {"detail": "Not Found"})

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"{}")
        if self.path != "/v1/chat/completions" or body.get("model") != NAME:
            return self.send(404, {"error": {"message": f"The model `{body.get('model')}` does not exist."}})
        if not self.allowed():
            return self.send(401, {"error": "Unauthorized"})
        if MODE == "silent":
            time.sleep(3600)
        RUNNING.append(body)
        try:
            with ROOM:
                self.answer(WORDS * (body.get("min_tokens", 0) // len(WORDS)) or WORDS)
        finally:
            RUNNING.remove(body)

    def answer(self, words):
        COUNTS["generation_tokens"] += len(words)
        COUNTS["prompt_tokens"] += 9
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for position, word in enumerate(words):
            self.event({"choices": [{"index": 0, "delta": {"content": (" " if position else "") + word}}]})
            time.sleep(0.01)
            if MODE == "crash-answering" and position == 4:
                die(1, "torch.AcceleratorError: CUDA error: an illegal memory access was encountered")
        self.event({"choices": [], "usage": {"prompt_tokens": 9, "completion_tokens": len(words)}})
        self.chunk(b"data: [DONE]\n\n")
        self.wfile.write(b"0\r\n\r\n")

    def event(self, value):
        self.chunk(b"data: " + json.dumps(value).encode() + b"\n\n")

    def chunk(self, data):
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


def main():
    def stop(*_):
        hold("stopping")
        print("INFO:     Application shutdown complete.", flush=True)
        os._exit(0)

    signal.signal(signal.SIGUSR1, lambda *_: RELEASED.set())
    signal.signal(signal.SIGTERM, signal.SIG_IGN if MODE == "ignore-term" else stop)
    start_up()
    server = Server(
        ("0.0.0.0", int(OPTIONS.get("port", "8000"))), Handler
    )  # inside the container: all of its interfaces
    print("INFO:     Application startup complete.", flush=True)
    if MODE == "crash-later":
        threading.Timer(
            1, lambda: die(1, "vllm.v1.engine.exceptions.EngineDeadError: EngineCore encountered an issue.")
        ).start()
    server.serve_forever()


if __name__ == "__main__":
    main()
