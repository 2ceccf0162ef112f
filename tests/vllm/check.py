# SPDX-License-Identifier: Apache-2.0
"""Send argument lists (JSON lines on stdin) through the real parser and pre-flight checks of `vllm serve`, without a GPU.

Run by the Python of an environment that holds vLLM; see packaging/test-vllm.sh.
"""

import contextlib
import copy
import io
import json
import os
import sys

os.environ.update(VLLM_TARGET_DEVICE="cpu", VLLM_LOGGING_LEVEL="ERROR", VLLM_NO_USAGE_STATS="1", HF_HUB_OFFLINE="1")


def build():
    """The `serve` sub-command as vllm.entrypoints.cli.main makes it."""
    sys.argv = ["vllm", "serve"]
    import vllm.entrypoints.cli.serve as serve
    from vllm.utils.argparse_utils import FlexibleArgumentParser

    top = FlexibleArgumentParser(prog="vllm")
    command = serve.cmd_init()[0]
    command.subparser_init(top.add_subparsers(required=False, dest="subparser"))
    return top, command


def refusal(top, command, argv):
    """What vLLM says against these arguments, None when nothing."""
    from vllm.entrypoints.common.cli_args import validate_api_server_args

    said = io.StringIO()
    try:
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
            args = copy.deepcopy(top.parse_args(["serve", *argv]))
        command.validate(args)
        if getattr(args, "reasoning_parser", None):
            args.structured_outputs_config.reasoning_parser = args.reasoning_parser
        validate_api_server_args(args)
    except SystemExit:
        return said.getvalue().strip().splitlines()[-1]
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return None


def main():
    top, command = build()
    import vllm

    # the check itself must be able to fail
    for wrong in (
        ["m", "--no-such-flag"],
        ["m", "--max-model-len", "many"],
        ["m", "--tool-call-parser", "no-such-parser", "--enable-auto-tool-choice"],
    ):
        assert refusal(top, command, wrong), wrong
    known = {option for action in command_options(top) for option in action.option_strings}
    passed, failed = 0, []
    for line in sys.stdin:
        argv = json.loads(line)
        unknown = [
            word for word in argv if word.startswith("--") and word not in known
        ]  # abbreviations are taken silently
        said = f"not a full name: {unknown}" if unknown else refusal(top, command, argv)
        if said:
            failed.append((argv, said))
        else:
            passed += 1
    for argv, said in failed[:20]:
        print(" ".join(argv), "\n    ", said)
    print(f"vLLM {vllm.__version__}: {passed} passed, {len(failed)} failed")
    return 1 if failed or not passed else 0


def command_options(top):
    (subparsers,) = (action for action in top._actions if action.choices and "serve" in action.choices)
    return subparsers.choices["serve"]._actions


if __name__ == "__main__":
    sys.exit(main())
