# SPDX-License-Identifier: Apache-2.0
"""Draft models in the speculators library's form, in the words of the classes that vLLM loads them with.

Source: vllm/transformers_utils/configs/speculators/ (base.py, algos.py), 0.33.0.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Values = dict[str, Any]

CLASSES = {
    ("eagle3", "llama"): "Eagle3LlamaForCausalLM", ("eagle3", "qwen3"): "Eagle3Qwen3ForCausalLM",
    ("peagle", "llama"): "PeagleLlamaForCausalLM", ("peagle", "qwen3"): "PeagleQwen3ForCausalLM",
}  # fmt: skip
OTHERS = {"dflash": "DFlashDraftModel", "dflash2": "DFlash2DraftModel", "dspark": "Qwen3DSparkModel"}
TAKEN = ("draft_vocab_size", "target_hidden_size", "norm_before_fc", "fc_norm", "eagle_aux_hidden_state_layer_ids")


def is_speculator(config: Mapping[str, Any]) -> bool:
    return isinstance(config.get("speculators_model_type"), str) and isinstance(
        config.get("transformer_layer_config"), Mapping
    )


def as_draft(config: Mapping[str, Any]) -> Values:
    """The draft's own config. Values keep what they are: the readers judge them."""
    layer = dict(config["transformer_layer_config"])
    kind, model_type = config["speculators_model_type"], layer.get("model_type", "llama")
    name = OTHERS.get(kind) or CLASSES.get((kind, model_type) if isinstance(model_type, str) else ("", ""), "")
    own = {field: config[field] for field in TAKEN if config.get(field) is not None}
    said = {field: config[field] for field in ("torch_dtype", "dtype") if field in config}
    return {**said, **layer, **own, "architectures": [name]}


def verifier(config: Mapping[str, Any]) -> str:
    """The model that it drafts for; "" where the config does not say."""
    given = config.get("speculators_config")
    model = given.get("verifier") if isinstance(given, Mapping) else None
    named = model.get("name_or_path") if isinstance(model, Mapping) else None
    return named if isinstance(named, str) else ""
