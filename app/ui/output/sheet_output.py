"""The open sheet on paper, or as a copy for somebody: with its stamp, and with its markups where they are wanted."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from app.domain.failures import Failure, FailureCode
from app.domain.issuing import Wanted
from app.domain.output import Marks
from app.sync.issue_reading import read_issued
from app.sync.output import Output
from app.ui import dates
from app.ui.choosing import choose_file
from app.ui.documents.work_strip import Outcome, WorkStrip
from app.ui.failure_words import current_language, in_words
from app.ui.loop import finished
from app.ui.output.print_dialog import PrintDialog
from app.ui.output.printing import print_pages
from app.ui.theme import Tone
from app.ui.viewer.sheet_actions import SheetCommand

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Callable

    from app.domain.output import IssuedSheet
    from app.ui.output.print_dialog import PrintChoice
    from app.ui.services import Services
    from app.ui.viewer.window import SheetView


class SheetOutput(QObject):
    """``choose_file`` asks where to: with a title and the name proposed; ``ask`` shows the dialog. One act at a time,
    which shows in the strip."""

    def __init__(self, view: SheetView, services: Services) -> None:
        super().__init__(view)
        self._view = view
        self._services = services
        self.strip = WorkStrip(view)
        self._wanted = False
        self._under_way = False  # also before the strip says so
        self._task: asyncio.Task[Any] | None = None
        self.choose_file: Callable[[str, str], Awaitable[Path | None]] = self._ask_file
        self.ask: Callable[[PrintDialog], Awaitable[int]] = finished
        view.add_bar(self.strip)
        view.commands.bind(SheetCommand.PRINT, self.start_print, self._reason)
        view.commands.bind(SheetCommand.SAVE_COPY, self.start_copy, self._reason)
        self.strip.cancel_requested.connect(self.stop)
        view.closed.connect(self._leave)

    @Slot()
    def stop(self) -> None:
        """Stop what is under way."""
        self._wanted = False

    @Slot()
    def _leave(self) -> None:
        """The sheet is closed, and the strip with it: what is under way ends, and nobody is told."""
        if self._task is not None:
            self._task.cancel()

    def start_print(self) -> None:
        self._start(self._print)

    def start_copy(self) -> None:
        self._start(self._save_copy)

    def _start(self, act: Callable[[], Awaitable[None]]) -> None:
        if self._under_way:
            if self.strip.busy:
                self.strip.point_out()
            return
        self._under_way = True
        self._task = self._services.tasks.spawn(self._run(act), name="sheet output")

    async def _run(self, act: Callable[[], Awaitable[None]]) -> None:
        try:
            await act()
        finally:
            self._under_way = False

    # ---- printing ------------------------------------------------------------------------------------------------

    async def _print(self) -> None:
        output = Output()
        folder = Path(tempfile.mkdtemp(prefix="planrack-"))
        try:
            await self._print_with(output, folder)
        except Failure as failure:
            self._tell_failure(failure)
        finally:
            await self._services.on_engine(output.aclose())
            await self._services.read(shutil.rmtree, folder, ignore_errors=True)

    async def _print_with(self, output: Output, folder: Path) -> None:
        sheet, marks = await self._sheet()
        sizes = await self._services.on_engine(output.sizes(sheet))
        dialog = PrintDialog(sizes, min(self._view.canvas.page, len(sizes) - 1), marks, self._view)
        accepted = await self.ask(dialog)
        choice = dialog.choice if accepted else None
        dialog.deleteLater()
        if choice is None or not await self._choose_target(choice, sheet):
            return
        self._wanted = True
        self.strip.begin(self._printing_words)
        if not choice.markups:
            sheet = replace(sheet, markups=())
        path = await self._services.on_engine(output.for_paper(sheet, folder))

        def draw(page: int, frames: object) -> Awaitable[list[Path]]:
            return self._services.on_engine(output.strips(path, page, frames, folder))  # type: ignore[arg-type]

        papers = await print_pages(choice.job, choice.printer, draw, self.strip.progress, lambda: self._wanted)
        name = choice.printer.outputFileName()
        self.strip.tell(Outcome(lambda: self._printed(papers, name)))

    async def _choose_target(self, choice: PrintChoice, sheet: IssuedSheet) -> bool:
        """Where a print into a file goes. False: nowhere."""
        if not choice.to_file:
            return True
        target = await self.choose_file(self.tr("Save as PDF"), sheet.name)
        if target is None:
            return False
        choice.printer.setOutputFileName(str(target))
        return True

    def _printing_words(self, done: int, total: int) -> str:
        if not total:
            return self.tr("Preparing the sheet…")
        return self.tr("Printing: {done} of {all}").format(done=dates.number(done), all=dates.number(total))

    def _printed(self, papers: int, name: str) -> str:
        if name:
            return self.tr("%n page(s) saved: {name}", "", papers).format(name=Path(name).name)
        return self.tr("%n paper(s) sent to the printer.", "", papers)

    # ---- copies --------------------------------------------------------------------------------------------------

    async def _save_copy(self) -> None:
        output = Output()
        try:
            sheet, _marks = await self._sheet()
            target = await self.choose_file(self.tr("Save a copy"), sheet.name)
            if target is None:
                return
            self.strip.begin(lambda _done, _all: self.tr("Saving a copy…"))
            await self._services.on_engine(output.file(sheet, target, Marks.ANNOTATIONS))
            self.strip.tell(self._saved(target))
        except Failure as failure:
            self._tell_failure(failure)
        finally:
            await self._services.on_engine(output.aclose())

    def _saved(self, target: Path) -> Outcome:
        look = (
            lambda: self.tr("Open in file manager"),
            lambda: self._services.open_url(target.parent.absolute().as_uri()),
        )
        return Outcome(lambda: self.tr("Saved: {name}").format(name=target.name), buttons=(look,))

    # ---- both ----------------------------------------------------------------------------------------------------

    async def _sheet(self) -> tuple[IssuedSheet, int]:
        """What is shown, as it goes out, and how many markups it has."""
        drawing, entry = self._view.drawing, self._view.entry
        if drawing is None or entry is None or entry.path is None:
            raise Failure(FailureCode.NOT_FOUND, technical="no sheet is shown")
        wanted = [Wanted(drawing, replace(entry, annotations=1))]  # what was drawn since the entry was read counts too
        store = self._services.store
        (sheet,) = await self._services.read(read_issued, store, wanted, current_language(), markups=True)
        return sheet, len(sheet.markups)

    def _tell_failure(self, failure: Failure) -> None:
        if failure.code is FailureCode.CANCELLED:
            self.strip.tell(Outcome(lambda: self.tr("Stopped."), Tone.ACCENT))
        else:
            self.strip.tell(Outcome(lambda: in_words(failure), Tone.DANGER))

    def _reason(self) -> str | None:
        entry = self._view.entry
        return None if entry is not None and entry.path is not None else self.tr("No sheet is shown.")

    async def _ask_file(self, title: str, name: str) -> Path | None:
        return await choose_file(self._view, title, name, "PDF (*.pdf)")
