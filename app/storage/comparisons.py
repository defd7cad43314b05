"""What was found out by comparing pages, and which pages are still to be compared.

Nothing is queued: due is what follows from the revisions that are here and the rows that are missing. A row belongs to
bytes, not to revisions, so it stays true for ever; only another way of comparing makes it count for nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, literal, or_, select
from sqlalchemy.dialects import sqlite

from app.domain.comparisons import ChangedRegion, Comparison, PagePair, Trust, pair_pages
from app.domain.files import BlobState, SheetFacts
from app.domain.markup_placing import Laid, Page
from app.domain.plane import Similarity
from app.storage.database import among
from app.storage.failures import os_failures
from app.storage.schema import HERE, annotation_table, blobs, comparisons, contents, entries, inspections, sheets

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path
    from typing import Any

    from sqlalchemy import Connection, Subquery

    from app.domain.failures import Reason
    from app.storage.database import Database

#: Of the way of comparing, and of the pictures.
VERSION = 1
#: Pages of one file that are compared ahead of time; the others when somebody asks.
PAGES = 64
#: All pictures together: some 5,000. One that is gone is drawn again when somebody asks, within seconds.
PICTURE_BYTES = 1024**3


class Comparisons:
    """Safe to use from any thread. ``folder``: where pictures lie; they are derived, whoever deletes them makes them be
    drawn again."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._root = folder
        self._folder = folder / f"compared-v{VERSION}"

    def picture(self, pair: PagePair, by_hand: Similarity | None = None) -> Path:
        """Where the picture of two pages is kept, or would be: see ``drawings.compare_picture``. Another one for each
        way in which they were laid by hand."""
        name = f"{pair.newer[2:32]}-{pair.newer_page}-{pair.older[:32]}-{pair.older_page}"
        if by_hand is not None:
            name += "-" + hashlib.sha256(repr(by_hand).encode("ascii")).hexdigest()[:16]
        return self._folder / pair.newer[:2] / f"{name}.png"

    def trim(self, most: int = PICTURE_BYTES) -> int:
        """Delete the oldest pictures until all together have at most so many bytes, and those of other versions.
        Returns how many. Raises Failure(LOCAL_IO)."""
        with os_failures():
            kept = []
            for path in self._root.glob("compared-v*/*/*"):  # also what a worker that was ended left half written
                with contextlib.suppress(FileNotFoundError):
                    facts = path.stat()
                    kept.append((path.is_relative_to(self._folder), facts.st_mtime, facts.st_size, path))
            kept.sort(reverse=True)
            gone = 0
            for current, _time, size, path in kept:
                most -= size
                if most < 0 or not current:
                    path.unlink(missing_ok=True)
                    gone += 1
            return gone

    def make_folder(self, pair: PagePair) -> None:
        """Raises Failure(LOCAL_SPACE) or Failure(LOCAL_IO)."""
        with os_failures():
            self.picture(pair).parent.mkdir(parents=True, exist_ok=True)

    def get(self, pair: PagePair) -> Comparison | None:
        """What is known, or None where these two were never compared, or only in vain."""
        with self._database.read() as connection:
            row = connection.execute(select(comparisons).where(_is(pair), _COUNTS)).first()
        if row is None or row.trust is None:
            return None
        regions = tuple(ChangedRegion(*numbers) for numbers in row.regions)
        alignment = None if row.alignment is None else Similarity(*row.alignment)
        return Comparison(alignment, Trust(row.trust), row.agreement, regions, row.found)

    def record(self, pair: PagePair, comparison: Comparison) -> None:
        """Replaces what was known of these two."""
        alignment, regions = comparison.alignment, comparison.regions
        self._write(
            pair,
            trust=comparison.trust.value,
            agreement=comparison.agreement,
            alignment=None if alignment is None else [alignment.a, alignment.b, alignment.dx, alignment.dy],
            regions=[[r.left, r.top, r.width, r.height, r.added, r.removed] for r in regions],
            found=comparison.found,
        )

    def record_failure(self, pair: PagePair, reason: Reason | None) -> None:
        """They cannot be compared, and that is not tried again ahead of time."""
        told = "unknown" if reason is None else reason.value
        self._write(pair, trust=None, agreement=0.0, alignment=None, regions=[], found=0, reason=told)

    def due(self, limit: int) -> list[PagePair]:
        """Pages of current revisions to be compared with the revision before, both being here and read. At most
        ``limit`` files."""
        with self._database.read() as connection:
            files = connection.execute(_due_files(limit)).all()
            return [pair for older, newer in files for pair in _missing(connection, older, newer)]

    def pages(self, older: str, newer: str) -> list[tuple[int, int]]:
        """Which pages of two files belong together, older page first; as far as their pages are known."""
        with self._database.read() as connection:
            return pair_pages(_facts(connection, older), _facts(connection, newer))

    def _write(self, pair: PagePair, **facts: object) -> None:
        row = {"version": VERSION, "reason": None, **facts}
        key = {
            "older": pair.older,
            "older_page": pair.older_page,
            "newer": pair.newer,
            "newer_page": pair.newer_page,
        }
        statement = sqlite.insert(comparisons).values(**key, **row).on_conflict_do_update(list(key), set_=row)
        with self._database.write() as connection:
            connection.execute(statement)


