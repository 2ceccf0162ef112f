# SPDX-License-Identifier: Apache-2.0
"""A small Hub on loopback, for huggingface_hub as it is: the same addresses, headers, redirects, refusals and pages.

Two servers: the Hub (127.0.0.1) answers the API and small files, the CDN (127.0.0.2) large ones, as on the real thing.
Faults happen on demand, and every request is on record.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

HTML = b"<!doctype html><html><head><title>Welcome to our Wi-Fi</title></head><body>Please log in.</body></html>"
GATED_TEXT = "Access to model {id} is restricted. You must have access to it and be authenticated to access it."


@dataclass
class Blob:
    """A file: its first bytes, then zeros. size may be larger than memory: it is made while it is sent."""

    start: bytes
    size: int
    lfs: bool = True

    @classmethod
    def of(cls, data: bytes, *, lfs: bool = False) -> Blob:
        return cls(data, len(data), lfs)

    @property
    def etag(self) -> str:
        """sha256 of the content; of its start and size where the content is too large to be made."""
        digest = hashlib.sha256(self.start)
        if self.size > len(self.start):
            if self.size < 2 << 30:
                for piece in self.pieces(len(self.start), self.size):
                    digest.update(piece)
            else:
                digest.update(str(self.size).encode())
        return digest.hexdigest() if self.lfs else digest.hexdigest()[:40]

    def pieces(self, begin: int, end: int) -> Iterator[bytes | memoryview]:
        if begin < len(self.start):
            yield self.start[begin:end]
            begin = len(self.start)
        while begin < end:
            step = min(end - begin, len(_ZEROS))
            yield _ZEROS[:step]
            begin += step


_ZEROS = memoryview(bytes(4 << 20))


@dataclass
class Repo:
    """A model repository at one commit."""

    id: str
    files: dict[str, Blob]
    gated: bool | str = False
    private: bool = False
    downloads: int = 0
    license: str = "apache-2.0"
    tags: tuple[str, ...] = ("transformers", "safetensors", "text-generation")
    base_model: str | None = None
    relation: str = "quantized"
    pipeline: str = "text-generation"
    config: dict[str, Any] = field(default_factory=dict)
    parameters: dict[str, int] = field(default_factory=dict)
    gguf: bool = False
    revision: int = 1

    def __post_init__(self) -> None:
        self.etags = {name: blob.etag for name, blob in self.files.items()}

    @property
    def sha(self) -> str:
        text = json.dumps([self.id, self.revision, sorted(self.etags.items())])
        return hashlib.sha1(text.encode()).hexdigest()

    @property
    def all_tags(self) -> list[str]:
        tags = [*self.tags, f"license:{self.license}"]
        if self.base_model:
            tags += [f"base_model:{self.base_model}", f"base_model:{self.relation}:{self.base_model}"]
        return tags

    def listed(self, *, whole: bool) -> dict[str, Any]:
        """The API's object for this repository."""
        entry: dict[str, Any] = {
            "_id": self.sha[:24], "id": self.id, "modelId": self.id, "author": self.id.partition("/")[0],
            "sha": self.sha, "lastModified": "2026-08-01T10:00:00.000Z", "createdAt": "2026-01-01T10:00:00.000Z",
            "private": self.private, "gated": self.gated, "disabled": False, "downloads": self.downloads,
            "likes": self.downloads // 1000, "tags": self.all_tags, "pipeline_tag": self.pipeline,
            "library_name": "transformers",
        }  # fmt: skip
        if self.parameters:
            entry["safetensors"] = {"parameters": self.parameters, "total": sum(self.parameters.values())}
        if self.gguf:
            entry["gguf"] = {"total": 1, "architecture": "llama"}
        if self.config:
            short = {key: self.config[key] for key in ("architectures", "model_type") if key in self.config}
            method = (self.config.get("quantization_config") or {}).get("quant_method")
            entry["config"] = {**short, **({"quantization_config": {"quant_method": method}} if method else {})}
        if whole:
            entry["cardData"] = {"license": self.license, "base_model": self.base_model}
            entry["siblings"] = [self._sibling(name, blob) for name, blob in self.files.items()]
        return entry

    def _sibling(self, name: str, blob: Blob) -> dict[str, Any]:
        sibling: dict[str, Any] = {"rfilename": name, "size": blob.size, "blobId": self.etags[name][:40]}
        if blob.lfs:
            sibling["lfs"] = {"sha256": self.etags[name], "size": blob.size, "pointerSize": 135}
        return sibling


