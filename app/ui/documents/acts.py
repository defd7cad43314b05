"""What can be done with a folder and its drawings: verify, repair, ready for site, fetch older, save copies, export.

One long act at a time; it shows in the strip, can be stopped there, and says there what came of it.
"""

from __future__ import annotations

import asyncio
import threading
import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.domain.failures import Failure, FailureCode
from app.domain.file_names import safe_name
from app.domain.issuing import cover_of, file_name
from app.domain.output import Marks
from app.domain.states import RunOutcome
from app.sync.issue_reading import read_issued
from app.sync.output import Output
from app.sync.readiness import headline, why
from app.ui import dates
from app.ui.choosing import choose_file, choose_folder
from app.ui.documents import wording
from app.ui.documents.work_strip import Outcome
from app.ui.failure_words import current_language, in_words
from app.ui.loop import finished
from app.ui.output.export_dialog import ExportDialog
from app.ui.theme import Tone

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Coroutine, Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.domain.issuing import Wanted
    from app.domain.output import Cover, IssuedSheet
    from app.domain.views import DocumentTree, Entry
    from app.sync.readiness import Readiness
    from app.sync.verification import Verified
    from app.ui.documents.work_strip import WorkStrip
    from app.ui.output.export_dialog import ExportChoice
    from app.ui.services import Services

#: Seconds between two steps of a progress bar.
_STEP = 0.05


@dataclass(slots=True)
class _Work:
    """What is under way, and how to stop it. ``is_sync``: a sync does it."""

    stop: threading.Event
    is_sync: bool = False
    future: Future[Any] | None = None

    def cancel(self) -> None:
        self.stop.set()
        if self.future is not None:
            self.future.cancel()


