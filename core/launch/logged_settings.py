# SPDX-License-Identifier: Apache-2.0
"""The settings that a start-up log repeats, as Python writes them: the engine's own line, and the API server's arguments."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Mapping
from typing import Any

from rigwise.core.memory.speculative_config import SHORT, joined
from rigwise.core.problems import RigwiseError

MOST_ARGUMENTS = 200

_CONFIG = re.compile(r"\b(\w+)=('[^']*'|\"[^\"]*\"|[^,\s)]+)")
_CONFIG_NAMES = {
    "model": "model",
    "dtype": "dtype",
    "quantization": "quantization",
    "kv_cache_dtype": "kv_cache_dtype",
    "load_format": "load_format",
    "enforce_eager": "enforce_eager",
    "tensor_parallel_size": "tensor_parallel_size",
    "pipeline_parallel_size": "pipeline_parallel_size",
    "data_parallel_size": "data_parallel_size",
    "max_seq_len": "max_model_len",
}
_CONFIG_TYPES: dict[str, type] = {
    name: bool if name == "enforce_eager" else int if name.endswith(("_size", "_len")) else str
    for name in _CONFIG_NAMES.values()
}
# {'model': 'x', 'max_model_len': 8192} of the API server; Namespace(model='x', max_model_len=8192) until 0.8
_ARGUMENT = re.compile(r"['\"]?(\w+)['\"]?\s*[:=]\s*('[^']*'|\"[^\"]*\"|-?[\d.]+|True|False|None)(?=[,})\s])")
_SPECULATIVE = re.compile(r"['\"]speculative_config['\"]\s*:\s*(\{[^{}]{0,2000}\})")


def engine_settings(text: str) -> dict[str, Any]:
    """`model='x', dtype=torch.bfloat16, max_seq_len=8192 …` by the names of StartupLog's fields."""
    config = dict(_CONFIG.findall(text))
    found: dict[str, Any] = {}
    for theirs, ours in _CONFIG_NAMES.items():
        value = _value(config[theirs]) if theirs in config else None
        if value is not None and isinstance(value, _CONFIG_TYPES[ours]):
            found[ours] = value
    if "dtype" in found:
        found["dtype"] = found["dtype"].removeprefix("torch.")
    return found


def arguments(text: str) -> tuple[tuple[str, Any], ...]:
    """`{'model': 'x', 'max_model_len': 8192 …` as (name, value), speculation's in one JSON text."""
    asked = _SPECULATIVE.search(text)
    if asked is not None:  # its fields are not the server's own
        text = text.replace(asked[0], "")
    pairs = [(name, _value(value)) for name, value in _ARGUMENT.findall(text)[:MOST_ARGUMENTS]]
    speculation = _speculation(asked[1] if asked else None, dict(pairs))
    return (*pairs, ("speculative_config", speculation)) if speculation is not None else (*pairs,)


def _value(text: str) -> Any:
    """A value as Python's repr writes it, of the simple kinds; else its text."""
    if text in ("True", "False"):
        return text == "True"
    if text == "None":
        return None
    if re.fullmatch(r"-?\d{1,18}", text):
        return int(text)
    if re.fullmatch(r"-?\d{1,18}\.\d{1,18}", text):
        return float(text)
    return text[1:-1] if text[:1] in "'\"" and text[-1:] == text[:1] and len(text) > 1 else text


def _speculation(said: str | None, given: Mapping[str, Any]) -> str | None:
    """What --speculative-config and its short flags asked for; None for nothing, or for what vLLM refused."""
    short = {flag: given.get(flag[2:].replace("-", "_")) for flag in SHORT}
    try:
        return joined(_as_json(said) if said else None, short)
    except RigwiseError:
        return None


def _as_json(text: str) -> str | None:
    """A dict as Python's repr writes it, in JSON; None where it holds more than plain values."""
    try:
        return json.dumps(ast.literal_eval(text))
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return None
