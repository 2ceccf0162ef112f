# SPDX-License-Identifier: Apache-2.0
"""safetensors headers without the tensors: parsed within bounds, and told from a few shards where that can be proven.

The format: 8 bytes of little-endian length, that many bytes of JSON, then the data without gaps
(https://github.com/huggingface/safetensors, README "Format", and src/tensor.rs 0.8, which refuses what is refused here).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from rigwise.core.models.checkpoint import DTYPE_BITS, Headers, Tensor
from rigwise.core.problems import RigwiseError, refuse
from rigwise.core.words import phrase

LARGEST_HEADER = 25_000_000  # huggingface_hub's own limit (SAFETENSORS_MAX_HEADER_LENGTH); Kimi K2's shards have 1 MB
MOST_TENSORS = 500_000  # in a whole repository; DeepSeek V3 has 91,991, Kimi K2 about 210,000
FIRST_READ = 256 << 10  # bytes: the header of every dense model's file
WeightMap = Mapping[str, str]  # tensor name -> shard, as an index file says


def header_length(first: bytes, file_size: int, file: str) -> int:
    """Bytes of JSON behind the first eight; refused when they reach beyond the file or beyond sense."""
    if len(first) < 8:
        raise _broken(
            phrase("models", "{file} is cut off before its header; vLLM could not load it.").format(file=file)
        )
    length = int.from_bytes(first[:8], "little")
    if length + 8 > file_size:
        raise _broken(
            phrase(
                "models",
                "{file} has {size:,} bytes, and says that its header alone has {length:,}; vLLM could not load it.",
            ).format(file=file, size=file_size, length=length)
        )
    if length > LARGEST_HEADER:
        raise _broken(
            phrase("models", "{file} has a header of {megabytes:,.0f} MB; vLLM could not load it.").format(
                file=file, megabytes=length / 1e6
            )
        )
    return length


def parse_header(data: bytes, file_size: int, file: str) -> dict[str, Tensor]:
    """The tensors of one file. data: its first bytes, header_length + 8 at least. Raises RigwiseError."""
    length = header_length(data, file_size, file)
    if len(data) < length + 8:
        raise _broken(
            phrase("models", "{file} is cut off within its header; vLLM could not load it.").format(file=file)
        )
    try:
        table = json.loads(data[8 : 8 + length])
    except (ValueError, RecursionError) as error:
        raise _broken(
            phrase("models", "{file} has a header that is not JSON; vLLM could not load it.").format(file=file)
        ) from error
    if not isinstance(table, dict) or len(table) > MOST_TENSORS:
        raise _broken(
            phrase("models", "{file} has a header that is no table of tensors; vLLM could not load it.").format(
                file=file
            )
        )
    found: dict[str, Tensor] = {}
    places: list[tuple[int, int]] = []
    alike: dict[tuple[str, tuple[int, ...]], Tensor] = {}
    for name, entry in table.items():
        if name == "__metadata__":
            continue
        tensor, place = _entry(entry, file)
        found[name] = alike.setdefault((tensor.dtype, tensor.shape), tensor)
        places.append(place)
    end = 0
    for begin, behind in sorted(places):
        if begin != end:
            raise _broken(
                phrase("models", "{file} has tensors that overlap or leave gaps; vLLM could not load it.").format(
                    file=file
                )
            )
        end = behind
    if end != file_size - 8 - length:
        raise _broken(
            phrase("models", "{file} is not as long as its header says; vLLM could not load it.").format(file=file)
        )
    return found


def _entry(entry: Any, file: str) -> tuple[Tensor, tuple[int, int]]:
    fields = entry if isinstance(entry, dict) else {}
    dtype, shape, offsets = fields.get("dtype"), fields.get("shape"), fields.get("data_offsets")
    if not isinstance(shape, list) or not isinstance(offsets, list) or len(offsets) != 2 or len(shape) > 16:
        raise _broken(
            phrase("models", "{file} has a header that is no table of tensors; vLLM could not load it.").format(
                file=file
            )
        )
    if any(type(number) is not int or not 0 <= number < 1 << 62 for number in (*shape, *offsets)):
        raise _broken(
            phrase("models", "{file} has a tensor of impossible size; vLLM could not load it.").format(file=file)
        )
    if not isinstance(dtype, str) or dtype not in DTYPE_BITS:
        raise _broken(
            phrase(
                "models",
                "{file} has tensors of type {dtype!r}, which safetensors does not know; vLLM could not load it.",
            ).format(file=file, dtype=str(dtype)[:20])
        )
    tensor = Tensor(dtype, tuple(shape))
    if tensor.elements * DTYPE_BITS[dtype] != (offsets[1] - offsets[0]) * 8:
        raise _broken(
            phrase("models", "{file} has a tensor whose size and place do not agree; vLLM could not load it.").format(
                file=file
            )
        )
    return tensor, (offsets[0], offsets[1])


def parse_index(text: bytes, files: Iterable[str]) -> tuple[dict[str, str], int | None]:
    """(tensor -> shard, total bytes or None) of a model.safetensors.index.json; every shard must be among `files`."""
    try:
        index = json.loads(text)
        table = index["weight_map"]
        total = (index.get("metadata") or {}).get("total_size")
    except (ValueError, RecursionError, TypeError, KeyError, AttributeError) as error:
        raise _broken(phrase("models", "The index is no table of tensors; vLLM could not load it.")) from error
    if not isinstance(table, dict) or not table or len(table) > MOST_TENSORS:
        raise _broken(phrase("models", "The index is no table of tensors; vLLM could not load it."))
    there = set(files)
    for shard in set(map(str, table.values())):
        if shard not in there:
            shown = shard if len(shard) <= 60 else f"{shard[:60]}…"
            raise refuse(
                "checkpoint-incomplete",
                phrase("models", "The index names {shown!r}, which is not in the repository.").format(shown=shown),
                phrase("models", "Choose another revision or another publisher's files."),
            )
    total = int(total) if isinstance(total, int | float) and not isinstance(total, bool) and total > 0 else None
    return {str(name): str(shard) for name, shard in table.items()}, total


_NUMBER = re.compile(r"(?<=\.)\d+(?=\.)")


def kind(name: str) -> str:
    """The name with every number as #: tensors of one kind have one shape in all but uneven models."""
    return _NUMBER.sub("#", name)


