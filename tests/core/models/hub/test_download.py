# SPDX-License-Identifier: Apache-2.0
"""Downloads into the standard cache that survive stops, kills, lost networks and lying servers."""

import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
import types
from dataclasses import replace
from pathlib import Path

import checkpoints
import huggingface_hub
import pytest
from rigwise.core.interruptible import Cancelled
from rigwise.core.models.hub import download as module
from rigwise.core.models.hub.cached import bytes_to_fetch, half_path, missing, snapshot
from rigwise.core.models.hub.download import check_disk, download, download_all
from rigwise.core.models.hub.inspect import inspect
from rigwise.core.models.hub.names import Reference
from rigwise.core.problems import RigwiseError
from stub_hub import Blob

BIG = {**checkpoints.LLAMA, "num_hidden_layers": 8, "vocab_size": 32000}  # 41 MB
ROOT = Path(__file__).parents[4]


@pytest.fixture(autouse=True)
def short_patience(monkeypatch):
    monkeypatch.setattr(module, "PATIENCE_S", 1.0)
    monkeypatch.setattr(module, "FIRST_WAIT_S", 0.1)
    quick = types.SimpleNamespace(sleep=lambda _: time.sleep(0.01), time=time.time)
    monkeypatch.setattr(huggingface_hub.file_download, "time", quick)  # it waits a second between its own attempts


@pytest.fixture
def repo(stub_hub):
    return stub_hub.add(checkpoints.model("meta/big", BIG, count=3))


@pytest.fixture
def found(repo, place):
    return inspect(place, Reference("meta/big"))


def fetch(place, found, cancel=None, report=lambda _: None):
    return download(place, found, cancel or threading.Event(), report)


def refused(place, found):
    with pytest.raises(RigwiseError) as caught:
        fetch(place, found)
    return caught.value.problem.code


def halves(place):
    return sorted(place.cache.rglob("*.rigwise.incomplete"))


def contents(blob):
    return b"".join(bytes(piece) for piece in blob.pieces(0, blob.size))


def asked(stub_hub, server="cdn"):
    return [ask for ask in stub_hub.asked if ask.server == server and ask.method == "GET"]


def test_the_files_lie_where_every_program_of_the_hub_looks(stub_hub, place, repo, found):
    folder = fetch(place, found)
    for name, blob in repo.files.items():
        if name == "README.md":
            assert not (folder / name).exists()
        else:
            assert (folder / name).read_bytes() == contents(blob)
    stub_hub.asked.clear()
    theirs = huggingface_hub.snapshot_download(
        "meta/big", revision=found.commit, cache_dir=place.cache, local_files_only=True
    )
    assert Path(theirs) == folder
    whole = huggingface_hub.scan_cache_dir(place.cache)
    assert whole.warnings == []
    assert [kept.repo_id for kept in whole.repos] == ["meta/big"]
    assert not halves(place)
    assert missing(place, found) == ()


def test_a_second_download_asks_for_nothing(stub_hub, place, found):
    fetch(place, found)
    stub_hub.asked.clear()
    fetch(place, found)
    assert stub_hub.asked == []


def test_the_same_bytes_of_another_commit_are_not_fetched_again(stub_hub, place, repo, found):
    fetch(place, found)
    files = {**repo.files, "config.json": Blob.of(repo.files["config.json"].start + b" ")}
    stub_hub.add(checkpoints.model("meta/big", BIG, count=3, revision=2, files=files))
    newer = inspect(place, Reference("meta/big"))
    stub_hub.asked.clear()
    fetch(place, newer)
    assert asked(stub_hub) == []
    assert (snapshot(place, "meta/big", newer.commit) / "config.json").read_bytes().endswith(b" ")


