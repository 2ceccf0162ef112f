# SPDX-License-Identifier: Apache-2.0
"""The stand-in server as an image, without a registry: this machine's Python interpreter, the few modules it needs,
and their libraries, packed as a tar for `docker import`."""

from __future__ import annotations

import io
import os
import re
import subprocess
import tarfile
from pathlib import Path

STUB = Path(__file__).with_name("stub_server.py")
PYTHON = Path("/usr/bin/python3")

LIST_MODULES = """
import ast, importlib, sys
for node in ast.walk(ast.parse(open(sys.argv[1]).read())):
    if isinstance(node, ast.Import):
        for name in node.names: importlib.import_module(name.name)
    elif isinstance(node, ast.ImportFrom):
        importlib.import_module(node.module)
import encodings.idna, encodings.ascii, encodings.latin_1, encodings.utf_8, encodings.aliases, traceback, linecache, stringprep
for module in list(sys.modules.values()):
    file = getattr(module, "__file__", None)
    if file and file.startswith("/usr/lib/python3"): print(file)
"""
NOT_NEEDED = re.compile(r"/(_ssl\.|_hashlib\.|ssl\.py|dist-packages/|apport|sitecustomize)")


def root_filesystem() -> bytes:
    """The image's only layer."""
    if not PYTHON.exists():
        raise RuntimeError(
            "the stand-in server's image is made from /usr/bin/python3; please run: apt-get install python3"
        )
    interpreter = Path(os.path.realpath(PYTHON))
    listed = subprocess.run([PYTHON, "-I", "-c", LIST_MODULES, STUB], capture_output=True, text=True, check=True)
    modules = [Path(line) for line in dict.fromkeys(listed.stdout.splitlines()) if not NOT_NEEDED.search(line)]
    libraries = _libraries([interpreter, *(module for module in modules if module.suffix == ".so")])
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as tar:
        _folder(tar, "tmp", 0o1777)
        for name, target in (("bin", "usr/bin"), ("lib", "usr/lib"), ("lib64", "usr/lib64")):
            link = tarfile.TarInfo(name)
            link.type, link.linkname = tarfile.SYMTYPE, target
            tar.addfile(link)
        _text(tar, "etc/passwd", "root:x:0:0:root:/:/bin/false\n")
        _text(tar, "etc/nsswitch.conf", "hosts: files dns\n")
        tar.add(STUB, "app/stub_server.py")
        tar.add(interpreter, "usr/bin/python3")
        for module in modules:
            tar.add(module, str(module).lstrip("/"))
        for library in libraries:
            folder = "usr/lib64" if str(library).startswith("/lib64") else f"usr/lib/{os.uname().machine}-linux-gnu"
            tar.add(os.path.realpath(library), f"{folder}/{library.name}")
    return buffer.getvalue()


def _libraries(binaries: list[Path]) -> list[Path]:
    found: set[str] = set()
    for binary in binaries:
        done = subprocess.run(["ldd", binary], capture_output=True, text=True, check=False)
        found.update(re.findall(r"(/[^ ]+\.so[^ ]*)", done.stdout))
    return [Path(name) for name in sorted(found)]


def _folder(tar: tarfile.TarFile, name: str, mode: int) -> None:
    info = tarfile.TarInfo(name)
    info.type, info.mode = tarfile.DIRTYPE, mode
    tar.addfile(info)


def _text(tar: tarfile.TarFile, name: str, text: str) -> None:
    info = tarfile.TarInfo(name)
    info.size = len(text)
    tar.addfile(info, io.BytesIO(text.encode()))


CHANGES = [
    "ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1",
    'ENTRYPOINT ["/usr/bin/python3","-S","-E","/app/stub_server.py"]',
    "EXPOSE 8000",
]
