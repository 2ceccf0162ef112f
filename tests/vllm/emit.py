# SPDX-License-Identifier: Apache-2.0
"""Every argument list that Rigwise emits for the catalogue on several rigs, as JSON lines: `python emit.py > cases`."""

from __future__ import annotations

import json
import sys
from dataclasses import replace

from rigwise.core.hardware.catalogue import compose
from rigwise.core.models.catalogue import entries
from rigwise.core.planning.suggest import suggest
from rigwise.core.serving.flags import arguments

RIGS = (
    ["RTX 4090"],
    ["RTX 4090"] * 2,
    ["RTX 4090", "RTX 3090"],
    ["RTX PRO 6000 Blackwell"] * 2,
    ["H100 80GB HBM3"] * 8,
)
VARIANTS: tuple[dict[str, object], ...] = (
    {},
    {"max_model_len": -1, "kv_cache_dtype": "fp8"},
    {"enforce_eager": True, "max_num_batched_tokens": 4096, "gpu_memory_utilization": 0.85, "block_size": 32},
    {"kv_cache_memory_bytes": 4 << 30, "dtype": "bfloat16", "trust_remote_code": True},
)


def main() -> int:
    seen = set()
    for entry in entries():
        for names in RIGS:
            plan = suggest(compose(names), entry.checkpoint())
            for changes in VARIANTS:
                changed = replace(plan, options=replace(plan.options, **changes))  # type: ignore[arg-type]
                for deployment in (
                    changed,
                    replace(changed, checkpoint=replace(changed.checkpoint, folder="/models/some")),
                ):
                    seen.add(arguments(deployment))
    for argv in sorted(seen):
        print(json.dumps(argv))
    return 0


if __name__ == "__main__":
    sys.exit(main())
