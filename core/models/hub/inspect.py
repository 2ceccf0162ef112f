# SPDX-License-Identifier: Apache-2.0
"""Read what a repository is without its weights: the Hub's entry, config.json and its like, and safetensors headers."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any

from rigwise.core.models.checkpoint import Checkpoint, Headers, Tensor
from rigwise.core.models.config import LARGEST_CONFIG, read_checkpoint
from rigwise.core.models.headers import (
    FIRST_READ,
    MOST_TENSORS,
    header_length,
    likely_length,
    parse_header,
    parse_index,
    shards_to_read,
    told,
)
from rigwise.core.models.hub import access, facts
from rigwise.core.models.hub.files import INDEX, RepoFile, header_files, needed_files
from rigwise.core.models.hub.names import Reference
from rigwise.core.models.hub.place import Place
from rigwise.core.models.tensors import with_tensors
from rigwise.core.problems import RigwiseError, refuse
from rigwise.core.words import phrase

CONFIGS = ("config.json", "hf_quant_config.json", "generation_config.json")
AT_ONCE = 8  # requests side by side; the Hub's own client uses as many
MOST_HEADER_FILES = 1000  # the largest published checkpoint has 163 shards


@dataclass(frozen=True, slots=True)
class Inspection:
    """A repository at one commit.

    commit:    the hash that the revision stood for. base: the models it was made from, by relation.
    configs:   the parsed CONFIGS that are there. template: its chat template, shortened; "" without one.
    headers:   the tensors; None where the files are not safetensors.
    headers_read: how many of the files' headers were read; the others are proven from those (headers.told).
    shards:    files that the index names. counted: elements by dtype, as the Hub counts them.
    requests:  how many it took, redirects included; 0: all was known already.
    """

    id: str
    commit: str
    files: tuple[RepoFile, ...]
    configs: Mapping[str, Any] = field(default_factory=dict)
    headers: Headers | None = None
    headers_read: int = 0
    shards: tuple[str, ...] = ()
    gated: bool = False
    private: bool = False
    license: str | None = None
    downloads: int = 0
    tags: tuple[str, ...] = ()
    base: tuple[tuple[str, str], ...] = ()
    counted: Mapping[str, int] = field(default_factory=dict)
    template: str = ""
    changed: str = ""
    requests: int = 0

    @property
    def download(self) -> tuple[RepoFile, ...]:
        """The files that vLLM needs."""
        return needed_files(self.files, self.shards)

    @property
    def download_bytes(self) -> int:
        return sum(file.size for file in self.download)

    @property
    def tensor_bytes(self) -> int | None:
        return sum(tensor.bytes for tensor in self.headers.values()) if self.headers else None

    @property
    def has_tokenizer(self) -> bool:
        names = ("tokenizer.json", "tokenizer.model", "tekken.json", "vocab.json", "tiktoken.model")
        return any(file.name in names for file in self.files)

    @property
    def calls_tools(self) -> bool:
        """Its chat template has a place for tools."""
        return "tools" in self.template

    @property
    def reasons(self) -> bool:
        """Its chat template speaks of thinking."""
        return any(word in self.template for word in ("<think>", "enable_thinking", "reasoning_content", "thinking"))

    def checkpoint(self) -> Checkpoint:
        """As the memory model takes it, pinned to this commit. Raises RigwiseError where vLLM could not read it either."""
        config = self.configs.get("config.json") or self.configs.get("params.json")
        if config is None:
            raise self.unreadable()
        read = read_checkpoint(config, self.configs.get("hf_quant_config.json"), model=self.id)
        return replace(
            with_tensors(read, self.headers or {}),
            revision=self.commit,
            download_bytes=self.download_bytes or None,
            license=self.license,
            gated=self.gated,
        )

    def unreadable(self) -> RigwiseError:
        """Why there is no config.json to read."""
        endings = {file.name.rpartition(".")[2] for file in self.files}
        for ending, name in (("gguf", "GGUF"), ("exl2", "EXL2"), ("exl3", "EXL3"), ("onnx", "ONNX")):
            if ending in endings or f"-{ending}" in self.id.lower():
                return refuse(
                    "format-not-served",
                    phrase("hub", "{model} holds {name} files, which vLLM does not serve.").format(
                        model=self.id, name=name
                    ),
                    phrase("hub", "Choose the model in another format, such as AWQ, GPTQ or FP8."),
                )
        return refuse(
            "config-missing",
            phrase("hub", "{model} has no config.json, so vLLM cannot tell what it is.").format(model=self.id),
            phrase("hub", "Choose another repository."),
        )


def inspect(place: Place, wanted: Reference, cancel: threading.Event | None = None) -> Inspection:
    """What the repository is at its revision: one question for the commit, the rest only if that commit is new.

    Raises RigwiseError in words (network, access, a broken repository), Cancelled at once when `cancel` is set.
    """
    if wanted.revision and len(wanted.revision) == 40:
        known = recall(place, wanted.id, wanted.revision)
        if known is not None:
            return known
    from rigwise.core.models.hub.wire import Talk, ask

    def work(talk: Talk) -> Inspection:
        entry = _entry(place, wanted)
        known = recall(place, entry.id, entry.commit)
        if known is not None:  # what ages is taken anew
            return replace(known, downloads=entry.downloads, gated=entry.gated, requests=talk.requests)
        found = _read(place, entry, talk)
        facts.keep(place, "commits", f"{found.id.lower()}@{found.commit}", _as_json(found))
        return replace(found, requests=talk.requests)

    found = ask(work, place, wanted.id, cancel)
    facts.keep(place, "names", _named(wanted), found.commit)
    return found


def recall(place: Place, repo: str, commit: str) -> Inspection | None:
    """What is known of a commit without asking."""
    kept = facts.load(place, "commits", f"{repo.lower()}@{commit}")
    try:
        return _of_json(kept[0]) if kept else None
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def recall_latest(place: Place, wanted: Reference) -> tuple[Inspection, float] | None:
    """(what was last seen under that name, age in seconds): for when the Hub cannot be asked."""
    kept = facts.load(place, "names", _named(wanted))
    known = recall(place, wanted.id, str(kept[0])) if kept else None
    return (known, kept[1]) if known and kept else None


def _named(wanted: Reference) -> str:
    return f"{wanted.id.lower()}@{wanted.revision or ''}"


def _entry(place: Place, wanted: Reference) -> Inspection:
    """The Hub's own entry: commit, files with sizes, access, relations."""
    from huggingface_hub import HfApi

    api = HfApi(endpoint=place.endpoint, token=access.token(place) or False, library_name="rigwise")
    info = api.model_info(wanted.id, revision=wanted.revision, files_metadata=True, timeout=10)
    files = tuple(
        RepoFile(str(sibling.rfilename), int(sibling.size or 0), sibling.lfs.sha256 if sibling.lfs else None)
        for sibling in info.siblings or ()
        if sound(str(sibling.rfilename))
    )
    if not isinstance(info.id, str) or not isinstance(info.sha, str) or info.siblings is None:
        raise ValueError("the entry lacks its name, commit or files")
    if not files:
        raise refuse(
            "hub-empty",
            phrase("hub", "{model} is empty.").format(model=wanted.id),
            phrase("hub", "Choose another repository."),
        )
    tags = tuple(str(tag) for tag in info.tags or ())
    said = info.config if isinstance(info.config, dict) else {}
    return Inspection(
        id=info.id,
        commit=info.sha,
        files=files,
        gated=bool(info.gated),
        private=bool(info.private),
        license=next((tag.removeprefix("license:") for tag in tags if tag.startswith("license:")), None),
        downloads=int(info.downloads or 0),
        tags=tags,
        base=relations(tags),
        counted=dict(info.safetensors.parameters) if info.safetensors else {},
        template=template_of(said),
        changed=info.last_modified.date().isoformat() if info.last_modified else "",
    )


