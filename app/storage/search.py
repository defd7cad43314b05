"""Finding sheets by number, title, or the words on them. Offline, over every sheet and revision that is here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, column, exists, func, literal_column, select, table, text

from app.domain.files import BlobState
from app.domain.sheets import named, number_match, sort_key
from app.domain.views import MARK_END, MARK_START, Match, SearchHit, SearchResults
from app.storage.database import among, pairs
from app.storage.inspections import VERSION
from app.storage.projects import get_project
from app.storage.schema import blobs, contents, drawings, entries, inspections, revisions, sheets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Connection

    from app.storage.blobs import BlobStore
    from app.storage.database import Database

LIMIT = 200
#: Of a query that looks for text. More words than these find nothing that fewer do not.
_WORDS, _WORD_LENGTH = 16, 64
_QUERY_LENGTH = 1000
_SNIPPET_TOKENS = 12
#: After the ranks of numbers.
_TITLE = 3

_index = table("sheet_text", column("rowid"), column("rank"))


class Search:
    def __init__(self, database: Database, blob_store: BlobStore) -> None:
        self._database = database
        self._blobs = blob_store

    def __call__(self, project_id: int, query: str, *, limit: int = LIMIT) -> SearchResults:
        """Sheets that answer ``query``: by number first (``e31`` finds E-3.01), then by title, then current revisions
        by their text, then older ones. All words must be there; the last may be a beginning. Any text is a query.

        Raises Failure(NOT_FOUND) for a project that does not exist.
        """
        typed = _printable(query)
        with self._database.read() as connection:
            link = get_project(connection, project_id).link
            if link is None:
                return SearchResults((), more=False, unread=0)
            found = self._by_name(connection, link.id, typed) if typed else []
            wanted = limit + 1 - len(found)
            if wanted > 0 and (match := _match(typed)):
                found += self._by_text(connection, link.id, match, wanted)
            return SearchResults(tuple(found[:limit]), len(found) > limit, _unread(connection, link.id))

    def _by_name(self, connection: Connection, link_id: int, typed: str) -> list[SearchHit]:
        """Each drawing once, with its current entry, or the newest where none is."""
        ranked = {}
        rows = select(drawings.c.id, drawings.c.number, drawings.c.title).where(drawings.c.link_id == link_id)
        for id, number, title in connection.execute(rows):
            rank = number_match(typed, number)
            if rank is not None or named(typed, f"{number} {title}"):
                ranked[id] = (_TITLE if rank is None else rank, sort_key(number))
        newest = (
            _lines(func.row_number().over(partition_by=drawings.c.id, order_by=_BEST_ENTRY).label("nth"))
            .where(among(drawings.c.id, ranked))
            .subquery()
        )
        best = select(*newest.c[:-1]).where(newest.c.nth == 1)
        found = [(ranked[row[0]], self._hit(row[1:], ranked[row[0]][0])) for row in connection.execute(best)]
        return [hit for _, hit in sorted(found, key=lambda pair: (pair[0], pair[1].drawing_id))]

    def _by_text(self, connection: Connection, link_id: int, match: str, limit: int) -> list[SearchHit]:
        """Each page of each revision once, whatever lines of the list show the revision."""
        nth = func.row_number().over(partition_by=(revisions.c.id, sheets.c.id), order_by=_BEST_ENTRY)
        lines = (
            _lines(sheets.c.page, sheets.c.id.label("sheet_id"), _index.c.rank.label("rank"), nth.label("nth"))
            .select_from(_SHOWN.join(sheets, sheets.c.sha256 == blobs.c.sha256).join(_index, _on_index))
            .where(drawings.c.link_id == link_id, text("sheet_text MATCH :match"))
            .subquery()
        )
        best = (
            select(*lines.c[:-2])
            .where(lines.c.nth == 1)
            .order_by(lines.c.current.desc(), lines.c.rank, lines.c.number, lines.c.revision_id, lines.c.page)
            .limit(limit)
        )
        rows = connection.execute(best, {"match": match}).all()
        snippets = _snippets(connection, match, [row[-1] for row in rows])
        return [self._hit(row[1:-2], None, page=row[-2], snippet=snippets.get(row[-1], "")) for row in rows]

    def _hit(self, row: Sequence[Any], rank: int | None, *, page: int = 0, snippet: str = "") -> SearchHit:
        drawing_id, number, title, gone, revision_id, label, current, sha256 = row
        return SearchHit(
            match=Match.TEXT if rank is None else Match.TITLE if rank == _TITLE else Match.NUMBER,
            drawing_id=drawing_id,
            number=number,
            title=title,
            withdrawn=gone is not None,
            revision_id=revision_id,
            revision_number=label,
            current=current,
            page=page,
            snippet=snippet,
            path=None if sha256 is None else self._blobs.path(sha256),
        )


_on_index = _index.c.rowid == sheets.c.id
_SHOWN = (
    entries.join(revisions, revisions.c.id == entries.c.revision_id)
    .join(drawings, drawings.c.id == entries.c.drawing_id)
    .outerjoin(contents, and_(contents.c.revision_id == revisions.c.id, contents.c.current.is_(True)))
    .outerjoin(blobs, and_(blobs.c.sha256 == contents.c.sha256, blobs.c.state == BlobState.HELD))
)
_BEST_ENTRY = (entries.c.current.desc(), entries.c.position.desc())


def _lines(*more: Any) -> Any:
    return select(
        drawings.c.id,
        drawings.c.procore_id.label("drawing_id"),
        drawings.c.number,
        drawings.c.title,
        drawings.c.withdrawn,
        revisions.c.procore_id.label("revision_id"),
        revisions.c.revision_number,
        entries.c.current,
        blobs.c.sha256,
        *more,
    ).select_from(_SHOWN)


def _snippets(connection: Connection, match: str, sheet_ids: Sequence[int]) -> dict[int, str]:
    found: dict[int, str] = pairs(
        connection,
        select(
            _index.c.rowid,
            func.snippet(literal_column("sheet_text"), 0, MARK_START, MARK_END, "…", _SNIPPET_TOKENS),
        ).where(text("sheet_text MATCH :match").bindparams(match=match), among(_index.c.rowid, sheet_ids)),
    )
    return {id: " ".join(said.split()) for id, said in found.items()}


def _unread(connection: Connection, link_id: int) -> int:
    """Files of the link that are here and were not inspected. Those that cannot be read count as read: trying again
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
        .where(revisions.c.link_id == link_id, contents.c.current.is_(True), blobs.c.state == BlobState.HELD, ~tried)
    )
    return int(connection.execute(here).scalar_one())


def _printable(query: str) -> str:
    """The query without what is no text: lone surrogates (a command line of other bytes) and control characters."""
    known = query[:_QUERY_LENGTH].encode("utf-8", "ignore").decode()
    return "".join(char if char.isprintable() else " " for char in known).strip()


def _match(typed: str) -> str:
    """The query in the index's language: every word quoted, so that nothing in it is an operator."""
    words = [word[:_WORD_LENGTH] for word in typed.replace('"', " ").split()]
    words = [word for word in words if any(char.isalnum() for char in word)][:_WORDS]
    return " ".join(f'"{word}"' for word in words) + "*" if words else ""
