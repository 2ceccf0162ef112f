# SPDX-License-Identifier: Apache-2.0
"""What lies in the cache is known without a network, and nothing outside it is believed."""

import json
import threading

import checkpoints
import pytest
from rigwise.core.memory.weights import stage_weights
from rigwise.core.models.hub.cached import snapshot
from rigwise.core.models.hub.download import download
from rigwise.core.models.hub.inspect import inspect
from rigwise.core.models.hub.local import complete, folder_headers, local_models, open_folder
from rigwise.core.models.hub.names import Reference
from rigwise.core.problems import RigwiseError


@pytest.fixture
def fetched(stub_hub, place):
    stub_hub.add(checkpoints.model("meta/tiny", count=2, how="awq"))
    found = inspect(place, Reference("meta/tiny"))
    download(place, found, threading.Event())
    return found


def test_a_downloaded_model_is_there_with_its_tensors(place, fetched):
    (model,) = local_models(place)
    assert (model.id, model.commit, model.complete) == ("meta/tiny", fetched.commit, True)
    checkpoint = model.checkpoint()
    assert (checkpoint.model, checkpoint.revision, checkpoint.folder) == ("meta/tiny", fetched.commit, None)
    assert stage_weights(checkpoint)[0].total == stage_weights(fetched.checkpoint())[0].total


def test_a_model_that_lacks_a_shard_is_not_complete(place, fetched):
    (snapshot(place, "meta/tiny", fetched.commit) / "model-00002-of-00002.safetensors").unlink()
    assert [model.complete for model in local_models(place)] == [False]
    assert folder_headers(snapshot(place, "meta/tiny", fetched.commit)) is None


def test_no_cache_is_no_models(place):
    assert local_models(place) == ()


def test_a_config_that_lies_outside_the_cache_is_no_model(place, fetched, tmp_path):
    config = snapshot(place, "meta/tiny", fetched.commit) / "config.json"
    outside = tmp_path / "config.json"
    outside.write_bytes(config.read_bytes())
    config.unlink()
    config.symlink_to(outside)
    assert local_models(place) == ()


def test_rubbish_in_the_cache_harms_nobody(place, fetched):
    (place.cache / "models--x--y" / "snapshots").mkdir(parents=True)
    (place.cache / "notes.txt").write_text("mine")
    (place.cache / "models--a--b").write_text("a file")
    assert [model.id for model in local_models(place)] == ["meta/tiny"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"weight_map": 5}', '{"weight_map": {"a": "../../secret"}}'])
def test_an_index_that_cannot_be_read_completes_nothing(tmp_path, text):
    (tmp_path / "model.safetensors.index.json").write_text(text)
    assert not complete(tmp_path)
    assert folder_headers(tmp_path) is None


def test_a_folder_s_weights_are_those_of_its_files(tmp_path):
    config = {**checkpoints.LLAMA, "architectures": ["NobodyKnowsForCausalLM"], "model_type": "nobody"}
    tensors = checkpoints.decoder(config)
    (tmp_path / "config.json").write_text(json.dumps(config))
    blob = checkpoints.safetensors(tensors)
    (tmp_path / "model.safetensors").write_bytes(b"".join(bytes(piece) for piece in blob.pieces(0, blob.size)))
    checkpoint = open_folder(tmp_path)
    assert stage_weights(checkpoint)[0].total >= sum(map(checkpoints.nbytes, tensors.values()))
    (tmp_path / "model.safetensors").write_bytes((2**40).to_bytes(8, "little") + b"{}")
    with pytest.raises(RigwiseError) as caught:
        open_folder(tmp_path)
    assert caught.value.problem.code == "checkpoint-broken"
