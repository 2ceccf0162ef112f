# SPDX-License-Identifier: Apache-2.0
"""The last step as a value: from looking for an engine to a server that answers, and back to nothing.

Workers (bring_up, follow, stop …) block and report; the pure functions below turn what they say into a new Run, and
everything on the page is drawn from that Run.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from rigwise.core.launch.arriving import Arriving
from rigwise.core.launch.diagnosis.diagnose import NOTHING_FOUND, Diagnosis
from rigwise.core.launch.follow import LogBatch, Stage
from rigwise.core.launch.progress import SHARDS, Progress
from rigwise.core.launch.pull import PullProgress
from rigwise.core.launch.server import Server
from rigwise.core.problems import Problem
from rigwise.core.units import GB, format_gb
from rigwise.core.words import mark, phrase


class Phase(Enum):
    """Where the whole thing is."""

    IDLE = "nothing runs"
    STARTING = "engine, image, container"
    LOADING = "the server's own start"
    READY = "it answers"
    STOPPING = "on its way out"
    STOPPED = "the container is there, its server has ended"


class Job(Enum):
    """What has to happen, in order. The value is the line a person reads."""

    ENGINE = mark("jobs", "Find the container engine")
    IMAGE = mark("jobs", "Fetch the vLLM image")
    CONTAINER = mark("jobs", "Start the container")
    SERVER = mark("jobs", "Start vLLM")
    MODEL = mark("jobs", "Fetch the model")
    WEIGHTS = mark("jobs", "Load the weights")
    KERNELS = mark("jobs", "Compile the kernels")
    MEMORY = mark("jobs", "Measure memory")
    GRAPHS = mark("jobs", "Capture CUDA graphs")
    ANSWER = mark("jobs", "Answer on its port")


JOBS = tuple(Job)
_UNDER_WAY = {
    Job.ENGINE: mark("jobs", "Looking for the container engine …"),
    Job.IMAGE: mark("jobs", "Fetching the vLLM image …"),
    Job.CONTAINER: mark("jobs", "Starting the container …"),
    Job.SERVER: mark("jobs", "Starting vLLM …"),
    Job.MODEL: mark("jobs", "Fetching the model …"),
    Job.WEIGHTS: mark("jobs", "Loading the weights …"),
    Job.KERNELS: mark("jobs", "Compiling the kernels …"),
    Job.MEMORY: mark("jobs", "Measuring memory …"),
    Job.GRAPHS: mark("jobs", "Capturing CUDA graphs …"),
    Job.ANSWER: mark("jobs", "Waiting for its first answer …"),
}
_OF_STAGE = {
    Stage.STARTING: Job.SERVER,
    Stage.LOADING: Job.WEIGHTS,
    Stage.COMPILING: Job.KERNELS,
    Stage.PROFILING: Job.MEMORY,
    Stage.CAPTURING: Job.GRAPHS,
    Stage.READY: Job.ANSWER,
}


class Mark(Enum):
    """How one job stands. The value is the word that says so."""

    WAITING = mark("jobs", "to do")
    ACTIVE = mark("jobs", "under way")
    DONE = mark("jobs", "done")
    FAILED = mark("jobs", "failed")


@dataclass(frozen=True, slots=True)
class JobState:
    """One line of the list. share: of the work, 0 to 1, None while nobody knows; detail: figures, in words.

    bar: what the share is of, where a job has several bars one after the other.
    """

    job: Job
    mark: Mark = Mark.WAITING
    detail: str = ""
    share: float | None = None
    bar: str = ""


@dataclass(frozen=True, slots=True)
class Reached:
    """News of a start, beside pull.PullProgress: it has come to this job. said: what is known about the one before."""

    job: Job
    said: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """said: the headline, where it is not told by the phase. asked_to_stop: an end that was wanted is no failure.

    diagnosis: what the server's log means so far.
    again: a server that was there before is started again, so that giving up stops it and does not remove it.
    """

    phase: Phase = Phase.IDLE
    jobs: tuple[JobState, ...] = tuple(JobState(job) for job in JOBS)
    server: Server | None = None
    problem: Problem | None = None
    diagnosis: Diagnosis = NOTHING_FOUND
    asked_to_stop: bool = False
    again: bool = False
    said: str = ""

    @property
    def busy(self) -> bool:
        return self.phase in (Phase.STARTING, Phase.LOADING, Phase.STOPPING)

    @property
    def alive(self) -> bool:
        """A server of ours has a process now."""
        return self.phase in (Phase.LOADING, Phase.READY)

    @property
    def active(self) -> JobState | None:
        return next((state for state in self.jobs if state.mark is Mark.ACTIVE), None)


def headline(run: Run) -> str:
    """The one line that says how things are."""
    if run.said:
        return run.said
    if run.phase is Phase.READY and run.server:
        return phrase("jobs", "Serving on {address}/v1").format(address=run.server.address)
    if run.phase in (Phase.STARTING, Phase.LOADING):
        if run.active is None:
            return phrase("jobs", "Starting …")
        return phrase("jobs", _UNDER_WAY[run.active.job])
    return phrase("jobs", "Nothing runs yet.")


# transitions


def begun(server: Server | None = None) -> Run:
    """A start begins; with a server, that one is started again."""
    run = Run(phase=Phase.STARTING, server=server, again=server is not None)
    return _reach(run, Job.CONTAINER if server else Job.ENGINE)


def heard(run: Run, news: object) -> Run:
    """A word of bring_up."""
    if run.phase is not Phase.STARTING:
        return run
    if isinstance(news, Reached):
        return _reach(run, news.job, news.said)
    if isinstance(news, PullProgress):
        return _now(run, _in_words(news), news.share)
    return run


def told(run: Run, news: object) -> Run:
    """Any news of a start that nobody has to act on, for those who only show it."""
    if isinstance(news, Progress | Arriving):
        return counted(run, news)
    if isinstance(news, LogBatch):
        return tried(run, news) if run.phase is Phase.STARTING else logged(run, news)
    return heard(run, news)


def _in_words(pull: PullProgress) -> str:
    digits = 2 if pull.total < 10 * GB else 1
    if pull.phase == "unpacking":  # begins once all sizes are known
        said = phrase("jobs", "{done} of {total} unpacking, {layers_done} of {layers} layers")
    elif pull.sizes_known:
        said = phrase("jobs", "{done} of {total} fetched, {layers_done} of {layers} layers")
    else:
        said = phrase("jobs", "{done} fetched, {layers_done} of {layers} layers")
    return said.format(
        done=format_gb(pull.done, digits),
        total=format_gb(pull.total, digits),
        layers_done=pull.layers_done,
        layers=pull.layers,
    )


def runs(run: Run, server: Server) -> Run:
    """A container of ours has a process; its server is not ready yet."""
    run = replace(run, phase=Phase.LOADING, server=server, problem=None, diagnosis=NOTHING_FOUND, asked_to_stop=False)
    run = replace(run, said="")
    return _reach(run, Job.SERVER, phrase("jobs", "{name}, port {port}").format(name=server.name, port=server.port))


def logged(run: Run, batch: LogBatch) -> Run:
    """The server's log says how far it is, and what is wrong as soon as it says so."""
    run = replace(run, diagnosis=batch.diagnosis or run.diagnosis)
    return _advanced(run, batch) if run.phase is Phase.LOADING else run


