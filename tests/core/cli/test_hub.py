# SPDX-License-Identifier: Apache-2.0
"""`rigwise search`, `models show`, `download`, and planning a model that only the Hub knows."""

import json
import os
import subprocess
import sys

import checkpoints
import pytest
from rigwise.core.cli import main
from rigwise.core.models.hub import place as module

BASE = "meta/Big-Instruct"


@pytest.fixture
def hub(stub_hub, place, monkeypatch):
    monkeypatch.setattr(module, "real_place", lambda: place)
    stub_hub.add(checkpoints.model(BASE, checkpoints.LLAMA_70B, count=30, downloads=900))
    stub_hub.add(checkpoints.model("a/big-instruct-awq", checkpoints.LLAMA_70B, how="awq", count=9, base_model=BASE))
    stub_hub.add(checkpoints.gguf("b/Big-Instruct-GGUF", BASE, downloads=5))
    stub_hub.add(checkpoints.model("c/tiny", downloads=1, gated="manual"))
    return stub_hub


def said(capsys, *arguments, status=0):
    assert main(arguments) == status
    return capsys.readouterr().out


def told(capsys, *arguments, status=0):
    return json.loads(said(capsys, *arguments, "--json", status=status))


def test_search(hub, capsys):
    text = said(capsys, "search", "big")
    assert text.index(BASE) < text.index("b/Big-Instruct-GGUF")
    assert "GGUF *" in text
    found = told(capsys, "search", "big", "--fits", "--gpus", "2x RTX 4090")["found"]
    assert BASE not in [one["id"] for one in found]
    assert told(capsys, "search", "nothing-like-it")["found"] == []
    assert [one["id"] for one in told(capsys, "search", "tiny", "--largest", "0.01")["found"]] == ["c/tiny"]


def test_a_search_without_a_network_gives_the_earlier_answer_or_says_why(hub, capsys, monkeypatch):
    said(capsys, "search", "big")
    monkeypatch.setattr("rigwise.core.models.hub.search.FRESH_S", -1.0)
    hub.fault("status", value=500)
    assert main(["search", "big"]) == 0
    out, err = capsys.readouterr()
    assert BASE in out
    assert "answer of a moment ago" in err
    assert told(capsys, "search", "other", status=2)["error"]["code"] == "hub-server"


def test_show_tells_what_it_is_and_every_way_to_run_it(hub, capsys):
    shown = told(capsys, "models", "show", f"https://huggingface.co/{BASE}", "--gpus", "2x RTX 4090")
    assert (shown["tensors"], shown["headers_read"], shown["requests"]) == (723, 2, 11)
    assert shown["download_bytes"] > 141e9
    ways = {way["id"]: way for way in shown["ways"]}
    assert ways["a/big-instruct-awq"]["recommended"]
    assert ways["a/big-instruct-awq"]["bits"] == 4.51
    assert ways[BASE]["fit"] == "too big"
    assert ways["b/Big-Instruct-GGUF"]["group"] == "not for vLLM"
    text = said(capsys, "models", "show", BASE, "--gpus", "2x RTX 4090")
    assert "> a/big-instruct-awq" in text
    assert "arXiv 2411.02355" in text
    only = told(capsys, "models", "show", BASE, "--only", "--gpus", "2x RTX 4090")["ways"]
    assert [way["id"] for way in only] == [BASE]


def test_show_without_a_gpu_still_tells_what_it_is(hub, capsys, no_nvml_library):
    assert "add --gpus" in said(capsys, "models", BASE)


def test_download_fetches_once(hub, capsys, place):
    hub.repos["c/tiny"].gated = False
    first = told(capsys, "download", "c/tiny")
    assert first["fetched"] == first["bytes"] > 5_000_000
    assert str(place.cache) in first["folder"]
    assert told(capsys, "download", "c/tiny")["fetched"] == 0
    assert "c/tiny is in" in said(capsys, "download", "c/tiny")


def test_a_draft_model_is_fetched_with_its_model(hub, capsys):
    hub.add(checkpoints.model("c/model", {**checkpoints.LLAMA, "num_hidden_layers": 8}))
    hub.repos["c/tiny"].gated = False
    fetched = told(capsys, "download", "c/model", "--spec-model", "c/tiny")
    assert fetched["id"] == "c/model"
    assert fetched["draft"]["id"] == "c/tiny"
    assert fetched["draft"]["fetched"] == fetched["draft"]["bytes"] > 5_000_000
    assert told(capsys, "download", "c/tiny")["fetched"] == 0
    hub.add(checkpoints.model("c/closed", gated="manual"))
    refused = told(capsys, "download", "c/model", "--spec-model", "c/closed", status=2)
    assert refused["error"]["code"] == "hub-gated-no-token"


