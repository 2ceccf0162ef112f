# SPDX-License-Identifier: Apache-2.0
"""What `rigwise start` makes of a plan, and what it learns of a start."""

from argparse import Namespace
from dataclasses import replace
from types import SimpleNamespace

import pytest
from rigwise.core.cli import serving
from rigwise.core.hardware.catalogue import compose
from rigwise.core.launch import engine, pace, until_ready
from rigwise.core.launch.server import Server
from rigwise.core.memory.deployment import Deployment, ServingOptions
from rigwise.core.models.catalogue import find
from rigwise.core.wizard.promise import PROMISE, promised

COMPOSED = compose(["RTX 4090"])
RIG = replace(COMPOSED, simulated=False, gpus=(replace(COMPOSED.gpus[0], index=0),))
PLAN = Deployment(RIG, find("Qwen/Qwen3-8B").checkpoint(), ServingOptions(max_model_len=20000))
ASKED = Namespace(model="Qwen/Qwen3-8B", port=8000, restart=False, network=False, json=True)


def test_a_server_started_in_a_terminal_tells_its_plan_to_the_window():
    spec = serving._spec(ASKED, PLAN)
    server = Server("id", spec.name, "Qwen/Qwen3-8B", "running", 8000, promise=dict(spec.labels)[PROMISE])
    assert promised(server, RIG).deployment.options == PLAN.options


@pytest.mark.parametrize(("status", "kept"), [("running", 0), ("exited", 1)])
def test_a_start_that_was_only_followed_teaches_nothing_about_time(monkeypatch, status, kept):
    spec = serving._spec(ASKED, PLAN)
    labels = {name.rpartition(".")[2]: value for name, value in spec.labels}
    found = Server("id", spec.name, "Qwen/Qwen3-8B", status, 8000, plan=labels["plan"], image=spec.image)
    there = SimpleNamespace(engine=SimpleNamespace(close=lambda: None), server=found)
    seen = []
    monkeypatch.setattr(serving, "_there", lambda meant: there)
    monkeypatch.setattr("rigwise.core.launch.server.restart", lambda engine, identity: replace(found, status="running"))
    monkeypatch.setattr(until_ready, "until_ready", lambda started, *_: started.server)
    monkeypatch.setattr(engine, "connect", lambda: None)
    monkeypatch.setattr(pace, "keep", lambda plan, taken, file: seen.append(plan))
    assert serving._start(Namespace(**{**vars(ASKED), "model": spec.name})) == 0
    assert len(seen) == kept