def _advanced(run: Run, batch: LogBatch) -> Run:
    """vLLM says that it loads before it has fetched: while files arrive and none is read, the model is being fetched."""
    job = _OF_STAGE[batch.stage]
    if job is Job.WEIGHTS and batch.progress is None and run.active and run.active.job is Job.MODEL:
        return run
    run = _reach(run, job)
    return counted(run, batch.progress) if batch.progress else run


def tried(run: Run, batch: LogBatch) -> Run:
    """The log of a rehearsal, whose container is nobody's server."""
    return _advanced(run, batch) if run.phase is Phase.STARTING else run


def counted(run: Run, news: Progress | Arriving) -> Run:
    """What a progress bar shows, or how much of the checkpoint has arrived."""
    if run.phase not in (Phase.STARTING, Phase.LOADING) or run.active is None:
        return run
    if isinstance(news, Arriving):
        return _fetched(run, news) if not news.draft else _fetched_draft(run, news)
    run = _reach(run, Job.WEIGHTS if news.what == SHARDS else Job.GRAPHS)
    if run.active is None or run.active.job is not (Job.WEIGHTS if news.what == SHARDS else Job.GRAPHS):
        return run  # a bar of a job that is over
    return _now(run, news.words, news.share, again=news.bar)


def _fetched(run: Run, news: Arriving) -> Run:
    """Bytes come while vLLM has read no file yet."""
    active = run.active
    assert active is not None
    if active.job is Job.WEIGHTS and active.share is None:
        run = replace(run, jobs=tuple(_before_weights(state) for state in run.jobs))
    elif active.job is not Job.MODEL:
        run = _reach(run, Job.MODEL) if active.job is Job.SERVER else run
    return _now(run, news.words, news.share) if run.active and run.active.job is Job.MODEL else run


