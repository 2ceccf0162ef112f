# SPDX-License-Identifier: Apache-2.0
"""Work in a process of its own, and the download that is done so."""

import os
import threading
import time
from pathlib import Path

import checkpoints
import pytest
from rigwise.core.interruptible import Cancelled
from rigwise.core.models.hub.inspect import inspect
from rigwise.core.models.hub.names import Reference
from rigwise.core.problems import RigwiseError, refuse
from rigwise.core.words import phrase
from rigwise.gui import language
from rigwise.gui.apart import apart
from rigwise.gui.hub_work import fetch

BIG = {**checkpoints.LLAMA, "num_hidden_layers": 8, "vocab_size": 32000}  # 41 MB


def count(to, cancel, report):
    for number in range(to):
        report(number)
    return os.getpid()


def refusing(cancel, report):
    raise refuse("no", phrase("window", "The server keeps running without Rigwise. Stop it?"), "")


def forever(cancel, report):
    report("begun")
    time.sleep(600)


def broken(cancel, report):
    raise ZeroDivisionError


def test_news_and_the_result_come_from_another_process():
    news = []
    assert apart(count, 3, cancel=threading.Event(), report=news.append) != os.getpid()
    assert news == [0, 1, 2]


def test_a_refusal_is_said_in_the_windows_language(qapp):
    language.apply(qapp, "de")
    with pytest.raises(RigwiseError) as caught:
        apart(refusing, cancel=threading.Event())
    assert caught.value.problem.message == phrase("window", "The server keeps running without Rigwise. Stop it?")
    assert "Server" in caught.value.problem.message


def test_who_stops_it_leaves_no_process_behind():
    cancel = threading.Event()
    with pytest.raises(Cancelled):
        apart(forever, cancel=cancel, report=lambda _: cancel.set())
    with pytest.raises(ChildProcessError):  # no child is left, not even a dead one
        os.waitpid(-1, os.WNOHANG)


def test_a_fault_of_ours_is_a_fault(capfd):
    with pytest.raises(RuntimeError, match="broken ended"):
        apart(broken, cancel=threading.Event())
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_a_download_that_was_stopped_goes_on_where_it_was(stub_hub, place):
    stub_hub.add(checkpoints.model("meta/big", BIG, count=3))
    found = inspect(place, Reference("meta/big"))
    stub_hub.fault("slow", "Signature", 10_000_000)
    cancel = threading.Event()
    with pytest.raises(Cancelled):
        fetch(place, [found], cancel, lambda moment: cancel.set() if moment.done > moment.total / 5 else None)
    assert list(Path(place.cache).rglob("*.rigwise.incomplete"))
    stub_hub.faults.clear()
    firsts = []
    (folder,) = fetch(place, [found], threading.Event(), firsts.append)
    assert firsts[0].done > found.download_bytes / 10
    assert all((folder / file.name).stat().st_size == file.size for file in found.download)
