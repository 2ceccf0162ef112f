# SPDX-License-Identifier: Apache-2.0
"""`make bench`: the speeds that Rigwise promises, measured on this machine, one line each with its limit.

run.py                 everything but the long fuzz run
run.py estimate window only these parts
run.py fuzz            100,000 mutated configs (minutes)
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

PARTS = ("defaults", "estimate", "hub", "launch", "memory", "overhead", "planner", "speed", "window", "fuzz")


def main(names: list[str]) -> int:
    unknown = set(names) - set(PARTS)
    if unknown:
        print(f"bench: no part is called {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    missed = 0
    for name in names or [part for part in PARTS if part != "fuzz"]:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        for figure in module.figures():
            print(figure, flush=True)
            missed += not figure.kept
    print(f"bench: {missed} limits missed" if missed else "bench: all limits kept")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
