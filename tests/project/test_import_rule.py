# SPDX-License-Identifier: Apache-2.0
"""core knows no Qt, and each layer imports only the layers below it (pyproject.toml, [tool.importlinter])."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCRIPTS = Path(sys.executable).parent


def test_the_import_rule_holds():
    done = subprocess.run([SCRIPTS / "lint-imports", "--no-logo"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_an_estimate_never_loads_qt_or_the_engine():
    code = (
        "import sys; from rigwise.gui.entry import main; "
        "sys.argv[1:] = ['estimate', '--batch', '/dev/null']; main(); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "rigwise.core.memory.cases" in loaded
    assert not {name for name in loaded if name.split(".")[0] in {"PySide6", "shiboken6", "docker", "requests"}}


def test_one_estimate_loads_only_its_own_command_and_no_heavy_library():
    """What is read of resources, checked and remembered must not bring more than the estimate needs: it starts in 250 ms."""
    code = (
        "import sys; from rigwise.gui.entry import main; "
        "sys.argv[1:] = ['estimate', 'Qwen/Qwen3-32B', '--gpus', '2x RTX 4090', '--json']; "
        "main(); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    own = {"rigwise.core.cli.commands", "rigwise.core.cli.deployment", "rigwise.core.cli.estimate"}
    assert {name for name in loaded if name.startswith("rigwise.core.cli.")} == own
    heavy = {"pydantic", "huggingface_hub", "httpx", "requests", "docker", "asyncio", "ssl", "hashlib", "subprocess"}
    assert not loaded & {*heavy, "importlib.resources", "zipfile", "rigwise.core.memory.explain"}


def test_core_refuses_to_be_imported_from_the_checkout_as_core():
    done = subprocess.run([sys.executable, "-c", "import core"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert "import this package as rigwise.core" in done.stderr
