# SPDX-License-Identifier: Apache-2.0
"""Write resources/config-defaults.json: what transformers takes for a field that a config.json leaves out.

    python packaging/config_defaults.py        in an environment with the transformers release that vLLM pins

vLLM reads a model's config through transformers' classes, so that their defaults count. Kept are numbers, flags, texts
and short lists of fields whose name the readers (core/models) mention.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import re
from pathlib import Path
from typing import Any

import transformers
from transformers.models.auto.configuration_auto import CONFIG_MAPPING

ROOT = Path(__file__).parents[1]
LONGEST_LIST = 128


def named_fields() -> set[str]:
    sources = (ROOT / "core" / "models").rglob("*.py")
    return {name for source in sources for name in re.findall(r'"([a-z_][a-z0-9_]*)"', source.read_text())}


def default(field: dataclasses.Field[Any]) -> Any:
    if field.default is not dataclasses.MISSING:
        return field.default
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return None


def plain(value: Any) -> bool:
    if isinstance(value, list):
        return len(value) <= LONGEST_LIST and all(isinstance(item, int | str) for item in value)
    return isinstance(value, bool | int | float | str)


def defaults_of(kind: Any, wanted: set[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in dataclasses.fields(kind):
        value = default(field)
        value = list(value) if isinstance(value, tuple) else value
        if field.name in wanted and field.name not in ("dtype", "model_type") and plain(value):
            found[field.name] = value
    aliases = {name: own for name, own in (kind.attribute_map or {}).items() if name in wanted}
    if aliases:
        found["aliases"] = aliases
    sections = {}
    for name, section in (kind.sub_configs or {}).items():
        with contextlib.suppress(Exception):  # without an instance the declared class stands
            section = type(getattr(kind(), name))
        if getattr(section, "model_type", ""):
            sections[name] = section.model_type
    if sections:
        found["sections"] = sections
    return found


def main() -> None:
    wanted = named_fields()
    table: dict[str, Any] = {}
    for model_type in CONFIG_MAPPING:
        found = defaults_of(CONFIG_MAPPING[model_type], wanted)
        if len(found) > 1:
            table[model_type] = found
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(table[name], sort_keys=True)}" for name in sorted(table))
    source = f"transformers {transformers.__version__}, configuration_*.py"
    text = f'{{"source": {json.dumps(source)},\n"models": {{\n{lines}\n}}}}\n'
    (ROOT / "resources" / "config-defaults.json").write_text(text)


if __name__ == "__main__":
    main()
