# SPDX-License-Identifier: Apache-2.0
"""For everyone: the tree that screen readers read, the keyboard alone, contrast, and signs beside colours."""

from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from rigwise.core.models.catalogue import find
from rigwise.core.wizard import STEPS, Step
from rigwise.gui import theme
from rigwise.gui.about import About
from rigwise.gui.profiles_dialog import ProfilesDialog
from rigwise.gui.tab_order import stops
from rigwise.gui.widgets import bar_painting

CONTROLS = {
    QAccessible.Role.PushButton, QAccessible.Role.Button, QAccessible.Role.CheckBox, QAccessible.Role.RadioButton,
    QAccessible.Role.ComboBox, QAccessible.Role.EditableText, QAccessible.Role.Slider, QAccessible.Role.SpinBox,
    QAccessible.Role.Table, QAccessible.Role.List, QAccessible.Role.ButtonMenu, QAccessible.Role.ButtonDropDown,
}  # fmt: skip
ROLELESS = {QAccessible.Role.NoRole, QAccessible.Role.Client}


def nodes(widget):
    """Every visible node below a widget that has an object, as (widget, interface)."""
    for child in [widget, *widget.findChildren(QWidget)]:
        if child.isVisible():
            interface = QAccessible.queryAccessibleInterface(child)
            if interface is not None:
                yield child, interface


def planned(window, step=Step.FIT):
    window.controller.choose_model(find("Qwen/Qwen3-32B-AWQ").checkpoint())
    window.controller.go(step)
    QApplication.processEvents()


def focusable(widget):
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isEnabled()


@pytest.mark.parametrize("step", STEPS)
def test_every_control_has_a_name_and_a_role_in_the_accessibility_tree(window, qtbot, step):
    qtbot.waitUntil(lambda: "foot" in window.__dict__)
    planned(window, step)
    seen = 0
    for widget, interface in nodes(window):
        if interface.role() in CONTROLS and focusable(widget):
            seen += 1
            assert interface.text(QAccessible.Text.Name), (widget, interface.role())
    assert seen > 8


@pytest.mark.parametrize("step", STEPS)
def test_nothing_that_takes_the_focus_is_without_a_role(window, qtbot, step):
    qtbot.waitUntil(lambda: "foot" in window.__dict__)
    planned(window, step)
    for widget, interface in nodes(window):
        inner = widget.focusProxy() is not None or isinstance(widget, QDialog)
        if focusable(widget) and not inner and widget is not window:
            assert interface.role() not in ROLELESS, widget


def test_a_bar_is_a_chart_that_tells_its_parts(window):
    planned(window)
    interface = QAccessible.queryAccessibleInterface(window.panel.bars.bars[0])
    assert interface.role() == QAccessible.Role.Chart
    assert interface.text(QAccessible.Text.Name) == "Memory plan, GPU 0 · RTX 4090"
    assert "Weights 9.0 GiB" in interface.text(QAccessible.Text.Description)


def test_the_segments_of_a_bar_are_its_children_in_the_tree(window, qtbot):
    planned(window)
    bar = window.panel.bars.bars[0]
    chart = QAccessible.queryAccessibleInterface(bar)
    children = [chart.child(place) for place in range(chart.childCount())]
    assert [child.text(QAccessible.Text.Name) for child in children] == [bar.text_of(one) for one in bar.segments]
    assert children[0].text(QAccessible.Text.Name).startswith("GPU 0 · RTX 4090: Weights 9.0")
    assert {child.role() for child in children} == {QAccessible.Role.ListItem}
    assert all(child.parent().role() == QAccessible.Role.Chart for child in children)
    left, right = children[0].rect(), children[1].rect()
    assert left.right() <= right.left() + 1
    assert chart.childAt(right.center().x(), right.center().y()) is children[1]
    assert chart.child(len(children)) is None
    bar.setFocus()
    qtbot.waitUntil(bar.hasFocus)
    qtbot.keyClick(bar, Qt.Key.Key_Right)
    assert [child.state().focused for child in children].index(True) == 1


