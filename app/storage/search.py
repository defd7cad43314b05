"""Finding sheets by number, title, or the words on them. Offline, over every sheet and revision that is here."""

from __future__ import annotations

from collections.abc import Callable
from heapq import nsmallest
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, column, exists, func, literal_column, select, table, text

from app.domain.access import Folder
from app.domain.files import BlobState
from app.domain.sheets import TITLE_RANK, ranking, sort_key
from app.domain.views import EVERYTHING, MARK_END, MARK_START, Match, SearchHit, SearchResults, SearchScope
from app.storage.database import among, pairs
from app.storage.drawing_names import DrawingNames
from app.storage.inspections import VERSION
from app.storage.projects import get_project
from app.storage.schema import HERE, NEWEST, blobs, contents, drawings, entries, inspections, revisions, sheets
from app.storage.search_query import match_text, printable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.engine import Connection

    from app.domain.views import SearchFilter
    from app.storage.blobs import BlobStore
    from app.storage.database import Database
    from app.storage.drawing_names import Named, Names

LIMIT = 200
#: What a window shows at first.
FIRST = 30
_SNIPPET_TOKENS = 12
#: Pages with the words that are looked at, and weighed where there are no more: a word that is on half of the sheets
#: says little of any of them, so those read last do. Where filters leave too few, so many times more.
_NEAREST, _WIDER = 300, 8

_index = table("sheet_text", column("rowid"), column("rank"))

#: Whether a folder may be seen.
Sight = Callable[[Folder], bool]


class Search:
    def __init__(self, database: Database, blob_store: BlobStore) -> None:
        self._database = database
        self._blobs = blob_store
        self._names = DrawingNames()

    def __call__(self, project_id: int, query: str, *, limit: int = LIMIT) -> SearchResults:
        """Sheets that answer ``query``: by number first (``e31`` finds E-3.01), then by title, then current revisions
        by their text, then older ones. All words must be there; the last may be a beginning; what stands in quotes
        must stand so on the sheet. Any text is a query.

        Raises Failure(NOT_FOUND) for a project that does not exist.
        """
        return self.within({project_id: lambda _folder: True}, query, limit=limit)

    def within(
        self,
        projects: dict[int, Sight],
        query: str,
        *,
        limit: int = LIMIT,
        only: SearchFilter = EVERYTHING,
        on_sheets: bool = True,
        count_unread: bool = True,
    ) -> SearchResults:
        """The same over several projects, each with what may be seen of it. ``on_sheets``: also the text of sheets."""
        typed = printable(query)
        moment = self._database.moment()
        with self._database.read() as connection:
            links = _links(connection, projects)
            known = _known(self._names.of(connection, links, moment), projects, only) if typed else {}
            found, more = self._by_name(connection, known, typed, limit, only)
            if len(found) <= limit and on_sheets and (match := match_text(typed)):
                found += self._by_text(connection, known, match, limit + 1 - len(found), only)
            unread = _unread(connection, links) if count_unread else 0
            return SearchResults(tuple(found[:limit]), more or len(found) > limit, unread)

    def scope(self, projects: dict[int, Sight]) -> SearchScope:
        """What of these projects can be searched."""
        moment = self._database.moment()
        with self._database.read() as connection:
            links = _links(connection, projects)
            known = _known(self._names.of(connection, links, moment), projects, EVERYTHING)
            named = {one.discipline for one in known.values()}
            return SearchScope(tuple(sorted(filter(None, named), key=sort_key)), _unread(connection, links))

    def _by_name(
        self, connection: Connection, known: dict[int, Named], typed: str, limit: int, only: SearchFilter
    ) -> tuple[list[SearchHit], bool]:
        """Each drawing once, with its current entry, or the newest where none is; and whether there are more."""
        rank = ranking(typed)
        ranked = []
        for id, one in known.items():
            place = rank(one.keys)
            if place is not None:
                ranked.append((place, one.order, id))
        first = nsmallest(limit + 1, ranked)
        best: dict[int, Any] = {}
        listed = select(*_LINE).select_from(_SHOWN).where(among(drawings.c.id, [id for _, _, id in first]))
        for row in connection.execute(listed.order_by(*_BEST_ENTRY)):
            if row.current or not only.current:
                best.setdefault(row.id, row)
        found = [
            self._hit(best[id], known[id], Match.TITLE if place == TITLE_RANK else Match.NUMBER)
            for place, _, id in first
            if id in best
        ]
        return found, len(ranked) > limit + 1

    def _by_text(
        self, connection: Connection, known: dict[int, Named], match: str, wanted: int, only: SearchFilter
    ) -> list[SearchHit]:
        """Each page of each revision once, whatever lines of the list show the revision."""
        nearest = _NEAREST
        while True:
            ranks = _ranks(connection, match, nearest)
            lines = list(_pages(connection, ranks, known, only))
            if len(lines) >= wanted or len(ranks) < nearest:
                break
            nearest *= _WIDER
        lines.sort(key=lambda row: (not row.current, ranks[row.sheet_id], row.number, row.revision_id, row.page))
        snippets = _snippets(connection, match, [row.sheet_id for row in lines[:wanted]])
        return [
            self._hit(row, known[row.id], Match.TEXT, page=row.page, snippet=snippets.get(row.sheet_id, ""))
            for row in lines[:wanted]
        ]

    def _hit(self, row: Any, named: Named, match: Match, *, page: int = 0, snippet: str = "") -> SearchHit:
        return SearchHit(
            match=match,
            drawing_id=row.drawing_id,
            number=named.number,
            title=named.title,
            withdrawn=row.withdrawn is not None,
            revision_id=row.revision_id,
            revision_number=row.revision_number,
            current=row.current,
            page=page,
            snippet=snippet,
            path=None if row.sha256 is None else self._blobs.path(row.sha256),
            project_id=named.project_id,
            discipline=named.discipline,
            entry_id=row.entry_id,
            sha256=row.sha256,
        )