def test_only_one_format_is_fetched(stub_hub, place):
    stub_hub.add(
        checkpoints.model(
            "meta/many", files={
                "pytorch_model.bin": Blob(b"", 1 << 20), "model.onnx": Blob(b"", 1 << 20), "tf_model.h5": Blob(b"", 1 << 20),
                "original/consolidated.00.pth": Blob(b"", 1 << 20), "model.Q4.gguf": Blob(b"", 1 << 20),
                "onnx/config.json": Blob.of(b"{}"), "modeling_x.py": Blob.of(b"pass"), "figures/a.png": Blob(b"", 99),
            },
        )
    )  # fmt: skip
    found = inspect(place, Reference("meta/many"))
    folder = fetch(place, found)
    assert {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} == {
        "config.json", "generation_config.json", "tokenizer.json", "tokenizer_config.json", "model.safetensors",
        "modeling_x.py",
    }  # fmt: skip


def test_progress_counts_every_byte_once_and_never_backwards(stub_hub, place, repo, found):
    stub_hub.fault("slow", "Signature", 8 << 20)
    seen = []
    fetch(place, found, report=seen.append)
    done = [moment.done for moment in seen]
    assert done == sorted(done)
    assert done[-1] == seen[-1].total == found.download_bytes
    assert {file.state for file in seen[-1].files} == {"there"}
    assert any(moment.speed and moment.left for moment in seen)


def stop_midway(stub_hub, place, found, share=0.3):
    """Start a slow download and stop it after that share; returns the bytes that were reported."""
    stub_hub.fault("slow", "Signature", 12 << 20)
    cancel, last = threading.Event(), []

    def report(moment):
        last.append(moment)
        if moment.done > share * moment.total:
            cancel.set()

    began = []
    timer = threading.Thread(target=lambda: (cancel.wait(), began.append(time.monotonic())))
    timer.start()
    with pytest.raises(Cancelled):
        fetch(place, found, cancel, report)
    timer.join()
    assert time.monotonic() - began[0] < 0.5
    stub_hub.faults.clear()
    return last[-1].done


def test_a_pause_is_taken_at_once_and_what_came_is_not_fetched_again(stub_hub, place, repo, found):
    stop_midway(stub_hub, place, found)
    time.sleep(0.3)  # the threads write their last
    kept = found.download_bytes - bytes_to_fetch(place, found)
    assert kept > 0.2 * found.download_bytes
    stub_hub.asked.clear()
    folder = fetch(place, found)
    resumed = [ask for ask in asked(stub_hub) if ask.range]
    assert resumed
    sent = sum(repo.files[f.name].size for f in found.download) - kept
    fetched = 0
    for ask in asked(stub_hub):
        etag = ask.path.rpartition("/")[2].partition("?")[0]
        size = next(blob.size for name, blob in repo.files.items() if repo.etags[name] == etag)
        fetched += size - (int(ask.range.split("=")[1].split("-")[0]) if ask.range else 0)
    assert fetched <= sent
    for name in ("model-00001-of-00003.safetensors", "model-00002-of-00003.safetensors"):
        assert (folder / name).read_bytes() == contents(repo.files[name])


def test_a_killed_download_goes_on_where_it_was(stub_hub, place, repo, found):
    stub_hub.fault("slow", "Signature", 6 << 20)
    code = (
        "import sys, threading; from pathlib import Path\n"
        "from rigwise.core.models.hub.place import Place\n"
        "from rigwise.core.models.hub.inspect import inspect\n"
        "from rigwise.core.models.hub.download import download\n"
        "from rigwise.core.models.hub.names import Reference\n"
        "place = Place(sys.argv[1], *map(Path, sys.argv[2:]))\n"
        "download(place, inspect(place, Reference('meta/big')), threading.Event(), lambda m: print(m.done, flush=True))\n"
    )
    arguments = [place.endpoint, str(place.cache), str(place.token_file), str(place.facts)]
    child = subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, text=True)
    for line in child.stdout:
        if int(line) > 12 << 20:
            break
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    stub_hub.faults.clear()
    left = bytes_to_fetch(place, found)
    assert left < found.download_bytes - (10 << 20)
    folder = fetch(place, found)
    assert not halves(place)
    name = "model-00003-of-00003.safetensors"
    assert (folder / name).read_bytes() == contents(repo.files[name])