def test_the_tree_follows_the_plan_and_survives_the_window(window, open_window, qtbot):
    planned(window)
    bar = window.panel.bars.bars[1]
    chart = QAccessible.queryAccessibleInterface(bar)
    kept = chart.child(0)
    before = kept.text(QAccessible.Text.Name)
    window.controller.set_options(tensor_parallel_size=1, pipeline_parallel_size=2)
    assert kept.isValid()
    window.controller.choose_model(find("Qwen/Qwen3-8B").checkpoint())
    assert kept.text(QAccessible.Text.Name) != before
    bar.setParent(None)
    bar.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window.panel.bars.bars.remove(bar)


@pytest.mark.parametrize("make", [lambda w: ProfilesDialog(w.keeper, "x", w), About])
def test_dialogs_name_their_controls_and_close_with_escape(window, qtbot, make):
    planned(window)
    dialog = make(window)
    qtbot.addWidget(dialog)
    dialog.show()
    for widget, interface in nodes(dialog):
        if interface.role() in CONTROLS and focusable(widget):
            assert interface.text(QAccessible.Text.Name), widget
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


# the keyboard


def tab_round(window, qtbot, most=120):
    """The widgets that Tab visits, until it is round."""
    first = QApplication.focusWidget()
    visited = [first]
    for _ in range(most):
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is first:
            return visited
        visited.append(now)
    raise AssertionError("Tab never comes round")


@pytest.mark.parametrize("step", [Step.RIG, Step.FIT, Step.REVIEW])
def test_tab_reaches_every_control_and_comes_round(window, qtbot, step):
    qtbot.waitUntil(lambda: "foot" in window.__dict__ and window.isActiveWindow())
    planned(window, step)
    window.next.setFocus()
    visited = tab_round(window, qtbot)
    for widget in window.findChildren(QWidget):
        wanted = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        shown = widget.isVisible() and widget.isEnabled() and not widget.focusProxy()
        inner = widget.objectName() == "qt_spinbox_lineedit" or "QComboBox" in widget.metaObject().className()[:0]
        if wanted == Qt.FocusPolicy.TabFocus and shown and not inner and widget is not window:
            assert widget in visited, widget


