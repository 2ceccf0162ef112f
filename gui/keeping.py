# SPDX-License-Identifier: Apache-2.0
"""What outlives the window: the last plan, kept a moment after each change and brought back at the next start, and
profiles. Files are read and written in worker threads; a fault is told once and stops nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from rigwise.core import wizard
from rigwise.core.problems import Problem, RigwiseError
from rigwise.core.wizard import Step
from rigwise.core.words import phrase
from rigwise.gui.controller import Controller
from rigwise.gui.tasks import IMPORTS, Task

if TYPE_CHECKING:
    from rigwise.core.models.checkpoint import Checkpoint
    from rigwise.core.models.hub.place import Place
    from rigwise.core.wizard.profile import Profile
    from rigwise.core.wizard.shelf import Kept

KEEP_MS = 600
LAST = "last.json"


class Keeper(QObject):
    """shelved: the list of profiles is another one; reading: a profile's model that is asked of the Hub, "" when that is
    over."""

    shelved = Signal()
    reading = Signal(str)

    def __init__(self, controller: Controller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self._told: set[str] = set()
        self._asking: Task | None = None
        self.profiles: tuple[Kept, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_MS)
        self._timer.timeout.connect(self.keep_last)
        controller.chosen.connect(self._timer.start)

    @property
    def folder(self) -> Path:
        return self._controller.edges.folder()

    # the last plan

    def restore(self) -> None:
        """Bring the last plan back, unless the person has begun to choose."""
        place = self._controller.edges.place

        def work(cancel: object, report: object) -> tuple[Profile, Checkpoint | None] | None:
            path = self.folder / LAST
            return _loaded(path, place()) if path.is_file() else None

        self._run(work, self._restored)

    def _restored(self, found: tuple[Profile, Checkpoint | None] | None) -> None:
        if found is None or self._controller.touched:
            return
        from rigwise.core.wizard.profile import opened

        state, notes = opened(self._controller.state, *found)
        self._controller.adopt(replace(state, step=wizard.nearest(state, Step.REVIEW)), remember=False)
        for note in notes:
            self._controller.told.emit(note)

    def keep_last(self) -> None:
        """Write the present state, off the UI thread."""
        state = self._controller.state

        def work(cancel: object, report: object) -> None:
            _write_last(self.folder, state)

        self._run(work, lambda _: None)

    def close(self) -> None:
        """The window goes: what waits to be written is written now."""
        if self._timer.isActive():
            self._timer.stop()
            try:
                _write_last(self.folder, self._controller.state)
            except RigwiseError:
                return  # it was told while there was somebody to hear it

    # profiles

    def look(self) -> None:
        """Read the shelf anew."""

        def work(cancel: object, report: object) -> tuple[Kept, ...]:
            from rigwise.core.wizard.shelf import profiles

            return profiles(self.folder)

        self._run(work, self._looked)

    def _looked(self, found: tuple[Kept, ...]) -> None:
        self.profiles = found
        self.shelved.emit()

    def save(self, name: str) -> None:
        """The present state as a profile of that name."""
        from rigwise.core.wizard.profile import profile_of
        from rigwise.core.wizard.shelf import keep

        profile = profile_of(self._controller.state, name)
        self._change(lambda: keep(self.folder, profile))

    def duplicate(self, path: Path) -> None:
        """Once more, under a name with a number."""
        from rigwise.core.wizard.shelf import free_name, keep, read

        def work() -> None:
            found = read(path)
            keep(self.folder, replace(found, name=free_name(self.folder, found.name)))

        self._change(work)

    def delete(self, path: Path) -> None:
        from rigwise.core.wizard.shelf import drop

        self._change(lambda: drop(path))

    def export(self, path: Path, target: Path) -> None:
        """A copy anywhere."""
        from rigwise.core.wizard.shelf import read, write

        self._change(lambda: write(target, read(path)))

    def take_in(self, source: Path) -> None:
        """Put somebody's file on the shelf, and open it."""
        from rigwise.core.wizard.profile import without_foreign_code
        from rigwise.core.wizard.shelf import free_name, keep, read

        def work() -> Path:
            found = without_foreign_code(read(source))
            return keep(self.folder, replace(found, name=free_name(self.folder, found.name)))

        self._change(work, self.open)

    def open(self, path: Path) -> None:
        """Make a profile's choices the present ones; undo brings the former back."""

        def opened_now(found: tuple[Profile, Checkpoint | None]) -> None:
            from rigwise.core.wizard.profile import opened

            detected = self._controller.detection.rig if self._controller.detection else None
            here = replace(
                self._controller.state, rig=detected, cards=tuple(range(len(detected.gpus))) if detected else ()
            )
            state, notes = opened(here, *found)
            self._controller.adopt(replace(state, step=wizard.nearest(state, Step.REVIEW)))
            for note in notes:
                self._controller.told.emit(note)

        def failed(error: BaseException) -> None:
            if isinstance(error, RigwiseError) and error.problem.code == "profile-model":
                self._ask_hub(path, opened_now)
            else:
                self._failed(error)

        place = self._controller.edges.place
        self._controller.runner.run(lambda cancel, report: _loaded(path, place()), done=opened_now, failed=failed)

    def _ask_hub(self, path: Path, done: Callable[[Any], None]) -> None:
        """A profile's model that nothing here knows is read from the Hub anew, at the profile's commit."""
        self.stop_reading()
        edges = self._controller.edges

        def work(cancel: Event, report: Callable[[str], None]) -> tuple[Profile, Checkpoint | None]:
            return _asked(path, edges.place(), edges.folder(), cancel, report)

        def read(found: tuple[Profile, Checkpoint | None]) -> None:
            self._asking = None
            self.reading.emit("")
            done(found)

        def failed(error: BaseException) -> None:
            self._asking = None
            self.reading.emit("")
            self._failed(error)

        self._asking = self._controller.runner.run(work, done=read, failed=failed, progress=self.reading.emit)

    def stop_reading(self) -> None:
        """The person does not want to wait for the Hub."""
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None
            self.reading.emit("")

    # work

    def _change(self, work: Callable[[], Any], done: Callable[[Any], None] = lambda _: None) -> None:
        def after(result: Any) -> None:
            done(result)
            self.look()

        self._run(lambda cancel, report: work(), after)

    def _run(self, work: Any, done: Callable[[Any], None]) -> None:
        self._controller.runner.run(work, done=done, failed=self._failed)

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, RigwiseError):
            raise error
        problem: Problem = replace(error.problem, blocking=False)
        if problem.code != "profile-unwritable" or problem.message not in self._told:
            self._told.add(problem.message)
            self._controller.told.emit(problem)


