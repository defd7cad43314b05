"""The documents as the active member may see them (S52): the one door for the window and the commands.

What a member has no access to is not in any answer. The engine does not come this way: what is synced does not depend
on who sits at the computer.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.domain.access import discipline_folder, visible
from app.domain.failures import Failure, FailureCode, Reason
from app.domain.states import AccessLevel, ChangeKind
from app.domain.views import EVERYTHING
from app.storage.search import LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from app.domain.access import Access
    from app.domain.views import (
        Change,
        DocumentTree,
        Drawing,
        ProjectStatus,
        SearchFilter,
        SearchResults,
        SearchScope,
        SheetProblem,
    )
    from app.storage.documents import Documents
    from app.storage.ledger import Ledger
    from app.storage.permissions import Permissions
    from app.storage.search import Search, Sight


class ShownDocuments:
    def __init__(self, documents: Documents, ledger: Ledger, search: Search, permissions: Permissions) -> None:
        self._documents = documents
        self._ledger = ledger
        self._search = search
        self._permissions = permissions

    def statuses(self, *, engine_alive: bool, archived: bool = False) -> list[ProjectStatus]:
        """Every project, with the state of its whole folder and the numbers of what the active member sees in it."""
        found = self._documents.statuses(engine_alive=engine_alive, archived=archived)
        return self._documents.as_seen(found, self._permissions.actives(one.project.id for one in found))

    def status(self, project_id: int, *, engine_alive: bool) -> ProjectStatus:
        """As ``statuses``, for one. Raises Failure(NOT_FOUND)."""
        found = self._documents.status(project_id, engine_alive=engine_alive)
        return self._documents.as_seen([found], {project_id: self._permissions.active(project_id)})[0]

    def tree(
        self, project_id: int, *, engine_alive: bool, downloading: frozenset[int] = frozenset()
    ) -> tuple[DocumentTree, Access]:
        """What lies in a project's folder for the active member, who may do there what the access says. A member
        without any gets a folder without drawings. Raises Failure(NOT_FOUND)."""
        access = self._permissions.active(project_id)
        tree = self._documents.tree(project_id, engine_alive=engine_alive, downloading=downloading)
        return visible(tree, access), access

    def readable(self, project_id: int, *, engine_alive: bool) -> DocumentTree:
        """As ``tree``; raises Failure(NOT_ALLOWED, NO_ACCESS) for a member without any access."""
        tree, access = self.tree(project_id, engine_alive=engine_alive)
        if not access.anything:
            raise access.refusal(Reason.NO_ACCESS, tree.project.name)
        return tree

    def drawing(self, project_id: int, procore_id: int, *, downloading: frozenset[int] = frozenset()) -> Drawing:
        """One drawing. Raises Failure(NOT_FOUND), and Failure(NOT_ALLOWED, NO_ACCESS) where it lies in a folder
        that the active member does not see."""
        drawing = self._documents.drawing(project_id, procore_id, downloading=downloading)
        folder = self._documents.folder_of(project_id, procore_id)
        self._permissions.active(project_id).require(AccessLevel.VIEW, drawing.number, folder)
        return drawing

    def numbered(self, project_id: int, wanted: str, level: AccessLevel = AccessLevel.VIEW) -> list[Drawing]:
        """The drawings with this number: exactly, else in any case. Numbers may repeat.

        Raises Failure(NOT_FOUND), and Failure(NOT_ALLOWED) where all of them lie in folders without ``level``.
        """
        tree = self._documents.tree(project_id, engine_alive=False)
        access = self._permissions.active(project_id)
        placed = [
            (discipline_folder(area.id, part.id), drawing)
            for area in tree.areas
            for part in area.disciplines
            for drawing in part.drawings
        ]
        for same in (str.strip, lambda text: text.strip().casefold()):
            found = [(folder, drawing) for folder, drawing in placed if same(drawing.number) == same(wanted)]
            allowed = [drawing for folder, drawing in found if access.allows(level, folder)]
            if found and not allowed:
                access.require(level, wanted, found[0][0])
            if allowed:
                return allowed
        raise Failure(FailureCode.NOT_FOUND, values={"subject": wanted}, technical=f"no drawing {wanted!r}")

    def changes(self, project_id: int, since: datetime | None = None) -> list[Change]:
        """The ledger, without what happened in folders that the active member does not see. Raises
        Failure(NOT_ALLOWED, NO_ACCESS) for a member without any access."""
        access, shown = self._shown_ids(project_id)
        return [
            line
            for line in self._ledger.changes(project_id, since)
            if (line.kind is not ChangeKind.PERMISSION or access.manages)
            and (shown is None or line.drawing_id in shown or (line.drawing_id is None and line.kind in _OF_THE_LINK))
        ]

    def problems(self, project_id: int) -> list[SheetProblem]:
        """See ``Documents.problems``; raises Failure(NOT_ALLOWED, NO_ACCESS) for a member without any access."""
        _access, shown = self._shown_ids(project_id)
        return [one for one in self._documents.problems(project_id) if shown is None or one.drawing_id in shown]

    def search(self, project_id: int, query: str, *, limit: int = LIMIT) -> SearchResults:
        """See ``Search``; raises Failure(NOT_ALLOWED, NO_ACCESS) for a member without any access."""
        if not self._permissions.active(project_id).anything:
            self.readable(project_id, engine_alive=False)
        return self._search.within(self._sights([project_id]), query, limit=limit)

    def search_all(
        self,
        project_ids: Iterable[int],
        query: str,
        *,
        limit: int = LIMIT,
        only: SearchFilter = EVERYTHING,
        on_sheets: bool = True,
    ) -> SearchResults:
        """See ``Search.within``; nothing is found in projects without any access. How much is unread is not counted:
        ``search_scope`` tells it, which takes longer."""
        return self._search.within(
            self._sights(project_ids), query, limit=limit, only=only, on_sheets=on_sheets, count_unread=False
        )

    def search_scope(self, project_ids: Iterable[int]) -> SearchScope:
        """See ``Search.scope``."""
        return self._search.scope(self._sights(project_ids))

    def _sights(self, project_ids: Iterable[int]) -> dict[int, Sight]:
        accesses = self._permissions.actives(project_ids)
        return {id: partial(access.allows, AccessLevel.VIEW) for id, access in accesses.items() if access.anything}

    def _shown_ids(self, project_id: int) -> tuple[Access, set[int] | None]:
        """Procore's ids of the drawings that the active member sees; None: all, which needs no looking."""
        access = self._permissions.active(project_id)
        if access.everything:
            return access, None
        tree = self.readable(project_id, engine_alive=False)
        return access, {one.procore_id for area in tree.areas for part in area.disciplines for one in part.drawings}


#: Lines about the folder as a whole. Others without a drawing name sub-folders.
_OF_THE_LINK = frozenset({ChangeKind.CONNECTED, ChangeKind.TRANSFERRED, ChangeKind.DISCONNECTED, ChangeKind.PERMISSION})
