# SPDX-License-Identifier: Apache-2.0
"""safetensors headers: honest ones read exactly, hostile ones refused, untold ones never guessed."""

import json

import checkpoints
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rigwise.core.models.checkpoint import DTYPE_BITS, Tensor
from rigwise.core.models.headers import (
    MOST_TENSORS,
    header_length,
    kind,
    likely_length,
    parse_header,
    parse_index,
    shards_to_read,
    told,
)
from rigwise.core.problems import RigwiseError


def as_file(table, size=None):
    text = json.dumps(table).encode() if not isinstance(table, bytes) else table
    data = len(text).to_bytes(8, "little") + text
    return data, len(data) if size is None else size


tensors = st.dictionaries(
    st.text(min_size=1, max_size=30).filter(lambda name: name != "__metadata__"),
    st.tuples(st.sampled_from(sorted(checkpoints.WIDTH)), st.lists(st.integers(0, 7), max_size=4).map(tuple)),
    max_size=20,
)


@given(tensors)
def test_what_a_writer_wrote_is_read_back(written):
    blob = checkpoints.safetensors(written)
    assert parse_header(blob.start, blob.size, "f") == {name: Tensor(*tensor) for name, tensor in written.items()}


def test_the_elements_widths_agree_with_the_writer_s():
    assert {name: 8 * width for name, width in checkpoints.WIDTH.items()}.items() <= DTYPE_BITS.items()


GOOD = {"dtype": "F16", "shape": [2], "data_offsets": [0, 4]}


@pytest.mark.parametrize(
    ("table", "size", "words"),
    [
        ({"a": GOOD}, 40, "says that its header alone has"),
        ({"a": GOOD, "b": {**GOOD, "data_offsets": [2, 6]}}, None, "overlap"),
        ({"a": GOOD, "b": {**GOOD, "data_offsets": [8, 12]}}, None, "gaps"),
        ({"a": {**GOOD, "data_offsets": [4, 0]}}, None, "do not agree"),
        ({"a": {**GOOD, "shape": [10**9, 10**9, 10**9]}}, None, "do not agree"),
        ({"a": {**GOOD, "shape": [-2]}}, None, "impossible"),
        ({"a": {**GOOD, "shape": [2.0]}}, None, "impossible"),
        ({"a": {**GOOD, "shape": [True, 2]}}, None, "impossible"),
        ({"a": {**GOOD, "shape": [1 << 80]}}, None, "impossible"),
        ({"a": {**GOOD, "dtype": "F99"}}, None, "does not know"),
        ({"a": {**GOOD, "dtype": ["F16"]}}, None, "does not know"),
        ({"a": {**GOOD, "data_offsets": "all"}}, None, "no table"),
        ({"a": 5}, None, "no table"),
        ([1, 2], None, "no table"),
        (b"<html>", None, "not JSON"),
        (b"[" * 100_000, None, "not JSON"),
        ({"a": GOOD}, 10**6, "not as long"),
    ],
)
def test_a_hostile_header_is_refused_in_words(table, size, words):
    data, whole = as_file(table, size)
    if size is None:
        whole += 4
    with pytest.raises(RigwiseError, match=words) as caught:
        parse_header(data, whole, "model.safetensors")
    assert caught.value.problem.code == "checkpoint-broken"


@pytest.mark.parametrize("length", [10**9, 2**63, 2**64 - 1])
def test_a_header_said_to_be_gigabytes_is_never_asked_for(length):
    with pytest.raises(RigwiseError):
        header_length(length.to_bytes(8, "little"), 2**64, "f")


def test_a_thousand_million_tensors_are_too_many():
    table = json.dumps({str(i): 0 for i in range(MOST_TENSORS + 1)}).encode()
    with pytest.raises(RigwiseError, match="no table"):
        parse_header(len(table).to_bytes(8, "little") + table, 1 << 40, "f")


@given(st.binary(max_size=300), st.integers(0, 400))
def test_any_bytes_are_tensors_or_refused(data, size):
    with pytest.raises(RigwiseError):
        parse_header(b"\xff" + data, size, "f")


@settings(max_examples=200)
@given(st.recursive(st.none() | st.integers() | st.text(), lambda c: st.lists(c) | st.dictionaries(st.text(), c)))
def test_any_json_is_a_table_or_refused(value):
    data, size = as_file(value)
    if value == {}:
        assert parse_header(data, size, "f") == {}
    else:
        with pytest.raises(RigwiseError):
            parse_header(data, size, "f")


