# SPDX-License-Identifier: Apache-2.0
"""The geometry of the bar."""

from hypothesis import given
from hypothesis import strategies as st
from rigwise.core.memory.result import GpuMemory
from rigwise.core.units import GIB
from rigwise.gui.widgets.bar_layout import SMALLEST, layout, shares

size = st.integers(min_value=0, max_value=40 * GIB)


@st.composite
def memories(draw):
    total = draw(st.integers(min_value=4 * GIB, max_value=200 * GIB))
    weights, kv, overhead, others = draw(size), draw(size), draw(size), draw(size)
    return GpuMemory(
        total,
        weights,
        kv,
        draw(st.integers(0, kv)),
        overhead,
        total - weights - kv - overhead,
        others,
        total * 92 // 100,
    )


@given(memories(), st.floats(min_value=240, max_value=4000))
def test_segments_stand_side_by_side_in_order_without_gaps(memory, width):
    found = layout(memory, width)
    edges = [0.0] + [segment.x1 for segment in found.segments]
    assert [segment.x0 for segment in found.segments] == edges[:-1]
    assert all(segment.x1 - segment.x0 >= SMALLEST - 1e-6 for segment in found.segments)


@given(memories(), st.floats(min_value=240, max_value=4000))
def test_the_bar_is_as_wide_as_it_is_told(memory, width):
    found = layout(memory, width)
    used = sum(segment.bytes for segment in found.segments)
    if used >= memory.total and any(s.x1 - s.x0 > SMALLEST * 4 for s in found.segments):
        assert abs(found.segments[-1].x1 - width) < 1.0
    assert found.total_x <= width + 1e-6


@given(memories())
def test_what_is_wanted_beyond_the_card_is_never_hidden(memory):
    found = layout(memory, 800)
    used = memory.weights + memory.kv_cache + memory.overhead + memory.others
    assert found.over == max(0, used - memory.total)
    assert (found.total_x < 800) == (used > memory.total)


@given(memories())
def test_the_parts_are_the_estimate_s_own_numbers(memory):
    parts = dict(shares(memory))
    assert parts["kv"] + parts["spare"] == memory.kv_cache
    assert parts["weights"] == memory.weights
    assert parts["overhead"] == memory.overhead
