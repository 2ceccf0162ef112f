# SPDX-License-Identifier: Apache-2.0
"""What transformers takes for fields that a config.json leaves out: vLLM reads a config through its classes.

The table (resources/config-defaults.json) is written by packaging/config_defaults.py from transformers' source.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from rigwise.resources import FOLDER

Values = dict[str, Any]

# a config that names none of these is no model's: nothing may be filled in
SIZES = ("hidden_size", "n_embd", "d_model", "dim", "model_dim")


@lru_cache(maxsize=1)
def _lines() -> dict[str, str]:
    """A model type's defaults are a line of the file, parsed when they are asked for."""
    lines = (FOLDER / "config-defaults.json").read_text(encoding="utf-8").splitlines()
    return {line.split('"', 2)[1]: line for line in lines if line.startswith('"')}


@lru_cache
def _defaults(kind: str) -> Values:
    """Of one model type; nothing where it is not known. Nobody changes what they get."""
    line = _lines().get(kind)
    if line is None:
        return {}
    found: Values = json.JSONDecoder().raw_decode(line, line.index("{"))[0]
    return found


def completed(config: Mapping[str, Any]) -> Values:
    """The config and its sections with transformers' defaults; a field that is null stays null."""
    own = config.get("model_type")
    sections = _defaults(own).get("sections", {}) if isinstance(own, str) else {}
    if any(name in config for name in SIZES) or any(isinstance(config.get(name), Mapping) for name in sections):
        return _completed(config, "")
    return dict(config)


def _completed(config: Mapping[str, Any], kind: str) -> Values:
    """kind: the model type of a section that does not name its own."""
    values = dict(config)
    own = values.get("model_type")
    known = _defaults(own if isinstance(own, str) else kind)
    sections: dict[str, str] = known.get("sections", {})
    for name, value in values.items():
        if isinstance(value, Mapping) and (name in sections or name.endswith("_config")):
            values[name] = _completed(value, sections.get(name, ""))
    for name, section in sections.items():
        if name == "text_config" and name not in values:
            # an older, flat form: the language model's fields stand beside the tower's section
            known = {**_defaults(section), **known}
        elif name not in values:
            values[name] = _completed({}, section)
    values = {**known, **values}
    for name, other in known.get("aliases", {}).items():
        if name not in config and other in values:
            values[name] = values[other]
        elif name in values:
            values[other] = values[name]
    values.pop("aliases", None)
    values.pop("sections", None)
    return values
