# SPDX-License-Identifier: Apache-2.0
"""What is learned from a start, and how it is kept."""

import json
import os
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rigwise.core.hardware.catalogue import compose
from rigwise.core.hardware.measurement import Measurement
from rigwise.core.launch.calibration import learn
from rigwise.core.launch.measurements import KEPT, recall, remembered, save
from rigwise.core.launch.startup_log import RankLog, StartupLog
from rigwise.core.memory.deployment import Deployment, ServingOptions
from rigwise.core.memory.estimate import estimate
from rigwise.core.models.catalogue import find
from rigwise.core.problems import RigwiseError
from rigwise.core.units import GIB, MIB

WHEN = "2026-11-21T08:15:00Z"


def plan(**options) -> Deployment:
    entry = find("Qwen/Qwen3-8B")
    assert entry is not None
    given = {"max_model_len": 8192, "max_num_seqs": 64, **options}
    return Deployment(compose(["RTX 4090"]), entry.checkpoint(), ServingOptions(**given))


def log_of(**rank) -> StartupLog:
    said = {"weights": round(15.27 * GIB), "available_kv": round(4.5 * GIB), "requested": round(21.64 * GIB)}
    return StartupLog(version="0.33.0", kv_cache_tokens=32768, ranks=(RankLog(**{**said, **rank}),))


@pytest.fixture
def seen() -> Measurement:
    return learn(log_of(), plan(), when=WHEN)


def code_of(call) -> str:
    with pytest.raises(RigwiseError) as caught:
        call()
    assert caught.value.problem.fix
    return caught.value.problem.code


def test_what_is_missing_from_the_budget_is_learned(seen):
    assert seen.stays + seen.peak + seen.graphs_charged == seen.budget - seen.weights - seen.available_kv
    assert (seen.gpu, seen.family, seen.vllm_version) == ("RTX 4090", "Qwen3ForCausalLM", "0.33.0")
    assert (seen.max_num_seqs, seen.max_num_batched_tokens) == (64, 2048)


def test_the_parts_that_a_log_tells_are_learned_as_told():
    rank = log_of(activation=300 * MIB, graphs_estimated=200 * MIB, graphs=90 * MIB)
    found = learn(rank, plan(), when=WHEN)
    assert (found.peak, found.graphs_charged, found.graphs) == (300 * MIB, 200 * MIB, 90 * MIB)


def test_releases_that_charge_no_graphs_learn_none_charged():
    entry = find("Qwen/Qwen3-8B")
    assert entry is not None
    old = replace(plan(), vllm_version="0.19.0")
    found = learn(log_of(graphs=500 * MIB), old, when=WHEN)
    assert (found.graphs_charged, found.graphs) == (0, 500 * MIB)
    assert found.predicted_graphs > 0


def test_later_estimates_come_to_what_was_logged(seen, tmp_path):
    save(seen, tmp_path)
    again = replace(plan(), rig=remembered(plan().rig, tmp_path))
    assert estimate(again).available_kv == pytest.approx(4.5 * GIB, abs=20 * MIB)
    assert estimate(again).measured == "measured here on 2026-11-21"


@pytest.mark.parametrize(
    ("log", "options", "code"),
    [
        (StartupLog(), {}, "log-foreign"),
        (StartupLog(version="0.33.0"), {}, "log-silent"),
        (log_of(available_kv=None), {}, "log-silent"),
        (log_of(available_kv=None), {"kv_cache_memory_bytes": 4 * GIB}, "log-budget-by-hand"),
        (log_of(weights=5 * GIB), {}, "log-other-model"),
        (log_of(activation=3 * GIB), {}, "log-inconsistent"),
        (log_of(), {"tensor_parallel_size": 3}, "log-other-plan"),
    ],
)
def test_a_log_that_does_not_tell_is_refused_in_words(log, options, code):
    assert code_of(lambda: learn(log, plan(**options), when=WHEN)) == code


def test_a_start_comes_back_as_it_was_kept(seen, tmp_path):
    file = save(seen, tmp_path / "new" / "folder")
    assert recall(file.parent).measurements == (seen,)
    assert json.loads(file.read_text())["gpu"] == "RTX 4090"
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_nothing_kept_is_nothing_known(tmp_path):
    assert recall(tmp_path / "absent").measurements == ()


