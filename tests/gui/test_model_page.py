# SPDX-License-Identifier: Apache-2.0
"""The Model page and the Hub, as a person uses them: a real window, and a Hub on loopback."""

import json
import threading

import checkpoints
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel
from rigwise.core.hardware.catalogue import compose
from rigwise.core.models.hub import consent
from rigwise.core.models.hub.cached import missing
from rigwise.core.models.hub.download import download
from rigwise.core.models.hub.inspect import inspect
from rigwise.core.models.hub.names import Reference
from rigwise.core.planning.runnable import runnable
from rigwise.core.wizard import Step
from rigwise.gui.pages.review_page import sentences
from rigwise.gui.widgets.model_table import of_runnable
from stub_hub import Blob

BASE = "meta/Big-Instruct"
TOKEN = "hf_abcdefghijklmnop"
SLOW = {**checkpoints.LLAMA, "num_hidden_layers": 8, "vocab_size": 32000}  # 41 MB


@pytest.fixture
def hub(stub_hub):
    add = stub_hub.add
    add(checkpoints.model(BASE, checkpoints.LLAMA_70B, count=30, downloads=900, license="mit"))
    add(
        checkpoints.model(
            "ada/big-instruct-awq", checkpoints.LLAMA_70B, how="awq", count=9, base_model=BASE, downloads=700
        )
    )
    add(
        checkpoints.model(
            "red/Big-Instruct-FP8", checkpoints.LLAMA_70B, how="fp8", count=9, base_model=BASE, downloads=50
        )
    )
    add(checkpoints.gguf("b/Big-Instruct-GGUF", BASE, downloads=5000))
    add(checkpoints.model("c/tiny", downloads=1))
    add(checkpoints.model("c/tiny-gated", downloads=2, gated="manual"))
    add(checkpoints.model("c/tiny-slow", SLOW, count=3))
    return stub_hub


@pytest.fixture
def page(hub, place, open_window, nvml_rig, qtbot):
    nvml_rig("2x4090")
    window = open_window(place=lambda: place)
    qtbot.waitUntil(lambda: window.controller.state.rig is not None, timeout=5000)
    window.controller.go(Step.MODEL)
    window.resize(1120, 1000)
    return window.model


def all_listed(page, qtbot):
    """The catalogue is judged."""
    qtbot.waitUntil(lambda: page.filter.rowCount() > 40, timeout=20000)


def shown(page):
    return {page.filter.index(row, 1).data().split("  ")[0]: row for row in range(page.filter.rowCount())}


def select(page, name):
    page.table.selectRow(shown(page)[name])


def words(widget):
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def chosen(page):
    checkpoint = page._controller.state.checkpoint
    return checkpoint.model if checkpoint else None


def test_the_hub_is_searched_as_one_types_and_asked_once(page, hub, qtbot):
    qtbot.keyClicks(page.search.words, "big-instruct")
    qtbot.waitUntil(lambda: "Big-Instruct" in shown(page), timeout=5000)
    assert [asked.path.split("?")[0] for asked in hub.asked] == ["/api/models"]
    assert "big-instruct-awq" in shown(page)
    assert "Big-Instruct-GGUF" not in shown(page)  # vLLM does not serve it
    row = shown(page)["Big-Instruct"]
    assert page.filter.index(row, 0).data() == "too big"  # by the Hub's count alone
    assert page.filter.index(shown(page)["big-instruct-awq"], 0).data() == "look"
    assert "on the Hub" in page.status.text()


def test_a_search_that_was_overtaken_is_never_shown(page, hub, qtbot):
    hub.fault("hang", "search=big", value=1.5, times=1)
    page.search.words.setText("big")
    qtbot.waitUntil(lambda: any("search=big" in asked.path for asked in hub.asked), timeout=3000)
    page.search.words.setText("tiny")
    qtbot.waitUntil(lambda: "tiny" in shown(page), timeout=3000)
    qtbot.wait(200)
    assert "Big-Instruct" not in shown(page)


def test_a_selected_one_is_read_judged_and_compared(page, hub, qtbot):
    page.search.words.setText("big-instruct")
    qtbot.waitUntil(lambda: "big-instruct-awq" in shown(page), timeout=5000)
    select(page, "big-instruct-awq")
    qtbot.waitUntil(lambda: chosen(page) == "ada/big-instruct-awq", timeout=5000)
    assert page._controller.state.checkpoint.revision == hub.repos["ada/big-instruct-awq"].sha
    assert page.filter.index(shown(page)["big-instruct-awq"], 0).data() in ("fits", "tight")
    assert "tensors read from 2 headers" in page.chosen.facts.text()
    qtbot.waitUntil(lambda: "repositories hold this model" in page.ways.status.text(), timeout=5000)
    made = {way.id: way for way in page.ways.source.ways}
    assert set(made) == {BASE, "ada/big-instruct-awq", "red/Big-Instruct-FP8", "b/Big-Instruct-GGUF"}
    assert made["ada/big-instruct-awq"].recommended
    assert "ada/big-instruct-awq: " in page.ways.why.text()
    assert "does not fit" in page.ways.why.text()


