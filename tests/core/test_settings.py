# SPDX-License-Identifier: Apache-2.0
"""Settings: kept whole, and never a reason not to start."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rigwise.core.problems import RigwiseError
from rigwise.core.settings import FILE, THEMES, Settings, load, save


@given(st.sampled_from(THEMES), st.sampled_from(["", "de", "pseudo"]), st.booleans())
def test_what_was_chosen_comes_back(tmp_path_factory, theme, language, still):
    folder = tmp_path_factory.mktemp("settings")
    save(folder, Settings(theme, language, still))
    assert load(folder) == Settings(theme, language, still)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"theme": 3}', '{"theme": "pink", "still": "yes"}', "[" * 9999]
)
def test_a_broken_file_is_as_none(tmp_path, text):
    (tmp_path / FILE).write_text(text)
    assert load(tmp_path) == Settings()


def test_what_holds_of_a_file_is_taken(tmp_path):
    (tmp_path / FILE).write_text('{"theme": "dark", "language": 7}')
    assert load(tmp_path) == Settings(theme="dark")


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(RigwiseError) as caught:
        save(tmp_path / "file", Settings())
    assert caught.value.problem.code == "settings-unwritable"
