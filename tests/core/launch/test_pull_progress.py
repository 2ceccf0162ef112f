# SPDX-License-Identifier: Apache-2.0
"""Progress of a pull from the engine's events."""

from hypothesis import given
from hypothesis import strategies as st
from rigwise.core.launch.pull import Layers


def event(layer, status, current=None, total=None):
    detail = {} if total is None else {"current": current, "total": total}
    return {"id": layer, "status": status, "progressDetail": detail}


def after(*events):
    layers = Layers()
    for one in events:
        layers.take(one)
    return layers.progress()


def test_no_share_is_claimed_before_all_sizes_are_known():
    announced = [event("a", "Pulling fs layer"), event("b", "Pulling fs layer"), event("b", "Waiting")]
    small_one_done = [event("a", "Downloading", 10, 10), event("a", "Pull complete")]
    progress = after(*announced, *small_one_done)
    assert (progress.done, progress.total, progress.layers_done, progress.layers) == (10, 10, 1, 2)
    assert progress.share is None
    assert after(*announced, *small_one_done, event("b", "Downloading", 0, 990)).share == 0.01


def test_unpacking_is_half_of_the_work():
    fetched = [event("a", "Downloading", 100, 100), event("a", "Download complete")]
    assert after(*fetched).share == 0.5
    assert after(*fetched).phase == "unpacking"
    assert after(*fetched, event("a", "Extracting", 50, 100)).share == 0.75
    assert after(*fetched, event("a", "Pull complete")).share == 1


def test_layers_that_are_here_already_cost_nothing():
    progress = after(event("a", "Already exists"), event("b", "Downloading", 50, 100))
    assert (progress.done, progress.total, progress.layers_done) == (50, 100, 1)


def test_lines_that_are_not_about_a_layer_do_not_count():
    progress = after({"status": "Pulling from vllm/vllm-openai", "id": "v0.33.0"}, {"status": "Digest: sha256:0"})
    assert progress.layers == 0
    assert progress.share is None


def test_a_retry_does_not_run_backwards():
    progress = after(
        event("a", "Downloading", 80, 100), event("a", "Retrying in 5 seconds"), event("a", "Downloading", 10, 100)
    )
    assert progress.done == 80


STATUS = st.sampled_from(
    ["Pulling fs layer", "Waiting", "Downloading", "Verifying Checksum", "Download complete", "Extracting", "Pull complete",
     "Already exists", "Retrying in 1 second"]
)  # fmt: skip
EVENTS = st.lists(
    st.builds(event, st.sampled_from("abc"), STATUS, st.integers(0, 200), st.none() | st.integers(0, 100))
)


@given(EVENTS)
def test_no_number_ever_runs_backwards_or_over(events):
    layers = Layers()
    before = layers.progress()
    for one in events:
        layers.take(one)
        now = layers.progress()
        assert now.done >= before.done
        assert now.unpacked >= before.unpacked
        assert now.layers_done >= before.layers_done
        assert now.done <= now.total
        assert now.unpacked <= now.total
        before = now
