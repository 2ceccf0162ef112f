# SPDX-License-Identifier: Apache-2.0
"""The ways to run one model on a rig, and the one that is recommended."""

from dataclasses import replace

import checkpoints
import pytest
from rigwise.core.hardware.catalogue import compose
from rigwise.core.models.checkpoint import Tensor
from rigwise.core.models.hub.files import RepoFile
from rigwise.core.models.hub.inspect import Inspection
from rigwise.core.models.hub.search import Found
from rigwise.core.models.hub.siblings import Sibling
from rigwise.core.planning.suggest import Fit
from rigwise.core.planning.ways import GROUPS, ways
from rigwise.core.problems import Problem

FORMATS = {"": "16-bit", "fp8": "FP8", "w8a8": "INT8", "awq": "AWQ", "gptq": "GPTQ", "nvfp4": "NVFP4"}


def sibling(how, config=checkpoints.LLAMA_70B, **found):
    tensors = checkpoints.decoder(config)
    tensors = checkpoints.quantized(tensors, how) if how else tensors
    size = sum(map(checkpoints.nbytes, tensors.values()))
    name = f"maker/model-{how}" if how else "meta/model"
    whole = {**config, **({"quantization_config": checkpoints.QUANTIZATION[how]} if how else {})}
    seen = Inspection(
        name, "0" * 40, (RepoFile("model.safetensors", size), RepoFile("config.json", 900)), {"config.json": whole},
        {tensor: Tensor(*value) for tensor, value in tensors.items()},
    )  # fmt: skip
    listed = Found(name, format=FORMATS[how], weight_bytes=size, **{"downloads": 100, **found})
    return Sibling(listed, seen, official=not how)


@pytest.fixture(scope="module")
def everything():
    return [sibling(how) for how in FORMATS]


def by_format(made):
    return {one.id.removeprefix("maker/model-").removeprefix("meta/"): one for one in made}


@pytest.mark.parametrize(
    ("how", "bits"), [("", 16.0), ("fp8", 8.24), ("w8a8", 8.24), ("awq", 4.51), ("gptq", 4.51), ("nvfp4", 4.84)]
)
def test_bits_a_weight_are_those_of_the_tensors(everything, how, bits):
    """70.6 billion parameters; 2.1 of them in embedding and head, which stay at 16 bit."""
    made = by_format(ways(everything, compose(["RTX 4090"] * 2)))
    assert made[how or "model"].bits == pytest.approx(bits, abs=0.01)


def test_on_two_4090_a_70b_runs_in_four_bits_and_the_reason_names_what_is_too_big(everything):
    made = ways(everything, compose(["RTX 4090"] * 2))
    best = next(one for one in made if one.recommended)
    assert best.group in ("AWQ", "GPTQ")
    assert best.kernel == "weight-only"
    assert "does not fit" in best.why
    assert f"{best.context:,} tokens" in best.why
    assert {one.fit for one in made if one.group in ("16-bit", "FP8", "INT8")} == {Fit.TOO_BIG}


def test_on_blackwell_nvfp4_is_native_and_int8_has_no_kernels(everything):
    made = by_format(ways(everything, compose(["RTX 5090"] * 2)))
    assert made["nvfp4"].recommended
    assert made["nvfp4"].kernel == "native"
    assert made["w8a8"].problem.code == "format-not-on-card"
    assert made["w8a8"].kernel == ""


def test_on_hopper_fp8_loses_nothing_and_is_native(everything):
    made = by_format(ways(everything, compose(["H100 80GB HBM3"] * 2)))
    assert made["fp8"].recommended
    assert (made["fp8"].kernel, made["model"].kernel, made["awq"].kernel) == ("native", "", "weight-only")
    assert made["model"].fit is not Fit.TOO_BIG


def test_a_small_model_on_an_old_card_stays_as_it_was_made():
    made = ways([sibling(how, checkpoints.LLAMA_8B) for how in ("", "awq")], compose(["RTX 3090"]))
    assert [one.group for one in made if one.recommended] == ["16-bit"]


def test_where_nothing_fits_nothing_is_recommended(everything):
    made = ways(everything, compose(["RTX 4060"]))
    assert not any(one.recommended for one in made)
    assert all(one.problem for one in made)


def test_every_way_has_one_group_a_word_on_quality_and_its_source(everything):
    extra = [
        Sibling(Found("x/model-GGUF", format="GGUF", served=False, downloads=9)),
        Sibling(Found("x/model-odd", format="odd")),
        Sibling(Found("x/gated", format="FP8", gated=True), problem=Problem("hub-gated", "It is gated.", "Ask.")),
    ]
    made = ways([*everything, *extra], compose(["RTX 4090"] * 2))
    assert [GROUPS.index(one.group) for one in made] == sorted(GROUPS.index(one.group) for one in made)
    assert all(one.quality.word and one.quality.source for one in made)
    last = made[-1]
    assert (last.group, last.fit, last.bits) == ("not for vLLM", None, None)
    gated = next(one for one in made if one.id == "x/gated")
    assert gated.problem.code == "hub-gated"
    assert gated.fit is None


def test_of_equal_ways_the_one_that_more_people_run_is_taken():
    rare, common = sibling("awq", downloads=3), sibling("awq", downloads=3000)
    rare = replace(rare, found=replace(rare.found, id="rare/model-awq"))
    made = ways([rare, common], compose(["RTX 4090"] * 2))
    assert next(one for one in made if one.recommended).downloads == 3000


def test_a_repository_that_cannot_be_read_says_why():
    broken = sibling("awq")
    broken = replace(broken, inspection=replace(broken.inspection, configs={"config.json": {"hidden_size": -1}}))
    (made,) = ways([broken], compose(["RTX 4090"]))
    assert made.problem.code.startswith("config-")
    assert made.fit is None
