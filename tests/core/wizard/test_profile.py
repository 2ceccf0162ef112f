# SPDX-License-Identifier: Apache-2.0
"""Profiles: what was chosen goes into a file and comes back."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rigwise.core import wizard
from rigwise.core.hardware.catalogue import compose
from rigwise.core.models.catalogue import find
from rigwise.core.problems import RigwiseError
from rigwise.core.wizard import Step, Wizard, profile, shelf
from rigwise.core.wizard.profile import opened, parse, profile_of, to_text

COMPOSED = compose(["RTX 4090", "RTX 4090"])
REAL = replace(
    COMPOSED,
    simulated=False,
    gpus=tuple(replace(gpu, uuid=f"GPU-{number}", index=number) for number, gpu in enumerate(COMPOSED.gpus)),
)
MODEL = find("Qwen/Qwen3-32B-AWQ").checkpoint()


def planned(rig=REAL, **options):
    state = wizard.with_model(wizard.with_rig(Wizard(), rig), MODEL)
    return wizard.with_options(state, **options) if options else state


def reopened(state, here=REAL):
    saved = parse(to_text(profile_of(state, "Evening")))
    return opened(wizard.with_rig(Wizard(), here), saved, profile.load_model(saved))


@given(
    context=st.integers(512, 40960),
    share=st.integers(30, 98),
    kv=st.sampled_from(["auto", "fp8"]),
    split=st.sampled_from([(1, 1), (2, 1), (1, 2)]),
    port=st.integers(1024, 65535),
)
def test_whatever_was_chosen_comes_back(context, share, kv, split, port):
    state = planned(
        max_model_len=context,
        gpu_memory_utilization=share / 100,
        kv_cache_dtype=kv,
        tensor_parallel_size=split[0],
        pipeline_parallel_size=split[1],
    )
    back, notes = reopened(wizard.with_port(state, port))
    assert back.deployment.options == state.deployment.options
    assert back.port == port
    assert notes == ()


def test_speculation_comes_back_however_long_it_is_written():
    asked = json.dumps({"method": "ngram", "num_speculative_tokens": 4, "prompt_lookup_max": 4, "revision": "x" * 90})
    state = planned(speculative_config=asked, enable_prefix_caching=False)
    again, notes = reopened(state)
    assert not notes
    assert again.deployment.options == state.deployment.options


def test_short_flags_of_speculation_are_taken_into_what_the_estimate_follows():
    state = planned(extra_flags=(("--spec-method", "ngram"), ("--spec-tokens", "4"), ("--seed", "7")))
    options = parse(to_text(profile_of(state, "x"))).options
    assert json.loads(options["speculative_config"]) == {"method": "ngram", "num_speculative_tokens": 4}
    assert options["extra_flags"] == (("--seed", "7"),)


def test_a_plan_that_nobody_changed_is_suggested_anew():
    assert profile_of(planned(), "x").options is None
    back, _ = reopened(planned())
    assert back.deployment.options == planned().deployment.options
    assert not back.tuned


def test_a_composed_rig_comes_back_composed_on_any_machine():
    back, notes = reopened(planned(COMPOSED, max_model_len=8192), here=None)
    assert back.rig == COMPOSED
    assert notes == ()


def test_a_card_that_was_left_out_stays_left_out():
    state = wizard.with_rig(planned(), REAL, cards=(1,))
    assert reopened(state)[0].cards == (1,)


def test_on_other_cards_the_plan_is_made_for_those_and_it_is_said():
    small = replace(REAL, gpus=REAL.gpus[:1], links=())
    back, notes = reopened(planned(max_model_len=40960, tensor_parallel_size=2), here=small)
    assert len(back.deployment.rig.gpus) == 1
    assert [note.code for note in notes] == ["profile-changed", "profile-changed"]


def test_without_a_gpu_the_model_is_kept_and_nothing_is_planned():
    back, notes = reopened(planned(), here=None)
    assert back.checkpoint.model == MODEL.model
    assert back.deployment is None
    assert notes


def test_the_step_is_kept_where_it_can_be_reached():
    saved = profile_of(planned(), "x")
    assert opened(replace(planned(), step=Step.REVIEW), saved, MODEL)[0].step is Step.REVIEW
    assert opened(replace(planned(), step=Step.REVIEW), saved, None)[0].step is Step.MODEL


def test_the_file_is_one_that_a_person_can_read():
    data = json.loads(to_text(profile_of(planned(max_model_len=12345), "Evening")))
    assert data["kind"] == "rigwise-profile"
    assert data["options"]["max_model_len"] == 12345
    assert data["rig"]["names"] == ["NVIDIA GeForce RTX 4090"] * 2
    assert "available_kv_bytes" not in data["options"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda data: data.update(kind="other"), "profile-foreign"),
        (lambda data: data.update(version=99), "profile-newer"),
        (lambda data: data.update(version=0), "profile-broken"),
        (lambda data: data.update(port=80), "profile-broken"),
        (lambda data: data.update(surprise=1), "profile-broken"),
        (lambda data: data["options"].update(max_model_len="long"), "profile-broken"),
        (lambda data: data["options"].update(tensor_parallel_size=-1), "profile-broken"),
        (lambda data: data["options"].update(gpu_memory_utilization=7), "profile-broken"),
        (lambda data: data["options"].update(made_up=1), "profile-broken"),
        (lambda data: data["rig"].update(names="all"), "profile-broken"),
    ],
)
def test_a_file_that_does_not_hold_is_refused_in_words(change, code):
    data = json.loads(to_text(profile_of(planned(max_model_len=12345), "x")))
    change(data)
    with pytest.raises(RigwiseError) as caught:
        parse(json.dumps(data))
    assert caught.value.problem.code == code


@given(st.one_of(st.text(), st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps)))
def test_any_text_is_a_profile_or_refused(text):
    with pytest.raises(RigwiseError):
        parse(text)


def test_a_file_of_an_older_version_is_brought_up_step_by_step(monkeypatch):
    def from_zero(data):
        data = {**data, "version": 1, "port": data.pop("http_port", 8000)}
        data.pop("http_port", None)
        return data

    monkeypatch.setitem(profile.MIGRATIONS, 0, from_zero)
    old = {"kind": "rigwise-profile", "version": 0, "name": "old", "http_port": 8123}
    assert parse(json.dumps(old)).port == 8123


def test_a_model_that_nobody_knows_is_said_and_not_guessed():
    saved = profile_of(planned(), "x")
    unknown = replace(saved, model=profile.Model(id="nobody/nothing"))
    with pytest.raises(RigwiseError) as caught:
        profile.load_model(unknown)
    assert caught.value.problem.code == "profile-model"


def test_profiles_lie_on_the_shelf_by_name(tmp_path):
    shelf.keep(tmp_path, profile_of(planned(), "Zoo"))
    shelf.keep(tmp_path, profile_of(planned(max_model_len=4096), "../../Abend: ä"))
    found = shelf.profiles(tmp_path)
    assert [kept.name for kept in found] == ["../../Abend: ä", "Zoo"]
    assert {kept.path.parent for kept in found} == {tmp_path / "profiles"}
    assert shelf.read(found[0].path).options["max_model_len"] == 4096
    assert shelf.free_name(tmp_path, "Zoo") == "Zoo 2"
    shelf.drop(found[1].path)
    assert [kept.name for kept in shelf.profiles(tmp_path)] == ["../../Abend: ä"]


def test_a_broken_file_on_the_shelf_is_listed_with_its_reason(tmp_path):
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "half.json").write_text("{")
    (only,) = shelf.profiles(tmp_path)
    assert (only.name, only.problem) == ("half", "This file is not JSON.")


def test_a_write_that_fails_leaves_the_former_file_whole(tmp_path, monkeypatch):
    path = shelf.keep(tmp_path, profile_of(planned(), "a"))
    before = path.read_text()

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(RigwiseError) as caught:
        shelf.keep(tmp_path, profile_of(planned(max_model_len=4096), "a"))
    assert "no space left" in caught.value.problem.message
    assert path.read_text() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_folder_that_cannot_be_written_is_said_in_words(tmp_path):
    (tmp_path / "profiles").write_text("a file where the folder should be")
    with pytest.raises(RigwiseError) as caught:
        shelf.keep(tmp_path, profile_of(planned(), "a"))
    assert caught.value.problem.code == "profile-unwritable"


def test_further_flags_come_back_and_unknown_or_secret_ones_are_refused():
    state = planned(extra_flags=(("--seed", "7"), ("--enable-log-requests", None)))
    assert reopened(state)[0].deployment.options.extra_flags == state.deployment.options.extra_flags
    data = json.loads(to_text(profile_of(state, "x")))
    for name in ("--api-key", "--host", "--made-up"):
        data["options"]["extra_flags"] = [[name, "x"]]
        with pytest.raises(RigwiseError):
            parse(json.dumps(data))


def test_somebody_else_s_profile_brings_no_consent_to_foreign_code():
    saved = profile_of(planned(trust_remote_code=True, max_model_len=4096), "x")
    cleaned = profile.without_foreign_code(parse(to_text(saved)))
    assert cleaned.options == {**saved.options, "trust_remote_code": False}
