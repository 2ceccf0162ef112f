# SPDX-License-Identifier: Apache-2.0
"""Files that are no config, or a hostile one: each is refused with a code and a next step, fast."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from rigwise.core.memory.weights import stage_weights
from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.models.config import LARGEST_CONFIG, load_folder, read_checkpoint
from rigwise.core.problems import Problem, RigwiseError

GOOD: dict[str, Any] = {
    "architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": 2048, "intermediate_size": 8192,
    "num_hidden_layers": 16, "num_attention_heads": 32, "num_key_value_heads": 8, "vocab_size": 128256,
}  # fmt: skip


def refused(path: Path) -> str:
    with pytest.raises(RigwiseError) as caught:
        load_folder(path)
    assert caught.value.problem.fix
    return caught.value.problem.code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "config-invalid"),
        (b"   \n", "config-invalid"),
        (json.dumps(GOOD).encode()[:-30], "config-invalid"),
        (b"[1, 2, 3]", "config-invalid"),
        (b'"text"', "config-invalid"),
        (b"null", "config-invalid"),
        (b"\xff\xfe\x00garbage", "config-invalid"),
        (b"PK\x03\x04 not json", "config-invalid"),
        (b"[" * 100_000, "config-invalid"),
        (b'{"a":' * 50_000 + b"1" + b"}" * 50_000, "config-invalid"),
        (b"{}", "config-invalid"),
        (b'{"hidden_size": 1' + b"0" * 5000 + b"}", "config-invalid"),
        (b'{"hidden_size": NaN, "architectures": ["LlamaForCausalLM"]}', "config-field"),
    ],
)
def test_a_file_that_is_no_config(content: bytes, code: str, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_bytes(content)
    assert refused(tmp_path) == code


def test_a_folder_without_one(tmp_path: Path) -> None:
    assert refused(tmp_path) == "config-missing"


def test_a_file_of_many_megabytes_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "config.json").open("wb") as file:
        file.truncate(LARGEST_CONFIG + 1)
    assert refused(tmp_path) == "config-too-large"


def read(changes: dict[str, Any]) -> Checkpoint | Problem:
    try:
        return read_checkpoint({**GOOD, **changes})
    except RigwiseError as error:
        return error.problem


@pytest.mark.parametrize(
    "changes",
    [
        {"hidden_size": -1}, {"hidden_size": 0}, {"hidden_size": 10**30}, {"hidden_size": "2048"}, {"hidden_size": [2048]},
        {"hidden_size": True}, {"num_hidden_layers": 10**9}, {"num_attention_heads": 0}, {"num_attention_heads": 4096},
        {"vocab_size": 1e300}, {"vocab_size": None}, {"num_key_value_heads": {}}, {"rope_scaling": {"factor": -5}},
        {"quantization_config": []}, {"quantization_config": {"quant_method": 7}}, {"architectures": "LlamaForCausalLM"},
        {"quantization_config": {"quant_method": "awq", "bits": 0}}, {"num_experts": 10**7},
    ],
)  # fmt: skip
def test_a_field_that_makes_no_sense_is_named(changes: dict[str, Any]) -> None:
    found = read(changes)
    if isinstance(found, Problem):
        assert found.code.startswith("config-")
        assert len(found.message) < 300
    else:  # what can be read all the same is
        assert found.architecture.layers


def test_a_model_has_one_position_at_least() -> None:
    found = read({"architectures": ["XLMRobertaModel"], "model_type": "xlm-roberta", "max_position_embeddings": 1})
    assert isinstance(found, Checkpoint)
    assert found.architecture.max_position == 1


def test_a_pattern_made_to_backtrack_is_answered_at_once() -> None:
    evil = {
        "quant_method": "compressed-tensors", "ignore": [r"re:(a+)+$", r"re:(.*)*x", "re:" + "(" * 600],
        "config_groups": {"0": {"targets": [r"re:([a-z.]+)+\d$"], "weights": {"num_bits": 8, "type": "float"}}},
    }  # fmt: skip
    began = time.perf_counter()
    checkpoint = read_checkpoint({**GOOD, "quantization_config": evil})
    assert stage_weights(checkpoint)[0].total
    assert time.perf_counter() - began < 2
