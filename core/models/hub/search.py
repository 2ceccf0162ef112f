# SPDX-License-Identifier: Apache-2.0
"""Models by words, sorted by what people run; what the Hub's list says of each, nothing downloaded."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from rigwise.core.models.checkpoint import DTYPE_BITS
from rigwise.core.models.hub import access, facts
from rigwise.core.models.hub.inspect import relations, template_of
from rigwise.core.models.hub.place import Place
from rigwise.core.models.named_formats import by_name
from rigwise.core.words import phrase

LIMIT = 60  # what a person scrolls through; one page of the Hub's answer
WIDE = 300  # where one of several words is asked for
FRESH_S = 600.0  # an answer this young is not asked for again
EXPAND = (
    "downloads", "likes", "gated", "private", "tags", "pipeline_tag", "safetensors", "config", "lastModified", "gguf",
)  # fmt: skip
VISION = ("image-text-to-text", "video-text-to-text", "any-to-any", "visual-question-answering", "image-to-text")
# what vLLM's OpenAI server does not answer with text or a vector
OTHER_TASKS = (
    "text-to-image", "image-to-image", "text-to-video", "image-to-video", "text-to-speech", "text-to-audio",
    "automatic-speech-recognition", "image-classification", "object-detection", "image-segmentation",
    "depth-estimation", "unconditional-image-generation", "time-series-forecasting", "fill-mask", "translation",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """One line of an answer. weight_bytes: of all tensors as the Hub counts them, None where it does not.

    format: what a person calls the weights, from config and name; base: what it was made from, by relation.
    """

    id: str
    downloads: int = 0
    likes: int = 0
    license: str | None = None
    gated: bool = False
    private: bool = False
    weight_bytes: int | None = None
    format: str = "16-bit"
    served: bool = True
    vision: bool = False
    tools: bool = False
    reasons: bool = False
    base: tuple[tuple[str, str], ...] = ()
    changed: str = ""

    @property
    def quantized(self) -> bool:
        return self.format != "16-bit"


@dataclass(frozen=True, slots=True)
class Filters:
    """What a person wants to see only. largest: bytes of weights, None: any; license: as the Hub's tag writes it."""

    largest: int | None = None
    quantized: bool = False
    open: bool = False
    vision: bool = False
    tools: bool = False
    reasons: bool = False
    license: str = ""

    def keeps(self, found: Found) -> bool:
        return (
            (self.largest is None or found.weight_bytes is None or found.weight_bytes <= self.largest)
            and (not self.quantized or found.quantized)
            and not (self.open and (found.gated or found.private))
            and (not self.vision or found.vision)
            and (not self.tools or found.tools)
            and (not self.reasons or found.reasons)
            and (not self.license or found.license == self.license)
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, and how old that is in seconds (0: just now)."""

    found: tuple[Found, ...]
    age: float = 0.0


def search(place: Place, words: str, filters: Filters = Filters(), cancel: threading.Event | None = None) -> Answer:
    """Models whose id holds the words, most downloaded first. Raises RigwiseError, and Cancelled at once.

    What the Hub can filter itself is asked of it, so that the list is not cut before the filters.
    """
    words = " ".join(words.split())[:100]
    asked = json.dumps([words.lower(), filters.vision, filters.open, filters.license])
    kept = facts.load(place, "searches", asked)
    if kept is not None and kept[1] < FRESH_S:
        return _narrowed(_of_json(kept[0]), kept[1], filters)
    from huggingface_hub import HfApi
    from rigwise.core.models.hub.wire import ask

    def work(_: object) -> list[Found]:
        api = HfApi(endpoint=place.endpoint, token=access.token(place) or False, library_name="rigwise")

        def listed(text: str, limit: int) -> list[Found]:
            answer = api.list_models(
                search=text or None,
                sort="downloads",
                limit=limit,
                expand=list(EXPAND),
                pipeline_tag=VISION[0] if filters.vision else None,
                gated=False if filters.open else None,
                filter=f"license:{filters.license}" if filters.license else None,
            )
            return [line(vars(entry)) for entry in answer]

        several = words.lower().split()
        found = listed(words, LIMIT)
        if not found and len(several) > 1:
            # the Hub documents its search as one substring of the id: the rest of the words is looked for here
            wide = listed(max(several, key=len), WIDE)
            found = [one for one in wide if all(word in one.id.lower() for word in several)][:LIMIT]
        return found

    found = ask(work, place, phrase("hub", "the search"), cancel, seconds=20)
    facts.keep(place, "searches", asked, [asdict(one) for one in found])
    return _narrowed(found, 0.0, filters)


def earlier(place: Place, words: str, filters: Filters = Filters()) -> Answer | None:
    """What the same search found some time ago, for when the Hub cannot be asked."""
    asked = json.dumps([" ".join(words.split())[:100].lower(), filters.vision, filters.open, filters.license])
    kept = facts.load(place, "searches", asked)
    return _narrowed(_of_json(kept[0]), kept[1], filters) if kept else None


def _narrowed(found: list[Found], age: float, filters: Filters) -> Answer:
    return Answer(tuple(one for one in found if filters.keeps(one)), age)


def _of_json(kept: Any) -> list[Found]:
    try:
        lines = [Found(**one) for one in kept]
        return [replace(one, base=tuple((str(a), str(b)) for a, b in one.base)) for one in lines]
    except (TypeError, ValueError):
        return []


def line(entry: Mapping[str, Any]) -> Found:
    """One entry of the Hub's list (huggingface_hub's ModelInfo, as a mapping)."""
    tags = tuple(str(tag) for tag in entry.get("tags") or ())
    config = entry["config"] if isinstance(entry.get("config"), Mapping) else {}
    template = template_of(config)
    pipeline = entry.get("pipeline_tag") or ""
    counted = entry["safetensors"].parameters if entry.get("safetensors") else None
    name, served = format_of(str(entry["id"]), tags, config)
    return Found(
        id=str(entry["id"]),
        downloads=int(entry.get("downloads") or 0),
        likes=int(entry.get("likes") or 0),
        license=next((tag.removeprefix("license:") for tag in tags if tag.startswith("license:")), None),
        gated=bool(entry.get("gated")),
        private=bool(entry.get("private")),
        weight_bytes=counted_bytes(counted) if counted else None,
        format=name,
        served=served and not entry.get("gguf") and pipeline not in OTHER_TASKS,
        vision=pipeline in VISION,
        tools="tools" in template,
        reasons="<think>" in template or "thinking" in template,
        base=relations(tags),
        changed=entry["last_modified"].date().isoformat() if entry.get("last_modified") else "",
    )


def counted_bytes(counted: Mapping[str, int]) -> int:
    """Bytes of tensors from the Hub's count of elements by dtype; packed formats are counted packed."""
    return sum(DTYPE_BITS.get(dtype, 16) * int(count) // 8 for dtype, count in counted.items())


# marks in names and tags, those that contain others first; what they say is a guess until config.json is read
_MARKS = (
    ("gguf", "GGUF"), ("exl2", "EXL2"), ("exl3", "EXL3"), ("mlx", "MLX"), ("onnx", "ONNX"), ("bnb", "bitsandbytes"),
    ("bitsandbytes", "bitsandbytes"), ("nvfp4", "NVFP4"), ("mxfp4", "MXFP4"), ("mxfp8", "MXFP8"), ("fp4", "NVFP4"),
    ("fp8", "FP8"), ("w8a8", "INT8"), ("gptq", "GPTQ"), ("autoround", "INT4"), ("awq", "AWQ"), ("w4a16", "INT4"),
    ("int8", "INT8"), ("int4", "INT4"), ("4bit", "INT4"), ("8bit", "INT8"),
)  # fmt: skip
_METHODS = {"compressed-tensors": "", "modelopt": "", "bitsandbytes": "bitsandbytes", "mxfp4": "MXFP4"}
NOT_SERVED = ("GGUF", "EXL2", "EXL3", "MLX", "ONNX", "bitsandbytes")


def format_of(name: str, tags: tuple[str, ...], config: Mapping[str, Any]) -> tuple[str, bool]:
    """(what a person calls the format, whether vLLM serves it), as far as the list tells."""
    inner = config.get("quantization_config")
    method = str(inner.get("quant_method") or "").lower() if isinstance(inner, Mapping) else ""
    for text in (name.rpartition("/")[2].lower().replace("-", "").replace("_", ""), " ".join(tags).lower()):
        for mark, label in _MARKS:
            if mark in text:
                return label, label not in NOT_SERVED
    if method:
        said = by_name(method)
        label = _METHODS.get(method, said.label) or "quantized"
        return label, said.served and label not in NOT_SERVED
    return "16-bit", True
