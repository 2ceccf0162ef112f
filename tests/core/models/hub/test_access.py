# SPDX-License-Identifier: Apache-2.0
"""The token: found, checked, kept where only its owner reads it, and nowhere else; and consent to code."""

import logging
import stat

import checkpoints
import keyring
import pytest
from keyring.backend import KeyringBackend
from rigwise.core.models.hub import access, consent
from rigwise.core.models.hub.access import Account, Keeping
from rigwise.core.models.hub.inspect import inspect
from rigwise.core.models.hub.names import Reference
from rigwise.core.problems import RigwiseError
from stub_hub import Blob

TOKEN = "hf_abcdefghijklmnop"


class Ring(KeyringBackend):
    priority = 5

    def __init__(self):
        super().__init__()
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        del self.kept[service, username]


@pytest.fixture
def ring():
    before, ring = keyring.get_keyring(), Ring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


def test_without_a_login_nothing_is_sent(stub_hub, place):
    stub_hub.add(checkpoints.model("meta/tiny"))
    assert access.token(place) is None
    inspect(place, Reference("meta/tiny"))
    assert {asked.token for asked in stub_hub.asked} == {None}


def test_a_token_is_checked_against_the_hub_before_it_is_kept(stub_hub, place):
    stub_hub.tokens[TOKEN] = set()
    assert access.check(place, f" {TOKEN}\n") == Account("ada", "read")
    with pytest.raises(RigwiseError) as caught:
        access.check(place, "hf_unknown_to_the_hub")
    assert caught.value.problem.code == "hub-token-refused"
    assert not place.token_file.exists()


@pytest.mark.parametrize("text", ["", "short", "two words in it", "é" * 20, "a" * 300, "hf_line\nbreak"])
def test_what_cannot_be_a_token_is_not_sent_anywhere(stub_hub, place, text):
    with pytest.raises(RigwiseError) as caught:
        access.check(place, text)
    assert caught.value.problem.code == "hub-token-odd"
    assert stub_hub.asked == []


def test_it_is_kept_in_the_file_that_every_program_of_the_hub_reads_and_its_owner_alone(place):
    assert access.keep(place, TOKEN) is Keeping.LOGIN_FILE
    assert place.token_file.read_text() == TOKEN
    assert stat.S_IMODE(place.token_file.stat().st_mode) == 0o600
    assert access.find_token(place) == (TOKEN, Keeping.LOGIN_FILE)
    access.forget(place)
    assert access.token(place) is None


def test_or_in_the_keyring(place, ring):
    assert access.keyring_there()
    assert access.keep_in_keyring(place, TOKEN) is Keeping.KEYRING
    assert access.find_token(place) == (TOKEN, Keeping.KEYRING)
    assert not place.token_file.exists()
    assert TOKEN not in "".join(path.read_text() for path in place.facts.rglob("*") if path.is_file())
    access.forget(place)
    assert ring.kept == {}


def test_a_keyring_that_was_never_given_one_is_never_asked(place, ring, monkeypatch):
    monkeypatch.setattr(ring, "get_password", lambda *_: pytest.fail("a locked keyring would ask the person"))
    assert access.token(place) is None


def test_a_keyring_that_fails_is_no_token(place, ring, monkeypatch):
    access.keep_in_keyring(place, TOKEN)

    def locked(*_):
        raise keyring.errors.KeyringLocked("no")

    monkeypatch.setattr(ring, "get_password", locked)
    monkeypatch.setattr(ring, "set_password", locked)
    assert access.token(place) is None
    with pytest.raises(RigwiseError):
        access.keep_in_keyring(place, TOKEN)


def test_the_environment_comes_first(place, monkeypatch):
    access.keep(place, "hf_from_the_file_")
    monkeypatch.setenv("HF_TOKEN", TOKEN)
    assert access.find_token(place) == (TOKEN, Keeping.ENVIRONMENT)


def test_no_log_line_and_no_fault_has_the_token(stub_hub, place, caplog):
    caplog.set_level(logging.DEBUG)
    access.keep(place, TOKEN)
    stub_hub.add(checkpoints.model("meta/tiny", private=True))
    with pytest.raises(RigwiseError) as caught:
        inspect(place, Reference("meta/tiny"))
    assert TOKEN not in caplog.text
    assert TOKEN not in str(caught.value) + str(caught.value.problem)
    for path in place.facts.rglob("*"):
        assert TOKEN.encode() not in path.read_bytes()


# consent


def test_code_is_agreed_to_for_one_commit(tmp_path):
    file = tmp_path / "remote-code.json"
    assert not consent.given(file, "a/b", "1" * 40)
    consent.give(file, "a/b", "1" * 40)
    assert consent.given(file, "A/b", "1" * 40)
    assert not consent.given(file, "a/b", "2" * 40)
    assert not consent.given(file, "a/c", "1" * 40)
    assert not consent.given(file, "a/b", None)
    consent.withdraw(file, "a/b", "1" * 40)
    assert not consent.given(file, "a/b", "1" * 40)


@pytest.mark.parametrize("text", [b"", b"[]", b"{", b"\xff"])
def test_a_damaged_memory_agrees_to_nothing(tmp_path, text):
    file = tmp_path / "remote-code.json"
    file.write_bytes(text)
    assert not consent.given(file, "a/b", "1" * 40)


def test_the_code_is_shown_and_what_comes_from_elsewhere_too(stub_hub, place):
    config = {
        **checkpoints.LLAMA, "auto_map": {"AutoConfig": "configuration_x.XConfig",
        "AutoModelForCausalLM": "other/repo--modeling_x.X", "AutoTokenizer": ["tokenization_x.X", None]},
    }  # fmt: skip
    files = {"modeling_x.py": Blob.of(b"import os"), "configuration_x.py": Blob.of(b"import os")}
    stub_hub.add(checkpoints.model("meta/tiny", config, files=files))
    code = consent.code_of(inspect(place, Reference("meta/tiny")))
    assert code.files == ("modeling_x.py", "configuration_x.py")
    assert code.elsewhere == ("other/repo",)
