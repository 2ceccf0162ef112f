# SPDX-License-Identifier: Apache-2.0
"""The time that is left of a start, learned from earlier starts of the same plan."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rigwise.core.launch import pace
from rigwise.core.launch import run as runs
from rigwise.core.launch.arriving import Arriving
from rigwise.core.launch.follow import LogBatch, Stage
from rigwise.core.launch.progress import Progress
from rigwise.core.launch.run import Job
from rigwise.core.launch.server import Server

SERVER = Server("id", "rigwise-x", "some/model", "running", 8000)


def loading():
    return runs.runs(runs.begun(), SERVER)


def at(run, stage):
    return runs.logged(run, LogBatch((), stage))


def test_each_job_has_its_own_time():
    watch, run = pace.Watch(), loading()
    for now, stage in ((100, Stage.STARTING), (110, Stage.LOADING), (150, Stage.COMPILING), (170, Stage.CAPTURING)):
        run = at(run, stage)
        watch.note(run, now)
    assert watch.taken(175) == {Job.SERVER: 10, Job.WEIGHTS: 40, Job.KERNELS: 20, Job.GRAPHS: 5}


def test_the_time_of_a_download_is_not_that_of_loading():
    watch, run = pace.Watch(), at(loading(), Stage.LOADING)
    watch.note(run, 100)
    run = runs.counted(run, Arriving(1, 2))
    watch.note(run, 101)
    run = runs.counted(run, Progress(1, 4))
    watch.note(run, 900)
    watch.note(at(run, Stage.COMPILING), 910)
    assert watch.taken(915) == {Job.MODEL: 799, Job.WEIGHTS: 10, Job.KERNELS: 5}


def test_a_server_that_answers_at_once_took_no_time():
    assert pace.Watch().taken(100) == {}


def test_what_is_left_are_the_jobs_to_come_and_the_rest_of_this_one():
    watch, run = pace.Watch(), at(loading(), Stage.LOADING)
    watch.note(run, 100)
    learned = {Job.SERVER: 10, Job.WEIGHTS: 40, Job.KERNELS: 20, Job.GRAPHS: 5}
    assert watch.left(learned, run, 110) == 55
    assert watch.left(learned, run, 200) == 25  # it takes longer than it used to
    assert watch.left({}, run, 110) is None
    assert watch.left(learned, runs.begun(), 110) is None


def test_starts_of_one_plan_are_remembered_and_their_median_counts(tmp_path):
    file = tmp_path / "deep" / "starts.json"
    for seconds in (10, 12, 300):
        pace.keep("a", {Job.WEIGHTS: seconds, Job.IMAGE: 900}, file)
    pace.keep("b", {Job.WEIGHTS: 1}, file)
    assert pace.learned("a", file) == {Job.WEIGHTS: 12}
    for _ in range(20):
        pace.keep("a", {Job.WEIGHTS: 30}, file)
    assert pace.learned("a", file) == {Job.WEIGHTS: 30}
    assert pace.learned("c", file) == {}


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text()
    | st.recursive(st.none() | st.integers() | st.text(), lambda v: st.lists(v) | st.dictionaries(st.text(), v))
)
def test_a_damaged_memory_is_no_memory(tmp_path_factory, content):
    import json

    file = tmp_path_factory.mktemp("pace") / "starts.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8", errors="ignore")
    pace.learned("a", file)
    pace.keep("a", {Job.WEIGHTS: 5}, file)
    assert pace.learned("a", file)[Job.WEIGHTS] >= 0


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "some seconds left"), (42, "about 40 s left"), (89, "about 90 s left"), (170, "about 3 min left")],
)
def test_a_guess_says_no_more_than_it_knows(seconds, words):
    assert pace.in_words(seconds) == words
