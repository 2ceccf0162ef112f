# SPDX-License-Identifier: Apache-2.0
"""The last step as a value: what a start has reached, and how each end looks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rigwise.core.launch import run as runs
from rigwise.core.launch.arriving import Arriving
from rigwise.core.launch.follow import LogBatch, Stage
from rigwise.core.launch.progress import Progress
from rigwise.core.launch.pull import PullProgress
from rigwise.core.launch.run import JOBS, Job, Mark, Phase, Reached, headline
from rigwise.core.launch.server import Server
from rigwise.core.problems import Problem
from rigwise.core.units import GB

SERVER = Server("id", "rigwise-x", "some/model", "running", 8000)
ENDED = Server("id", "rigwise-x", "some/model", "exited", 8000, exit_code=1)
WHY = Problem("server-failed", "It gave up.", "Read the log.")
LOST = Problem("engine-lost", "Docker stopped answering.", "Start it again.")


def marks(run):
    return [state.mark for state in run.jobs]


def loading():
    run = runs.heard(runs.begun(), Reached(Job.IMAGE, "Docker 28"))
    return runs.runs(runs.heard(run, Reached(Job.CONTAINER)), SERVER)


def test_a_start_goes_through_its_jobs_in_order():
    run = runs.begun()
    assert run.active.job is Job.ENGINE
    run = runs.heard(run, Reached(Job.IMAGE, "Docker 28"))
    assert run.jobs[0].detail == "Docker 28"
    assert headline(run) == "Fetching the vLLM image …"
    run = runs.runs(runs.heard(run, Reached(Job.CONTAINER)), SERVER)
    assert (run.phase, run.active.job) == (Phase.LOADING, Job.SERVER)
    run = runs.ready(run, SERVER)
    assert set(marks(run)) == {Mark.DONE}
    assert headline(run) == "Serving on http://127.0.0.1:8000/v1"


def test_a_pull_tells_bytes_and_layers():
    run = runs.heard(runs.begun(), Reached(Job.IMAGE))
    run = runs.heard(run, PullProgress(4_200_000_000, 12_500_000_000, 3, 30, "downloading"))
    assert run.active.detail == "4.2 GB of 12.5 GB fetched, 3 of 30 layers"
    assert run.active.share == pytest.approx(0.168)


def test_shards_move_the_bar_of_the_weights():
    run = runs.logged(loading(), LogBatch((), Stage.LOADING, Progress(1, 4)))
    assert (run.active.job, run.active.share, run.active.detail) == (Job.WEIGHTS, 0.25, "1 of 4 files")
    assert runs.logged(run, LogBatch((), Stage.LOADING)).active.share == 0.25


def test_the_model_that_vllm_fetches_itself_is_a_job_of_its_own():
    """It says "Starting to load model" first and is silent while its files arrive; then it counts what it reads."""
    run = runs.logged(loading(), LogBatch((), Stage.LOADING))
    assert run.active.job is Job.WEIGHTS
    run = runs.told(run, Arriving(5 * GB, 20 * GB, 100e6))
    assert run.active.job is Job.MODEL
    assert (run.active.share, run.active.detail) == (0.25, "5.00 GB of 20.00 GB, 100 MB/s, 3 min left")
    assert headline(run) == "Fetching the model …"
    run = runs.logged(run, LogBatch(("a line",), Stage.LOADING))
    assert run.active.job is Job.MODEL
    run = runs.logged(run, LogBatch((), Stage.LOADING, Progress(0, 4)))
    assert run.active.job is Job.WEIGHTS
    assert runs.told(run, Arriving(20 * GB, 20 * GB)) == run


def test_a_draft_model_that_comes_after_the_model_is_told_where_the_weights_are_loaded():
    run = runs.logged(loading(), LogBatch((), Stage.LOADING, Progress(4, 4)))
    run = runs.told(run, Arriving(GB, 4 * GB, draft=True))
    assert (run.active.job, run.active.share) == (Job.WEIGHTS, 0.25)
    assert run.active.detail == "draft model: 1.00 GB of 4.00 GB"
    assert runs.told(run, Arriving(4 * GB, 4 * GB, draft=True)) == run
    run = runs.logged(run, LogBatch((), Stage.LOADING, Progress(0, 1)))
    assert (run.active.share, run.active.detail) == (0, "0 of 1 files")


def test_one_bar_of_graphs_follows_another():
    run = runs.told(loading(), Progress(50, 51, "graphs", "mixed prefill-decode, PIECEWISE"))
    run = runs.told(run, Progress(3, 35, "graphs", "decode, FULL"))
    assert (run.active.job, run.active.detail) == (Job.GRAPHS, "3 of 35 graphs (decode, FULL)")
    assert run.active.share == pytest.approx(3 / 35)


PROGRESS = st.builds(Progress, st.integers(0, 9), st.integers(9, 12), st.sampled_from(["shards", "graphs"]))


@given(st.lists(st.builds(LogBatch, st.just(()), st.sampled_from(list(Stage)), st.none() | PROGRESS) | PROGRESS))
def test_no_job_and_no_bar_ever_goes_back(news):
    run = loading()
    for word in news:
        before, run = run, runs.told(run, word)
        was, now = JOBS.index(before.active.job), JOBS.index(run.active.job)
        assert now >= was
        if now == was and before.active.share is not None:
            assert run.active.share >= before.active.share
        order = [Mark.DONE, Mark.ACTIVE, Mark.WAITING]
        assert sorted(marks(run), key=order.index) == marks(run)
        assert marks(run).count(Mark.ACTIVE) == 1


def test_an_end_nobody_wanted_is_a_failure_where_it_was():
    run = runs.over(runs.logged(loading(), LogBatch((), Stage.LOADING)), ENDED, WHY)
    assert (run.phase, run.problem, headline(run)) == (Phase.STOPPED, WHY, "The server has ended.")
    assert run.jobs[JOBS.index(Job.WEIGHTS)].mark is Mark.FAILED


def test_an_end_that_was_asked_for_is_none():
    run = runs.over(runs.stopping(runs.ready(loading(), SERVER), "Stopping the server …"), ENDED, WHY)
    assert (run.phase, run.problem, headline(run)) == (Phase.STOPPED, None, "The server is stopped.")
    assert Mark.FAILED not in marks(run)


def test_a_lost_engine_ends_it_wherever_it_was():
    for run in (runs.begun(), loading(), runs.ready(loading(), SERVER), runs.stopping(loading(), "…")):
        lost = runs.failed(run, LOST)
        assert (lost.phase, lost.server, lost.problem) == (Phase.IDLE, None, LOST)


def test_an_engine_lost_before_there_was_a_server_is_a_start_that_failed():
    assert headline(runs.failed(runs.begun(), LOST)) == "It did not start."
    assert headline(runs.failed(loading(), LOST)) == "The connection to the server is lost."


def test_a_server_found_again_goes_on_or_tells_its_end():
    assert runs.regained(SERVER).active.job is Job.SERVER
    over = runs.regained(ENDED, WHY)
    assert (over.phase, over.problem, over.server) == (Phase.STOPPED, WHY, ENDED)


def test_a_server_that_says_it_is_ready_has_to_answer_yet():
    run = runs.logged(loading(), LogBatch((), Stage.READY))
    assert (run.phase, run.active.job) == (Phase.LOADING, Job.ANSWER)


def test_a_start_that_is_refused_can_be_tried_again():
    taken = Problem("port-taken", "Port 8000 is in use.", "Choose another port.")
    assert runs.failed(runs.begun(), taken).phase is Phase.IDLE
    assert runs.failed(runs.begun(ENDED), taken).phase is Phase.STOPPED  # the container is still there


def test_a_stop_that_is_refused_leaves_the_server_as_it_was():
    slow = Problem("engine-slow", "Docker took too long.", "Wait.")
    run = runs.failed(runs.stopping(runs.ready(loading(), SERVER), "Stopping the server …"), slow)
    assert (run.phase, run.problem) == (Phase.READY, slow)


def test_late_news_of_a_log_change_nothing_once_it_answers():
    run = runs.ready(loading(), SERVER)
    assert runs.logged(run, LogBatch((), Stage.LOADING, Progress(1, 2))) == run
    assert runs.heard(run, Reached(Job.IMAGE)) == run
