# SPDX-License-Identifier: Apache-2.0
"""Fetch what vLLM needs of a repository into the standard Hub cache: can be stopped at any byte and goes on from there.

huggingface_hub sends the requests and lays out the cache (blobs, snapshots, refs, locks). It forgets a half file when it
stops, and with Xet storage cannot go on inside one; so the bytes of large files are kept here, beside its blobs, over
plain HTTP, checked against the Hub's sha256 while they come, and only then given the name that huggingface_hub looks for.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import queue
import shutil
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

import httpx
from filelock import FileLock, Timeout
from huggingface_hub import constants, get_hf_file_metadata, hf_hub_download, hf_hub_url
from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError
from huggingface_hub.file_download import http_get
from huggingface_hub.utils import parse_ratelimit_headers
from rigwise.core.interruptible import Cancelled
from rigwise.core.models.hub import access
from rigwise.core.models.hub.cached import bytes_to_fetch, half, half_path, present, snapshot, storage
from rigwise.core.models.hub.faults import explained
from rigwise.core.models.hub.files import RepoFile
from rigwise.core.models.hub.inspect import Inspection, sound
from rigwise.core.models.hub.place import Place
from rigwise.core.models.hub.wire import Talk, share, talking
from rigwise.core.problems import RigwiseError, refuse
from rigwise.core.units import GB, format_gb
from rigwise.core.words import phrase

AT_ONCE = 4  # files; more gain nothing on a home's line, and half files multiply
REPORT_S = 0.1
SPEED_S = 5.0  # a speed is the mean of this long
PATIENCE_S = 120.0  # without a byte, after which a person is asked; a router's restart takes a minute
FIRST_WAIT_S = 1.0  # doubled each time, to half a minute
RESERVE = 1 * GB  # left free on the disk: a full one harms everybody
BLOCK = 8 << 20


@dataclass(frozen=True, slots=True)
class FileProgress:
    """state: "waiting", "fetching", "checking" or "there"."""

    name: str
    size: int
    done: int = 0
    state: str = "waiting"


Files = tuple[FileProgress, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """A moment of a download. speed: bytes a second, left: seconds, both None while unknown; note: why it waits."""

    files: Files
    speed: float | None = None
    left: float | None = None
    note: str = ""

    @property
    def done(self) -> int:
        return sum(file.done for file in self.files)

    @property
    def total(self) -> int:
        return sum(file.size for file in self.files)


def check_disk(place: Place, *found: Inspection) -> None:
    """Raise RigwiseError when the downloads together would not fit on the cache's disk."""
    need = sum(bytes_to_fetch(place, one) for one in found)
    there = place.cache
    while not there.exists():
        there = there.parent
    free = shutil.disk_usage(there).free
    if need + RESERVE > free:
        raise refuse(
            "disk-too-small",
            phrase("hub", "{need} are still to fetch, and the disk of {folder} has {free} free.").format(
                need=format_gb(need), folder=place.cache, free=format_gb(free)
            ),
            phrase("hub", "Free {need} there, or set HF_HOME to a folder on a larger disk.").format(
                need=format_gb(need + RESERVE - free)
            ),
        )


def download(
    place: Place, found: Inspection, cancel: threading.Event, report: Callable[[Progress], None] = lambda _: None
) -> Path:
    """Fetch everything that is missing and return the snapshot's folder.

    A second call, in this process or a later one, goes on where the first was stopped. Raises Cancelled within a tenth
    of a second of `cancel`, RigwiseError for what stands in the way; halves are kept in both cases.
    """
    if any(not sound(file.name) for file in found.download) or not found.download:
        raise refuse(
            "hub-empty",
            phrase("hub", "{model} holds nothing that vLLM reads.").format(model=found.id),
            phrase("hub", "Choose another repository."),
        )
    _check_cache(place, found)
    check_disk(place, found)
    return _Download(place, found, cancel, report).run()