def _loaded(path: Path, place: Place) -> tuple[Profile, Checkpoint | None]:
    with IMPORTS:
        from rigwise.core.wizard.profile import load_model
        from rigwise.core.wizard.shelf import read

    profile = read(path)
    return profile, load_model(profile, place)


def _asked(
    path: Path, place: Place, folder: Path, cancel: Event, report: Callable[[str], None]
) -> tuple[Profile, Checkpoint | None]:
    """The profile with its model as the Hub has it. Raises RigwiseError in words."""
    with IMPORTS:
        from rigwise.core.models.hub.names import Reference
        from rigwise.core.wizard.shelf import read
        from rigwise.gui.hub_work import look

    profile = read(path)
    assert profile.model is not None
    report(phrase("profiles", "Reading {model} from the Hub …").format(model=profile.model.id))
    try:
        looked = look(place, Reference(profile.model.id, profile.model.revision), folder, cancel)
    except RigwiseError as error:
        raise _unread(profile.model.id, error.problem) from error
    if looked.problem is not None:
        raise _unread(profile.model.id, looked.problem)
    return profile, looked.checkpoint


def _unread(model: str, problem: Problem) -> RigwiseError:
    said = phrase("profiles", "This profile's model, {model}, could not be read from the Hub. {reason}")
    return RigwiseError(
        replace(problem, code="profile-model", message=said.format(model=model, reason=problem.message))
    )


def _write_last(folder: Path, state: wizard.Wizard) -> None:
    with IMPORTS:
        from rigwise.core.wizard.profile import profile_of
        from rigwise.core.wizard.shelf import write

    write(folder / LAST, profile_of(state, "Last plan"))
