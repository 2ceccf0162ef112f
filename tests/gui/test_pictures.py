# SPDX-License-Identifier: Apache-2.0
"""The window looks as it did when somebody looked at it last (`make references`), within what fonts may differ."""

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from scenes import REFERENCES, SCENES, compared, difference, opened, small, wear

TOLERANCE = 0.015  # of all pixels; another state differs in more


@pytest.mark.parametrize(("scene", "look", "size"), compared(), ids=lambda value: getattr(value, "name", str(value)))
def test_a_page_looks_as_its_reference(qtbot, tmp_path, scene, look, size):
    wear(QApplication.instance(), look)
    reference = QImage(str(REFERENCES / f"{scene.name}-{look}-{size[0]}.png"))
    assert not reference.isNull(), "run `make references` and look at the new picture"
    window, shown = opened(scene, tmp_path, size)
    qtbot.addWidget(window)
    found = small(shown)
    window.close()
    assert difference(found, reference) < TOLERANCE, "the page has changed: look at it, then run `make references`"


def test_pictures_of_different_states_are_told_apart():
    """The tolerance is small enough to see what matters."""
    names = [scene.name for scene in SCENES if (REFERENCES / f"{scene.name}-light-1120.png").exists()]
    pictures = {name: QImage(str(REFERENCES / f"{name}-light-1120.png")) for name in names}
    for one, other in (("fit", "fit-over"), ("fit", "fit-short"), ("fit", "fit-expert"), ("rig", "rig-composed"),
                       ("rig", "rig-no-driver"), ("fit", "review")):  # fmt: skip
        assert difference(pictures[one], pictures[other]) > TOLERANCE, (one, other)
