# SPDX-License-Identifier: Apache-2.0
"""The Hub: what a look at a 70B costs, how exact weights from headers are, how fast a download is, and what the window feels.

All on a Hub of our own on loopback, in a process of its own; 50 ms is a round trip to it, with TCP's and TLS's.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "hub")]
from figure import Figure  # noqa: E402

LATENCY_S = 0.05
PAIRS = 5
GIGABIT = 125_000_000  # bytes a second of a fast line; at loopback's speed the server takes the window's processor
REFERENCE = HERE.parents[1].parent / "shared" / "data"  # vLLM's own answers, where a checkout has them beside it
PLAIN = ("llama", "mistral", "qwen2", "qwen3")  # families whose tensors `checkpoints.decoder` writes
WRITERS = {"fp8": "fp8", "awq": "awq", "gptq": "gptq"}

SERVER = """
import sys
import checkpoints as c
from stub_hub import StubHub
big = {**c.LLAMA, "hidden_size": 2048, "intermediate_size": 8192, "num_attention_heads": 16, "num_key_value_heads": 8,
       "head_dim": 128, "num_hidden_layers": 12, "vocab_size": 32000}
with StubHub() as hub:
    hub.xet, hub.latency = False, float(sys.argv[1])
    if int(sys.argv[2]):
        hub.fault("slow", "Signature", int(sys.argv[2]))
    hub.add(c.model("m/seventy", c.LLAMA_70B, count=30))
    pruned = c.decoder(c.LLAMA_70B)
    kind, (n, k) = pruned["model.layers.40.mlp.up_proj.weight"]
    pruned["model.layers.40.mlp.up_proj.weight"] = (kind, (n // 2, k))
    hub.add(c.model("m/pruned", c.LLAMA_70B, tensors=pruned, count=30))
    made = hub.add(c.model("m/big", big, count=4))
    print(hub.endpoint, sum(blob.size for blob in made.files.values()), flush=True)
    sys.stdin.read()
"""
THEIRS = """
import sys, time, huggingface_hub
began = time.perf_counter()
huggingface_hub.snapshot_download("m/big", endpoint=sys.argv[1], cache_dir=sys.argv[2])
print(time.perf_counter() - began)
"""
OURS = """
import sys, threading, time
from pathlib import Path
from rigwise.core.models.hub.download import download
from rigwise.core.models.hub.inspect import inspect
from rigwise.core.models.hub.names import Reference
from rigwise.core.models.hub.place import Place
folder = Path(sys.argv[2])
place = Place(sys.argv[1], folder / "hub", folder / "token", folder / "facts")
began = time.perf_counter()
download(place, inspect(place, Reference("m/big")), threading.Event())
print(time.perf_counter() - began)
"""


def figures() -> Iterator[Figure]:
    yield from looks()
    yield from weights()
    with server(0.0) as (endpoint, size):
        yield from downloads(endpoint, size)
    with server(0.0, GIGABIT // 4) as (endpoint, _):
        yield from window(endpoint)


@contextmanager
def server(latency: float, rate: int = 0) -> Iterator[tuple[str, int]]:
    """rate: bytes a second of each connection; 0: as fast as loopback is."""
    environment = {**os.environ, "PYTHONPATH": f"{HERE.parent / 'hub'}:{os.environ.get('PYTHONPATH', '')}"}
    process = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(latency), str(rate)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        endpoint, size = process.stdout.readline().split()
        yield endpoint, int(size)
    finally:
        process.kill()
        process.communicate()


def place_in(folder: Path, endpoint: str) -> Any:
    from rigwise.core.models.hub.place import Place

    return Place(endpoint, folder / "hub", folder / "token", folder / "facts")


def looks() -> Iterator[Figure]:
    """A 70B in thirty shards: new, known, and one whose layers differ so that every header is read."""
    from rigwise.core.models.hub.inspect import inspect
    from rigwise.core.models.hub.names import Reference
    from rigwise.core.models.hub.wire import install

    install()
    seconds: dict[str, list[float]] = {"new": [], "known": [], "pruned": []}
    requests: dict[str, int] = {}
    for _ in range(PAIRS):
        with server(LATENCY_S) as (endpoint, _), tempfile.TemporaryDirectory() as name:
            place = place_in(Path(name), endpoint)
            for kind, repo in (("new", "m/seventy"), ("known", "m/seventy"), ("pruned", "m/pruned")):
                began = time.perf_counter()
                found = inspect(place, Reference(repo))
                seconds[kind].append(time.perf_counter() - began)
                requests[kind] = found.requests
                assert found.headers is not None
                assert len(found.headers) == 723
    median = {kind: statistics.median(values) for kind, values in seconds.items()}
    yield Figure("look at a new 70B of 30 shards, requests", requests["new"], "", 12, "6 questions, the rest redirects")
    yield Figure("look at a new 70B of 30 shards, 50 ms away", median["new"], "s", 2)
    yield Figure("look at it again, requests", requests["known"], "", 1)
    yield Figure("look at it again, 50 ms away", median["known"], "s", 0.5)
    yield Figure("look at one that needs all 30 headers", median["pruned"], "s", 2, f"{requests['pruned']} requests")


def weights() -> Iterator[Figure]:
    """Tensors written from a config, read back from their headers alone, against what vLLM counts of that config."""
    from checkpoints import decoder, quantized
    from rigwise.core.memory.weights import stage_weights
    from rigwise.core.models.checkpoint import Tensor
    from rigwise.core.models.config import read_checkpoint
    from rigwise.core.models.tensors import with_tensors

    file = REFERENCE / "vllm-0.33-exact.jsonl"
    if not file.is_file():
        return
    errors: list[float] = []
    unknown: list[float] = []
    for text in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(text)
        path = REFERENCE / "model-configs" / row["config"]
        if "out" not in row or path.is_dir():
            continue
        config = json.loads(path.read_text(encoding="utf-8"))
        method = (config.get("quantization_config") or {}).get("quant_method", "")
        plain = config.get("model_type") in PLAIN and config["architectures"][0].endswith("ForCausalLM")
        if not plain or (method and method not in WRITERS):
            continue
        tensors = decoder(config)
        tensors = quantized(tensors, WRITERS[method]) if method else tensors
        headers = {name: Tensor(*tensor) for name, tensor in tensors.items()}
        case, want = row["case"], row["out"]["weights_bytes_per_pp_rank"]
        # a class that no reader knows runs on vLLM's Transformers backend, which keeps no rotary tables
        nameless = {**config, "architectures": ["NobodyKnowsForCausalLM"]}
        rotary = read_checkpoint(config).architecture.rope_bytes
        for given, found, less in ((config, errors, 0), (nameless, unknown, rotary)):
            checkpoint = with_tensors(read_checkpoint(given), headers)
            stages = stage_weights(checkpoint, case.get("tp", 1), case.get("pp", 1))
            found += [abs(stage.total - real + less) / real for stage, real in zip(stages, want, strict=True)]
    for kind, found in (("known by name", errors), ("not known by name", unknown)):
        within = sum(error <= 0.001 for error in found)
        detail = f"{within} of {len(found)} ranks within 0.1 %"
        yield Figure(f"weights from headers, {kind}, largest error", 100 * max(found), "%", 0.1, detail)


def downloads(endpoint: str, size: int) -> Iterator[Figure]:
    """Ours checks every byte; theirs does not. In pairs, on one disk."""
    environment = {
        **os.environ,
        "HF_HUB_DISABLE_XET": "1",
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    }

    def run(code: str) -> float:
        with tempfile.TemporaryDirectory() as name:
            done = subprocess.run(
                [sys.executable, "-c", code, endpoint, name],
                env=environment,
                capture_output=True,
                text=True,
                check=True,
            )
        return float(done.stdout)

    run(OURS)
    pairs = [(run(THEIRS), run(OURS)) for _ in range(PAIRS)]
    theirs, ours = (statistics.median(values) for values in zip(*pairs, strict=True))
    ratio = statistics.median(our / their for their, our in pairs)
    detail = f"{size / ours / 1e6:.0f} MB/s checked, {size / theirs / 1e6:.0f} MB/s by huggingface_hub alone"
    yield Figure("download, time against huggingface_hub's", ratio, "x", 1 / 0.9, detail)


def window(endpoint: str) -> Iterator[Figure]:
    """The longest time the event loop was away while somebody typed, headers were read and a gigabit line was filled."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from beat import Beat, bystander
    from PySide6.QtWidgets import QApplication
    from rigwise.core.hardware.catalogue import compose
    from rigwise.core.models.hub.names import Reference
    from rigwise.core.wizard import Step
    from rigwise.gui import theme
    from rigwise.gui.edges import Edges
    from rigwise.gui.window import Window

    application = QApplication.instance() or QApplication([])
    theme.apply(application, "light")  # type: ignore[arg-type]
    with tempfile.TemporaryDirectory() as name:
        shown = Window(Edges(place=lambda: place_in(Path(name), endpoint), folder=lambda: Path(name)))
        shown.ask_before_closing = lambda: "keep"  # type: ignore[method-assign]
        shown.show()
        shown.controller.choose_rig(compose(["RTX 4090"] * 2))
        shown.controller.go(Step.MODEL)
        page = shown.model

        def turn(until: Any, seconds: float = 30.0) -> None:
            end = time.monotonic() + seconds
            while not until() and time.monotonic() < end:
                application.processEvents()
                time.sleep(0.0005)

        turn(lambda: page.filter.rowCount() > 40)
        beat = Beat()
        gaps = beat.gaps
        turn(lambda: False, 2.0)
        idle = max(gaps[5:])
        gaps.clear()
        began = time.monotonic()
        for letters in ("m", "m/", "m/s", "m/se", "m/seven", "m/seventy"):
            page.search.words.setText(letters)
            turn(lambda: False, 0.1)
        turn(lambda: "on the Hub" in page.status.text())
        typed = max(gaps)
        gaps.clear()
        page.look(Reference("m/big"))
        turn(lambda: page.chosen.download.start.isVisible())
        looked = max(gaps)
        gaps.clear()
        with bystander() as kept:
            page.chosen.download.start.click()
            turn(lambda: "without a download" in page.chosen.download.said.text(), 60)
            fetched, seconds = max(gaps), time.monotonic() - began
        beat.stop()
        shown.close()
    detail = f"{idle:.0f} ms while nothing was done: what else runs on this machine"
    yield Figure("longest stall of the window while typing a search", typed, "ms", 50, detail)
    yield Figure("longest stall while a model is read and compared", looked, "ms", 50)
    yield Figure(
        "longest stall while it is downloaded",
        fetched,
        "ms",
        50,
        f"{seconds:.1f} s in all; {kept[0]:.0f} ms of a process that only sleeps",
    )


if __name__ == "__main__":
    assert threading.current_thread() is threading.main_thread()
    for figure in figures():
        print(figure, flush=True)
