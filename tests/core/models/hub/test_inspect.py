# SPDX-License-Identifier: Apache-2.0
"""A repository read without its weights, from a Hub on loopback, and everything that can stand against it."""

import json
import threading
import time

import checkpoints
import pytest
from rigwise.core.interruptible import Cancelled
from rigwise.core.models.checkpoint import Tensor
from rigwise.core.models.hub import facts
from rigwise.core.models.hub.inspect import Inspection, inspect, recall, recall_latest
from rigwise.core.models.hub.names import Reference
from rigwise.core.problems import RigwiseError
from stub_hub import Blob

TOKEN = "hf_abcdefghijklmnop"


def look(place, name="meta/tiny", revision=None, cancel=None):
    return inspect(place, Reference(name, revision), cancel)


def refused(place, name="meta/tiny", revision=None):
    with pytest.raises(RigwiseError) as caught:
        look(place, name, revision)
    problem = caught.value.problem
    assert problem.message.endswith(".")
    assert problem.fix.endswith(".")
    return problem


def log_in(place, token=TOKEN):
    place.token_file.parent.mkdir(parents=True, exist_ok=True)
    place.token_file.write_text(token)


def test_everything_but_the_weights_is_read(stub_hub, place):
    tensors = checkpoints.decoder(checkpoints.LLAMA)
    repo = stub_hub.add(
        checkpoints.model("meta/tiny", count=3, downloads=12345, license="llama3.1", base_model="meta/base")
    )
    found = look(place)
    assert found.headers == {name: Tensor(*tensor) for name, tensor in tensors.items()}
    assert found.commit == repo.sha
    assert (found.license, found.downloads, found.gated) == ("llama3.1", 12345, False)
    assert ("quantized", "meta/base") in found.base
    assert found.has_tokenizer
    checkpoint = found.checkpoint()
    assert checkpoint.model == "meta/tiny"
    assert checkpoint.revision == repo.sha
    assert checkpoint.download_bytes == sum(
        blob.size for name, blob in repo.files.items() if name not in ("README.md",)
    )


@pytest.mark.parametrize("how", sorted(checkpoints.QUANTIZATION))
def test_quantized_files_are_read_as_they_are_packed(stub_hub, place, how):
    stub_hub.add(checkpoints.model("meta/tiny", how=how))
    found = look(place)
    expected = checkpoints.quantized(checkpoints.decoder(checkpoints.LLAMA), how)
    assert found.headers == {name: Tensor(*tensor) for name, tensor in expected.items()}
    assert found.checkpoint().quantization.bits in (4, 8)


def test_a_70b_of_thirty_shards_takes_six_questions_and_a_known_commit_one(stub_hub, place):
    stub_hub.add(checkpoints.model("meta/70B", checkpoints.LLAMA_70B, count=30))
    found = look(place, "meta/70B")
    questions = [asked for asked in stub_hub.asked if "resolve-cache" not in asked.path and asked.server == "hub"]
    assert len(questions) == 6  # entry, config, generation config, index, two headers
    assert found.requests == len(stub_hub.asked) == 11  # with the redirects to cache and CDN
    assert found.headers_read == 2
    assert len(found.headers) == 723
    sent = sum(int(asked.range.split("-")[1]) for asked in stub_hub.asked if asked.server == "cdn")
    assert sent < 20_000  # bytes of headers
    stub_hub.asked.clear()
    again = look(place, "meta/70B")
    assert again.headers == found.headers
    assert len(stub_hub.asked) == again.requests == 1
    stub_hub.asked.clear()
    assert look(place, "meta/70B", found.commit).headers == found.headers
    assert stub_hub.asked == []