def shards_to_read(weight_map: WeightMap) -> list[str]:
    """The fewest shards (greedily) that together show a tensor of every kind."""
    kinds: dict[str, set[str]] = {}
    for name, shard in weight_map.items():
        kinds.setdefault(shard, set()).add(kind(name))
    missing = set().union(*kinds.values()) if kinds else set()
    chosen = []
    while missing:
        best = max(sorted(kinds), key=lambda shard: len(kinds[shard] & missing))
        chosen.append(best)
        missing -= kinds[best]
    return chosen


def told(
    weight_map: WeightMap, seen: Headers, sizes: Mapping[str, int], total: int | None, counted: Mapping[str, int] | None
) -> dict[str, Tensor] | None:
    """All tensors from those `seen`, one of each kind at least; None when that cannot be proven.

    Proof: no kind was seen in two shapes, each shard's size leaves exactly the room that its header needs, and the sum
    is the index's total or the Hub's count of elements by dtype. sizes: bytes of each shard.
    """
    by_kind: dict[str, Tensor] = {}
    for name, tensor in seen.items():
        if by_kind.setdefault(kind(name), tensor) != tensor:
            return None
    whole: dict[str, Tensor] = {}
    for name in weight_map:
        alike = by_kind.get(kind(name))
        if alike is None:
            return None
        whole[name] = alike
    if not _sums_agree(whole, total, counted):
        return None
    data: dict[str, int] = {}
    low: dict[str, int] = {}
    slack: dict[str, int] = {}
    for name, shard in weight_map.items():
        tensor = whole[name]
        data[shard] = data.get(shard, 0) + tensor.bytes
        size = len(json.dumps(name)) + len(tensor.dtype) + len(json.dumps(tensor.shape, separators=(",", ":")))
        low[shard] = low.get(shard, 0) + size + len(':{"dtype":"","shape":,"data_offsets":[0,0]},')
        slack[shard] = slack.get(shard, 0) + 2 * len(str(sizes.get(shard, 0)))
    for shard, size in data.items():
        room = sizes.get(shard, 0) - size - 8
        if not low[shard] - 2 <= room <= low[shard] + slack[shard] + ROOM_FOR_METADATA:
            return None
    return whole


ROOM_FOR_METADATA = 2048  # "__metadata__" with a format and a few notes, and the padding to eight bytes


def _sums_agree(whole: Headers, total: int | None, counted: Mapping[str, int] | None) -> bool:
    if counted:
        found: dict[str, int] = {}
        for tensor in whole.values():
            found[tensor.dtype] = found.get(tensor.dtype, 0) + tensor.elements
        if found == dict(counted):
            return True
    return total == sum(tensor.bytes for tensor in whole.values())


def likely_length(names: Iterable[str]) -> int:
    """Bytes to ask for so that a header with these tensors comes whole in one answer."""
    return min(LARGEST_HEADER, 8 + ROOM_FOR_METADATA + sum(len(name) + 130 for name in names))


def _broken(sentence: str) -> RigwiseError:
    return refuse(
        "checkpoint-broken",
        sentence,
        phrase("models", "Choose another revision or another publisher's files."),
    )
