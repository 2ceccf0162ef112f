# SPDX-License-Identifier: Apache-2.0
"""Who asks the desktop for stillness gets it here."""

import pytest
from rigwise.gui import theme
from rigwise.gui.motion import desktop_keeps_still


def answering(**known):
    return lambda namespace, key: known.get(key.replace("-", "_"))


@pytest.mark.parametrize(
    ("known", "still"),
    [
        ({}, False),
        ({"reduced_motion": 1}, True),
        ({"reduced_motion": 0, "enable_animations": False}, False),  # the common key comes first
        ({"enable_animations": False}, True),
        ({"enable_animations": True}, False),
        ({"AnimationDurationFactor": "0"}, True),
        ({"AnimationDurationFactor": 0.5}, False),
        ({"AnimationDurationFactor": "nonsense"}, False),
    ],
)
def test_what_the_desktop_says_is_understood(known, still, tmp_path):
    assert desktop_keeps_still(answering(**known), tmp_path) is still


@pytest.mark.parametrize(
    ("text", "still"), [("[KDE]\nAnimationDurationFactor=0\n", True), ("[KDE]\n", False), ("\0\xff", False)]
)
def test_kde_says_it_in_its_own_file_too(text, still, tmp_path):
    (tmp_path / ".config").mkdir()
    (tmp_path / ".config" / "kdeglobals").write_text(text, "latin-1")
    assert desktop_keeps_still(answering(), tmp_path) is still


def test_the_bar_stands_still_then(window, qtbot):
    try:
        theme.keep_still(True, "desktop")
        assert theme.motion_reduced()
    finally:
        theme.keep_still(False, "desktop")