@dataclass
class Fault:
    """Something that goes wrong on paths that match.

    kind: "status" (value: the code), "drop" (value: bytes sent before the connection breaks), "short" (the header
    promises value bytes more than come), "html", "portal" (redirect to a log-in page), "hang" (value: seconds of silence),
    "slow" (value: bytes a second), "garbage" (value: the body), "norange" (ranges are ignored).
    times: how often it happens. server: "hub", "cdn" or both.
    """

    kind: str
    path: str = ""
    value: Any = None
    times: int = 1 << 30
    server: str = ""
    method: str = ""


@dataclass(frozen=True)
class Asked:
    server: str
    method: str
    path: str
    range: str | None
    token: str | None


class StubHub:
    """`with StubHub() as hub:` - hub.endpoint is what HF_ENDPOINT takes.

    tokens: each token and the repositories (gated or private) that it opens; latency: seconds of one round trip;
    xet: large files say that they lie in Xet storage too, as most do since 2025;
    splits_words: a search for "a b" finds ids with both; else with exactly "a b".
    """

    def __init__(self) -> None:
        self.repos: dict[str, Repo] = {}
        self.faults: list[Fault] = []
        self.asked: list[Asked] = []
        self.connections = 0
        self.tokens: dict[str, set[str]] = {}
        self.latency = 0.0
        self.page = 1000
        self.skew = 0.0
        self.xet = True
        self.splits_words = False
        self._lock = threading.Lock()

    def add(self, repo: Repo) -> Repo:
        self.repos[repo.id] = repo
        return repo

    def fault(self, kind: str, path: str = "", value: Any = None, **more: Any) -> None:
        self.faults.append(Fault(kind, path, value, **more))

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self._servers[0].server_port}"

    @property
    def cdn(self) -> str:
        return f"http://127.0.0.2:{self._servers[1].server_port}"

    def __enter__(self) -> StubHub:
        self._servers = [_Server(("127.0.0.1", 0), _Hub), _Server(("127.0.0.2", 0), _Cdn)]
        for server in self._servers:
            server.hub = self
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        for server in self._servers:
            server.shutdown()
            server.server_close()

    def take(self, server: str, method: str, path: str) -> Fault | None:
        """The fault that hits this request, used up by it."""
        with self._lock:
            for fault in self.faults:
                fits = fault.server in ("", server) and fault.method in ("", method)
                if fault.times > 0 and fits and re.search(fault.path, path):
                    fault.times -= 1
                    return fault
        return None

    def allowed(self, repo: Repo, token: str | None) -> bool:
        return (not repo.gated and not repo.private) or repo.id in self.tokens.get(token or "", set())


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    hub: StubHub

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what the faults are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server
    name = ""
    disable_nagle_algorithm = True

    def setup(self) -> None:
        super().setup()
        self._fresh = True

    def log_message(self, *_: object) -> None:
        pass

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        hub = self.server.hub
        if self._fresh:  # TCP and TLS 1.3 take a round trip each before the first request
            hub.connections += 1
            time.sleep(2 * hub.latency)
            self._fresh = False
        time.sleep(hub.latency)
        authorization = self.headers.get("authorization") or ""
        self.token = authorization.removeprefix("Bearer ") or None
        hub.asked.append(Asked(self.name, self.command, self.path, self.headers.get("range"), self.token))
        fault = hub.take(self.name, self.command, self.path) if self.path != "/login" else None
        if fault is None or fault.kind in ("drop", "short", "slow", "norange"):
            self.answer(fault)
        elif fault.kind == "status":
            self.refuse(int(fault.value), "Internal Error - we are working on it")
        elif fault.kind == "html":
            self.reply(200, HTML, {"Content-Type": "text/html"})
        elif fault.kind == "portal":
            self.reply(302, b"", {"Location": f"{hub.cdn}/login"})
        elif fault.kind == "garbage":
            self.reply(200, fault.value, {"Content-Type": "application/json"})
        elif fault.kind == "hang":
            time.sleep(fault.value)
            self.close_connection = True
        else:
            raise ValueError(fault.kind)

    def answer(self, fault: Fault | None) -> None:
        raise NotImplementedError

    def date_time_string(self, timestamp: float | None = None) -> str:
        return super().date_time_string((timestamp or time.time()) + self.server.hub.skew)

    def reply(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def json(self, value: object, headers: dict[str, str] | None = None) -> None:
        self.reply(200, json.dumps(value).encode(), {"Content-Type": "application/json", **(headers or {})})

    def refuse(self, status: int, message: str, code: str = "") -> None:
        headers = {"Content-Type": "application/json", "X-Error-Message": message}
        if code:
            headers["X-Error-Code"] = code
        if status == 429:
            headers["RateLimit"] = '"api";r=0;t=7'
            headers["RateLimit-Policy"] = '"fixed window";"api";q=500;w=300'
        self.reply(status, json.dumps({"error": message}).encode(), headers)

    def send_blob(self, blob: Blob, etag: str, extra: dict[str, str], fault: Fault | None) -> None:
        """The file or the asked part of it, with the fault if one hits."""
        begin, end, status = 0, blob.size, 200
        asked = self.headers.get("range")
        if asked and not (fault and fault.kind == "norange"):
            match = re.fullmatch(r"bytes=(\d*)-(\d*)", asked)
            assert match, asked
            begin = int(match[1]) if match[1] else max(0, blob.size - int(match[2]))
            end = min(blob.size, int(match[2]) + 1) if match[1] and match[2] else blob.size
            status = 206
            if begin >= blob.size:
                self.reply(416, b"", {"Content-Range": f"bytes */{blob.size}"})
                return
        promised = end - begin + (int(fault.value) if fault and fault.kind == "short" else 0)
        self.send_response(status)
        for name, value in extra.items():
            self.send_header(name, value)
        self.send_header("ETag", f'"{etag}"')
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Content-Length", str(promised))
        if status == 206:
            self.send_header("Content-Range", f"bytes {begin}-{end - 1}/{blob.size}")
        self.end_headers()
        if self.command == "HEAD":
            return
        if fault and fault.kind == "drop":
            end = min(end, begin + int(fault.value))
        for piece in blob.pieces(begin, end):
            if fault and fault.kind == "slow":
                for at in range(0, len(piece), max(1, int(fault.value) // 20)):
                    self.wfile.write(piece[at : at + max(1, int(fault.value) // 20)])
                    time.sleep(0.05)
            else:
                self.wfile.write(piece)
        if fault and fault.kind in ("drop", "short"):
            self.close_connection = True
            self.wfile.flush()


class _Hub(_Handler):
    name = "hub"

    def answer(self, fault: Fault | None) -> None:
        parts = urlsplit(self.path)
        path, query = unquote(parts.path), parse_qs(parts.query)
        if path == "/api/whoami-v2":
            self._whoami()
        elif path == "/api/models":
            self._search(query)
        elif match := re.fullmatch(r"/api/resolve-cache/models/([^/]+/[^/]+)/(\w+)/(.+)", path):
            self._file(match[1], match[2], match[3], fault, cached=True)
        elif match := re.fullmatch(r"/api/models/([^/]+/[^/]+)/tree/(\w+)", path):
            self._tree(match[1])
        elif match := re.fullmatch(r"/api/models/([^/]+/[^/]+?)(?:/revision/(.+))?", path):
            self._info(match[1], match[2] or "main")
        elif match := re.fullmatch(r"/([^/]+/[^/]+)/resolve/([^/]+)/(.+)", path):
            self._file(match[1], match[2], match[3], fault, cached=False)
        else:
            self.refuse(404, "Sorry, we can't find the page you are looking for.")

    def _whoami(self) -> None:
        if self.token not in self.server.hub.tokens:
            self.refuse(401, "Invalid credentials in Authorization header")
        else:
            self.json({"type": "user", "name": "ada", "auth": {"accessToken": {"role": "read"}}})

    def _repo(self, name: str) -> Repo | None:
        """The repository, None when it was refused: the Hub does not tell strangers what is private."""
        hub = self.server.hub
        if self.token and self.token not in hub.tokens:
            self.refuse(401, "Invalid credentials in Authorization header")
            return None
        repo = hub.repos.get(name)
        if repo is None or (repo.private and not hub.allowed(repo, self.token)):
            if self.token:
                self.refuse(404, "Repository not found", "RepoNotFound")
            else:
                self.refuse(401, "Invalid username or password.", "RepoNotFound")
            return None
        return repo

    def _info(self, name: str, revision: str) -> None:
        repo = self._repo(name)
        if repo is None:
            return
        if revision not in ("main", repo.sha):
            self.refuse(404, f"Invalid rev id: {revision}", "RevisionNotFound")
            return
        self.json(repo.listed(whole=True))

    def _tree(self, name: str) -> None:
        repo = self._repo(name)
        if repo is None:
            return
        entries = []
        for file, blob in repo.files.items():
            entry: dict[str, Any] = {"type": "file", "oid": repo.etags[file][:40], "size": blob.size, "path": file}
            if blob.lfs:
                entry["lfs"] = {"oid": repo.etags[file], "size": blob.size, "pointerSize": 135}
            entries.append(entry)
        self.json(entries)

    def _search(self, query: dict[str, list[str]]) -> None:
        hub = self.server.hub
        found = [repo for repo in hub.repos.values() if not repo.private or hub.allowed(repo, self.token)]
        for words in query.get("search", []):
            each = words.lower().split() if hub.splits_words else [words.lower()]
            found = [repo for repo in found if all(word in repo.id.lower() for word in each)]
        for tag in query.get("filter", []):
            found = [repo for repo in found if tag in repo.all_tags]
        for author in query.get("author", []):
            found = [repo for repo in found if repo.id.startswith(f"{author}/")]
        for gated in query.get("gated", []):
            found = [repo for repo in found if bool(repo.gated) == (gated.lower() == "true")]
        if query.get("sort") == ["downloads"]:
            found.sort(key=lambda repo: -repo.downloads)
        limit = min(int(query.get("limit", ["1000"])[0]), hub.page)
        start = int(query.get("cursor", ["0"])[0])
        headers = {}
        if start + limit < len(found):
            rest = re.sub(r"&?cursor=\d+", "", urlsplit(self.path).query)
            headers["Link"] = f'<{hub.endpoint}/api/models?{rest}&cursor={start + limit}>; rel="next"'
        self.json([repo.listed(whole=False) for repo in found[start : start + limit]], headers)

    def _file(self, name: str, revision: str, file: str, fault: Fault | None, *, cached: bool) -> None:
        repo = self._repo(name)
        if repo is None:
            return
        hub = self.server.hub
        if not hub.allowed(repo, self.token):
            message = GATED_TEXT.format(id=repo.id)
            self.refuse(403 if self.token else 401, message, "GatedRepo")
            return
        if revision not in ("main", repo.sha):
            self.refuse(404, f"Invalid rev id: {revision}", "RevisionNotFound")
            return
        blob = repo.files.get(file)
        if blob is None:
            self.refuse(404, "Entry not found", "EntryNotFound")
            return
        etag = repo.etags[file]
        commit = {"X-Repo-Commit": repo.sha}
        if blob.lfs:
            linked = {
                "X-Linked-Size": str(blob.size), "X-Linked-ETag": f'"{etag}"',
                "Location": f"{hub.cdn}/{repo.id}/{etag}?Expires=9999999999&Signature=signed",
            }  # fmt: skip
            if hub.xet:
                linked["X-Xet-Hash"] = etag
                linked["Link"] = f'<{hub.endpoint}/api/models/{repo.id}/xet-read-token/{repo.sha}>; rel="xet-auth"'
            self.reply(302, b"", {**commit, **linked})
        elif not cached:
            there = f"/api/resolve-cache/models/{repo.id}/{repo.sha}/{file}"
            self.reply(307, b"", {**commit, "Location": there, "ETag": f'"{etag}"'})
        else:
            self.send_blob(blob, etag, commit, fault)


class _Cdn(_Handler):
    name = "cdn"

    def answer(self, fault: Fault | None) -> None:
        hub = self.server.hub
        if self.path == "/login":
            self.reply(200, HTML, {"Content-Type": "text/html"})
            return
        path = urlsplit(self.path)
        if self.token or "Signature=" not in path.query:
            self.reply(400, b"<Error>Only one auth mechanism allowed</Error>")
            return
        match = re.fullmatch(r"/([^/]+/[^/]+)/(\w+)", path.path)
        repo = hub.repos.get(match[1]) if match else None
        for name, etag in repo.etags.items() if repo and match else ():
            if etag == match[2]:  # type: ignore[index]
                self.send_blob(repo.files[name], etag, {}, fault)  # type: ignore[union-attr]
                return
        self.reply(403, b"<Error>AccessDenied</Error>")