_SHOWN = (
    entries.join(revisions, revisions.c.id == entries.c.revision_id)
    .join(drawings, drawings.c.id == entries.c.drawing_id)
    .outerjoin(contents, NEWEST)
    .outerjoin(blobs, HERE)
)
_BEST_ENTRY = (entries.c.current.desc(), entries.c.position.desc())


_LINE = (
    drawings.c.id,
    drawings.c.procore_id.label("drawing_id"),
    drawings.c.number,
    drawings.c.withdrawn,
    revisions.c.procore_id.label("revision_id"),
    revisions.c.revision_number,
    entries.c.id.label("entry_id"),
    entries.c.current,
    blobs.c.sha256,
)


def _links(connection: Connection, project_ids: Iterable[int]) -> dict[int, int]:
    """The projects by their newest links. Raises Failure(NOT_FOUND)."""
    return {link.id: id for id in project_ids if (link := get_project(connection, id).link) is not None}


def _known(links: Iterable[Names], projects: dict[int, Sight], only: SearchFilter) -> dict[int, Named]:
    """The drawings of these links that may be seen and are asked for."""
    known: dict[int, Named] = {}
    for names in links:
        for place, together in names.items():
            wanted = only.discipline is None or only.discipline == place.discipline
            if wanted and projects[next(iter(together.values())).project_id](place.folder):
                known |= together
    return known


def _ranks(connection: Connection, match: str, most: int) -> dict[int, float]:
    """Pages with the words, by how well they answer (less is better); where there are too many, those read last."""
    matching = text("sheet_text MATCH :match").bindparams(match=match)
    latest = select(_index.c.rowid).where(matching).order_by(_index.c.rowid.desc()).limit(most)
    found = connection.execute(latest).scalars().all()
    if len(found) == most:
        return dict.fromkeys(found, 0.0)
    return pairs(connection, select(_index.c.rowid, _index.c.rank).where(matching))


def _pages(
    connection: Connection, sheet_ids: Collection[int], known: Collection[int], only: SearchFilter
) -> Iterator[Any]:
    """The best line of each page of each revision that shows one of these sheets."""
    held = sheets.join(blobs, and_(blobs.c.sha256 == sheets.c.sha256, blobs.c.state == BlobState.HELD))
    shown = (
        held.join(contents, and_(contents.c.sha256 == blobs.c.sha256, contents.c.current.is_(True)))
        .join(revisions, revisions.c.id == contents.c.revision_id)
        .join(entries, entries.c.revision_id == revisions.c.id)
        .join(drawings, drawings.c.id == entries.c.drawing_id)
    )
    asked = select(*_LINE, sheets.c.page, sheets.c.id.label("sheet_id")).select_from(shown)
    told = set()
    for row in connection.execute(asked.where(among(sheets.c.id, sheet_ids)).order_by(*_BEST_ENTRY)):
        if (row.revision_id, row.sheet_id) not in told and row.id in known and (row.current or not only.current):
            told.add((row.revision_id, row.sheet_id))
            yield row


def _snippets(connection: Connection, match: str, sheet_ids: Sequence[int]) -> dict[int, str]:
    if not sheet_ids:
        return {}
    # The plus keeps SQLite from asking the index anew for every one of them.
    this: ColumnElement[int] = literal_column("+sheet_text.rowid")
    found: dict[int, str] = pairs(
        connection,
        select(
            _index.c.rowid,
            func.snippet(literal_column("sheet_text"), 0, MARK_START, MARK_END, "…", _SNIPPET_TOKENS),
        ).where(
            text("sheet_text MATCH :match").bindparams(match=match),
            _index.c.rowid.between(min(sheet_ids), max(sheet_ids)),
            among(this, sheet_ids),
        ),
    )
    return {id: " ".join(said.split()) for id, said in found.items()}


def _unread(connection: Connection, link_ids: Iterable[int]) -> int:
    """Files of these links that are here and were not inspected. Those that cannot be read count as read: trying again
    would not help."""
    tried = exists().where(
        inspections.c.sha256 == blobs.c.sha256, inspections.c.version == VERSION, inspections.c.done.is_(True)
    )
    here = (
        select(func.count(blobs.c.sha256.distinct()))
        .select_from(
            contents.join(blobs, blobs.c.sha256 == contents.c.sha256).join(
                revisions, revisions.c.id == contents.c.revision_id
            )
        )
        .where(
            revisions.c.link_id.in_(list(link_ids)),
            contents.c.current.is_(True),
            blobs.c.state == BlobState.HELD,
            ~tried,
        )
    )
    return int(connection.execute(here).scalar_one())
