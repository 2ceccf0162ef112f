# SPDX-License-Identifier: Apache-2.0
"""Every option of `vllm serve`, as data: what it takes, what it is without you, and what it does in a sentence.

Names, types, defaults and choices are those of the parser of the release that the data file names (vLLM 0.33.0,
`vllm serve --help=all`). What Rigwise sets itself (model, address, port) and what never goes on a command line (tokens
and keys) is left out.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rigwise.core.memory.deployment import Deployment, ServingOptions
from rigwise.core.memory.speculative_config import SHORT, fields, joined
from rigwise.core.problems import RigwiseError, refuse
from rigwise.core.serving.flags import flags
from rigwise.core.words import Phrase, phrase
from rigwise.resources import FOLDER

# groups whose flags change what lies on the cards; of these the estimate knows those with an `option`
TAKES_MEMORY = frozenset(
    {"Memory", "Several GPUs", "Model", "Kernels", "Pictures and sound", "Adapters", "Guessing ahead"}
)
_SUFFIX = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}


@dataclass(frozen=True, slots=True)
class FlagSpec:
    """type: switch, integer, number, choice, text, list or json. option: the ServingOptions field it sets, if any.

    default: what vLLM takes without it; None: it decides by itself. off: how a switch that is on is turned off.
    --spec-method and its like are short for fields of --speculative-config and set the same option.
    """

    name: str
    type: str
    text: str
    group: str
    default: Any = None
    choices: tuple[str, ...] = ()
    unit: str = ""
    option: str = ""
    off: str = ""

    @property
    def modelled(self) -> bool:
        """The estimate follows it, or it changes nothing on the cards."""
        return bool(self.option) or self.group not in TAKES_MEMORY


@lru_cache(maxsize=1)
def all_flags() -> tuple[FlagSpec, ...]:
    """In the parser's order."""
    text = (FOLDER / "vllm-flags.json").read_text(encoding="utf-8")
    return tuple(
        FlagSpec(**{**entry, "choices": tuple(entry.get("choices", ()))}) for entry in json.loads(text)["flags"]
    )


@lru_cache(maxsize=1)
def by_name() -> dict[str, FlagSpec]:
    return {spec.name: spec for spec in all_flags()}


def known(name: str) -> bool:
    """A flag that Rigwise lets through, as it stands or turned off."""
    return name in by_name() or any(spec.off == name for spec in all_flags() if spec.off)


def search(words: str) -> tuple[FlagSpec, ...]:
    """The flags whose name, group or sentence has every word; dashes count as spaces."""
    wanted = words.lower().replace("-", " ").split()
    return tuple(spec for spec in all_flags() if all(word in _hay(spec) for word in wanted))


def _hay(spec: FlagSpec) -> str:
    """What a search looks through: in English, and as the person reads it."""
    name = spec.name.replace("-", " ")
    here = (phrase("flags", spec.group), phrase("flags", spec.text))
    return " ".join((name, spec.group, spec.text, *here)).lower()


def values_now(deployment: Deployment) -> dict[str, str]:
    """What the command says, by flag: its value as text, "on" or "off" of a switch. Of the others vLLM's own holds."""
    opposites = {spec.off: spec.name for spec in all_flags() if spec.off}
    found = {}
    for flag in flags(deployment):
        if flag.name in opposites:
            found[opposites[flag.name]] = "off"
        else:
            found[flag.name] = flag.value if flag.value is not None else "on"
    asked = _speculation(deployment.options)
    return found | {flag: str(asked[name]) for flag, name in SHORT.items() if name in asked}


def _speculation(options: ServingOptions) -> dict[str, Any]:
    """The fields of the plan's --speculative-config; none of what is no configuration."""
    try:
        return fields(options.speculative_config or "{}")
    except RigwiseError:
        return {}


def default_text(spec: FlagSpec) -> str:
    """vLLM's own value in words."""
    if spec.type == "switch":
        if spec.default:
            return phrase("flags", "on")
        return phrase("flags", "vLLM decides") if spec.off else phrase("flags", "off")
    if spec.default is None:
        return (
            phrase("flags", "vLLM decides") if spec.type in ("integer", "number", "choice") else phrase("flags", "none")
        )
    if isinstance(spec.default, list):
        return " ".join(map(str, spec.default))
    return str(spec.default)


def changes(spec: FlagSpec, text: str | None, deployment: Deployment) -> dict[str, Any]:
    """The change of ServingOptions that gives a flag this value; text None sets it back. Raises RigwiseError in words."""
    options = deployment.options
    if spec.name in SHORT:
        asked = _speculation(options)
        asked.pop(SHORT[spec.name], None)
        given = {spec.name: None if text is None else _value(spec, text)}
        return {spec.option: joined(json.dumps(asked) if asked else None, given)}
    if spec.option:
        value = getattr(ServingOptions(), spec.option) if text is None else _value(spec, text)
        return {spec.option: value}
    extra = tuple(pair for pair in options.extra_flags if pair[0] not in (spec.name, spec.off))
    if text is None:
        return {"extra_flags": extra}
    value = _value(spec, text)
    if spec.type == "switch":
        if not value and not spec.off:
            return {"extra_flags": extra}
        pair: tuple[str, str | None] = (spec.name if value else spec.off, None)
    else:
        pair = (spec.name, str(value))
    return {"extra_flags": (*extra, pair)}


def _value(spec: FlagSpec, text: str) -> Any:
    """Text as a person types it. Raises RigwiseError where vLLM's parser would refuse it."""
    text = text.strip()
    if spec.type == "switch":
        return text == "on"
    if spec.name == "--max-model-len" and text.lower() in ("auto", "-1"):
        return -1
    if spec.type == "integer":
        found = re.fullmatch(r"(-?\d+)([kKmMgG]?)", text.replace(",", "").replace("_", ""))
        if found is None:
            raise _wrong(phrase("flags", "{flag} takes a whole number."), spec)
        return int(found[1]) * _SUFFIX[found[2]]
    if spec.type == "number":
        try:
            number = float(text)
        except ValueError as error:
            raise _wrong(phrase("flags", "{flag} takes a number."), spec) from error
        if number != number or number in (float("inf"), float("-inf")):
            raise _wrong(phrase("flags", "{flag} takes a number."), spec)
        return number
    if spec.type == "json":
        try:
            json.loads(text)
        except (ValueError, RecursionError) as error:
            raise _wrong(phrase("flags", "{flag} takes JSON."), spec) from error
    if spec.choices and spec.type == "choice" and text not in spec.choices:
        raise _wrong(phrase("flags", "{flag} takes one of {choices}."), spec)
    if not text:
        raise _wrong(phrase("flags", "{flag} takes a value."), spec)
    return text


def _wrong(sentence: Phrase, spec: FlagSpec) -> Exception:
    said = sentence.format(flag=spec.name, choices=", ".join(spec.choices))
    return refuse("flag-value", said, phrase("flags", "Change the value, or set the flag back."))