def download_all(
    place: Place,
    wanted: Sequence[Inspection],
    cancel: threading.Event,
    report: Callable[[Progress], None] = lambda _: None,
) -> tuple[Path, ...]:
    """A model and what is served beside it, one after the other, told as one download. Raises as `download` does, and
    before the first byte where they do not all fit on the disk."""
    check_disk(place, *wanted)
    folders = []
    for position, found in enumerate(wanted):
        before = tuple(_there(file) for one in wanted[:position] for file in one.download)
        behind = tuple(
            _there(file) if present(place, one, file) else FileProgress(file.name, file.size, half(place, one.id, file))
            for one in wanted[position + 1 :]
            for file in one.download
        )

        def tell(moment: Progress, before: Files = before, behind: Files = behind) -> None:
            whole = replace(moment, files=(*before, *moment.files, *behind))
            report(replace(whole, left=(whole.total - whole.done) / whole.speed) if whole.speed else whole)

        folders.append(download(place, found, cancel, tell))
    return tuple(folders)


def _there(file: RepoFile) -> FileProgress:
    return FileProgress(file.name, file.size, file.size, "there")


def _check_cache(place: Place, found: Inspection) -> None:
    """Nothing is written through a link that leads out of the cache."""
    root = place.cache.resolve()
    own = storage(place, found.id)
    inner = [own, own / "blobs", own / "snapshots", own / "refs", place.cache / ".locks"]
    for folder in (*inner, snapshot(place, found.id, found.commit)):
        if not folder.resolve().is_relative_to(root):
            raise refuse(
                "cache-leads-out",
                phrase("hub", "{folder} is a link that leads out of the Hub's cache.").format(folder=folder),
                phrase("hub", "Remove the link; to keep the cache elsewhere, set HF_HOME."),
            )


@dataclass
class _State:
    """One file while it comes. written by its thread, read by the reporting one."""

    file: RepoFile
    done: int = 0
    state: str = "waiting"


