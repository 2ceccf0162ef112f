# SPDX-License-Identifier: Apache-2.0
"""Refresh resources/translations: collect every sentence with lupdate, keep what is translated, compile with lrelease.

Run as `make translations`; `--check` changes nothing and fails where the files are not what a run would leave.
Sentences that stand in resources (failures, flags) are handed to lupdate as a file of calls.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "translations"
TOOLS = Path(sys.executable).parent
ALIASES = ["-tr-function-alias", "translate+=phrase", "-tr-function-alias", "QT_TRANSLATE_NOOP+=mark"]


def in_resources() -> Iterator[tuple[str, str]]:
    """(context, sentence) of what people read from data files."""
    for path in sorted((ROOT / "resources" / "failures").glob("*.toml")):
        for failure in tomllib.loads(path.read_text(encoding="utf-8")).values():
            if isinstance(failure, dict):
                yield "failures", failure["says"]
                for fix in failure.get("fixes", ()):
                    yield "failures", fix if isinstance(fix, str) else fix["do"]
    for flag in json.loads((ROOT / "resources" / "vllm-flags.json").read_text(encoding="utf-8"))["flags"]:
        for key in ("group", "text", "unit"):
            if flag.get(key):
                yield "flags", flag[key]


def refresh(folder: Path) -> None:
    """Every .ts in folder brought up to date and compiled to .qm beside it."""
    with tempfile.TemporaryDirectory() as scratch:
        calls = Path(scratch) / "in_resources.py"
        calls.write_text(
            "".join(f"mark({context!r}, {json.dumps(text, ensure_ascii=False)})\n" for context, text in in_resources()),
            encoding="utf-8",
        )
        sources = sorted(str(path) for part in ("core", "gui") for path in (ROOT / part).rglob("*.py"))
        for ts in sorted(folder.glob("rigwise_*.ts")):
            _run(
                "pyside6-lupdate", *ALIASES, *sources, str(calls), "-ts", str(ts), "-no-obsolete",
                "-locations", "none", "-sort-messages", "-silent",
            )  # fmt: skip
            _run("pyside6-lrelease", "-silent", str(ts), "-qm", str(ts.with_suffix(".qm")))


def _run(tool: str, *arguments: str) -> None:
    done = subprocess.run([TOOLS / tool, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{tool} failed: {done.stdout}{done.stderr}")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing; fail where a run would change something")
    if not parser.parse_args().check:
        refresh(FOLDER)
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(shutil.copytree(FOLDER, Path(scratch) / "translations"))
        refresh(copy)
        stale = [path.name for path in sorted(copy.iterdir()) if path.read_bytes() != (FOLDER / path.name).read_bytes()]
    if stale:
        print(f"Not up to date: {', '.join(stale)}. Run `make translations`.")
    return bool(stale)


if __name__ == "__main__":
    sys.exit(main())
