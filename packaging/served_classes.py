# SPDX-License-Identifier: Apache-2.0
"""Write resources/served-classes.json: the architecture classes that vLLM serves, by its own code or through transformers'.

    python packaging/served_classes.py REGISTRY.PY...        in an environment with the transformers release that vLLM pins

The registries are vllm/model_executor/models/registry.py of the newest release and of older ones, newest first.
"""

from __future__ import annotations

import ast
import json
import sys
from pathlib import Path

import transformers
from transformers.models.auto.modeling_auto import MODEL_MAPPING_NAMES

ROOT = Path(__file__).parents[1]
NO_LONGER = ("_PREVIOUSLY_SUPPORTED_MODELS", "_OOT_SUPPORTED_MODELS")


def registered(registry: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(registry.read_text())):
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Dict):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            name = getattr(target, "id", "")
            if name.endswith("_MODELS") and name not in NO_LONGER:
                found |= {key.value for key in node.value.keys if isinstance(key, ast.Constant)}  # type: ignore[misc]
    return found


def through_transformers() -> set[str]:
    """Classes that vLLM's Transformers backend takes (registry.py _try_resolve_transformers)."""
    found: set[str] = set()
    for name in dir(transformers):
        try:
            kind = getattr(transformers, name)
        except (ImportError, AttributeError):  # what the environment lacks packages for: processors, no models
            continue
        if isinstance(kind, type) and issubclass(kind, transformers.PreTrainedModel):
            try:
                if kind.is_backend_compatible() or kind._can_set_attn_implementation():
                    found.add(name)
            except Exception:  # a class whose source cannot be read
                found.add(name)
    return {name for name in found if not name.endswith("PreTrainedModel")}


def main(registries: list[Path]) -> None:
    vllm = set().union(*map(registered, registries))
    table = {
        "source": f"vllm/model_executor/models/registry.py; transformers {transformers.__version__}",
        "vllm": sorted(vllm),
        "transformers": sorted(through_transformers() - vllm),
        "types": sorted(MODEL_MAPPING_NAMES),
    }
    lines = ",\n".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in table.items())
    (ROOT / "resources" / "served-classes.json").write_text(f"{{{lines}}}\n")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