def test_another_format_is_taken_from_the_comparison(page, qtbot):
    page.look(Reference(BASE))
    qtbot.waitUntil(lambda: "hold this model" in page.ways.status.text(), timeout=8000)
    at = [way.id for way in page.ways.source.ways].index("red/Big-Instruct-FP8")
    page.ways.table.selectRow(at)
    qtbot.waitUntil(lambda: chosen(page) == "red/Big-Instruct-FP8", timeout=3000)
    assert page._controller.state.checkpoint.quantization.label == "FP8"
    assert page.ways.table.isVisible()


def test_a_pasted_address_is_read_without_a_search(page, hub, qtbot):
    all_listed(page, qtbot)
    page.search.words.setText(f"https://huggingface.co/{BASE}/tree/main")
    qtbot.waitUntil(lambda: chosen(page) == BASE, timeout=5000)
    assert not any(asked.path.startswith("/api/models?search=https") for asked in hub.asked)
    assert page.filter.rowCount() > 40  # an address narrows nothing


def test_an_address_that_leads_elsewhere_is_said(page, qtbot):
    page.search.words.setText("https://huggingface.co/datasets/a/b")
    qtbot.waitUntil(lambda: page.problems.isVisible(), timeout=3000)
    assert "leads to a data set" in words(page.problems)


def test_enter_reads_an_id(page, qtbot):
    page.search.words.setText("c/tiny")
    qtbot.keyClick(page.search.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: chosen(page) == "c/tiny", timeout=5000)


def test_filters_narrow_all_that_is_shown(page, qtbot):
    all_listed(page, qtbot)
    everything = page.filter.rowCount()
    page.search.vision.setChecked(True)
    seeing = page.filter.rowCount()
    page.search.vision.setChecked(False)
    page.search.largest.setCurrentIndex(page.search.largest.findData(10 * 10**9))
    small = page.filter.rowCount()
    page.search.largest.setCurrentIndex(0)
    page.search.license.setCurrentIndex(page.search.license.findData("mit"))
    assert 0 < page.filter.rowCount() < everything
    assert 0 < seeing < everything
    assert 0 < small < everything
    page.search.quantized.setChecked(True)
    page.search.here.setChecked(True)
    assert page.filter.rowCount() == 0
    assert page.empty.isVisible()


def test_without_a_network_the_catalogue_works_and_the_status_says_why(open_window, nvml_rig, qtbot):
    nvml_rig("2x4090")
    window = open_window()
    qtbot.waitUntil(lambda: window.controller.state.rig is not None, timeout=5000)
    window.controller.go(Step.MODEL)
    qtbot.waitUntil(lambda: window.model.filter.rowCount() > 40, timeout=20000)
    window.model.search.words.setText("qwen3-32b awq")
    qtbot.waitUntil(lambda: "cannot be reached" in window.model.status.text(), timeout=5000)
    assert window.model.retry.isVisible()
    assert window.model.filter.rowCount() == 1
    window.model.table.selectRow(0)
    assert window.next.isEnabled()


def test_an_old_answer_says_its_age(page, hub, qtbot, monkeypatch):
    page.search.words.setText("big")
    qtbot.waitUntil(lambda: "Big-Instruct" in shown(page), timeout=5000)
    monkeypatch.setattr("rigwise.core.models.hub.search.FRESH_S", -1.0)
    hub.fault("status", value=503)
    page._ask_hub()
    qtbot.waitUntil(lambda: "answer of a moment ago" in page.status.text(), timeout=5000)
    assert "Big-Instruct" in shown(page)
    hub.faults.clear()
    qtbot.mouseClick(page.retry, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "on the Hub, most" in page.status.text(), timeout=5000)


def test_a_model_that_was_seen_is_opened_without_a_network_and_says_its_age(page, hub, qtbot):
    page.look(Reference("c/tiny"))
    qtbot.waitUntil(lambda: chosen(page) == "c/tiny", timeout=5000)
    page.look(Reference(BASE))
    qtbot.waitUntil(lambda: chosen(page) == BASE, timeout=5000)
    hub.fault("status", value=503)
    page.look(Reference("c/tiny"))
    qtbot.waitUntil(lambda: chosen(page) == "c/tiny", timeout=5000)
    assert "as it was a moment ago" in page.status.text()
    assert page.retry.isVisible()


