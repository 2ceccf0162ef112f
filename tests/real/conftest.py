# SPDX-License-Identifier: Apache-2.0
"""A window on the real engine: its folders are the test's own."""

import pytest
from engine_plugin import load_stub, start_engine
from rigwise.core.hardware.nvml import probe
from rigwise.core.launch.engine import connect
from rigwise.core.serving.docker import container_spec
from rigwise.gui.edges import Edges
from windows import windows


@pytest.fixture(scope="module")
def engines(stub_layer):
    """`engines()` and `engines("--live-restore")`: engines that may be killed, each made once."""
    made = {}

    def one(*options):
        if options not in made:
            made[options] = start_engine(5 + len(made), gpus=True, options=options)
            load_stub(made[options].url, stub_layer)
        return made[options]

    yield one
    for engine in made.values():
        engine.stop()


@pytest.fixture
def edges(tmp_path):
    return Edges(
        probe=lambda: probe(tmp_path),
        connect=connect,
        spec=lambda plan, port: container_spec(plan, port=port, cache=tmp_path / "cache"),
    )


@pytest.fixture
def open_window(qtbot, edges):
    yield from windows(qtbot, edges)