def test_a_draft_model_that_only_the_hub_knows_is_counted_and_pinned(hub, capsys):
    hub.repos["c/tiny"].gated = False
    hub.add(checkpoints.model("c/model", checkpoints.LLAMA))
    short = ["--spec-model", "c/tiny", "--spec-tokens", "3"]
    plain = told(capsys, "estimate", "c/model", "--gpus", "RTX 4090")["per_gpu"][0]["weights_gib"]
    with_draft = told(capsys, "estimate", "c/model", "--gpus", "RTX 4090", *short)["per_gpu"][0]["weights_gib"]
    assert with_draft == pytest.approx(2 * plain, rel=0.03)  # less the rotary table, which both share
    given = told(capsys, "plan", "c/model", "--gpus", "RTX 4090", *short)["argv"]
    asked = json.loads(given[given.index("--speculative-config") + 1])
    assert asked == {"model": "c/tiny", "num_speculative_tokens": 3, "revision": hub.repos["c/tiny"].sha}


def test_what_is_gated_says_so(hub, capsys):
    assert told(capsys, "download", "c/tiny", status=2)["error"]["code"] == "hub-gated-no-token"
    assert main(["estimate", "c/tiny", "--gpus", "RTX 4090"]) == 2
    assert "c/tiny is gated" in capsys.readouterr().err


def test_estimate_and_plan_take_what_only_the_hub_knows(hub, capsys):
    estimate = told(capsys, "estimate", "a/big-instruct-awq", "--gpus", "2x RTX 4090")
    assert estimate["per_gpu"][0]["weights_gib"] == pytest.approx(18.55, abs=0.01)
    plan = told(capsys, "plan", f"{hub.endpoint}/a/big-instruct-awq", "--gpus", "2x RTX 4090")
    assert "--revision" in plan["argv"]
    assert hub.repos["a/big-instruct-awq"].sha in plan["argv"]


def test_estimate_without_a_network_takes_what_was_seen_last(hub, capsys):
    said(capsys, "estimate", "a/big-instruct-awq", "--gpus", "2x RTX 4090")
    hub.fault("status", value=500)
    assert main(["estimate", "a/big-instruct-awq", "--gpus", "2x RTX 4090"]) == 0
    assert "as it was seen last" in capsys.readouterr().err
    assert main(["estimate", "a/unknown", "--gpus", "2x RTX 4090"]) == 2


def test_a_command_that_runs_foreign_code_is_written_only_to_who_agrees(hub, capsys):
    config = {
        **checkpoints.LLAMA,
        "architectures": ["NobodyForCausalLM"],
        "model_type": "nobody",
        "auto_map": {"AutoModel": "x.X"},
    }
    hub.add(checkpoints.model("c/odd", config))
    assert told(capsys, "plan", "c/odd", "--gpus", "RTX 4090", status=2)["error"]["code"] == "code-not-agreed"
    plan = told(capsys, "plan", "c/odd", "--gpus", "RTX 4090", "--trust-remote-code")
    assert "--trust-remote-code" in plan["argv"]


def test_words_are_no_model(hub, capsys):
    assert told(capsys, "estimate", "qwen", "--gpus", "RTX 4090", status=2)["error"]["code"] == "model-unknown"


def test_the_catalogue_never_asks_the_hub(hub, capsys):
    said(capsys, "estimate", "Qwen/Qwen3-8B", "--gpus", "RTX 4090")
    assert hub.asked == []


def test_a_process_of_its_own_reads_the_environment(stub_hub, tmp_path):
    stub_hub.add(checkpoints.model("c/tiny"))
    environment = {**os.environ, "HF_ENDPOINT": stub_hub.endpoint, "HF_HOME": str(tmp_path / "hf")}
    command = [sys.executable, "-m", "rigwise.core.cli", "download", "c/tiny", "--json"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["folder"].startswith(str(tmp_path / "hf" / "hub"))
    assert done.stderr == ""
