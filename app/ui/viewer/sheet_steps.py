"""From the sheet that is shown to another: the next page or sheet, another revision, back to where one was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.ui.viewer.sheet_actions import SheetCommand
from app.ui.viewer.trail import Trail

if TYPE_CHECKING:
    from app.domain.views import Entry
    from app.ui.viewer.trail import Stop
    from app.ui.viewer.window import SheetView


class SheetSteps(QObject):
    """Asks ``view`` to show what a step leads to, and says why there is none."""

    def __init__(self, view: SheetView) -> None:
        super().__init__(view)
        self._view = view
        self._trail = Trail()
        bind = view.commands.bind
        bind(SheetCommand.PREVIOUS_SHEET, lambda: self._step(-1), lambda: self._reason_at_end(-1))
        bind(SheetCommand.NEXT_SHEET, lambda: self._step(1), lambda: self._reason_at_end(1))
        bind(SheetCommand.NEWER_REVISION, lambda: self._step_revision(1), lambda: self._reason_no_revision(1))
        bind(SheetCommand.OLDER_REVISION, lambda: self._step_revision(-1), lambda: self._reason_no_revision(-1))
        bind(SheetCommand.BACK, lambda: self.go(-1), lambda: self._reason_no_stop(-1))
        bind(SheetCommand.FORWARD, lambda: self.go(1), lambda: self._reason_no_stop(1))

    def arrive(self, stop: Stop) -> None:
        """A sheet is shown: one can come back to it."""
        self._trail.arrive(stop)

    def go(self, by: int) -> None:
        """Back to the sheet that was shown before, or forward again."""
        stop = self._trail.go(by)
        if stop is not None:
            self._view.show_sheet(*stop)

    @Slot(object)
    def choose_revision(self, entry_id: int) -> None:
        """Show another revision of the drawing."""
        project_id, drawing = self._view.project_id, self._view.drawing
        if drawing is not None and project_id is not None:
            self._view.show_sheet(project_id, drawing.procore_id, entry_id)
            self._view.canvas.setFocus()

    @Slot()
    def open_current(self) -> None:
        """Show the drawing's current revision."""
        drawing = self._view.drawing
        if drawing is not None and drawing.current is not None:
            self.choose_revision(drawing.current.id)

    def _step(self, by: int) -> None:
        """The next page of the file, then the next sheet of the project."""
        canvas, project_id = self._view.canvas, self._view.project_id
        if self._page_beside(by) and canvas.path is not None:
            canvas.open_page(canvas.path, canvas.page + by)
            return
        neighbour = self._neighbour(by)
        if neighbour is not None and project_id is not None:
            self._view.show_sheet(project_id, neighbour)

    def _page_beside(self, by: int) -> bool:
        return self._view.faces.shows_sheet and 0 <= self._view.canvas.page + by < self._view.page_count

    def _neighbour(self, by: int) -> int | None:
        known = self._view.known
        return known.drawing_beside(by) if known is not None else None

    def _step_revision(self, by: int) -> None:
        entry = self._revision_at(by)
        if entry is not None:
            self.choose_revision(entry.id)

    def _revision_at(self, by: int) -> Entry | None:
        known, entry = self._view.known, self._view.entry
        return known.revision_beside(entry, by) if known is not None and entry is not None else None

    # ---- why there is no such step -------------------------------------------------------------------------------

    def _reason_at_end(self, by: int) -> str | None:
        if self._page_beside(by) or self._neighbour(by) is not None:
            return None
        return self.tr("This is the last sheet.") if by > 0 else self.tr("This is the first sheet.")

    def _reason_no_revision(self, by: int) -> str | None:
        if self._revision_at(by) is not None:
            return None
        return self.tr("There is no newer revision.") if by > 0 else self.tr("There is no older revision here.")

    def _reason_no_stop(self, by: int) -> str | None:
        if self._trail.beside(by) is not None:
            return None
        return self.tr("There is no sheet to go forward to.") if by > 0 else self.tr("No other sheet was open before.")
