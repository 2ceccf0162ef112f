# SPDX-License-Identifier: Apache-2.0
"""The wheel holds what the tree holds: hatchling follows packaging/dev's links and can silently lose a folder."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("core", "gui", "resources")


def tree() -> set[str]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *FOLDERS],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    return {f"rigwise/{name}" for name in listed if (ROOT / name).is_file()}


def build(target: str, source: Path, into: Path) -> Path:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", into],
        cwd=source,
        capture_output=True,
        check=True,
    )
    (built,) = into.glob("*.whl" if target == "wheel" else "*.tar.gz")
    return built


def packaged(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


def test_the_wheel_is_the_tree(tmp_path):
    assert packaged(build("wheel", ROOT, tmp_path)) == tree()


def test_a_wheel_made_from_the_sdist_is_the_tree_too(tmp_path):
    with tarfile.open(build("sdist", ROOT, tmp_path)) as archive:
        careful = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}  # Debian 12's 3.11.2 has none
        archive.extractall(tmp_path / "sdist", **careful)
    (source,) = (tmp_path / "sdist").iterdir()
    assert packaged(build("wheel", source, tmp_path / "wheel")) == tree()


@pytest.mark.parametrize("name", ["LICENSE", "NOTICE"])
def test_the_wheel_carries_the_licence(tmp_path, name):
    with zipfile.ZipFile(build("wheel", ROOT, tmp_path)) as archive:
        assert any(entry.endswith(f"/licenses/{name}") for entry in archive.namelist())
