# SPDX-License-Identifier: Apache-2.0
"""`estimate --batch`: one JSON case a line in, one JSON answer a line out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from rigwise.core.hardware.catalogue import find, gpu, unnamed
from rigwise.core.hardware.rig import Gpu, Link, LinkKind, Rig
from rigwise.core.memory.answers import answer
from rigwise.core.memory.deployment import LATEST_RELEASE, Deployment, ServingOptions
from rigwise.core.memory.estimate import estimate
from rigwise.core.memory.result import Estimate
from rigwise.core.memory.speculative_config import joined
from rigwise.core.models.catalogue import find as find_model
from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.models.config import load_folder
from rigwise.core.problems import Problem, RigwiseError, refuse
from rigwise.core.units import GIB
from rigwise.core.words import phrase

Size = Annotated[int, Field(ge=1, le=1 << 31)]
MOST_CARDS = 1024
Count = Annotated[int, Field(ge=1, le=MOST_CARDS)]
Memory = Annotated[float, Field(gt=0, le=65536)]


class CaseGpu(BaseModel):
    """One card: its name, and what CUDA reports where that is known."""

    model_config = ConfigDict(frozen=True)
    name: str = Field(max_length=200)
    total_gib: Memory | None = None
    free_gib: Annotated[float, Field(ge=0, le=65536)] | None = None


class EstimateCase(BaseModel):
    """One line of a batch; what is left out or null is vLLM's own default in that release, for that card."""

    model_config = ConfigDict(frozen=True)
    id: Any = None
    config: str | None = None
    model: str | None = None
    quantization: str | None = None
    gpus: list[CaseGpu] = Field(min_length=1, max_length=MOST_CARDS)
    tp: Count = 1
    pp: Count = 1
    dp: Count = 1
    ep: bool = False
    max_model_len: Annotated[int, Field(ge=-1, le=1 << 31)] | None = None
    gpu_memory_utilization: Annotated[float, Field(gt=0, le=1)] | None = None
    dtype: str = "auto"
    kv_cache_dtype: str = "auto"
    max_num_seqs: Size | None = None
    max_num_batched_tokens: Size | None = None
    enforce_eager: bool = False
    block_size: Annotated[int, Field(ge=1, le=1 << 20)] | None = None
    enable_prefix_caching: bool | None = None
    speculative_config: dict[str, Any] | str | None = None
    spec_method: str | None = None
    spec_model: str | None = None
    spec_tokens: Size | None = None
    vllm_version: str = LATEST_RELEASE
    concurrency: Size = 1
    context_tokens: Size = 1024
    available_kv_gib: Memory | None = None


def deployment_of(case: EstimateCase) -> Deployment:
    """The Deployment a case describes. Raises RigwiseError for a card or config it cannot read."""
    world = case.tp * case.pp * case.dp
    cards = [_gpu(card) for card in case.gpus]
    if len(cards) == 1 < world <= MOST_CARDS:
        cards *= world
    asked = case.speculative_config
    short = {"--spec-method": case.spec_method, "--spec-model": case.spec_model, "--spec-tokens": case.spec_tokens}
    options = ServingOptions(
        tensor_parallel_size=case.tp,
        pipeline_parallel_size=case.pp,
        data_parallel_size=case.dp if len(cards) >= world else 1,
        enable_expert_parallel=case.ep,
        max_model_len=case.max_model_len,
        gpu_memory_utilization=case.gpu_memory_utilization,
        dtype=case.dtype,
        kv_cache_dtype=case.kv_cache_dtype,
        max_num_seqs=case.max_num_seqs,
        max_num_batched_tokens=case.max_num_batched_tokens,
        enforce_eager=case.enforce_eager,
        block_size=case.block_size,
        enable_prefix_caching=case.enable_prefix_caching,
        speculative_config=joined(json.dumps(asked) if isinstance(asked, dict) else asked, short),
        available_kv_bytes=round(case.available_kv_gib * GIB) if case.available_kv_gib else None,
        concurrency=case.concurrency,
    )
    return Deployment(Rig(tuple(cards), _links(cards), simulated=True), _checkpoint(case), options, case.vllm_version)