def test_an_uneven_model_has_every_header_read(stub_hub, place):
    tensors = checkpoints.decoder(checkpoints.LLAMA_8B)
    dtype, (n, k) = tensors["model.layers.17.mlp.up_proj.weight"]
    tensors["model.layers.17.mlp.up_proj.weight"] = (dtype, (n // 2, k))
    stub_hub.add(checkpoints.model("meta/pruned", checkpoints.LLAMA_8B, tensors=tensors, count=7))
    found = look(place, "meta/pruned")
    assert found.headers_read == 7
    assert found.headers["model.layers.17.mlp.up_proj.weight"].shape == (n // 2, k)


def test_a_new_commit_is_read_anew_and_the_old_one_stays_known(stub_hub, place):
    old = stub_hub.add(checkpoints.model("meta/tiny"))
    first = look(place)
    new = stub_hub.add(checkpoints.model("meta/tiny", how="awq", revision=2))
    second = look(place)
    assert (first.commit, second.commit) == (old.sha, new.sha)
    assert second.checkpoint().quantization.method == "awq"
    assert recall(place, "meta/tiny", old.sha).checkpoint().quantization.method == ""


def test_what_was_seen_is_known_offline_with_its_age(stub_hub, place):
    stub_hub.add(checkpoints.model("meta/tiny"))
    look(place)
    stub_hub.fault("status", value=503)
    assert refused(place).code == "hub-server"
    known, age = recall_latest(place, Reference("meta/tiny"))
    assert known.headers
    assert 0 <= age < 60
    assert recall_latest(place, Reference("meta/other")) is None


@pytest.mark.parametrize("damage", [b"", b"not gzip", b"\x1f\x8b\x08\x00garbage"])
def test_damaged_facts_are_read_anew(stub_hub, place, damage):
    stub_hub.add(checkpoints.model("meta/tiny"))
    first = look(place)
    for file in place.facts.rglob("*.gz"):
        file.write_bytes(damage)
    assert look(place).headers == first.headers


def test_facts_of_another_format_or_shape_are_not_believed(place):
    facts.keep(place, "commits", "meta/tiny@abc", {"id": "meta/tiny"})
    assert recall(place, "meta/tiny", "abc") is None


def test_a_read_is_pinned_to_the_commit_of_the_entry(stub_hub, place):
    repo = stub_hub.add(checkpoints.model("meta/tiny", count=2))
    look(place, revision="main")
    assert all(repo.sha in asked.path for asked in stub_hub.asked[1:] if asked.server == "hub")


# access


def test_the_login_goes_to_the_hub_and_never_to_the_cdn(stub_hub, place):
    stub_hub.add(checkpoints.model("meta/secret", private=True, count=2))
    stub_hub.tokens[TOKEN] = {"meta/secret"}
    log_in(place)
    assert look(place, "meta/secret").headers
    assert {asked.token for asked in stub_hub.asked if asked.server == "hub"} == {TOKEN}
    assert {asked.token for asked in stub_hub.asked if asked.server == "cdn"} == {None}


@pytest.mark.parametrize(
    ("repo", "token", "opens", "code"),
    [
        ({"gated": "auto"}, None, (), "hub-gated-no-token"),
        ({"gated": "manual"}, TOKEN, (), "hub-gated"),
        ({"private": True}, None, (), "hub-not-found-no-token"),
        ({"private": True}, TOKEN, (), "hub-not-found"),
        ({}, "hf_unknown_token", None, "hub-token-refused"),
    ],
)
def test_each_closed_door_has_its_own_sentence(stub_hub, place, repo, token, opens, code):
    stub_hub.add(checkpoints.model("meta/tiny", **repo))
    if opens is not None:
        stub_hub.tokens[TOKEN] = set(opens)
    if token:
        log_in(place, token)
    problem = refused(place)
    assert problem.code == code
    assert TOKEN not in problem.message + problem.fix
    if "gated" in code:
        assert f"{stub_hub.endpoint}/meta/tiny" in problem.fix


def test_a_gated_model_opens_with_the_right_account(stub_hub, place):
    stub_hub.add(checkpoints.model("meta/tiny", gated="manual"))
    stub_hub.tokens[TOKEN] = {"meta/tiny"}
    log_in(place)
    assert look(place).gated


def test_a_name_that_is_not_there_and_a_revision_that_is_not(stub_hub, place):
    stub_hub.add(checkpoints.model("meta/tiny"))
    assert refused(place, "meta/none").code == "hub-not-found-no-token"
    assert refused(place, revision="v9").code == "hub-revision-unknown"


# network


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        ("status", 500, "hub-server"),
        ("status", 503, "hub-server"),
        ("status", 429, "hub-rate-limit"),
        ("status", 403, "hub-forbidden"),
        ("status", 407, "hub-proxy"),
        ("status", 418, "hub-refused"),
        ("html", None, "hub-portal"),
        ("portal", None, "hub-portal"),
        ("garbage", b"{", "hub-portal"),
        ("garbage", b"[]", "hub-answer-odd"),
        ("garbage", b'{"id": 5}', "hub-answer-odd"),
    ],
)
def test_each_fault_of_the_hub_has_its_own_sentence(stub_hub, place, kind, value, code):
    stub_hub.add(checkpoints.model("meta/tiny"))
    stub_hub.fault(kind, value=value)
    began = time.monotonic()
    assert refused(place).code == code
    assert time.monotonic() - began < 5  # nobody waits for a rate limit in silence


def test_a_rate_limit_says_how_long(stub_hub, place):
    stub_hub.fault("status", value=429)
    assert refused(place).fix == "Try again in 7 seconds."


@pytest.mark.parametrize("path", ["config.json", "index.json", "safetensors", "generation_config"])
@pytest.mark.parametrize(("kind", "value"), [("status", 500), ("drop", 3), ("html", None), ("short", 10)])
def test_faults_of_single_files_are_said_too(stub_hub, place, path, kind, value):
    stub_hub.add(checkpoints.model("meta/tiny", count=2))
    stub_hub.fault(kind, path, value)
    if "safetensors" in path:
        stub_hub.fault(kind, "Signature", value)
    problem = refused(place)
    assert problem.code in ("hub-server", "hub-dropped", "hub-portal")


def test_nobody_at_home(place, stub_hub):
    stub_hub.__exit__()
    problem = refused(place)
    assert problem.code == "hub-unreachable"
    stub_hub.__enter__()


def test_a_silent_hub_is_left_when_the_person_leaves(stub_hub, place):
    stub_hub.fault("hang", value=3)
    cancel = threading.Event()
    threading.Timer(0.2, cancel.set).start()
    began = time.monotonic()
    with pytest.raises(Cancelled):
        look(place, cancel=cancel)
    assert time.monotonic() - began < 0.5


def test_a_silent_hub_is_a_timeout(stub_hub, place, monkeypatch):
    monkeypatch.setattr("rigwise.core.models.hub.wire.SILENCE_S", 0.3)
    stub_hub.add(checkpoints.model("meta/tiny"))
    stub_hub.fault("hang", "config.json", value=2)
    assert refused(place).code == "hub-timeout"


def test_ranges_that_are_ignored_cost_no_more_than_was_asked_for(stub_hub, place):
    stub_hub.add(checkpoints.model("meta/70B", checkpoints.LLAMA_70B, count=30))
    stub_hub.fault("norange")
    assert len(look(place, "meta/70B").headers) == 723


# hostile repositories


def hostile(stub_hub, files):
    repo = checkpoints.model("meta/tiny", count=2, files=files)
    return stub_hub.add(repo)


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"config.json": Blob.of(b"<html>")}, "config-invalid"),
        ({"config.json": Blob.of(b"[1]")}, "config-invalid"),
        ({"config.json": Blob.of(b"[" * 100_000)}, "config-invalid"),
        ({"config.json": Blob(b"{", 100_000_000, lfs=False)}, "config-too-large"),
        ({"model.safetensors.index.json": Blob(b"{", 100_000_000)}, "config-too-large"),
        ({"model.safetensors.index.json": Blob.of(b"{}")}, "checkpoint-broken"),
        ({"model.safetensors.index.json": Blob.of(b'{"weight_map": {"a": "gone"}}')}, "checkpoint-incomplete"),
        ({"model.safetensors.index.json": Blob.of(b'{"weight_map": {"a": "../x"}}')}, "checkpoint-incomplete"),
        ({"model-00001-of-00002.safetensors": Blob((10**9).to_bytes(8, "little"), 10**6)}, "checkpoint-broken"),
        ({"model-00001-of-00002.safetensors": Blob((2**40).to_bytes(8, "little"), 2**41)}, "checkpoint-broken"),
        ({"model-00001-of-00002.safetensors": Blob(b"\x02", 1)}, "checkpoint-broken"),
    ],
)
def test_a_hostile_repository_is_refused_in_words_and_soon(stub_hub, place, files, code):
    hostile(stub_hub, files)
    began = time.monotonic()
    assert refused(place).code == code
    assert time.monotonic() - began < 3
    assert not list(place.facts.rglob("commits/*"))