#: What was laid by hand holds in every version.
_COUNTS = or_(comparisons.c.version == VERSION, comparisons.c.trust == Trust.MANUAL.value)


def _is(pair: PagePair) -> Any:
    table = comparisons.c
    return and_(
        table.older == pair.older,
        table.older_page == pair.older_page,
        table.newer == pair.newer,
        table.newer_page == pair.newer_page,
    )


def _due_files(limit: int) -> Any:
    now, before = _readable("now"), _readable("before")
    older = (
        select(before.c.sha256)
        .where(
            before.c.drawing_id == now.c.drawing_id,
            before.c.position < now.c.position,
            before.c.revision_id != now.c.revision_id,
        )
        .order_by(before.c.position.desc())
        .limit(1)
        .scalar_subquery()
    )
    successive = select(older.label("older"), now.c.sha256.label("newer")).where(now.c.current.is_(True))
    files = successive.union(_carried_over(), _replaced()).subquery()
    done = (
        select(func.count())
        .where(comparisons.c.older == files.c.older, comparisons.c.newer == files.c.newer, _COUNTS)
        .scalar_subquery()
    )
    wanted = func.min(_page_count(files.c.older), _page_count(files.c.newer), literal(PAGES))
    return (
        select(files.c.older, files.c.newer)
        .where(files.c.older.is_not(None), files.c.older != files.c.newer, done < wanted)
        .order_by(files.c.newer)
        .limit(limit)
    )


def _carried_over() -> Any:
    """The files that carried marks lie between: where several revisions came at once, not those of successive ones."""
    now, before = _readable("there"), _readable("from")
    return (
        select(before.c.sha256, now.c.sha256)
        .select_from(annotation_table)
        .join(before, before.c.id == annotation_table.c.frame_entry_id)
        .join(now, now.c.id == annotation_table.c.entry_id)
        .where(annotation_table.c.deleted_at.is_(None), annotation_table.c.frame_file.is_(None))
    )


def _replaced() -> Any:
    """The files that marks were drawn on before others came in their place, and those that they lie on now."""
    now = _readable("now_of_replaced")
    return (
        select(annotation_table.c.frame_file, now.c.sha256)
        .join(now, now.c.id == annotation_table.c.entry_id)
        .join(blobs, and_(blobs.c.sha256 == annotation_table.c.frame_file, blobs.c.state == BlobState.HELD))
        .join(inspections, and_(inspections.c.sha256 == blobs.c.sha256, inspections.c.done.is_(True)))
        .where(annotation_table.c.deleted_at.is_(None))
    )


def _readable(name: str) -> Subquery:
    """Lines of revision lists whose file is here and was read."""
    lines = (entries.c.id, entries.c.drawing_id, entries.c.position, entries.c.current, entries.c.revision_id)
    return (
        select(*lines, contents.c.sha256)
        .join(contents, and_(contents.c.revision_id == entries.c.revision_id, contents.c.current.is_(True)))
        .join(blobs, HERE)
        .join(inspections, and_(inspections.c.sha256 == contents.c.sha256, inspections.c.done.is_(True)))
        .subquery(name)
    )


def _page_count(sha256: Any) -> Any:
    return select(func.count()).where(sheets.c.sha256 == sha256).scalar_subquery()


def _missing(connection: Connection, older: str, newer: str) -> list[PagePair]:
    known = select(comparisons.c.older_page, comparisons.c.newer_page).where(
        comparisons.c.older == older, comparisons.c.newer == newer, _COUNTS
    )
    done = {tuple(row) for row in connection.execute(known)}
    pairs = pair_pages(_facts(connection, older), _facts(connection, newer))
    return [PagePair(older, before, newer, after) for before, after in pairs[:PAGES] if (before, after) not in done]


def _facts(connection: Connection, sha256: str) -> list[SheetFacts]:
    columns = (sheets.c.page, sheets.c.width_pt, sheets.c.height_pt, sheets.c.rotation, sheets.c.text)
    rows = connection.execute(select(*columns).where(sheets.c.sha256 == sha256).order_by(sheets.c.page))
    return [SheetFacts(*row) for row in rows]


def laid_pages(connection: Connection, files: Collection[tuple[str, str]]) -> dict[tuple[Page, str], Laid]:
    """What comparing says of where pages of the first of two files went in the second, whichever is the older; inside
    a transaction. How a page lies is told only where that is sure."""
    rows = select(
        comparisons.c.older,
        comparisons.c.older_page,
        comparisons.c.newer,
        comparisons.c.newer_page,
        comparisons.c.trust,
        comparisons.c.alignment,
    ).where(among(comparisons.c.older, {file for pair in files for file in pair}), _COUNTS)
    found: dict[tuple[Page, str], Laid] = {}
    for older, page, newer, newer_page, trust, numbers in connection.execute(rows) if files else ():
        sure = numbers is not None and trust in (Trust.SURE, Trust.MANUAL)
        by = Similarity(*numbers) if sure else None
        there = ((Page(older, page), newer), Laid(newer_page, by))
        back = ((Page(newer, newer_page), older), Laid(page, None if by is None else by.inverse()))
        for (start, end), laid in (there, back):
            if (start.file, end) in files and (trust == Trust.MANUAL or (start, end) not in found):
                found[start, end] = laid
    return found
