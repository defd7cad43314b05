"""Reads the tree off the UI thread, again when the engine says that something changed, one read at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app.ui.documents.filters import Noted
from app.ui.documents.nodes import Forest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.access import Access
    from app.domain.events import DocumentsChanged
    from app.domain.views import DocumentTree, Drawing, FolderStatus
    from app.ui.services import Services

#: From this many changed drawings on, one read of the whole tree is cheaper than so many small ones.
_MANY = 100


@dataclass(frozen=True, slots=True)
class Loaded:
    """A snapshot with its nodes, ready to be shown. ``access`` and ``noted``: of the active member."""

    tree: DocumentTree
    access: Access
    forest: Forest
    noted: Noted


class TreeLoader(QObject):
    """Follows one project. Changes that arrive during a read are gathered and read together afterwards."""

    tree_loaded = Signal(object)  # Loaded
    drawings_loaded = Signal(object, object)  # list[Drawing], FolderStatus

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._project_id: int | None = None
        self._all = False
        self._some: set[int] = set()
        self._reading = False
        self._sees_everything = False
        services.bridge.documents_changed.connect(self._changed)

    def follow(self, project_id: int | None) -> None:
        """From now on this project; nothing is read yet."""
        self._project_id = project_id
        self._all = False
        self._sees_everything = False
        self._some.clear()

    def reload(self) -> None:
        """Read the whole tree."""
        self._all = True
        self._start()

    async def star(self, project_id: int, drawings: Sequence[int], on: bool) -> None:
        """Make drawings (Procore's ids) favourites of the active member, or no longer."""
        for drawing in drawings:
            await self._services.read(self._services.store.shelf.star, project_id, drawing, on)
        self.reload()

    async def accept_withdrawals(self, project_id: int, link_id: int) -> None:
        """Confirm what the open question asks, and sync: the run withdraws what was confirmed."""
        store, now = self._services.store, self._services.clock()
        await self._services.read(store.withdrawals.accept, link_id, at=now)
        self.reload()
        await self._services.sync([project_id])

    @Slot(object)
    def _changed(self, event: DocumentsChanged) -> None:
        if event.project_id != self._project_id:
            return
        if event.drawings:
            self._some |= event.drawings
        else:
            self._all = True
        self._start()

    def _start(self) -> None:
        if not self._reading and self._project_id is not None:
            self._reading = True
            self._services.tasks.spawn(self._read())

    async def _read(self) -> None:
        try:
            while self._project_id is not None and (self._all or self._some):
                project_id, some = self._project_id, frozenset(self._some)
                # Who does not see all folders gets numbers that only the whole tree gives.
                everything = self._all or len(some) > _MANY or not self._sees_everything
                self._all = False
                self._some.clear()
                if everything:
                    loaded = await self._services.read(self._tree, project_id)
                    if project_id == self._project_id:
                        self._sees_everything = loaded.access.everything
                        self.tree_loaded.emit(loaded)
                else:
                    drawings, status = await self._services.read(self._drawings, project_id, some)
                    if project_id == self._project_id:
                        self.drawings_loaded.emit(drawings, status)
        finally:
            self._reading = False
            if self._all or self._some:  # what was asked for while a reading failed, perhaps of another project
                self._start()

    def _tree(self, project_id: int) -> Loaded:
        engine, store = self._services.engine, self._services.store
        tree, access = store.shown.tree(project_id, engine_alive=engine.alive, downloading=engine.downloading())
        changed = store.ledger.changed_drawings(project_id, store.looked.get(project_id))
        starred = frozenset(drawing for project, drawing in store.shelf.starred() if project == project_id)
        forest = Forest(tree)
        forest.make_ready()
        return Loaded(tree, access, forest, Noted(changed, starred))

    def _drawings(self, project_id: int, ids: frozenset[int]) -> tuple[list[Drawing], FolderStatus]:
        engine, store = self._services.engine, self._services.store
        downloading = engine.downloading()
        drawings = [store.shown.drawing(project_id, one, downloading=downloading) for one in sorted(ids)]
        return drawings, store.documents.status(project_id, engine_alive=engine.alive).status
