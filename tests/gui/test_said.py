# SPDX-License-Identifier: Apache-2.0
"""Every text that a person meets is said through core/words.py, so that it can be said in another language.

The pseudo-locale puts an accent on every a, c, e, i, n, o, u and y of a sentence and writes numbers as nobody does. A word
that has one of these letters without its accent went round phrase(), wherever it stands: in the window, in a tool tip, for a
screen reader, or as the filling of a sentence; so did a number with a comma between its thousands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)
from rigwise.core.hardware.catalogue import gpu_specs
from rigwise.core.models.catalogue import entries
from rigwise.core.planning.variants import title
from rigwise.core.serving.all_flags import all_flags
from rigwise.gui import language
from rigwise.gui.widgets.flag_model import SWITCH
from rigwise.gui.widgets.parts import Page
from rigwise.gui.window import Window
from scenes import SCENES, opened, wear

# what is called so in every language
NAMES = re.compile(
    r"`[^`]*`|<code>[^<]*</code>"  # a command to type
    r"|https?://\S+|(?<!\w)[~/][\w.~-]*/[\w./~-]*"  # an address, a folder
    r"|\b[\w.-]+/[\w.:-]+"  # a repository, an image
    r"|--[\w-]+|\b\w+_\w+(?:\.\w+)*\b|\bnorm\b"  # a flag, an option, a weight
    r"|\brigwise-[\w.-]+"  # a container
    r"|\b(?:Rigwise|NVIDIA|vLLM|Docker|Podman|NVLink|PCIe|CUDA|ECC|Python|curl|Hub|GPUs?|RAM|Ctrl)\b"
    r"|\b(?:GiB|MiB|KiB|ms|min)\b"
)
WORD = re.compile(r"[^\W\d_]{2,}")
PLAIN = re.compile(r"[aceinouyACEINOUY]")
TWINS = ("rig-8", "fit-1", "fit-8")  # say what others say already
NUMBER = re.compile(r"\d,\d{3}(?!\d)")


def of_model(model: QAbstractItemModel) -> Iterator[str]:
    """What a table shows and says of its first rows."""
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount()):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(min(400, model.rowCount())):
            yield from (str(model.index(row, column).data(role) or "") for role in roles)


def of_widget(widget: QWidget) -> Iterator[str]:
    """What one widget shows and says, by kind."""
    yield from (widget.toolTip(), widget.statusTip(), widget.whatsThis())
    if widget.isWindow():
        yield widget.windowTitle()
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QSpinBox | QDoubleSpinBox):
        yield from (widget.prefix(), widget.suffix(), widget.specialValueText())
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))
    if isinstance(widget, QMenu):
        yield from (action.text() for action in widget.actions())
    if isinstance(widget, QAbstractItemView):
        yield from of_model(widget.model())


def of_tree(widget: QWidget) -> Iterator[str]:
    """What a screen reader says of it."""
    interface = QAccessible.queryAccessibleInterface(widget)
    if interface is not None:
        yield from (interface.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Description))


def said(top: QWidget) -> dict[str, QWidget]:
    """Every text below a widget, shown or not, and where it was found; what comes from a command or a log is not."""
    found: dict[str, QWidget] = {}
    for widget in [top, *top.findChildren(QWidget)]:
        if isinstance(widget, QPlainTextEdit):
            continue
        for text in (*of_widget(widget), *of_tree(widget)):
            found.setdefault(text, widget)
    return found


def names() -> re.Pattern[str]:
    """Cards, models, formats, licences and flags' values are called the same in every language."""
    found = {"gnome-shell", "Evening chat", "Long documents", "shuyuej", "GGUF"}  # of the scenes
    found.add("500,000")  # in a study's title
    found |= {name for _code, name in language.choices()}
    for spec in gpu_specs():
        found |= {spec.name, spec.name.removeprefix("NVIDIA "), spec.name.removeprefix("NVIDIA GeForce ")}
    for entry in entries():
        found |= {*entry.id.split("/"), *entry.format_label.split(), entry.license or "", title(entry.checkpoint())}
        found |= {entry.tool_parser or "", entry.reasoning_parser or ""}
    for spec in all_flags():
        values = spec.default if isinstance(spec.default, list) else [spec.default]
        found |= {*spec.choices, *map(str, values)} - set(SWITCH)
    longest_first = sorted(found - {""}, key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in longest_first) + "|" + NAMES.pattern)


def too_wide(window: Window) -> int:
    """By how many pixels the page is wider than the smallest window, which scrolls down but not across."""
    window.resize(window.minimumSize())
    QApplication.processEvents()
    page = window.stack.currentWidget()
    assert isinstance(page, Page)
    return page.widget().minimumSizeHint().width() - page.viewport().width()


@pytest.mark.parametrize("scene", [scene for scene in SCENES if scene.name not in TWINS], ids=lambda scene: scene.name)
def test_every_text_can_be_said_in_another_language_and_nothing_is_cut(qtbot, tmp_path, scene):
    wear(QApplication.instance(), "light", "pseudo")
    window, shown = opened(scene, tmp_path)
    qtbot.addWidget(window)
    called = names()
    unsaid = {}
    evidence = window.launch.failure.evidence.text() if "launch" in window.__dict__ else ""
    for text, widget in {**said(window), **said(shown)}.items():
        if text == evidence:  # a line of the log
            continue
        rest = called.sub(" ", text)
        words = [word for word in WORD.findall(rest) if PLAIN.search(word)] + NUMBER.findall(rest)
        if words:
            unsaid[text] = (" ".join(words), type(widget).__name__)
    assert too_wide(window) <= 0
    window.close()
    if unsaid:
        pytest.fail("\n".join(f"{where}: {text!r} ({words})" for text, (words, where) in unsaid.items()))