def _links(cards: list[Gpu]) -> tuple[Link, ...]:
    """Cards of a kind that always comes with NVLink are taken as joined; others as not."""
    first = find(cards[0].name)
    if len(cards) < 2 or first is None or first.nvlink_form != "switch":
        return ()
    return (Link(0, 1, LinkKind.NVLINK),)


@lru_cache(maxsize=256)
def _gpu(card: CaseGpu) -> Gpu:
    total = round(card.total_gib * GIB) if card.total_gib else None
    spec = find(card.name, total)
    known = gpu(spec) if spec is not None else unnamed(card.name, total)
    if known is None:
        raise refuse(
            "gpu-unknown",
            phrase("memory", "{name} is not in the GPU catalogue, and its memory is not given.").format(
                name=card.name[:60]
            ),
            phrase("memory", "Give total_gib, or write the name as the driver does."),
        )
    total = total or known.total_bytes
    used = max(0, total - round(card.free_gib * GIB)) if card.free_gib is not None else 0
    assumed: tuple[str, ...] = () if card.total_gib and spec else known.approximate
    return Gpu(card.name, total, known.compute_capability, used, integrated=known.integrated, approximate=assumed)


def _checkpoint(case: EstimateCase) -> Checkpoint:
    if case.config:
        return _load(case.config, case.quantization, case.model or "")
    entry = find_model(case.model) if case.model else None
    if entry is not None:
        return entry.checkpoint()
    raise refuse(
        "model-unknown",
        phrase("memory", "{model} is not in the catalogue.").format(model=case.model[:100])
        if case.model
        else phrase("memory", "A case without config or model is not in the catalogue."),
        phrase("memory", "Give `config`: a config.json, or a folder that holds one."),
    )


@lru_cache(maxsize=512)
def _load(path: str, quantization: str | None, model: str) -> Checkpoint:
    read = load_folder(path, quantization=quantization, model=model)
    if read.folder is None or not any(Path(read.folder).glob("*.safetensors")):
        return read
    from rigwise.core.models.hub.local import folder_headers
    from rigwise.core.models.tensors import with_tensors

    return with_tensors(read, folder_headers(Path(read.folder)) or {})


_EMPTY: dict[str, Any] = {**dict.fromkeys(answer(Estimate(False))), "problems": [], "approximate": []}


SpeedOf = Callable[[Deployment, int, int], dict[str, Any] | None]  # (plan, concurrency, tokens in each context)


def run_batch(lines: Iterable[str], speed_of: SpeedOf | None = None) -> Iterator[str]:
    """Answers in the order of the cases; a case that cannot be read is answered with its `error`."""
    for line in lines:
        if not line.strip():
            continue
        identity: Any = None
        try:
            values = json.loads(line)
            identity = values.get("id") if isinstance(values, dict) else None
            if isinstance(values, dict):
                values = {name: value for name, value in values.items() if value is not None}
            case = EstimateCase.model_validate(values)
            plan = deployment_of(case)
            speed = speed_of(plan, case.concurrency, case.context_tokens) if speed_of else None
            result = answer(estimate(plan), speed)
        except RigwiseError as error:
            result = {**_EMPTY, "starts": False, "error": error.problem.as_json()}
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"]) or "the case"
            problem = Problem(
                "case-invalid",
                phrase("memory", "{place}: {first}.").format(place=place, first=first["msg"]),
                phrase("memory", "See `rigwise estimate --help`."),
            )
            result = {**_EMPTY, "starts": False, "error": problem.as_json()}
        except (ValueError, RecursionError):
            problem = Problem(
                "case-not-json",
                phrase("memory", "This line is not a JSON object."),
                phrase("memory", "Write one JSON object a line."),
            )
            result = {**_EMPTY, "starts": False, "error": problem.as_json()}
        yield json.dumps({"id": identity, **result})