def test_a_tensor_of_the_index_that_no_file_holds(stub_hub, place):
    repo = checkpoints.model("meta/tiny", count=2)
    index = json.loads(repo.files["model.safetensors.index.json"].start)
    index["weight_map"]["model.extra.weight"] = "model-00001-of-00002.safetensors"
    stub_hub.add(checkpoints.model("meta/tiny", count=2, files={
        "model.safetensors.index.json": Blob.of(json.dumps(index).encode())}))  # fmt: skip
    assert refused(place).code == "checkpoint-incomplete"


def test_a_config_larger_than_it_was_said_to_be_is_not_taken_into_memory(stub_hub, place):
    repo = hostile(stub_hub, {})
    repo.files["config.json"] = Blob(b"{", 300_000_000, lfs=False)
    listed = repo.listed
    repo.listed = lambda whole: {
        **(entry := listed(whole=whole)),
        "siblings": [{**s, "size": 100} if s["rfilename"] == "config.json" else s for s in entry["siblings"]],
    }
    assert refused(place).code == "hub-answer-large"


def test_names_that_leave_the_folder_are_not_files(stub_hub, place):
    bad = {name: Blob.of(b"x") for name in ("../evil.json", "/etc/cron.d/x", "a/../../b.json", "a\\..\\b", "a//b")}
    hostile(stub_hub, bad)
    found = look(place)
    assert not any(file.name in bad for file in found.files)


def test_an_empty_repository(stub_hub, place):
    repo = checkpoints.model("meta/tiny")
    repo.files.clear()
    stub_hub.add(repo)
    assert refused(place).code == "hub-empty"


def test_gguf_is_said_not_to_be_for_vllm(stub_hub, place):
    stub_hub.add(checkpoints.gguf("x/tiny-GGUF", "meta/tiny"))
    found = look(place, "x/tiny-GGUF")
    with pytest.raises(RigwiseError) as caught:
        found.checkpoint()
    assert caught.value.problem.code == "format-not-served"


def test_what_is_kept_and_recalled_is_the_same(stub_hub, place):
    stub_hub.add(checkpoints.model("meta/tiny", how="nvfp4", count=2, base_model="a/b"))
    found = look(place)
    kept = recall(place, found.id, found.commit)
    for name in Inspection.__slots__:
        if name != "requests":
            assert getattr(kept, name) == getattr(found, name), name
