# SPDX-License-Identifier: Apache-2.0
"""--speculative-config as text: read, joined with vLLM's short flags for parts of it, known again in other spellings.

Sources: vllm/engine/arg_utils.py (EngineArgs.create_speculative_config), vllm/config/speculative.py, 0.33.0.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rigwise.core.problems import Problem, Remedy, RigwiseError
from rigwise.core.words import phrase

if TYPE_CHECKING:
    from rigwise.core.models.hub.names import Reference

SHORT = {"--spec-method": "method", "--spec-model": "model", "--spec-tokens": "num_speculative_tokens"}
NOTHING_LOADED = frozenset({"ngram", "ngram_gpu", "[ngram]", "suffix", "custom_class"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft model by name: a Hub id or a folder. revision: as the configuration pins it."""

    model: str
    revision: str | None = None

    def __str__(self) -> str:
        return f"{self.model}@{self.revision}" if self.revision else self.model


def fields(text: str) -> dict[str, Any]:
    """The configuration's fields; dashes in their names are underscores, as in vLLM. Raises RigwiseError."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise wrong(phrase("speculation", "--speculative-config is not JSON.")) from error
    if not isinstance(value, dict):
        raise wrong(phrase("speculation", "--speculative-config is no JSON object."))
    return {name.replace("-", "_"): one for name, one in value.items()}


def joined(text: str | None, short: Mapping[str, Any]) -> str | None:
    """The configuration with what the short flags say, by flag; None values are not given, None comes of nothing.

    Raises RigwiseError where a field is given both ways, as vLLM does.
    """
    given = {SHORT[flag]: value for flag, value in short.items() if value is not None}
    if not given:
        return text
    before = fields(text) if text else {}
    for flag, name in SHORT.items():
        if name in given and name in before:
            said = phrase("speculation", "{flag} and {name} in --speculative-config say the same thing twice.")
            raise wrong(said.format(flag=flag, name=name), phrase("speculation", "Keep one of the two."))
    return json.dumps({**before, **given})


@lru_cache(maxsize=256)  # asked for every start on record, by every estimate with a draft
def told(text: str | None) -> str:
    """A configuration in one spelling, to know it again; "" for none. Which commit it pins does not count."""
    try:
        value = json.loads(text) if text else ""
    except (ValueError, RecursionError):
        return text or ""
    if isinstance(value, dict):
        value = {name: one for name, one in value.items() if name not in ("revision", "code_revision")}
    return json.dumps(value, sort_keys=True) if value else ""


def named_draft(text: str | None) -> Draft | None:
    """The draft model that a configuration names; None for none, and for what is no configuration."""
    try:
        asked = fields(text or "{}")
    except RigwiseError:
        return None
    model, revision = asked.get("model"), asked.get("revision")
    if not isinstance(model, str) or not model or method(asked.get("method"), model) in NOTHING_LOADED:
        return None
    return Draft(model, revision if isinstance(revision, str) else None)


def draft_repository(text: str | None, beside: str) -> Reference | None:
    """The named draft's repository on the Hub; None for none, a folder, or the model itself that it stands beside."""
    from rigwise.core.models.hub.names import Reference, is_id

    draft = named_draft(text)
    if draft is None or draft.model == beside or not is_id(draft.model) or Path(draft.model).exists():
        return None
    return Reference(draft.model, draft.revision)


def method(said: Any, model: str) -> str:
    """As vLLM takes it: named, else by the draft's name; "" where neither tells (SpeculativeConfig.__post_init__)."""
    asked = said if isinstance(said, str) else ""
    if asked.endswith("_mtp"):
        return "mtp"
    if asked and asked != "draft_model":
        return asked
    if model in ("ngram", "[ngram]"):
        return "ngram"
    if not asked and _is_program(model):
        return "custom_class"
    return next((known for mark, known in _BY_NAME if mark in model.lower()), "draft_model" if model else "")


_BY_NAME = (("eagle-", "eagle"), ("eagle3", "eagle3"), ("dflash", "dflash"), ("dspark", "dspark"))


def _is_program(model: str) -> bool:
    """A dotted path of a Python class (SpeculativeConfig._is_custom_proposer_path)."""
    parts = model.split(".")
    return len(parts) > 1 and all(part.isidentifier() for part in parts)


def wrong(why: str, fix: str = "") -> RigwiseError:
    """A configuration that vLLM does not take."""
    said = phrase(
        "speculation",
        'Write --speculative-config as vLLM takes it: `{{"method": "mtp", "num_speculative_tokens": 2}}`.',
    )
    return refused("speculation-config", why, fix or said.format())


def refused(code: str, message: str, fix: str) -> RigwiseError:
    """Speculation that vLLM refuses, which the plan can do without."""
    without = Remedy(phrase("speculation", "Leave speculation out"), (("speculative_config", None),))
    return RigwiseError(Problem(code, message, fix, remedies=(without,)))
