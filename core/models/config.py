# SPDX-License-Identifier: Apache-2.0
"""From a config.json (and hf_quant_config.json) to a Checkpoint: the edge where a stranger's text comes in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.models.defaults import completed
from rigwise.core.models.families.prediction import predictor
from rigwise.core.models.families.registry import reader_of
from rigwise.core.models.families.traits import UNTIED_IN_STAGES, WITHOUT_PIPELINE
from rigwise.core.models.params import is_params, translated
from rigwise.core.models.quantization_config import read_quantization
from rigwise.core.models.reader import Config
from rigwise.core.models.served import unserved
from rigwise.core.models.speculators import as_draft, is_speculator, verifier
from rigwise.core.problems import RigwiseError, refuse
from rigwise.core.words import phrase

LARGEST_CONFIG = 64 << 20  # the longest published one, with per-module formats, has 3 MB


def read_checkpoint(
    config: Mapping[str, Any],
    hf_quant_config: Mapping[str, Any] | None = None,
    *,
    model: str = "",
    quantization: str | None = None,
) -> Checkpoint:
    """The checkpoint that a config describes.

    quantization: a weight format's name for a config that carries none. Raises RigwiseError, and nothing else, for
    whatever is wrong with the JSON objects.
    """
    if not isinstance(config, Mapping):
        raise _not_a_config(phrase("models", "The config.json is not a JSON object."))
    if is_params(config):
        config = translated(config)
    drafts_for = ""
    if is_speculator(config):
        drafts_for, config = verifier(config), as_draft(config)
    try:
        whole = Config(completed(config))
        architectures = whole.texts("architectures")
        name = architectures[0] if architectures else UNNAMED.get(whole.text("model_type"), "")
        read, notes = reader_of(name)
        text = language_model(whole, config)
        if not name and "hidden_size" not in text:
            raise _not_a_config(phrase("models", "The config.json names no architecture."))
        architecture = read(text, name)
        if name in WITHOUT_PIPELINE or (architecture.tied and name in UNTIED_IN_STAGES):
            architecture = replace(architecture, supports_pipeline=False)
        formats = read_quantization(whole, Config(hf_quant_config or {}), quantization, model)
        modules = predictor(text, architecture, formats.method, lambda more: read(more, name))
        if modules is not None:
            architecture = replace(architecture, predictor=modules)
    except RigwiseError:
        raise
    except (RecursionError, OverflowError, ValueError, TypeError, AttributeError, KeyError, ZeroDivisionError) as error:
        raise _not_a_config(phrase("models", "The config.json holds values that make no sense together.")) from error
    if notes:
        architecture = replace(architecture, read_generally=True, approximate=(*architecture.approximate, *notes))
    remote = isinstance(config.get("auto_map"), Mapping)
    return Checkpoint(
        model,
        architecture,
        formats,
        needs_remote_code=remote and bool(notes),
        unserved=unserved(architectures, config),
        drafts_for=drafts_for,
    )


# The class of a config that names none, by its type (vllm/transformers_utils/configs/deepseek_vl2.py, 0.33.0).
UNNAMED = {"deepseek_vl_v2": "DeepseekVLV2ForCausalLM"}
WRAPPERS = ("thinker_config", "vlm_config")  # of a whole model that sees or hears
SECTIONS = ("text_config", "llm_config", "language_config", *WRAPPERS)


def language_model(whole: Config, given: Mapping[str, Any]) -> Config:
    """The fields of the language model: a section of the config where it has one, with the rest around it."""
    for section in SECTIONS:
        inner = given.get(section)
        if isinstance(inner, Mapping):
            text = language_model(whole.section(section), inner) if section in WRAPPERS else whole.section(section)
            values = text.over(whole).values
            # both levels may say whether the head is tied: what is written counts before what is meant by default
            tied = (given.get("tie_word_embeddings"), inner.get("tie_word_embeddings"))
            tied = tied if tied != (None, None) else (whole.values.get("tie_word_embeddings"), None)
            values = {**values, "model_type": text.values.get("model_type", "")}
            values["outer_hidden_size"] = given.get("hidden_size")  # Ultravox: its projector's
            if any(said is not None for said in tied):
                values = {**values, "tie_word_embeddings": tied[0] if tied[0] is not None else tied[1]}
            return Config(values)
    return whole


def load_folder(path: Path | str, quantization: str | None = None, model: str = "") -> Checkpoint:
    """The checkpoint in a folder (its config.json, or else params.json, and hf_quant_config.json), or described by a config.json itself.

    model: the repository it is from; the folder's path without.
    """
    place = Path(path)
    file = place / "config.json" if place.is_dir() else place
    if not file.is_file() and place.is_dir() and (place / "params.json").is_file():
        file = place / "params.json"  # Mistral's own form
    config = _load(file)
    beside = file.with_name("hf_quant_config.json")
    extra = _load(beside) if place.is_dir() and beside.is_file() else None
    checkpoint = read_checkpoint(config, extra, model=model or str(place), quantization=quantization)
    return replace(checkpoint, folder=str(place) if place.is_dir() else None)


def _load(file: Path) -> dict[str, Any]:
    try:
        if not file.is_file():
            raise refuse(
                "config-missing",
                phrase("models", "There is no config.json in {parent}.").format(parent=file.parent),
                phrase("models", "Choose the folder that holds the model's config.json and safetensors files."),
            )
        size = file.stat().st_size
        if size > LARGEST_CONFIG:
            raise refuse(
                "config-too-large",
                phrase("models", "{name} in {parent} has {megabytes:,.0f} MB; no model's config is that large.").format(
                    name=file.name, parent=file.parent, megabytes=size / 1e6
                ),
                phrase("models", "Take the config.json of the model's repository."),
            )
        text = file.read_bytes().decode("utf-8")
    except OSError as error:
        raise refuse(
            "config-unreadable",
            phrase("models", "{file} cannot be read: {why}.").format(file=file, why=error.strerror),
            phrase("models", "Check the file's permissions."),
        ) from error
    except UnicodeDecodeError as error:
        raise _not_a_config(phrase("models", "The config.json is not text.")) from error
    if not text.strip():
        raise _not_a_config(phrase("models", "The config.json is empty."))
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _not_a_config(phrase("models", "The config.json is not complete JSON.")) from error
    if not isinstance(value, dict):
        raise _not_a_config(phrase("models", "The config.json is not a JSON object."))
    return value


def _not_a_config(sentence: str) -> RigwiseError:
    return refuse(
        "config-invalid",
        sentence,
        phrase("models", "Take the config.json of the model's repository, unchanged and whole."),
    )
