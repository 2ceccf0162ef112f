# SPDX-License-Identifier: Apache-2.0
"""What every test can use: the stub driver's fixtures, and a home directory that is not the person's."""

import os

import pytest

# QApplication is made once a session, before any fixture of a test runs
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


# the real vLLM takes minutes and gigabytes: `make test-vllm-cpu`
collect_ignore = [] if os.environ.get("RIGWISE_TEST_VLLM_CPU") else ["vllm_cpu"]

pytest_plugins = ["nvml_stub_plugin", "engine_plugin", "hub_plugin"]


@pytest.fixture(autouse=True)
def private_home(tmp_path, monkeypatch):
    """Nothing a test does lands in the person's home."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "HF_HOME", "HF_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "home").mkdir()
