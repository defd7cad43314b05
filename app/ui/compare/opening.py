"""From an open sheet to its comparison: the revision shown with the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.ui.compare.window import CompareWindow

if TYPE_CHECKING:
    from app.domain.views import Drawing, Entry
    from app.drawings.render import Renderer
    from app.ui.services import Services
    from app.ui.viewer.window import SheetView


class CompareOpener(QObject):
    """Belongs to a view of sheets; at most one comparison of it is open."""

    def __init__(self, view: SheetView, services: Services, renderer: Renderer) -> None:
        super().__init__(view)
        self._view, self._services, self._renderer = view, services, renderer
        self.window: CompareWindow | None = None
        view.compare_requested.connect(self.open)
        view.closed.connect(self.close)

    @Slot()
    def open(self) -> None:
        """Compare the revision that is shown with the one before, or with the one after it where it is the first."""
        drawing, entry = self._view.drawing, self._view.entry
        pair = comparable(drawing, entry) if drawing is not None and entry is not None else None
        if drawing is None or pair is None:
            return
        self.close()
        self.window = CompareWindow(self._services, self._renderer, self._view)
        self.window.finished.connect(self._forget)
        self.window.compare(drawing, *pair, page=self._view.canvas.page)
        self.window.show()

    @Slot()
    def close(self) -> None:
        if self.window is not None:
            self.window.done(0)

    @Slot()
    def _forget(self) -> None:
        self.window = None
        self._view.setFocus()


def comparable(drawing: Drawing, entry: Entry) -> tuple[Entry, Entry] | None:
    """The entry with the nearest one before it that has another file and is here; else with the nearest one after it.
    Older first."""
    here = [
        one for one in drawing.entries if one.path is not None and (one.id == entry.id or one.sha256 != entry.sha256)
    ]
    at = next((place for place, one in enumerate(here) if one.id == entry.id), None)
    if at is None or len(here) < 2:
        return None
    return (here[at - 1], here[at]) if at > 0 else (here[0], here[1])
