# SPDX-License-Identifier: Apache-2.0
"""Where the Hub is and where its files lie on this machine: one value, so that nothing reads the environment later."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Place:
    """endpoint: the Hub's address (HF_ENDPOINT). cache: the standard Hub cache, which the container mounts.

    token_file: where `hf auth login` keeps its token. facts: what Rigwise has read of repositories, by commit hash.
    """

    endpoint: str
    cache: Path
    token_file: Path
    facts: Path

    def page(self, repo: str) -> str:
        """The model's page, for a person's browser."""
        return f"{self.endpoint}/{repo}"


def real_place() -> Place:
    """As huggingface_hub reads the environment (HF_ENDPOINT, HF_HOME, HF_HUB_CACHE, HF_TOKEN_PATH)."""
    from huggingface_hub import constants
    from platformdirs import user_cache_path

    return Place(
        endpoint=constants.ENDPOINT,
        cache=Path(constants.HF_HUB_CACHE),
        token_file=Path(constants.HF_TOKEN_PATH),
        facts=user_cache_path("rigwise") / "hub",
    )