def _fetched_draft(run: Run, news: Arriving) -> Run:
    """Bytes of the draft model, which comes when the model is loaded: they are shown while they come."""
    loads = run.active is not None and run.active.job in (Job.MODEL, Job.WEIGHTS)
    return _now(run, news.words, news.share, again="draft model") if loads and not news.whole else run


def _before_weights(state: JobState) -> JobState:
    marks = {Job.MODEL: Mark.ACTIVE, Job.WEIGHTS: Mark.WAITING}
    return JobState(state.job, marks[state.job]) if state.job in marks else state


def ready(run: Run, server: Server) -> Run:
    if run.phase is not Phase.LOADING:
        return run
    done = tuple(replace(state, mark=Mark.DONE, share=None) for state in run.jobs)
    return replace(run, phase=Phase.READY, jobs=done, server=server, said="", problem=None)


def suspected(run: Run, problem: Problem) -> Run:
    """The log tells why the server is about to end, some seconds before it does."""
    return replace(run, problem=problem) if run.alive else run


def stopping(run: Run, said: str) -> Run:
    """A person asked for the end."""
    return replace(run, phase=Phase.STOPPING, asked_to_stop=True, said=said, problem=None)


def over(run: Run, server: Server, why: Problem) -> Run:
    """The server has ended, wanted or not; why: what its end and its log tell."""
    run = replace(run, phase=Phase.STOPPED, server=server)
    if run.asked_to_stop:
        return replace(_mark_active(run, Mark.WAITING), said=phrase("jobs", "The server is stopped."))
    return replace(_mark_active(run, Mark.FAILED), said=phrase("jobs", "The server has ended."), problem=why)


def regained(server: Server, why: Problem | None = None) -> Run:
    """The engine was lost and is back; why: what ended the server, where it did not outlive the engine."""
    run = Run(phase=Phase.LOADING, server=server)
    return runs(run, server) if why is None else over(run, server, why)


def gone(said: str) -> Run:
    """Nothing of ours is there."""
    return Run(said=said)


def failed(run: Run, problem: Problem) -> Run:
    """Something did not work; what is still there stays on the page."""
    run = replace(run, problem=problem)
    if problem.code in ("engine-lost", "server-gone"):
        lost = run.server is not None
        said = phrase("jobs", "The connection to the server is lost.") if lost else phrase("jobs", "It did not start.")
        run = _mark_active(run, Mark.FAILED)
        return replace(run, phase=Phase.IDLE, server=None, said=said)
    if run.phase is Phase.STARTING:
        there = run.server is not None
        run = _mark_active(run, Mark.FAILED)
        return replace(run, phase=Phase.STOPPED if there else Phase.IDLE, said=phrase("jobs", "It did not start."))
    if run.phase is Phase.STOPPING:
        alive = run.server is not None and run.server.alive
        return replace(run, phase=Phase.READY if alive else Phase.STOPPED, said="")
    return run


# the list


def _reach(run: Run, job: Job, said: str = "") -> Run:
    """Everything before `job` is done, `job` is under way. The list only goes forward."""
    position = JOBS.index(job)
    now = next((i for i, state in enumerate(run.jobs) if state.mark is Mark.ACTIVE), -1)
    if position <= now:
        return run

    def moved(i: int, state: JobState) -> JobState:
        if i >= position:
            return JobState(state.job, Mark.ACTIVE if i == position else Mark.WAITING)
        detail = said if said and i == position - 1 else state.detail
        return JobState(state.job, Mark.DONE, detail)

    return replace(run, jobs=tuple(moved(i, state) for i, state in enumerate(run.jobs)))


def _now(run: Run, detail: str, share: float | None, again: str = "") -> Run:
    """News of the job under way; the share of one bar never goes back."""

    def newer(state: JobState) -> JobState:
        back = share is not None and again == state.bar and share < (state.share or 0.0)
        return state if state.mark is not Mark.ACTIVE or back else replace(state, detail=detail, share=share, bar=again)

    return replace(run, jobs=tuple(newer(state) for state in run.jobs))


def _mark_active(run: Run, mark: Mark) -> Run:
    """The job under way is where it ended."""
    return replace(
        run,
        jobs=tuple(replace(s, mark=mark, share=None) if s.mark is Mark.ACTIVE else s for s in run.jobs),
    )
