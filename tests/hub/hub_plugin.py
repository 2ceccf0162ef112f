# SPDX-License-Identifier: Apache-2.0
"""Fixtures: a Hub on loopback, and the place (endpoint, caches) that talks to it."""

import pytest
from rigwise.core.models.hub.place import Place
from stub_hub import StubHub


@pytest.fixture
def stub_hub():
    with StubHub() as hub:
        yield hub


@pytest.fixture
def place(stub_hub, tmp_path):
    """Where the library talks to, keeps files and finds the login: all of it this test's own."""
    return Place(
        endpoint=stub_hub.endpoint,
        cache=tmp_path / "hf" / "hub",
        token_file=tmp_path / "hf" / "token",
        facts=tmp_path / "facts",
    )