def test_tab_goes_as_one_reads(window, qtbot):
    """Also through what a page made late: plans, remedies, rigs to compare."""
    planned(window)
    page = window.fit
    qtbot.waitUntil(lambda: bool(page.plans.row.cards) and window.isActiveWindow(), timeout=20000)
    order = [id(one) for one in stops(window)]
    wanted = [
        window.rail.buttons[Step.RIG], window.rail.servers, page.plans.row.cards[0], page.context,
        window.panel.bars.bars[0], window.back, window.next,
    ]  # fmt: skip
    places = [order.index(id(one)) for one in wanted]
    assert places == sorted(places)
    window.show_aside("compare")
    order = [id(one) for one in stops(window)]
    question = window.compare.question
    assert order.index(id(question.rigs[1].card)) < order.index(id(question.models[0]))
    question.rigs[1].card.setFocus()
    qtbot.keyClick(question.rigs[1].card, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is question.rigs[1].bridge
    qtbot.keyClick(question.rigs[1].bridge, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is question.rigs[1].card


@pytest.mark.parametrize("step", STEPS)
def test_the_focus_is_seen_on_every_control(window, qtbot, step):
    qtbot.waitUntil(lambda: "foot" in window.__dict__ and window.isActiveWindow())
    planned(window, step)
    for control in list(stops(window)):
        control.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        focused = control.grab().toImage()
        control.clearFocus()
        QApplication.processEvents()
        assert control.grab().toImage() != focused, control.accessibleName()


def test_enter_enter_enter_goes_from_the_first_page_to_the_start(window, qtbot):
    qtbot.waitUntil(lambda: window.isActiveWindow() and window.next.hasFocus())
    for step in (Step.MODEL, Step.FIT, Step.REVIEW):
        qtbot.waitUntil(lambda: window.next.isEnabled() and window.next.hasFocus(), timeout=10000)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        assert window.controller.state.step is step
    qtbot.waitUntil(lambda: window.next.isEnabled() and window.next.hasFocus())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert window.controller.state.step is Step.LAUNCH
    qtbot.waitUntil(lambda: window.launch.problems.isVisible(), timeout=5000)


def test_keys_go_to_pages_and_undo(window, qtbot):
    planned(window)
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.controller.state.step is Step.MODEL
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.controller.state.checkpoint is None or window.controller.history.future


def test_mnemonics_are_told_apart_on_every_page(window):
    planned(window)
    for step in STEPS:
        window.controller.go(step)
        texts = [
            w.text() for w in window.findChildren(QWidget) if w.isVisible() and hasattr(w, "text") and callable(w.text)
        ]
        keys = [
            text[text.index("&") + 1].lower()
            for text in texts
            if "&" in text.replace("&&", "") and not text.endswith("&")
        ]
        assert len(keys) == len(set(keys)), (step, sorted(keys))


# contrast


def luminance(colour):
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in QColor(colour).getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", theme.THEMES)
def test_every_text_colour_stands_out_from_every_ground_it_is_written_on(name):
    c = theme.THEMES[name]
    for ground in (c.window, c.surface, c.raised):
        for text in (c.text, c.muted, c.accent, c.good, c.warn, c.bad):
            assert contrast(text, ground) >= 4.5, (text, ground)
    assert contrast(c.accent_text, c.accent) >= 4.5


@pytest.mark.parametrize("name", theme.THEMES)
def test_numbers_on_the_bar_are_readable(qapp, name):
    theme.apply(qapp, name)
    for kind in ("weights", "kv", "overhead", "headroom"):
        assert contrast(bar_painting.ink(kind), bar_painting.hue(kind).name()) >= 4.5, kind


@pytest.mark.parametrize("name", theme.THEMES)
def test_segments_and_focus_rings_stand_out_from_the_card(name):
    c = theme.THEMES[name]
    for graphic in (c.weights, c.kv, c.overhead, c.bad, c.accent):
        assert contrast(graphic, c.surface) >= 3, graphic


def test_segments_are_told_apart_without_colour():
    looks = {kind: bar_painting.PATTERNS.get(kind) for kind in ("weights", "kv", "overhead", "others")}
    assert all(one != other for one, other in combinations(looks.values(), 2))


def test_the_verdict_has_a_sign_and_words_beside_its_colour(window):
    planned(window)
    bar = window.panel.bars.bars[0]
    assert bar.verdict().startswith("✓")
    bar.show_row(replace(bar.row, starts=False))
    assert bar.verdict().startswith("⚠")
    assert "does not start" in bar.verdict()


def test_right_to_left_the_rail_changes_sides_and_the_bar_keeps_its_axis(open_window, nvml_rig, qtbot):
    application = QApplication.instance()
    application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        nvml_rig("2x4090")
        window = open_window()
        qtbot.waitUntil(lambda: window.controller.state.rig is not None, timeout=5000)
        planned(window)
        assert window.rail.x() > window.stack.mapTo(window, window.stack.rect().topLeft()).x()
        kinds = [segment.kind for segment in window.panel.bars.bars[0].segments]
        assert kinds[0] == "weights"
        assert window.panel.bars.bars[0].segments[0].x0 == 0
    finally:
        application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(("factor", "size"), [(1.0, (820, 600)), (1.5, (1120, 780)), (2.0, (1366, 768))])
def test_at_any_size_of_text_no_page_is_wider_than_its_window(open_window, nvml_rig, qtbot, step, factor, size):
    application = QApplication.instance()
    usual = application.font()
    try:
        application.setFont(theme.sized(usual, factor))
        nvml_rig("2x4090")
        window = open_window()
        window.resize(*size)
        qtbot.waitUntil(lambda: window.controller.state.rig is not None, timeout=5000)
        planned(window, step)
        page = window.page(step)
        qtbot.waitUntil(lambda: page.viewport().width() > 100)
        assert page.widget().minimumSizeHint().width() <= page.viewport().width()
    finally:
        application.setFont(usual)