@dataclass
class _Download:
    place: Place
    found: Inspection
    cancel: threading.Event
    report: Callable[[Progress], None]
    states: list[_State] = field(default_factory=list)
    errors: queue.SimpleQueue[BaseException] = field(default_factory=queue.SimpleQueue)
    notes: dict[str, str] = field(default_factory=dict)
    stop: threading.Event = field(default_factory=threading.Event)

    def run(self) -> Path:
        there = {file.name for file in self.found.download if present(self.place, self.found, file)}
        self.states = [
            _State(file, file.size, "there")
            if file.name in there
            else _State(file, half(self.place, self.found.id, file))
            for file in self.found.download
        ]
        waiting: queue.SimpleQueue[_State] = queue.SimpleQueue()
        for state in sorted(self.states, key=lambda state: state.file.sha256 is not None):  # small ones first
            if state.state != "there":
                waiting.put(state)
        with talking(self.place, self.found.id, self.stop, seconds=float("inf"), most=None) as talk:
            workers = [
                threading.Thread(target=self._work, args=(talk, waiting), name=f"download-{at}", daemon=True)
                for at in range(AT_ONCE)
            ]
            for worker in workers:
                worker.start()
            try:
                self._follow(workers)
            finally:
                self.stop.set()  # whoever still waits for a silent network ends at its next byte or time-out
            if not self.errors.empty():
                raise self.errors.get()
        return snapshot(self.place, self.found.id, self.found.commit)

    def _follow(self, workers: list[threading.Thread]) -> None:
        """Tell how it goes until all threads are done, one fails, or the person stops it."""
        past: deque[tuple[float, int]] = deque()
        while any(worker.is_alive() for worker in workers) and self.errors.empty():
            if self.cancel.wait(REPORT_S):
                raise Cancelled
            now, done = time.monotonic(), sum(state.done for state in self.states)
            past.append((now, done))
            while now - past[0][0] > SPEED_S:
                past.popleft()
            seconds = now - past[0][0]
            speed = max(0.0, (done - past[0][1]) / seconds) if seconds >= 1 else None
            self._tell(speed)
        self._tell(None)

    def _tell(self, speed: float | None) -> None:
        files = tuple(FileProgress(state.file.name, state.file.size, state.done, state.state) for state in self.states)
        now = Progress(files, speed, note=next(iter(self.notes.values()), ""))
        self.report(replace(now, left=(now.total - now.done) / speed) if speed else now)

    def _work(self, talk: Talk, waiting: queue.SimpleQueue[_State]) -> None:
        try:
            while not self.stop.is_set():
                state = waiting.get_nowait()
                share(talk, lambda state=state: self._patiently(state))  # type: ignore[misc]
        except queue.Empty:
            pass
        except Cancelled:
            pass
        except BaseException as error:
            self.errors.put(error)

    def _patiently(self, state: _State) -> None:
        """One file, with a lost network or a busy Hub waited for as long as a person would."""
        began, wait, before = time.monotonic(), FIRST_WAIT_S, state.done
        while True:
            try:
                self._file(state)
            except (httpx.TransportError, HfHubHTTPError, LocalEntryNotFoundError, _CutShort) as error:
                if state.done > before:
                    began, wait, before = time.monotonic(), FIRST_WAIT_S, state.done
                pause = _worth_waiting(error, self.place)
                if pause is None or time.monotonic() - began > PATIENCE_S:
                    said = explained(error, self.found.id, self.place) if not isinstance(error, _CutShort) else None
                    raise said or _damaged(self.found.id, state.file) from error
                pause = max(pause, wait)
                self.notes[state.file.name] = phrase(
                    "hub", "The network is away; trying again for {seconds:.0f} seconds …"
                ).format(seconds=PATIENCE_S)
                if isinstance(error, HfHubHTTPError) and error.response.status_code == 429:
                    self.notes[state.file.name] = phrase(
                        "hub", "The Hub asks for a pause of {seconds:.0f} seconds …"
                    ).format(seconds=pause)
                if self.stop.wait(min(pause, 300)):
                    raise Cancelled from None
                wait = min(30.0, wait * 2)
            else:
                return
            finally:
                self.notes.pop(state.file.name, None)

    def _file(self, state: _State) -> None:
        file = state.file
        state.state = "fetching"
        if file.sha256 is not None and not (storage(self.place, self.found.id) / "blobs" / file.sha256).exists():
            with self._alone(file):
                self._large(state)
        path = hf_hub_download(
            self.found.id,
            file.name,
            revision=self.found.commit,
            cache_dir=self.place.cache,
            endpoint=self.place.endpoint,
            token=access.token(self.place) or False,
            tqdm_class=_Silent,
        )
        if Path(path).stat().st_size != file.size or not present(self.place, self.found, file):
            raise _damaged(self.found.id, file)
        state.done, state.state = file.size, "there"

    @contextlib.contextmanager
    def _alone(self, file: RepoFile) -> Any:
        """Hold the lock that huggingface_hub takes for this blob, so that two downloads never write one file."""
        folder = self.place.cache / ".locks" / storage(self.place, self.found.id).name
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / f"{file.sha256}.lock", mode=0o664)
        while True:
            try:
                lock.acquire(timeout=0.2)
                break
            except Timeout:
                self.notes[file.name] = phrase("hub", "Another download of this file is under way …")
                if self.stop.is_set():
                    raise Cancelled from None
        self.notes.pop(file.name, None)
        try:
            yield
        finally:
            lock.release()

    def _large(self, state: _State) -> None:
        """A file of large-file storage: what is there is hashed, the rest fetched, the whole checked and renamed."""
        file, repo = state.file, self.found.id
        assert file.sha256 is not None
        half = half_path(self.place, repo, file)
        whole = half.with_name(file.sha256)
        if whole.exists():
            return
        half.parent.mkdir(parents=True, exist_ok=True)
        if file.size > constants.MAX_HTTP_DOWNLOAD_SIZE:
            raise refuse(
                "file-too-large-for-http",
                phrase("hub", "{name} has {size}; the Hub hands out files over 50 GB only to its own program.").format(
                    name=file.name, size=format_gb(file.size)
                ),
                phrase("hub", "Fetch it with `hf download {repo}`, then come back.").format(repo=repo),
            )
        url = hf_hub_url(repo, file.name, revision=self.found.commit, endpoint=self.place.endpoint)
        login = access.headers(self.place)
        facts = get_hf_file_metadata(url, headers=login, endpoint=self.place.endpoint)
        if facts.etag != file.sha256 or facts.size != file.size or facts.commit_hash != self.found.commit:
            raise refuse(
                "hub-changed",
                phrase("hub", "{name} of {repo} is not what it was a moment ago.").format(name=file.name, repo=repo),
                phrase("hub", "Look at the model again."),
            )
        if urlsplit(facts.location).netloc != urlsplit(self.place.endpoint).netloc:
            login = {name: value for name, value in login.items() if name.lower() != "authorization"}
        with half.open("r+b" if half.exists() else "w+b") as raw:
            sink = _Sink(raw, state, self.stop)
            had = sink.take_up()
            try:
                http_get(
                    facts.location,
                    sink,  # type: ignore[arg-type]
                    resume_size=had,
                    headers=login,
                    expected_size=file.size,
                    tqdm_class=_Silent,
                )
            except HfHubHTTPError as error:
                if error.response.status_code == 416:  # more is here than there ever was
                    sink.begin_anew()
                raise
            except OSError as error:
                if error.errno is None:  # huggingface_hub's "Consistency check failed": too little came
                    raise _CutShort from error
                raise
            raw.flush()
            os.fsync(raw.fileno())
            if sink.hash.hexdigest() != file.sha256:
                sink.begin_anew()
                half.unlink(missing_ok=True)
                raise _CutShort if had else _damaged(repo, file)  # an old half may be at fault: once more, from nothing
        half.replace(whole)