def test_an_index_that_names_a_missing_shard_is_refused_by_its_name():
    index = json.dumps({"weight_map": {"a": "../../etc/passwd"}}).encode()
    with pytest.raises(RigwiseError, match="etc/passwd") as caught:
        parse_index(index, ["model-1.safetensors"])
    assert caught.value.problem.code == "checkpoint-incomplete"


@pytest.mark.parametrize(
    "text", [b"", b"[]", b"{}", b'{"weight_map": 5}', b'{"weight_map": {}}', b"<html>", b"[" * 9999]
)
def test_an_index_that_is_none_is_refused(text):
    with pytest.raises(RigwiseError):
        parse_index(text, [])


def repository(tensors, count):
    """(weight map, total, sizes, headers by shard) of a sharded checkpoint."""
    files = checkpoints.shards(tensors, count)
    index = json.loads(files.pop("model.safetensors.index.json").start)
    sizes = {name: blob.size for name, blob in files.items()}
    heads = {name: parse_header(blob.start, blob.size, name) for name, blob in files.items()}
    return index["weight_map"], index["metadata"]["total_size"], sizes, heads


def seen_of(weight_map, heads):
    return {name: tensor for shard in shards_to_read(weight_map) for name, tensor in heads[shard].items()}


@pytest.mark.parametrize("how", ["", "awq", "gptq", "fp8", "w8a8", "nvfp4"])
def test_two_of_thirty_shards_prove_the_rest_of_an_even_model(how):
    tensors = checkpoints.decoder(checkpoints.LLAMA_70B)
    tensors = checkpoints.quantized(tensors, how) if how else tensors
    weight_map, total, sizes, heads = repository(tensors, 30)
    assert len(shards_to_read(weight_map)) <= 3
    proven = told(weight_map, seen_of(weight_map, heads), sizes, total, None)
    assert proven == {name: Tensor(*tensor) for name, tensor in tensors.items()}


def test_the_hub_s_count_of_elements_proves_it_too_where_the_index_has_no_total():
    tensors = checkpoints.decoder(checkpoints.LLAMA_8B)
    weight_map, _, sizes, heads = repository(tensors, 4)
    counted = checkpoints.parameters(tensors)
    assert told(weight_map, seen_of(weight_map, heads), sizes, None, counted) is not None
    assert told(weight_map, seen_of(weight_map, heads), sizes, None, None) is None
    assert told(weight_map, seen_of(weight_map, heads), sizes, None, {**counted, "BF16": 1}) is None


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 30), st.integers(-3, 3).filter(bool))
def test_an_uneven_layer_is_never_told_from_others(layer, more):
    """A pruned model: one layer's MLP has another width, and its shard was not read."""
    tensors = checkpoints.decoder(checkpoints.LLAMA_8B)
    for name in ("gate_proj", "up_proj", "down_proj"):
        key = f"model.layers.{layer}.mlp.{name}.weight"
        dtype, (n, k) = tensors[key]
        tensors[key] = (dtype, (n + 64 * more, k) if name != "down_proj" else (n, k + 64 * more))
    weight_map, total, sizes, heads = repository(tensors, 7)
    proven = told(weight_map, seen_of(weight_map, heads), sizes, total, None)
    assert proven is None


def test_two_layers_that_swap_widths_within_the_same_total_are_noticed_by_their_shards_sizes():
    tensors = checkpoints.decoder(checkpoints.LLAMA_8B)
    for layer, more in ((10, 64), (25, -64)):
        key = f"model.layers.{layer}.mlp.up_proj.weight"
        dtype, (n, k) = tensors[key]
        tensors[key] = (dtype, (n + more, k))
    weight_map, total, sizes, heads = repository(tensors, 7)
    seen = {name: tensor for shard in ("model-00001-of-00007.safetensors", "model-00007-of-00007.safetensors")
            for name, tensor in heads[shard].items()}  # fmt: skip
    assert told(weight_map, seen, sizes, total, None) is None


def test_numbers_in_names_are_one_kind_and_experts_too():
    assert kind("model.layers.3.mlp.experts.17.up_proj.weight") == "model.layers.#.mlp.experts.#.up_proj.weight"
    assert kind("visual.blocks.0.attn.qkv.bias") == "visual.blocks.#.attn.qkv.bias"


@given(st.lists(st.text(min_size=1, max_size=80), max_size=30, unique=True))
def test_the_length_asked_for_holds_the_header(names):
    written = {name: ("BF16", (123456, 123456)) for name in names if name != "__metadata__"}
    assert len(checkpoints.header(written)) <= likely_length(written) + 6 * sum(len(name) for name in written)
    plain = {f"model.layers.{i}.mlp.down_proj.weight": ("BF16", (123456, 123456)) for i in range(len(names))}
    assert len(checkpoints.header(plain)) <= likely_length(plain)
