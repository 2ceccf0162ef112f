# SPDX-License-Identifier: Apache-2.0
"""The window looks as it did when somebody looked at it last (`make references`), within what fonts may differ."""

import pytest
from PySide6.QtGui import QFontDatabase, QImage
from scenes import REFERENCES, compared, difference, opened, small

TOLERANCE = 0.015  # of all pixels; another state differs in more
LISTS = 0.03  # where figures of the catalogue and the estimate fill the page: they change, the layout does not


@pytest.mark.parametrize(("scene", "look"), compared(), ids=lambda value: value.name)
def test_a_page_looks_as_its_reference(qtbot, tmp_path, scene, look):
    assert QFontDatabase.hasFamily("DejaVu Sans"), "packaging/setup.sh test installs fonts-dejavu-core"
    reference = QImage(str(REFERENCES / f"{scene.name}-{look.name}.png"))
    assert not reference.isNull(), "run `make references` and look at the new picture"
    with look.applied():
        window, shown = opened(scene, tmp_path, look.size)
        qtbot.addWidget(window)
        found = small(shown)
        window.close()
    most = LISTS if scene.name.startswith(("model", "compare", "launch", "rig")) else TOLERANCE
    assert difference(found, reference) < most, "the page has changed: look at it, then run `make references`"


def test_pictures_of_different_states_are_told_apart():
    """The tolerance is small enough to see what matters."""

    def picture(name):
        return QImage(str(REFERENCES / f"{name}-light-1120.png"))

    for one, other in (("fit", "fit-over"), ("fit", "fit-expert"), ("fit", "review"), ("rig", "fit"),
                       ("fit", "launch-loading")):  # fmt: skip
        assert difference(picture(one), picture(other)) > TOLERANCE, (one, other)
    for one, other in (("rig", "rig-composed"), ("rig", "rig-no-driver"), ("rig", "rig-looking"), ("model", "model-empty"),
                       ("launch-loading", "launch-failed")):  # fmt: skip
        assert difference(picture(one), picture(other)) > LISTS, (one, other)
