# SPDX-License-Identifier: Apache-2.0
"""Which architecture classes vLLM serves at all, by its own code or through transformers'.

The table (resources/served-classes.json) is written by packaging/served_classes.py from the registries of vLLM's
releases up to 0.33.0 and the transformers release that it pins.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import Enum
from functools import lru_cache
from typing import Any

from rigwise.resources import FOLDER


class Unserved(Enum):
    """Why no release serves a model (registry.py inspect_model_cls)."""

    UNNAMED = "no class is named, and none belongs to its type"
    UNKNOWN = "the class is in no registry"


# Types whose configuration in vLLM names the class by itself (vllm/transformers_utils/configs/*.py, 0.33.0).
NAMED_BY_TYPE = frozenset({
    "bailing_moe_v3_vl", "beam", "deepseek_vl_v2", "minimax_m3_vl", "minimax_m3_mtp", "muse_spark", "muse_spark_dspark",
    "muse_spark_text", "musespark1x_text", "openvla", "step3_text", "ultravbert",
})  # fmt: skip

# A class under one ending is served by the class under another (vllm/config/model.py _SUFFIX_TO_DEFAULTS, 0.33.0).
ENDINGS = (
    "ForCausalLM", "ForConditionalGeneration", "ChatModel", "LMHeadModel", "ForTextEncoding", "EmbeddingModel",
    "ForSequenceClassification", "ForTokenClassification", "ForAudioClassification", "ForImageClassification",
    "ForVideoClassification", "ClassificationModel", "ForRewardModeling", "RewardModel", "Model",
)  # fmt: skip


@lru_cache(maxsize=1)
def _known() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """vLLM's classes, transformers' classes, model types."""
    table = json.loads((FOLDER / "served-classes.json").read_text(encoding="utf-8"))
    return frozenset(table["vllm"]), frozenset(table["transformers"]), frozenset(table["types"])


def unserved(classes: tuple[str, ...], config: Mapping[str, Any]) -> Unserved | None:
    """classes: those that the config names. Code that comes with the model may serve any class."""
    vllm, transformers, types = _known()
    if not classes:
        kind = config.get("model_type")
        return None if isinstance(kind, str) and (kind in NAMED_BY_TYPE or kind in types) else Unserved.UNNAMED
    remote = config.get("auto_map")
    if isinstance(remote, Mapping) and any(str(name).startswith("AutoModel") for name in remote):
        return None
    if classes[0] in transformers or any(name in vllm or _converted(name) for name in classes):
        return None
    return Unserved.UNKNOWN


def _converted(name: str) -> bool:
    vllm, _, _ = _known()
    ending = next((ending for ending in ENDINGS if name.endswith(ending)), None)
    return ending is not None and any(name.removesuffix(ending) + other in vllm for other in ENDINGS)
