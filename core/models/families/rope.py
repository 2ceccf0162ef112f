# SPDX-License-Identifier: Apache-2.0
"""Rotary position tables: how large vLLM's cos/sin caches are, and the context they allow.

Source: vllm/model_executor/layers/rotary_embedding/__init__.py and the classes it picks, 0.33.0. One table per distinct
setting is kept on every rank.
"""

from __future__ import annotations

from typing import TypedDict

from rigwise.core.models.reader import Config


def rope_parameters(config: Config, layer_type: str = "") -> Config:
    """The rotary settings in transformers 5's form: rope_parameters (per layer type where nested), or the older fields."""
    parameters = config.section("rope_parameters")
    if layer_type and isinstance(parameters.values.get(layer_type), dict):
        parameters = parameters.section(layer_type)
    scaling = config.values.get("rope_scaling")
    if not parameters.values and isinstance(scaling, dict):
        parameters = Config(scaling)
    values = dict(parameters.values)
    if "rope_theta" not in values and "rope_theta" in config:
        values["rope_theta"] = config.values["rope_theta"]
    if values.get("partial_rotary_factor") is None:
        factor = config.values.get("partial_rotary_factor", config.values.get("rotary_pct"))
        if factor is not None:
            values["partial_rotary_factor"] = factor
    if values.get("original_max_position_embeddings") is None and "original_max_position_embeddings" in config:
        values["original_max_position_embeddings"] = config.values["original_max_position_embeddings"]
    return Config(values)


def rope_type(parameters: Config) -> str:
    return parameters.text("rope_type", "type", default="default")


def rotary_dim(parameters: Config, head_dim: int) -> int:
    return int(head_dim * parameters.number("partial_rotary_factor", default=1.0, low=0.0, high=1.0))


def rope_rows(parameters: Config, max_position: int) -> int:
    """Positions in the table."""
    kind = rope_type(parameters)
    factor = parameters.number("factor", default=1.0, low=0.0, high=1e6)
    original = parameters.integer("original_max_position_embeddings", default=max_position, high=1 << 30)
    if "mrope_section" in parameters and kind in ("default", "mrope"):
        return 4 * max_position  # multimodal positions may run ahead of the text (mrope.py, positions_factor)
    if kind in ("yarn", "deepseek_yarn", "deepseek_llama_scaling"):
        return int(original * factor) * (4 if "mrope_section" in parameters else 1)
    if kind == "linear":
        return int(max_position * factor)
    if kind in ("longrope", "su"):
        return original + max_position
    return max_position


def rope_bytes(parameters: Config, head_dim: int, max_position: int, bytes_each: int) -> int:
    """Bytes of one table."""
    return rope_rows(parameters, max_position) * rotary_dim(parameters, head_dim) * bytes_each


class Contexts(TypedDict):
    """The fields of ModelArchitecture that say how long a context may be."""

    max_position: int
    default_context: int
    multiplied_context: int


def contexts(config: Config, max_position: int) -> Contexts:
    """vLLM's derived max_model_len (config/model.py _get_and_verify_max_len, 0.33.0), and what it was before.

    Linear and dynamic scalings multiply; llama3, longrope and multimodal ones do not. Longrope falls back to the
    original length where nobody asks for more (from 0.11.1 on); yarn multiplied the original length until 0.29.
    """
    parameters = rope_parameters(config)
    kind = rope_type(parameters)
    longest = default = multiplied = max_position
    if kind in ("longrope", "su"):
        default = parameters.integer("original_max_position_embeddings", default=max_position, high=1 << 30)
    elif kind in ("linear", "dynamic") and config.text("model_type") not in ("gemma3", "gemma3_text"):
        longest = int(max_position * parameters.number("factor", default=1.0, low=1.0, high=1e4))
        default = multiplied = longest
    elif kind == "yarn":
        original = parameters.integer("original_max_position_embeddings", default=max_position, high=1 << 30)
        multiplied = int(original * parameters.number("factor", default=1.0, low=1.0, high=1e4))
    return Contexts(max_position=longest, default_context=default, multiplied_context=multiplied)
