# SPDX-License-Identifier: Apache-2.0
"""The terminal face: `rigwise` opens the window, `rigwise COMMAND` answers in text or JSON. One file a command.

Only the command that is named is imported and has its arguments declared, and imports happen inside the commands, so that
none pays for what it does not use (`estimate` never loads Qt).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module

from rigwise.core.cli.commands import AT_FAULT, OK, Parser
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
    if words and words[0] not in FILES and not words[0].startswith("-"):
        parser.error(_no_command(words[0]))
    arguments, unknown = parser.parse_known_args(words)
    if unknown:
        getattr(arguments, "command", parser).error(_no_option(arguments, unknown))
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


def _no_command(word: str) -> str:
    if "/" in word:
        return f"{word!r} is no command. `rigwise suggest {word}` says how to run that model here."
    return f"{word!r} is no command.{_meant(word, FILES)}"


def _no_option(arguments: argparse.Namespace, unknown: Sequence[str]) -> str:
    """What was meant, where an option comes near: the words behind a misspelt one are no arguments of their own."""
    options = [word.partition("=")[0] for word in unknown if word.startswith("-")]
    if not options:
        return f"{' '.join(unknown)!r} is too much."
    known = getattr(arguments, "command", None)
    listed = known._option_string_actions if known else ()  # argparse has no other list of them
    return " ".join(f"There is no {option}.{_meant(option, listed)}" for option in options)


def _meant(word: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), 1)
    return f" Did you mean {near[0]}?" if near else ""


def _dashed(word: str) -> str:
    """An option with underscores in its name, which vLLM takes too (utils/argparse_utils.py, 0.33.0)."""
    name, equals, value = word.partition("=")
    return name.replace("_", "-") + equals + value if name.startswith("--") else word


def _parser(first: str = "") -> Parser:
    """first: the first word; unless it is a command's name, all commands are declared."""
    parser = Parser(
        prog="rigwise",
        description="Know what your GPU workstation can serve with vLLM, then serve it. Without a command the window opens.",
        allow_abbrev=False,
    )
    parser.add_argument("--theme", choices=("light", "dark", "system"), default="system", help="colours of the window")
    parser.set_defaults(run=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for file in [FILES[first]] if first in FILES else dict.fromkeys(FILES.values()):
        import_module(f"{__name__}.{file}").add(commands)
    return parser