@pytest.mark.parametrize("at", [0, 1, 3 << 20])
def test_dropped_connections_are_taken_up_again(stub_hub, place, repo, found, at):
    stub_hub.fault("drop", "Signature", at, times=3)
    folder = fetch(place, found)
    name = "model-00001-of-00003.safetensors"
    assert (folder / name).read_bytes() == contents(repo.files[name])


@pytest.mark.parametrize("fault", [("status", 500), ("status", 503), ("short", 1 << 16), ("html", None)])
def test_a_short_fault_is_waited_for(stub_hub, place, repo, found, fault):
    stub_hub.fault(fault[0], "Signature", fault[1], times=2)
    if fault[0] == "html":
        assert refused(place, found) == "hub-portal"  # a log-in page never goes by itself
        return
    fetch(place, found)
    assert missing(place, found) == ()


def test_a_server_that_ignores_ranges_gives_the_right_file_all_the_same(stub_hub, place, repo, found):
    stop_midway(stub_hub, place, found)
    stub_hub.fault("norange")
    folder = fetch(place, found)
    for name in ("model-00001-of-00003.safetensors", "model-00002-of-00003.safetensors"):
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == repo.etags[name]


def test_a_network_that_stays_away_is_said_and_the_halves_stay(stub_hub, place, found):
    stop_midway(stub_hub, place, found)
    time.sleep(0.3)
    before = bytes_to_fetch(place, found)
    stub_hub.fault("drop", "", 0)
    assert refused(place, found) in ("hub-dropped", "hub-unreachable")
    assert bytes_to_fetch(place, found) == before


def test_while_the_network_is_away_the_person_is_told_and_can_leave(stub_hub, place, found):
    stub_hub.fault("status", "Signature", 503)
    cancel, notes = threading.Event(), []

    def report(moment):
        if moment.note:
            notes.append(moment.note)
            cancel.set()

    with pytest.raises(Cancelled):
        fetch(place, found, cancel, report)
    assert "network is away" in notes[0]


def test_bytes_that_are_not_what_the_hub_says_are_thrown_away(stub_hub, place, repo, found):
    name = "model-00002-of-00003.safetensors"
    blob = repo.files[name]
    repo.files[name] = Blob(blob.start[:-1] + b"?", blob.size)  # the etag stays
    assert refused(place, found) == "download-damaged"
    assert not (place.cache / "models--meta--big" / "blobs" / repo.etags[name]).exists()
    assert not (snapshot(place, "meta/big", found.commit) / name).exists()


def test_a_half_that_was_tampered_with_is_found_out_and_fetched_anew(stub_hub, place, repo, found):
    stop_midway(stub_hub, place, found)
    time.sleep(0.3)
    for half in halves(place):
        half.write_bytes(b"x" * half.stat().st_size)
    folder = fetch(place, found)
    name = "model-00001-of-00003.safetensors"
    assert (folder / name).read_bytes() == contents(repo.files[name])


def test_a_half_longer_than_the_file_is_cut(stub_hub, place, repo, found):
    file = next(file for file in found.download if file.name == "model-00001-of-00003.safetensors")
    half = half_path(place, found.id, file)
    half.parent.mkdir(parents=True)
    half.write_bytes(contents(repo.files[file.name]) + b"more")
    stub_hub.asked.clear()
    folder = fetch(place, found)
    assert (folder / file.name).stat().st_size == file.size


def test_a_full_disk_is_noticed_before_the_first_byte(stub_hub, place, found, monkeypatch):
    usage = type("usage", (), {"free": 20_000_000})
    monkeypatch.setattr(module.shutil, "disk_usage", lambda _: usage)
    stub_hub.asked.clear()
    with pytest.raises(RigwiseError, match="still to fetch") as caught:
        check_disk(place, found)
    assert caught.value.problem.code == "disk-too-small"
    assert refused(place, found) == "disk-too-small"
    assert stub_hub.asked == []