def test_a_silent_hub_can_be_left(page, hub, qtbot):
    hub.fault("hang", value=8)
    page.look(Reference(BASE))
    qtbot.waitUntil(lambda: page.stop.isVisible(), timeout=3000)
    qtbot.mouseClick(page.stop, Qt.MouseButton.LeftButton)
    assert page.status.text() == "Stopped."
    hub.faults.clear()
    qtbot.mouseClick(page.retry, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: chosen(page) == BASE, timeout=12000)


def test_a_gated_model_asks_for_a_token_checks_it_and_goes_on(page, hub, place, qtbot):
    hub.tokens[TOKEN] = {"c/tiny-gated"}
    page.search.words.setText("tiny-gated")
    qtbot.waitUntil(lambda: "tiny-gated" in shown(page), timeout=5000)
    select(page, "tiny-gated")
    qtbot.waitUntil(lambda: page.gate.isVisible(), timeout=5000)
    assert "is gated" in page.gate.said.text()
    assert f"{hub.endpoint}/c/tiny-gated" in page.gate.step.text()
    page.gate.keyring.setChecked(False)
    page.gate.token.setText("hf_wrong_token_here")
    qtbot.mouseClick(page.gate.check, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "does not know your token" in page.gate.said.text(), timeout=5000)
    assert not place.token_file.exists()
    page.gate.token.setText(TOKEN)
    qtbot.mouseClick(page.gate.check, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: chosen(page) == "c/tiny-gated", timeout=5000)
    assert place.token_file.read_text() == TOKEN
    assert page.gate.token.text() == ""
    assert not page.gate.isVisible()
    assert TOKEN not in page._controller.state.checkpoint.model + page.status.text()


def test_code_of_its_own_is_asked_about_shown_and_remembered_for_one_commit(page, hub, qtbot):
    config = {
        **checkpoints.LLAMA, "architectures": ["NobodyKnowsForCausalLM"], "model_type": "nobody",
        "auto_map": {"AutoModelForCausalLM": "modeling_nobody.NobodyKnowsForCausalLM"},
    }  # fmt: skip
    code = {"modeling_nobody.py": Blob.of(b"import os")}
    repo = hub.add(checkpoints.model("c/odd", config, files=code))
    window = page.window()
    page.look(Reference("c/odd"))
    qtbot.waitUntil(lambda: chosen(page) == "c/odd", timeout=5000)
    assert page.chosen.code.isVisible()
    assert "modeling_nobody.py" in page.chosen.code.files.text()
    assert not window.next.isEnabled()
    assert "Python code of its own" in window.verdict.text()
    qtbot.mouseClick(page.chosen.code.agree, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page._controller.state.checkpoint.code_agreed, timeout=3000)
    assert window.next.isEnabled()
    folder = page._controller.edges.folder()
    assert consent.given(consent.file_in(folder), "c/odd", repo.sha)
    page._controller.go(Step.REVIEW)
    assert "--trust-remote-code" in window.review.command.toPlainText()
    newer = hub.add(
        checkpoints.model("c/odd", config, files={"modeling_nobody.py": Blob.of(b"import sys")}, revision=2)
    )
    page._controller.go(Step.MODEL)
    page.look(Reference("c/odd"))
    qtbot.waitUntil(lambda: page._controller.state.checkpoint.revision == newer.sha, timeout=5000)
    assert not page._controller.state.checkpoint.code_agreed


def test_a_download_is_followed_paused_and_gone_on_with(page, hub, place, qtbot):
    page.look(Reference("c/tiny-slow"))
    qtbot.waitUntil(lambda: page.chosen.download.start.isVisible(), timeout=5000)
    assert "to download" in page.chosen.download.said.text()
    hub.fault("slow", "Signature", 8 << 20)
    qtbot.mouseClick(page.chosen.download.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.chosen.moment is not None and page.chosen.moment.done > 8_000_000, timeout=8000)
    assert page.chosen.download.pause.isVisible()
    assert "fetching" in page.chosen.download.files.text()
    qtbot.mouseClick(page.chosen.download.pause, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: page.chosen.download.start.isVisible() and page.chosen.download.start.text() == "Go on", timeout=3000
    )
    assert "are here" in page.chosen.download.said.text()
    hub.faults.clear()
    qtbot.mouseClick(page.chosen.download.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "the server starts without a download" in page.chosen.download.said.text(), timeout=15000)
    assert missing(place, inspect(place, Reference("c/tiny-slow"))) == ()
    page.search.here.setChecked(True)
    qtbot.waitUntil(lambda: "tiny-slow" in shown(page), timeout=15000)