class _CutShort(Exception):
    """What came is not the file, without a fault of the network; another attempt may do better."""


def _damaged(repo: str, file: RepoFile) -> RigwiseError:
    return refuse(
        "download-damaged",
        phrase("hub", "{name} of {repo} did not arrive as the Hub says it is.").format(name=file.name, repo=repo),
        phrase("hub", "Try again; if it stays, something between here and the Hub changes files."),
    )


def _worth_waiting(error: Exception, place: Place) -> float | None:
    """Seconds after which it may work; None when waiting is of no use."""
    if isinstance(error, LocalEntryNotFoundError) and isinstance(error.__cause__, Exception):
        return _worth_waiting(error.__cause__, place)
    if isinstance(error, HfHubHTTPError):
        status = error.response.status_code
        if status == 429:
            limits = parse_ratelimit_headers(error.response.headers)
            return limits.reset_in_seconds + 1.0 if limits else 30.0
        foreign = error.response.request.url.netloc.decode() != urlsplit(place.endpoint).netloc
        # a signed address of the CDN lasts an hour: a new one is asked for
        return 0.0 if status >= 500 or status in (408, 416) or (foreign and status in (400, 401, 403)) else None
    return None if "CERTIFICATE_VERIFY_FAILED" in str(error) else 0.0


class _Sink:
    """The half file as http_get writes it: counted, hashed, stopped when told to, never longer than the file is."""

    def __init__(self, raw: BinaryIO, state: _State, stop: threading.Event) -> None:
        self._raw, self._state, self._stop = raw, state, stop
        self.hash = hashlib.sha256()

    def take_up(self) -> int:
        """Hash what an earlier download left, and stand behind it."""
        state = self._state
        state.done, state.state = 0, "checking"
        self._raw.seek(0)
        while state.done < state.file.size and (block := self._raw.read(min(BLOCK, state.file.size - state.done))):
            if self._stop.is_set():
                raise Cancelled
            self.hash.update(block)
            state.done += len(block)
        self._raw.seek(state.done)
        self._raw.truncate()
        state.state = "fetching"
        return state.done

    def begin_anew(self) -> None:
        self.seek(0)
        self.truncate()

    def write(self, data: bytes) -> int:
        if self._stop.is_set():
            raise Cancelled
        if self._state.done + len(data) > self._state.file.size:
            raise _CutShort
        written = self._raw.write(data)
        self.hash.update(data)
        self._state.done += len(data)
        return written

    def tell(self) -> int:
        return self._raw.tell()

    def seek(self, position: int) -> int:
        assert position == 0  # http_get goes back only to begin anew, when the server ignored the range
        return self._raw.seek(0)

    def truncate(self) -> int:
        self.hash, self._state.done = hashlib.sha256(), 0
        return self._raw.truncate()


class _Silent:
    """The progress bar that huggingface_hub wants; ours counts in the sink."""

    def __init__(self, *_: Any, **__: Any) -> None:
        pass

    def __enter__(self) -> _Silent:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def update(self, _: float = 1) -> None:
        pass

    def close(self) -> None:
        pass
