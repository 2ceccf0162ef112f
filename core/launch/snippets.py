# SPDX-License-Identifier: Apache-2.0
"""How a client talks to a server, to copy: the base URL, curl, Python. A key is never in the text, its file is."""

from __future__ import annotations

import json
import shlex

from rigwise.core.launch.server import Server


def base_url(server: Server) -> str:
    return f"{server.address}/v1"


def curl(server: Server) -> str:
    body = json.dumps({"model": server.model, "messages": [{"role": "user", "content": "Hello!"}]})
    key = f"""  -H "Authorization: Bearer {_shell_key(server.key_file)}" \\\n""" if server.key_file else ""
    return (
        f"curl {base_url(server)}/chat/completions \\\n{key}"
        f"  -H 'Content-Type: application/json' \\\n  -d {shlex.quote(body)}\n"
    )


def _shell_key(file: str) -> str:
    return f"$(sed -n 's/^api-key: //p' {shlex.quote(file)})"


def python(server: Server) -> str:
    key = '"none"'
    start = ""
    if server.key_file:
        start = f"from pathlib import Path\n\nkey = Path({server.key_file!r}).read_text().split()[1]\n"
        key = "key"
    return (
        f"from openai import OpenAI\n{start}\n"
        f"client = OpenAI(base_url={base_url(server)!r}, api_key={key})\n"
        f"answer = client.chat.completions.create(\n    model={server.model!r},\n"
        '    messages=[{"role": "user", "content": "Hello!"}],\n)\n'
        "print(answer.choices[0].message.content)\n"
    )