def sound(name: str) -> bool:
    """A file name that stays inside its folder."""
    parts = name.split("/")
    bad = name.startswith("/") or "\\" in name or "\0" in name or len(name) > 400
    return not bad and all(part not in ("", ".", "..") for part in parts)


def template_of(said: Mapping[str, Any]) -> str:
    """The chat template in the Hub's short config: a text, or a list of named ones."""
    inner = said.get("tokenizer_config")
    found = said.get("chat_template_jinja") or (inner.get("chat_template") if isinstance(inner, Mapping) else None)
    return (found if isinstance(found, str) else json.dumps(found) if found else "")[:100_000]


def relations(tags: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """(relation, model) of tags like base_model:quantized:Qwen/Qwen3-8B; "" where only the model is told."""
    found: dict[str, str] = {}
    for tag in tags:
        if tag.startswith("base_model:"):
            rest = tag.removeprefix("base_model:")
            relation, colon, model = rest.partition(":")
            if colon:
                found[model] = relation
            else:
                found.setdefault(rest, "")
    return tuple((relation, model) for model, relation in found.items())


def _read(place: Place, entry: Inspection, talk: Any) -> Inspection:
    """Configs and headers, as many at once as is polite."""
    from huggingface_hub import hf_hub_url
    from rigwise.core.models.hub.wire import fetch, share

    sizes = {file.name: file.size for file in entry.files}
    login = access.headers(place)

    def get(name: str, end: int | None = None, begin: int = 0) -> bytes:
        url = hf_hub_url(entry.id, name, revision=entry.commit, endpoint=place.endpoint)
        return fetch(url, login, None if end is None else begin, end, most=LARGEST_CONFIG)

    def header(name: str, guess: int) -> dict[str, Tensor]:
        size = sizes[name]
        data = get(name, min(size, guess))
        length = header_length(data, size, name) + 8
        if length > len(data):
            data += get(name, length, len(data))
        return parse_header(data, size, name)

    with ThreadPoolExecutor(AT_ONCE) as pool:

        def each(work: Callable[[Any], Any], items: list[Any]) -> list[Any]:
            return list(pool.map(lambda item: share(talk, lambda: work(item)), items))

        names = [name for name in CONFIGS if name in sizes]
        if "config.json" not in sizes and "params.json" in sizes:
            names.append("params.json")  # Mistral's own form
        for name in (*names, INDEX):
            if sizes.get(name, 0) > LARGEST_CONFIG:
                raise refuse(
                    "config-too-large",
                    phrase("hub", "{name} of {model} has {megabytes:,.0f} MB; no model's is that large.").format(
                        name=name, model=entry.id, megabytes=sizes[name] / 1e6
                    ),
                    phrase("hub", "Choose another repository."),
                )
        lone = [] if INDEX in sizes else [file.name for file in header_files(entry.files)][:MOST_HEADER_FILES]
        jobs = [*names, *([INDEX] if INDEX in sizes else []), *lone]
        answers = dict(
            zip(jobs, each(lambda name: header(name, FIRST_READ) if name in lone else get(name), jobs), strict=True)
        )
        configs = {name: _object(answers[name], name) for name in names}
        headers: dict[str, Tensor] | None = None
        read, shards = len(lone), tuple[str, ...]()
        if lone:
            headers = {name: tensor for file in lone for name, tensor in answers[file].items()}
        if INDEX in sizes:
            weight_map, total = parse_index(answers[INDEX], sizes)
            shards = tuple(sorted(set(weight_map.values())))
            headers, read = _sharded(weight_map, total, sizes, entry.counted, header, each)
    if headers is not None and len(headers) > MOST_TENSORS:
        raise refuse(
            "checkpoint-broken",
            phrase("hub", "{model} has {count:,} tensors.").format(model=entry.id, count=len(headers)),
            phrase("hub", "Choose another repository."),
        )
    return replace(entry, configs=configs, headers=headers or None, headers_read=read, shards=shards)


def _sharded(
    weight_map: Mapping[str, str],
    total: int | None,
    sizes: Mapping[str, int],
    counted: Mapping[str, int],
    header: Callable[[str, int], dict[str, Tensor]],
    each: Callable[[Callable[[Any], Any], list[Any]], list[Any]],
) -> tuple[dict[str, Tensor], int]:
    """(all tensors, how many headers were read): those of a few shards if they prove the rest, else all."""
    names: dict[str, list[str]] = {}
    for name, shard in weight_map.items():
        names.setdefault(shard, []).append(name)
    if len(names) > MOST_HEADER_FILES:
        raise refuse(
            "checkpoint-broken",
            phrase("hub", "The index names {count:,} files.").format(count=len(names)),
            phrase("hub", "Choose another repository."),
        )

    def one(shard: str) -> dict[str, Tensor]:
        return header(shard, likely_length(names[shard]))

    first = shards_to_read(weight_map)
    seen: dict[str, Tensor] = {}
    for found in each(one, first):
        seen |= found
    proven = told(weight_map, seen, sizes, total, counted)
    if proven is not None:
        return proven, len(first)
    rest = [shard for shard in names if shard not in first]
    for found in each(one, rest):
        seen |= found
    absent = next((name for name in weight_map if name not in seen), None)
    if absent is not None:
        raise refuse(
            "checkpoint-incomplete",
            phrase("hub", "The index names the tensor {absent}, which no file holds.").format(absent=absent[:80]),
            phrase("hub", "Choose another revision or another publisher's files."),
        )
    return {name: seen[name] for name in weight_map}, len(names)


def _object(text: bytes, name: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        if name == "generation_config.json":
            return {}
        raise refuse(
            "config-invalid",
            phrase("hub", "{name} of the repository is not a JSON object.").format(name=name),
            phrase("hub", "Choose another repository."),
        )
    return value


def _as_json(found: Inspection) -> dict[str, Any]:
    """Tensors of one type and shape share an entry."""
    shapes: dict[Tensor, int] = {}
    tensors = None
    if found.headers is not None:
        tensors = {name: shapes.setdefault(tensor, len(shapes)) for name, tensor in found.headers.items()}
    return {
        "id": found.id, "commit": found.commit, "files": [[f.name, f.size, f.sha256] for f in found.files],
        "configs": dict(found.configs), "shapes": [[tensor.dtype, list(tensor.shape)] for tensor in shapes],
        "tensors": tensors, "headers_read": found.headers_read, "shards": list(found.shards), "gated": found.gated,
        "private": found.private, "license": found.license, "downloads": found.downloads, "tags": list(found.tags),
        "counted": dict(found.counted), "template": found.template, "changed": found.changed,
    }  # fmt: skip


def _of_json(kept: Mapping[str, Any]) -> Inspection:
    shapes = [Tensor(str(dtype), tuple(shape)) for dtype, shape in kept["shapes"]]
    tensors = kept["tensors"]
    tags = tuple(kept["tags"])
    return Inspection(
        id=kept["id"],
        commit=kept["commit"],
        files=tuple(RepoFile(*file) for file in kept["files"]),
        configs=kept["configs"],
        headers=None if tensors is None else {name: shapes[at] for name, at in tensors.items()},
        headers_read=kept["headers_read"],
        shards=tuple(kept["shards"]),
        gated=kept["gated"],
        private=kept["private"],
        license=kept["license"],
        downloads=kept["downloads"],
        tags=tags,
        base=relations(tags),
        counted=kept["counted"],
        template=kept["template"],
        changed=kept["changed"],
    )
