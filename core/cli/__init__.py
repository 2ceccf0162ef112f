# SPDX-License-Identifier: Apache-2.0
"""The terminal face: `rigwise` opens the window, `rigwise COMMAND` answers in text or JSON. One file a command.

Only the command that is named is imported and has its arguments declared, and imports happen inside the commands, so that
none pays for what it does not use (`estimate` never loads Qt).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from rigwise.core.cli.commands import AT_FAULT, OK
from rigwise.core.problems import RigwiseError

FILES = {  # command: its module
    "bench": "bench",
    "calibrate": "calibrate",
    "compare": "compare",
    "detect": "detect",
    "diagnose": "diagnose",
    "doctor": "doctor",
    "download": "download",
    "estimate": "estimate",
    "models": "models",
    "plan": "plan",
    "rehearse": "rehearse",
    "search": "search",
    "start": "serving",
    "stop": "serving",
    "list": "serving",
    "logs": "serving",
    "suggest": "suggest",
}


def main(argv: Sequence[str] | None = None, window: Callable[[str], int] | None = None) -> int:
    """The `rigwise` command. window opens the window in a theme; core knows no other way to it."""
    words = [_dashed(word) for word in (sys.argv[1:] if argv is None else argv)]
    parser = _parser(*words[:1])
    arguments = parser.parse_args(words)
    try:
        if arguments.run is None:
            return window(arguments.theme) if window else parser.error("name a command")
        return int(arguments.run(arguments))
    except RigwiseError as error:
        problem = error.problem
        if getattr(arguments, "json", False):
            print(json.dumps({"error": problem.as_json()}))
        else:
            print(f"rigwise: {problem.message}\n         {problem.fix}", file=sys.stderr)
        return AT_FAULT
    except BrokenPipeError:  # `rigwise detect | head`
        sys.stderr.close()
        return OK
    except KeyboardInterrupt:
        return 130


def _dashed(word: str) -> str:
    """An option with underscores in its name, which vLLM takes too (utils/argparse_utils.py, 0.33.0)."""
    name, equals, value = word.partition("=")
    return name.replace("_", "-") + equals + value if name.startswith("--") else word


def _parser(first: str = "") -> argparse.ArgumentParser:
    """first: the first word; unless it is a command's name, all commands are declared."""
    parser = argparse.ArgumentParser(
        prog="rigwise",
        description="Know what your GPU workstation can serve with vLLM, then serve it.",
        allow_abbrev=False,
    )
    parser.add_argument("--theme", choices=("light", "dark", "system"), default="system", help="colours of the window")
    parser.set_defaults(run=None)
    commands = parser.add_subparsers(title="commands", metavar="")
    for file in [FILES[first]] if first in FILES else dict.fromkeys(FILES.values()):
        import_module(f"{__name__}.{file}").add(commands)
    return parser
