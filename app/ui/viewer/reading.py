"""What the store knows of a sheet at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.failures import Failure

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from app.domain.views import Drawing, Entry, FolderStatus
    from app.ui.services import Services


@dataclass(frozen=True, slots=True)
class SheetRead:
    """``order``: Procore's ids of the project's drawings as the tree shows them. ``previews``: small pictures of the
    files of this drawing, by hash. ``procore_project``: Procore's id of the project, also after the link has ended."""

    drawing: Drawing
    status: FolderStatus
    order: tuple[int, ...]
    previews: Mapping[str, Path]
    procore_project: int | None

    def entry(self, entry_id: int | None) -> Entry | None:
        """The entry asked for; else the current one (S63), else the newest."""
        wanted = next((entry for entry in self.drawing.entries if entry.id == entry_id), None)
        return wanted or self.drawing.shown

    def revision_beside(self, entry: Entry, by: int) -> Entry | None:
        """The entry so many places newer in the drawing's list."""
        entries = self.drawing.entries
        at = next((row for row, one in enumerate(entries) if one.id == entry.id), 0) + by
        return entries[at] if 0 <= at < len(entries) else None

    def drawing_beside(self, by: int) -> int | None:
        """Procore's id of the drawing so many places further on in the project."""
        if self.drawing.procore_id not in self.order:
            return None
        at = self.order.index(self.drawing.procore_id) + by
        return self.order[at] if 0 <= at < len(self.order) else None


def read_sheet(services: Services, project_id: int, drawing_id: int, order: tuple[int, ...] | None) -> SheetRead:
    """Read a drawing by Procore's id; the order of the drawings too where it is not given. Not for the UI thread.

    Raises Failure where there is no such drawing, or it is not for the active member.
    """
    engine, store = services.engine, services.store
    downloading = engine.downloading()
    if order is None:
        tree, _access = store.shown.tree(project_id, engine_alive=engine.alive, downloading=downloading)
        order = tuple(
            drawing.procore_id
            for area in tree.areas
            for discipline in area.disciplines
            for drawing in discipline.drawings
        )
    drawing = store.shown.drawing(project_id, drawing_id, downloading=downloading)
    hashes = {entry.sha256 for entry in drawing.entries if entry.sha256 is not None}
    previews = {sha256: path for sha256 in hashes if (path := store.previews.path(sha256)) is not None}
    found = store.documents.status(project_id, engine_alive=engine.alive)
    link = found.project.link
    return SheetRead(drawing, found.status, order, previews, None if link is None else link.procore_project_id)


def read_beside(services: Services, project_id: int, read: SheetRead) -> tuple[Path, ...]:
    """The files of the next and the previous drawing's current revisions. Not for the UI thread."""
    store, found = services.store, []
    for by in (1, -1):
        drawing_id = read.drawing_beside(by)
        if drawing_id is None:
            continue
        try:
            current = store.shown.drawing(project_id, drawing_id, downloading=frozenset()).current
        except Failure:  # withdrawn from the member meanwhile
            continue
        if current is not None and current.path is not None:
            found.append(current.path)
    return tuple(found)
