# SPDX-License-Identifier: Apache-2.0
"""Items side by side that wrap like words."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from rigwise.gui.widgets.flow import GAP, Flow


@pytest.fixture
def row(qtbot):
    """Three boxes of 100 pixels, 20, 40 and 20 high."""
    parent = QWidget()
    qtbot.addWidget(parent)
    flow = Flow()
    boxes = [QWidget(), QWidget(), QWidget()]
    for box, height in zip(boxes, (20, 40, 20), strict=True):
        box.setFixedSize(100, height)
        flow.addWidget(box)
    parent.setLayout(flow)

    def shown(width):
        parent.resize(width, 200)
        parent.show()
        return [(box.x(), box.y()) for box in boxes]

    return parent, flow, shown


def test_there_is_one_line_where_all_have_room(row):
    _, flow, shown = row
    assert shown(3 * 100 + 2 * GAP) == [(0, 10), (100 + GAP, 0), (200 + 2 * GAP, 10)]
    assert flow.heightForWidth(3 * 100 + 2 * GAP) == 40


def test_what_has_no_room_goes_to_the_next_line(row):
    _, flow, shown = row
    assert shown(250) == [(0, 10), (100 + GAP, 0), (0, 40 + GAP)]
    assert flow.heightForWidth(250) == 40 + GAP + 20


def test_even_the_narrowest_place_has_one_item_a_line(row):
    _, flow, shown = row
    assert [x for x, _ in shown(100)] == [0, 0, 0]
    assert flow.heightForWidth(50) == 20 + 40 + 20 + 2 * GAP


def test_right_to_left_it_begins_at_the_right(row):
    parent, _, shown = row
    parent.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert [x for x, _ in shown(400)] == [300, 200 - GAP, 100 - 2 * GAP]
