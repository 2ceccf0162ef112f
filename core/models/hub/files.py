# SPDX-License-Identifier: Apache-2.0
"""Which of a repository's files vLLM reads: the weights in one format, and the small ones around them.

Source: vllm/model_executor/model_loader/default_loader.py _prepare_weights and weight_utils.py download_weights_from_hf,
0.33.0: Mistral's own files first, then those that the index names, then safetensors, then .bin, then .pt.
"""

from __future__ import annotations

import fnmatch
from collections.abc import Collection, Sequence
from dataclasses import dataclass

INDEX = "model.safetensors.index.json"
MISTRAL = "consolidated*.safetensors"
# filter_files_not_needed_for_inference, weight_utils.py
NOT_WEIGHTS = ("training_args.bin", "optimizer.bin", "optimizer.pt", "scheduler.pt", "scaler.pt")
SMALL = (
    "*.json", "*.txt", "*.model", "*.tiktoken", "*.jinja", "*.py", "*.yaml", "tokenizer*", "*.spm", "*.vocab",
)  # fmt: skip
LARGEST_SMALL = 200 << 20  # bytes; the largest tokenizers have 40 MB
WEIGHT_ENDINGS = (".safetensors", ".bin", ".pt", ".pth", ".gguf", ".onnx", ".h5", ".msgpack", ".ot", ".npz", ".data")


@dataclass(frozen=True, slots=True)
class RepoFile:
    """A file of a repository. sha256: of files in large-file storage, None for small ones (git's own hash is no proof)."""

    name: str
    size: int
    sha256: str | None = None


def weight_files(files: Sequence[RepoFile], shards: Collection[str] = ()) -> tuple[RepoFile, ...]:
    """The weights that vLLM loads. shards: the files that model.safetensors.index.json names, where there is one."""
    root = [file for file in files if "/" not in file.name]
    mistral = [file for file in root if fnmatch.fnmatchcase(file.name, MISTRAL)]
    if mistral:
        return tuple(mistral)
    if shards:
        return tuple(file for file in files if file.name in shards)
    for ending in (".safetensors", ".bin", ".pt"):
        found = [file for file in root if file.name.endswith(ending) and file.name not in NOT_WEIGHTS]
        if found:
            return tuple(found)
    return ()


def needed_files(files: Sequence[RepoFile], shards: Collection[str] = ()) -> tuple[RepoFile, ...]:
    """Everything to fetch so that vLLM finds it all: weights, and configs, tokenizer and code beside them."""
    weights = weight_files(files, shards)
    small = [
        file
        for file in files
        if file.size <= LARGEST_SMALL
        and not file.name.endswith(WEIGHT_ENDINGS)
        and any(fnmatch.fnmatchcase(file.name.rpartition("/")[2], pattern) for pattern in SMALL)
        and not file.name.startswith(("original/", "onnx/", "openvino/", "gguf/"))
    ]
    return (*small, *weights)


def header_files(files: Sequence[RepoFile]) -> tuple[RepoFile, ...]:
    """The files whose headers show the tensors under transformers' names, where there is no index."""
    root = [file for file in files if "/" not in file.name and file.name.endswith(".safetensors")]
    plain = [file for file in root if not fnmatch.fnmatchcase(file.name, MISTRAL)]
    return tuple(plain or root)
