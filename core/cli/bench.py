# SPDX-License-Identifier: Apache-2.0
"""`rigwise bench`: how fast a server answers one request alone, and several at once."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from rigwise.core.cli.commands import OK, add_command
from rigwise.core.cli.deployment import positive
from rigwise.core.problems import refuse

if TYPE_CHECKING:
    from rigwise.core.cli.commands import Commands
    from rigwise.core.launch.benchmark import Progress


def add(commands: Commands) -> None:
    """Declare the command."""
    command = add_command(commands, "bench", _run, "measure how fast a server answers")
    command.add_argument(
        "address", nargs="?", default="http://127.0.0.1:8000", help="where it answers (default: http://127.0.0.1:8000)"
    )
    command.add_argument("--together", type=positive, default=8, help="requests at once (default: 8)")
    command.add_argument("--tokens", type=positive, default=128, help="tokens of each answer (default: 128)")
    command.add_argument("--api-key-file", metavar="FILE", help="a file with the server's API key")


def _run(arguments: argparse.Namespace) -> int:
    from rigwise.core.launch.benchmark import benchmark

    cancel = threading.Event()
    before = signal.signal(signal.SIGINT, lambda *_: cancel.set())

    def tell(step: Progress) -> None:
        if not arguments.json and sys.stderr.isatty():
            print(f"\r{step.done} of {step.total} requests answered", end="", file=sys.stderr, flush=True)

    try:
        found = benchmark(
            arguments.address.rstrip("/").removesuffix("/v1"),
            cancel,
            tell,
            api_key=_key(arguments.api_key_file),
            together=arguments.together,
            tokens=arguments.tokens,
        )
    finally:
        signal.signal(signal.SIGINT, before)
    if found is None:
        return 130
    if sys.stderr.isatty() and not arguments.json:
        print(file=sys.stderr)
    print(json.dumps(asdict(found), indent=2) if arguments.json else found.words)
    return OK


def _key(file: str | None) -> str | None:
    if file is None:
        return None
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise refuse("file-unreadable", f"{file} cannot be read.", "Name the file that holds the key.") from error