def test_of_one_configuration_the_newest_stay(seen, tmp_path):
    for day in range(10, 20):
        save(replace(seen, when=f"2026-11-{day}T08:00:00Z"), tmp_path)
    save(replace(seen, max_num_seqs=8), tmp_path)
    found = recall(tmp_path).measurements
    assert len(found) == KEPT + 1
    assert found[0].when == WHEN
    assert found[1].when == "2026-11-19T08:00:00Z"


def test_only_starts_on_cards_of_the_rig_are_remembered(seen, tmp_path):
    save(seen, tmp_path)
    assert remembered(compose(["RTX 4090"] * 2), tmp_path).measurements == (seen,)
    assert remembered(compose(["RTX 3090"]), tmp_path).measurements == ()


def spoil(file: Path, **changes: object) -> None:
    file.write_text(json.dumps({**json.loads(file.read_text()), **changes}))


@pytest.mark.parametrize(
    ("spoiled", "words"),
    [
        (lambda file: file.write_text(""), "is not JSON"),
        (lambda file: file.write_text("{" * 50_000), "is not JSON"),
        (lambda file: file.write_text("[1]"), "is not a JSON object"),
        (lambda file: file.write_bytes(b"\xff\xfe{}"), "is not JSON"),
        (lambda file: file.write_text("{" + " " * 100_000 + "}"), "is too large"),
        (lambda file: file.write_text("{}"), "does not say its schema"),
        (lambda file: spoil(file, schema=2), "was written by a newer Rigwise"),
        (lambda file: spoil(file, schema=True), "does not say its schema"),
        (lambda file: spoil(file, weights="many"), "has no sensible weights"),
        (lambda file: spoil(file, peak=1.5), "has no sensible peak"),
        (lambda file: spoil(file, peak=10**30), "has no sensible peak"),
        (lambda file: spoil(file, max_num_seqs=0), "has no sensible max_num_seqs"),
        (lambda file: spoil(file, model="a\nb"), "has no sensible model"),
        (lambda file: file.write_text('{"schema": 1}'), "has no gpu"),
        (lambda file: (file.unlink(), file.mkdir()), "directory"),
        (lambda file: (file.unlink(), file.symlink_to(file)), "symbolic links"),
    ],
)
def test_a_spoiled_file_is_named_and_left_alone(seen, tmp_path, spoiled, words):
    good = save(replace(seen, max_num_seqs=8), tmp_path)
    bad = save(seen, tmp_path)
    spoiled(bad)
    os.utime(tmp_path, ns=(1, 1))
    found = recall(tmp_path)
    assert [one.max_num_seqs for one in found.measurements] == [8]
    assert [problem.code for problem in found.problems] == ["measurement-ignored"]
    assert words in found.problems[0].message
    assert str(bad) in found.problems[0].message
    assert not found.problems[0].blocking
    assert bad.is_symlink() or bad.exists()
    assert good.exists()


def test_a_field_of_a_later_rigwise_is_passed_over(seen, tmp_path):
    spoil(save(seen, tmp_path), mood="fine")
    os.utime(tmp_path, ns=(1, 1))
    assert recall(tmp_path).measurements == (seen,)


def test_a_place_that_cannot_be_written_is_told(seen, tmp_path):
    file = tmp_path / "file"
    file.write_text("")
    assert code_of(lambda: save(seen, file / "below")) == "measurement-unwritable"
    assert recall(file / "below").measurements == ()


def test_a_full_disk_leaves_the_old_file_and_no_draft(seen, tmp_path, monkeypatch):
    save(seen, tmp_path)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert code_of(lambda: save(replace(seen, peak=7), tmp_path)) == "measurement-unwritable"
    assert recall(tmp_path).measurements == (seen,)
    assert [path.suffix for path in tmp_path.iterdir() if path.is_file()] == [".json"]


def test_two_at_once_lose_nothing(seen, tmp_path):
    starts = [replace(seen, max_num_seqs=number) for number in range(1, 17)]
    threads = [threading.Thread(target=save, args=(start, tmp_path)) for start in starts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {one.max_num_seqs for one in recall(tmp_path).measurements} == set(range(1, 17))


@given(
    st.binary(max_size=300)
    | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(lambda v: json.dumps(v).encode())
)
def test_no_content_breaks_it(tmp_path_factory, content):
    place = tmp_path_factory.mktemp("store")
    (place / "x.json").write_bytes(content)
    assert recall(place).measurements == ()
    assert len(recall(place).problems) == 1