class DocumentActs(QObject):
    """``choose_folder`` and ``choose_file`` ask where to: with a title and, for a file, the name proposed;
    ``choose_export`` asks how, with a name and the numbers of sheets and of those with markups."""

    _stepped = Signal(object, int, int)  # of which work: counts of one that was left may still be queued

    def __init__(self, services: Services, strip: WorkStrip, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._strip = strip
        self._window = parent
        self._work: _Work | None = None
        self.choose_folder: Callable[[str], Awaitable[Path | None]] = self._ask_folder
        self.choose_file: Callable[[str, str], Awaitable[Path | None]] = self._ask_file
        self.choose_export: Callable[[str, int, int], Awaitable[ExportChoice | None]] = self._ask_export
        self._stepped.connect(self._progressed, Qt.ConnectionType.QueuedConnection)
        strip.cancel_requested.connect(self.stop)

    @Slot()
    def stop(self) -> None:
        """Stop what is under way."""
        if self._work is not None:
            self._work.cancel()

    def leave(self) -> None:
        """Another project is shown: what belonged to the last one is stopped, except for syncs, and nothing is said
        about it."""
        if self._work is not None and not self._work.is_sync:
            self.stop()
        self._work = None
        self._strip.dismiss()

    def verify(self, project_id: int, *, repair: bool = False) -> None:
        """Read every file of the project again; ``repair``: and download what is damaged."""
        engine = self._services.engine
        self._start(
            self._reading_words,
            lambda work: self._on_engine(
                work,
                engine.verify(project_id, repair=repair, progress=self._steps(work)),
                self._verified_of(project_id),
            ),
        )

    def ready_for_site(self, project_id: int) -> None:
        """Is every sheet here, readable, and confirmed a short while ago?"""
        engine = self._services.engine
        self._start(
            self._reading_words,
            lambda work: self._on_engine(
                work, engine.readiness(project_id, progress=self._steps(work)), self._ready_of(project_id)
            ),
        )

    def fetch_older(self, project_id: int, drawing_ids: Collection[int] | None = None) -> None:
        """Ask for the revisions from before the connection: of some drawings (Procore's ids), or of all (S50)."""
        engine = self._services.engine
        self._start(
            lambda _done, _all: self.tr("Fetching older revisions…"),
            lambda work: self._on_engine(work, engine.fetch_older(project_id, drawing_ids), self._fetched),
            is_sync=True,
        )

    def prefer(self, entries: Sequence[Entry]) -> None:
        """Download these before the rest."""
        self._services.engine.prefer([entry.procore_id for entry in entries])

    def save_copies(self, tree: DocumentTree, wanted: Sequence[Wanted], name: str) -> None:
        """Save readable copies: one under a name to be chosen, several as ``export`` does."""
        here = [one for one in wanted if one.is_here]
        if len(here) == 1:
            self._start_asked(self._save_one(here[0]))
        else:
            self._start_asked(self._export(tree, wanted, name))

    def export(self, tree: DocumentTree, wanted: Sequence[Wanted], name: str) -> None:
        """Save what is here of these: in a new folder called ``name`` with one for each discipline, or as one PDF."""
        self._start_asked(self._export(tree, wanted, name))

    def show_data_folder(self) -> None:
        self.show_in_file_manager(self._services.settings.home)

    def show_in_file_manager(self, folder: Path) -> None:
        self._services.open_url(folder.absolute().as_uri())

    # ---- how they run --------------------------------------------------------------------------------------------

    def _start(
        self,
        words: Callable[[int, int], str],
        act: Callable[[_Work], Coroutine[Any, Any, Outcome]],
        *,
        is_sync: bool = False,
    ) -> None:
        if self._strip.busy:
            self._strip.point_out()
            return
        work = _Work(threading.Event(), is_sync=is_sync)
        self._work = work
        self._strip.begin(words)
        self._services.tasks.spawn(self._run(work, act(work)), name="documents act")

    def _start_asked(self, coroutine: Coroutine[Any, Any, None]) -> None:
        if self._strip.busy:
            self._strip.point_out()
            coroutine.close()
            return
        self._services.tasks.spawn(coroutine, name="documents act")

    async def _run(self, work: _Work, act: Coroutine[Any, Any, Outcome]) -> None:
        outcome: Outcome | None = None
        try:
            outcome = await act
        except Failure as failure:
            outcome = self._stopped(work) if failure.code is FailureCode.CANCELLED else _failed(failure)
        except asyncio.CancelledError:
            if not work.stop.is_set():
                raise
            outcome = self._stopped(work)
        finally:
            if work is self._work:
                self._work = None
                if outcome is not None:
                    self._strip.tell(outcome)
                else:  # our own defect, said elsewhere: it must not keep the strip from the next act
                    self._strip.dismiss()

    async def _on_engine(self, work: _Work, future: Future[Any], told: Callable[[Any], Outcome]) -> Outcome:
        work.future = future
        return told(await asyncio.wrap_future(future))

    def _steps(self, work: _Work) -> Callable[[int, int], None]:
        """For whoever counts in another thread: hands the counts over, some twenty times a second."""
        last = 0.0

        def step(done: int, total: int) -> None:
            nonlocal last
            now = time.monotonic()
            if now - last >= _STEP or done == total:
                last = now
                self._stepped.emit(work, done, total)

        return step

    @Slot(object, int, int)
    def _progressed(self, work: _Work, done: int, total: int) -> None:
        if work is self._work:
            self._strip.progress(done, total)

    # ---- copies --------------------------------------------------------------------------------------------------

    async def _save_one(self, one: Wanted) -> None:
        target = await self.choose_file(self.tr("Save a copy"), file_name(one.drawing, one.entry, current_language()))
        if target is None:
            return

        async def write(output: Output) -> None:
            (sheet,) = await self._issued([one], Marks.ANNOTATIONS)
            await output.file(sheet, target, Marks.ANNOTATIONS)

        self._start(
            lambda _done, _all: self.tr("Saving a copy…"),
            lambda work: self._on_engine(
                work, self._writing(write), lambda _none: self._saved(target.parent, 1, 0, target.name)
            ),
        )

    async def _export(self, tree: DocumentTree, wanted: Sequence[Wanted], name: str) -> None:
        here = [one for one in wanted if one.is_here]
        marked = sum(one.entry.annotations > 0 for one in here)
        choice = await self.choose_export(name, len(here), marked)
        if choice is None:
            return
        title = self.tr("Save the copies in a new folder in")
        file = self.tr("Save as one PDF")
        place = await (self.choose_file(file, f"{safe_name(name)}.pdf") if choice.book else self.choose_folder(title))
        if place is None:
            return

        async def write(work: _Work, output: Output) -> Path:
            sheets = await self._issued(here, choice.marks)
            if not choice.book:
                return await output.folder(sheets, place, safe_name(name), choice.marks, self._steps(work))
            await output.book(sheets, self._cover(tree, wanted, name), place, choice.marks, self._steps(work))
            return place

        def told(made: Path) -> Outcome:
            folder = made.parent if choice.book else made
            return self._saved(folder, len(here), len(wanted) - len(here), made.name)

        def words(done: int, total: int) -> str:
            counts = {"done": dates.number(done), "all": dates.number(total or len(here))}
            return self.tr("Saving copies: {done} of {all}").format(**counts)

        self._start(words, lambda work: self._on_engine(work, self._writing(partial(write, work)), told))

    def _cover(self, tree: DocumentTree, wanted: Sequence[Wanted], name: str) -> Cover:
        language = current_language()
        now = self._services.clock()
        return cover_of(tree, wanted, language, title=name, now=now, moment=dates.absolute, number=dates.number)

    async def _issued(self, wanted: Sequence[Wanted], marks: Marks) -> list[IssuedSheet]:
        store, language = self._services.store, current_language()
        return await asyncio.to_thread(read_issued, store, wanted, language, markups=marks is not Marks.NONE)

    def _writing(self, write: Callable[[Output], Coroutine[Any, Any, Any]]) -> Future[Any]:
        """In the engine's loop, where processes are waited for."""

        async def act() -> Any:
            output = Output()
            try:
                return await write(output)
            finally:
                await output.aclose()

        return self._services.engine.submit(act())

    async def _ask_export(self, name: str, sheets: int, marked: int) -> ExportChoice | None:
        dialog = ExportDialog(name, sheets, marked, self._window)
        accepted = await finished(dialog)
        choice = dialog.choice if accepted else None
        dialog.deleteLater()
        return choice

    async def _ask_folder(self, title: str) -> Path | None:
        return await choose_folder(self._window, title)

    async def _ask_file(self, title: str, name: str) -> Path | None:
        return await choose_file(self._window, title, name, "PDF (*.pdf)")

    # ---- what is said --------------------------------------------------------------------------------------------

    def _reading_words(self, done: int, total: int) -> str:
        if not total:
            return self.tr("Reading the files on this computer…")
        text = self.tr("Reading the files on this computer: {done} of {all}")
        return text.format(done=dates.number(done), all=dates.number(total))

    def _verified_of(self, project_id: int) -> Callable[[Verified], Outcome]:
        def told(found: Verified) -> Outcome:
            def words() -> str:
                counts = {"ok": dates.number(found.ok), "all": dates.number(found.checked)}
                if not found.checked:
                    said = self.tr("There are no sheets on this computer yet.")
                elif found.bad:
                    said = self.tr("{ok} of {all} sheets are readable.").format(**counts)
                else:
                    said = self.tr("{ok} of {all} sheets, all readable.").format(**counts)
                repaired = found.repaired
                mended = self.tr("%n repaired.", "", repaired)
                return f"{said} {mended}" if repaired else said

            def lines() -> list[str]:
                return [f"{bad.number}: {in_words(_damaged(bad.number, bad.problem))}" for bad in found.bad]

            repair = ((lambda: self.tr("Repair"), lambda: self.verify(project_id, repair=True)),)
            tone = Tone.WARNING if found.bad else Tone.SUCCESS
            return Outcome(words, tone, lines, repair if found.bad else ())

        return told

    def _ready_of(self, project_id: int) -> Callable[[Readiness], Outcome]:
        def told(found: Readiness) -> Outcome:
            def words() -> str:
                said = headline(found, current_language(), number=dates.number, moment=dates.absolute)
                answer = self.tr("Ready for site.") if found.is_ready else self.tr("Not ready for site.")
                return f"{answer} {said}"

            def lines() -> list[str]:
                return [f"{lack.number}: {why(lack, current_language())}" for lack in found.lacking]

            repair = ((lambda: self.tr("Repair"), lambda: self.verify(project_id, repair=True)),)
            damaged = any(lack.problem is not None for lack in found.lacking)
            tone = Tone.SUCCESS if found.is_ready else Tone.WARNING
            return Outcome(words, tone, lines, repair if damaged else ())

        return told

    def _fetched(self, answer: tuple[int, Any]) -> Outcome:
        requested, report = answer
        if report.outcome is not RunOutcome.SYNCED and report.failure is not None:
            return _failed(report.failure)
        if not requested:
            return Outcome(lambda: self.tr("Procore has no older revisions that are not here."), Tone.ACCENT)
        return Outcome(lambda: self.tr("%n older revision(s) fetched.", "", requested))

    def _saved(self, folder: Path, count: int, lacking: int, name: str) -> Outcome:
        def words() -> str:
            said = self.tr("%n sheet(s) saved: {name}", "", count).format(name=name)
            if not lacking:
                return said
            missing = self.tr("Not on this computer yet, and missing there: %n sheet(s).", "", lacking)
            return f"{said}. {missing}"

        look = (lambda: self.tr("Open in file manager"), lambda: self.show_in_file_manager(folder))
        return Outcome(words, Tone.WARNING if lacking else Tone.SUCCESS, buttons=(look,))

    def _stopped(self, work: _Work) -> Outcome:
        if work.is_sync:
            return Outcome(lambda: self.tr("Stopped. What was asked for comes with the next sync."), Tone.ACCENT)
        return Outcome(lambda: self.tr("Stopped."), Tone.ACCENT)


def export_name(tree: DocumentTree, part: str) -> str:
    """What the folder of an export is called."""
    return safe_name(f"{tree.project.name} - {part}")


def discipline_name(name: str | None) -> str:
    return name or wording.no_discipline()


def _damaged(number: str, problem: Any) -> Failure:
    return Failure(FailureCode.CORRUPT, problem, values={"subject": number})


def _failed(failure: Failure) -> Outcome:
    return Outcome(lambda: in_words(failure), Tone.DANGER)