def test_the_draft_model_of_the_plan_is_read_counted_and_fetched_with_its_model(page, hub, place, qtbot, monkeypatch):
    monkeypatch.setattr("rigwise.core.models.hub.place.real_place", lambda: place)
    page.look(Reference("c/tiny-slow"))
    qtbot.waitUntil(lambda: page.chosen.download.start.isVisible(), timeout=5000)
    asked = {"model": "c/tiny", "num_speculative_tokens": 2, "use_heterogeneous_vocab": True}
    page._controller.set_options(speculative_config=json.dumps(asked))
    qtbot.waitUntil(lambda: "The draft model c/tiny is counted in." in page.chosen.download.said.text(), timeout=5000)
    assert page._controller.state.deployment.draft.model == "c/tiny"
    qtbot.mouseClick(page.chosen.download.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "the server starts without a download" in page.chosen.download.said.text(), timeout=15000)
    assert missing(place, inspect(place, Reference("c/tiny"))) == ()
    said = sentences(page._controller.state)
    assert any("Download the draft model c/tiny besides" in one for one in said)


def test_what_lies_on_this_disk_is_in_the_list_without_a_network(hub, place, open_window, nvml_rig, qtbot):
    download(place, inspect(place, Reference("c/tiny")), threading.Event())
    hub.fault("status", value=503)
    nvml_rig("2x4090")
    window = open_window(place=lambda: place)
    qtbot.waitUntil(lambda: window.controller.state.rig is not None, timeout=5000)
    window.controller.go(Step.MODEL)
    page = window.model
    qtbot.waitUntil(lambda: "tiny" in shown(page), timeout=20000)
    assert page.filter.index(shown(page)["tiny"], 7).data() == "on this disk"
    select(page, "tiny")
    qtbot.waitUntil(lambda: chosen(page) == "c/tiny", timeout=5000)
    assert page._controller.state.checkpoint.revision == hub.repos["c/tiny"].sha


def test_a_download_that_cannot_be_says_why(page, hub, place, qtbot, tmp_path):
    page.look(Reference("c/tiny"))
    qtbot.waitUntil(lambda: page.chosen.download.start.isVisible(), timeout=5000)
    storage = place.cache / "models--c--tiny"
    storage.mkdir(parents=True)
    (storage / "blobs").symlink_to(tmp_path)
    qtbot.mouseClick(page.chosen.download.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.problems.isVisible(), timeout=5000)
    assert "leads out of the Hub's cache" in words(page.problems)
    qtbot.waitUntil(page.chosen.download.start.isEnabled)


def drop(page, url):
    data = QMimeData()
    data.setUrls([url])
    copy, none, left = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    page.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))


def test_a_folder_or_a_link_can_be_dropped(page, tmp_path, qtbot):
    blob = checkpoints.model("x/y").files["config.json"]
    (tmp_path / "config.json").write_bytes(blob.start)
    drop(page, QUrl.fromLocalFile(str(tmp_path / "config.json")))
    qtbot.waitUntil(lambda: page._controller.state.checkpoint is not None, timeout=3000)
    drop(page, QUrl(f"https://huggingface.co/{BASE}"))
    qtbot.waitUntil(lambda: chosen(page) == BASE, timeout=5000)


def test_another_rig_judges_the_formats_anew(page, qtbot):
    from rigwise.core.hardware.catalogue import compose

    page.look(Reference(BASE))
    qtbot.waitUntil(lambda: "hold this model" in page.ways.status.text(), timeout=8000)
    assert next(way.id for way in page.ways.source.ways if way.recommended) == "ada/big-instruct-awq"
    page._controller.choose_rig(compose(["H100 80GB HBM3"] * 2))
    qtbot.waitUntil(
        lambda: [way.id for way in page.ways.source.ways if way.recommended] == ["red/Big-Instruct-FP8"], timeout=8000
    )


def test_closing_the_window_stops_a_download_at_once(page, hub, qtbot):
    page.look(Reference("c/tiny-slow"))
    qtbot.waitUntil(lambda: page.chosen.download.start.isVisible(), timeout=5000)
    hub.fault("slow", "Signature", 1 << 20)
    qtbot.mouseClick(page.chosen.download.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.chosen.moment is not None and page.chosen.moment.done > 1_000_000, timeout=8000)
    import time

    began = time.monotonic()
    page.window().close()
    assert time.monotonic() - began < 1


def test_the_list_shows_the_context_that_rigwise_suggest_names():
    found = [one for line in runnable(compose(["RTX 4090"])) for one in line.formats]
    assert [of_runnable(one, 0).context for one in found] == [one.longest_context or 0 for one in found]
    assert any(one.longest_context for one in found)