def test_two_models_that_fit_only_one_at_a_time_are_noticed_before_the_first_byte(stub_hub, place, found, monkeypatch):
    free = found.download_bytes + module.RESERVE
    monkeypatch.setattr(module.shutil, "disk_usage", lambda _: type("usage", (), {"free": free}))
    check_disk(place, found)
    stub_hub.asked.clear()
    with pytest.raises(RigwiseError) as caught:
        download_all(place, (found, replace(found, id="another/one")), threading.Event())
    assert caught.value.problem.code == "disk-too-small"
    assert stub_hub.asked == []


def test_two_models_are_told_as_one_download(stub_hub, place, found):
    stub_hub.add(checkpoints.model("c/draft"))
    draft = inspect(place, Reference("c/draft"))
    moments = []
    folders = download_all(place, (found, draft), threading.Event(), moments.append)
    assert [folder.name for folder in folders] == [found.commit, draft.commit]
    whole = found.download_bytes + draft.download_bytes
    assert {moment.total for moment in moments} == {whole}
    assert moments[-1].done == whole
    assert [moment.done for moment in moments] == sorted(moment.done for moment in moments)


def test_a_disk_that_fills_up_is_said_and_the_half_stays(stub_hub, place, found, monkeypatch):
    def full(self, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module._Sink, "write", full)
    assert refused(place, found) == "disk-full"


def test_a_link_that_leads_out_of_the_cache_is_not_written_through(stub_hub, place, found, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    storage = place.cache / "models--meta--big"
    storage.mkdir(parents=True)
    (storage / "blobs").symlink_to(outside)
    assert refused(place, found) == "cache-leads-out"
    assert list(outside.iterdir()) == []


def test_a_snapshot_s_link_out_of_the_cache_is_no_file_of_the_model(stub_hub, place, found, tmp_path):
    fetch(place, found)
    config = snapshot(place, "meta/big", found.commit) / "config.json"
    secret = tmp_path / "secret"
    secret.write_bytes(b"x" * config.stat().st_size)
    config.unlink()
    config.symlink_to(secret)
    assert [file.name for file in missing(place, found)] == ["config.json"]


def test_the_login_never_goes_to_the_cdn(stub_hub, place):
    stub_hub.add(checkpoints.model("meta/secret", private=True))
    stub_hub.tokens["hf_token_of_ada"] = {"meta/secret"}
    place.token_file.parent.mkdir(parents=True)
    place.token_file.write_text("hf_token_of_ada")
    fetch(place, inspect(place, Reference("meta/secret")))
    assert {ask.token for ask in stub_hub.asked if ask.server == "cdn"} == {None}


def test_a_gate_that_closes_in_between_is_said(stub_hub, place, repo, found):
    repo.gated = "manual"
    assert refused(place, found) == "hub-gated-no-token"


def test_a_repository_that_changes_in_between_stays_at_the_commit_that_was_shown(stub_hub, place, repo, found):
    stub_hub.add(checkpoints.model("meta/big", BIG, how="awq", revision=2))
    assert (
        refused(place, found) == "hub-revision-unknown"
    )  # this Hub forgets old commits; nothing newer is taken instead


def test_two_downloads_of_one_model_do_not_disturb_each_other(stub_hub, place, repo, found):
    stub_hub.fault("slow", "Signature", 20 << 20)
    errors = []

    def run():
        try:
            fetch(place, found)
        except BaseException as error:
            errors.append(error)

    both = [threading.Thread(target=run) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert errors == []
    sent = [ask for ask in asked(stub_hub) if "Signature" in ask.path and not ask.range]
    assert len(sent) == 3  # each shard once
